"""The record of one check: answers, whose they are, how they were checked, plans; version 2.

A record is a dict of the shape that `record.schema.json` describes, in memory and in a file.
Scores are computed again whenever a record is read. A field that this version doesn't know is
kept, and can be named. What `put` and `put_item` have set can always be written and read again.
Pure; runs in CPython and MicroPython.
"""

from collections import OrderedDict

from ideas import strictjson

FORMAT = "selfcheck-record"
VERSION = 2
MAX_CHARACTERS = 200000
# Stands for a text that was too long to be handed to Python.
TOO_LONG = "\x00"
# Far more than departments whose names fit; a hundred thousand values would take many seconds.
MAX_LINES = 10000
MAX_DEPTH = 6
LINE = 20
MAX_WHOLE = 999999
NAME = 80
NOTE = 1000
NOTE_CONTROLS = "\n\t"
NOTES = ("note", "evidence")
# Line separators and marks of direction: shown, they could make a value look like another.
MISLEADING = "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
MISLEADING += "\u2066\u2067\u2068\u2069"
RULES = ("lowest", "chosen")
# Who enters a day means one of these; files may have others.
FIRST_DAY = "2000-01-01"
LAST_DAY = "2099-12-31"
DATES = ("date", "due", "checked_on")

NAMES = ("company", "department", "role")
HEAD = ("format", "version", "edition", "site", "date", "company", "department", "role", "total")
FIELDS = HEAD + ("answers", "items", "merged", "papers")
PLANNED = ("ticked", "owner", "due", "note")
# In the order in which 0.4.0, which doesn't know them, writes them again.
ITEM_FIELDS = PLANNED + ("carried", "checked_by", "checked_on", "evidence")
MERGED_FIELDS = ("rule", "from", "open")
PAPERS_FIELDS = ("fields", "edits")
# How texts are compared, {as written: as compared}: what it lacks is compared as it is.
AS_WRITTEN = {}
# In place of an answer, to an item that the record's edition doesn't have.
ABSENT = ""
SOURCE_FIELDS = ("company", "department", "role", "date")


class RecordError(ValueError):
    """A text that is no record of this questionnaire.

    - reason: one of REASONS or of strictjson.REASONS
    - path: the steps to the field, such as ("items", "3", "owner"), none for the whole; line: that
      of a text that is no JSON, else 0; place: either as a text, "items.3.owner" or "line 4"
    - value: what stood there, shortened; kind: whether that is a text, a number, an object, a list,
      null, true or false, or "" if nothing is told of it
    """

    def __init__(self, reason, path=(), value="", kind="", line=0):
        said = REASONS.get(reason) or strictjson.REASONS[reason]
        self.place = "line {}".format(line) if line else ".".join(path)
        where = self.place + ": " if self.place else ""
        super().__init__(where + said + (", not " + value if value else ""))
        self.reason = reason
        self.path = path
        self.value = value
        self.kind = kind
        self.line = line


REASONS = {
    "long": "longer than {} characters".format(MAX_CHARACTERS),
    "many": "more than {} values, or lines once it is written".format(MAX_LINES),
    "object": "must be an object",
    "list": "must be a list",
    "format": "must be {!r}".format(FORMAT),
    "version": "must be a version up to {}".format(VERSION),
    "newer": "written by a newer version of the site",
    "edition": "must be the edition of this catalogue",
    "unknown": "a field that version 1 doesn't have",
    "item": "must be the number of an item",
    "answer": "must be the id of an answer",
    "name": "must be one line of plain text, at most {} characters".format(NAME),
    "note": "must be plain text, at most {} characters".format(NOTE),
    "date": "must be a date such as 2026-04-01",
    "flag": "must be true or false",
    "whole": "must be a whole number of at most {} digits".format(len(str(MAX_WHOLE))),
    "rule": "must be one of {}".format(", ".join(RULES)),
}


def blank(questionnaire, site):
    """Return the record of a check without answers, as the site's version `site` makes it."""
    record = OrderedDict()
    record["format"] = FORMAT
    record["version"] = VERSION
    record["edition"] = questionnaire.edition["id"]
    record["site"] = site
    record["answers"] = OrderedDict()
    record["items"] = OrderedDict()
    return record


def answers(questionnaire, record):
    """Return the answers as scoring takes them: one id or None per item, in item order.

    The items are those of the record's edition.
    """
    numbers = questionnaire.of(record).numbers
    # MicroPython looks through all names of an OrderedDict each time.
    given = dict(record["answers"])
    return [given.get(str(number)) for number in numbers]


def put_answers(questionnaire, record, given):
    """Set all answers, given one id or None per item, in item order."""
    numbers = questionnaire.numbers
    if len(given) != len(numbers):
        raise ValueError("{} answers for {} items".format(len(given), len(numbers)))
    record["answers"] = OrderedDict()
    for number, answer in zip(numbers, given):
        if answer is not None:
            record["answers"][str(number)] = answer


def item(record, number):
    """Return what the record has on an item beside its answer: a dict with any of ITEM_FIELDS."""
    return record["items"].get(str(number), {})


def put_item(record, number, field, value):
    """Set one of ITEM_FIELDS of an item, as `put` does; False takes it away, too."""
    planned = record["items"].get(str(number), OrderedDict())
    put(planned, field, value or "")
    if planned:
        record["items"][str(number)] = planned
    else:
        record["items"].pop(str(number), None)


def carry(record):
    """Mark every answer as that of the check before, until somebody confirms it."""
    for number in record["answers"]:
        put_item(record, number, "carried", True)


def confirm(record, number):
    """Take an item's answer for one of this check."""
    if item(record, number).get("carried"):
        put_item(record, number, "carried", False)


def carried(record):
    """Return the numbers of the answers that nobody confirmed since the check before, sorted."""
    marked = [number for number, own in record["items"].items() if own.get("carried")]
    return sorted([int(number) for number in marked if number in record["answers"]])


def put(record, field, value):
    """Set a field of the head, such as company or date; an empty value takes it away.

    Control characters in a text become blanks. Raises RecordError for a text that is too long and
    for a day that isn't in the calendar: nothing is cut off, and what the field held stays.
    """
    if type(value) is str:
        value = _fitting(field, value)
    if value is None or value == "":
        record.pop(field, None)
    else:
        record[field] = value


def entered(field, text):
    """Return the text that a person entered in a field, as `put` would set it.

    Raises RecordError as `put` does, and for a day before FIRST_DAY or after LAST_DAY.
    """
    if field in DATES and text and not FIRST_DAY <= text <= LAST_DAY:
        raise _refused("date", field, text)
    return _fitting(field, text)


def compared(record, field, alike):
    """Return a field's text as `alike` has it compared, such as company or owner; "" for none."""
    text = record.get(field, "")
    return alike.get(text, text)


def longest(field):
    """Return how many characters a field of text may hold."""
    return NOTE if field in NOTES else NAME


def sign(record, site, result):
    """Set what the writer states: the site's version, and the total once every item counts.

    `result` is what scoring.score gives for the record's answers.
    """
    put(record, "site", site)
    record.pop("total", None)
    if result["band"]:
        record["total"] = result["total"]


def is_empty(record):
    """Whether nobody has entered anything yet: no answer, nothing planned, no name, no draft."""
    named = [field for field in NAMES + ("papers",) if record.get(field)]
    return not (record["answers"] or record["items"] or named)


def copied(value):
    """Return a record, or a part of one, with the same content and nothing in common."""
    if isinstance(value, dict):
        return OrderedDict([(name, copied(value[name])) for name in value])
    return [copied(one) for one in value] if type(value) is list else value


def dump(questionnaire, record):
    """Return the record as JSON text, the known fields first and in one order."""
    return strictjson.dumps(_written(questionnaire, record)) + "\n"


def writing(questionnaire, record):
    """Do what `dump` does in steps, so that a page stays alive: a generator that returns it."""
    text = yield from strictjson.writing(_written(questionnaire, record))
    return text + "\n"


def fits(text):
    """Whether `text`, as `dump` returns it, is short enough to be read again."""
    return len(text) <= MAX_CHARACTERS and text.count("\n") <= MAX_LINES


def load(questionnaire, text):
    """Return the record that `text` holds, as a record of the current version.

    A byte order mark at the beginning is passed over. Raises RecordError for a text that is too
    long, or holds too many values, to be read or to be written again, that is no JSON, of another
    format, an unknown edition or a newer version, or that breaks the schema.
    """
    return strictjson.whole(reading(questionnaire, text))


def reading(questionnaire, text):
    """Do what `load` does in steps, so that a page stays alive: a generator that returns it."""
    if text == TOO_LONG or len(text) > MAX_CHARACTERS:
        raise RecordError("long")
    yield
    lines = yield from strictjson.counting_lines(text)
    if lines > MAX_LINES:
        raise RecordError("many")
    if text.startswith("\ufeff"):
        text = text[1:]
    try:
        read = yield from strictjson.reading(text, MAX_DEPTH)
    except strictjson.JSONError as error:
        raise RecordError(error.reason, line=error.line)
    if not isinstance(read, dict):
        raise _refused("object", (), read)
    if read.get("format") != FORMAT:
        raise _refused("format", ("format",), read.get("format"))
    version = _whole(("version",), read.get("version"), "version")
    if version > VERSION:
        raise _refused("newer", ("version",), version)
    if version < 1:
        raise _refused("version", ("version",), version)
    edition = read.get("edition")
    known = type(edition) is str and edition in questionnaire.editions
    _check(known, "edition", "edition", read)
    if version == 1:
        for field in read:
            if field not in ("format", "version", "edition", "answers"):
                raise RecordError("unknown", (_shortened(field),))
    read["version"] = VERSION
    yield from _check_fields(questionnaire.of(read), read)
    # Writing lays a text out over lines, none of which grows by more than that.
    if len(text) + lines * LINE > MAX_CHARACTERS:
        written = yield from writing(questionnaire, read)
        if len(written) > MAX_CHARACTERS:
            raise RecordError("long")
    return read


def unknown_fields(record):
    """Return the paths of the fields that this version keeps without knowing them, sorted.

    Their names come from a file: each is shortened, without control characters.
    """
    found = _unknown("", record, FIELDS)
    for number, planned in record["items"].items():
        found += _unknown("items.{}.".format(number), planned, ITEM_FIELDS)
    if "merged" in record:
        found += _unknown("merged.", record["merged"], MERGED_FIELDS)
        for index, source in enumerate(record["merged"]["from"]):
            found += _unknown("merged.from.{}.".format(index), source, SOURCE_FIELDS)
    found += _unknown("papers.", record.get("papers", {}), PAPERS_FIELDS)
    return sorted(found)


def claimed_total(record, result):
    """Return the total that the record claims and the one computed, or None if it is right.

    `result` is what scoring.score gives for the record's answers.
    """
    computed = result["total"]
    claimed = record.get("total", computed)
    return None if claimed == computed else (claimed, computed)


def is_date(text):
    """Whether `text` is a day of the calendar, written as 2026-04-01."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    digits = text[:4] + text[5:7] + text[8:]
    for character in digits:
        if not "0" <= character <= "9":
            return False
    # In MicroPython it takes 4 ms to come, and nobody who begins to answer has a day yet.
    import datetime  # noqa: PLC0415

    try:
        datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _written(questionnaire, record):
    """The record as it's written, for `dump`."""
    written = OrderedDict()
    for field in HEAD:
        if field in record:
            written[field] = record[field]
    numbers = [str(number) for number in questionnaire.of(record).numbers]
    written["answers"] = _ordered(record["answers"], numbers)
    planned = OrderedDict()
    for number in numbers:
        if number in record["items"]:
            planned[number] = _ordered(record["items"][number], ITEM_FIELDS)
    if planned:
        written["items"] = planned
    if "merged" in record:
        written["merged"] = _ordered(record["merged"], MERGED_FIELDS)
        written["merged"]["from"] = [
            _ordered(source, SOURCE_FIELDS) for source in record["merged"]["from"]
        ]
    if "papers" in record:
        papers = written["papers"] = _ordered(record["papers"], PAPERS_FIELDS)
        for field in PAPERS_FIELDS:
            if field in papers:
                papers[field] = _ordered(papers[field], ())
        for name, edits in papers.get("edits", {}).items():
            papers["edits"][name] = _ordered(edits, ())
    for field in sorted(record):
        if field not in FIELDS:
            written[field] = record[field]
    return written


def _unknown(path, fields, known):
    return [path + _shortened(field) for field in fields if field not in known]


def _check_fields(questionnaire, read):
    for field in ("site",) + NAMES:
        if field in read:
            _line((field,), read[field])
    if "date" in read:
        _date(("date",), read["date"])
    if "total" in read:
        read["total"] = _whole(("total",), read["total"])
    numbers = [str(number) for number in questionnaire.numbers]
    ids = [answer["id"] for answer in questionnaire.answers]
    for number, answer in _object(("answers",), read.get("answers")).items():
        place = ("answers", _shortened(number))
        if number not in numbers:
            raise RecordError("item", place)
        if type(answer) is not str or answer not in ids:
            raise _refused("answer", place, answer)
    for number, planned in _object(("items",), read.setdefault("items", OrderedDict())).items():
        place = ("items", _shortened(number))
        if number not in numbers:
            raise RecordError("item", place)
        _check_item(place, _object(place, planned))
        yield
    if "merged" in read:
        yield from _check_merged(numbers, _object(("merged",), read["merged"]))
    if "papers" in read:
        yield from _check_papers(_object(("papers",), read["papers"]))


def _check_item(place, planned):
    for field in ("ticked", "carried"):
        if field in planned and type(planned[field]) is not bool:
            raise _refused("flag", place + (field,), planned[field])
    for field in ("owner", "checked_by"):
        if field in planned:
            _line(place + (field,), planned[field])
    for field in ("due", "checked_on"):
        if field in planned:
            _date(place + (field,), planned[field])
    for field in NOTES:
        if field in planned:
            _text(place + (field,), planned[field], "note", NOTE, NOTE_CONTROLS)


def _check_merged(numbers, merged):
    if type(merged.get("rule")) is not str or merged["rule"] not in RULES:
        raise _refused("rule", ("merged", "rule"), merged.get("rule"))
    for index, source in enumerate(_list(("merged", "from"), merged.get("from"))):
        place = ("merged", "from", str(index))
        _object(place, source)
        for field in NAMES:
            if field in source:
                _line(place + (field,), source[field])
        if "date" in source:
            _date(place + ("date",), source["date"])
        yield
    opened = []
    for index, number in enumerate(_list(("merged", "open"), merged.get("open"))):
        place = ("merged", "open", str(index))
        whole = _whole(place, number, "item")
        if str(whole) not in numbers or whole in opened:
            raise _refused("item", place, number)
        opened.append(whole)
    merged["open"] = opened


def _check_papers(papers):
    place = ("papers", "fields")
    for name, value in _object(place, papers.get("fields", {})).items():
        if type(value) is not bool:
            _line(place + (_shortened(name),), value)
    place = ("papers", "edits")
    for name, edits in _object(place, papers.get("edits", {})).items():
        of = place + (_shortened(name),)
        for key, text in _object(of, edits).items():
            _text(of + (_shortened(key),), text, "note", NOTE, "")
        yield


def _ordered(fields, order):
    """The fields in the given order, then what isn't in it, by name."""
    ordered = OrderedDict()
    for name in order:
        if name in fields:
            ordered[name] = fields[name]
    for name in sorted(fields):
        if name not in ordered:
            ordered[name] = fields[name]
    return ordered


def _check(holds, reason, field, read):
    if not holds:
        raise _refused(reason, (field,), read.get(field))


def _object(place, value):
    if not isinstance(value, dict):
        raise _refused("object", place, value)
    return value


def _list(place, value):
    if type(value) is not list:
        raise _refused("list", place, value)
    return value


def _whole(place, value, reason="whole"):
    whole = value
    if type(value) is strictjson.Number:
        amount = float(value.text)
        if abs(amount) <= MAX_WHOLE and amount == int(amount):
            whole = int(amount)
    if type(whole) is not int or abs(whole) > MAX_WHOLE:
        raise _refused(reason, place, value)
    return whole


def _line(place, value):
    _text(place, value, "name", NAME, "")


def _date(place, value):
    if type(value) is not str or not is_date(value):
        raise _refused("date", place, value)


def _text(place, value, reason, longest, kept):
    if type(value) is not str or len(value) > longest or value != plain(value, kept):
        raise _refused(reason, place, value)


def _fitting(field, text):
    if field in DATES:
        if text:
            _date((field,), text)
        return text
    if len(text) > longest(field):
        raise _refused("note" if field in NOTES else "name", (field,), text)
    if field in NOTES:
        return plain(text.replace("\r\n", "\n"), NOTE_CONTROLS)
    return plain(text, "")


def plain(text, kept):
    """Return a text with a blank for each control character that isn't `kept`."""
    quick = text
    for one in kept:
        quick = quick.replace(one, "")
    data = quick.encode("utf-8")
    # U+0080 to U+009F begin with 0xC2. Nearly every text ends here: the rest takes its time.
    if not strictjson.has_control(data) and b"\x7f" not in data and b"\xc2" not in data:
        return text
    return "".join([" " if _is_control(c) and c not in kept else c for c in text])


def _is_control(character):
    return character < " " or "\x7f" <= character <= "\x9f"


def _refused(reason, path, value):
    """The error for a value that mustn't stand there."""
    if type(value) is str:
        return RecordError(reason, path, _shortened(value), "text")
    if isinstance(value, dict):
        return RecordError(reason, path, "an object", "object")
    if type(value) is list:
        return RecordError(reason, path, "a list", "list")
    written = strictjson.dumps(value)
    literal = value is None or type(value) is bool
    return RecordError(reason, path, written, written if literal else "number")


def _shortened(text):
    """A text from a file as a message may quote it: one short line that keeps its direction."""
    shown = "".join([" " if _is_control(c) or c in MISLEADING else c for c in text[:41]])
    return shown[:40] + "…" if len(shown) > 40 else shown
