"""The records at hand, and what can be done with them, as nodes. Pure."""

import labels
import record
import scoring
from markup import button, node

KINDS = ("json", "xlsx", "csv", "md", "ics", "age")
SHORTEST_PASSPHRASE = 8
CONFLICT_WAYS = ("conflict-copy", "conflict-theirs", "conflict-mine")


def view(catalog, texts, state):
    """Return the nodes of the view of records.

    `state`: now (the record of this tab), kept (whether it is kept on the device), conflict
    (whether another tab keeps it from being kept), next_check (a date or ""), entries (as
    Desk.entries makes them), refused ([{file, problem}]), erased (None, or the names that were
    left in the browser after erasing everything).
    """
    return (
        _now(catalog, texts, state)
        + _exports(texts, state)
        + importer(texts, "records", state["refused"])
        + _list(catalog, texts, state["entries"])
        + _erase(texts, state["erased"])
    )


def about(texts, now):
    """Return the fields that say whose check it is, by whom and when."""
    words = texts["records"]
    fields = [
        _text_field(words[field], "about-" + field, "head", field, now.get(field, ""))
        for field in record.NAMES
    ]
    fields.append(
        _field(
            words["date"],
            "about-date",
            node(
                "input",
                id="about-date",
                type="date",
                value=now.get("date", ""),
                autocomplete="off",
                data_change="head",
                data_field="date",
            ),
        )
    )
    return [
        node("h3", words["about_title"], id="about-title"),
        node("p", words["about_lead"], class_="small"),
        node("div", *fields, class_="fields"),
    ]


def whose(texts, now):
    """Return whose check it is, above its result."""
    return [node("p", labels.name(texts, now), class_="whose")]


def contents(texts, shown):
    """Return links to the parts of a view: its headings that have an id."""
    links = [
        node("li", node("a", made[2], href="#" + made[1]["id"]))
        for made in shown
        if made[0] == "h3" and "id" in made[1]
    ]
    words = texts["records"]
    return [node("nav", node("ul", *links), class_="contents-here", aria_label=words["contents"])]


def paper(texts, answered):
    """Return the buttons that print (no report unless `answered`), and the way to the records."""
    words = texts["records"]
    report = button(words["print_report"], "print", data_print="report") if answered else None
    return [
        node("h3", words["paper_title"], id="paper-title"),
        node("p", words["paper_lead"], class_="small"),
        node(
            "p",
            report,
            button(words["print_blank"], "print", data_print="blank"),
            class_="buttons",
        ),
        node("h3", words["keep_heading"], id="keep-title"),
        node("p", words["keep_lead"]),
        node("p", node("a", words["to_records"], href="#records", class_="button")),
    ]


def importer(texts, view, refused):
    """Return where files are chosen or dropped in a view, and what was wrong with the last ones."""
    words = texts["records"]
    rows = [
        node("li", node("b", labels.isolated(row["file"])), " ", row["problem"]) for row in refused
    ]
    problems = []
    if rows:
        problems = [
            node("p", words["refused"], class_="warning"),
            node("ul", *rows, class_="refused"),
        ]
    return [
        node("h3", words["import_title"]),
        node(
            "div",
            node("label", words["import_label"], for_="import-" + view),
            node(
                "input",
                id="import-" + view,
                type="file",
                multiple=True,
                accept=".json,.age,application/json",
                data_files=True,
            ),
            node("p", words["import_lead"], class_="small"),
            class_="drop",
        ),
    ] + problems


def chooser(texts, name, rows):
    """Return the boxes that choose records for a view: `rows` of (entry, whether it is chosen)."""
    if not rows:
        return []
    words = texts["records"]
    boxes = []
    for place, (entry, chosen) in enumerate(rows, 1):
        box = node(
            "input",
            type="checkbox",
            checked=chosen,
            id="choose-{}-{}".format(name, entry["key"]),
            autocomplete="off",
            data_change="choose",
            data_for=name,
            data_key=entry["key"],
        )
        said = words["chosen"].format(place=place, name=labels.name(texts, entry["record"]))
        boxes.append(node("li", node("label", box, " ", said, " ", _origin(texts, entry))))
    return [
        node(
            "fieldset",
            node("legend", words["choose"]),
            node("ul", *boxes, class_="chooser__list"),
            node(
                "p",
                button(words["choose_all"], "choose-all", data_for=name),
                button(words["choose_none"], "choose-none", data_for=name),
                class_="buttons",
            ),
            class_="chooser",
        )
    ]


def ways(texts, actions):
    """Return a button for each of `actions`, which stand beside a notice."""
    words = texts["records"]
    return [button(words[action.replace("-", "_")], action) for action in actions]


def rename(texts, found):
    """Return the dialog for the names of a record."""
    words = texts["records"]
    fields = [
        _field(
            words[field],
            "rename-" + field,
            node(
                "input",
                id="rename-" + field,
                name=field,
                type="text",
                value=found.get(field, ""),
                maxlength=record.NAME,
                autocomplete="off",
                spellcheck="false",
            ),
        )
        for field in record.NAMES
    ]
    return _dialog(words["rename_title"], fields, [("yes", "rename_yes"), ("no", "cancel")], words)


def leave(texts):
    """Return the question before the record of this tab makes room for another."""
    words = texts["records"]
    return _dialog(
        words["leave_title"],
        [node("p", words["leave_text"])],
        [("no", "cancel"), ("save", "leave_save"), ("keep", "leave_keep"), ("drop", "leave_drop")],
        words,
    )


def saved(texts, name):
    """Return the question whether the file `name` has arrived, before its record is left."""
    words = texts["records"]
    text = node("p", words["saved_text"].format(name=labels.isolated(name)))
    return _dialog(words["saved_title"], [text], [("no", "cancel"), ("yes", "saved_yes")], words)


def erase(texts, count):
    """Return the question before everything is erased; `count` records are kept."""
    words = texts["records"]
    return _dialog(
        words["erase_title"],
        [node("p", words["erase_text"].format(count=count))],
        [("no", "cancel"), ("erase", "erase_yes")],
        words,
    )


def passphrase(texts, problem):
    """Return the dialog that asks twice for a new passphrase."""
    words = texts["records"]
    return _dialog(
        words["passphrase_title"],
        [
            node("p", words["passphrase_text"]),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _secret(words["passphrase_second"], "second", problem),
            _reveal(words),
        ],
        [("yes", "passphrase_yes"), ("no", "cancel")],
        words,
    )


def passphrase_plain(texts, plain):
    """Return the dialog that shows the passphrase that a file gets instead of what was typed."""
    words = texts["records"]
    shown = node("p", node("code", plain, dir="auto", id="passphrase-plain"))
    body = [node("p", words["passphrase_plain_text"]), shown]
    ways = [("yes", "passphrase_yes"), ("no", "cancel")]
    return _dialog(words["passphrase_plain_title"], body, ways, words)


def unseal(texts, name, problem):
    """Return the dialog that asks for the passphrase of the file `name`."""
    words = texts["records"]
    return _dialog(
        words["unseal_title"],
        [
            node("p", labels.isolated(name)),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _reveal(words),
        ],
        [("yes", "unseal_yes"), ("no", "cancel")],
        words,
    )


def _now(catalog, texts, state):
    words = texts["records"]
    now = state["now"]
    result = scoring.score(catalog, record.answers(catalog, now))
    said = words["now_empty"]
    if not record.is_empty(now):
        said = _summary(texts, result)
    keeping = node(
        "input",
        type="checkbox",
        id="keep",
        checked=state["kept"],
        disabled=record.is_empty(now) or state["conflict"],
        autocomplete="off",
        data_change="keep",
        aria_describedby="keep-help",
    )
    held = []
    if state["conflict"]:
        held.append(node("p", words["conflict_now"], class_="warning"))
        held.append(node("p", *ways(texts, CONFLICT_WAYS), class_="buttons"))
    return [
        node("h3", words["now_title"]),
        node("p", node("b", labels.name(texts, now)), " ", said),
        node("div", node("label", keeping, " ", words["keep"]), *held, class_="keep"),
        node("ul", *[node("li", line) for line in words["keep_help"]], id="keep-help"),
        node("p", button(words["next_company"], "next-company"), class_="buttons"),
        node("p", words["next_company_help"], class_="small"),
    ]


def _exports(texts, state):
    words = texts["records"]
    nothing = record.is_empty(state["now"])
    rows = []
    for kind in KINDS:
        made = button(words["export"][kind], "export", data_kind=kind, disabled=nothing)
        help_text = node("p", words["export_help"][kind], class_="small")
        date = _next_check(words, state["next_check"]) if kind == "ics" else None
        rows.append(node("li", made, help_text, date))
    return [
        node("h3", words["export_title"]),
        node("p", words["export_lead"], class_="small"),
        node("ul", *rows, class_="exports"),
    ]


def _next_check(words, date):
    field = node(
        "input",
        id="next-check",
        type="date",
        value=date,
        autocomplete="off",
        data_change="next-check",
    )
    return _field(words["next_check"], "next-check", field)


def _list(catalog, texts, entries):
    words = texts["records"]
    shown = [node("h3", words["list_title"]), node("p", words["list_lead"], class_="small")]
    if not entries:
        return shown + [node("p", words["list_empty"])]
    companies = []
    for entry in entries:
        company = entry["record"].get("company", "") if "record" in entry else None
        if company not in companies:
            companies.append(company)
    for company in companies:
        if company is None:
            title = words["unreadable_title"]
        else:
            title = company or words["no_company"]
        rows = []
        for entry in entries:
            own = entry["record"].get("company", "") if "record" in entry else None
            if own == company:
                rows.append(_row(catalog, texts, entry))
        shown.append(node("h4", labels.isolated(title)))
        shown.append(node("ul", *rows, class_="records"))
    return shown


def _row(catalog, texts, entry):
    words = texts["records"]
    origin = entry["origin"]
    key = entry["key"]
    if "record" not in entry:
        return node(
            "li",
            node("p", entry["problem"]),
            button(words["remove"], "remove", data_key=key),
            class_="record",
        )
    result = scoring.score(catalog, record.answers(catalog, entry["record"]))
    notes = []
    if entry.get("claimed"):
        claimed, computed = entry["claimed"]
        notes.append(words["claimed"].format(claimed=claimed, computed=computed))
    if entry.get("unknown"):
        names = "、".join([labels.isolated(_shortened(name)) for name in entry["unknown"]])
        notes.append(words["unknown_fields"].format(names=names))
    ways = [("rename", "rename"), ("duplicate", "duplicate")]
    if origin != "now":
        ways = [("open", "open")] + ways
        ways.append(("remove" if origin == "kept" else "put_away", "remove"))
    name = labels.name(texts, entry["record"])
    buttons = []
    for word, action in ways:
        said = words["of"].format(name=name, action=words[word])
        buttons.append(button(words[word], action, data_key=key, aria_label=said))
    said = words["of"].format(name=name, action=words["export"]["json"])
    buttons.append(
        button(words["export"]["json"], "export", data_kind="json", data_key=key, aria_label=said)
    )
    return node(
        "li",
        node("p", node("b", name), " ", *_origins(texts, entry)),
        node("p", _summary(texts, result)),
        node("p", labels.isolated(entry["file"]), class_="small") if "file" in entry else None,
        *[node("p", note, class_="warning") for note in notes],
        node("p", *buttons, class_="buttons"),
        class_="record",
    )


def _erase(texts, erased):
    words = texts["records"]
    shown = [
        node("h3", words["erase_heading"]),
        node("p", words["erase_lead"]),
        node("p", button(words["erase"], "erase", variant="danger"), class_="buttons"),
    ]
    if erased is not None:
        shown.append(
            node(
                "p",
                words["erased_proof"].format(count=len(erased)),
                *[node("code", name) for name in erased],
                id="erased",
                class_="proof",
            )
        )
    return shown


def _summary(texts, result):
    words = texts["records"]
    if result["unanswered"]:
        items = result["answered"] + len(result["unanswered"])
        return words["answered"].format(count=result["answered"], total=items)
    return words["total"].format(total=result["total"])


def _origin(texts, entry):
    """Where a record is; of a file, which."""
    if "file" in entry:
        return node("span", labels.isolated(entry["file"]), class_="small")
    return node("span", texts["records"]["origin"][entry["origin"]], class_="small")


def _origins(texts, entry):
    origins = [entry["origin"]] + (["kept"] if entry.get("kept") else [])
    words = texts["records"]["origin"]
    return [node("span", words[origin], class_="record__origin") for origin in origins]


def _dialog(title, body, buttons, words):
    # The first button is the one that Enter presses, and that has the focus if there is no field.
    made = []
    for value, word in buttons:
        variant = {"no": None, "drop": "danger", "erase": "danger"}.get(value, "main")
        made.append(node("button", words[word], class_="button", value=value, data_variant=variant))
    return [node("h2", title, id="ask-title")] + body + [node("p", *made, class_="dialog__buttons")]


def _problem(problem):
    if not problem:
        return None
    return node("p", problem, role="alert", class_="warning", id="secret-problem")


def _secret(label, name, problem):
    field = node(
        "input",
        id="secret-" + name,
        name=name,
        type="password",
        autocomplete="off",
        spellcheck="false",
        aria_invalid="true" if problem else None,
        aria_describedby="secret-problem" if problem else None,
    )
    return _field(label, "secret-" + name, field)


def _reveal(words):
    box = node("input", type="checkbox", id="reveal", autocomplete="off", data_reveal=True)
    return node("p", node("label", box, " ", words["reveal"]))


def _text_field(label, name, change, field, value):
    return _field(
        label,
        name,
        node(
            "input",
            id=name,
            type="text",
            value=value,
            maxlength=record.NAME,
            autocomplete="off",
            spellcheck="false",
            data_change=change,
            data_field=field,
        ),
    )


def _field(label, name, field):
    return node("p", node("label", label, for_=name), field, class_="field")


def _shortened(text):
    return text if len(text) <= record.NAME else text[: record.NAME] + "…"
