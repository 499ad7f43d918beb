"""The view of the result: what to do next, what is still open, and the ways between the views."""

import itertools

import oracle
from built import catalog, texts
from people import VIEWS, Form, catch_copies, file_of
from sheets import sheet

CATALOG = catalog()
ITEMS = CATALOG["items"]
TEXTS = texts()
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
NAMES = [f"No.{item['number']} {item['title']}" for item in ITEMS]
LABELS = {answer["id"]: answer["label"] for answer in CATALOG["answers"]} | {None: "未回答"}


def waiting(answers, part=None, answer=None, basics=False):
    """The names of the items that wait behind the first steps, by the oracle's order."""
    rows = oracle.expect(answers)["improvements"]
    known = [row for row in rows if row[1] != "unknown"]
    return [
        NAMES[number - 1]
        for number, given, _gain in known[3 - (known != rows) :]
        if part in (None, ITEMS[number - 1]["part"])
        and answer in (None, given)
        and (ITEMS[number - 1]["basic"] or not basics)
    ]


def listed(form):
    """The names of the items in the row of the plan."""
    return form.page.locator("#plan .results__name").all_text_contents()


def assert_planned(form, **filters):
    """The plan shows what passes the filters, and says how many of how many these are."""
    expected = waiting(MIXED, **filters)
    assert expected == listed(form)
    shown = form.page.locator("#plan-shown").inner_text()
    assert f"{len(waiting(MIXED))}項目のうち" in shown
    assert (f"うち{len(expected)}項目を表示" in shown) == bool(expected)


def test_filters(form):
    """The plan is narrowed by part, by answer and to the basic items, and each combines."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    page.get_by_text("計画のつづき").click()
    assert_planned(form)

    page.get_by_label("基本の項目だけ").check()
    assert_planned(form, basics=True)
    page.get_by_label("答えで絞る").select_option(label="一部実施している")
    assert_planned(form, basics=True, answer="partial")
    page.get_by_label("基本の項目だけ").uncheck()
    page.get_by_label("Partで絞る").select_option("2")
    assert_planned(form, part=2, answer="partial")
    page.get_by_label("答えで絞る").focus()
    page.get_by_label("答えで絞る").select_option(label="すべて")
    assert_planned(form, part=2)
    assert page.locator("#plan-answer").evaluate("e => e === document.activeElement")


def test_a_filter_that_nothing_passes(form):
    """Where no item passes, that is said, and taking the filter away brings them back."""
    form.answer_all(["partial"] * 4 + ["done"] * 21)
    form.go("result").unfold_view()
    form.page.get_by_label("Partで絞る").select_option("2")
    assert [] == listed(form)
    assert "合う項目はありません" in form.page.locator("#plan-shown").inner_text()

    form.page.get_by_label("Partで絞る").select_option("")
    assert [NAMES[3]] == listed(form)


def test_what_is_planned_stays(form):
    """Tick, person, date and note of an item are there again after a reload, fields and all."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    written = {"owner": "山田 <花子>", "due": "2027-03-31", "note": "台帳を見た。\n写真あり。"}
    form.write(4, **written)
    assert written == form.written(4)
    form.tick(4).check()
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


def test_leaving_while_typing(form):
    """What is being typed is kept when its fields are left, or the view with them."""
    form.answer_all(MIXED)

    def type_into(number):
        form.go("result").write(number)
        form.page.locator("#writing-note").click()
        form.page.keyboard.type(f"memo {number}")

    type_into(4)
    form.page.evaluate("history.back()")
    form.page.locator("#form").wait_for()
    type_into(7)
    form.page.keyboard.press("Escape")
    opener = form.planned(7).get_by_role("button", name="担当・期限・メモを書く")
    assert opener.evaluate("e => e === document.activeElement")
    form.go("records")
    type_into(8)
    form.drop(("a.json", file_of(MIXED)))
    form.go("result")

    for number in (4, 7, 8):
        assert {"note": f"memo {number}"} == form.written(number)


def test_one_item_at_a_time(form):
    """What is written about one item stands in no other's fields, nor in a field that is closed."""
    form.answer_all(MIXED)
    form.go("result").write(4, owner="山田", note="台帳").write(7)
    page = form.page
    fields = page.locator("#writing :is(input, textarea)")
    assert [""] * 6 == [field.input_value() for field in fields.all()]
    page.locator("#writing-owner").fill("鈴木")
    page.keyboard.press("Enter")
    page.locator("#writing").wait_for(state="hidden")

    assert [{"owner": "山田", "note": "台帳"}, {"owner": "鈴木"}] == [
        form.written(number) for number in (4, 7)
    ]
    assert [""] * 6 == [field.input_value() for field in fields.all()]


def test_a_tick_by_keyboard(form):
    """A box to tick is reached by Tab from its fields, says its state, and keeps the focus."""
    form.answer_all(MIXED)
    form.go("result").planned(4).get_by_role("button", name="担当・期限・メモを書く").focus()
    form.page.keyboard.press("Tab")
    for key, ticked in itertools.product(("Space", "Enter"), (True, False)):
        form.page.keyboard.press(key)
        assert ticked == form.tick(4).is_checked(), key
        assert form.tick(4).evaluate("e => e === document.activeElement"), key


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


def test_three_things_come_first(form):
    """What to do first is asking and the two largest gains, each with its steps; then the rest."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    titles = page.locator(".step__title").all_inner_texts()
    unknown = MIXED.count("unknown")
    known = [row[0] for row in oracle.expect(MIXED)["improvements"] if row[1] != "unknown"]

    assert page.get_by_role("heading", name="まず、この3つ").is_visible()
    assert page.get_by_text("50点まで、あと16点です。").is_visible()
    assert [f"わからない{unknown}問を、紙1枚で聞く"] == titles[:1]
    assert [TEXTS["items"][number - 1]["today"]["title"] for number in known[:2]] == titles[1:]
    steps = TEXTS["items"][known[0] - 1]["today"]["steps"]
    page.get_by_text(f"{len(steps)}つの手順").first.click()
    for step in steps:
        assert page.locator("#desk-result .first").get_by_text(step).is_visible()
    assert page.locator("#plan summary").first.inner_text().endswith(f"残り{len(known) - 2}項目")


def test_how_the_order_is_decided(form):
    """Folded beside the distance stands whose order it is, and which items cover the distance."""
    form.answer_all(MIXED)
    form.go("result").page.get_by_text("順番の決め方").click()

    said = form.page.locator("[data-key=order]").inner_text()
    assert "このサイトが決めた" in said
    missing, reaching = 16, []
    for number, _answer, gain in oracle.expect(MIXED)["improvements"]:
        if missing > 0:
            reaching.append(f"No.{number}")
            missing -= gain
    assert f"{'、'.join(reaching)}が「実施している」になったとき" in said


def test_what_is_unknown_is_asked_on_paper(form):
    """The sheet for asking is printed from the first step; whom to ask what is folded beside it."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    unknown = [number for number, answer in enumerate(MIXED, 1) if answer == "unknown"]
    settled = oracle.expect([None if answer == "unknown" else answer for answer in MIXED])
    page.evaluate("window.print = () => {}")

    page.get_by_role("button", name="確認シートを印刷").click()
    assert "inquiry" == page.locator("html").get_attribute("data-print")
    page.get_by_text(f"{len(unknown)}問の聞く言葉").click()
    asked = page.locator("[data-key=ask]")
    assert f"{settled['lowest']}点から{settled['highest']}点の間" in asked.inner_text()
    assert [NAMES[number - 1] for number in unknown] == asked.locator("h4").all_inner_texts()
    for number in unknown:
        question = TEXTS["items"][number - 1]["ask"]["question"]
        assert form.planned(number).get_by_text(question).is_visible()


def test_done_moves_the_score(form):
    """An item ticked as done has its answers beside it; one of them moves score, ruler and form."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    number = MIXED.index("not_done") + 1
    before = page.locator("#verdict .ruler__mark").get_attribute("x")
    assert 0 == page.locator("[data-action=answer]").count()
    form.tick(number).check()
    done = form.planned(number).get_by_role("button", name="実施している", exact=True)
    assert "false" == done.get_attribute("aria-pressed")
    none = form.planned(number).get_by_role("button", name="実施していない", exact=True)
    assert "true" == none.get_attribute("aria-pressed")
    done.click()

    form.hears(f"No.{number}の答えを「実施している」に変えました。")
    changed = [*MIXED[: number - 1], "done", *MIXED[number:]]
    total = oracle.expect(changed)["total"]
    assert str(total) == page.locator("#score").inner_text()
    assert changed == form.answers()
    assert before != page.locator("#verdict .ruler__mark").get_attribute("x")
    assert NAMES[number - 1] not in [row[0] for row in form.plan()]
    assert page.locator("#verdict").evaluate("e => e === document.activeElement")

    page.get_by_role("button", name="元に戻す").click()
    page.locator(f"#plan-{number}-name").wait_for(state="attached")
    assert MIXED == form.answers()
    assert "34" == page.locator("#score").inner_text()
    page.reload()
    assert MIXED == form.ready().answers()


def test_no_answer_adds_a_field_to_the_result(form):
    """The fields of the result are the same before any answer and after all, one item ticked."""
    fields = """() => [...document.querySelectorAll('#result :is(input, select, textarea)')].map(
        field => [field.type, field.name, field.id, field.options?.length])"""
    form.go("result")
    before = form.page.evaluate(fields)
    form.answer_all(MIXED)
    form.go("form").go("result").tick(4).check()

    assert before == form.page.evaluate(fields)


def test_whose_it_is_stands_above(form):
    """Who wants to name the company is led to its field; then the name stands in that place."""
    form.answer_all(MIXED)
    form.go("result")
    page = form.page
    page.get_by_role("button", name="会社名を書く").click()
    assert page.locator("#about-company").evaluate("e => e === document.activeElement")
    page.keyboard.type("甲社")
    page.keyboard.press("Tab")

    assert "about-department" == page.evaluate("document.activeElement.id")
    page.locator(".whose", has_text="甲社").wait_for()
    assert 0 == page.get_by_role("button", name="会社名を書く").count()


# In an order in which no answer has to be taken back: (answers, what is said, what isn't).
STATES = [
    ([None] * 25, ["あと25問で結果が出ます。", "質問に答える"], ["まず、この", "項目の様子"]),
    (MIXED[:3] + [None] * 22, ["あと22問で", "続きから答える", "ここまでの計画"], ["まず、この"]),
    (["done"] * 25, ["100", "おめでとう", "次に診断する日を決める"], ["まず、この", "あと"]),
    (
        ["unknown"] * 25,
        ["まず、この1つ", "わからない25問を、紙で聞く", "聞くことから始めます"],
        ["点まで、あと", "最大+", "計画のつづき"],
    ),
]


def test_other_states_are_calm(form):
    """Each state says the one thing there is to do, and nothing of what it hasn't got."""
    for answers, said, missing in STATES:
        form.go("form").answer_all(answers)
        form.go("result")
        shown = form.page.locator("#result").inner_text()

        assert [] == [words for words in said if words not in shown], answers
        assert [] == [words for words in missing if words in shown], answers


def test_the_day_of_the_next_check(form):
    """With full points the result leads to where the day of the next check is entered."""
    form.answer_all(["done"] * 25)
    form.go("result").page.get_by_role("button", name="次に診断する日を決める").click()

    form.page.locator("#next-check:focus").wait_for()
    assert "records" == form.view


# As it is seen, whatever unfolds: height, controls, sizes of type, and where the first step stands.
MEASURED = """() => {
    const seen = element => element.checkVisibility() && element.getClientRects().length
    const result = document.getElementById('result')
    const all = [...result.querySelectorAll('*')].filter(seen)
    const type = all.filter(one => [...one.childNodes].some(
        node => node.nodeType === 3 && node.data.trim()) && !one.closest('.visually-hidden'))
    const first = result.querySelector('.step__title')
    return {
        height: result.getBoundingClientRect().height,
        controls: all.filter(one => one.matches('a, button, input, select, summary')).length,
        sizes: [...new Set(type.map(one => getComputedStyle(one).fontSize))],
        first: first.getBoundingClientRect().top - result.getBoundingClientRect().top,
    }
}"""


def test_a_result_is_read_at_a_glance(form):
    """It takes three screens of a phone; what to do stands on the first or second."""
    for letters in ("D" * 12 + "P" * 5 + "N" * 5 + "UUU", "U" * 25):
        form.go("form").answer_all(sheet(letters))
        form.go("result")
        for width, most in ((360, 2200), (1280, 1200)):
            form.page.set_viewport_size({"width": width, "height": 740})
            measured = form.page.evaluate(MEASURED)
            case = (letters, width)

            assert measured["height"] < most, case
            assert measured["first"] < 700, case
            assert measured["controls"] <= 25, case
            assert len(measured["sizes"]) <= 7, case
            assert form.fits(), case


def test_the_sheet_for_asking_is_copied(form):
    """Every open item is copied with whom to ask and the words; what can't be copied is said."""
    answers = ["done"] * 22 + ["unknown", "unknown", None]
    form.answer_all(answers)
    form.go("result").unfold_view()
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


def test_the_picture_is_a_table_too(form):
    """What the picture shows is a table for screen readers; its drawings are hidden there."""
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
        expected.append(f"{oracle.expect(own)['total']} / {4 * len(own)}点")
    assert expected == form.page.locator("#result .picture__points").all_inner_texts()
    assert form.page.locator("#result figure svg").count()
    assert 0 == form.page.locator("#result figure svg:not([aria-hidden=true])").count()


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
    form.go("result").planned(25)
    form.page.get_by_role("button", name="No.25の質問に戻る").click()
    form.answer(25, "partial")
    form.page.evaluate("history.back()")
    form.page.locator("#result").wait_for()

    assert [[NAMES[24], "一部実施している", "+2点"]] == form.plan()


def test_a_view_has_an_address(form):
    """Who reloads a view or opens its address sees it, drawn."""
    for view in VIEWS[1:]:
        form.page.goto(f"{form.site.form}#{view}")
        form.page.reload()
        form.ready().quiet()

        assert view == form.view
        assert form.page.locator(f"#desk-{view} :is(h3, p):visible").count(), view
        assert form.page.locator(f"#desk-{view} .desk__waiting").is_hidden(), view


def test_ids_are_unique(form):
    """However many views have been drawn, no id stands twice in the page."""
    form.answer_all(MIXED)
    for view in ("result", "records", "compare", "departments"):
        form.go(view)
        if view != "result":
            label = form.page.locator(f"#{view}").get_by_label("ファイルを読み込む")
            assert (view, 1) == (view, label.count())
    ids = form.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")

    assert [] == sorted({name for name in ids if ids.count(name) > 1})


def test_all_of_the_result_stands_in_two_columns(form):
    """With room, each part of the result is in one of two columns, and none covers another."""
    form.answer_all(MIXED)
    form.go("result")
    boxes = form.page.evaluate(
        """() => [...document.querySelectorAll(
            '#result .result__head, #result .result__ways, #result .glance, #result .first,' +
            '#result .fold:not(.fold .fold), #result .fold-link'
        )].map(part => part.getBoundingClientRect()).filter(({width}) => width)
            .map(({left, top, right, bottom}) => [left, top, right, bottom].map(Math.round))"""
    )

    assert len(boxes) > 6
    assert 2 == len({(left, right) for left, _, right, _ in boxes})
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0]
        # A row's line lies on that of the row above it.
        assert apart or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
