"""The papers for training: agenda, record of who took part, quiz."""

import papers
import pytest
from built import questionnaire
from ideas import plan, record
from papers import entered, paper, training
from questionnaire import Questionnaire
from sheets import own_texts, sheet
from test_papers_incident import rows, texts

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
TITLES = {row["number"]: row["title"] for row in QUESTIONNAIRE.items}
SHEETS = {
    "blank": "",
    "partial": "PNUDP",
    "complete": "D" * 25,
    "unknown": "U" * 25,
    "mixed": "DPNUDP NUDPNUDPNU DPNUDPNUD",
    "none": "N" * 25,
    "one left": "D" * 24 + "P",
}


def answers(letters):
    """One answer or None for each item; what isn't written isn't answered."""
    given = sheet(letters)
    return given + [None] * (len(QUESTIONNAIRE.numbers) - len(given))


def of(letters):
    made = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers(letters))
    return made


def made(name, letters="", **given):
    one = papers.of(name)
    return one.make(QUESTIONNAIRE, WORDS[name], of(letters), entered.blank() | given)


def agenda(nodes):
    return next(one for one in nodes if one[0] == "table")


def cells(table):
    return [["".join(cell[2:]) for cell in row[2:]] for row in table[2:]]


@pytest.mark.parametrize("letters", SHEETS.values(), ids=SHEETS)
def test_the_agenda_has_three_topics_in_a_quarter_of_an_hour(letters):
    """Whatever was answered, the points follow each other and end after 15 minutes."""
    found = cells(agenda(made("training", letters)))[1:]
    times = [[int(one) for one in row[0].split("〜")] for row in found]

    assert training.TOPICS + 2 == len(found)
    assert [0, *[end for _, end in times]] == [*[start for start, _ in times], 15]
    assert all(start < end for start, end in times)


@pytest.mark.parametrize("letters", SHEETS.values(), ids=SHEETS)
def test_topics_are_the_plans_first_items(letters):
    """What is known to be missing comes first, in the plan's order; then what nobody knows."""
    found = training.topics(QUESTIONNAIRE, WORDS["training"], of(letters))
    entries = plan.entries(QUESTIONNAIRE, record.answers(QUESTIONNAIRE, of(letters)))
    known = [row["number"] for row in entries if row["answer"] != "unknown"]
    unknown = [row["number"] for row in entries if row["answer"] == "unknown"]
    rest = [one for one in WORDS["training"]["start"] if one not in known + unknown]

    assert [*known, *unknown, *rest][: training.TOPICS] == [row["number"] for row in found]


@pytest.mark.parametrize("letters", SHEETS.values(), ids=SHEETS)
def test_a_topic_has_todays_action_and_a_question(letters):
    """Each topic names its item, what can be done today, and what to talk about."""
    found = cells(agenda(made("training", letters)))[2:-1]
    discuss = {row["number"]: row["text"] for row in WORDS["training"]["discuss"]}

    for row, item in zip(
        found, training.topics(QUESTIONNAIRE, WORDS["training"], of(letters)), strict=True
    ):
        assert f"No.{item['number']} {item['title']}" == row[1]
        assert row[2].endswith(item["today"]["title"])
        assert discuss[item["number"]] == row[3]


def test_each_item_has_a_question_to_talk_about():
    """Whatever the plan has first, there is something to ask about it."""
    words = WORDS["training"]

    assert QUESTIONNAIRE.numbers == [row["number"] for row in words["discuss"]]
    assert training.TOPICS <= len(words["start"])
    assert set(words["start"]) <= set(QUESTIONNAIRE.numbers)


def test_who_took_part_is_written_by_hand():
    """On a sheet of its own are lines for names, and for those who were absent."""
    nodes = made("training", "NNN", company="山田商店", trainer="佐藤", held="2026-12-01")
    place = nodes.index(paper.new_sheet())
    lines = [row for row in rows(nodes[place:]) if row == ["", ""]]

    assert training.PEOPLE + training.ABSENT == len(lines)
    for said in ("山田商店", "佐藤", "2026年12月1日"):
        assert [text for text in texts(nodes[:place]) if said in text]
        assert [text for text in texts(nodes[place:]) if said in text]


def test_an_older_records_answers_are_this_editions():
    """What an older edition asked isn't taken for an item of another number."""
    catalog, texts_of = QUESTIONNAIRE.catalog, QUESTIONNAIRE.texts
    before = Questionnaire(
        catalog | {"edition": catalog["edition"] | {"id": "before"}}, own_texts()
    )
    row = {"edition": "before", "items": [{"number": 9, "was": 1}]}
    here = Questionnaire(catalog | {"succeeds": [row]}, texts_of, [before])
    old = record.blank(before, "0.0.0")
    record.put_answers(before, old, ["not_done"] * len(before.numbers))
    found = training.topics(here, WORDS["training"], old)

    assert [9, 7, 8] == [one["number"] for one in found]


def test_the_quiz_asks_first_and_answers_on_another_sheet():
    """No answer stands on the sheet of questions; each has its answer, its reason and its item."""
    nodes = made("quiz")
    place = nodes.index(paper.new_sheet())
    asked, answered = rows(nodes[:place])[1:], rows(nodes[place:])[1:]
    questions = WORDS["quiz"]["questions"]

    assert [[str(at), row["said"], ""] for at, row in enumerate(questions, 1)] == asked
    for at, (row, cells_of) in enumerate(zip(questions, answered, strict=True), 1):
        mark = "○" if row["true"] else "×"
        title = f"No.{row['number']} {TITLES[row['number']]}"
        assert [str(at), mark, row["why"], title] == cells_of
    assert [] == [row["why"] for row in questions if row["why"] in texts(nodes[:place])]
