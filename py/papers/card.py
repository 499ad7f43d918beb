"""Cards for the wallet: whom to call first, three steps, numbers; a sheet of them, to be cut."""

from views.markup import node

from papers import calls
from papers.paper import Paper, leaf

# On a sheet: 8 cards, as large as those of business.
LINES = 4
COLUMNS = 2
# Each with a line of its own; then those whose number everybody has, on one.
OWN = ("decider", "bank", "helper")
SHARED = ("emergency", "police")


def make(questionnaire, words, _record, given):
    incident = questionnaire.words["incident"]
    row, known = calls.steps(incident, calls.ANY), calls.contacts(incident)
    said = [
        words["step"].format(place=place, do=one["do"]) for place, one in enumerate(row["do"], 1)
    ]
    said += [_called(words, known[name], given) for name in OWN]
    said.append(words["between"].join([_called(words, known[name], given) for name in SHARED]))
    nodes = [leaf("h1", words["title"]), leaf("p", words["lead"])]
    return nodes + [_cards(row["title"], said) for _ in range(LINES)]


def _called(words, contact, given):
    reached = calls.reached(contact, given)
    return words["call"].format(name=contact["short"], number=reached)


def _cards(head, said):
    """Cards beside each other: a table with a card in each column."""
    top = node("tr", *[leaf("th", head, scope="col") for _ in range(COLUMNS)])
    lines = [node("tr", *[leaf("td", text) for _ in range(COLUMNS)]) for text in said]
    return node("table", top, *lines)


PAPER = Paper("card", "incident", 20, make, OWN, sheet="card")
