"""What a plan has about one item: what to do, whom to ask, who does it, is it done; pure.

What depends on answers is buttons, never fields (docs/ways-out.md).
"""

from ideas import labels
from ideas import plan as planning
from views import evidence
from views.markup import button, copy, node, toggle


def entry(questionnaire, row, planned, back):
    """Return the entry of an item as one line that unfolds.

    `row` is one of `plan.entries`, `planned` what was entered about the item; `back` is the id of
    where the focus goes when the item leaves its list.
    """
    item, name = questionnaire.item(row["number"]), _name(row)
    carried = evidence.mark(questionnaire, planned)
    return node(
        "li",
        node(
            "details",
            node(
                "summary",
                node("h4", labels.item(questionnaire, item), id=name, class_="results__name"),
                node(
                    "span",
                    labels.answer(questionnaire, row["answer"]),
                    carried,
                    class_="results__answer",
                ),
                node("span", labels.gain(questionnaire, row["gain"]), class_="results__gain"),
            ),
            node("p", item["question"]),
            node(
                "p",
                node("b", item["today"]["title"]),
                " ",
                node("span", questionnaire.words["question"]["today_note"], class_="small"),
            ),
            *_help(questionnaire, item, row, planned, _tick(questionnaire, row, planned)),
            _answers(questionnaire, row, planned, back),
            data_key="item-{}".format(row["number"]),
        ),
        class_="results__item",
    )


def step(questionnaire, row, planned, place):
    """Return an item's action of today as the step at `place` (1, 2 …) of what to do first."""
    item = questionnaire.item(row["number"])
    steps = questionnaire.words["plan"]["steps"].format(count=len(item["today"]["steps"]))
    return numbered(
        place,
        node("h4", item["today"]["title"], id=_name(row), class_="step__title"),
        labels.gain(questionnaire, row["gain"]),
        node(
            "p",
            node("span", labels.item(questionnaire, item), class_="results__name"),
            node("span", questionnaire.words["question"]["today_note"], class_="step__takes"),
            class_="small",
        ),
        node(
            "details",
            node("summary", steps),
            node(
                "p",
                labels.answer(questionnaire, row["answer"]),
                evidence.mark(questionnaire, planned),
                class_="results__answer",
            ),
            *_help(questionnaire, item, row, planned),
            data_key="item-{}".format(row["number"]),
        ),
        _tick(questionnaire, row, planned),
        _answers(questionnaire, row, planned, "verdict"),
        kind="step results__item",
    )


def numbered(place, title, gain, *more, kind="step"):
    """Return one of the steps of what to do first; `gain` are words or None, `kind` its classes."""
    return node(
        "li",
        node("span", place, class_="step__number"),
        title,
        node("span", gain, class_="results__gain") if gain else None,
        node("div", *more, class_="step__more"),
        class_=kind,
    )


def asking(questionnaire, item):
    """Return whom to ask about an item, and the words to ask with."""
    return [_whom(questionnaire, item), _words(item)]


def _name(row):
    return "plan-{}-name".format(row["number"])


def _help(questionnaire, item, row, planned, tick=None):
    """The steps, whom to ask, measures; what was written about the item, and the ways to do so."""
    words, number = questionnaire.words["plan"], row["number"]
    unknown = row["answer"] == planning.unknown_answer(questionnaire)
    question = "#question-{} ".format(number)
    back = questionnaire.words["app"]["back"].format(number=labels.number(questionnaire, number))
    return [
        node("ol", *[node("li", one) for one in item["today"]["steps"]]),
        _whom(questionnaire, item),
        _words(item) if unknown else None,
        node(
            "details",
            node("summary", words["measures"]),
            copy(question + ".question__measures"),
            node("p", questionnaire.words["question"]["measures_note"], class_="small"),
            copy(question + ".question__terms"),
            data_key="measures-{}".format(number),
        ),
        evidence.written(words, planned, ("owner", "due", "note")),
        node(
            "div",
            button(back, "visit", data_number=number),
            button(words["fields"], "write", data_number=number, aria_haspopup="dialog"),
            tick,
            class_="plan__ways",
            role="group",
            aria_labelledby=_name(row),
        ),
    ]


def _whom(questionnaire, item):
    whom = questionnaire.words["question"]["ask_whom"]
    return node("p", node("b", whom), " ", item["ask"]["whom"])


def _words(item):
    return node("blockquote", node("p", item["ask"]["question"]), class_="ask__question")


def _tick(questionnaire, row, planned):
    return toggle(
        "item",
        planned.get("ticked"),
        questionnaire.words["plan"]["ticked"],
        data_number=row["number"],
        data_field="ticked",
        aria_describedby=_name(row),
    )


def _answers(questionnaire, row, planned, back):
    """Where an item is ticked as done, its answers: a tick alone moves no point."""
    if not planned.get("ticked"):
        return None
    name = "plan-{}-now".format(row["number"])
    ways = [
        button(
            answer["label"],
            "answer",
            data_number=row["number"],
            data_answer=answer["id"],
            data_back=back,
            aria_pressed="true" if answer["id"] == row["answer"] else "false",
        )
        for answer in questionnaire.answers
    ]
    said = node("p", questionnaire.words["plan"]["now"], id=name)
    return node("div", said, *ways, class_="now", role="group", aria_labelledby=name)
