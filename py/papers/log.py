"""The sheet on which an incident is written down while it goes on."""

from papers import calls
from papers.paper import LINE, Paper, bullets, leaf, table

ROWS = 16


def make(questionnaire, words, _record, given):
    incident, symptom = questionnaire.words["incident"], given["symptom"]
    row = calls.steps(incident, symptom)
    whose = words["whose"].format(company=given["company"] or LINE)
    nodes = [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", whose),
    ]
    for place, text in enumerate(words["head"]):
        nodes.append(leaf("p", text.format(line=LINE * 2), "head-{}".format(place)))
    return nodes + [
        leaf("h2", incident["words"]["note"]),
        bullets(row["note"], symptom + ":note"),
        leaf("h2", words["course"]),
        table(words["columns"], [[""] * len(words["columns"]) for _ in range(ROWS)]),
        leaf("p", words["keep"], "keep"),
    ]


PAPER = Paper("log", "incident", 30, make, ("company", "symptom"))
