"""Score one self-check: plain data in, plain data out.

Pure and without imports, so that the same file runs in CPython and, in the
visitor's browser, in MicroPython. All knowledge comes from the catalogue
(`catalog.json`): this module holds no number of items, no points and no band.
"""


class ScoringError(ValueError):
    """A catalogue or answers that can't be scored; the text names the place and the value."""


def score(catalog, answers):
    """Return the result of `answers`, one answer id or None (unanswered) per item, in item order.

    The result is a dict of plain data. Points are whole numbers.

    - edition: id of the catalogue's edition
    - total, lowest, highest: points so far, and the least and most that can still be reached
    - subtotals: [{id, points}], in catalogue order
    - counts: [{answer, count}], in catalogue order
    - answered: how many; unanswered: the item numbers that are missing
    - parts: [{number, and all of the above but the edition}]
    - possible_bands: ids of the bands that can still be reached
    - band: id of the band, or None until every item is answered
    - improvements: [{number, answer, gain}] for every answer short of full points, the
      largest gain first, then by number (this order is ours, the rest is the source's)

    Raises ScoringError for a catalogue that breaks a counting rule, a wrong number of
    answers, or an unknown answer id.
    """
    return scorer(catalog)(answers)


def scorer(catalog):
    """Return the function that scores answers by `catalog`, as `score` does; check it only once.

    Raises ScoringError for a catalogue that breaks a counting rule.
    """
    for problem in catalog_problems(catalog):
        raise ScoringError(problem)
    return lambda answers: _scored(catalog, answers)


def _scored(catalog, answers):
    points = _points_by_answer(catalog, answers)
    items = catalog["items"]
    most = max(points.values())
    sheet = list(zip(items, answers))

    result = _tally(catalog, points, sheet)
    result["edition"] = catalog["edition"]["id"]
    result["parts"] = []
    for part in catalog["parts"]:
        tally = _tally(catalog, points, [row for row in sheet if row[0]["part"] == part["number"]])
        tally["number"] = part["number"]
        result["parts"].append(tally)

    steps = _reachable_steps(list(points.values()), len(result["unanswered"]))
    result["possible_bands"] = [
        band["id"]
        for band in catalog["bands"]
        if _has_step(steps, band["from"] - result["lowest"], band["to"] - result["lowest"])
    ]
    result["band"] = None if result["unanswered"] else result["possible_bands"][0]

    short = [(most - points[a], item["number"], a) for item, a in sheet if a is not None]
    result["improvements"] = [
        {"number": number, "answer": answer, "gain": gain}
        for gain, number, answer in sorted(short, key=lambda row: (-row[0], row[1]))
        if gain
    ]
    return result


def catalog_problems(catalog):
    """Return a sentence for every counting rule that `catalog` breaks; an empty list if none."""
    problems = []
    for rule in RULES:
        try:
            problems.extend(rule(catalog))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append("catalog: {} can't be read: {!r}".format(rule.__name__, error))
    return problems


def everything_counted_has_a_name(catalog):
    """The edition, every answer, every subtotal and every band has an id that is its own."""
    named = [("edition", [catalog["edition"]["id"]])]
    named.append(("answer", [answer["id"] for answer in catalog["answers"]]))
    named.append(("band", [band["id"] for band in catalog["bands"]]))
    for kind, ids in named:
        for name in ids:
            if type(name) is not str or not name:
                yield "{} has the id {!r}".format(kind, name)
            elif ids.count(name) > 1:
                yield "{} {!r} stands more than once".format(kind, name)
    for answer in catalog["answers"]:
        subtotal = answer["subtotal"]
        if subtotal is not None and (type(subtotal) is not str or not subtotal):
            yield "answer {!r} has the subtotal {!r}".format(answer["id"], subtotal)


def answers_count_in_whole_points(catalog):
    """Points are whole, and what belongs to no subtotal counts nothing."""
    for answer in catalog["answers"]:
        if type(answer["points"]) is not int:
            yield "answer {!r} has points {!r}".format(answer["id"], answer["points"])
        elif answer["subtotal"] is None and answer["points"] != 0:
            yield "answer {!r} counts {!r} in no subtotal".format(answer["id"], answer["points"])
    if not catalog["answers"]:
        yield "there are no answers"


def items_are_numbered_from_one(catalog):
    """Numbers run 1, 2, 3 … in the order of the items."""
    for expected, item in enumerate(catalog["items"], 1):
        if type(item["number"]) is not int or item["number"] != expected:
            yield "item {} has number {!r}".format(expected, item["number"])
    if not catalog["items"]:
        yield "there are no items"


def parts_are_contiguous(catalog):
    """Each item stands in a part, and the parts follow each other as the catalogue lists them."""
    order = [part["number"] for part in catalog["parts"]]
    for number in order:
        if order.count(number) > 1:
            yield "part {!r} stands more than once".format(number)
    reached = 0
    seen = set()
    for item in catalog["items"]:
        if item["part"] not in order:
            yield "item {!r} has the unknown part {!r}".format(item["number"], item["part"])
            continue
        position = order.index(item["part"])
        if position < reached:
            yield "item {!r} returns to part {!r}".format(item["number"], item["part"])
        reached = max(reached, position)
        seen.add(item["part"])
    for number in order:
        if number not in seen:
            yield "part {!r} has no item".format(number)


def bands_cover_every_total(catalog):
    """The bands hold every total from the least to the most once: no gap, no overlap."""
    points = [answer["points"] for answer in catalog["answers"]]
    count = len(catalog["items"])
    expected = count * min(points)
    for band in sorted(catalog["bands"], key=lambda band: (band["from"], band["to"])):
        if band["from"] != expected or band["to"] < band["from"]:
            yield "band {!r} covers {!r} to {!r}, but {!r} comes next".format(
                band["id"], band["from"], band["to"], expected
            )
        expected = band["to"] + 1
    if expected != count * max(points) + 1:
        yield "the bands end at {!r}, the most is {!r}".format(expected - 1, count * max(points))


RULES = (
    everything_counted_has_a_name,
    answers_count_in_whole_points,
    items_are_numbered_from_one,
    parts_are_contiguous,
    bands_cover_every_total,
)


def _points_by_answer(catalog, answers):
    points = {answer["id"]: answer["points"] for answer in catalog["answers"]}
    if type(answers) not in (list, tuple):
        raise ScoringError("answers must be a list, not {!r}".format(answers))
    if len(answers) != len(catalog["items"]):
        raise ScoringError("{} answers for {} items".format(len(answers), len(catalog["items"])))
    for item, answer in zip(catalog["items"], answers):
        if answer is not None and (type(answer) is not str or answer not in points):
            raise ScoringError("item {} has the answer {!r}".format(item["number"], answer))
    return points


def _reachable_steps(points, open_items):
    """Return how far above the least total `open_items` answers can lead: bit n for n points."""
    least = min(points)
    bits = 1
    for _ in range(open_items):
        # Adding an answer shifts the bits.
        grown = 0
        for value in points:
            grown |= bits << (value - least)
        bits = grown
    return bits


def _has_step(steps, first, last):
    """Tell whether any of the bits from `first` to `last` is set."""
    first = max(first, 0)
    return last >= first and steps >> first & (1 << last - first + 1) - 1 != 0


def _tally(catalog, points, sheet):
    given = [answer for _, answer in sheet if answer is not None]
    unanswered = [item["number"] for item, answer in sheet if answer is None]
    subtotals = []
    for answer in catalog["answers"]:
        name = answer["subtotal"]
        if name is not None and name not in [row["id"] for row in subtotals]:
            members = [row["id"] for row in catalog["answers"] if row["subtotal"] == name]
            subtotals.append({"id": name, "points": sum(points[a] for a in given if a in members)})
    total = sum(points[answer] for answer in given)
    return {
        "answered": len(given),
        "unanswered": unanswered,
        "total": total,
        "lowest": total + len(unanswered) * min(points.values()),
        "highest": total + len(unanswered) * max(points.values()),
        "subtotals": subtotals,
        "counts": [
            {"answer": answer["id"], "count": given.count(answer["id"])}
            for answer in catalog["answers"]
        ],
    }
