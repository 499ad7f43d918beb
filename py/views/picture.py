"""Pictures of a result: shapes as SVG, words beside them as HTML, the same again as a table.

Each picture is one `figure` node of `markup`. What is drawn is hidden from screen readers, which
get the table. Colour is never the only sign: answers differ by fill or symbol, lines by dash and
marker. Coordinates are whole units of a drawing that is WIDTH units wide. Pure.
"""

from ideas import labels
from views.markup import node

WIDTH = 360
# for the answers in the catalogue's order, and for an item without answer
FILLS = ("solid", "diagonal", "plain", "dotted")
UNANSWERED = "dashed"
# how a circle says an answer: that nobody knows, that there is none, and the others in order
UNKNOWN, BLANK = "asked", "blank"
SIGNS = ("full", "half", "barred")
LEAST = "empty"
INSIDE = {"half": "M10,2a8,8,0,0,0,0,16z", "barred": "M4,10H16"}
# of the fills that are drawn as a pattern: how it is turned, and its ink in a square of 6
PATTERNS = {
    "diagonal": ("rotate(45)", "M0,0H3V6H0z"),
    "dotted": ("rotate(30)", "M1,3a2,2,0,0,0,4,0a2,2,0,0,0,-4,0z"),
}
DASHES = ("8 3", "2 3", "10 3 2 3")
MARKERS = ("M{},{}m-4,-4h8v8h-8z", "M{},{}m0,-5l5,9h-10z", "M{},{}m0,-6l5,6l-5,6l-5,-6z")


def parts_chart(questionnaire, answers, prefix="picture-"):
    """Return the figure of how each part was answered: a bar of its items, and its points.

    `prefix` begins the ids of the patterns: the page gives another one where it shows the chart
    once more. Raises ScoringError as `scoring.score` does.
    """
    words = questionnaire.words["pictures"]
    kinds = _kinds(questionnaire, words)
    names, rows, points = _part_names(questionnaire), [], []
    for part in questionnaire.score(answers)["parts"]:
        row = [count["count"] for count in part["counts"]] + [len(part["unanswered"])]
        rows.append(row)
        total = questionnaire.signed(part["total"])
        points.append(words["of"].format(points=total, most=questionnaire.most * sum(row)))
    unit = (WIDTH - 2) // max([sum(row) for row in rows])
    drawn = []
    for name, row, said in zip(names, rows, points):
        drawn += [_part_head(name, said), _bar(kinds, row, unit, prefix)]
    signs = []
    for kind in kinds:
        pattern = _pattern(kind["fill"], prefix)
        signs.append([pattern, _box("segment", 1, 1, 28, 18, kind["fill"], prefix)])
    drawn.append(_legend(signs, [kind["label"] for kind in kinds]))
    head = [words["part"]] + [kind["label"] for kind in kinds] + [words["points"]]
    body = [[name] + row + [said] for name, row, said in zip(names, rows, points)]
    return _figure(drawn, _table(words["parts"], head, body))


def glance(questionnaire, answers):
    """Return the section of how all items stand at a glance: a circle for each under its number.

    Beside each part's name are its points, in the legend how often each answer was given. Raises
    ScoringError as `scoring.score` does.
    """
    words = questionnaire.words["pictures"]
    kinds = _kinds(questionnaire, words)
    by_answer = {kind["answer"]: kind for kind in kinds}
    sheet = [(item, by_answer[answer]) for item, answer in zip(questionnaire.items, answers)]
    drawn = []
    result = questionnaire.score(answers)
    for part, name in zip(result["parts"], _part_names(questionnaire)):
        own = [row for row in sheet if row[0]["part"] == part["number"]]
        total = questionnaire.signed(part["total"])
        said = words["of"].format(points=total, most=questionnaire.most * len(own))
        cells = [
            node("span", item["number"], _sign(kind["sign"]), class_="picture__cell")
            for item, kind in own
        ]
        drawn.append(_part_head(name, said))
        drawn.append(node("div", *cells, class_="picture__cells", aria_hidden="true"))
    entries = []
    for kind in kinds:
        count = answers.count(kind["answer"])
        if count:
            entries.append(
                node(
                    "li",
                    _sign(kind["sign"]),
                    node("span", words["counted"].format(answer=kind["label"], count=count)),
                )
            )
    drawn.append(node("ul", *entries, class_="picture__legend"))
    head = [words["number"], words["title"], words["answer"]]
    body = [[item["number"], item["title"], kind["label"]] for item, kind in sheet]
    return node(
        "section",
        node("h3", words["glance"], id="glance-title"),
        node("figure", *drawn, _table(words["strip"], head, body), class_="picture"),
        class_="glance",
        aria_labelledby="glance-title",
    )


def timeline(questionnaire, points):
    """Return the figure of the totals of several checks, with a thin line for each part.

    `points` has {label, total, parts} for each check, in order of time: a label from people, the
    total, and the points of the parts in catalogue order.
    """
    words, total = questionnaire.words["pictures"], questionnaire.words["form"]["total"]
    names = _part_names(questionnaire)
    plot = Plot(questionnaire, len(points))
    drawn = plot.axis(questionnaire)
    signs = [[_line("total", "M0,10H30"), _dot(15, 10)]]
    for index in range(len(names)):
        spots = plot.spots([row["parts"][index] for row in points])
        dashes = DASHES[index % len(DASHES)]
        drawn.append(_line("part", _through(spots), dashes))
        drawn += [_marker(index, x, y) for x, y in plot.roomy(spots)]
        signs.append([_line("part", "M0,10H30", dashes), _marker(index, 15, 10)])
    signs.append([_line("band", "M0,10H30")])
    totals = [row["total"] for row in points]
    spots = plot.spots(totals)
    drawn.append(_line("total", _through(spots)))
    drawn += [_dot(x, y) for x, y in spots]
    signed = questionnaire.signed
    drawn += plot.values([signed(one) for one in totals], spots)
    drawn += plot.labels([row["label"] for row in points])
    head = [words["check"], total] + names
    body = [
        [row["label"]] + [signed(one) for one in [row["total"]] + row["parts"]] for row in points
    ]
    return _figure(
        [
            _drawing(WIDTH, plot.BOTTOM + 30, drawn),
            _legend(signs, [total] + names + [words["band"]]),
        ],
        _table(words["timeline"], head, body),
    )


class Plot:
    """The field of a timeline: where its points lie, and what is drawn there."""

    LEFT, RIGHT, TOP, BOTTOM = 38, 352, 26, 236

    def __init__(self, questionnaire, count):
        self.lowest, self.highest = questionnaire.lowest, questionnaire.highest
        first, last = self.LEFT + 14, self.RIGHT - 10
        steps = max(count - 1, 1)
        self.places = [first + index * (last - first) // steps for index in range(count)]

    def height(self, points):
        room = self.BOTTOM - self.TOP
        return self.TOP + (self.highest - points) * room // (self.highest - self.lowest)

    def spots(self, values):
        return [(x, self.height(value)) for x, value in zip(self.places, values)]

    def roomy(self, spots):
        """Those of the spots that a marker has room at."""
        return [spots[index] for index in _apart([(x - 8, x + 8) for x, _ in spots])]

    def axis(self, questionnaire):
        """The frame, a light line where a band begins, the points beside these and beside zero."""
        limits = [band["from"] for band in questionnaire.bands]
        frame = "M{},{}V{}H{}".format(self.LEFT, self.TOP, self.BOTTOM, self.RIGHT)
        light = [
            _line("band", "M{},{}H{}".format(self.LEFT, self.height(limit), self.RIGHT))
            for limit in limits
        ]
        marks = sorted(limits + [0] if self.lowest < 0 < self.highest else limits, reverse=True)
        heights = [self.height(mark) for mark in marks]
        scale = [
            _text("scale", self.LEFT - 6, heights[index] + 5, questionnaire.signed(marks[index]))
            for index in _apart([(y - 7, y + 7) for y in heights])
        ]
        return light + [_line("axis", frame)] + scale

    def values(self, shown, spots):
        """The totals, as texts, above their dots, where there is room."""
        spans = [_around(x, text) for (x, _), text in zip(spots, shown)]
        return [
            _text("value", spots[index][0], spots[index][1] - 10, shown[index])
            for index in _apart(spans)
        ]

    def labels(self, labels):
        """The labels below the axis, shortened: the last, the first, others where there is room."""
        shown = [_shortened(label, WIDTH * 4 // 9) for label in labels]
        spans = []
        for x, text in zip(self.places, shown):
            low, high = _around(x, text)
            inward = max(-low, 0) - max(high - WIDTH, 0)
            spans.append((low + inward, high + inward))
        return [
            _text("label", sum(spans[index]) // 2, self.BOTTOM + 22, shown[index])
            for index in _apart(spans)
        ]


def _kinds(questionnaire, words):
    """What an item can be, in order: each answer, and without answer; with label, fill, sign."""
    known = [answer for answer in questionnaire.answers if not answer.get("unknown")]
    signs = list(SIGNS[: len(known) - 1]) + [LEAST]
    kinds = []
    for index, answer in enumerate(questionnaire.answers):
        sign = UNKNOWN if answer.get("unknown") else signs[known.index(answer)]
        kinds.append(
            {"answer": answer["id"], "label": answer["label"], "fill": FILLS[index], "sign": sign}
        )
    blank = {"answer": None, "label": words["unanswered"], "fill": UNANSWERED, "sign": BLANK}
    return kinds + [blank]


def _part_names(questionnaire):
    return [labels.part(questionnaire, part["number"]) for part in questionnaire.parts]


def _part_head(name, points=None):
    said = node("span", points, class_="picture__points") if points else None
    return node("p", node("span", name), said, class_="picture__part")


def _bar(kinds, counts, unit, prefix):
    drawn, x = [], 1
    for kind, count in zip(kinds, counts):
        if count:
            drawn.append(_box("segment", x, 1, count * unit, 32, kind["fill"], prefix))
            drawn += _count(x + count * unit // 2, count, count * unit, kind["fill"])
        x += count * unit
    return _drawing(WIDTH, 34, drawn)


def _count(x, count, room, fill):
    """The count in a segment; on a pattern it stands on plain ground. Nothing if it doesn't fit."""
    low, high = _around(x, str(count))
    if high - low + 10 > room:
        return []
    said = [_text("count", x, 23, count, fill)]
    if fill in PATTERNS:
        said.insert(0, _box("ground", low - 3, 6, high - low + 6, 22))
    return said


def _sign(name):
    """The circle of an answer. No shape is another's in another colour."""
    inside = None
    if name in INSIDE:
        inside = node("path", d=INSIDE[name])
    elif name == UNKNOWN:
        inside = node("text", "?", x=10, y=15)
    return node(
        "svg",
        node("circle", cx=10, cy=10, r=8),
        inside,
        class_="picture__circle",
        viewBox="0 0 20 20",
        data_sign=name,
        aria_hidden="true",
    )


def _box(name, x, y, width, height, fill=None, prefix=None):
    return node(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        class_="picture__" + name,
        data_fill=fill,
        fill="url(#{}{})".format(prefix, fill) if prefix and fill in PATTERNS else None,
    )


def _pattern(fill, prefix):
    """The pattern of a fill under an id that begins with the prefix; None for a plain colour."""
    if fill not in PATTERNS:
        return None
    turn, ink = PATTERNS[fill]
    return node(
        "pattern",
        _box("ground", 0, 0, 6, 6),
        node("path", d=ink, class_="picture__ink"),
        id=prefix + fill,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform=turn,
    )


def _line(kind, path, dashes=None):
    return node("path", d=path, class_="picture__line", data_line=kind, stroke_dasharray=dashes)


def _through(spots):
    return "M" + "L".join(["{},{}".format(x, y) for x, y in spots])


def _dot(x, y):
    return node("circle", cx=x, cy=y, r=5, class_="picture__dot")


def _marker(index, x, y):
    return node("path", d=MARKERS[index % len(MARKERS)].format(x, y), class_="picture__marker")


def _text(name, x, y, text, fill=None):
    return node("text", text, x=x, y=y, class_="picture__" + name, data_fill=fill)


def _drawing(width, height, drawn):
    return node("svg", *drawn, class_="picture__drawing", viewBox="0 0 {} {}".format(width, height))


def _legend(signs, labels):
    entries = []
    for sign, label in zip(signs, labels):
        swatch = node("svg", *sign, class_="picture__sign", viewBox="0 0 30 20")
        entries.append(node("li", swatch, node("span", label)))
    return node("ul", *entries, class_="picture__legend")


def _figure(drawn, table):
    shown = node("div", *drawn, class_="picture__shown", aria_hidden="true")
    return node("figure", shown, table, class_="picture")


def _table(caption, head, rows):
    """A table for screen readers; the first cell of a row names the row."""
    body = []
    for row in rows:
        cells = [node("td", cell) for cell in row[1:]]
        body.append(node("tr", node("th", row[0], scope="row"), *cells))
    table = node(
        "table",
        node("caption", caption),
        node("thead", node("tr", *[node("th", cell, scope="col") for cell in head])),
        node("tbody", *body),
        class_="picture__table",
    )
    # a table grows with its content, so that a box around it has to be the hidden one
    return node("div", table, class_="visually-hidden")


def _apart(spans):
    """The indices of spans (from, to) that leave room between them: last, first, then in order."""
    gap = 6
    if not spans:
        return []
    last = len(spans) - 1
    chosen, end = [], spans[0][0] - gap
    for index in range(last):
        if spans[index][0] >= end + gap and spans[index][1] + gap <= spans[last][0]:
            chosen.append(index)
            end = spans[index][1]
    return chosen + [last]


def _around(x, text):
    half = _width(text) // 2
    return (x - half, x + half)


def _shortened(text, most):
    """The text, or as much of its beginning as the width has room for."""
    if _width(text) <= most:
        return text
    kept, used = [], _wide("…")
    for character in text:
        used += _wide(character)
        if used > most:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _width(text):
    """About how wide a text is drawn."""
    return sum([_wide(character) for character in text])


def _wide(character):
    return 9 if ord(character) < 0x300 else 15
