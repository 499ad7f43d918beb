"""JSON is read as `json` reads it, except where a file from outside needs more care."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ideas import strictjson

CHARACTERS = (
    "{}[]\",:\\/-+.0159eE truefalsn \n\r\t\b\fu0dDcC8\x00\x1f\x7f\x85<&'éあ１\u2028\ufeff😀"
)
WORDS = st.text(CHARACTERS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(-1e20, 1e20) | WORDS,
    lambda values: st.lists(values) | st.dictionaries(WORDS, values),
    max_leaves=8,
)
LAYOUTS = st.sampled_from([{}, {"indent": 1}, {"indent": "\t"}, {"separators": (",", ":")}])
# What json takes and we don't, beyond what it gets wrong: limits, and what a file means twice.
STRICTER = {"twice", "half", "number", "deep"}


def read(text):
    """What a text stands for, floats for numbers, and None; or None and why it is refused."""
    try:
        return plain(strictjson.loads(text, 99)), None
    except strictjson.JSONError as error:
        return None, error


def plain(value):
    if type(value) is strictjson.Number:
        return float(value.text)
    if isinstance(value, dict):
        return {name: plain(below) for name, below in value.items()}
    return [plain(below) for below in value] if isinstance(value, list) else value


def json_takes(text):
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def agrees(text):
    """Whether a text is read as json reads it, or refused where json refuses it or is laxer."""
    found, error = read(text)
    if error:
        in_text = 1 <= error.line <= text.count("\n") + 1
        return in_text and (error.reason in STRICTER or not json_takes(text))
    return repr(json.loads(text)) == repr(found)


def refused(text, depth=99):
    with pytest.raises(strictjson.JSONError) as caught:
        strictjson.loads(text, depth)
    assert f"line {caught.value.line}: {strictjson.REASONS[caught.value.reason]}" == str(
        caught.value
    )
    return caught.value.reason, caught.value.line


@given(VALUES, st.booleans(), LAYOUTS)
def test_json_is_read_as_json_reads_it(value, escape, layout):
    """What json writes means the same here, types and order of names included."""
    found, _ = read(json.dumps(value, ensure_ascii=escape, **layout))

    assert repr(value) == repr(found)


@given(VALUES)
def test_what_is_written_can_be_read(value):
    """Reading, writing and reading again loses nothing, for json as well."""
    found = strictjson.loads(json.dumps(value), 99)
    written = strictjson.dumps(found)

    assert found == strictjson.loads(written, 99)
    assert repr(value) == repr(json.loads(written))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**20), 10**20) | WORDS,
        lambda values: st.lists(values) | st.dictionaries(WORDS, values),
    )
)
def test_writing_is_like_json(value):
    """The text is the very one that json writes with two blanks a level."""
    assert json.dumps(value, ensure_ascii=False, indent=2) == strictjson.dumps(value)


@given(VALUES, st.booleans(), LAYOUTS)
def test_lines_are_counted_without_reading(value, escape, layout):
    """As many lines are foretold as writing the value takes, however its text is laid out."""
    text = json.dumps([value], ensure_ascii=escape, **layout)
    written = strictjson.dumps(strictjson.loads(text, 99))

    assert written.count("\n") + 1 == strictjson.lines(text)


@given(VALUES, st.booleans())
def test_writing_in_steps_writes_the_same(value, escape):
    """What is written step by step is what is written at once."""
    read = strictjson.loads(json.dumps([value], ensure_ascii=escape), 99)

    assert strictjson.dumps(read) == strictjson.whole(strictjson.writing(read))


@given(WORDS)
def test_lines_of_anything_can_be_counted(text):
    """A text that is no JSON has some number of lines, and isn't an error."""
    assert int is type(strictjson.lines(text))


class Watched(bytes):
    """Bytes that count how often they are looked at."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


def test_blanks_are_passed_over_in_strides():
    """A hundred thousand blanks are passed over without looking at each of them."""
    data = Watched(b" \n\t\r" * 25_000 + b"1")
    reader = strictjson._Reader(data, 1)

    assert ord("1") == reader.peek()
    assert 100_000 == reader.at
    assert data.looks < 5_000


@given(WORDS)
def test_a_text_never_grows(text):
    """A text is written in no more characters than any reader could have found it in."""
    written = strictjson.dumps(text)

    assert len(written) <= len(json.dumps(text, ensure_ascii=False))


@given(VALUES, st.integers(0), st.text(CHARACTERS, max_size=3), st.integers(0, 3), st.booleans())
def test_damage_is_noticed_where_json_notices_it(value, position, put, cut, escape):
    """A text changed at one place is read as json reads it, or refused for a known reason."""
    text = json.dumps([value], ensure_ascii=escape)
    at = position % len(text)

    assert agrees(text[:at] + put + text[at + cut :])


@given(WORDS)
def test_any_text_is_read_as_json_or_refused(text):
    """Whatever a text holds, it is read as json reads it or refused, with a line of the text."""
    assert agrees(text)


@given(VALUES, st.integers(0))
def test_a_text_that_ends_too_early_is_refused(value, position):
    """No beginning of a list is a list; within a number it isn't plain that the end is lost."""
    text = json.dumps([value])

    assert refused(text[: position % len(text)])[0] in ("cut", "number")


PROBLEMS = {
    "cut": [
        *("", " ", "[", "[1", "[1,", "{", '{"a"', '{"a":', '{"a":1,', "t", "fals", "nul"),
        *('"', '"a', '"あ', '"\\', '"\\"', '"\\u00', '["a\\"]'),
    ],
    "deep": ["[[[", '{"a":[{', "[[], [[]]]"],
    "twice": ['{"a": 1, "a": 1}', '{"a": 1, "\\u0061": 2}', '{"": 1, "": 2}'],
    "half": ['"\\ud800"', '"\\udfff"', '"\\udbff\\ud800"', '"\\ud83d "', '"\ud83d"', "\udc00"],
    "number": [
        *("-", "--1", "01", "-01", "00", "1-1", "1.", "1.e1", "1e", "1e+", "1.1.1", "1e1e1"),
        *("1" * 31, "-" + "1" * 30, "1." + "1" * 29),
    ],
    "syntax": [
        *("+1", ".5", "NaN", "x", "True", "tru3", "nulll", "1 2", "]", "//1", "'a'", "１"),
        *("[1,]", "[,1]", "[1 1]", "[1}", "{,}", '{"a":1,}', '{"a" 1}', "{1:1}", '{"a":}'),
        *('"\\x"', '"\\U0041"', '"\\u004"', '"\\u00g0"', '"\\u+041"', '"\\ud83d\\u00"'),
        *('"\t"', '"\x00"', "\u3000", "\xa01", "\ufeff1", "\x0c1", "\x00", "1\x00"),
    ],
}


@pytest.mark.parametrize("reason", strictjson.REASONS)
def test_each_problem_has_one_reason(reason):
    """What is wrong with a text is said by one reason, whatever else may follow."""
    for text in PROBLEMS[reason]:
        assert (reason, 1) == refused(text, 2), text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[\n\n", 3),
        ('["a",\n"b', 2),
        ("[1,\n[2,\n[[3]]]]", 3),
        ('{"a": 1,\n"b": 2,\n"a": 3}', 3),
        ('[1,\n"\\ud83dx"]', 2),
        ('[1,\n"\ud83d"]', 2),
        ("[1,\n\n-x]", 3),
        ('[1,\r\n\r\n"a\nb"]', 3),
        ("[1,\r2,\r3,]", 1),
        ("[\n1\n]\n]", 4),
        ('["あ\u2028",\n}', 2),
    ],
)
def test_a_problem_is_on_its_line(text, line):
    """The line is the one on which the problem shows, counted by line feeds alone."""
    assert line == refused(text, 2)[1]


@pytest.mark.parametrize("depth", [0, 1, 6])
def test_depth_is_counted_in_values(depth):
    """As many levels as allowed are read, one more is refused; brackets in texts don't count."""
    text = "[" * depth + '"[[[{{{"' + "]" * depth

    assert json.loads(text) == strictjson.loads(text, depth)
    assert ("deep", 1) == refused("[" + text + "]", depth)
    assert ("deep", 1) == refused('{"a":' * (depth + 1), depth)
    assert [[]] * 9 == strictjson.loads("[" + "[]," * 8 + "[]]", 2)


def test_deep_texts_need_no_deep_stack():
    """A text of brackets alone is refused at the limit, long before the interpreter's own."""
    assert ("deep", 1) == refused("[" * 1_000_000, 6)
    assert ("deep", 1) == refused('{"a":' * 200_000, 6)


def test_an_object_has_a_limited_number_of_names():
    """A thousand names are read, one more is refused."""
    names = [f'"{number}":0' for number in range(strictjson.MOST_NAMES)]

    assert strictjson.MOST_NAMES == len(strictjson.loads("{" + ",".join(names) + "}", 1))
    assert ("deep", 1) == refused("{" + ",".join([*names, '"x":0']) + "}", 1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-0", "0"),
        ("9" * 30, "9" * 30),
        *[(n, n) for n in ("0.1", "71.96", "-0.0", "1e5", "1E+05", "1e999", "0." + "1" * 28)],
    ],
)
def test_numbers_are_kept(text, written):
    """A whole number is an int; any other keeps its digits, which a float might not."""
    found = strictjson.loads(text, 0)

    assert written == strictjson.dumps(found)
    assert (type(found) is int) == written.isdigit()


def test_numbers_are_equal_if_written_alike():
    """Two records with the same numbers are equal; 1.0 is not taken for 1 here."""
    one, other = strictjson.loads("[1.0, 1.0]", 1)

    assert one == other
    assert {one} == {other}
    assert one not in (1, 1.0, strictjson.Number("1.00"))


@pytest.mark.parametrize("value", [1.5, float("nan"), b"a", {1}, object()])
def test_what_is_no_json_is_not_written(value):
    """A value that loads never returns is refused instead of being written somehow."""
    with pytest.raises(TypeError, match="no JSON"):
        strictjson.dumps([value])


def test_names_are_text_only():
    """Names that mean something to JavaScript or Python are names like any other."""
    text = '{\n  "__proto__": {},\n  "constructor": [],\n  "__class__": null\n}'

    assert text == strictjson.dumps(strictjson.loads(text, 2))


@pytest.mark.parametrize(
    "text",
    ["[" + ",".join(["1"] * 5000) + "]", json.dumps({f"n{k}": k for k in range(1000)})],
    ids=["values", "names"],
)
def test_a_long_text_is_read_in_steps(text):
    """What reads a long text stops every now and then, so that whoever waits is seen to."""
    steps = strictjson.reading(text, 3)

    assert sum(1 for _ in steps) >= 20
    assert json.loads(text) == strictjson.loads(text, 3)
