"""The papers for when an incident may be happening: wall, card and log."""

import papers
import pytest
from built import questionnaire
from ideas import record
from papers import calls, card, entered, log, paper, poster

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
INCIDENT = QUESTIONNAIRE.words["incident"]
SYMPTOMS = [row["id"] for row in INCIDENT["symptoms"]]
CONTACTS = {row["id"]: row for row in INCIDENT["contacts"]}
# Who else is concerned is known when it happens, not before.
LATER = {"other"}
NUMBERS = {name: f"{name} 03-0000-000{place}" for place, name in enumerate(calls.OWN)}


def made(name, **given):
    """The nodes of a paper, with what was entered."""
    blank = record.blank(QUESTIONNAIRE, "0.0.0")
    return papers.of(name).make(QUESTIONNAIRE, WORDS[name], blank, entered.blank() | given)


def rows(nodes):
    """The rows of every table, as texts."""
    tables = [one for one in nodes if one[0] == "table"]
    return [["".join(cell[2:]) for cell in row[2:]] for table in tables for row in table[2:]]


def texts(nodes):
    """Every text, in the order of reading."""
    found = []
    for _, _, *children in nodes:
        found += texts([one for one in children if isinstance(one, list)])
        found += [one for one in children if isinstance(one, str)]
    return found


def choices():
    return {name: chosen for name, _, chosen in entered.FIELDS}["symptom"]


def test_each_symptom_can_be_chosen():
    """The field offers what holds for all, first, and then every symptom, in their order."""
    assert (calls.ANY, *SYMPTOMS) == choices()


def test_each_contact_of_ones_own_has_its_field():
    """Whoever a symptom has called can be entered, unless it is known only when it happens."""
    called = {
        call["contact"] for row in [INCIDENT["any"], *INCIDENT["symptoms"]] for call in row["call"]
    }
    own = {name for name in called if CONTACTS[name]["own"]} - LATER

    assert own <= {name for name, _, _ in entered.FIELDS}
    assert own == set(calls.OWN)
    assert own <= set(papers.of("poster").fields)


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_a_symptom_has_its_steps_and_contacts(symptom):
    """The sheet of a symptom has all to do, not to do and to note, and a line for each number."""
    row = calls.steps(INCIDENT, symptom)
    nodes = made("poster", symptom=symptom)
    found = texts(nodes)

    assert ["h1", row["title"]] == [nodes[0][0], nodes[0][2]]
    expected = [row["lead"], *row["never"], *row["note"]]
    expected += [one["how"] for one in row["do"]] + [call["say"] for call in row["call"]]
    # What is called a deadline names one, of a day that is said, with where to look it up.
    law = INCIDENT["law"]
    expected += [row["deadline"] + law["deadlines"] + law["as_of"], law["name"]]
    assert [] == [text for text in expected if text not in found]
    called = rows(nodes)[-len(row["call"]) :]
    for place, (call, cells) in enumerate(zip(row["call"], called, strict=True), 1):
        contact = CONTACTS[call["contact"]]
        assert f"{place}. {contact['name']}" == cells[0]
        official = contact["number"] or contact["url"]
        assert cells[1].startswith(paper.LINE if contact["own"] else official)
        assert (contact["hours"] or "") in cells[1]


@pytest.mark.parametrize("symptom", [calls.ANY, *SYMPTOMS])
def test_what_was_entered_takes_the_place_of_its_line(symptom):
    """Each number that was entered stands where its line was; only the other's line is left."""
    given = {"symptom": symptom, "date": "2026-12-01", **NUMBERS}
    row = calls.steps(INCIDENT, symptom)
    own = [call["contact"] for call in row["call"] if CONTACTS[call["contact"]]["own"]]
    found = texts(made("poster", **given))

    assert [NUMBERS[name] for name in own if name not in LATER] == [
        text for text in found if text in NUMBERS.values()
    ]
    assert len([name for name in own if name in LATER]) == len(
        [text for text in found if paper.LINE in text]
    )
    assert "2026年12月1日" in found[-1]


@pytest.mark.parametrize("symptom", [calls.ANY, *SYMPTOMS])
def test_a_number_is_entered_in_one_place(symptom):
    """What comes from a field isn't changed on the paper; all else is, by a key of its own."""
    nodes = made("poster", symptom=symptom, **NUMBERS)
    tables = [one for one in nodes if one[0] == "table"]
    cells = [cell for table in tables for row in table[3:] for cell in row[2:]]

    for _, attributes, text in cells:
        typed = text in NUMBERS.values() or text == paper.LINE
        assert typed != ("data-key" in attributes), text


def test_the_sheet_for_all_leads_to_each():
    """The sheet for all has what always holds, whom to call, and each symptom's first steps."""
    found = rows(made("poster"))

    for one in INCIDENT["any"]["do"]:
        assert [one["how"]] == [row[1] for row in found if row[0].endswith(one["do"])]
    led = found[-len(SYMPTOMS) :]
    assert [row["title"] for row in INCIDENT["symptoms"]] == [row[0] for row in led]
    for symptom, row in zip(INCIDENT["symptoms"], led, strict=True):
        steps = [one["do"] for one in symptom["do"][: poster.FIRST]]
        assert steps == row[1].split(WORDS["poster"]["then"])
    named = {call["contact"] for call in INCIDENT["any"]["call"]}
    assert set(calls.OWN) <= named
    assert {"emergency", "police", "ipa"} <= named


def test_money_goes_to_the_bank_first():
    """Whoever moved money calls the bank before anybody else, on the sheet of that symptom."""
    row = calls.steps(INCIDENT, "money")
    first = rows(made("poster", symptom="money", bank="0120-000-000"))[-len(row["call"])]

    assert "0120-000-000" == first[1]


def test_a_sheet_has_eight_cards():
    """Each card has the three steps, those to call first and the numbers of the police."""
    nodes = made("card", decider="佐藤 090-0000-0000")
    tables = [one for one in nodes if one[0] == "table"]

    assert (8, card.LINES) == (card.LINES * card.COLUMNS, len(tables))
    assert "card" == papers.of("card").sheet
    for table in tables:
        for column in range(card.COLUMNS):
            said = [row[2 + column][2] for row in table[2:]]
            steps = [one["do"] for one in INCIDENT["any"]["do"]]
            assert INCIDENT["any"]["title"] == said[0]
            assert steps == [text.partition(" ")[2] for text in said[1 : 1 + len(steps)]]
            assert "佐藤 090-0000-0000" in said[1 + len(steps)]
            assert "110" in said[-1]
            assert "#9110" in said[-1]
            assert 2 == len([text for text in said if paper.LINE in text])


@pytest.mark.parametrize("symptom", [calls.ANY, *SYMPTOMS])
def test_the_log_says_what_to_note(symptom):
    """The log has what to note at a symptom, and lines to write on."""
    found = made("log", symptom=symptom)

    assert [] == [one for one in calls.steps(INCIDENT, symptom)["note"] if one not in texts(found)]
    assert [["", "", "", ""]] * log.ROWS == rows(found)[-log.ROWS :]


def test_names_are_only_those_that_were_entered():
    """A company's name in the record isn't put onto a paper by itself."""
    named = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put(named, "company", "ひみつ商店")
    for one in papers.every():
        if one.group == "incident":
            nodes = one.make(QUESTIONNAIRE, WORDS[one.name], named, entered.blank())
            assert [] == [text for text in texts(nodes) if "ひみつ" in text]
