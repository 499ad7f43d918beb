"""`pages` turns data into HTML, for this questionnaire and for any other."""

import copy
import json
import re

import pages
import pytest
from jinja2 import UndefinedError
from sheets import PY, catalog

CATALOG = catalog()
TEXTS = json.loads((PY / "texts" / "ja.json").read_text(encoding="utf-8"))
RUNTIME = ["core.js", "micropython.mjs", "micropython.wasm"]


def form(catalog=CATALOG, texts=TEXTS, root="../"):
    return pages.form(catalog, texts, root, RUNTIME)


def test_the_form_has_a_fieldset_per_item():
    """Each item has its number, official title and question in a legend, and a radio per answer."""
    html = form()
    for item, text in zip(CATALOG["items"], TEXTS["items"], strict=True):
        (fieldset,) = re.findall(
            rf'<fieldset class="question" id="question-{item["number"]}".*?</fieldset>',
            html,
            re.DOTALL,
        )
        legend = fieldset.partition("</legend>")[0]
        assert f">No.{item['number']}<" in legend
        assert item["title"] in legend
        assert text["question"] in legend
        assert [answer["id"] for answer in CATALOG["answers"]] == re.findall(
            rf'name="q{item["number"]}" value="(\w+)"', fieldset
        )
        assert f'href="../items/{pages.slug(item["number"])}/"' in fieldset


@pytest.mark.parametrize("item", CATALOG["items"], ids=lambda item: str(item["number"]))
def test_an_item_page_says_everything_about_its_item(item):
    """An item's page holds title, category, part, question, reason, every measure and term."""
    html = pages.item(CATALOG, TEXTS, "../../", item["number"], "<p>prose</p>")
    text = TEXTS["items"][item["number"] - 1]
    terms = {term["id"]: term["text"] for term in TEXTS["terms"]}

    said = [item["title"], item["category"], text["question"], text["reason"], "<p>prose</p>"]
    said += [measure["text"] for measure in text["measures"]]
    said += [
        deeper["text"] for measure in text["measures"] for deeper in measure.get("measures", [])
    ]
    said += [terms[term] for term in text["terms"]]
    assert [] == [sentence for sentence in said if sentence not in html]
    assert f'href="../../diagnose/#question-{item["number"]}"' in html


def test_neighbours_follow_the_catalogue():
    """The first page has no previous item, the last no next, and the others have both."""
    last = len(CATALOG["items"])
    rels = {
        number: re.findall(r'rel="(prev|next)"', pages.item(CATALOG, TEXTS, "", number, ""))
        for number in (1, 2, last)
    }

    assert {1: ["next"], 2: ["prev", "next"], last: ["prev"]} == rels


def test_an_unknown_item_is_refused():
    """A page for a number that the catalogue doesn't have can't be made."""
    with pytest.raises(KeyError, match="26"):
        pages.item(CATALOG, TEXTS, "", 26, "")


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
    made = [form(), pages.items(CATALOG, TEXTS, ""), pages.search(CATALOG, TEXTS, "")]
    made += [pages.item(CATALOG, TEXTS, "", item["number"], "") for item in CATALOG["items"]]

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
    """Each item stands twice in the index, and each category once."""
    html = pages.items(CATALOG, TEXTS, "../")

    for item in CATALOG["items"]:
        assert 2 == html.count(f'href="../items/{pages.slug(item["number"])}/"')
    categories = {item["category"] for item in CATALOG["items"]}
    assert len(categories) == html.count("<dt>")


def test_another_questionnaire_makes_another_form():
    """A shorter catalogue with other points makes a form of its own by the same templates."""
    other = copy.deepcopy(CATALOG)
    texts = copy.deepcopy(TEXTS)
    other["items"], texts["items"] = other["items"][:2], texts["items"][:2]
    other["parts"] = other["parts"][:1]
    other["bands"] = [{"id": "100", "from": -2, "to": 8}]
    html = form(other, texts)

    assert 2 == html.count("<fieldset")
    assert 'max="2"' in html
    assert "25問に回答" not in html
