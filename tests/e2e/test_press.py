"""A press does what its button says, whatever comes in while it lasts."""

import pytest
from people import Form, file_of, hold_copies
from playwright.sync_api import expect
from sheets import sheet
from test_making import Making, text_of
from test_records import beside, hears, row  # noqa: F401, a fixture

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
KEEP = "([key, text]) => localStorage.setItem(`selfcheck5.kept.${key}`, text)"


def press(page, button, meanwhile=lambda: None):
    """Press a button as a hand does: it takes a while."""
    button.hover()
    page.mouse.down()
    meanwhile()
    page.mouse.up()


def test_a_paper_is_printed_by_the_first_press(page, site, watch):
    """What was typed last makes the paper anew; the button that is pressed meanwhile stands."""
    page.add_init_script("window.printed = 0; window.print = () => { printed += 1 }")
    making = Making(page, site).open(text_of())
    company = page.locator("#given-company")
    button = making.page.get_by_role("button", name="印刷する").first
    company.focus()
    button.scroll_into_view_if_needed()
    page.evaluate(
        """() => addEventListener("mousedown", () => {
            document.activeElement.value = "甲社"
            document.activeElement.dispatchEvent(new InputEvent("input", {bubbles: true}))
        }, {capture: true, once: true})"""
    )
    press(page, button)
    page.wait_for_function("() => printed")

    assert "甲社" in making.sheet.inner_text()


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_another_tab_takes_no_button_away(form, beside, way):  # noqa: F811
    """What another tab keeps while a button is pressed is shown when that is done."""
    page = form.page
    form.go("records")
    page.evaluate(KEEP, ["one", file_of(MIXED, company="甲社")])
    page.reload()
    form.quiet()
    second = beside()

    def keep():
        hears(form, lambda: second.page.evaluate(KEEP, ["two", file_of(MIXED, company="乙社")]))

    button = form.button("開く", row(form, "甲社"))
    if way == "mouse":
        press(page, button, keep)
    else:
        button.focus()
        page.keyboard.down(" ")
        keep()
        page.keyboard.up(" ")
    page.locator("#result").wait_for()

    form.go("records")
    row(form, "乙社").wait_for()


def test_what_another_tab_keeps_interrupts_no_choice_of_files(form, beside):  # noqa: F811
    """Files that somebody chooses come in, though their field was drawn anew meanwhile."""
    form.go("records")
    with form.page.expect_file_chooser() as chooser:
        form.page.locator("#import-records").click()
    second = beside()
    text = file_of(MIXED, company="乙社")
    hears(form, lambda: second.page.evaluate(KEEP, ["two", text]))
    row(form, "乙社").wait_for()
    file = {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    chooser.value.set_files([file])

    form.hears("件を読み込みました")


def test_files_chosen_while_others_are_read_come_in(form):
    """A second choice is read after the first one."""
    form.page.evaluate(
        """() => {
            const {arrayBuffer: read} = Blob.prototype
            const free = new Promise(resolve => { window.free = resolve })
            Blob.prototype.arrayBuffer = function () { return free.then(() => read.call(this)) }
        }"""
    )
    form.go("records")
    field = form.page.locator("#import-records")
    for company in ("甲社", "乙社"):
        buffer = file_of(MIXED, company=company).encode()
        file = {"name": "a.json", "mimeType": "application/json", "buffer": buffer}
        field.set_input_files([file])
    form.page.evaluate("free()")

    row(form, "乙社").wait_for()
    assert 1 == row(form, "甲社").count()


def test_each_copy_is_answered_for_itself(form):
    """A text that the browser refuses is shown, though another copy was still under way."""
    form.page.evaluate(
        """() => {
            window.copying = []
            const writeText = text => new Promise((done, refuse) => copying.push({done, refuse}))
            Object.defineProperty(navigator, "clipboard", {value: {writeText}})
        }"""
    )
    form.answer_all(MIXED)
    form.go("result")
    button = form.button("コピー")
    button.click()
    button.click()
    form.page.evaluate("copying[0].done()")
    form.hears("コピーしました")
    form.page.evaluate("copying[1].refuse()")

    form.page.locator("#to-copy").wait_for()


def test_a_double_click_answers_no_question_unseen(form):
    """The second press of a double click isn't taken for an answer to what the first one led to."""
    form.answer_all(MIXED)
    form.go("records").button("次の会社").click()
    button = form.page.locator("#ask").get_by_role("button", name="書き出して進む")
    button.hover()
    with form.page.expect_download():
        press(form.page, button)
    asked = form.page.locator("#ask[open]").get_by_role("button", name="届いていない")
    asked.hover()
    form.page.mouse.down(click_count=2)
    form.page.mouse.up(click_count=2)
    asked.wait_for()
    press(form.page, asked)

    form.page.locator("#ask[open]").get_by_role("button", name="書き出して進む").wait_for()


def test_a_double_click_passes_over_no_question(form):
    """次へ twice in one go leads on once; あとで答える passes over as many as it says so."""
    form.quiet()
    at = "+document.activeElement.name.slice(1)"
    form.page.locator("#question-1 label").first.click()
    form.page.locator("#next").dblclick()
    assert 2 == form.page.evaluate(at)
    form.page.locator("#next").dblclick()
    assert 4 == form.page.evaluate(at)


def test_a_double_click_answers_no_question(form):
    """The second press finds a question where the button was that led there: it answers none."""
    form.quiet()
    form.page.locator("#question-1 label").first.click()
    form.go("result").page.locator("#go-on").click()
    form.page.locator("#question-2 label").first.hover()
    form.page.mouse.down(click_count=2)
    form.page.mouse.up(click_count=2)
    assert 1 == form.page.locator("#selfcheck :checked").count()


def test_enter_held_down_goes_on_once(form):
    """A key that stays down too long leads to the next question, and over none."""
    form.quiet()
    form.page.locator("#question-1 input").first.focus()
    form.page.keyboard.press("2")
    for _ in range(4):
        form.page.keyboard.down("Enter")
    form.page.keyboard.up("Enter")
    assert "q2" == form.page.evaluate("document.activeElement.name")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_twice_in_one_go_is_once(form, way):
    """A double click, and a key that is held down, do once what their button says; and undo it."""
    page = form.page

    def twice(button):
        if way == "mouse":
            button.dblclick()
            return
        button.focus()
        page.keyboard.down("Enter")
        page.keyboard.down("Enter")
        page.keyboard.up("Enter")

    copies = page.locator("#desk-records [data-action=remove]")
    files = []
    page.on("download", lambda file: files.extend([file]))
    form.answer_all(MIXED)
    form.name(company="甲社")
    form.go("records")
    with form.saving():
        twice(form.unfold(page.locator("[data-action=export][data-kind=json]").first))
    twice(form.button("複製", row(form, "甲社").first))
    form.hears("複製を端末に残しました")
    expect(copies).to_have_count(1)
    form.button("複製", row(form, "甲社").first).click()
    expect(copies).to_have_count(2)
    twice(page.locator("[data-action=undo]"))
    form.hears("元に戻しました")

    form.go("result")
    form.go("records")
    expect(copies).to_have_count(1)
    assert 1 == len(files)


def test_erasing_leads_nobody_away_later(page, site, watch):
    """Who goes on before the browser has looked at its files stays there, and hears of the end."""
    hold_copies(page)
    form = Form(page, site).open()
    form.answer_all(MIXED)
    form.go("records").button("全部消す").click()
    form.decide("全部消す")
    page.locator("#records").wait_for()
    form.go("form")
    page.evaluate("look()")
    form.hears("消したあとに")

    assert "form" == form.view
