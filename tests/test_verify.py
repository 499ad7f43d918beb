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
    """The site isn't built again: the build is there already."""
    monkeypatch.setattr(verify, "build_again", lambda *_: build)


class Server:
    """A folder behind HTTP, `packed` or not; `broken` maps paths to a status or a body's pieces."""

    def __init__(self, folder, packed=None):
        self.asked, self.broken = [], {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append(self.path)
                path = unquote(self.path).removeprefix("/sub/")
                file = folder / (path + "index.html" if path.endswith("/") or not path else path)
                broken = server.broken.get(path)
                status = broken if isinstance(broken, int) else 200 if file.is_file() else 404
                data = file.read_bytes() if status == 200 else b"not here"
                self.send_response(status)
                if packed:
                    self.send_header("Content-Encoding", packed)
                    data = gzip.compress(data)
                self.end_headers()
                pieces = [data] if broken is None or isinstance(broken, int) else broken
                with suppress(ConnectionError):
                    for piece in pieces:
                        self.wfile.write(piece)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/sub"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture(params=[None, "gzip"], ids=["plain", "gzip"])
def server(request, published):
    server = Server(published, request.param)
    yield server
    server.http.shutdown()
    server.http.server_close()


def told(capsys, *arguments):
    """The exit status and the lines that the program printed."""
    status = verify.main([str(argument) for argument in arguments])
    return status, capsys.readouterr().out.splitlines()


def test_a_faithful_folder(capsys, again, published):
    """A folder with the build's files and no other is the site of the commit."""
    status, lines = told(capsys, published)

    assert [f"All 7 files are those of commit {HEAD}, version 0.4.0."] == lines
    assert 0 == status


def test_a_faithful_server(capsys, again, server):
    """So is a server that serves them, packed or not, each page by its folder's address."""
    status, lines = told(capsys, server.url)

    assert f"All 7 files are those of commit {HEAD}, version 0.4.0." == lines[0]
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
    server = Server(published, "gzip")
    server.broken["py/scoring.py"] = [gzip.compress(FILES["py/scoring.py"])[:-9]]
    status, lines = told(capsys, server.url)
    server.http.shutdown()
    server.http.server_close()

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


def test_an_encoding_that_nobody_asked_for(published):
    """A body that is packed by something else than gzip is unread, not different."""
    server = Server(published, "br")
    with pytest.raises(OSError, match="packed by br"):
        verify.Address(server.url).read("py/scoring.py", 10)
    server.http.shutdown()
    server.http.server_close()


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


def run_git(clone, *arguments):
    """What git printed in a clone."""
    who = ("-c", "user.name=Anyone", "-c", "user.email=anyone@site.invalid")
    command = [GIT, "-C", clone, *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def clone(monkeypatch, tmp_path):
    """A clone of this repository, in which verify looks for commits."""
    run_git(ROOT, "clone", "--quiet", "--shared", ROOT, tmp_path / "clone")
    monkeypatch.setattr(verify, "ROOT", tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def impostor(clone):
    """A commit that is in the clone as if fetched by its hash: nothing of ours leads to it."""
    return run_git(clone, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "impostor")


def test_an_impostor(capsys, published, impostor):
    """A commit that is here, but on no branch and under no tag, is never built."""
    text = json.dumps(MANIFEST | {"commit": impostor})
    (published / "release.json").write_text(text, encoding="utf-8")
    status, lines = told(capsys, published)

    assert f"Commit {impostor} is on no branch and under no tag" in lines[0]
    assert 2 == status


@pytest.mark.parametrize(
    "ref", ["refs/heads/pull-7", "refs/remotes/fork/main", "refs/remotes/origin2/main"]
)
def test_branches_of_others(clone, impostor, ref):
    """That a commit was fetched into a branch of ours, or from elsewhere, doesn't make it ours."""
    run_git(clone, "update-ref", ref, impostor)

    with pytest.raises(verify.CannotTellError, match="anyone could have made it"):
        verify.require(impostor)


@pytest.mark.parametrize(
    "ref", ["refs/remotes/origin/a/branch", "refs/tags/v9.9.9", "--no-deref HEAD"]
)
def test_what_is_ours(clone, impostor, ref):
    """What a branch of origin, a tag or the checkout leads to is ours, and so is what led there."""
    child = run_git(clone, "commit-tree", "HEAD^{tree}", "-p", impostor, "-m", "child")
    run_git(clone, "update-ref", *ref.split(), child)

    assert [None, None] == [verify.require(commit) for commit in (impostor, child)]


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

    expected = f"All {count} files are those of commit {HEAD}, version {version}.\n"
    assert (0, expected) == (done.returncode, done.stdout), done.stderr
