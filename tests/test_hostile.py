"""What is smuggled into files stays text: in every view, on paper, copied, and in files again."""

import contextlib
import json
import unicodedata

import pytest
import scoring
import views.comparison
import views.departments
import views.papers
import views.records
import views.result
from hypothesis import given
from hypothesis import strategies as st
from ideas import compare, merge, problems, record
from payloads import CONTROLS, LINES, TEXTS, VALUES
from sheets import catalog, questionnaire, texts
from views import about, dialogs, evidence, listing

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
WORDS = texts()
NUMBERS = [str(item["number"]) for item in CATALOG["items"]]
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
# The attributes that may hold what people wrote; a browser takes either for text.
WRITTEN = ("value", "aria-label")
MARKS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
FROM_RIGHT = {"R", "AL", "AN"}

pieces = st.lists(st.sampled_from(LINES), min_size=1, max_size=3)
lines = pieces.map(lambda found: "".join(found)[: record.NAME])
notes = pieces.map(lambda found: "\n\t".join(found)[: record.NOTE])
planned = st.fixed_dictionaries(
    {},
    optional={
        "owner": lines,
        "note": notes,
        "ticked": st.booleans(),
        "due": st.just("2027-04-01"),
        "evidence": notes,
        "checked_by": lines,
        "checked_on": st.just("2027-03-01"),
        "carried": st.booleans(),
    },
)


@st.composite
def records(draw):
    """A record with a text of the payloads in whatever place takes one."""
    made = record.blank(QUESTIONNAIRE, "1.0")
    answers = st.lists(st.sampled_from([*ANSWERS, None]), min_size=len(NUMBERS))
    record.put_answers(QUESTIONNAIRE, made, draw(answers)[: len(NUMBERS)])
    for field in record.NAMES:
        if draw(st.booleans()):
            made[field] = draw(lines)
    made["items"] = draw(st.dictionaries(st.sampled_from(NUMBERS), planned, max_size=4))
    for place in (made, *made["items"].values()):
        if draw(st.booleans()):
            place["x" + draw(st.sampled_from(TEXTS))] = draw(st.sampled_from(TEXTS))
    return made


def harmless(found):
    """The same records with a plain word for each text, as long and as different as the text."""
    words = {}

    def word(text):
        return words.setdefault(text, f"x{len(words)}".ljust(len(text), "x"))

    plain = json.loads(json.dumps(found))
    for one in plain:
        for place in (one, *one["items"].values()):
            for field in [name for name in place if name not in record.HEAD[:5]]:
                if field in (*record.NAMES, "owner", "checked_by"):
                    place[field] = word(place[field])
                elif field in record.NOTES:
                    place[field] = "\n".join(word(line) for line in place[field].split("\n"))
                elif field.startswith("x"):
                    place[word(field)] = place.pop(field)
    return plain


def scored(one):
    return {"record": one, "result": scoring.score(CATALOG, record.answers(QUESTIONNAIRE, one))}


def drawn(found):
    """What every view and paper shows of the records, the first being that of the tab."""
    now, *others = found
    entries = [{"key": "now", "origin": "now", "kept": True, **scored(now)}]
    for index, one in enumerate(others):
        entry = {"key": f"k{index}", "origin": "file", "file": name_of(one), **scored(one)}
        entry |= {"claimed": None, "unknown": record.unknown_fields(one)}
        entries.append(entry)
    refused = [{"file": name_of(one), "problem": "x"} for one in found]
    state = {"now": now, "kept": True, "conflict": False, "next_check": "", "erased": None}
    state |= {"at": 0, "unread": 0, "alike": {}, "reading": None}
    filters = {"part": None, "answer": None, "basics": False}
    state |= {"entries": entries, "refused": refused}
    shown = list(views.records.view(QUESTIONNAIRE, state))
    shown += about.about(QUESTIONNAIRE, now) + about.whose(QUESTIONNAIRE, now)
    chosen = [(entry, True) for entry in entries]
    shown += listing.chooser(QUESTIONNAIRE, "compare", chosen)
    shown += dialogs.rename(QUESTIONNAIRE, now) + dialogs.saved(QUESTIONNAIRE, name_of(now))
    shown += dialogs.unseal(QUESTIONNAIRE, name_of(now), "")
    shown += views.comparison.view(QUESTIONNAIRE, found)
    for rule in record.RULES:
        shown += views.departments.view(QUESTIONNAIRE, found, rule, {})
    merged = merge.merged(QUESTIONNAIRE, found, "lowest", {}, "1.0", "2026-11-23")["record"]
    for one in (now, merged):
        shown += views.result.first(QUESTIONNAIRE, one)
        shown += views.result.plan(QUESTIONNAIRE, one, filters)
        shown += evidence.checked(QUESTIONNAIRE, one) + evidence.carried(QUESTIONNAIRE, one)
        shown += views.papers.report(QUESTIONNAIRE, one) + views.papers.inquiry(QUESTIONNAIRE, one)
    return [one for one in shown if one]


def name_of(one):
    """A name of a file that is as hostile as the record in it."""
    return one.get("company", "x") + ".json"


def bare(nodes):
    """The nodes without any text that people may have written."""
    left = []
    for node in nodes:
        if isinstance(node, list):
            attributes = {name: value for name, value in node[1].items() if name not in WRITTEN}
            left.append([node[0], attributes, *bare(node[2:])])
    return left


def read(nodes):
    """The texts that are read, seen or heard: not those in fields, which show one text alone."""
    for node in nodes:
        if not isinstance(node, list):
            yield node
        else:
            yield from [node[1]["aria-label"]] if "aria-label" in node[1] else []
            yield from read(node[2:]) if node[0] != "textarea" else []


@given(st.lists(records(), min_size=2, max_size=4))
def test_no_view_takes_text_for_markup(found):
    """Elements and attributes are those that plain words leave; only texts and values differ."""
    assert bare(drawn(harmless(found))) == bare(drawn(found))


@given(st.lists(records(), min_size=2, max_size=4))
def test_no_text_turns_the_direction_of_another(found):
    """No mark of direction is shown, but for pairs that isolate all that runs from the right."""
    shown = [*read(drawn(found))]
    shown += compare.summary(QUESTIONNAIRE, *found[:2])

    assert [] == [text for text in shown if not keeps_to_itself(text)]


def keeps_to_itself(text):
    """Whether every letter from right to left is isolated, in each line, and no mark is left."""
    for line in text.split("\n"):
        depth = 0
        for character in line:
            kind = unicodedata.bidirectional(character)
            depth += {"FSI": 1, "PDI": -1}.get(kind, 0)
            if depth not in (0, 1) or kind in MARKS - {"FSI", "PDI"}:
                return False
            if not depth and kind in FROM_RIGHT:
                return False
        if depth:
            return False
    return True


@given(records())
def test_a_record_keeps_what_it_holds(found):
    """Whatever stands in a record is written and read again without loss."""
    assert found == json.loads(
        json.dumps(record.load(QUESTIONNAIRE, record.dump(QUESTIONNAIRE, found)))
    )


PLACES = ["company", "department", "role", "site", "date", "total", "answers", "items", "merged"]
PLACES += ["items.1", "items.1.owner", "items.1.due", "items.1.note", "items.1.ticked", "answers.1"]
PLACES += ["format", "version", "edition", "x", "__proto__", "constructor"]


def with_value(place, value):
    """The text of a record that has a value, given as JSON, at a place."""
    made = {"format": record.FORMAT, "version": 2, "edition": CATALOG["edition"]["id"]}
    made |= {"site": "1.0", "answers": {}, "items": {}}
    *way, name = place.split(".")
    within = made
    for step in way:
        within = within.setdefault(step, {})
    within[name] = "$"
    return json.dumps(made).replace('"$"', value)


@pytest.mark.parametrize("place", PLACES)
def test_a_strange_value_is_kept_or_refused_in_words(place):
    """Wherever a strange value stands, the record is read whole or refused with a plain reason."""
    for value in [*VALUES, *[json.dumps(text) for text in TEXTS]]:
        text = with_value(place, value)
        kept, said = outcome(text)
        assert kept == (outcome(kept)[0] if kept else "")
        assert bool(kept) != bool(said)
        assert keeps_to_itself(said)
        assert len(said) < 200


def outcome(text):
    """What a text is when it is written again, or else the sentence with which it is refused."""
    try:
        return record.dump(QUESTIONNAIRE, record.load(QUESTIONNAIRE, text)), ""
    except record.RecordError as error:
        return "", problems.of(QUESTIONNAIRE, error)


@pytest.mark.parametrize("text", CONTROLS)
@pytest.mark.parametrize(
    "place", ["company", "department", "role", "items.1.owner", "items.1.note"]
)
def test_a_control_character_is_refused(place, text):
    """A text with a control character is named by its place, and read in no field."""
    with pytest.raises(record.RecordError) as caught:
        record.load(QUESTIONNAIRE, with_value(place, json.dumps(text)))

    assert place == caught.value.place


def test_what_is_typed_can_be_read_again():
    """What somebody types or pastes, hostile or not, never makes a record that isn't read again."""
    for text in TEXTS:
        made = record.blank(QUESTIONNAIRE, "1.0")
        for field in record.NAMES:
            with contextlib.suppress(record.RecordError):
                record.put(made, field, text)
        for field in ("owner", "note"):
            with contextlib.suppress(record.RecordError):
                record.put_item(made, 1, field, text)

        written = record.dump(QUESTIONNAIRE, made)
        assert written == record.dump(QUESTIONNAIRE, record.load(QUESTIONNAIRE, written))
