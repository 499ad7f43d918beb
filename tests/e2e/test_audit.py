"""Every page and every state of the form, in both looks, on a phone and a desk. Slow."""

import geometry
import pytest
from people import assert_accessible, choose
from server import SITE
from states import STATES

PATHS = sorted(
    path.relative_to(SITE).as_posix().removesuffix("index.html") for path in SITE.rglob("*.html")
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]

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


@pytest.mark.parametrize("path", PATHS)
def test_every_page(look, site, path):
    """axe finds nothing on the page, its disclosures open, and nothing scrolls sideways."""
    look.goto(site.url + path)
    look.wait_for_load_state("networkidle")
    assert_sound(look)
    look.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert_sound(look)


@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_every_state_of_the_form(look, site, reach):
    """axe finds nothing in this state of the form, and nothing scrolls sideways."""
    reach(look, site)

    assert_sound(look)
