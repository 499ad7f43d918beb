"""A page on the slowest of machines: whatever may be put off until the page is free, is."""

from built import questionnaire, texts
from ideas import record
from people import file_of
from sheets import sheet

QUESTIONNAIRE = questionnaire()
WORDS = texts()
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
DONE = ["done"] * len(MIXED)


def test_files_are_read_and_shown(slow):
    """Files are read, listed and merged, one step after the other."""
    names = [("部署1", MIXED), ("部署2", DONE)]
    files = [
        (f"{name}.json", file_of(answers, company="甲社", department=name))
        for name, answers in names
    ]
    slow.go("departments").give(*files)
    slow.page.get_by_role("button", name=WORDS["merge"]["take"]).wait_for()
    slow.go("records").page.locator("#desk-records .record").nth(1).wait_for()
    assert ["甲社"] == slow.page.locator("#desk-records h4").all_inner_texts()

    slow.page.locator("[data-action=open]").last.click()
    slow.page.locator(".whose", has_text="部署2").wait_for()
    assert DONE == slow.answers()


def test_answers_are_taken_while_records_are_read(slow):
    """Many kept records are read in the end, and answers given meanwhile count."""
    slow.page.evaluate(
        "all => all.forEach(([name, text]) => localStorage['selfcheck5.kept.' + name] = text)",
        [[f"{n:03}", file_of(MIXED, company=f"会社{n}")] for n in range(60)],
    )
    slow.go("records").page.locator("#reading progress").wait_for()
    slow.answer_all(DONE)
    assert len(DONE) == slow.outputs()[0]
    slow.page.locator("#reading").wait_for(state="hidden")
    said = WORDS["records"]["page"].format(count=60, first=1, last=50)
    slow.page.get_by_text(said).or_(slow.page.get_by_text("61件")).first.wait_for()


def test_what_is_typed_last_is_kept(slow):
    """A note that is typed while the desk is busy is there after a reload."""
    slow.answer_all(MIXED)
    slow.go("result").page.locator("#plan-4-name").wait_for(state="attached")
    slow.write(4)
    slow.page.locator("#writing-note").click()
    slow.page.keyboard.type("memo")
    slow.page.reload()
    slow.ready().quiet()
    note = slow.page.locator("dd[data-field=note]", has_text="memo")
    note.wait_for(state="attached")


def test_what_is_typed_while_a_view_is_drawn_stays(slow):
    """Ticking has the plan drawn again; what is typed before that is done is shown and kept."""
    slow.answer_all(MIXED)
    slow.go("result").page.locator("#plan-4-name").wait_for(state="attached")
    role = slow.unfold_view().page.locator("#about-role")
    role.focus()
    slow.page.evaluate("document.querySelector('#desk-result [data-field=ticked]').click()")
    slow.page.keyboard.type("abc")
    slow.page.locator("#desk-result [data-field=ticked][aria-checked=true]").wait_for()
    assert "abc" == role.input_value()
    slow.page.keyboard.type("def")
    slow.page.wait_for_function("() => selfcheck.read().text.includes('abcdef')")
    assert "abcdef" == role.input_value()


def test_paper_has_what_was_asked_for(slow):
    """What is printed by the browser's own command stands on the paper as soon as it's asked."""
    slow.answer_all(MIXED)
    slow.go("result")
    slow.page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert "report" == slow.page.evaluate("document.documentElement.dataset.print")
    assert slow.page.locator("#paper-report").inner_html()
    text = slow.page.evaluate("JSON.parse(sessionStorage['selfcheck5.record'])[0]")
    assert MIXED == record.answers(QUESTIONNAIRE, record.load(QUESTIONNAIRE, text))
