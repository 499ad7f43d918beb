"""Whatever a field shows is kept, or the field says what isn't: at the desk, without a browser."""

import datetime
import json

import pytest
from drawn import found
from ideas import record
from sheets import texts
from test_desk import Person, file_of

WORDS = texts()["records"]


@pytest.fixture
def person():
    return Person()


def enters(person, field, value, *, of="item", **more):
    """Enter a text in a field of item 3's plan, or of the head; return what stands beside it."""
    person.page.done.clear()
    if of == "item" and person.desk.keeping.writing.number is None:
        person.does("write", number="3")
    person.does(of, id="here", field=field, value=value, **more)
    said = [one[2] for one in person.page.done if one[:2] == ("refuse", "here")]
    assert len(said) == 1
    return said[0]


def date_said(kept):
    stays = WORDS["field_kept_date" if kept else "field_empty"].format(date=kept)
    return WORDS["field_date"].format(first=2000, last=2099) + stays


@pytest.mark.parametrize("value", ["202702-02-20", "0008-04-01", "2100-01-01", "2027-02-30"])
def test_a_due_date_that_is_not_kept_is_said(person, value):
    """A date that is no day of these years isn't kept; the one before is, and both are said."""
    assert "" == enters(person, "due", "2027-02-20")
    assert date_said("2027-02-20") == enters(person, "due", value)
    assert date_said("2027-02-20") == enters(person, "due", "", bad=True)

    assert "2027-02-20" == record.item(person.form.record, 3)["due"]
    assert "" == enters(person, "due", "")
    assert {} == record.item(person.form.record, 3)


def test_every_date_is_one_kind(person):
    """The date of the check and that of the next one are refused as a due date is."""
    assert date_said("") == enters(person, "date", "", of="head", bad=True)
    assert "" == enters(person, "date", "2026-11-27", of="head")
    assert date_said("2026-11-27") == enters(person, "date", "0008-04-01", of="head")
    assert "2026-11-27" == person.form.record["date"]

    assert "" == enters(person, "date", "2027-11-27", of="next-check")
    assert date_said("2027-11-27") == enters(person, "date", "202711-02-07", of="next-check")
    person.answers()
    person.does("export", kind="ics")
    assert "DTSTART;VALUE=DATE:20271127" in person.page.downloads[-1][2]


def test_the_day_of_a_look_is_a_day_as_well(person):
    """The day on which somebody looked at the evidence is refused as a due date is."""
    assert "" == enters(person, "checked_on", "2027-02-20")
    assert date_said("2027-02-20") == enters(person, "checked_on", "2027-02-30")
    assert "2027-02-20" == record.item(person.form.record, 3)["checked_on"]


def test_a_date_of_another_year_that_is_kept_already_is_no_fault(person):
    """A field that shows what a file brought along says nothing."""
    person.reads(("old.json", file_of(date="1999-04-01")))
    (entry,) = [one for one in person.desk.at_hand.entries() if one["origin"] == "file"]
    person.does("open", key=entry["key"])

    assert "" == enters(person, "date", "1999-04-01", of="head")
    assert date_said("1999-04-01") == enters(person, "date", "1999-04-02", of="head")
    assert "1999-04-01" == person.form.record["date"]


@pytest.mark.parametrize(
    ("field", "of", "longest"),
    [
        *[("note", "item", 1000), ("owner", "item", 80), ("company", "head", 80)],
        *[("role", "head", 80), ("evidence", "item", 1000), ("checked_by", "item", 80)],
    ],
)
def test_a_text_too_long_is_said_and_counted_as_the_record_counts(person, field, of, longest):
    """A text of as many emoji as fit is kept; of a longer one, by how much is said, nothing cut."""
    fits = "😀" * longest
    assert "" == enters(person, field, fits, of=of)

    long = WORDS["field_long"].format(over=11, longest=longest) + WORDS["field_kept"]
    assert long == enters(person, field, "あ" * (longest + 11), of=of)
    longer = WORDS["field_long"].format(over=51, longest=longest) + WORDS["field_kept"]
    assert longer == enters(person, field, "あ" * (longest + 11), of=of, more=40)
    kept = person.form.record if of == "head" else record.item(person.form.record, 3)
    assert fits == kept[field]
    assert "" == enters(person, field, "短い", of=of)


def test_nothing_kept_yet_is_said(person):
    """Where nothing was kept before, that is said."""
    said = enters(person, "note", "あ" * 1011)

    assert WORDS["field_long"].format(over=11, longest=1000) + WORDS["field_empty"] == said
    assert {} == person.form.record["items"]


def test_what_a_record_holds_otherwise_is_shown_otherwise(person):
    """A tab in a name becomes a blank before the person's eyes; what stays as it is, is let be."""
    assert "" == enters(person, "owner", "山田\t営業")
    assert ("fill", "here", "山田\t営業", "山田 営業") in person.page.done
    assert "山田 営業" == record.item(person.form.record, 3)["owner"]

    assert "" == enters(person, "note", "一\t\n二")
    assert [] == [one for one in person.page.done if one[0] == "fill"]


def test_a_name_is_checked_while_it_is_changed(person):
    """The fields that rename a record say what doesn't fit, and change nothing meanwhile."""
    person.answers(company="甲社")
    person.does("rename", key="now")
    fields = found(json.loads(person.page.asked), "input")
    assert {"check"} == {one[1]["data-change"] for one in fields}
    assert not [one for one in fields if "maxlength" in one[1]]

    said = enters(person, "company", "あ" * 88, of="check", before="甲社")
    assert WORDS["field_long"].format(over=8, longest=80) + WORDS["field_kept"] == said
    assert "甲社" == person.form.record["company"]


def test_another_record_begins_with_fields_that_say_nothing(person):
    """What was refused of one record isn't shown with the next."""
    person.answers()
    person.does("renew")
    person.decides("drop")

    assert ("afresh",) in person.page.done


def test_the_days_in_the_fields_are_those_that_are_taken():
    """The first and the last day that fields offer are constants, and days of the calendar."""
    for day in (record.FIRST_DAY, record.LAST_DAY):
        assert day == datetime.date.fromisoformat(day).isoformat()
        assert day == record.entered("due", day)


def test_a_text_that_cannot_be_copied_is_shown(person):
    """Where the browser refuses the clipboard, the text itself is shown; once it worked, not."""
    person.answers()
    person.does("copy-inquiry")
    (copied,) = [one[1] for one in person.page.done if one[0] == "copy"]
    person.does("copied", done=True, text=copied)
    assert person.page.asked is None

    person.does("copy-inquiry")
    person.does("copied", done=False, text=copied)
    assert copied in found(json.loads(person.page.asked), "pre", id="to-copy")[0]


def test_a_browser_that_cannot_print_is_no_silence(person):
    """Where nothing can print, what to do is said."""
    person.does("unprinted")

    assert (WORDS["no_print"], "warning") == (person.page.said, person.page.kind)
