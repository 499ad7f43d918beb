"""What other programs find in the files that the formats write."""

import csv
import io
import json
import re
import unicodedata
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import PureWindowsPath

import formats
import icalendar
import markdown
import pytest
from formats import characters
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ideas import record
from payloads import LINES
from sheets import catalog, questionnaire, sheet, texts
from spreadsheets import by_libreoffice, has_libreoffice, read_workbook

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
COUNT = len(CATALOG["items"])
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
STAMP = "20261123T000000Z"
FIRST_ITEM = 12


def written(kind, record, **given):
    return formats.of(kind).write(QUESTIONNAIRE, record, given)


HOSTILE = [*LINES, "a" * 100, "🏪" * 100]
# What has to come out of any file as it went in: people copy it, or a spreadsheet would change it.
COPIED = ["yamada_taro+x@example.co.jp", "https://example.jp/a_b?x=1&y=2#z", "www.example.jp"]
COPIED += [
    "C:\\Users\\taro",
    "Tel. 03-1234-5678 (代表)",
    "0312345678",
    "1-2",
    "1/2",
    "a < b & c > d",
]
MARKS = [
    "a_b _c_ __d__ *e*",
    "~f~ ~~g~~",
    "\\* \\\\server\\_x_",
    "https://example.jp/_a_/*b*を*見る*",
]
MARKS += ["&copy; &#35;", "www.example.jp/*a*", "<https://example.jp/>", "a|b \\|c", "{: #id}"]
# not from all of Unicode: that takes Hypothesis a second to prepare on a fresh machine
SIGNS = "=+-@＝＋－＠﹣ー'\",;\\|<>[](){}!*_`~#&$^:/.?"
HIDDEN = " \u00a0\u3000\u2028\u202e\ufeff\u200b"
LINES = st.one_of(st.sampled_from(HOSTILE), st.text(SIGNS + HIDDEN + "wahtps19。あ🏪", max_size=30))
NOTES = st.lists(LINES, min_size=1, max_size=4).map("\n\t".join)
DATES = st.dates(date(1, 1, 1)).map(date.isoformat)
PLANNED = st.fixed_dictionaries(
    {}, optional={"ticked": st.booleans(), "owner": LINES, "due": DATES, "note": NOTES}
)


@st.composite
def records(draw):
    made = record.blank(QUESTIONNAIRE, "1.0.0")
    record.put_answers(
        QUESTIONNAIRE,
        made,
        draw(st.lists(st.sampled_from([*ANSWERS, None]), min_size=COUNT, max_size=COUNT)),
    )
    numbers = st.integers(1, COUNT).map(str)
    made["items"] = draw(st.dictionaries(numbers, PLANNED, max_size=4))
    for field, values in (("company", LINES), ("department", LINES), ("role", LINES)):
        made[field] = draw(values)
    made["date"] = draw(DATES)
    return made


def record_of(text, answers=MIXED):
    """A record in which `text` stands wherever people write."""
    made = record.blank(QUESTIONNAIRE, "1.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    made["date"] = "2026-11-23"
    for field in record.NAMES:
        made[field] = text
    for item in CATALOG["items"]:
        made["items"][str(item["number"])] = {"owner": text, "note": text, "due": "2026-12-01"}
    return made


# CSV


def rows_of(made):
    text = written("csv", made)
    assert "\ufeff" == text[0]
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def is_evaluated(cell):
    """A second opinion: whether a spreadsheet might evaluate a cell of text."""
    ignored = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u00ad"
    rest = cell
    while rest and (rest[0].isspace() or rest[0] in ignored or rest[0] < " "):
        rest = rest[1:]
    wide = unicodedata.decomposition(rest[:1] or " ").startswith(("<wide>", "<small>"))
    sign = unicodedata.normalize("NFKC", rest[:1]) if wide else rest[:1]
    return cell[:1] in ("\t", "\r", "\n") or (bool(sign) and sign in "=+-@−")


@given(records())
@example(record_of("\n=1+1\n"))
def test_the_csv_gives_every_field_back(made):
    """Python's csv module reads the fields as they are, but for an apostrophe before some."""
    rows = rows_of(made)

    assert [] == rows[FIRST_ITEM - 2]
    for field, row in zip((*record.NAMES, "date"), rows[:4], strict=True):
        assert made[field] in (row[1], row[1].removeprefix("'"))
    assert {2} == {len(row) for row in rows[: FIRST_ITEM - 2]}
    assert {11} == {len(row) for row in rows[FIRST_ITEM - 1 :]}
    assert COUNT == len(rows[FIRST_ITEM:])
    for item, row in zip(CATALOG["items"], rows[FIRST_ITEM:], strict=True):
        planned = record.item(made, item["number"])
        assert [str(item["number"]), item["category"], item["title"]] == [row[0], *row[2:4]]
        for field, cell in zip(("owner", "due", "note"), row[8:], strict=True):
            assert planned.get(field, "") in (cell, cell.removeprefix("'"))


@given(records())
def test_no_cell_is_evaluated(made):
    """No cell is anything but a number of ours or a text that a spreadsheet leaves alone."""
    for row in rows_of(made):
        for cell in row:
            assert re.fullmatch("-?[0-9]+", cell) or not is_evaluated(cell)


def test_numbers_stay_numbers():
    """Points stand without quotes and apostrophe, negative ones included."""
    text = written("csv", record_of("x"))

    assert ",28\r\n" in text
    assert ",-6\r\n" in text
    assert '"わからない",-1,5,"","x","2026-12-01","x"\r\n' in text


def test_a_number_of_people_is_text():
    """A department called -5 isn't one of our numbers."""
    assert ["'-5"] * 3 == [row[1] for row in rows_of(record_of("-5"))[:3]]


def test_the_csv_is_what_excel_expects():
    """The file begins with a BOM, and its lines end with CR LF."""
    data = written("csv", record_of("x")).encode()

    assert b"\xef\xbb\xbf" == data[:3]
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") == FIRST_ITEM + COUNT


@pytest.mark.audit
@pytest.mark.skipif(not has_libreoffice("calc"), reason="LibreOffice Calc isn't installed")
def test_libreoffice_sees_the_same_cells(tmp_path):
    """LibreOffice reads the same texts and numbers, and no formula."""
    made = record_of("=1+1")
    # the owners begin with the first texts, the notes with the last ones
    # XML, and so a spreadsheet's file, has no U+FFFE
    fit = [text for text in HOSTILE if "\ufffe" not in text]
    for index, planned in enumerate(made["items"].values()):
        planned.update(owner=fit[index], note="\n".join(fit[-1 - index :] + fit))
    file = tmp_path / "check.csv"
    file.write_bytes(written("csv", made).encode())

    (sheet,) = read_workbook(by_libreoffice(file, "--infilter=CSV:44,34,76"))
    assert [read_as(row) for row in rows_of(made)] == sheet


def read_as(row):
    """What a spreadsheet makes of the texts in a row: numbers and dates of ours are numbers."""
    read = []
    for cell in row:
        if re.fullmatch("-?[0-9]+", cell):
            read.append(int(cell))
        elif re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            read.append((date.fromisoformat(cell) - date(1899, 12, 30)).days)
        else:
            read.append(cell or None)
    while read and read[-1] is None:
        read.pop()
    return read


# Markdown


class Outline(HTMLParser):
    """The tags of a page in order, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data):
        self.text += data


def outline(made):
    """The Markdown as a dialect shows it that makes links of addresses, as GFM does."""
    extensions = ["attr_list", "footnotes", "md_in_html", "tables", "abbr", "def_list"]
    extensions += ["pymdownx.tasklist", "pymdownx.magiclink", "pymdownx.tilde"]
    extensions += ["pymdownx.superfences"]
    text = written("md", made)
    return Outline(markdown.markdown(text, extensions=extensions))


def marked(made):
    """The tags of the Markdown, but those that make a link of an address."""
    return [tag for tag in outline(made).tags if tag != ("a", ["href"])]


def with_plain_words(made):
    """The same record with a harmless word wherever there is text of people's own."""
    plain = json.loads(json.dumps(made))
    for place in (plain, *plain["items"].values()):
        for field in (*record.NAMES, "owner", "note"):
            if field in place:
                place[field] = "x" if place[field] else ""
    return plain


def shown(text):
    """What of a text can be seen, without blanks and the sign that stands between lines."""
    return re.sub(r"[\s／]", "", seen(text))


def seen(text):
    """A text without the characters that only steer."""
    steering = characters.INVISIBLE
    return "".join(c for c in text if not any(first <= ord(c) <= last for first, last in steering))


@settings(deadline=None)  # rendering takes its time
@given(records())
@example(record_of("x\n===\n---\n    y"))
@example(record_of("?1"))
@example(record_of("\n".join(HOSTILE)))
def test_nothing_that_people_write_becomes_markup(made):
    """Whatever people write, the tags are those that a harmless word leaves, and links."""
    assert marked(with_plain_words(made)) == marked(made)


@pytest.mark.parametrize("text", [*HOSTILE, *COPIED, *MARKS])
def test_markdown_shows_what_people_wrote(text):
    """Every place of a text shows it sign for sign, in lists and in the table."""
    made = outline(record_of(text))
    expected = shown(outline(record_of("\ue0ff")).text).replace("\ue0ff", shown(text))

    assert expected == shown(made.text)


@pytest.mark.parametrize("text", COPIED)
def test_what_people_copy_stays_as_it_is(text):
    """Addresses, numbers and paths stand in the Markdown itself as they were written."""
    assert f"担当：{text} 期限" in written("md", record_of(text))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.jp/~taro/を見る", "https://example.jp/~taro/"),
        ("（https://example.jp/a?b=*c）", "https://example.jp/a?b=*c"),
        ("**https://example.jp/**", "https://example.jp/"),
    ],
)
def test_an_address_with_signs_of_markdown_is_a_link(text, address):
    """An address in or beside which something would be escaped stands between < and >."""
    assert f"<{address}>" in written("md", record_of(text))


def test_tasks_stand_in_the_order_of_the_plan():
    """There is a task per item to improve, ticked as in the record, the largest gain first."""
    made = record_of("x", sheet("NUPD") + ["done"] * (COUNT - 4))
    made["items"]["1"]["ticked"] = True
    lines = written("md", made).split("\n")

    assert [
        "- [ ] No.2 ウイルス対策ソフトを導入し適切に利用する（+5点） 担当：x 期限：2026-12-01",
        "- [x] No.1 OSやソフトウェアは常に最新の状態にする（+4点） 担当：x 期限：2026-12-01",
        "- [ ] No.3 強固なパスワードを使用する（+2点） 担当：x 期限：2026-12-01",
    ] == [line for line in lines if line.startswith("- [")]


# iCalendar


def events_of(text):
    """The events of a calendar, by UID."""
    assert text.endswith("END:VCALENDAR\r\n")
    read = icalendar.Calendar.from_ical(text)
    assert [] == read.errors
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


@given(records(), DATES)
def test_a_calendar_program_reads_the_dates(made, next_check):
    """Each item to improve that is due and unticked is an event of a day, and so is next time."""
    short = [
        n
        for n, answer in enumerate(record.answers(QUESTIONNAIRE, made), 1)
        if answer in ANSWERS[1:]
    ]
    planned = {n: record.item(made, n) for n in short}
    due = {n: one for n, one in planned.items() if one.get("due") and not one.get("ticked")}

    events = events_of(written("ics", made, next_check=next_check, stamp=STAMP))
    by_name = {uid.rpartition("-")[2]: event for uid, event in events.items()}

    assert {*map(str, due), "next"} == set(by_name)
    assert len(events) == len(by_name)
    assert {True} == {f"-{made['date']}-" in uid for uid in events}
    for n, one in due.items():
        event = by_name[str(n)]
        assert f"No.{n} {CATALOG['items'][n - 1]['title']}" == str(event["SUMMARY"])
        assert one["due"] == event.decoded("DTSTART").isoformat()
        if one["due"] != date.max.isoformat():
            assert timedelta(days=1) == event.decoded("DTEND") - event.decoded("DTSTART")
        own = TEXTS["items"][n - 1]
        said = ["担当：" + seen(one["owner"])] if one.get("owner") else []
        if made["answers"][str(n)] == "unknown":
            said += ["聞く相手：" + own["ask"]["whom"], "聞く言葉：" + own["ask"]["question"]]
        else:
            said += ["まず15分：" + own["today"]["title"], *own["today"]["steps"]]
        assert said == str(event["DESCRIPTION"]).split("\n")
    assert {"TRANSPARENT"} == {str(event["TRANSP"]) for event in events.values()}


@given(records())
def test_lines_are_short_and_whole(made):
    """Every line has at most 75 bytes, ends with CR LF and cuts no character."""
    lines = written("ics", made, next_check="2027-04-01", stamp=STAMP).encode().split(b"\r\n")

    assert b"" == lines.pop()
    for line in lines:
        assert len(line) <= 75
        assert line == line.decode().encode()
        assert not re.search(rb"[\x00-\x1f]", line)


def test_a_changed_date_keeps_the_event():
    """Another date, owner or note leaves the UIDs as they were."""
    made = record_of("x")
    before = events_of(written("ics", made, next_check="2027-04-01", stamp=STAMP))
    for planned in made["items"].values():
        planned.update(due="2027-01-31", owner="y", note="z")
    after = events_of(written("ics", made, next_check="2027-05-01", stamp="20270101T000000Z"))

    assert list(before) == list(after)


def test_departments_have_events_of_their_own():
    """Two departments that are checked on one day don't take each other's place in a calendar."""
    calendars = []
    for department in ("営業", "工場"):
        made = record_of("x")
        made["department"] = department
        calendars.append(set(events_of(written("ics", made, next_check="2027-04-01", stamp=STAMP))))

    assert set() == calendars[0] & calendars[1]


def test_people_stay_out_of_the_identifiers():
    """A UID holds no name that somebody entered."""
    events = events_of(written("ics", record_of("山田"), next_check="2027-04-01", stamp=STAMP))

    assert not [uid for uid in events if "山田" in uid]


def test_no_dates_no_calendar():
    """Without a date there is no text; done, ticked or unanswered items have none."""
    made = record_of("x", sheet("D.N") + ["done"] * (COUNT - 3))
    made["items"]["3"]["ticked"] = True

    assert "" == written("ics", made, next_check="", stamp=STAMP)


# names of files


@given(records(), st.sampled_from(formats.every()))
def test_every_system_takes_the_name(made, kind):
    """A file's name has no sign, length or ending that Windows, macOS or Linux refuses."""
    name = kind.name(QUESTIONNAIRE, made)
    stem = name.removesuffix(kind.extension)

    assert name != stem
    assert name == PureWindowsPath(name).name
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\x7f]', name)
    assert stem == stem.strip(" .")
    assert len(name) <= 80
    assert len(name.encode()) <= 255
    assert stem.startswith("selfcheck-")
    assert not {unicodedata.bidirectional(character) for character in name} & {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


@pytest.mark.parametrize("kind", ["txt", "", "JSON"])
def test_an_unknown_kind_of_file(kind):
    """A kind that isn't there is none, and never written as another."""
    with pytest.raises(KeyError):
        formats.of(kind)
