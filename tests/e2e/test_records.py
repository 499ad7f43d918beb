"""The view of records: what stays on the device, and what goes into files and comes from them."""

import csv
import io
import json

import icalendar
import pyrage
import pytest
from built import catalog, questionnaire, texts
from ideas import record
from people import Form, file_of
from sheets import CASES, cases, sheet
from spreadsheets import read_workbook

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
WORDS = texts()["records"]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
DONE = ["done"] * 25
WORDS_TO_OPEN = "正しい 合言葉 🔑"
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
NUMBERLIKE = json.loads(file_of(MIXED, company="1-2"))
NUMBERLIKE["items"] = {
    "1": {"owner": "0312345678", "note": "1/2"},
    "2": {"owner": "12345678901234567890", "note": "(1)\n=1+1 _x0041_"},
}
HOSTILE = "<img src=x onerror=alert(1)>\"'&\u202egnp.\u2066"


def loaded(text):
    return record.load(QUESTIONNAIRE, text.decode("utf-8") if isinstance(text, bytes) else text)


def kept_under(form, name, text):
    """Have a record on the device as an earlier visit left it."""
    key = f"selfcheck5.kept.{name}"
    form.page.evaluate("([key, text]) => localStorage[key] = text", [key, text])


def companies(form):
    """Whose records the device keeps."""
    return sorted(loaded(text).get("company", "") for text in form.kept())


def row(form, company):
    """The entry of a company in the list."""
    return form.page.locator("#desk-records .record").filter(has_text=company)


def press(form, company, action):
    """Press a button of the entry of a company."""
    form.button(action, row(form, company)).click()


def still_runs(form):
    return "ready" == form.page.locator("html").get_attribute("data-engine")


@pytest.fixture
def beside(context, site):
    """A function that opens another tab of the same browser."""

    def another():
        page = context.new_page()
        # A tab that sleeps hears nothing of the others.
        page.add_init_script(
            "addEventListener('storage', e => window.asleep && e.stopImmediatePropagation())"
        )
        return Form(page, site).open().quiet()

    return another


# on this device


def test_nothing_is_kept_unasked(form, beside):
    """By default the device keeps nothing of what was entered, and it is said where it would."""
    form.answer_all(MIXED)
    form.name(company="甲社").go("records")

    assert not form.page.get_by_label("この端末に残す").is_checked()
    assert form.page.get_by_text(WORDS["keep_note"]).is_visible()
    form.page.get_by_text(WORDS["keep_more"]).click()
    for line in WORDS["keep_help"]:
        assert form.page.get_by_text(line).is_visible()
    assert {} == form.page.evaluate("({...localStorage})")
    assert [] == beside().go("records").listed()


def test_kept_and_found_again(form, beside):
    """A record that is kept follows each change, outlives its tab, and is opened in another."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    form.page.reload()
    form.ready().go("records")
    assert form.page.get_by_label("この端末に残す").is_checked()
    form.go("form").answer(1, "unknown")
    form.page.close()

    other = beside().go("records")
    assert [[f"甲社 {other.page.evaluate('selfcheck.today()')}", "この端末"]] == other.listed()
    assert ["甲社"] == other.page.locator("#desk-records h4").all_inner_texts()
    press(other, "甲社", "開く")
    assert "result" == other.view
    assert ["unknown", *MIXED[1:]] == other.answers()
    other.go("form").answer(2, "done")
    (text,) = other.kept()
    assert ["unknown", "done", *MIXED[2:]] == record.answers(QUESTIONNAIRE, loaded(text))


def test_a_click_is_stored_once(form):
    """A click on an answer writes once into the tab, and once onto the device where it's kept."""
    form.answer_all(MIXED)
    form.page.evaluate(
        """() => {
            window.written = []
            const set = Storage.prototype.setItem
            Storage.prototype.setItem = function (key, value) {
                written.push(this === localStorage ? 'device' : 'tab')
                set.call(this, key, value)
            }
        }"""
    )
    form.answer(1, "unknown")
    assert ["tab"] == form.page.evaluate("written.splice(0)")

    form.keep()
    form.go("form").page.evaluate("written.splice(0)")
    form.answer(2, "done")
    form.answer(3, "unknown")
    assert ["device", "tab"] * 2 == form.page.evaluate("written.splice(0)")


def test_not_keeping_any_more(form):
    """Taking the tick away erases the record from the device; it can be undone."""
    form.answer_all(MIXED)
    form.keep()
    before = form.kept()
    form.page.get_by_label("この端末に残す").uncheck()
    assert [] == form.kept()
    assert WORDS["let_go"] == form.notice()
    form.page.get_by_role("button", name="元に戻す").click()

    assert before == form.kept()
    assert form.page.get_by_label("この端末に残す").is_checked()
    assert WORDS["undone"] == form.notice()


def test_renaming(form):
    """A record is renamed in the list, this one or another; やめる and Escape change nothing."""
    kept_under(form, "a", file_of(DONE, company="乙社"))
    form.answer_all(MIXED)
    form.name(company="甲社").go("records")
    for company, new in (("甲社", "新甲社"), ("乙社", "新乙社")):
        rename = form.button("名前を変える", row(form, company))
        for leave in (lambda: form.decide("やめる"), lambda: form.page.keyboard.press("Escape")):
            rename.click()
            form.page.locator("#rename-company").fill("違う")
            leave()
        rename.click()
        form.page.locator("#rename-company").fill(new)
        form.page.locator("#rename-department").fill("営業")
        form.page.keyboard.press("Enter")
        row(form, new).wait_for()

    today = form.page.evaluate("selfcheck.today()")
    assert [
        [f"新甲社・営業 {today}", "いまの診断"],
        ["新乙社・営業 日付なし", "この端末"],
    ] == form.listed()
    assert ["新乙社"] == companies(form)
    assert "新甲社" == form.go("result").page.locator("#about-company").input_value()


def test_a_copy(form):
    """A duplicate is another kept record with the same answers, without its date."""
    kept_under(form, "a", file_of(MIXED, company="甲社", date="2025-11-01"))
    press(form.go("records"), "甲社", "複製して端末に残す")

    assert WORDS["duplicated"] == form.notice()
    assert [["甲社 2025-11-01", "この端末"], ["甲社 日付なし", "この端末"]] == sorted(form.listed())
    assert [MIXED, MIXED] == [record.answers(QUESTIONNAIRE, loaded(text)) for text in form.kept()]


def test_a_removed_record_comes_back(form):
    """A record taken off the list is gone from the device; 「元に戻す」 brings it back."""
    for name, company in (("a", "甲社"), ("b", "乙社")):
        kept_under(form, name, file_of(MIXED, company=company))
    before = form.kept()
    form.go("records")
    press(form, "甲社", WORDS["remove"])
    assert ["乙社"] == companies(form)
    assert [["乙社 日付なし", "この端末"]] == form.listed()

    form.page.get_by_role("button", name="元に戻す").click()
    assert before == form.kept()
    assert 2 == len(form.listed())


def test_the_next_company_asks_first(form):
    """What is nowhere else is asked about: やめる stays, and a saved file is seen before."""
    form.answer_all(MIXED)
    form.name(company="甲社").go("records")
    begin = form.page.get_by_role("button", name="次の会社を始める")
    begin.click()
    form.decide("やめる")
    assert MIXED == form.answers()

    begin.click()
    with form.saving() as saved:
        form.decide(WORDS["leave_save"])
    assert MIXED == form.answers()
    assert form.page.locator("#ask").get_by_text(saved.name).is_visible()
    form.decide(WORDS["saved_yes"])
    form.page.locator("#form").wait_for()
    found = loaded(saved.content)
    assert ("甲社", MIXED) == (found["company"], record.answers(QUESTIONNAIRE, found))
    assert [None] * 25 == form.answers()


def test_a_download_that_was_cancelled_is_asked_about(form):
    """A file that was handed over, and got lost, isn't taken for one that is there."""
    form.answer_all(MIXED)
    name, _ = form.go("records").save("記録を保存")
    begin = form.page.get_by_role("button", name="次の会社を始める")
    begin.click()
    ask = form.page.locator("#ask")
    assert ask.get_by_text(WORDS["saved_title"]).is_visible()
    assert ask.get_by_text(name).is_visible()
    form.page.keyboard.press("Escape")
    begin.click()
    form.decide(WORDS["saved_lost"])
    ask.get_by_text(WORDS["leave_title"]).wait_for()
    form.decide("やめる")

    assert ("records", MIXED) == (form.view, form.answers())


def next_company(form):
    form.go("records").page.get_by_role("button", name="次の会社を始める").click()
    form.decide("残さずに進む").page.locator("#form").wait_for()


def start_over(form):
    form.go("form").start_over()


@pytest.mark.parametrize("step", [next_company, start_over])
def test_what_was_cleared_comes_back_until_the_next_answer(form, step):
    """「元に戻す」 brings all of it back; after an answer, or a reload, there is no way back."""
    form.answer_all(MIXED)
    form.name(company="甲社").go("records").give(("b.json", file_of(DONE, company="乙社")))
    before = form.listed()
    undo = form.page.locator("#notice-actions [data-action=undo]")
    step(form)
    assert ([None] * 25, {}) == (form.answers(), form.stored())
    undo.click()
    assert (MIXED, before) == (form.answers(), form.go("records").listed())
    assert "甲社" == form.go("result").page.locator("#about-company").input_value()

    step(form)
    assert undo.is_visible()
    form.go("form").answer(1, "done")
    assert undo.count() == 0
    assert "甲社" not in str(form.stored())
    step(form)
    form.page.reload()
    form.ready().quiet()
    assert ([None] * 25, 0) == (form.answers(), undo.count())


def test_the_next_check_is_dated_by_confirming(form):
    """Who begins the next check from an old one, and clicks what is chosen, has dated it."""
    form.give_and_open(("old.json", file_of(DONE, company="甲社", date="2025-11-01")))
    form.page.get_by_role("button", name=WORDS["renew"]).click()
    form.go("form").answer_all(DONE)

    (text,) = [value for key, value in form.stored().items() if key == "selfcheck5.record"]
    today = form.page.evaluate("selfcheck.today()")
    assert today == loaded(json.loads(text)[0])["date"]


def test_what_is_nowhere_else_can_be_kept_before(form):
    """Asked before another record is opened, somebody keeps this one; both are there afterwards."""
    form.answer_all(MIXED)
    form.name(company="甲社").go("records").give(("b.json", file_of(DONE, company="乙社")))
    press(form, "乙社", "開く")
    form.decide(WORDS["leave_keep"])
    form.page.locator("#result").wait_for()

    assert (DONE, ["甲社"]) == (form.answers(), companies(form))
    assert not form.go("records").page.get_by_label("この端末に残す").is_checked()


def test_the_next_company_starts_clean(form):
    """Nothing of the company before is in a view or the tab; what is kept stays as it is."""
    form.answer_all(MIXED)
    form.name(company="甲社", role="店長").go("result")
    form.write(4, note="甲社の台帳")
    form.keep().give(("甲社の控え.json", file_of(DONE, company="甲社")))
    before = form.page.evaluate("({...localStorage})")
    form.page.get_by_role("button", name="次の会社を始める").click()

    assert "form" == form.view
    assert WORDS["begun"] + WORDS["begun_back"] == form.notice()
    assert "甲社" not in form.page.content()
    assert {} == form.page.evaluate("({...sessionStorage})")
    assert before == form.page.evaluate("({...localStorage})")
    assert [None] * 25 == form.answers()
    assert [0] * 5 == form.outputs()
    assert "甲社" not in form.go("result").page.locator("#result").inner_html()
    for view in ("compare", "departments"):
        (left,) = form.go(view).page.locator(f"#{view} .chooser li").all_inner_texts()
        assert left.endswith("この端末")
    form.answer_all(DONE)
    form.name(company="乙社").page.reload()
    form.ready().quiet()
    assert before == form.page.evaluate("({...localStorage})")
    assert ["乙社", "この端末"] == [form.go("records").listed()[0][0][:2], form.listed()[1][1]]
    assert not form.page.get_by_label("この端末に残す").is_checked()


def test_erasing_everything(form):
    """「全部消す」 asks, takes all that is ours and nothing else, and shows that none is left."""
    form.page.evaluate(
        """() => {
            for (const storage of [localStorage, sessionStorage]) storage.foreign = 'theirs'
            localStorage['selfcheck5.scheme'] = 'slate'
        }"""
    )
    kept_under(form, "broken", "{")
    form.answer_all(MIXED)
    form.keep()
    before = form.stored()
    erase = form.page.get_by_role("button", name="このサイトが残したものを全部消す")
    erase.click()
    assert form.page.get_by_text("この端末に残した記録2件").is_visible()
    form.decide("やめる")
    assert before == form.stored()

    erase.click()
    form.decide("全部消す")
    proof = WORDS["erased_proof"].format(count=0)
    form.page.locator("#erased").wait_for()
    assert proof == form.page.locator("#erased").inner_text()
    assert WORDS["erased"] + proof == form.notice()
    for storage in ("localStorage", "sessionStorage"):
        assert {"foreign": "theirs"} == form.page.evaluate(f"({{...{storage}}})")
    assert ([None] * 25, []) == (form.answers(), form.listed())


# what the page says of it


def tab(form):
    """What the tab of records says beside its name."""
    return form.page.evaluate("window.selfcheck.read(), document.getElementById('kept').innerText")


def test_the_tab_is_honest(form):
    """The tab says 保存済み of what the device has as it is, not of files or of what it refused."""
    form.quiet()
    questions = form.page.locator(".views [href='#form']")
    assert ("", ["質問"]) == (tab(form), questions.inner_text().split())
    form.answer(1, "done")
    assert WORDS["tab_unkept"] == tab(form)
    assert ["質問", "1／25"] == questions.inner_text().split()
    form.go("records").save("記録を保存")
    assert WORDS["tab_unkept"] == tab(form)
    form.keep()
    assert WORDS["tab_kept"] == tab(form)
    form.go("form").answer(2, "done")
    assert WORDS["tab_kept"] == tab(form)
    form.page.reload()
    form.ready().quiet()
    assert WORDS["tab_kept"] == tab(form)

    form.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error() } }")
    form.answer(3, "done")
    assert WORDS["tab_unkept"] == tab(form)


def test_the_tab_hears_of_other_tabs(form, beside):
    """What is erased in another tab isn't called kept here any more."""
    form.answer_all(MIXED)
    form.keep()
    beside().page.evaluate("localStorage.clear()")
    form.hears(WORDS["gone"])

    assert WORDS["tab_unkept"] == tab(form)


def test_a_title_is_the_same_for_everybody(form):
    """What a tab of ours says isn't in the title, which the browser's history keeps."""
    plain = form.go("records").page.title()
    form.go("form").answer_all(MIXED)
    form.keep()

    assert plain == form.page.title() == f"記録 - {form.go('form').page.title()}"


def after(form):
    """What the notice stands after, or in: the text that comes before it there."""
    return form.page.evaluate(
        """() => {
            const box = document.querySelector('.notice')
            const before = box.previousElementSibling ?? box.parentElement
            return before.textContent.trim()
        }"""
    )


def in_sight(form):
    return form.page.locator(".notice").evaluate(
        """box => {
            const {top, bottom} = box.getBoundingClientRect()
            return 0 <= top && bottom <= innerHeight
        }"""
    )


def test_a_notice_stands_after_what_caused_it(form):
    """What happened is said right after what was used, in sight, and stays when that is redrawn."""
    form.page.set_viewport_size({"width": 360, "height": 740})
    form.answer_all(MIXED)
    form.go("records").give(
        *[(f"{name}.json", file_of(MIXED, company=name)) for name in ("甲社", "乙社", "丙社")]
    )
    assert form.page.locator(".import + .notice").is_visible()
    form.keep()
    assert WORDS["keep"] == after(form)
    form.save("記録を保存")
    assert (WORDS["save"], True) == (after(form), in_sight(form))
    press(form, "乙社", "複製して端末に残す")
    assert "複製して端末に残す" in after(form)
    assert 1 == row(form, "乙社").locator(".notice").count()
    assert in_sight(form)
    form.page.evaluate(
        "localStorage['selfcheck5.kept.other'] = 'x', dispatchEvent(new StorageEvent("
        "'storage', {key: 'selfcheck5.kept.other', newValue: 'x'}))"
    )
    form.page.get_by_text(WORDS["unreadable_title"]).wait_for()
    assert 1 == row(form, "乙社").locator(".notice").count()
    assert in_sight(form)


def test_a_notice_on_what_is_gone_stands_where_it_was(form):
    """Who removes a record is told at the list, and takes it back there; the focus stays there."""
    form.go("records").give(("a.json", file_of(MIXED, company="甲社")))
    press(form, "甲社", WORDS["put_away"])
    assert (WORDS["list_title"], True) == (after(form), in_sight(form))
    form.page.locator("#notice-actions button").click()

    assert WORDS["undone"] == form.notice()
    assert 1 == form.page.locator("#records-list .notice").count()


def test_a_notice_follows_nobody(form):
    """A word on what was done goes with its view; what is still offered waits where it was said."""
    form.answer_all(MIXED)
    form.keep()
    form.go("result")
    assert ("", False) == (form.notice(), form.page.locator(".notice").is_visible())
    form.go("records").page.get_by_label(WORDS["keep"]).uncheck()
    form.go("result")
    assert not form.page.locator(".notice").is_visible()
    form.go("records").page.locator("#notice-actions button").click()

    assert form.page.get_by_label(WORDS["keep"]).is_checked()


def test_a_decision_is_in_every_view(form, beside):
    """What has to be decided can't be closed, and stands at the top of each view."""
    form.answer_all(MIXED)
    form.keep()
    second = beside()
    press(second.go("records"), "会社名なし", "開く")
    second.page.evaluate("window.asleep = true")
    form.name(role="一番")
    second.name(role="二番")
    for view in ("records", "compare", "result"):
        second.go(view)
        assert WORDS["conflict"] == second.notice()
        assert second.page.locator(f"#{view} .notice").is_visible()
        assert second.page.locator("#notice-close").is_hidden()


# files out


def test_the_record_as_a_file(form):
    """The JSON file holds what was entered, no more and no less, with the computed total."""
    form.answer_all(MIXED)
    form.name(company="甲社", department="営業", role="店長", date="2026-04-01")
    form.write(4, owner="=山田", due="2027-03-31", note="1行目\n2行目 😀")
    form.tick(7).check()
    name, content = form.go("records").save("記録を保存")

    assert "selfcheck-甲社-営業-2026-04-01.json" == name
    assert WORDS["saved"].format(name=name) == form.notice()
    saved = loaded(content)
    site = form.page.evaluate("JSON.parse(document.getElementById('record').text).site")
    assert {
        "format": "selfcheck-record",
        "version": 2,
        "edition": CATALOG["edition"]["id"],
        "site": site,
        "date": "2026-04-01",
        "company": "甲社",
        "department": "営業",
        "role": "店長",
        "total": 34,
        "answers": {str(number): answer for number, answer in enumerate(MIXED, 1)},
        "items": {
            "4": {"owner": "=山田", "due": "2027-03-31", "note": "1行目\n2行目 😀"},
            "7": {"ticked": True},
        },
    } == json.loads(json.dumps(saved))


def test_files_for_other_programs(form):
    """Spreadsheet, tickets and calendar get the plan, each in the form that they read."""
    form.give_and_open(("a.json", SAVED))
    form.go("records")

    name, content = form.save("Excelの表（xlsx）")
    _, items = read_workbook(io.BytesIO(content))
    assert ".xlsx" == name[-5:]
    assert [item["number"] for item in CATALOG["items"]] == [cells[0] for cells in items[1:]]
    assert ["済", "佐藤", "2026-05-29"] == items[3][7:10]

    name, content = form.save("ほかのプログラム用（CSV）")
    assert ".csv" == name[-4:]
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    items = [cells for cells in rows if len(cells) == 11]
    assert [str(item["number"]) for item in CATALOG["items"]] == [cells[0] for cells in items[1:]]
    assert ["済", "佐藤", "2026-05-29"] == items[3][-4:-1]
    assert [] == [cell for cells in rows for cell in cells if cell[:1] in "=+@" and cell]

    name, content = form.save("作業の一覧（Markdown）")
    text = content.decode("utf-8")
    assert (".md", "# ") == (name[-3:], text[:2])
    assert "- [x] No.3 " in text
    assert "<b>" not in text

    form.unfold(form.page.locator("#next-check")).fill("2027-04-01")
    name, content = form.save("期限のカレンダー（ics）")
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert ".ics" == name[-4:]
    assert ["2027-04-01"] == [str(event.decoded("DTSTART")) for event in events]


def test_a_workbook_keeps_what_looks_like_a_number(form):
    """Phone numbers, fractions and the like come out of the saved workbook as they went in."""
    form.give_and_open(("a.json", json.dumps(NUMBERLIKE)))
    _, content = form.go("records").save("Excelの表（xlsx）")
    told, items = read_workbook(io.BytesIO(content))

    assert "1-2" == told[0][1]
    assert ["0312345678", None, "1/2"] == items[1][8:]
    assert ["12345678901234567890", None, "(1)\n=1+1 _x0041_"] == items[2][8:]


def test_a_calendar_of_what_is_due(form):
    """Each item that is due is an event; without any date no file is made, and that is said."""
    form.answer_all(MIXED)
    form.go("records").button("期限のカレンダー（ics）").click()
    assert WORDS["no_dates"] == form.notice()
    form.go("result").write(4, due="2027-03-31")
    _, content = form.go("records").save("期限のカレンダー（ics）")

    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert "No.4 " in event["SUMMARY"]
    assert "2027-03-31" == str(event.decoded("DTSTART"))


def test_under_a_passphrase(form):
    """Another program opens the sealed file; a mistyped passphrase asks again and saves nothing."""
    form.answer_all(MIXED)
    form.go("records").button("パスフレーズ付きの記録（age）").click()
    first, second = form.page.locator("#secret-first"), form.page.locator("#secret-second")
    form.decide("暗号にして保存")
    asked = form.page.locator("#ask")
    asked.get_by_text(WORDS["passphrase_short"].format(least=8)).wait_for()
    first.fill(WORDS_TO_OPEN)
    second.fill(WORDS_TO_OPEN + "。")
    form.decide("暗号にして保存")
    form.page.get_by_text(WORDS["passphrase_differs"]).wait_for()
    first.fill(WORDS_TO_OPEN)
    second.fill(WORDS_TO_OPEN)
    with form.saving() as saved:
        form.decide("暗号にして保存")

    assert saved.name.endswith(".json.age")
    text = pyrage.passphrase.decrypt(saved.content, WORDS_TO_OPEN)
    assert MIXED == record.answers(QUESTIONNAIRE, loaded(text))
    form.hears(WORDS["saved"].format(name=saved.name))
    assert WORDS_TO_OPEN not in json.dumps(form.stored()) + form.page.content()


# files in


def altered(**fields):
    return json.dumps({**json.loads(file_of(MIXED, company="丁社")), **fields})


REFUSED = {
    "切れた.json": (file_of(MIXED)[:60], "途中で終わっています"),
    "古い診断.json": (altered(edition="ipa-25-4kajo"), "別の版の診断の記録（ipa-25-4kajo）"),
    "新しい.json": (altered(version=3), "新しい版（3）のサイトが書いた記録"),
    "答え.json": (altered(answers={"7": "Done"}), "No.7の答え：答えではないもの（Done）"),
    "会社.json": (altered(company=["x"]), "会社名：1行の文字"),
    "写真.png": (b"\x89PNG\r\n\x1a\n\0", "文字コードがUTF-8ではありません"),
    "SJIS.json": (file_of(MIXED, company="甲社").encode("cp932"), "UTF-8"),
    "大きい.json": (" " * 1_000_001, "長すぎます"),
    "空.json": ("", "途中で終わっています"),
    "一覧.json": ("[]", "項目の集まりが入るところに"),
    "ほか.json": ('{"name": "x"}', "このサイトの記録のファイルではありません"),
}
READ = {
    "版1.json": (CASES / "record-v1.json").read_text(encoding="utf-8"),
    "版2.json": SAVED,
    "合計.json": altered(total=99),
    "BOM.json": "\ufeff" + altered(),
}


@pytest.mark.parametrize("way", ["give", "drop"])
def test_files_in(form, way):
    """Chosen or dropped, each file is listed or refused with its reason; the answers stay."""
    form.answer_all(MIXED)
    if way == "give":
        form.go("records")
    before = form.stored()
    refused = [(name, content) for name, (content, _) in REFUSED.items()]
    getattr(form.quiet(), way)(*READ.items(), *refused)

    assert "records" == form.view
    assert WORDS["files_refused"].format(read=len(READ), refused=len(REFUSED)) == form.notice()
    told = form.page.locator("#desk-records .refused > li").all_inner_texts()
    assert len(REFUSED) == len(told)
    for said, (name, (_, reason)) in zip(told, REFUSED.items(), strict=True):
        assert said.startswith(name + " ")
        assert reason in said
    assert ["いまの診断"] + ["ファイル"] * len(READ) == sorted(where for _, where in form.listed())
    for name in READ:
        assert row(form, name).is_visible()
    assert "合計99点とありますが、答えから計算し直すと34点" in row(form, "合計.json").text_content()
    for field in ("x-numbers", "items.3.x-cost", "merged.from.0.x-file"):
        assert field in row(form, "版2.json").text_content()
    assert (MIXED, before) == (form.answers(), form.stored())


def test_no_field_is_dropped(form):
    """What another program wrote into a file is still in the file saved after a change."""
    form.give_and_open(("a.json", SAVED))
    form.go("form").answer(5, "done")
    _, content = form.go("records").save("記録を保存")

    expected = loaded(SAVED)
    expected["answers"]["5"] = "done"
    found = loaded(content)
    for one in (expected, found):
        for field in ("site", "total"):
            one.pop(field, None)
    assert record.dump(QUESTIONNAIRE, expected) == record.dump(QUESTIONNAIRE, found)


def test_a_file_under_a_passphrase_is_opened(form):
    """A wrong passphrase is said and asks again, the right one reads, やめる refuses."""
    sealed = pyrage.passphrase.encrypt(file_of(DONE, company="甲社").encode(), WORDS_TO_OPEN)
    other = (CASES / "sealed.txt").read_bytes()
    form.answer_all(MIXED)
    form.go("records").give(("a.age", other), ("b.age", sealed), ("c.age", sealed))
    before = form.stored()
    asked, secret = form.page.locator("#ask"), form.page.locator("#secret-first")
    assert asked.get_by_text("a.age").is_visible()
    secret.fill("違う")
    form.page.keyboard.press("Enter")
    asked.get_by_text(WORDS["wrong_passphrase"]).wait_for()
    assert (MIXED, before) == (form.answers(), form.stored())
    for name in ("b.age", "c.age"):
        secret.fill(WORDS_TO_OPEN)
        form.page.keyboard.press("Enter")
        asked.get_by_text(name).wait_for()
    form.decide("やめる")
    form.page.get_by_text("c.age").wait_for()

    assert ["甲社 日付なし", "ファイル"] == form.listed()[-1]
    told = form.page.locator("#desk-records .refused > li").all_inner_texts()
    assert [
        "a.age 1行目：記録のファイルの書き方（JSON）になっていません。",
        "c.age パスフレーズを入れなかったので、開いていません。",
    ] == told
    assert (MIXED, before) == (form.answers(), form.stored())
    assert WORDS_TO_OPEN not in form.page.content()


def test_a_file_is_not_read_twice_over(form):
    """A file that is chosen again after its removal is read again; a removed one can come back."""
    form.go("records").give(("a.json", SAVED))
    form.button(WORDS["put_away"]).click()
    assert [] == form.listed()
    form.page.get_by_role("button", name="元に戻す").click()
    assert 1 == len(form.listed())
    form.give(("a.json", SAVED))

    assert 2 == len(form.listed())


@pytest.fixture
def dialogs(page):
    """The messages of dialogs that scripts opened."""
    found = []

    def close(dialog):
        found.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return found


def test_texts_of_files_stay_text(form, dialogs):
    """Markup and marks of direction in a file are shown everywhere as what they are."""
    planned = {"owner": HOSTILE, "note": HOSTILE + "\n" + HOSTILE}
    named = {"company": HOSTILE, "department": HOSTILE, "role": HOSTILE}
    files = []
    for answers, date in ((MIXED, "2026-04-01"), ([*DONE[:24], "unknown"], "2026-10-01")):
        made = json.loads(file_of(answers, date=date, **named))
        made["items"] = {"4": planned, "25": planned}
        made[HOSTILE] = HOSTILE
        files.append((f"<img src=x onerror=alert(2)>{date}\u202egnp.json", json.dumps(made)))
    files.append(("<b>bad</b>.json", altered(answers={"1": HOSTILE})))
    form.go("records").give(*files)
    form.site.forget()
    page = form.page

    form.button("名前を変える").click()
    assert HOSTILE == page.locator("#rename-company").input_value()
    form.decide("変える")
    shown = [page.locator("#desk-records").inner_text()]
    for view in ("compare", "departments"):
        form.go(view)
        shown.append(page.locator(f"#desk-{view}").inner_text())
    form.go("records").page.locator("[data-action=open]").first.click()
    assert HOSTILE == page.locator("#about-company").input_value()
    form.write(4)
    assert planned["note"] == page.locator("#writing-note").input_value()
    page.keyboard.press("Escape")
    page.evaluate("window.print = () => {}")
    for button, kind in (("報告書を印刷", "report"), ("確認シートを印刷", "inquiry")):
        page.locator("#result").get_by_role("button", name=button).first.click()
        shown.append(page.locator(f"#paper-{kind}").text_content())
    assert [] == [text[:200] for text in shown if "<img src=x onerror=alert(1)>" not in text]

    assert [] == dialogs
    assert [] == form.site.requests
    made = page.locator(":is(#result, #records, #compare, #departments, .paper, .notice)").locator(
        ":is(img, script, iframe, [onerror], b b)"
    )
    assert 0 == made.count()


# when something is in the way


@pytest.mark.parametrize(
    ("way", "own", "kept"),
    [
        ("conflict_copy", "二番", ["一番", "二番"]),
        ("conflict_theirs", "一番", ["一番"]),
        ("conflict_mine", "二番", ["二番"]),
    ],
)
def test_two_tabs_on_one_record(form, beside, way, own, kept):
    """The tab that finds its record changed writes nothing before somebody says what to do.

    The ways out stay within reach in every view, and after a reload.
    """
    form.answer_all(MIXED)
    form.keep()
    second = beside().go("records")
    press(second, "会社名なし", "開く")
    second.page.evaluate("window.asleep = true")
    form.name(role="一番")
    second.sees("一番").name(role="二番")
    (text,) = form.kept()
    assert "一番" == loaded(text)["role"]
    second.go("form").answer(1, "unknown")
    second.page.reload()
    second.ready().go("result")
    assert WORDS["conflict"] == second.notice()

    second.page.locator("#notice-actions").get_by_role("button", name=WORDS[way]).click()
    assert kept == sorted(loaded(text)["role"] for text in second.kept())
    assert own == second.page.locator("#about-role").input_value()
    undo = [] if way == "conflict_copy" else [WORDS["undo"]]
    assert undo == second.page.locator("#notice-actions button").all_inner_texts()


def test_a_conflict_is_said_though_the_tab_is_full(form, beside):
    """A conflict asks what to do, even where the tab can't hold the answer that met it."""
    form.answer_all(MIXED)
    form.keep()
    second = beside().go("records")
    press(second, "会社名なし", "開く")
    second.go("form").page.evaluate("window.asleep = true")
    form.name(role="一番")
    second.page.evaluate(f"() => {{ {FULL} }}")
    second.answer(1, "unknown")

    assert WORDS["conflict"] == second.notice()
    assert second.page.locator("#notice-actions button").count()


def test_a_tab_follows_another(form, beside):
    """A tab that has nothing new of its own takes over what another one wrote, and says so."""
    form.answer_all(MIXED)
    form.keep()
    second = beside().go("records")
    press(second, "会社名なし", "開く")
    form.name(role="一番").go("form").answer(1, "unknown")
    second.page.locator("input[name=q1][value=unknown]:checked").wait_for(state="attached")

    assert WORDS["followed"] == second.notice()
    assert "一番" == second.page.locator("#about-role").input_value()
    assert [] == second.page.locator("#notice-actions button").all()


def hears(form, act):
    """Do what another tab does, and wait until this one has heard of it."""
    form.page.evaluate(
        """() => {
            window.heard = false
            addEventListener('storage', () => setTimeout(() => (heard = true), 100), {once: true})
        }"""
    )
    act()
    form.page.wait_for_function("() => heard")


@pytest.fixture
def both(form, beside):
    """Two tabs on the same record, both at its result."""
    form.answer_all(MIXED)
    form.keep()
    second = beside().go("records")
    press(second, "会社名なし", "開く")
    return form.go("result").unfold_view(), second


@pytest.mark.parametrize("field", ["about-role", "writing-note"])
def test_another_tab_leaves_the_caret_alone(both, field):
    """Who types goes on where the caret was; the conflict is told, and nothing typed is lost."""
    first, second = both
    place = first.page.locator(f"#{field}")
    if field == "writing-note":
        first.write(2)
    place.focus()
    first.page.keyboard.type("店員")
    first.page.keyboard.press("ArrowLeft")
    first.sees("店員")
    second.page.wait_for_function(
        "() => document.querySelector('#desk-result').innerHTML.includes('店員')"
    )
    hears(first, lambda: second.name(company="甲社"))
    first.page.keyboard.type("の")

    assert "店の員" == place.input_value()
    first.hears(WORDS["conflict"])
    assert ["甲社"] == companies(first)


@pytest.mark.parametrize("field", ["about-role", "writing-note"])
def test_a_field_that_is_left_follows(both, field):
    """What another tab kept meanwhile is shown once the field is left, if nothing was typed."""
    first, second = both
    place = first.page.locator(f"#{field}")
    if field == "writing-note":
        first.write(2)
    place.focus()
    hears(first, lambda: second.name(role="二番"))
    assert "" == first.page.locator("#about-role").input_value()
    place.press("Escape" if field == "writing-note" else "Tab")
    first.hears(WORDS["followed"])

    assert "二番" == first.page.locator("#about-role").input_value()


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("field", ["about-role", "writing-note"])
def test_another_tab_leaves_an_input_method_alone(both, field):
    """What an input method composes while another tab keeps a change comes out once, and whole."""
    first, second = both
    place = first.page.locator(f"#{field}")
    if field == "writing-note":
        first.write(2)
    place.focus()
    keyboard = first.page.context.new_cdp_session(first.page)

    def compose(text):
        at = len(text)
        given = {"text": text, "selectionStart": at, "selectionEnd": at}
        keyboard.send("Input.imeSetComposition", given)

    compose("てんちょ")
    first.sees("てんちょ")
    second.page.wait_for_function(
        "() => document.querySelector('#desk-result').innerHTML.includes('てんちょ')"
    )
    hears(first, lambda: second.name(company="甲社"))
    compose("てんちょう")
    keyboard.send("Input.insertText", {"text": "店長"})

    assert "店長" == place.input_value()
    first.hears(WORDS["conflict"])


def test_erased_in_another_tab(form, beside):
    """What was cleared behind our back is said, the answers stay, and they can be kept again."""
    form.answer_all(MIXED)
    form.keep()
    beside().page.evaluate("localStorage.clear()")
    form.hears(WORDS["gone"])

    assert (MIXED, []) == (form.answers(), form.kept())
    assert not form.page.get_by_label("この端末に残す").is_checked()
    _, content = form.save("記録を保存")
    assert MIXED == record.answers(QUESTIONNAIRE, loaded(content))
    form.keep()
    assert 1 == len(form.kept())


def test_damaged_behind_our_back(form):
    """A kept record that can't be read is named with the reason; the others are there, and ours.

    This tab's own record is not written over what stands there now without a question.
    """
    form.answer_all(MIXED)
    form.keep()
    kept_under(form, "good", file_of(DONE, company="乙社"))
    form.page.evaluate(
        """() => {
            for (const key of Object.keys(localStorage)) {
                if (!key.endsWith('good')) localStorage[key] = '{"broken'
            }
        }"""
    )
    kept_under(form, "bad", "[" * 100)
    form.name(company="甲社")
    form.page.locator("#notice", has_text=WORDS["conflict"]).wait_for()
    form.page.get_by_role("button", name="このタブの内容で置き換える").click()
    form.go("records")

    assert ["乙社", "甲社"] == sorted(
        loaded(text)["company"] for text in form.kept() if "[[" not in text
    )
    assert ["中身が深く入り組みすぎています。記録のファイルではないようです。"] in [
        [said[0].split("：")[-1]] for said in form.listed() if len(said) == 1
    ]
    press(form, "入り組みすぎ", WORDS["remove"])
    assert ["乙社", "甲社"] == companies(form)


def test_a_tab_that_lost_its_answers_keeps_off_the_kept_record(form):
    """Where the tab's own copy is damaged, nothing empty is written over the kept record."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    form.page.evaluate("sessionStorage.setItem('selfcheck5.record', '{')")
    form.page.reload()
    form.ready().quiet()

    assert ["甲社"] == companies(form)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 2_000_000,
        '{"a":' * 150_000,
        '"' * 520_000,
        '{"a":' * 40_000,
        '"' * 200_000,
        "[" * 200_000,
        "あ" * 200_000,
        '{"a":[' + "1," * 99_000 + "1]}",
    ],
    ids=range(8),
)
def test_no_text_ends_python(page, site, watch, text):
    """However long or strange a text is, in a file, kept or in the tab: it is refused, no more."""
    form = Form(page, site).open_with(file_of(MIXED, company="甲社")).quiet()
    kept_under(form, "bad", text)
    form.go("records").give(("bad.json", text), ("b.json", file_of(DONE, company="乙社")))
    assert ["乙社", "甲社"] == sorted(row[0][:2] for row in form.listed() if len(row) > 1)
    assert 1 == len([row for row in form.listed() if len(row) == 1])
    form.unfold(form.page.locator("#desk-records .record [data-action=remove]").first).click()
    assert [] == form.kept()
    form.page.get_by_role("button", name="元に戻す").click()
    assert [text] == form.kept()
    assert still_runs(form)

    form.page.evaluate("text => sessionStorage['selfcheck5.record'] = text", text)
    form.page.reload()
    form.ready().go("form").answer(1, "done")
    with form.saving() as saved:
        form.page.locator("[data-action=save-aside]").click()
    assert text == saved.content.decode()


def test_asides_pile_up(page, site, watch):
    """Each record that can't be read is kept aside and handed out; none replaces another."""
    form = Form(page, site).open_with("{1").quiet()
    form.page.evaluate("sessionStorage['selfcheck5.record'] = '{2'")
    form.page.reload()
    form.ready().quiet()
    found = []
    for button in form.page.locator("[data-action=save-aside]").all():
        with form.saving() as saved:
            button.click()
        found.append(saved.content)

    assert [b"{1", b"{2"] == found


@pytest.mark.parametrize("bound", ['{"length":2}', "[1,2]", '["a"]', "{", "null"])
def test_a_strange_binding(page, site, watch, bound):
    """A binding that is none of ours counts as none."""
    form = Form(page, site)
    page.goto(site.elsewhere)
    page.evaluate("bound => sessionStorage['selfcheck5.bound'] = bound", bound)
    form.open_with(file_of(MIXED, company="甲社")).go("records")

    assert not page.get_by_label("この端末に残す").is_checked()
    assert MIXED == form.answers()


def test_the_tab_of_an_older_version(page, site, watch):
    """What 0.4.0 left in a tab goes on: the record, and the kept record that it writes."""
    form = Form(page, site)
    old, seen = file_of(DONE, company="甲社"), file_of(MIXED, company="甲社")
    page.goto(site.elsewhere)
    page.evaluate(
        """([record, seen]) => {
            sessionStorage['selfcheck5.record'] = record
            sessionStorage['selfcheck5.bound'] = JSON.stringify(['a', seen])
            localStorage['selfcheck5.kept.a'] = seen
        }""",
        [old, seen],
    )
    form.open().quiet().answer(1, "unknown")

    (text,) = form.kept()
    assert ["unknown", *DONE[1:]] == record.answers(QUESTIONNAIRE, loaded(text))
    assert ["selfcheck5.record"] == page.evaluate("Object.keys(sessionStorage)")


@pytest.mark.parametrize("room", [0, 300, 500, 650, 800, 1200])
def test_a_tab_that_is_full_mixes_up_nothing(form, room):
    """With hardly any room left in the tab, no reload pairs one record with another's binding."""
    form.answer_all(DONE)
    form.name(company="甲社").keep()
    other = loaded(file_of(MIXED, company="乙社"))
    for number in range(1, 6):
        record.put_item(other, number, "note", "乙" * 400)
    kept_under(form, "b", record.dump(QUESTIONNAIRE, other))
    form.page.evaluate(
        """room => {
            sessionStorage.room = 'x'.repeat(room)
            for (let step = 1 << 22; step >= 1; step >>= 1) {
                try {
                    sessionStorage[step] = 'x'.repeat(step)
                } catch {}
            }
            delete sessionStorage.room
        }""",
        room,
    )
    form.go("form").go("records")
    press(form, "乙社", "開く")
    form.page.reload()
    form.ready().go("form").answer(2, "unknown")

    for text in form.kept():
        answers, company = record.answers(QUESTIONNAIRE, loaded(text)), loaded(text)["company"]
        given = {"甲社": DONE, "乙社": MIXED}[company]
        assert answers in (given, [given[0], "unknown", *given[2:]])


def test_two_tabs_writing_at_once(form, beside):
    """Of answers that two tabs give in the same moment, each is kept, or its tab says it isn't."""
    form.answer_all(MIXED)
    form.keep()
    other = beside().go("records")
    other.page.locator("[data-action=open]").first.click()
    other.page.locator("#result").wait_for()
    for tab in (form, other):
        tab.page.evaluate(
            """() => addEventListener('storage', ({key, newValue}) => {
                if (key === 'mark') window.mark = newValue
            })"""
        )
    for turn in range(8):
        number = 2 * turn + 1
        for tab in (form, other):
            tab.page.evaluate("() => { window.given = null }")
        at = form.page.evaluate("Date.now()") + 400
        for tab, question in ((form, number), (other, number + 1)):
            tab.page.evaluate(
                """([at, question]) => void setTimeout(() => {
                    while (Date.now() < at);
                    const radio = document.querySelectorAll(`input[name=q${question}]`)
                    const [free] = [...radio].filter(one => !one.checked)
                    free.click()
                    window.given = [`${question}`, free.value]
                }, at - Date.now() - 20)""",
                [at, question],
            )
        for tab in (form, other):
            tab.page.wait_for_function("() => window.given")
        # Each has done what it had to, and heard of that; then, of what the other did upon it.
        for mark in range(4):
            tab, beyond = ((form, other), (other, form))[mark % 2]
            beyond.page.evaluate(
                "mark => { selfcheck.read(); localStorage.setItem('mark', mark) }", f"{turn}{mark}"
            )
            tab.page.wait_for_function("mark => window.mark === mark", arg=f"{turn}{mark}")
        texts_kept = [loaded(text)["answers"] for text in form.kept()]
        for tab in (form, other):
            question, answer = tab.page.evaluate("window.given")
            kept = any(answers[question] == answer for answers in texts_kept)
            held = "decision" == tab.page.locator(".notice").get_attribute("data-kind")
            shown = tab.answers()[int(question) - 1] == answer
            assert kept or (held and shown)
            if held:
                tab.go("records").page.get_by_role(
                    "button", name=WORDS["conflict_theirs"]
                ).first.click()


def test_undo_never_writes_over_what_it_brings_back(form):
    """A record brought back after another was opened is what it was."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    before = form.kept()
    form.give(("b.json", file_of(DONE, company="乙社")))
    form.page.get_by_label("この端末に残す").uncheck()
    form.page.locator("[data-action=open]").first.click()
    leave = form.page.get_by_role("button", name="残さずに進む")
    if leave.is_visible():
        leave.click()
    form.page.locator("#result").wait_for()
    assert DONE == form.answers()
    undo = form.page.get_by_role("button", name="元に戻す")
    undo.click()
    assert (MIXED, []) == (form.answers(), form.kept())
    undo.click()
    assert (MIXED, before) == (form.answers(), form.kept())


def test_what_a_full_device_did_not_take_is_asked_about(form):
    """What could not be kept any more isn't dropped for another record without a question."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    form.give(("b.json", file_of(DONE, company="乙社")))
    form.page.evaluate(
        """() => {
            Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }
        }"""
    )
    form.go("form").answer(1, "unknown")
    assert WORDS["not_kept"] == form.notice()
    form.go("records").page.locator("[data-action=open]").first.click()

    assert form.page.get_by_text(WORDS["leave_title"]).is_visible()
    assert ["unknown", *MIXED[1:]] == form.answers()


def test_what_is_kept_no_more_is_asked_about(form, beside):
    """A record that was opened, and then taken off the device, isn't dropped without a question."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    other = beside().go("records")
    other.page.locator("[data-action=open]").first.click()
    other.go("records").page.get_by_label("この端末に残す").uncheck()
    other.page.get_by_role("button", name="次の会社を始める").click()

    assert other.page.get_by_text(WORDS["leave_title"]).is_visible()
    assert MIXED == other.answers()


def test_what_vanished_is_said(form):
    """What is gone from the device when it is clicked is said, and the page runs on."""
    form.answer_all(MIXED)
    form.keep()
    form.button("複製して端末に残す").click()
    form.page.evaluate("localStorage.clear()")
    form.page.locator("[data-action=open]").first.click()

    assert still_runs(form)
    assert WORDS["gone"] == form.notice()
    assert MIXED == form.answers()


def test_what_vanished_while_it_is_renamed(form, beside):
    """A record that another tab removes while its names are being typed is said to be gone."""
    form.answer_all(MIXED)
    form.name(company="甲社").keep()
    other = beside().go("records")
    other.button("名前を変える").click()
    form.page.get_by_label("この端末に残す").uncheck()
    other.decide("変える")
    other.page.locator("#ask").wait_for(state="hidden")

    assert still_runs(other)


def test_the_next_company_while_a_file_is_opened(form):
    """Who begins the next company while a file is being deciphered sees nothing of that file."""
    form.go("records").give(("a.age", (CASES / "sealed.txt").read_bytes()))
    form.page.locator("#secret-first").fill(WORDS_TO_OPEN)
    form.page.evaluate(
        """() => {
            const ask = document.getElementById('ask')
            const next = () => document.querySelector('[data-action=next-company]').click()
            ask.addEventListener('close', next, {once: true})
            ask.querySelector('button').click()
        }"""
    )
    form.page.locator("#form").wait_for()
    form.go("records").give(("b.json", file_of(DONE, company="乙社")))

    assert still_runs(form)
    assert [["乙社 日付なし", "ファイル"]] == form.listed()
    assert 0 == form.page.locator("#desk-records .refused").count()


BLOCKED = """for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(
    window, name, {get() { throw new DOMException('blocked', 'SecurityError') }})"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
}"""


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_storage_that_refuses(page, site, watch, script):
    """Where nothing can be stored that is said, and files still go out and in."""
    page.add_init_script(script)
    form = Form(page, site).open()
    form.answer_all(MIXED)
    assert "再読み込みすると回答は消えます" in form.notice()
    form.go("records")
    page.locator("#keep").click()
    assert WORDS["not_kept"] == form.notice()
    assert not page.locator("#keep").is_checked()

    _, content = form.save("記録を保存")
    assert MIXED == record.answers(QUESTIONNAIRE, loaded(content))
    form.give(("a.json", file_of(DONE, company="乙社")))
    press(form, "乙社", "開く")
    form.decide("確かめたので進む")
    form.page.locator("#result").wait_for()
    assert DONE == form.answers()
    form.go("records").page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    page.locator("#erased").wait_for()
    assert [None] * 25 == form.answers()


def test_the_browser_learns_nothing_by_heart(form):
    """No field for people's own words is spell-checked or filled in by the browser."""
    kept_under(form, "a", file_of(DONE, company="乙社"))
    form.answer_all(MIXED)
    form.go("result")
    form.go("records").button("名前を変える").click()
    fields = form.page.evaluate(
        """() => [...document.querySelectorAll('.selfcheck :is(input, textarea, select)')]
            .filter(field => !['radio', 'file'].includes(field.type))
            .map(field => [field.id, field.getAttribute('autocomplete'),
                ['text', 'textarea', 'password'].includes(field.type)
                    ? field.getAttribute('spellcheck') : 'false'])"""
    )
    form.decide("やめる")
    form.button("パスフレーズ付きの記録（age）").click()
    for name in ("first", "second"):
        secret = form.page.locator(f"#secret-{name}")
        fields.append([secret.get_attribute(one) for one in ("id", "autocomplete", "spellcheck")])

    assert {"about-company", "writing-note", "rename-role", "secret-second"} <= {
        name for name, _, _ in fields
    }
    assert [] == [field for field in fields if field[1:] != ["off", "false"]]


def test_excel_finds_the_mark_of_utf8(form):
    """The CSV file begins with a byte order mark, without which Excel shows mojibake."""
    form.answer_all(MIXED)
    _, content = form.go("records").save("ほかのプログラム用（CSV）")

    assert "\ufeff".encode() == content[:3]


def test_a_notice_has_its_own_buttons_only(form):
    """A notice that takes another's place doesn't keep its buttons."""
    form.answer_all(MIXED)
    form.keep()
    form.page.get_by_label("この端末に残す").uncheck()
    form.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error() } }")
    form.go("form").answer(1, "unknown")

    assert "再読み込みすると" in form.notice()
    assert 0 == form.page.locator("#notice-actions button").count()


def test_a_fault_in_a_view_leaves_the_questions(form, watch):
    """What goes wrong in a view is said, and answering and scoring go on."""
    form.go("records").page.evaluate(
        """() => {
            const button = document.createElement('button')
            button.dataset.action = 'no-such-thing'
            document.body.append(button)
            button.click()
        }"""
    )
    assert "最後までできませんでした" in form.notice()
    form.go("form").answer(1, "done")

    assert 4 == form.outputs()[1]
    watch.errors.clear()


def test_one_company_however_it_is_spelled(form):
    """The browser compares names as CPython does; so a company's files are one group, as typed."""
    form.quiet().go("records")
    names = [name for case in cases("names.json") for name in case["names"]]
    expected = [case["compared"] for case in cases("names.json") for _ in case["names"]]
    script = "names => JSON.parse(window.selfcheck.device.compared(JSON.stringify(names)))"
    assert expected == form.page.evaluate(script, names)

    spelled = ["ＡＢＣ試験商事", "abc試験商事　", "別会社", " Abc試験商事"]
    form.give(*[(f"{i}.json", file_of(MIXED, company=name)) for i, name in enumerate(spelled)])
    assert ["ＡＢＣ試験商事", "別会社"] == form.page.locator("#desk-records h4").all_text_contents()
    shown = form.page.locator("#desk-records .record b").all_text_contents()
    for name, said in zip((spelled[0], spelled[1], spelled[3], spelled[2]), shown, strict=True):
        assert said.startswith(name)
