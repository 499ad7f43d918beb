"""The records at hand, and what can be done with them, as nodes. Pure."""

from ideas import labels, record
from views.markup import button, node, toggle

KINDS = ("json", "xlsx", "csv", "md", "ics", "age")
SHORTEST_PASSPHRASE = 8
PAGE = 50
CONFLICT_WAYS = ("conflict-copy", "conflict-theirs", "conflict-mine")


def view(questionnaire, state):
    """Yield the nodes of the view of records.

    `state`: now (the record of this tab), kept (whether it is kept on the device), conflict
    (whether another tab keeps it from being kept), next_check (a date or ""), entries (as
    Desk.entries makes them), unread (how many of those kept are still to come), at (where the page
    of the list begins), alike (how names are compared: record.AS_WRITTEN), refused
    ([{file, problem}]).
    """
    yield from _now(questionnaire, state)
    yield from _exports(questionnaire, state)
    yield from importer(questionnaire, "records", state["refused"])
    yield from _list(questionnaire, state)


def about(questionnaire, now):
    """Return the fields that say whose check it is, by whom and when."""
    words = questionnaire.words["records"]
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
                min=record.FIRST_DAY,
                max=record.LAST_DAY,
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


def whose(questionnaire, now):
    """Return whose check it is, above its result."""
    return [node("p", labels.name(questionnaire, now), class_="whose")]


def contents(questionnaire, shown):
    """Return the ways to the parts of a view: its headings that have an id.

    They are no links, since which parts there are depends on the answers: addresses stay in a
    history, which some people have synchronised.
    """
    links = [
        node(
            "li",
            node("button", made[2], type="button", data_action="to-part", data_part=made[1]["id"]),
        )
        for made in shown
        if made[0] == "h3" and "id" in made[1]
    ]
    words = questionnaire.words["records"]
    return [node("nav", node("ul", *links), class_="contents-here", aria_label=words["contents"])]


def paper(questionnaire, answered):
    """Return the buttons that print (no report unless `answered`), and the way to the records."""
    words = questionnaire.words["records"]
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


def importer(questionnaire, view, refused):
    """Return where files are chosen or dropped in a view, and what was wrong with the last ones."""
    words = questionnaire.words["records"]
    rows = [
        node("li", node("b", labels.isolated(row["file"])), " ", row["problem"])
        for row in refused[:PAGE]
    ]
    if len(refused) > PAGE:
        rows.append(node("li", labels.others(questionnaire, len(refused) - PAGE)))
    problems = []
    if rows:
        problems = [
            node("p", words["refused"], class_="warning"),
            node("ul", tuple(rows), class_="refused"),
        ]
    return [
        node("h3", words["import_title"]),
        node(
            "div",
            node("label", words["import_label"], for_="import-" + view),
            node(
                "input",
                id="import-" + view,
                # No `accept`: a system that doesn't know .age lets nobody choose such a file.
                type="file",
                multiple=True,
                data_files=True,
            ),
            node("p", words["import_lead"], class_="small"),
            class_="drop",
        ),
    ] + problems


def chooser(questionnaire, name, rows, first=1):
    """Yield the boxes that choose records for a view: `rows` of (entry, whether it is chosen).

    `first` is the place of the first row among all records.
    """
    if not rows:
        return
    words = questionnaire.words["records"]
    boxes = []
    for place, (entry, chosen) in enumerate(rows, first):
        said = words["chosen"].format(place=place, name=labels.name(questionnaire, entry["record"]))
        box = toggle(
            "choose",
            chosen,
            node("span", said),
            " ",
            _origin(questionnaire, entry),
            data_for=name,
            data_key=entry["key"],
        )
        boxes.append(node("li", box))
        yield
    yield node(
        "fieldset",
        node("legend", words["choose"]),
        node("ul", tuple(boxes), class_="chooser__list"),
        node(
            "p",
            button(words["choose_all"], "choose-all", data_for=name),
            button(words["choose_none"], "choose-none", data_for=name),
            class_="buttons",
        ),
        class_="chooser",
    )


def page_start(at, count):
    """Return where the page with the row `at` of `count` begins; past the end, the last page."""
    return max(min(at, count - 1), 0) // PAGE * PAGE


def paged(questionnaire, name, at, count, shown, said=""):
    """Return the nodes `shown`, a page of a list of `count` rows, with the ways to the others.

    The page's handler gets data-action "page" with data-for, the list's name, and data-at.
    """
    if count <= PAGE:
        return shown
    words = questionnaire.words["records"]
    last = min(at + PAGE, count)
    where = words["page"].format(count=count, first=at + 1, last=last)
    buttons = []
    if at:
        said_before = words["page_before"].format(count=PAGE)
        buttons.append(turn(said_before, name, "before", at - PAGE))
    if last < count:
        said_next = words["page_next"].format(count=min(PAGE, count - last), left=count - last)
        buttons.append(turn(said_next, name, "next", last))
    head = node("p", where, " " + said if said else None, id="page-" + name, tabindex=-1)
    return [head] + shown + [node("p", *buttons, class_="buttons")]


def turn(said, name, way, at):
    """Return the button that turns to another page of a list."""
    return button(said, "page", data_for=name, data_at=at, id="page-{}-{}".format(name, way))


def ways(questionnaire, actions):
    """Return a button for each of `actions`, which stand beside a notice."""
    words = questionnaire.words["records"]
    return [button(words[action.replace("-", "_")], action) for action in actions]


def asides(questionnaire, keys):
    """Return a button for each text that is kept aside, which saves it as a file."""
    words = questionnaire.words["records"]
    return [
        button(words["save_aside"].format(place=place), "save-aside", data_key=key)
        for place, key in enumerate(keys, 1)
    ]


def rename(questionnaire, found):
    """Return the dialog for the names of a record."""
    words = questionnaire.words["records"]
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
                autocomplete="off",
                spellcheck="false",
                data_change="check",
                data_field=field,
            ),
        )
        for field in record.NAMES
    ]
    return _dialog(words["rename_title"], fields, [("yes", "rename_yes"), ("no", "cancel")], words)


def copying(questionnaire, text):
    """Return the dialog with a text to copy by hand, which it selects."""
    words = questionnaire.words["records"]
    shown = node("pre", text, id="to-copy", class_="summary", tabindex=0, autofocus=True)
    body = [node("p", words["copy_lead"]), shown]
    made = node("button", words["close"], class_="button", value="no", data_variant="main")
    title = node("h2", words["copy_title"], id="ask-title")
    return [title] + body + [node("p", made, class_="dialog__buttons")]


def leave(questionnaire):
    """Return the question before the record of this tab makes room for another."""
    words = questionnaire.words["records"]
    return _dialog(
        words["leave_title"],
        [_told(words["leave_text"])],
        [("no", "cancel"), ("save", "leave_save"), ("keep", "leave_keep"), ("drop", "leave_drop")],
        words,
    )


def leave_asides(questionnaire):
    """Return the question before what the tab had kept, and can't be read here, is erased."""
    words = questionnaire.words["records"]
    body = [node("p", words["leave_asides_text"])]
    ways = [("no", "cancel"), ("save", "leave_save"), ("drop", "leave_drop")]
    return _dialog(words["leave_asides_title"], body, ways, words)


def saved(questionnaire, name):
    """Return the question whether the file `name` has arrived, before its record is left."""
    words = questionnaire.words["records"]
    text = _told(words["saved_text"].format(name=labels.isolated(name)))
    ways = [("no", "cancel"), ("lost", "saved_lost"), ("yes", "saved_yes")]
    return _dialog(words["saved_title"], [text], ways, words)


def passphrase(questionnaire, problem):
    """Return the dialog that asks twice for a new passphrase."""
    words = questionnaire.words["records"]
    return _dialog(
        words["passphrase_title"],
        [
            _told(words["passphrase_text"]),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _secret(words["passphrase_second"], "second", problem),
            _reveal(words),
        ],
        [("yes", "passphrase_yes"), ("no", "cancel")],
        words,
    )


def passphrase_plain(questionnaire, plain):
    """Return the dialog that shows the passphrase that a file gets instead of what was typed."""
    words = questionnaire.words["records"]
    shown = node("p", node("code", plain, dir="auto", id="passphrase-plain"))
    body = [_told(words["passphrase_plain_text"]), shown]
    ways = [("yes", "passphrase_yes"), ("no", "cancel")]
    return _dialog(words["passphrase_plain_title"], body, ways, words)


def unseal(questionnaire, name, problem):
    """Return the dialog that asks for the passphrase of the file `name`."""
    words = questionnaire.words["records"]
    return _dialog(
        words["unseal_title"],
        [
            _told(labels.isolated(name)),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _reveal(words),
        ],
        [("yes", "unseal_yes"), ("no", "cancel")],
        words,
    )


def _now(questionnaire, state):
    words = questionnaire.words["records"]
    now = state["now"]
    result = questionnaire.result(now)
    said = words["now_empty"]
    if not record.is_empty(now):
        said = _summary(questionnaire, result)
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
        held.append(node("p", *ways(questionnaire, CONFLICT_WAYS), class_="buttons"))
    return [
        node("h3", words["now_title"]),
        node("p", node("b", labels.name(questionnaire, now)), " ", said),
        node("div", node("label", keeping, " ", words["keep"]), *held, class_="keep"),
        node("ul", *[node("li", line) for line in words["keep_help"]], id="keep-help"),
        node("p", button(words["next_company"], "next-company"), class_="buttons"),
        node("p", words["next_company_help"], class_="small"),
    ]


def _exports(questionnaire, state):
    words = questionnaire.words["records"]
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
        min=record.FIRST_DAY,
        max=record.LAST_DAY,
        value=date,
        autocomplete="off",
        data_change="next-check",
        data_field="date",
    )
    return _field(words["next_check"], "next-check", field)


def _list(questionnaire, state):
    words = questionnaire.words["records"]
    entries, unread = state["entries"], state["unread"]
    head = [node("h3", words["list_title"]), node("p", words["list_lead"], class_="small")]
    if unread:
        head.append(node("p", words["unread"].format(count=unread)))
    elif not entries:
        head.append(node("p", words["list_empty"]))
    groups = _by_company(entries, state["alike"])
    rows = [(place, entry) for place, group in enumerate(groups) for entry in group]
    at = page_start(state["at"], len(rows))
    shown, current = [], None
    for place, entry in rows[at : at + PAGE]:
        if place != current:
            current = place
            shown.append(
                node("h4", labels.isolated(_company(words, groups[place][0], state["alike"])))
            )
            shown.append(node("ul", class_="records"))
        shown[-1].append(_row(questionnaire, entry))
        yield
    yield from head + paged(questionnaire, "records", at, len(rows), shown)


def _by_company(entries, alike):
    """The entries in groups of one company each, those that can't be read in one of their own."""
    groups, places = [], {}
    for entry in entries:
        company = None
        if "record" in entry:
            company = record.compared(entry["record"], "company", alike)
        if company not in places:
            places[company] = len(groups)
            groups.append([])
        groups[places[company]].append(entry)
    return groups


def _company(words, entry, alike):
    if "record" not in entry:
        return words["unreadable_title"]
    if not record.compared(entry["record"], "company", alike):
        return words["no_company"]
    return entry["record"]["company"]


def _row(questionnaire, entry):
    words = questionnaire.words["records"]
    origin = entry["origin"]
    key = entry["key"]
    if "record" not in entry:
        return node(
            "li",
            node("p", entry["problem"]),
            button(words["remove"], "remove", data_key=key),
            class_="record",
        )
    notes = []
    if entry.get("claimed"):
        claimed, computed = entry["claimed"]
        notes.append(words["claimed"].format(claimed=claimed, computed=computed))
    if entry.get("unknown"):
        names = labels.some(questionnaire, [_shortened(name) for name in entry["unknown"]])
        notes.append(words["unknown_fields"].format(names=names))
    ways = [("rename", "rename"), ("duplicate", "duplicate")]
    if origin != "now":
        ways = [("open", "open")] + ways
        ways.append(("remove" if origin == "kept" else "put_away", "remove"))
    name = labels.name(questionnaire, entry["record"])
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
        node("p", node("b", name), " ", *_origins(questionnaire, entry)),
        node("p", _summary(questionnaire, entry["result"])),
        node("p", labels.isolated(entry["file"]), class_="small") if "file" in entry else None,
        *[node("p", note, class_="warning") for note in notes],
        node("p", *buttons, class_="buttons"),
        class_="record",
    )


def _summary(questionnaire, result):
    words = questionnaire.words["records"]
    if result["unanswered"]:
        items = result["answered"] + len(result["unanswered"])
        return words["answered"].format(count=result["answered"], total=items)
    return words["total"].format(total=result["total"])


def _origin(questionnaire, entry):
    """Where a record is; of a file, which."""
    if "file" in entry:
        return node("span", labels.isolated(entry["file"]), class_="small")
    return node("span", questionnaire.words["records"]["origin"][entry["origin"]], class_="small")


def _origins(questionnaire, entry):
    origins = [entry["origin"]] + (["kept"] if entry.get("kept") else [])
    words = questionnaire.words["records"]["origin"]
    return [node("span", words[origin], class_="record__origin") for origin in origins]


def _told(text):
    """What a dialog says before it asks; the page reads it out with the dialog's title."""
    return node("p", text, id="ask-text")


def _dialog(title, body, buttons, words):
    # The first button is the one that Enter presses, and that has the focus if there is no field.
    made = []
    for value, word in buttons:
        variant = {"no": None, "lost": None, "drop": "danger"}.get(value, "main")
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
