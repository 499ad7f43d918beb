"""The form and all explanations as one HTML file that needs no network: pure functions.

A page that is opened from a folder can fetch nothing. So the file carries what the site's page
loads: modules as data: addresses in an import map, all else for `answer-fetch.js` to hand out.
"""

import base64
import functools
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pages

# Where the page finds what it carries: no place from which a browser would load anything.
ROOT = "carried://here/"
# What can't stand in a data: address as it is; what would end a script element or open a comment.
_UNSAFE = re.compile('[^ -"$&-~]+')
_ENDING = re.compile("<(?=[!/])")
_RELATIVE = re.compile(r"""(?<=["'])\./([\w.-]+\.js)(?:\?[\w-]+)?(?=["'])""")
_VOID = {"br", "col", "hr", "img", "input", "wbr"}
# What names an element of the same page.
_REFERENCES = {"id", "for", "name", "aria-labelledby", "aria-describedby", "aria-controls"}
# The parser writes attributes in small letters; SVG cares.
_SVG_NAMES = {"viewbox": "viewBox"}
_LINKS = [
    (re.compile(r"^(?:\.\./)+(?:items/)?0*(\d+)/$"), r"#item-\1"),
    (re.compile(r"^(?:\.\./)+diagnose/(#question-\d+)$"), r"\1"),
    (re.compile(r"^(?:\.\./)+diagnose/$"), "#form"),
    (re.compile(r"^(?:\.\./)+items/(?:#choosing)?$"), "#explained"),
    (re.compile(r"^(?:\.\./)+incident/$"), "#incident"),
    (re.compile(r"^(?:\.\./)+papers/$"), "#papers"),
    (re.compile(r"^(?:\.\./)+quiz/$"), "#quiz-answers"),
    (re.compile(r"^(https?://.*)$"), r"\1"),
]


def import_map(modules):
    """Return the import map, as JSON text, of modules given as {address on the site: code}.

    A module in a data: address has no folder: what another one imports goes by its bare name.
    """
    imported = {name for code in modules.values() for name in _RELATIVE.findall(code)}
    imports = {}
    for address, code in modules.items():
        name = address.rpartition("/")[2]
        key = name if name in imported else ROOT + address
        plain = _UNSAFE.sub(lambda found: quote(found[0]), _RELATIVE.sub(r"\1", code))
        imports[key] = "data:text/javascript," + _ENDING.sub("%3C", plain)
    return json.dumps({"imports": imports}, separators=(",", ":"))


def style(sheets):
    """Return style sheets as one, without what leads to other files."""
    joined = "\n".join(sheets).removeprefix('@charset "UTF-8";')
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", joined)


def carried(files, compress):
    """Return what answer-fetch.js hands out, from {address on the site: (media type, bytes)}.

    Python stays readable in the file. `compress` makes gzip of bytes, always the same.
    """
    return {
        ROOT + address: content.decode()
        if media_type == "text/x-python"
        else {"type": media_type, "gzip": base64.b64encode(compress(content)).decode()}
        for address, (media_type, content) in files.items()
    }


def explained(questionnaire, items, licences):
    """Return the nodes (see py/markup.py) of all explanations, one disclosure for each item.

    `items` has (number, name, HTML of the item's page) in order; first comes how to choose where
    one is in doubt, last the `licences` of what others wrote, a text. Raises ValueError for a link
    that has no place in the file.
    """
    words = questionnaire.words["one_file"]
    answering = questionnaire.words["answering"]
    doubts = [
        ["p", {}, ["b", {}, row["case"]], ["br", {}], row["choice"]] for row in answering["doubts"]
    ]
    disclosures = [
        [
            "details",
            {"id": f"item-{number}", "class": "explained"},
            ["summary", {}, ["h3", {}, name]],
            *_nodes(html.partition("</header>")[2].partition('<nav class="neighbours"')[0], number),
            [
                "p",
                {},
                ["a", {"href": f"#question-{number}"}, questionnaire.words["item_page"]["answer"]],
            ],
        ]
        for number, name, html in items
    ]
    return [
        ["p", {}, words["explained"]],
        [
            "details",
            {"id": "choosing"},
            ["summary", {}, answering["doubts_title"]],
            ["p", {}, answering["doubts_lead"]],
            *doubts,
        ],
        *disclosures,
        ["details", {"id": "licences"}, ["summary", {}, words["licences"]], ["pre", {}, licences]],
    ]


def quiz(questionnaire):
    """Return the node of the quiz for staff, to stand among the explanations."""
    words = questionnaire.words["papers"]["quiz"]
    rows = []
    for place, row in enumerate(pages.quiz_rows(questionnaire), 1):
        answer = f"{row['answer']['mark']} {row['answer']['said']}"
        link = ["a", {"href": f"#item-{row['number']}"}, row["title"]]
        rows.append(
            [
                "details",
                {},
                ["summary", {}, f"{place}. {row['said']}"],
                ["p", {}, ["b", {}, answer]],
                ["p", {}, row["why"]],
                ["p", {}, words["read"], link],
            ]
        )
    return ["details", {"id": "quiz-answers"}, ["summary", {}, words["title"]], *rows]


# Of most pages, nothing changes between two builds of one process.
@functools.lru_cache(maxsize=1000)
def _nodes(html, number):
    parser = _Nodes(f"item-{number}-")
    try:
        parser.feed(html)
        parser.close()
        if len(parser.open) != 1:
            raise ValueError(f"<{parser.open[-1][0]}> isn't closed. Close it.")
    except ValueError as error:
        raise ValueError(f"items/{pages.slug(number)}.md: {error}") from error
    return parser.open[0][2:]


class _Nodes(HTMLParser):
    """HTML of an item's page as nodes: names made unique, headings two levels down."""

    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix
        self.open = [["top", {}]]

    def handle_starttag(self, tag, attributes):
        node = [
            _lowered(tag),
            dict(self.attribute(name, value or "") for name, value in attributes),
        ]
        self.open[-1].append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        node = self.open.pop()
        if node[0] != _lowered(tag):
            raise ValueError(f"<{node[0]}> ends as <{tag}>. Close what was opened last.")

    def handle_data(self, data):
        text = re.sub(r"\s+", " ", data)
        if text.strip() or (text and self.open[-1][0] in ("p", "li", "td", "span")):
            self.open[-1].append(text)

    def attribute(self, name, value):
        if name == "href":
            return name, self.link(value)
        if name in _REFERENCES:
            return name, " ".join(self.prefix + one for one in value.split())
        return _SVG_NAMES.get(name, name), value

    def link(self, address):
        for shape, place in _LINKS:
            if found := shape.match(address):
                return found.expand(place)
        raise ValueError(
            f"the link to {address} leads nowhere in the single file. Link to an item's page, the "
            "form, or an address that begins with https://."
        )


def _lowered(tag):
    return f"h{int(tag[1]) + 2}" if tag in ("h2", "h3", "h4") else tag
