"""What a view shows, as plain data: the page draws it, a test reads it, no text becomes markup.

A node is a list: name, attributes, and then children, which are nodes or texts. `copy`
is the one name that isn't HTML's or SVG's: it stands for a copy of what the page has at
`from` (a selector of ours).

A view that may be long is a generator of nodes, which yields None where the page may be free.
"""


def node(element, *children, **attributes):
    """Return a node. None among the children is left out; True is an attribute without value.

    A tuple among the children stands for what it holds: thousands of arguments would be more than
    MicroPython's stack has room for.

    An underscore at the end of an attribute's name is dropped, others become hyphens:
    class_, aria_label. None and False leave an attribute out. Numbers become text.
    """
    named = {}
    for key, value in attributes.items():
        if value is not None and value is not False:
            name = key[:-1] if key.endswith("_") else key.replace("_", "-")
            named[name] = "" if value is True else str(value)
    made = [element, named]
    for child in children:
        for one in child if type(child) is tuple else (child,):
            if type(one) is list:
                made.append(one)
            elif one is not None:
                made.append(str(one))
    return made


def button(text, action, variant="quiet", **attributes):
    """Return a button whose click tells the page's desk `action` and the data attributes."""
    return node(
        "button",
        text,
        type="button",
        class_="button",
        data_variant=variant,
        data_action=action,
        **attributes,
    )


def toggle(action, on, *children, **attributes):
    """Return a button that is `on` or off, and whose click asks for the other state.

    A box to tick that a browser doesn't count among a page's form fields: where how many there are
    depends on what somebody entered, fields would tell it (docs/ways-out.md).
    """
    return node(
        "button",
        *children,
        type="button",
        class_="toggle",
        role="checkbox",
        aria_checked="true" if on else "false",
        data_action=action,
        **attributes,
    )


def fold(title, inside, *children, **attributes):
    """Return a row that unfolds: its title, a text or a heading, and words for what is inside."""
    named = title if type(title) is list else node("b", title)
    summary = node("summary", named, node("span", inside, class_="fold__inside"))
    return node("details", summary, *children, class_="fold", **attributes)


def cell(column, *children):
    """Return a cell that says of which column it is where the table is too narrow for columns."""
    return node(
        "td",
        node("span", column, class_="column__name"),
        node("span", *children, class_="column__value"),
    )


def copy(selector):
    """Return a node for a copy of what stands at `selector` in the page."""
    return node("copy", from_=selector)


def texts(made):
    """Return every text in a node, in the order of reading."""
    found = []
    for child in made[2:]:
        if type(child) is list:
            found.extend(texts(child))
        else:
            found.append(child)
    return found
