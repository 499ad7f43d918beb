"""Every way out that docs/ways-out.md says the browser blocks is tried, and seen blocked."""

import re
from pathlib import Path

import pytest
from people import Form, hold
from server import Server

PAGE = Path(__file__).parents[2] / "docs" / "ways-out.md"
# Each tries to reach `to`, an address; what they throw or reject with doesn't matter.
ATTEMPTS = {
    "fetch": "to => fetch(to)",
    "XMLHttpRequest": """to => {
        const request = new XMLHttpRequest()
        request.open('GET', to)
        request.send()
    }""",
    "sendBeacon": "to => navigator.sendBeacon(to, 'x')",
    "WebSocket": "to => new WebSocket(to.replace('http', 'ws'))",
    "EventSource": "to => new EventSource(to)",
    "WebTransport": "to => new WebTransport(to.replace('http:', 'https:')).ready",
    "ping": "to => add('a', {href: '#form', ping: to}).click()",
    "img": "to => add('img', {src: to})",
    "video": "to => add('video', {src: to, preload: 'auto'})",
    "FontFace": "to => new FontFace('Out', `url(${to})`).load()",
    "url()": "to => { add('p').style.backgroundImage = `url(${to})` }",
    "stylesheet": "to => add('link', {rel: 'stylesheet', href: to})",
    "prefetch": "to => add('link', {rel: 'prefetch', href: to})",
    "preload": "to => add('link', {rel: 'preload', as: 'fetch', crossorigin: '', href: to})",
    "modulepreload": "to => add('link', {rel: 'modulepreload', href: to})",
    "script": "to => add('script', {src: to})",
    "import()": "to => import(to)",
    "eval": "to => { (0, eval)(`fetch('${to}')`) }",
    "innerHTML": "to => { document.createElement('p').innerHTML = `<img src='${to}'>` }",
    "Worker": "to => new Worker(to)",
    "SharedWorker": "to => new SharedWorker(to)",
    "serviceWorker": "to => navigator.serviceWorker.register(to)",
    "iframe": "to => add('iframe', {src: to})",
    "object": "to => add('object', {data: to})",
    "form": "to => add('form', {action: to, method: 'post'}).submit()",
    "base": "to => add('base', {href: to})",
}
TRY = """async ([to, patience]) => {
    const add = (name, attributes = {}) => {
        const element = document.createElement(name)
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
        document.body.append(element)
        return element
    }
    const seen = new Promise(resolve => {
        const note = ({effectiveDirective}) => resolve(effectiveDirective)
        document.addEventListener('securitypolicyviolation', note, {once: true})
        setTimeout(resolve, patience, 'no violation')
    })
    try {
        await Promise.race([ATTEMPT(to), seen])
    } catch {}
    return seen
}"""
# What a browser lacks, or stops without saying so: there, only the server can tell.
SILENT = {
    "chromium": set(),
    "firefox": {"ping", "preload", "modulepreload"},
    "webkit": {"WebTransport", "SharedWorker", "preload", "prefetch", "modulepreload"},
}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    # Here the page's policy shall stop a worker, not Playwright.
    return {**browser_context_args, "service_workers": "allow"}


def blocked():
    """The ways out in the page's table of what the browser blocks."""
    section = PAGE.read_text(encoding="utf-8").partition("## ブラウザが止めるもの")[2]
    return re.findall(r"^\| `(.*?)` ", section.partition("## ")[0], re.MULTILINE)


def try_all(page, ways, site, patience=4_000):
    """Try ways out of a page to a site; return those that reached it, and those that the browser
    didn't say that it blocked within `patience` (milliseconds each)."""
    unsaid = set()
    for way in ways:
        to = f"{site.url}out/{list(ATTEMPTS).index(way)}"
        attempt = TRY.replace("ATTEMPT", f"({ATTEMPTS[way]})")
        if page.evaluate(attempt, [to, patience]) == "no violation":
            unsaid.add(way)
    page.wait_for_timeout(500)
    asked = [re.search("/out/(\\d+)$", path) for _, path in site.requests]
    return {list(ATTEMPTS)[int(found[1])] for found in asked if found}, unsaid


def test_each_way_called_blocked_is_tried():
    """The table and the attempts name the same ways out."""
    assert sorted(ATTEMPTS) == sorted(blocked())


def test_the_attempts_would_succeed(page, tmp_path, browser_name):
    """Without a policy, the attempts do reach a server: blocked means blocked by the policy."""
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text("<!doctype html><title>bare</title>", encoding="utf-8")
    # WebTransport needs another kind of server, base a second request; a form leaves the page.
    ways = set(ATTEMPTS) - SILENT[browser_name] - {"WebTransport", "base", "form"}
    reached = set()
    for way in sorted(ways):
        bare = Server("/", tmp_path)
        page.goto(bare.url)
        reached |= try_all(page, [way], bare, patience=300)[0]
        bare.close()

    assert ways <= reached


def test_the_quiet_form_reaches_nobody(page, site, browser_name):
    """Once the network is quiet, not even the site itself can be reached, in any way."""
    Form(page, site).open().quiet()
    site.forget()
    reached, unsaid = try_all(page, ATTEMPTS, site)

    assert set() == reached
    assert unsaid <= SILENT[browser_name]
    assert [] == site.requests


@pytest.fixture
def stranger():
    server = Server("/")
    yield server
    server.close()


def test_the_loading_form_reaches_nobody_else(page, site, stranger, browser_name):
    """While the form still loads, nobody but the site can be reached."""
    hold(page, re.compile(r"desk\.py$"))
    Form(page, site).open()
    reached, unsaid = try_all(page, ATTEMPTS, stranger)

    assert set() == reached
    assert unsaid <= SILENT[browser_name]


@pytest.mark.parametrize("path", ["", "search/"])
def test_other_pages_reach_nobody_else(page, site, stranger, path, browser_name):
    """No other page can reach anybody but the site."""
    page.goto(site.url + path)
    ways = ["fetch", "sendBeacon", "WebSocket", "img", "url()", "stylesheet", "import()", "iframe"]
    reached, unsaid = try_all(page, [*ways, "form", "ping"], stranger)

    assert set() == reached
    assert unsaid <= SILENT[browser_name]


def test_the_runtime_opens_nothing_by_itself(form):
    """What the stock runtime would open isn't opened: no database, no channel; and no cookie."""
    form.quiet()
    found = form.page.evaluate(
        """async () => ({
            cookie: document.cookie,
            databases: await new Promise(resolve => {
                const frame = document.createElement('iframe')
                document.body.append(frame)
                resolve(frame.contentWindow.indexedDB.databases())
            }),
            rtc: typeof RTCPeerConnection,
            channel: BroadcastChannel.name,
        })"""
    )

    assert {
        "cookie": "",
        "databases": [],
        "rtc": "undefined",
        "channel": "BroadcastChannel",
    } == found
