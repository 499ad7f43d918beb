"""Every page and every state of the form, in both looks, on a phone and a desk. Slow."""

import re

import pytest
from people import Form, assert_accessible, choose, hold
from server import SITE
from sheets import CASES, sheet

PATHS = sorted(
    path.relative_to(SITE).as_posix().removesuffix("index.html") for path in SITE.rglob("*.html")
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
FILES = [("a.json", SAVED), ("b.json", SAVED.replace("本店", "支店")), ("c.json", "{")]

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
    hold(page, re.compile(r"micropython\.wasm"))
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
    Form(page, site).go("records")
    page.get_by_role("button", name="最初からやり直す").click()


def result(page, site):
    complete(page, site)
    Form(page, site).go("result")
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")


def records(page, site):
    complete(page, site)
    form = Form(page, site).go("records")
    page.get_by_label("この端末に残す").check()
    form.give(*FILES)


def comparing(page, site):
    records(page, site)
    Form(page, site).go("compare")


def departments(page, site):
    records(page, site)
    Form(page, site).go("departments")
    page.get_by_label("項目ごとに選ぶ").check()


def passphrase(page, site):
    complete(page, site)
    Form(page, site).go("records")
    page.get_by_role("button", name="パスフレーズ付き").click()


def erased(page, site):
    complete(page, site)
    Form(page, site).go("records")
    page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    page.get_by_role("button", name="全部消す", exact=True).click()
    page.locator("#erased").wait_for()


def noticing(page, site):
    ready(page, site)
    page.evaluate("sessionStorage.setItem('selfcheck5.record', '{')")
    page.reload()
    Form(page, site).ready()


def failed(page, site):
    page.route("**/py/first.txt*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=failed]")


STATES = [loading, ready, partly, complete, perfect, asking, noticing, failed]
STATES += [result, records, comparing, departments, passphrase, erased]


@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_every_state_of_the_form(look, site, reach):
    """axe finds nothing in this state of the form, and nothing scrolls sideways."""
    reach(look, site)

    assert_sound(look)
