"""A Questionnaire joins catalogue and texts once; nobody else takes the two apart again."""

import ast
import re
from pathlib import Path

import pytest
import rules
import scoring
import sources
from hypothesis import given
from hypothesis import strategies as st
from ideas import record
from questionnaire import Questionnaire
from sheets import cases, catalog, sheet, texts

ROOT = Path(__file__).parent.parent
CODE = [
    path for folder in ("py", "hooks", "tools") for path in sorted(ROOT.glob(f"{folder}/**/*.py"))
]
PURE = [path for path in CODE if path.is_relative_to(ROOT / "py")]
# What checks or reads the raw data, before there is an object to take.
RAW = {
    *(f"hooks/rules.py: {rule.__name__}" for rule in rules.RULES),
    "hooks/checked.py: problems",
    "hooks/checked.py: shape_problems",
    "hooks/rules.py: every_string",
    "hooks/checked.py: load",
    "hooks/checked.py: _sound",
    "hooks/checked.py: _papers",
    "hooks/paper_rules.py: paper_problems",
}
MAKER = "py/questionnaire.py: __init__"
# Seven items in two parts, three answers with points of their own, one of them in no subtotal.
SMALL = {
    "edition": {"id": "small", "label": "Small"},
    "answers": [
        {"id": "half", "label": "Half", "points": 3, "subtotal": "H"},
        {"id": "full", "label": "Full", "points": 5, "subtotal": "F"},
        {"id": "none", "label": "None", "points": 0, "subtotal": None},
    ],
    "parts": [{"number": 1, "name": "One"}, {"number": 2, "name": "Two"}],
    "items": [
        {"number": number, "part": 1 if number < 5 else 2, "title": f"T{number}", "basic": True}
        for number in range(1, 8)
    ],
    "bands": [
        {"id": "low", "from": 0, "to": 9},
        {"id": "middle", "from": 10, "to": 34},
        {"id": "high", "from": 35, "to": 35},
    ],
    "resources": [{"id": "guide", "title": "Guide"}],
}
SMALL_TEXTS = {
    "app": {"score": "{total}"},
    "items": [
        {"number": number, "question": f"Q{number}", "title": "ours"} for number in range(7, 0, -1)
    ],
    "bands": [{"id": name, "verdict": name.upper()} for name in ("high", "low", "middle")],
    "terms": [{"id": "term", "name": "Term", "text": "…"}],
}
BOTH = pytest.mark.parametrize(
    ("official", "own"), [(catalog(), texts()), (SMALL, SMALL_TEXTS)], ids=["ours", "small"]
)


def kind(one):
    """What an expression or a parameter means by its name: "catalog", "texts", or another."""
    match one:
        case ast.Call(func=inner) | ast.Starred(value=inner):
            return kind(inner)
        case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            pass
        case _:
            return None
    name = name.lower().strip("_")
    return {"catalogue": "catalog", "words": "texts"}.get(name, name)


def pairs(code, where):
    """The functions in which catalogue and texts are taken, handed on or held as a pair."""
    found = set()

    def visit(node, name):
        taken = []
        if isinstance(node, ast.FunctionDef):
            name = node.name
        match node:
            case ast.arguments(posonlyargs=first, args=then, kwonlyargs=last):
                taken = first + then + last
            case ast.Call(args=given, keywords=named) if kind(node) != "questionnaire":
                taken = given + [ast.arg(one.arg or "") for one in named]
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                taken = parts
        if {"catalog", "texts"} <= {kind(one) for one in taken}:
            found.add(f"{where}: {name}")
        for below in ast.iter_child_nodes(node):
            visit(below, name)

    visit(ast.parse(code), "")
    return found


def named(path):
    return path.relative_to(ROOT).as_posix()


def test_the_constructor_alone_takes_the_pair():
    """Catalogue and texts go together into a Questionnaire, and through the checks before it."""
    found = set()
    for path in CODE:
        found |= pairs(path.read_text(encoding="utf-8"), named(path))

    assert {MAKER, *RAW} == found


@pytest.mark.parametrize(
    "code",
    [
        "def f(catalog, texts): pass",
        "def f(one, *, texts, catalog): pass",
        "def f(_catalog, words): pass",
        "def f(): g(self.catalog, self.texts)",
        "def f(): g(extra['catalog'], extra['texts'])",
        "def f(): g(texts=texts, catalog=catalog)",
        "def f(): return sources.catalog(), sources.texts()",
        "class A:\n def f(self): data = config.catalog, config.texts",
        "def f(): lambda catalog, texts: 0",
    ],
)
def test_every_way_to_take_the_pair_is_seen(code):
    """The test above sees parameters, arguments and tuples, whatever they hang on."""
    assert {"x: f"} == pairs(code, "x")


def test_scoring_alone_takes_a_catalogue():
    """In the browser's modules nobody takes a catalogue but scoring and the constructor."""
    takers = set()
    for path in PURE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "catalog" in [
                kind(one) for one in node.args.args
            ]:
                takers.add(named(path) + (f": {node.name}" if node.name == "__init__" else ""))

    assert {MAKER, "py/scoring.py"} == takers


def test_one_place_imports_scoring():
    """Of the browser's modules, the questionnaire alone knows how it is scored."""
    importers = [
        named(path)
        for path in PURE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "scoring" in [getattr(node, "module", ""), *(one.name for one in node.names)]
    ]

    assert ["py/questionnaire.py"] == importers


def test_one_place_reads_the_files():
    """In hooks/ and tools/, hooks/sources.py alone says where the catalogue stands."""
    readers = [
        named(path)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).endswith(("catalog.json", "ja.json"))
    ]

    assert {"hooks/sources.py"} == set(readers)


def test_only_tests_of_this_edition_know_what_is_published():
    """All others have questionnaires of their own, so that an edit of the catalogue spares them."""
    knows = re.compile(
        r"^from built |^import built|sources\.(catalog|texts|questionnaire)\(", re.MULTILINE
    )
    found = {
        path.name
        for path in (ROOT / "tests").glob("test_*.py")
        if knows.search(path.read_text(encoding="utf-8"))
    }

    assert {
        "test_catalog.py",
        "test_claims.py",
        "test_companies.py",
        "test_questionnaire.py",
        "test_quiz.py",
        "test_site.py",
        "test_wording.py",
        "test_worker.py",
        # Papers say in words what this edition asks.
        *[path.name for path in (ROOT / "tests").glob("test_papers*.py")],
    } == found


@BOTH
def test_rows_are_joined(official, own):
    """Each item and each band has what is official and our words on it, in the official order."""
    made = Questionnaire(official, own)

    for rows, name, key in ((made.items, "items", "number"), (made.bands, "bands", "id")):
        words = {row[key]: row for row in own[name]}
        assert [words[row[key]] | row for row in official[name]] == rows
    assert [row["number"] for row in official["items"]] == made.numbers
    assert own["terms"] == made.terms
    assert official["answers"] == made.answers


@BOTH
def test_parts_share_out_the_items(official, own):
    """The parts follow the catalogue, and together have every item once, in its order."""
    made = Questionnaire(official, own)

    assert official["parts"] == [
        {key: part[key] for key in ("number", "name")} for part in made.parts
    ]
    assert made.items == [item for part in made.parts for item in part["items"]]
    for part in made.parts:
        assert {part["number"]} == {item["part"] for item in part["items"]}
        assert part is made.part(part["number"])


@BOTH
def test_rows_are_found_by_their_names(official, own):
    """Every row is found by its number or id; what isn't there raises KeyError."""
    made = Questionnaire(official, own)

    assert made.items == [made.item(number) for number in made.numbers]
    assert made.bands == [made.band(row["id"]) for row in official["bands"]]
    assert made.answers == [made.answer(row["id"]) for row in official["answers"]]
    assert official["resources"] == list(made.resources.values())
    for find in (made.item, made.part, made.band, made.answer):
        with pytest.raises(KeyError):
            find("another")


def test_nothing_is_lost_without_words():
    """Where the words are missing yet, what is official stands alone."""
    made = Questionnaire(catalog(), {})

    assert (catalog()["items"], catalog()["bands"]) == (made.items, made.bands)


def test_the_best_answer_and_the_unknown_one():
    """The best answer has the most points; unknown is the one that the catalogue marks, if any."""
    ours, small = Questionnaire(catalog(), texts()), Questionnaire(SMALL, SMALL_TEXTS)
    half, *others = SMALL["answers"]
    marked = Questionnaire(SMALL | {"answers": [half | {"unknown": True}, *others]}, {})

    assert ("done", "unknown") == (ours.best["id"], ours.unknown["id"])
    assert ("full", None) == (small.best["id"], small.unknown)
    assert ("full", "half") == (marked.best["id"], marked.unknown["id"])


@BOTH
def test_the_ends_are_those_of_the_bands(official, own):
    """The least and the most that can be reached are where the bands begin and end."""
    made = Questionnaire(official, own)

    assert made.lowest == min(band["from"] for band in official["bands"])
    assert made.highest == max(band["to"] for band in official["bands"])
    assert (made.least, made.most) == (min(made.points.values()), max(made.points.values()))
    totals = [made.score([name] * len(made.numbers))["total"] for name in made.points]
    assert (made.lowest, made.highest) == (min(totals), max(totals))


@BOTH
def test_what_is_joined_is_joined_once(official, own):
    """Whoever asks again gets the very same rows."""
    made = Questionnaire(official, own)

    for name in ("items", "bands", "parts", "numbers", "points", "resources", "best"):
        assert getattr(made, name) is getattr(made, name)


@BOTH
@given(data=st.data())
def test_a_questionnaire_scores_as_scoring_does(official, own, data):
    """One scorer, asked in any order, gives for each sheet what `score` gives for it alone."""
    made, scorer = Questionnaire(official, own), scoring.scorer(official)
    answers = st.sampled_from([*made.points, None])
    count = len(made.numbers)
    sheets = data.draw(st.lists(st.lists(answers, min_size=count, max_size=count), max_size=4))
    for one in [*sheets, *sheets]:
        assert scoring.score(official, one) == scorer(one) == made.score(one)


@BOTH
@pytest.mark.parametrize("given", [[], ["another"], [4] * 7, None, {}, "done"])
def test_what_is_no_sheet_is_refused_alike(official, own, given):
    """What `score` refuses, a scorer and a questionnaire refuse in the same words, every time."""
    made, scorer = Questionnaire(official, own), scoring.scorer(official)
    said = set()
    for score in (lambda one: scoring.score(official, one), scorer, made.score, made.score):
        with pytest.raises(scoring.ScoringError) as refused:
            score(given)
        said.add(str(refused.value))

    assert 1 == len(said)


def test_a_catalogue_is_checked_once(monkeypatch):
    """Scoring a hundred sheets checks the catalogue once; drawing before that, never."""
    checked = []
    rules = scoring.RULES
    monkeypatch.setattr(scoring, "RULES", [lambda one: checked.append(one) or [], *rules])
    made, scorer = Questionnaire(catalog(), texts()), scoring.scorer(catalog())
    assert (1, len(catalog()["items"])) == (len(checked), len(made.items))
    for turn in range(100):
        answers = [row["id"] for row in made.answers][: turn % 4 + 1]
        for score in (made.score, scorer):
            score((answers * len(made.items))[: len(made.items)])

    assert 2 == len(checked)


def test_a_broken_catalogue_scores_nothing():
    """A catalogue with a gap between its bands is refused by whoever would score by it."""
    broken = SMALL | {"bands": SMALL["bands"][1:]}
    for score in (Questionnaire(broken, {}).score, lambda _: scoring.scorer(broken)):
        with pytest.raises(scoring.ScoringError, match="comes next"):
            score([None] * 7)


def test_a_result_asked_for_again_is_not_counted_again(monkeypatch):
    """The last sheet is counted once, however often it's asked for; a changed one is counted."""
    counted = []
    made = Questionnaire(catalog(), texts())
    scored = scoring._scored
    monkeypatch.setattr(scoring, "_scored", lambda *given: counted.append(given) or scored(*given))
    answers = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
    first = made.score(answers)
    assert first is made.score(list(answers))
    assert 1 == len(counted)

    answers[0] = "unknown"
    assert first["total"] > made.score(answers)["total"]
    assert 2 == len(counted)


def test_the_result_of_a_record():
    """A record's result is that of its answers."""
    made = Questionnaire(catalog(), texts())
    for case in cases("scoring.json")[:10]:
        one = record.blank(made, "1.0")
        record.put_answers(made, one, sheet(case["sheet"]))
        assert scoring.score(catalog(), sheet(case["sheet"])) == made.result(one)


def test_words_are_filled_with_the_names_of_the_questionnaire():
    """Sentences for any questionnaire name this one's answers, count and source, and no other's."""
    texts = {
        "called": {"source": "S", "self_check": "Check", "example": "e"},
        "a": ["{source}{self_check}{example}", {"b": "{best}, {item_count}, {gain}"}],
        "c": "{unknown}",
    }
    official = {
        "answers": [{"id": "x", "label": "X", "points": 0, "unknown": True}],
        "items": [{"number": 1}] * 9,
    }
    known = {"answers": [official["answers"][0] | {"unknown": False}], "items": official["items"]}

    assert ["SChecke", {"b": "X, 9, {gain}"}] == Questionnaire(official, texts).words["a"]
    assert "X" == Questionnaire(official, texts).words["c"]
    assert "{unknown}" == Questionnaire(known, texts).words["c"]
    assert texts["called"] == Questionnaire(official, texts).words["called"]


def test_sources_make_what_the_files_say():
    """The questionnaire of a language is the catalogue with that language's words."""
    made = sources.questionnaire(sources.LANGUAGE)

    assert (sources.catalog(), sources.texts()) == (made.catalog, made.texts)
    assert [sources.LANGUAGE] == sources.languages()
