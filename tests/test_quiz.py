"""The quiz for staff: its questions, its page, its place in the single file."""

import re
from html import unescape
from pathlib import Path

import pages
import pytest
import single
from built import questionnaire
from questionnaire import Questionnaire
from sheets import QUESTIONNAIRES, catalog
from sources import read

SITE = Path(__file__).parent.parent / "site"
PAGE = SITE / "quiz" / "index.html"
QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]["quiz"]
QUESTIONS = WORDS["questions"]


def test_there_are_enough_questions_of_both_kinds():
    """Ten to twelve statements, of which neither nearly all are true nor nearly none."""
    true = [row for row in QUESTIONS if row["true"]]

    assert 10 <= len(QUESTIONS) <= 12
    assert 4 <= len(true) <= len(QUESTIONS) - 4
    assert len(QUESTIONS) == len({row["said"] for row in QUESTIONS})


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: f"No.{row['number']}")
def test_each_question_is_of_an_item_whose_page_says_why(row):
    """A statement belongs to an item that is there, and its reason isn't the statement again."""
    assert row["number"] in QUESTIONNAIRE.numbers
    assert (SITE / "items" / pages.slug(row["number"]) / "index.html").is_file()
    assert row["said"] not in row["why"]


def folds(html):
    """(summary, what unfolds) of each row of the quiz."""
    part = html.partition("<article")[2].partition("</article>")[0]
    found = re.findall(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", part, re.DOTALL)
    return [(unescape(summary), body) for summary, body in found]


def test_the_page_unfolds_each_answer():
    """Each statement has its answer and reason folded under it, and the way to its item."""
    html = PAGE.read_text(encoding="utf-8")
    found = folds(html)

    assert [f"{place}. {row['said']}" for place, row in enumerate(QUESTIONS, 1)] == [
        summary for summary, _ in found
    ]
    for row, (_, body) in zip(QUESTIONS, found, strict=True):
        answer = WORDS["right" if row["true"] else "wrong"]
        assert f"{answer['mark']} {answer['said']}" in body
        assert row["why"] in unescape(body)
        assert f'href="../items/{pages.slug(row["number"])}/"' in body


def test_nothing_is_entered_or_recorded():
    """The quiz has no field, and nothing in it tells a script what to do."""
    html = PAGE.read_text(encoding="utf-8")
    part = html.partition("<article")[2].partition("</article>")[0]

    assert [] == re.findall(r"<(?:input|select|textarea|button|form|script)\b", part)
    assert [] == re.findall(r"\s(?:data-action|data-change|open|id=\"q)", part)


def test_training_leads_to_it():
    """The page of the item on training has the way to the quiz, and the quiz the way back."""
    (number,) = [row["number"] for row in QUESTIONNAIRE.items if "教育" in row["title"]]
    item = SITE / "items" / pages.slug(number) / "index.html"

    assert 'href="../../quiz/"' in item.read_text(encoding="utf-8")
    assert f'href="../items/{pages.slug(number)}/"' in PAGE.read_text(encoding="utf-8")


def test_the_single_file_has_the_same_questions():
    """Among the explanations stands the quiz, whose links lead to those of the items."""
    name, attributes, summary, *rows = single.quiz(QUESTIONNAIRE)

    assert ("details", {"id": "quiz-answers"}) == (name, attributes)
    assert ["summary", {}, WORDS["title"]] == summary
    assert len(QUESTIONS) == len(rows)
    for row, node in zip(QUESTIONS, rows, strict=True):
        assert node[2][2].endswith(row["said"])
        assert row["why"] == node[4][2]
        assert f"#item-{row['number']}" == node[5][3][1]["href"]


def test_another_questionnaire_has_its_own():
    """Its questions, answers and titles come from its own words."""
    own = read("papers/quiz.ja.json", QUESTIONNAIRES / "small")
    shared = {name: WORDS[name] for name in WORDS if name != "questions"}
    words = QUESTIONNAIRE.texts | {"papers": {"quiz": shared | own}}
    html = pages.quiz(Questionnaire(catalog("small"), words), "../")

    assert len(own["questions"]) == html.count("<details>")
    assert "消火器の場所を全員が知る" in html
    assert [] == [row["said"] for row in QUESTIONS if row["said"] in html]
