"""While `serve` runs, a change is built into the whole site, and nothing is made twice for it."""

import re
import subprocess
import sys
from pathlib import Path

import checked
import many
import pages
import pytest
import sheets
import sources
from copies import copied
from jsonschema import FormatChecker
from mkdocs.config import load_config
from questionnaire import Questionnaire
from serving import Serving

ROOT = Path(__file__).parent.parent
NUMBERS = sorted(path.stem for path in (ROOT / "docs" / "items").glob("[0-9]*.md"))
COUNT = len(NUMBERS)
PAGES = [f"items/{number}/index.html" for number in NUMBERS]
# What the single file carries, and what names its size and its sum.
OF_EVERY_PAGE = ["SHA256SUMS", "offline/index.html", "selfcheck.html"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def serving(copy, tmp_path_factory):
    """A process that has built the copy, as `serve` does at its start."""
    with Serving(copy, tmp_path_factory.mktemp("site")) as one:
        first = one.build()
        assert (1, None) == (first["started"]["pagefind"], first["error"])
        assert first["started"]["esbuild"] > 10
        yield one


def edited(path, old, new):
    """Put a text in the place of another one where that first stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(serving):
    """Build; return what that took, and which files differ from before."""
    before = serving.files()
    took = serving.build()
    after = serving.files()
    assert (None, []) == (took["error"], took["said"])
    assert before.keys() == after.keys()
    return took, sorted(path for path in after if before[path] != after[path])


def started(took):
    return {name: count for name, count in took["started"].items() if name != "git"}


def test_nothing_changed(serving):
    """A save that changes nothing starts nothing, converts nothing, and leaves every byte."""
    took, changed = built(serving)

    assert ({}, 0, []) == (started(took), took["converted"], changed)
    assert set() == {"main.html", "item.html", "item.jinja", "form.html"} & set(took["filled"])


def test_a_changed_page(serving, copy):
    """One page is converted and filled, and is new; what else changes tells of all pages."""
    edited(copy / "docs" / "items" / "07.md", "## まず一言\n", "## まず一言\n\n狸が来ました。\n")
    took, changed = built(serving)

    assert ({}, 1) == (started(took), took["converted"])
    assert (1, 1) == (took["filled"]["item.jinja"], took["filled"]["item.html"])
    assert sorted([*OF_EVERY_PAGE, "items/07/index.html"]) == changed
    assert "狸が来ました。" in serving.files()["items/07/index.html"].decode()


def test_a_changed_title(serving, copy):
    """The title of a page changes on every page that names it."""
    edited(copy / "docs" / "items" / "index.md", "title: ", "title: 狸の")
    took, changed = built(serving)

    assert ({}, 0) == (started(took), took["converted"])
    assert {"items/index.html", *PAGES} <= set(changed)


def test_a_changed_text(serving, copy):
    """A text changes on every page where it stands; no Markdown is converted, nothing started."""
    edited(copy / "py" / "texts" / "ja.json", '"question_title": "', '"question_title": "狸の')
    took, changed = built(serving)

    assert ({}, 0) == (started(took), took["converted"])
    assert set(PAGES) <= set(changed)
    assert all("狸の" in serving.files()[path].decode() for path in PAGES)


def test_a_changed_text_that_breaks_a_rule(serving, copy):
    """What breaks a rule isn't built, however often; what is mended is."""
    texts = copy / "py" / "texts" / "ja.json"
    edited(texts, '"question_title": "', '"question_title": " ')
    for _ in range(2):
        assert serving.build()["error"]
    edited(texts, '"question_title": " ', '"question_title": "')

    assert not serving.build()["error"]


def test_a_changed_schema(serving, copy):
    """A schema holds as it is now: what it has no place for any more isn't built."""
    schema = copy / "py" / "texts.schema.json"
    edited(schema, '"question_title"', '"tanuki"')
    assert serving.build()["error"]
    edited(schema, '"tanuki"', '"question_title"')

    assert not serving.build()["error"]


def test_a_changed_sheet(serving, copy):
    """Sheets alone are bundled anew, and every page asks for the new one."""
    edited(copy / "css" / "site" / "home.css", "{", "{\n  --tanuki: 1;")
    took, changed = built(serving)

    assert took["started"]["esbuild"] <= 7
    assert ["esbuild"] == list(started(took))
    assert (0, True) == (took["converted"], {"assets/site.css", *PAGES} <= set(changed))


def test_a_changed_script(serving, copy):
    """Scripts alone are bundled anew, and stand in the pages."""
    edited(copy / "js" / "pages" / "print-and-copy.js", "", "console.log('tanuki');\n")
    took, changed = built(serving)

    assert (["esbuild"], 0) == (list(started(took)), took["converted"])
    assert set(PAGES) <= set(changed)
    assert "assets/site.css" not in changed


def test_a_changed_module(serving, copy):
    """A module of py/ is served as it is now, and the pages are made with it."""
    edited(
        copy / "py" / "ideas" / "labels.py", "\ndef item(", "\ndef item(*a): return '狸'\ndef _("
    )
    took, changed = built(serving)

    assert ({}, 0) == (started(took), took["converted"])
    assert {"py/ideas/labels.py", "py/later.txt", *PAGES} <= set(changed)
    assert "<title>狸 - " in serving.files()[PAGES[0]].decode()


def test_a_broken_module(serving, copy):
    """A module that can't be loaded isn't built with, however often; a mended one is."""
    labels = copy / "py" / "ideas" / "labels.py"
    before = serving.files()
    edited(labels, "\ndef item(", "\n)def item(")
    for _ in range(2):
        assert serving.build()["error"]
    edited(labels, "\n)def item(", "\ndef item(")

    assert not serving.build()["error"]
    assert before == serving.files()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("hooks/templates/item.jinja", "", "<p>tanuki</p>\n"),
        ("theme/main.html", "</body>", "<p>tanuki</p></body>"),
    ],
)
def test_a_changed_template(serving, copy, path, old, new):
    """A template, of the hooks or of the theme, is read again, and nothing is started."""
    edited(copy / path, old, new)
    took, changed = built(serving)

    assert ({}, 0) == (started(took), took["converted"])
    assert set(PAGES) <= set(changed)


def test_a_changed_setting(serving, copy):
    """What mkdocs.yml says stands in every page with the next build."""
    edited(copy / "mkdocs.yml", 'operator: ""', 'operator: "狸商店"')
    took, changed = built(serving)

    assert ({}, 0) == (started(took), took["converted"])
    assert set(PAGES) <= set(changed)
    assert "狸商店" in serving.files()["index.html"].decode()


def test_a_warning_is_repeated(serving, copy):
    """What MkDocs has to say of a page is said with each build, not only with the first."""
    page = copy / "docs" / "verify.md"
    edited(page, "\n## ", "\n[狸](tanuki.png)\n\n## ")
    (one,), (other,) = serving.build()["said"], serving.build()["said"]

    assert "tanuki.png" in one
    assert one == other
    edited(page, "[狸](tanuki.png)\n\n", "")
    assert [] == serving.build()["said"]


def test_it_is_the_site_that_a_new_process_builds(serving, copy, tmp_path):
    """After all these changes, only the index of the search is that of the start."""
    served = serving.files()
    with Serving(copy, tmp_path) as other:
        took = other.build()
    new = other.files()

    assert None is took["error"]
    apart = re.compile("pagefind/|SHA256SUMS")
    assert [] == [path for path in served.keys() | new if not apart.match(path)
                  and served.get(path) != new.get(path)]  # fmt: skip


def test_more_items_take_no_more_than_their_share(monkeypatch):
    """For ten times the items, pages are looked through for terms ten times as often, no more."""
    asked = []
    original = pages.terms.occurring
    monkeypatch.setattr(pages.terms, "occurring", lambda *a: asked.append(1) or original(*a))
    counts, compiled = [], []
    compile_once = pages.Environment.compile
    monkeypatch.setattr(
        pages.Environment, "compile", lambda *a, **b: compiled.append(1) or compile_once(*a, **b)
    )
    pages._environment.cache_clear()
    prose = "".join(f"<!-- place: {name} -->" for name in pages.ITEM_PARTS)
    for times in (1, 10):
        catalog, own = many.data(sheets.catalog(), sheets.own_texts(), times)
        given = Questionnaire(catalog, sources.interface_texts() | own)
        heads = "".join(
            f'<h2 id="{at}">{row["title"]}</h2>' for at, row in enumerate(own["page_sections"])
        )
        asked.clear()
        for row in catalog["items"]:
            assert pages.item(given, "../", row["number"], heads + prose, "…")
        counts.append(len(asked))

    assert 10 * counts[0] == counts[1]
    assert len(compiled) == len(pages._environment().cache)


def test_a_questionnaire_of_many_items_is_sound(tmp_path):
    """So the one that builds are measured with is one that can be built."""
    folder = copied(tmp_path)
    many.put(folder, 3)

    assert 3 * COUNT == len(checked.load("ja", folder)[0]["items"])


def test_no_theme_is_looked_through_for_nothing():
    """MkDocs looks through our templates alone; the theme's icons would be 14,000 files."""
    config = load_config(str(ROOT / "mkdocs.yml"))

    assert str(ROOT / "theme") == config.theme.dirs[0]
    assert len(config.theme.get_env().list_templates()) < 50


def test_the_schemas_cost_no_grammar_of_addresses():
    """What a test's dependency adds to jsonschema isn't loaded to build; the tests keep it."""
    code = (
        "import sys; sys.path[:0] = ['hooks', 'py']; import schemas; print('lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert "False\n" == done.stdout
    assert "iri" in FormatChecker.checkers
