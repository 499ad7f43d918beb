"""What a field shows is kept, or it says what isn't; browsers without paper or clipboard."""

import re

import pytest
from people import Form, hold
from sheets import sheet

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
PASTE = """([id, text]) => {
    const field = document.getElementById(id)
    field.focus()
    field.select?.()
    document.execCommand('insertText', false, text)
}"""


@pytest.fixture
def planned(form):
    """The form with answers, the fields of the plan open for item 3."""
    form.quiet().answer_all(MIXED)
    form.go("result")
    form.planned(3).locator("[data-action=write]").click()
    return form


def kept(form):
    """What the tab keeps: the record."""
    return form.page.evaluate(
        "JSON.parse(JSON.parse(sessionStorage.getItem('selfcheck5.record'))[0])"
    )


def plan(form):
    return kept(form).get("items", {}).get("3", {})


def refusal(form, name):
    """What stands beside a field, tied to it, or nothing."""
    field = form.page.locator(f"#{name}")
    if field.get_attribute("aria-invalid") != "true":
        return ""
    assert f"{name}-refused" == field.get_attribute("aria-describedby")
    return form.page.locator(f"#{name}-refused").text_content()


def test_the_day_of_the_next_check_stays_with_its_record(form):
    """A reload, and a visit to the papers, leave the day; the next company has none."""
    form.answer_all(MIXED)
    day = form.go("records").page.locator("#next-check")

    def shown():
        form.ready().go("records")
        return day.input_value()

    form.unfold(day).fill("2027-04-01")
    form.page.reload()
    assert "2027-04-01" == shown()

    form.page.goto(f"{form.site.url}papers/#receipts")
    form.ready().page.locator("#keep-drafts").check()
    form.page.locator("#given-company").fill("甲社")
    form.page.goto(form.site.form)
    assert "2027-04-01" == shown()
    assert "甲社" in form.stored()["selfcheck5.record"]

    form.button("次の会社を始める").click()
    form.decide("残さずに進む").page.reload()
    assert "" == shown()


def test_who_starts_over_early_leaves_what_is_kept(page, site):
    """All answers are cleared before the views are there: what the device keeps of them stays."""
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    form.keep()
    before = form.kept()
    held = hold(page, re.compile(r"later\.txt"))
    page.goto(site.elsewhere)
    form.open("#records").page.locator("#start-over").click()
    page.get_by_role("button", name="回答を消す").click()
    form.answer_all(["done"] * 25)
    for route in held:
        route.continue_()
    form.go("records")

    assert (["done"] * 25, before) == (form.answers(), form.kept())


def test_a_date_that_is_not_kept_says_so(planned):
    """A field for a day has room for years of four digits, and keeps none that nobody means.

    Nor half a date: the one before it stays kept, and it is said.
    """
    form, due = planned, planned.page.locator("#writing-due")
    for name in ("writing-due", "about-date"):
        field = form.page.locator(f"#{name}")
        assert "2000-01-01" == field.get_attribute("min")
        assert "2099-12-31" == field.get_attribute("max")
    due.fill("2027-02-20")
    form.page.locator("#writing-owner").focus()
    assert "2027-02-20" == plan(form)["due"]
    due.evaluate(
        """field => {
            field.value = '202702-02-20'
            field.dispatchEvent(new Event('input', {bubbles: true}))
        }"""
    )
    form.page.locator("#writing-due-refused").wait_for()
    assert "2027-02-20" in refusal(form, "writing-due")
    assert "2027-02-20" == plan(form)["due"]
    due.fill("2027-02-20")
    form.page.locator("#writing-owner").focus()
    assert "" == refusal(form, "writing-due")
    for year in ("0008-04-01", "2100-01-01"):
        due.fill(year)
        form.page.locator("#writing-owner").focus()
        assert "2027-02-20" in refusal(form, "writing-due")
        assert "2027-02-20" == plan(form)["due"]
    due.focus()
    form.page.keyboard.press("Backspace")
    form.page.locator("#writing-owner").focus()

    assert "" == due.input_value()
    assert "2027-02-20" in refusal(form, "writing-due")
    assert "2027-02-20" == plan(form)["due"]
    due.fill("2027-03-31")
    assert "" == refusal(form, "writing-due")
    assert "2027-03-31" == plan(form)["due"]


def test_a_memo_that_does_not_fit_is_not_lost(planned):
    """Nothing of 1,011 characters is cut: how many don't fit is said once, and closing waits."""
    form = planned
    memo = "あ" * 1011
    form.page.evaluate(PASTE, ["writing-note", memo])
    form.page.locator("#writing-note-refused").wait_for()
    assert memo == form.page.locator("#writing-note").input_value()
    assert refusal(form, "writing-note").startswith("11文字入りきりません")
    assert 1 == form.page.locator("#writing-note-refused [role=alert]").count()

    form.page.locator("#writing .button[data-variant=main]").click()
    assert form.page.locator("#writing").is_visible()
    assert "writing-note" == form.page.evaluate("document.activeElement.id")
    form.page.keyboard.press("End")
    form.page.keyboard.press("Backspace")
    form.page.locator("#writing-note-refused", has_text="10文字入りきりません").wait_for()
    assert 0 == form.page.locator("#writing-note-refused [role=alert]").count()

    form.page.evaluate(PASTE, ["writing-note", "🏪" * 1000])
    form.page.locator("#writing .button[data-variant=main]").click()
    assert form.page.locator("#writing").is_hidden()
    assert "🏪" * 1000 == plan(form)["note"]


def test_the_fields_of_the_plan_can_be_left(planned):
    """What isn't kept can be thrown away on purpose; the next item's fields say nothing of it."""
    form = planned
    leave = form.page.locator("#writing-leave")
    assert leave.is_hidden()
    form.page.evaluate(PASTE, ["writing-owner", "あ" * 81])
    leave.click()
    assert form.page.locator("#writing").is_hidden()
    form.planned(3).locator("[data-action=write]").click()

    assert "" == form.page.locator("#writing-owner").input_value()
    assert "" == refusal(form, "writing-owner")
    # It goes a moment later than what it was for, so that it doesn't slip from under a click.
    leave.wait_for(state="hidden")


def test_what_is_not_kept_stays_when_the_view_is_drawn_again(form):
    """A filter draws the plan again; a name that is too long keeps what it shows and says."""
    form.quiet().answer_all(MIXED)
    form.go("result").unfold_view().page.evaluate(PASTE, ["about-company", "あ" * 108])
    form.page.locator("#about-company-refused").wait_for()
    form.page.locator("#plan-basics").check()
    assert "あ" * 108 == form.page.locator("#about-company").input_value()
    assert refusal(form, "about-company").startswith("28文字入りきりません")
    assert "company" not in kept(form)

    form.page.evaluate(PASTE, ["about-company", "一\t二"])
    form.page.locator("#about-role").focus()
    assert "一 二" == form.page.locator("#about-company").input_value() == kept(form)["company"]
    assert "" == refusal(form, "about-company")


def test_a_name_that_does_not_fit_is_not_changed(form):
    """The dialog for names stays open over one that is too long, and can be left without it."""
    form.quiet().answer_all(MIXED)
    form.unfold(form.go("records").page.locator("[data-action=rename]").first).click()
    form.page.evaluate(PASTE, ["rename-company", "あ" * 108])
    form.page.locator("#ask button[value=yes]").click()
    assert form.page.locator("#ask").is_visible()
    assert refusal(form, "rename-company").startswith("28文字入りきりません")

    form.page.locator("#ask button[value=no]").click()
    assert form.page.locator("#ask").is_hidden()
    assert "company" not in kept(form)


def test_an_early_afterprint_changes_nothing(form):
    """What is printed stays the same though the browser says too early that it's done."""
    form.quiet().answer_all(MIXED)
    form.go("result").page.evaluate(
        "window.print = () => { window.over = dispatchEvent(new Event('afterprint')) }"
    )
    form.page.locator("[data-action=print][data-print=inquiry]").click()
    form.page.wait_for_function("() => window.over")
    printed = "document.documentElement.dataset.print"
    assert "inquiry" == form.page.evaluate(printed)

    form.go("records")
    assert form.page.evaluate(f"{printed} === undefined")


def test_without_paper_or_clipboard_it_is_said_what_to_do(page, site, watch):
    """A browser without `print` is no silence; what can't be copied stands selected, in whole."""
    page.add_init_script("delete window.print; delete Window.prototype.print")
    page.add_init_script("delete Navigator.prototype.clipboard")
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    form.go("result").page.get_by_role("button", name="報告書を印刷").click()
    page.locator(".notice", has_text="印刷の機能がありません").wait_for()

    form.unfold_view().page.locator("[data-action=copy-inquiry]").click()
    page.locator("#to-copy").wait_for()

    shown = page.locator("#to-copy").text_content()
    assert "確認シート" in shown
    assert shown.strip() == page.evaluate("getSelection().toString()").strip()
    assert "to-copy" == page.evaluate("document.activeElement.id")
    assert 0 == page.locator("#ask :is(input, textarea, select)").count()
    page.locator("#ask button").click()
    assert page.locator("#ask").is_hidden()
