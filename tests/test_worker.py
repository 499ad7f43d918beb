"""The service worker as a file: what it keeps, what it hears, what it asks for."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pages
import precache
import pytest
from built import questionnaire

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
WORKER = (SITE / "sw.js").read_text(encoding="utf-8")
LISTED = dict(re.findall(r'^\["(.*)", "(.*)"\],?$', WORKER, re.MULTILINE))
RETIRING = (ROOT / "js" / "offline" / "let-go.js").read_text(encoding="utf-8")
# Data addresses and canonical ones have a colon.
LOADED = re.compile('<(?:script|link)[^>]* (?:src|href)="([^":]*)"')


def test_the_pages_and_what_they_load_are_kept():
    """What is to be kept is in the list: each page, and each file that one names as its own."""
    for path in SITE.rglob("index.html"):
        if path.relative_to(SITE).as_posix() in precache.NOT_KEPT:
            continue
        address = path.relative_to(SITE).as_posix().removesuffix("index.html")
        named = [urlsplit(urljoin(address, link)).path for link in LOADED.findall(path.read_text())]
        assert {address, *named} <= set(LISTED), address


def test_what_the_form_fetches_later_is_kept():
    """The list that the form fetches when Python is ready is part of the worker's."""
    html = (SITE / "diagnose" / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall('<script type="application/json" id="rest">(.*?)</script>', html)
    rest = json.loads(data)
    later = [rest["device"], rest["style"]["href"], rest["python"]]

    paths = {urlsplit(urljoin("diagnose/", address)).path for address in later}
    assert set() == paths - set(LISTED)


def test_the_list_is_what_the_site_serves():
    """Each listed hash is that of the file as it stands in the site."""
    paths = [f"{address}index.html" if address[-1:] in ("", "/") else address for address in LISTED]
    contents = {path: (SITE / path).read_bytes() for path in paths}

    assert LISTED == dict(precache.files(contents))


@pytest.mark.parametrize(
    "path",
    [
        "404.html",
        "sw.js",
        "selfcheck.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "SHA256SUMS",
        "release.json",
        "python.cdx.json",
        "licences.txt",
        "links.json",
        "py/record.schema.json",
        "py/catalog.json",
        "py/texts/ja.json",
        "verify/index.html",
    ],
)
def test_what_no_page_loads_is_not_kept(path):
    """Papers, sums and sources that no page loads take no room on the device."""
    assert [] == precache.kept([path])


def test_the_version_is_that_of_the_files():
    """The same files make the same version in whatever order they come; a changed one another."""
    files = {"index.html": b"a", "about/index.html": b"b"}
    turned = dict(reversed(files.items()))
    changed = files | {"index.html": b"c"}

    assert precache.version(precache.files(files)) == precache.version(precache.files(turned))
    assert precache.version(precache.files(files)) != precache.version(precache.files(changed))
    assert [["", "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="]] == precache.files(
        {"index.html": b"a"}
    )


def test_the_size_is_in_megabytes():
    """The room that files take is said in MB, with one digit after the point."""
    assert "1.3" == precache.size({"a": bytes(1_000_000), "b": bytes(260_000)})


@pytest.mark.parametrize(
    ("code", "heard"),
    [(WORKER, ["activate", "fetch", "install"]), (RETIRING, ["activate", "install"])],
    ids=["keeping", "retiring"],
)
def test_the_worker_hears_nothing_else(code, heard):
    """A worker has no way to be told anything, and takes no code from elsewhere."""
    assert heard == sorted(re.findall(r'addEventListener\("(\w+)"', code))
    assert [] == re.findall(r"importScripts|import\(|onmessage|postMessage|eval|claim\(", code)


def test_the_worker_asks_for_nothing_else():
    """It fetches a listed file with its hash, or what a page asked for, and nothing of its own."""
    assert {"SCOPE + path", "event.request"} == set(re.findall(r"\bfetch\(([^,)]*)", WORKER))
    assert "integrity: `sha256-${hash}`" in WORKER
    assert [] == re.findall("XMLHttpRequest|WebSocket|sendBeacon|EventSource", WORKER)


def test_the_last_resort_stands_in_the_worker():
    """The page for when nothing can be had is part of the worker, and loads nothing."""
    html = pages.unavailable(questionnaire())

    assert f"const UNAVAILABLE = {json.dumps(html)};" in WORKER
    assert "default-src 'none'" in html
    assert [] == re.findall("<script|<style|src=", html)
