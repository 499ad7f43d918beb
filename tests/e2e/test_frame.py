"""What frames every page, and home: sizes, masthead, menu, the way in."""

import geometry
import pytest
import sources
import states

WORDS = sources.interface_texts()
PAGES = [
    "",
    "about/",
    "glossary/",
    "incident/",
    "items/",
    "items/01/",
    "items/19/",
    "nowhere",
    "offline/",
    "privacy/",
    "record/",
    "search/",
    "speed/",
    "verify/",
]
# In pixels, on a phone and where a line has room: css/site/tokens.css.
SCALE = {360: [14, 16, 18, 20, 24, 30, 64], 1280: [14, 16, 18, 20, 24, 30, 40, 64]}
SIZES = """() => {
    for (const one of document.querySelectorAll('details')) one.open = true
    const sizes = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement
        if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue
        sizes.add(parseFloat(getComputedStyle(element).fontSize))
    }
    return [...sizes]
}"""
# What sticks out sideways, or is wider than 40 of its own letters.
WIDE = """() => [...document.querySelectorAll('main :is(p, h1, h2, h3, li, dd, td, a, button)')]
    .filter(one => one.checkVisibility() && !one.closest('.visually-hidden'))
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5
        || (one.matches('p') && one.clientWidth > 51 * parseFloat(getComputedStyle(one).fontSize)))
    .map(one => one.outerHTML)"""

BEGINNINGS = """() => {
    const found = []
    const small = /(?<=\\S)[ァィゥェォッャュョーぁぃぅぇぉっゃゅょ]/g
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    const topOf = (node, at) => {
        range.setStart(node, at)
        range.setEnd(node, at + 1)
        return range.getBoundingClientRect().top
    }
    while (texts.nextNode()) {
        const node = texts.currentNode
        for (const {index} of node.data.matchAll(small)) {
            if (topOf(node, index) > topOf(node, index - 1) + 5) {
                found.push(node.data.slice(index - 9, index + 9))
            }
        }
    }
    return found
}"""


def opened(page, site, paths, widths, height=740):
    """Open each page, at each width; say in turn which it is."""
    for path in paths:
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
        for width in widths:
            page.set_viewport_size({"width": width, "height": height})
            yield path, width


def test_seven_sizes(page, site):
    """All that is read on a page has one of the sizes, at most seven; no line is too long."""
    for path, width in opened(page, site, PAGES, SCALE):
        sizes = page.evaluate(SIZES)
        assert (path, width, set()) == (path, width, {*sizes} - {*SCALE[width]})
        assert 7 >= len(sizes), (path, width)
        assert (path, width, []) == (path, width, page.evaluate(WIDE))


def test_the_masthead_is_a_row(page, site):
    """The masthead is 52 px high, a rule below it, and its name stands above the page's text."""
    paths, widths = ["", "diagnose/", "items/03/"], [360, 768, 1280]
    for path, width in opened(page, site, paths, widths, 640):
        masthead = page.locator(".masthead").bounding_box()
        assert (0, 53) == (masthead["y"], masthead["height"]), (path, width)


def test_one_left_edge(page, site):
    """Name, heading and foot begin at one edge."""
    for path, _ in opened(page, site, ["", "about/", "search/", "incident/"], [1280]):
        edges = page.locator(".masthead__name, main h1, .colophon p").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
        )
        assert [96] == sorted({*edges}), path


def test_the_way_in_is_in_sight(page, site):
    """On a phone the button that starts stands in the first view, as wide as the text, 56 high."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site.url)
    start = page.locator("main a.button").first
    box = start.bounding_box()

    assert start.get_attribute("href").endswith("diagnose/")
    assert (16, 328, 56) == (box["x"], box["width"], box["height"])
    assert 640 >= box["y"] + box["height"]


@pytest.mark.parametrize("scripted", [True, False])
def test_the_menu_on_a_phone(browser, browser_context_args, site, scripted):
    """With and without scripts the menu's button shows every page; the look is in it."""
    phone = {"viewport": {"width": 360, "height": 640}, "java_script_enabled": scripted}
    page = browser.new_page(**(browser_context_args | phone))
    page.goto(site.url + "about/")
    links = page.locator(".masthead__link")
    assert [False] * 6 == [link.is_visible() for link in links.all()]
    page.locator("#menu summary").click()

    names = [WORDS["nav"][name] for name in ("form", "items", "about", "privacy", "search")]
    assert [*names, WORDS["site"]["incident"]] == links.all_inner_texts()
    assert {44 <= link.bounding_box()["height"] for link in links.all()} == {True}
    assert scripted == page.locator("#scheme").is_visible()
    links.last.click()
    page.wait_for_url("**/incident/")
    page.close()


def test_escape_closes_the_menu(page, site):
    """By keyboard the menu opens, says that it is open, and Escape gives the focus back."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site.url)
    page.locator("#menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert WORDS["nav"]["form"] == page.evaluate("document.activeElement.textContent")

    page.keyboard.press("Escape")
    assert not page.locator(".masthead__links").is_visible()
    assert page.locator("#menu summary").evaluate("one => one === document.activeElement")


def test_home_leads_everywhere(page, site):
    """What home has led to stays one click away: form, explanations, search, offline, one file."""
    page.goto(site.url)
    links = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    expected = ["about/", "diagnose/", "incident/", "items/", "offline/", "offline/#file"]

    assert [] == [link for link in [*expected, "privacy/", "search/"] if link not in links]


@pytest.fixture(scope="module")
def magnifying(browser_type, browser_type_launch_args):
    """A browser whose standard size of letters is 32 px instead of 16."""
    args = [*browser_type_launch_args.get("args", []), "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**(browser_type_launch_args | {"args": args}))
    yield browser
    browser.close()


@pytest.fixture
def large(magnifying, browser_context_args):
    """A phone with such a browser."""
    phone = {"viewport": {"width": 360, "height": 740}}
    page = magnifying.new_page(**(browser_context_args | phone))
    yield page
    page.close()


def assert_sound_though_large(page):
    page.evaluate(geometry.DRAW_ALL)
    assert "32px" == page.evaluate("getComputedStyle(document.body).fontSize")
    assert [] == geometry.findings(page, ["overlaps", "cuts", "leaves", "squeezed"]), page.url


@pytest.mark.only_browser("chromium")
def test_letters_twice_as_large(large, site):
    """With letters twice as large, nothing on a phone sticks out, overlaps or is squeezed."""
    for path in ("", "about/", "items/", "items/19/", "incident/", "nowhere"):
        large.goto(site.url + path)
        assert_sound_though_large(large)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("path", ["items/24/", "items/25/"])
def test_a_blank_to_write_in_has_room(large, site, path):
    """Nor does what a table leaves blank stick out of it."""
    large.goto(site.url + path)
    large.evaluate(geometry.DRAW_ALL)

    assert [] == geometry.findings(large, ["cuts", "leaves"])


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(
    "reach",
    [states.complete_result, states.carried_form, states.comparing, states.proving],
    ids=lambda state: state.__name__,
)
def test_the_form_in_letters_twice_as_large(large, site, reach):
    """Nor does anything in the form, its answers, rows, pictures and fields."""
    reach(large, site)
    assert_sound_though_large(large)


@pytest.mark.only_browser("chromium")
def test_how_lines_begin(page, site):
    """No line begins with a small kana or the mark of a long vowel."""
    for path, width in opened(page, site, ["", "about/", "items/19/"], [360, 900]):
        assert (path, width, []) == (path, width, page.evaluate(BEGINNINGS))


@pytest.mark.only_browser("chromium")
def test_on_paper_there_is_no_frame(page, site):
    """Printed, a page is its text alone, black on white, and what is shut is open."""
    page.emulate_media(media="print")
    for path in ("", "about/", "items/19/", "privacy/"):
        page.goto(site.url + path)
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")

        for frame in (".masthead", ".colophon", ".md-sidebar"):
            shown = [one for one in page.locator(frame).all() if one.is_visible()]
            assert [] == shown, (path, frame)
        colours = "getComputedStyle(document.body).backgroundColor"
        assert "rgb(255, 255, 255)" == page.evaluate(colours), path
        heights = page.locator(".prose details > :not(summary)").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert [] == [height for height in heights if not height > 0], path
