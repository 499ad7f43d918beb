"""The basic policy says what a company works towards, whatever it answered; how it is published."""

import itertools
import re

import pytest
from built import questionnaire
from ideas import record
from papers import entered, policy, publishing
from papers.paper import BOX, LINE
from test_papers import LONGEST, given, leaves

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
POLICY = WORDS["policy"]["languages"]
CHOICES = {name: choices for name, _, choices in entered.FIELDS}
KINDS = list(itertools.product(CHOICES["language"], CHOICES["length"]))
# How a sentence ends, or what it has, that says what will be done or is worked towards …
INTENT = {
    "ja": r"(取り組みます|努めます|守ります|引き受けます|使います|対応します)。$",
    "en": r"\b(will|strive)\b",
}
# … and what would say that something is done, or that others found it so.
CLAIMS = {
    "ja": r"ています|ました|であり|済み|完了|保証|万全|確実|必ず|認定|認証|取得|お墨付き",
    "en": r"\b(have|has|are in place|guarantee|always|never|fully|certified|ensure)\b",
}


def made(language="ja", length="short", now=None, **fields):
    values = entered.blank() | {"language": language, "length": length} | fields
    now = now or record.blank(QUESTIONNAIRE, "0.0.0")
    return policy.make(QUESTIONNAIRE, WORDS["policy"], now, values)


def texts(nodes, element=None):
    return [text for name, _, text in leaves(nodes) if element in (None, name)]


def section_texts(language, length):
    """What the headings have beneath them."""
    said = POLICY[language]
    sections = [said["information"], *said["sections"].values()]
    return [
        text
        for section in sections
        for text in ([section["short"]] if length == "short" else section["long"])
    ]


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_a_policy_has_the_five_usual_headings(language, length):
    """What the company does with information comes first, then the five headings, numbered."""
    headings = texts(made(language, length), "h2")
    named = [POLICY[language]["sections"][name]["heading"] for name in policy.SECTIONS]

    assert 5 == len(policy.SECTIONS)
    assert set(policy.SECTIONS) == set(POLICY[language]["sections"])
    assert POLICY[language]["information"]["heading"] == headings[0]
    assert [f"{number}. {name}" for number, name in enumerate(named, 1)] == headings[1:]


def test_the_headings_are_those_of_such_policies():
    """In Japanese, the five headings are called as people know them."""
    assert [
        "経営者の責任",
        "社内体制の整備",
        "従業員の取組み",
        "法令および契約上の要求事項の遵守",
        "違反および事故への対応",
    ] == [POLICY["ja"]["sections"][name]["heading"] for name in policy.SECTIONS]


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_every_sentence_is_an_intent(language, length):
    """No sentence says that something is done: each says what is worked towards or will be done."""
    sentences = section_texts(language, length)

    assert [] == [said for said in sentences if not re.search(INTENT[language], said)]
    assert [] == [said for said in sentences if re.search(CLAIMS[language], said)]
    assert [] == [said for said in texts(made(language, length)) if re.search("認定|取得", said)]


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_a_policy_tells_nothing_of_the_answers(language, length):
    """It is the same whatever was answered: nobody reads from it what a company still lacks."""
    blank = record.blank(QUESTIONNAIRE, "0.0.0")
    expected = made(language, length)
    for row in [None, *(answer["id"] for answer in QUESTIONNAIRE.answers)]:
        now = record.copied(blank)
        record.put_answers(QUESTIONNAIRE, now, [row] * len(QUESTIONNAIRE.numbers))
        assert expected == made(language, length, now)
    for number in map(str, QUESTIONNAIRE.numbers):
        now = record.copied(blank)
        now["answers"][number] = QUESTIONNAIRE.best["id"]
        now["company"] = "山田商店"
        assert expected == made(language, length, now)


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_what_is_not_entered_is_a_line_to_write_on(language, length):
    """Without anything entered, company, representative, contact and both days are lines."""
    nodes = made(language, length)

    assert 1 == texts(nodes)[1].count(LINE), "who says it"
    assert 5 == sum(text.endswith(LINE) for text in texts(nodes)[-5:])


def test_what_is_entered_stands_in_its_place():
    """Names, contact and days are those entered, in each language as it has them."""
    fields = {
        "company": "山田商店",
        "representative": "山田花子",
        "company_en": "Yamada Shoten",
        "representative_en": "Hanako Yamada",
        "responsible": "佐藤",
        "contact": "info@example.jp",
        "date": "2026-12-01",
        "review": "2027-04-09",
    }

    assert [
        "制定日：2026年12月1日",
        "次に見直す日：2027年4月9日",
        "会社：山田商店",
        "代表者：山田花子",
        "責任者：佐藤",
        "お問い合わせ：info@example.jp",
    ] == texts(made("ja", **fields))[-6:]
    assert [
        "Adopted on: 2026-12-01",
        "Next review: 2027-04-09",
        "Company: Yamada Shoten",
        "Representative: Hanako Yamada",
        "Responsible person: 佐藤",
        "Contact: info@example.jp",
    ] == texts(made("en", **fields))[-6:]
    assert texts(made("ja", **fields))[1].startswith("山田商店（")
    assert " Yamada Shoten (" in texts(made("en", **fields))[1]


def test_no_name_of_one_language_is_put_into_the_other():
    """What is entered in Japanese alone is a line in English, and the other way round."""
    fields = {"company": "山田商店", "representative": "山田花子"}
    others = {"company_en": "Yamada", "representative_en": "Hanako"}

    assert "山田" not in "".join(texts(made("en", **fields)))
    assert "Yamada" not in "".join(texts(made("ja", **others)))


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_what_somebody_wrote_belongs_to_one_language_and_length(language, length):
    """No text that may be changed has the same name in another language or length."""
    keys = {attributes.get("data-key") for _, attributes, _ in leaves(made(language, length))}
    others = {
        attributes.get("data-key")
        for kind in KINDS
        if kind != (language, length)
        for _, attributes, _ in leaves(made(*kind))
    }

    assert {None} == keys & others


@pytest.mark.parametrize(("language", "length"), KINDS)
def test_names_with_braces_stay_as_they_are(language, length):
    """What looks like a placeholder in a name is a name."""
    named = {name: "{0} {company} %s {{" for name in given() if name not in ("date", "review")}
    named |= {"language": language, "length": length}
    said = "".join(texts(policy.make(QUESTIONNAIRE, WORDS["policy"], {}, given() | named)))

    assert 5 == said.count("{0} {company} %s {{"), "the lead, and four lines beneath"


def test_the_short_one_is_shorter():
    """In both languages, the short policy has less than two thirds of the long one."""
    for language in CHOICES["language"]:
        short, long = (len("".join(texts(made(language, length)))) for length in ("short", "long"))
        assert short * 3 < long * 2, (language, short, long)


def published(**fields):
    now = record.blank(QUESTIONNAIRE, "0.0.0")
    return publishing.make(QUESTIONNAIRE, WORDS["publishing"], now, entered.blank() | fields)


def test_the_publishing_list_has_boxes_and_lines():
    """Each thing to look at has an empty box, and what is written down has lines."""
    nodes = published()
    checks = [text for text in texts(nodes, "p") if text.startswith(BOX)]
    lines = WORDS["publishing"]["lines"]

    assert sum(len(group["checks"]) for group in WORDS["publishing"]["groups"]) == len(checks)
    assert all(text.endswith(LINE) for text in texts(nodes)[-len(lines) :])
    assert 3 == texts(nodes)[2].count(LINE)


def test_the_publishing_list_has_what_was_entered():
    """Company, representative and both days stand where they were asked for."""
    days = {"date": "2026-12-01", "review": "2027-04-09"}
    said = "\n".join(texts(published(company=LONGEST, representative="山田", **days)))

    assert f"会社：{LONGEST}　代表者：山田　基本方針の日付：2026年12月1日" in said
    assert "次に見直す日：2027年4月9日" in said
