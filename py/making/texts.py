"""A paper's nodes as a person has changed them: for the screen, and to be handed out. Pure.

What is said in place of a text goes by its key; by itself, where it has none: what depends on it
no longer, once a field or an answer has changed it.
"""

from ideas import record
from papers.paper import LEAVES
from views.markup import node

# Left out when nothing is left in it; a table without a cell would be another table.
CELLS = ("th", "td")


def applied(nodes, edits):
    """Return nodes with the texts of `edits` ({key: text}) in place of their own.

    A line that was emptied is left out, and so is a list or a row of which nothing is left. Marks
    of direction are left out everywhere: what was entered can't turn what stands around it.
    """
    made = []
    for name, attributes, *children in nodes:
        if name in LEAVES:
            said = "".join(children)
            text = plain(edits.get(key_of(attributes, said), said))
            if text or name in CELLS or not said:
                made.append([name, attributes, text])
        else:
            below = applied(children, edits)
            if below or not children:
                made.append([name, attributes] + below)
    return made


def editable(nodes, edits, label):
    """Return nodes of which each text can be changed in place; emptied ones stand.

    `label` is what a screen reader calls such a text.
    """
    made = []
    for name, attributes, *children in nodes:
        if name not in LEAVES:
            made.append([name, attributes] + editable(children, edits, label))
            continue
        said = "".join(children)
        key = key_of(attributes, said)
        text = plain(edits.get(key, said))
        if key:
            text = node(
                "span",
                text,
                class_="making__text",
                role="textbox",
                aria_label=label,
                spellcheck="false",
                data_text=key,
            )
        made.append([name, attributes, text])
    return made


def changed(nodes, edits):
    """Return (key, the paper's own text) of each text that `edits` changes, as they stand."""
    found = []
    for name, attributes, *children in nodes:
        if name not in LEAVES:
            found += [one for one in changed(children, edits) if one not in found]
            continue
        said = "".join(children)
        one = (key_of(attributes, said), said)
        if one[0] in edits and one not in found:
            found.append(one)
    return found


def key_of(attributes, said):
    """Return by what a change of a text goes; "" for what nobody may change."""
    if "data-aside" in attributes or not said.strip():
        return ""
    return attributes.get("data-key") or ("" if "data-href" in attributes else said)


def own(nodes, key):
    """Return the paper's own text of a key; None where it has no such text now."""
    texts = dict(changed(nodes, {key: ""}))
    return texts.get(key)


def plain(text):
    """Return a text without marks of direction, on one line."""
    for mark in record.MISLEADING:
        if mark in text:
            text = text.replace(mark, "")
    return record.plain(text, "")
