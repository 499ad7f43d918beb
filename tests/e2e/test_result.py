"""The view of the result: what to do next, what is still open, and the ways between the views."""

import oracle
import pytest
from built import catalog, texts
from people import VIEWS, Form, catch_copies, file_of
from sheets import sheet

CATALOG = catalog()
ITEMS = CATALOG["items"]
TEXTS = texts()
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
NAMES = [f"No.{item['number']} {item['title']}" for item in ITEMS]
LABELS = {answer["id"]: answer["label"] for answer in CATALOG["answers"]} | {None: "未回答"}


def to_improve(answers, part=None, answer=None, basics=False):
    """The names of the items that the plan shows, by the oracle's order."""
    return [
        NAMES[number - 1]
        for number, given, _gain in oracle.expect(answers)["improvements"]
        if part in (None, ITEMS[number - 1]["part"])
        and answer in (None, given)
        and (ITEMS[number - 1]["basic"] or not basics)
    ]


def assert_planned(form, **filters):
    """The plan shows what passes the filters, and says how many of how many these are."""
    expected = to_improve(MIXED, **filters)
    assert expected == [row[0] for row in form.plan()]
    shown = form.page.locator("#plan-shown").inner_text()
    assert f"{len(to_improve(MIXED))}項目のうち" in shown
    assert (f"うち{len(expected)}項目を表示" in shown) == bool(expected)


def test_filters(form):
    """The plan is narrowed by part, by answer and to the basic items, and each combines."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    assert_planned(form)

    page.get_by_label("基本の項目だけ").check()
    assert_planned(form, basics=True)
    page.get_by_label("答えで絞る").select_option(label="わからない")
    assert_planned(form, basics=True, answer="unknown")
    page.get_by_label("基本の項目だけ").uncheck()
    page.get_by_label("Partで絞る").select_option("2")
    assert_planned(form, part=2, answer="unknown")
    page.get_by_label("答えで絞る").focus()
    page.get_by_label("答えで絞る").select_option(label="すべて")
    assert_planned(form, part=2)
    assert page.locator("#plan-answer").evaluate("e => e === document.activeElement")


def test_a_filter_that_nothing_passes(form):
    """Where no item passes, that is said, and taking the filter away brings them back."""
    form.answer_all(["done"] * 5 + ["unknown"] + ["done"] * 19)
    form.go("result")
    form.page.get_by_label("Partで絞る").select_option("2")
    assert [] == form.plan()
    assert "合う項目はありません" in form.page.locator("#plan-shown").inner_text()

    form.page.get_by_label("Partで絞る").select_option("")
    assert [NAMES[5]] == [row[0] for row in form.plan()]


def test_what_is_planned_stays(form):
    """Tick, person, date and note of an item are there again after a reload, fields and all."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    written = {"owner": "山田 <花子>", "due": "2027-03-31", "note": "台帳を見た。\n写真あり。"}
    form.write(4, **written)
    assert written == form.written(4)
    form.tick(4).check()
    assert "点数はまだ前の答えのまま" in form.planned(4).inner_text()
    page.reload()
    form.ready().quiet()

    assert written == form.written(4)
    assert form.tick(4).is_checked()
    form.write(4)
    assert list(written.values()) == [
        page.locator(f"#writing-{field}").input_value() for field in ("owner", "due", "note")
    ]
    page.keyboard.press("Escape")
    assert [25, 34, 28, 12, -6] == form.outputs()
    assert [NAMES[number - 1] for number, *_ in oracle.expect(MIXED)["improvements"]] == [
        row[0] for row in form.plan()
    ]


@pytest.mark.parametrize("way", ["back", "escape", "drop"])
def test_leaving_while_typing(form, way):
    """What is being typed is kept when its fields are left, or the view with them."""
    form.answer_all(MIXED)
    form.go("result").write(4)
    form.page.locator("#writing-note").click()
    form.page.keyboard.type("memo")
    if way == "back":
        form.page.evaluate("history.back()")
        form.page.locator("#form").wait_for()
    elif way == "escape":
        form.page.keyboard.press("Escape")
        assert (
            form.planned(4)
            .get_by_role("button", name="担当・期限・メモを書く")
            .evaluate("e => e === document.activeElement")
        )
        form.go("records")
    else:
        form.drop(("a.json", file_of(MIXED)))
    form.go("result")

    assert {"note": "memo"} == form.written(4)


def test_one_item_at_a_time(form):
    """What is written about one item stands in no other's fields, nor in a field that is closed."""
    form.answer_all(MIXED)
    form.go("result").write(4, owner="山田", note="台帳").write(7)
    page = form.page
    fields = page.locator("#writing :is(input, textarea)")
    assert ["", "", ""] == [field.input_value() for field in fields.all()]
    page.locator("#writing-owner").fill("鈴木")
    page.keyboard.press("Enter")
    page.locator("#writing").wait_for(state="hidden")

    assert [{"owner": "山田", "note": "台帳"}, {"owner": "鈴木"}] == [
        form.written(number) for number in (4, 7)
    ]
    assert ["", "", ""] == [field.input_value() for field in fields.all()]


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_tick_by_keyboard(form, key):
    """A box to tick is reached by Tab from its fields, says its state, and keeps the focus."""
    form.answer_all(MIXED)
    form.go("result").planned(4).get_by_role("button", name="担当・期限・メモを書く").focus()
    form.page.keyboard.press("Tab")
    for ticked in (True, False):
        form.page.keyboard.press(key)
        assert ticked == form.tick(4).is_checked()
        assert form.tick(4).evaluate("e => e === document.activeElement")


def test_what_is_being_typed_outlives_another_tab(form, context):
    """What another tab keeps doesn't take away what is being typed here."""
    form.answer_all(MIXED)
    form.go("result").write(4)
    form.page.locator("#writing-note").click()
    form.page.keyboard.type("memo")
    other = Form(context.new_page(), form.site).open()
    other.answer(1, "done")
    form.page.evaluate("window.heard = new Promise(done => addEventListener('storage', done)); 0")
    other.keep()
    form.page.evaluate("heard.then(() => 0)")

    assert "memo" == form.page.locator("#writing-note").input_value()
    form.page.keyboard.press("Escape")
    assert {"note": "memo"} == form.written(4)


def test_what_is_being_typed_outlives_a_reload(form):
    """A note is there after a reload, though its field was never left."""
    form.answer_all(MIXED)
    form.go("result").write(4)
    form.page.locator("#writing-note").click()
    form.page.keyboard.type("memo")
    form.page.reload()
    form.ready().quiet()

    assert {"note": "memo"} == form.written(4)


def test_whose_check_it_is_stays(form):
    """Company, department, role and date are there again after a reload."""
    form.answer(1, "done")
    form.name(company="甲社 & 乙社", department="営業", role="店長", date="2026-04-01")
    form.page.reload()
    form.ready().quiet()

    assert ["甲社 & 乙社", "営業", "店長", "2026-04-01"] == [
        form.page.locator(f"#about-{field}").input_value()
        for field in ("company", "department", "role", "date")
    ]


def reaching(answers, missing, basics_first=False):
    """The names of the first items of the plan that gain the missing points."""
    rows = oracle.expect(answers)["improvements"]
    if basics_first:
        rows = sorted(rows, key=lambda row: not ITEMS[row[0] - 1]["basic"])
    names = []
    for number, _answer, gain in rows:
        if missing > 0:
            names.append(NAMES[number - 1])
            missing -= gain
    return names


def test_the_next_band(form):
    """How far the next band is stands there, with the fewest items, and with the basic ones first.

    Each leads to its entry in the plan, whatever the filters hide, and from there to its question.
    """
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    assert page.get_by_role("heading", name="50点まであと16点").is_visible()

    ways = [way.locator("button") for way in page.locator(".plan__items").all()]
    expected = [reaching(MIXED, 16), reaching(MIXED, 16, basics_first=True)]
    assert expected == [way.all_inner_texts() for way in ways]
    number = NAMES.index(expected[1][0]) + 1
    page.get_by_label("Partで絞る").select_option("3")
    page.locator(".plan__items").nth(1).locator("button").first.click()
    assert "result" == form.view
    entry = page.locator(f"#plan-{number}-name")
    assert entry.evaluate("e => e === document.activeElement")
    form.planned(number).get_by_role("button", name=f"No.{number}の質問に戻る").click()
    assert "form" == form.view
    assert form.radio(number, MIXED[number - 1]).evaluate("e => e === document.activeElement")


def test_what_is_still_open(form):
    """Counts of what is unknown or blank, the range of the total, and whom to ask what."""
    answers = MIXED[:20] + [None] * 5
    form.answer_all(answers)
    form.go("result")
    page = form.page
    unknown = [number for number, answer in enumerate(answers, 1) if answer == "unknown"]
    settled = oracle.expect([None if answer == "unknown" else answer for answer in answers])

    shown = page.locator("#desk-result").inner_text()
    assert f"「わからない」と答えた質問：{len(unknown)}問" in shown
    assert "まだ答えていない質問：5問" in shown
    assert f"{settled['lowest']}点から{settled['highest']}点の間" in shown
    page.get_by_text("聞く相手と聞く言葉を見る").click()
    asked = page.locator("[data-key=open]")
    assert [NAMES[number - 1] for number in unknown] == asked.locator("h4").all_inner_texts()
    for number in unknown:
        assert asked.get_by_text(TEXTS["items"][number - 1]["ask"]["question"]).is_visible()


def test_the_sheet_for_asking_is_copied(form):
    """Every open item is copied with whom to ask and the words; what can't be copied is said."""
    answers = ["done"] * 22 + ["unknown", "unknown", None]
    form.answer_all(answers)
    form.go("result")
    catch_copies(form.page)
    copy = form.page.get_by_role("button", name=TEXTS["plan"]["inquiry_copy"])
    copy.click()
    form.hears(TEXTS["records"]["text_copied"])
    copied = form.page.evaluate("copied")

    for number in (23, 24, 25):
        ask = TEXTS["items"][number - 1]["ask"]
        for words in (NAMES[number - 1], ask["whom"], ask["question"]):
            assert words in copied
    assert [] == [name for name in NAMES[:22] if name in copied]
    form.page.evaluate("refuse = true")
    copy.click()
    shown = form.page.locator("#ask #to-copy")
    shown.wait_for()
    assert copied == shown.text_content()


def test_the_pictures_are_tables_too(form):
    """What the pictures show stands in tables for screen readers; the drawings are hidden there."""
    answers = [*MIXED[:24], None]
    form.answer_all(answers)
    form.go("result")

    assert [
        [str(item["number"]), item["title"], LABELS[answer]]
        for item, answer in zip(ITEMS, answers, strict=True)
    ] == form.table("全項目の答え")
    expected = []
    for part in CATALOG["parts"]:
        own = [
            answer
            for item, answer in zip(ITEMS, answers, strict=True)
            if item["part"] == part["number"]
        ]
        counts = [str(own.count(answer)) for answer in (*oracle.ANSWERS, None)]
        points = f"{oracle.expect(own)['total']} / {4 * len(own)}点"
        expected.append([f"Part {part['number']} {part['name']}", *counts, points])
    assert expected == form.table("Partごとの答えの数と点数")
    assert form.page.locator("#result figure svg").count()
    assert 0 == form.page.locator("#result figure svg:not([aria-hidden=true] svg)").count()


def test_the_views_and_the_back_button(form):
    """Each view has its address, gets the focus, and is reached again by back and forward."""
    form.quiet()
    page = form.page
    address = page.url

    def assert_at(view):
        page.locator(f"#{view}").wait_for()
        assert (view, f"{address}#{view}") == (form.view, page.url)
        assert page.locator(f"#{view}").evaluate("e => e === document.activeElement")
        current = page.locator(".views [aria-current=page]").all()
        assert [f"#{view}"] == [link.get_attribute("href") for link in current]

    for view in VIEWS[1:]:
        form.go(view)
        assert_at(view)
    for view in reversed(VIEWS[1:-1]):
        page.evaluate("history.back()")
        page.locator(f"#{view}").wait_for()
        assert_at(view)
    page.evaluate("history.back()")
    page.locator("#form").wait_for()
    assert ("form", address) == (form.view, page.evaluate("location.href"))
    page.evaluate("history.forward()")
    page.locator("#result").wait_for()
    assert_at("result")


def test_back_shows_what_has_changed(form):
    """Going back to the result after another answer shows the plan of now."""
    form.answer_all(["done"] * 24 + ["unknown"])
    form.go("result")
    form.page.get_by_role("button", name="No.25の質問に戻る").click()
    form.answer(25, "partial")
    form.page.evaluate("history.back()")
    form.page.locator("#result").wait_for()

    assert [[NAMES[24], "一部実施している", "+2点"]] == form.plan()


@pytest.mark.parametrize("view", VIEWS[1:])
def test_a_view_has_an_address(form, view):
    """Who reloads a view or opens its address sees it, drawn."""
    form.page.goto(f"{form.site.form}#{view}")
    form.page.reload()
    form.ready().quiet()

    assert view == form.view
    assert form.page.locator(f"#desk-{view} h3, #desk-{view} p").first.is_visible()
    assert form.page.locator(f"#desk-{view} .desk__waiting").is_hidden()


def test_ids_are_unique(form):
    """However many views have been drawn, no id stands twice in the page."""
    form.answer_all(MIXED)
    for view in ("result", "records", "compare", "departments"):
        form.go(view)
        if view != "result":
            label = form.page.locator(f"#{view}").get_by_label("ファイルを選ぶ")
            assert (view, 1) == (view, label.count())
    ids = form.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")

    assert [] == sorted({name for name in ids if ids.count(name) > 1})
