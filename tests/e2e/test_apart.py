"""What doesn't need the tab's record can't reach it; and on every page, the focus is seen."""

import re

from people import VIEWS, Form
from server import Server

# One of each kind of page that isn't the form's; the last is answered by 404.html.
OTHERS = ["", "items/", "items/05/", "glossary/", "about/", "privacy/", "ways-out/", "record/"]
OTHERS += ["search/", "offline/", "verify/", "speed/", "nothing/"]
RECORD = "the tab's record"
# What a script of the theme or of the search would do if it had been made to spy.
SPY = """{
    const {dataset} = document.documentElement
    dataset.spied = sessionStorage.getItem("selfcheck5.record")
}"""
# The search's own program, made to spy: what it finds, it puts into what it answers.
SPYING_SEARCH = """
const finds = async address => [
    typeof sessionStorage, typeof localStorage, typeof document, typeof RTCPeerConnection,
    await fetch(address, {mode: "no-cors"}).then(() => "sent", () => "refused"),
    await import(address).then(() => "sent", () => "refused"),
]
addEventListener("message", async ({data: {id, method}}) => {
    const answers = {
        init: () => true,
        search: () => ({results: [{data: "one"}]}),
        getData: async () => ({
            url: "items/05/", excerpt: "", meta: {title: (await finds("FOREIGN")).join(" ")},
        }),
    }
    postMessage({id, result: await answers[method]()})
})"""


def keep(page, site, text=RECORD):
    """Have the tab keep a text as its record."""
    page.goto(site.url + "licences.txt")
    page.evaluate("text => sessionStorage.setItem('selfcheck5.record', text)", text)


def search_by(page, program):
    """Have the search's own program be another."""
    page.route(
        "**/pagefind/*.js*",
        lambda route: route.fulfill(content_type="text/javascript", body=program),
    )


def settle(page):
    page.wait_for_load_state("networkidle")


def test_no_script_file_runs_beside_the_form(page, site):
    """If every script file of the site were a spy's, none would read the tab's record there."""
    keep(page, site)
    page.route(
        re.compile(r"\.m?js(\?|$)"),
        lambda route: route.fulfill(content_type="text/javascript", body=SPY),
    )
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    found = {}
    for path in OTHERS:
        page.goto(site.url + path)
        settle(page)
        found[path] = page.evaluate(
            "[document.documentElement.dataset.spied, sessionStorage.getItem('selfcheck5.record')]"
        )

    assert [] == [url for kind, url in asked if kind == "script"]
    assert {path: [None, RECORD] for path in OTHERS} == found


TRY_SCRIPTS = """async base => {
    const tried = async work => {
        try {
            await work()
            return "done"
        } catch {
            return "refused"
        }
    }
    const added = inside => new Promise((resolve, reject) => {
        const script = document.createElement("script")
        script.addEventListener("load", resolve)
        script.addEventListener("error", reject)
        inside(script)
        document.head.append(script)
    })
    return [
        await tried(() => added(script => (script.src = base + "assets/bytes.js"))),
        await tried(() => added(script => (script.textContent = "globalThis.ran = 1"))),
        await tried(() => (document.body.innerHTML += "<p>text</p>")),
        await tried(() => new Worker(base + "assets/bytes.js")),
        await tried(() => new DOMParser().parseFromString("<p>", "text/html")),
    ]
}"""


def test_a_page_refuses_every_other_script(page, site):
    """Neither a file of the site nor a text becomes a program there, and no text becomes markup."""
    refused = {}
    for path in OTHERS:
        page.goto(site.url + path)
        settle(page)
        refused[path] = page.evaluate(TRY_SCRIPTS, site.url)

    assert {path: ["refused"] * 5 for path in OTHERS} == refused


def test_webrtc_is_gone_everywhere(page, site):
    """No page has what connects two devices past every policy, nor a way to have it back."""
    names = ["RTCPeerConnection", "webkitRTCPeerConnection"]
    paths = [*OTHERS, "diagnose/", "selfcheck.html"]
    found = {}
    for path in paths:
        page.goto(site.url + path)
        found[path] = page.evaluate(
            """names => names.map(name => {
                const before = typeof globalThis[name]
                delete globalThis[name]
                return [before, typeof globalThis[name]]
            })""",
            names,
        )

    assert {path: [["undefined"] * 2] * 2 for path in paths} == found


def test_the_search_runs_where_no_record_is(page, site):
    """Others' search program has no storage and no page, and reaches nobody but the site."""
    keep(page, site)
    elsewhere = Server("/")
    spying = SPYING_SEARCH.replace("FOREIGN", elsewhere.url + "assets/bytes.js")
    search_by(page, spying)
    page.goto(site.url + "search/#word")
    found = page.locator("#search-results a").first
    found.wait_for()
    elsewhere.close()

    assert "undefined undefined undefined undefined refused refused" == found.inner_text()
    assert [] == elsewhere.requests


def test_the_search_leads_nowhere_else(page, site):
    """An address that the search program gives is followed within the site alone."""
    for url in ("https://example.org/?word", "javascript:alert(1)", "//example.org/"):
        spying = SPYING_SEARCH.replace("items/05/", url)
        search_by(page, spying)
        page.goto(site.elsewhere)
        page.goto(site.url + "search/#word")
        page.get_by_text("検索に必要なファイルを読み込めませんでした").wait_for()

        assert 0 == page.locator("#search-results a").count(), url


def test_the_search_shows_texts_as_texts(page, site):
    """What looks like markup in what the search program gives is shown letter by letter."""
    spying = SPYING_SEARCH.replace(
        'excerpt: ""', 'excerpt: "a &lt;img&gt; <mark>b</mark> <img src=x>"'
    )
    search_by(page, spying)
    page.goto(site.url + "search/#word")

    page.locator("#search-results mark").wait_for()
    assert "a <img> b <img src=x>" == page.locator("#search-results p").inner_text()
    assert 0 == page.locator("#search-results img").count()


# What a person sees of the focus: an outline of the element, of what holds it, or of its row.
SEEN = """() => {
    const focused = document.activeElement
    if (focused === document.body) return null
    const around = [focused, focused.parentElement, focused.closest(".answer, .tabbed-set")]
    const rows = focused.closest(".tabbed-set")?.querySelectorAll(":scope > .tabbed-labels") ?? []
    const seen = [...around, ...rows].some(element => {
        if (!element) return false
        const style = getComputedStyle(element)
        const {width, height} = element.getBoundingClientRect()
        const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        return drawn && width * height
    })
    // Within one element, such as a date, the browser itself shows the part.
    const again = focused === globalThis.stop
    globalThis.stop = focused
    return [seen || again, focused.outerHTML.slice(0, 120)]
}"""


def unseen(page, least, most=400):
    """Tab through the page; return what shows no focus, and "few stops" unless there are some."""
    page.evaluate("document.activeElement.blur()")
    found = []
    for stops in range(most):
        # Held down: nothing that the next frame brings is looked at.
        page.keyboard.down("Tab")
        seen = page.evaluate(SEEN)
        if seen is None:
            page.keyboard.up("Tab")
            return found if stops > least else ["few stops"]
        if not seen[0]:
            found.append(seen[1])
    raise AssertionError("no end of stops")


def test_the_focus_is_seen_at_each_stop(page, site):
    """Whoever goes through a page by Tab sees at each stop where they are."""
    found = {}
    for path in [*OTHERS, "diagnose/", "selfcheck.html"]:
        page.goto(site.url + path)
        settle(page)
        if path in ("diagnose/", "selfcheck.html"):
            Form(page, site).ready().quiet()
        found[path] = unseen(page, 2)

    assert {path: [] for path in found} == found


def test_the_focus_is_seen_in_each_view(form):
    """In the form's views, too, each stop shows the focus."""
    form.answer_all(["partial", "not_done", "unknown", "done", "done"] * 5)
    found = {view: unseen(form.go(view).page, 4) for view in VIEWS[1:]}

    assert {view: [] for view in VIEWS[1:]} == found


def test_the_parts_open_by_keyboard(page, site, watch):
    """The list of items beside a page opens and shuts by Space, and says so without a script."""
    page.goto(site.url + "items/05/")
    parts = page.locator(".sidebar summary")
    assert [True, False, False] == [
        part.evaluate("part => part.parentElement.open") for part in parts.all()
    ]
    parts.nth(1).focus()
    page.keyboard.press("Space")

    assert parts.nth(1).evaluate("part => part.parentElement.open")
    assert 0 == page.locator("label[tabindex], [tabindex='0']:not(a, button, summary)").count()
    assert "No.5 定期的にバックアップを取る" == page.locator(".sidebar [aria-current]").inner_text()
