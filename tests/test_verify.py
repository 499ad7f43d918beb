"""tools/verify.py: what it says of a site that is, or isn't, what it claims to be."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
import release

from tools import verify

ROOT = Path(__file__).parent.parent
GIT = shutil.which("git")
HEAD = subprocess.run(
    [GIT, "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.strip()
MANIFEST = release.manifest(HEAD, False, "0.4.0", "ipa-25-6kajo", "")
ALL_SAME = f"All 7 files are those of commit {HEAD}, version 0.4.0, which is origin's main."
FILES = {
    "index.html": "<p>ホーム</p>".encode(),
    "items/01/index.html": b"<p>one</p>" * 1000,
    "py/scoring.py": b"print(1)\n",
    "404.html": b"<p>not found</p>",
    "py/empty.py": b"",
}


def write(folder, files):
    """Write a site with its manifest and its sums, and return the folder."""
    files = {**files, release.MANIFEST: release.written(MANIFEST).encode()}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    for path, data in {**files, release.SUMS: release.sums(digests).encode()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def build(tmp_path):
    return write(tmp_path / "build", FILES)


@pytest.fixture
def published(tmp_path):
    return write(tmp_path / "published", FILES)


@pytest.fixture
def again(monkeypatch, build):
    """The site isn't built again: the build is there already, of the newest commit."""
    monkeypatch.setattr(verify, "taken_out", lambda *_: ("which is origin's main", []))
    monkeypatch.setattr(verify, "built", lambda *_: build)


TYPES = {
    ".html": "text/html; charset=utf-8",
    ".py": "application/octet-stream",
    ".json": "application/json; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    "": "application/octet-stream",
}


class Server:
    """A folder behind HTTP as GitHub Pages serves it, `packed` for those who take that, or not.

    `broken` maps paths to a status or a body's pieces. `spy` may look at a request, its path and
    its headers, and return another answer: status, headers, body.
    """

    def __init__(self, folder, packed=None, spy=None):
        self.asked, self.broken, self.spy = [], {}, spy or (lambda *_: None)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append(self.path)
                path = unquote(self.path.partition("?")[0]).removeprefix("/sub/")
                file = folder / (path + "index.html" if path.endswith("/") or not path else path)
                broken = server.broken.get(path)
                headers = {"Content-Type": TYPES[file.suffix]} if file.suffix in TYPES else {}
                if file.is_dir():
                    status, data = 301, b""
                    headers = {"Location": f"{self.path.partition('?')[0]}/"}
                else:
                    status = broken if isinstance(broken, int) else 200 if file.is_file() else 404
                    data = file.read_bytes() if status == 200 else b"not here"
                answer = server.spy(path, self)
                if answer:
                    status, more, data = answer[0], answer[1], answer[2] or data
                    headers |= more
                if packed and "gzip" in self.headers["Accept-Encoding"]:
                    headers["Content-Encoding"] = packed
                    data = gzip.compress(data)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                pieces = [data] if broken is None or isinstance(broken, int) else broken
                with suppress(ConnectionError):
                    for piece in pieces:
                        self.wfile.write(piece)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/sub"
        often = {"poll_interval": 0.01}
        threading.Thread(target=self.http.serve_forever, kwargs=often, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture(params=[None, "gzip"], ids=["plain", "gzip"])
def server(request, published):
    with Server(published, request.param) as server:
        yield server


def told(capsys, *arguments):
    """The exit status and the lines that the program printed."""
    status = verify.main([str(argument) for argument in arguments])
    return status, capsys.readouterr().out.splitlines()


def test_a_faithful_folder(capsys, again, published):
    """A folder with the build's files and no other is the site of the commit."""
    status, lines = told(capsys, published)

    assert ALL_SAME == lines[0]
    assert ["  Not seen: what a server makes of these files, and its headers."] == lines[1:]
    assert 0 == status


def test_a_faithful_server(capsys, again, server):
    """So is a server that serves them, packed or not, each page by its folder's address."""
    status, lines = told(capsys, server.url)

    assert ALL_SAME == lines[0]
    assert 0 == status
    assert "/sub/items/01/" in server.asked
    assert "/sub/" in server.asked
    assert "/sub/404.html" in server.asked


def test_one_byte(capsys, again, published):
    """One other byte, one more byte or one less is a difference, and the file is named."""
    for change in (b"print(2)\n", b"print(1)\n\n", b"print(1)"):
        (published / "py/scoring.py").write_bytes(change)
        status, lines = told(capsys, published)

        assert "1 of 7 files differs: py/scoring.py." in lines[0]
        assert "  different: py/scoring.py" in lines
        assert 1 == status


def test_a_byte_in_an_empty_file(capsys, again, published):
    """A file that should be empty and isn't is a difference."""
    (published / "py/empty.py").write_bytes(b"x")

    assert 1 == told(capsys, published)[0]


def test_changes_behind_a_server(capsys, again, server, published):
    """A server's changed, missing and added files are each named."""
    (published / "index.html").write_bytes(b"<p>other</p>")
    (published / "404.html").unlink()
    with (published / "SHA256SUMS").open("a", encoding="utf-8", newline="\n") as sums:
        sums.write(f"{'0' * 64}  py/spy.py\n")
    status, lines = told(capsys, server.url)

    assert (
        f"This isn't the site of commit {HEAD}, version 0.4.0. 2 of 7 files differ: SHA256SUMS, "
        "index.html; 1 missing: 404.html; 1 added: py/spy.py."
    ) == lines[0]
    assert 1 == status


def test_a_file_added_to_a_folder(capsys, again, published):
    """A file in the folder that the build doesn't have is named, whether or not it is listed."""
    (published / "py/spy.py").write_bytes(b"x")
    status, lines = told(capsys, published)

    assert "1 added: py/spy.py." in lines[0]
    assert 1 == status


def test_hostile_sums(capsys, again, published, server):
    """What a SHA256SUMS names is never opened or asked for, and is harmless to a terminal."""
    (published / "SHA256SUMS").write_text(
        f"{'0' * 64}  ../../etc/passwd\n{'0' * 64}  \x1b[31mred\nnot a line\n", encoding="utf-8"
    )
    status, lines = told(capsys, server.url)

    assert "2 added: \\x1b[31mred, ../../etc/passwd." in lines[0]
    assert [] == [path for path in server.asked if "passwd" in path or "red" in path]
    assert not any("\x1b" in line for line in lines)
    assert 1 == status


def test_a_failing_server(capsys, again, server):
    """If a server fails on a file and all others are the same, nothing can be told."""
    server.broken["py/scoring.py"] = 503
    status, lines = told(capsys, server.url)

    assert "1 of 7 files can't be read: py/scoring.py." == lines[0]
    assert 2 == status


def test_a_body_that_ends_too_early(capsys, again, published):
    """A packed body that can't be unpacked is unread, not the same."""
    with Server(published, "gzip") as server:
        server.broken["py/scoring.py"] = [gzip.compress(FILES["py/scoring.py"])[:-9]]
        status, lines = told(capsys, server.url)

    assert "1 of 7 files can't be read: py/scoring.py." == lines[0]
    assert 2 == status


def test_a_bomb(published, server):
    """Of what a server sends, no more is unpacked than was asked for."""
    (published / "py/scoring.py").write_bytes(bytes(10_000_000))

    assert 10 == len(verify.Address(server.url).read("py/scoring.py", 10))


def test_a_trickle(monkeypatch, published, server):
    """A body that comes too slowly is given up before all of it has come, packed or not."""
    monkeypatch.setattr(verify, "PATIENCE", 0.5)
    body = gzip.compress(os.urandom(1000))
    sent = []

    def trickle():
        for byte in body:
            sent.append(byte)
            yield bytes([byte])
            time.sleep(0.02)

    server.broken["py/scoring.py"] = trickle()
    with pytest.raises(TimeoutError):
        verify.Address(server.url).read("py/scoring.py", len(body))

    assert len(sent) < len(body)


def test_another_encoding(published):
    """A body that is packed by something else than gzip is unread, not different."""
    with Server(published, "br") as server, pytest.raises(OSError, match="packed by br"):
        verify.Address(server.url).read("py/scoring.py", 10)


def test_no_server(capsys):
    """An address where nobody answers, and a name that is no folder, can't be told about."""
    for name in ("http://127.0.0.1:9/", "no-such-folder", "ftp://site.invalid/"):
        status, lines = told(capsys, name)

        assert 1 == len(lines)
        assert 2 == status


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"modified": True}, "differ from commit"),
        ({"commit": None, "modified": True}, "names no commit"),
        ({"commit": "--exec=touch x"}, "can't be understood"),
        ({"commit": "../../x"}, "can't be understood"),
        ({"site_version": "9" * 20_000}, "can't be understood"),
        ({"site_url": 'https://a.invalid/"><script>spy()</script>/'}, "can't be understood"),
    ],
)
def test_a_manifest_that_proves_nothing(capsys, published, change, reason):
    """A manifest of a modified tree, of none, or a hostile one leads to no build."""
    text = json.dumps(MANIFEST | change)
    (published / "release.json").write_text(text, encoding="utf-8")
    status, lines = told(capsys, published)

    assert reason in lines[0]
    assert 2 == status


def test_no_manifest(capsys, published):
    """A site without release.json doesn't say what it is."""
    (published / "release.json").unlink()
    status, lines = told(capsys, published)

    assert "There is no release.json" in lines[0]
    assert 2 == status


def test_an_unknown_commit(capsys, published):
    """A commit that this clone doesn't have isn't guessed: the message says how to get it."""
    text = json.dumps(MANIFEST | {"commit": "0" * 40})
    (published / "release.json").write_text(text, encoding="utf-8")
    status, lines = told(capsys, published)

    assert "Try `git fetch --tags origin`" in lines[0]
    assert f"git fetch origin {'0' * 40}" not in lines[0]
    assert 2 == status


PAGE = "items/01/"
SPY = b"<script>spy()</script>"
GZIP = "gzip"


def by_encoding(path, request):
    """Other bytes for whoever takes gzip."""
    if path == PAGE and GZIP in request.headers["Accept-Encoding"]:
        return 200, {}, SPY
    return None


def by_brotli(path, request):
    """Other bytes for whoever takes brotli, which every browser does."""
    return (200, {}, SPY) if "br" in request.headers["Accept-Encoding"] and path == PAGE else None


def by_plainness(path, request):
    """Other bytes for whoever takes no packing."""
    if path == PAGE and "identity" in request.headers["Accept-Encoding"]:
        return 200, {}, SPY
    return None


def by_query(path, request):
    """Other bytes for an address with a query."""
    return (200, {}, SPY) if path == PAGE and "?" in request.path else None


def by_worker(path, request):
    """Other bytes for a browser that looks for a service worker."""
    if path == "sw.js" and "Service-Worker" in request.headers:
        return 200, {}, SPY
    return None


@pytest.mark.parametrize(
    "spy",
    [
        by_encoding,
        by_brotli,
        by_plainness,
        by_query,
        by_worker,
        lambda path, _: (200, {}, SPY) if path == "items/01/index.html" else None,
        lambda path, _: (200, {}, SPY) if path == "items/01" else None,
        lambda path, _: (200, {}, SPY) if path == "index.html" else None,
    ],
    ids=["gzip", "brotli", "identity", "query", "worker", "index.html", "no slash", "home"],
)
def test_another_way_to_ask(capsys, again, build, published, spy):
    """A server that has other bytes for another way to ask for the same file is found out."""
    for folder in (build, published):
        (folder / "sw.js").write_bytes(b"worker")
    TYPES[".js"] = "text/javascript"
    with Server(published, spy=spy) as server:
        status, lines = told(capsys, server.url)

    assert " 1 of 8 files differs: " in lines[0]
    assert 1 == status


def test_a_way_that_leads_nowhere(capsys, again, published):
    """A page that is there, but not without its slash, isn't called missing: it is said where."""
    with Server(
        published, spy=lambda path, _: (404, {}, b"no") if path == "items/01" else None
    ) as server:
        status, lines = told(capsys, server.url)

    assert 1 == status
    assert any(f"nothing is there under {server.url}/items/01" in line for line in lines)
    assert not any("missing" in line for line in lines)


@pytest.mark.parametrize(
    "location", ["{other}{path}", "//spy.invalid{path}", "{path}?spy", "/elsewhere{path}"]
)
def test_redirects(capsys, again, published, location):
    """A server that sends browsers elsewhere for the files isn't that site, whatever is there."""
    with Server(published) as other:
        host = other.url.removesuffix("/sub")

        def leads(path, request, but=None):
            there = {"Location": location.format(other=host, path=request.path)}
            return None if path == but else (302, there, b"")

        with Server(published, spy=lambda *what: leads(*what, "release.json")) as server:
            status, lines = told(capsys, server.url)

        assert 1 == status
        assert any("py/scoring.py" in line and "is redirected to" in line for line in lines[1:])
        with Server(published, spy=leads) as server:
            status, lines = told(capsys, server.url)

    assert 2 == status
    assert "release.json can't be read: " in lines[0]
    assert "is redirected to" in lines[0]


def test_the_slash_that_servers_add(capsys, again, published):
    """From a page's folder without a slash, a redirect to it is right; to another page it isn't."""

    def elsewhere(path, _):
        return (301, {"Location": "/sub/"}, b"") if path == "items/01" else None

    with Server(published, spy=elsewhere) as server:
        status, lines = told(capsys, server.url)

    assert 1 == status
    assert "items/01 is redirected to" in lines[1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Refresh", "0;url=https://spy.invalid/"),
        ("Link", "<https://spy.invalid/a.css>; rel=stylesheet"),
        ("Set-Cookie", "a=b"),
        ("Service-Worker-Allowed", "/"),
        ("Clear-Site-Data", '"storage"'),
        ("NEL", '{"report_to":"a","max_age":9}'),
        ("Report-To", '{"group":"a","endpoints":[{"url":"https://spy.invalid/"}]}'),
        ("Reporting-Endpoints", 'a="https://spy.invalid/"'),
        ("Content-Security-Policy", "connect-src 'none'; report-uri https://spy.invalid/"),
        ("Content-Security-Policy-Report-Only", "script-src 'none'; report-to a"),
        ("X-XSS-Protection", "1; report=https://spy.invalid/"),
        ("Speculation-Rules", '"/spy.json"'),
        ("Origin-Trial", "AAAA"),
        ("Alt-Svc", 'h2="spy.invalid:443"; ma=9'),
        ("Referrer-Policy", "unsafe-url"),
        ("Location", "https://spy.invalid/"),
        ("Content-Type", "text/html; charset=iso-2022-jp"),
        ("Content-Type", "text/html; charset=utf-16"),
        ("Content-Type", "text/plain"),
        ("Content-Type", "application/xhtml+xml"),
        ("Content-Type", "multipart/x-mixed-replace; boundary=a"),
        ("Content-Type", "text/html; charset=utf-8; charset=utf-7"),
    ],
)
def test_headers_that_act(capsys, again, published, name, value):
    """A header that loads, leads, keeps, sends or reads otherwise is a difference, and is named."""
    spy = lambda path, _: (200, {name: value}, None) if path == PAGE else None  # noqa: E731
    with Server(published, spy=spy) as server:
        status, lines = told(capsys, server.url)

    assert 1 == status
    assert " 1 of 7 files differs: items/01/index.html." in lines[0]
    assert value.partition("'")[0] in lines[1]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.mjs", "application/octet-stream"),
        ("a.js", "text/plain"),
        ("a.wasm", "application/octet-stream"),
        ("a.css", "text/html"),
        ("a.py", "text/html"),
        ("a.py", "image/svg+xml"),
        ("SHA256SUMS", "text/javascript"),
        ("a.json", "text/html"),
        ("a.txt", "text/html"),
        ("a.html", None),
    ],
)
def test_the_wrong_type(path, kind):
    """A file that comes as something else than its kind says is named with what it came as."""
    assert f"its type is {kind or 'none'}" == verify.wrong_type(kind and [kind], path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.mjs", "application/javascript; charset=utf-8"),
        ("a.js", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.html", "text/html;charset=UTF-8"),
        ("a.py", "text/x-python"),
        ("SHA256SUMS", "application/octet-stream"),
    ],
)
def test_the_right_type(path, kind):
    """What GitHub Pages and other servers say of a file is right."""
    assert None is verify.wrong_type([kind], path)


def test_what_pages_sends(capsys, again, published):
    """The headers of GitHub Pages do nothing; one that nobody knows is named, and no more."""
    sent = {
        "Server": "GitHub.com",
        "Last-Modified": "Tue, 06 Oct 2026 19:41:10 GMT",
        "Access-Control-Allow-Origin": "*",
        "ETag": 'W/"6ac54ed6-4c24"',
        "expires": "Tue, 06 Oct 2026 22:27:21 GMT",
        "Cache-Control": "max-age=600",
        "x-proxy-cache": "MISS",
        "X-GitHub-Request-Id": "9F14:235501:10EB8A:14745C:6AC57371",
        "x-github-edge-region": "iad",
        "x-origin-cache": "HIT",
        "Accept-Ranges": "bytes",
        "Via": "1.1 varnish",
        "Age": "330",
        "X-Served-By": "cache-iad-kiad7000111-IAD",
        "X-Cache": "HIT",
        "X-Cache-Hits": "1",
        "X-Timer": "S1791325899.696332,VS0,VE6",
        "Vary": "Accept-Encoding",
        "X-Fastly-Request-ID": "ec9028fdae4800c83c0c78c8066be13ce4ae384d",
        "Strict-Transport-Security": "max-age=31556952",
        "Alt-Svc": 'h3=":443";ma=86400,h3-29=":443";ma=86400',
        "Permissions-Policy": "interest-cohort=()",
    }
    spy = lambda path, _: (200, sent, None) if path == PAGE else None  # noqa: E731
    with Server(published, spy=spy) as server:
        status, lines = told(capsys, server.url)
    assert (0, 2) == (status, len(lines)), lines
    sent["X-New-Idea"] = "1"
    with Server(published, spy=spy) as server:
        status, lines = told(capsys, server.url)

    assert "  A header that isn't known here: x-new-idea (with items/01/index.html)" == lines[1]
    assert 0 == status


def test_more_after_what_is_packed(published):
    """A packed body after which something else comes is a difference: browsers may show it."""
    with Server(published, GZIP) as server:
        server.broken["py/scoring.py"] = [gzip.compress(FILES["py/scoring.py"]), gzip.compress(SPY)]
        with pytest.raises(verify.OtherError, match="more comes"):
            list(verify.Address(server.url).answers("py/scoring.py", FILES["py/scoring.py"]))


@pytest.mark.parametrize("own", ["https://site.invalid/copy/", "http://127.0.0.1/sub/"])
def test_built_for_another_address(capsys, again, build, published, server, own):
    """A site that was built for another address than the one that was asked isn't a success."""
    text = release.written(MANIFEST | {"site_url": own})
    for folder in (build, published):
        (folder / release.MANIFEST).write_text(text, encoding="utf-8")
    status, lines = told(capsys, server.url)

    assert f"but built for {own}, not here." in lines[0]
    assert 1 == status


def test_built_for_this_address(capsys, again, build, published, server):
    """A site that was built for the address that was asked is one; a host has no capitals."""
    text = release.written(MANIFEST | {"site_url": f"{server.url}/"})
    for folder in (build, published):
        (folder / release.MANIFEST).write_text(text, encoding="utf-8")

    assert 0 == told(capsys, server.url)[0]
    assert "https://owner.github.io/Name/" == verify.lowered("https://Owner.GitHub.io/Name/")


@pytest.mark.parametrize("name", ["http://a@127.0.0.1/", "http://127.0.0.1/?x", "http://a b/"])
def test_no_address_of_a_site(capsys, name):
    """An address that couldn't be a site's isn't asked."""
    status, lines = told(capsys, name)

    assert "isn't an address like" in lines[0]
    assert 2 == status


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made otherwise there")
@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "more", "dangling"])
def test_links_and_pipes(capsys, again, published, tmp_path, kind):
    """A link or a pipe in a folder is named, never followed or waited for."""
    path = {"folder": "py", "more": "items/02", "dangling": "x"}.get(kind, "py/scoring.py")
    shutil.move(published / path, tmp_path / "elsewhere") if (published / path).exists() else None
    if kind == "pipe":
        os.mkfifo(published / path)
    else:
        (published / path).symlink_to({"more": "01"}.get(kind, tmp_path / "elsewhere"))
    status, lines = told(capsys, published)

    assert 1 == status
    assert any(line.startswith(("  added: ", "  different: ")) and path in line for line in lines)


def run_git(clone, *arguments):
    """What git printed in a clone."""
    who = ("-c", "user.name=Anyone", "-c", "user.email=anyone@site.invalid")
    who += ("-c", "protocol.file.allow=always")
    command = [GIT, "-C", clone, *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit(repository, message, *parents):
    """A new commit with the tree of HEAD, of which nothing knows."""
    parents = [part for parent in parents for part in ("-p", parent)]
    return run_git(repository, "commit-tree", "HEAD^{tree}", *parents, "-m", message)


@pytest.fixture
def origin(tmp_path):
    """A repository with three commits on main."""
    origin = tmp_path / "origin"
    run_git(tmp_path, "init", "--quiet", "--initial-branch=main", origin)
    for number in range(3):
        (origin / "file").write_text(str(number), encoding="utf-8")
        run_git(origin, "add", "file")
        run_git(origin, "commit", "--quiet", "-m", f"{number}")
    return origin


@pytest.fixture
def clone(monkeypatch, tmp_path, origin):
    """A clone of that, in which verify looks for commits; its first commit is checked out."""
    run_git(tmp_path, "clone", "--quiet", origin, tmp_path / "clone")
    run_git(tmp_path / "clone", "checkout", "--quiet", "--detach", "HEAD~2")
    monkeypatch.setattr(verify, "ROOT", tmp_path / "clone")
    return tmp_path / "clone"


def standing(commit, tmp_path):
    """Where verify says that a commit stands, and its notes; its file is checked out then."""
    sources = tmp_path / f"sources-{commit}"
    told = verify.taken_out(commit, sources)
    assert commit == run_git(sources, "rev-parse", "HEAD")
    return told


def test_where_a_commit_stands(clone, origin, tmp_path):
    """The newest commit, an older one, one on another branch and one under a tag are told apart."""
    newest = run_git(origin, "rev-parse", "main")
    run_git(origin, "update-ref", "refs/heads/other", commit(origin, "other", newest))
    run_git(origin, "tag", "-m", "v9", "v9", commit(origin, "tagged", newest))
    run_git(clone, "fetch", "--quiet", "--tags", "origin")

    for name, expected in {
        "main": "which is origin's main",
        "main~1": "1 commit behind origin's main",
        "main~2": "2 commits behind origin's main",
        "other": "which is origin's other",
        "v9^{commit}": "which is origin's tags/v9",
    }.items():
        assert (expected, []) == standing(run_git(origin, "rev-parse", name), tmp_path)


def test_an_older_commit_is_called_so(capsys, monkeypatch, again, published):
    """That a site is of an older commit stands in the verdict itself."""
    old = ("7 commits behind origin's main", ["A note."])
    monkeypatch.setattr(verify, "taken_out", lambda *_: old)
    _, lines = told(capsys, published)

    assert lines[0].endswith("version 0.4.0, 7 commits behind origin's main.")
    assert "  A note." == lines[1]


@pytest.mark.parametrize(
    "ref",
    [
        "refs/heads/pull-7",
        "refs/remotes/fork/main",
        "refs/remotes/origin2/main",
        "refs/remotes/origin/pr/7",
        "refs/remotes/origin/main",
        "refs/tags/v9.9.9",
        "refs/pull/7/head",
        "FETCH_HEAD",
    ],
)
def test_what_others_made(clone, tmp_path, ref):
    """Whatever a commit is called here, it isn't ours unless origin itself has it there."""
    impostor = commit(clone, "impostor", "origin/main")
    run_git(clone, "update-ref", ref, impostor)

    with pytest.raises(verify.CannotTellError, match="anyone could have made it"):
        standing(impostor, tmp_path)


def test_a_pull_request_of_origin(clone, origin, tmp_path):
    """A commit that origin has as a pull request, or only by its hash, isn't origin's."""
    impostor = commit(origin, "impostor", "main")
    run_git(origin, "update-ref", "refs/pull/7/head", impostor)
    run_git(clone, "fetch", "--quiet", "origin", "+refs/pull/*/head:refs/remotes/origin/pr/*")

    with pytest.raises(verify.CannotTellError, match="anyone could have made it"):
        standing(impostor, tmp_path)


def test_what_stands_in_for_a_commit(clone, tmp_path):
    """Replacements and grafts make nothing origin's, and change nothing of what is."""
    main = run_git(clone, "rev-parse", "origin/main")
    impostor = commit(clone, "impostor")
    (clone / "file").write_text("spy", encoding="utf-8")
    run_git(clone, "commit", "--quiet", "-am", "spy")
    spying = run_git(clone, "rev-parse", "HEAD")
    run_git(clone, "checkout", "--quiet", "--detach", "origin/main")
    run_git(clone, "replace", "--graft", "origin/main", impostor)
    (clone / ".git/info/grafts").write_text(f"{main} {impostor}\n", encoding="utf-8")
    with pytest.raises(verify.CannotTellError, match="anyone could have made it"):
        standing(impostor, tmp_path)
    run_git(clone, "replace", "--force", main, spying)

    assert ("which is origin's main", []) == standing(main, tmp_path)
    assert "2" == (tmp_path / f"sources-{main}" / "file").read_text(encoding="utf-8")


def test_the_checkout(clone, tmp_path):
    """What is checked out counts, and what led to it, but is never called origin's."""
    head = commit(clone, "mine", "origin/main")
    run_git(clone, "checkout", "--quiet", "--detach", commit(clone, "mine, too", head))

    assert ("1 commit behind what is checked out here", []) == standing(head, tmp_path)


def test_without_origin(clone, tmp_path):
    """If origin can't be asked, the checkout alone counts, and the notes say so."""
    run_git(clone, "remote", "set-url", "origin", tmp_path / "nowhere")
    notes = ["Origin can't be asked, so only what is checked out here counts."]
    main, head = run_git(clone, "rev-parse", "origin/main", "HEAD").split()
    assert ("which is what is checked out here", notes) == standing(head, tmp_path)

    with pytest.raises(verify.CannotTellError, match="Origin can't be asked"):
        standing(main, tmp_path)


def test_origin_has_more(clone, origin, tmp_path):
    """If origin's main isn't here yet, how far behind a commit is can't be told: fetch first."""
    run_git(origin, "commit", "--quiet", "--allow-empty", "-m", "newer")
    main, head = run_git(clone, "rev-parse", "origin/main", "HEAD").split()
    where, notes = standing(head, tmp_path)
    assert "which is what is checked out here" == where
    assert ["Origin's main isn't here yet: try `git fetch --tags origin`."] == notes

    with pytest.raises(verify.CannotTellError, match="isn't here yet: try `git fetch"):
        standing(main, tmp_path)


def test_git_is_not_led_astray(monkeypatch, clone, tmp_path):
    """Variables, settings, hooks and filters of this machine or clone decide nothing."""
    main = run_git(clone, "rev-parse", "origin/main")
    bad = tmp_path / "bad"
    bad.mkdir()
    for name in ("post-checkout", "spy"):
        (bad / name).write_text(f"#!/bin/sh\ntouch '{bad}/ran'; cat\n", encoding="utf-8")
        (bad / name).chmod(0o755)
    (bad / "attributes").write_text("* filter=spy\n", encoding="utf-8")
    settings = {
        "core.hooksPath": bad,
        "core.fsmonitor": bad / "spy",
        "core.attributesFile": bad / "attributes",
        "filter.spy.smudge": bad / "spy",
        f"url.{bad}.insteadOf": clone.parent / "origin",
    }
    for name, value in settings.items():
        run_git(clone, "config", name, value)
        run_git(clone, "config", "--file", bad / "config", name, value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(bad / "config"))
    monkeypatch.setenv("GIT_DIR", str(bad))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(bad))
    monkeypatch.setenv("GIT_WORK_TREE", str(bad))
    sources = tmp_path / "sources"

    assert ("which is origin's main", []) == verify.taken_out(main, sources)
    assert "2" == (sources / "file").read_text(encoding="utf-8")
    assert not (bad / "ran").exists()


@pytest.mark.audit
def test_two_clones_build_the_same_site(tmp_path):
    """A site that a clone built, with other settings and other dates, is that of its commit."""
    clone = tmp_path / "another place" / "clone"
    subprocess.run([GIT, "clone", "--quiet", ROOT, clone], check=True)
    for path in clone.rglob("*"):
        if ".git" not in path.parts:
            os.utime(path, (10**9, 10**9))
    settings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    settings |= {"SITE_URL": "https://site.invalid/copy/", "SOURCE_DATE_EPOCH": "86400"}
    subprocess.run(
        [sys.executable, "dev.py", "build"],
        cwd=clone,
        env={**os.environ, **settings},
        check=True,
        **({"umask": 0o077} if os.name == "posix" else {}),
    )
    shutil.copytree(clone / "site", tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "dev.py", "verify", tmp_path / "site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    count = sum(path.is_file() for path in (tmp_path / "site").rglob("*"))
    version = json.loads((tmp_path / "site" / "release.json").read_bytes())["site_version"]

    expected = f"All {count} files are those of commit {HEAD}, version {version}, "
    assert (0, expected) == (done.returncode, done.stdout[: len(expected)]), done.stderr
