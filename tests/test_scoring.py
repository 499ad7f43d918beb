"""What `scoring.score` promises, from single sheets to every sheet there is."""

import copy

import oracle
import pytest
import scoring
from hypothesis import given
from hypothesis import strategies as st
from sheets import cases, catalog, distributions, sheet

CATALOG = catalog()
COUNT = len(CATALOG["items"])
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
SHEETS = st.lists(st.sampled_from([*ANSWERS, None]), min_size=COUNT, max_size=COUNT)


def score(answers):
    return scoring.score(CATALOG, answers)


def flat(result):
    """The result as the oracle writes it."""
    kept = ("answered", "unanswered", "total", "lowest", "highest", "possible_bands", "band")
    return {
        **{key: result[key] for key in kept},
        "subtotals": [row["points"] for row in result["subtotals"]],
        "counts": [row["count"] for row in result["counts"]],
        "improvements": [
            (row["number"], row["answer"], row["gain"]) for row in result["improvements"]
        ],
    }


@pytest.mark.parametrize("case", cases("scoring.json"), ids=lambda case: case["name"])
def test_case(case):
    """A sheet has the total, subtotals and band that the paper gives it."""
    result = score(sheet(case["sheet"]))

    expected = (case["total"], case["subtotals"], case["band"])
    assert expected == (
        result["total"],
        [row["points"] for row in result["subtotals"]],
        result["band"],
    )


def test_every_distribution_agrees_with_the_oracle():
    """Of all the ways to distribute 25 items over four answers and none, each is scored right."""
    count = 0
    for answers in distributions(COUNT):
        assert oracle.expect(answers) == flat(score(answers))
        count += 1

    assert 23_751 == count


def test_every_total_but_two_can_be_reached():
    """A complete sheet reaches every total from -25 to 100 except 99 and 97."""
    totals = {score(answers)["total"] for answers in distributions(COUNT) if None not in answers}

    assert set(range(-25, 101)) - {97, 99} == totals


@given(SHEETS)
def test_any_order_agrees_with_the_oracle(answers):
    """A sheet in any order is scored as the oracle says, improvements in their order included."""
    assert oracle.expect(answers) == flat(score(answers))


@given(SHEETS, st.randoms())
def test_position_does_not_matter_to_the_total(answers, random):
    """Shuffling the answers changes neither total nor subtotals nor band."""
    shuffled = answers[:]
    random.shuffle(shuffled)

    before, after = score(answers), score(shuffled)

    for key in ("total", "subtotals", "counts", "band", "possible_bands"):
        assert before[key] == after[key]


@given(SHEETS, st.integers(0, COUNT - 1), st.sampled_from(ANSWERS))
def test_a_better_answer_never_lowers_the_total(answers, index, answer):
    """Changing one answer to one with more points raises the total by exactly the difference."""
    changed = answers[:]
    changed[index] = answer

    difference = oracle.POINTS[answer] - oracle.POINTS.get(answers[index], 0)
    assert score(answers)["total"] + difference == score(changed)["total"]


@given(SHEETS)
def test_the_parts_add_up_to_the_whole(answers):
    """Totals, subtotals, counts and missing numbers of the parts add up to those of the sheet."""
    result = score(answers)
    parts = result["parts"]

    assert [part["number"] for part in CATALOG["parts"]] == [part["number"] for part in parts]
    for key in ("answered", "total", "lowest", "highest"):
        assert result[key] == sum(part[key] for part in parts)
    assert result["unanswered"] == [number for part in parts for number in part["unanswered"]]
    for key, value in (("subtotals", "points"), ("counts", "count")):
        for index, row in enumerate(result[key]):
            assert row[value] == sum(part[key][index][value] for part in parts)


@given(SHEETS)
def test_a_part_is_scored_from_its_own_items(answers):
    """A part's total is the points of the items that the catalogue gives it."""
    for part in score(answers)["parts"]:
        own = [
            answer
            for item, answer in zip(CATALOG["items"], answers, strict=True)
            if item["part"] == part["number"]
        ]
        assert sum(oracle.POINTS[answer] for answer in own if answer) == part["total"]


@given(SHEETS)
def test_input_stays_as_it_was(answers):
    """Scoring changes neither the answers nor the catalogue."""
    given_answers, given_catalog = answers[:], copy.deepcopy(CATALOG)

    score(answers)

    assert given_answers == answers
    assert given_catalog == CATALOG


def test_the_result_names_the_edition():
    """A result carries the edition that it belongs to."""
    assert CATALOG["edition"]["id"] == score([None] * COUNT)["edition"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (["done"] * (COUNT - 1), "24 answers for 25 items"),
        (["done"] * (COUNT + 1), "26 answers for 25 items"),
        ([], "0 answers for 25 items"),
        (None, "answers must be a list, not None"),
        ("done", "answers must be a list, not 'done'"),
        ({"1": "done"}, "answers must be a list, not {'1': 'done'}"),
        (["done"] * 6 + ["yes"] + ["done"] * 18, "item 7 has the answer 'yes'"),
        (["done"] * 24 + [""], "item 25 has the answer ''"),
        ([4] + ["done"] * 24, "item 1 has the answer 4"),
        ([True] + ["done"] * 24, "item 1 has the answer True"),
        ([["done"]] + ["done"] * 24, "item 1 has the answer ['done']"),
        (["__proto__"] + ["done"] * 24, "item 1 has the answer '__proto__'"),
        (["実施している"] + ["done"] * 24, "item 1 has the answer '実施している'"),
    ],
)
def test_hostile_answers(answers, message):
    """Answers that are no sheet of this catalogue are refused with the item and the value."""
    with pytest.raises(scoring.ScoringError) as caught:
        score(answers)

    assert message == str(caught.value)


def broken(change):
    """A copy of the catalogue after `change` has done its harm."""
    harmed = copy.deepcopy(CATALOG)
    change(harmed)
    return harmed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c["items"][3].update(number=5), "item 4 has number 5"),
        (lambda c: c["items"][3].update(number="4"), "item 4 has number '4'"),
        (lambda c: c["items"].clear(), "there are no items"),
        (lambda c: c["items"][0].update(part=9), "item 1 has the unknown part 9"),
        (lambda c: c["items"][9].update(part=1), "item 10 returns to part 1"),
        (lambda c: c["parts"].append({"number": 4, "name": "x"}), "part 4 has no item"),
        (lambda c: c["parts"].append({"number": 3, "name": "x"}), "part 3 stands more than once"),
        (lambda c: c["answers"][0].update(points=4.0), "answer 'done' has points 4.0"),
        (lambda c: c["answers"][0].update(points=True), "answer 'done' has points True"),
        (lambda c: c["answers"][2].update(points=1), "answer 'not_done' counts 1 in no subtotal"),
        (lambda c: c["answers"][1].update(id="done"), "answer 'done' stands more than once"),
        (lambda c: c["answers"].clear(), "there are no answers"),
        (lambda c: c["answers"][0].update(id=None), "answer has the id None"),
        (lambda c: c["answers"][0].update(subtotal=""), "answer 'done' has the subtotal ''"),
        (lambda c: c["bands"][1].update(id="100"), "band '100' stands more than once"),
        (lambda c: c["edition"].update(id=""), "edition has the id ''"),
        (
            lambda c: c.pop("edition"),
            "catalog: everything_counted_has_a_name can't be read: KeyError('edition')",
        ),
        (
            lambda c: c["bands"][1].update(to=98),
            "band '100' covers 100 to 100, but 99 comes next",
        ),
        (
            lambda c: c["bands"][2].update(to=70),
            "band '70-99' covers 70 to 99, but 71 comes next",
        ),
        (lambda c: c["bands"].pop(0), "the bands end at 99, the most is 100"),
        (lambda c: c["items"][24].pop("part"), "catalog: parts_are_contiguous can't be read"),
        (
            lambda c: c.pop("bands"),
            "catalog: everything_counted_has_a_name can't be read: KeyError('bands')",
        ),
    ],
)
def test_a_catalogue_that_breaks_a_rule(change, message):
    """A catalogue that breaks a counting rule is refused, whatever the answers."""
    with pytest.raises(scoring.ScoringError) as caught:
        scoring.score(broken(change), ["done"] * COUNT)

    assert str(caught.value).startswith(message)


def test_another_questionnaire():
    """Another number of items, other points and other bands are scored by the same code."""
    other = {
        "edition": {"id": "other"},
        "answers": [
            {"id": "yes", "label": "Yes", "points": 10, "subtotal": "X"},
            {"id": "no", "label": "No", "points": 0, "subtotal": None},
        ],
        "parts": [{"number": 7, "name": "only"}],
        "bands": [
            {"id": "low", "from": 0, "to": 14},
            {"id": "middle", "from": 15, "to": 19},
            {"id": "high", "from": 20, "to": 30},
        ],
        "items": [{"number": n, "part": 7} for n in (1, 2, 3)],
    }

    result = scoring.score(other, ["no", None, "yes"])

    assert 10 == result["total"]
    assert ["low", "high"] == result["possible_bands"]
    assert [{"number": 1, "answer": "no", "gain": 10}] == result["improvements"]
