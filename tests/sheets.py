"""Answer sheets: how tests write, enumerate and draw them.

What they are answers to is a copy of a catalogue and its own words in questionnaires/, so that no
edit of the published ones breaks a test of the code; `built.py` has what is published.
"""

import copy
import functools
import json
import re
import unicodedata
from itertools import combinations
from pathlib import Path

import sources
from oracle import ANSWERS
from questionnaire import Questionnaire

CASES = Path(__file__).parent / "cases"
QUESTIONNAIRES = Path(__file__).parent / "questionnaires"
PY = sources.PY
LETTERS = {"D": "done", "P": "partial", "N": "not_done", "U": "unknown", ".": None}


def catalog(name="frozen"):
    """Return the catalogue of one of the tests' own questionnaires, as data."""
    return copy.deepcopy(_read(QUESTIONNAIRES / name / "catalog.json"))


def own_texts(name="frozen"):
    """Return a questionnaire's own words, as data."""
    return copy.deepcopy(_read(QUESTIONNAIRES / name / "texts.ja.json"))


# Reading strictly takes long, and nearly every module of tests asks for these.
_read = functools.cache(sources.read)


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def texts(name="frozen"):
    """Return all words as people read them: the interface's, the questionnaire's own filled in."""
    return questionnaire(name).words


def questionnaire(name="frozen"):
    words = copy.deepcopy(_read(sources.TEXTS.format(sources.LANGUAGE)))
    return Questionnaire(catalog(name), words | own_texts(name))


def paper_words(name="frozen"):
    """Return the words of papers with what they say of a questionnaire of the tests, by paper."""
    words = {}
    for paper, schema, file in sources.paper_files(catalog(name)):
        own = QUESTIONNAIRES / name / "papers" / f"{paper}.ja.json"
        said = _read(own if sources.OWN in schema and own.exists() else file)
        words[paper] = words.get(paper, {}) | said
    return words


def module_cases():
    """Return the cases of every pure module that has some: {module: [case]}."""
    names = [path.stem for path in CASES.glob("*.*.json")]
    return {name: resolved(cases(f"{name}.json")) for name in sorted(names)}


def resolved(value):
    """Return a case with its sheets written out: {"$sheet": "DP"} becomes a list of answers."""
    if isinstance(value, list):
        return [resolved(one) for one in value]
    if isinstance(value, dict):
        if "$sheet" in value:
            count = len(catalog()["items"])
            return sheet(value["$sheet"].replace(" ", "").ljust(count, "."))
        return {key: resolved(one) for key, one in value.items()}
    return value


def called(function, given):
    """Return what `function` gives for the arguments of a case, or {"$error": message}."""
    try:
        return function(*[made(one) for one in given])
    except ValueError as error:
        return {"$error": str(error)}


def made(given):
    """Return an argument of a case: "$questionnaire" is ours, {"$questionnaire": [c, t]} another.

    MicroPython runs this very function, with a `questionnaire` of its own (e2e/test_parity.py).
    """
    if given == "$questionnaire":
        return questionnaire()
    if type(given) is dict and "$questionnaire" in given:
        return Questionnaire(*given["$questionnaire"])
    return given


def compared(name):
    """Return how the page has a name compared."""
    return re.sub(r"[\s\ufeff]+", " ", unicodedata.normalize("NFKC", name)).strip().lower()


def sheet(letters):
    """Return the answers that a string such as "DDP.U" stands for; blanks only group."""
    return [LETTERS[letter] for letter in letters.replace(" ", "")]


def distributions(items):
    """Yield one sheet for every way to distribute the answers and "unanswered" over items.

    Bars between the kinds: choosing their places chooses the counts.
    """
    kinds = (*ANSWERS, None)
    places = items + len(kinds) - 1
    for bars in combinations(range(places), len(kinds) - 1):
        edges = (-1, *bars, places)
        yield [
            kind
            for kind, low, high in zip(kinds, edges, edges[1:], strict=False)
            for _ in range(high - low - 1)
        ]
