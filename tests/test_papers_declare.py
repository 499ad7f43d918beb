"""The steps to a declaration, and the answers to be copied to the original sheet."""

import re
from pathlib import Path

import papers
import pytest
import sheets
from built import questionnaire
from ideas import labels, record
from papers import entered, steps, transcription
from papers.paper import BOX, LINE
from test_papers import LONGEST, leaves

ROOT = Path(__file__).parent.parent
QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]
NAMES = [name for _, names in steps.STARS for name in names]
DECLARE = ["steps", "transcription", "policy", "publishing"]
# What a declaration isn't may be said only where it is denied.
WRONG = r"認定|認証|取得|お墨付き|合格|保証"
DENIED = "ありません|書きません|不適切な例"


def filled(answers, made=QUESTIONNAIRE):
    now = record.blank(made, "0.0.0")
    record.put_answers(made, now, answers)
    return now


def blank(made=QUESTIONNAIRE):
    return record.blank(made, "0.0.0")


def stepped(**fields):
    return steps.make(QUESTIONNAIRE, WORDS["steps"], blank(), entered.blank() | fields)


def copied(now, made=QUESTIONNAIRE, **fields):
    return transcription.make(made, WORDS["transcription"], now, entered.blank() | fields)


def texts(nodes, element=None):
    return [text for name, _, text in leaves(nodes) if element in (None, name)]


def rows(nodes):
    """The rows of all tables, without their heads: the texts of each."""
    return [
        [cell[2] for cell in line[2:]]
        for table in nodes
        if table[0] == "table"
        for line in table[3:]
    ]


def strings(data):
    if isinstance(data, str):
        return [data]
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [text for one in below for text in strings(one)]


def test_every_step_has_its_tick():
    """The page has a tick for each step, in the order of the paper, and no other."""
    ticks = [
        name for name, kind, _ in entered.FIELDS if kind == entered.TICK and name[:5] == "step_"
    ]

    assert ["step_" + name for name in NAMES] == ticks
    assert set(NAMES) == set(WORDS["steps"]["steps"])
    assert set(ticks) <= set(steps.PAPER.fields)


def test_every_step_says_what_time_what_is_needed_and_what_is_kept():
    """Each step has a box, what is done, how long, what is needed, what is kept, and a line."""
    nodes = stepped()
    headings = texts(nodes, "h3")
    below = texts(nodes, "li")

    assert len(NAMES) == len(headings)
    assert all(text.startswith(BOX + " ") for text in headings)
    assert ["時間の目安", "残すもの", "終わった日"] * len(NAMES) == [
        text.partition("：")[0] for text in below
    ]
    assert all("　要るもの：" in text for text in below[::3])


@pytest.mark.parametrize("name", NAMES)
def test_a_ticked_step_is_shown_as_done(name):
    """Only the step that was ticked has a full box, and says that it is done."""
    headings = texts(stepped(**{"step_" + name: True}), "h3")
    (done,) = [text for text in headings if text.startswith(steps.TICKED)]

    assert WORDS["steps"]["steps"][name]["title"] + "（済み）" in done
    assert len(NAMES) - 1 == sum(text.startswith(BOX) for text in headings)


def test_a_step_has_another_name_when_it_is_done():
    """What somebody wrote in place of an open step isn't shown for the one that is done."""
    every = {"step_" + name: True for name in NAMES}
    keys = [
        {attributes.get("data-key") for name, attributes, _ in leaves(nodes) if name == "h3"}
        for nodes in (stepped(), stepped(**every))
    ]

    assert set() == keys[0] & keys[1]


def test_the_page_estimates_as_the_paper_does():
    """The page that guides has the steps of the paper, in its order, with the same times."""
    text = (ROOT / "docs" / "security-action.md").read_text(encoding="utf-8")
    times = [WORDS["steps"]["steps"][name]["time"] for name in NAMES]
    said = re.findall(r"\*\*時間の目安\*\*：(.*)", text)

    assert [re.findall("[0-9]+(?:分|時間)", one) for one in times] == [
        re.findall("[0-9]+(?:分|時間)", one) for one in said
    ]
    assert len(NAMES) == len(re.findall(r"(?m)^### [0-9]\. ", text))


def test_one_star_asks_for_no_answers():
    """The way to one star is the same whatever is answered, and needs no self-check."""
    (_, first), _ = steps.STARS
    said = strings({name: WORDS["steps"]["steps"][name] for name in first})
    best = filled([QUESTIONNAIRE.best["id"]] * len(QUESTIONNAIRE.numbers))

    assert [] == [text for text in said if re.search("診断|点数|答え", text)]
    assert "始める前でも" in WORDS["steps"]["meaning"]["one"]
    assert stepped() == steps.make(QUESTIONNAIRE, WORDS["steps"], best, entered.blank())


def test_two_stars_send_to_the_original_sheet_before_the_declaration():
    """Self-check, the original sheet, the policy, publishing: then one declares."""
    _, (_, second) = steps.STARS
    order = ["two_check", "two_sheet", "two_policy", "two_publish", "two_declare"]

    assert order == [name for name in second if name in order]
    assert "IPAのシート" in WORDS["steps"]["steps"]["two_sheet"]["what"]


def test_links_are_those_of_the_pamphlet():
    """The steps lead to the official page and the guideline."""
    links = {
        attributes["data-href"]: text
        for _, attributes, text in leaves(stepped())
        if "data-href" in attributes
    }
    known = {row["url"] for row in QUESTIONNAIRE.resources.values()}

    assert 2 == len(links)
    assert set(links) <= known


@pytest.mark.parametrize("name", DECLARE)
def test_nothing_of_a_declaration_is_called_what_it_is_not(name):
    """認定, 取得 and the like stand in no paper but where they are denied."""
    said = [
        sentence
        for text in strings(WORDS[name])
        for sentence in re.findall("[^。]+", text)
        if re.search(WRONG, sentence)
    ]

    assert [] == [sentence for sentence in said if not re.search(DENIED, sentence)]


@pytest.mark.parametrize("name", ["security-action", "declared"])
def test_no_page_calls_a_declaration_what_it_is_not(name):
    """The pages about declarations say 認定, 取得 and the like only where they deny it."""
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    said = [one for one in re.findall("[^。\\n]+", text) if re.search(WRONG, one)]

    assert [] == [one for one in said if not re.search(DENIED, one)]
    assert said


@pytest.mark.parametrize("said", ["認定を受けました", "取得しています", "IPAのお墨付きです"])
def test_what_is_not_denied_is_found(said):
    """What companies wrongly write is found, and isn't taken for a denial."""
    assert re.search(WRONG, said)
    assert not re.search(DENIED, said)


def test_a_copy_has_number_official_title_and_answer():
    """Each item stands once, in order, by part, with the label of its answer and its points."""
    ids = [answer["id"] for answer in QUESTIONNAIRE.answers]
    answers = [ids[place % len(ids)] for place in range(len(QUESTIONNAIRE.numbers))]
    nodes = copied(filled(answers))

    assert [
        [
            str(item["number"]),
            item["title"],
            QUESTIONNAIRE.answer(answer)["label"],
            QUESTIONNAIRE.signed(QUESTIONNAIRE.points[answer]),
        ]
        for item, answer in zip(QUESTIONNAIRE.items, answers, strict=True)
    ] == rows(nodes)
    headings = texts(nodes, "h2")
    assert [labels.part(QUESTIONNAIRE, part["number"]) for part in QUESTIONNAIRE.parts] == [
        text.partition("（")[0] for text in headings
    ]


@pytest.mark.parametrize("answer", [row["id"] for row in QUESTIONNAIRE.answers])
def test_a_complete_copy_has_the_sums(answer):
    """With all answers, each part has its points, and the total is that of the result."""
    now = filled([answer] * len(QUESTIONNAIRE.numbers))
    result = QUESTIONNAIRE.result(now)
    said = texts(copied(now))
    signed = QUESTIONNAIRE.signed

    assert f"合計：{signed(result['total'])}点（満点は{QUESTIONNAIRE.highest}点）" in said
    assert [f"（小計：{signed(part['total'])}点）" for part in result["parts"]] == [
        re.search("（小計.*", text)[0] for text in said if "小計" in text
    ]
    assert f"{QUESTIONNAIRE.answer(answer)['label']}：{len(QUESTIONNAIRE.numbers)}問" in said[6]


def test_an_incomplete_copy_says_what_is_missing_and_has_no_total():
    """Unanswered items are said as such, counted and named; only answered parts have points."""
    first, *others = QUESTIONNAIRE.parts
    now = blank()
    for item in first["items"]:
        now["answers"][str(item["number"])] = QUESTIONNAIRE.best["id"]
    missing = [item["number"] for part in others for item in part["items"]]
    nodes = copied(now)
    said = texts(nodes)

    assert missing == [int(row[0]) for row in rows(nodes) if row[2] == "まだ答えていません"]
    assert f"まだ答えていない質問が{len(missing)}問あるので、合計は出していません。" in said
    assert f"残っている質問：{labels.numbers(QUESTIONNAIRE, missing)}" == said[6]
    assert 1 == sum("小計" in text for text in said)
    assert [] == [text for text in said if text.startswith("合計：")]


def test_a_blank_copy_has_no_points():
    """Without an answer, no point stands anywhere."""
    nodes = copied(blank())

    assert {("まだ答えていません", "―")} == {tuple(row[2:]) for row in rows(nodes)}
    assert [] == [text for text in texts(nodes) if "小計" in text]


def test_a_copy_is_not_to_be_changed():
    """Nothing of the record may be written over: no cell, and no sum, has a name to be changed."""
    nodes = copied(filled([QUESTIONNAIRE.best["id"]] * len(QUESTIONNAIRE.numbers)))
    named = [text for _, attributes, text in leaves(nodes) if "data-key" in attributes]

    assert [WORDS["transcription"][name] for name in ("title", "lead", "read")] == named


def test_a_copy_says_whose_words_the_questions_are():
    """It sends to the questions of the original sheet, whose place it doesn't take."""
    said = texts(copied(blank()))

    assert "代わりにはなりません" in said[1]
    assert "質問の文は、このサイトが書きました" in said[2]
    assert "IPAの質問を読み" in said[2]


def test_a_copy_has_the_day_of_the_check_and_no_name_that_was_not_entered_for_it():
    """The day is the record's; the company is the one entered for papers, else a line."""
    now = blank()
    now["date"], now["company"] = "2026-11-30", "別の会社"
    whose = "会社：{}　診断した日：{}"

    assert whose.format(LINE, "2026年11月30日") == texts(copied(now))[3]
    assert whose.format(LONGEST, LINE) == texts(copied(blank(), company=LONGEST))[3]


def test_a_copy_is_of_any_questionnaire():
    """Another questionnaire's items, answers and points are copied as well as these."""
    small = sheets.questionnaire("small")
    answers = [small.answers[0]["id"]] * len(small.numbers)
    nodes = copied(filled(answers, small), small)

    assert [item["title"] for item in small.items] == [row[1] for row in rows(nodes)]
    assert [str(number) for number in small.numbers] == [row[0] for row in rows(nodes)]


def test_papers_of_a_declaration_come_in_their_order():
    """The papers about declaring stand in their group in the order in which they are needed."""
    there = [one.name for one in papers.every() if one.name in DECLARE]

    assert DECLARE == there
    assert {"declare"} == {papers.of(name).group for name in DECLARE}
