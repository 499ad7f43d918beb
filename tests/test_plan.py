"""What `plan` promises: the order, the filters, the way to the next band, what is still open."""

from itertools import combinations, product

import oracle
import pytest
import scoring
from drawn import made
from hypothesis import given
from hypothesis import strategies as st
from ideas import merge, plan, record
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, sheet

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
# a busy machine is no wrong answer
COUNT = len(CATALOG["items"])
NUMBERS = {item["number"]: item for item in CATALOG["items"]}
SHEETS = st.lists(st.sampled_from([*oracle.ANSWERS, None]), min_size=COUNT, max_size=COUNT)
COMPLETE = st.lists(st.sampled_from(oracle.ANSWERS), min_size=COUNT, max_size=COUNT)
# sheets above the band that nearly every random sheet falls into
GOOD = st.lists(
    st.sampled_from(["done"] * 9 + ["partial"] * 3 + ["not_done", "unknown"]),
    min_size=COUNT,
    max_size=COUNT,
)


def small(points, basics, edges):
    """A catalogue of one item for each flag in `basics`; the bands begin at the edges."""
    least, most = len(basics) * min(points), len(basics) * max(points)
    starts = [least, *edges]
    ends = [edge - 1 for edge in edges] + [most]
    bands = [
        {"id": f"b{start}", "from": start, "to": end}
        for start, end in zip(starts, ends, strict=True)
    ]
    return {
        "edition": {"id": "small"},
        "answers": [
            {"id": f"a{value}", "label": f"A{value}", "points": value, "subtotal": "S"}
            | ({"unknown": True} if value == min(points) < 0 else {})
            for value in points
        ],
        "parts": [{"number": 1, "name": "only"}],
        # neither the order of bands nor that of answers may matter
        "bands": bands[1:] + bands[:1],
        "items": [
            {"number": number, "part": 1, "title": f"T{number}", "basic": basic}
            for number, basic in enumerate(basics, 1)
        ],
    }


def brute_force(catalog, answers, order):
    """The next band and the first smallest set of items that reaches it, by trying all sets."""
    points = {answer["id"]: answer["points"] for answer in catalog["answers"]}
    most = max(points.values())
    total = sum(points[answer] for answer in answers)
    bands = sorted(catalog["bands"], key=lambda band: band["to"])
    (present,) = [i for i, band in enumerate(bands) if band["from"] <= total <= band["to"]]
    if present == len(bands) - 1:
        return None
    goal = bands[present + 1]["from"]
    for size in range(1, len(order) + 1):
        for chosen in combinations(order, size):
            after = total + sum(most - points[answers[number - 1]] for number in chosen)
            if after >= goal:
                return bands[present + 1]["id"], goal, goal - total, list(chosen), after
    raise AssertionError("full points reach every band")


def plan_order(catalog, answers):
    """The items short of full points, sorted once more and in another way: number, then gain."""
    points = {answer["id"]: answer["points"] for answer in catalog["answers"]}
    short = [
        item["number"]
        for item in catalog["items"]
        if points[answers[item["number"] - 1]] < max(points.values())
    ]
    return sorted(short, key=lambda number: points[answers[number - 1]])


def way(found):
    kept = ("band", "from", "missing", "fewest", "fewest_total")
    return found and tuple(found[key] for key in kept)


SMALL = [
    ((4, 2, 0, -1), (True, False, True, False), (3, 9, 16)),
    ((4, 2, 0, -1), (False, True, False), (1, 2, 3, 11, 12)),
    ((-1, 0, 2, 4), (True, True, False, False), (-3, 5)),
    ((1, 0), (False, False, True, True), (4,)),
    ((-5, -2, -1), (True, False, True), (-14, -9, -4)),
    ((7, 3, -6), (False, True, True, False), (-10, 1, 20)),
    ((2, 1), (False, False, False), ()),
]


@pytest.mark.parametrize(("points", "basics", "edges"), SMALL)
def test_the_fewest_items_are_those_of_brute_force(points, basics, edges):
    """On every sheet of a small catalogue, no set of items reaches the next band sooner."""
    other = small(points, basics, edges)
    ids = [answer["id"] for answer in other["answers"]]
    for answers in map(list, product(ids, repeat=len(basics))):
        expected = brute_force(other, answers, plan_order(other, answers))
        assert expected == way(plan.next_band(Questionnaire(other, {}), answers))


@pytest.mark.parametrize(("points", "basics", "edges"), SMALL)
def test_basics_first_stops_at_the_band(points, basics, edges):
    """Basic items come first, each list ends with the item that reaches the band, none is idle."""
    other = small(points, basics, edges)
    values = {answer["id"]: answer["points"] for answer in other["answers"]}
    for answers in map(list, product(values, repeat=len(basics))):
        found = plan.next_band(Questionnaire(other, {}), answers)
        if found is None:
            continue
        order = sorted(plan_order(other, answers), key=lambda number: not basics[number - 1])
        total = sum(values[answer] for answer in answers)
        expected = []
        while total < found["from"]:
            expected.append(order[len(expected)])
            total += max(points) - values[answers[expected[-1] - 1]]
        assert expected == found["basics_first"]
        assert total == found["basics_first_total"]


@given(st.one_of(COMPLETE, GOOD))
def test_the_real_catalogue_has_no_shorter_way(answers):
    """The items named reach the next band, and the best of one item fewer don't."""
    found = plan.next_band(QUESTIONNAIRE, answers)
    total = oracle.expect(answers)["total"]
    higher = [edge for edge in (50, 70, 100) if edge > total]
    if not higher:
        assert None is found
        return
    gains = {n: 4 - oracle.POINTS[a] for n, a in enumerate(answers, 1) if a != "done"}
    best = sorted(gains.values(), reverse=True)[: len(found["fewest"]) - 1]

    assert higher[0] == found["from"] == total + found["missing"]
    assert oracle.band(found["from"]) == found["band"]
    assert found["fewest_total"] == total + sum(gains[n] for n in found["fewest"])
    assert found["fewest_total"] >= found["from"]
    assert total + sum(best) < found["from"]
    order = [number for number, _, _ in oracle.expect(answers)["improvements"]]
    assert order[: len(found["fewest"])] == found["fewest"]
    assert len(found["basics_first"]) >= len(found["fewest"])
    assert found["basics_first_total"] >= found["from"]


@given(st.dictionaries(st.integers(0, COUNT - 1), st.sampled_from(oracle.ANSWERS), max_size=10))
def test_brute_force_on_the_real_catalogue(weak):
    """Trying every set of items of the real catalogue finds the same fewest."""
    answers = [weak.get(index, "done") for index in range(COUNT)]

    expected = brute_force(CATALOG, answers, plan_order(CATALOG, answers))
    assert expected == way(plan.next_band(QUESTIONNAIRE, answers))


@given(st.one_of(COMPLETE, GOOD))
def test_doing_what_the_plan_says_reaches_the_band(answers):
    """Once the named items have full points, `scoring` gives the band, and the total announced."""
    found = plan.next_band(QUESTIONNAIRE, answers)
    for way in ("fewest", "basics_first"):
        if found:
            after = ["done" if n in found[way] else a for n, a in enumerate(answers, 1)]
            result = scoring.score(CATALOG, after)
            assert found["band"] == result["band"]
            assert found[way + "_total"] == result["total"]


@given(SHEETS.filter(lambda answers: None in answers))
def test_no_band_is_told_before_the_last_answer(answers):
    """While an item is unanswered there is no next band."""
    assert None is plan.next_band(QUESTIONNAIRE, answers)


@given(SHEETS)
def test_entries_are_the_improvements_of_the_score(answers):
    """Every answered item short of full points is an entry, in the order that scoring gives."""
    expected = [
        {
            "number": number,
            "part": NUMBERS[number]["part"],
            "basic": NUMBERS[number]["basic"],
            "answer": answer,
            "gain": gain,
        }
        for number, answer, gain in oracle.expect(answers)["improvements"]
    ]

    assert expected == plan.entries(QUESTIONNAIRE, answers)


@given(
    SHEETS,
    st.sampled_from([None, *(part["number"] for part in CATALOG["parts"])]),
    st.sampled_from([None, *oracle.ANSWERS]),
    st.booleans(),
)
def test_filters_keep_what_fits_all_of_them(answers, part, answer, basics):
    """A row stays if and only if it fits each filter that is set; the order stays."""
    rows = plan.entries(QUESTIONNAIRE, answers)
    expected = rows
    if part is not None:
        expected = [row for row in expected if row["part"] == part]
    if answer is not None:
        expected = [row for row in expected if row["answer"] == answer]
    if basics:
        expected = [row for row in expected if row["basic"]]

    assert expected == plan.filtered(rows, part=part, answer=answer, basics=basics)


@pytest.mark.parametrize("letters", ["U.", "U", ".", "UU.", "D", "DPN", "UUU...", ""])
def test_the_range_is_that_of_every_way_to_settle(letters):
    """Trying every answer for each open item finds the least and the most that plan names."""
    answers = sheet(letters.ljust(COUNT, "P"))
    open_items = [index for index, answer in enumerate(answers) if answer in (None, "unknown")]
    totals = set()
    for settled in product(oracle.POINTS.values(), repeat=len(open_items)):
        kept = [oracle.POINTS[a] for i, a in enumerate(answers) if i not in open_items]
        totals.add(sum(kept) + sum(settled))

    found = plan.still_open(QUESTIONNAIRE, answers)

    assert (min(totals), max(totals)) == (found["lowest"], found["highest"])
    assert [i + 1 for i in open_items] == sorted(found["unknown"] + found["blank"])


@given(SHEETS)
def test_unknown_and_blank_are_kept_apart(answers):
    """An item is unknown if it was answered so, blank if it wasn't answered."""
    found = plan.still_open(QUESTIONNAIRE, answers)

    assert [n for n, a in enumerate(answers, 1) if a == "unknown"] == found["unknown"]
    assert [n for n, a in enumerate(answers, 1) if a is None] == found["blank"]


def asked(numbers):
    """The merged part of a record that leaves these items open."""
    return {"rule": "chosen", "from": [], "open": numbers}


@given(SHEETS, st.none() | st.lists(st.sampled_from([*NUMBERS]), unique=True))
def test_each_item_to_ask_is_named_once(answers, left_open):
    """An item is asked about once: as unknown, as unanswered, or as settled but left open."""
    one = made(answers)
    if left_open is not None:
        one["merged"] = asked(left_open)

    found = plan.to_ask(QUESTIONNAIRE, one)

    assert ["unknown", "merged", "blank"] == list(found)
    assert [n for n, a in enumerate(answers, 1) if a == "unknown"] == found["unknown"]
    assert [n for n, a in enumerate(answers, 1) if a is None] == found["blank"]
    settled = [n for n in left_open or [] if answers[n - 1] in ("done", "partial", "not_done")]
    assert settled == found["merged"]


@given(st.lists(SHEETS, min_size=2, max_size=3), st.sampled_from(record.RULES), SHEETS)
def test_what_a_department_left_open_is_asked(sheets, rule, chosen):
    """Each item that a department didn't know is to ask, whatever was chosen, also once written."""
    choices = {str(number): answer or "" for number, answer in enumerate(chosen, 1)}
    departments = [made(answers) for answers in sheets]
    taken = merge.merged(QUESTIONNAIRE, departments, rule, choices, "1.0", "")["record"]

    found = plan.to_ask(
        QUESTIONNAIRE, record.load(QUESTIONNAIRE, record.dump(QUESTIONNAIRE, taken))
    )

    open_items = {n for answers in sheets for n, a in enumerate(answers, 1) if a == "unknown"}
    company = record.answers(QUESTIONNAIRE, taken)
    unsettled = {n for n, a in enumerate(company, 1) if a in (None, "unknown")}
    named = found["unknown"] + found["merged"] + found["blank"]
    assert sorted(open_items | unsettled) == sorted(named)
    assert sorted(open_items - unsettled) == found["merged"]


def test_asking_leaves_the_record_alone():
    """What is to ask is found without a change to the record."""
    one = made(sheet("DU."))
    one["merged"] = asked([1, 2, 3])
    before = record.dump(QUESTIONNAIRE, one)

    plan.to_ask(QUESTIONNAIRE, one)

    assert before == record.dump(QUESTIONNAIRE, one)


def test_a_record_with_a_wrong_answer_is_refused():
    """An answer that the catalogue doesn't have raises scoring's own error."""
    one = made(sheet("D"))
    one["answers"]["1"] = "maybe"

    with pytest.raises(scoring.ScoringError, match="item 1 has the answer 'maybe'"):
        plan.to_ask(QUESTIONNAIRE, one)


@pytest.mark.parametrize(
    ("points", "marked", "expected"),
    [
        ((4, 2, 0, -1), -1, "a-1"),
        ((4, 2, 0, -1), 0, "a0"),
        ((-3, -1, 5), None, None),
        ((1, 0), 0, "a0"),
        ((3,), None, None),
    ],
)
def test_unknown_is_the_answer_that_the_catalogue_marks(points, marked, expected):
    """Which answer means that nobody knows is said by the catalogue, whatever it counts."""
    other = small(points, (True,), ())
    for answer in other["answers"]:
        answer["unknown"] = answer["points"] == marked

    assert expected == plan.unknown_answer(Questionnaire(other, {}))


def test_without_such_an_answer_only_blanks_are_open():
    """In a catalogue where no answer is unknown, an unanswered item isn't an unknown one."""
    other = small((1, 0), (True, False, False), (2,))

    expected = {"unknown": [], "blank": [2], "lowest": 1, "highest": 2}
    assert expected == plan.still_open(Questionnaire(other, {}), ["a1", None, "a0"])


@pytest.mark.parametrize("function", [plan.entries, plan.next_band, plan.still_open])
def test_a_wrong_sheet_is_refused(function):
    """Answers that are no sheet of the catalogue raise scoring's own error."""
    with pytest.raises(scoring.ScoringError, match="25 items"):
        function(QUESTIONNAIRE, ["done"])


@given(SHEETS, st.lists(st.sampled_from([*NUMBERS]), unique=True))
def test_the_first_steps_are_the_largest_gains(answers, left_open):
    """Asking comes first; then no known item gains more than those named, basic ones first."""
    one = made(answers)
    one["merged"] = {"rule": "chosen", "from": [], "open": left_open}
    steps = plan.first_steps(QUESTIONNAIRE, one)
    unknown = [number for number, answer in enumerate(answers, 1) if answer == "unknown"]
    asked = plan.to_ask(QUESTIONNAIRE, one)

    assert len(steps) <= plan.FIRST
    begins = steps[:1] if asked["unknown"] or asked["merged"] else []
    assert [{"ask": asked["unknown"] + asked["merged"], "gain": 5 * len(unknown)}] * len(
        begins
    ) == begins
    named = [step["number"] for step in steps[len(begins) :]]
    known = {
        number: 4 - oracle.POINTS[answer]
        for number, answer in enumerate(answers, 1)
        if answer not in (None, "done", "unknown")
    }
    ranked = sorted(known, key=lambda n: (-known[n], not NUMBERS[n]["basic"], n))
    assert ranked[: plan.FIRST - len(begins)] == named
    assert [known[number] for number in named] == [step["gain"] for step in steps[len(begins) :]]


def test_of_equal_gains_a_basic_item_is_first():
    """Whatever their numbers, the basic one of two items with one gain stands before the other."""
    other = small((4, 0, -1), (False, True, False, True), (3,))
    one = {"answers": {str(number): "a0" for number in range(1, 5)}, "items": {}}

    steps = plan.first_steps(Questionnaire(other, {}), one)

    assert [2, 4, 1] == [step["number"] for step in steps]
