"""`settings` says what a setting of a build may be; what it lets through is harmless in HTML."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import colours
import handed
import inline
import publish
import pytest
import remembered
import settings
import single_parts
from mkdocs.config import load_config
from mkdocs.structure.files import Files

ROOT = Path(__file__).parent.parent
GOOD = {
    "site_url": "https://example.org/copy/",
    "site_name": "5分セキュリティ自己診断",
    "theme": {"name": "material", "palette": {"primary": "custom"}, "font": False},
    "extra": {
        "site_version": "0.4.0",
        "policies": True,
        "offline": True,
        "short_name": "5分自己診断",
        "operator": "",
        "contact": "",
        "colours": {
            "main": "#0b5563",
            "light": "#8fd0de",
            "on_light": "#0a2a31",
        },
        "resources": [],
    },
}


def coloured(**colours):
    return {"extra": GOOD["extra"] | {"colours": GOOD["extra"]["colours"] | colours}}


def own(**fields):
    row = {"name": "x", "url": "https://example.org/", "items": [1]} | fields
    return {"extra": GOOD["extra"] | {"resources": [row]}}


BAD = [*"\"<>'&`\\ @?#あ\n\x00", "%22", "//", "/../"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://127.0.0.1:8000/",
        "https://owner.github.io/",
        "https://owner.github.io/Name_1.x~y-z/",
        "https://example.org:8443/a/b/",
    ],
)
def test_an_address_of_a_site(address):
    """An ordinary address, and none at all, can be the site's."""
    settings.check(GOOD | {"site_url": address})


@pytest.mark.parametrize("address", [f"https://example.org/{bad}x/" for bad in BAD] + [
    "https://example.org", "https://example.org/x", "ftp://example.org/", "//example.org/",
    "javascript:alert(1)//", "https:///x/", "https://[::1]/", "https://a..@b/", "HTTPS", 7,
    "https://example.org:123456/", "https://example.org/" + "x" * 101 + "/",
])  # fmt: skip
def test_no_address_of_a_site(address):
    """An address with a character that means something in HTML, or to a browser, is refused."""
    with pytest.raises(ValueError, match="SITE_URL"):
        settings.check(GOOD | {"site_url": address})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"site_name": '"><script>'}, "site_name"),
        ({"theme": {"palette": {"primary": 'x"><script>'}}}, "theme.palette.primary"),
        ({"theme": {"features": ["<b>"]}}, "theme.features"),
        ({"theme": {"<b>": 1}}, "theme"),
        ({"extra": GOOD["extra"] | {"scope": "x"}}, "nothing else"),
        ({"extra": GOOD["extra"] | {"policies": "x"}}, "POLICIES"),
        ({"extra": GOOD["extra"] | {"offline": None}}, "OFFLINE"),
        ({"extra": GOOD["extra"] | {"site_version": "0<1"}}, "site_version"),
        ({"extra": GOOD["extra"] | {"short_name": ""}}, "short_name"),
        ({"extra": GOOD["extra"] | {"operator": None}}, "operator"),
        ({"extra": GOOD["extra"] | {"contact": "javascript:alert(1)"}}, "contact"),
        ({"extra": GOOD["extra"] | {"contact": "mailto:a@b.jp?body=x y"}}, "contact"),
        ({"extra": GOOD["extra"] | {"colours": {"main": "#0b5563"}}}, "colours"),
        (coloured(main="red"), "colours.main has to be"),
        (coloured(main="#ffff00"), "colours.main has a contrast of 1.1"),
        (coloured(light="#0b5563"), "colours.light has a contrast"),
        (coloured(on_light="#ffffff"), "colours.on_light has a contrast"),
        ({"extra": GOOD["extra"] | {"resources": [{"name": "x"}]}}, "entry 1"),
        (own(url="http://example.org/"), "entry 1"),
        (own(items=["1"]), "entry 1"),
        (own(name="<b>"), "taken for markup"),
        ({"copyright": "me"}, "copyright"),
        ({"repo_url": "https://example.org/"}, "repo_url"),
    ],
)
def test_other_settings(change, reason):
    """A setting that nobody expects, of another type, or with markup is refused by its name."""
    settings.check(GOOD)
    with pytest.raises(ValueError, match=reason):
        settings.check(GOOD | change)


def test_a_resource_of_an_item_that_is_not_there():
    """A resource for an item that the catalogue lacks is refused, with the item's number."""
    settings.check_items([{"items": [1, 2]}], [1, 2, 3])
    with pytest.raises(ValueError, match="names item 4"):
        settings.check_items([{"items": [1, 4]}], [1, 2, 3])


def test_contrast_is_that_of_the_guidelines():
    """Black on white has 21, the same colour 1, and a grey that is known to just pass 4.54."""
    assert 21 == colours.contrast("#000000", "#ffffff")
    assert 1 == colours.contrast("#0b5563", "#0b5563")
    assert 4.54 == round(colours.contrast("#767676", "#ffffff"), 2)


def test_the_pairs_are_those_of_the_style_sheet():
    """What a colour has to stand out from is what the style sheet puts below it."""
    sheet = (ROOT / "css/site/tokens.css").read_text(encoding="utf-8")
    for _, ground in colours.PAIRS:
        assert ground in (*colours.COLOURS, "#ffffff") or ground in sheet
    assert set(re.findall(r"--site-([a-z-]+)", sheet)) == {
        name.replace("_", "-") for name in colours.COLOURS
    }


@pytest.mark.parametrize(
    "spy",
    [
        'https://a.invalid/"><script>fetch("https://b.invalid/")</script><meta content="/',
        'https://a.invalid/"><meta http-equiv="refresh" content="0;url=https://b.invalid/',
        "https://a.invalid/x y/",
    ],
)
def test_a_crafted_address_builds_nothing(tmp_path, spy):
    """A SITE_URL with markup in it ends the build with a sentence, before there is any page."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", tmp_path / "site"]
    environment = {**os.environ, "SITE_URL": spy}
    done = subprocess.run(build, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert 1 == done.returncode
    assert "The site can't be built: site_url (SITE_URL) is" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


class Elements(HTMLParser):
    """The names of a page's elements."""

    def __init__(self, html):
        super().__init__()
        self.names = set()
        self.feed(html)

    def handle_starttag(self, tag, _attributes):
        self.names.add(tag)


@pytest.mark.parametrize("template", ["main.html", "item.html", "404.html", "sitemap.xml"])
def test_what_a_template_prints_is_escaped(monkeypatch, template):
    """Even a setting that got past the check stays text, in whatever template."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    publish.on_config(config)
    spy = '"><spy>'
    config.site_name = config.site_description = config.site_url = spy
    config.extra["parts"] = handed.Parts(styles=[], sums={})
    monkeypatch.setattr(single_parts, "made", lambda *_: None)
    monkeypatch.setattr(inline, "known", lambda *_: frozenset())
    monkeypatch.setattr(remembered, "_used", {})
    environment = publish.on_env(config.theme.get_env(), config, Files([]))
    page = {
        "title": spy, "canonical_url": spy, "url": "x/", "content": "", "toc": [], "meta": {},
        "file": {"src_uri": "x.md", "page": {"canonical_url": spy}}, "ancestors": [],
    }  # fmt: skip
    context = {"config": config, "page": page, "pages": [page["file"]], "base_url": "."}
    environment.filters["url"] = str
    entry = {"title": spy, "url": "x/", "active": True, "is_page": True, "children": []}
    section = {**entry, "is_page": False, "is_homepage": False, "children": [entry]}
    html = environment.get_template(template).render(
        **context, nav=SimpleNamespace(homepage={"url": "."}, items=[section])
    )

    assert "spy&gt;" in html
    assert "spy" not in Elements(html).names
