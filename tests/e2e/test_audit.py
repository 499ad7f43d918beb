"""Every page, every state of the form and every dialog, in both looks and three widths. Slow."""

import geometry
import pytest
from people import VIEWS, Form, assert_accessible, choose
from server import SITE
from states import STATES
from test_heard import NEXT_BUTTON, with_records

PATHS = sorted(
    path.relative_to(SITE).as_posix().removesuffix("index.html") for path in SITE.rglob("*.html")
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 768, 1280)]
# As if no script ran. The test itself still can look.
STOPPED = "script-src 'none'"

pytestmark = pytest.mark.audit


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(request, page):
    scheme, width = request.param
    choose(page, scheme)
    page.set_viewport_size({"width": width, "height": 800})
    return page


def assert_sound(page):
    # axe measures targets as well, and what isn't drawn yet lies over what comes after it.
    page.evaluate(geometry.DRAW_ALL)
    assert_accessible(page)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")


@pytest.mark.parametrize("path", PATHS)
def test_every_page(look, site, path):
    """axe finds nothing on the page, its disclosures open, and nothing scrolls sideways."""
    look.goto(site.url + path)
    look.wait_for_load_state("networkidle")
    assert_sound(look)
    unfold(look)
    assert_sound(look)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_without_a_script(page, site, path):
    """Nor does it where no script runs."""

    def stopped(route):
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": STOPPED}
        route.fulfill(response=answer, headers=headers)

    page.route(site.url + path, stopped)
    page.goto(site.url + path)

    assert_sound(page)


@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_every_state_of_the_form(look, site, reach):
    """axe finds nothing in this state of the form, and nothing scrolls sideways."""
    reach(look, site)

    assert_sound(look)


def opened(page, most=80):
    """Press every button that a view has, one after the other; yield whenever a dialog is open."""
    page.evaluate("window.print = () => {}")
    pressed = []
    while (mark := page.evaluate(NEXT_BUTTON, pressed)) is not None:
        pressed.append(mark)
        assert len(pressed) < most
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
        if page.locator("dialog[open]").count():
            yield mark
            page.keyboard.press("Escape")
            page.locator("dialog[open]").wait_for(state="detached")


@pytest.mark.parametrize("view", VIEWS)
def test_every_dialog(look, site, view):
    """axe finds nothing while a dialog is open, whichever button opened it, and it fits."""
    with_records(Form(look, site).open()).go(view).unfold_view()
    seen = []
    for mark in opened(look):
        seen.append(mark)
        assert_sound(look)

    assert seen or view in ("form", "compare", "departments")
