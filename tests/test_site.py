"""The built site as files: complete, linked, free of what must not be there."""

import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import checked
import claims
import pytest
import sources
from built import catalog, texts
from mkdocs.config import load_config

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
PAGES = sorted(SITE.rglob("*.html"))
CATALOG = catalog()
TEXTS = texts()
ITEMS = [f"{item['number']:02d}" for item in CATALOG["items"]]
BASE = "https://site.invalid/"
# What a page loads by itself; a link is only followed by a person.
LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src")}


class Reader(HTMLParser):
    """Collects the ids, the links and the attributes of a page."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.attributes = [], [], [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            elif (tag, name) == ("a", "href"):
                self.links.append(value)
            elif (tag, name) in LOADING:
                self.loads.append(value)


READ = {path: Reader(path) for path in PAGES}


def target(path, link):
    """The file of the site that a link on a page means, and its fragment; None if outside."""
    address = BASE + path.relative_to(SITE).as_posix().removesuffix("index.html")
    url, fragment = urldefrag(urljoin(address, link))
    if not url.startswith(BASE):
        return None, fragment
    file = SITE / unquote(url.removeprefix(BASE).partition("?")[0])
    return (file / "index.html" if url.endswith("/") else file), unquote(fragment)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_links_lead_somewhere(path):
    """Every link within the site leads to a file that is there, and to an id in it.

    The single file draws its explanations when it is opened: test_single.py follows their links.
    """
    broken = []
    for link in READ[path].links + READ[path].loads:
        file, fragment = target(path, link)
        if file is None:
            continue
        later = path.name == "selfcheck.html" and re.fullmatch(r"item-\d+", fragment)
        if not file.is_file() or (fragment and not later and fragment not in READ[file].ids):
            broken.append(link)

    assert [] == broken


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_a_page_loads_from_the_site_alone(path):
    """No page names another host for anything that loads by itself, nor an absolute address."""
    assert [] == [link for link in READ[path].loads if urlsplit(link).netloc or link[:1] == "/"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_an_id_is_of_one_element(path):
    """No page has an id twice: what looks for the second one would find the first."""
    assert [] == [name for name, count in Counter(READ[path].ids).items() if count > 1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_a_page_bears_a_strict_policy(path):
    """No page has inline handlers, style attributes or a value that a template failed to name."""
    assert set() == {
        name for name in READ[path].attributes if name == "style" or name.startswith("on")
    }
    assert "built-in method" not in path.read_text(encoding="utf-8")


def test_every_item_has_its_page():
    """docs/items holds one page per item of the catalogue and the index, nothing else."""
    expected = sorted([*(f"{number}.md" for number in ITEMS), "index.md"])

    assert expected == sorted(path.name for path in (ROOT / "docs" / "items").iterdir())
    assert [] == [number for number in ITEMS if not (SITE / "items" / number).is_dir()]


SECTIONS = [
    "まず一言",
    "どの答えを選ぶか",
    "なぜ必要か",
    "今日できること",
    "手順",
    "わからないとき",
    "確かめた証拠",
    "よくある思い込み",
    "関連",
]


def prose_of(number):
    """The head and the sections of an item's own Markdown, by title."""
    text = (ROOT / "docs" / "items" / f"{number}.md").read_text(encoding="utf-8")
    _, head, prose = text.split("---\n", 2)
    _, *parts = re.split("^## (.*)$", prose, flags=re.MULTILINE)
    return head, dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("number", ITEMS)
def test_an_item_page_has_nine_sections(number):
    """Each item's Markdown has the nine sections, and the month and the habit under today."""
    head, sections = prose_of(number)

    assert re.search("^description: .{30,}$", head, re.MULTILINE)
    assert list(sections) == SECTIONS
    today = re.findall("^### (.*)$", sections["今日できること"], re.MULTILINE)
    assert ["今月やること", "続けること"] == today
    assert len(sections["まず一言"].strip().splitlines()) == 1
    assert 1 <= len(re.findall("^- ", sections["よくある思い込み"], re.MULTILINE)) <= 3
    assert len(re.findall(r"\]\(\d\d\.md\)", sections["関連"])) >= 2


@pytest.mark.parametrize("number", ITEMS)
def test_an_item_page_has_prose_of_its_own(number):
    """Each item's own prose is between 1,500 and 5,000 characters long."""
    prose = "".join(prose_of(number)[1].values())
    plain = re.sub(r"^#.*$|<!--.*?-->|\]\([^)]*\)|[\s\[*|]", "", prose, flags=re.MULTILINE)

    assert 1_500 <= len(plain) <= 5_000


@pytest.mark.parametrize("number", ITEMS)
def test_each_measure_is_explained(number):
    """What to do this month has one entry per measure of the source."""
    month = prose_of(number)[1]["今日できること"].partition("### 今月やること")[2]
    entries = re.findall("^- ", month.partition("### 続けること")[0], re.MULTILINE)
    text = next(row for row in TEXTS["items"] if row["number"] == int(number))

    assert len(text["measures"]) <= len(entries)


@pytest.mark.parametrize("number", ITEMS)
def test_an_item_page_stands_alone(number):
    """Found by a search engine, a page says what it is: in words, Open Graph and JSON-LD."""
    html = (SITE / "items" / number / "index.html").read_text(encoding="utf-8")
    title = CATALOG["items"][int(number) - 1]["title"]
    description = re.search("^description: (.*)$", prose_of(number)[0], re.MULTILINE)[1]

    assert 40 <= len(description) <= 100
    assert f'<meta name="description" content="{description}">' in html
    for name, value in (("type", "article"), ("title", title), ("description", description)):
        (content,) = re.findall(f'<meta property="og:{name}" content="([^"]*)">', html)
        assert value in content
    assert TEXTS["origin"]["site"] in html
    assert f'href="../../diagnose/#question-{int(number)}"' in html
    (data,) = re.findall('<script type="application/ld.json">(.*?)</script>', html)
    assert json.loads(data)["description"] == description


def test_outside_links_are_those_that_were_checked():
    """Every link out of the site is a resource, or on the list of checked links.

    Resources are the catalogue's, and those that a copy's operator names in mkdocs.yml.
    """
    extra = load_config(str(ROOT / "mkdocs.yml")).extra
    own = {extra["contact"], *(row["url"] for row in extra["resources"])}
    listed = json.loads((ROOT / "docs" / "links.json").read_text(encoding="utf-8"))
    checked = {link["url"] for link in listed}
    resources = {resource["url"] for resource in CATALOG["resources"]}
    linked = {
        link
        for path in PAGES
        for link in READ[path].links
        if urlsplit(link).scheme and target(path, link)[0] is None
    }

    assert set() == linked - checked - resources - own
    assert set() == checked - linked, "on the list, but linked nowhere"


@pytest.mark.parametrize("name", ["page/form.py", "ideas/record.py", "scoring.py", "catalog.json"])
def test_the_site_serves_the_very_files_that_the_tests_run(name):
    """What the browser runs is, byte for byte, what stands in py/."""
    assert (ROOT / "py" / name).read_bytes() == (SITE / "py" / name).read_bytes()


@pytest.mark.parametrize("name", ["first.txt", "later.txt"])
def test_what_comes_joined_does_what_the_files_do(name):
    """Each module is that of py/, line for line, without its comments and docstrings."""
    parts = [
        part.partition("\n") for part in (SITE / "py" / name).read_text("utf-8").split("\f")[1:]
    ]
    modules = {module: text for module, _, text in parts if module != "texts.json"}

    assert 3 < len(modules)
    for module, text in modules.items():
        whole = (ROOT / "py" / module).read_text("utf-8")
        assert done(whole) == done(text), module
        assert said(ast.parse(text)) <= {""}, module
        assert "#" not in {token.string[:1] for token in tokens(text)}, module


def done(text):
    """What a module does in which line, whatever its strings say to people alone."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    return [(node.lineno, ast.dump(node)) for node in ast.walk(tree) if isinstance(node, ast.stmt)]


def said(tree):
    """The docstrings of a module."""
    return {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def tokens(text):
    return tokenize.generate_tokens(io.StringIO(text).readline)


@pytest.mark.parametrize("name", ["", "about/", "accessibility/", "privacy/"])
def test_a_page_says_who_runs_the_copy(name):
    """Each of these pages says who runs this copy, and when the texts were checked."""
    html = (SITE / name / "index.html").read_text(encoding="utf-8")
    year, month, day = map(int, claims.newest(checked.register(sources.LANGUAGE)).split("-"))
    day = TEXTS["report"]["day"].format(year=year, month=month, day=day)
    operator = load_config(str(ROOT / "mkdocs.yml")).extra["operator"]
    words = TEXTS["site"]

    assert words["operator" if operator else "no_operator"].format(name=operator) in html
    assert words["checked"].format(day=day) in html


def test_the_site_says_that_it_is_unofficial():
    """Each page says that the site is unofficial."""
    assert [] == [path for path in PAGES if "非公式" not in path.read_text(encoding="utf-8")]


def test_developers_documents_are_not_published():
    """Decision records and the README's picture stay out of the site."""
    assert not (SITE / "decisions").exists()
    assert not (SITE / "assets" / "screenshot.png").exists()


def test_the_version_is_the_newest_of_the_changelog():
    """The version that stands in every record is that of CHANGELOG.md's newest entry."""
    configured = re.search("^  site_version: (.*)$", read("mkdocs.yml"), re.MULTILINE)[1]
    newest = re.search("^## (.*)（20\\d\\d-\\d\\d-\\d\\d）$", read("CHANGELOG.md"), re.MULTILINE)[1]
    form = read("site/diagnose/index.html")
    (record,) = re.findall('<script type="application/json" id="record">(.*?)</script>', form)

    assert newest == configured == json.loads(record)["site"]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def test_site_url_stands_only_where_it_may(tmp_path):
    """A given address stands in canonical links, Open Graph, the sitemap and the build's facts."""
    address = "https://someone.example/copy/"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": address},
        check=True,
    )
    allowed = re.compile(
        r'<link rel="canonical" href="[^"]*">|<meta property="og:(?:url|image)" content="[^"]*">'
        r'|<a href="([^"]*)" rel="noreferrer">\1</a>'
        # What the single file carries for its papers.
        r'|\\"address\\": \\"[^"\\]*\\"'
        rf"|<dt>{TEXTS['release']['address']}</dt>\s*<dd><code>[^<]*</code></dd>"
    )
    for path in tmp_path.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert (address in html) == (path.name != "404.html")
        assert "someone.example" not in allowed.sub("", html)
        assert "/copy/" not in allowed.sub("", html)
    assert address in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")
