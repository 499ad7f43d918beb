"""Compare a published site with a build of the commit that it names, file by file.

The site's release.json says which commit that is. It is taken from this clone, where a branch or
tag of origin has to lead to it, built in a temporary folder by its own dev.py, and every file of
that build is compared with the published one. So this runs the code of that commit, and nothing
that the site sent.

What it can't see: a file on the server that neither the build nor the site's SHA256SUMS names, and
a server that answers others differently. Nor does it say whether the commit is a good one: read it.

Exit status: 0, all files are those of the commit; 1, some aren't; 2, it couldn't be told.
"""

import argparse
import hashlib
import http.client
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "hooks"))

import release  # noqa: E402, it stands in hooks/

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

Found = namedtuple("Found", "compared different missing added unread")


class CannotTellError(Exception):
    """Why it can't be told whether the site is that of a commit."""


class Folder:
    """A site in a folder."""

    def __init__(self, path):
        self.path = Path(path)

    def read(self, path, limit):
        """Return at most `limit` bytes of a file of the site, or None if it isn't there."""
        try:
            with (self.path / path).open("rb") as file:
                return file.read(limit)
        except FileNotFoundError:
            return None

    def listed(self):
        """Return the paths of all files that are there."""
        files = (path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix() for path in files}


class Address:
    """A site behind HTTP."""

    def __init__(self, url):
        self.url = url if url.endswith("/") else url + "/"

    def read(self, path, limit):
        """Return at most `limit` bytes of what is served for a file, or None if it isn't there.

        A page is asked for as visitors do, by its folder. Raises OSError if the server fails.
        """
        asked = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
        request = urllib.request.Request(  # noqa: S310, main() lets no other scheme through
            self.url + quote(asked), headers={"Cache-Control": "no-cache"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return body(answer, limit)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                return None
            raise
        except (http.client.HTTPException, EOFError, zlib.error) as error:
            raise OSError(f"{type(error).__name__}: {error}") from error

    def listed(self):
        """Return nothing: a server doesn't say what it has."""
        return set()


def body(answer, limit):
    """Return at most `limit` bytes of an answer's body, unpacked if the server packed it."""
    encoding = answer.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise OSError(f"it is packed by {encoding}, which nobody asked for")
    unpacker = zlib.decompressobj(GZIP) if encoding == "gzip" else None
    data, until = b"", time.monotonic() + PATIENCE
    # read1 gives what has come so far, so even a trickle lets us look at the clock.
    while len(data) < limit and (piece := answer.read1(CHUNK)):
        data += unpacker.decompress(piece, limit - len(data)) if unpacker else piece
        if time.monotonic() > until:
            raise TimeoutError(f"not all of it came within {PATIENCE} s")
        if unpacker and unpacker.eof:
            return data
    if unpacker and len(data) < limit:
        raise EOFError("it ended too early")
    return data[:limit]


def claimed(site):
    """Return the manifest of a site that can be built again, else raise CannotTellError."""
    try:
        found = site.read(release.MANIFEST, MAX_MANIFEST)
    except OSError as error:
        raise CannotTellError(f"{release.MANIFEST} can't be read: {error}") from error
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

    `compared` has all files of the build; `unread` maps to the reason what the server failed on.
    """

    def verdict(path):
        expected = (build / path).read_bytes()
        try:
            # One byte more than there should be tells a longer file.
            found = site.read(path, len(expected) + 1)
        except OSError as error:
            return path, "unread", str(error)
        if found is None:
            return path, "missing", None
        same = hashlib.sha256(expected).digest() == hashlib.sha256(found).digest()
        return path, "same" if same else "different", None

    paths = Folder(build).listed()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = sorted(pool.map(verdict, sorted(paths)))
    try:
        named = release.read_sums((site.read(release.SUMS, MAX_SUMS) or b"").decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        # Then SHA256SUMS itself is unread or different.
        named = []
    return Found(
        compared=sorted(paths),
        different=[path for path, kind, _ in verdicts if kind == "different"],
        missing=[path for path, kind, _ in verdicts if kind == "missing"],
        added=sorted((site.listed() | set(named)) - paths),
        unread={path: why for path, kind, why in verdicts if kind == "unread"},
    )


def said(found, manifest):
    """Return the verdict in a sentence, and the exit status."""
    count = len(found.compared)
    name = f"commit {manifest['commit']}, version {manifest['site_version']}"
    if not (found.different or found.missing or found.added):
        if found.unread:
            return f"{len(found.unread)} of {count} files can't be read: {some(found.unread)}.", 2
        return f"All {count} files are those of {name}.", 0
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
    shown = [ascii(path)[1:-1] for path in list(paths)[:NAMED]]
    return ", ".join([*shown, "…"] if len(paths) > NAMED else shown)


def details(found, manifest, site):
    """Yield what else there is to say, line by line."""
    for label in ("different", "missing", "added"):
        for path in getattr(found, label):
            yield f"{label}: {ascii(path)[1:-1]}"
    for path, why in found.unread.items():
        yield f"unread: {path}: {ascii(why)[1:-1]}"
    if isinstance(site, Address) and manifest["site_url"] != site.url:
        yield f"The site was built for {manifest['site_url'] or 'no address'}, not {site.url}"


def build_again(manifest, folder):
    """Build the site of a manifest from this clone, in a folder, and return where it is.

    Raises CannotTellError if the commit isn't here, isn't ours or can't be built.
    """
    commit = manifest["commit"]
    require(commit)
    sources = folder / "sources"
    failed = f"Commit {commit} can't be taken out of this clone."
    git("clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(sources), otherwise=failed)
    git("-C", str(sources), "checkout", "--quiet", "--detach", commit, otherwise=failed)
    git("-C", str(sources), "log", "-1", "--format=Building %h (%cs): %s", otherwise=failed)
    settings = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "dev.py", "build"],
        cwd=sources,
        env=settings | {"SITE_URL": manifest["site_url"]},
        stdout=sys.stderr,
    )
    if done.returncode:
        raise CannotTellError(f"Commit {commit} can't be built here.")
    return sources / "site"


def require(commit):
    """Raise CannotTellError unless a commit is here and a branch or tag of origin leads to it.

    A host serves the commits of forks and pull requests through the parent repository, to whoever
    asks by hash: that a commit is here doesn't say who made it. What is checked out runs already.
    """
    git(
        "cat-file",
        "-e",
        f"{commit}^{{commit}}",
        otherwise=(
            f"This clone doesn't have commit {commit}. Try `git fetch --tags origin`, with "
            "--unshallow where the clone is shallow. Don't fetch it by its hash: anyone's commit "
            "can be had so."
        ),
    )
    ours = ("HEAD", "--remotes=origin", "--tags")
    failed = f"Whose commit {commit} is can't be told."
    if git("rev-list", "--max-count=1", commit, "--not", *ours, otherwise=failed):
        raise CannotTellError(
            f"Commit {commit} is on no branch and under no tag of this clone's origin: anyone "
            "could have made it. Try `git fetch --tags origin`."
        )


def git(*arguments, otherwise):
    """Run git in this clone, without its hooks, and return what it printed.

    Raises CannotTellError(otherwise) if it fails.
    """
    command = ["git", "-C", str(ROOT), "-c", f"core.hooksPath={os.devnull}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    print(done.stdout, done.stderr, sep="", end="", file=sys.stderr)
    if done.returncode:
        raise CannotTellError(otherwise)
    return done.stdout


def main(arguments):
    """Print the verdict and what it rests on, and return the exit status."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("site", help="an address, http(s)://…, or a folder")
    name = parser.parse_args(arguments).site
    try:
        if urlsplit(name).scheme in ("http", "https"):
            site = Address(name)
        elif Path(name).is_dir():
            site = Folder(name)
        else:
            raise CannotTellError(f"{name!a} is neither an address nor a folder.")
        manifest = claimed(site)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            found = compare(site, build_again(manifest, Path(folder)))
    except CannotTellError as error:
        print(error)
        return 2
    verdict, status = said(found, manifest)
    print(verdict)
    for line in details(found, manifest, site):
        print(f"  {line}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
