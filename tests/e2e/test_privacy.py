"""The promise: no answer leaves the device, and nobody but the site is asked."""

import pytest
from people import Form
from sheets import sheet

BUDGET = 420 * 1024
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OTHER = sheet("UNPDUN PDUNPDUNPD UNPDUNPDU")


def test_the_cold_load_is_small(form):
    """The first visit to the form takes at most 420 KB over the wire, gzip, all from the site."""
    form.page.wait_for_load_state("networkidle")

    assert form.site.bytes_sent <= BUDGET
    assert ["GET"] * len(form.site.requests) == [method for method, _ in form.site.requests]
    assert len({path for _, path in form.site.requests}) == len(form.site.requests)


def test_using_the_form_asks_nothing(form):
    """From ready on, every feature of the form is used without a single request."""
    form.page.wait_for_load_state("networkidle")
    form.site.forget()
    form.answer_all(MIXED)
    form.page.locator("#next").click()
    for summary in form.page.locator("summary").all():
        summary.evaluate("element => element.click()")
    form.answer(1, "unknown")
    form.page.get_by_role("button", name="最初からやり直す").click()
    form.page.get_by_role("button", name="回答を消す").click()
    form.page.wait_for_timeout(500)

    assert [] == form.site.requests


def test_requests_do_not_depend_on_answers(browser, browser_context_args, site):
    """Whatever was answered: answering, reloading and leaving ask for the same files."""
    asked = []
    for answers in (MIXED, OTHER, ["done"] * 25, ["unknown"] * 25, [None] * 25):
        context = browser.new_context(**browser_context_args)
        form = Form(context.new_page(), site).open()
        form.page.wait_for_load_state("networkidle")
        site.forget()
        form.answer_all(answers)
        form.page.reload()
        form.ready()
        form.page.goto(site.url + "privacy/")
        form.page.wait_for_load_state("networkidle")
        asked.append(sorted(site.requests))
        context.close()

    assert [asked[0]] * len(asked) == asked
    assert asked[0]


def test_it_works_with_the_network_off(form, context):
    """Once ready, the form scores with the network off."""
    context.set_offline(True)
    form.answer_all(MIXED)

    assert [25, 34, 28, 12, -6] == form.outputs()


@pytest.mark.parametrize("path", ["", "about/", "privacy/", "items/", "items/07/", "search/"])
def test_other_pages_ask_only_the_site(page, site, watch, path):
    """Every kind of page loads from the site alone, under a strict policy, without an error."""
    page.goto(site.url + path)
    page.wait_for_load_state("networkidle")

    assert not [path for _, path in site.requests if "search" in path and "pagefind" in path]


def test_text_reaches_the_page_as_text(page, site, watch):
    """Markup in a sentence of the interface is shown as the characters that it is."""
    html = site.find(site.base + "diagnose/").read_text(encoding="utf-8")
    harmed = html.replace('"score":"', '"score":"\\u003cimg src=x onerror=alert(1)\\u003e ')
    assert html != harmed
    page.route("**/diagnose/", lambda route: route.fulfill(body=harmed, content_type="text/html"))
    form = Form(page, site).open()
    form.answer_all(MIXED)

    assert "<img src=x" in page.locator(".verdict__score").inner_text()
    assert 0 == page.locator("img").count()
