"""Two editions side by side: records of the older one are read, and compared where they agree."""

import json

import formats
import pages
import pytest
import rules
import successor
import test_desk
from desk.paper import PAPERS
from ideas import compare, merge, record
from questionnaire import Questionnaire
from sheets import questionnaire, sheet
from views import comparison, papers

OLD = questionnaire()
NEW = successor.later()
WORDS = NEW.words
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")


def record_of(of, answers=MIXED, **named):
    made = record.blank(of, "0.0.0")
    record.put_answers(of, made, answers)
    made.update(named)
    return made


def file_of(of, answers=MIXED, **named):
    return record.dump(of, record_of(of, answers, **named))


@pytest.fixture(params=[False, True], ids=["at once", "in steps"])
def person(request, monkeypatch):
    """A person at the form of the newer edition."""
    monkeypatch.setattr(test_desk, "QUESTIONNAIRE", NEW)
    monkeypatch.setattr(test_desk, "CATALOG", NEW.catalog)
    return test_desk.Person(slow=request.param)


def shown(person, place="desk-records"):
    return person.page.shown[place]


def test_the_older_edition_reads_and_writes_its_records_as_ever():
    """A record of the older edition is read and written by the newer to the same byte."""
    text = file_of(OLD, company="甲社", items={"3": {"owner": "山田"}})

    read = record.load(NEW, text)
    assert OLD.edition["id"] == read["edition"]
    assert text == record.dump(NEW, read)
    assert OLD.result(read) == NEW.result(read)
    assert MIXED == record.answers(NEW, read)


def test_an_edition_that_nobody_knows_is_refused():
    """A record of a third edition is refused by both, and the older one refuses the newer."""
    text = file_of(OLD).replace(OLD.edition["id"], "third")
    for of, refused in ((NEW, text), (OLD, text), (OLD, file_of(NEW))):
        with pytest.raises(record.RecordError) as caught:
            record.load(of, refused)
        assert "edition" == caught.value.reason


def test_what_corresponds():
    """An answer stands under the item's new number; what was merged or added is absent."""
    found = NEW.sheet(record_of(OLD))

    first, second = successor.MERGED
    assert [*MIXED[: first - 1], record.ABSENT, *MIXED[second:], record.ABSENT] == found
    assert MIXED == NEW.sheet(record_of(NEW))
    unfinished = NEW.sheet(record_of(OLD, [None] * 25))
    assert [None] * 23 == [answer for answer in unfinished if answer != record.ABSENT]


def test_what_only_one_edition_has_has_not_changed():
    """Between the editions, only items that are in both can have changed."""
    rows = compare.changes(NEW, NEW.sheet(record_of(OLD)), ["done"] * 25)

    absent = [row["number"] for row in rows if row["before"] == record.ABSENT]
    assert [successor.MERGED[0], 25] == absent
    assert {("same", None)} == {
        (row["kind"], row["gain"]) for row in rows if row["number"] in absent
    }


def across(count):
    return WORDS["compare"]["editions"].format(
        edition=OLD.edition["label"],
        count=count,
        same=23,
        absent=2,
        lost=2,
        none=WORDS["compare"]["absent"],
    )


def test_totals_of_different_scales_are_never_compared():
    """The comparison says how much corresponds, and shows totals of the newer edition alone."""
    older = record_of(OLD, date="2026-01-01")
    newer = [record_of(NEW, ["done"] * 25, date=f"2027-0{month}-01") for month in (1, 2)]
    drawn = json.dumps(list(comparison.view(NEW, [older, *newer])), ensure_ascii=False)
    alone = json.dumps(list(comparison.view(NEW, [older, newer[0]])), ensure_ascii=False)
    total = OLD.result(older)["total"]

    assert across(1) in drawn
    assert across(1) in alone
    assert WORDS["compare"]["absent"] in drawn
    assert '"svg"' in drawn
    assert '"svg"' not in alone
    assert f"{total}点" not in alone
    assert not [line for line in compare.summary(NEW, older, newer[0]) if f"{total}点" in line]


def test_the_newest_are_compared_in_their_edition_whatever_is_shown():
    """Who turns back to a dozen older records still reads of the newest two as before."""
    older = [record_of(OLD, date=f"2026-{month:02}-01") for month in range(1, 13)]
    newer = [record_of(NEW, MIXED[::step], date=f"2027-01-0{step + 2}") for step in (-1, 1)]
    first, back = (list(comparison.view(NEW, [*older, *newer], newer=at)) for at in (0, 2))

    for attributes in ({"id": "compare-latest"}, {"class": "steps"}):
        found = [
            [node for node in nodes if node and node[1] == attributes] for nodes in (first, back)
        ]
        assert found[0]
        assert found[0] == found[1]


def test_records_of_the_older_edition_alone_are_compared_in_it():
    """Records that are all of one edition are compared as they were there, totals too."""
    records = [record_of(OLD, date="2026-01-01"), record_of(OLD, ["done"] * 25, date="2026-02-01")]

    assert list(comparison.view(OLD, records)) == list(comparison.view(NEW, records))
    assert compare.summary(OLD, *records) == compare.summary(NEW, *records)


def test_departments_of_two_editions_are_not_merged():
    """A record of the older edition stops the merge, and it is said which one."""
    findings = merge.findings(NEW, [record_of(NEW), record_of(OLD)])

    assert {"kind": "edition", "records": [1]} == findings[0]


def test_an_older_record_is_read_beside_the_tabs_own(person):
    """One of an older edition opens for reading: what this tab holds stays, and nobody asks."""
    person.answers(["done"] * 25, company="乙社")
    before = person.form.text()
    person.reads(("a.json", file_of(OLD, company="甲社")))
    (entry,) = person.desk.work.files
    assert WORDS["records"]["older"].format(edition=OLD.edition["label"]) in shown(person)

    person.does("open", key=entry["key"])
    assert person.page.asked is None
    assert before == person.form.text()
    assert "records" == person.page.now
    assert ("focus", "older-title") == person.page.done[-1]
    report = json.dumps(papers.report(OLD, entry["record"], "older-"), ensure_ascii=False)
    assert report[1:-1] in shown(person)

    person.does("close-older")
    assert report[1:-1] not in shown(person)
    assert before == person.form.text()


def test_an_older_record_is_printed_and_exported_as_ever(person):
    """Its paper and its files are those that its own edition makes."""
    text = file_of(OLD, company="甲社", items={"3": {"due": "2026-12-01"}})
    person.reads(("a.json", text))
    (entry,) = person.desk.work.files
    person.does("open", key=entry["key"])
    person.does("print", print="report", key=entry["key"])
    expected = json.dumps(PAPERS["report"](OLD, entry["record"]), ensure_ascii=False)
    assert expected == shown(person, "paper-report")
    assert [("paper", "report"), ("print",)] == person.page.done[-2:]

    given = {"next_check": "", "stamp": person.page.stamp()}
    for made_as in formats.every():
        if not made_as.sealed:
            person.page.downloads.clear()
            person.does("export", kind=made_as.kind, key=entry["key"])
            ((_, _, content),) = person.page.downloads
            whole = made_as.whole
            assert (text if whole else made_as.write(OLD, entry["record"], given)) == content


def test_a_kept_record_of_the_older_edition_is_read(person):
    """What the device keeps of the older edition is in the list, read, and stays as it is."""
    person.kept["a"] = file_of(OLD, company="甲社")
    before = dict(person.kept)
    person.does("view", view="records")
    person.does("open", key="kept:a")

    assert WORDS["records"]["older_lead"].format(edition=OLD.edition["label"]) in shown(person)
    assert before == person.kept


def test_all_editions_are_in_what_everybody_loads():
    """From the one file of texts that everybody loads, each edition is there as it was made."""
    loaded = json.loads(json.dumps(pages.later_texts(NEW, "", "")))
    (older,) = loaded.pop("older")
    before = Questionnaire(older["catalog"], loaded | older["texts"])
    again = Questionnaire(NEW.catalog, loaded, [before])
    read = record.load(again, file_of(OLD))

    assert [PAPERS["report"](NEW.of(read), read)] == [PAPERS["report"](again.of(read), read)]
    assert [] == pages.later_texts(OLD, "", "")["older"]


BROKEN = {
    "an edition that isn't there": (
        lambda rows: rows.append({"edition": "third", "items": []}),
        "names the edition third",
    ),
    "an item that isn't there": (
        lambda rows: rows[0]["items"].append({"number": 99, "was": 11}),
        "has number 99, which no item",
    ),
    "an item that wasn't there": (
        lambda rows: rows[0]["items"].append({"number": 25, "was": 99}),
        "has was 99, which no item",
    ),
    "an item twice": (
        lambda rows: rows[0]["items"].append({"number": 25, "was": 1}),
        "has was 1 2 times",
    ),
    "an edition that is passed over": (lambda rows: rows.clear(), "lacks an entry for"),
}


@pytest.mark.parametrize(("harm", "said"), BROKEN.values(), ids=BROKEN)
def test_what_corresponds_is_checked(harm, said):
    """A catalogue that misnames the items or editions before it is not built."""
    catalog = successor.catalog()
    assert [] == rules.succession_problems(catalog, [OLD.catalog])

    harm(catalog["succeeds"])
    (found,) = rules.succession_problems(catalog, [OLD.catalog])
    assert found.startswith("py/catalog.json: ")
    assert said in found
