"""What a visitor sees of the plan: the next step, what is still open, what to do about each item.

Views return lists of `markup` nodes, their headings beginning at h3. Pure.
"""

from ideas import labels, record
from ideas import plan as planning
from views.markup import button, copy, node, toggle


def next_step(questionnaire, answers):
    """Return how far the next band is and which items reach it; nothing where none is next.

    `answers` has an id or None per item. Raises ScoringError as `scoring.score` does.
    """
    found = planning.next_band(questionnaire, answers)
    if found is None:
        return []
    words = questionnaire.words["plan"]
    fewest, basics = found["fewest"], found["basics_first"]
    full = questionnaire.best["label"]
    title = words["next_title"].format(**{"from": found["from"], "missing": found["missing"]})
    said = words["next_fewest"].format(count=len(fewest), answer=full, total=found["fewest_total"])
    shown = [
        node("h3", title, id="next-title"),
        node("p", said),
        _ways(questionnaire, fewest),
    ]
    if sorted(basics) != sorted(fewest):
        said = words["next_basics"].format(count=len(basics), total=found["basics_first_total"])
        shown += [node("p", said), _ways(questionnaire, basics)]
    return shown


def open_questions(questionnaire, rec):
    """Return what is still to be settled, what the total can become, and whom to ask what.

    `rec` is a record; nothing where all is known. Raises ScoringError.
    """
    words = questionnaire.words["plan"]
    asked = planning.to_ask(questionnaire, rec)
    counts = _counts(questionnaire, asked)
    if not counts:
        return []
    shown = [
        node("h3", words["open_title"], id="open-title"),
        node("ul", *[node("li", said) for said, _ in counts]),
    ]
    if asked["unknown"] or asked["blank"]:
        found = planning.still_open(questionnaire, record.answers(questionnaire, rec))
        said = words["open_range"].format(lowest=found["lowest"], highest=found["highest"])
        shown.append(node("p", said))
    numbers = asked["unknown"] + asked["merged"]
    if numbers:
        entries = [
            node(
                "li",
                node("h4", labels.item(questionnaire, item), class_="results__name"),
                node("p", item["question"]),
                *_ask(questionnaire, item),
                class_="results__item",
            )
            for item in [questionnaire.item(number) for number in numbers]
        ]
        shown.append(node("p", questionnaire.words["form"]["unknown_lead"]))
        shown.append(
            node(
                "details",
                node("summary", words["open_ask"]),
                node("ul", *entries, class_="results"),
                data_key="open",
            )
        )
    ways = [
        button(words["inquiry_print"], "print", data_print="inquiry"),
        button(words["inquiry_copy"], "copy-inquiry"),
    ]
    return shown + [node("p", words["inquiry"]), node("p", *ways, class_="plan__ways")]


def inquiry_text(questionnaire, rec):
    """Return the sheet for asking as plain text, for a mail or a chat; "" where nothing is open.

    `rec` is a record. The unknown items come first, the unanswered last.
    """
    words, report = questionnaire.words["plan"], questionnaire.words["report"]
    counts = _counts(questionnaire, planning.to_ask(questionnaire, rec))
    if not counts:
        return ""
    asked = questionnaire.words["question"]
    choices = labels.listed(questionnaire, [answer["label"] for answer in questionnaire.answers])
    blocks = [
        [report["inquiry_title"]],
        [words["inquiry_lead"], words["inquiry_choice"].format(answers=choices)],
    ]
    for said, numbers in counts:
        blocks.append([said])
        blocks += [
            [
                labels.item(questionnaire, item),
                labels.following(questionnaire, words["inquiry_question"], item["question"]),
                labels.following(questionnaire, asked["ask_whom"], item["ask"]["whom"]),
                labels.following(questionnaire, report["words"], item["ask"]["question"]),
                words["inquiry_answer"],
                words["inquiry_by"],
            ]
            for item in [questionnaire.item(number) for number in numbers]
        ]
    return "\n\n".join(["\n".join(block) for block in blocks]) + "\n"


def plan(questionnaire, rec, filters):
    """Return the plan: its order, its filters, and an entry for each item that passes them.

    `rec` is a record; `filters` is {part: a number or None, answer: an id or None, basics: whether
    only the basic items are shown}. The filters are always there, seen where they are of use: they
    are form fields. Raises ScoringError as `scoring.score` does.
    """
    answers = record.answers(questionnaire, rec)
    entries = planning.entries(questionnaire, answers)
    heading = node("h3", questionnaire.words["form"]["improve_title"], id="plan-title")
    choices = _filters(questionnaire, filters, hidden=not entries)
    if not entries:
        return [heading, choices] + [
            node("p", said) for said in _nothing_to_do(questionnaire, answers)
        ]
    words = questionnaire.words["plan"]
    rows = planning.filtered(
        entries, part=filters["part"], answer=filters["answer"], basics=filters["basics"]
    )
    lead = labels.following(
        questionnaire, questionnaire.words["form"]["improve_lead"], words["order"]
    )
    shown = words["shown" if rows else "none_fits"].format(count=len(rows), of=len(entries))
    return [
        heading,
        node("p", lead),
        choices,
        node("p", shown, id="plan-shown"),
        node(
            "ol",
            *[_entry(questionnaire, row, record.item(rec, row["number"])) for row in rows],
            class_="results",
        ),
    ]


def _nothing_to_do(questionnaire, answers):
    if None not in answers:
        return [questionnaire.words["form"]["improve_none"], questionnaire.words["plan"]["kept_up"]]
    if any(answers):
        return [questionnaire.words["report"]["plan_none"]]
    return [questionnaire.words["plan"]["answer_first"]]


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


def _entry(questionnaire, row, planned):
    words, number = questionnaire.words["plan"], row["number"]
    item = questionnaire.item(number)
    unknown = row["answer"] == planning.unknown_answer(questionnaire)
    name, hint = "plan-{}-name".format(number), "plan-{}-hint".format(number)
    ticked = planned.get("ticked")
    gain = questionnaire.words["app"]["gain"].format(gain=row["gain"])
    question = "#question-{} ".format(number)
    back = questionnaire.words["app"]["back"].format(number=labels.number(questionnaire, number))
    return node(
        "li",
        node("h4", labels.item(questionnaire, item), id=name, class_="results__name", tabindex=-1),
        node(
            "p",
            node("span", labels.answer(questionnaire, row["answer"]), class_="results__answer"),
            " ",
            node("span", gain, class_="results__gain"),
            class_="results__head",
        ),
        node("p", item["question"]),
        node(
            "div",
            node("p", questionnaire.words["question"]["today"], class_="plan__label"),
            node(
                "p",
                node("b", item["today"]["title"]),
                " ",
                node("span", questionnaire.words["question"]["today_note"], class_="small"),
            ),
            node(
                "details",
                node("summary", words["steps"]),
                node("ol", *[node("li", step) for step in item["today"]["steps"]]),
                data_key="steps-{}".format(number),
            ),
            class_="today",
        ),
        *_asking(questionnaire, item, number, unknown),
        node(
            "details",
            node("summary", words["measures"]),
            copy(question + ".question__measures"),
            node("p", questionnaire.words["question"]["measures_note"], class_="small"),
            copy(question + ".question__terms"),
            data_key="measures-{}".format(number),
        ),
        node(
            "div",
            *_planned(words, number, planned, hint if ticked else None),
            role="group",
            aria_labelledby=name,
        ),
        node("p", words["still_counts"], class_="plan__hint", id=hint) if ticked else None,
        button(back, "visit", data_number=number),
        class_="results__item",
    )


def _planned(words, number, planned, hint):
    """What people entered about an item: who, until when, a note; and whether it is done.

    The fields to enter it in stand in the page once, for whatever item (form.jinja).
    """
    rows = []
    for field in ("owner", "due", "note"):
        if planned.get(field):
            rows.append(node("dt", words[field]))
            rows.append(node("dd", labels.isolated(planned[field]), data_field=field))
    return [
        node("dl", *rows, class_="plan__written") if rows else None,
        node(
            "p",
            button(words["fields"], "write", data_number=number, aria_haspopup="dialog"),
            toggle(
                "item",
                planned.get("ticked"),
                words["ticked"],
                data_number=number,
                data_field="ticked",
                aria_describedby=hint,
            ),
            class_="plan__ways",
        ),
    ]


def _counts(questionnaire, found):
    """Of what is still open, the sentence and the numbers for each kind that there is."""
    words, counts = questionnaire.words["plan"], []
    if found["unknown"]:
        label = labels.answer(questionnaire, planning.unknown_answer(questionnaire))
        said = words["open_unknown"].format(answer=label, count=len(found["unknown"]))
        counts.append((said, found["unknown"]))
    if found["merged"]:
        counts.append((words["open_merged"].format(count=len(found["merged"])), found["merged"]))
    if found["blank"]:
        said = words["open_blank"].format(count=len(found["blank"]))
        counts.append((said, found["blank"]))
    return counts


def _asking(questionnaire, item, number, with_words):
    """Whom to ask, and where nobody knows the answer, the words to ask with, folded."""
    whom, words = _ask(questionnaire, item)
    if not with_words:
        return [whom]
    summary = node("summary", questionnaire.words["plan"]["ask"])
    return [whom, node("details", summary, words, data_key="ask-{}".format(number))]


def _ask(questionnaire, item):
    return [
        node("p", node("b", questionnaire.words["question"]["ask_whom"]), " ", item["ask"]["whom"]),
        node("blockquote", node("p", item["ask"]["question"]), class_="ask__question"),
    ]


def _ways(questionnaire, numbers):
    ways = [
        node("li", button(labels.item(questionnaire, item), "to-plan", data_number=item["number"]))
        for item in [questionnaire.item(number) for number in numbers]
    ]
    return node("ul", *ways, class_="plan__items")
