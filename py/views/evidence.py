"""How answers were checked, and which are still those of the check before, as nodes. Pure."""

from ideas import labels, record
from views.markup import button, fold, node

# What is entered of how an answer was checked, in the order in which it is shown.
FIELDS = ("evidence", "checked_by", "checked_on")


def mark(questionnaire, own):
    """Return a mark if an answer is still that of the check before; `own` is record.item."""
    if not own.get("carried"):
        return None
    return node("span", questionnaire.words["evidence"]["carried"], class_="carried")


def written(words, own, fields):
    """Return what people entered about an item in these fields, which `words` name; or None.

    The fields to enter it in stand in the page once, for whatever item (form.jinja).
    """
    rows = []
    for field in fields:
        if own.get(field):
            rows.append(node("dt", words[field]))
            rows.append(node("dd", labels.isolated(own[field]), data_field=field))
    return node("dl", *rows, class_="plan__written") if rows else None


def carried(questionnaire, rec):
    """Return how many answers of a record are still those of the check before, if any are."""
    words, numbers = questionnaire.words["evidence"], record.carried(rec)
    if not numbers:
        return []
    said = words["carried_count"].format(count=len(numbers))
    to_first = button(words["carried_first"], "visit", data_number=numbers[0])
    children = [node("p", said), node("p", to_first)]
    return [node("div", *children, class_="remark", id="carried-answers")]


def checked(questionnaire, rec):
    """Return every item with its answer and how that was checked, folded, and the ways to write.

    `rec` is a record.
    """
    words = questionnaire.words["evidence"]
    given, rows, count = record.answers(questionnaire, rec), [], 0
    for item, answer in zip(questionnaire.items, given):
        own = record.item(rec, item["number"])
        shown = written(words, own, FIELDS)
        count += shown is not None
        name = "checked-{}".format(item["number"])
        rows.append(
            node(
                "li",
                node("h4", labels.item(questionnaire, item), id=name),
                node(
                    "p",
                    labels.answer(questionnaire, answer),
                    mark(questionnaire, own) if answer else None,
                    class_="results__answer",
                ),
                button(
                    words["write_short"],
                    "write",
                    data_number=item["number"],
                    data_of="proof",
                    aria_haspopup="dialog",
                    aria_label=words["write"],
                    aria_describedby=name,
                ),
                shown,
                class_="checked__item",
            )
        )
    inside = words["inside"].format(count=count) if count else words["none"]
    return [
        fold(
            node("h3", words["title"], id="checked-title"),
            inside,
            node("p", words["lead"], class_="small"),
            node("ul", *rows, class_="results"),
            id="checked",
        )
    ]


def suggested(questionnaire, number):
    """Return phrases for an item, each a button that adds it to what was looked at (ask.js)."""
    return [
        node(
            "button", phrase, type="button", class_="button", data_phrase=True, data_variant="quiet"
        )
        for phrase in questionnaire.item(number)["evidence"]
    ]
