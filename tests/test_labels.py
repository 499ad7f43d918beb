"""What `labels` calls records, items, answers, bands and differences."""

import sys
import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ideas import labels
from sheets import catalog, questionnaire, texts

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
FIELDS = {"company": "山田商店", "department": "営業部", "role": "店長", "date": "2026-11-23"}
HOSTILE = st.text("{}0!r.:_[]<>&\"'%\\あ")


def test_a_record_with_everything():
    """A record is named by company, department, role and date."""
    assert "山田商店・営業部（店長） 2026-11-23" == labels.name(QUESTIONNAIRE, FIELDS)
    assert "山田商店・営業部（店長）" == labels.who(QUESTIONNAIRE, FIELDS)


@pytest.mark.parametrize("present", [*product((True, False), repeat=len(FIELDS))])
def test_what_is_missing_is_said(present):
    """A missing company or date is said in words, a missing department or role is left out."""
    known = {key: FIELDS[key] for key, there in zip(FIELDS, present, strict=True) if there}
    said = {"company": "会社名なし", "date": "日付なし", **known}
    place = "・営業部" if "department" in known else ""
    role = "（店長）" if "role" in known else ""

    who = f"{said['company']}{place}{role}"
    assert who == labels.who(QUESTIONNAIRE, known)
    assert f"{who} {said['date']}" == labels.name(QUESTIONNAIRE, known)
    assert said["date"] == labels.date(QUESTIONNAIRE, known)


def test_an_empty_field_is_missing():
    """An empty name is named like none at all."""
    assert labels.name(QUESTIONNAIRE, {}) == labels.name(QUESTIONNAIRE, dict.fromkeys(FIELDS, ""))


def test_a_merged_record_stands_for_the_whole_company():
    """A merged record without a department is the whole company's, one with it keeps it."""
    assert "山田商店・会社全体" == labels.who(QUESTIONNAIRE, {"company": "山田商店", "merged": {}})
    merged = {"company": "山田商店", "department": "支店", "merged": {}}
    assert "山田商店・支店" == labels.who(QUESTIONNAIRE, merged)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_names_are_only_text(company, department, role, date):
    """Braces and the like in a name are shown as they are."""
    filled = {"company": company, "department": department, "role": role, "date": date}
    name = labels.name(QUESTIONNAIRE, filled)

    for value in filled.values():
        assert value in name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("山田商店", "山田商店"),
        ("山田\u202e商店\u2069", "山田 商店 "),
        ("a\u2028b\u061cc", "a b c"),
        ("חברה 1", "\u2068חברה 1\u2069"),
        ("1行目\nשלום\n3行目", "1行目\n\u2068שלום\u2069\n3行目"),
        ("", ""),
    ],
)
def test_what_people_wrote_is_isolated(text, shown):
    """Marks of direction become blanks; a line that runs from right to left is isolated."""
    assert shown == labels.isolated(text)


def test_every_letter_that_runs_from_right_to_left():
    """Each letter that Unicode gives the direction from right to left is isolated."""
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    turning = [one for one in letters if unicodedata.bidirectional(one) in ("R", "AL", "AN")]
    without_marks = [one for one in turning if one not in "\u061c\u200f"]

    assert without_marks == [one for one in turning if labels.isolated(one) == f"\u2068{one}\u2069"]


def test_every_mark_of_direction():
    """Nothing is left that Unicode uses to set the direction of a text."""
    classes = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    marks = [one for one in letters if unicodedata.bidirectional(one) in classes]

    assert [" "] * len(marks) == [labels.isolated(one) for one in marks]


def test_an_item_has_number_and_official_title():
    """Every item is named by its number and its official title."""
    for item in CATALOG["items"]:
        assert f"No.{item['number']} {item['title']}" == labels.item(QUESTIONNAIRE, item)


def test_answers_have_their_labels():
    """An answer is called what the catalogue calls it, none is 未回答, others are refused."""
    for answer in CATALOG["answers"]:
        assert answer["label"] == labels.answer(QUESTIONNAIRE, answer["id"])
    assert "未回答" == labels.answer(QUESTIONNAIRE, None)
    with pytest.raises(KeyError):
        labels.answer(QUESTIONNAIRE, "yes")


def test_bands_are_named_by_their_totals():
    """A band is called by its totals: one, from and to, or up to."""
    bands = {band["id"]: labels.band(QUESTIONNAIRE, band["id"]) for band in CATALOG["bands"]}

    expected = {
        "100": "100点",
        "70-99": "70～99点",
        "50-69": "50～69点",
        "under-50": "49点以下",
    }
    assert expected == bands


@pytest.mark.parametrize(
    ("points", "expected"), [(5, "+5点"), (0, "±0点"), (-5, "−5点"), (125, "+125点")]
)
def test_a_difference_has_its_sign(points, expected):
    """A difference in points says which way it goes."""
    assert expected == labels.gain(QUESTIONNAIRE, points)
