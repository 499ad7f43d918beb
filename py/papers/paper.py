"""What there is to say of a paper, and what it is made of: blocks, as nodes (views/markup.py).

A paper is a list of nodes of the elements in BLOCKS, ROWS and LEAVES alone, so that each way to
hand it out (screen, print, Word, HTML, Markdown, text) has all of it. Only a leaf has text, which
a person may change; a `data-key` says which one that is, whatever the text has become. A node with
`data_aside=True` says something to whoever makes the paper: it stands on the page, and nothing that
is handed out has it.
"""

from ideas import labels
from views.markup import node

# h1 once, at the top. `div` with data-sheet="new" stands where a new sheet of paper begins.
BLOCKS = ("h1", "h2", "h3", "p", "ul", "ol", "table", "div")
LISTS = ("ul", "ol")
ROWS = ("tr",)
LEAVES = ("h1", "h2", "h3", "p", "li", "th", "td")
# What is written by hand: a line, a box.
LINE = "________________"
BOX = "□"


class Paper:
    """A paper: its words are words["papers"][name], which have at least `title` and `about`.

    - name: the fragment of its place on the page, a permanent address
    - group: one of GROUPS, under which it is offered; place: among the others
    - fields: names of entered.FIELDS that it reads, in the order in which they are asked
    - make: (questionnaire, words, record, given) → nodes. `words` are the paper's own, `record` is
      that of the tab (py/ideas/record.py), blank where there is none, `given` what was entered: a
      dict with every field's value (entered.blank)
    - fixed: whether it says what the record has, or was found, so that nobody may change its texts
    - sheet: "A4", or "card" for one that is cut out; wide: whether it lies on its side
    """

    def __init__(self, name, group, place, make, fields=(), sheet="A4", wide=False, fixed=False):
        self.name = name
        self.group = group
        self.place = place
        self.make = make
        self.fields = fields
        self.sheet = sheet
        self.wide = wide
        self.fixed = fixed


# In the order of the page; their words are papers.page.groups.
GROUPS = ("declare", "rules", "incident", "partners", "training", "talk")


def leaf(element, text, key=None, **attributes):
    """Return a block of text. With a `key`, unique in its paper, a change of it is its alone.

    A text that depends on an answer or a fact has a key that does, too ("rule-10a:planned"), so
    that what somebody wrote in place of one isn't taken for the other.
    """
    return node(element, text, data_key=key, **attributes)


def depending(element, text, key, fact):
    """Return a block of text that depends on a fact: a text, or None or "" where there is none.

    What somebody wrote in place of it, when another fact held, may take its place at their word.
    """
    named = "{}:{}".format(key, fact) if fact else key
    return leaf(element, text, named, data_stem=key)


def bullets(items, key):
    """Return a list of texts; the key of each is `key` and its place."""
    made = [leaf("li", text, "{}-{}".format(key, place)) for place, text in enumerate(items)]
    return node("ul", *made)


def table(head, rows, key=None):
    """Return a table of texts: `head` names the columns; with a `key`, each cell has its own."""
    lines = [node("tr", *[leaf("th", text, scope="col") for text in head])]
    for line, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            named = "{}-{}-{}".format(key, line, column) if key else None
            cells.append(leaf("td", text, named))
        lines.append(node("tr", *cells))
    return node("table", *lines)


def handed_out(nodes):
    """Return a paper's nodes as they are handed out: without those said aside, at any depth."""
    kept = []
    for one in nodes:
        if type(one) is not list:
            kept.append(one)
        elif "data-aside" not in one[1]:
            kept.append(one[:2] + handed_out(one[2:]))
    return kept


def day(questionnaire, given):
    """Return a day such as 2026-04-01 as people write it, or a line to write it on."""
    return labels.day(questionnaire, given) if given else LINE


def new_sheet():
    """Return what stands where a new sheet of paper begins."""
    return node("div", data_sheet="new")
