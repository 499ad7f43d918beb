"""The sheet to have at hand before a talk with somebody who advises."""

import itertools

import pytest
from built import questionnaire
from papers import meeting, paper
from test_papers_incident import rows, texts
from test_papers_training import SHEETS, answers, made

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]["meeting"]
LISTED = {"unknown": "わからない", "not_done": "実施していない"}


def lists(nodes):
    """{heading: its list} of the items that were answered so."""
    found = {}
    for heading, below in itertools.pairwise(nodes):
        if heading[0] == "h3":
            found[heading[2]] = [one[2] for one in below[2:]]
    return found


@pytest.mark.parametrize("letters", SHEETS.values(), ids=SHEETS)
def test_it_counts_every_answer(letters):
    """Each answer, and none, is counted; together they are all items."""
    head, counts = rows(made("meeting", letters))[:2]
    given = answers(letters)
    kinds = [row["id"] for row in QUESTIONNAIRE.answers] + [None]

    assert [*[row["label"] for row in QUESTIONNAIRE.answers], "未回答"] == head
    assert [f"{given.count(kind)}問" for kind in kinds] == counts


@pytest.mark.parametrize("letters", SHEETS.values(), ids=SHEETS)
def test_it_lists_what_is_unknown_and_not_done(letters):
    """Items stand by number and title, as many as fit, and the last line counts the others."""
    found, given = lists(made("meeting", letters)), answers(letters)
    expected = {}
    for name, label in LISTED.items():
        numbers = [
            one for one, answer in zip(QUESTIONNAIRE.numbers, given, strict=True) if answer == name
        ]
        if numbers:
            room = meeting.MOST if len(numbers) <= meeting.MOST else meeting.MOST - 1
            named = [f"No.{one} {QUESTIONNAIRE.item(one)['title']}" for one in numbers[:room]]
            rest = [WORDS["more"].format(count=len(numbers) - room)] if numbers[room:] else []
            expected[f"「{label}」と答えた項目"] = named + rest

    assert expected == found
    assert all(len(one) <= meeting.MOST for one in found.values())


def test_it_promises_nothing_about_who_checked():
    """It says that the company answered by itself, and has no total and no verdict."""
    found = texts(made("meeting", SHEETS["mixed"]))

    assert [one for one in found if "相談先が確かめた結果ではありません" in one]
    assert [] == [one for one in found if "点" in one]


def test_what_is_to_be_had_at_hand_can_be_ticked():
    """Each thing to have at hand has a box; questions and lines for notes follow."""
    nodes = made("meeting", company="山田商店", partner="商工会議所", date="2026-12-01")
    found = texts(nodes)

    assert len(WORDS["at_hand"]) == len([one for one in found if one.startswith(paper.BOX)])
    assert [] == [one for one in WORDS["questions"] if one not in found]
    assert [["", "", ""]] * meeting.ROWS == rows(nodes)[-meeting.ROWS :]
    for said in ("山田商店", "商工会議所", "2026年12月1日"):
        assert said in found[1]
