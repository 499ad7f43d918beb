"""Back and Forward: a page that the browser revives never shows or stores what it once held."""

import json

import pytest
from built import texts
from people import Form
from sheets import sheet

WORDS = texts()["records"]
DONE = ["done"] * 25
CHANGED = sheet("NNNNN NNNNNNNNNN NNNNNDDDDD")


@pytest.fixture
def person(browser_type, whole_browser_launch_args, browser_context_args, site):
    """Somebody at the form in a browser whose back/forward cache is on, as it is for everybody."""
    arguments = {**whole_browser_launch_args}
    if browser_type.name == "chromium":
        arguments["ignore_default_args"] = ["--disable-back-forward-cache"]
    started = browser_type.launch(**arguments)
    page = started.new_context(**browser_context_args).new_page()
    person = Form(page, site).open().quiet()
    person.answer_all(DONE)
    person.name(company="甲社")
    yield person
    started.close()


def header(person):
    """Follow the link of the header to the form, which is loaded anew."""
    mark(person)
    person.page.get_by_role("link", name="診断する").first.click()
    loaded_anew(person)


def travel(person, steps):
    """Go through the history; what is shown then is no page of before."""
    mark(person)
    person.page.evaluate("steps => void setTimeout(() => history.go(steps))", steps)
    loaded_anew(person)


def mark(person):
    person.page.evaluate("document.documentElement.dataset.before = ''")


def loaded_anew(person):
    # A revived page still has its mark until it is loaded again.
    person.page.wait_for_selector("html[data-network=quiet]:not([data-before])")
    person.ready().quiet()


def stored(person):
    """The record that the tab holds."""
    return json.loads(person.page.evaluate("selfcheck.read().text"))


# Playwright switches it off in Chromium alone.
@pytest.mark.only_browser("chromium")
def test_the_browser_revives_pages(person, site):
    """The cache that these tests are about is on: a page that allows it is revived."""
    page = person.page
    page.goto(site.url + "about/")
    mark(person)
    page.get_by_role("link", name="検索").first.click()
    page.wait_for_url("**/search/")
    page.evaluate("setTimeout(() => history.back())")

    page.wait_for_selector("html[data-before]")


def test_back_and_forward(person):
    """Back and forward show the answers given last, and one click more stores those."""
    header(person)
    person.answer_all(CHANGED)
    travel(person, -1)
    assert CHANGED == person.answers()
    person.answer_all([None] * 24 + ["unknown"])
    assert "甲社" == stored(person)["company"]
    assert [*CHANGED[:24], "unknown"] == list(stored(person)["answers"].values())

    travel(person, 1)
    assert [*CHANGED[:24], "unknown"] == person.answers()
    person.answer(24, "unknown")
    assert [*CHANGED[:23], "unknown", "unknown"] == list(stored(person)["answers"].values())


def start_over(person):
    person.start_over()


def next_company(person):
    person.go("records").page.get_by_role("button", name=WORDS["next_company"]).click()
    person.decide(WORDS["leave_drop"])
    person.page.locator("#form").wait_for()


@pytest.mark.parametrize(("clear", "steps"), [(start_over, -3), (next_company, -3)])
def test_what_was_cleared_stays_cleared(person, clear, steps):
    """After starting over or the next company, Back and a click bring back nothing of the first."""
    header(person)
    clear(person)
    travel(person, steps)
    assert [None] * 25 == person.answers()
    assert "甲社" not in person.page.content()
    person.go("form").answer(1, "done")

    assert ({"1": "done"}, None) == (stored(person)["answers"], stored(person).get("company"))
