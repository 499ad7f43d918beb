"""A second opinion on the score, written from the paper and not from the code.

It knows this one questionnaire: four answers worth 4, 2, 0 and -1, four bands.
"""

from functools import cache
from itertools import product

ANSWERS = ("done", "partial", "not_done", "unknown")
POINTS = {"done": 4, "partial": 2, "not_done": 0, "unknown": -1}
GAINS = {"unknown": 5, "not_done": 4, "partial": 2}


def band(total):
    """Return the id of the band that the paper prints for a total."""
    if total == 100:
        return "100"
    if total >= 70:
        return "70-99"
    if total >= 50:
        return "50-69"
    return "under-50"


@cache
def sums(count):
    """Return every sum that `count` answers can have, by trying all distributions."""
    return {
        4 * done + 2 * partial - unknown
        for done, partial, unknown in product(range(count + 1), repeat=3)
        if done + partial + unknown <= count
    }


def expect(answers):
    """Return what the paper says of `answers`: one id or None per item."""
    given = [answer for answer in answers if answer]
    a = 4 * given.count("done")
    b = 2 * given.count("partial")
    c = -given.count("unknown")
    open_items = [number for number, answer in enumerate(answers, 1) if answer is None]
    reachable = {a + b + c + more for more in sums(len(open_items))}
    bands = {band(total) for total in reachable}
    return {
        "answered": len(given),
        "unanswered": open_items,
        "total": a + b + c,
        "lowest": min(reachable),
        "highest": max(reachable),
        "subtotals": [a, b, c],
        "counts": [given.count(answer) for answer in ANSWERS],
        "possible_bands": [one for one in ("100", "70-99", "50-69", "under-50") if one in bands],
        "band": None if open_items else band(a + b + c),
        "improvements": [
            (number, kind, GAINS[kind])
            for kind in ("unknown", "not_done", "partial")
            for number, answer in enumerate(answers, 1)
            if answer == kind
        ],
    }
