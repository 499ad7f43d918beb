"""What a page shows to make the company's record of several: findings, rule, answers. Pure."""

from ideas import labels, merge, record
from views.markup import button, cell, fold, node

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
        yield step(questionnaire, "check", [node("p", words["too_few"])])
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
    findings = yield from merge.finding(questionnaire, records, sheets, alike)
    mixed = "edition" in [row["kind"] for row in findings]
    rows = []
    for row in [] if mixed else merge.rows(questionnaire, sheets):
        rows.append(row)
        yield
    yield step(questionnaire, "check", _findings(questionnaire, name, findings))
    yield _rule(questionnaire, rule, hidden=mixed)
    if mixed:
        return
    outcome = merge.decided(questionnaire, rows, rule, chosen)
    yield
    titles = {item["number"]: labels.item(questionnaire, item) for item in questionnaire.items}
    names = [name(place) for place in range(len(records))] if len(records) <= COLUMNS else []
    yield from _choices(questionnaire, names, titles, rows, rule, outcome["answers"])
    too_long = yield from merge.lengthening(questionnaire, records, alike)
    yield step(questionnaire, "outcome", _outcome(questionnaire, outcome, too_long))
    yield from _open(questionnaire, name, titles, [row for row in rows if row["open"]])
    yield from _matrix(questionnaire, names, titles, rows, outcome["answers"])


def step(questionnaire, name, body):
    """Return one of the three steps: what to choose, what to check, what comes of it."""
    steps = ("choose", "check", "outcome")
    words = questionnaire.words["merge"]
    title = words["step"].format(place=steps.index(name) + 1, title=words["steps"][name])
    return node("section", node("h3", title), *body, id="merge-" + name)


def _choices(questionnaire, names, titles, rows, rule, answers):
    """Where the company's answer is to be chosen: the item, who says what, and the choice."""
    company = dict(zip([row["number"] for row in rows], answers))
    shown = []
    for row in merge.by_disagreement(rows) if rule == "chosen" else []:
        if merge.needs_choice(row):
            number = row["number"]
            given = [
                node("li", words_of(questionnaire, kind, row["answers"], names))
                for kind in [answer["id"] for answer in questionnaire.answers] + [None]
                if kind in row["answers"]
            ]
            choice = _choice(questionnaire, number, titles[number], company[number])
            shown.append(
                node("li", node("b", titles[number]), node("ul", *given), node("p", choice))
            )
            yield
    if shown:
        yield node("ul", *shown, class_="choices")


def words_of(questionnaire, kind, answers, names):
    """Who gave an answer; of very many records, how many did."""
    said = questionnaire.words["merge"]["given"]
    who = [name for name, answer in zip(names, answers) if answer == kind]
    count = questionnaire.words["merge"]["count"].format(count=answers.count(kind))
    whose = labels.listed(questionnaire, who) if who else count
    return said.format(answer=labels.answer(questionnaire, kind), who=whose)


def _findings(questionnaire, name, findings):
    words = questionnaire.words["merge"]
    if not findings:
        return [node("p", words["findings_none"])]
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
    return [node("p", words["findings_lead"]), node("ul", *rows, class_="findings")]


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


def _matrix(questionnaire, names, titles, rows, answers):
    words = questionnaire.words["merge"]
    company = dict(zip([row["number"] for row in rows], answers))
    counted = not names
    kinds = [answer["id"] for answer in questionnaire.answers] + [None]
    columns = [labels.answer(questionnaire, kind) for kind in kinds] if counted else names
    columns = [words[word] for word in ("company", "lowest", "spread")] + columns
    heads = [node("th", column, scope="col") for column in [words["item"]] + columns]
    body = []
    for row in merge.by_disagreement(rows):
        if counted:
            given = [words["count"].format(count=row["answers"].count(kind)) for kind in kinds]
        else:
            given = [labels.answer(questionnaire, answer) for answer in row["answers"]]
        own = labels.answer(questionnaire, company[row["number"]])
        lowest = labels.answer(questionnaire, row["lowest"])
        spread = questionnaire.words["question"]["points"].format(points=row["spread"])
        cells = [cell(column, said) for column, said in zip(columns, [own, lowest, spread] + given)]
        body.append(node("tr", node("th", titles[row["number"]], scope="row"), *cells))
        yield
    table = node(
        "table",
        node("caption", words["table"]),
        node("thead", node("tr", *heads)),
        node("tbody", *body),
        class_="merge",
    )
    scroll = node(
        "div", table, class_="scroll", role="region", tabindex=0, aria_label=words["table"]
    )
    about = questionnaire.words["compare"]["items"].format(count=len(rows))
    yield fold(words["matrix_title"], about, scroll, id="merge-matrix")


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
    body = [node("p", words["open_lead"]), node("ul", *entries, class_="findings")]
    about = questionnaire.words["compare"]["items"].format(count=len(rows))
    return [fold(words["open_title"], about, *body, id="merge-open")]


def _outcome(questionnaire, outcome, too_long):
    words = questionnaire.words["merge"]
    decided = not outcome["undecided"]
    if len(outcome["undecided"]) == len(outcome["answers"]):
        said = words["none_decided"]
    elif outcome["undecided"]:
        said = words["undecided"].format(
            count=len(outcome["undecided"]), items=_numbers(questionnaire, outcome["undecided"])
        )
    else:
        result = questionnaire.score(outcome["answers"])
        band = labels.band(questionnaire, result["band"])
        total = questionnaire.signed(result["total"])
        said = words["decided"].format(total=total, band=band)
    shown = [
        node("p", said, class_="outcome" if decided else None),
    ]
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
