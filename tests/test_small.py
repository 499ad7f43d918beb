"""Another questionnaire, with items, answers, points, bands and words of its own, goes through."""

import itertools
import json
import re

import checked
import pages
import pytest
import rules
import scoring
import sources
from drawn import said, whole
from formats import csv, excel, icalendar, markdown, workbook
from ideas import compare, labels, merge, plan, record
from jsonschema import Draft202012Validator
from questionnaire import Questionnaire
from sheets import PY, QUESTIONNAIRES, catalog, own_texts, paper_words, questionnaire
from views import comparison, departments, papers, picture, result

CATALOG = catalog("small")
SMALL = questionnaire("small")
WITH_PAPERS = Questionnaire(SMALL.catalog, SMALL.texts | {"papers": paper_words("small")})
COUNT = len(CATALOG["items"])
LETTERS = {"S": "sometimes", "A": "always", "N": "never", ".": None}
SHEETS = ["AAAAAAA", "NNNNNNN", ".......", "SANSANS", "ANNNNN.", "S......", "AAAAAAS", "NSSSSAA"]
OURS = catalog()
# What only our own questionnaire says: where it stands in this one's, code or interface said it.
OURS_ALONE = re.compile(
    "|".join(
        [row["label"] for row in OURS["answers"]]
        + [row["name"] for row in OURS["parts"]]
        + [re.escape(name) for name in ("IPA", "情報セキュリティ自社診断", "無線LAN", "{", "}")]
        + [rf"(?<!\d){len(OURS['items'])}(?!\d)"]
    )
)
ALL = {"part": None, "answer": None, "basics": False}
DATED = {"next_check": "2027-11-28", "stamp": "20261128T000000Z"}


def of(letters, **head):
    """A record with these answers, and something planned."""
    made = record.blank(SMALL, "1.0")
    record.put_answers(SMALL, made, [LETTERS[letter] for letter in letters])
    record.put_item(made, 1, "owner", "山田")
    record.put_item(made, 2, "due", "2027-04-01")
    record.put_item(made, 3, "note", "棚")
    for field, value in head.items():
        record.put(made, field, value)
    return made


def assert_own(text):
    """Assert that there is something, and nothing that belongs to our questionnaire."""
    assert text
    assert not (found := OURS_ALONE.search(text)), text[max(0, found.start() - 40) : found.end()]


def test_the_rules_find_it_sound():
    """Catalogue, own words and pages break no rule; the interface's words are the same for all."""
    interface = sources.interface_texts()
    found = checked.problems(CATALOG, interface, own_texts("small"), "ja")

    assert [] == found + rules.page_problems(CATALOG, QUESTIONNAIRES / "small")


def test_every_sheet_is_counted():
    """All sheets have the total, the subtotal and the band that adding up on paper gives."""
    points = {"sometimes": 4, "always": 10, "never": 0}
    for answers in itertools.combinations_with_replacement(points, COUNT):
        total = sum(points[answer] for answer in answers)
        (band,) = [row["id"] for row in CATALOG["bands"] if row["from"] <= total <= row["to"]]
        found = scoring.score(CATALOG, list(answers))

        assert (total, band) == (found["total"], found["band"])
        assert [{"id": "S", "points": total}] == [
            {name: row[name] for name in ("id", "points")} for row in found["subtotals"]
        ]


@pytest.mark.parametrize("letters", SHEETS)
def test_result_and_papers(letters):
    """Result, plan, pictures and papers of any sheet speak of this questionnaire alone."""
    made = of(letters, company="たぬき屋", date="2026-11-28")
    answers = record.answers(SMALL, made)
    drawn = [
        *result.first(SMALL, made),
        *result.plan(SMALL, made, ALL),
        *result.plan(SMALL, made, {"part": 2, "answer": "never", "basics": True}),
        picture.parts_chart(SMALL, answers),
        picture.glance(SMALL, answers),
        *papers.report(SMALL, made),
        *papers.inquiry(SMALL, made),
        *papers.blank(SMALL),
    ]

    assert_own(said(drawn))
    assert "事務所の防災点検" in said(drawn)
    assert [] == plan.still_open(SMALL, answers)["unknown"]


@pytest.mark.parametrize(("one", "other"), [*itertools.pairwise(SHEETS)])
def test_several_records(one, other):
    """Comparison and departments of any two sheets speak of this questionnaire alone."""
    records = [
        of(one, date="2026-01-01", department="店"),
        of(other, date="2026-11-28", department="倉"),
    ]
    assert_own(said(whole(comparison.view)(SMALL, records)))
    assert_own("\n".join(compare.summary(SMALL, *records)))
    for rule in record.RULES:
        assert_own(said(whole(departments.view)(SMALL, records, rule, {})))
        company = merge.merged(SMALL, records, rule, {"1": "never"}, "1.0", "2026-11-28")["record"]
        assert_own(said(papers.report(SMALL, company)))
        text = record.dump(SMALL, company)
        assert text == record.dump(SMALL, record.load(SMALL, text))


@pytest.mark.parametrize("letters", SHEETS)
def test_files(letters):
    """A record comes back as it was written, fits the schema, and goes into every format."""
    made = of(letters, company="たぬき屋", date="2026-11-28")
    text = record.dump(SMALL, made)
    schema = json.loads((PY / "record.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(text))
    assert text == record.dump(SMALL, record.load(SMALL, text))
    assert "tanuki-7-2026" == json.loads(text)["edition"]
    assert_own(csv.write(SMALL, made))
    assert_own(markdown.write(SMALL, made))
    assert_own(icalendar.write(SMALL, made, DATED))
    sheets = excel.sheets(SMALL, made)
    assert_own(json.dumps([sheet["rows"] for sheet in sheets], ensure_ascii=False))
    assert workbook.parts(sheets, "Meiryo")


def test_a_record_of_another_questionnaire_is_refused():
    """Neither takes the other's record for its own."""
    with pytest.raises(record.RecordError):
        record.load(questionnaire(), record.dump(SMALL, of("AAAAAAA")))


def test_keys_are_places_where_points_have_two_digits():
    """Points of two digits can't be keys: the answers go by their places, and nobody is told so."""
    form = pages.form(WITH_PAPERS, "../", "", "1", offline=True)
    keys = re.findall(r'name="q1" value="(\w+)" data-key="(.)"', form)

    assert [("sometimes", "1"), ("always", "2"), ("never", "3")] == keys
    assert SMALL.words["form"]["shortcuts_points"] not in form
    asked = questionnaire()
    ours = Questionnaire(asked.catalog, asked.texts | {"papers": paper_words()})
    assert SMALL.words["form"]["shortcuts_points"] in pages.form(ours, "../", "", "1", offline=True)


def test_what_counts_together_is_summed_together():
    """Two answers of one subtotal have one sum, named after both."""
    form = pages.form(WITH_PAPERS, "../", "", "1", offline=True)

    assert 1 == form.count('id="subtotal-s"') == form.count('data-subtotal="S"')
    assert labels.listed(SMALL, ["ときどき", "いつも"]) in form


def test_pages():
    """The form and all that is made of data speaks of this questionnaire alone."""
    made = [
        pages.form(WITH_PAPERS, "../", "", "1", offline=True).partition("application/json")[0],
        *(page(SMALL, "../") for page in (pages.items, pages.counting, pages.glossary)),
        pages.search(SMALL, "../", {"symptoms": []}),
    ]
    for html in made:
        unseen = r"<(script|m?py-config)\b.*?</\1>|<[^>]*>|&#3[49];"
        assert_own(re.sub(unseen, " ", html, flags=re.DOTALL))
