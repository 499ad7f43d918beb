"""Every page and every state of the form, in both looks, on a phone and a desk. Slow."""

import re

import pytest
from people import Form, assert_accessible, choose, hold
from server import SITE
from sheets import sheet

PATHS = sorted(
    path.relative_to(SITE).as_posix().removesuffix("index.html") for path in SITE.rglob("*.html")
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")

pytestmark = pytest.mark.audit


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(request, page):
    scheme, width = request.param
    choose(page, scheme)
    page.set_viewport_size({"width": width, "height": 800})
    return page


def assert_sound(page):
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


def loading(page, site):
    hold(page, re.compile(r"micropython\.wasm$"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")


def ready(page, site):
    return Form(page, site).open()


def partly(page, site):
    ready(page, site).answer_all([*MIXED[:10], *[None] * 15])


def complete(page, site):
    ready(page, site).answer_all(MIXED)


def perfect(page, site):
    ready(page, site).answer_all(["done"] * 25)


def asking(page, site):
    complete(page, site)
    page.get_by_role("button", name="最初からやり直す").click()


def noticing(page, site):
    ready(page, site)
    page.evaluate("sessionStorage.setItem('selfcheck5.record', '{')")
    page.reload()
    Form(page, site).ready()


def failed(page, site):
    page.route("**/py/app.py", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=failed]")


STATES = [loading, ready, partly, complete, perfect, asking, noticing, failed]


@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_every_state_of_the_form(look, site, reach):
    """axe finds nothing in this state of the form, and nothing scrolls sideways."""
    reach(look, site)

    assert_sound(look)
