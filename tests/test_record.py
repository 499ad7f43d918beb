"""What a record holds, what reading it refuses, and that it stays readable."""

import copy
import json

import pytest
import record
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sheets import CASES, PY, cases, catalog, sheet

CATALOG = catalog()
NUMBERS = [str(item["number"]) for item in CATALOG["items"]]
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
SHEETS = st.lists(st.sampled_from([*ANSWERS, None]), min_size=len(NUMBERS), max_size=len(NUMBERS))
SCHEMA = json.loads((PY / "record.schema.json").read_text(encoding="utf-8"))

# JSON's own characters and awkward ones. Drawing from all of Unicode instead takes Hypothesis
# a second to prepare on a fresh machine, which it then reports as a failure.
CHARACTERS = "{}[]\",:\\/-+.0159eE truefalsn \n\t\x00\x7f<&'éあ１\u3000\u2028\u202e\ufeff😀"
WORDS = st.text(CHARACTERS)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda values: st.lists(values) | st.dictionaries(WORDS, values),
    max_leaves=6,
)
# What is nearly right, so that a change now and then leads to a valid record again.
FIELDS = ["format", "version", "edition", "answers", "score", "1", ""]
ITEMS = [*NUMBERS, "0", "01", "26", "1 ", "１", "answers"]
VALUES = [*ANSWERS, record.FORMAT, CATALOG["edition"]["id"], "1", 0, 1, 1.0, 2, True, None, {}, []]


def load(text):
    return record.load(CATALOG, text)


def dump(answers):
    return record.dump(CATALOG, answers)


def accepts(text):
    try:
        load(text)
    except record.RecordError:
        return False
    return True


def contract():
    """The schema of a record, narrowed to what this catalogue has."""
    narrowed = copy.deepcopy(SCHEMA)
    answers = narrowed["properties"]["answers"]
    narrowed["properties"]["edition"]["const"] = CATALOG["edition"]["id"]
    answers["propertyNames"] = {"enum": NUMBERS}
    answers["additionalProperties"] = answers["patternProperties"].popitem()[1] | {"enum": ANSWERS}
    return Draft202012Validator(narrowed)


CONTRACT = contract()


@st.composite
def changed_records(draw):
    """A record after a few changes: fields or answers set to something else, or taken out."""
    changed = json.loads(dump(draw(SHEETS)))
    answers = changed["answers"]
    for _ in range(draw(st.integers(1, 3))):
        place, keys = draw(st.sampled_from([(changed, FIELDS), (answers, ITEMS)]))
        key = draw(st.sampled_from(keys) | WORDS)
        if draw(st.booleans()):
            place[key] = draw(st.sampled_from(VALUES) | JSON_VALUES)
        else:
            place.pop(key, None)
    return changed


def test_version_1_stays_readable():
    """A record of version 1 is readable for ever: this file is frozen, let no change touch it."""
    text = (CASES / "record-v1.json").read_text(encoding="utf-8")

    assert sheet("DPNU.D PNU.DPNU.D NU.DPNU.P") == load(text)


@given(SHEETS)
def test_what_is_written_can_be_read(answers):
    """Writing a sheet and reading it again gives the same answers, blanks included."""
    assert answers == load(dump(answers))


@given(SHEETS)
def test_what_is_written_keeps_the_contract(answers):
    """A record has the shape of its schema and holds the answers given, in item order."""
    written = json.loads(dump(answers))
    given_answers = [
        (number, answer)
        for number, answer in zip(NUMBERS, answers, strict=True)
        if answer is not None
    ]

    assert Draft202012Validator(SCHEMA).is_valid(written)
    assert given_answers == list(written["answers"].items())
    assert ["format", "version", "edition", "answers"] == list(written)


def test_a_record_fits_its_limits():
    """The longest record there can be is well within what reading accepts."""
    longest = max(ANSWERS, key=len)
    text = dump([longest] * len(NUMBERS))

    assert len(text) * 10 < record.MAX_CHARACTERS
    assert record.depth(text) < record.MAX_DEPTH


def test_every_small_change_agrees_with_the_contract():
    """Setting or removing any one field or answer is accepted exactly if the schema accepts it."""
    for place, keys in (("record", FIELDS), ("answers", ITEMS)):
        for key in keys:
            for values in ([], *([value] for value in VALUES)):
                changed = json.loads(dump([ANSWERS[0]] * len(NUMBERS)))
                target = changed if place == "record" else changed["answers"]
                target.pop(key, None)
                target.update((key, value) for value in values)

                assert CONTRACT.is_valid(changed) == accepts(json.dumps(changed)), (key, values)


@given(changed_records())
def test_changed_records_agree_with_the_contract(changed):
    """Reading accepts exactly what the schema, narrowed to this catalogue, accepts."""
    assert CONTRACT.is_valid(changed) == accepts(json.dumps(changed))


@given(JSON_VALUES)
def test_any_json_is_read_or_refused(value):
    """Whatever JSON stands in a record's place, reading agrees with the contract about it."""
    assert CONTRACT.is_valid(value) == accepts(json.dumps(value))


@given(WORDS)
def test_any_text_is_refused_in_one_way(text):
    """A text that is no record raises RecordError, whatever stands in it."""
    assert not accepts(text)


@given(st.integers(0, 400), st.sampled_from(CHARACTERS))
def test_a_damaged_record_is_read_or_refused(position, character):
    """A single wrong character never leads to anything but a full list of answers or a refusal."""
    text = (CASES / "record-v1.json").read_text(encoding="utf-8")
    damaged = text[:position] + character + text[position + 1 :]

    if accepts(damaged):
        assert len(NUMBERS) == len(load(damaged))
        assert {*ANSWERS, None} >= set(load(damaged))


@pytest.mark.parametrize("case", cases("record-refused.json"), ids=lambda case: case["name"])
def test_refused(case):
    """What is no record of this catalogue is refused with a message that names it."""
    with pytest.raises(record.RecordError) as caught:
        load(case["text"])

    assert case["message"] == str(caught.value)


@pytest.mark.parametrize("number", ["１", "①", "1\n", "1\u0000", "\u202e1", "一", "²"])
def test_a_number_is_ascii_digits_only(number):
    """A digit that only looks like an item number is refused and named."""
    written = json.loads(dump([None] * len(NUMBERS)))
    written["answers"][number] = "done"

    with pytest.raises(record.RecordError) as caught:
        load(json.dumps(written))

    assert f"unknown item {number!r}" == str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": ' + "9" * 5000 + "}",  # more digits than CPython turns into a number
        '{"format": NaN}',
        '{"format": "\\ud800"}',  # half a character
        "\ud800",
        "\x00",
        '"' + "\\" * 19_000,
        '"' * 19_999,
        "{" * 4 + '"' * 101,
    ],
)
def test_hostile_texts_are_refused(text):
    """A text made to trip a reader is refused like any other."""
    assert not accepts(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" " * (record.MAX_CHARACTERS + 1), "longer than 20000 characters"),
        ("[" * record.MAX_CHARACTERS, "nested deeper than 4 levels"),
        ('{"answers":' * 5, "nested deeper than 4 levels"),
    ],
)
def test_limits_come_before_parsing(monkeypatch, text, message):
    """A text too long or too deep is refused without being parsed."""
    monkeypatch.setattr(record.json, "loads", lambda _: pytest.fail("was parsed"))

    with pytest.raises(record.RecordError) as caught:
        load(text)

    assert message == str(caught.value)


def test_the_longest_text_is_still_read():
    """A record filled up with blanks to the limit is read; one character more is not."""
    text = dump(["done"] * len(NUMBERS)).ljust(record.MAX_CHARACTERS)

    assert accepts(text)
    assert not accepts(text + " ")


def nesting(value):
    """How deeply arrays and objects are nested, counted in the parsed value."""
    if isinstance(value, dict):
        return 1 + max(map(nesting, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(nesting, value), default=0)
    return 0


@given(JSON_VALUES, st.booleans())
def test_depth_is_that_of_the_parsed_value(value, escape):
    """The depth of a JSON text, read without parsing, is the nesting of what it stands for."""
    assert nesting(value) == record.depth(json.dumps(value, ensure_ascii=escape))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"[[[[["', 0),
        ('["[{", "]}"]', 1),
        ('"\\"[[["', 0),
        ('["\\\\", [[]]]', 3),
        ('{"[": {"\\\\\\"{": 1}}', 2),
        ('"unterminated [[[', 0),
        ("[][]", 1),
        ("", 0),
    ],
)
def test_depth_ignores_brackets_in_strings(text, expected):
    """Only brackets outside strings nest, whatever is escaped within."""
    assert expected == record.depth(text)


def test_a_sheet_of_the_wrong_length_is_not_written():
    """Too few or too many answers are refused instead of being cut off."""
    with pytest.raises(record.RecordError, match="24 answers for 25 items"):
        record.dump(CATALOG, ["done"] * 24)
