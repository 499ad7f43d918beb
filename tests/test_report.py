"""What stands on the three papers."""

import copy

import pytest
import scoring
import views.papers
import views.result
from hypothesis import given
from hypothesis import strategies as st
from ideas import plan, record
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, sheet, texts
from views import markup

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
WORDS = TEXTS["report"]
COUNT = len(CATALOG["items"])
ANSWERS = [answer["id"] for answer in CATALOG["answers"]]
SHEETS = st.lists(st.sampled_from([*ANSWERS, None]), min_size=COUNT, max_size=COUNT)
# of the answers that settle an item
POINTS = {"done": 4, "partial": 2, "not_done": 0}
HOSTILE = """<script>alert(1)</script>"'&{0}{title}%s\\"""


def of(answers, **fields):
    """A record with these answers and fields."""
    made = record.blank(QUESTIONNAIRE, "test")
    record.put_answers(QUESTIONNAIRE, made, answers)
    made.update(fields)
    return made


def paper(record):
    return views.papers.report(QUESTIONNAIRE, record)


def inquiry(record):
    return views.papers.inquiry(QUESTIONNAIRE, record)


def blank():
    return views.papers.blank(QUESTIONNAIRE)


def nodes(made):
    """Every node of a paper, in the order of reading."""
    for one in made:
        if isinstance(one, list):
            yield one
            yield from nodes(one[2:])


def of_class(made, name):
    return [one for one in nodes(made) if name in one[1].get("class", "").split()]


def of_name(made, name):
    return [one for one in nodes(made) if one[0] == name]


def text(made):
    return "".join(text for one in made for text in markup.texts(one))


def choices(made):
    """What the check sheet on the report says of each item: columns with a mark, label, points."""
    rows = [row for table in of_class(made, "paper__answers") for row in of_name(table[4:], "tr")]
    for row in rows:
        cells = of_name(row[2:], "td")
        marked = [index for index, cell in enumerate(cells[:-1]) if len(cell) > 2]
        label = text(of_class([cells[index] for index in marked], "visually-hidden"))
        yield marked, label, text(cells[-1:])


@given(SHEETS)
def test_each_answer_is_marked_once(answers):
    """The sheet marks each item's answer in its own column, names it, and gives its points."""
    expected = []
    for answer in answers:
        if answer is None:
            expected.append(([], "", "未回答"))
        else:
            official = CATALOG["answers"][ANSWERS.index(answer)]
            points = f"{QUESTIONNAIRE.signed(official['points'])}点"
            expected.append(([ANSWERS.index(answer)], official["label"], points))

    assert expected == list(choices(paper(of(answers))))


@given(SHEETS)
def test_the_sums_are_those_of_the_score(answers):
    """The total stands large, and beside it the sums by answer, which add up to it."""
    made = paper(of(answers))
    result = scoring.score(CATALOG, answers)

    (sums,) = of_class(made, "paper__sums")
    points = [text(of_class(row, "paper__entry")[-1:]) for row in of_name(sums[2:], "tr")]
    expected = [*[row["points"] for row in result["subtotals"]], result["total"]]
    assert [f"{QUESTIONNAIRE.signed(points)}点" for points in expected] == points
    assert [QUESTIONNAIRE.signed(result["total"])] == [
        text([one]) for one in of_class(made, "paper__points")
    ]


@given(SHEETS)
def test_only_a_complete_sheet_has_a_verdict(answers):
    """A verdict with its band stands there once all is answered; before, 途中 and the range."""
    made = paper(of(answers))
    result = scoring.score(CATALOG, answers)
    verdicts = [text([one]) for one in of_class(made, "paper__verdict")]
    reached = [text([one]) for one in nodes(made) if one[1].get("aria-current") == "true"]

    if result["band"]:
        (band,) = [band for band in TEXTS["bands"] if band["id"] == result["band"]]
        assert [band["verdict"]] == verdicts
        assert [True] == [band["verdict"] in row for row in reached]
        assert "途中" not in text(made)
    else:
        assert ([], []) == (verdicts, reached)
        assert "途中の結果です。" in text(made)
        assert f"{len(result['unanswered'])}問にまだ答えていません" in text(made)
        settled = sum(points for answer, points in POINTS.items() for a in answers if a == answer)
        open_items = sum(1 for answer in answers if answer in (None, "unknown"))
        lowest, highest = settled - open_items, settled + 4 * open_items
        assert f"{lowest}点から{highest}点の間" in text(made)


@given(SHEETS)
def test_the_plan_has_every_item_to_improve(answers):
    """The plan lists the items to improve in plan order, each with its points and action."""
    made = paper(of(answers))
    entries = plan.entries(QUESTIONNAIRE, answers)
    rows = [one for table in of_class(made, "paper__plan") for one in table[3:]]

    assert len(entries) == len(rows)
    for entry, row in zip(entries, rows, strict=True):
        said = text([row])
        assert said.startswith(f"No.{entry['number']} ")
        assert CATALOG["items"][entry["number"] - 1]["title"] in said
        assert TEXTS["items"][entry["number"] - 1]["today"]["title"] in said
        assert f"+{entry['gain']}点" in said


def test_the_plan_begins_on_a_page_of_its_own():
    """The report is three sheets: the result, all answers, the plan; without a plan it is two."""
    begun = [
        len(of_class(paper(of(sheet(letters * COUNT))), "paper__sheet")) for letters in "UDPN."
    ]

    assert [3, 2, 3, 3, 2] == begun


@pytest.mark.parametrize(
    ("letter", "said"), [("D", TEXTS["form"]["improve_none"]), (".", WORDS["plan_none"])]
)
def test_an_empty_plan_says_why(letter, said):
    """That nothing is to improve is said of a complete sheet only as 'all is done'."""
    assert text(paper(of(sheet(letter * COUNT)))).endswith(said)


def test_what_is_planned_stands_in_the_plan():
    """Owner, due date, tick and note of an item stand in its rows, and in no other's."""
    planned = {"ticked": True, "owner": "佐藤", "due": "2026-12-01", "note": "保守会社に聞く"}
    made = paper(of(sheet("U" * COUNT), items={"3": planned}))
    rows = of_class(made, "paper__plan")[0][3:]
    with_all = [row for row in rows if "佐藤" in text([row])]

    assert ["No.3"] == [text(of_class([row], "paper__number")) for row in with_all]
    assert "済" == text(of_class(with_all, "paper__box"))
    assert "2026年12月1日メモ 保守会社に聞く" in text(with_all)
    assert 1 == text(rows).count("済")


def test_names_stand_beside_their_labels_or_leave_a_line():
    """Company, department, role and date stand in the head; what is empty is an empty line."""
    filled = paper(of(sheet("D" * COUNT), company="甲社", role="店長", date="2026-04-01"))
    fields = of_class(filled, "paper__fields")
    empty = of_class(paper(of(sheet("D" * COUNT))), "paper__fields")

    assert ["甲社", "", "店長", "2026年4月1日"] == [text([dd]) for dd in of_name(fields, "dd")]
    assert [""] * 4 == [text([dd]) for dd in of_name(empty, "dd")]


def test_unknown_items_are_said_to_be_open():
    """A report names the items answered わからない before the total."""
    made = paper(of(sheet("DUDU" + "D" * (COUNT - 4))))
    (reservations,) = of_class(made, "paper__reservations")

    assert [] == of_class(paper(of(sheet("D" * COUNT))), "paper__reservations")
    expected = "「わからない」と答えた2問は、まだ確かめることが残っています（No.2、No.4）。"
    assert expected == text([reservations])


@given(SHEETS)
def test_the_range_is_the_one_on_the_screen(answers):
    """An unfinished report tells the range that the plan so far on the screen tells."""
    found = plan.still_open(QUESTIONNAIRE, answers)
    reach = TEXTS["plan"]["open_range"].format(lowest=found["lowest"], highest=found["highest"])
    filters = {"part": None, "answer": None, "basics": False}

    on_screen = text(views.result.plan(QUESTIONNAIRE, of(answers), filters))

    if None in answers:
        assert reach in text(paper(of(answers)))
        assert reach in on_screen
    else:
        assert TEXTS["plan"]["open_range"].split("{")[0] not in text(paper(of(answers)))


@given(SHEETS)
def test_the_first_steps_stand_beneath_the_verdict(answers):
    """On the first sheet stand the steps of the screen, after the verdict; before the end, none."""
    sheets = of_class(paper(of(answers)), "paper__sheet")
    steps = [] if None in answers else plan.first_steps(QUESTIONNAIRE, of(answers))
    shown = [row for one in of_class(sheets[:1], "paper__steps") for row in one[2:]]

    assert len(steps) == len(shown)
    assert [] == of_class(sheets[1:], "paper__steps")
    for step, row in zip(steps, shown, strict=True):
        if "ask" in step:
            assert views.result.ask_title(QUESTIONNAIRE, step) in text([row])
        else:
            item = CATALOG["items"][step["number"] - 1]
            for words in (TEXTS["items"][step["number"] - 1]["today"]["title"], item["title"]):
                assert words in text([row])
            assert f"+{step['gain']}点" in text([row])


@pytest.mark.parametrize("rule", record.RULES)
def test_a_merged_record_says_so(rule):
    """A merged report says from how many departments, by which rule, and what stays open."""
    merged = {"rule": rule, "from": [{}, {"department": "営業部"}, {}], "open": [1, 7]}
    (reservations,) = of_class(paper(of(sheet("D" * COUNT), merged=merged)), "paper__reservations")

    said = text([reservations])
    assert said.startswith("3つの部署")
    assert [name for name in record.RULES if WORDS["merged_rules"][name] in said] == [rule]
    assert "No.1、No.7は、「わからない」と答えた部署があり" in said


@pytest.mark.parametrize("answers", [sheet("D" * COUNT), sheet("." * COUNT)])
def test_every_report_says_what_it_is(answers):
    """Beside every result stand the edition, what is aligned, and that nobody else checked it."""
    said = text(paper(of(answers)))

    for part in ("unofficial", "alignment", "original"):
        assert TEXTS["origin"][part] in said
    assert WORDS["nature"] in said
    assert CATALOG["edition"]["label"] in said
    assert "https://www.ipa.go.jp/security/guide/sme/about.html" in said


@given(SHEETS, st.none() | st.lists(st.integers(1, COUNT), unique=True))
def test_the_sheet_for_asking_has_what_is_open(answers, left_open):
    """Whom and what to ask stands there for the unknown, departments' unknown and unanswered."""
    merged = {"rule": "chosen", "from": [{}], "open": left_open}
    made = of(answers) if left_open is None else of(answers, merged=merged)
    entries = of_class(inquiry(made), "paper__inquiry")
    unknown, blank = [
        [number for number, a in enumerate(answers, 1) if a == kind] for kind in ("unknown", None)
    ]
    others = [number for number in left_open or [] if answers[number - 1] in POINTS]
    open_items = unknown + others + blank

    assert [f"No.{number}" for number in open_items] == [
        text(of_class([entry], "paper__number")) for entry in entries
    ]
    for number, entry in zip(open_items, entries, strict=True):
        ask = TEXTS["items"][number - 1]["ask"]
        assert ask["whom"] in text([entry])
        assert ask["question"] in text([entry])
        options = of_class([entry], "paper__option")
        assert ["実施している", "一部実施している", "実施していない"] == [
            text([one]) for one in options
        ]


def test_the_sheet_for_asking_may_be_empty():
    """Where nothing is open, the sheet for asking says so."""
    assert WORDS["inquiry_none"] in text(inquiry(of(sheet("N" * COUNT))))


def test_what_a_department_did_not_know_is_something_to_ask():
    """A merged record with all answers isn't said to have nothing to ask while an item is open."""
    merged = {"rule": "chosen", "from": [{}], "open": [7]}
    made = inquiry(of(sheet("N" * COUNT), merged=merged))

    assert ["No.7"] == [text([one]) for one in of_class(made, "paper__number")]
    assert WORDS["inquiry_none"] not in text(made)


def test_the_blank_sheet_has_everything():
    """On the blank sheet stand each number, title and question, with a box for each answer."""
    rows = [row for table in of_class(blank(), "paper__questions") for row in table[4][2:]]

    assert COUNT == len(rows)
    for item, own, row in zip(CATALOG["items"], TEXTS["items"], rows, strict=True):
        question = f"No.{item['number']} {item['title']}{own['question']}"
        assert f"{question} 4点 2点 0点 −1点" == text([row])
        assert len(ANSWERS) == len(of_class(row, "paper__box"))


def test_the_blank_sheet_can_be_added_up():
    """On the blank sheet stand the sums to do by hand, all bands, and no result."""
    (sums,) = of_class(blank(), "paper__sums")
    (bands,) = of_class(blank(), "paper__bands")

    rows = ["A 実施している4点×問点", "B 一部実施している2点×問点", "C わからない−1点×問点"]
    rows.append("合計（A＋B＋C）点")
    assert rows == [text([row]) for row in of_name(sums[2:], "tr")]
    ranges = ["100点", "70～99点", "50～69点", "49点以下"]
    assert ranges == [text([head]) for head in of_name(bands[2:], "th")]
    assert [] == of_class(blank(), "paper__points")


def test_what_people_wrote_is_text_only():
    """A hostile name, owner or note is a child of a node, never a name or an attribute."""
    items = {str(number): {"owner": HOSTILE, "note": HOSTILE} for number in range(1, COUNT + 1)}
    hostile = of(sheet("U" * COUNT), company=HOSTILE, department=HOSTILE, role=HOSTILE, items=items)
    plain = copy.deepcopy(hostile)
    plain.update(company="x", department="x", role="x")
    for planned in plain["items"].values():
        planned.update(owner="x", note="x")

    def shape(made):
        return [(one[0], sorted(one[1].items())) for one in nodes(made)]

    for view in (paper, inquiry):
        assert shape(view(plain)) == shape(view(hostile))
    assert 2 * COUNT + 3 == text(paper(hostile)).count(HOSTILE)


def test_no_paper_has_an_inline_style():
    """The site's policy forbids style attributes, and papers hold no links or controls."""
    made = [paper(of(sheet("U" * COUNT))), inquiry(of(sheet("U" * COUNT))), blank()]
    attributes = {name for one in made for node in nodes(one) for name in node[1]}
    names = {node[0] for one in made for node in nodes(one)}

    assert set() == attributes & {"style", "href", "onclick"}
    assert set() == names & {"a", "button", "input", "script", "style"}


def test_every_sentence_is_used():
    """Each sentence of the section stands, at least in part, on some paper."""
    site = {"published": {"name": "Site", "address": "https://example.org/"}}
    made = text(views.papers.blank(Questionnaire(CATALOG, QUESTIONNAIRE.texts | site)))
    for letters in ("U", "D", ".", "N"):
        kept = of(
            sheet(letters * COUNT),
            date="2026-04-01",
            items={"1": {"ticked": True, "carried": True}},
        )
        made += text(paper(kept)) + text(inquiry(kept))
    for rule in record.RULES:
        merged = {"rule": rule, "from": [{}], "open": [1]}
        made += text(paper(of(sheet("U" * COUNT), merged=merged)))

    sentences = [WORDS[key] for key in WORDS if key not in ("merged_rules", "defined")]
    sentences += WORDS["merged_rules"].values()
    unused = [one for one in sentences if any(part not in made for part in fixed_parts(one))]
    assert [] == unused


def test_how_answers_were_checked_has_a_sheet():
    """Of each item with evidence, whatever its answer: what, by whom, when; else no sheet."""
    assert [] == of_class(paper(of(sheet("D" * COUNT))), "paper__checked")
    own = {"evidence": "一覧\n" + HOSTILE, "checked_by": "佐藤", "checked_on": "2026-04-01"}
    made = paper(
        of(sheet("D" * (COUNT - 1) + "."), items={"2": own, str(COUNT): {"evidence": "紙"}})
    )
    (table,) = of_class(made, "paper__checked")
    rows = [[text([cell]) for cell in row[2:]] for row in of_name(table[3:], "tr")]

    day = "2026年4月1日"
    assert ["実施している", own["evidence"], "佐藤", day] == rows[0][1:]
    assert ["未回答", "紙", "", ""] == rows[1][1:]
    assert rows[0][0].startswith("No.2 ")


def test_answers_of_the_check_before_are_counted_and_marked():
    """The first sheet says how many nobody confirmed, the second has a mark at each."""
    items = {number: {"carried": True} for number in ("1", "7", "9")}
    made = paper(of(sheet("D" * 8 + "." + "D" * (COUNT - 9)), items=items))

    assert WORDS["carried"].format(count=2) in text(made)
    assert 2 == len(of_class(made, "carried"))


def fixed_parts(sentence):
    """What stands between the placeholders of a sentence."""
    return [part.split("}")[-1] for part in sentence.split("{")]


@given(SHEETS)
def test_each_part_has_its_points(answers):
    """Above a part's answers stand its points, out of those that it could have."""
    made = paper(of(answers))
    parts = scoring.score(CATALOG, answers)["parts"]
    sizes = [[item["part"] for item in CATALOG["items"]].count(part["number"]) for part in parts]

    expected = [
        f"{QUESTIONNAIRE.signed(part['total'])}点／{4 * size}点"
        for part, size in zip(parts, sizes, strict=True)
    ]
    assert expected == [text([one]) for one in of_class(made, "paper__caption-points")]


def test_every_row_fills_its_table():
    """No row of a table has more or fewer columns than another, spanned cells counted."""
    made = paper(of(sheet("U" * COUNT))) + blank()
    for table in of_name(made, "table"):
        widths, spanning = [], 0
        for row in of_name(table[2:], "tr"):
            cells = row[2:]
            widths.append(spanning + sum(int(cell[1].get("colspan", 1)) for cell in cells))
            spanning = sum(int(cell[1].get("rowspan", 1)) - 1 for cell in cells)
        assert 1 == len(set(widths)), table[1]
