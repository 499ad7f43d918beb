"""What is written into the site's folder when all its pages stand there.

Addresses of what came last, sizes, the service worker, then the sums of every file. `site` is
always the folder, a Path.
"""

import hashlib

import installed
import pages
import precache
import release
import search_index

SINGLE = "selfcheck.html"


def write_index(site, index):
    """Write the `index` of the search, {path: bytes}."""
    for path, content in index.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


def name_the_search(site):
    """Name Pagefind by its hash on the page that loads it: it wasn't there before."""
    page = site / "search" / "index.html"
    version = pages.addressed("", pages.digest((site / search_index.WORKER).read_bytes()))
    html = pages.placed(page.read_text(encoding="utf-8"), "version", version)
    page.write_bytes(html.encode())


def say_how_large(site, questionnaire):
    """Say on the page about it what the worker keeps, and which single file there is."""
    about = site / "offline" / "index.html"
    html = about.read_text(encoding="utf-8")
    contents = _kept(site)
    html = pages.placed(html, "count", str(len(contents)))
    html = pages.placed(html, "size", precache.size(contents))
    file = {SINGLE: (site / SINGLE).read_bytes()}
    digest = hashlib.sha256(file[SINGLE]).hexdigest()
    link = pages.single(questionnaire, "../", SINGLE, precache.size(file), digest)
    about.write_bytes(pages.placed(html, "single", link).encode())


def write_worker(site, questionnaire, offline):
    """Write sw.js: it keeps the site's files, or lets go of them if not `offline`."""
    code = installed.bundle(f"js/offline/{'serve-copy' if offline else 'let-go'}.js")[0]
    if offline:
        code = precache.worker(code, precache.files(_kept(site)), pages.unavailable(questionnaire))
    (site / "sw.js").write_bytes(code.encode())


def name_the_files(site, manifest):
    """Write the `manifest`, then the sums of all files but that of the sums."""
    (site / release.MANIFEST).write_bytes(release.written(manifest).encode())
    (site / release.SUMS).unlink(missing_ok=True)
    digests = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    (site / release.SUMS).write_bytes(release.sums(digests).encode())


def _kept(site):
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path: (site / path).read_bytes() for path in precache.kept(paths)}
