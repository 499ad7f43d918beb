"""A paper that goes out as HTML, Markdown or plain text says what its nodes say, and no more."""

import re
from html.parser import HTMLParser

import markdown
import pytest
from formats import characters
from papers import paper, written
from papers.paper import bullets, leaf, new_sheet, table
from payloads import TEXTS
from test_papers import MADE, leaves
from views.markup import node

# As py/texts/papers/ has them.
SIGNS = {
    "headings": ["# {text}", "## {text}", "### {text}"],
    "bullet": "* {text}",
    "number": "{number}) {text}",
    "cell": "{column}: {text}",
    "link": "{text} ({address})",
    "sheet": "-----",
}
ADDRESS = "https://example.jp/a_b?x=1&y=2"
# Texts that mean something where a line begins, and those that people copy.
MARKS = ["# a", "a #", "## a ##", "- a", "+ a", "* a", "1. a", "12) a", "> a", "===", "    a"]
MARKS += ["a\n===", "a\n---", "a\n- b", "a\n1. b", "a\n\nb", "a\\\nb", "[a]: b", "a  "]
MARKS += ["![a](b)", "[a](b)", "]", "<b>", "&amp;", "a\r\nb\rc", "a\tb", "_______", "□ a", ADDRESS]
MARKS += ["www.example.jp/*a*", "a@example.jp", "https://example.jp/*b*)", "{: #a}", "~~a~~"]


class Parsed(HTMLParser):
    """HTML as [element, attributes, text] of each that opens, with what stands directly in it."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append([tag, dict(attrs), ""])
        if tag in ("br", "hr"):
            self.handle_data("\n")
        else:
            self.open.append(self.found[-1])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()[0]

    def handle_data(self, data):
        for one in self.open:
            one[2] += data


def with_everywhere(text):
    """A paper in which a text stands in every kind of leaf, beside others and as a link."""
    return [
        leaf("h1", text, "a"),
        leaf("p", text, "b"),
        leaf("h2", "x"),
        bullets([text, "x", text], "c"),
        leaf("h3", text),
        node("ol", *[leaf("li", text, f"d-{place}") for place in range(2)]),
        new_sheet(),
        leaf("p", text, data_href=ADDRESS),
        table([text, "x"], [["x", text], ["", ""]]),
        node("ul", leaf("li", text, data_href=ADDRESS)),
    ]


def seen(text):
    """What of a text can be seen, without blanks; what only steers others isn't."""
    kept = [sign for sign in text if not characters.is_invisible(sign)]
    return re.sub(r"\s", "", "".join(kept))


def said(nodes):
    """What can be seen of each leaf that says something, in order."""
    found = [seen("".join(one[2:])) for one in leaves(nodes)]
    return [text for text in found if any(not characters.is_blank(sign) for sign in text)]


def shown(html):
    """What can be seen of each block of HTML that says something."""
    blocks = [text for tag, _, text in Parsed(html).found if re.fullmatch("h[1-6]|p|li|t[hd]", tag)]
    return [seen(text) for text in blocks if seen(text)]


def rendered(nodes):
    return markdown.markdown(written.markdown(nodes), extensions=["tables", "pymdownx.tilde"])


HOSTILE = [with_everywhere(text) for text in [*TEXTS, *MARKS]]
ALL = [nodes for _, nodes in MADE] + HOSTILE


@pytest.mark.parametrize("nodes", ALL)
def test_html_is_a_fragment_that_brings_nothing_with_it(nodes):
    """Nothing but blocks and links: no class, id, style or data, and no first heading."""
    parsed = Parsed(written.html(nodes))

    allowed = {*paper.BLOCKS, *paper.ROWS, *paper.LEAVES, "h4", "a", "br", "hr"} - {"h1", "div"}
    assert {tag for tag, _, _ in parsed.found} <= allowed
    attributes = [(tag, name) for tag, named, _ in parsed.found for name in named]
    assert {*attributes} <= {("a", "href"), ("th", "scope")}
    assert [] == parsed.open


@pytest.mark.parametrize("nodes", ALL)
def test_html_says_what_the_nodes_say(nodes):
    """Each block's text is a leaf's, sign for sign."""
    assert said(nodes) == shown(written.html(nodes))


@pytest.mark.parametrize("nodes", ALL)
def test_markdown_says_what_the_nodes_say(nodes):
    """As a program shows it, each block's text is a leaf's; a link that couldn't be one follows."""
    made = [text.removesuffix(seen(ADDRESS)) or text for text in shown(rendered(nodes))]

    assert [text.removesuffix(seen(ADDRESS)) or text for text in said(nodes)] == made


@pytest.mark.parametrize("text", [*TEXTS, *MARKS])
def test_no_text_becomes_markup(text):
    """Whatever stands in the leaves, the tags are those that a harmless word leaves, and links."""
    harmless = "x" if any(not characters.is_blank(sign) for sign in text) else ""

    assert tags(rendered(with_everywhere(harmless))) == tags(rendered(with_everywhere(text)))


def tags(html):
    return [tag for tag, _, _ in Parsed(html).found if tag not in ("a", "br")]


@pytest.mark.parametrize("nodes", ALL)
def test_plain_text_says_what_the_nodes_say(nodes):
    """Every leaf's text stands in the mail, in order, and nothing that commands a terminal."""
    text = written.text(nodes, SIGNS)
    rest = seen(text)
    for one in said(nodes):
        # A table's head is said again with each row.
        assert one in rest
    assert [] == re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]", text)


def test_what_a_person_emptied_is_left_out():
    """An emptied leaf goes, and with it a list, a row and a table that have nothing else."""
    nodes = [
        leaf("h1", "a"),
        leaf("p", " \u3000\u200b\n"),
        bullets(["", "\n"], "b"),
        bullets(["", "c"], "c"),
        node("table", node("tr", leaf("td", ""), leaf("td", " "))),
        node("table", node("tr", leaf("td", "d")), node("tr", leaf("td", ""))),
    ]

    expected = "<h2>a</h2>\n<ul>\n<li>c</li>\n</ul>\n<table>\n<tr><td>d</td></tr>\n</table>\n"
    assert expected == written.html(nodes)
    assert "# a\n\n- c\n\n|  |\n| --- |\n| d |\n" == written.markdown(nodes)
    assert "# a\n\n* c\n\nd\n" == written.text(nodes, SIGNS)
    assert ["", "", ""] == [
        written.html([leaf("p", "")]),
        written.markdown([leaf("p", "")]),
        written.text([new_sheet()], SIGNS),
    ]


def test_a_row_to_fill_by_hand_stays():
    """Below a head, blank rows are no empty ones."""
    nodes = [table(["a", "b"], [["", ""], ["", ""]])]

    assert 2 == written.html(nodes).count("<tr><td></td><td></td></tr>")
    assert 2 == written.markdown(nodes).count("|  |  |")
    assert "a:  b: \n\na:  b: \n" == written.text(nodes, SIGNS)


def test_a_sheet_ends_only_between_two_that_say_something():
    """A new sheet that nothing precedes, follows or parts from the next isn't one."""
    nodes = [new_sheet(), leaf("p", "a"), new_sheet(), leaf("p", ""), new_sheet(), leaf("p", "b")]

    assert "<p>a</p>\n<hr>\n<p>b</p>\n" == written.html([*nodes, new_sheet()])
    assert "a\n\n---\n\nb\n" == written.markdown([*nodes, new_sheet()])


@pytest.mark.parametrize("address", ["javascript:window.ran=1", "//evil.example", "data:,", ""])
def test_only_an_address_of_the_web_is_a_link(address):
    """A leaf with another address is text."""
    nodes = [leaf("p", "a", data_href=address)]

    assert ["<p>a</p>\n", "a\n", "a\n"] == [
        written.html(nodes),
        written.markdown(nodes),
        written.text(nodes, SIGNS),
    ]
