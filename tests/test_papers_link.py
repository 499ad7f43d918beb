"""The sentence and the link for a company's own page: what they say, whatever is entered."""

import itertools

import papers
import pytest
from built import questionnaire
from ideas import labels, record
from papers import claimed, entered, paper
from questionnaire import Questionnaire
from views import markup

OURS = questionnaire()
WORDS = OURS.words["papers"]
LINK = WORDS["link"]
ADDRESS = "https://example.org/check/"
PUBLISHED = Questionnaire(
    OURS.catalog, OURS.texts | {"published": {"name": "甲サイト", "address": ADDRESS}}
)
COUNT = len(OURS.numbers)
DAY = "2026-04-01"
FIELDS = {
    "company": ("", "株式会社<b>甲</b>{0}&[乙](丙)"),
    "check": ("here", "ipa"),
    "star": ("none", "one", "two"),
    "declared": ("", "2026-04-10"),
    "checked": ("", "2026-05-05"),
    "with_score": (False, True),
}


def made(answers, day=""):
    one = record.blank(OURS, "0.0.0")
    record.put_answers(OURS, one, answers)
    if day:
        one["date"] = day
    return one


RECORDS = {
    "blank": made([None] * COUNT),
    "blank but dated": made([None] * COUNT, DAY),
    "partial": made(["done"] * (COUNT - 1) + [None], DAY),
    "complete": made(["done"] * (COUNT - 1) + ["unknown"], DAY),
    "complete, undated": made(["partial"] * COUNT),
}
EVERY = [
    (name, dict(zip(FIELDS, values, strict=True)))
    for name in RECORDS
    for values in itertools.product(*FIELDS.values())
]


def nodes(name, asked=PUBLISHED, **given):
    return papers.of("link").make(asked, LINK, RECORDS[name], entered.blank() | given)


def handed(name, asked=PUBLISHED, **given):
    """What is handed out, as texts: the paragraph, and the link's."""
    out = paper.handed_out(nodes(name, asked, **given))
    assert ["p", "p"] == [one[0] for one in out]
    return [markup.texts(one)[0] for one in out]


def notes(name, asked=PUBLISHED, **given):
    """Which notes stand beside it."""
    said = [markup.texts(one)[0] for one in nodes(name, asked, **given) if "data-aside" in one[1]]
    return [key for key, note in LINK["notes"].items() if note.format(page="declared/") in said]


def points(name):
    result = OURS.result(RECORDS[name])
    total = OURS.signed(result["total"])
    return LINK["score"].format(total=total, highest=OURS.highest)


def day(one):
    return labels.day(OURS, one)


def test_no_combination_says_more_than_was_done():
    """Whatever is entered, nothing is certified, and the check of announcements finds nothing."""
    for name, given in EVERY:
        paragraph, _ = handed(name, **given)
        for word in ("認定", "認証", "取得", "お墨付き", "合格", "保証", "ロゴ"):
            assert word not in paragraph
        assert [] == claimed.found(WORDS["check"]["sought"], paragraph)


def test_points_are_shown_by_choice_alone():
    """Points stand where somebody chose them, for a check here in which all is answered."""
    for name, given in EVERY:
        paragraph, _ = handed(name, **given)
        shown = given["with_score"] and given["check"] == "here" and name.startswith("complete")

        assert shown == (points(name) in paragraph)
        assert shown == ("満点" in paragraph)
        assert shown == ("score" in notes(name, **given))


def test_a_day_is_shown_where_it_is_known():
    """The day of the check is the record's here, the entered one for the official sheet."""
    for name, given in EVERY:
        paragraph, _ = handed(name, **given)
        here = given["check"] == "here" and not name.startswith("blank")
        checked = RECORDS[name].get("date") if here else ""
        checked = given["checked"] if given["check"] == "ipa" else checked
        declared = given["declared"] if given["star"] != "none" else ""

        expected = {one for one in (checked, declared) if one}
        assert expected == {
            one for one in (DAY, "2026-04-10", "2026-05-05") if day(one) in paragraph
        }


def test_no_check_is_claimed_without_answers():
    """Where nothing is answered, no check with this site is told of, and a note says so."""
    for name, given in EVERY:
        paragraph, _ = handed(name, **given)
        checked = given["check"] == "ipa" or not name.startswith("blank")

        assert checked == ("点検しました" in paragraph)
        assert checked == ("nothing" not in notes(name, **given))


def test_what_was_declared_is_said():
    """The star that was chosen stands there, and only that; none is said as plainly."""
    for name, given in EVERY:
        paragraph, _ = handed(name, **given)
        stars = [star for star in ("一つ星を", "二つ星を") if star in paragraph]

        assert {"none": [], "one": ["一つ星を"], "two": ["二つ星を"]}[given["star"]] == stars
        assert (given["star"] == "none") == ("宣言していません" in paragraph)


@pytest.mark.parametrize("name", RECORDS)
def test_the_second_star_is_kept_apart_from_a_check_here(name):
    """With a check here, the paragraph says that 二つ星 speaks of another; a note says so, too."""
    other = LINK["star"]["other"]

    assert (other in handed(name, star="two")[0]) == (not name.startswith("blank"))
    assert "two" in notes(name, star="two")
    assert other not in handed(name, star="two", check="ipa")[0]
    assert "two" not in notes(name, star="two", check="ipa")
    assert other not in handed(name, star="one")[0]


def test_which_check_was_made_is_said():
    """A check here names this unofficial site, an official one the sheet; a part is called one."""
    here, part = handed("complete")[0], handed("partial")[0]

    assert "非公式のウェブサイト「甲サイト」" in here
    assert f"{COUNT}項目を自分たちで" in here
    assert f"{COUNT}項目のうち{COUNT - 1}項目を自分たちで" in part
    assert "非公式" not in handed("complete", check="ipa")[0]
    assert "のシートで" in handed("complete", check="ipa")[0]


def test_the_link_leads_to_the_permanent_address():
    """The link is the same for everybody; without an address, a note says what to put in."""
    for name, given in EVERY:
        link = nodes(name, **given)[3]

        assert ["p", {"data-key": "link", "data-href": ADDRESS + "declared/"}, LINK["link"]] == link
    bare = nodes("complete", OURS)[3]
    assert "data-href" not in bare[1]
    assert "declared/" in bare[2]
    assert "no_link" in notes("complete", OURS)
    assert "no_link" not in notes("complete")


def test_a_text_that_depends_on_facts_has_a_key_that_does():
    """Two paragraphs that differ by more than the company's name have different keys."""
    said = {}
    for name, given in EVERY:
        _, attributes, text = nodes(name, **(given | {"company": ""}))[2]
        said.setdefault(attributes["data-key"], set()).add(text)

    assert [] == [key for key, texts in said.items() if len(texts) > 1]


def test_a_hostile_name_stays_a_text():
    """A company's name is one text among texts, whatever it looks like."""
    name = FIELDS["company"][1]

    assert handed("complete", company=name)[0].startswith(name + "は、")


def test_asides_are_not_handed_out():
    """What is said aside is left out at any depth, and nothing else is."""
    inner = [paper.leaf("p", "a", data_aside=True), paper.leaf("p", "b", "key")]
    group = markup.node("div", *inner)

    assert [["div", {}, ["p", {"data-key": "key"}, "b"]]] == paper.handed_out([group, inner[0]])
