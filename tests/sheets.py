"""Answer sheets: how tests write, enumerate and draw them."""

import json
from itertools import combinations
from pathlib import Path

from oracle import ANSWERS

CASES = Path(__file__).parent / "cases"
PY = Path(__file__).parent.parent / "py"
LETTERS = {"D": "done", "P": "partial", "N": "not_done", "U": "unknown", ".": None}


def catalog():
    return json.loads((PY / "catalog.json").read_text(encoding="utf-8"))


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


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
