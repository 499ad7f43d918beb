"""The promise: no answer leaves the device, and nobody but the site is asked."""

import re

import pytest
from people import Form, hold
from sheets import CASES, sheet

ANSWERING = 430 * 1024
ALL = 540 * 1024
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OTHER = sheet("UNPDUN PDUNPDUNPD UNPDUNPDU")


def test_the_cold_load_is_small(form):
    """Answering takes at most 430 KB over the wire, gzip, and everything at most 540 KB."""
    form.quiet()
    later = form.page.evaluate(
        """() => {
            const {device, style, files} = JSON.parse(document.getElementById('rest').textContent)
            const imported = ['precache.js', 'seal.js'].map(n => device.replace('device.js', n))
            return [device, style, ...imported, ...Object.values(files)].map(address =>
                new URL(address, location).pathname)
        }"""
    )
    sizes = dict(form.site.sent)

    assert set(later) <= set(sizes)
    assert sum(size for path, size in sizes.items() if path not in later) <= ANSWERING
    assert sum(sizes.values()) <= ALL
    assert ["GET"] * len(form.site.requests) == [method for method, _ in form.site.requests]
    assert len({path for _, path in form.site.requests}) == len(form.site.requests)


def test_answering_comes_first(page, site, watch):
    """What answering doesn't need is asked for only when the form is ready."""
    held = hold(page, re.compile("micropython.wasm$"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    before = [path for _, path in site.requests]
    for route in held:
        route.continue_()
    Form(page, site).ready().quiet()

    assert not [path for path in before if re.search(r"device|views|seal|desk|texts", path)]


def test_the_icon_is_in_the_page(form):
    """The form's icon is no file, which a browser may ask for again at each change of view."""
    hrefs = form.page.evaluate("[...document.querySelectorAll('link[rel~=icon]')].map(e => e.href)")

    assert [True] == [href.startswith("data:image/svg+xml,") for href in hrefs]


def test_using_everything_asks_nothing(form):
    """Once the network is quiet, every feature is used without a single request."""
    form.quiet()
    form.site.forget()
    form.answer_all(MIXED)
    form.page.locator("#next").click()
    for summary in form.page.locator("#result summary").all():
        summary.evaluate("element => element.click()")
    form.page.locator("#plan-4-owner").fill("山田")
    form.page.evaluate("window.print = () => dispatchEvent(new Event('afterprint'))")
    for name in ("報告書を印刷", "確認シートを印刷", "記入用紙を印刷"):
        form.page.get_by_role("button", name=name).first.click()
    form.go("records")
    form.page.get_by_label("この端末に残す").check()
    for name in ("記録のファイル（JSON）", "表計算用（CSV）", "作業の一覧（Markdown）"):
        with form.page.expect_download():
            form.page.get_by_role("button", name=name).first.click()
    form.give(("a.json", SAVED), ("b.json", "{"))
    form.go("compare")
    form.go("departments")
    form.go("form").answer(1, "unknown")
    form.page.get_by_role("button", name="最初からやり直す").click()
    form.page.get_by_role("button", name="回答を消す").click()
    form.go("records")
    form.page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.page.get_by_role("button", name="全部消す", exact=True).click()
    form.page.wait_for_timeout(500)

    assert [] == form.site.requests


def test_requests_do_not_depend_on_answers(browser, browser_context_args, site):
    """Whatever was answered: answering, reloading and leaving ask for the same files."""
    asked = []
    for answers in (MIXED, OTHER, ["done"] * 25, ["unknown"] * 25, [None] * 25):
        context = browser.new_context(**browser_context_args)
        form = Form(context.new_page(), site).open().quiet()
        site.forget()
        form.answer_all(answers)
        form.page.reload()
        form.ready().quiet()
        form.page.goto(site.url + "privacy/")
        form.page.wait_for_load_state("networkidle")
        asked.append(sorted(site.requests))
        context.close()

    assert [asked[0]] * len(asked) == asked
    assert asked[0]


def test_it_works_with_the_network_off(form, context):
    """Once ready, the form scores with the network off."""
    form.quiet()
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
