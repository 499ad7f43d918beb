"""The recipes of CONTRIBUTING.md, followed in a copy of the tree, touching nothing else."""

import io
import json
import re
import zipfile
from pathlib import Path

import copies
import made_up_language
import people
import pytest
import successor
from people import Form, Watch
from server import SITE, Server
from sheets import sheet

ROOT = copies.ROOT
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
TSV = '''"""Tabs between the cells, for programs."""

from formats import rows
from formats.format import Format


def write(questionnaire, record, _given=None):
    told, items = rows.tables(questionnaire, record)
    return "".join(["\\t".join([str(cell) for cell in row]) + "\\n" for row in told + items])


FORMAT = Format("tsv", ".tsv", "text/tab-separated-values", write, place=35)
'''
NOTE = '''"""A note with the company's name."""

from papers.paper import Paper, leaf


def make(_questionnaire, words, _record, given):
    return [leaf("h1", words["title"], "title"), leaf("p", given["company"], "whose")]


PAPER = Paper("note", "talk", 90, make, ("company",))
'''
NOTE_WORDS = {"title": "一言", "about": "会社の名前だけの紙です。"}
OWNERS = '''"""Who is to do something, as nodes. Pure."""

from ideas import labels
from views.markup import node


def view(questionnaire, record):
    """Return a line for each item that somebody is to do."""
    rows = []
    for number in sorted(record["items"]):
        owner = record["items"][number].get("owner")
        if owner:
            said = labels.number(questionnaire, number) + " " + labels.isolated(owner)
            rows.append(node("li", said))
    return [node("ul", *rows, id="owners-list")]
'''


def listed(title):
    """The files that the recipe of a title names, as patterns."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = text.partition(f"\n### {title}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    names = re.findall(r"^- `([^`]+)`:", recipe, re.MULTILINE)
    assert names, title
    return [re.escape(name).replace("NAME", r"[\w.-]+") for name in names]


def contents(tree):
    """The content of each file that a build reads, by its way from the top."""
    paths = [path for name in copies.TREE for path in [tree / name, *(tree / name).rglob("*")]]
    paths += [*tree.glob("mkdocs.*.yml"), *tree.glob("tools/wording.*.json")]
    files = [path for path in paths if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in files}


def touched(copy):
    """The files of a copy that are new, gone or other than ours."""
    ours, theirs = contents(ROOT), contents(copy)
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def changed(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")


@pytest.fixture
def follow(tmp_path, page):
    """Follow a recipe: change a copy, build it, and return the server of its site."""
    servers = []

    def followed(title, change, **settings):
        copy = copies.copied(tmp_path)
        change(copy)
        names = touched(copy)
        patterns = listed(title)
        assert [] == [one for one in names if not any(re.fullmatch(p, one) for p in patterns)]
        assert [] == [p for p in patterns if not any(re.fullmatch(p, one) for one in names)]
        built = copies.built(copy, **settings)
        assert 0 == built.returncode, built.stderr
        servers.append(Server("/copy/", copy / "site"))
        watches.append(Watch(page, servers[0].origin))
        return servers[0]

    watches = []
    yield followed
    for server in servers:
        server.close()
    for watch in watches:
        assert [] == watch.foreign + watch.errors


def test_an_export_format(follow, page):
    """A format is one file and its words: its button saves its file with its media type."""

    def change(copy):
        (copy / "py/formats/tsv.py").write_text(TSV, encoding="utf-8")

        def words(texts):
            texts["records"]["export"]["tsv"] = "タブ区切りの表（TSV）"
            texts["records"]["export_help"]["tsv"] = "ほかのプログラムに渡せます。"

        changed(copy / "py/texts/ja.json", words)

    form = Form(page, follow("An export format", change)).open().quiet()
    page.evaluate(
        """() => {
            const make = URL.createObjectURL
            URL.createObjectURL = blob => (window.saved = blob.type, make.call(URL, blob))
        }"""
    )
    form.answer_all(MIXED)
    name, content = form.go("records").save("タブ区切りの表（TSV）")

    assert name.endswith(".tsv")
    assert "text/tab-separated-values" == page.evaluate("saved")
    assert len(MIXED) == len(re.findall(r"^\d+\t", content.decode(), re.MULTILINE))


def test_a_paper(follow, page):
    """A paper is one file, its words and their schema: the page lists it, and makes it."""

    def change(copy):
        text = {"type": "string", "minLength": 1}
        told = {name: {"$ref": "#/$defs/text", "description": name} for name in NOTE_WORDS}
        schema = {
            "$defs": {"text": text},
            "type": "object",
            "additionalProperties": False,
            "required": list(NOTE_WORDS),
            "properties": {"$schema": {"type": "string"}, **told},
        }
        (copy / "py/papers/note.py").write_text(NOTE, encoding="utf-8")
        (copy / "py/papers/note.schema.json").write_text(json.dumps(schema), encoding="utf-8")
        (copy / "py/texts/papers/note.ja.json").write_text(json.dumps(NOTE_WORDS), encoding="utf-8")

    server = follow("A paper", change)
    page.goto(f"{server.origin}{server.base}papers/")
    page.wait_for_selector("html[data-network=quiet]")
    page.get_by_role("link", name="一言").click()
    page.get_by_label("会社名", exact=True).fill("株式会社たぬき")

    page.locator(".making__sheet", has_text="株式会社たぬき").wait_for()
    assert (
        "一言"
        == page.locator(".making__sheet h1, .making__sheet [role=heading]").first.inner_text()
    )


def test_a_view(follow, page):
    """A view is a module that draws, a row and its words: the page leads to it and shows it."""

    def change(copy):
        (copy / "py/views/owners.py").write_text(OWNERS, encoding="utf-8")
        rows = copy / "py/desk/shown.py"
        replaced(
            rows, "import views.departments\n", "import views.departments\nimport views.owners\n"
        )
        replaced(
            rows,
            "# In the order in which",
            "def owners(work, _at_hand):\n"
            "    yield from views.owners.view(work.questionnaire, work.form.record)\n\n\n"
            "# In the order in which",
        )
        replaced(
            rows,
            '    View("explained"',
            '    View("owners", owners, files=True),\n    View("explained"',
        )

        def words(texts):
            texts["views"]["names"]["owners"] = "担当者"
            texts["views"]["titles"]["owners"] = "担当者の一覧"

        changed(copy / "py/texts/ja.json", words)

    form = Form(page, follow("A view", change)).open().quiet()
    form.answer_all(MIXED)
    form.go("result").write(3, owner="山田")
    page.get_by_role("link", name="担当者", exact=True).click()

    page.locator("#owners-list").get_by_text("山田").wait_for()
    assert "担当者の一覧" == page.locator("#owners h2").inner_text()
    form.drop(("bad.json", "{"))
    assert "owners" == form.view


def test_another_look_and_name(follow, page):
    """A chamber of commerce changes one file: its name, colours, contact and resource are there."""
    name, address = "猫町商工会の自己点検", "https://chamber.example/help/"

    def change(copy):
        settings = copy / "mkdocs.yml"
        for key, value in (
            ("site_name", name),
            ("site_description", "猫町の会社のための、非公式の自己点検です。"),
            ("short_name", "自己点検"),
            ("operator", "猫町商工会"),
            ("contact", "mailto:help@chamber.example"),
            (
                "colours",
                '{main: "#5b2a86", light: "#d9b8f5", on_light: "#2a1040"}',
            ),
            ("resources", f'[{{name: 商工会の相談窓口, url: "{address}", items: [24]}}]'),
        ):
            text = settings.read_text(encoding="utf-8")
            text, count = re.subn(rf"(?m)^( *{key}:) .*$", rf"\1 {value}", text)
            assert 1 == count, key
            settings.write_text(text, encoding="utf-8")

    server = follow("Another look and name", change)
    for file in server.site.rglob("*"):
        if file.suffix in (".html", ".json", ".webmanifest", ".js", ".css"):
            assert "5分セキュリティ" not in file.read_text(encoding="utf-8"), file
    installed = json.loads((server.site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert [name, "自己点検", "#5b2a86"] == [
        installed[key] for key in ("name", "short_name", "theme_color")
    ]
    assert "#5b2a86" in (server.site / "assets/icon.svg").read_text(encoding="utf-8")

    page.goto(server.url + "items/24/")
    assert name in page.title()
    assert f"{name} 非公式" == page.locator(".masthead__name").inner_text()
    assert "rgb(91, 42, 134)" == page.evaluate(
        "getComputedStyle(document.querySelector('.button[data-variant=main]')).backgroundColor"
    )
    assert address == page.get_by_role("link", name="商工会の相談窓口").get_attribute("href")
    footer = page.locator(".colophon")
    assert "猫町商工会" in footer.inner_text()
    assert "非公式" in footer.inner_text()
    mail = footer.get_by_role("link", name="問い合わせ先").get_attribute("href")
    assert "mailto:help@chamber.example" == mail

    form = Form(page, server).open().quiet()
    form.answer_all(MIXED)
    _, content = form.go("records").save("ほかのプログラム用（CSV）")
    assert name in content.decode("utf-8-sig")


def test_a_resource(follow, page):
    """A resource is a row and where it helps: its link stands on the item's page."""
    address = "https://www.ipa.go.jp/security/made-up.html"

    def change(copy):
        row = {"id": "made-up", "name": "作り物の資料", "url": address}
        changed(copy / "py/catalog.json", lambda catalog: catalog["resources"].append(row))
        own = next((copy / "py/texts").glob("*.*.json"))
        changed(own, lambda texts: texts["items"][2]["resources"].append("made-up"))

    server = follow("A resource", change)
    page.goto(server.url + "items/03/")

    assert address == page.get_by_role("link", name="作り物の資料").first.get_attribute("href")


def test_an_edition(follow, page):
    """An edition is a catalogue and its words; the one before moves aside, and its records open."""

    def change(copy):
        successor.put_into(copy)
        one = copy / "docs/items/25.md"
        one.write_text(one.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    form = Form(page, follow("An edition", change)).open().quiet()
    form.answer_all(["done"] * 25)

    assert "high" == form.go("result").band


def test_a_language(follow, page):
    """A language is texts, pages, drawings and settings: no word of a site comes from elsewhere."""
    code, said = made_up_language.CODE, made_up_language.said
    settings = made_up_language.SETTINGS
    server = follow("A language", made_up_language.put_into, settings=settings)

    def look():
        """Nothing that the page has is Japanese, but for official names."""
        assert [] == made_up_language.left(page.content())

    later = (server.site / "py" / "later.txt").read_text(encoding="utf-8")
    assert [] == made_up_language.left(later.partition("\ftexts.json\n")[2])
    for file in written_of_ours(server.site):
        assert [] == made_up_language.left(file.read_text(encoding="utf-8")), file
    installed = json.loads((server.site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert [code, said("自己診断")] == [installed["lang"], installed["name"]]

    page.goto(server.url + "items/03/")
    assert said("自己診断") in page.title()
    assert code == page.locator("html").get_attribute("lang")
    page.locator(".ask__copy").click()
    look()

    form = Form(page, server).open().quiet()
    page.evaluate("window.print = () => {}")
    assert code == page.locator("html").get_attribute("lang")
    look()
    form.answer_all(MIXED)
    form.name(company="Cats", department="North", role="Tom", date="2026-11-28")
    look()
    for paper in ("report", "inquiry", "blank"):
        form.unfold(page.locator(f"[data-action=print][data-print={paper}]").first).click()
        page.locator(f"#paper-{paper} > *").first.wait_for(state="attached")
        look()
    form.go("records")
    for kind in ("csv", "md", "ics", "xlsx"):
        form.unfold(page.locator("#next-check")).fill("2027-11-28")
        _, content = form.save(page.locator(f"[data-action=export][data-kind={kind}]"))
        assert [] == made_up_language.left("".join(parts_of(content))), kind
    others = [
        (f"{number}.json", people.file_of([answer] * 25, date=f"2025-01-0{number}", **names))
        for number, answer, names in (
            (1, "done", {"company": "Cats", "department": "South"}),
            (2, "unknown", {"company": "Dogs", "department": "South"}),
        )
    ]
    page.locator("#desk-records input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "application/json", "buffer": text.encode()}
            for name, text in [*others, ("bad.json", "{"), ("other.json", "[]")]
        ]
    )
    page.locator("#desk-records .refused li").nth(1).wait_for()
    look()
    form.go("compare")
    form.unfold(page.locator("#desk-compare .compare")).wait_for()
    look()
    form.go("departments")
    form.unfold(page.locator("#desk-departments table").first).wait_for()
    look()

    page.goto(server.url + "search/")
    for query in (said("パスワード"), said("第") + "3" + said("項目")):
        page.locator("#query").fill(query)
        page.locator("#search button").click()
        page.locator("#search-results a[href$='items/03/']").wait_for()
    look()

    page.goto(server.url + "selfcheck.html")
    form.ready().go("explained")
    page.locator("#item-25").wait_for(state="attached")
    # Programs, which test_language.py looks through.
    page.evaluate("document.getElementById('carried').remove()")
    look()

    # The first language's site is what it was, but for the texts, which each publishes of all.
    tree = server.site.parent
    assert 0 == copies.built(tree).returncode
    texts = {path.relative_to(tree).as_posix() for path in tree.glob(f"py/texts/**/*{code}.json")}
    assert addresses(SITE) | texts == addresses(tree / "site")


def written_of_ours(site):
    """What a site says: its pages, and the files beside them that have words in them."""
    found = [path for path in site.rglob("*") if path.suffix in (".html", ".txt", ".xml")]
    # Programs, which test_language.py looks through.
    programs = ("selfcheck.html", "first.txt", "later.txt")
    found = [path for path in found if path.name not in programs]
    return [*found, site / "manifest.webmanifest", site / "sw.js"]


def addresses(site):
    """The files of a site, but for those that Pagefind names by their content."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    return {name for name in names if not name.startswith("pagefind/")}


def parts_of(content):
    """The texts of a file, or of the files that it packs."""
    if not content.startswith(b"PK"):
        return [content.decode("utf-8-sig")]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name).decode() for name in packed.namelist()]


def test_every_recipe_is_followed():
    """Each recipe that CONTRIBUTING has is followed by a test here."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = text.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    titles = re.findall(r"^### (.+)$", recipes, re.MULTILINE)
    tests = Path(__file__).read_text(encoding="utf-8")

    assert titles
    assert [] == [
        one for one in titles if f"def test_{one.lower().replace(' ', '_')}(" not in tests
    ]
