"""The site as people set it: enlarged, spaced out, in colours of their own, without motion."""

import pytest
from people import VIEWS, choose
from test_apart import SEEN
from test_audit import PATHS
from test_heard import with_records

QUICK = ["", "items/05/", "search/"]
# The rest is slow.
PAGES = [path if path in QUICK else pytest.param(path, marks=pytest.mark.audit) for path in PATHS]
# 1280 by 1024 px, enlarged four times.
ENLARGED = {"width": 320, "height": 256}
# At least so much of its height is left for what is read.
LEFT = 0.5
FIXED = """() => {
    const {clientHeight: high, clientWidth: wide} = document.documentElement
    scrollTo(0, document.documentElement.scrollHeight / 2)
    const fixed = [...document.body.querySelectorAll("*")].filter(one =>
        ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
    const free = [...Array(high).keys()].filter(y => {
        const there = document.elementFromPoint(wide / 2, y)
        return !fixed.some(one => one.contains(there))
    })
    return free.length / high
}"""
# Whether some of what has the focus, or of its label, lies open.
OPEN = """() => {
    const focused = document.activeElement
    if (focused === document.body) return null
    const shown = [focused, ...focused.labels ?? []]
    // Of what is larger than the window, what is in it.
    const within = (from, to, end, part) => {
        const [first, last] = [Math.max(from, 0), Math.min(to, end)]
        return first + (last - first) * part
    }
    const open = shown.some(one => [...one.getClientRects()].some(rect =>
        [0.1, 0.5, 0.9].some(across => [0.1, 0.5, 0.9].some(down => {
            const there = document.elementFromPoint(
                within(rect.left, rect.right, innerWidth, across),
                within(rect.top, rect.bottom, innerHeight, down))
            return shown.some(part => part.contains(there))
        }))))
    return [open, focused.outerHTML.slice(0, 120)]
}"""
# What WCAG 1.4.12 asks for. A policy forbids style elements, not this.
SPACED = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* {
        line-height: 1.5 !important;
        letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important;
    }
    p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets.push(sheet)
}"""
# What is cut off: more stands in it than it shows. What only screen readers read is 1 px large.
CUT = """() => [...document.body.querySelectorAll("*")].filter(one => {
    const {overflowX, overflowY} = getComputedStyle(one)
    const hides = way => ["hidden", "clip"].includes(way)
    if (one.closest("svg") || one.clientWidth < 2 || !one.checkVisibility()) return false
    return (hides(overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
}).map(one => one.outerHTML.slice(0, 100))"""
# Buttons that nothing shows to be any, where backgrounds are gone. Boxes to tick draw their own.
BORDERLESS = """() => [...document.querySelectorAll("button:not([role]), a.button")].filter(one => {
    const {borderTopStyle, borderTopWidth, textDecorationLine} = getComputedStyle(one)
    const bordered = borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1
    return one.checkVisibility() && !bordered && textDecorationLine === "none"
}).map(one => one.outerHTML.slice(0, 100))"""
MOVING = """() => {
    const long = times => times.split(",").some(time => parseFloat(time) > 0.01)
    const styles = [...document.querySelectorAll("*")].flatMap(one =>
        ["", "::before", "::after"].map(part => [one, getComputedStyle(one, part || null)]))
    return [
        ...styles.filter(([, style]) => long(style.transitionDuration)
            || (style.animationName !== "none" && long(style.animationDuration))
            || style.scrollBehavior === "smooth").map(([one]) => one.outerHTML.slice(0, 80)),
        ...document.getAnimations().map(one => one.constructor.name),
    ]
}"""


def assert_fits(page):
    wide = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scrolled, shown = page.evaluate(wide)
    assert scrolled <= shown


def stops(page, look, most=600):
    """Tab through the page and return what `look` says at each stop."""
    page.evaluate("scrollTo(0, 0), document.activeElement.blur()")
    found = []
    while len(found) < most:
        page.keyboard.press("Tab")
        seen = page.evaluate(look)
        if seen is None:
            return found
        found.append(seen)
    raise AssertionError("no end of stops")


def assert_usable_enlarged(page):
    page.set_viewport_size(ENLARGED)
    assert_fits(page)
    assert page.evaluate(FIXED) >= LEFT
    found = stops(page, OPEN)
    assert [] == [what for seen, what in found if not seen]
    assert len(found) > 2


def assert_readable_spaced(page):
    page.evaluate(SPACED)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_fits(page)
        assert [] == page.evaluate(CUT)


def assert_plain_in_forced_colours(page):
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert [] == page.evaluate(BORDERLESS)
    assert [] == [what for seen, what in stops(page, SEEN) if not seen]


@pytest.fixture
def forced(page, browser_name):
    if browser_name != "chromium":
        pytest.skip("only Chromium lets a test force colours")
    choose(page, "light")
    page.emulate_media(forced_colors="active", color_scheme="dark")


@pytest.fixture
def still(page):
    page.emulate_media(reduced_motion="reduce")


def shown(page, site, path):
    page.goto(site.url + path)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_enlarged(page, site, path):
    """At 400 %, no page scrolls sideways, half is left to read, and no stop of Tab is covered."""
    shown(page, site, path)
    assert_usable_enlarged(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_enlarged(form, view):
    """Nor does a view of the form, filled."""
    with_records(form).go(view)
    assert_usable_enlarged(form.page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_spaced_out(page, site, path):
    """With more space between lines, words and letters, nothing is cut off on any page."""
    shown(page, site, path)
    assert_readable_spaced(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_spaced_out(form, view):
    """Nor in a view of the form, filled."""
    with_records(form).go(view)
    assert_readable_spaced(form.page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_forced_colours(page, site, forced, path):
    """In colours that the device forces, buttons have an edge and each stop shows the focus."""
    shown(page, site, path)
    assert_plain_in_forced_colours(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_in_forced_colours(forced, form, view):
    """So it is in the views of the form."""
    with_records(form).go(view)
    assert_plain_in_forced_colours(form.page)


def test_an_answer_shows_in_forced_colours(forced, form):
    """An answer that is chosen looks otherwise than before, whatever the colours."""
    place = form.question(2)
    before = place.screenshot()
    form.answer(2, "done")
    form.page.evaluate("document.activeElement.blur()")
    form.page.mouse.move(0, 0)

    assert before != place.screenshot()


def test_a_chosen_tab_shows_in_forced_colours(forced, page, site):
    """Which of the tabs is chosen is seen, whatever the colours."""
    page.goto(site.url + "items/05/")
    tabs = page.locator(".tabbed-labels").first
    before = tabs.screenshot()
    tabs.locator("label").nth(1).click()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)

    assert before != tabs.screenshot()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_still(page, site, still, path):
    """Where somebody wants less motion, nothing on a page moves or fades."""
    shown(page, site, path)
    assert [] == page.evaluate(MOVING)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_keeps_still(still, form, view):
    """Nor in a view of the form, filled."""
    with_records(form).go(view)
    assert [] == form.page.evaluate(MOVING)


@pytest.mark.audit
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_is_seen_on_every_page(page, site, path, width):
    """Whoever goes through any page by Tab, at any width, sees at each stop where they are."""
    page.set_viewport_size({"width": width, "height": 800})
    shown(page, site, path)

    assert [] == [what for seen, what in stops(page, SEEN) if not seen]


@pytest.mark.audit
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("view", VIEWS)
def test_the_keyboard_is_seen_in_every_view(form, view, width):
    """So it is in every view of the form, filled."""
    form.page.set_viewport_size({"width": width, "height": 800})
    with_records(form).go(view)

    assert [] == [what for seen, what in stops(form.page, SEEN) if not seen]


FAULTY = """<!doctype html><style>
    body, p { margin: 0 }
    .bar { position: fixed; inset: 40% 0 0; background: red }
    .cut { overflow: hidden; height: 10px; width: 99px }
    .move { transition: opacity 1s }
    button { border: 0 }
</style>
<a href="#a">open</a><p style="margin-top: 120px"><a href="#b">covered</a></p>
<p class="cut">More than fits into a line of ten pixels.</p><p class="move">fades</p>
<button>bare</button><div class="bar"></div>"""


def test_each_fault_is_found(page):
    """A bar over half the window, what it covers, cut text, a bare button, fading: all is found."""
    page.set_viewport_size(ENLARGED)
    page.set_content(FAULTY)

    assert page.evaluate(FIXED) < LEFT
    assert [True, False, False] == [seen for seen, _ in stops(page, OPEN)]
    for look, part in ((CUT, 'class="cut"'), (BORDERLESS, "<button>"), (MOVING, 'class="move"')):
        (found,) = page.evaluate(look)
        assert part in found
