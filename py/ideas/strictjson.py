"""JSON as RFC 8259 has it, read and written alike in CPython and MicroPython.

Their own `json` differ where a file from outside matters: MicroPython takes `[1,]` and half
characters, forgets the order of names, tells no place and writes 71.96 as 71.95999999999999; and
both let the second of two equal names win, which would drop a field silently.
"""

import re
from collections import OrderedDict

ESCAPES = {
    0x22: '"',
    0x5C: "\\",
    0x2F: "/",
    0x62: "\b",
    0x66: "\f",
    0x6E: "\n",
    0x72: "\r",
    0x74: "\t",
}
SHORT = {ESCAPES[kind]: "\\" + chr(kind) for kind in ESCAPES if kind != 0x2F}
LITERALS = ((b"true", True), (b"false", False), (b"null", None))
BLANKS = b" \t\n\r"
DIGITS = b"0123456789"
NUMBER = b"+-.eE0123456789"
HEXADECIMAL = b"0123456789abcdefABCDEF"
LONGEST_NUMBER = 30
# MicroPython takes ten times as long to look at each byte itself; its patterns end at a zero.
CONTROL = re.compile(b"[\x01-\x1f]")
# MicroPython's OrderedDict looks through all its names: a hundred thousand would take minutes.
MOST_NAMES = 1000
# So many values are read in one step, …
STEP = 200
# … of which one in an object counts once more for every so many names before it.
LOOKED_THROUGH = 50
# So many quotation marks are passed in one step: an even number.
PIECES = 1000


class Number:
    """A number that isn't written as a whole one: its `text`, since a float may not keep it."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Number) and other.text == self.text

    def __hash__(self):
        return hash(self.text)


class JSONError(ValueError):
    """A text that is no JSON, or more than we read; `reason` is one of REASONS, `line` from 1."""

    def __init__(self, reason, line):
        super().__init__("line {}: {}".format(line, REASONS[reason]))
        self.reason = reason
        self.line = line


REASONS = {
    "cut": "the text ends too early",
    "deep": "nested too deeply, or more than {} names in one object".format(MOST_NAMES),
    "twice": "a name stands twice in one object",
    "half": "half a character",
    "number": "not a number, or too long",
    "syntax": "not JSON",
}


def loads(text, depth):
    """Return what the JSON `text` stands for.

    Objects become OrderedDict in the order of the text; numbers with a point or an exponent
    become Number. `depth` is how deeply arrays and objects may be nested. Raises JSONError for
    anything else than one JSON value, for a name that stands twice in an object, for more than
    1000 names in one, for half of a surrogate pair, and for a number of over 30 characters.
    """
    return whole(reading(text, depth))


def reading(text, depth):
    """Do what `loads` does in steps, so that a page stays alive: a generator that returns it."""
    try:
        data = text.encode("utf-8")
    except UnicodeError as error:
        raise JSONError("half", text[: error.start].count("\n") + 1)
    yield
    reader = _Reader(data, depth)
    value = yield from reader.value()
    if reader.peek() is not None:
        raise reader.problem("syntax")
    return value


def whole(steps):
    """Take all steps of a generator at once, and return what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def lines(text):
    """Return on how many lines `dumps` will lay the JSON `text` out, without reading its values.

    It takes next to no time for any text; of one that isn't JSON the number says nothing.
    """
    return whole(counting_lines(text))


def counting_lines(text):
    """Do what `lines` does, in steps."""
    rest = text.replace("\\\\", "").replace('\\"', "")
    found = 1
    while rest:
        # Every other piece stands outside of quotation marks; the last one is still to be split.
        pieces = rest.split('"', PIECES)
        rest = pieces.pop() if len(pieces) > PIECES else ""
        structure = "".join('"'.join(pieces[::2]).split())
        opened = structure.count("[") + structure.count("{")
        empty = structure.count("[]") + structure.count("{}")
        found += structure.count(",") + 2 * (opened - empty)
        yield
    return found


def writing(value, indent=""):
    """Do what `dumps` does in steps, so that a page stays alive: a generator that returns it."""
    named = isinstance(value, dict)
    if not value or not (named or type(value) in (list, tuple)):
        return dumps(value)
    rows = []
    for member in value:
        row = yield from writing(value[member] if named else member, indent + "  ")
        rows.append(_quoted(member) + ": " + row if named else row)
        yield
    return _block("{" if named else "[", rows, "}" if named else "]", indent)


def dumps(value, indent=""):
    """Return what `loads` returns as JSON text again: two blanks a level, in its own order.

    Whole numbers are the only bare ones it takes. Raises TypeError for anything else.
    """
    inner = indent + "  "
    if isinstance(value, dict):
        rows = [_quoted(name) + ": " + dumps(value[name], inner) for name in value]
        return _block("{", rows, "}", indent)
    if type(value) in (list, tuple):
        return _block("[", [dumps(row, inner) for row in value], "]", indent)
    if type(value) is str:
        return _quoted(value)
    if type(value) is int:
        return str(value)
    if type(value) is Number:
        return value.text
    for word, literal in LITERALS:
        if value is literal:
            return str(word, "utf-8")
    raise TypeError("no JSON: {!r}".format(value))


def _block(opening, rows, closing, indent):
    if not rows:
        return opening + closing
    lines = ",\n".join([indent + "  " + row for row in rows])
    return opening + "\n" + lines + "\n" + indent + closing


def _quoted(text):
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    if has_control(text.encode("utf-8")):
        for code in range(0x20):
            if chr(code) in text:
                text = text.replace(chr(code), SHORT.get(chr(code), "\\u{:04x}".format(code)))
    return '"' + text + '"'


def has_control(data):
    """Whether one of the `data`, bytes, is below 0x20."""
    return b"\x00" in data or CONTROL.search(data) is not None


class _Reader:
    def __init__(self, data, depth):
        self.data = data
        self.at = 0
        self.depth = depth

    def problem(self, reason, at=None):
        at = self.at if at is None else at
        return JSONError(reason, self.data.count(b"\n", 0, at) + 1)

    def peek(self):
        """Skip blanks; return the next byte, or None at the end."""
        data, most = self.data, 80
        while self.at < len(data):
            byte = data[self.at]
            if byte not in BLANKS:
                return byte
            # In one go: a step for each of many blanks would take long.
            blanks = data[self.at : self.at + most]
            self.at += len(blanks) - len(blanks.lstrip(BLANKS))
            most = 10000
        return None

    def value(self):
        """Read a value; yield after each step, and return it."""
        # What is being read: containers, and the name in each that waits for its value.
        opened, names = [], []
        spent = 0
        while True:
            byte = self.peek()
            if byte == 0x7B or byte == 0x5B:
                if len(opened) == self.depth:
                    raise self.problem("deep")
                self.at += 1
                value = OrderedDict() if byte == 0x7B else []
                if self.goes_on(value, False):
                    opened.append(value)
                    names.append(self.name(value))
                    continue
            else:
                value = self.single(byte)
            while opened:
                holder = opened[-1]
                if type(holder) is list:
                    holder.append(value)
                else:
                    holder[names[-1]] = value
                    spent += len(holder) // LOOKED_THROUGH
                if self.goes_on(holder, True):
                    names[-1] = self.name(holder)
                    break
                value = opened.pop()
                names.pop()
            else:
                return value
            spent += 1
            if spent > STEP:
                spent = 0
                yield

    def single(self, byte):
        """Read a value that holds no others."""
        if byte is None:
            raise self.problem("cut")
        if byte == 0x22:
            return self.string()
        if byte == 0x2D or byte in DIGITS:
            return self.number()
        for word, value in LITERALS:
            there = self.data[self.at : self.at + len(word)]
            if there == word:
                self.at += len(word)
                return value
            if len(there) < len(word) and word.startswith(there):
                raise self.problem("cut", len(self.data))
        raise self.problem("syntax")

    def goes_on(self, holder, started):
        """Step to the next member of an object or array; return whether there is one."""
        byte = self.peek()
        if byte is None:
            raise self.problem("cut")
        if byte == (0x5D if type(holder) is list else 0x7D):
            self.at += 1
            return False
        if started:
            if byte != 0x2C:
                raise self.problem("syntax")
            self.at += 1
        return True

    def name(self, holder):
        """Read the name of the next member of an object; of an array, it has none."""
        if type(holder) is list:
            return None
        byte = self.peek()
        if byte is None:
            raise self.problem("cut")
        if byte != 0x22:
            raise self.problem("syntax")
        start = self.at
        name = self.string()
        if name in holder:
            raise self.problem("twice", start)
        if len(holder) == MOST_NAMES:
            raise self.problem("deep", start)
        byte = self.peek()
        if byte is None:
            raise self.problem("cut")
        if byte != 0x3A:
            raise self.problem("syntax")
        self.at += 1
        return name

    def string(self):
        data, at = self.data, self.at + 1
        end = self.closing(at)
        escape = data.find(b"\\", at, end)
        pieces = []
        while True:
            if escape < 0:
                self.at = end + 1
                last = self.plain(at, end)
                return "".join(pieces) + last if pieces else last
            if escape > at:
                pieces.append(self.plain(at, escape))
            text, at = self.escape(escape)
            pieces.append(text)
            if end < at:
                end = self.closing(at)
            escape = data.find(b"\\", at, end)

    def closing(self, at):
        """Return where the next quotation mark stands."""
        end = self.data.find(b'"', at)
        if end < 0:
            raise self.problem("cut", len(self.data))
        return end

    def plain(self, start, end):
        piece = self.data[start:end]
        if has_control(piece):
            raise self.problem("syntax", start)
        return str(piece, "utf-8")

    def escape(self, at):
        """Return the character of the escape at `at`, and where the text goes on."""
        kind = self.data[at + 1]
        if kind in ESCAPES:
            return ESCAPES[kind], at + 2
        if kind != 0x75:
            raise self.problem("syntax", at)
        code = self.four_digits(at + 2)
        if not 0xD800 <= code < 0xE000:
            return chr(code), at + 6
        if code >= 0xDC00 or self.data[at + 6 : at + 8] != b"\\u":
            raise self.problem("half", at)
        low = self.four_digits(at + 8)
        if not 0xDC00 <= low < 0xE000:
            raise self.problem("half", at)
        return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00), at + 12

    def four_digits(self, at):
        digits = self.data[at : at + 4]
        if digits.lstrip(HEXADECIMAL):
            raise self.problem("syntax", at)
        return int(str(digits, "utf-8"), 16)

    def number(self):
        data, start = self.data, self.at
        end = start
        while end < len(data) and data[end] in NUMBER:
            end += 1
        text = str(data[start:end], "utf-8")
        if text.isdigit() and len(text) <= LONGEST_NUMBER and (text[0] != "0" or text == "0"):
            self.at = end
            return int(text)
        whole, fraction, exponent = _parts(text)
        if len(text) > LONGEST_NUMBER or not whole.isdigit() or (whole[0] == "0" and whole != "0"):
            raise self.problem("number")
        for part in (fraction, exponent):
            if part is not None and not part.isdigit():
                raise self.problem("number")
        self.at = end
        return int(text) if fraction is None and exponent is None else Number(text)


def _parts(text):
    """The digits before the point, after it, and of the exponent; None for what isn't there."""
    text, mark, exponent = text.lower().partition("e")
    exponent = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    whole, point, fraction = text.partition(".")
    whole = whole[1:] if whole[:1] == "-" else whole
    return whole, fraction if point else None, exponent if mark else None
