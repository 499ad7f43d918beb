"""A paper as others read it: HTML for one's own site, Markdown, plain text. Pure.

The nodes are those that a person has edited: what has no text any more is left out, and a line's
end in a text stays one. Whatever people wrote stays text.
"""

from formats import escaping
from formats.characters import is_blank
from views.markup import texts

from papers.paper import LEAVES, LISTS

# The page that a fragment is put into has a first heading of its own already.
LOWER = {"h1": "h2", "h2": "h3", "h3": "h4"}
MARKS = {"h1": "# ", "h2": "## ", "h3": "### "}
ADDRESSES = ("https://", "http://")
ENDS = "\r\x0b\x0c\x85\u2028\u2029"
# What neither XML nor HTML has a place for: from, to.
FORBIDDEN = ((0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F), (0xD800, 0xDFFF), (0xFFFE, 0xFFFF))


def html(nodes):
    """Return a paper as a fragment of HTML, which brings neither style nor name with it."""
    made = [_html(name, body) for name, body in _blocks(nodes)]
    return "\n".join(made) + "\n" if made else ""


def markdown(nodes):
    """Return a paper as Markdown (CommonMark, with GFM's tables)."""
    made, before = [], None
    for name, body in _blocks(nodes):
        if name in LISTS and before in LISTS:
            # else the two would be read as one
            made.append("<!-- -->")
        made.append(_markdown(name, body))
        before = name
    return "\n\n".join(made) + "\n" if made else ""


def text(nodes, signs):
    """Return a paper as plain text, for a mail.

    `signs` are what stands for marks (py/texts/papers/): `headings` has a pattern with {text} for
    h1, h2 and h3 each, `bullet` has {text}, `number` {number} and {text}, `cell` {column} and
    {text}, `link` {text} and {address}; `sheet` stands where a new sheet begins.
    """
    made = [_text(name, body, signs) for name, body in _blocks(nodes)]
    return "\n\n".join(made) + "\n" if made else ""


def _blocks(nodes):
    """Return (name, body) of each node that says something.

    The body of a leaf is (lines, address), that of a list one of these for each item, that of a
    table has rows of (name, lines, address), with that of a new sheet being None.
    """
    found = []
    for node in nodes:
        name = node[0]
        if name in LEAVES:
            body = _leaf(node)[1:]
            there = body[0]
        elif name in LISTS:
            there = body = [leaf[1:] for leaf in map(_leaf, node[2:]) if leaf[1]]
        elif name == "table":
            there = body = _rows(node)
        else:
            # nothing turns a sheet that nothing stands on
            body, there = None, found and found[-1][1] is not None
        if there:
            found.append((name, body))
    while found and found[-1][1] is None:
        found.pop()
    return found


def _rows(table):
    """Return a table's rows; below a head, one that is blank is there to be filled by hand."""
    rows = [[_leaf(cell) for cell in row[2:]] for row in table[2:]]
    headed = _is_head(rows)
    return [row for row in rows if headed or any([lines for _, lines, _ in row])]


def _is_head(rows):
    """Whether the first of the rows names the columns."""
    named = [lines for name, lines, _ in rows[0] if name == "th"] if rows else []
    return len(named) > 0 and len(named) == len(rows[0]) and any(named)


def _leaf(node):
    """Return (name, lines, address) of a leaf; without a text, there are no lines."""
    written = "".join(texts(node)).replace("\t", " ")
    for end in ENDS:
        written = written.replace(end, "\n")
    lines = ["".join([c for c in line if _has_place(c)]) for line in written.split("\n")]
    address = node[1].get("data-href")
    if not (address and any([address.startswith(scheme) for scheme in ADDRESSES])):
        address = None
    kept = [line.strip(" ") for line in lines if any([not is_blank(c) for c in line])]
    return node[0], kept, address


def _has_place(character):
    code = ord(character)
    return not any([first <= code <= last for first, last in FORBIDDEN])


def _html(name, body):
    if body is None:
        return "<hr>"
    if name in LISTS:
        return _element(name, "\n" + "".join([_inline("li", *item) + "\n" for item in body]))
    if name == "table":
        rows = ["".join([_cell(row, place) for place in range(len(row))]) for row in body]
        return _element(name, "\n" + "".join([_element("tr", row) + "\n" for row in rows]))
    return _inline(LOWER.get(name, name), *body)


def _cell(row, place):
    """A cell as HTML; a heading says whether it is one of its column or, before others, its row."""
    name, lines, address = row[place]
    if name == "th":
        beside = any([other != "th" for other, _, _ in row])
        return _inline(name, lines, address, ' scope="row"' if beside else ' scope="col"')
    return _inline(name, lines, address)


def _inline(name, lines, address, attributes=""):
    shown = "<br>".join([_escaped(line) for line in lines])
    if address and shown:
        shown = '<a href="' + _escaped(address) + '">' + shown + "</a>"
    return _element(name, shown, attributes)


def _element(name, inside, attributes=""):
    return "<" + name + attributes + ">" + inside + "</" + name + ">"


def _escaped(line):
    for sign, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        line = line.replace(sign, instead)
    return line.replace("'", "&#39;")


def _markdown(name, body):
    if body is None:
        return "---"
    if name in LISTS:
        marks = [str(place) + ". " if name == "ol" else "- " for place in range(1, len(body) + 1)]
        items = zip(marks, body)
        return "\n".join([mark + _lines(item, " " * len(mark)) for mark, item in items])
    if name == "table":
        rows = [[_linked(lines, address, "<br>") for _, lines, address in row] for row in body]
        if not _is_head(body):
            rows = [[""] * len(rows[0])] + rows
        rows = rows[:1] + [["---"] * len(rows[0])] + rows[1:]
        return "\n".join(["| " + " | ".join(row) + " |" for row in rows])
    if name in MARKS:
        # a heading has one line
        return MARKS[name] + _linked([" ".join(body[0])], body[1], "", escaping.heading)
    return _lines(body, "")


def _lines(body, margin):
    """A leaf's lines, in each of which a mark could begin; two blanks break them everywhere."""
    return _linked(body[0], body[1], "  \n" + margin, escaping.beginning)


def _linked(lines, address, end, escape=escaping.line):
    shown = end.join([escape(line) for line in lines])
    if not address or not shown:
        return shown
    # A link's text can't hold another link, nor a bracket without its other one.
    if "]" in shown or "<" in shown or "://" in shown:
        return shown + " <" + address + ">"
    return "[" + shown + "](" + escaping.address(address) + ")"


def _text(name, body, signs):
    if body is None:
        return signs["sheet"]
    if name in LISTS:
        patterns = [signs["bullet"] if name == "ul" else signs["number"]] * len(body)
        items = enumerate(zip(patterns, body), 1)
        return "\n".join([p.format(number=n, text=_plain(item, signs)) for n, (p, item) in items])
    if name == "table":
        return _table(body, signs)
    if name in MARKS:
        return signs["headings"][len(MARKS[name]) - 2].format(text=_plain(body, signs))
    return _plain(body, signs)


def _plain(body, signs):
    lines, address = body
    shown = "\n".join(lines)
    if not address or not shown or shown == address:
        return shown
    return signs["link"].format(text=shown, address=address)


def _table(rows, signs):
    """A table as lines, each with its column's name; a blank row takes one line."""
    shown = [[_plain(cell[1:], signs) for cell in row] for row in rows]
    if not _is_head(rows[:-1]):
        return "\n".join(["\t".join(row).rstrip() for row in shown])
    head, made = shown[0], []
    for row in shown[1:]:
        # A row may be shorter than its head, and longer.
        named = zip(head + [""] * len(row), row)
        cells = [signs["cell"].format(column=c, text=t) if c else t for c, t in named]
        made.append(("\n" if any(row) else " ").join(cells))
    return "\n\n".join(made)
