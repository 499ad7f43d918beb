"""What `merge` and `merge_view` make of the records of several departments."""

import copy
import itertools

import oracle
import pytest
import views.departments
from drawn import HOSTILE, found, made, marked_up, said, seen, whole
from hypothesis import given
from hypothesis import strategies as st
from ideas import merge, record
from sheets import catalog, compared, questionnaire, sheet, texts

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
COUNT = len(CATALOG["items"])
NUMBERS = [item["number"] for item in CATALOG["items"]]
GIVEN = [*oracle.ANSWERS, None]
COMPLETE = st.lists(st.sampled_from(oracle.ANSWERS), min_size=COUNT, max_size=COUNT)
SHEETS = COMPLETE | st.lists(st.sampled_from(GIVEN), min_size=COUNT, max_size=COUNT)
SEVERAL = st.lists(SHEETS, min_size=1, max_size=5)
CHOICES = st.dictionaries(st.sampled_from(NUMBERS).map(str), st.sampled_from(oracle.ANSWERS))
PLANS = st.dictionaries(
    st.sampled_from(NUMBERS),
    st.fixed_dictionaries(
        {},
        optional={
            "ticked": st.just(True),
            "owner": st.sampled_from(["佐藤", "鈴木"]),
            "due": st.sampled_from(["2026-12-01", "2027-01-31"]),
            "note": st.text("あx\n", max_size=400),
        },
    ),
    max_size=4,
)
HEADS = st.fixed_dictionaries(
    {},
    optional={
        "company": st.sampled_from(["A", "B"]),
        "department": st.sampled_from(["営業", "総務"]),
        "role": st.sampled_from(["店長", "社員"]),
        "date": st.sampled_from(["2026-01-01", "2026-02-02"]),
    },
)
FEW_SHEETS = st.sampled_from([["done"] * COUNT, ["partial"] * COUNT, ["done"]])
RECORDS = st.builds(lambda answers, head: made(answers, **head), FEW_SHEETS, HEADS)
PLANNED = st.builds(
    lambda answers, items, head: made(answers, items, **head), FEW_SHEETS, PLANS, HEADS
)


def rows_by(kind, findings):
    return [finding for finding in findings if finding["kind"] == kind]


def worst(answers):
    """The given answer with the fewest points, by the oracle's table; None if there is none."""
    return min((one for one in answers if one), key=oracle.POINTS.get, default=None)


# findings


def test_nothing_to_look_at():
    """Two complete records of two departments of one company on one day have no findings."""
    head = {"company": "A", "date": "2026-01-01"}
    records = [made(["done"] * COUNT, department=name, **head) for name in ("営業", "総務")]

    assert [] == merge.findings(QUESTIONNAIRE, records)


@given(st.lists(RECORDS, max_size=6))
def test_findings_by_comparing_every_pair(records):
    """What is found is what comparing each record with each other finds."""
    everywhere = range(len(records))
    findings = merge.findings(QUESTIONNAIRE, records)

    def content(index):
        one = records[index]
        return [one["answers"], *[one.get(field) for field in record.SOURCE_FIELDS]]

    def group(members):
        return [list(one) for one in dict.fromkeys(tuple(m) for m in members) if len(one) > 1]

    alike = group([j for j in everywhere if content(i) == content(j)] for i in everywhere)
    assert alike == [finding["records"] for finding in rows_by("same", findings)]

    def department(index):
        return (records[index].get("company"), records[index].get("department"))

    groups = group(
        [j for j in everywhere if department(i) == department(j)]
        for i in everywhere
        if records[i].get("department")
    )
    twice = [one for one in groups if any(content(i) != content(one[0]) for i in one)]
    assert twice == [finding["records"] for finding in rows_by("department", findings)]

    for kind, holds in (
        ("unnamed", lambda one: "department" not in one),
        ("incomplete", lambda one: len(one["answers"]) < COUNT),
        ("companies", lambda one: "company" in one),
        ("dates", lambda one: "date" in one),
    ):
        own = [i for i in everywhere if holds(records[i])]
        field = {"companies": "company", "dates": "date"}.get(kind)
        values = {records[i].get(field) for i in own} if field else ["", ""]
        expected = [own] if own and len(values) > 1 else []
        assert expected == [finding["records"] for finding in rows_by(kind, findings)]
    assert [] == rows_by("edition", findings) + rows_by("merged", findings)


def test_companies_and_dates_are_named():
    """The names of the companies stand in their order, and the first and last date are told."""
    records = [
        made([], company="B", date="2026-03-01"),
        made([], company="A", date="2025-03-01"),
        made([], company="B"),
        made([], date="2026-02-28"),
    ]
    findings = merge.findings(QUESTIONNAIRE, records)

    (companies,) = rows_by("companies", findings)
    (dates,) = rows_by("dates", findings)
    assert (["B", "A"], [0, 1, 2]) == (companies["companies"], companies["records"])
    assert ("2025-03-01", "2026-03-01") == (dates["earliest"], dates["latest"])
    assert [0, 1, 3] == dates["records"]


def test_merged_records_and_other_editions_are_found():
    """A merged record and one of another edition are pointed out."""
    other = made(["done"])
    other["edition"] = "older"
    merged = merge.merged(QUESTIONNAIRE, [made(["done"])], "lowest", {}, "1", "")["record"]

    findings = merge.findings(QUESTIONNAIRE, [made([]), merged, other])

    assert [[2]] == [finding["records"] for finding in rows_by("edition", findings)]
    assert [[1]] == [finding["records"] for finding in rows_by("merged", findings)]


# matrix


@pytest.mark.parametrize("answers", [*itertools.product(GIVEN, repeat=3)])
def test_every_triple_of_answers(answers):
    """Of all the ways in which three records answer one item, each has its row."""
    row, *others = merge.matrix(QUESTIONNAIRE, [made([answer]) for answer in answers])

    points = [oracle.POINTS[answer] for answer in answers if answer]
    expected = {
        "number": 1,
        "answers": list(answers),
        "lowest": worst(answers),
        "spread": max(points) - min(points) if points else 0,
        "distinct": len(set(answers) - {None}),
        "open": [index for index in range(3) if answers[index] == "unknown"],
        "missing": [index for index in range(3) if answers[index] is None],
    }
    assert expected == row
    assert NUMBERS[1:] == [other["number"] for other in others]


@given(SEVERAL, st.randoms())
def test_the_order_of_records_does_not_matter(sheets, random):
    """In whichever order the records come, lowest answers and outcome are the same."""
    shuffled = sheets[:]
    random.shuffle(shuffled)

    for rule in record.RULES:
        there = merge.outcome(QUESTIONNAIRE, [made(one) for one in sheets], rule, {})
        back = merge.outcome(QUESTIONNAIRE, [made(one) for one in shuffled], rule, {})
        assert there == back


@given(SEVERAL)
def test_disagreement_comes_first(sheets):
    """Rows stand by spread, then by the number of different answers, then by item."""
    rows = merge.matrix(QUESTIONNAIRE, [made(one) for one in sheets])
    ordered = merge.by_disagreement(rows)

    keys = [(row["spread"], row["distinct"], -row["number"]) for row in ordered]
    assert sorted(keys, reverse=True) == keys
    assert NUMBERS == sorted(row["number"] for row in ordered)


# outcome


@pytest.mark.parametrize("choice", [None, *oracle.ANSWERS])
@pytest.mark.parametrize("answers", [*itertools.product(GIVEN, repeat=3)])
def test_every_triple_has_its_outcome(answers, choice):
    """Lowest takes the fewest points; chosen takes what all say, else the choice, else nothing."""
    records = [made([answer]) for answer in answers]
    chosen = {"1": choice} if choice else {}
    agreed = len(set(answers)) == 1 and answers[0] not in (None, "unknown")

    for rule, expected in (
        ("lowest", worst(answers)),
        ("chosen", answers[0] if agreed else choice),
    ):
        outcome = merge.outcome(QUESTIONNAIRE, records, rule, chosen)
        assert expected == outcome["answers"][0]
        assert (expected is None) == (1 in outcome["undecided"])
        assert ("unknown" in answers) == (1 in outcome["open"])


@given(SEVERAL, st.sampled_from(record.RULES), CHOICES)
def test_undecided_and_open(sheets, rule, chosen):
    """Undecided is what has no answer; open is what any record left open, whatever was chosen."""
    outcome = merge.outcome(QUESTIONNAIRE, [made(one) for one in sheets], rule, chosen)
    columns = list(zip(*sheets, strict=True))

    unanswered = [n for n, answer in zip(NUMBERS, outcome["answers"], strict=True) if not answer]
    assert unanswered == outcome["undecided"]
    assert [n for n in NUMBERS if "unknown" in columns[n - 1]] == outcome["open"]


@given(SEVERAL)
def test_an_unknown_is_never_averaged_away(sheets):
    """By the rule of the lowest answer, one unknown makes the company's answer unknown."""
    outcome = merge.outcome(QUESTIONNAIRE, [made(one) for one in sheets], "lowest", {})

    for number in outcome["open"]:
        assert "unknown" == outcome["answers"][number - 1]


@given(SHEETS, st.integers(1, 4), st.sampled_from(record.RULES))
def test_merging_one_opinion(answers, count, rule):
    """Where all say the same, the company says it too, but what nobody knows has to be chosen."""
    outcome = merge.outcome(QUESTIONNAIRE, [made(answers)] * count, rule, {})

    expected = [None if rule == "chosen" and one == "unknown" else one for one in answers]
    assert expected == outcome["answers"]


def test_a_rule_or_choice_that_does_not_exist():
    """An unknown rule and a choice that is no answer are refused, an empty choice is none."""
    records = [made(["done"]), made(["partial"])]

    with pytest.raises(ValueError, match="the rule 'average' doesn't exist"):
        merge.outcome(QUESTIONNAIRE, records, "average", {})
    with pytest.raises(ValueError, match="item 1 has the choice 'yes'"):
        merge.outcome(QUESTIONNAIRE, records, "chosen", {"1": "yes"})
    assert 1 in merge.outcome(QUESTIONNAIRE, records, "chosen", {"1": ""})["undecided"]


# the company's record


@given(st.lists(PLANNED, min_size=1, max_size=4), st.sampled_from(record.RULES), CHOICES)
def test_a_merged_record_is_a_record(records, rule, chosen):
    """What is made can be written and read, has the outcome's answers, and names its sources."""
    before = copy.deepcopy(records)

    taken = merge.merged(QUESTIONNAIRE, records, rule, chosen, "1.0", "2026-11-23")["record"]

    assert before == records
    assert dict(taken) == record.load(QUESTIONNAIRE, record.dump(QUESTIONNAIRE, taken))
    outcome = merge.outcome(QUESTIONNAIRE, records, rule, chosen)
    assert outcome["answers"] == record.answers(QUESTIONNAIRE, taken)
    sources = [
        {field: one[field] for field in record.SOURCE_FIELDS if field in one} for one in records
    ]
    assert {"rule": rule, "from": sources, "open": outcome["open"]} == taken["merged"]
    companies = {one["company"] for one in records if "company" in one}
    assert (companies.pop() if len(companies) == 1 else None) == taken.get("company")
    assert ("2026-11-23", "1.0") == (taken["date"], taken["site"])


@given(st.lists(PLANNED, min_size=1, max_size=4))
def test_no_plan_gets_lost(records):
    """Each owner, date and line of a note is in the merged record, unless it names the cut."""
    made_of = merge.merged(QUESTIONNAIRE, records, "lowest", {}, "1.0", "")

    for number in NUMBERS:
        planned = record.item(made_of["record"], number)
        note = planned.get("note", "")
        assert (number in made_of["cut"]) == (len(note) == record.NOTE and note.endswith("…"))
        for place, one in enumerate(records, 1):
            said_there = record.item(one, number)
            speaker = one.get("department") or one.get("role") or f"#{place}"
            own = [line for line in note.split("\n") if line.startswith(speaker + "：")]
            if number in made_of["cut"]:
                continue
            for field in ("owner", "due"):
                if field in said_there:
                    value = said_there[field]
                    assert planned.get(field) == value or any(value in line for line in own)
            if "ticked" in said_there:
                assert planned.get("ticked") or any("✓" in line for line in own)
            for line in said_there.get("note", "").split("\n"):
                assert not line or f"{speaker}：{line}" in own


def test_how_plans_become_one():
    """What all agree on stays a field; what differs stands in the note, by department."""
    records = [
        made([], {1: {"owner": "佐藤", "due": "2026-12-01", "ticked": True, "note": "a\n\nb"}},
             department="営業"),
        made([], {1: {"owner": "鈴木", "due": "2026-12-01"}, 2: {"ticked": True}},
             department="総務"),
        made([], {1: {"note": "c"}}),
    ]  # fmt: skip

    items = merge.merged(QUESTIONNAIRE, records, "lowest", {}, "1.0", "")["record"]["items"]

    expected = {
        "1": {"due": "2026-12-01", "note": "営業：佐藤 ✓\n営業：a\n営業：b\n総務：鈴木\n#3：c"},
        "2": {"note": "総務：✓"},
    }
    assert expected == items


def test_one_owner_in_several_spellings():
    """An owner whom departments spell differently is one, spelled as most do, else as the first."""
    spelled = ["佐藤 一", "佐藤　一 ", "佐藤　一 ", "佐藤 一", " 佐藤 一"]
    records = [made([], {1: {"owner": name}}, company=name) for name in spelled]
    alike = {name: compared(name) for name in spelled}

    for several, owner in ((records, spelled[0]), (records[1:], spelled[1])):
        taken = merge.merged(QUESTIONNAIRE, several, "lowest", {}, "1.0", "", alike)["record"]
        assert ({"1": {"owner": owner}}, owner) == (taken["items"], taken["company"])


def test_what_all_have_done_is_done():
    """An item is ticked only if every record has ticked it."""
    done, other = made([], {1: {"ticked": True}}), made([])

    assert {"1": {"ticked": True}} == merge.merged(
        QUESTIONNAIRE, [done, done], "lowest", {}, "1", ""
    )["record"]["items"]
    items = merge.merged(QUESTIONNAIRE, [done, other], "lowest", {}, "1", "")["record"]["items"]
    assert {"1": {"note": "#1：✓"}} == items


@pytest.mark.parametrize("length", [record.NOTE - 4, record.NOTE - 3, record.NOTE - 2])
def test_a_note_that_is_too_long(length):
    """A note up to the longest stays whole; a longer one ends in an ellipsis and is reported."""
    one = made([], {2: {"note": "あ" * length}}, department="営業")

    result = merge.merged(QUESTIONNAIRE, [one], "lowest", {}, "1.0", "")

    whole = "営業：" + "あ" * length
    fits = len(whole) <= record.NOTE
    note = record.item(result["record"], 2)["note"]
    assert (whole if fits else whole[: record.NOTE - 1] + "…") == note
    assert ([] if fits else [2]) == result["cut"] == merge.too_long(QUESTIONNAIRE, [one])


def test_what_was_written_for_papers_is_left_out_and_named():
    """A department's papers aren't the company's: that they stay behind is told."""
    one, two = made([]), made([])
    one["papers"] = {"fields": {"responsible": "佐藤"}, "edits": {}}

    result = merge.merged(QUESTIONNAIRE, [one, two], "lowest", {}, "1.0", "")

    assert ["papers"] == result["left_out"]
    assert "papers" not in result["record"]


def test_fields_that_nobody_knows_are_named():
    """Fields that this version doesn't know aren't carried over; their paths are told once."""
    one, two = made([], {3: {"note": "x"}}), made([])
    one["later"] = two["later"] = one["items"]["3"]["cost"] = 5

    result = merge.merged(QUESTIONNAIRE, [one, two], "lowest", {}, "1.0", "")

    assert ["items.3.cost", "later"] == result["left_out"]
    assert [] == record.unknown_fields(result["record"])


# the view


def view(records, rule="lowest", chosen=None):
    return whole(views.departments.view)(QUESTIONNAIRE, records, rule, chosen or {})


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_records(count):
    """With fewer than two records the view says what to do, and nothing else."""
    words = TEXTS["merge"]
    step = words["step"].format(place=2, title=words["steps"]["check"])
    assert step + words["too_few"] == seen(view([made([])] * count))


@given(st.lists(PLANNED, min_size=2, max_size=5), st.sampled_from(record.RULES), CHOICES)
def test_the_table_has_each_answer(records, rule, chosen):
    """A row has the company's answer, the lowest, the spread and each answer, in their order."""
    labels = {row["id"]: row["label"] for row in CATALOG["answers"]} | {None: "未回答"}
    rows = merge.matrix(QUESTIONNAIRE, records)
    company = merge.outcome(QUESTIONNAIRE, records, rule, chosen)["answers"]
    nodes = view(records, rule, chosen)

    lines = found(found(nodes, "tbody"), "tr")
    for row, line in zip(merge.by_disagreement(rows), lines, strict=True):
        title, *cells = line[2:]
        item = CATALOG["items"][row["number"] - 1]
        assert f"No.{item['number']} {item['title']}" == said([title])
        expected = [labels[company[row["number"] - 1]], labels[row["lowest"]], f"{row['spread']}点"]
        expected += [labels[one] for one in row["answers"]]
        assert expected == [said(found([cell], "span", class_="column__value")) for cell in cells]


@given(st.lists(PLANNED, min_size=2, max_size=5), st.sampled_from(record.RULES), CHOICES)
def test_what_is_to_be_chosen_is_asked_for(records, rule, chosen):
    """By the rule of choosing, each item that needs it has a button with its choice; no other."""
    labels = {row["id"]: row["label"] for row in CATALOG["answers"]}
    rows = merge.matrix(QUESTIONNAIRE, records)
    company = merge.outcome(QUESTIONNAIRE, records, rule, chosen)["answers"]
    asked = [row for row in merge.by_disagreement(rows) if merge.needs_choice(row)]
    ways = found(view(records, rule, chosen), "button", data_action="merge-choose")

    for row, way in zip(asked if rule == "chosen" else [], ways, strict=True):
        answer = company[row["number"] - 1]
        shown = labels[answer] if answer else TEXTS["merge"]["choose"]
        assert (str(row["number"]), shown) == (way[1]["data-number"], said([way]))
        assert way[1]["aria-label"].endswith(shown)


def test_who_answered_what_stands_beside_the_choice():
    """Where an answer is to be chosen, it is said who gave which; of very many, how many did."""
    two = [made(["unknown"], department="営業"), made(["done"], department="総務")]
    lists = found(view(two, "chosen"), "ul", class_="choices")
    assert "実施している：2. 会社名なし・総務 日付なし" in said(lists)
    assert "わからない：1. 会社名なし・営業 日付なし" in said(lists)

    many = two * views.departments.COLUMNS
    lists = found(view(many, "chosen"), "ul", class_="choices")
    assert f"実施している：{views.departments.COLUMNS}件" in said(lists)


@pytest.mark.parametrize("number", [item["number"] for item in CATALOG["items"]])
def test_the_answer_is_asked_for(number):
    """The dialog names the item, and has a button for each answer, for none, and for no change."""
    nodes = views.departments.choosing(QUESTIONNAIRE, number)
    ways = {button[1]["value"]: said([button]) for button in found(nodes, "button")}

    assert f"No.{number} {CATALOG['items'][number - 1]['title']}" in said(nodes[:1])
    assert [*oracle.ANSWERS, "none", "no"] == list(ways)
    for answer in CATALOG["answers"]:
        assert answer["label"] == ways[answer["id"]]


def test_many_departments_leave_the_page_free():
    """Each thing that is done for every record pauses after each: names, groups, answers, notes."""
    records = [made(["done"], department=f"部署{number}") for number in range(50)]
    steps = views.departments.view(QUESTIONNAIRE, records, "lowest", {})

    assert list(steps).count(None) > 6 * len(records)


def test_the_answers_of_one_record_after_the_other_are_copied():
    """Copies of very many at once take MicroPython long: it looks for room for each anew."""
    copied = []

    class Sheet(list):
        def __iter__(self):
            copied.append(self)
            return super().__iter__()

    records = [made(["done"], department=f"部署{number}") for number in range(50)]
    sheets = [Sheet(record.answers(QUESTIONNAIRE, one)) for one in records]
    before, most = 0, 0
    for _ in merge.finding(QUESTIONNAIRE, records, sheets):
        before, most = len(copied), max(most, len(copied) - before)

    assert 1 == most
    assert len(records) == len(copied)


@pytest.mark.parametrize("count", [views.departments.COLUMNS, views.departments.COLUMNS + 1, 200])
def test_many_records_are_counted(count):
    """Up to twelve records have a column each; more are counted by answer."""
    letters = ["D", "P", "U", "."]
    records = [made(sheet(letters[index % 4])) for index in range(count)]
    nodes = view(records)

    row = next(line for line in found(nodes, "tr") if said(found([line], "th")).startswith("No.1 "))
    cells = [said([cell]) for cell in found([row], "span", class_="column__value")]
    if count <= views.departments.COLUMNS:
        assert 3 + count == len(cells)
        assert [] == found(found(nodes, "ul", class_="findings"), "details")
    else:
        counts = [len(records[start::4]) for start in range(4)]
        expected = [counts[0], counts[1], 0, counts[2], counts[3]]
        assert [f"{number}件" for number in expected] == cells[3:]
        assert found(found(nodes, "ul", class_="findings"), "details")


@given(st.lists(RECORDS, min_size=2, max_size=5))
def test_findings_are_said_with_names(records):
    """Each finding stands in the view, with the names of its records but for the dates."""
    nodes = view(records)

    for finding in merge.findings(QUESTIONNAIRE, records):
        entries = [
            [said([name]).split(".")[0] for name in found(entry[2:], "li")]
            for entry in found(nodes, "li", data_kind=finding["kind"])
        ]
        places = [str(index + 1) for index in finding["records"]]
        assert (places if finding["kind"] != "dates" else []) in entries
    if not merge.findings(QUESTIONNAIRE, records):
        assert TEXTS["merge"]["findings_none"] in said(nodes)


def test_who_does_not_know():
    """An item that somebody left open stands apart, with who it was, whatever was chosen."""
    records = [made(["unknown"], department="営業"), made(["done"], department="総務")]

    nodes = view(records, "chosen", {"1": "done"})

    assert TEXTS["merge"]["open_title"] in [said([one]) for one in found(nodes, "b")]
    opened = found(nodes, "details", id="merge-open")
    (entry,) = [one for one in found(opened, "li") if said([one]).startswith("No.1 ")]
    assert ["1. 会社名なし・営業 日付なし"] == [said([name]) for name in found(entry[2:], "li")]


def test_the_outcome_is_said():
    """A decided outcome has total and band, another one says which items are undecided."""
    records = [made(["done"] * COUNT), made(["partial"] + ["done"] * (COUNT - 1))]
    words = TEXTS["merge"]

    assert words["decided"].format(total=98, band="70～99点") in said(view(records))
    undecided = said(view(records, "chosen"))
    assert words["undecided"].format(count=1, items="No.1") in undecided
    assert words["decided"].format(total=100, band="100点") in said(
        view(records, "chosen", {"1": "done"})
    )


def outcome_said(nodes):
    """What stands under the heading of the outcome."""
    (outcome,) = found(nodes, "section", id="merge-outcome")
    return said([outcome])


@pytest.mark.parametrize("decided", [0, 1, COUNT - 1, COUNT])
def test_that_nothing_is_decided_is_said_without_a_list(decided):
    """With no answer yet the view says just that; from the first on, it names what is missing."""
    records = [made(["done"] * COUNT), made(["partial"] * COUNT)]
    chosen = {str(number): "done" for number in NUMBERS[:decided]}
    words = TEXTS["merge"]

    outcome = outcome_said(view(records, "chosen", chosen))

    missing = "、".join(f"No.{number}" for number in NUMBERS[decided:])
    undecided = words["undecided"].format(count=COUNT - decided, items=missing)
    assert (decided == 0) == (words["none_decided"] in outcome)
    assert (0 < decided < COUNT) == (undecided in outcome)
    assert (decided == COUNT) == (words["decided"].split("{")[0] in outcome)


@pytest.mark.parametrize("rule", record.RULES)
@pytest.mark.parametrize("letters", ["D", "U", "."])
def test_what_the_button_does_is_said_before_it(letters, rule):
    """Whatever the outcome, the sentence on what the button does stands right above it."""
    nodes = view([made(sheet(letters * COUNT)), made(sheet("N" * COUNT))], rule)

    (outcome,) = found(nodes, "section", id="merge-outcome")
    assert TEXTS["merge"]["take_help"] == said(outcome[-2:-1])
    assert 1 == len(found(outcome[-1:], "button", data_action="merge-take"))


@given(st.lists(RECORDS, min_size=1, max_size=3), st.sampled_from(record.RULES), CHOICES)
def test_what_departments_did_not_know_stays_said(records, rule, chosen):
    """A merged record's remark names each item that a department left open, and no other."""
    unsure = [made(["unknown", "done", "unknown"]), *records]
    taken = merge.merged(QUESTIONNAIRE, unsure, rule, chosen, "1.0", "")["record"]

    (remark,) = views.departments.still_open(QUESTIONNAIRE, taken)

    assert [1, 3] == taken["merged"]["open"]
    assert ("p", "remark") == (remark[0], remark[1]["class"])
    assert TEXTS["merge"]["still_open"].format(count=2, items="No.1、No.3") == said([remark])
    assert not set("{}") & set(said([remark]))


def test_without_an_open_item_there_is_no_remark():
    """Neither a record that isn't merged nor one whose departments knew everything has it."""
    known = merge.merged(QUESTIONNAIRE, [made(["done"])] * 2, "lowest", {}, "1.0", "")["record"]

    assert [] == views.departments.still_open(QUESTIONNAIRE, known)
    assert [] == views.departments.still_open(QUESTIONNAIRE, made(["unknown"]))


def test_another_edition_stops_the_merge():
    """With a record of another edition there is neither a table nor a button."""
    other = made(["done"])
    other["edition"] = "older"

    nodes = view([made([]), other])

    assert TEXTS["merge"]["findings"]["edition"] in said(nodes)
    assert [] == found(nodes, "table") + found(nodes, "button")


@pytest.mark.parametrize("rule", record.RULES)
def test_what_the_page_handles(rule):
    """The view has the rule that is in force, a button that is never blocked, and a region."""
    nodes = view([made([]), made(["done"])], rule)

    radios = found(nodes, "input", type="radio", data_change="merge-rule")
    assert list(record.RULES) == [radio[1]["value"] for radio in radios]
    assert [rule] == [radio[1]["value"] for radio in radios if "checked" in radio[1]]
    assert [f"merge-rule-{one}" for one in record.RULES] == [radio[1]["id"] for radio in radios]
    (button,) = found(nodes, "button", type="button", data_action="merge-take")
    assert "disabled" not in button[1]
    (region,) = found(nodes, "div", role="region", class_="scroll")
    assert "0" == region[1]["tabindex"]
    assert region[1]["aria-label"]


def test_a_cut_is_said_before_it_happens():
    """That notes will be cut is said beside the button."""
    records = [made([], {7: {"note": "あ" * record.NOTE}}), made([])]

    assert TEXTS["merge"]["cut"].format(items="No.7") in said(view(records))
    assert TEXTS["merge"]["cut"].split("（")[0] not in said(view([made([]), made([])]))


@pytest.mark.parametrize("count", [2, 20])
def test_what_people_wrote_is_only_text(count):
    """Names are children of nodes, never an attribute."""
    hostile = {"company": HOSTILE, "department": HOSTILE, "role": HOSTILE}
    records = [made(["unknown"], **hostile), *[made(["done"], company="x")] * (count - 1)]

    nodes = view(records, "chosen")

    assert HOSTILE in said(nodes)
    assert not [part for part in marked_up(nodes) if HOSTILE in part]
