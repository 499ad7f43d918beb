"""What a page shows of several records over time: totals, items, and what to tell others. Pure."""

from ideas import compare, labels, record
from views import picture
from views.markup import button, node
from views.records import turn

COLUMNS = 12
ARROWS = {
    "better": "↑",
    "worse": "↓",
    "known": "↗",
    "unknown": "↘",
    "answered": "＋",
    "blank": "－",
    "same": "＝",
}


def view(
    catalog, texts, records, changed_only=False, results=None, newer=0, alike=record.AS_WRITTEN
):
    """Return the nodes that compare `records` by date, in any order given.

    Twelve are shown at once: the newest but for the `newer` newest. `changed_only` leaves out the
    items that these answer alike; its box is always there, seen where it is of use: it is a form
    field. `results` has what scoring.score gives for each record, if that is known already,
    `alike` how names are compared (record.AS_WRITTEN). The page's handler gets data-change
    "compare-changed", data-action "copy-summary" and, to show others, data-action "page" with
    data-for "columns" and data-at: how many newer to pass over.
    """
    words = texts["compare"]
    if len(records) < 2:
        return [node("p", words["too_few"]), _changed_only(words, changed_only, hidden=True)]
    order = compare.in_order(records)
    newer = max(min(newer, len(order) - COLUMNS), 0)
    end = len(order) - newer
    columns = order[max(end - COLUMNS, 0) : end]
    ordered = [records[index] for index in columns]
    known = results and [results[index] for index in columns]
    points = compare.timeline(catalog, ordered, known)
    shown = _columns(texts, len(order), newer) + _remarks(catalog, texts, ordered, points, alike)
    shown.append(node("h3", words["totals_title"]))
    shown.append(picture.timeline(catalog, texts, _labelled(texts, ordered, points)))
    shown += _items(catalog, texts, ordered, changed_only)
    shown += _summary(catalog, texts, [records[index] for index in order[-2:]], alike)
    return shown


def _columns(texts, count, newer):
    """Which of many records are shown, and the ways to the others."""
    if count <= COLUMNS:
        return []
    words = texts["compare"]
    last = count - newer
    older = last - COLUMNS
    said = words["columns"].format(count=count, first=older + 1, last=last)
    buttons = []
    if older:
        step = min(newer + COLUMNS, count - COLUMNS)
        buttons.append(turn(words["older"].format(left=older), "columns", "older", step))
    if newer:
        step = max(newer - COLUMNS, 0)
        buttons.append(turn(words["newer"].format(left=newer), "columns", "newer", step))
    return [
        node("p", said, id="page-columns", tabindex=-1),
        node("p", *buttons, class_="buttons"),
    ]


def _remarks(catalog, texts, ordered, points, alike):
    """What to keep in mind, where there is something."""
    words = texts["compare"]
    remarks = []
    companies = compare.different(ordered, "company", alike)
    departments = compare.different(ordered, "department", alike)
    if len(companies) > 1:
        named = [labels.who(texts, {"company": one}) for one in companies]
        remarks.append(words["companies"].format(companies=labels.listed(texts, named)))
    elif len(departments) > 1:
        named = [labels.isolated(one or texts["labels"]["no_department"]) for one in departments]
        remarks.append(words["departments"].format(departments=labels.listed(texts, named)))
    if _some_alike(catalog, ordered):
        remarks.append(words["same"])
    incomplete = [
        labels.name(texts, one) for one, point in zip(ordered, points) if not point["complete"]
    ]
    if incomplete:
        listed = labels.listed(texts, incomplete)
        remarks.append(words["incomplete"].format(records=listed))
    if None in [point["date"] for point in points]:
        remarks.append(words["undated"])
    return [node("p", remark, class_="remark") for remark in remarks]


def _some_alike(catalog, ordered):
    """Whether two records hold the same; only those of one day and name are looked into."""
    named = [tuple([one.get(field) for field in record.SOURCE_FIELDS]) for one in ordered]
    alike = [one for one, names in zip(ordered, named) if named.count(names) > 1]
    contents = [record.dump(catalog, one) for one in alike]
    return len(set(contents)) < len(contents)


def _labelled(texts, ordered, points):
    return [
        {"label": labels.date(texts, one), "total": point["total"], "parts": point["parts"]}
        for one, point in zip(ordered, points)
    ]


def _items(catalog, texts, ordered, changed_only):
    words = texts["compare"]
    sheets = [record.answers(catalog, one) for one in ordered]
    steps = [
        compare.changes(catalog, sheets[later - 1], sheets[later])
        for later in range(1, len(sheets))
    ]
    overall = compare.changes(catalog, sheets[0], sheets[-1])
    bodies = []
    for part in catalog["parts"]:
        rows = [
            _row(catalog, texts, index, sheets, steps, overall)
            for index, item in enumerate(catalog["items"])
            if item["part"] == part["number"]
            and not (changed_only and len({sheet[index] for sheet in sheets}) == 1)
        ]
        if rows:
            title = texts["question"]["part"].format(number=part["number"]) + " " + part["name"]
            heading = node("th", title, scope="rowgroup", colspan=len(sheets) + 2)
            bodies.append(node("tbody", node("tr", heading), *rows))
    return [
        node("h3", words["items_title"]),
        _changed_only(words, changed_only),
        _table(texts, ordered, bodies) if bodies else node("p", words["none_changed"]),
    ]


def _changed_only(words, on, hidden=False):
    box = node("input", type="checkbox", data_change="compare-changed", checked=on)
    return node("p", node("label", box, words["changed_only"], class_="only"), hidden=hidden)


def _table(texts, ordered, bodies):
    words = texts["compare"]
    heads = [
        node(
            "th",
            node("span", labels.date(texts, one), class_="compare__date"),
            " ",
            node("span", labels.who(texts, one), class_="compare__who"),
            scope="col",
        )
        for one in ordered
    ]
    head = node(
        "tr",
        node("th", words["item"], scope="col"),
        *(heads + [node("th", words["first_to_last"], scope="col")]),
    )
    table = node(
        "table", node("caption", words["table"]), node("thead", head), *bodies, class_="compare"
    )
    return node("div", table, class_="scroll", role="region", tabindex=0, aria_label=words["table"])


def _row(catalog, texts, index, sheets, steps, overall):
    """An item: its answers, each with the change since the one before, and the overall change."""
    cells = [node("th", labels.item(texts, catalog["items"][index]), scope="row")]
    for column, sheet in enumerate(sheets):
        answer = labels.answer(catalog, texts, sheet[index])
        cell = node("td", answer)
        # of two records, the last column says it all
        kind = steps[column - 1][index]["kind"] if column and len(sheets) > 2 else "same"
        if kind != "same":
            cell += [" ", _mark(texts, kind)]
        cells.append(cell)
    change = overall[index]
    gain = labels.gain(texts, change["gain"]) if change["gain"] else None
    return node("tr", *(cells + [node("td", _mark(texts, change["kind"], gain))]))


def _mark(texts, kind, gain=None):
    """A change in words, with an arrow for the eye only."""
    words = texts["compare"]
    said = words["changes"][kind]
    if gain:
        said = words["change_gain"].format(change=said, gain=gain)
    return node(
        "span",
        node("span", ARROWS[kind], aria_hidden="true"),
        " ",
        said,
        class_="change",
        data_kind=kind,
    )


def _summary(catalog, texts, ordered, alike):
    lines = compare.summary(catalog, texts, ordered[-2], ordered[-1], alike)
    copy = texts["compare"]["copy"]
    copying = button(copy, "copy-summary")
    return [
        node("h3", lines[0]),
        node("p", copying),
        node("div", "\n".join(lines[1:]), class_="summary"),
    ]
