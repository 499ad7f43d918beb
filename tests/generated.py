"""Files that no careful program writes: damaged, mistyped, hostile; the same ones for each seed."""

import json
import random

from ideas import record
from questionnaire import Questionnaire
from sheets import CASES

FROZEN = [
    (CASES / name).read_text(encoding="utf-8")
    for name in ("record-v1.json", "record-v2.json", "record-v2-evidence.json")
]
# Values of every type, and of those that only look right.
VALUES = [
    *("null", "true", "false", "0", "1", "2", "3", "-1", "1.0", "2.0", "25", "26", "1e999"),
    *("0.1", "71.96", "1.5e3", "-0.0", "999999", "1000000", "9" * 30, "9" * 31, "1e-7", "1E+2"),
    *(
        '""',
        '"done"',
        '"Done"',
        '"1"',
        '"2026-02-29"',
        '"2028-02-29"',
        '"0000-01-01"',
        '"２０２６"',
    ),
    *('"2026-04-01\\n"', '"selfcheck-record"', '"ipa-25-6kajo"', '"lowest"', '"\\ud83d\\ude00"'),
    *("[]", "{}", "[1]", "[1, 1.0]", '["1"]', '{"1": "done"}', '{"1": {}}', "[{}]", "[[[[[[]]]]]]"),
    *('{"rule": "chosen", "from": [], "open": [25, 1e0]}', '{"rule": "chosen"}'),
]
# Texts that somebody might smuggle into a page, a table, a terminal or an object.
HOSTILE = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><svg/onload=a()>"),
    *(
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "javascript:alert(1)",
        "${x}",
        "{0}",
    ),
    *("\u202eevil", "\u2066x", "\u2028", "\u0085", "\ufeff", "\x00", "\x1b[2J", "\x9b2J", "\x7f"),
    *("__proto__", "constructor", "toString", "hasOwnProperty", "../../x", "%s%n", "'; DROP TABLE"),
    *(
        "あ" * 80,
        "あ" * 81,
        "😀" * 80,
        "😀" * 81,
        "あ" * 800,
        "あ" * 801,
        "e\u0301",
        "株式会社",
    ),
]
FAULTS = [
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    ":",
    "\\",
    "\\u",
    "\\ud800",
    "\n",
    "\x00",
    "'",
    "//",
    "NaN",
    "é",
    "😀",
]
ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "shift_jis", "latin-1", "utf-8-sig"]


def texts(count, seed):
    """Yield `count` files as (name of the kind, bytes)."""
    draw = random.Random(seed)
    for _ in range(count):
        kind = draw.choice(KINDS)
        made = kind(draw)
        yield kind.__name__, made if type(made) is bytes else made.encode("utf-8")


def decoded(data):
    """Return the text of a file as the page reads it, or None if it isn't UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def outcome(catalog, text):
    """Return what becomes of a file's text: ["record", written again] or ["refused", message]."""
    questionnaire = Questionnaire(catalog, {})
    try:
        return ["record", record.dump(questionnaire, record.load(questionnaire, text))]
    except record.RecordError as error:
        return ["refused", str(error)]


def valid(draw):
    made = json.loads(FROZEN[1])
    made["answers"] = {
        str(number): draw.choice(["done", "partial", "not_done", "unknown"])
        for number in draw.sample(range(1, 26), draw.randint(0, 25))
    }
    for place in (made, *made["items"].values()):
        for name in draw.sample(list(place), draw.randint(0, len(place))):
            if name not in ("format", "version", "edition", "answers"):
                del place[name]
    indent = draw.choice([None, 0, 1, 2, "\t"])
    return json.dumps(made, ensure_ascii=draw.random() < 0.5, indent=indent)


def truncated(draw):
    text = draw.choice(FROZEN)
    return text.encode("utf-8")[: draw.randrange(len(text))]


def mistyped(draw):
    """A record in which one or two fields, at any depth, have another value or name."""
    made = json.loads(draw.choice(FROZEN))
    values = {}
    for _ in range(draw.randint(1, 2)):
        place, name = place_and_name(draw, made)
        if draw.random() < 0.2 and isinstance(place, dict):
            place[draw.choice([*HOSTILE, "0", "01", "26", "１", "x", ""])] = place.pop(name)
        else:
            place[name] = f"value {len(values)}"
            values[place[name]] = draw.choice(VALUES)
    text = json.dumps(made)
    for mark, value in values.items():
        text = text.replace(f'"{mark}"', value)
    return text


def smuggled(draw):
    """A record with a hostile text in one of its fields."""
    made = json.loads(draw.choice(FROZEN))
    place, name = place_and_name(draw, made)
    place[name] = draw.choice(HOSTILE) + draw.choice(["", "", draw.choice(HOSTILE)])
    return json.dumps(made, ensure_ascii=draw.random() < 0.5)


def added(draw):
    """A record with a field more, known or unknown, which may stand there already."""
    text = draw.choice(FROZEN)
    names = [
        "format",
        "answers",
        "date",
        "total",
        "merged",
        "owner",
        "carried",
        "evidence",
        "1",
        "3",
        "x",
        *HOSTILE,
    ]
    start = draw.choice([at for at, character in enumerate(text) if character == "{"]) + 1
    field = json.dumps(draw.choice(names)) + ": " + draw.choice(VALUES)
    return text[:start] + field + draw.choice([", ", ", ", ""]) + text[start:]


def faulty(draw):
    """A record with up to three faults of writing."""
    text = draw.choice(FROZEN)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice(FAULTS) + text[at + draw.randint(0, 2) :]
    return text


def flipped(draw):
    data = bytearray(draw.choice(FROZEN).encode("utf-8"))
    for _ in range(draw.randint(1, 3)):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    return bytes(data)


def encoded(draw):
    text = draw.choice(FROZEN) if draw.random() < 0.5 else valid(draw)
    data = text.encode(draw.choice(ENCODINGS), "replace")
    return data if draw.random() < 0.8 else data + bytes([draw.randrange(128, 256)])


def nested(draw):
    opening, closing = draw.choice([("[", "]"), ('{"a":', "}"), ("[[", "]]")])
    levels = draw.choice([1, 2, 3, 5, 6, 7, 100, 5000])
    value = opening * levels + draw.choice(["0", '"x"']) + closing * levels
    return draw.choice([value, opening * levels, FROZEN[1][:-2] + ', "deep": ' + value + "}"])


def huge(draw):
    filling = draw.choice([" ", "[],", "0,", '"', "\\n", "あ", '"a":1,', "{"])
    text = filling * (draw.choice([*[3_000] * 6, 20_000, record.MAX_CHARACTERS]) // len(filling))
    before, after = draw.choice([("", ""), ('"', '"'), ("[", "0]"), ("{", '"z":0}')])
    field = ', "x": ' + before + text + after + "}"
    return draw.choice([text, FROZEN[1] + text, FROZEN[1].rstrip()[:-1] + field])


def joined(draw):
    pieces = [draw.choice([*FROZEN, "", "\ufeff", "null", "{}", "\n"]) for _ in range(3)]
    return draw.choice(["", "\n", ",", "\x00"]).join(pieces)


def noise(draw):
    return draw.randbytes(draw.choice([0, 1, 2, 10, 300]))


# Those that come close to a record more often than those that are plainly none.
KINDS = [*[mistyped, smuggled, added] * 4, *[valid, truncated, faulty, flipped, encoded] * 2]
KINDS += [nested, huge, joined, noise]


def place_and_name(draw, value):
    """Draw an object or a list within a value, then one of its names or indices."""
    filled = [place for place in containers(value) if place]
    place = draw.choice(filled)
    return place, draw.choice(list(place) if isinstance(place, dict) else range(len(place)))


def containers(value):
    """Yield every object and list within a value, itself included."""
    if isinstance(value, dict | list):
        yield value
        for below in value.values() if isinstance(value, dict) else value:
            yield from containers(below)
