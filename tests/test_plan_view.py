"""What the views of the plan promise: every item has its help, nothing entered becomes markup."""

import re

import oracle
import pytest
import views.result
from drawn import found, made, marked_up, said, seen
from generated import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from ideas import labels, plan, record
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, sheet, texts

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
WORDS = TEXTS["plan"]
# a busy machine is no wrong answer
COUNT = len(CATALOG["items"])
ALL = {"part": None, "answer": None, "basics": False}
SHEETS = st.lists(st.sampled_from([*oracle.ANSWERS, None]), min_size=COUNT, max_size=COUNT)
TITLES = {item["number"]: item["title"] for item in CATALOG["items"]}
OWN = {item["number"]: item for item in TEXTS["items"]}
LEFT_OPEN = st.lists(st.sampled_from([*TITLES]), unique=True)


def planned(answers, filters=ALL, items=None):
    return views.result.plan(QUESTIONNAIRE, made(answers, items), filters)


def entries(nodes):
    """The entries of the list of results, each with the number that its heading gives."""
    rows = []
    for entry in found(nodes, "li", class_="results__item"):
        (heading,) = found([entry], "h4")
        rows.append((int(re.search(r"\d+", said([heading]))[0]), entry))
    return rows


def merged(answers, left_open):
    """A record with these answers of which departments did not know the items left open."""
    one = made(answers)
    one["merged"] = {"rule": "chosen", "from": [], "open": left_open}
    return one


def ways(nodes, action):
    """The numbers of the items that the buttons of an action are about."""
    return [int(b[1]["data-number"]) for b in found(nodes, "button", data_action=action)]


def keys(nodes):
    return [one[1]["data-key"] for one in found(nodes, "details")]


def folded(nodes, key):
    """The one details element of this key."""
    (one,) = found(nodes, "details", data_key=key)
    return one


def written(nodes, number):
    """What the entry of an item shows as written: {field: text}."""
    (entry,) = [entry for one, entry in entries(nodes) if one == number]
    return {one[1]["data-field"]: said([one]) for one in found([entry], "dd") if one[1]}


def tick(nodes, number):
    """The attributes of the box to tick of an item."""
    ticks = found(nodes, "button", role="checkbox", data_action="item", data_field="ticked")
    (one,) = [one for one in ticks if one[1]["data-number"] == str(number)]
    return one[1]


@given(SHEETS)
def test_the_next_step_names_the_items_of_the_plan(answers):
    """Ways lead to the fewest items and then, if they are others, to those with basics first."""
    nodes = views.result.next_step(QUESTIONNAIRE, answers)
    way = plan.next_band(QUESTIONNAIRE, answers)

    if way is None:
        assert [] == nodes
        return
    differs = set(way["fewest"]) != set(way["basics_first"])
    assert way["fewest"] + way["basics_first"] * differs == ways(nodes, "to-plan")
    assert [] == ways(nodes, "visit")
    assert nodes[:1] == found(nodes, "h3", id="next-title")
    assert f"{way['from']}点まであと{way['missing']}点" == said(nodes[:1])
    assert f"合計{way['fewest_total']}点" in said(nodes)
    assert differs == (f"合計は{way['basics_first_total']}点" in said(nodes))


def test_the_same_items_in_another_order_are_no_other_way():
    """Where beginning with the basics takes the same items, they are named once."""
    answers = sheet("PPPDDDDNN" + "D" * 13 + "UPP")

    nodes = views.result.next_step(QUESTIONNAIRE, answers)

    assert [23, 8, 9, 1, 2, 3, 24, 25] == ways(nodes, "to-plan")
    assert 1 == len(found(nodes, "ul"))


@given(SHEETS)
def test_the_ways_of_the_next_step_lead_into_the_plan(answers):
    """Each item of the next step has an entry in the unfiltered plan that takes the focus."""
    headings = found(planned(answers), "h4", tabindex=-1)
    names = [heading[1]["id"] for heading in headings]

    for number in ways(views.result.next_step(QUESTIONNAIRE, answers), "to-plan"):
        assert 1 == names.count(f"plan-{number}-name")


def test_open_questions_come_from_answers_alone():
    """A record that isn't merged has the questions of its unknown and unanswered items."""
    nodes = views.result.open_questions(QUESTIONNAIRE, made(sheet("DU.P")))

    assert [2] == [number for number, _ in entries(nodes)]
    assert WORDS["open_unknown"].format(answer="わからない", count=1) in said(nodes)
    assert WORDS["open_blank"].format(count=COUNT - 3) in said(nodes)
    assert WORDS["open_merged"].split("{")[0] not in said(nodes)


@pytest.mark.parametrize("letters", ["D", "N", "DPN"])
def test_where_all_is_known_nothing_is_open(letters):
    """Without an unknown, unanswered or left open item there is nothing to ask."""
    answers = sheet(letters.ljust(COUNT, "D"))

    for one in (made(answers), merged(answers, [])):
        assert [] == views.result.open_questions(QUESTIONNAIRE, one)
        assert "" == views.result.inquiry_text(QUESTIONNAIRE, one)


def test_a_total_that_can_not_move_has_no_range():
    """If only a department didn't know, all is answered, and no range of totals is told."""
    complete, unknown, blank = sheet("D" * 25), sheet("U" + "D" * 24), sheet("." + "D" * 24)
    told = [
        WORDS["open_range"].split("{")[0]
        in said(views.result.open_questions(QUESTIONNAIRE, merged(answers, [7])))
        for answers in (complete, unknown, blank)
    ]

    assert [False, True, True] == told


@given(SHEETS, LEFT_OPEN)
def test_open_questions_say_whom_to_ask_what(answers, left_open):
    """Every unknown item, the company's or a department's, has its question, whom and the words."""
    nodes = views.result.open_questions(QUESTIONNAIRE, merged(answers, left_open))
    unknown = [n for n, a in enumerate(answers, 1) if a == "unknown"]
    settled = [n for n in left_open if answers[n - 1] not in ("unknown", None)]

    if not unknown + settled and None not in answers:
        assert [] == nodes
        return
    assert nodes[:1] == found(nodes, "h3", id="open-title")
    assert unknown + settled == [number for number, _ in entries(nodes)]
    assert ["open"] * bool(unknown + settled) == keys(nodes)
    if unknown + settled:
        assert entries(nodes) == entries([folded(nodes, "open")])
    for number, entry in entries(nodes):
        own = OWN[number]
        for text in (TITLES[number], own["question"], own["ask"]["whom"], own["ask"]["question"]):
            assert text in said([entry])
    found_open = plan.still_open(QUESTIONNAIRE, answers)
    reach = f"{found_open['lowest']}点から{found_open['highest']}点"
    assert bool(unknown or None in answers) == (reach in said(nodes))
    assert bool(settled) == (WORDS["open_merged"].format(count=len(settled)) in said(nodes))
    assert bool(unknown) == (f"「わからない」と答えた質問：{len(unknown)}問" in said(nodes))
    assert (None in answers) == (f"まだ答えていない質問：{answers.count(None)}問" in said(nodes))
    assert 1 == len(found(nodes, "button", data_action="print", data_print="inquiry"))
    assert 1 == len(found(nodes, "button", data_action="copy-inquiry"))


@given(SHEETS, LEFT_OPEN)
def test_the_copied_text_asks_everything_that_is_open(answers, left_open):
    """Unknown come first, then departments' and the unanswered, each with all needed to ask."""
    text = views.result.inquiry_text(QUESTIONNAIRE, merged(answers, left_open))

    unknown = [n for n, a in enumerate(answers, 1) if a == "unknown"]
    blank = [n for n, a in enumerate(answers, 1) if a is None]
    asked = [int(n) for n in re.findall(r"^No\.(\d+) ", text, re.MULTILINE)]
    settled = [n for n in left_open if n not in unknown + blank]
    assert unknown + settled + blank == asked
    for number in asked:
        own = OWN[number]
        (block,) = re.findall(rf"^No\.{number} .*?(?=\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
        for part in (TITLES[number], own["question"], own["ask"]["whom"], own["ask"]["question"]):
            assert part in block
        assert f"\n{WORDS['inquiry_answer']}\n" in block
    assert bool(asked) == bool(text)


@given(SHEETS)
def test_the_plan_has_an_entry_for_every_item_to_improve(answers):
    """Entries stand in plan order with answer, gain, question, steps, and whom to ask."""
    rows = oracle.expect(answers)["improvements"]
    nodes = planned(answers)
    listed = entries(nodes)
    labels = {answer["id"]: answer["label"] for answer in CATALOG["answers"]}

    assert nodes[:1] == found(nodes, "h3", id="plan-title")
    assert [number for number, _, _ in rows] == [number for number, _ in listed]
    for (number, answer, gain), (_, entry) in zip(rows, listed, strict=True):
        own = OWN[number]
        assert labels[answer] == said(found([entry], "span", class_="results__answer"))
        assert f"+{gain}点" == said(found([entry], "span", class_="results__gain"))
        for text in (own["question"], own["today"]["title"], own["ask"]["whom"]):
            assert text in said([entry])
        (steps,) = found([entry], "ol")
        assert own["today"]["steps"] == [said([step]) for step in steps[2:]]
        assert (answer == "unknown") == (own["ask"]["question"] in said([entry]))
        assert [number] == ways([entry], "visit")
        assert [f"#question-{number} .question__{name}" for name in ("measures", "terms")] == [
            one[1]["from"] for one in found([entry], "copy")
        ]


@given(SHEETS)
def test_details_are_folded_and_the_first_action_is_not(answers):
    """Steps, and words to ask where nobody knows, are folded, each under a key of its own."""
    nodes = views.result.open_questions(QUESTIONNAIRE, made(answers)) + planned(answers)
    assert len(keys(nodes)) == len(set(keys(nodes)))
    assert [] == [one for one in found(nodes, "details") if "open" in one[1]]

    for (number, entry), (_, answer, _) in zip(
        entries(planned(answers)), oracle.expect(answers)["improvements"], strict=True
    ):
        own, asking = OWN[number], [f"ask-{number}"] * (answer == "unknown")
        assert [f"steps-{number}", *asking, f"measures-{number}"] == keys([entry])
        hidden = "".join(said([one]) for one in found([entry], "details"))
        steps = folded([entry], f"steps-{number}")
        assert WORDS["steps"] + "".join(own["today"]["steps"]) == said([steps])
        assert own["today"]["title"] not in [said([one]) for one in found([steps], "b")]
        (whom,) = [p for p in found([entry], "p") if own["ask"]["whom"] in said([p])]
        assert said([whom]) not in hidden
        for key in asking:
            assert WORDS["ask"] + own["ask"]["question"] == said([folded([entry], key)])


@given(SHEETS)
def test_every_control_has_an_id_and_a_label_of_its_own(answers):
    """No id stands twice; each field is labelled; each entry has its ways under its heading."""
    nodes = planned(answers)
    controls = found(nodes, "input") + found(nodes, "textarea") + found(nodes, "select")
    named = [one for name in ("h3", "h4", "p") for one in found(nodes, name)]
    ids = [one[1]["id"] for one in named if "id" in one[1]]
    ids += [one[1]["id"] for one in controls]

    assert len(ids) == len(set(ids))
    labelled = [label[1]["for"] for label in found(nodes, "label") if "for" in label[1]]
    wrapped = [one[1]["id"] for label in found(nodes, "label") for one in found([label], "input")]
    assert sorted(labelled + wrapped) == sorted(one[1]["id"] for one in controls)
    assert {"off"} == {one[1]["autocomplete"] for one in controls}
    groups = found(nodes, "div", role="group")
    names = [group[1]["aria-labelledby"] for group in groups]
    assert names == [heading[1]["id"] for heading in found(nodes, "h4")]
    for group, (number, _) in zip(groups, entries(nodes), strict=True):
        assert [number] == ways([group], "write")
        assert [number] == ways([group], "item")


@pytest.mark.parametrize("part", [None, *(part["number"] for part in CATALOG["parts"])])
@pytest.mark.parametrize("answer", [None, "partial", "not_done", "unknown"])
@pytest.mark.parametrize("basics", [True, False])
def test_filters_show_what_they_say(part, answer, basics):
    """The list holds what passes, the line above says how many, the controls what is set."""
    answers = sheet("DPNU" * 6 + "P")
    filters = {"part": part, "answer": answer, "basics": basics}
    rows = plan.entries(QUESTIONNAIRE, answers)
    expected = [row["number"] for row in plan.filtered(rows, part, answer, basics)]

    nodes = planned(answers, filters)

    assert expected == [number for number, _ in entries(nodes)]
    (shown,) = found(nodes, "p", id="plan-shown")
    # the desk announces it when a filter changes; a live region would say it twice
    assert {"id"} == set(shown[1])
    if expected:
        assert f"{len(rows)}項目のうち{len(expected)}項目" in said([shown])
    else:
        assert WORDS["none_fits"].format(of=len(rows)) == said([shown])
    chosen = {}
    for select in found(nodes, "select", data_change="filter"):
        (option,) = found([select], "option", selected=True)
        chosen[select[1]["data-filter"]] = option[1]["value"]
    assert {"part": str(part or ""), "answer": answer or ""} == chosen
    (box,) = found(nodes, "input", data_change="filter", data_filter="basics")
    assert basics == ("checked" in box[1])


def test_the_choices_are_the_parts_and_the_answers_short_of_full_points():
    """All parts can be chosen, and every answer but the one with full points."""
    nodes = planned(sheet("P"))
    values = {
        select[1]["data-filter"]: [option[1]["value"] for option in found([select], "option")]
        for select in found(nodes, "select")
    }

    assert {"part": ["", "1", "2", "3"], "answer": ["", "partial", "not_done", "unknown"]} == values


def test_what_was_entered_is_shown():
    """Owner, date, note and tick of an item are shown; of another, only the ways to enter."""
    entered = {"ticked": True, "owner": "鈴木", "due": "2026-12-01", "note": "1行目\n2行目"}
    nodes = planned(sheet("PP"), items={2: entered})

    expected = {"owner": "鈴木", "due": "2026-12-01", "note": "1行目\n2行目"}
    assert expected == written(nodes, 2)
    assert {} == written(nodes, 1)
    assert ["false", "true"] == [tick(nodes, number)["aria-checked"] for number in (1, 2)]


def test_a_tick_changes_no_answer_and_says_so():
    """An item ticked while its answer is still short has the hint; no other item has it."""
    rows = entries(planned(sheet("PPD"), items={2: {"ticked": True}, 3: {"ticked": True}}))

    hints = [number for number, entry in rows if WORDS["still_counts"] in said([entry])]
    assert [1, 2] == [number for number, _ in rows]
    assert [2] == hints


def test_the_tick_box_is_described_by_its_hint():
    """The box of a ticked item points to the hint beside it; another box points nowhere."""
    nodes = planned(sheet("PP"), items={2: {"ticked": True}})

    named = tick(nodes, 2)["aria-describedby"]
    (hint,) = [one for one in found(nodes, "p") if one[1].get("id") == named]
    assert WORDS["still_counts"] == said([hint])
    assert "aria-describedby" not in tick(nodes, 1)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("." * COUNT, WORDS["answer_first"]),
        ("D" * COUNT, TEXTS["form"]["improve_none"] + WORDS["kept_up"]),
        ("D" * (COUNT - 1) + ".", TEXTS["report"]["plan_none"]),
    ],
)
def test_without_an_entry_the_plan_says_why(letters, expected):
    """Nothing answered, all at full points, nothing short so far: each is said."""
    nodes = planned(sheet(letters))

    assert expected == seen(nodes[1:])
    assert [] == found(nodes, "ol")


def test_the_rule_of_the_order_comes_first():
    """Before anything else the plan says its order, that it is the site's, and not IPA's."""
    nodes = planned(sheet("P"))

    assert TEXTS["form"]["improve_lead"] + WORDS["order"] == said(nodes[1:2])
    assert "このサイトが決めた" in said(nodes[1:2])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_enter_is_never_markup(text):
    """A hostile owner or note is a value or a text; names and attributes stay as they were."""

    def entered(words):
        one = made(sheet("PN"))
        # not by put_item, which would clean it
        one["items"]["1"] = {"owner": words, "due": words, "note": words}
        return views.result.plan(QUESTIONNAIRE, one, ALL)

    harmless, nodes = entered("x"), entered(text)

    assert dict.fromkeys(("owner", "due", "note"), labels.isolated(text)) == written(nodes, 1)
    assert marked_up(harmless) == marked_up(nodes)
    assert said(harmless[:3]) == said(nodes[:3])


@given(SHEETS, LEFT_OPEN)
def test_no_placeholder_is_left(answers, left_open):
    """No sentence shows a brace that should have been filled in; nothing has a style."""
    one = merged(answers, left_open)
    nodes = views.result.next_step(QUESTIONNAIRE, answers)
    nodes += views.result.open_questions(QUESTIONNAIRE, one) + planned(answers)

    assert not set("{}") & set(said(nodes))
    assert "style" not in marked_up(nodes)


def test_every_sentence_is_used():
    """Each sentence of the section stands in some view, so that none is left over."""
    used = set()

    class Watched(dict):
        def __getitem__(self, key):
            used.add(key)
            return super().__getitem__(key)

    texts = {**TEXTS, "plan": Watched(WORDS)}
    for letters in ("", "D" * COUNT, "PUN" + "D" * 21 + ".", "P" * 7 + "U" * 5 + "D" * 13):
        entered = {"ticked": True, "owner": "山田", "due": "2026-12-01", "note": "x"}
        one = made(sheet(letters), {1: entered})
        one["merged"] = {"rule": "lowest", "from": [], "open": [COUNT - 1]}
        answers = record.answers(QUESTIONNAIRE, one)
        views.result.next_step(Questionnaire(CATALOG, texts), answers)
        views.result.open_questions(Questionnaire(CATALOG, texts), one)
        views.result.inquiry_text(Questionnaire(CATALOG, texts), one)
        views.result.plan(Questionnaire(CATALOG, texts), one, ALL)
        views.result.plan(
            Questionnaire(CATALOG, texts), one, {"part": 3, "answer": "partial", "basics": True}
        )
    assert set(WORDS) == used
