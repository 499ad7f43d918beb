"""How answers were checked, and which are still those of the check before, as people meet both."""

import csv
import io
import json
import re

import pytest
from built import texts
from people import Form, file_of, hold
from sheets import sheet

WORDS = texts()
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
ALL = list(range(1, 26))
PROOF = {"evidence": "機器の一覧表\n更新画面", "checked_by": "佐藤", "checked_on": "2027-03-01"}
FIELDS = """() => [...document.querySelectorAll('input, select, textarea, form')].map(field =>
    [field.localName, field.id, field.name, field.type])"""


@pytest.fixture
def phone(form):
    form.page.set_viewport_size({"width": 360, "height": 740})
    form.quiet().answer_all(MIXED)
    return form


@pytest.fixture
def renewed(form):
    """The next check, begun from one of another day."""
    return renew(form)


def renew(form, items=None):
    """Open a record of before, and begin the next check from it."""
    before = json.loads(file_of(MIXED, company="甲社", date="2026-04-01"))
    before["items"] = items or {}
    form.give_and_open(("before.json", json.dumps(before)))
    form.page.locator("#notice-actions [data-action=renew]").click()
    form.page.locator("#notice", has_text="新しい記録にしました").wait_for()
    return form


def kept(form):
    return json.loads(form.page.evaluate("JSON.parse(sessionStorage['selfcheck5.record'])[0]"))


def table(form):
    """The items of the CSV: {name of a column: text} of each."""
    _, content = form.go("records").save(form.page.locator("[data-kind=csv]").first)
    _, items = content.decode("utf-8-sig").split("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(items)))


def test_what_was_looked_at_is_in_report_and_table(phone):
    """On a phone, from the question itself, for an answer that needs no plan; a phrase helps."""
    form = phone.prove(1, checked_by="佐藤", checked_on="2027-03-01")
    form.prove(1).page.locator("#writing-phrases button").nth(1).click()
    form.page.locator("#writing-phrases button").nth(1).click()
    phrase = form.page.locator("#writing-phrases button").nth(1).text_content()
    assert phrase == form.page.locator("#writing-evidence").input_value()
    assert form.page.locator("#writing-owner").is_hidden()
    form.page.locator("#writing .button[data-variant=main]").click()
    assert {"checked_by": "佐藤", "checked_on": "2027-03-01", "evidence": phrase} == (
        kept(form)["items"]["1"]
    )

    form.go("result").page.evaluate("window.print = () => {}")
    form.page.locator("[data-print=report]").first.click()
    (row,) = form.page.locator("#paper-report .paper__checked tbody tr").all_text_contents()
    for said in ("No.1", "実施している", phrase, "佐藤", "2027年3月1日"):
        assert said in row
    first, second, *_ = table(form)
    assert [phrase, "佐藤", "2027-03-01"] == [
        first[name] for name in ("確かめた証拠", "確かめた人", "確かめた日")
    ]
    assert "" == second["確かめた証拠"]
    assert "前回のまま" not in first


def test_every_item_has_its_row(form):
    """In the result each of the items, at its best or not, is there to write about, and says it."""
    form.quiet().answer_all(MIXED)
    rows = form.go("result").unfold_view().page.locator("#checked li")
    assert 25 == rows.count()
    rows.nth(4).get_by_role("button").click()
    assert "No.5" in form.page.locator("#writing-item").text_content()
    for field, value in PROOF.items():
        form.page.locator(f"#writing-{field}").fill(value)
    form.page.keyboard.press("Escape")

    row = form.page.locator("#checked li").nth(4)
    assert PROOF == {
        one.get_attribute("data-field"): one.text_content()
        for one in row.locator("dd[data-field]").all()
    }
    assert "1問に書いてあります" in form.page.locator("#checked > summary").text_content()


def test_the_next_check_says_what_nobody_looked_at_again(renewed):
    """All answers are marked, at each question and in what they are folded into, and counted."""
    form = renewed
    assert "前回のままの答えが25問あります" in form.page.locator("#carried-answers").text_content()
    form.page.locator("#carried-answers button").click()
    assert "form" == form.view
    assert ALL == form.carried()
    assert form.radio(1, "done").evaluate("radio => radio === document.activeElement")
    assert "前回のまま" in form.row(2).locator("xpath=..").inner_text()
    assert "前回のまま" in form.page.locator("h2.folded").nth(1).inner_text()


def test_each_way_of_answering_confirms(renewed):
    """A click on the same answer, another one by its key, the blank, Enter: each takes a mark."""
    form = renewed
    form.page.locator("#carried-answers button").click()
    form.answer(1, MIXED[0])
    assert ALL[1:] == form.carried()

    form.page.locator("#next").click()
    assert form.radio(2, MIXED[1]).evaluate("radio => radio === document.activeElement")
    form.page.keyboard.press("4")
    form.page.keyboard.press("Enter")
    form.page.keyboard.press("Space")
    form.page.keyboard.press("Enter")
    assert ALL[3:] == form.carried()
    form.page.keyboard.press("Enter")
    assert ALL[4:] == form.carried()
    assert "あと21問です" in form.page.locator("#announcement").text_content()
    assert form.radio(5, MIXED[4]).evaluate("radio => radio === document.activeElement")
    assert ["done", "done", *MIXED[2:]] == form.answers()

    form.page.reload()
    form.ready().quiet()
    assert ALL[4:] == form.carried()
    assert "前回のまま" not in form.row(4).locator("xpath=..").inner_text()
    assert (
        "前回のままの答えが21問"
        in form.go("result").page.locator("#carried-answers").text_content()
    )


def test_going_on_confirms_nothing(renewed):
    """The bar's button leads past answers that nobody confirmed, and in the end to the result."""
    form = renewed
    form.page.locator("#carried-answers button").click()
    for _ in ALL[1:]:
        form.page.locator("#next").click()
    assert WORDS["form"]["to_result"] == form.page.locator("#next").text_content()
    assert ALL == form.carried()
    form.page.locator("#next").click()

    assert "result" == form.view


def test_the_report_says_how_many(renewed):
    """The first sheet says the count, the answers their mark, and the CSV has a column."""
    form = renewed
    form.page.locator("#carried-answers button").click()
    form.answer(1, "done")
    form.go("result").page.evaluate("window.print = () => {}")
    form.page.locator("[data-print=report]").first.click()

    assert "24問は前回のままの答え" in form.page.locator(".paper__reservations").text_content()
    assert 24 == form.page.locator("#paper-report .paper__answers .carried").count()
    assert ["", *["前回のまま"] * 24] == [row["前回のまま"] for row in table(form)]


def test_the_ways_back_bring_the_marks_back(renewed):
    """An answer confirmed in the result is taken back with its mark; so is the check before."""
    form = renewed
    form.tick(3).click()
    form.planned(3).get_by_role("button", name="実施していない", exact=True).click()
    assert ALL[:2] + ALL[3:] == form.carried()
    assert "No.3の答えを、今回の答えにしました" in form.notice()
    form.page.locator("#notice-actions [data-action=undo]").click()
    assert ALL == form.carried()
    assert True is kept(form)["items"]["3"]["carried"]

    form.start_over()
    assert [] == form.carried()
    form.page.locator("#notice-actions [data-action=undo]").click()
    assert ALL == form.carried()


def test_the_check_before_is_not_marked(renewed):
    """Who takes back that the next check was begun has the answers of before, unmarked."""
    renewed.page.locator("#notice-actions [data-action=undo]").click()

    assert [] == renewed.carried()
    assert "items" not in kept(renewed)
    assert 0 == renewed.page.locator("#carried-answers").count()


def test_the_next_check_keeps_what_was_looked_at(form):
    """Evidence comes along as it was, with its day."""
    renew(form, {"1": {**PROOF, "ticked": True}})

    assert {**PROOF, "carried": True} == kept(form)["items"]["1"]


def test_marks_stand_before_python_is_there(page, site, watch, renewed):
    """Who comes back sees the marks without Python; what is answered meanwhile is confirmed."""
    held = hold(page, re.compile("micropython.wasm"))
    page.reload(wait_until="domcontentloaded")
    page.wait_for_selector(".folded", state="attached")
    assert ALL == renewed.carried()
    page.evaluate("document.querySelector('[name=q2][value=done]').click()")
    for route in held:
        route.continue_()
    renewed.ready().quiet()

    assert [1, *ALL[2:]] == renewed.carried()


def test_the_fields_are_the_same_whatever_is_marked(page, site, watch):
    """Marks and evidence add no field, and take none away."""
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    form.go("records").go("result")
    before = page.evaluate(FIELDS)
    form.start_over()
    renew(form, {str(number): PROOF for number in ALL[::3]})
    form.go("form").prove(2, **PROOF)
    form.go("result")

    assert before == page.evaluate(FIELDS)
