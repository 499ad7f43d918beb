"""Records for tests of views, and how to read the nodes that a view returns."""

from ideas import record
from sheets import catalog, questionnaire
from views import markup

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
HOSTILE = "<img src=x onerror=alert(1)>{0}\"'&"


def made(answers, items=None, **head):
    """A record with these answers, in item order; the rest is unanswered."""
    one = record.blank(QUESTIONNAIRE, "1.0")
    missing = [None] * (len(CATALOG["items"]) - len(answers))
    record.put_answers(QUESTIONNAIRE, one, answers + missing)
    for number, planned in (items or {}).items():
        for field, value in planned.items():
            record.put_item(one, number, field, value)
    for field, value in head.items():
        record.put(one, field, value)
    return one


def found(nodes, name, **attributes):
    """Every node of this name, at any depth, that has these attributes."""
    wanted = markup.node(name, **attributes)[1].items()
    return [node for node in _all(nodes) if node[0] == name and wanted <= node[1].items()]


def said(nodes):
    """All texts in the nodes, one after the other."""
    return "".join(markup.texts(["", {}, *nodes]))


def seen(nodes):
    """All texts in the nodes but for what is hidden."""
    shown = []
    for node in nodes:
        if not isinstance(node, list):
            shown.append(node)
        elif "hidden" not in node[1]:
            shown.append(seen(node[2:]))
    return "".join(shown)


def fields(nodes):
    """The form fields in the nodes, as a browser may tell them to others: all but their values."""
    told = ("id", "name", "type", "aria-label", "placeholder", "autocomplete", "class")
    found = []
    for node in _all(nodes):
        if node[0] in ("input", "select", "textarea", "datalist", "form"):
            options = [(one[1]["value"], said([one])) for one in _all(node[2:])]
            found.append((node[0], [node[1].get(name) for name in told], options))
    return found


def marked_up(nodes):
    """Everything in the nodes that isn't text: names and attributes, but for the values."""
    parts = []
    for node in _all(nodes):
        parts.append(node[0])
        for name, value in node[1].items():
            parts += [name] if name == "value" else [name, value]
    return parts


def _all(nodes):
    for node in nodes:
        if isinstance(node, list):
            yield node
            yield from _all(node[2:])


def whole(view):
    """Return a view that gives its nodes as a list, without the places where the page is free."""
    return lambda *given, **more: [made for made in view(*given, **more) if made]
