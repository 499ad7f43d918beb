"""Word files of papers, made by the published script, as other programs read them."""

import base64
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from types import SimpleNamespace
from xml.etree import ElementTree

import docx
import installed
import papers
import pypdf
import pytest
from docx.oxml.ns import qn
from papers.paper import leaf
from payloads import TEXTS
from spreadsheets import has_libreoffice
from test_papers import LONGEST, MADE, WORDS, leaves
from test_scripts import node
from test_written import with_everywhere

# Reads papers, writes their files: in one go, for a start takes longer than a paper.
RUN = """
import {{ readFileSync, writeSync }} from "node:fs";
import {{ word }} from {script};
const made = [];
for (const [nodes, options] of JSON.parse(readFileSync(0, "utf8")))
  made.push(Buffer.from(await word(nodes, options)).toString("base64"));
writeSync(1, JSON.stringify(made));
"""
PAPERS = [
    *[(WORDS[one.name]["title"], nodes, one.wide) for one, nodes in MADE],
    ("".join(TEXTS), [one for text in [*TEXTS, LONGEST] for one in with_everywhere(text)], False),
    ("wide", [leaf("h1", "x")], True),
]
# What XML has no place for, and what ends a line.
GONE = "[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029\\s]"


def files(folder, many):
    """Return the bytes of the Word file of each (title, nodes, wide)."""
    script = folder / "word.mjs"
    script.write_text(installed.bundle("js/papers/word.js", minified=True)[0], encoding="utf-8")
    run = folder / "run.mjs"
    run.write_text(RUN.format(script=json.dumps(script.as_uri())), encoding="utf-8")
    options = [{"title": title, "language": "ja", "wide": wide} for title, _, wide in many]
    given = json.dumps([[nodes, one] for (_, nodes, _), one in zip(many, options, strict=True)])
    done = subprocess.run([*node(), run], input=given.encode(), capture_output=True, check=True)
    return [base64.b64decode(text) for text in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Each of PAPERS with its file, and that as python-docx reads it."""
    written = files(tmp_path_factory.mktemp("word"), PAPERS)
    rows = []
    for (title, nodes, wide), data in zip(PAPERS, written, strict=True):
        read = docx.Document(io.BytesIO(data))
        rows.append(SimpleNamespace(title=title, nodes=nodes, wide=wide, data=data, read=read))
    return rows


def plain(text):
    return re.sub(GONE, "", text)


def said(nodes, *names):
    """What each leaf of these elements says, if it says anything; of a link, the address, too."""
    chosen = [one for one in leaves(nodes) if one[0] in names]
    found = [(plain("".join(one[2:])), one[1].get("data-href")) for one in chosen]
    # only blanks that have no width
    shown = [one for one in found if re.sub("[\u200b\u2060\ufeff]", "", one[0])]
    return [plain(f"{text} {address}") if address else text for text, address in shown]


def paragraphs(read, pattern):
    found = [one for one in read.paragraphs if re.fullmatch(pattern, one.style.name)]
    return [plain(one.text) for one in found if one.text]


def test_headings_are_headings(made):
    """Each heading has Word's own style of its rank."""
    for one in made:
        for rank in "123":
            expected = said(one.nodes, f"h{rank}")
            assert expected == paragraphs(one.read, f"Heading {rank}")


def test_paragraphs_are_paragraphs(made):
    """What is no heading and in no list stands in plain paragraphs, links with their text."""
    for one in made:
        assert said(one.nodes, "p") == paragraphs(one.read, "Normal")


def test_lists_are_lists(made):
    """Each entry of a list is numbered by Word, with dots or numbers."""
    for one in made:
        items = [item for item in one.read.paragraphs if item._p.xpath("./w:pPr/w:numPr")]
        assert said(one.nodes, "li") == [plain(item.text) for item in items]
        expected = [
            "decimal" if node[0] == "ol" else "bullet"
            for node in one.nodes
            if node[0] in ("ol", "ul")
            for _ in said(node[2:], "li")
        ]
        assert expected == [format_of(one.read, item) for item in items]


def format_of(read, item):
    """How the numbering of a list's entry counts: "bullet" or "decimal"."""
    numbering = read.part.numbering_part.element
    (number,) = item._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    (kind,) = numbering.xpath(f"./w:num[@w:numId={number}]/w:abstractNumId/@w:val")
    (level,) = numbering.xpath(f"./w:abstractNum[@w:abstractNumId={kind}]/w:lvl/w:numFmt/@w:val")
    return level


def test_tables_are_tables(made):
    """Each table has its rows and cells, blank ones too; a row of heads is said on every sheet."""
    for one in made:
        tables = [node for node in one.nodes if node[0] == "table"]
        assert len(tables) == len(one.read.tables)
        for table, read in zip(tables, one.read.tables, strict=True):
            expected = [["".join(said([cell], cell[0])) for cell in row[2:]] for row in table[2:]]
            assert expected == [[plain(cell.text) for cell in row.cells] for row in read.rows]
            heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in read.rows]
            named = all(cell[0] == "th" for cell in table[2][2:])
            assert [named] + [False] * (len(heads) - 1) == heads


def test_links_lead_to_their_address(made):
    """A leaf that is a link as a whole is one, to that address."""
    for one in made:
        links = [link for p in one.read.paragraphs for link in p.hyperlinks]
        named = [node for node in leaves(one.nodes) if "data-href" in node[1]]
        named = [node for node in named if said([node], "p", "li")]
        assert [node[1]["data-href"] for node in named] == [link.address for link in links]


def test_a_file_says_its_title_and_nobodys_name(made):
    """The properties of a file have title and language; no author, no time."""
    for one in made:
        properties = one.read.core_properties
        assert plain(one.title) == plain(properties.title)
        assert ("ja", "", "") == (
            properties.language,
            properties.author,
            properties.last_modified_by,
        )
        assert (None, None) == (properties.created, properties.modified)


def test_a_sheet_is_a4(made):
    """Each is A4 with margins of 15 mm, and on its side where it is wide."""
    for one in made:
        (section,) = one.read.sections
        size = [round(section.page_width.mm), round(section.page_height.mm)]
        assert ([297, 210] if one.wide else [210, 297]) == size
        assert {15} == {round(m.mm) for m in (section.left_margin, section.top_margin)}


def test_the_letters_are_japanese_ones(made):
    """Every kind of letter has a font that Japanese is written with, and its language."""
    defaults = made[0].read.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    language = next(defaults.iter(qn("w:lang")))

    names = ("ascii", "hAnsi", "eastAsia", "cs")
    assert ["Yu Gothic"] * 4 == [fonts.get(qn(f"w:{name}")) for name in names]
    assert ["en-US", "ja-JP"] == [language.get(qn(f"w:{name}")) for name in ("val", "eastAsia")]


def test_every_part_is_xml(made):
    """Whatever is written in it, each part of a file is XML, and no moment stands in the file."""
    for one in made:
        with zipfile.ZipFile(io.BytesIO(one.data)) as packed:
            for entry in packed.infolist():
                ElementTree.fromstring(packed.read(entry))  # noqa: S314, ours
                assert (1980, 1, 1, 0, 0, 0) == entry.date_time


def test_every_paper_was_tried():
    """Each paper that there is was made as a Word file, with the longest names too."""
    assert {one.name for one, _ in MADE} == {one.name for one in papers.every()}
    assert any(LONGEST in "".join(map(str, nodes)) for _, nodes in MADE)


def test_a_short_table_is_not_cut(made):
    """A card, and any table of a few rows, stands on one sheet: each row is kept with the next."""
    for one in made:
        for table in one.read.tables:
            *rows, last = [row.cells[0].paragraphs[0].paragraph_format for row in table.rows]
            assert {bool(row.keep_with_next) for row in rows} <= {len(table.rows) <= 10}
            assert not last.keep_with_next


@pytest.mark.audit
@pytest.mark.skipif(not has_libreoffice("writer"), reason="LibreOffice Writer isn't installed")
def test_libreoffice_shows_every_text(made, tmp_path):
    """Writer opens each file, and its PDF has every text, on as many sheets as it is for."""
    for place, one in enumerate(made[: len(MADE)]):
        (tmp_path / f"{place}.docx").write_bytes(one.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    sources = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    for place, one in enumerate(made[: len(MADE)]):
        pages = pypdf.PdfReader(tmp_path / f"{place}.pdf").pages
        begun = 1 + sum(name == "div" for name, *_ in one.nodes)
        text = plain("".join(page.extract_text() for page in pages))
        # The rules are as long as they are; with the longest names, others may be longer, too.
        open_end = MADE[place][0].name == "rules" or LONGEST in str(one.nodes)
        assert begun == len(pages) or (open_end and begun < len(pages))
        for page in pages:
            assert plain(page.extract_text()) != ""
        for expected in said(one.nodes, "h1", "h2", "h3", "p", "li", "th", "td"):
            assert shown(expected) in shown(text)


def shown(text):
    """A text as a PDF gives it back: without blanks, its signs in their usual shape."""
    # A font may name these by what looks the same: a radical, another dot.
    usual = {0x2ED1: "長", 0x2027: "・"}
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(usual))
