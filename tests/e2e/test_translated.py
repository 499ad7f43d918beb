"""The form in a browser that translates it, and with an input method: people's own tools."""

import pytest
from people import Form, file_of
from sheets import sheet

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
# What Google Translate makes of a page: each text in two elements of its own, new ones, too.
WRAP = """addEventListener('DOMContentLoaded', () => {
    const left = 'font, script, style, template, textarea, option, mpy-config, py-config, svg'
    const font = () => document.createElement('font')
    const wrap = () => {
        const texts = []
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) texts.push(walker.currentNode)
        for (const text of texts) {
            if (!text.data.trim() || text.parentElement.closest(left)) continue
            const [outer, inner] = [font(), font()]
            text.replaceWith(outer)
            outer.append(inner)
            inner.append(text.data)
        }
    }
    wrap()
    new MutationObserver(wrap).observe(
        document.body, {childList: true, subtree: true, characterData: true})
})"""


@pytest.fixture
def translated(page, site, watch):
    page.add_init_script(WRAP)
    return Form(page, site).open().quiet()


def press(place):
    """Press on the very text of something, where the translator's element is."""
    place.locator("font font").last.click()


def test_from_question_to_result(translated):
    """Translated, each answer counts, and the way to an unanswered question leads there."""
    page = translated.page
    translated.answer_all([*MIXED[:6], None, *MIXED[7:]])
    translated.answer(1, "unknown")
    translated.go("result")
    press(page.locator("#go-on"))
    page.locator("#question-7 input:focus").wait_for()
    assert "form" == translated.view
    translated.answer(7, MIXED[6])
    press(page.locator("#next"))
    page.locator("#result").wait_for()

    assert [25, 29] == translated.outputs()[:2]
    assert "under-50" == translated.band


def test_plan_records_and_dialogs(translated):
    """Translated, plan, records, comparison, departments, dialogs and files do what they say."""
    page = translated.page
    translated.answer_all(MIXED)
    translated.go("result")
    first = page.locator("#desk-result .results__item [id^=plan-]").first.get_attribute("id")
    number = int(first.split("-")[1])
    press(translated.planned(number).get_by_role("button", name="担当・期限・メモを書く"))
    page.locator("#writing-owner").fill("山田")
    press(page.locator("#writing button:not([hidden])"))
    page.locator("#writing").wait_for(state="hidden")
    assert "山田" == translated.written(number)["owner"].strip()
    translated.go("records")
    with translated.saving() as saved:
        press(page.locator("#records [data-action=export][data-kind=json]").first)
    assert "山田" in saved.content.decode()

    translated.give(("a.json", file_of(MIXED, company="甲社")))
    press(page.locator("#notice-close"))
    translated.go("departments").give(("b.json", file_of(MIXED, company="乙社")))
    translated.go("compare").go("records")
    press(page.locator("#start-over"))
    press(page.locator("#start-over-dialog button[value=yes]"))
    page.locator("#question-1 input:focus").wait_for()

    assert [None] * 25 == translated.answers()


KEYS = [
    ({"key": "４"}, "done"),
    ({"key": "２"}, "partial"),
    ({"key": "０"}, "not_done"),
    ({"key": "－"}, "unknown"),
    ({"key": "ー"}, "unknown"),
    ({"key": "−"}, "unknown"),
    ({"key": "Process", "code": "Digit4", "keyCode": 229}, "done"),
    ({"key": "Process", "code": "Numpad2", "keyCode": 229}, "partial"),
    ({"key": "Process", "code": "Minus", "keyCode": 229}, "unknown"),
    ({"key": "Process", "code": "NumpadSubtract", "keyCode": 229}, "unknown"),
    ({"key": "Process", "code": "Digit4", "shiftKey": True}, None),
    ({"key": "Process", "code": "KeyA"}, None),
    ({"key": "５"}, None),
    ({"key": "４", "ctrlKey": True}, None),
]


def test_keys_with_an_input_method(form):
    """With an input method on, the keys of the answers give them, and no other key does."""
    for number, (pressed, _) in enumerate(KEYS, 1):
        form.radio(number, "done").focus()
        form.page.evaluate(
            """pressed => document.activeElement.dispatchEvent(
                new KeyboardEvent('keydown', {bubbles: true, cancelable: true, ...pressed}))""",
            pressed,
        )

    answers = form.answers()
    assert KEYS == [(pressed, answers.pop(0)) for pressed, _ in KEYS]
    assert {None} == {*answers}


def test_enter_with_an_input_method(form):
    """With an input method on, Enter goes on as well."""
    form.answer(1, "done")
    form.radio(1, "done").focus()
    form.page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
            {bubbles: true, cancelable: true, key: 'Process', code: 'NumpadEnter'}))"""
    )

    form.page.locator("#question-2 input:focus").wait_for()
