"""Every way out that docs/ways-out.md calls blocked is tried, and seen blocked by that rule."""

import re
from pathlib import Path

import pytest
from people import Form, hold
from server import Folder, Server

PAGE = Path(__file__).parents[2] / "docs" / "ways-out.md"
# Each tries to reach `to`, an address; what they throw or reject with doesn't matter.
ATTEMPTS = {
    "fetch": "to => fetch(to)",
    "fetchLater": "to => fetchLater(to, {activateAfter: 0})",
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
    "javascript:": "to => add('a', {href: `javascript:void fetch('${to}')`}).click()",
    "eval": "to => { (0, eval)(`fetch('${to}')`) }",
    "innerHTML": "to => { document.createElement('p').innerHTML = '<b>bold</b>' }",
    "Worker": "to => new Worker(to)",
    "SharedWorker": "to => new SharedWorker(to)",
    "serviceWorker": "to => navigator.serviceWorker.register(to)",
    "iframe": "to => add('iframe', {src: to})",
    "object": "to => add('object', {data: to})",
    "form": "to => add('form', {action: to, method: 'post'}).submit()",
    "base": "to => add('base', {href: to})",
}
# The attempt runs in a task of the page: what Playwright itself evaluates is free of the policy.
TRY = """([to, patience]) => new Promise(resolve => {
    const add = (name, attributes = {}) => {
        const element = document.createElement(name)
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
        document.body.append(element)
        return element
    }
    const rules = []
    const note = ({effectiveDirective}) => {
        if (!rules.length) setTimeout(end, 50)
        rules.push(effectiveDirective)
    }
    const end = () => {
        document.removeEventListener('securitypolicyviolation', note)
        resolve(rules)
    }
    document.addEventListener('securitypolicyviolation', note)
    setTimeout(end, patience)
    setTimeout(async () => {
        try {
            await (ATTEMPT)(to)
        } catch {}
    })
})"""
# What a browser lacks, or stops without saying so: there, only the server can tell.
SILENT = {
    "chromium": set(),
    "firefox": {"ping", "preload", "modulepreload", "fetchLater", "javascript:"},
    "webkit": {
        "WebTransport",
        "SharedWorker",
        "preload",
        "prefetch",
        "modulepreload",
        "fetchLater",
    },
}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    # Here the page's policy shall stop a worker, not Playwright.
    return {**browser_context_args, "service_workers": "allow"}


def blocked():
    """The page's table of what the browser blocks: {way: directives that may be the ones}."""
    section = PAGE.read_text(encoding="utf-8").partition("## ブラウザが止めるもの")[2]
    rows = re.findall(r"^\| `(.*?)` \|.*\|(.*)\|$", section.partition("## ")[0], re.MULTILINE)
    return {
        way: re.findall("`(.*?)`", rules.replace("Trusted Types", "`require-trusted-types-for`"))
        for way, rules in rows
    }


def try_all(page, ways, site, patience=4_000):
    """Try ways out of a page to a site, each for at most `patience` (milliseconds).

    Return those that reached it, and which rules the browser said it blocked each by.
    """
    said = {}
    for way in ways:
        to = f"{site.url}out/{list(ATTEMPTS).index(way)}"
        said[way] = page.evaluate(TRY.replace("ATTEMPT", ATTEMPTS[way]), [to, patience])
    page.wait_for_timeout(500)
    asked = [re.search("/out/(\\d+)$", path) for _, path in site.requests]
    return {list(ATTEMPTS)[int(found[1])] for found in asked if found}, said


def assert_blocked(said, browser, silent=()):
    """Each way was blocked by the rule that the page names, or silently where that is known."""
    silent = SILENT[browser].union(silent)
    for way, rules in blocked().items():
        if way in said and not (way in silent and said[way] == []):
            named = [by for by in said[way] for rule in rules if by.startswith(rule)]
            assert named, (way, said[way])


def test_each_way_called_blocked_is_tried():
    """The table and the attempts name the same ways out."""
    assert sorted(ATTEMPTS) == sorted(blocked())


def test_the_attempts_would_succeed(page, tmp_path, browser_name):
    """Without a policy, the attempts do reach a server: blocked means blocked by the policy."""
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text("<!doctype html><title>bare</title>", encoding="utf-8")
    # Some need another kind of server or a second request, or take longer; a form leaves the page.
    ways = set(ATTEMPTS) - SILENT[browser_name]
    ways -= {"WebTransport", "base", "form", "innerHTML", "fetchLater"}
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
    reached, said = try_all(page, ATTEMPTS, site)

    assert set() == reached
    assert [] == site.requests
    assert_blocked(said, browser_name)


def test_the_quiet_page_of_papers_reaches_nobody(page, site, browser_name):
    """The page of papers holds to the same, once it is quiet."""
    page.goto(f"{site.url}papers/")
    page.locator("html[data-network=quiet]").wait_for(state="attached")
    site.forget()
    reached, said = try_all(page, ATTEMPTS, site)

    assert set() == reached
    assert [] == site.requests
    assert_blocked(said, browser_name)


@pytest.fixture
def stranger():
    server = Server("/")
    yield server
    server.close()


def test_the_loading_form_reaches_nobody_else(page, site, stranger, browser_name):
    """While the form still loads, nobody but the site can be reached."""
    hold(page, re.compile(r"later\.txt"))
    Form(page, site).open()
    reached, said = try_all(page, ATTEMPTS, stranger)

    assert set() == reached
    assert_blocked(said, browser_name)


def test_the_single_file_reaches_nobody(page, stranger, browser_name):
    """The single file can reach nobody; its fetch knows only what the file carries."""
    Form(page, Folder()).open().quiet()
    reached, said = try_all(page, ATTEMPTS, stranger)

    assert set() == reached
    assert_blocked(said, browser_name, silent={"fetch", "serviceWorker", "prefetch"})


@pytest.mark.parametrize("path", ["", "search/"])
def test_other_pages_reach_nobody_else(page, site, stranger, path, browser_name):
    """No other page can reach anybody but the site."""
    page.goto(site.url + path)
    ways = ["fetch", "sendBeacon", "WebSocket", "img", "url()", "stylesheet", "import()", "iframe"]
    reached, said = try_all(page, [*ways, "form", "ping"], stranger)

    assert set() == reached
    assert_blocked(said, browser_name)


def test_the_network_closes_after_the_last_request(page, site):
    """Where a part can't be had, the others are still waited for before the network closes."""
    page.route("**/py/later.txt*", lambda route: route.fulfill(status=404))
    held = hold(page, re.compile(r"views\.css"))
    Form(page, site).open()
    page.wait_for_timeout(1_000)
    before = page.locator("html").get_attribute("data-network")
    for route in held:
        route.continue_()
    page.wait_for_selector("html[data-network=quiet]")
    site.forget()
    page.wait_for_timeout(1_000)

    assert before is None
    assert "failed" == page.locator("html").get_attribute("data-desk")
    assert [] == site.requests


def test_the_runtime_opens_nothing_by_itself(form):
    """What the stock runtime would open isn't opened: no database, no channel; and no cookie."""
    form.quiet()
    found = form.page.evaluate(
        """async () => {
            const frame = document.createElement('iframe')
            document.body.append(frame)
            return {
                cookie: document.cookie,
                databases: await frame.contentWindow.indexedDB.databases(),
                rtc: typeof RTCPeerConnection,
                window: typeof documentPictureInPicture,
                preload: ServiceWorkerRegistration.prototype.navigationPreload ?? null,
                update: ServiceWorkerRegistration.prototype.update ?? null,
                channel: 'postMessage' in BroadcastChannel.prototype,
            }
        }"""
    )

    gone = {"rtc": "undefined", "window": "undefined", "preload": None, "update": None}
    assert {"cookie": "", "databases": [], "channel": False, **gone} == found
