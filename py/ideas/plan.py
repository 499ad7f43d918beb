"""What to improve, in which order, and how far the next band is; pure, counts with `scoring`."""

import scoring
from ideas import record as records


def unknown_answer(catalog):
    """Return the id of the answer that says that nobody here knows: the one that loses points.

    That is the answer with the fewest points if these are negative; None if no answer's are.
    """
    least = min(catalog["answers"], key=lambda answer: answer["points"])
    return least["id"] if least["points"] < 0 else None


def entries(catalog, answers):
    """Return the items to improve, in plan order: the largest gain first, then by number.

    Each is {number, part, basic, answer, gain}; the gain is the points still to be had. An
    unanswered item is none of them. Raises ScoringError as `scoring.score` does.
    """
    items = {item["number"]: item for item in catalog["items"]}
    found = []
    for row in scoring.score(catalog, answers)["improvements"]:
        item = items[row["number"]]
        found.append(
            {
                "number": row["number"],
                "part": item["part"],
                "basic": item["basic"],
                "answer": row["answer"],
                "gain": row["gain"],
            }
        )
    return found


def filtered(entries, part=None, answer=None, basics=False):
    """Return the entries of this part (its number), of this answer (its id), the basic ones only.

    A filter that isn't set lets every entry pass; the order stays.
    """
    return [
        row
        for row in entries
        if part in (None, row["part"])
        and answer in (None, row["answer"])
        and (row["basic"] or not basics)
    ]


def next_band(catalog, answers):
    """Return the way to the band just above the present one, or None if there is none to tell.

    None while an item is unanswered, and in the highest band. Else a dict, in whole points:

    - band, from: id of that band and the least total in it; missing: points up to there
    - fewest: the fewest items that reach it once they have full points, the first such ones in
      plan order; fewest_total: the total after them
    - basics_first, basics_first_total: the same when the basic items come first, then the others
    """
    result = scoring.score(catalog, answers)
    above = [band for band in catalog["bands"] if band["from"] > result["total"]]
    if result["unanswered"] or not above:
        return None
    band = min(above, key=lambda band: band["from"])
    missing = band["from"] - result["total"]
    rows = entries(catalog, answers)
    fewest, gained = _until(missing, rows)
    basics = filtered(rows, basics=True)
    first, gained_first = _until(missing, basics + [row for row in rows if not row["basic"]])
    return {
        "band": band["id"],
        "from": band["from"],
        "missing": missing,
        "fewest": fewest,
        "fewest_total": result["total"] + gained,
        "basics_first": first,
        "basics_first_total": result["total"] + gained_first,
    }


def still_open(catalog, answers):
    """Return what is still to be settled, and the range in which the total can end.

    - unknown, blank: the numbers of the items that nobody could answer, and of the unanswered
    - lowest, highest: the least and the most that the total can become once both are settled;
      an unknown one may stay so
    """
    unknown = unknown_answer(catalog)
    numbered = list(zip([item["number"] for item in catalog["items"]], answers))
    settled = [None if answer == unknown else answer for answer in answers]
    # nothing counts less than "unknown", so an open item's least is an unknown one's, too
    result = scoring.score(catalog, settled)
    return {
        "unknown": [number for number, answer in numbered if answer and answer == unknown],
        "blank": [number for number, answer in numbered if answer is None],
        "lowest": result["lowest"],
        "highest": result["highest"],
    }


def to_ask(catalog, record):
    """Return {unknown, merged, blank}: the numbers of the items of a record to ask others about.

    `merged` are those that a department did not know though the company's answer is another.
    """
    found = still_open(catalog, records.answers(catalog, record))
    unknown, blank = found["unknown"], found["blank"]
    merged = record.get("merged", {"open": []})["open"]
    return {
        "unknown": unknown,
        "merged": [number for number in merged if number not in unknown + blank],
        "blank": blank,
    }


def _until(missing, rows):
    """The numbers of the first rows that gain the missing points, and what they gain."""
    numbers, gained = [], 0
    for row in rows:
        if gained >= missing:
            break
        numbers.append(row["number"])
        gained += row["gain"]
    return numbers, gained
