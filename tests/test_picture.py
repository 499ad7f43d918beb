"""What the pictures promise: a table says all, shapes differ without colour, all fits in."""

import copy
import re
from itertools import pairwise

import oracle
import pytest
import scoring
from drawn import found, marked_up, said
from generated import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from questionnaire import Questionnaire
from sheets import catalog, questionnaire, sheet, texts
from views import picture

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
# a busy machine is no wrong answer
COUNT = len(CATALOG["items"])
SHEETS = st.lists(st.sampled_from([*oracle.ANSWERS, None]), min_size=COUNT, max_size=COUNT)
LABELS = {answer["id"]: answer["label"] for answer in CATALOG["answers"]}
LABELS[None] = TEXTS["pictures"]["unanswered"]
# of the answers in the catalogue's order, and of none
CIRCLES = ("full", "half", "empty", "asked", "blank")
POINTS = st.lists(
    st.fixed_dictionaries(
        {
            "label": st.text(max_size=40),
            "total": st.integers(-COUNT, 4 * COUNT),
            "parts": st.lists(st.integers(-10, 40), min_size=3, max_size=3),
        }
    ),
    min_size=1,
    max_size=24,
)


def table(figure):
    """The rows of a picture's table, as texts, the head first."""
    return [[said([cell]) for cell in row[2:]] for row in found([figure], "tr")]


def filled(nodes, name):
    """The fills of the shapes of this name, in the order drawn."""
    return [node[1]["data-fill"] for node in found(nodes, "rect", class_="picture__" + name)]


def numbers(text):
    return [int(number) for number in re.findall(r"-?\d+", text.replace("−", "-"))]


@given(SHEETS)
def test_the_table_of_the_parts_counts_as_the_oracle(answers):
    """Each part's row has its count of every answer and of none, its points and the most of it."""
    rows = table(picture.parts_chart(QUESTIONNAIRE, answers))

    for part, row in zip(CATALOG["parts"], rows[1:], strict=True):
        own = [
            a
            for item, a in zip(CATALOG["items"], answers, strict=True)
            if item["part"] == part["number"]
        ]
        points = sum(oracle.POINTS[a] for a in own if a)
        assert [str(own.count(answer)) for answer in (*oracle.ANSWERS, None)] == row[1:-1]
        assert [points, 4 * len(own)] == numbers(row[-1])
        assert row[0].endswith(part["name"])
    assert list(LABELS.values()) == rows[0][1:-1]


@given(SHEETS)
def test_a_bar_is_as_long_as_its_part_and_inside_the_drawing(answers):
    """Segments follow each other without a gap, in proportion to their counts, within the view."""
    figure = picture.parts_chart(QUESTIONNAIRE, answers)
    counts = [list(map(int, row[1:-1])) for row in table(figure)[1:]]
    unit = (picture.WIDTH - 2) // max(map(sum, counts))

    for bar, row in zip(found([figure], "svg", class_="picture__drawing"), counts, strict=True):
        x = 1
        segments = found([bar], "rect", class_="picture__segment")
        for segment, count in zip(segments, filter(None, row), strict=True):
            assert (x, count * unit) == (int(segment[1]["x"]), int(segment[1]["width"]))
            x += count * unit
        assert x <= picture.WIDTH - 1
        texts = [said([text]) for text in found([bar], "text")]
        assert [str(count) for count in row if count] == texts


def test_a_count_that_does_not_fit_is_left_out():
    """A segment too narrow for its count has none; the table still says it."""
    wide = copy.deepcopy(CATALOG)
    wide["items"] = [dict(wide["items"][0], number=n, part=1) for n in range(1, 61)]
    wide["parts"] = wide["parts"][:1]
    wide["bands"] = [{"id": "all", "from": -60, "to": 240}]

    figure = picture.parts_chart(Questionnaire(wide, TEXTS), ["done"] * 59 + ["partial"])

    (bar,) = found([figure], "svg", class_="picture__drawing")
    assert ["59"] == [said([text]) for text in found([bar], "text")]
    assert ["59", "1", "0", "0", "0"] == table(figure)[1][1:-1]


def test_every_kind_has_a_fill_of_its_own():
    """No two answers share a fill, and the legend shows each fill beside its label, in order."""
    figure = picture.parts_chart(QUESTIONNAIRE, sheet("DPNU." * 5))
    (legend,) = found([figure], "ul", class_="picture__legend")

    expected = [*picture.FILLS, picture.UNANSWERED]
    assert len(expected) == len(set(expected)) == len(LABELS)
    assert expected == filled([legend], "segment")
    assert list(LABELS.values()) == [said([entry]) for entry in legend[2:]]


def test_two_charts_share_no_id():
    """With another prefix the chart has other ids, and each reference leads to one of its own."""
    ids = []
    for prefix in ("picture-", "report-"):
        figure = picture.parts_chart(QUESTIONNAIRE, sheet("DPNU." * 5), prefix)
        own = [node[1]["id"] for node in found([figure], "pattern")]
        used = {node[1]["fill"] for node in found([figure], "rect") if "fill" in node[1]}
        assert {f"url(#{name})" for name in own} == used
        ids += own
    assert len(ids) == len(set(ids)) == 4
    assert "picture-diagonal" in ids


def signs(nodes):
    return [one[1]["data-sign"] for one in found(nodes, "svg", class_="picture__circle")]


@given(SHEETS)
def test_each_item_stands_once_at_a_glance(answers):
    """Each part's cells have number and circle of its items; the table adds what they say."""
    made = picture.glance(QUESTIONNAIRE, answers)
    by_answer = dict(zip([*oracle.ANSWERS, None], CIRCLES, strict=True))

    cells = found([made], "span", class_="picture__cell")
    assert [str(item["number"]) for item in CATALOG["items"]] == [cell[2] for cell in cells]
    assert [by_answer[answer] for answer in answers] == signs(cells)
    sizes = [len(row[2:]) for row in found([made], "div", class_="picture__cells")]
    parts = [item["part"] for item in CATALOG["items"]]
    assert [parts.count(part["number"]) for part in CATALOG["parts"]] == sizes
    expected = [
        [str(item["number"]), item["title"], LABELS[answer]]
        for item, answer in zip(CATALOG["items"], answers, strict=True)
    ]
    assert expected == table(made)[1:]


@given(SHEETS)
def test_parts_and_answers_are_counted_at_a_glance(answers):
    """Beside a part stand its points, in the legend the answers that were given, and how often."""
    made = picture.glance(QUESTIONNAIRE, answers)
    (legend,) = found([made], "ul", class_="picture__legend")

    parts = scoring.score(CATALOG, answers)["parts"]
    assert [part["total"] for part in parts] == [
        numbers(said([one]))[0] for one in found([made], "span", class_="picture__points")
    ]
    counts = {answer: answers.count(answer) for answer in (*oracle.ANSWERS, None)}
    assert [f"{LABELS[answer]} {count}" for answer, count in counts.items() if count] == [
        said(found([entry], "span")) for entry in legend[2:]
    ]


def test_what_is_drawn_at_a_glance_is_hidden_from_screen_readers():
    """They get headings, points, counts and the table; every circle is hidden."""
    made = picture.glance(QUESTIONNAIRE, sheet("DPNU." * 5))
    cells = found([made], "div", class_="picture__cells")

    assert {"true"} == {row[1]["aria-hidden"] for row in cells}
    assert {"true"} == {one[1]["aria-hidden"] for one in found([made], "svg")}
    assert "style" not in marked_up([made])


def test_every_answer_has_a_circle_of_its_own():
    """No two answers share a shape, however many the catalogue has and whichever is unknown."""
    for known in range(1, len(picture.FILLS) + 1):
        other = copy.deepcopy(CATALOG)
        other["answers"] = [
            {"id": f"a{n}", "label": f"A{n}", "points": known - n, "subtotal": "S"}
            for n in range(known)
        ]
        if known < len(picture.FILLS):
            asked = {"id": "asked", "label": "?", "points": -1, "subtotal": "S", "unknown": True}
            other["answers"].insert(1, asked)
        points = [answer["points"] for answer in other["answers"]]
        other["bands"] = [{"id": "all", "from": COUNT * min(points), "to": COUNT * max(points)}]
        ids = [answer["id"] for answer in other["answers"]]
        answers = [ids[n % len(ids)] for n in range(COUNT)]
        shown = signs([picture.glance(Questionnaire(other, TEXTS), answers)])[: len(ids)]
        assert len(set(ids)) == len(set(shown))
        assert (picture.UNKNOWN in shown) == ("asked" in ids)


@given(POINTS)
def test_the_timeline_says_every_point_in_its_table(points):
    """Label, total and points of the parts stand in the table, whole and in the order given."""
    figure = picture.timeline(QUESTIONNAIRE, points)

    expected = [
        [row["label"], *(QUESTIONNAIRE.signed(one) for one in (row["total"], *row["parts"]))]
        for row in points
    ]
    assert expected == table(figure)[1:]


@given(POINTS)
def test_the_timeline_stays_in_its_field(points):
    """A dot stands for every total, later ones to the right, higher ones not lower, all inside."""
    figure = picture.timeline(QUESTIONNAIRE, points)
    (drawing,) = found([figure], "svg", class_="picture__drawing")
    dots = [(int(dot[1]["cx"]), int(dot[1]["cy"])) for dot in found([drawing], "circle")]

    assert len(points) == len(dots)
    places = [x for x, _ in dots]
    assert sorted(set(places)) == places
    by_total = sorted(zip([row["total"] for row in points], [-y for _, y in dots], strict=True))
    assert [y for _, y in by_total] == sorted(y for _, y in by_total)
    _, _, width, height = numbers(drawing[1]["viewBox"])
    for x, y in dots:
        assert picture.Plot.LEFT < x < width
        assert picture.Plot.TOP <= y <= picture.Plot.BOTTOM < height


@given(POINTS)
def test_labels_of_the_timeline_do_not_collide(points):
    """Of the labels and of the totals, those drawn leave room between them; the last is drawn."""
    figure = picture.timeline(QUESTIONNAIRE, points)
    newest = points[-1]
    for name, last in (
        ("label", newest["label"]),
        ("value", QUESTIONNAIRE.signed(newest["total"])),
    ):
        drawn = found([figure], "text", class_="picture__" + name)
        spans = []
        for text in drawn:
            half = sum(9 if ord(c) < 0x300 else 15 for c in said([text])) // 2
            spans.append((int(text[1]["x"]) - half, int(text[1]["x"]) + half))
        assert all(low[1] < high[0] for low, high in pairwise(spans))
        assert all(0 <= low and high <= picture.WIDTH for low, high in spans)
        assert said(drawn[-1:]).startswith(last[:5])


def test_the_axis_runs_from_the_lowest_to_the_highest_total():
    """The lowest total lies on the ground, the highest at the top, a light line at every band."""
    points = [{"label": "a", "total": total, "parts": [0, 0, 0]} for total in (-25, 100)]

    figure = picture.timeline(QUESTIONNAIRE, points)

    (drawing,) = found([figure], "svg", class_="picture__drawing")
    heights = [int(dot[1]["cy"]) for dot in found([drawing], "circle")]
    assert [picture.Plot.BOTTOM, picture.Plot.TOP] == heights
    assert len(CATALOG["bands"]) == len(found([drawing], "path", data_line="band"))
    scale = [said([text]) for text in found([drawing], "text", class_="picture__scale")]
    assert ["100", "70", "50", "0", "−25"] == scale


def test_lines_differ_without_colour():
    """Each part has a dash and a marker of its own, in the drawing and in the legend."""
    points = [{"label": str(n), "total": n, "parts": [n, n, n]} for n in range(4)]

    figure = picture.timeline(QUESTIONNAIRE, points)

    lines = found([figure], "path", data_line="part")
    dashes = [line[1]["stroke-dasharray"] for line in lines]
    assert 2 * len(CATALOG["parts"]) == len(dashes)
    assert len(CATALOG["parts"]) == len(set(dashes))
    shapes = {
        re.sub(r"^M\d+,\d+", "", n[1]["d"])
        for n in found([figure], "path", class_="picture__marker")
    }
    assert len(CATALOG["parts"]) == len(shapes)


@pytest.mark.parametrize(
    "figure",
    [
        picture.parts_chart(QUESTIONNAIRE, sheet("DPNU." * 5)),
        picture.timeline(QUESTIONNAIRE, [{"label": "a", "total": 1, "parts": [1, 2, 3]}]),
    ],
)
def test_screen_readers_get_the_table_alone(figure):
    """Everything drawn is hidden from them; the table has a caption and names its heads."""
    shown, hidden = figure[2:]

    assert ["figure", "picture"] == [figure[0], figure[1]["class"]]
    assert "true" == shown[1]["aria-hidden"]
    assert [] == found([hidden], "svg")
    assert "visually-hidden" == hidden[1]["class"]
    assert 1 == len(found([hidden], "caption"))
    head, *rows = found([hidden], "tr")
    assert {"col"} == {cell[1]["scope"] for cell in head[2:]}
    for row in rows:
        assert len(head) == len(row)
        assert ["th", {"scope": "row"}] == row[2][:2]
        assert {"td"} == {cell[0] for cell in row[3:]}
    assert "style" not in marked_up([figure])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_from_people_is_text_alone(text):
    """Whatever stands in a label, names and attributes of the drawing stay as they were."""

    def drawn(label):
        point = {"label": label, "total": 5, "parts": [1, 2, 3]}
        figure = picture.timeline(QUESTIONNAIRE, [point, point])
        for shown in found([figure], "text", class_="picture__label"):
            shown[1]["x"] = "where it fits"
        return figure

    figure = drawn(text)

    assert 2 == [said([cell]) for cell in found([figure], "th")].count(text)
    assert marked_up([drawn("x")]) == marked_up([figure])


def test_a_wrong_sheet_is_refused():
    """Answers that are no sheet of the catalogue raise scoring's own error."""
    with pytest.raises(scoring.ScoringError, match="1 answers for 25 items"):
        picture.parts_chart(QUESTIONNAIRE, ["done"])
