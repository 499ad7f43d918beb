"""The check of an announcement: what it marks, what it leaves, and what it says of that."""

import json
from pathlib import Path

import papers
import pytest
from built import questionnaire
from ideas import record
from papers import claimed, entered
from views import markup

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]["check"]
ANNOUNCEMENTS = Path(__file__).parent / "announcements.json"
SENTENCES = json.loads(ANNOUNCEMENTS.read_text(encoding="utf-8"))
# Written by somebody else, and looked at when the rules were made: no rule is to follow them.
UNSEEN = json.loads(ANNOUNCEMENTS.with_stem("announcements-unseen").read_text(encoding="utf-8"))


def marked(text):
    """The words that are marked in a text, as they stand there."""
    found = claimed.found(WORDS["sought"], text)
    return [one["sentence"][start:end] for one in found for start, end, _ in one["places"]]


def shown(text):
    """What the paper says of an announcement, block by block."""
    given = entered.blank()
    given["announcement"] = text
    blank = record.blank(QUESTIONNAIRE, "0.0.0")
    nodes = papers.of("check").make(QUESTIONNAIRE, WORDS, blank, given)
    return [markup.texts(node)[0] for node in nodes]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:30])
def test_an_announcement_is_marked_where_it_claims_too_much(row):
    """The words that say more than a declaration are marked, and no others."""
    assert row["marked"] == marked(row["text"])


def test_unseen_announcements_are_mostly_told_apart():
    """Of forty sentences that no rule was made for, at least 95 in 100 are told apart."""
    wrong = [row["text"] for row in UNSEEN if row["marked"] != bool(marked(row["text"]))]

    assert len(UNSEEN) == 40
    assert len(wrong) <= len(UNSEEN) * 5 // 100, wrong


def test_right_and_wrong_announcements_are_many():
    """At least thirty announcements claim too much, and at least thirty don't."""
    wrong = sum(bool(row["marked"]) for row in SENTENCES)

    assert wrong >= 30
    assert len(SENTENCES) - wrong >= 30
    assert len({row["text"] for row in SENTENCES}) == len(SENTENCES)


def test_the_words_of_the_rules_are_in_plain_form():
    """A word that has capitals, wide figures or idle spaces would never be found."""

    def texts(value):
        rows = value.values() if isinstance(value, dict) else value
        return [one for row in rows for one in ([row] if isinstance(row, str) else texts(row))]

    sought = {name: rows for name, rows in WORDS["sought"].items() if name != "kinds"}
    words = texts(sought) + [word for kind in WORDS["sought"]["kinds"] for word in kind["words"]]

    assert [] == [word for word in words if claimed.in_plain(word)[0] != word.rstrip(" ")]


def test_a_marked_sentence_stands_as_it_was_written():
    """What is shown of a text is the text itself, whatever its width and spaces."""
    text = "お知らせ\r\n　当社は、ＩＰＡ　認定　の会社です。よろしく。"

    assert [
        {"sentence": "当社は、ＩＰＡ　認定　の会社です。", "places": [(4, 10, "certified")]}
    ] == claimed.found(WORDS["sought"], text)


def test_each_sentence_gets_its_reasons_and_right_words():
    """A sentence is shown once, its words marked; each kind says why, and what to say instead."""
    kinds = WORDS["kinds"]

    assert [
        WORDS["count"].format(count=2),
        "1. 「認定」「取得」",
        "二つ星の【認定】を【取得】しました。",
        WORDS["why"].format(why=kinds["certified"]["why"]),
        WORDS["instead"].format(instead=kinds["certified"]["instead"]),
        WORDS["why"].format(why=kinds["obtained"]["why"]),
        WORDS["instead"].format(instead=kinds["obtained"]["instead"]),
        "2. 「認定」",
        "IPAの【認定】です。",
        WORDS["why"].format(why=kinds["certified"]["why"]),
        WORDS["instead"].format(instead=kinds["certified"]["instead"]),
    ] == shown("二つ星の認定を取得しました。自己宣言とは別に、よろしく。IPAの認定です。")[2:-2]


def test_nothing_found_is_said_carefully():
    """Where nothing is found, nothing is promised; where nothing was pasted, nothing is judged."""
    assert WORDS["nothing"] in shown("二つ星を宣言しました。")
    assert WORDS["empty"] in shown(" \n")
    assert WORDS["nothing"] not in shown(" \n")
    assert "保証するものではありません" in WORDS["nothing"]


def test_the_right_words_are_right():
    """What is offered instead is marked nowhere, and neither are the reasons."""
    for kind in WORDS["kinds"].values():
        assert [] == marked(kind["instead"])
        assert [] == marked(kind["why"])


def test_a_text_stays_a_text():
    """Whatever is pasted, markup and braces too, stands as it is in the outcome."""
    pasted = "<b>{count}</b> IPA認定 {0} </p>"

    assert "<b>{count}</b> 【IPA認定】 {0} </p>" in shown(pasted)


def test_the_longest_text_is_looked_at():
    """A text as long as the field takes is looked at to its end, and so is a single sentence."""
    long = "あ" * (entered.LONGEST - 5)

    assert ["IPA認定"] == marked(long + "IPA認定")
    assert ["IPA認定"] == marked("、。" * 500 + "\n" * 500 + "「" * 500 + "IPA認定")
    assert entered.LONGEST // 3 == len(marked("認定、" * (entered.LONGEST // 3)))
