"""The records at hand, and what can be done with them, as nodes. Pure."""

import formats
from ideas import labels, record
from views import papers
from views.dialogs import CONFLICT_WAYS, ways
from views.fields import field
from views.listing import PAGE, importer, page_start, paged
from views.markup import button, node


def view(questionnaire, state):
    """Yield the nodes of the view of records.

    `state`: now (the record of this tab), kept (whether it is kept on the device), conflict
    (whether another tab keeps it from being kept), next_check (a date or ""), entries (as
    at_hand.AtHand makes them), unread (how many of those kept are still to come), at (where the
    page of the list begins), alike (how names are compared: record.AS_WRITTEN), refused ([{file,
    problem}]), reading (the key of the entry of an older edition that is read, or None).
    """
    yield from _older(questionnaire, state)
    yield from _now(questionnaire, state)
    yield from _exports(questionnaire, state)
    yield from importer(questionnaire, "records", state["refused"])
    yield from _list(questionnaire, state)


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
    for made_as in formats.every():
        kind = made_as.kind
        made = button(words["export"][kind], "export", data_kind=kind, disabled=nothing)
        help_text = node("p", words["export_help"][kind], class_="small")
        date = _next_check(words, state["next_check"]) if made_as.asks == "date" else None
        rows.append(node("li", made, help_text, date))
    return [
        node("h3", words["export_title"]),
        node("p", words["export_lead"], class_="small"),
        node("ul", *rows, class_="exports"),
    ]


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
    acts = [("rename", "rename"), ("duplicate", "duplicate")]
    if origin != "now":
        acts = [("read" if older else "open", "open")] + acts
        acts.append(("remove" if origin == "kept" else "put_away", "remove"))
    name = labels.name(questionnaire, entry["record"])
    buttons = []
    for word, action in acts:
        said = words["of"].format(name=name, action=words[word])
        buttons.append(button(words[word], action, data_key=key, aria_label=said))
    for made_as in formats.every():
        if made_as.listed:
            word = words["export"][made_as.kind]
            said = words["of"].format(name=name, action=word)
            more = {"data_kind": made_as.kind, "data_key": key, "aria_label": said}
            buttons.append(button(word, "export", **more))
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


def _origins(questionnaire, entry):
    origins = [entry["origin"]] + (["kept"] if entry.get("kept") else [])
    words = questionnaire.words["records"]["origin"]
    return [node("span", words[origin], class_="record__origin") for origin in origins]


def _shortened(text):
    return text if len(text) <= record.NAME else text[: record.NAME] + "…"
