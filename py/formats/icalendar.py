"""iCalendar (RFC 5545): the dates of the plan, and of the next check."""

import datetime

from ideas import labels, plan
from ideas import record as records

from formats import rows
from formats.characters import is_invisible
from formats.format import Format

LINE = 75
PRODUCT = "-//five-minute-security-self-check//"


def write(questionnaire, record, given):
    """Return the dates of the plan as iCalendar (RFC 5545), or "" if there are none.

    An event of a day for each item to improve that is due and not ticked, and one for the next
    check: given["next_check"] is a date such as "2027-04-01", or "". given["stamp"] tells when the
    file is made, such as "20261123T000000Z". An item's event has the same UID whenever it is
    written, and that of another company or department has another. Each names the site, which a
    calendar that it is imported into wouldn't keep of the file itself.
    """
    words = questionnaire.words["export"]
    events = []
    for row in plan.entries(questionnaire, records.answers(questionnaire, record)):
        number = row["number"]
        planned = records.item(record, number)
        if planned.get("due") and not planned.get("ticked"):
            lines, steps = rows.beginning(questionnaire, row)
            if planned.get("owner"):
                lines = [rows.fact(questionnaire, words["owner"], planned["owner"])] + lines
            title = labels.item(questionnaire, questionnaire.item(number))
            events.append([str(number), planned["due"], title, "\n".join(lines + steps)])
    if given["next_check"]:
        events.append(["next", given["next_check"], words["next_check"], words["next_check_about"]])
    return written(questionnaire, record, given["stamp"], events) if events else ""


def written(questionnaire, record, stamp, events):
    """Return events, each [name, date, summary, description], as iCalendar; UIDs have the name."""
    words = questionnaire.words["export"]
    product = PRODUCT + questionnaire.words["language"].upper()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:" + product, "CALSCALE:GREGORIAN"]
    site = [
        rows.fact(questionnaire, words["site"][name], said) for name, said in questionnaire.site
    ]
    address = dict(questionnaire.site).get("address")
    for name, date, summary, description in events:
        uid = [questionnaire.edition["id"], _whose(record), record.get("date"), name]
        lines += ["BEGIN:VEVENT", "UID:" + "-".join([part for part in uid if part])]
        lines += ["DTSTAMP:" + stamp] + _day(date)
        lines += ["SUMMARY:" + _escaped(summary)]
        lines += ["DESCRIPTION:" + _escaped("\n".join([description] + site))]
        lines += ["URL:" + address] if address else []
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join([_folded(line) + "\r\n" for line in lines])


def _whose(record):
    """A number that tells companies and departments apart without naming them; "" for none."""
    number = 0
    for field in ("company", "department"):
        for byte in record.get(field, "").encode("utf-8"):
            number = (number * 31 + byte) % 2**32
    return "{:08x}".format(number) if number else ""


def _day(date):
    """The properties of an event that takes this whole day; calendars want its end, too."""
    year, month, day = [int(number) for number in date.split("-")]
    first = datetime.date(year, month, day)
    lines = ["DTSTART;VALUE=DATE:" + date.replace("-", "")]
    if first < datetime.date.max:
        following = (first + datetime.timedelta(days=1)).isoformat()
        lines.append("DTEND;VALUE=DATE:" + following.replace("-", ""))
    return lines


def _escaped(text):
    """A value of the type TEXT (RFC 5545, 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join(["".join([c for c in line if not is_invisible(c)]) for line in lines])


def _folded(line):
    """A line as lines of at most 75 bytes, each further one after a blank (RFC 5545, 3.1)."""
    data = line.encode("utf-8")
    pieces = []
    room = LINE
    while len(data) > room:
        end = room
        # a byte 10xxxxxx stands within a character
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end].decode("utf-8"))
        data = data[end:]
        room = LINE - 1
    return "\r\n ".join(pieces + [data.decode("utf-8")])


FORMAT = Format("ics", ".ics", "text/calendar", write, place=50, asks="date", nothing="no_dates")
