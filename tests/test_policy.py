"""`policy` writes the Content-Security-Policy that every page of the site carries."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import installed
import policy
import publish
import pytest
from mkdocs.exceptions import PluginError

SITE = Path(__file__).parent.parent / "site"
THEME = SITE.parent / "theme"
PAGES = sorted(SITE.rglob("*.html"))
SEARCH = SITE / "search" / "index.html"
# All but those that work with the record.
WITH_RECORD = [
    SITE / path for path in ("diagnose/index.html", "papers/index.html", "selfcheck.html")
]
OTHERS = [path for path in PAGES if path not in WITH_RECORD]
# What we have to stand in a page as a script.
WITHOUT = (THEME / "partials" / "without.html").read_text(encoding="utf-8")
OURS = {
    *policy.inline(WITHOUT),
    *(installed.bundle(f"js/{name}.js", inline=True)[0] for name in publish.SCRIPTS),
}
HEAD = '<head><meta charset="utf-8"><title>t</title>'


class Code(HTMLParser):
    """A page's elements in order, as (name, attributes), and its inline code, as (name, text)."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.code = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        runs = attributes.get("type", "module") in ("module", "text/javascript", "importmap")
        self.coding = tag == "style" or (tag == "script" and runs and "src" not in attributes)
        if self.coding:
            self.code.append((tag, ""))

    def handle_data(self, data):
        if self.cdata_elem and self.coding:
            tag, before = self.code[-1]
            self.code[-1] = (tag, before + data)


def rules(html):
    (text,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return dict(rule.partition(" ")[::2] for rule in text.split("; "))


def digest(code):
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_every_page_begins_with_its_policy(path):
    """Right after its charset, each page has one policy, and it sends no referrer."""
    elements = Code(path.read_text(encoding="utf-8")).elements
    head = elements[[tag for tag, _ in elements].index("head") + 1 :]

    assert [("meta", {"charset": "utf-8"}), ("meta", "Content-Security-Policy")] == [
        head[0],
        (head[1][0], head[1][1].get("http-equiv")),
    ]
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in head


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_every_policy_is_strict(path):
    """A policy begins with nothing, allows no unsafe code, and names the page's own by hash."""
    html = path.read_text(encoding="utf-8")
    found = rules(html)
    hashes = {
        f"{name}-src": {
            source.strip("'") for source in found[f"{name}-src"].split() if "sha" in source
        }
        for name in ("script", "style")
    }
    code = {"script-src": set(), "style-src": set()}
    for tag, text in Code(html).code:
        code[f"{tag}-src"].add(digest(text))

    assert ["'none'"] * 3 == [found[name] for name in ("default-src", "base-uri", "form-action")]
    assert hashes == code
    assert "'script'" == found["require-trusted-types-for"]
    # The one exception is looked at below.
    sources = " ".join(found.values()).replace("'self' blob:", "", int(path == SEARCH))
    assert not re.search(r"'unsafe-|\*|https?:|'strict-dynamic'|blob:", sources)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(SITE)))
def test_other_pages_run_only_what_we_wrote(path):
    """Pages that don't need the record name no script file, and each script in them is ours."""
    html = path.read_text(encoding="utf-8")
    found = rules(html)
    allowed = {
        source for source in found["script-src"].split() if not source.startswith("'sha256-")
    }
    loaded = [about for tag, about in Code(html).elements if tag == "script" and "src" in about]
    code = {text for tag, text in Code(html).code if tag == "script"}

    assert ({"'wasm-unsafe-eval'"} if path == SEARCH else set()) == allowed
    assert [] == loaded
    assert code <= OURS
    assert not re.search(r"<link rel=.modulepreload|<[^>]*\son\w+=", html)


def test_the_search_alone_has_a_worker_of_its_own():
    """The search's worker is made from a text, so it has the page's policy; no other page may."""
    found = rules(SEARCH.read_text(encoding="utf-8"))

    assert ["'self' blob:", "worker search"] == [found["worker-src"], found["trusted-types"]]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_every_script_is_of_a_known_kind(path):
    """No page has a script of a kind that nobody here meant, which the policy would name, too."""
    elements = Code(path.read_text(encoding="utf-8")).elements
    kinds = {about.get("type") for tag, about in elements if tag == "script"}

    data = {"application/json", "application/ld+json", "importmap"}
    assert kinds <= data | {None, "module", "micropython"}


def test_the_form_has_the_narrowest_policy():
    """The form may load from the site alone, run no text as code, start no worker or frame."""
    html = (SITE / "diagnose" / "index.html").read_text(encoding="utf-8")
    found = rules(html)
    scripts = [source for source in found.pop("script-src").split() if "sha256" not in source]

    assert ["'self'", "'wasm-unsafe-eval'"] == scripts
    assert {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": "'self'",
        "img-src": "data:",
        "connect-src": "'self'",
        "worker-src": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    } == found


def test_only_code_is_named():
    """A script with a source or with data isn't inline code; all else is named by its hash."""
    html = HEAD + "<script>a</script><style>b</style><script type='module'>c</script>"
    html += '<script src="d.js"></script><script type="application/json">{}</script>'

    found = policy.text(html, "page", "abc")

    assert found == policy.text(html.replace("{}", "[]"), "page", "abc")
    for code in "abc":
        assert digest(code) in found
    assert 3 == found.count("sha256-")


@pytest.mark.parametrize("name", ["script", "style"])
def test_only_known_code_is_named(name):
    """Inline code that no template has gets no hash: there is no page, and the message shows it."""
    html = f"{HEAD}<script>ours</script><{name}>\n  spy(1)</{name}>"

    with pytest.raises(ValueError, match=rf"no template has this {name}.*: spy\(1\)"):
        policy.placed(html, "page", {"ours"})
    assert "sha256-" in policy.placed(html, "page", {"ours", "\n  spy(1)"})


def test_a_page_with_unknown_code_is_named():
    """The build of a page with unknown code ends with the page's name and the code's beginning."""
    extra = {"site": SimpleNamespace(policies=True), "parts": SimpleNamespace(sums={})}
    config = SimpleNamespace(extra=extra | {"inline": frozenset()})
    page = SimpleNamespace(file=SimpleNamespace(src_uri="x.md"))

    with pytest.raises(PluginError, match=r"^x\.md: no template has this script.*: spy"):
        publish.on_post_page(f"{HEAD}<script>spy</script>", page, config)


def test_a_template_says_what_code_it_has():
    """Of a template's source, code counts that has no place for data: what it says, pages have."""
    source = "<script>a</script><script>b{{ data }}</script><style>\n c </style>"

    assert ["a", "\n c "] == policy.inline(source)


@pytest.mark.parametrize("html", ["<head><title>t</title>", f"<script>a</script>{HEAD}"])
def test_a_page_must_begin_with_its_charset(html):
    """Where the policy would come after something that loads, there is no page."""
    with pytest.raises(ValueError, match="charset"):
        policy.placed(html, "page", "a")
