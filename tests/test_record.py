"""What a record holds, what reading it refuses, and that it stays readable."""

import contextlib
import copy
import json
import re
import unicodedata
from collections import OrderedDict

import generated
import pytest
import scoring
from hypothesis import example, given
from hypothesis import strategies as st
from ideas import record, strictjson
from jsonschema import Draft202012Validator, FormatChecker
from sheets import CASES, PY, cases, catalog, questionnaire, sheet

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
NUMBERS = [str(item["number"]) for item in CATALOG["items"]]
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
SHEETS = st.lists(st.sampled_from([*ANSWERS, None]), min_size=len(NUMBERS), max_size=len(NUMBERS))
VERSION_1 = (CASES / "record-v1.json").read_text(encoding="utf-8")
VERSION_2 = (CASES / "record-v2.json").read_text(encoding="utf-8")
WITH_EVIDENCE = (CASES / "record-v2-evidence.json").read_text(encoding="utf-8")
WITH_PAPERS = (CASES / "record-v2-papers.json").read_text(encoding="utf-8")
SHEET = sheet("DPNU.D PNU.DPNU.D NU.DPNU.P")

# JSON's own characters and awkward ones. Drawing from all of Unicode instead takes Hypothesis
# a second to prepare on a fresh machine, which it then reports as a failure.
CHARACTERS = "{}[]\",:\\/-+.0159eE truefalsn \n\t\r\x00\x7f\x85<&'éあ１\u3000\u2028\u202e\ufeff😀"
WORDS = st.text(CHARACTERS)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(-1e9, 1e9) | WORDS,
    lambda values: st.lists(values) | st.dictionaries(WORDS, values),
    max_leaves=6,
)
# What is nearly right, so that a change now and then leads to a valid record again.
ITEMS = ["1", "3", NUMBERS[-1], "0", "01", "26", "1 ", "１", "", "__proto__"]
VALUES = [
    *(
        *ANSWERS,
        record.FORMAT,
        *record.RULES,
        CATALOG["edition"]["id"],
        "",
        "1",
        "3",
        "a\nb",
        "a\tb",
    ),
    *("a\r\nb", "\x00", "\x7f", "\x85", "\u2028", "\u202e", "あ" * 80, "あ" * 81, "😀" * 80),
    *(
        "あ" * 1000,
        "あ" * 1001,
        "2028-02-29",
        "2027-02-29",
        "0000-01-01",
        "2026-04-01\n",
        "２０２６-04-01",
    ),
    *(
        0,
        1,
        1.0,
        1.5,
        2,
        3,
        25.0,
        26,
        -25,
        999999,
        -999999,
        1000000,
        1e29,
        True,
        False,
        None,
        {},
        [],
    ),
    *(
        [1, 1.0],
        [25, 1],
        ["1"],
        [True],
        [{}],
        [{"date": "2026-04-01"}],
        [{"role": 1}],
        {"1": "done"},
    ),
    *(
        {"1": {}},
        {"1": {"ticked": True}},
        {"1": {"due": ""}},
        {"rule": "chosen", "from": [], "open": []},
    ),
]
PLACES = {
    (): [*record.FIELDS, "score", "1", "", "__proto__", "constructor"],
    ("answers",): ITEMS,
    ("items",): ITEMS,
    ("items", "3"): [*record.ITEM_FIELDS, "x", ""],
    ("merged",): [*record.MERGED_FIELDS, "x"],
    ("merged", "from", 0): [*record.SOURCE_FIELDS, "total"],
    ("papers",): [*record.PAPERS_FIELDS, "x"],
    ("papers", "fields"): ["company", "no_wifi", "x"],
    ("papers", "edits"): ["receipts", "x"],
    ("papers", "edits", "receipts"): ["lead", "x"],
}


def load(text):
    return record.load(QUESTIONNAIRE, text)


def dump(made):
    return record.dump(QUESTIONNAIRE, made)


def refusal(text):
    """Why a text is refused, or None."""
    try:
        load(text)
    except record.RecordError as error:
        return error
    return None


def accepts(text):
    return refusal(text) is None


def answered(answers, **fields):
    made = record.blank(QUESTIONNAIRE, "1.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    for field, value in fields.items():
        record.put(made, field, value)
    return made


def contract():
    """The schemas of a record, narrowed to what this catalogue has."""
    narrowed = []
    # One pattern: jsonschema takes long to look each name up in a list.
    numbered = rf"^(?:{'|'.join(NUMBERS)})\Z"
    for name in ("record-v1.schema.json", "record.schema.json"):
        schema = json.loads((PY / name).read_text(encoding="utf-8"))
        fields = schema["properties"]
        fields["edition"] = {"const": CATALOG["edition"]["id"]}
        fields["answers"]["patternProperties"] = {numbered: {"enum": ANSWERS}}
        if "items" in fields:
            fields["items"]["propertyNames"] = {"pattern": numbered}
            opened = fields["merged"]["properties"]["open"]
            opened["items"] = {"enum": [int(number) for number in NUMBERS]}
        narrowed.append(schema)
    definitions = narrowed[0].pop("$defs") | narrowed[1].pop("$defs")
    return Draft202012Validator(
        {"anyOf": narrowed, "$defs": definitions}, format_checker=FormatChecker(["date"])
    )


CONTRACT = contract()


def permits(value):
    """Whether the schema accepts a value, and its words about depth, which no schema can check."""
    return CONTRACT.is_valid(value) and depth(value) <= 6


def depth(value):
    """How deeply arrays and objects are nested in a value; 0 without any."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def target(made, path):
    for step in path:
        made = made[step]
    return made


@st.composite
def changed_records(draw):
    """A record after a few changes: fields or answers set to something else, or taken out."""
    changed = json.loads(draw(st.sampled_from([VERSION_1, VERSION_2, VERSION_2, WITH_PAPERS])))
    if "merged" not in changed:
        changed |= {"items": {"3": {}}, "merged": {"from": [{}]}} if draw(st.booleans()) else {}
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(PLACES)))
        try:
            place = target(changed, path)
        except (KeyError, IndexError, TypeError):
            continue
        if not isinstance(place, dict):
            continue
        key = draw(st.sampled_from(PLACES[path]) | WORDS)
        if draw(st.integers(0, 3)):
            place[key] = draw(st.sampled_from(VALUES) | JSON_VALUES)
        else:
            place.pop(key, None)
    return changed


def test_version_1_stays_readable():
    """A record of version 1 is readable for ever: this file is frozen, let no change touch it."""
    read = load(VERSION_1)

    assert SHEET == record.answers(QUESTIONNAIRE, read)
    assert 2 == read["version"]
    assert {} == read["items"]
    assert [] == record.unknown_fields(read)


def test_version_1_becomes_version_2_without_loss():
    """What a visitor's tab still holds of version 1 is written as version 2, answers untouched."""
    written = json.loads(dump(load(VERSION_1)))

    assert json.loads(VERSION_1) | {"version": 2} == written


def test_version_1_is_closed():
    """Version 1 never had a field of version 2, so one that has it was damaged."""
    for field in {*record.FIELDS, "x"} - {*json.loads(VERSION_1)}:
        error = refusal(VERSION_1.replace("{", f'{{"{field}": 1, ', 1))

        assert ("unknown", field) == (error.reason, error.place)


def test_version_2_stays_readable():
    """Every field of version 2 is read from this file, which is frozen, and nothing is lost."""
    read = load(VERSION_2)

    assert SHEET == record.answers(QUESTIONNAIRE, read)
    assert json.loads(VERSION_2) == json.loads(dump(read))
    # What came since then: see below.
    assert set(record.FIELDS) - {"papers"} <= set(read)
    assert set(record.PLANNED) <= set(record.item(read, 3))
    assert set(record.SOURCE_FIELDS) <= set(read["merged"]["from"][0])
    assert CONTRACT.is_valid(json.loads(VERSION_2))


def test_evidence_stays_readable():
    """So is every field of an item that came later, from a file that is frozen, too."""
    read = load(WITH_EVIDENCE)

    assert WITH_EVIDENCE == dump(read)
    assert set(record.ITEM_FIELDS) <= set(record.item(read, 2))
    assert CONTRACT.is_valid(json.loads(WITH_EVIDENCE))
    assert ["items.2.x-cost"] == record.unknown_fields(read)


def test_an_answer_of_the_check_before_is_marked_until_it_is_confirmed():
    """All answers are marked by the next check; one that is confirmed loses the mark alone."""
    made = answered([*SHEET[:20], *[None] * 5])
    record.put_item(made, 3, "note", "メモ")
    record.carry(made)
    given = [int(number) for number in NUMBERS if number in made["answers"]]
    assert given == record.carried(made)
    for number in given[:3]:
        record.confirm(made, number)

    assert given[3:] == record.carried(load(dump(made)))
    assert {"3": {"note": "メモ"}} == {
        number: own for number, own in made["items"].items() if "carried" not in own
    }


def test_a_mark_without_an_answer_says_nothing():
    """A file may mark what isn't answered: that is no answer of the check before."""
    made = answered([None, *SHEET[1:]])
    record.put_item(made, NUMBERS[0], "carried", True)

    assert [] == record.carried(made)


def test_drafts_of_papers_stay_readable():
    """Every field that papers have is read from this file, which is frozen, and nothing is lost."""
    read = load(WITH_PAPERS)

    assert json.loads(WITH_PAPERS) == json.loads(dump(read))
    assert set(record.PAPERS_FIELDS) <= set(read["papers"])
    assert ["papers.x-more"] == record.unknown_fields(read)
    assert CONTRACT.is_valid(json.loads(WITH_PAPERS))


def test_unknown_fields_are_named():
    """What this version keeps without knowing it is named by its path, once each."""
    expected = [
        "__proto__",
        "constructor",
        "items.3.x-cost",
        "merged.from.0.x-file",
        "merged.x-by",
        "x-numbers",
        "x-texts",
        "x-values",
    ]

    assert expected == record.unknown_fields(load(VERSION_2))
    assert [] == record.unknown_fields(answered(SHEET, company="A"))


def test_the_name_of_an_unknown_field_is_shown_short():
    """A field's name that is long, of several lines or of another direction is named tamely."""
    names = ["a\n\x1b[2J", "\u202eb", "c" * 5000]
    text = dump(answered(SHEET) | dict.fromkeys(names, 1))

    assert ["a  [2J", " b", "c" * 40 + "…"] == sorted(
        record.unknown_fields(load(text)), key=lambda path: path.strip()
    )


def test_numbers_are_kept_as_written():
    """A number of an unknown field keeps its digits, even those that a float can't hold."""
    for number in (
        "71.96",
        "1.0",
        "-0.0",
        "1E+2",
        "0.1234567890123456789012345",
        "1e999",
        "9" * 30,
    ):
        text = VERSION_2.replace("{", '{"x-number": ' + number + ",", 1)

        assert f'"x-number": {number},' in dump(load(text))


@given(SHEETS)
def test_what_is_written_can_be_read(answers):
    """Writing a sheet and reading it again gives the same answers, blanks included."""
    assert answers == record.answers(QUESTIONNAIRE, load(dump(answered(answers))))


@given(SHEETS)
def test_what_is_written_keeps_the_contract(answers):
    """A record has the shape of its schema and holds the answers given, in item order."""
    written = json.loads(dump(answered(answers)))
    given_answers = [
        (number, answer)
        for number, answer in zip(NUMBERS, answers, strict=True)
        if answer is not None
    ]

    assert CONTRACT.is_valid(written)
    assert given_answers == list(written["answers"].items())
    assert ["format", "version", "edition", "site", "answers"] == list(written)


@given(st.permutations(list(json.loads(VERSION_2))))
def test_fields_are_written_in_one_order(names):
    """However a record came about, its text is the same."""
    made = load(VERSION_2)
    shuffled = OrderedDict((name, made[name]) for name in names)
    shuffled["items"] = OrderedDict(reversed(made["items"].items()))

    assert dump(made) == dump(shuffled)
    assert [name for name in record.FIELDS if name in made] == list(json.loads(dump(shuffled)))[
        : len([name for name in record.FIELDS if name in made])
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["head", "item"]), st.integers(0, 9), WORDS | st.booleans()))
)
def test_what_is_put_can_be_read(steps):
    """Whatever a person types or pastes into a field, the record can be written and read again."""
    made = answered(SHEET)
    for kind, step, value in steps:
        text = str(value) * (1 + step * 9)
        if kind == "item":
            field = record.ITEM_FIELDS[step % len(record.ITEM_FIELDS)]
            entered = (value is True) if field in ("ticked", "carried") else text
            with contextlib.suppress(record.RecordError):
                record.put_item(made, NUMBERS[step], field, entered)
        else:
            with contextlib.suppress(record.RecordError):
                record.put(made, [*record.NAMES, "date"][step % 4], text)
    read = load(dump(made))

    assert json.loads(dump(made)) == json.loads(dump(read))
    assert [] == [number for number in read["items"] if not read["items"][number]]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("company", "株式会社\t本店", "株式会社 本店"),
        ("company", "a\r\nb\x00\x7f\x9b", "a  b   "),
        ("company", "😀" * 80, "😀" * 80),
        ("note", "a\tb\r\nc\nd\x0b\x1b", "a\tb\nc\nd  "),
        ("note", "あ" * 1000, "あ" * 1000),
        ("owner", "\u2028\u202eé", "\u2028\u202eé"),
        ("date", "1999-12-31", "1999-12-31"),
        ("date", "", None),
        ("due", "2028-02-29", "2028-02-29"),
        ("role", "", None),
        ("role", None, None),
        ("total", 0, 0),
    ],
)
def test_what_is_put_fits(field, value, expected):
    """A text that no file could hold is made to fit; an empty one takes it away."""
    made = OrderedDict([(field, "before")])
    record.put(made, field, value)

    assert expected == made.get(field)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("company", "😀" * 81, "name"),
        ("owner", "あ" * 81, "name"),
        ("note", "あ" * 1001, "note"),
        ("date", "12026-04-01", "date"),
        ("due", "2027-02-29", "date"),
    ],
)
def test_what_does_not_fit_is_not_put(field, value, reason):
    """Nothing is cut off, no field is emptied: what isn't taken is refused, and the old stays."""
    made = record.blank(QUESTIONNAIRE, "1.0")
    made[field] = "before"
    made["items"]["3"] = OrderedDict([(field, "before")])
    for call in (record.put, lambda *given: record.put_item(made, 3, *given[1:])):
        with pytest.raises(record.RecordError) as caught:
            call(made, field, value)
        assert (reason, field) == (caught.value.reason, caught.value.place)

    assert "before" == made[field] == made["items"]["3"][field]
    with pytest.raises(record.RecordError):
        record.put_item(made, 4, field, value)
    assert "4" not in made["items"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("2000-01-01", True),
        ("2099-12-31", True),
        ("", True),
        ("1999-12-31", False),
        ("2100-01-01", False),
        ("0008-04-01", False),
        ("202702-02-20", False),
        ("2026-02-30", False),
    ],
)
def test_a_day_that_is_entered_is_one_of_these_years(text, taken):
    """What a person enters as a day is in the calendar, and of the years 2000 to 2099."""
    for field in ("date", "due"):
        if taken:
            assert text == record.entered(field, text)
        else:
            with pytest.raises(record.RecordError):
                record.entered(field, text)


@pytest.mark.parametrize("day", ["0008-04-01", "1999-12-31", "2150-01-01"])
def test_days_of_other_years_in_files_stay(day):
    """A record written before with a day of another year is read, and written, with it."""
    made = answered(SHEET, date=day)
    record.put_item(made, 3, "due", day)
    read = load(dump(made))

    assert day == read["date"] == record.item(read, 3)["due"]


def test_a_plan_without_fields_is_gone():
    """Taking away the last field of what is planned for an item takes away the item."""
    made = record.blank(QUESTIONNAIRE, "1.0")
    record.put_item(made, 3, "ticked", True)
    record.put_item(made, 3, "owner", "佐藤")
    record.put_item(made, 3, "ticked", False)

    assert {"owner": "佐藤"} == record.item(made, 3)
    assert not record.is_empty(made)

    record.put_item(made, 3, "owner", "")
    record.put_item(made, 4, "due", "")

    assert {} == made["items"]
    assert {} == record.item(made, 3)
    assert record.is_empty(made)


def test_only_what_a_person_enters_counts_as_something():
    """A date alone is no content; an answer, a plan or a name is."""
    assert record.is_empty(answered([None] * len(NUMBERS), date="2026-04-01"))
    assert not record.is_empty(answered([*[None] * (len(NUMBERS) - 1), "unknown"]))
    assert not record.is_empty(answered([None] * len(NUMBERS), role="経営者"))


def test_a_sheet_of_the_wrong_length_is_not_put():
    """Too few or too many answers are refused instead of being cut off."""
    with pytest.raises(ValueError, match="24 answers for 25 items"):
        record.put_answers(QUESTIONNAIRE, record.blank(QUESTIONNAIRE, ""), ["done"] * 24)


@given(SHEETS, st.sampled_from([None, -25, 0, 25, 100, 25.0, 0.0]))
def test_a_total_is_a_claim(answers, claimed):
    """A record's total never counts: it is compared with the one that its answers have."""
    written = json.loads(dump(answered(answers)))
    if claimed is not None:
        written["total"] = claimed
    read = load(json.dumps(written))
    total = scoring.score(CATALOG, answers)["total"]
    right = claimed is None or claimed == total

    result = scoring.score(CATALOG, record.answers(QUESTIONNAIRE, read))
    assert (None if right else (claimed, total)) == record.claimed_total(read, result)
    assert answers == record.answers(QUESTIONNAIRE, read)


def test_a_record_fits_its_limits():
    """The longest record that the form can make is well within what reading accepts."""
    made = answered([max(ANSWERS, key=len)] * len(NUMBERS), date="2026-04-01", total=-25)
    for name in record.NAMES:
        record.put(made, name, '"' * record.NAME)
    for number in NUMBERS:
        for field, value in (("ticked", True), ("owner", '"' * 80), ("due", "2026-04-01")):
            record.put_item(made, number, field, value)
        record.put_item(made, number, "note", "\n" * record.NOTE)
    text = dump(made)

    assert 2 * len(text) < record.MAX_CHARACTERS
    assert text == dump(load(text))


def test_limits_hold_to_the_character():
    """Texts of the longest kind are read and kept, counted in code points; one more is refused."""
    for letter in ("a", "あ", "😀", "\u2028", "\u202e"):
        for path, field, longest in (((), "company", 80), (("items", "3"), "note", 1000)):
            for escape in (True, False):
                made = json.loads(VERSION_2)
                target(made, path)[field] = letter * longest
                read = load(json.dumps(made, ensure_ascii=escape))

                assert letter * longest == target(read, path)[field]

                target(made, path)[field] += letter

                assert not accepts(json.dumps(made, ensure_ascii=escape))


def test_the_longest_text_is_still_read():
    """A record filled up with blanks to the limit is read; one character more is not."""
    text = dump(answered(SHEET)).ljust(record.MAX_CHARACTERS)

    assert accepts(text)
    assert "long" == refusal(text + " ").reason


def test_what_would_grow_too_long_is_refused():
    """A text within the limit that couldn't be read again once it is written is not taken."""
    values = "[[[[" + "0," * 9_000 + "0]]]]"
    text = VERSION_2.replace("{", '{"x": ' + values + ', "y": "' + "y" * 100_000 + '",', 1)

    assert len(text) < record.MAX_CHARACTERS
    assert "long" == refusal(text).reason


def test_the_number_of_values_has_a_limit(monkeypatch):
    """Ten thousand lines' worth of values are read, also again; one more is refused unparsed."""
    room = record.MAX_LINES - strictjson.lines(VERSION_2) - 2
    text = VERSION_2.replace("{", '{"x": [' + "0," * (room - 1) + "0],", 1)
    written = record.dump(QUESTIONNAIRE, load(text))

    assert record.MAX_LINES == written.count("\n")
    assert record.fits(written)
    assert written == record.dump(QUESTIONNAIRE, load(written))
    assert not record.fits(written.replace("{", '{"y": 0,\n', 1))
    monkeypatch.setattr(strictjson, "loads", lambda *_: pytest.fail("was parsed"))
    assert "many" == refusal(text.replace("0,", "0,0,", 1)).reason


def test_a_large_merge_can_be_read():
    """The record of a thousand named departments of a merge is within the limits."""
    sources = [
        {"company": "甲社", "department": f"部署{number}", "date": "2026-04-01"}
        for number in range(1000)
    ]
    made = answered(SHEET)
    made["merged"] = {"rule": "lowest", "from": sources, "open": [1]}
    text = record.dump(QUESTIONNAIRE, made)

    assert record.fits(text)
    assert text == record.dump(QUESTIONNAIRE, load(text))


@pytest.mark.parametrize("text", [" " * 200_001, "[" * 200_001, '{"answers":' * 20_000])
def test_length_comes_before_parsing(monkeypatch, text):
    """A text too long is refused without being parsed."""
    monkeypatch.setattr(strictjson, "loads", lambda *_: pytest.fail("was parsed"))

    assert "longer than 200000 characters" == str(refusal(text))


@pytest.mark.parametrize(
    "value",
    [
        "[" + "null," * 30_000 + "null]",
        '"' + "\\n" * 60_000 + '"',
        "{" + ",".join(f'"{number}":0' for number in range(15_000)) + "}",
        " " * 150_000,
        "[" + "[]," * 30_000 + "[]]",
        "[" * 100_000,
        '"' + "\\" * 150_000,
        '"' * 150_000,
        "-" * 150_000,
        "9" * 150_000,
    ],
    ids=lambda value: value[:8],
)
def test_long_texts_take_no_long_time(value):
    """No text within the limit is read by looking at its rest again and again."""
    text = VERSION_2.replace("{", '{"x": ' + value + ",", 1)

    accepts(text)  # a second; an hour if each part looked at the rest


def test_a_byte_order_mark_is_passed_over():
    """Editors on Windows begin a file with a mark, which is no part of the record."""
    assert dump(load(VERSION_2)) == dump(load("\ufeff" + VERSION_2))


def test_every_small_change_agrees_with_the_contract():
    """Setting or removing any one field or answer is accepted exactly if the schema accepts it."""
    for original in (VERSION_1, VERSION_2):
        for path, keys in PLACES.items():
            for key in keys:
                for values in ([], *([value] for value in VALUES)):
                    changed = json.loads(original)
                    if not set(path[:1]) <= {*changed, "answers"}:
                        continue
                    place = target(changed, path)
                    place.pop(key, None)
                    place.update((key, value) for value in values)

                    assert permits(changed) == accepts(json.dumps(changed)), (key, values)


def with_source(**fields):
    """A merged record whose first source has some more fields."""
    changed = json.loads(VERSION_2)
    changed["merged"]["from"][0] |= fields
    return changed


@example(with_source(total=[[]]))
@example(with_source(total=[[[]]]))
@given(changed_records())
def test_changed_records_agree_with_the_contract(changed):
    """Reading accepts exactly what the schema, narrowed to this catalogue, accepts."""
    assert permits(changed) == accepts(json.dumps(changed))


@given(JSON_VALUES)
def test_any_json_is_read_or_refused(value):
    """Whatever JSON stands in a record's place, reading agrees with the contract about it."""
    assert permits(value) == accepts(json.dumps(value))


@given(WORDS)
def test_any_text_is_refused_in_one_way(text):
    """A text that is no record raises RecordError, whatever stands in it."""
    assert not accepts(text)


@pytest.mark.parametrize("case", cases("record-refused.json"), ids=lambda case: case["name"])
def test_refused(case):
    """What is no record of this catalogue is refused with a reason, a place and a message."""
    error = refusal(case["text"])

    assert case["message"] == str(error)
    assert (case["reason"], case["place"]) == (error.reason, error.place)


def test_every_reason_has_a_case():
    """No reason to refuse a record goes without a case, but length, which has its own tests."""
    reasons = {case["reason"] for case in cases("record-refused.json")}

    assert {*record.REASONS, *strictjson.REASONS} - {"long"} == reasons
    assert set() == {*record.REASONS} & {*strictjson.REASONS}


@pytest.mark.parametrize("text", ["\ud800", '{"format": "\ud800"}', '"\udc00', "\x00", "\ufffe"])
def test_hostile_texts_are_refused(text):
    """A text made to trip a reader is refused like any other."""
    assert not accepts(text)


@pytest.mark.parametrize("number", ["１", "①", "1\n", "1\u0000", "\u202e1", "一", "²", "1.0", "+1"])
@pytest.mark.parametrize("field", ["answers", "items"])
def test_a_number_is_ascii_digits_only(field, number):
    """A digit that only looks like an item number is refused and named."""
    made = json.loads(VERSION_2)
    made[field][number] = "done" if field == "answers" else {}
    error = refusal(json.dumps(made))

    assert "item" == error.reason
    assert error.place.startswith(field + ".")


def test_days_are_those_of_the_calendar():
    """Every text of the form of a date is one exactly if the calendar has the day."""
    checker = FormatChecker(["date"])
    for year in ("0000", "0001", "1900", "2000", "2024", "2026", "9999"):
        for month in range(14):
            for day in range(33):
                text = f"{year}-{month:02d}-{day:02d}"

                assert checker.conforms(text, "date") == record.is_date(text)


@given(st.text("0123456789-/+ ２²\n", min_size=8, max_size=11))
def test_what_only_looks_like_a_date_is_none(text):
    """A date has ten characters, ASCII digits and two hyphens."""
    if record.is_date(text):
        assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text)


def test_generated_files_are_read_or_refused():
    """Each of 10,000 hostile files is refused with a short message or read without any loss."""
    read = 0
    for kind, data in generated.texts(10_000, seed=1):
        text = generated.decoded(data)
        if text is None:
            continue
        try:
            found, error = load(text), None
        except record.RecordError as refused:
            error = refused
        if error is None:
            read += 1
            expected = json.loads(text.removeprefix("\ufeff"))
            assert CONTRACT.is_valid(expected), (kind, text)
            expected["version"] = 2
            if not expected.get("items"):
                expected.pop("items", None)
            assert {*ANSWERS, None} >= set(record.answers(QUESTIONNAIRE, found))
            written = dump(found)
            assert expected == json.loads(written)
            assert written == dump(load(written))
        else:
            assert len(str(error)) < 200
            assert "Cc" not in map(unicodedata.category, str(error))
            if error.reason in record.REASONS and error.reason not in ("long", "many"):
                refused = json.loads(text.removeprefix("\ufeff"))
                assert not CONTRACT.is_valid(refused), (kind, text)

    assert 1_000 < read < 5_000


def test_generated_files_are_the_same_for_a_seed():
    """A seed names one row of files, so that two interpreters can be compared by it."""
    assert list(generated.texts(50, seed=3)) == list(generated.texts(50, seed=3))
    assert list(generated.texts(50, seed=3)) != list(generated.texts(50, seed=4))


@pytest.mark.parametrize("text", [VERSION_1, VERSION_2])
def test_an_outcome_is_plain(text):
    """An outcome is two texts: what is written again, or why not."""
    assert ["record", dump(load(text))] == generated.outcome(CATALOG, text)
    assert ["refused", "line 1: the text ends too early"] == generated.outcome(CATALOG, "{")


def test_reading_leaves_nothing_shared():
    """Two records read from one text have nothing in common: changing one leaves the other."""
    one, other = load(VERSION_2), load(VERSION_2)
    before = copy.deepcopy(other)
    record.put_item(one, 3, "note", "")
    one["merged"]["from"][0]["role"] = ""

    assert before == other


def test_the_page_about_records_shows_a_real_one():
    """The example in docs/record.md is a record, and reading it finds nothing to complain about."""
    page = (PY.parent / "docs" / "record.md").read_text(encoding="utf-8")
    (example,) = re.findall("```json\n(.*?)```", page, re.DOTALL)
    read = load(example)

    assert json.loads(example) == json.loads(dump(read))
    assert example == dump(read)
    assert None is record.claimed_total(
        read, scoring.score(CATALOG, record.answers(QUESTIONNAIRE, read))
    )
    assert [] == record.unknown_fields(read)
    assert CONTRACT.is_valid(json.loads(example))


def test_the_page_about_records_names_every_field():
    """docs/record.md has a row for each field of the schema and for no other."""
    page = (PY.parent / "docs" / "record.md").read_text(encoding="utf-8")
    fields = [*record.FIELDS, *record.ITEM_FIELDS, *record.MERGED_FIELDS, *record.SOURCE_FIELDS]
    fields += record.PAPERS_FIELDS

    assert sorted(fields) == sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
