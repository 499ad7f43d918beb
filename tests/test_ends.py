"""The table of the days on which the support of products ends: its data, and how it is drawn."""

import json
import re
from pathlib import Path

import ends
import pages
import pytest
import schemas
from checked import BrokenRulesError
from jsonschema import Draft202012Validator
from sheets import questionnaire

ROW = {
    "product": "OS 1",
    "end": "2026-10-13",
    "source": "https://maker.example/ends",
    "checked": "2026-08-01",
    "again": "2027-02-01",
}
FILE = "docs/ends.json"
SITE = Path(__file__).parent.parent / "site"


def written(folder, rows):
    """Write rows where a repository has them; return its root."""
    (folder / "docs").mkdir()
    (folder / FILE).write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_what_is_published_is_sound():
    """The file as it stands has a row at least, and nothing wrong with it."""
    assert ends.load("ja")


def test_the_schema_is_sound():
    """The schema is one, each keyword has its sentence, and a row lacks nothing in silence."""
    Draft202012Validator.check_schema(ends.SCHEMA)

    assert [] == schemas.problems(FILE, [ROW], ends.SCHEMA)
    for name in ROW:
        without = {key: value for key, value in ROW.items() if key != name}
        (said,) = schemas.problems(FILE, [without], ends.SCHEMA)
        assert f" lacks {name}. Add it: " in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"end": "13.10.2026"}, 'entry 1 > end is "13.10.2026". It has to be a day, such as'),
        ({"source": "http://a.example/"}, "entry 1 > source is "),
        ({"product": ""}, "entry 1 > product is empty."),
        ({"until": "2026-10-13"}, "entry 1 has until, which nothing reads."),
        ({"end": "2026-02-30"}, 'entry 1 > end is "2026-02-30", a day that no calendar has.'),
        ({"again": "2026-08-01"}, "entry 1 > again isn't after checked."),
    ],
)
def test_a_faulty_row_is_refused(tmp_path, change, said):
    """Whatever is wrong with a row is said with file, row and field."""
    root = written(tmp_path, [ROW | change])

    with pytest.raises(BrokenRulesError, match=f"^{re.escape(f'{FILE}: {said}')}"):
        ends.load("ja", root)


def test_a_product_stands_once(tmp_path):
    """Two rows of one product are refused: a reader couldn't tell which holds."""
    root = written(tmp_path, [ROW, ROW | {"end": "2027-10-12"}])

    with pytest.raises(BrokenRulesError, match="entry 1 > product stands 2 times"):
        ends.load("ja", root)


def test_a_missing_file_is_named(tmp_path):
    """A page with the place, but no data for it, names the file."""
    with pytest.raises(BrokenRulesError, match=r"^docs/ends\.json isn't there\."):
        ends.load("ja", tmp_path)


def test_a_row_is_drawn_with_its_days_and_its_source():
    """A product leads to its maker's page; its days are written as people write them."""
    html = pages.ends(questionnaire(), [ROW | {"product": "A&B"}, ROW])

    assert ["2026年10月13日", "2026年8月1日"] * 2 == re.findall("<td>(.*?)</td>", html)
    assert '<a href="https://maker.example/ends" rel="noreferrer">A&amp;B</a>' in html
    assert 2 == html.count('<th scope="row">')


def test_the_page_of_item_1_shows_every_row():
    """On the published page stands each product of the file, and nothing of the place for it."""
    html = (SITE / "items" / "01" / "index.html").read_text(encoding="utf-8")

    assert [] == [row for row in ends.load("ja") if f">{row['product']}</a></th>" not in html]
    assert pages.ENDS not in html
