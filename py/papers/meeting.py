"""What to have at hand before a talk with a consultant, a chamber of commerce or an IT firm."""

from ideas import labels, plan

from papers.paper import BOX, LINE, Paper, bullets, day, leaf, table

# So many lines for the items of each kind, and for notes, fit one sheet with all else.
MOST = 5
ROWS = 5


def make(questionnaire, words, record, given):
    # What this edition doesn't know of an older record's answers is unanswered here.
    answers = [one or None for one in questionnaire.sheet(record)]
    numbered = list(zip(questionnaire.numbers, answers))
    unknown = plan.unknown_answer(questionnaire)
    known = [row for row in questionnaire.answers if row["id"] != unknown]
    worst = min(known, key=lambda row: row["points"])
    kinds = [row["id"] for row in questionnaire.answers] + [None]
    counts = [[words["count"].format(count=answers.count(kind)) for kind in kinds]]
    whose = words["whose"].format(
        company=given["company"] or LINE,
        partner=given["partner"] or LINE,
        date=day(questionnaire, given["date"]),
    )
    nodes = [
        leaf("h1", words["title"], "title"),
        leaf("p", whose),
        leaf("h2", words["state"]),
        leaf("p", words["state_lead"], "state-lead"),
        table([labels.answer(questionnaire, kind) for kind in kinds], counts),
    ]
    for name, lead in ((unknown, words["unknown_items"]), (worst["id"], words["not_done_items"])):
        numbers = [number for number, answer in numbered if answer and answer == name]
        if numbers:
            nodes.append(leaf("h3", lead.format(answer=labels.answer(questionnaire, name))))
            nodes.append(_items(questionnaire, words, numbers, name))
    nodes.append(leaf("h2", words["hand"]))
    for place, one in enumerate(words["at_hand"]):
        nodes.append(leaf("p", words["tick"].format(box=BOX, text=one), "hand-{}".format(place)))
    return nodes + [
        leaf("h2", words["ask"]),
        bullets(words["questions"], "ask"),
        leaf("h2", words["notes"]),
        table(words["columns"], [[""] * len(words["columns"]) for _ in range(ROWS)]),
    ]


def _items(questionnaire, words, numbers, name):
    """A list of items in MOST lines; the last says how many there are besides."""
    room = MOST if len(numbers) <= MOST else MOST - 1
    shown = [labels.item(questionnaire, questionnaire.item(one)) for one in numbers[:room]]
    if len(numbers) > room:
        shown.append(words["more"].format(count=len(numbers) - room))
    return bullets(shown, "{}:{}".format(name, "-".join([str(one) for one in numbers])))


PAPER = Paper("meeting", "talk", 10, make, ("company", "partner", "date"))
