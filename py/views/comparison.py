"""What a page shows of several records over time: totals, items, and what to tell others. Pure."""

from ideas import compare, labels, record
from views import picture
from views.listing import turn
from views.markup import button, cell, fold, node

COLUMNS = 12


def view(
    questionnaire, records, changed_only=False, results=None, newer=0, alike=record.AS_WRITTEN
):
    """Yield the nodes that compare `records` by date, in any order given.

    Twelve are shown at once: the newest but for the `newer` newest. `changed_only` leaves out the
    items that these answer alike; its box is always there, seen where it is of use: it is a form
    field. `results` has what scoring.score gives for each record, if that is known already,
    `alike` how names are compared (record.AS_WRITTEN). The page's handler gets data-change
    "compare-changed", data-action "copy-summary" and, to show others, data-action "page" with
    data-for "columns" and data-at: how many newer to pass over.
    """
    words = questionnaire.words["compare"]
    if len(records) < 2:
        yield node("p", words["too_few"])
        yield _changed_only(words, changed_only, hidden=True)
        return
    order = compare.in_order(records)
    newer = max(min(newer, len(order) - COLUMNS), 0)
    end = len(order) - newer
    columns = order[max(end - COLUMNS, 0) : end]
    ordered = [records[index] for index in columns]
    known = results and [results[index] for index in columns]
    # The two newest may be of another edition than those that are shown.
    newest = [records[index] for index in order[-2:]]
    of_newest = compare.common(questionnaire, newest)
    questionnaire = compare.common(questionnaire, ordered)
    points = compare.timeline(questionnaire, ordered, known)
    yield
    yield _latest(of_newest, newest, alike)
    yield from _remarks(questionnaire, ordered, points, alike)
    yield from _steps(of_newest, newest)
    yield node("h3", words["totals_title"])
    yield from _columns(questionnaire, len(order), newer)
    yield from [node("p", line) for line in compare.across(questionnaire, ordered)]
    # Totals of different editions are of different scales.
    own = [questionnaire.of(one) is questionnaire for one in ordered]
    drawn = [row for row, is_own in zip(_labelled(questionnaire, ordered, points), own) if is_own]
    if len(drawn) > 1:
        yield picture.timeline(questionnaire, drawn)
    yield from _items(questionnaire, ordered, changed_only)


def _columns(questionnaire, count, newer):
    """Which of many records are shown, and the ways to the others."""
    if count <= COLUMNS:
        return []
    words = questionnaire.words["compare"]
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


def _remarks(questionnaire, ordered, points, alike):
    """What to keep in mind, where there is something."""
    words = questionnaire.words["compare"]
    remarks = []
    companies = compare.different(ordered, "company", alike)
    departments = compare.different(ordered, "department", alike)
    if len(companies) > 1:
        named = [labels.who(questionnaire, {"company": one}) for one in companies]
        remarks.append(words["companies"].format(companies=labels.listed(questionnaire, named)))
    elif len(departments) > 1:
        named = [
            labels.isolated(one or questionnaire.words["labels"]["no_department"])
            for one in departments
        ]
        remarks.append(words["departments"].format(departments=labels.listed(questionnaire, named)))
    if _some_alike(questionnaire, ordered):
        remarks.append(words["same"])
    incomplete = [
        labels.name(questionnaire, one)
        for one, point in zip(ordered, points)
        if not point["complete"]
    ]
    if incomplete:
        listed = labels.listed(questionnaire, incomplete)
        remarks.append(words["incomplete"].format(records=listed))
    if None in [point["date"] for point in points]:
        remarks.append(words["undated"])
    return [node("p", remark, class_="remark") for remark in remarks]


def _some_alike(questionnaire, ordered):
    """Whether two records hold the same; only those of one day and name are looked into."""
    named = [tuple([one.get(field) for field in record.SOURCE_FIELDS]) for one in ordered]
    alike = [one for one, names in zip(ordered, named) if named.count(names) > 1]
    contents = [record.dump(questionnaire, one) for one in alike]
    return len(set(contents)) < len(contents)


def _labelled(questionnaire, ordered, points):
    return [
        {"label": labels.date(questionnaire, one), "total": point["total"], "parts": point["parts"]}
        for one, point in zip(ordered, points)
    ]


def _items(questionnaire, ordered, changed_only):
    words = questionnaire.words["compare"]
    sheets = [questionnaire.sheet(one) for one in ordered]
    steps = [
        compare.changes(questionnaire, sheets[later - 1], sheets[later])
        for later in range(1, len(sheets))
    ]
    overall = compare.changes(questionnaire, sheets[0], sheets[-1])
    names = [labels.date(questionnaire, one) for one in ordered]
    bodies = []
    yield
    for part in questionnaire.parts:
        rows = []
        for index, item in enumerate(questionnaire.items):
            same = changed_only and len({sheet[index] for sheet in sheets}) == 1
            if item["part"] == part["number"] and not same:
                rows.append(_row(questionnaire, index, names, sheets, steps, overall))
                yield
        if rows:
            title = labels.part(questionnaire, part["number"])
            heading = node("th", title, scope="rowgroup", colspan=len(sheets) + 2)
            bodies.append(node("tbody", node("tr", heading), *rows))
    table = _table(questionnaire, ordered, bodies) if bodies else node("p", words["none_changed"])
    yield fold(
        words["items_title"],
        words["items"].format(count=len(questionnaire.items)),
        _changed_only(words, changed_only),
        table,
        id="compare-items",
    )


def _changed_only(words, on, hidden=False):
    box = node("input", type="checkbox", data_change="compare-changed", checked=on)
    return node("p", node("label", box, words["changed_only"], class_="only"), hidden=hidden)


def _table(questionnaire, ordered, bodies):
    words = questionnaire.words["compare"]
    heads = [
        node(
            "th",
            node("span", labels.date(questionnaire, one), class_="compare__date"),
            " ",
            node("span", labels.who(questionnaire, one), class_="compare__who"),
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


def _row(questionnaire, index, names, sheets, steps, overall):
    """An item: its answers, each with the change since the one before, and the overall change."""
    words = questionnaire.words["compare"]
    cells = [node("th", labels.item(questionnaire, questionnaire.items[index]), scope="row")]
    for column, sheet in enumerate(sheets):
        answer = words["absent"]
        if sheet[index] != record.ABSENT:
            answer = labels.answer(questionnaire, sheet[index])
        made = [answer]
        # of two records, the last column says it all
        kind = steps[column - 1][index]["kind"] if column and len(sheets) > 2 else "same"
        if kind != "same":
            made += [" ", _mark(questionnaire, kind)]
        cells.append(cell(names[column], *made))
    change = overall[index]
    gain = labels.gain(questionnaire, change["gain"]) if change["gain"] else None
    overall = _mark(questionnaire, change["kind"], gain)
    return node("tr", *(cells + [cell(words["first_to_last"], overall)]))


def _mark(questionnaire, kind, gain=None):
    """A change in words, with an arrow for the eye only."""
    words = questionnaire.words["compare"]
    said = words["changes"][kind]
    if gain:
        said = words["change_gain"].format(change=said, gain=gain)
    return node(
        "span",
        node("span", words["signs"][kind], aria_hidden="true"),
        " ",
        said,
        class_="change",
        data_kind=kind,
    )


def _latest(questionnaire, pair, alike):
    """What the two newest say in a few lines, and the whole of it as a text to copy."""
    words = questionnaire.words["compare"]
    lines = compare.summary(questionnaire, pair[0], pair[1], alike)
    said = zip(("earlier", "later"), pair)
    few = [
        words["summary"][which].format(name=labels.name(questionnaire, one)) for which, one in said
    ]
    few = [node("p", line, class_="small") for line in few]
    if not compare.foreign(questionnaire, pair):
        answers = [questionnaire.sheet(one) for one in pair]
        total, *others = compare.totals(questionnaire, answers)
        few.append(node("p", total, class_="outcome"))
        few += [node("p", line) for line in others]
    copying = button(words["copy"], "copy-summary", "main")
    text = node("div", "\n".join(lines[1:]), class_="summary")
    return node(
        "section",
        node("h3", lines[0]),
        *few,
        node("p", copying, class_="buttons"),
        node("details", node("summary", words["copied_text"]), text, id="compare-text"),
        id="compare-latest",
    )


def _steps(questionnaire, pair):
    """What changed between the two newest: an item, its answers before and now, what that gains."""
    words = questionnaire.words["compare"]
    before, after = [questionnaire.sheet(one) for one in pair]
    rows = []
    for item, change in zip(questionnaire.items, compare.changes(questionnaire, before, after)):
        if change["kind"] == "same":
            continue
        gained = words["changes"][change["kind"]]
        if change["gain"]:
            gained = labels.gain(questionnaire, change["gain"])
        said = words["step"].format(
            before=labels.answer(questionnaire, change["before"]),
            after=labels.answer(questionnaire, change["after"]),
        )
        rows.append(
            node(
                "li",
                node("b", labels.item(questionnaire, item)),
                node("span", said, class_="steps__answers"),
                node("span", gained, class_="change", data_kind=change["kind"]),
            )
        )
    yield node("h3", words["steps_title"].format(count=len(rows)))
    yield node("ul", *rows, class_="steps") if rows else node("p", words["none_changed"])
