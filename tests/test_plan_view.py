"""What the views of the plan promise: every item has its help, nothing entered becomes markup."""

import re

import oracle
import pytest
import views.result
from drawn import fields, found, made, marked_up, said
from generated import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from ideas import labels, plan
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
    """What waits behind the first steps."""
    return views.result.plan(QUESTIONNAIRE, made(answers, items), filters)


def first(answers, items=None):
    return views.result.first(QUESTIONNAIRE, made(answers, items))


def everything(answers, items=None):
    """All that the result shows of a plan."""
    return first(answers, items) + planned(answers, items=items)


def entries(nodes):
    """The entries of items, each with the number that its name gives."""
    rows = []
    for entry in found(nodes, "li"):
        if "results__item" not in entry[1].get("class", ""):
            continue
        names = found([entry], "h4", class_="results__name")
        names += found([entry], "span", class_="results__name")
        rows.append((int(re.search(r"\d+", said(names))[0]), entry))
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
    return [one[1]["data-key"] for one in found(nodes, "details") if "data-key" in one[1]]


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


def steps_of(nodes):
    """What is done first: (title, gain or "") of each step."""
    rows = []
    for one in found(nodes, "li"):
        titles = found([one], "h4", class_="step__title")
        if titles:
            gains = [span for span in one[2:] if span[1].get("class") == "results__gain"]
            rows.append((said(titles), said(gains)))
    return rows


@given(SHEETS)
def test_what_is_done_first_is_what_the_plan_says(answers):
    """A complete sheet shows its first steps, counted in the heading; another shows none."""
    nodes = first(answers)

    if None in answers:
        assert [] == nodes
        return
    steps = plan.first_steps(QUESTIONNAIRE, made(answers))
    titles = [
        OWN[step["number"]]["today"]["title"]
        if "number" in step
        else views.result.ask_title(QUESTIONNAIRE, step)
        for step in steps
    ]
    assert titles == [title for title, _ in steps_of(nodes)]
    (heading,) = found(nodes, "h3")
    expected = WORDS["title"].format(count=len(steps)) if steps else WORDS["best_title"]
    assert expected == said([heading])


@given(SHEETS)
def test_every_item_to_improve_stands_once(answers):
    """First steps and what waits behind them have an entry for each item, in the plan's order."""
    rows = oracle.expect(answers)["improvements"]
    listed = entries(everything(answers))
    labels = {answer["id"]: answer["label"] for answer in CATALOG["answers"]}

    assert [number for number, _, _ in rows] == [number for number, _ in listed]
    for (number, answer, gain), (_, entry) in zip(rows, listed, strict=True):
        own = OWN[number]
        shown = [n for name in ("p", "span") for n in found([entry], name)]
        assert labels[answer] in [
            said([one]) for one in shown if one[1].get("class") == "results__answer"
        ]
        assert f"+{gain}点" == said(found([entry], "span", class_="results__gain"))
        for text in (own["today"]["title"], own["ask"]["whom"]):
            assert text in said([entry])
        (steps,) = found([entry], "ol")
        assert own["today"]["steps"] == [said([step]) for step in steps[2:]]
        assert (answer == "unknown") == (own["ask"]["question"] in said([entry]))
        assert [number] == ways([entry], "visit")
        assert [number] == ways([entry], "write")
        assert [f"#question-{number} .question__{name}" for name in ("measures", "terms")] == [
            one[1]["from"] for one in found([entry], "copy")
        ]


def test_the_row_says_how_much_waits():
    """Behind three unknown items and two steps wait the other eight."""
    (row,) = planned(sheet("D" * 12 + "PPPPPNNNNNUUU"))

    assert "計画のつづき残り8項目" == said([row[2]])
    assert 8 == len(entries([row]))


def test_until_all_is_answered_the_whole_plan_waits():
    """While a question is open nothing comes first; the plan so far has what is unknown, too."""
    answers = sheet("DPU" + "." * (COUNT - 3))
    (row,) = planned(answers)

    assert [] == first(answers)
    assert [3, 2] == [number for number, _ in entries([row])]
    assert ["print", "copy-inquiry"] == [
        one[1]["data-action"] for one in found([row], "button")[:2]
    ]
    assert "hidden" not in row[1]


@pytest.mark.parametrize("letters", [".", "D"])
def test_an_empty_plan_is_hidden_with_its_fields(letters):
    """Nothing answered, or nothing to improve: the row is hidden, and its fields are there."""
    (row,) = planned(sheet(letters * COUNT))

    assert "hidden" in row[1]
    assert ["plan-part", "plan-answer"] == [one[1]["id"] for one in found([row], "select")]


def test_all_at_full_points_is_said():
    """There is a word about it, and a way to the day of the next check."""
    nodes = first(sheet("D" * COUNT))

    assert TEXTS["form"]["improve_none"] + WORDS["kept_up"] in said(nodes)
    assert 1 == len(found(nodes, "button", data_action="to-next-check"))


def test_how_far_the_next_band_is():
    """Above the steps stands the distance; folded, what covers it and whose order it is."""
    answers = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD".replace("U", "N"))
    way = plan.next_band(QUESTIONNAIRE, answers)
    nodes = first(answers)
    order = said([folded(nodes, "order")])

    assert f"{way['from']}点まで、あと{way['missing']}点です。" in said(nodes)
    for name in ("fewest", "basics_first"):
        assert labels.numbers(QUESTIONNAIRE, way[name]) in order
        assert f"合計は{way[name + '_total']}点" in order
    assert WORDS["order"] in order
    assert "このサイトが決めた" in order


def test_the_same_items_in_another_order_are_no_other_way():
    """Where beginning with the basics takes the same items, they are named once."""
    order = said([folded(first(sheet("PPPDDDDNN" + "D" * 13 + "NPP")), "order")])

    assert WORDS["next_basics"].split("{")[0] not in order


@pytest.mark.parametrize(("unknown", "calm"), [(12, False), (13, True), (25, True)])
def test_where_most_is_unknown_asking_is_all(unknown, calm):
    """No distance and no points are told where most of what there is to know is unknown."""
    nodes = first(sheet("U" * unknown + "D" * (COUNT - unknown)))

    assert calm == (WORDS["ask_first"] in said(nodes))
    assert calm != ("点まで、あと" in said(nodes))
    assert calm != ("最大+" in said(nodes))


@pytest.mark.parametrize(
    ("unknown", "title"), [(8, "わからない8問を、紙1枚で聞く"), (9, "わからない9問を、紙で聞く")]
)
def test_one_sheet_for_eight(unknown, title):
    """That one sheet is enough is said as long as it is (test_paper.py)."""
    nodes = first(sheet("U" * unknown + "D" * (COUNT - unknown)))

    assert title == steps_of(nodes)[0][0]


def test_asking_names_items_and_people():
    """The step of asking says which items, whom, and the gain; the sheet is printed there."""
    nodes = first(sheet("D" * 22 + "UUU"))

    assert "No.23、No.24、No.25聞く相手：サービスの窓口、パソコンの販売店、社長" in said(nodes)
    assert [("わからない3問を、紙1枚で聞く", "最大+15点")] == steps_of(nodes)
    assert 1 == len(found(nodes, "button", data_action="print", data_print="inquiry"))
    assert 1 == len(found(nodes, "button", data_action="copy-inquiry"))


@given(SHEETS.filter(lambda answers: None not in answers), LEFT_OPEN)
def test_asking_says_whom_what(answers, left_open):
    """Every unknown item, the company's or a department's, has its question, whom and the words."""
    nodes = views.result.first(QUESTIONNAIRE, merged(answers, left_open))
    unknown = [n for n, a in enumerate(answers, 1) if a == "unknown"]
    settled = [n for n in left_open if answers[n - 1] != "unknown"]

    assert bool(unknown + settled) == ("ask" in keys(nodes))
    if unknown + settled:
        shown = said([folded(nodes, "ask")])
        for number in unknown + settled:
            own = OWN[number]
            for text in (
                TITLES[number],
                own["question"],
                own["ask"]["whom"],
                own["ask"]["question"],
            ):
                assert text in shown
        found_open = plan.still_open(QUESTIONNAIRE, answers)
        reach = f"{found_open['lowest']}点から{found_open['highest']}点"
        assert bool(unknown) == (reach in shown)


@pytest.mark.parametrize("letters", ["D", "N", "DPN"])
def test_where_all_is_known_there_is_nothing_to_copy(letters):
    """Without an unknown, unanswered or left open item there is nothing to ask."""
    answers = sheet(letters.ljust(COUNT, "D"))

    for one in (made(answers), merged(answers, [])):
        assert "" == views.result.inquiry_text(QUESTIONNAIRE, one)


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
def test_details_are_folded_each_under_a_key_of_its_own(answers):
    """Nothing is open by itself, and no two share a key: what somebody opens stays open."""
    nodes = everything(answers)

    assert len(keys(nodes)) == len(set(keys(nodes)))
    assert [] == [one for one in found(nodes, "details") if "open" in one[1]]


@given(SHEETS)
def test_every_control_has_an_id_and_a_label_of_its_own(answers):
    """No id stands twice; each field is labelled; each entry has its ways under its heading."""
    nodes = everything(answers)
    controls = found(nodes, "input") + found(nodes, "textarea") + found(nodes, "select")
    named = [one for name in ("h3", "h4", "p", "details") for one in found(nodes, name)]
    ids = [one[1]["id"] for one in named if "id" in one[1]]
    ids += [one[1]["id"] for one in controls]

    assert len(ids) == len(set(ids))
    labelled = [label[1]["for"] for label in found(nodes, "label") if "for" in label[1]]
    wrapped = [one[1]["id"] for label in found(nodes, "label") for one in found([label], "input")]
    assert sorted(labelled + wrapped) == sorted(one[1]["id"] for one in controls)
    assert {"off"} == {one[1]["autocomplete"] for one in controls}
    for number, entry in entries(nodes):
        (group,) = found([entry], "div", class_="plan__ways")
        assert f"plan-{number}-name" == group[1]["aria-labelledby"]
        assert f"plan-{number}-name" == tick([entry], number)["aria-describedby"]


@pytest.mark.parametrize("part", [None, *(part["number"] for part in CATALOG["parts"])])
@pytest.mark.parametrize("answer", [None, "partial", "not_done", "unknown"])
@pytest.mark.parametrize("basics", [True, False])
def test_filters_show_what_they_say(part, answer, basics):
    """The list holds what passes, the line above says how many, the controls what is set."""
    answers = sheet("DPNU" * 6 + ".")
    filters = {"part": part, "answer": answer, "basics": basics}
    rows = plan.entries(QUESTIONNAIRE, answers)
    expected = [row["number"] for row in plan.filtered(rows, part, answer, basics)]

    nodes = planned(answers, filters)

    assert expected == [number for number, _ in entries(nodes)]
    (shown,) = found(nodes, "p", id="plan-shown")
    if expected:
        assert f"{len(rows)}項目のうち{len(expected)}項目" in said([shown])
    else:
        assert WORDS["none_fits"].format(of=len(rows)) == said([shown])
    # the desk announces it when a filter changes; a live region would say it twice
    assert not {"role", "aria-live"} & set(shown[1])
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
    nodes = everything(sheet("PP"), items={2: entered})

    expected = {"owner": "鈴木", "due": "2026-12-01", "note": "1行目\n2行目"}
    assert expected == written(nodes, 2)
    assert {} == written(nodes, 1)
    assert ["false", "true"] == [tick(nodes, number)["aria-checked"] for number in (1, 2)]


@given(SHEETS, st.sets(st.sampled_from([*TITLES])))
def test_a_tick_brings_the_answers(answers, ticked):
    """Where an item is ticked its answers stand as buttons, the given one pressed; else none."""
    nodes = everything(answers, {number: {"ticked": True} for number in ticked})

    for number, entry in entries(nodes):
        buttons = found([entry], "button", data_action="answer")
        expected = [answer["id"] for answer in CATALOG["answers"]] if number in ticked else []
        assert expected == [one[1]["data-answer"] for one in buttons]
        pressed = [one[1]["data-answer"] for one in buttons if one[1]["aria-pressed"] == "true"]
        assert [answers[number - 1]] * (number in ticked) == pressed
        groups = found([entry], "div", class_="now", role="group")
        names = [group[1]["aria-labelledby"] for group in groups]
        assert [said([p]) for p in found(groups, "p") if p[1].get("id") in names] == [
            WORDS["now"]
        ] * len(expected and [1])


@given(SHEETS, st.sets(st.sampled_from([*TITLES])))
def test_no_answer_adds_a_field(answers, ticked):
    """Whatever was answered and ticked, the fields are those of somebody who did nothing."""
    nodes = everything(answers, {number: {"ticked": True} for number in ticked})

    assert fields(everything(sheet(""))) == fields(nodes)


def test_without_an_entry_the_plan_says_why():
    """While nothing given so far is short, that is said in place of entries."""
    nodes = planned(sheet("D" * (COUNT - 1) + "."))

    assert TEXTS["report"]["plan_none"] in said(nodes)
    assert [] == entries(nodes)


def test_the_rule_of_the_order_comes_first():
    """Before its entries the plan says its order, that it is the site's, and not IPA's."""
    nodes = planned(sheet("P"))

    assert TEXTS["form"]["improve_lead"] + WORDS["order"] in said(nodes)
    assert "このサイトが決めた" in said(nodes)


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


@given(SHEETS, LEFT_OPEN)
def test_no_placeholder_is_left(answers, left_open):
    """No sentence shows a brace that should have been filled in; nothing has a style."""
    one = merged(answers, left_open)
    nodes = views.result.first(QUESTIONNAIRE, one) + views.result.plan(QUESTIONNAIRE, one, ALL)

    assert not set("{}") & set(said(nodes))
    assert "style" not in marked_up(nodes)


def test_every_sentence_is_used():
    """Each sentence of the section stands in some view, so that none is left over."""
    used = set()

    class Watched(dict):
        def __getitem__(self, key):
            used.add(key)
            return super().__getitem__(key)

    watched = Questionnaire(CATALOG, {**TEXTS, "plan": Watched(WORDS)})
    full = "P" * 7 + "U" * 5 + "D" * 13
    for letters in ("", "D" * COUNT, "PUN" + "D" * 21 + ".", full, "N" * COUNT, "U" * COUNT):
        entered = {"ticked": True, "owner": "山田", "due": "2026-12-01", "note": "x"}
        one = made(sheet(letters), {1: entered})
        one["merged"] = {"rule": "lowest", "from": [], "open": [COUNT - 1] * ("U" in letters)}
        views.result.first(watched, one)
        views.result.inquiry_text(watched, one)
        views.result.plan(watched, one, ALL)
        views.result.plan(watched, one, {"part": 3, "answer": "partial", "basics": True})
    # what is said when an answer was chosen there (desk/choosing.py)
    assert set(WORDS) - {"answered"} == used
