"""The company's own rules, of its answers and its plan: the handbook for everybody.

A rule is a row of the own words: what it says where its item is answered best, and what it says
otherwise, which claims nothing. Each row is looked at by itself, so that none depends on another.
"""

from ideas import labels, record
from views.markup import node

from papers.entered import FIELDS, TICK
from papers.paper import LINE, Paper, bullets, day, depending, leaf

# What a company doesn't have: such a tick leaves out the rows that name it in `without`.
FACTS = tuple([name for name, kind, _ in FIELDS if kind == TICK and name.startswith("no_")])
DONE, UNKNOWN, PLANNED = "done", "unknown", "planned"
LAST = "9999"


def state(questionnaire, answer):
    """Return which text of a row an answer calls for; only the best one may claim something."""
    if answer == questionnaire.best["id"]:
        return DONE
    if questionnaire.unknown and answer == questionnaire.unknown["id"]:
        return UNKNOWN
    return PLANNED


def holds(row, given):
    """Whether a row concerns a company that has what wasn't ticked in what was `given`."""
    return not ("without" in row and given[row["without"]])


def plans(questionnaire, rec):
    """Return what is planned by item, {number: {due, owner …}}; numbers of others mean others."""
    ours = questionnaire.of(rec) is questionnaire
    return {one: record.item(rec, one) if ours else {} for one in questionnaire.numbers}


def answers(questionnaire, rec):
    """Return the answer to each item, {number: id or None}."""
    return dict(zip(questionnaire.numbers, questionnaire.sheet(rec)))


def said(questionnaire, words, row, answer, due):
    """Return (state, text) of a row, given its item's answer, and the day of the plan or ""."""
    now = state(questionnaire, answer)
    if now == DONE:
        return now, row["done"]
    rule = row["planned"]
    if now == UNKNOWN:
        rule = words["unknown"].format(rule=rule)
    return now, promise(questionnaire, words, rule, due)


def row_line(text, key, now, due):
    """Return a row's text, which depends on its state and, if planned, on its day."""
    return depending("li", text, "{}:{}".format(key, now), due if now != DONE else "")


def promise(questionnaire, words, rule, due):
    """Return what is planned as a sentence, with the day of the plan if there is one."""
    if not due:
        return words["planned"].format(rule=rule)
    return words["planned_due"].format(rule=rule, day=labels.day(questionnaire, due))


def whose(questionnaire, words, given):
    """Return the line that says whose paper it is, and of which day."""
    company = labels.isolated(given["company"]) or LINE
    return leaf("p", words["whose"].format(company=company, date=day(questionnaire, given["date"])))


def meanings(questionnaire, words):
    """Return a line for each defined term."""
    terms = {term["id"]: term for term in questionnaire.words["terms"]}
    return [
        leaf("p", words["term"].format(**terms[name]), "term-" + name)
        for name in questionnaire.words["defined_terms"]["blank"]
    ]


def make(questionnaire, words, rec, given):
    plan, answer = plans(questionnaire, rec), answers(questionnaire, rec)
    rows = [row for row in words["rules"] if holds(row, given)]
    itself = words["itself"]
    concerned = [row["item"] for row in rows] + [itself["item"]]
    working = [
        number
        for number in questionnaire.numbers
        if number in concerned and state(questionnaire, answer[number]) != DONE
    ]

    def line(row, key):
        due = plan[row["item"]].get("due")
        now, text = said(questionnaire, words, row, answer[row["item"]], due)
        return row_line(text, key, now, due)

    made = [
        leaf("h1", words["title"], "title"),
        whose(questionnaire, words, given),
        leaf("p", words["lead"], "lead"),
    ]
    if working:
        made.append(leaf("p", words["working"], "working"))
    made += _responsible(words, given)
    for part in questionnaire.parts:
        items = [item for item in part["items"] if item["number"] in concerned[:-1]]
        if items:
            made.append(leaf("h2", labels.part(questionnaire, part["number"])))
        for item in items:
            made += _item(questionnaire, words, item, plan[item["number"]])
            own = [line(row, "rule-" + row["id"]) for row in rows if row["item"] == item["number"]]
            made.append(node("ul", *own))
    steps = bullets(words["change_steps"], "change")
    steps.insert(2, line(itself, "itself"))
    if working:
        steps.append(leaf("li", words["change_due"], "change-due"))
    made += [
        leaf("h2", words["change"], "change"),
        steps,
        leaf("p", words["review"].format(day=day(questionnaire, given["review"]))),
    ]
    made += _open(questionnaire, words, working, plan) + _left(questionnaire, words, given)
    made.append(leaf("h2", words["terms"], "terms"))
    return made + meanings(questionnaire, words) + _basis(questionnaire, words)


def _responsible(words, given):
    """Who answers for the rules, and how they are reached."""
    cells = [leaf("td", words["responsible"], "responsible")]
    whom = [labels.isolated(given[name]) or LINE for name in ("responsible", "contact")]
    cells += [leaf("td", one) for one in whom]
    head = [leaf("th", one, scope="col") for one in words["role_columns"]]
    return [
        leaf("h2", words["roles"], "roles"),
        node("table", node("tr", *head), node("tr", *cells)),
        leaf("p", words["roles_note"], "roles-note"),
    ]


def _item(questionnaire, words, item, planned):
    """An item's heading, and who sees to it, where somebody was named."""
    made = [leaf("h3", labels.item(questionnaire, item))]
    if planned.get("owner"):
        owner = words["owner"].format(owner=labels.isolated(planned["owner"]))
        key = "owner-{}".format(item["number"])
        made.append(depending("p", owner, key, planned["owner"]))
    return made


def _open(questionnaire, words, working, plan):
    """A table of what is being worked on: what is due first comes first, what has no day last."""
    if not working:
        return []
    rows = [node("tr", *[leaf("th", one, scope="col") for one in words["open_columns"]])]
    for number in sorted(working, key=lambda one: (plan[one].get("due") or LAST, one)):
        due, owner = plan[number].get("due"), plan[number].get("owner")
        cells = [
            (labels.item(questionnaire, questionnaire.item(number)), ""),
            (labels.day(questionnaire, due) if due else "", due),
            (labels.isolated(owner) if owner else "", owner),
            ("", ""),
        ]
        row = [
            depending("td", text, "open-{}-{}".format(number, at), fact)
            for at, (text, fact) in enumerate(cells)
        ]
        rows.append(node("tr", *row))
    return [leaf("h2", words["open"], "open"), node("table", *rows)]


def _left(questionnaire, words, given):
    """What was left out, and why: nobody should think that it was forgotten."""
    lines = []
    for fact in FACTS:
        numbers = [row["item"] for row in words["rules"] if row.get("without") == fact]
        if given[fact] and numbers:
            items = labels.numbers(questionnaire, sorted(set(numbers)))
            text = words["left_line"].format(fact=words["facts"][fact], items=items)
            lines.append(leaf("li", text, "left-" + fact))
    if not lines:
        return []
    again = leaf("p", words["left_again"], "left-again")
    return [leaf("h2", words["left"], "left"), node("ul", *lines), again]


def _basis(questionnaire, words):
    """Where the text comes from, and which other one there is."""
    template = words["template"]
    resource = questionnaire.resources[template["resource"]]
    return [
        leaf("h2", words["basis"], "basis"),
        bullets(words["basis_lines"] + [template["text"]], "basis"),
        leaf("p", resource["name"], data_href=resource["url"]),
    ]


FIELDS_READ = ("company", "date", "review", "responsible", "contact") + FACTS
PAPER = Paper("rules", "rules", 10, make, FIELDS_READ)
