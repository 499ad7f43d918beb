"""A paper's nodes as a person has changed them: for the screen, and to be handed out. Pure.

What is said in place of a text goes by its key. Where a paper gives none, the key is the text, and
which of those alike it is: what was said in place of it ends when a field or an answer changes it.
"""

from ideas import record
from papers.paper import LEAVES
from views.markup import node

# Left out when nothing is left in it; a table without a cell would be another table.
CELLS = ("th", "td")


def keyed(nodes, seen=None):
    """Return nodes in which each text that a person may change has a key that no other has.

    Nobody changes what is said aside, nor an address. `seen` counts {text: how often} so far.
    """
    seen = {} if seen is None else seen
    made = []
    for name, attributes, *children in nodes:
        said = "".join(children) if name in LEAVES else ""
        if "data-aside" in attributes:
            made.append([name, attributes] + children)
        elif name not in LEAVES:
            made.append([name, attributes] + keyed(children, seen))
        elif said.strip() and "data-key" not in attributes and "data-href" not in attributes:
            seen[said] = seen.get(said, 0) + 1
            own_key = dict(attributes)
            own_key["data-key"] = "{}:{}".format(seen[said], said)
            made.append([name, own_key, said])
        else:
            made.append([name, attributes] + children)
    return made


def applied(nodes, edits):
    """Return nodes with the texts of `edits` ({key: text}) in place of their own.

    A line that was emptied is left out, and so is a list or a row of which nothing is left. Marks
    of direction are left out everywhere: what was entered can't turn what stands around it.
    """
    made = []
    for name, attributes, *children in nodes:
        if name in LEAVES:
            said = "".join(children)
            text = plain(edits.get(attributes.get("data-key"), said))
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
        key = attributes.get("data-key")
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
    return [(at["data-key"], text) for at, text in _keyed(nodes) if at["data-key"] in edits]


def waiting(nodes, edits):
    """Return (key, text, place) of each text of `edits` that stands nowhere in the paper now.

    An answer or a field has become another one since it was written. `place` is the key of what
    stands there now if it is the same text but for that, else None.
    """
    shown, stems = set(), []
    for at, _text in _keyed(nodes):
        shown.add(at["data-key"])
        if "data-stem" in at:
            stems.append((at["data-stem"], at["data-key"]))
    found = []
    for key in edits:
        if key not in shown:
            places = [now for stem, now in stems if key == stem or key.startswith(stem + ":")]
            found.append((key, plain(edits[key]), places[0] if places else None))
    return found


def own(nodes, key):
    """Return the paper's own text of a key; None where it has no such text now."""
    return dict(changed(nodes, {key: ""})).get(key)


def _keyed(nodes):
    """Return (attributes, the paper's own text) of each text that has a key."""
    found = []
    for name, attributes, *children in nodes:
        if name not in LEAVES:
            found += _keyed(children)
        elif "data-key" in attributes:
            found.append((attributes, "".join(children)))
    return found


def plain(text):
    """Return a text without marks of direction, on one line."""
    for mark in record.MISLEADING:
        if mark in text:
            text = text.replace(mark, "")
    return record.plain(text, "")
