"""A site of another questionnaire, made without a change of code, serves people as ours does."""

import csv
import io
import json
from types import SimpleNamespace

import copies
import pytest
from people import Form, Watch
from server import Server
from sheets import questionnaire

SMALL = questionnaire("small")
MIXED = ["always", "sometimes", "never", "always", "sometimes", "never", "always"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The built site of the small questionnaire."""
    copy = copies.with_questionnaire(copies.copied(tmp_path_factory.mktemp("small")), "small")
    built = copies.built(copy)
    assert 0 == built.returncode, built.stderr
    return copy / "site"


@pytest.fixture(params=["site", "file"])
def form(request, folder, page):
    """Its form, opened and ready: of the site, and of the single file."""
    server = Server("/tanuki/", folder)
    place = server
    if request.param == "file":
        file = (folder / "selfcheck.html").as_uri()
        place = SimpleNamespace(origin="file://", form=file, elsewhere=file)
    watch = Watch(page, place.origin)
    yield Form(page, place).open()
    server.close()
    assert [] == watch.foreign + watch.errors


def saved(form, answers, **named):
    """Answer, name, and save the record; return the file."""
    form.answer_all(answers)
    form.name(**named)
    return form.go("records").save("記録を保存")


def test_a_whole_check(form):
    """Answers by key, total, verdict, plan, records, exports, comparison, departments, papers."""
    page = form.page
    form.radio(1, "sometimes").focus()
    page.keyboard.press("2")
    assert ["always", *[None] * 6] == form.answers()
    form.answer_all(MIXED)
    total = page.locator("#total").text_content()
    assert ("38", "38", "7") == (
        total,
        page.locator("#subtotal-s").text_content(),
        page.locator("#answered").text_content(),
    )
    form.go("result")
    assert "middle" == form.band
    assert ["No.3 退社のときに火の元を見る", "まだ", "+10点"] == form.plan()[0]
    assert 4 == len(form.plan())

    name, text = saved(form, MIXED, company="たぬき屋", department="店", date="2026-01-05")
    record = json.loads(text)
    assert ("tanuki-7-2026", 38) == (record["edition"], record["total"])
    assert {str(number): one for number, one in enumerate(MIXED, 1)} == record["answers"]
    rows = [*csv.reader(io.StringIO(form.save("ほかのプログラム用（CSV）")[1].decode("utf-8-sig")))]
    assert ["1", "建物", "避難路", "出口までの通路を空けておく", "いつも", "10"] == [
        one.removeprefix("Part 1 ") for one in rows[-7][:6]
    ]

    form.answer_all(["always"] * 7)
    form.name(department="倉", date="2026-11-28")
    form.go("records").give((name, text))
    form.go("compare")
    page.locator("#desk-compare .steps [data-kind=better]").first.wait_for()
    form.go("departments")
    page.locator("#departments").get_by_role("button", name="全部選ぶ").click()
    page.get_by_text("会社の合計は38点です").wait_for()
    page.get_by_role("button", name="会社の記録にする").click()
    form.decide("残さずに進む")
    page.locator("#result").wait_for()
    assert MIXED == form.answers()

    for paper in ("report", "blank"):
        page.evaluate("paper => { window.print = () => (window.printed = paper) }", paper)
        form.go("result").unfold_view().page.locator(f"#result [data-print={paper}]").click()
        page.wait_for_function("paper => window.printed === paper", arg=paper)
        drawn = page.locator(f"#paper-{paper}").text_content()
        assert SMALL.words["called"]["self_check"] in drawn
        assert "商店会" in drawn
        rows = ":is(.paper__answers, .paper__questions) .paper__number"
        assert 7 == page.locator(f"#paper-{paper} {rows}").count()


def test_its_pages(folder, page):
    """An item's page, the index and the search know its items, and the record comes back."""
    server = Server("/tanuki/", folder)
    watch = Watch(page, server.origin)
    page.goto(server.url + "items/07/")
    assert "No.7 連絡の順番を決める" == page.locator("h1").inner_text()
    assert page.get_by_text("連絡網").count()
    page.goto(server.url + "search/")
    page.locator("#query").fill("消火器")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="No.4", exact=False).first.wait_for()
    server.close()

    assert [] == watch.foreign + watch.errors
