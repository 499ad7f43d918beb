"""Fields that a person types in, as nodes. Pure."""

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
