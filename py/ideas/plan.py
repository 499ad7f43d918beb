"""What to improve, in which order, and how far the next band is; pure."""

from ideas import record as records

# How many steps somebody is shown at first: more is a list, and lists are put off.
FIRST = 3


def unknown_answer(questionnaire):
    """Return the id of the answer that says that nobody here knows; None where there is none."""
    return questionnaire.unknown and questionnaire.unknown["id"]


def entries(questionnaire, answers):
    """Return the items to improve, in plan order: the largest gain first, then by number.

    Each is {number, part, basic, answer, gain}; the gain is the points still to be had. An
    unanswered item is none of them. Raises ScoringError as `scoring.score` does.
    """
    found = []
    for row in questionnaire.score(answers)["improvements"]:
        item = questionnaire.item(row["number"])
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


def next_band(questionnaire, answers):
    """Return the way to the band just above the present one, or None if there is none to tell.

    None while an item is unanswered, and in the highest band. Else a dict, in whole points:

    - band, from: id of that band and the least total in it; missing: points up to there
    - fewest: the fewest items that reach it once they have full points, the first such ones in
      plan order; fewest_total: the total after them
    - basics_first, basics_first_total: the same when the basic items come first, then the others
    """
    result = questionnaire.score(answers)
    above = [band for band in questionnaire.bands if band["from"] > result["total"]]
    if result["unanswered"] or not above:
        return None
    band = min(above, key=lambda band: band["from"])
    missing = band["from"] - result["total"]
    rows = entries(questionnaire, answers)
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


def still_open(questionnaire, answers):
    """Return what is still to be settled, and the range in which the total can end.

    - unknown, blank: the numbers of the items that nobody could answer, and of the unanswered
    - lowest, highest: the least and the most that the total can become once both are settled;
      an unknown one may stay so
    """
    unknown = unknown_answer(questionnaire)
    numbered = list(zip(questionnaire.numbers, answers))
    result = questionnaire.score(answers)
    numbers = [number for number, answer in numbered if answer and answer == unknown]
    # what an unknown item counts now doesn't stay
    now = questionnaire.points[unknown] if numbers else 0
    return {
        "unknown": numbers,
        "blank": result["unanswered"],
        "lowest": result["lowest"] + (questionnaire.least - now) * len(numbers),
        "highest": result["highest"] + (questionnaire.most - now) * len(numbers),
    }


def to_ask(questionnaire, record):
    """Return {unknown, merged, blank}: the numbers of the items of a record to ask others about.

    `merged` are those that a department did not know though the company's answer is another.
    """
    found = still_open(questionnaire, records.answers(questionnaire, record))
    unknown, blank = found["unknown"], found["blank"]
    merged = record.get("merged", {"open": []})["open"]
    return {
        "unknown": unknown,
        "merged": [number for number in merged if number not in unknown + blank],
        "blank": blank,
    }


def first_steps(questionnaire, record):
    """Return what to do first about a record, at most FIRST steps; the order is this site's own.

    Each is {"ask": [numbers], "gain": points}, the first if there is anything to ask about, or
    {"number", "answer", "gain"}: the largest gain first, of equal ones the basics, then by number.
    A gain is the most that the step can add to the total; what is unanswered is no step.
    """
    asked = to_ask(questionnaire, record)
    rows = entries(questionnaire, records.answers(questionnaire, record))
    unknown = [row for row in rows if row["number"] in asked["unknown"]]
    known = [row for row in rows if row not in unknown]
    known.sort(key=lambda row: (-row["gain"], not row["basic"], row["number"]))
    steps = [{name: row[name] for name in ("number", "answer", "gain")} for row in known]
    if asked["unknown"] or asked["merged"]:
        gain = sum([row["gain"] for row in unknown])
        steps.insert(0, {"ask": asked["unknown"] + asked["merged"], "gain": gain})
    return steps[:FIRST]


def _until(missing, rows):
    """The numbers of the first rows that gain the missing points, and what they gain."""
    numbers, gained = [], 0
    for row in rows:
        if gained >= missing:
            break
        numbers.append(row["number"])
        gained += row["gain"]
    return numbers, gained
