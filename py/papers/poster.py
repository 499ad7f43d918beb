"""The first hour of an incident, for the wall: a sheet for all symptoms, or for one of them."""

from views.markup import node

from papers import calls
from papers.paper import Paper, bullets, day, leaf

# How many steps of a symptom the sheet for all has.
FIRST = 2


def make(questionnaire, words, _record, given):
    incident, symptom = questionnaire.words["incident"], given["symptom"]
    said, row = incident["words"], calls.steps(incident, symptom)
    steps = leaf("h2", said["do"]), _table(words["do"], _steps(words, row), symptom + ":do")
    called = _called(incident, words, row["call"], symptom, given)
    nodes = [leaf("h1", row["title"], symptom + ":title")]
    # The sheet for all has no room for more.
    if symptom == calls.ANY:
        never = "".join([words["sentence"].format(text=one) for one in row["never"]])
        nodes += steps
        nodes += [leaf("p", said["sheet_never"] + never, symptom + ":never")]
        nodes += [leaf("h2", said["call"]), called]
        nodes += [
            leaf("h2", words["leads"]),
            _table(words["symptom"], _led(incident, words), "led"),
        ]
    else:
        nodes += [leaf("p", row["lead"], symptom + ":lead")]
        nodes += steps
        nodes += [leaf("h2", said["never"]), bullets(row["never"], symptom + ":never")]
        nodes += [leaf("h2", said["call"]), called]
        nodes += [leaf("h2", said["note"]), bullets(row["note"], symptom + ":note")]
        law = incident["law"]
        deadline = row["deadline"] + law["deadlines"] + law["as_of"]
        nodes += [
            leaf("h2", said["deadline"]),
            leaf("p", deadline, symptom + ":deadline"),
            leaf("p", law["name"], data_href=law["url"]),
        ]
    return nodes + [leaf("p", words["foot"].format(date=day(questionnaire, given["date"])))]


def _steps(words, row):
    """What to do, in order, and how."""
    return [
        [words["step"].format(place=place, do=one["do"]), one["how"]]
        for place, one in enumerate(row["do"], 1)
    ]


def _called(incident, words, rows, symptom, given):
    """The contacts of a symptom, in order, with what was entered of them."""
    known, cells, entered = calls.contacts(incident), [], []
    for place, call in enumerate(rows, 1):
        contact = known[call["contact"]]
        name, reached = contact["name"], calls.reached(contact, given)
        if symptom == calls.ANY:
            name = contact["short"]
        elif contact["hours"] and not given.get(contact["id"]):
            # Who entered a number knows when it is answered.
            reached = words["hours"].format(number=reached, hours=contact["hours"])
        if contact["own"]:
            entered.append((place - 1, 1))
        cells.append([words["contact"].format(place=place, name=name), reached, call["say"]])
    return _table(words["call"], cells, symptom + ":call", entered)


def _led(incident, words):
    """What to do first at each symptom, in a line."""
    return [
        [row["title"], words["then"].join([one["do"] for one in row["do"][:FIRST]])]
        for row in incident["symptoms"]
    ]


def _table(head, rows, key, entered=()):
    """A table whose rows have a heading; cells that were `entered`, by line and column, aren't
    changed here."""
    lines = [node("tr", *[leaf("th", text, scope="col") for text in head])]
    for line, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            named = None if (line, column) in entered else "{}-{}-{}".format(key, line, column)
            if column:
                cells.append(leaf("td", text, named))
            else:
                cells.append(leaf("th", text, named, scope="row"))
        lines.append(node("tr", *cells))
    return node("table", *lines)


FIELDS = ("symptom",) + calls.OWN + ("date",)
PAPER = Paper("poster", "incident", 10, make, FIELDS)
