"""`pages` turns data into HTML, for this questionnaire and for any other."""

import copy
import json
import re
from html import unescape

import modules
import pages
import policy
import pytest
import sources
from jinja2 import UndefinedError
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, texts

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
RUNTIME = ["core.js", "micropython.js", "micropython.wasm"]
PARTS = [f"assets/pyscript/{name}" for name in RUNTIME]
PARTS += [f"assets/{name}" for name in [*pages.LATER_SCRIPTS, "views.css"]]
SUMS = {path: pages.digest(path.encode()) for path in [*PARTS, *modules.FILES[:-1]]}


def form(catalog=CATALOG, texts=TEXTS, root="../", **more):
    questionnaire = Questionnaire(catalog, texts)
    return pages.form(questionnaire, root, "start()", "1.2.3", True, SUMS, **more)


def prose(*, without=None):
    """The smallest prose that an item's page can have, as Markdown renders it."""
    parts = "".join(f"<!-- place: {name} -->" for name in pages.ITEM_PARTS if name != without)
    heads = [section["title"] for section in TEXTS["page_sections"]]
    return "".join(
        f'<h2 id="{head}">{head}</h2><p>prose</p>{parts if index == 0 else ""}'
        for index, head in enumerate(heads)
    )


def item(number, html=None):
    return pages.item(QUESTIONNAIRE, "../../", number, html or prose(), "about it")


def test_the_form_has_a_fieldset_per_item():
    """Each item has its number, official title and question in a legend, and a radio per answer."""
    html = form()
    for official, text in zip(CATALOG["items"], TEXTS["items"], strict=True):
        (fieldset,) = re.findall(
            rf'<fieldset class="question" id="question-{official["number"]}".*?</fieldset>',
            html,
            re.DOTALL,
        )
        legend = fieldset.partition("</legend>")[0]
        assert f">{official['number']}<" in legend
        assert official["title"] in legend
        assert text["question"] in legend
        assert [answer["id"] for answer in CATALOG["answers"]] == re.findall(
            rf'name="q{official["number"]}" value="(\w+)"', fieldset
        )
        assert f'href="../items/{pages.slug(official["number"])}/"' in fieldset


@pytest.mark.parametrize("official", CATALOG["items"], ids=lambda item: str(item["number"]))
def test_an_item_page_says_everything_about_its_item(official):
    """An item's page holds its names, question, reason, measures, terms, rubric and action."""
    html = item(official["number"])
    text = TEXTS["items"][official["number"] - 1]
    terms = {term["id"]: term["text"] for term in TEXTS["terms"]}

    said = [official["title"], official["category"], text["question"], text["reason"]]
    said += [sign for row in text["rubric"] for sign in row["signs"]]
    said += [text["today"]["title"], *text["today"]["steps"]]
    said += [text["ask"]["whom"], text["ask"]["question"]]
    said += [measure["text"] for measure in text["measures"]]
    said += [
        deeper["text"] for measure in text["measures"] for deeper in measure.get("measures", [])
    ]
    said += [terms[term] for term in text["terms"]]
    assert [] == [sentence for sentence in said if sentence not in html]
    assert f'href="../../diagnose/#question-{official["number"]}"' in html


def test_neighbours_follow_the_catalogue():
    """The first page has no previous item, the last no next, and the others have both."""
    last = len(CATALOG["items"])
    rels = {number: re.findall(r'rel="(prev|next)"', item(number)) for number in (1, 2, last)}

    assert {1: ["next"], 2: ["prev", "next"], last: ["prev"]} == rels


def test_an_unknown_item_is_refused():
    """A page for a number that the catalogue doesn't have can't be made."""
    with pytest.raises(KeyError, match="26"):
        item(26)


@pytest.mark.parametrize("name", pages.ITEM_PARTS)
def test_prose_without_a_place_is_refused(name):
    """Prose that has no place for a part of the item's data can't become a page."""
    with pytest.raises(ValueError, match=name):
        item(1, prose(without=name))


@pytest.mark.parametrize("change", ["<h2 id='x'>まず一言</h2>", "<h2 id='x'>別の題</h2>"])
def test_prose_with_other_sections_is_refused(change):
    """Each page has the same sections in the same order, or none at all."""
    with pytest.raises(ValueError, match="the sections are"):
        item(1, prose() + change.replace("'", '"'))


def test_a_figure_stands_where_the_prose_asks_for_it():
    """Each figure takes its marker's place; an unknown one is refused."""
    figures = {name: f"<svg>{name}</svg>" for name in ("bcc", "cat")}
    html = "<p><!-- figure: cat --></p><!-- figure: bcc -->"

    assert "<p><svg>cat</svg></p><svg>bcc</svg>" == pages.illustrated(html, figures)
    with pytest.raises(ValueError, match=r"dog\.svg in the language's folder"):
        pages.illustrated("<!-- figure: dog -->", figures)


def test_the_handout_is_four_sections():
    """The hand-out shows the sentence, the action, the question to ask and the misconceptions."""
    marked = re.findall(r'data-handout>\s*<h2 id="([^"]*)"', item(1))

    assert ["まず一言", "今日できること", "わからないとき", "よくある思い込み"] == marked


def test_the_page_describes_itself_to_machines():
    """The structured data of a page are its title, description and language."""
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', item(1))

    article = json.loads(data)
    assert ("Article", "about it", "ja") == tuple(
        article[key] for key in ("@type", "description", "inLanguage")
    )
    assert article["headline"] == f"No.1 {CATALOG['items'][0]['title']}"


NOBODY = {"operator": "", "contact": "", "repository": ""}


@pytest.mark.parametrize(
    ("known", "said", "linked"),
    [
        ({}, {"no_operator", "no_contact"}, []),
        (
            {"repository": "https://r.example/"},
            {"no_operator", "repository"},
            ["https://r.example/"],
        ),
        ({"operator": "<猫>"}, {"no_contact"}, []),
        (
            {"operator": "<猫>", "contact": "mailto:a@b.jp", "repository": "https://r.example/"},
            set(),
            ["mailto:a@b.jp"],
        ),
    ],
)
def test_who_runs_a_copy_is_said_or_that_nobody_is_named(known, said, linked):
    """A page says who runs the copy and one way to reach them; where it can't, it says that."""
    html = pages.operator(QUESTIONNAIRE, "../", NOBODY | known, "2026-03-07")
    words = TEXTS["site"]

    assert said == {
        name for name in ("no_operator", "no_contact", "repository") if words[name] in html
    }
    assert linked == re.findall('href="([^"]*)"', html)
    assert ("operator" in known) == (words["operator"].format(name="&lt;猫&gt;") in html)
    assert words["checked"].format(day="2026年3月7日") in html


def test_the_glossary_gives_each_term_an_address():
    """Every term stands in the glossary once, under its id."""
    html = pages.glossary(QUESTIONNAIRE, "../")

    assert [term["id"] for term in TEXTS["terms"]] == re.findall(r'<dt id="([^"]*)">', html)


def test_a_missing_text_fails():
    """A sentence that the texts lack stops the build instead of leaving a gap."""
    texts = copy.deepcopy(TEXTS)
    del texts["form"]["promise"]

    with pytest.raises(UndefinedError, match="promise"):
        form(texts=texts)


def test_texts_stay_text():
    """Markup in a text is escaped, in the page and in the data that the page carries."""
    texts = copy.deepcopy(TEXTS)
    texts["items"][0]["question"] = "<img src=x onerror=alert(1)>"
    texts["app"]["complete"] = "</script><script>alert(2)</script>"
    html = form(texts=texts)

    assert "<img" not in html
    assert "alert(2)</script>" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_nothing_that_a_strict_policy_forbids():
    """No inline handler and no style attribute stands in what we make."""
    steps = sources.incident()
    made = [form(), pages.items(QUESTIONNAIRE, ""), pages.search(QUESTIONNAIRE, "", steps)]
    made.append(pages.incident(QUESTIONNAIRE, "", steps))
    made += [item(official["number"]) for official in CATALOG["items"]]
    made += [pages.glossary(QUESTIONNAIRE, "")]

    for html in made:
        assert [] == re.findall(r"<[^>]*\s(on\w+|style)=", html)


def test_the_page_carries_the_catalogue_unchanged():
    """What the browser scores by is the catalogue itself."""
    (data,) = re.findall(r'id="catalog">(.*?)</script>', form())

    assert CATALOG == json.loads(data)


def test_every_item_has_one_address():
    """The address of an item is its number in two digits, whatever its part."""
    assert [f"{n:02d}" for n in range(1, 26)] == [
        pages.slug(item["number"]) for item in CATALOG["items"]
    ]


def test_the_index_lists_each_item_by_part_and_by_category():
    """Each item stands twice in the index, each category once, and each doubt below them."""
    html = pages.items(QUESTIONNAIRE, "../")

    for item in CATALOG["items"]:
        assert 2 == html.count(f'href="../items/{pages.slug(item["number"])}/"')
    categories = {item["category"] for item in CATALOG["items"]}
    listed, _, choosing = html.partition('<h2 id="choosing">')
    assert len(categories) == listed.count("<dt>")
    doubts = [text for row in TEXTS["answering"]["doubts"] for text in row.values()]
    assert [] == [text for text in doubts if text not in choosing]


def test_another_questionnaire_makes_another_form():
    """A shorter catalogue makes a form of its own by the same templates."""
    other = copy.deepcopy(CATALOG)
    texts = copy.deepcopy(TEXTS)
    other["items"], texts["items"] = other["items"][:2], texts["items"][:2]
    other["parts"] = other["parts"][:1]
    other["bands"] = [{"id": "100", "from": -2, "to": 8}]
    html = form(other, texts)

    assert 2 == html.count("<fieldset")
    assert 2 == html.count("data-tick=")
    assert "25問" not in html


def test_what_a_page_loads_has_its_version():
    """Style sheets and scripts that a page names change their address with their content."""
    named = [
        '<link rel="stylesheet" href="../a.css',
        '<script src="b/c.js',
        '<script type="module" src="../../d.js',
    ]
    link = '<a href="../a.css"></a>'
    html = link + "".join(f'{one}">' for one in named)
    versioned = link + "".join(f'{one}?{n}">' for one, n in zip(named, "123", strict=True))

    assert versioned == pages.versioned(html, {"a.css": "1", "b/c.js": "2", "d.js": "3"})
    with pytest.raises(KeyError):
        pages.versioned(html, {})


def test_the_digest_is_what_browsers_compare():
    """A digest is SHA-256 as `integrity` takes it; an address has its beginning."""
    assert "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=" == pages.digest(b"a")
    assert "b.js?yp-_Esob" == pages.addressed("b.js", "sha256-yp+/EsobZcr6wjGz=")


def test_an_import_changes_with_what_it_imports():
    """A script names what it imports by its content, and that by what it imports in turn."""
    scripts = {"s/a.js": 'import {x} from "./b.js";', "s/b.js": 'import "y"; from "./c.js";'}

    def linked(c):
        return pages.linked("s/a.js", scripts | {"s/c.js": c})

    assert re.fullmatch(r'import \{x\} from "\./b\.js\?[\w-]{8}";', linked("1"))
    assert linked("1") != linked("2")
    assert linked("1") == linked("1")


def test_the_form_names_each_part_by_its_content():
    """All that the form loads stands in its import map, with its digest; what is first, ahead."""
    addresses = {f"../{path}": pages.addressed(f"../{path}", SUMS[path]) for path in SUMS}
    joined = {f"../py/{name}": addresses["../py/first.txt"] for name in modules.FIRST}
    first = [*PARTS[: len(RUNTIME)], "py/scoring.py", "py/first.txt"]

    assert {
        "imports": addresses | joined,
        "integrity": {addresses[f"../{path}"]: SUMS[path] for path in SUMS},
    } == json.loads(pages.loaded("../", RUNTIME, SUMS))
    assert [(addresses[f"../{path}"], SUMS[path]) for path in first] == pages.ahead(
        "../", RUNTIME, SUMS
    )


def test_every_module_comes_once():
    """What runs in the browser comes once: by itself, with the first, or with the later ones."""
    came = [modules.ALONE, *modules.FIRST, *modules.LATER, *modules.PAPERS]

    assert modules.MODULES == sorted(came)
    parts = modules.later("{}").split("\f")[1:]
    assert [*modules.LATER, "texts.json"] == [part.partition("\n")[0] for part in parts]


def test_what_speaks_to_people_alone_stays_behind():
    """Comments and docstrings go, text that a program uses stays, and every line where it was."""
    text = '''"""A module."""  # of ours

# Why.
SIGN = "#"  # not a comment

def sign():
    """Return it.

    Always.
    """
    return ("#"
            "!")  # two

class Sign(ValueError):
    """One."""
'''
    assert (
        modules.bare(text)
        == """""


SIGN = "#"

def sign():
    ""



    return ("#"
            "!")

class Sign(ValueError):
    ""
"""
    )


def test_a_form_feed_is_refused():
    """What would end a part of the file where it doesn't is named."""
    with pytest.raises(ValueError, match=r"^py/a\.py has a form feed \(U\+000C\)\. Take it out\.$"):
        modules.joined({"a.py": "x = 1\n\f"})


def test_only_live_reload_keeps_the_network():
    """The form closes its network unless the build is told otherwise, and that in one place."""
    assert 1 == unescape(form()).count(policy.CLOSED)
    assert policy.CLOSED not in unescape(form(closing=False))
    assert "data-closed" not in form(closing=False)
