"""Data that break a rule are refused: by `lint` and by every build, in the same words."""

import copy
import functools
import json
import re
import shutil
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import checked
import copies
import messages
import paper_rules
import publish
import pytest
import rules
import schemas
import scoring
import sources
from jsonschema import Draft202012Validator
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from referencing.exceptions import Unresolvable
from sheets import catalog, own_texts

from tools import check_catalog

ROOT = Path(__file__).parent.parent
PY = ROOT / "py"
NAME = "py/texts/ja.json"
INCIDENT = "py/texts/incident.ja.json"
QUIZ = "py/texts/papers/tanuki-7-2026.quiz.ja.json"
SCHEMAS = schemas.SCHEMAS


CLAIM = {
    "claim": "Windows 11",
    "source": "https://maker.example/",
    "checked": "2026-11-23",
    "again": "2027-11-23",
}


def data():
    """All data, by the names that rules and schemas give their files."""
    return {
        sources.CATALOG: catalog(),
        sources.TEXTS: sources.interface_texts(),
        sources.OWN_TEXTS: own_texts(),
        sources.INCIDENT: sources.incident(),
        sources.CLAIMS: [CLAIM],
        sources.LINKS: sources.read(sources.LINKS)[:3],
    }


DATA = data()


def places(value, path=()):
    """Yield the way to every value in data, the whole included."""
    yield path
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[step], (*path, step))


def shapes(value):
    """Return one way to each kind of place, by the way without positions: {(…, "[]", …): path}."""
    found = {}
    for path in places(value):
        found.setdefault(tuple("[]" if isinstance(step, int) else step for step in path), path)
    return found


def without(name, path):
    """Return a copy of the data in a file in which a place is taken away."""
    value = copy.deepcopy(DATA[name])
    at(value, path[:-1]).pop(path[-1])
    return value


def at(value, path):
    """Return what stands in a place of data."""
    for step in path:
        value = value[step]
    return value


def described_at(name, path):
    """Return the schema of a place in a file, as a schema by itself."""
    return schemas.schema_at(SCHEMAS[name], path) | {"$defs": SCHEMAS[name]["$defs"]}


def complains(name, value):
    """Whether a rule of meaning finds something wrong where one of the files has this `value`."""
    given = DATA | {name: value}
    catalog, texts = given[sources.CATALOG], given[sources.TEXTS] | given[sources.OWN_TEXTS]
    return any(any(rule(catalog)) for rule in scoring.RULES) or any(
        any(rule(catalog, texts)) for rule in rules.RULES
    )


def looked_up():
    """Yield (file, path) of every entry of a list that something refers to by its id."""
    catalog, texts = DATA[sources.CATALOG], DATA[sources.OWN_TEXTS]
    named = {name for _, kind, name in rules.references(texts) if kind == "term"}
    linked = {name for _, kind, name in rules.references(texts) if kind == "resource"}
    for place in ("answers", "parts", "bands", "items"):
        yield from ((sources.CATALOG, (place, at)) for at in range(len(catalog[place])))
    for at, row in enumerate(catalog["resources"]):
        if row["id"] in {*linked, catalog["edition"]["resource"]}:
            yield sources.CATALOG, ("resources", at)
    for place in ("bands", "items"):
        yield from ((sources.OWN_TEXTS, (place, at)) for at in range(len(texts[place])))
    for at, row in enumerate(texts["terms"]):
        if row["id"] in named:
            yield sources.OWN_TEXTS, ("terms", at)
    for item, row in enumerate(texts["items"]):
        for at in range(len(row["rubric"])):
            yield sources.OWN_TEXTS, ("items", item, "rubric", at)


def test_whatever_is_looked_up_is_there():
    """Take away any entry that code or data name by its id, and a rule complains."""
    silent = [
        (name, path) for name, path in looked_up() if not complains(name, without(name, path))
    ]

    assert [] == silent


@pytest.mark.parametrize("name", SCHEMAS)
def test_whatever_has_a_name_is_there(name):
    """Take away any field but one that may be missing, and its schema complains by its name."""
    optional = ["$schema", "resources", "measures"]
    # A claim of our own was looked up nowhere.
    optional += ["checked", "again"] if name == sources.CLAIMS else []
    for shaped, path in shapes(DATA[name]).items():
        if not shaped or shaped[-1] in ["[]", *optional]:
            continue
        described = described_at(name, path[:-1])
        if "properties" in described:
            value = at(without(name, path), path[:-1])
            (said,) = schemas.problems("f", value, described)

            assert f" lacks {path[-1]}. Add it: " in said


# What may stand in a place by mistake. To JSON Schema, 1.0 is a whole number; we want it written 1.
WRONG = [None, True, 7, 0, 1.0, 1.5, "", "あ{x}", "A b", [], ["a", "a"], {}, {"x": 1}]


@pytest.mark.parametrize("name", SCHEMAS)
def test_whatever_breaks_a_schema_is_said(name):
    """Whatever stands in a place by mistake, each sentence says what is wrong and what to do."""
    looked = shapes(DATA[name])
    for path in looked.values():
        described = described_at(name, path)
        for wrong in WRONG:
            found = schemas.problems("f", wrong, described)
            sound = Draft202012Validator(described).is_valid(wrong) and type(wrong) is not float

            assert sound == (not found), path
            assert all(re.fullmatch(r"f: .+[^.]\. [A-Z].*[.?]", said) for said in found), found
            assert len(found) == len(set(found))

    assert len(looked) > (5 if name in (sources.CLAIMS, sources.LINKS) else 20)


def test_nothing_is_fetched_for_a_schema(monkeypatch):
    """A reference to another host is refused, not followed."""
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: pytest.fail("It was followed."))
    schema = {"$ref": "https://schemas.example/x.json", "$defs": {}}

    with pytest.raises(Unresolvable):
        schemas.problems("f", 1, schema)


# Keywords that say nothing of a value, or have others looked at.
SILENT = {"$schema", "$comment", "$defs", "$ref", "title", "description", "properties", "items"}


def keywords(schema):
    """Yield every keyword of a schema, and the schemas in which it stands."""
    for keyword, value in schema.items():
        yield keyword, schema
        below = value.values() if keyword in ("properties", "$defs") else [value]
        for one in below if keyword in ("properties", "$defs", "items") else ():
            yield from keywords(one)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_keyword_has_its_sentence(name):
    """The schema is sound, each keyword has its sentence, and each pattern is put into words."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    used = list(keywords(SCHEMAS[name]))

    assert set() == {keyword for keyword, _ in used} - {*schemas.SAID, *SILENT}
    assert [] == [one for keyword, one in used if keyword == "pattern" and "$comment" not in one]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n "a": 1,\n "b" 2\n}', r"x\.json, line 3, column 6: no JSON"),
        ('{\n "a": 1,\n "b": [1,]\n}', r"x\.json, line 3, column \d+: no JSON"),
        ('{\n "a": {},\n "b": 2,\n "a": 3\n}', r'x\.json, line 4: "a" stands twice'),
        ("", r"x\.json, line 1, column 1: no JSON"),
        ('{"a": NaN}', r"x\.json, line 1: "),
        ("\n\udcff", r"x\.json, line 2: no UTF-8"),
        ("[" * 50 + "]" * 50, r"x\.json, line 1: nested too deeply"),
        ("[" * 100_000, r"x\.json.*nested too deeply"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(tmp_path, text, said):
    """A file that can't be read is named with the line, and never taken as something else."""
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(ValueError, match=f"^{said}.*[.]$"):
        sources.read("x.json", tmp_path)


def test_a_missing_file_is_named(tmp_path):
    """A file that isn't there is said to be missing."""
    with pytest.raises(ValueError, match=r"^x\.json isn't there\."):
        sources.read("x.json", tmp_path)


def test_an_entry_is_called_as_people_call_it():
    """An entry goes by its number or id, or is counted from 1 where that would tell nothing."""
    value = {"a": [{"id": "b"}, {"id": "c"}, {"id": "c"}, ["x"]]}

    assert "f: a > id b is x" == messages.sentence("f", value, ["a", 0], "is x")
    assert "f: a > entry 2 is x" == messages.sentence("f", value, ["a", 1], "is x")
    assert "f: a > entry 4 > entry 1 is x" == messages.sentence("f", value, ["a", 3, 0], "is x")
    assert "f: the file is x" == messages.sentence("f", value, [], "is x")


@pytest.fixture
def copied(tmp_path):
    """A copy of what a build reads, with the small questionnaire."""
    return copies.with_questionnaire(copies.copied(tmp_path), "small")


def replaced(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def claimed(folder, page, row):
    """Give a page a list of one claim."""
    path = folder / "docs" / sources.CLAIMS / f"{page}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([row]), encoding="utf-8")


# What breaks a copy, and how the message begins that build and lint have in common.
BROKEN = {
    "a gap between bands": (
        lambda folder: replaced(folder, sources.CATALOG, '"from": 30', '"from": 31'),
        "py/catalog.json: band 'middle' covers 31 to 69, but 30 comes next. Let each",
    ),
    "a missing sentence": (
        lambda folder: replaced(folder, NAME, '    "home": "ホーム",\n', ""),
        "py/texts/ja.json: nav lacks home. Add it: ",
    ),
    "a comma too many": (
        lambda folder: replaced(folder, NAME, '"language": "ja",', '"language": "ja",,'),
        "py/texts/ja.json, line 3, column 20: no JSON",
    ),
    "a name twice": (
        lambda folder: replaced(folder, NAME, '"ja",', '"x", "language": "ja",'),
        'py/texts/ja.json, line 3: "language" stands twice',
    ),
    "a step nobody can be called for": (
        lambda folder: replaced(folder, INCIDENT, '"contact": "helper"', '"contact": "helpr"'),
        'py/texts/incident.ja.json: symptoms > id ransom > call > entry 2 > contact is "helpr"',
    ),
    "a symptom without a part": (
        lambda folder: replaced(folder, INCIDENT, '"never": [', '"nevr": ['),
        "py/texts/incident.ja.json: symptoms > id ransom has nevr, which nothing reads.",
    ),
    "a promise that claims": (
        lambda folder: replaced(
            folder, "py/texts/papers/tanuki-7-2026.rules.ja.json", "ことに取り組みます", "ます"
        ),
        "py/texts/papers/tanuki-7-2026.rules.ja.json: rules > id 3a > planned is ",
    ),
    "a paper about an item that isn't there": (
        lambda folder: replaced(folder, QUIZ, '"number": 3', '"number": 8'),
        "py/texts/papers/tanuki-7-2026.quiz.ja.json: questions > number 8 > number is 8, but ",
    ),
    "an item without a page": (
        lambda folder: (folder / "docs/items/03.md").unlink(),
        "docs/items/03.md isn't there, but py/catalog.json has item 3. Write its page",
    ),
    "an edition without words": (
        lambda folder: replaced(folder, sources.CATALOG, '"tanuki-7-2026"', '"tanuki-8"'),
        "py/texts/tanuki-8.ja.json isn't there, but py/catalog.json has the edition tanuki-8.",
    ),
    "a page without an item": (
        lambda folder: shutil.copy(folder / "docs/items/03.md", folder / "docs/items/08.md"),
        "docs/items/08.md is no item's page",
    ),
    "a claim that nobody looked up": (
        lambda folder: claimed(folder, "items/03", {"claim": "a", "source": CLAIM["source"]}),
        "docs/claims/items/03.json: claim a lacks checked, though its source is a page. Add",
    ),
    "a claim of no page": (
        lambda folder: claimed(folder, "items/09", CLAIM),
        "docs/claims/items/09.json says what docs/items/09.md claims, which isn't there. Take",
    ),
    "a link without its day": (
        lambda folder: replaced(folder, sources.LINKS, '"checked"', '"chekced"'),
        "docs/links.json: url https://android.com/intl/ja_jp/articles/38 ",
    ),
}  # fmt: skip
# What only the page itself can show when it is built: the page, a text in it, what takes its place.
ON_A_PAGE = {
    "an unknown figure": (
        ("docs/items/05.md", "## くわしく", "## くわしく\n\n<!-- figure: nothing -->"),
        "there is no figure nothing. Correct",
    ),
    "a place too few": (
        ("docs/items/01.md", "<!-- place: today -->", ""),
        "there is no <!-- place: today -->. Put",
    ),
    "another section": (
        ("docs/items/02.md", "## くわしく", "## そのほか"),
        "the sections are はじめに, そのほか. They have",
    ),
    "no description": (
        ("docs/items/03.md", "description: ", "about: "),
        "there is no description above the prose. Write",
    ),
    "a link out of the single file": (
        ("docs/items/04.md", "## くわしく", "## くわしく\n\n[x](../about.md)"),
        "the link to ../../about/ leads nowhere in the single file. Link",
    ),
}


@pytest.mark.parametrize(("harm", "said"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_rule_is_not_built(monkeypatch, tmp_path, harm, said):
    """Broken data end a build with the message of lint, whatever their fault."""
    for name in ("py", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    harm(copies.with_questionnaire(tmp_path, "small"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    for name in ("load", "register"):
        read = functools.partial(getattr(checked, name), root=tmp_path)
        monkeypatch.setattr(checked, name, read)
    with pytest.raises(PluginError) as built:
        publish.on_config(load_config(str(ROOT / "mkdocs.yml")))
    with pytest.raises(SystemExit) as linted:
        check_catalog.main(date(2026, 11, 30))

    assert linted.value.code.startswith(said)
    assert f"The site can't be built:\n{linted.value.code}" == str(built.value)


def test_both_commands_end_with_the_message(copied):
    """A build of broken data ends with the message of lint, an exit status, and without a page."""
    harm, said = BROKEN["a gap between bands"]
    harm(copied)
    built = copies.built(copied)
    linted = subprocess.run(
        [sys.executable, copied / "tools/check_catalog.py"], capture_output=True, text=True
    )

    assert 1 == built.returncode == linted.returncode
    assert f"The site can't be built:\n{said}" in built.stderr
    assert linted.stderr.startswith(said)
    assert linted.stderr.strip() in built.stderr
    assert "Traceback" not in built.stderr + linted.stderr
    assert not (copied / "site").exists()


@pytest.mark.parametrize(("change", "said"), ON_A_PAGE.values(), ids=ON_A_PAGE)
def test_a_page_that_can_not_be_made_is_named(copied, change, said):
    """A page that lacks what its place needs ends the build with its file and what to do."""
    replaced(copied, *change)
    built = copies.built(copied)

    assert 1 == built.returncode
    assert f"{change[0]}: {said}" in built.stderr
    assert "Traceback" not in built.stderr


def own_rules():
    """What own_rules_problems looks at, of the small questionnaire."""
    own = sources.read("tests/questionnaires/small/papers/rules.ja.json")
    return copy.deepcopy(own | {"trying": "取り組みます"})


def changed(path, value):
    words = own_rules()
    at(words, path[:-1])[path[-1]] = value
    return words


OWN_RULES = {
    "an item that there isn't": (
        lambda: changed(["rules", 6, "item"], 9),
        (["rules"], "has 0 entries of item 6. Write 1 to 3."),
    ),
    "the item that asks for rules has some": (
        lambda: changed(["rules", 6, "item"], 7),
        (["rules"], "has 1 entries of item 7. Take them away: itself is about it."),
    ),
    "rules of no item": (
        lambda: changed(["itself", "item"], 9),
        (["itself", "item"], "is 9, which py/catalog.json lacks. Name one of it."),
    ),
    "an item with too many": (
        lambda: changed(["rules"], own_rules()["rules"] + own_rules()["rules"][6:] * 3),
        (["rules"], "has 4 entries of item 6. Write 1 to 3."),
    ),
    "an id twice": (
        lambda: changed(["rules", 5, "id"], "5a"),
        (["rules"], "has 2 entries of id 5a. Give each its own."),
    ),
    "an id of another item": (
        lambda: changed(["rules", 0, "id"], "11a"),
        (["rules", 0, "id"], "is 11a, though its item is 1. Let it begin so."),
    ),
    "another order": (
        lambda: changed(["rules"], own_rules()["rules"][::-1]),
        (["rules"], "stands in another order than py/catalog.json. Sort it by item."),
    ),
    "a fact that nobody is asked for": (
        lambda: changed(["rules", 3, "without"], "no_websites"),
        (["rules", 3, "without"], 'is "no_websites", but no such fact is asked for. Name one of'),
    ),
    "half of a line for everybody": (
        lambda: changed(["rules", 1, "staff"], "表示を見えるようにします。"),
        (["rules", 1], "has only one of staff and staff_planned. Write both, or none."),
    ),
    "a plan that claims": (
        lambda: changed(["rules", 2, "planned"], "火の元を見ます"),
        (["rules", 2, "planned"], 'is "火の元を見ます". Let it end in 取り組みます'),
    ),
    "a plan for everybody that claims": (
        lambda: changed(["rules", 0, "staff_planned"], "取り組みます。空けます"),
        (["rules", 0, "staff_planned"], 'is "取り組みます。空けます". Let it end in 取り組みます'),
    ),
    "a claim that is a plan": (
        lambda: changed(["itself", "done"], "示すことに取り組みます。"),
        (["itself", "done"], 'is "示すことに取り組みます。". Say what is done, without'),
    ),
    "a template without an address": (
        lambda: changed(["template", "resource"], "map"),
        (["template", "resource"], 'is "map", but py/catalog.json has no address of it. Name an'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "said"), OWN_RULES.values(), ids=OWN_RULES)
def test_rules_of_a_company_that_do_not_fit_are_named(make, said):
    """Rules that would claim too much, or that nothing leads to, are named with what to do."""
    assert [] == list(paper_rules.own_rules_problems(catalog("small"), own_rules()))
    found = list(paper_rules.own_rules_problems(catalog("small"), make()))

    assert any(path == said[0] and text.startswith(said[1]) for path, text in found), found
