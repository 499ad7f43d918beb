"""What a page shows to make the company's record of several: findings, rule, answers. Pure."""

from ideas import labels, merge, record
from views.markup import button, node

COLUMNS = 12
LISTED = 50


def view(questionnaire, records, rule, chosen, alike=record.AS_WRITTEN):
    """Yield the nodes that merge `records` by a rule of `merge.outcome`, with its choices.

    `alike` says how names are compared (record.AS_WRITTEN).
    The page's handler gets data-change "merge-rule" (a value of `record.RULES`), data-action
    "merge-choose" with data-number, and data-action "merge-take". The rules are always there, seen
    where they are of use: they are form fields.
    """
    words = questionnaire.words["merge"]
    if len(records) < 2:
        yield node("p", words["too_few"])
        yield _rule(questionnaire, rule, hidden=True)
        return
    known = {}

    def name(place):
        if place not in known:
            said = labels.name(questionnaire, records[place])
            known[place] = words["record"].format(place=place + 1, name=said)
        return known[place]

    sheets = []
    for one in records:
        sheets.append(record.answers(questionnaire, one))
        yield
    findings = merge.findings(questionnaire, records, alike, sheets)
    yield
    yield from _findings(questionnaire, name, findings)
    yield _rule(questionnaire, rule, hidden="edition" in [row["kind"] for row in findings])
    if "edition" in [row["kind"] for row in findings]:
        return
    rows = merge.matrix(questionnaire, records, sheets)
    yield
    outcome = merge.decided(questionnaire, rows, rule, chosen)
    yield
    titles = {item["number"]: labels.item(questionnaire, item) for item in questionnaire.items}
    names = [name(place) for place in range(len(records))] if len(records) <= COLUMNS else []
    yield from _matrix(questionnaire, names, titles, rows, rule, outcome["answers"])
    yield from _open(questionnaire, name, titles, [row for row in rows if row["open"]])
    yield from _outcome(questionnaire, outcome, merge.too_long(questionnaire, records, alike))


def _findings(questionnaire, name, findings):
    words = questionnaire.words["merge"]
    shown = [node("h3", words["findings_title"])]
    if not findings:
        return shown + [node("p", words["findings_none"])]
    rows = []
    for finding in findings:
        said = words["findings"][finding["kind"]].format(
            count=len(finding.get("companies", finding["records"])),
            companies=labels.some(questionnaire, finding.get("companies", [])),
            department=labels.isolated(finding.get("department", "")),
            earliest=finding.get("earliest"),
            latest=finding.get("latest"),
        )
        whose = (
            None if finding["kind"] == "dates" else _whose(questionnaire, name, finding["records"])
        )
        rows.append(node("li", said, whose, data_kind=finding["kind"]))
    return shown + [node("p", words["findings_lead"]), node("ul", *rows, class_="findings")]


def _whose(questionnaire, name, indices):
    """The names of records; many of them are folded away, very many counted."""
    listed = node("ul", *[node("li", name(index)) for index in indices[:LISTED]])
    if len(indices) > LISTED:
        listed.append(node("li", labels.others(questionnaire, len(indices) - LISTED)))
    if len(indices) <= COLUMNS:
        return listed
    summary = node("summary", questionnaire.words["merge"]["which"].format(count=len(indices)))
    return node("details", summary, listed)


def _rule(questionnaire, rule, hidden=False):
    words = questionnaire.words["merge"]
    choices = []
    for one in record.RULES:
        radio = node(
            "input",
            type="radio",
            name_="merge-rule",
            id="merge-rule-" + one,
            value=one,
            data_change="merge-rule",
            checked=one == rule,
        )
        label = node("label", radio, node("b", words["rules"][one]))
        choices.append(node("div", label, node("p", questionnaire.words["merging"][one])))
    legend = node("legend", node("h3", words["rule_title"]))
    note = node("p", words["rule_note"], class_="small")
    return node("fieldset", legend, *(choices + [note]), class_="rule", hidden=hidden)


def _matrix(questionnaire, names, titles, rows, rule, answers):
    words = questionnaire.words["merge"]
    company = dict(zip([row["number"] for row in rows], answers))
    counted = not names
    kinds = [answer["id"] for answer in questionnaire.answers] + [None]
    columns = [labels.answer(questionnaire, kind) for kind in kinds] if counted else names
    fixed = ("item", "company", "lowest", "spread")
    heads = [node("th", words[word], scope="col") for word in fixed]
    heads += [node("th", column, scope="col") for column in columns]
    body = []
    for row in merge.by_disagreement(rows):
        title = titles[row["number"]]
        if counted:
            given = [words["count"].format(count=row["answers"].count(kind)) for kind in kinds]
        else:
            given = [labels.answer(questionnaire, answer) for answer in row["answers"]]
        answer = company[row["number"]]
        if rule == "chosen" and merge.needs_choice(row):
            own = _choice(questionnaire, row["number"], title, answer)
        else:
            own = labels.answer(questionnaire, answer)
        lowest = labels.answer(questionnaire, row["lowest"])
        spread = questionnaire.words["question"]["points"].format(points=row["spread"])
        cells = [node("td", cell) for cell in [own, lowest, spread] + given]
        body.append(node("tr", node("th", title, scope="row"), *cells))
        yield
    table = node(
        "table",
        node("caption", words["table"]),
        node("thead", node("tr", *heads)),
        node("tbody", *body),
        class_="merge",
    )
    yield node("h3", words["matrix_title"])
    yield node("div", table, class_="scroll", role="region", tabindex=0, aria_label=words["table"])


def _choice(questionnaire, number, title, answer):
    words = questionnaire.words["merge"]
    said = labels.answer(questionnaire, answer) if answer else words["choose"]
    return button(
        said,
        "merge-choose",
        data_number=number,
        aria_haspopup="dialog",
        aria_label=words["choose_now"].format(item=title, answer=said),
    )


def choosing(questionnaire, number):
    """Return the dialog that asks for the company's answer to an item.

    Its buttons' values: the answers' ids, "none" to leave it undecided, "no" to change nothing.
    """
    words = questionnaire.words["merge"]
    item = questionnaire.item(number)
    ways = [(answer["id"], answer["label"]) for answer in questionnaire.answers]
    ways += [("none", words["undecide"]), ("no", questionnaire.words["records"]["cancel"])]
    buttons = [node("button", text, class_="button", value=value) for value, text in ways]
    return [
        node(
            "h2", words["choose_for"].format(item=labels.item(questionnaire, item)), id="ask-title"
        ),
        node("p", *buttons, class_="dialog__buttons"),
    ]


def _open(questionnaire, name, titles, rows):
    words = questionnaire.words["merge"]
    if not rows:
        return []
    entries = [
        node("li", titles[row["number"]], _whose(questionnaire, name, row["open"])) for row in rows
    ]
    return [
        node("h3", words["open_title"]),
        node("p", words["open_lead"]),
        node("ul", *entries, class_="findings"),
    ]


def _outcome(questionnaire, outcome, too_long):
    words = questionnaire.words["merge"]
    if len(outcome["undecided"]) == len(outcome["answers"]):
        said = words["none_decided"]
    elif outcome["undecided"]:
        said = words["undecided"].format(
            count=len(outcome["undecided"]), items=_numbers(questionnaire, outcome["undecided"])
        )
    else:
        result = questionnaire.score(outcome["answers"])
        band = labels.band(questionnaire, result["band"])
        said = words["decided"].format(total=result["total"], band=band)
    shown = [node("h3", words["outcome_title"]), node("p", said)]
    if too_long:
        shown.append(
            node("p", words["cut"].format(items=_numbers(questionnaire, too_long)), class_="remark")
        )
    take = button(words["take"], "merge-take", variant="main")
    return shown + [node("p", words["take_help"], class_="small"), node("p", take)]


def still_open(questionnaire, record):
    """Return a remark on the items that a department of a merged record did not know, if any."""
    numbers = record.get("merged", {"open": []})["open"]
    if not numbers:
        return []
    said = questionnaire.words["merge"]["still_open"].format(
        count=len(numbers), items=_numbers(questionnaire, numbers)
    )
    return [node("p", said, class_="remark")]


def _numbers(questionnaire, numbers):
    return labels.numbers(questionnaire, numbers)
