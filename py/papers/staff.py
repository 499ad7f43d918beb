"""The sheet for everybody who works there: what each one does, of the rules, on one page."""

from ideas import labels
from views.markup import node

from papers import rules
from papers.paper import LINE, Paper, leaf


def make(questionnaire, words, rec, given):
    """Return the sheet. Its rows, and which text of each, are those of the rules."""
    plan = rules.plans(questionnaire, rec)
    answer = rules.answers(questionnaire, rec)
    lines = {rules.DONE: [], rules.PLANNED: []}
    for row in questionnaire.words["papers"]["rules"]["rules"]:
        if "staff" in row and rules.holds(row, given):
            due = plan[row["item"]].get("due")
            now, text = said(questionnaire, words, row, answer[row["item"]], due)
            lines[now].append(rules.row_line(text, "staff-" + row["id"], now, due))
    made = [leaf("h1", words["title"], "title"), rules.whose(questionnaire, words, given)]
    for now in (rules.DONE, rules.PLANNED):
        if lines[now]:
            made += [leaf("h2", words[now + "_title"], now), node("ul", *lines[now])]
    whom = {name: labels.isolated(given[name]) or LINE for name in ("responsible", "contact")}
    made += [leaf("p", words["ask"], "ask"), leaf("p", words["whom"].format(**whom))]
    return made + rules.meanings(questionnaire, words)


def said(questionnaire, words, row, answer, due):
    """Return (state, text) of a row for everybody, as rules.said does; unknown is planned, too."""
    if rules.state(questionnaire, answer) == rules.DONE:
        return rules.DONE, row["staff"]
    return rules.PLANNED, rules.promise(questionnaire, words, row["staff_planned"], due)


PAPER = Paper(
    "staff", "rules", 20, make, ("company", "date", "responsible", "contact") + rules.FACTS
)
