"""The records at hand, and what can be done with them, as nodes. Pure."""

import formats
from ideas import labels, record
from views import papers
from views.dialogs import CONFLICT_WAYS, ways
from views.fields import field
from views.listing import PAGE, importer, page_start, paged
from views.markup import button, fold, node


def view(questionnaire, state):
    """Yield the nodes of the view of records.

    `state`: now (the record of this tab), kept (whether it is kept on the device), conflict
    (whether another tab keeps it from being kept), next_check (a date or ""), entries (as
    at_hand.AtHand makes them), unread (how many of those kept are still to come), at (where the
    page of the list begins), alike (how names are compared: record.AS_WRITTEN), refused ([{file,
    problem}]), reading (the key of the entry of an older edition that is read, or None).
    """
    yield from _older(questionnaire, state)
    yield _now(questionnaire, state)
    yield _keep(questionnaire, state)
    yield from _list(questionnaire, state)
    yield importer(questionnaire, "records", state["refused"], "h3")
    yield _next_company(questionnaire)


def _older(questionnaire, state):
    """The record of an older edition that somebody reads, with what can be done with it."""
    words = questionnaire.words["records"]
    found = [one for one in state["entries"] if one["key"] == state["reading"] and "record" in one]
    for entry in found:
        own = questionnaire.of(entry["record"])
        key = entry["key"]
        buttons = [button(words["older_print"], "print", data_print="report", data_key=key)]
        for made_as in formats.every():
            word = words["export"][made_as.kind]
            buttons.append(button(word, "export", data_kind=made_as.kind, data_key=key))
        buttons.append(button(words["older_close"], "close-older"))
        yield node("h3", words["older_title"], id="older-title", tabindex=-1)
        yield node("p", words["older_lead"].format(edition=own.edition["label"]))
        yield node("p", *buttons, class_="buttons")
        yield node(
            "div",
            tuple(papers.report(own, entry["record"], "older-")),
            class_="older",
            role="region",
            tabindex=0,
            aria_labelledby="older-title",
        )


def _now(questionnaire, state):
    """The record of this tab, and the file that is saved of it; the other formats are folded."""
    words = questionnaire.words["records"]
    now = state["now"]
    nothing = record.is_empty(now)
    first = formats.every()[0]
    if nothing:
        said = [
            node("p", words["now_empty"]),
            node("p", button(words["to_import"], "to-part", data_part="files-records")),
        ]
    else:
        said = [
            node(
                "p",
                node("b", labels.name(questionnaire, now)),
                " ",
                node("span", _summary(questionnaire, questionnaire.result(now)), class_="total"),
                class_="record__head",
            )
        ]
    help_text = words["export_help"][first.kind]
    variant = "quiet" if nothing else "main"
    save = button(words["save"], "export", variant, data_kind=first.kind, disabled=nothing)
    return node(
        "section",
        node("h3", words["now_title"], class_="visually-hidden"),
        *said,
        node("p", save, class_="save"),
        node("p", labels.following(questionnaire, help_text, words["export_lead"]), class_="small"),
        _others(questionnaire, state, nothing),
        id="records-now",
    )


def _others(questionnaire, state, nothing):
    """The formats other than the first, each with what it is good for."""
    words = questionnaire.words["records"]
    rows = []
    for made_as in formats.every()[1:]:
        kind = made_as.kind
        made = button(words["export"][kind], "export", data_kind=kind, disabled=nothing)
        help_text = node("p", words["export_help"][kind], class_="small")
        date = _next_check(words, state["next_check"]) if made_as.asks == "date" else None
        rows.append(node("li", made, help_text, date))
    return fold(
        words["export_title"],
        words["formats"].format(count=len(rows)),
        node("ul", *rows, class_="exports"),
        id="records-formats",
    )


def _keep(questionnaire, state):
    words = questionnaire.words["records"]
    keeping = node(
        "input",
        type="checkbox",
        id="keep",
        checked=state["kept"],
        disabled=record.is_empty(state["now"]) or state["conflict"],
        autocomplete="off",
        data_change="keep",
        aria_describedby="keep-help",
    )
    held = []
    if state["conflict"]:
        held.append(node("p", words["conflict_now"], class_="warning"))
        held.append(node("p", *ways(questionnaire, CONFLICT_WAYS), class_="buttons"))
    return node(
        "section",
        node("p", node("label", keeping, " ", words["keep"]), class_="keep"),
        node("p", words["keep_note"], id="keep-help"),
        *held,
        node(
            "details",
            node("summary", words["keep_more"]),
            node("ul", *[node("li", line) for line in words["keep_help"]]),
            id="keep-more",
        ),
        id="records-keep",
    )


def _next_company(questionnaire):
    words = questionnaire.words["records"]
    return node(
        "section",
        node("h3", words["next_title"]),
        node("p", words["next_company_help"]),
        node("p", button(words["next_company"], "next-company"), class_="buttons"),
        id="records-next",
    )


def _next_check(words, date):
    made = node(
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
    return field(words["next_check"], "next-check", made)


def _list(questionnaire, state):
    words = questionnaire.words["records"]
    entries, unread = state["entries"], state["unread"]
    head = [node("h3", words["list_title"])]
    if unread:
        head.append(node("p", words["unread"].format(count=unread)))
    elif not entries:
        head.append(node("p", words["list_empty"], class_="small"))
    if [entry for entry in entries if entry["origin"] == "file"]:
        head.append(node("p", words["list_lead"], class_="small"))
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
            shown.append(node("ul", class_="records", data_company=place))
        shown[-1].append(_row(questionnaire, entry))
        yield
    pages = paged(questionnaire, "records", at, len(rows), shown)
    yield node("section", *(head + pages), id="records-list")


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
            node("p", button(words["remove"], "remove", data_key=key)),
            class_="record",
            data_row=key,
        )
    notes = []
    own = questionnaire.of(entry["record"])
    older = own is not questionnaire
    if older:
        notes.append(words["older"].format(edition=own.edition["label"]))
    if entry.get("claimed"):
        claimed, computed = entry["claimed"]
        notes.append(words["claimed"].format(claimed=claimed, computed=computed))
    if entry.get("unknown"):
        names = labels.some(questionnaire, [_shortened(name) for name in entry["unknown"]])
        notes.append(words["unknown_fields"].format(names=names))
    name = labels.name(questionnaire, entry["record"])

    def act(word, action, said=None, **more):
        text = said or words[word]
        named = words["of"].format(name=name, action=text)
        return button(text, action, data_key=key, aria_label=named, **more)

    said = words["of"].format(name=name, action=words["other_acts"])
    main = None
    if origin != "now":
        main = act("read" if older else "open", "open")
    others = [act("rename", "rename"), act("duplicate", "duplicate")]
    for made_as in formats.every():
        if made_as.listed:
            word = words["export"][made_as.kind]
            others.append(act(None, "export", word, data_kind=made_as.kind))
    if origin != "now":
        others.append(act("remove" if origin == "kept" else "put_away", "remove"))
    return node(
        "li",
        node(
            "p",
            node("b", name),
            " ",
            *_origins(questionnaire, entry),
            node("span", _summary(questionnaire, entry["result"]), class_="total"),
            class_="record__head",
        ),
        node("p", labels.isolated(entry["file"]), class_="small") if "file" in entry else None,
        *[node("p", note, class_="warning") for note in notes],
        node(
            "div",
            node("p", main) if main else None,
            node(
                "details",
                node("summary", words["other_acts"], aria_label=said),
                node("p", *others, class_="buttons"),
                data_of=key,
            ),
            class_="record__acts",
        ),
        class_="record",
        data_row=key,
    )


def _summary(questionnaire, result):
    words = questionnaire.words["records"]
    if result["unanswered"]:
        items = result["answered"] + len(result["unanswered"])
        return words["answered"].format(count=result["answered"], total=items)
    return words["total"].format(total=questionnaire.signed(result["total"]))


def _origins(questionnaire, entry):
    origins = [entry["origin"]] + (["kept"] if entry.get("kept") else [])
    words = questionnaire.words["records"]["origin"]
    return [node("span", words[origin], class_="record__origin") for origin in origins]


def _shortened(text):
    return text if len(text) <= record.NAME else text[: record.NAME] + "…"
