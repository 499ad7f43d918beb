"""The company's own rules claim nothing that its record says isn't done, whatever was answered."""

import copy
import itertools
import re

import papers
import pytest
import successor
from built import questionnaire
from hypothesis import given as drawn
from hypothesis import strategies as st
from ideas import record
from papers import entered, rules
from sheets import questionnaire as frozen

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
ROWS = WORDS["rules"]["rules"]
ITSELF = WORDS["rules"]["itself"]
BEST, UNKNOWN = "done", "unknown"
ANSWERS = [BEST, "partial", "not_done", UNKNOWN, None]
LONGEST = "株式会社" + "長" * (record.NAME - 4)
DUE, DAY = "2026-12-15", "2026年12月15日"
# What a sentence that says how things are ends in, or goes on with.
CLAIMS = re.compile("ます|ません|です|ました|でした|である|ている|ておる|てある|ではない")
FACTS = [
    dict(zip(rules.FACTS, ticked, strict=True))
    for ticked in itertools.product((False, True), repeat=len(rules.FACTS))
]


def entered_as(**values):
    return entered.blank() | values


def answered(answers, due="", owner=""):
    """A record with an answer, or None, by number; each item planned for the same day."""
    made = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put_answers(QUESTIONNAIRE, made, [answers[one] for one in QUESTIONNAIRE.numbers])
    for number in QUESTIONNAIRE.numbers:
        record.put_item(made, number, "due", due)
        record.put_item(made, number, "owner", owner)
    return made


def alike(answer, **planned):
    return answered(dict.fromkeys(QUESTIONNAIRE.numbers, answer), **planned)


def made(name, rec, values):
    return papers.of(name).make(QUESTIONNAIRE, WORDS[name], rec, values)


def leaves(nodes):
    """Every text with its key: [(key or "", text)]."""
    for _, attributes, *children in nodes:
        for child in children:
            if isinstance(child, str):
                yield attributes.get("data-key", ""), child
            else:
                yield from leaves([child])


def lines(nodes, start):
    return [(key, text) for key, text in leaves(nodes) if key.startswith(start)]


def expected(rows, answers, facts, due=""):
    """What the handbook has to say of the rows, worked out by itself."""
    found = []
    for row in rows:
        answer = answers[row["item"]]
        if facts.get(row.get("without")):
            continue
        if answer == BEST:
            found.append((f"rule-{row['id']}:done", row["done"]))
            continue
        until, on = (f"（期限：{DAY}）", f":{DUE}") if due else ("", "")
        before, kind = ("いまの様子を確かめ、", UNKNOWN) if answer == UNKNOWN else ("", "planned")
        found.append((f"rule-{row['id']}:{kind}{on}", f"{before}{row['planned']}{until}。"))
    return found


def expected_for_staff(rows, answers, facts, due=""):
    """The same for the sheet of everybody: first what is done."""
    there = [row for row in rows if "staff" in row and not facts.get(row.get("without"))]
    until, on = (f"（{DAY}まで）", f":{DUE}") if due else ("", "")
    return [
        *(
            (f"staff-{row['id']}:done", row["staff"])
            for row in there
            if answers[row["item"]] == BEST
        ),
        *(
            (f"staff-{row['id']}:planned{on}", f"{row['staff_planned']}{until}。")
            for row in there
            if answers[row["item"]] != BEST
        ),
    ]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: str([*facts.values()]))
def test_nothing_is_claimed_that_is_not_done(answer, facts):
    """Each row × each answer × all facts: what a row claims is there if done and not left out."""
    rec, values = alike(answer), entered_as(**facts)
    handbook, sheet = made("rules", rec, values), made("staff", rec, values)
    answers = dict.fromkeys(QUESTIONNAIRE.numbers, answer)

    assert expected(ROWS, answers, facts) == lines(handbook, "rule-")
    assert expected_for_staff(ROWS, answers, facts) == lines(sheet, "staff-")
    for nodes, claims in ((handbook, "done"), (sheet, "staff")):
        said = [text for _, text in leaves(nodes)]
        for row in ROWS:
            there = answer == BEST and claims in row and not facts.get(row.get("without"))
            assert there == (row.get(claims) in said), row["id"]
    itself = ITSELF["done"] in [text for _, text in leaves(handbook)]
    assert (answer == BEST) == itself
    assert (answer == BEST) != bool(lines(handbook, "change-due"))


NUMBERED = st.fixed_dictionaries({one: st.sampled_from(ANSWERS) for one in QUESTIONNAIRE.numbers})


@drawn(NUMBERED, st.sampled_from(FACTS), st.sampled_from(["", DUE]))
def test_no_row_depends_on_another(answers, facts, due):
    """In whole records, each row says what its own item's answer, its fact and its day call for."""
    rec, values = answered(answers, due=due), entered_as(**facts)

    assert expected(ROWS, answers, facts, due) == lines(made("rules", rec, values), "rule-")
    found = lines(made("staff", rec, values), "staff-")
    assert expected_for_staff(ROWS, answers, facts, due) == found


def test_a_row_is_all_that_is_looked_at():
    """What is said of a row is the same when all other rows and items are missing."""
    for row, answer in itertools.product(ROWS, ANSWERS):
        alone = {**WORDS["rules"], "rules": [row]}
        rec = answered(dict.fromkeys(QUESTIONNAIRE.numbers) | {row["item"]: answer})
        nodes = papers.of("rules").make(QUESTIONNAIRE, alone, rec, entered_as())

        assert expected([row], {row["item"]: answer}, {}) == lines(nodes, "rule-")


def test_each_item_has_rules():
    """Each item but the one that asks for rules has one to three, under ids of their own."""
    counts = {one: [row["item"] for row in ROWS].count(one) for one in QUESTIONNAIRE.numbers}
    ids = [row["id"] for row in ROWS]

    assert 25 == ITSELF["item"]
    assert 0 == counts.pop(ITSELF["item"])
    assert list(range(1, 25)) == list(counts)
    assert set(counts.values()) <= {1, 2, 3}
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: str([*facts.values()]))
def test_only_what_a_company_lacks_is_left_out(facts):
    """An item is left out only where each of its rows is about something that isn't there."""
    nodes = made("rules", alike("not_done"), entered_as(**facts))
    there = {row["item"] for row in ROWS if not facts.get(row.get("without"))}
    headings = [node[2] for node in nodes if node[0] == "h3"]
    left = "".join(text for _, text in lines(nodes, "left-no"))

    assert [f"No.{one} {QUESTIONNAIRE.item(one)['title']}" for one in sorted(there)] == headings
    for row in ROWS:
        if facts.get(row.get("without")):
            assert re.search(rf"No\.{row['item']}(?!\d)", left)
    exempt = {row["item"] for row in ROWS if "without" in row}
    always = {row["item"] for row in ROWS if "without" not in row}
    assert set(range(1, 25)) - exempt <= always <= there
    # Other people's access points outside are used without one's own, too.
    assert 10 in always


def test_what_is_planned_claims_nothing():
    """What isn't done is tried, in one sentence, and no part of it says how things are."""
    for row in [*ROWS, ITSELF]:
        for key in ("planned", "staff_planned"):
            text = row.get(key, WORDS["rules"]["trying"])
            assert text.endswith("取り組みます"), text
            assert not CLAIMS.search(text.removesuffix("取り組みます")), text
            assert "。" not in text
        for key in ("done", "staff"):
            text = row.get(key, "ます。")
            assert text.endswith(("ます。", "ません。", "を含む）。")), text
            assert "取り組みます" not in text


@pytest.mark.parametrize("answer", ANSWERS)
def test_days_and_names_of_the_plan_stand_there(answer):
    """The day of the plan stands with all that is planned, its owner with the item."""
    rec = alike(answer, due=DUE, owner=LONGEST)
    values = entered_as(company=LONGEST, responsible=LONGEST, contact=LONGEST, date=DUE, review=DUE)
    handbook, sheet = made("rules", rec, values), made("staff", rec, values)
    dated = [DAY in text for _, text in lines(handbook, "rule-") + lines(sheet, "staff-")]
    table = lines(handbook, "open-")

    assert [answer != BEST] * len(dated) == dated
    assert ([] if answer == BEST else [DAY, LONGEST, ""]) == [text for _, text in table[1:4]]
    assert [f"担当：{LONGEST}"] * len(QUESTIONNAIRE.numbers[1:]) == [
        text for _, text in lines(handbook, "owner-")
    ]
    for nodes, count in ((handbook, 3), (sheet, 3)):
        own = [text for key, text in leaves(nodes) if not key and LONGEST in text]
        assert count == sum(text.count(LONGEST) for text in own)


def test_what_is_due_first_stands_first():
    """What is being worked on is listed by its day, and what has none comes last."""
    rec = alike("partial")
    for number, due in ((3, "2027-01-31"), (5, "2026-12-01"), (9, "2026-12-01")):
        record.put_item(rec, number, "due", due)
    keys = [key for key, _ in lines(made("rules", rec, entered_as()), "open-") if key[-2:] == "-0"]

    assert ["open-5-0", "open-9-0", "open-3-0", "open-1-0", "open-2-0"] == keys[:5]
    assert len(QUESTIONNAIRE.numbers) == len(keys)


def test_what_is_all_done_leaves_nothing_to_do():
    """Where all is done, nothing is planned, and no heading is left over for it."""
    for name in ("rules", "staff"):
        text = "".join(text for _, text in leaves(made(name, alike(BEST), entered_as())))

        assert "取り組" not in text


def test_numbers_of_another_edition_mean_other_items():
    """What an older edition's record plans for a number isn't taken for this one's item."""
    before, later = frozen(), successor.later()
    rec = record.blank(before, "0.0.0")
    record.put_item(rec, 3, "due", DUE)

    assert {} == rules.plans(later, rec)[3]
    assert {"due": DUE} == rules.plans(before, rec)[3]


def test_who_wrote_the_template_is_linked():
    """The handbook leads to IPA's own template, whose address the catalogue has."""
    nodes = made("rules", alike(None), entered_as())
    (link,) = [node for node in nodes if "data-href" in node[1]]

    assert "https://www.ipa.go.jp/security/guide/sme/about.html" == link[1]["data-href"]
    assert any("付録4" in text for _, text in lines(nodes, "basis-"))


def test_the_sheet_for_everybody_is_short():
    """With everything done or nothing, the sheet has at most 28 lines, each a short one."""
    for answer in ANSWERS:
        found = lines(made("staff", alike(answer, due=DUE), entered_as()), "staff-")

        assert len(found) <= 28
        assert max(len(text) for _, text in found) <= 66


def test_what_people_wrote_turns_no_text_around():
    """A name that runs from right to left stays by itself."""
    values = entered_as(company="\u202eabc", responsible="שלום")
    text = "".join(text for _, text in leaves(made("rules", alike(None), values)))

    assert "\u202e" not in text
    assert "\u2068שלום\u2069" in text


@pytest.mark.parametrize("name", ["vendors", "secrecy"])
def test_sheets_for_partners_are_filled_in_by_hand(name):
    """What is asked of partners leaves room to write, and where there is none, says what for."""
    without, usual = (
        made(name, alike(None), entered_as(no_vendor=ticked)) for ticked in (True, False)
    )
    more = [one for one in leaves(without) if one not in [*leaves(usual)]]

    assert ["no-vendor"] == [key for key, _ in more]
    rows = [row for node in usual if node[0] == "table" for row in node[3:]]
    assert len(rows) >= 10
    assert all("" == row[-1][2] and row[2][2] for row in rows)


def test_a_list_of_points_is_no_contract():
    """The list of what a contract says begins with what it isn't, and who is to look at one."""
    words = copy.deepcopy(WORDS["secrecy"])
    text = dict(leaves(made("secrecy", alike(None), entered_as())))["nature"]

    assert words["nature"] == text
    assert "契約書の文面でも、法律の助言でもありません" in text
    assert "弁護士などの専門家" in text
