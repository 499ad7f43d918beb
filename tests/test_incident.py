"""What to do when an incident may be happening: its data, its page, and the ways to it."""

import copy
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pages
import precache
import pytest
import rules
import schemas
import sources
from sheets import questionnaire

SITE = Path(__file__).parent.parent / "site"
PAGE = SITE / "incident" / "index.html"
STEPS = sources.incident()
SYMPTOMS = ["ransom", "warning", "account", "money", "lost", "missent", "website", "accused"]
LINK = sources.interface_texts()["site"]["incident"]
# Every page of the site; the single file and what is served for a missing address have theirs.
PAGES = sorted(path for path in SITE.rglob("index.html") if path != PAGE)


class Outline(HTMLParser):
    """The levels of a page's headings, in order, and the text of each link by its address."""

    def __init__(self, text):
        super().__init__()
        self.levels, self.links, self.open = [], {}, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            given = dict(attributes)
            self.open = given.get("href") or given.get("data-path", "")

    def handle_endtag(self, tag):
        if tag == "a":
            self.open = None

    def handle_data(self, data):
        if self.open is not None:
            self.links[self.open] = self.links.get(self.open, "") + data


def outline(path):
    return Outline(path.read_text(encoding="utf-8"))


def test_the_symptoms_keep_their_names():
    """A symptom's id is a permanent address; the eight stand in their order."""
    assert SYMPTOMS == [row["id"] for row in STEPS["symptoms"]]


def test_the_steps_are_sound():
    """The data have the shape that their schema asks for, and name only contacts that are there."""
    schema = schemas.SCHEMAS[sources.INCIDENT]

    assert [] == schemas.problems("incident", STEPS, schema)
    assert [] == list(rules.incident_problems(STEPS))


@pytest.mark.parametrize("symptom", STEPS["symptoms"], ids=lambda row: row["id"])
def test_each_symptom_has_every_part(symptom):
    """Each symptom says what to do and not to do, whom to call, what to note, till when, until."""
    for part in ("do", "never", "call", "note", "normal", "sought"):
        assert len(symptom[part]) >= 3, part
    assert symptom["deadline"]
    assert "decider" in [call["contact"] for call in symptom["call"]]


def test_what_is_wrong_is_named():
    """An id that stands twice, a contact that isn't there and a blank at an edge are each found."""
    steps = copy.deepcopy(STEPS)
    steps["symptoms"][1]["id"] = "ransom"
    steps["symptoms"][2]["call"][0]["contact"] = "nobody"
    steps["symptoms"][3]["lead"] += " "
    steps["any"]["call"][1]["contact"] = "nobody"

    assert [
        ["symptoms"],
        ["symptoms", 2, "call", 0, "contact"],
        ["any", "call", 1, "contact"],
        ["symptoms", 3, "lead"],
    ] == [path for path, _ in rules.incident_problems(steps)]


def test_the_page_has_a_fragment_for_each_symptom():
    """The list at the top leads to a section for each symptom, with all that its data say."""
    html = PAGE.read_text(encoding="utf-8")
    cut = re.split(r'<section class="incident__symptom" aria-labelledby="', html)[1:]

    assert SYMPTOMS == [section.partition('"')[0] for section in cut]
    for row, section in zip(STEPS["symptoms"], cut, strict=True):
        assert f'<a href="#{row["id"]}">{row["title"]}</a>' in html
        assert f'<h2 id="{row["id"]}">{row["title"]}</h2>' in section
        said = [row["lead"], *row["never"], *row["note"], *row["normal"], row["deadline"]]
        said += [text for step in row["do"] for text in step.values()]
        said += [call["say"] for call in row["call"]]
        assert [] == [text for text in said if text not in section]


def test_the_sheet_for_the_wall_has_them_all():
    """The sheet has the first three steps of each symptom, and every number that is known."""
    sheet = PAGE.read_text(encoding="utf-8").partition('class="incident__sheet"')[2]

    for row in STEPS["symptoms"]:
        said = [row["title"], row["never"][0], *(step["do"] for step in row["do"][:3])]
        assert [] == [text for text in said if text not in sheet]
    numbers = [row["number"] for row in STEPS["contacts"] if row["number"]]
    assert "#9110" in numbers
    assert [] == [number for number in numbers if f"<b>{number}</b>" not in sheet]


def test_headings_follow_each_other():
    """The page has one first heading, and none skips a level: screen readers go by them."""
    levels = outline(PAGE).levels

    assert [1] == [level for level in levels if level == 1] == levels[:1]
    assert [] == [(one, other) for one, other in itertools.pairwise(levels) if other > one + 1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SITE)))
def test_every_page_leads_there(path):
    """Home, form, each item's page and all others have the link in their frame."""
    depth = len(path.relative_to(SITE).parts) - 1
    way = "../" * depth + "incident/"

    assert LINK in outline(path).links[way]


def test_a_missing_address_leads_there():
    """The page for a missing address offers it among the ways out."""
    assert LINK == outline(SITE / "404.html").links["incident/"]


def test_the_single_file_has_it_without_a_script():
    """The single file holds the steps themselves, and its frame leads to them."""
    path = SITE / "selfcheck.html"
    html = path.read_text(encoding="utf-8")

    assert LINK == outline(path).links["#incident"]
    assert 1 == html.count('<details id="incident"')
    for row in STEPS["symptoms"]:
        assert f'<h3 id="{row["id"]}">{row["title"]}</h3>' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)


def test_the_copy_on_the_device_has_it():
    """The service worker keeps the page with its style."""
    files = ["incident/index.html", "assets/incident.css"]

    assert sorted(files) == precache.kept(files)
    assert [] == [name for name in files if f'["{name.removesuffix("index.html")}"' not in worker()]


def worker():
    return (SITE / "sw.js").read_text(encoding="utf-8")


def test_what_a_search_leads_to_is_there():
    """Each symptom among the search's entries has its section on the page."""
    html = pages.search(questionnaire(), "../", STEPS)

    for row in STEPS["symptoms"]:
        assert f'"url":"incident/#{row["id"]}"' in html
