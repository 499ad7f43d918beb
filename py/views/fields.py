"""Fields that a person types in, as nodes, and why one isn't kept. Pure."""

from ideas import record
from views.markup import node


def field(label, name, made):
    """Return the field `made`, of the id `name`, with its label."""
    return node("p", node("label", label, for_=name), made, class_="field")


def text_field(label, name, change, of, value):
    """Return a field of one line for `of`, one of record.FIELDS, which tells the desk `change`."""
    return field(
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
            data_field=of,
        ),
    )


def not_kept(questionnaire, reason, message, kept, longest):
    """Return why a field isn't kept as it is, and what is kept of it.

    `reason` is that of a RecordError, `message` that of js/form/type.js; `longest` is how many
    characters the field may hold.
    """
    words = questionnaire.words["records"]
    day = reason == "date"
    stays = ("field_kept_date" if day else "field_kept") if kept else "field_empty"
    return words["field_date" if day else "field_long"].format(
        over=len(message["value"]) + message["more"] - longest,
        longest=longest,
        first=record.FIRST_DAY[:4],
        last=record.LAST_DAY[:4],
    ) + words[stays].format(date=kept)
