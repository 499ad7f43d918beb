"""What stands around a paper while it is made, as nodes. Pure."""

from ideas import labels, record
from making import texts
from papers import entered
from views.markup import button, fold, node

# How a paper goes out besides print and Word: kind, extension, media type.
OTHERS = (
    ("html", ".html", "text/html"),
    ("markdown", ".md", "text/markdown"),
    ("text", ".txt", "text/plain"),
)
# How much of a text says which it is.
BEGINNING = 30


def state(questionnaire, found, readable):
    """Return what papers know of this tab's check."""
    words = questionnaire.words["papers"]["page"]
    given = record.answers(questionnaire, found)
    answered = len([answer for answer in given if answer])
    word = "record_all" if answered == len(given) else "record_some" if answered else "record_none"
    if not readable:
        word = "record_unreadable"
    said = words[word].format(answered=answered, items=len(given))
    whose = labels.who(questionnaire, found) if found.get("company") else None
    return [node("p", node("b", whose) if whose else None, " " if whose else None, said)]


def paper(questionnaire, one, nodes, edits, editing, language):
    """Return a paper as it will go out, or to be changed in place."""
    words = questionnaire.words["papers"]["page"]
    if editing:
        shown = texts.editable(nodes, edits, words["text"])
    else:
        shown = texts.applied(nodes, edits)
    sheet = node(
        "div",
        *shown,
        id="making-sheet",
        class_="making__sheet",
        lang=language,
        data_sheet=one.sheet,
        data_wide=one.wide,
        data_editing=editing,
    )
    if one.fixed:
        return [sheet]
    word = "edit_done" if editing else "edit"
    return [
        node(
            "p",
            button(words[word], "change-texts", "main" if editing else "quiet", id="making-change"),
            node("span", words["edit_lead"], class_="small") if editing else None,
            class_="making__change",
        ),
        sheet,
    ]


def edited(questionnaire, nodes, edits):
    """Return what was changed, each text with the way back; then what stands nowhere now."""
    words = questionnaire.words["papers"]["page"]
    rows = []
    for key, text in texts.changed(nodes, edits):
        said = _beginning(text)
        gone = None if edits[key] else node("b", words["emptied"], " ")
        act = _act(words, "restore", "restore-text", key, said)
        rows.append(node("li", node("span", gone, said), act))
    waiting = _waiting(words, nodes, texts.waiting(nodes, edits))
    if not rows and not waiting:
        return []
    word = ("edited_both" if rows else "edited_waiting") if waiting else "edited_count"
    made = []
    if rows:
        made.append(node("ul", *rows, class_="making__edits"))
        made.append(node("p", button(words["restore_all"], "restore-texts")))
    if waiting:
        made.append(node("p", words["waiting_lead"]))
        made.append(node("ul", *waiting, class_="making__edits"))
    said = words[word].format(count=len(rows), waiting=len(waiting))
    return [fold(words["edited"], said, *made, id="making-edits")]


def _waiting(words, nodes, found):
    """Return a line for each text that stands nowhere now: the whole of it, for nobody sees it.

    One that was emptied is told by what stands in its place.
    """
    rows = []
    for key, text, place in found:
        now = _beginning(texts.own(nodes, place)) if place and not text else ""
        said = _beginning(text) or now or words["emptied"]
        acts = [_act(words, "drop", "drop-text", key, said)]
        if place:
            acts.insert(0, _act(words, "take", "take-over", key, said))
        emptied = None if text else node("b", words["emptied"], " ")
        rows.append(
            node("li", node("span", emptied, text or now), node("span", *acts, class_="buttons"))
        )
    return rows


def _beginning(text):
    return text if len(text) <= BEGINNING else text[:BEGINNING] + "…"


def _act(words, word, action, key, said):
    """Return a button that does something with the text of a key, of which `said` is told."""
    label = words[word + "_of"].format(text=said)
    return button(words[word], action, data_of=key, aria_label=label)


def ways(questionnaire, one):
    """Return the ways in which a paper goes out."""
    words = questionnaire.words["papers"]["page"]
    first = [
        button(words["print"], "print-paper", "main"),
        button(words["word"], "word-paper"),
    ]
    rows = []
    if "review" in one.fields:
        act = button(words["calendar"], "calendar-paper")
        rows.append(node("li", node("p", words["review_about"], class_="small"), node("p", act)))
    for kind, _extension, _media_type in OTHERS:
        named = words["others"][kind]
        acts = [
            button(
                words[way],
                "hand-out",
                data_kind=kind,
                data_way=way,
                aria_label=words["way_of"].format(kind=named["name"], way=words[way]),
            )
            for way in ("copy", "save")
        ]
        rows.append(
            node(
                "li",
                node("b", named["name"]),
                node("p", named["about"], class_="small"),
                node("p", *acts, class_="buttons"),
            )
        )
    return [
        node("p", *first, class_="buttons making__first"),
        fold(
            words["other_forms"],
            words["other_count"].format(count=len(rows)),
            node("ul", *rows, class_="making__others"),
            id="making-others",
        ),
    ]


def shown_fields(one):
    """Return the names of the fields that a paper reads, in the order of the page."""
    return [name for name, _kind, _choices in entered.FIELDS if name in one.fields]
