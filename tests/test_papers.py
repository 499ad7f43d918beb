"""What every paper keeps to, whatever is answered and entered."""

import papers
import pytest
from built import questionnaire
from ideas import record
from papers import entered, paper

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
MIXED = {"1": "done", "2": "partial", "3": "not_done", "4": "unknown"}
LONGEST = "株式会社" + "長" * (record.NAME - 4)


def leaves(nodes):
    """Every block of text in nodes, in the order of reading."""
    for name, attributes, *children in nodes:
        if name in paper.LEAVES:
            yield [name, attributes, *children]
        else:
            yield from leaves([child for child in children if isinstance(child, list)])


def elements(nodes):
    for name, _, *children in nodes:
        yield name
        yield from elements([child for child in children if isinstance(child, list)])


def given(longest=False):
    """What is entered: nothing, or the most that fits, of everything."""
    values = entered.blank()
    for name, kind, choices in entered.FIELDS:
        if longest:
            full = {entered.LINE: LONGEST, entered.DAY: "2026-12-31", entered.TICK: True}
            values[name] = full.get(kind, choices[-1] if choices else "")
    return values


def records():
    blank = record.blank(QUESTIONNAIRE, "0.0.0")
    full = record.copied(blank)
    full["answers"].update(MIXED)
    return [blank, full]


MADE = [
    (one, one.make(QUESTIONNAIRE, WORDS[one.name], now, values))
    for one in papers.every()
    for now in records()
    for values in (given(), given(longest=True))
]


@pytest.mark.parametrize(("one", "nodes"), MADE)
def test_a_paper_is_made_of_blocks(one, nodes):
    """A paper has one heading of the first rank, first, and nothing but the blocks it may have."""
    assert "h1" == nodes[0][0]
    assert ["h1"] == [name for name in elements(nodes) if name == "h1"]
    assert {node[0] for node in nodes} <= set(paper.BLOCKS)
    allowed = {*paper.BLOCKS, *paper.ROWS, *paper.LEAVES}
    assert set(elements(nodes)) <= allowed


@pytest.mark.parametrize(("one", "nodes"), MADE)
def test_a_text_that_may_be_changed_has_a_name_of_its_own(one, nodes):
    """No two blocks of a paper have the same key, and every leaf holds text alone."""
    found = list(leaves(nodes))
    keys = [attributes["data-key"] for _, attributes, *_ in found if "data-key" in attributes]

    assert sorted(set(keys)) == sorted(keys)
    assert all(isinstance(child, str) for _, _, *children in found for child in children)


def entries():
    """Entries that differ from each other in one field, or in all."""
    made = [given(), given(longest=True)]
    for name, kind, choices in entered.FIELDS:
        others = {entered.LINE: ["乙社"], entered.DAY: ["2026-04-01"], entered.TICK: [False]}
        made += [made[1] | {name: other} for other in others.get(kind, choices)]
    return made


def plans():
    """Records that differ in an answer, a day or an owner."""
    for answer in [row["id"] for row in QUESTIONNAIRE.answers]:
        for due, owner in (("", ""), ("2026-12-15", "佐藤"), ("2027-01-31", "山田")):
            one = record.blank(QUESTIONNAIRE, "0.0.0")
            record.put_answers(QUESTIONNAIRE, one, [answer] * len(QUESTIONNAIRE.numbers))
            for number in QUESTIONNAIRE.numbers if due else ():
                record.put_item(one, number, "due", due)
                record.put_item(one, number, "owner", owner)
            yield one


@pytest.mark.parametrize("one", papers.every(), ids=lambda one: one.name)
def test_a_key_says_all_that_its_text_depends_on(one):
    """What somebody wrote in place of a text is never taken for one of another day or company."""
    said = {}
    for now, values in [(now, given()) for now in plans()] + [
        (now, values) for now in records() for values in entries()
    ]:
        for _, attributes, *text in leaves(one.make(QUESTIONNAIRE, WORDS[one.name], now, values)):
            if "data-key" in attributes:
                said.setdefault(attributes["data-key"], set()).add("".join(text))

    assert {} == {key: texts for key, texts in said.items() if len(texts) > 1}


def test_papers_are_of_a_group_and_ask_for_fields_that_there_are():
    """Each paper stands in a group, has words, and reads fields that the page has."""
    known = [name for name, _, _ in entered.FIELDS]
    for one in papers.every():
        assert one.group in paper.GROUPS
        assert {"title", "about"} <= WORDS[one.name].keys()
        assert [] == [name for name in one.fields if name not in known]
