"""What `compare` and `compare_view` say of several records over time."""

import copy
from itertools import permutations, product

import oracle
import pytest
import views.comparison
from drawn import HOSTILE, found, made, marked_up, said, seen, whole
from hypothesis import given
from hypothesis import strategies as st
from ideas import compare
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, sheet, texts

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
COUNT = len(CATALOG["items"])
COMPARISON = whole(views.comparison.view)
GIVEN = [*oracle.ANSWERS, None]
COMPLETE = st.lists(st.sampled_from(oracle.ANSWERS), min_size=COUNT, max_size=COUNT)
SHEETS = COMPLETE | st.lists(st.sampled_from(GIVEN), min_size=COUNT, max_size=COUNT)
PLANS = [{}, {"ticked": True}, {"due": "2026-01-01"}, {"owner": "x", "note": "y"}]


def total(answers):
    return sum(oracle.POINTS[answer] for answer in answers if answer)


def expected_kind(old, new):
    """What became of an answer, looked up in a table of its own."""
    order = ["not_done", "partial", "done"]
    if old == new:
        return "same"
    if old is None or new is None:
        return "answered" if old is None else "blank"
    if "unknown" in (old, new):
        return "known" if old == "unknown" else "unknown"
    return "better" if order.index(new) > order.index(old) else "worse"


@pytest.mark.parametrize("dates", [*product(["2025-12-31", "2026-01-01", None], repeat=3)])
def test_records_are_ordered_by_date(dates):
    """Records stand by date, those without one last, equal ones as they were given."""
    records = [made([], date=date) for date in dates]

    expected = [
        index for day in ("2025-12-31", "2026-01-01", None) for index in range(3)
        if dates[index] == day
    ]  # fmt: skip
    assert expected == compare.in_order(records)


@given(st.lists(SHEETS, max_size=4))
def test_the_timeline_has_the_scores(sheets):
    """Each point of the timeline has the total, the parts and the number of answers."""
    points = compare.timeline(QUESTIONNAIRE, [made(answers) for answers in sheets])

    for answers, point in zip(sheets, points, strict=True):
        assert total(answers) == point["total"] == sum(point["parts"])
        assert COUNT - answers.count(None) == point["answered"]
        assert (None not in answers) == point["complete"]
        assert point["date"] is None


@pytest.mark.parametrize(("old", "new"), [*product(GIVEN, repeat=2)])
def test_every_change_of_one_answer(old, new):
    """Of all pairs of answers, each is the change that it is, and gains its points."""
    rest = ["done"] * (COUNT - 1)

    row, *others = compare.changes(QUESTIONNAIRE, [old, *rest], [new, *rest])

    gain = None if None in (old, new) else oracle.POINTS[new] - oracle.POINTS[old]
    kind = expected_kind(old, new)
    assert {"number": 1, "before": old, "after": new, "kind": kind, "gain": gain} == row
    assert {"same"} == {other["kind"] for other in others}


@given(SHEETS, SHEETS)
def test_changes_explain_the_totals(before, after):
    """Gains and the points of what was answered or left add up to the difference in totals."""
    rows = compare.changes(QUESTIONNAIRE, before, after)

    explained = sum(
        oracle.POINTS.get(row["after"], 0) - oracle.POINTS.get(row["before"], 0)
        if row["gain"] is None
        else row["gain"]
        for row in rows
    )
    assert total(after) - total(before) == explained
    assert list(range(1, COUNT + 1)) == [row["number"] for row in rows]


@given(SHEETS, SHEETS)
def test_changes_back_are_the_opposite(before, after):
    """What got better gets worse on the way back, and so on."""
    opposite = {
        "better": "worse", "worse": "better", "known": "unknown", "unknown": "known",
        "answered": "blank", "blank": "answered", "same": "same",
    }  # fmt: skip
    there = compare.changes(QUESTIONNAIRE, before, after)
    back = compare.changes(QUESTIONNAIRE, after, before)

    assert [opposite[row["kind"]] for row in there] == [row["kind"] for row in back]


def test_a_questionnaire_without_an_unknown_answer():
    """Where no answer is unknown, there is only better and worse; equal points are the same."""
    other = {
        "items": [{"number": 1, "part": 1}, {"number": 2, "part": 1}, {"number": 3, "part": 1}],
        "answers": [
            {"id": "yes", "points": 1},
            {"id": "no", "points": 0},
            {"id": "none", "points": 0},
        ],
    }

    rows = compare.changes(Questionnaire(other, {}), ["no", "yes", "no"], ["yes", "no", "none"])

    assert ["better", "worse", "same"] == [row["kind"] for row in rows]


@pytest.mark.parametrize(("before", "after"), [(24, 25), (25, 24), (26, 26), (0, 0)])
def test_a_wrong_number_of_answers(before, after):
    """Sheets of another length are refused."""
    with pytest.raises(ValueError, match=f"{before} and {after} answers for {COUNT} items"):
        compare.changes(QUESTIONNAIRE, [None] * before, [None] * after)


@pytest.mark.parametrize(
    ("old", "new", "planned"),
    [*product(GIVEN, GIVEN, PLANS)],
)
def test_what_was_planned_and_did_not_move(old, new, planned):
    """An item with a tick or a date that kept its answer is named, unless all points are there."""
    numbers = compare.unmoved(QUESTIONNAIRE, made([old], {1: planned}), made([new]))

    still = old == new != "done" and bool({"ticked", "due"} & planned.keys())
    assert ([1] if still else []) == numbers


@given(SHEETS, SHEETS)
def test_the_summary_names_every_item_once_under_its_heading(before, after):
    """Each changed item stands in the summary under the heading of its change, with its title."""
    lines = compare.summary(QUESTIONNAIRE, made(before), made(after))
    words = TEXTS["compare"]["summary"]
    sections = "\n".join(lines).split("\n\n")

    for kind in compare.KINDS:
        own = [
            number
            for number, pair in enumerate(zip(before, after, strict=True), 1)
            if expected_kind(*pair) == kind
        ]
        heading = words["answered_items" if kind == "answered" else kind].format(count=len(own))
        bodies = [one.split("\n")[1:] for one in sections if one.split("\n")[0] == heading]
        assert bool(own) == bool(bodies)
        if own:
            titles = [f"・No.{n} {CATALOG['items'][n - 1]['title']}：" for n in own]
            for title, line in zip(titles, bodies[0], strict=True):
                assert line.startswith(title)


@given(SHEETS, SHEETS)
def test_unfinished_checks_are_not_compared_silently(before, after):
    """The summary says that totals can't be compared fairly just when an answer is missing."""
    lines = compare.summary(QUESTIONNAIRE, made(before), made(after))

    unfinished = None in before or None in after
    assert unfinished == (TEXTS["compare"]["summary"]["unfair"] in lines)


def test_a_whole_summary():
    """A summary is ready for a meeting: totals, changes, what is open, what was planned, notes."""
    plan = {2: {"due": "2026-03-31", "owner": "佐藤"}, 3: {"ticked": True}, 1: {"ticked": True}}
    notes = {4: {"note": "見直した\n次は3月"}, 5: {"note": "変わっていない"}}
    earlier = made(sheet("D" + "N" * 24), plan, company="山田商店", date="2025-11-20")
    later = made(sheet("DNNP" + "N" * 20 + "U"), notes, company="山田商店", date="2026-11-23")

    title = CATALOG["items"][1]["title"]
    expected = [
        "前回から変わったこと",
        "前回：山田商店 2025-11-20",
        "今回：山田商店 2026-11-23",
        "合計：4点 → 5点（+1点）",
        "判定：49点以下 → 49点以下",
        "",
        "よくなった項目（1）",
        "・No.4 共有設定を見直す：実施していない → 一部実施している（+2点）",
        "",
        "「わからない」に変わった項目（1）",
        "・No.25 情報セキュリティ対策をルール化する：実施していない → わからない（−1点）",
        "",
        "まだ決まっていない項目（1）",
        "・No.25 情報セキュリティ対策をルール化する：わからない",
        "",
        "決めたことのうち、答えが変わっていないもの（2）",
        f"・No.2 {title}：実施していない（担当：佐藤、期限：2026-03-31）",
        "・No.3 強固なパスワードを使用する：実施していない（「済んだ」の印あり）",
        "",
        "変わった項目の、今回のメモ",
        "・No.4 共有設定を見直す",
        "｜見直した",
        "｜次は3月",
    ]
    assert expected == compare.summary(QUESTIONNAIRE, earlier, later)


def test_nothing_changed():
    """A summary of two equal checks says that nothing changed."""
    lines = compare.summary(QUESTIONNAIRE, made(["done"] * COUNT), made(["done"] * COUNT))

    assert ["", TEXTS["compare"]["none_changed"]] == lines[-2:]


def test_comparing_leaves_the_records_alone():
    """Neither the summary nor the view changes a record."""
    records = [made(sheet("DPNU."), {1: {"note": "x"}}), made(sheet("UN"), date="2026-01-01")]
    before = copy.deepcopy(records)

    compare.summary(QUESTIONNAIRE, *records)
    COMPARISON(QUESTIONNAIRE, records)

    assert before == records


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_records(count):
    """With fewer than two records the view says what to do, and nothing else."""
    nodes = COMPARISON(QUESTIONNAIRE, [made([])] * count)

    assert TEXTS["compare"]["too_few"] == seen(nodes)


def test_columns_stand_by_date():
    """The table's columns are the records by date, whatever order they came in."""
    records = [made([], date=date) for date in ("2024-01-01", "2025-01-01", "2026-01-01")]

    for order in permutations(records):
        (table,) = found(COMPARISON(QUESTIONNAIRE, list(order)), "table", class_="compare")
        dates = found([table], "span", class_="compare__date")
        assert ["2024-01-01", "2025-01-01", "2026-01-01"] == [said([date]) for date in dates]


@given(st.lists(SHEETS, min_size=2, max_size=4), st.booleans())
def test_the_table_has_each_answer(sheets, changed_only):
    """Each row has the item's answers and what changed in all; unchanged ones can be left out."""
    answers = {row["id"]: row["label"] for row in CATALOG["answers"]} | {None: "未回答"}
    nodes = COMPARISON(QUESTIONNAIRE, [made(one) for one in sheets], changed_only)
    rows = {}
    for row in found(nodes, "tr"):
        if found([row], "th", scope="row") and found([row], "td"):
            rows[said(found([row], "th"))] = found([row], "td")

    expected = {}
    for item, given_answers in zip(CATALOG["items"], zip(*sheets, strict=True), strict=True):
        if len(set(given_answers)) > 1 or not changed_only:
            expected[f"No.{item['number']} {item['title']}"] = given_answers
    table = {title: cells for title, cells in rows.items() if title.startswith("No.")}
    assert list(expected) == list(table)
    for title, given_answers in expected.items():
        assert [answers[one] for one in given_answers] == [cell[3][2] for cell in table[title][:-1]]
        (mark,) = found(table[title][-1:], "span", class_="change")
        assert expected_kind(given_answers[0], given_answers[-1]) == mark[1]["data-kind"]
        assert TEXTS["compare"]["changes"][mark[1]["data-kind"]] in said([mark])


def test_what_changed_between_is_marked():
    """Of three records, a change that was undone is marked twice, and is no change in all."""
    records = [
        made([answer], date=f"202{year}-01-01")
        for year, answer in enumerate(["done", "partial", "done"])
    ]
    nodes = COMPARISON(QUESTIONNAIRE, records, True)

    table = found(nodes, "table", class_="compare")
    marks = [mark[1]["data-kind"] for mark in found(table, "span", class_="change")]
    assert ["worse", "better", "same"] == marks


def test_what_changed_is_a_row():
    """Of the newest two, each item that changed says its answers before and now, and the gain."""
    records = [made(sheet(letters)) for letters in ("DPNU.", "PPDND")]
    nodes = COMPARISON(QUESTIONNAIRE, records)
    rows = [
        [said([part]) for part in row[2:]]
        for row in found(found(nodes, "ul", class_="steps"), "li")
    ]
    names = [f"No.{item['number']} {item['title']}" for item in CATALOG["items"]]

    assert [
        [names[0], "実施している → 一部実施している", "−2点"],
        [names[2], "実施していない → 実施している", "+4点"],
        [names[3], "わからない → 実施していない", "+1点"],
        [names[4], "未回答 → 実施している", TEXTS["compare"]["changes"]["answered"]],
    ] == rows


def test_nothing_changed_in_the_table():
    """If only changed items are wanted and there are none, the view says so."""
    nodes = COMPARISON(QUESTIONNAIRE, [made([]), made([])], True)

    assert [] == found(nodes, "table", class_="compare")
    assert TEXTS["compare"]["none_changed"] in said(nodes)


def test_what_the_page_handles():
    """The view has the check box with its state, the copy button, and a region to scroll by key."""
    records = [made([]), made([])]

    for changed_only in (False, True):
        nodes = COMPARISON(QUESTIONNAIRE, records, changed_only)
        (box,) = found(nodes, "input", data_change="compare-changed")
        assert changed_only == ("checked" in box[1])
        assert 1 == len(found(nodes, "button", type="button", data_action="copy-summary"))
    (region,) = found(COMPARISON(QUESTIONNAIRE, records), "div", role="region")
    assert ("0", "scroll") == (region[1]["tabindex"], region[1]["class"])
    assert region[1]["aria-label"]


def remarks(records):
    """What the view remarks on, each as its text."""
    nodes = COMPARISON(QUESTIONNAIRE, records)
    return [said([one]) for one in found(nodes, "p", class_="remark")]


def remarked(word, **values):
    return TEXTS["compare"][word].format(**values)


@pytest.mark.parametrize(
    ("companies", "named"),
    [
        (("A", "A"), None),
        (("A", "B"), "A、B"),
        (("B", "A"), "B、A"),
        (("A", None), "A、会社名なし"),
        ((None, "A"), "会社名なし、A"),
        ((None, None), None),
    ],
)
def test_different_companies_are_pointed_out(companies, named):
    """Records of two companies, one perhaps unnamed, can be compared, but page and text say so."""
    records = [made([], company=company) for company in companies]

    lines = compare.summary(QUESTIONNAIRE, *records)

    companies_said = [one for one in remarks(records) if one.startswith("会社名の違う")]
    assert [remarked("companies", companies=named)] * bool(named) == companies_said
    assert bool(named) == (TEXTS["compare"]["summary"]["companies"] in lines)


@pytest.mark.parametrize(
    ("departments", "named"),
    [
        (("営業", "営業"), None),
        (("営業", "総務"), "営業、総務"),
        (("総務", "営業"), "総務、営業"),
        (("営業", None), "営業、部署名なし"),
        ((None, None), None),
    ],
)
@pytest.mark.parametrize("companies", [("A", "A"), (None, None), ("A", "B"), ("A", None)])
def test_different_departments_are_pointed_out(companies, departments, named):
    """Departments of one company that differ are pointed out; those of several companies aren't."""
    records = [
        made([], company=company, department=department)
        for company, department in zip(companies, departments, strict=True)
    ]
    one_company = companies[0] == companies[1]

    lines = compare.summary(QUESTIONNAIRE, *records)

    departments_said = [one for one in remarks(records) if one.startswith("部署の違う")]
    expected = [remarked("departments", departments=named)] * bool(named and one_company)
    assert expected == departments_said
    words = TEXTS["compare"]["summary"]
    assert bool(expected) == (words["departments"] in lines)
    assert one_company == (words["companies"] not in lines)


def test_each_company_and_department_is_named_once():
    """Of many records, each name stands once, in the order of the dates."""
    places = ["総務", "営業", None, "総務"]
    records = [
        made([], department=place, date=f"202{year}-01-01") for year, place in enumerate(places)
    ]

    assert remarked("departments", departments="総務、営業、部署名なし") in remarks(records[::-1])


def test_values_in_the_order_of_appearance():
    """The different values of a field stand as they first appear, a missing one as empty."""
    records = [made([], company=company) for company in ("B", None, "A", "B", None)]

    assert ["B", "", "A"] == compare.different(records, "company")
    assert [""] == compare.different(records, "department")
    assert [] == compare.different([], "company")


@pytest.mark.parametrize(
    ("others", "same"),
    [
        ([{}], True),
        ([{"date": "2026-01-01"}], False),
        ([{"role": "店長"}], False),
        ([{"date": "2026-01-01"}, {"date": "2026-01-01"}], True),
        ([{"date": "2026-01-01"}, {"date": "2026-02-01"}], False),
    ],
)
def test_the_same_record_twice_is_pointed_out(others, same):
    """A record whose whole content stands there twice is remarked on, one that differs isn't."""
    records = [made(["done"] * COUNT, company="A", **head) for head in [{}, *others]]

    assert same == (TEXTS["compare"]["same"] in remarks(records))


def test_another_answer_or_note_is_another_record():
    """Records that differ in one answer or one note only aren't called the same."""
    one = made(sheet("D"), {2: {"note": "a"}})

    for other in (made(sheet("P"), {2: {"note": "a"}}), made(sheet("D"), {2: {"note": "b"}})):
        assert TEXTS["compare"]["same"] not in remarks([one, other])


def test_nothing_to_remark():
    """Complete, dated checks of one department have no remark."""
    head = {"company": "A", "department": "営業"}
    records = [made(["done"] * COUNT, date=f"202{year}-01-01", **head) for year in range(3)]

    assert [] == remarks(records)


def test_the_view_says_what_the_text_says():
    """The text below the table is the summary of the last two records by date."""
    records = [made(sheet(one), date=f"202{len(one)}-01-01") for one in ("D", "DN", "DNP")]

    nodes = COMPARISON(QUESTIONNAIRE, [records[2], records[0], records[1]])

    lines = compare.summary(QUESTIONNAIRE, records[1], records[2])
    assert lines[0] in [said([heading]) for heading in found(nodes, "h3")]
    assert "\n".join(lines[1:]) == said(found(nodes, "div", class_="summary"))


def test_what_people_wrote_is_only_text():
    """Names and notes are children of nodes, never an attribute."""
    hostile = {"company": HOSTILE, "department": HOSTILE, "role": HOSTILE}
    plan = {1: {"owner": HOSTILE, "due": "2026-01-01", "note": HOSTILE}}
    records = [made(["not_done"], plan, **hostile), made(["done"], plan, company="x")]

    nodes = COMPARISON(QUESTIONNAIRE, records)

    assert HOSTILE in said(nodes)
    assert not [part for part in marked_up(nodes) if HOSTILE in part]


def test_many_records_are_compared_a_dozen_at_a_time():
    """Of many records the newest stand in the table, the others a step away."""
    records = [made(sheet("D"), date=f"20{year}-01-01") for year in range(10, 40)]
    seen, newer, steps = [], 0, 0
    while newer is not None:
        nodes = COMPARISON(QUESTIONNAIRE, records, newer=newer)
        dates = [said([date]) for date in found(nodes, "span", class_="compare__date")]
        assert views.comparison.COLUMNS == len(dates)
        seen = [date for date in dates if date not in seen] + seen
        last = 30 - newer
        words = TEXTS["compare"]["columns"].format(count=30, first=last - 11, last=last)
        assert words in said(nodes)
        assert records[-1]["date"] in said(found(nodes, "div", class_="summary"))
        ways = {way[1]["id"]: way[1] for way in found(nodes, "button", data_action="page")}
        assert (newer > 0) == ("page-columns-newer" in ways)
        older = ways.get("page-columns-older")
        newer = int(older["data-at"]) if older else None
        steps += 1

    assert [one["date"] for one in records] == seen
    assert 3 == steps


def test_a_dozen_records_need_no_pages():
    """Up to twelve records stand side by side, and nothing is said of others."""
    nodes = COMPARISON(QUESTIONNAIRE, [made([])] * views.comparison.COLUMNS, newer=5)

    assert [] == found(nodes, "button", data_action="page")
