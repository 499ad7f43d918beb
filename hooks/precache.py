"""Say which files of the site the service worker keeps, and write the worker: pure functions."""

import base64
import hashlib
import json
from fnmatch import fnmatchcase
from urllib.parse import quote

import modules

KEPT = ["index.html", "*/index.html", "assets/*", "pagefind/*", "manifest.webmanifest"]
KEPT += modules.FILES
# It names the commit: kept, it would make a new version of every commit.
NOT_KEPT = ["verify/index.html"]


def kept(paths):
    """Return those of the site's files ("x/index.html", relative) that are kept, in order."""
    return sorted(path for path in paths if _matches(path, KEPT) and not _matches(path, NOT_KEPT))


def files(contents):
    """Return [address, SHA-256 in base64] of each of {path: bytes}; a page's address ends in /."""
    return [
        [
            quote(path.removesuffix("index.html")),
            base64.b64encode(hashlib.sha256(contents[path]).digest()).decode(),
        ]
        for path in sorted(contents)
    ]


def version(listed):
    """Return the digest of a list of `files`: the same files are the same version."""
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]


def worker(code, listed, unavailable):
    """Return the service worker: the list, the page for when nothing can be had, then its code."""
    rows = ",\n".join(map(json.dumps, listed))
    return (
        f"const VERSION = {json.dumps(version(listed))};\n"
        f"const FILES = new Map([\n{rows}\n]);\n"
        f"const UNAVAILABLE = {json.dumps(unavailable)};\n"
        f"\n{code}"
    )


def size(contents):
    """Return how much room {path: bytes} takes, in MB with one digit after the point."""
    return f"{sum(map(len, contents.values())) / 1_000_000:.1f}"


def _matches(path, patterns):
    return any(fnmatchcase(path, pattern) for pattern in patterns)
