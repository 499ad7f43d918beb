"""Compare a published site with a build of the commit that it names, file by file.

The site's release.json says which commit that is. It is taken out of this clone, where a branch or
tag that origin has now, or what is checked out, has to lead to it, and built in a temporary folder
by its own dev.py; every file of that build is compared with the published one. So this runs the
code of that commit, and nothing that the site sent. A server is asked for each file as browsers
ask, in several ways; to all it has to answer with the same bytes, and with headers that do nothing
else.

What it can't see: what a server sends to others, or later, or under addresses that neither the
build nor the site's SHA256SUMS names, or packed by anything but gzip. Nor does it say whether the
commit is a good one: read it.

Exit status: 0, all files are those of the commit; 1, some aren't; 2, it couldn't be told.
"""

import argparse
import hashlib
import http.client
import itertools
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "hooks")]

import release  # noqa: E402, it stands in hooks/
import settings  # noqa: E402

import dev  # noqa: E402

MAX_MANIFEST = 10_000
MAX_SUMS = 1_000_000
# What a server may take for one file, in seconds.
PATIENCE = 120
CHUNK = 65_536
# What zlib calls a window of 32 KB in a gzip wrapper.
GZIP = 31
AT_ONCE = 8
NAMED = 5
# Settings of a build that this environment must not decide; see mkdocs.yml.
SETTINGS = ("OFFLINE", "POLICIES", "SITE_URL", "SOURCE_DATE_EPOCH")

# Of a kind of file: the types that a server may give it, and what browsers say they want it for.
Kind = namedtuple("Kind", "types destination mode")
_SCRIPT = Kind({"text/javascript", "application/javascript"}, "script", "cors")
KINDS = {
    ".html": Kind({"text/html"}, "document", "navigate"),
    ".js": _SCRIPT,
    # In versions up to 0.4.0.
    ".mjs": _SCRIPT,
    ".css": Kind({"text/css"}, "style", "no-cors"),
    ".json": Kind({"application/json"}, "empty", "cors"),
    ".wasm": Kind({"application/wasm"}, "empty", "cors"),
    ".webmanifest": Kind({"application/manifest+json", "application/json"}, "manifest", "cors"),
    ".svg": Kind({"image/svg+xml"}, "image", "no-cors"),
    ".png": Kind({"image/png"}, "image", "no-cors"),
    ".txt": Kind({"text/plain"}, "document", "navigate"),
    ".xml": Kind({"application/xml", "text/xml"}, "document", "navigate"),
}
OTHER = Kind(None, "empty", "cors")
# What no browser shows as a page or runs.
INERT = re.compile(r"(?:text|application)/(?!.*(?:html|xml|script|css|pdf|wasm))[\w.+-]+")
TYPE = re.compile(r'([\w.+-]+/[\w.+-]+)(?: *; *charset="?utf-8"?)?', re.IGNORECASE)
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"

# Headers that do what no byte of a file does, and what that is.
REFUSED = {
    "accept-ch": "asks the browser to tell more of the device",
    "activate-storage-access": "opens storage to others",
    "attribution-reporting-register-source": "reports what visitors do",
    "attribution-reporting-register-trigger": "reports what visitors do",
    "clear-site-data": "erases what is kept on the device",
    "critical-ch": "asks the browser to tell more of the device",
    "link": "can load other files into the page",
    "location": "leads elsewhere",
    "nel": "has the browser report to somebody",
    "observe-browsing-topics": "tells of the visitor",
    "origin-trial": "switches features of the browser on",
    "refresh": "leads to another page",
    "report-to": "has the browser report to somebody",
    "reporting-endpoints": "has the browser report to somebody",
    "secure-session-registration": "marks the visitor",
    "sec-session-registration": "marks the visitor",
    "service-worker-allowed": "lets a service worker reach further",
    "set-cookie": "marks the visitor",
    "set-login": "marks the visitor",
    "sourcemap": "names another file",
    "speculation-rules": "can load other pages ahead",
    "use-as-dictionary": "changes how later files are unpacked",
    "x-dns-prefetch-control": "looks up other hosts ahead",
    "x-sourcemap": "names another file",
}
# What GitHub Pages sends, and what else is usual and can only forbid or describe.
HARMLESS = re.compile(
    r"server|date|age|via|vary|etag|expires|pragma|cache-control|last-modified|accept-ranges"
    r"|connection|keep-alive|transfer-encoding|content-(?:type|length|encoding|language)"
    r"|access-control-allow-origin|strict-transport-security|timing-allow-origin|server-timing"
    r"|alt-svc|referrer-policy|permissions-policy|content-security-policy(?:-report-only)?"
    r"|cross-origin-(?:embedder|opener|resource)-policy|x-(?:robots-tag|frame-options)"
    r"|x-(?:content-type-options|xss-protection|cache|cache-hits|served-by|timer)"
    r"|x-(?:fastly|github|origin|proxy)-[\w-]+"
)
REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
# Other ports of the same host; elsewhere, another machine would answer for the site.
SAME_HOST = re.compile(r'(?:clear|[\w.%-]+=":\d+"(?: *; *(?:ma|persist)=\d+)*(?: *, *|$))+')

Found = namedtuple("Found", "compared different missing added unread")


class CannotTellError(Exception):
    """Why it can't be told whether the site is that of a commit."""


class OtherError(Exception):
    """What is other than it should be, though it isn't a byte."""


class Folder:
    """A site in a folder, of which only plain files count."""

    def __init__(self, path):
        """Find what is there, without following any link. Raises OSError if it can't be seen."""
        self.path, self.plain = Path(path), {}

        def fail(error):
            raise error

        for folder, folders, files in os.walk(path, onerror=fail):
            for name in (*folders, *files):
                found = Path(folder, name)
                mode = found.lstat().st_mode
                if not stat.S_ISDIR(mode):
                    self.plain[found.relative_to(path).as_posix()] = stat.S_ISREG(mode)

    def read(self, path, limit):
        """Return at most `limit` bytes of a file of the site, or None if it isn't there.

        Raises OtherError if it is no file: a link may lead anywhere, a pipe may never end.
        """
        if path not in self.plain:
            return None
        if not self.plain[path]:
            raise OtherError("it is a link or a device, not a file")
        with (self.path / path).open("rb") as file:
            return file.read(limit)

    def answers(self, path, expected):
        """Yield what there is of a file, as bytes or None, that should be `expected`."""
        # One byte more than there should be tells a longer file.
        yield self.read(path, len(expected) + 1)

    def listed(self):
        """Return the paths of all that is there and is no folder."""
        return set(self.plain)

    def notes(self):
        """Yield what else there is to say, line by line."""
        yield "Not seen: what a server makes of these files, and its headers."


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Follow nothing: a redirect is an answer like any other."""


class Address:
    """A site behind HTTP."""

    def __init__(self, url):
        self.url = lowered(url if url.endswith("/") else url + "/")
        self.unknown = {}
        self._opener = urllib.request.build_opener(_NoRedirect)

    def read(self, path, limit):
        """Return at most `limit` bytes of what is served for a file, or None if it isn't there.

        Raises OSError if the server fails, OtherError if the answer does more than to bring bytes.
        """
        return self._answer(addresses(path)[0], path, limit, _headers(path)[0])

    def answers(self, path, expected):
        """Yield what is served for a file, asked for in each way in which browsers might.

        That is bytes, or None where there is nothing. Raises as `read` does, and OtherError if what
        is there isn't found in another way.
        """
        # Our pages ask for what they load with such a query.
        queries = ("", "?" + hashlib.sha256(expected).hexdigest()[:8])
        there = False
        for address, query, headers in itertools.product(addresses(path), queries, _headers(path)):
            found = self._answer(address, path, len(expected) + 1, headers, query)
            if found is None and there:
                raise OtherError(f"nothing is there under {self.url}{quote(address)}{query}")
            there = found is not None
            # Of a redirect to the address that is asked for anyway, there is nothing to compare.
            if found is not True:
                yield found

    def _answer(self, address, path, limit, headers, query=""):
        url = self.url + quote(address)
        request = urllib.request.Request(url + query, headers=headers)  # noqa: S310, see main()
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                if answer.status != http.HTTPStatus.OK:
                    raise OSError(f"HTTP status {answer.status}")
                self._examine(answer.headers, path)
                return body(answer, limit)
        except urllib.error.HTTPError as error:
            with error:
                return self._instead(error, url, query)
        except (http.client.HTTPException, EOFError, zlib.error) as error:
            raise OSError(f"{type(error).__name__}: {error}") from error

    def _instead(self, answer, url, query):
        """Return None for nothing, True for the one redirect that may be, else raise."""
        if answer.code in (404, 410):
            return None
        location = answer.headers.get("Location")
        if answer.code not in (301, 302, 303, 307, 308) or location is None:
            raise OSError(f"HTTP status {answer.code}")
        target = urljoin(url, location)
        # A page's folder without its slash: servers add it.
        if url.endswith("/") or target not in (f"{url}/", f"{url}/{query}"):
            raise OtherError(f"{url + query} is redirected to {target}")
        del answer.headers["Location"]
        self._examine(answer.headers, None)
        return True

    def _examine(self, headers, path):
        """Raise OtherError if a header does more than to describe; without a body, no `path`."""
        if path is not None and (objection := wrong_type(headers.get_all("Content-Type"), path)):
            raise OtherError(objection)
        for name, value in ((name.lower(), value) for name, value in headers.items()):
            if objection := wrong_header(name, value):
                raise OtherError(f"the header {name}: {value} {objection}")
            if not HARMLESS.fullmatch(name):
                self.unknown[name] = path

    def listed(self):
        """Return nothing: a server doesn't say what it has."""
        return set()

    def notes(self):
        """Yield what else there is to say, line by line."""
        for name, path in sorted(self.unknown.items()):
            yield f"A header that isn't known here: {shown(name)} (with {path})"
        yield "Not seen: what the server sends to others, later, or under addresses without a file."


def lowered(url):
    """Return an address with its host in small letters."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def addresses(path):
    """Return the addresses, from the site's root, under which browsers may ask for a file.

    A page has its folder's, first, its own, and the folder's without a slash.
    """
    if not f"/{path}".endswith("/index.html"):
        return [path]
    folder = path.removesuffix("index.html")
    return [folder, path, *([folder.removesuffix("/")] if folder else [])]


def _headers(path):
    """Return in what ways a file is asked for: by a browser, by a program, by a plain one."""
    kind = KINDS.get(PurePosixPath(path).suffix, OTHER)
    browser = {
        "User-Agent": AGENT,
        "Accept": ACCEPT if kind.mode == "navigate" else "*/*",
        "Accept-Language": "ja,en-US;q=0.7,en;q=0.3",
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Sec-Fetch-Dest": "serviceworker" if path == "sw.js" else kind.destination,
        "Sec-Fetch-Mode": "same-origin" if path == "sw.js" else kind.mode,
        "Sec-Fetch-Site": "none" if kind.mode == "navigate" else "same-origin",
    }
    if path == "sw.js":
        browser["Service-Worker"] = "script"
    return [browser, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}]


def wrong_type(values, path):
    """Return what is wrong with a file's Content-Type, a list or None; None if nothing is."""
    named = " and ".join(values or ["none"])
    read = TYPE.fullmatch(named)
    types = KINDS.get(PurePosixPath(path).suffix, OTHER).types
    found = read and read[1].lower()
    right = found and (found in types if types else INERT.fullmatch(found))
    return None if right else f"its type is {named}"


def wrong_header(name, value):
    """Return what is wrong with a header, its name in small letters, or None if nothing is."""
    if name in REFUSED:
        return REFUSED[name]
    if re.search(r"\breport(?:-uri|-to|=)|\bendpoints", value, re.IGNORECASE):
        return "has the browser report to somebody"
    if name == "alt-svc" and not SAME_HOST.fullmatch(value):
        return "has another host answer for the site"
    if name == "referrer-policy" and value.lower() not in REFERRERS:
        return "tells other sites more"
    return None


def body(answer, limit):
    """Return at most `limit` bytes of an answer's body, unpacked if the server packed it."""
    encoding = ", ".join(answer.headers.get_all("Content-Encoding", ["identity"])).lower()
    if encoding not in ("identity", "gzip"):
        raise OSError(f"it is packed by {encoding}, which can't be unpacked here")
    unpacker = zlib.decompressobj(GZIP) if encoding == "gzip" else None
    data, until = b"", time.monotonic() + PATIENCE
    # read1 gives what has come so far, so even a trickle lets us look at the clock.
    while len(data) < limit and (piece := answer.read1(CHUNK)):
        if unpacker and unpacker.eof:
            raise OtherError("more comes after what is packed")
        data += unpacker.decompress(piece, limit - len(data)) if unpacker else piece
        if time.monotonic() > until:
            raise TimeoutError(f"not all of it came within {PATIENCE} s")
        if unpacker and unpacker.unused_data:
            raise OtherError("more comes after what is packed")
    if unpacker and not unpacker.eof and len(data) < limit:
        raise EOFError("it ended too early")
    return data[:limit]


def claimed(site):
    """Return the manifest of a site that can be built again, else raise CannotTellError."""
    try:
        found = site.read(release.MANIFEST, MAX_MANIFEST)
    except (OSError, OtherError) as error:
        raise CannotTellError(f"{release.MANIFEST} can't be read: {shown(str(error))}") from error
    if found is None:
        raise CannotTellError(
            f"There is no {release.MANIFEST}, so the site doesn't say what it is."
        )
    try:
        manifest = release.read_manifest(found.decode("utf-8"))
    except ValueError as error:
        raise CannotTellError(f"{release.MANIFEST} can't be understood: {error}") from error
    if manifest["commit"] is None:
        raise CannotTellError("The site names no commit: it was built where git wasn't to be had.")
    if manifest["modified"]:
        raise CannotTellError(
            f"The site was built from sources that differ from commit {manifest['commit']}: "
            "what they were, nobody can tell from outside."
        )
    return manifest


def compare(site, build):
    """Return what differs between a site and a build, a folder, as `Found`: sorted paths.

    `compared` has all files of the build; `different` and `unread` map to the reason, None where
    it is the bytes.
    """

    def verdict(path):
        expected = (build / path).read_bytes()
        try:
            for found in site.answers(path, expected):
                if found is None:
                    return path, "missing", None
                if found != expected:
                    return path, "different", None
        except OtherError as error:
            return path, "different", str(error)
        except OSError as error:
            return path, "unread", str(error)
        return path, "same", None

    paths = Folder(build).listed()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(verdict, sorted(paths)))
    try:
        named = release.read_sums((site.read(release.SUMS, MAX_SUMS) or b"").decode("utf-8"))
    except (OSError, OtherError, UnicodeDecodeError):
        # Then SHA256SUMS itself is unread or different.
        named = []
    return Found(
        compared=sorted(paths),
        different={path: why for path, kind, why in verdicts if kind == "different"},
        missing=[path for path, kind, _ in verdicts if kind == "missing"],
        added=sorted((site.listed() | set(named)) - paths),
        unread={path: why for path, kind, why in verdicts if kind == "unread"},
    )


def said(found, manifest, standing, site):
    """Return the verdict in a sentence, and the exit status.

    `standing` says where the commit stands in origin's history.
    """
    count = len(found.compared)
    name = f"commit {manifest['commit']}, version {manifest['site_version']}"
    if not (found.different or found.missing or found.added):
        if found.unread:
            return f"{len(found.unread)} of {count} files can't be read: {some(found.unread)}.", 2
        built_for = lowered(manifest["site_url"])
        if isinstance(site, Address) and built_for not in ("", site.url):
            return f"All {count} files are those of {name}, but built for {built_for}, not here.", 1
        return f"All {count} files are those of {name}, {standing}.", 0
    parts = []
    if found.different:
        verb = "differs" if len(found.different) == 1 else "differ"
        parts.append(f"{len(found.different)} of {count} files {verb}: {some(found.different)}")
    if found.missing:
        parts.append(f"{len(found.missing)} missing: {some(found.missing)}")
    if found.added:
        parts.append(f"{len(found.added)} added: {some(found.added)}")
    return f"This isn't the site of {name}. {'; '.join(parts)}.", 1


def some(paths):
    """Return the first of some paths, harmless for a terminal."""
    named = [shown(path) for path in list(paths)[:NAMED]]
    return ", ".join([*named, "…"] if len(paths) > NAMED else named)


def shown(text):
    """Return what somebody else wrote, harmless for a terminal."""
    return ascii(text)[1:-1]


def details(found):
    """Yield what there is to say of each file, line by line."""
    for path, why in found.different.items():
        yield f"different: {shown(path)}" + (f": {shown(why)}" if why else "")
    for label in ("missing", "added"):
        for path in getattr(found, label):
            yield f"{label}: {shown(path)}"
    for path, why in found.unread.items():
        yield f"unread: {path}: {shown(why)}"


def built(manifest, sources):
    """Build the site of a manifest from its sources, a folder, and return where it is.

    Raises CannotTellError if that fails.
    """
    given = dev.environment(os.environ)
    given = {name: value for name, value in given.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "dev.py", "build"],
        cwd=sources,
        env=given | {"SITE_URL": manifest["site_url"]},
        stdout=sys.stderr,
    )
    if done.returncode:
        raise CannotTellError(f"Commit {manifest['commit']} can't be built here.")
    return sources / "site"


def taken_out(commit, sources):
    """Check a commit out into a new folder; return where it stands, and notes on that, as texts.

    Raises CannotTellError unless the commit is here, and a branch or tag of origin, or what is
    checked out here, leads to it. A host serves the commits of forks and pull requests through the
    parent repository, to whoever asks by hash: that a commit is here doesn't say who made it.

    All that it takes to tell goes into a repository of its own first, which computes the hash of
    each object again and knows no replacements, grafts, other stores or settings of this clone.
    """
    if not has(commit):
        raise CannotTellError(
            f"This clone doesn't have commit {commit}. Try `git fetch --tags origin`, with "
            "--unshallow where the clone is shallow. Don't fetch it by its hash: anyone's commit "
            "can be had so."
        )
    known, notes = leading()
    failed = f"Commit {commit} can't be taken out of this clone."
    git("init", "--quiet", "--template=", str(sources), otherwise=failed)
    wanted = "".join(f"{name}\n" for name in {commit, *(tip for _, tip in known)}).encode()
    pack = git("pack-objects", "--quiet", "--revs", "--stdout", given=wanted, otherwise=failed)
    git("index-pack", "--stdin", given=pack, at=sources, otherwise=failed)
    shallow = ROOT / git("rev-parse", "--git-path", "shallow", otherwise=failed).decode().strip()
    if shallow.exists():
        (sources / ".git" / "shallow").write_bytes(shallow.read_bytes())
    for name, tip in known:
        ahead = ("rev-list", "--max-count=1", commit, "--not", tip)
        if git(*ahead, at=sources, otherwise=failed):
            continue
        behind = ("rev-list", "--count", f"{commit}..{tip}")
        behind = int(git(*behind, at=sources, otherwise=failed))
        commits = "1 commit" if behind == 1 else f"{behind} commits"
        git("checkout", "--quiet", "--detach", commit, at=sources, otherwise=failed)
        log = git("log", "-1", "--format=%h (%cs): %s", at=sources, otherwise=failed)
        print("Building", shown(log.decode("utf-8", "replace").strip()), file=sys.stderr)
        return (f"{commits} behind {name}" if behind else f"which is {name}"), notes
    raise CannotTellError(
        f"Commit {commit} is on no branch and under no tag of origin, nor does what is checked out "
        f"here lead to it: anyone could have made it. {' '.join(notes) or 'Try `git fetch`.'}"
    )


def leading():
    """Return what may lead to a commit, as [(name, hash)], all of it here; and notes, as texts."""
    known, notes = [], []
    asked = origin()
    if asked is None:
        notes.append("Origin can't be asked, so only what is checked out here counts.")
    for name, tip in asked or []:
        if has(tip):
            known.append((f"origin's {shown(name)}", tip))
        else:
            notes.append(f"Origin's {shown(name)} isn't here yet: try `git fetch --tags origin`.")
    head = git("rev-parse", "--verify", "HEAD^{commit}", otherwise="Nothing is checked out here.")
    return [*known, ("what is checked out here", head.decode().strip())], notes[:NAMED]


def origin():
    """Return the branches and tags that origin has now, as [(name, hash)], the main one first.

    None if it can't be asked. What this clone calls origin's may have come from anywhere.
    """
    try:
        unsaid = "This clone has no origin."
        url = git("config", "--local", "--get", "remote.origin.url", otherwise=unsaid)
        listing = git(
            *("ls-remote", "--symref", "--", url.decode().rstrip("\n")),
            *("HEAD", "refs/heads/*", "refs/tags/*"),
            alone=True,
            otherwise="Origin doesn't answer.",
        ).decode("utf-8", "replace")
    except CannotTellError:
        return None
    main = re.search(r"^ref: (refs/heads/\S+)\tHEAD$", listing, re.MULTILINE)
    # Of a tag with a message, the second line has the commit.
    refs = re.findall(
        r"^([0-9a-f]{40})\t(refs/(?:heads|tags)/\S+?)(?:\^\{\})?$", listing, re.MULTILINE
    )
    tips = {ref: tip for tip, ref in refs}
    order = sorted(tips, key=lambda ref: (not main or ref != main[1], ref))
    return [(re.sub("refs/(?:heads|(?=tags))/?", "", ref), tips[ref]) for ref in order]


def has(name):
    """Tell whether this clone has a commit."""
    try:
        git("cat-file", "-e", f"{name}^{{commit}}", otherwise="")
    except CannotTellError:
        return False
    return True


def git(*arguments, otherwise, given=b"", at=None, alone=False):
    """Run git in this clone, or in the repository `at`, and return what it printed, as bytes.

    It gets `given`, and no setting of this machine or its user; `alone`, none of a repository
    either. Raises CannotTellError(otherwise) if it fails.
    """
    nothing = os.devnull
    environment = dev.environment(os.environ) | {
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": nothing,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": nothing,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    if alone:
        environment["GIT_DIR"] = nothing
    overruled = {
        "advice.graftFileDeprecated": "false",
        "core.attributesFile": nothing,
        "core.commitGraph": "false",
        "core.fsmonitor": "false",
        "core.hooksPath": nothing,
        "protocol.ext.allow": "never",
        "safe.directory": str(ROOT),
    }
    overruled = [part for pair in overruled.items() for part in ("-c", "=".join(pair))]
    command = ["git", "-C", str(at or ROOT), *overruled, *arguments]
    try:
        done = subprocess.run(
            command, env=environment, input=given, capture_output=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise CannotTellError(otherwise) from error
    if otherwise:
        print(done.stderr.decode("utf-8", "replace"), end="", file=sys.stderr)
    if done.returncode:
        raise CannotTellError(otherwise)
    return done.stdout


def opened(name):
    """Return the site of a name on the command line, else raise CannotTellError."""
    if urlsplit(name).scheme in ("http", "https"):
        site = Address(name)
        if not settings.is_address(site.url):
            raise CannotTellError(f"{name!a} isn't an address like https://example.org/copy/.")
        return site
    if not Path(name).is_dir():
        raise CannotTellError(f"{name!a} is neither an address nor a folder.")
    try:
        return Folder(name)
    except OSError as error:
        raise CannotTellError(f"Not all of the folder can be seen: {error!a}") from error


def main(arguments):
    """Print the verdict and what it rests on, and return the exit status."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("site", help="an address, http(s)://…, or a folder")
    name = parser.parse_args(arguments).site
    try:
        site = opened(name)
        manifest = claimed(site)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            sources = Path(folder, "sources")
            standing, notes = taken_out(manifest["commit"], sources)
            found = compare(site, built(manifest, sources))
    except CannotTellError as error:
        print(error)
        return 2
    verdict, status = said(found, manifest, standing, site)
    print(verdict)
    for line in (*details(found), *notes, *site.notes()):
        print(f"  {line}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
