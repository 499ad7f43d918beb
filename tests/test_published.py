"""What is handed on names the site that made it."""

import csv
import io
import json

import formats
import icalendar
import pages
import pytest
from formats import excel
from ideas import record
from questionnaire import Questionnaire
from sheets import questionnaire
from views import markup, papers

NAME, ADDRESS = "=〇〇商工会議所 {name} {best} の*診断*", "https://example.org/copy/"
PLAIN = questionnaire()
FACTS = [["作ったサイト", NAME], ["サイトのアドレス", ADDRESS]]


def of_a_site(name, address):
    """The Questionnaire as the browser makes it from the files of a site."""
    texts = json.loads(json.dumps(pages.later_texts(PLAIN, name, address)))
    texts.pop("older")
    return Questionnaire(PLAIN.catalog, texts)


def facts(made, kind):
    """The facts that a file has of a check, as lists of a name and a value."""
    check = record.blank(made, "1.0.0")
    if kind == "xlsx":
        return excel.sheets(made, check)[0]["rows"]
    text = formats.of(kind).write(made, check, {})
    if kind == "md":
        return [line[2:].split("：", 1) for line in text.splitlines() if line.startswith("- ")]
    return list(csv.reader(io.StringIO(text)))


def said(made, kind):
    """The sheets of a paper, as text."""
    nodes = {
        "report": lambda: papers.report(made, record.blank(made, "1.0.0")),
        "blank": lambda: papers.blank(made),
    }[kind]()
    return "".join(text for one in nodes for text in markup.texts(one))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("csv", "'" + NAME), ("xlsx", NAME), ("md", NAME.replace("*", "\\*").replace("{", "\\{"))],
)
def test_a_file_names_its_site(kind, name):
    """CSV, Excel and Markdown end their facts with the site's name and address, as they are."""
    named, known = facts(of_a_site(NAME, ADDRESS), kind), facts(PLAIN, kind)
    expected = [[FACTS[0][0], name], FACTS[1]]

    assert expected == [row for row in named if row not in known]
    assert known == [row for row in named if row not in expected]
    assert FACTS[0][0] not in str(known)


def events(made):
    """The events of the calendar of a check with one date in its plan, and the file's maker."""
    check = record.blank(made, "1.0.0")
    record.put_answers(made, check, ["unknown"] * len(made.items))
    record.put_item(check, 2, "due", "2027-01-31")
    given = {"next_check": "2027-04-01", "stamp": "20261128T000000Z"}
    read = icalendar.Calendar.from_ical(formats.of("ics").write(made, check, given))
    return read.walk("VEVENT"), read["PRODID"]


def test_each_date_names_its_site():
    """Each event ends with the site's name and address, and links there: what imports keep."""
    named, known = events(of_a_site(NAME, ADDRESS))[0], events(PLAIN)[0]
    line = "".join(f"\n{name}：{value}" for name, value in FACTS)

    assert 2 == len(known)
    assert [f"{one['DESCRIPTION']}{line}" for one in known] == [one["DESCRIPTION"] for one in named]
    assert [ADDRESS] * 2 == [one["URL"] for one in named]
    assert [] == [one for one in [*known, *events(of_a_site("Site", ""))[0]] if "URL" in one]


def test_a_calendar_says_its_language():
    """The calendar's maker ends with the language of its words."""
    texts = PLAIN.texts | {"language": "en"}

    assert "//JA" == events(PLAIN)[1][-4:]
    assert "//EN" == events(Questionnaire(PLAIN.catalog, texts))[1][-4:]


@pytest.mark.parametrize("kind", ["report", "blank"])
def test_a_paper_names_its_site(kind):
    """The report and the blank sheet say once, at their statement, which site made them."""
    line = f"この紙を作ったサイト：{NAME} {ADDRESS}"

    assert 1 == said(of_a_site(NAME, ADDRESS), kind).count(line)
    assert said(PLAIN, kind) == said(of_a_site(NAME, ADDRESS), kind).replace(line, "")


def test_a_site_without_an_address():
    """Where a site has no address, its name stands alone."""
    made = of_a_site("Site", "")

    assert ["作ったサイト", "Site"] in facts(made, "csv")
    assert FACTS[1][0] not in str([facts(made, kind) for kind in ("csv", "xlsx", "md")])
    assert said(made, "blank").endswith("この紙を作ったサイト：Site")


def test_a_record_names_no_site():
    """The record's own format stays as it is."""
    made = of_a_site(NAME, ADDRESS)
    check = record.blank(made, "1.0.0")

    assert record.dump(PLAIN, check) == record.dump(made, check)
