"""The form, handled as people handle it."""

import json
import random

import oracle
import pytest
from built import catalog, texts
from people import Form, file_of
from sheets import CASES, sheet

CATALOG = catalog()
TEXTS = texts()
NAMES = [f"No.{item['number']} {item['title']}" for item in CATALOG["items"]]
LABELS = {answer["id"]: answer["label"] for answer in CATALOG["answers"]}
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")


def assert_shows(form, answers):
    """The page shows what the oracle says of `answers`, below the questions and in the result."""
    expected = oracle.expect(answers)
    assert [expected["answered"], expected["total"], *expected["subtotals"]] == form.outputs()
    assert expected["band"] == form.band
    before = form.view
    form.go("result")
    unknown = answers.count("unknown")
    highest = expected["highest"] + unknown * oracle.GAINS["unknown"]
    possible = f"{expected['lowest']}点から{highest}点の間"
    open_items = expected["answered"] and (unknown or expected["unanswered"])
    assert bool(open_items) == (possible in form.page.locator("#desk-result").text_content())
    assert bool(expected["band"]) == form.page.locator("#result-body").is_visible()
    if expected["band"]:
        assert_verdict(form, expected)
    else:
        said = form.page.locator("#verdict").inner_text()
        assert f"あと{len(expected['unanswered'])}問で" in said
        way = "続きから答える" if expected["answered"] else "質問に答える"
        assert [way] == form.page.locator("#verdict button:visible").all_text_contents()
    assert [
        [NAMES[number - 1], LABELS[answer], f"+{gain}点"]
        for number, answer, gain in expected["improvements"]
    ] == form.plan()
    form.go(before)


def assert_verdict(form, expected):
    """Score, verdict, advice, resources and sums are those of the total and its band."""
    (own,) = [band for band in TEXTS["bands"] if band["id"] == expected["band"]]
    names = {resource["id"]: resource["name"] for resource in CATALOG["resources"]}
    verdict = form.page.locator("#finished")
    score, *said = verdict.locator("p").all_text_contents()
    assert [f"{expected['total']}点".replace("-", "−"), "／100点"] == score.split()
    assert [own["verdict"], own["advice"]] == said
    assert [names[resource] for resource in own["resources"]] == [
        name.strip() for name in verdict.locator("li").all_text_contents()
    ]
    sums = form.page.locator("#result-body .sums td").all_text_contents()
    assert [
        f"{points}点".replace("-", "−") for points in (*expected["subtotals"], expected["total"])
    ] == sums
    for bands in ("#result-body .bands", "#verdict .ruler"):
        reached = form.page.locator(f"{bands} [aria-current=true]")
        assert [own["id"]] == [row.get_attribute("data-band") for row in reached.all()]


def test_by_mouse(form):
    """Somebody clicks an answer to each question and sees the oracle's result."""
    for number, answer in enumerate(MIXED, 1):
        form.answer(number, answer)

    form.page.get_by_role("button", name="結果を見る").click()
    verdict = form.page.locator("#verdict")
    assert verdict.is_visible()
    assert "34点" in verdict.inner_text()
    assert form.page.locator("#result").evaluate("element => element === document.activeElement")
    assert_shows(form, MIXED)


def test_by_keyboard(form):
    """Somebody without a mouse answers with the printed points and Enter alone."""
    keys = {"done": "4", "partial": "2", "not_done": "0", "unknown": "-"}
    tab_to(form, "input")
    for answer in MIXED:
        form.page.keyboard.press(keys[answer])
        form.page.keyboard.press("Enter")

    assert form.page.locator("#result").evaluate("element => element === document.activeElement")
    assert_shows(form, MIXED)


def tab_to(form, selector):
    """Press Tab until what has the focus matches; a person would not press it a hundred times."""
    for _ in range(100):
        form.page.keyboard.press("Tab")
        if form.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("way", ["label", "radio", "space", "key"])
def test_an_answer_that_is_chosen_again_is_confirmed(page, site, watch, way):
    """An answer brought along without a date is dated by choosing it again; an act writes once."""
    form = Form(page, site).open_with(file_of(MIXED)).quiet()
    page.evaluate(
        """() => {
            window.writes = 0
            const write = Storage.prototype.setItem
            Storage.prototype.setItem = function (...given) {
                writes += 1
                write.apply(this, given)
            }
        }"""
    )
    form.reopen(1)
    chosen = form.radio(1, MIXED[0])
    if way == "label":
        form.answer(1, MIXED[0])
    elif way == "radio":
        chosen.click()
    else:
        chosen.press("Space" if way == "space" else chosen.get_attribute("data-key"))

    assert page.evaluate("selfcheck.today()") in str(form.stored())
    assert (1, MIXED) == (page.evaluate("writes"), form.answers())
    form.answer(1, "unknown")
    form.stored()
    form.radio(1, "unknown").press("ArrowUp")
    form.stored()
    assert 3 == page.evaluate("writes")


def test_by_tab_space_and_arrows_alone(form):
    """Without our shortcuts, Tab, Space and the arrows answer everything."""
    for number, answer in enumerate(MIXED, 1):
        tab_to(form, f"input[name=q{number}]")
        form.page.keyboard.press("Space")
        for _ in range(oracle.ANSWERS.index(answer)):
            form.page.keyboard.press("ArrowRight")

    assert_shows(form, MIXED)


def test_enter_opens_a_disclosure(form):
    """Enter on a disclosure of a question opens it, and the form goes on working."""
    tab_to(form, "#question-2 .question__help:has(.question__today) > summary")
    form.page.keyboard.press("Enter")
    assert form.question(2).get_by_text("15分以内・費用なし").is_visible()
    form.answer(2, "done")

    assert_shows(form, [None, "done"] + [None] * 23)


def test_native_radio_keys(form):
    """Arrow keys move between the answers of one question and count."""
    form.radio(3, "done").focus()
    form.page.keyboard.press("Space")
    form.page.keyboard.press("ArrowRight")
    form.page.keyboard.press("ArrowRight")

    assert [None, None, "not_done"] == form.answers()[:3]
    assert_shows(form, [None, None, "not_done"] + [None] * 22)


def test_shortcuts_need_the_focus(form):
    """A printed point typed outside a question, or with Ctrl, answers nothing."""
    for key in ("4", "2", "0", "-"):
        form.page.locator("#next").focus()
        form.page.keyboard.press(key)
        form.radio(1, "done").focus()
        form.page.keyboard.press(f"Control+{key}")
        form.page.keyboard.press("Control+0")

        assert [None] * 25 == form.answers()
        assert [0, 0, 0, 0, 0] == form.outputs()


def test_on_a_phone(form):
    """On a 360 px phone nothing scrolls sideways, targets are large, and the result is reached."""
    form.page.set_viewport_size({"width": 360, "height": 740})
    for number, answer in enumerate(MIXED, 1):
        form.answer(number, answer)
    form.page.locator("#next").click()

    assert form.quiet().fits()
    assert_shows(form, MIXED)
    form.go("form")
    heights = form.page.evaluate(
        "[...document.querySelectorAll('.answer')].map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_at_four_hundred_per_cent(form):
    """At 400 % zoom of a 1280 px window, 320 px wide, nothing is cut off or scrolls sideways."""
    form.page.set_viewport_size({"width": 320, "height": 256})
    form.answer_all(MIXED)
    form.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")

    assert form.fits()
    assert "static" == form.page.locator(".bar").evaluate("e => getComputedStyle(e).position")


def test_on_a_phone_on_its_side(form):
    """In a low window the count and the way on stay in sight, on one line."""
    form.page.set_viewport_size({"width": 740, "height": 360})
    form.answer(2, "done")

    assert form.page.locator("#next").is_visible()
    assert form.page.locator(".bar").bounding_box()["height"] < 80
    assert "sticky" == form.page.locator(".bar").evaluate("e => getComputedStyle(e).position")


def test_a_changed_answer_updates_everything(form):
    """Changing one answer changes points, band, plan and what is missing at once."""
    answers = ["done"] * 25
    form.answer_all(answers)
    assert_shows(form, answers)
    form.go("result")
    assert form.page.get_by_text("改善する項目はありません").is_visible()

    answers[24] = "unknown"
    form.go("form").answer(25, "unknown")
    assert_shows(form, answers)
    assert "70-99" == form.band
    form.go("result")
    assert form.page.get_by_text("改善する項目はありません").is_hidden()


def test_the_measures_stand_in_the_plan(form):
    """An item to improve shows the action, the measures and the terms of its own question."""
    form.answer_all(["done"] * 9 + ["not_done"] + ["done"] * 15)
    form.go("result")

    item = form.planned(10)
    for part in ("measures", "terms"):
        expected = form.question(10).locator(f".question__{part}").text_content()
        assert expected == item.locator(f".question__{part}").text_content()
    assert "WPA3" in item.text_content()
    for step in TEXTS["items"][9]["today"]["steps"]:
        assert step in item.text_content()


def test_whom_to_ask_stands_with_what_is_unknown(form):
    """An item that nobody could answer shows whom to ask, and the question word for word."""
    form.answer_all(["done"] * 9 + ["unknown"] + ["done"] * 15)
    form.go("result")

    asked = form.planned(10)
    assert TEXTS["items"][9]["ask"]["whom"] in asked.inner_text()
    assert TEXTS["items"][9]["ask"]["question"] in asked.text_content()


def test_the_result_leads_to_what_is_missing(form):
    """Before the end, the result says how much is missing, and leads to the next of these."""
    answers = ["done"] * 25
    answers[6] = answers[18] = None
    form.answer_all(answers)
    assert_shows(form, answers)

    form.go("result")
    form.page.get_by_role("button", name="続きから答える").click()
    assert form.radio(7, "done").evaluate("e => e === document.activeElement")
    assert form.question(7).locator("legend").is_visible()


def test_back_to_a_question_keeps_its_answer(form):
    """「No.4の質問に戻る」 puts the focus on the chosen answer; an arrow moves from there."""
    answers = ["done"] * 25
    answers[3] = "unknown"
    form.answer_all(answers)
    form.go("result").planned(4)
    form.page.get_by_role("button", name="No.4の質問に戻る").click()

    assert form.radio(4, "unknown").evaluate("e => e === document.activeElement")
    form.page.keyboard.press("ArrowLeft")
    answers[3] = "not_done"
    assert_shows(form, answers)


def test_coming_from_an_item_goes_on_from_there(page, site, watch):
    """Who comes from the page of No.12 and goes on, goes on from No.12."""
    form = Form(page, site).open("#question-12")
    form.answer(12, "done")
    form.page.locator("#next").click()

    assert form.radio(13, "done").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("fragment", ["question-", "question-99", "question-x'\"<b>", "%E0%A4%A"])
def test_a_strange_address_does_no_harm(page, site, watch, fragment):
    """Whatever stands behind the # of the address, the form starts and works."""
    form = Form(page, site).open(f"#{fragment}")
    form.answer_all(MIXED)

    assert_shows(form, MIXED)


def test_next_goes_round(form):
    """The control leads to the next open question after the last one touched, then to the first."""
    form.answer(24, "done")
    form.page.locator("#next").click()
    assert form.radio(25, "done").evaluate("e => e === document.activeElement")
    form.answer(25, "done")
    form.page.locator("#next").click()
    assert form.radio(1, "done").evaluate("e => e === document.activeElement")


def test_reload_keeps_the_answers(form):
    """After a reload the same radios are chosen and the same result stands there."""
    form.answer_all(MIXED)
    form.quiet().page.reload()
    form.ready()

    assert MIXED == form.answers()
    assert_shows(form, MIXED)


def test_another_tab_starts_empty(form, context):
    """A new tab knows nothing of the answers of this one."""
    form.answer_all(MIXED)
    other = context.new_page()
    other.goto(form.site.form)
    other.wait_for_selector("html[data-engine=ready]")

    assert "0" == other.locator("#answered").text_content()


def test_the_browser_does_not_bring_back_what_was_cleared(form):
    """After starting over, a reload brings no answer back, though Firefox restores radios."""
    form.answer_all(MIXED)
    form.start_over()
    form.quiet().page.reload()
    form.ready()

    assert [None] * 25 == form.answers()
    assert_shows(form, [None] * 25)


def test_starting_over_asks_first(form):
    """「最初からやり直す」 asks; 「やめる」 and Escape keep everything."""
    form.answer_all(MIXED)
    form.go("records")
    form.page.get_by_role("button", name="最初からやり直す").click()
    form.page.get_by_role("button", name="やめる").click()
    form.page.get_by_role("button", name="最初からやり直す").click()
    form.page.keyboard.press("Escape")

    assert form.page.locator("#start-over-dialog").is_hidden()
    assert_shows(form, MIXED)


def test_starting_over_clears(form):
    """After 「回答を消す」 the radios, the points, the result and the storage are empty."""
    form.answer_all(MIXED)
    assert form.stored()
    form.start_over()

    assert form.radio(1, "done").evaluate("e => e === document.activeElement")
    assert {} == form.stored()
    assert [None] * 25 == form.answers()
    assert_shows(form, [None] * 25)
    assert form.page.locator("#result-body").is_hidden()


def test_what_is_kept(form):
    """The tab keeps one record, version 2, under our own prefix: no more than was entered."""
    form.answer(1, "done")
    form.answer(7, "unknown")

    ((key, value),) = form.stored().items()
    assert key.startswith("selfcheck5.")
    text, *beside = json.loads(value)
    assert [None, None, {}] == beside
    assert {
        "format": "selfcheck-record",
        "version": 2,
        "edition": CATALOG["edition"]["id"],
        "site": form.page.evaluate("JSON.parse(document.getElementById('record').text).site"),
        "date": form.page.evaluate("selfcheck.today()"),
        "answers": {"1": "done", "7": "unknown"},
    } == json.loads(text)


def test_what_an_older_version_kept_comes_back(page, site, watch):
    """Answers that version 1 of the record kept in the tab are there again."""
    text = (CASES / "record-v1.json").read_text(encoding="utf-8")
    form = Form(page, site).open_with(text)

    assert_shows(form, sheet("DPNU.D PNU.DPNU.D NU.DPNU.P"))


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[" * 5000, '{"format":"selfcheck-record","version":3}', "x" * 100_000],
    ids=["empty", "cut", "null", "deep", "newer", "long"],
)
def test_a_broken_record_is_said_and_survived(page, site, watch, text):
    """What the tab kept but can't be read is said, and the form works from empty."""
    form = Form(page, site).open_with(text)

    assert "読み込めませんでした" in form.page.locator("#notice").inner_text()
    form.answer_all(MIXED)
    assert_shows(form, MIXED)


def test_blocked_storage(page, site, watch):
    """Where the browser forbids storage everything works, and the page says what doesn't."""
    page.add_init_script(
        """for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(
            window, name, {get() { throw new DOMException('blocked', 'SecurityError') }})"""
    )
    form = Form(page, site).open()
    form.answer_all(MIXED)

    assert_shows(form, MIXED)
    assert "再読み込みすると回答は消えます" in page.locator("#notice").inner_text()


def test_nothing_of_it_is_in_the_address(form):
    """Whatever is answered, the address is the form's own, and at most names the view."""
    address = form.page.url
    form.answer_all(MIXED)
    assert address == form.page.url
    form.page.locator("#next").click()
    assert f"{address}#result" == form.page.url
    form.quiet().planned(4).get_by_role("button", name="No.4の質問に戻る").click()
    assert f"{address}#form" == form.page.url
    form.start_over()
    form.page.locator("#next").click()

    assert f"{address}#form" == form.page.url


def test_random_sheets_agree_with_the_oracle(form):
    """Forty random sheets, complete or not, each show what the oracle says."""
    draw = random.Random(20261123)
    for _ in range(40):
        blank = draw.choice([0, 0, 0.2])
        answers = [
            None if draw.random() < blank else draw.choice(oracle.ANSWERS) for _ in range(25)
        ]
        # No answer can be taken back alone.
        if None in answers:
            form.start_over()
        form.answer_all(answers)
        assert_shows(form, answers)


def test_completion_is_announced(form):
    """Completing the sheet is said to screen readers; the points are not read at each click."""
    form.answer_all(MIXED)

    announcement = form.page.locator("#announcement")
    assert "status" == announcement.get_attribute("role")
    assert "合計は34点です" in announcement.inner_text()
    assert ["off"] * 5 == form.page.evaluate(
        "[...document.querySelectorAll('#form output')].map(e => e.getAttribute('aria-live'))"
    )


def test_an_item_page_leads_back_to_its_question(form):
    """The link of an item's page opens the form at the same question, answers kept."""
    form.answer(1, "done")
    form.question(12).get_by_text("理由と対策").click()
    form.question(12).get_by_role("link", name="No.12のくわしい解説").click()
    assert "No.12" in form.page.locator("h1").inner_text()
    form.page.get_by_role("link", name="この質問に答える").first.click()
    form.ready()

    assert form.page.url.endswith("#question-12")
    assert form.question(12).is_visible()
    assert "done" == form.answers()[0]
