"""What `labels` calls records, items, answers, bands and differences."""

import json
from itertools import product

import labels
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import PY, catalog

CATALOG = catalog()
TEXTS = json.loads((PY / "texts" / "ja.json").read_text(encoding="utf-8"))
FIELDS = {"company": "山田商店", "department": "営業部", "role": "店長", "date": "2026-11-23"}
HOSTILE = st.text("{}0!r.:_[]<>&\"'%\\あ\u202e")


def test_a_record_with_everything():
    """A record is named by company, department, role and date."""
    assert "山田商店・営業部（店長） 2026-11-23" == labels.name(TEXTS, FIELDS)
    assert "山田商店・営業部（店長）" == labels.who(TEXTS, FIELDS)


@pytest.mark.parametrize("present", [*product((True, False), repeat=len(FIELDS))])
def test_what_is_missing_is_said(present):
    """A missing company or date is said in words, a missing department or role is left out."""
    known = {key: FIELDS[key] for key, there in zip(FIELDS, present, strict=True) if there}
    said = {"company": "会社名なし", "date": "日付なし", **known}
    place = "・営業部" if "department" in known else ""
    role = "（店長）" if "role" in known else ""

    who = f"{said['company']}{place}{role}"
    assert who == labels.who(TEXTS, known)
    assert f"{who} {said['date']}" == labels.name(TEXTS, known)
    assert said["date"] == labels.date(TEXTS, known)


def test_an_empty_field_is_missing():
    """An empty name is named like none at all."""
    assert labels.name(TEXTS, {}) == labels.name(TEXTS, dict.fromkeys(FIELDS, ""))


def test_a_merged_record_stands_for_the_whole_company():
    """A merged record without a department is the whole company's, one with it keeps it."""
    assert "山田商店・会社全体" == labels.who(TEXTS, {"company": "山田商店", "merged": {}})
    merged = {"company": "山田商店", "department": "支店", "merged": {}}
    assert "山田商店・支店" == labels.who(TEXTS, merged)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_names_are_only_text(company, department, role, date):
    """Braces and the like in a name are shown as they are."""
    filled = {"company": company, "department": department, "role": role, "date": date}
    name = labels.name(TEXTS, filled)

    for value in filled.values():
        assert value in name


def test_an_item_has_number_and_official_title():
    """Every item is named by its number and its official title."""
    for item in CATALOG["items"]:
        assert f"No.{item['number']} {item['title']}" == labels.item(TEXTS, item)


def test_answers_have_their_labels():
    """An answer is called what the catalogue calls it, none is 未回答, others are refused."""
    for answer in CATALOG["answers"]:
        assert answer["label"] == labels.answer(CATALOG, TEXTS, answer["id"])
    assert "未回答" == labels.answer(CATALOG, TEXTS, None)
    with pytest.raises(KeyError):
        labels.answer(CATALOG, TEXTS, "yes")


def test_bands_are_named_by_their_totals():
    """A band is called by its totals: one, from and to, or up to."""
    bands = {band["id"]: labels.band(CATALOG, TEXTS, band["id"]) for band in CATALOG["bands"]}

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
    assert expected == labels.gain(TEXTS, points)
