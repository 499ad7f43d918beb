"""The record of one self-check as JSON text, version 1.

A record holds the answers and what they answer to, never a score: scores are
computed again whenever a record is read. Pure; runs in CPython and MicroPython.
Its contract is `record.schema.json`.
"""

import json
from collections import OrderedDict

FORMAT = "selfcheck-record"
VERSION = 1
MAX_CHARACTERS = 20000
MAX_DEPTH = 4


class RecordError(ValueError):
    """A text that is no record of this catalogue; the message says where and why."""


def dump(catalog, answers):
    """Return the record of `answers` (one id or None per item, in item order) as JSON text.

    Unanswered items are left out. Raises RecordError for a wrong number of answers.
    """
    if len(answers) != len(catalog["items"]):
        raise RecordError("{} answers for {} items".format(len(answers), len(catalog["items"])))
    given = OrderedDict()
    for item, answer in zip(catalog["items"], answers):
        if answer is not None:
            given[str(item["number"])] = answer
    record = OrderedDict()
    record["format"] = FORMAT
    record["version"] = VERSION
    record["edition"] = catalog["edition"]["id"]
    record["answers"] = given
    return json.dumps(record)


def load(catalog, text):
    """Return the answers of the record `text`: one id or None per item, in item order.

    Raises RecordError for a text that is too long or too deep, no JSON, another format,
    version or edition, or that holds an unknown item, answer or field.
    """
    if len(text) > MAX_CHARACTERS:
        raise RecordError("longer than {} characters".format(MAX_CHARACTERS))
    if depth(text) > MAX_DEPTH:
        raise RecordError("nested deeper than {} levels".format(MAX_DEPTH))
    try:
        record = json.loads(text)
    except ValueError:
        raise RecordError("not JSON")
    if type(record) is not dict:
        raise RecordError("not an object")
    expected = {"format": FORMAT, "version": VERSION, "edition": catalog["edition"]["id"]}
    for field in ("format", "version", "edition"):
        value = record.get(field)
        if type(value) is bool or value != expected[field]:
            raise RecordError("{} is {!r}".format(field, value))
    for field in record:
        if field not in expected and field != "answers":
            raise RecordError("unknown field {!r}".format(field))
    given = record.get("answers")
    if type(given) is not dict:
        raise RecordError("answers is {!r}".format(given))

    ids = [answer["id"] for answer in catalog["answers"]]
    numbers = [str(item["number"]) for item in catalog["items"]]
    for number, answer in given.items():
        if number not in numbers:
            raise RecordError("unknown item {!r}".format(number))
        if answer not in ids:
            raise RecordError("item {} has the answer {!r}".format(number, answer))
    return [given.get(number) for number in numbers]


def depth(text):
    """Return how deeply arrays and objects are nested in the JSON `text`, without parsing it."""
    deepest = level = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            level += 1
            deepest = max(deepest, level)
        elif character in "]}":
            level -= 1
    return deepest
