"""The promise: no answer leaves the device, and nobody but the site is asked."""

import re

import pytest
from people import Form, catch_copies, hold
from sheets import CASES, sheet

# Bytes of bodies, gzip, and requests: until one can answer, and in all.
ANSWERING = 345_000, 12
ALL = 460_000, 16
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OTHER = sheet("UNPDUN PDUNPDUNPD UNPDUNPDU")


def test_the_cold_load_is_small(form):
    """Answering takes at most 345 KB and 12 requests, everything 460 KB and 16."""
    form.quiet()
    later = form.page.evaluate(
        """() => {
            const {device, style, python} = JSON.parse(document.getElementById('rest').textContent)
            const imported = device.replace('device.js', 'bytes.js')
            return [device, style.href, imported, python].map(address =>
                new URL(address, location).pathname)
        }"""
    )
    sizes = {path.partition("?")[0]: size for path, size in form.site.sent}

    assert set(later) <= set(sizes)
    answering = [size for path, size in sizes.items() if path not in later]
    for found, (most, requests) in ((answering, ANSWERING), (sizes.values(), ALL)):
        assert sum(found) <= most
        assert len(found) <= requests
    assert ["GET"] * len(form.site.requests) == [method for method, _ in form.site.requests]
    assert len({path for _, path in form.site.requests}) == len(form.site.requests)


def test_answering_comes_first(page, site, watch):
    """What answering doesn't need is asked for only when the form is ready."""
    held = hold(page, re.compile("micropython.wasm"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    before = [path for _, path in site.requests]
    for route in held:
        route.continue_()
    Form(page, site).ready().quiet()

    assert not [path for path in before if re.search(r"device|views|seal|zip|desk|texts", path)]


def test_the_icon_is_in_the_page(form):
    """The form's icon is no file, which a browser may ask for again at each change of view."""
    hrefs = form.page.evaluate("[...document.querySelectorAll('link[rel~=icon]')].map(e => e.href)")

    assert [True] == [href.startswith("data:image/svg+xml,") for href in hrefs]


def use_result(form):
    """Read, filter, plan, copy and print."""
    page = form.page
    form.name(company="甲社", department="営業", role="店長")
    form.unfold_view()
    for select in page.locator(".plan__filters select").all():
        select.select_option(index=1)
        select.select_option(index=0)
    page.locator("#plan-basics").check()
    form.write(4, owner="山田", due="2027-03-31", note="台帳")
    form.tick(4).check()
    form.write(7, due="2027-03-31")
    form.go("form").prove(1, evidence="一覧", checked_by="佐藤", checked_on="2027-03-01")
    form.prove(2).page.locator("#writing-phrases button").first.click()
    form.page.locator("#writing .button[data-variant=main]").click()
    form.go("result")
    page.get_by_role("button", name="確認シートの文章をコピー").click()
    page.wait_for_function("window.copied")
    for name in ("報告書を印刷", "確認シートを印刷", "記入用紙を印刷"):
        page.get_by_role("button", name=name).first.click()
    page.locator("[data-action=visit]").first.click()
    assert "form" == form.view


def use_records(form):
    """Keep, save as all six kinds, rename, duplicate, remove, undo, read, open."""
    page = form.keep().page
    form.unfold(page.locator("#next-check")).fill("2027-04-01")
    saved = [
        form.save(page.locator(f"#records-now [data-kind={kind}]"))
        for kind in ("json", "xlsx", "csv", "md", "ics")
    ]
    page.locator(".exports [data-kind=age]").click()
    for name in ("first", "second"):
        page.locator(f"#secret-{name}").fill("正しい 合言葉 🔑")
    with form.saving() as sealed:
        form.decide("暗号にして保存")
    assert ["json", "xlsx", "csv", "md", "ics"] == [name.rpartition(".")[2] for name, _ in saved]
    form.button("名前を変える").click()
    page.locator("#rename-role").fill("社長")
    form.decide("変える")
    form.button("複製して端末に残す").click()
    form.button("端末から消す").click()
    page.locator("#notice-actions [data-action=undo]").click()
    form.give(
        ("a.json", SAVED), ("b.json", "{"), ("c.json", saved[0][1]), (sealed.name, sealed.content)
    )
    page.locator("#secret-first").fill("正しい 合言葉 🔑")
    page.locator("#reveal").check()
    form.decide("開く").all_read().wait_for()
    assert 2 + 3 == len(form.listed())
    page.locator("[data-action=open]").last.click()
    page.locator("#result").wait_for()


def use_several(form):
    """Compare over time, and make the company's record of departments."""
    page = form.go("compare").page
    form.button("全部選ぶ").click()
    form.unfold(page.get_by_label("変わった項目だけ")).check()
    page.evaluate("copied = ''")
    page.get_by_role("button", name="変化を文章でコピー").click()
    page.wait_for_function("copied")
    form.go("departments").page.get_by_role("button", name="全部選ぶ").click()
    page.get_by_label("項目ごとに選ぶ").check()
    page.locator("[data-action=merge-choose]").first.click()
    form.decide("実施している")
    form.unfold_view()
    page.get_by_role("button", name="会社の記録にする").click()
    if page.locator("#ask").is_visible():
        form.decide("残さずに進む")
    page.locator("#result").wait_for()
    form.unfold_view()


def clear_everything(form):
    """Start over, begin the next company, erase."""
    page = form.page
    form.go("form").answer(1, "unknown")
    form.start_over()
    form.answer(1, "unknown")
    form.go("records").page.get_by_role("button", name="次の会社を始める").click()
    form.decide("残さずに進む")
    page.locator("#form").wait_for()
    form.go("records").page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    page.locator("#erased").wait_for()


def test_using_everything_asks_nothing(form, context):
    """Once the network is quiet, every feature is used without a single request.

    The server sees none, and neither does the browser. What the service worker does
    meanwhile is test_offline.py's subject.
    """
    form.quiet()
    form.site.forget()
    asked = []
    for watched in (form.page, context):
        watched.on("request", lambda request: asked.append(request.url))
    catch_copies(form.page)
    form.page.evaluate("window.print = () => dispatchEvent(new Event('afterprint'))")
    form.unfold_view()
    form.answer_all(MIXED)
    form.page.locator("#next").click()
    use_result(form)
    use_records(form)
    use_several(form)
    clear_everything(form)
    form.page.wait_for_timeout(500)

    assert [] == form.site.requests
    assert [] == asked


# The other browsers let no test read the clipboard.
@pytest.mark.only_browser("chromium")
def test_the_clipboard_gets_text_when_asked(form, context):
    """Nothing is copied until somebody presses a button for it, and then as plain text alone."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = form.page
    page.evaluate("navigator.clipboard.writeText('theirs')")
    form.answer_all(MIXED)
    form.name(company="<b>甲社</b>")
    for view in ("records", "compare", "departments", "result"):
        form.go(view)
    form.unfold_view()
    assert "theirs" == page.evaluate("navigator.clipboard.readText()")

    page.get_by_role("button", name="確認シートの文章をコピー").click()
    page.locator("#notice", has_text="文章をコピーしました").wait_for()
    copied = page.evaluate("async () => (await navigator.clipboard.read()).map(one => one.types)")
    assert [["text/plain"]] == copied


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
        # A browser asks for the page's icon when it likes.
        asked.append(sorted(one for one in site.requests if not one[1].endswith("icon.svg")))
        context.close()

    assert [asked[0]] * len(asked) == asked
    assert asked[0]


@pytest.mark.parametrize("failing", [False, True])
def test_the_form_says_when_it_is_closed(page, site, failing):
    """The form says that it closed its network only when it did, and nothing moves for that.

    It does so even where what comes later can't be had.
    """
    held = hold(page, re.compile(r"later\.txt"))
    form = Form(page, site).open()
    said = page.get_by_text("このページは通信を閉じました")
    before = form.question(1).bounding_box()
    assert said.is_hidden()

    if failing:
        page.route(re.compile(r"later\.txt"), lambda route: route.abort())
    for route in held:
        route.abort() if failing else route.continue_()
    said.wait_for()

    assert "quiet" == page.locator("html").get_attribute("data-network")
    assert before == form.question(1).bounding_box()


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
    harmed = html.replace('"go_on":"', '"go_on":"\\u003cimg src=x onerror=alert(1)\\u003e ')
    assert html != harmed
    page.route("**/diagnose/", lambda route: route.fulfill(body=harmed, content_type="text/html"))
    form = Form(page, site).open()
    form.answer_all(MIXED[:9])

    assert "<img src=x" in page.locator("#go-on").text_content()
    assert 0 == page.locator("img").count()
