"""Why a file is refused, said in words."""

import pytest
from ideas import problems, record, strictjson
from sheets import questionnaire, texts

TEXTS = texts()
QUESTIONNAIRE = questionnaire()
# What device.js and seal.js say of a file whose text they can't give.
UNREAD = ["long", "unreadable", "encoding", "locked", "passphrase", "damaged", "not-age"]
UNREAD += ["not-passphrase", "too-hard", "sealed-encoding"]


@pytest.mark.parametrize("reason", sorted({*record.REASONS, *strictjson.REASONS, *UNREAD}))
def test_every_reason_has_a_sentence(reason):
    """Each reason that a module or a script of ours gives is said in a sentence of its own."""
    said = problems.said(QUESTIONNAIRE, reason, "", "x")

    assert said == TEXTS["problems"]["reasons"][reason].format(value="x")
    assert said.endswith("。")


def test_no_sentence_is_left_over():
    """The texts hold no reason that nobody gives."""
    assert {*record.REASONS, *strictjson.REASONS, *UNREAD} == set(TEXTS["problems"]["reasons"])


def test_an_unknown_reason_is_still_said():
    """A reason that we don't know stops nothing."""
    assert problems.said(QUESTIONNAIRE, "damaged") == problems.said(QUESTIONNAIRE, "no such reason")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", ""),
        ("line 4", "4行目："),
        ("answers.3", "No.3の答え："),
        ("items.25.due", "No.25の期限："),
        ("company", "会社名："),
        ("merged.from.0.date", "「merged.from.0.date」："),
        ("items.3.mood", "「items.3.mood」："),
    ],
)
def test_the_place_is_said(place, expected):
    """Where something is wrong is said in words, or by its path."""
    sentence = problems.said(QUESTIONNAIRE, "syntax")

    assert expected + sentence == problems.said(QUESTIONNAIRE, "syntax", place)


@pytest.mark.parametrize(
    ("value", "expected"), [("an object", "項目の集まり"), ("null", "空の値"), ("3", "3")]
)
def test_values_are_said(value, expected):
    """What stands in a wrong place is named in Japanese, or shown as it is."""
    assert f"（{expected}）" in problems.said(QUESTIONNAIRE, "date", "date", value)


def test_the_limits_are_those_of_the_record():
    """The sentences name the limits that the record has."""
    reasons = TEXTS["problems"]["reasons"]

    assert f"{record.NAME}文字まで" in reasons["name"]
    assert f"{record.NOTE:,}文字まで" in reasons["note"]
