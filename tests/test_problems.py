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
    said = problems.said(QUESTIONNAIRE, reason, "x")

    assert said == TEXTS["problems"]["reasons"][reason].format(value="x")
    assert said.endswith("。")


def test_no_sentence_is_left_over():
    """The texts hold no reason that nobody gives."""
    assert {*record.REASONS, *strictjson.REASONS, *UNREAD} == set(TEXTS["problems"]["reasons"])


def test_an_unknown_reason_is_still_said():
    """A reason that we don't know stops nothing."""
    assert problems.said(QUESTIONNAIRE, "damaged") == problems.said(QUESTIONNAIRE, "no such reason")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ""),
        (("answers", "3"), "No.3の答え："),
        (("items", "25", "due"), "No.25の期限："),
        (("company",), "会社名："),
        (("merged", "from", "0", "date"), "「merged.from.0.date」："),
        (("items", "3", "mood"), "「items.3.mood」："),
        # A name that a file made up, though it reads like a way to a field.
        (("items", "3.due"), "「items.3.due」："),
        (("line 4",), "「line 4」："),
    ],
)
def test_the_place_is_said(path, expected):
    """Where something is wrong is said in words, or by its path."""
    sentence = problems.said(QUESTIONNAIRE, "format")

    assert expected + sentence == problems.of(QUESTIONNAIRE, record.RecordError("format", path))


def test_the_line_is_said():
    """Of a text that is no JSON, the line is named."""
    sentence = problems.said(QUESTIONNAIRE, "syntax")
    error = record.RecordError("syntax", line=4)

    assert "4行目：" + sentence == problems.of(QUESTIONNAIRE, error)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{}", "項目の集まり"),
        ("[]", "一覧"),
        ("null", "空の値"),
        ("true", "true"),
        ("3", "3"),
        ('"null"', "null"),
        ('"a list"', "a list"),
        ('"an object"', "an object"),
    ],
)
def test_values_are_said(value, expected):
    """What stands in a wrong place is named in Japanese, or shown as it is: a text is no kind."""
    text = record.dump(QUESTIONNAIRE, record.blank(QUESTIONNAIRE, "1.0.0"))
    with pytest.raises(record.RecordError) as caught:
        record.load(QUESTIONNAIRE, text.replace("{", '{"date": ' + value + ",", 1))

    said = problems.of(QUESTIONNAIRE, caught.value)
    assert f"（{expected}）" in said.replace("\u2068", "").replace("\u2069", "")


def test_the_limits_are_those_of_the_record():
    """The sentences name the limits that the record has."""
    reasons = TEXTS["problems"]["reasons"]

    assert f"{record.NAME}文字まで" in reasons["name"]
    assert f"{record.NOTE:,}文字まで" in reasons["note"]
