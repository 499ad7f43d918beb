"""Several records: one company over time, and the departments that become one record."""

import json
import random
import re

import oracle
import pytest
from built import catalog, questionnaire, texts
from ideas import compare, record
from jsonschema import Draft202012Validator
from people import Form, catch_copies, file_of
from sheets import PY, sheet

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
SCHEMA = json.loads((PY / "record.schema.json").read_text(encoding="utf-8"))
LABELS = {answer["id"]: answer["label"] for answer in CATALOG["answers"]} | {None: "未回答"}
NAMES = [f"No.{item['number']} {item['title']}" for item in CATALOG["items"]]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
BETTER = ["done"] * 6 + MIXED[6:]
WORST = ["unknown", "not_done", "partial", "done", None]


def by_part(answers):
    """The points of each part."""
    rows = zip(CATALOG["items"], answers, strict=True)
    own = {part["number"]: [] for part in CATALOG["parts"]}
    for item, answer in rows:
        own[item["part"]].append(answer)
    return [str(oracle.expect(given)["total"]) for given in own.values()]


@pytest.fixture
def compared(form):
    """The view that compares three checks, given in another order than that of their dates."""
    last = [*BETTER[:24], "unknown"]
    form.go("compare").give(
        ("2.json", file_of(BETTER, company="甲社", date="2026-04-01")),
        ("3.json", file_of(last, company="甲社", date="2026-10-01")),
        ("1.json", file_of(MIXED, company="甲社", date="2025-10-01")),
    )
    return form, [MIXED, BETTER, last]


def test_over_time(compared):
    """Totals and parts stand in a table by date, and each item with its answers and its change."""
    form, sheets = compared
    dates = ["2025-10-01", "2026-04-01", "2026-10-01"]
    assert [
        [date, str(oracle.expect(answers)["total"]), *by_part(answers)]
        for date, answers in zip(dates, sheets, strict=True)
    ] == form.table("点数の移り変わり")

    rows = [row for row in form.table("項目ごとの答え（日付の古い順）") if len(row) > 1]
    assert NAMES == [row[0] for row in rows]
    for number, row in enumerate(rows):
        for column, answers in enumerate(sheets, 1):
            assert row[column].startswith(LABELS[answers[number]])
    marks = {row[0].split()[0]: row[-1] for row in rows}
    assert "よくなった（+2点）" in marks["No.2"]
    assert "わかった（+5点）" in marks["No.4"]
    assert "わからなくなった（−5点）" in marks["No.25"]
    assert "変わりなし" in marks["No.7"]


def test_only_what_changed(compared):
    """The box leaves the items that all checks answer alike out, and brings them back."""
    form, sheets = compared
    changed = [name for name, *given in zip(NAMES, *sheets, strict=True) if len(set(given)) > 1]
    box = form.unfold(form.page.get_by_label("変わった項目だけ"))
    for checked, expected in ((True, changed), (False, NAMES)):
        box.set_checked(checked)
        table = form.table("項目ごとの答え（日付の古い順）")
        assert expected == [row[0] for row in table if len(row) > 1]


def test_what_changed_is_copied(compared):
    """The summary of the last two checks is copied as it stands there."""
    form, sheets = compared
    catch_copies(form.page)
    form.page.get_by_role("button", name=TEXTS["compare"]["copy"]).click()
    form.hears(TEXTS["records"]["text_copied"])
    copied = form.page.evaluate("copied").splitlines()

    earlier, later = (
        record.load(QUESTIONNAIRE, file_of(answers, company="甲社", date=date))
        for answers, date in zip(sheets[1:], ("2026-04-01", "2026-10-01"), strict=True)
    )
    assert compare.summary(QUESTIONNAIRE, earlier, later) == copied
    form.page.get_by_text(TEXTS["compare"]["copied_text"]).click()
    shown = form.page.locator("#compare .summary").inner_text()
    assert copied[0] == form.page.locator("#compare-latest h3").inner_text()
    assert [line for line in copied[1:] if line] == [line for line in shown.splitlines() if line]


def test_this_check_against_a_file(form):
    """The answers of this tab take part beside a file, unless they are taken out."""
    form.answer_all(BETTER)
    form.go("compare").give(("a.json", file_of(MIXED, date="2025-10-01")))
    assert 2 == len(form.table("点数の移り変わり"))
    own = form.page.get_by_role("checkbox", name="いまの診断")
    own.uncheck()

    assert form.page.get_by_text(TEXTS["compare"]["too_few"]).is_visible()
    assert own.evaluate("e => e === document.activeElement")


def test_on_a_phone_nothing_is_a_table(compared):
    """On a phone, what changed are rows, and each answer of each check is reached without width."""
    form, sheets = compared
    form.page.set_viewport_size({"width": 360, "height": 740})
    rows = form.page.locator("#compare .steps > li").all_inner_texts()
    changed = [(name, *pair) for name, *pair in zip(NAMES, *sheets[1:], strict=True)]
    assert [
        [name, f"{LABELS[before]} → {LABELS[after]}", "−5点"]
        for name, before, after in changed
        if before != after
    ] == [row.split("\n") for row in rows]

    form.unfold(form.page.locator("#compare .compare"))
    shown = form.page.locator("#compare .compare tbody td").all_inner_texts()
    assert 25 * 4 == len(shown)
    assert shown[0].startswith("2025-10-01")
    assert form.fits()
    widest = form.page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('#compare *')]
            .filter(one => !one.closest('.visually-hidden'))
            .map(one => one.getBoundingClientRect().right))"""
    )
    assert 360 >= widest


@pytest.mark.parametrize("view", ["compare", "departments"])
def test_places_within_records_have_addresses(page, site, view):
    """The address of a place within the records leads there; its tab and its link say so."""
    form = Form(page, site).open(f"#{view}").quiet()
    links = page.locator(".views a[aria-current]").all()

    assert view == form.view
    assert [["#records", "true"], [f"#{view}", "page"]] == [
        [link.get_attribute(name) for name in ("href", "aria-current")] for link in links
    ]
    form.go("form")
    assert page.locator(f".views a[href='#{view}']").is_hidden()


SALES = ["done"] * 23 + ["partial", "done"]
PLANT = ["done", "not_done"] + ["done"] * 21 + ["partial", "unknown"]
OFFICE = ["done"] * 23 + ["partial", None]


@pytest.fixture
def departments(form):
    """The view of departments, with three files dropped into it."""
    form.go("departments").drop(
        *[
            (f"{name}.json", file_of(answers, company="甲社", department=name, date="2026-04-01"))
            for name, answers in (("営業", SALES), ("工場", PLANT), ("事務", OFFICE))
        ]
    )
    return form


def of_company(form):
    """What the matrix says of the company's answers, by name of the item."""
    return {row[0]: row[1] for row in form.table("項目ごとの答え（答えの開きの大きい順）")}


def test_where_people_disagree(departments):
    """Where people differ most comes first, each item with its lowest answer and the spread.

    Nobody's わからない is lost: it stands among what is open, with the name of who said it.
    """
    form = departments
    assert "departments" == form.view
    rows = form.table("項目ごとの答え（答えの開きの大きい順）")
    assert [NAMES[24], NAMES[1], NAMES[0], *NAMES[2:24]] == [row[0] for row in rows]
    assert ["わからない", "わからない", "5点", "実施している", "わからない", "未回答"] == rows[0][
        1:
    ]
    assert ["実施していない"] * 2 + ["4点"] == rows[1][1:4]
    opened = form.page.locator("#departments .findings").last
    form.unfold(opened)
    assert NAMES[24] in opened.inner_text()
    assert ["2. 甲社・工場 2026-04-01"] == opened.locator("li li").all_inner_texts()


def test_the_company_by_the_lowest(departments):
    """By the lowest answers the company's record says whom it comes from; others can read it."""
    form = departments
    lowest = ["done", "not_done"] + ["done"] * 21 + ["partial", "unknown"]
    total = oracle.expect(lowest)["total"]
    assert form.page.get_by_text(f"会社の合計は{total}点").is_visible()
    form.page.get_by_role("button", name="会社の記録にする").click()

    assert "result" == form.view
    assert lowest == form.answers()
    assert total == form.outputs()[1]
    _, content = form.go("records").save("記録を保存")
    made = json.loads(content)
    Draft202012Validator(SCHEMA).validate(made)
    assert {
        "rule": "lowest",
        "from": [
            {"company": "甲社", "department": name, "date": "2026-04-01"}
            for name in ("営業", "工場", "事務")
        ],
        "open": [25],
    } == made["merged"]
    assert ("甲社", total) == (made["company"], made["total"])


def test_the_company_item_by_item(departments):
    """Decided item by item, what isn't decided stays unanswered, and what was open stays named."""
    form = departments
    form.page.get_by_label("項目ごとに選ぶ").check()
    assert form.page.get_by_text("会社の答えの決まっていない項目が2問").is_visible()
    choice = form.page.get_by_role("button", name="会社の答え（No.25")
    choice.focus()
    form.page.keyboard.press("Enter")
    form.page.keyboard.press("Enter")
    form.page.locator("#ask").wait_for(state="hidden")
    assert "実施している" == choice.inner_text()
    assert choice.evaluate("e => e === document.activeElement")
    assert form.page.get_by_text("会社の答えの決まっていない項目が1問").is_visible()
    opened = form.unfold(form.page.locator("#departments .findings").last)
    assert NAMES[24] in opened.inner_text()
    form.page.get_by_role("button", name="会社の記録にする").click()

    assert ["done", None] + ["done"] * 21 + ["partial", "done"] == form.answers()
    made = json.loads(form.page.evaluate("selfcheck.read().text"))
    assert ("chosen", [25]) == (made["merged"]["rule"], made["merged"]["open"])


def test_the_rule_by_keyboard(departments):
    """Choosing the rule with an arrow key leaves the focus on the rule that was chosen."""
    form = departments
    form.page.get_by_label("いちばん低い答えにする").focus()
    form.page.keyboard.press("ArrowDown")

    assert "chosen" == form.page.evaluate("document.activeElement.value")


def test_what_is_odd_is_pointed_out(departments):
    """A file or a department given twice, and another company, are pointed out."""
    form = departments
    assert ["incomplete"] == kinds(form)
    form.give(
        ("営業の控え.json", file_of(SALES, company="甲社", department="営業", date="2026-04-01")),
        ("工場2.json", file_of(SALES, company="甲社", department="工場", date="2026-04-01")),
        ("よその.json", file_of(MIXED, company="乙社", department="営業", date="2026-05-01")),
        ("名なし.json", file_of(MIXED, company="甲社", date="2026-05-01")),
    )

    expected = ["companies", "same", "department", "unnamed", "incomplete", "dates"]
    assert expected == kinds(form)
    assert 3 + 4 + 4 == len(form.table("項目ごとの答え（答えの開きの大きい順）")[0])
    form.page.locator("#departments .chooser").get_by_role("checkbox", name="乙社").uncheck()
    assert "companies" not in kinds(form)


def kinds(form):
    """The kinds of what is pointed out before merging."""
    found = form.page.locator("#departments .findings > li[data-kind]").all()
    return [one.get_attribute("data-kind") for one in found]


# Counts how often the page is free, and answers a question the tenth time.
FREE = """() => {
    window.free = 0
    const later = window.setTimeout
    window.setTimeout = (work, delay, ...more) => later(() => {
        if (!delay) {
            free += 1
            if (free === 10) document.querySelector('input[name=q25][value=done]').click()
        }
        work()
    }, delay, ...more)
}"""


def test_five_hundred_kept_records(slow):
    """Many kept records are read with room for answers in between, and listed page by page."""
    texts = {
        f"selfcheck5.kept.{number:03}": file_of(
            MIXED, company=f"会社{number % 30}", role=str(number)
        )
        for number in range(500)
    }
    slow.quiet()
    slow.page.evaluate(
        "texts => Object.entries(texts).forEach(([key, text]) => localStorage.setItem(key, text))",
        texts,
    )
    slow.page.evaluate(FREE)
    slow.go("records")
    slow.page.get_by_text("501件のうち、1件目から50件目までです。").wait_for(timeout=120_000)

    assert slow.page.evaluate("free") > sum(map(len, texts.values())) / (3000 + 1000)
    assert [*[None] * 24, "done"] == slow.answers()
    assert "done" == json.loads(slow.page.evaluate("selfcheck.read().text"))["answers"]["25"]
    assert slow.page.locator("#reading").is_hidden()
    # Reading makes room, as was seen; a turn in a thousand steps takes a busy machine too long.
    slow.page.evaluate("() => { performance.now = () => 0 }")
    seen = set()
    for count in [50] * 10 + [1]:
        rows = slow.page.locator("#desk-records .record")
        assert count == rows.count()
        seen |= set(rows.locator(".record__head").all_text_contents())
        turn = slow.page.get_by_role("button", name=re.compile(r"次の\d+件"))
        if turn.count():
            turn.click()
            slow.page.locator("#page-records:focus").wait_for()
    assert 501 == len(seen)


def test_many_records_over_time(form):
    """Of many records the newest dozen are compared, and older ones a step away."""
    dates = [f"20{year:02}-{month:02}-01" for year in range(10, 14) for month in range(1, 11)]
    form.go("compare").give(
        *[(f"{date}.json", file_of(MIXED, company="甲社", date=date)) for date in dates]
    )
    assert dates[-12:] == [row[0] for row in form.table("点数の移り変わり")]
    older = form.page.get_by_role("button", name="もっと古い記録を見る")
    for _ in range(3):
        older.click()
    assert dates[:12] == [row[0] for row in form.table("点数の移り変わり")]
    assert 0 == older.count()


def test_two_hundred_departments(form):
    """Two hundred files are read with progress shown, the page stays alive, the sum is right."""
    draw = random.Random(20261123)
    answers = [[draw.choice(oracle.ANSWERS) for _ in range(25)] for _ in range(200)]
    for given in answers:
        given[0] = "done"
        given[1] = draw.choice(["done", "partial"])
    files = [
        (f"{number}.json", file_of(given, company="甲社", department=f"部署{number}"))
        for number, given in enumerate(answers)
    ]
    form.go("departments")
    form.page.evaluate(
        """() => {
            window.seen = {frames: 0, progress: new Set()}
            const look = () => {
                const bar = document.getElementById('reading')
                if (!bar.hidden) {
                    seen.frames += 1
                    seen.progress.add(bar.querySelector('progress').value)
                }
                requestAnimationFrame(look)
            }
            look()
        }"""
    )
    form.drop(*files)
    seen = form.page.evaluate("({frames: seen.frames, progress: [...seen.progress]})")

    assert seen["frames"] > 20
    assert len(seen["progress"]) > 20
    assert sorted(seen["progress"]) == seen["progress"]
    assert form.page.locator("#reading").is_hidden()
    lowest = [min(given, key=WORST.index) for given in zip(*answers, strict=True)]
    assert {name: LABELS[answer] for name, answer in zip(NAMES, lowest, strict=True)} == of_company(
        form
    )
    form.page.get_by_role("button", name="会社の記録にする").click()
    assert lowest == form.answers()
    assert oracle.expect(lowest)["total"] == form.outputs()[1]
