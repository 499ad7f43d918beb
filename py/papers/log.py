"""The sheet on which an incident is written down while it goes on."""

from views.markup import node

from papers import calls
from papers.paper import LINE, Paper, bullets, leaf, table

ROWS = 14


def make(questionnaire, words, _record, given):
    incident, symptom = questionnaire.words["incident"], given["symptom"]
    row = calls.steps(incident, symptom)
    head = []
    for place, name in enumerate(words["head"]):
        line = [leaf("th", name, "head-{}".format(place), scope="row"), leaf("td", "")]
        head.append(node("tr", *line))
    whose = words["whose"].format(company=given["company"] or LINE)
    return [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", whose),
        node("table", *head),
        leaf("h2", incident["words"]["note"]),
        bullets(row["note"], symptom + ":note"),
        leaf("h2", words["course"]),
        table(words["columns"], [[""] * len(words["columns"]) for _ in range(ROWS)]),
        leaf("p", words["keep"], "keep"),
    ]


PAPER = Paper("log", "incident", 30, make, ("company", "symptom"))
