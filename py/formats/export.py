"""A record as other programs read it: spreadsheets, tickets, calendars; pure.

Whatever people wrote is taken for text: a spreadsheet finds no formula in it, a ticket no markup.
Only CSV can't say what is text: there, a spreadsheet makes a number of 0312345678.
"""

import datetime

from ideas import labels, plan
from ideas import record as records

EXTENSIONS = {
    "json": ".json",
    "xlsx": ".xlsx",
    "csv": ".csv",
    "md": ".md",
    "ics": ".ics",
    "age": ".json.age",
}
# Two names of this length, even of emoji, leave a file's name within 80 characters and 255 bytes.
NAME = 24
LINE = 75
# Of the columns of items, in characters.
WIDTHS = [6, 22, 18, 44, 18, 7, 14, 5, 16, 12, 60]
PRODUCT = "-//five-minute-security-self-check//JA"

UNSAFE_IN_NAMES = '\\/:*?"<>|'
# What begins a formula (owasp.org/www-community/attacks/CSV_Injection), also in Japanese width.
FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫−ー"
# What Markdown always reads; in { many dialects take attributes. Punctuation is what \ can escape.
MARKDOWN = "`*[{|~"
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SCHEMES = ("http://", "https://", "ftp://")
# What an address can be made of (RFC 3986), but for brackets.
IN_ADDRESSES = "-._~:/?#@!$&'()*+,;=%"
# Control, direction and formatting characters, halves of pairs: from, to, in ascending order.
INVISIBLE = (
    (0x0000, 0x001F),
    (0x007F, 0x009F),
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFF),
    (0xE0000, 0xE0FFF),
)
BLANKS = " \u00a0\u1680\u202f\u205f\u3000" + "".join([chr(0x2000 + step) for step in range(11)])


def csv(questionnaire, record):
    """Return the record as CSV for programs: UTF-8 with BOM, CRLF, quotes as in RFC 4180.

    First facts about the check, then one row per item. Numbers of ours stand bare, all else in
    quotes; a text that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    told, items = _tables(questionnaire, record)
    rows = told + [[]] + items
    return "\ufeff" + "".join([",".join([_cell(one) for one in row]) + "\r\n" for row in rows])


def sheets(questionnaire, record):
    """Return the record as two sheets for `workbook.parts`: facts about the check, and items."""
    words = questionnaire.words["export"]
    told, items = _tables(questionnaire, record)
    return [
        {"name": words["summary_sheet"], "widths": [36, 60], "header": False, "rows": told},
        {"name": words["items_sheet"], "widths": WIDTHS, "header": True, "rows": items},
    ]


def markdown(questionnaire, record):
    """Return the record as Markdown for tickets: facts, the plan as a task list, all answers.

    What somebody doesn't know comes with whom and what to ask, the rest with its first action.
    """
    words = questionnaire.words["export"]
    result = questionnaire.result(record)
    known = [row for row in facts(questionnaire, record, result) if row[1] != ""]
    lines = ["# " + words["heading"], ""]
    lines += ["- " + _fact(questionnaire, name, _plain(str(value))) for name, value in known]
    lines += ["", "## " + words["plan"], ""]
    rows = _rows(questionnaire, record, result)
    numbered = {row["item"]["number"]: row for row in rows}
    for improvement in result["improvements"]:
        lines += _task(questionnaire, numbered[improvement["number"]], improvement)
    if not result["improvements"]:
        lines.append(words["nothing"])
    lines += ["", "## " + words["answers"], ""]
    columns = ("number", "title", "answer", "points", "done", "owner", "due", "note")
    lines.append(_columns([words[name] for name in columns]))
    lines.append(_columns(["---" for name in columns]))
    for row in rows:
        item, planned = row["item"], row["planned"]
        cells = [labels.number(questionnaire, item["number"]), item["title"], row["answer"]]
        cells += [str(row["points"]), words["ticked"] if planned.get("ticked") else ""]
        cells += [_plain(planned.get(field, "")) for field in ("owner", "due", "note")]
        lines.append(_columns(cells))
    return "\n".join(lines) + "\n"


def ics(questionnaire, record, next_check, stamp):
    """Return the dates of the plan as iCalendar (RFC 5545), or "" if there are none.

    An event of a day for each item to improve that is due and not ticked, and one for the next
    check: `next_check` is a date such as "2027-04-01", or "". `stamp` tells when the file is
    made, such as "20261123T000000Z". An item's event has the same UID whenever it is written, and
    that of another company or department has another.
    """
    words = questionnaire.words["export"]
    events = []
    for row in plan.entries(questionnaire, records.answers(questionnaire, record)):
        number = row["number"]
        planned = records.item(record, number)
        if planned.get("due") and not planned.get("ticked"):
            lines, steps = _beginning(questionnaire, row)
            if planned.get("owner"):
                lines = [_fact(questionnaire, words["owner"], planned["owner"])] + lines
            title = labels.item(questionnaire, questionnaire.item(number))
            events.append([str(number), planned["due"], title, "\n".join(lines + steps)])
    if next_check:
        events.append(["next", next_check, words["next_check"], words["next_check_about"]])
    if not events:
        return ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:" + PRODUCT, "CALSCALE:GREGORIAN"]
    for name, date, summary, description in events:
        uid = [questionnaire.edition["id"], _whose(record), record.get("date"), name]
        lines += ["BEGIN:VEVENT", "UID:" + "-".join([part for part in uid if part])]
        lines += ["DTSTAMP:" + stamp] + _day(date)
        lines += ["SUMMARY:" + _escaped(summary), "DESCRIPTION:" + _escaped(description)]
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


def filename(questionnaire, record, kind):
    """Return a name for the record's file that Windows, macOS and Linux accept.

    `kind` is one of EXTENSIONS; another raises KeyError.
    """
    named = [record.get(field, "") for field in ("company", "department", "date")]
    parts = [questionnaire.words["export"]["file"]] + [_file_part(name) for name in named]
    return "-".join([part for part in parts if part]) + EXTENSIONS[kind]


def facts(questionnaire, record, result):
    """Return what there is to say of a check as a whole, as [name, text or whole points].

    `result` is what `scoring.score` makes of its answers.
    """
    words = questionnaire.words["export"]
    rows = [[words[field], record.get(field, "")] for field in records.NAMES + ("date",)]
    rows.append([words["edition"], questionnaire.edition["label"]])
    rows.append([words["total"], result["total"]])
    for subtotal in result["subtotals"]:
        counted = [
            row["label"] for row in questionnaire.answers if row["subtotal"] == subtotal["id"]
        ]
        name = words["subtotal"].format(
            name=subtotal["id"], answer=labels.listed(questionnaire, counted)
        )
        rows.append([name, subtotal["points"]])
    verdict = words["unfinished"].format(count=len(result["unanswered"]))
    if result["band"]:
        verdict = questionnaire.band(result["band"])["verdict"]
    return rows + [[words["verdict"], verdict]]


def _tables(questionnaire, record):
    """What a spreadsheet shows: rows of facts, and rows of items below the names of columns."""
    words = questionnaire.words["export"]
    result = questionnaire.result(record)
    columns = ["number", "part", "category", "title", "answer", "points", "gain", "done"]
    items = [[words[name] for name in columns + ["owner", "due", "note"]]]
    for row in _rows(questionnaire, record, result):
        item, planned = row["item"], row["planned"]
        cells = [item["number"], row["part"], item["category"], item["title"], row["answer"]]
        cells += [row["points"], row["gain"], words["ticked"] if planned.get("ticked") else ""]
        items.append(cells + [planned.get(field, "") for field in ("owner", "due", "note")])
    return facts(questionnaire, record, result), items


def _rows(questionnaire, record, result):
    """For each item, in order: {item, part, answer, points, gain, planned}; "" where none is."""
    gains = {row["number"]: row["gain"] for row in result["improvements"]}
    rows = []
    for item, answer in zip(questionnaire.items, records.answers(questionnaire, record)):
        row = {"item": item, "planned": records.item(record, item["number"])}
        row["part"] = labels.part(questionnaire, item["part"])
        row["answer"] = labels.answer(questionnaire, answer)
        row["points"] = "" if answer is None else questionnaire.points[answer]
        row["gain"] = "" if answer is None else gains.get(item["number"], 0)
        rows.append(row)
    return rows


def _fact(questionnaire, name, value):
    return questionnaire.words["export"]["fact"].format(name=name, value=value)


def _cell(value):
    """A cell of CSV: numbers bare, text in quotes and never a formula."""
    if type(value) is int:
        return str(value)
    return '"' + ("'" if _is_formula(value) else "") + value.replace('"', '""') + '"'


def _is_formula(text):
    """Whether a spreadsheet could take the text for a formula, blanks before it passed over."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for character in text:
        if not _is_blank(character):
            return character in FORMULA
    return False


def _task(questionnaire, row, improvement):
    """The lines of one task: what, how much it gains, who and until when; below, how to begin."""
    words, planned = questionnaire.words["export"], row["planned"]
    gain = labels.gain(questionnaire, improvement["gain"])
    said = [words["task"].format(item=labels.item(questionnaire, row["item"]), gain=gain)]
    named = [field for field in ("owner", "due") if planned.get(field)]
    said += [_fact(questionnaire, words[field], _plain(planned[field])) for field in named]
    lines = ["- [{}] ".format("x" if planned.get("ticked") else " ") + " ".join(said)]
    begun, steps = _beginning(questionnaire, improvement)
    lines += ["    - " + line for line in begun]
    lines += ["        {}. {}".format(number, step) for number, step in enumerate(steps, 1)]
    if planned.get("note"):
        lines.append("    - " + _fact(questionnaire, words["note"], _plain(planned["note"])))
    return lines


def _beginning(questionnaire, improvement):
    """How to begin with an item: some lines, and steps; what isn't known is asked first."""
    words = questionnaire.words["export"]
    own = questionnaire.item(improvement["number"])
    if improvement["answer"] == plan.unknown_answer(questionnaire):
        return [
            _fact(questionnaire, words[name], own["ask"][name]) for name in ("whom", "question")
        ], []
    return [words["first"].format(title=own["today"]["title"])], own["today"]["steps"]


def _columns(cells):
    return "| " + " | ".join(cells) + " |"


def _plain(text):
    """People's text on one line, so that Markdown shows it as it is (CommonMark, GFM).

    It never begins a line: what counts only there stays. Addresses stay to be copied; one in or
    beside which a sign would have to be escaped stands between < and >, where none has to be.
    """
    lines = [line for line in text.replace("\t", " ").replace("\r", "\n").split("\n") if line]
    line = "".join([c for c in " ／ ".join(lines) if not _is_invisible(c)])
    shown, place = [], 0
    while place < len(line):
        end = place
        while end < len(line) and line[end] not in BLANKS:
            end += 1
        shown.append(_word(line[place:end]) + line[end : end + 1])
        place = end + 1
    return "".join(shown)


def _word(word, following=""):
    """A text without blanks, in Markdown; `following` is the sign that comes after it."""
    escaped = _signs(word, following)
    start = _address_start(word.lower())
    if escaped == word:
        return word
    if start is None:
        # Nothing can be escaped in what GFM takes for an address: it shall take this for none.
        return escaped.replace("www.", "www\\.")
    end = start
    while end < len(word) and (_is_word(word[end]) or word[end] in IN_ADDRESSES):
        # read by some within < and >, too
        if word[end] == "&" and _is_entity(word[end + 1 :]):
            break
        end += 1
    # what ends a sentence doesn't belong to an address
    while word[end - 1] in "*_~.,:;!?'":
        end -= 1
    return _word(word[:start], "<") + "<" + word[start:end] + ">" + _word(word[end:], following)


def _address_start(word):
    found = [word.find(scheme) for scheme in SCHEMES if scheme in word]
    return min(found) if found else None


def _signs(text, following):
    """A text with the signs escaped that Markdown would read in it."""
    shown = []
    befores, afters = [""] + list(text), list(text[1:]) + [following]
    for place, (before, character, after) in enumerate(zip(befores, text, afters)):
        if character == "_":
            special = not (_is_word(before) and _is_word(after))
        elif character == "\\":
            special = after == "" or after in PUNCTUATION
        else:
            special = character in MARKDOWN
        if special:
            shown.append("\\" + character)
        elif character == "<" and after != "" and (_is_word(after) or after in "/!?"):
            shown.append("&lt;")
        elif character == "&" and _is_entity(text[place + 1 :]):
            shown.append("&amp;")
        else:
            shown.append(character)
    return "".join(shown)


def _is_entity(text):
    """Whether a text after & could be the rest of one character; some take # without a ;."""
    name = text.split(";")[0] if ";" in text else ""
    return text[:1] == "#" or (name != "" and all([_is_word(c) for c in name]))


def _is_word(character):
    return "0" <= character <= "9" or "a" <= character.lower() <= "z"


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
    return "\\n".join(["".join([c for c in line if not _is_invisible(c)]) for line in lines])


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


def _file_part(text):
    """A text as part of a file's name, shortened."""
    kept = []
    for character in text:
        if character in UNSAFE_IN_NAMES:
            kept.append("_")
        elif not _is_invisible(character):
            kept.append(" " if character in BLANKS else character)
    return "".join(kept).strip(" .")[:NAME].strip(" .")


def _is_blank(character):
    return character in BLANKS or _is_invisible(character)


def _is_invisible(character):
    code = ord(character)
    for first, last in INVISIBLE:
        if code <= last:
            return first <= code
    return False
