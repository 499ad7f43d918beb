"""What a visitor sees of the plan: what to do first, and all that waits behind it.

Views return lists of `markup` nodes, their headings beginning at h3. Pure.
"""

from ideas import labels, record
from ideas import plan as planning
from views import entry
from views.markup import button, fold, node

# How many items the first sheet for asking has room for (test_paper.py).
ON_A_SHEET = 8
# How many of those to ask are named at once.
NAMED = 3


def first(questionnaire, rec, remarks=()):
    """Return what to do first, at most three things, and how far the next band is.

    `rec` is a record; `remarks` are nodes to stand before it. Where an item is unanswered there is
    none of it, where all is at its best a word about that. Raises ScoringError.
    """
    answers = record.answers(questionnaire, rec)
    if None in answers:
        return list(remarks)
    words = questionnaire.words["plan"]
    steps = planning.first_steps(questionnaire, rec)
    if not steps:
        title, shown = (
            words["best_title"],
            [
                node("p", questionnaire.words["form"]["improve_none"]),
                node("p", words["kept_up"]),
                node("p", button(words["next_check"], "to-next-check")),
            ],
        )
    else:
        title = words["title"].format(count=len(steps))
        shown = [_lead(questionnaire, answers), node("ol", *_steps(questionnaire, rec, steps))]
    return [
        node(
            "section",
            node("h3", title, id="first-title"),
            *remarks,
            *shown,
            class_="first",
            aria_labelledby="first-title",
        )
    ]


def inquiry_text(questionnaire, rec):
    """Return the sheet for asking as plain text, for a mail or a chat; "" where nothing is open.

    `rec` is a record. The unknown items come first, the unanswered last.
    """
    words, report = questionnaire.words["plan"], questionnaire.words["report"]
    asked = planning.to_ask(questionnaire, rec)
    counts = [(name, asked[name]) for name in ("unknown", "merged", "blank") if asked[name]]
    if not counts:
        return ""
    question = questionnaire.words["question"]
    choices = labels.listed(questionnaire, [answer["label"] for answer in questionnaire.answers])
    blocks = [
        [report["inquiry_title"]],
        [words["inquiry_lead"], words["inquiry_choice"].format(answers=choices)],
    ]
    for name, numbers in counts:
        blocks.append([words["open_" + name].format(count=len(numbers))])
        blocks += [
            [
                labels.item(questionnaire, item),
                labels.following(questionnaire, words["inquiry_question"], item["question"]),
                labels.following(questionnaire, question["ask_whom"], item["ask"]["whom"]),
                labels.following(questionnaire, report["words"], item["ask"]["question"]),
                words["inquiry_answer"],
                words["inquiry_by"],
            ]
            for item in [questionnaire.item(number) for number in numbers]
        ]
    return "\n\n".join(["\n".join(block) for block in blocks]) + "\n"


def plan(questionnaire, rec, filters):
    """Return what `first` doesn't show, folded: the filters, and an entry for each that passes.

    `rec` is a record; `filters` is {part: a number or None, answer: an id or None, basics: whether
    only the basic items are shown}. The filters are always there: they are form fields. Raises
    ScoringError as `scoring.score` does.
    """
    words, answers = questionnaire.words["plan"], record.answers(questionnaire, rec)
    begun = None in answers
    steps = [] if begun else planning.first_steps(questionnaire, rec)
    shown_first = [step["number"] for step in steps if "number" in step]
    for step in steps:
        shown_first += step.get("ask", [])[: _unknown(answers, questionnaire)]
    rows = [
        row for row in planning.entries(questionnaire, answers) if row["number"] not in shown_first
    ]
    passing = planning.filtered(
        rows, part=filters["part"], answer=filters["answer"], basics=filters["basics"]
    )
    said = words["shown" if passing else "none_fits"].format(count=len(passing), of=len(rows))
    order = labels.following(
        questionnaire, questionnaire.words["form"]["improve_lead"], words["order"]
    )
    entries = [
        entry.entry(questionnaire, row, record.item(rec, row["number"]), "plan-title")
        for row in passing
    ]
    return [
        fold(
            node("h3", words["so_far" if begun else "rest"], id="plan-title"),
            words["left" if begun else "remaining"].format(count=len(rows)),
            *(_asking(questionnaire, rec) if begun and any(answers) else []),
            node("p", order, class_="small") if rows else None,
            _filters(questionnaire, filters, hidden=not rows),
            node("p", said, id="plan-shown", class_="small") if rows else None,
            node("p", questionnaire.words["report"]["plan_none"]) if begun and not rows else None,
            node("ol", *entries, class_="results"),
            id="plan",
            hidden=not any(answers) or not (rows or begun),
        )
    ]


def _unknown(answers, questionnaire):
    """How many items nobody could answer."""
    unknown = planning.unknown_answer(questionnaire)
    return len([one for one in answers if one == unknown]) if unknown else 0


def _lead(questionnaire, answers):
    """How far the next band is, and how the order of the steps is decided.

    Where most is unknown, no distance tells anything yet.
    """
    words, said = questionnaire.words["plan"], []
    order = [words["order_ask"]] if questionnaire.unknown else []
    order += [words["order_first"], words["order"]]
    how = [labels.following(questionnaire, *order)]
    found = planning.next_band(questionnaire, answers)
    if 2 * _unknown(answers, questionnaire) > len(answers):
        said.append(words["ask_first"])
    elif found:
        said.append(words["next"].format(**{"from": found["from"], "missing": found["missing"]}))
        how += _ways(questionnaire, found)
    return node(
        "div",
        node("p", *said) if said else None,
        node(
            "details",
            node("summary", words["order_title"]),
            *[node("p", sentence) for sentence in how],
            data_key="order",
        ),
        class_="first__lead small",
    )


def _ways(questionnaire, found):
    """Which items reach the next band: the fewest, and those with the basics first, if others."""
    words = questionnaire.words["plan"]
    fewest, basics = found["fewest"], found["basics_first"]
    said = [
        words["next_fewest"].format(
            items=labels.numbers(questionnaire, fewest),
            answer=questionnaire.best["label"],
            total=questionnaire.signed(found["fewest_total"]),
        )
    ]
    if sorted(basics) != sorted(fewest):
        said.append(
            words["next_basics"].format(
                items=labels.numbers(questionnaire, basics),
                total=questionnaire.signed(found["basics_first_total"]),
            )
        )
    return said


def _steps(questionnaire, rec, steps):
    rows = {
        row["number"]: row
        for row in planning.entries(questionnaire, record.answers(questionnaire, rec))
    }
    shown = []
    for place, step in enumerate(steps, 1):
        if "ask" in step:
            shown.append(_ask_step(questionnaire, rec, step, rows, place))
        else:
            planned = record.item(rec, step["number"])
            shown.append(entry.step(questionnaire, rows[step["number"]], planned, place))
    return shown


def ask_title(questionnaire, step):
    """Return what the step of asking is called."""
    count = len(step["ask"])
    name = "ask_title" if count <= ON_A_SHEET else "ask_title_long"
    return questionnaire.words["plan"][name].format(count=count)


def ask_gain(questionnaire, rec, step):
    """Return what asking can gain in words, or None where that would only alarm, or is nothing."""
    answers = record.answers(questionnaire, rec)
    if not step["gain"] or 2 * _unknown(answers, questionnaire) > len(answers):
        return None
    return questionnaire.words["plan"]["ask_gain"].format(gain=step["gain"])


def ask_line(questionnaire, step):
    """Return which items to ask about, and whom, as two texts of a line or two each."""
    words, numbers = questionnaire.words["plan"], step["ask"]
    whom = []
    for number in numbers:
        one = questionnaire.item(number)["ask"]["short"]
        if one not in whom:
            whom.append(one)
    said = labels.numbers(questionnaire, numbers[:ON_A_SHEET])
    if len(numbers) > ON_A_SHEET:
        said = words["ask_numbers"].format(numbers=said)
    people = labels.listed(questionnaire, whom[:NAMED])
    if len(whom) > NAMED:
        people = words["ask_whom"].format(whom=people)
    asked = questionnaire.words["question"]["ask_whom"]
    return [said, labels.following(questionnaire, asked, people)]


def _ask_step(questionnaire, rec, step, rows, place):
    words, numbers = questionnaire.words["plan"], step["ask"]
    items = [questionnaire.item(number) for number in numbers]
    unknown = planning.to_ask(questionnaire, rec)["unknown"]
    known = [item for item in items if item["number"] not in unknown]
    return entry.numbered(
        place,
        node("h4", ask_title(questionnaire, step), id="ask-step", class_="step__title"),
        ask_gain(questionnaire, rec, step),
        *[node("p", line, class_="small") for line in ask_line(questionnaire, step)],
        button(words["inquiry_print"], "print", data_print="inquiry"),
        node(
            "details",
            node("summary", words["ask_more"].format(count=len(numbers))),
            *_asking(questionnaire, rec, printing=False),
            node(
                "ul",
                *[
                    entry.entry(questionnaire, rows[number], record.item(rec, number), "verdict")
                    for number in unknown
                ],
                *[
                    node(
                        "li",
                        node("h4", labels.item(questionnaire, item)),
                        node("p", item["question"]),
                        *entry.asking(questionnaire, item),
                        class_="asked",
                    )
                    for item in known
                ],
                class_="results",
            ),
            data_key="ask",
        ),
    )


def _asking(questionnaire, rec, printing=True):
    """Where the total can end, what the sheet for asking is, and the ways to have it."""
    words = questionnaire.words["plan"]
    asked, shown = planning.to_ask(questionnaire, rec), []
    if asked["unknown"] or asked["blank"]:
        found = planning.still_open(questionnaire, record.answers(questionnaire, rec))
        said = words["open_range"].format(lowest=found["lowest"], highest=found["highest"])
        shown.append(node("p", said))
    ways = [button(words["inquiry_copy"], "copy-inquiry")]
    if printing:
        ways.insert(0, button(words["inquiry_print"], "print", data_print="inquiry"))
    return shown + [node("p", words["inquiry"]), node("p", *ways, class_="plan__ways")]


def _filters(questionnaire, filters, hidden):
    words = questionnaire.words["plan"]
    parts = [
        (part["number"], labels.part(questionnaire, part["number"])) for part in questionnaire.parts
    ]
    short = [
        (row["id"], row["label"])
        for row in questionnaire.answers
        if row["points"] < questionnaire.most
    ]
    box = node(
        "input",
        id="plan-basics",
        type="checkbox",
        checked=filters["basics"],
        autocomplete="off",
        data_change="filter",
        data_filter="basics",
    )
    return node(
        "div",
        _choice(words, "part", parts, filters["part"]),
        _choice(words, "answer", short, filters["answer"]),
        node("label", box, node("span", words["filter_basics"]), class_="plan__tick")
        if any([item["basic"] for item in questionnaire.items])
        else None,
        class_="plan__filters",
        hidden=hidden,
    )


def _choice(words, name, options, chosen):
    """A list to choose one of the options (value, label) from, or all."""
    listed = [
        node("option", label, value=value, selected=value == (chosen or ""))
        for value, label in [("", words["filter_all"])] + options
    ]
    place = "plan-" + name
    select = node(
        "select", *listed, id=place, autocomplete="off", data_change="filter", data_filter=name
    )
    label = node("label", words["filter_" + name], for_=place)
    return node("div", label, select, class_="plan__field")
