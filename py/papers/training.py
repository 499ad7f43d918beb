"""A quarter of an hour of training on the plan's first items, and the record of who took part."""

from ideas import labels, plan

from papers.paper import LINE, Paper, day, leaf, new_sheet, table

TOPICS = 3
PEOPLE = 14
ABSENT = 3


def topics(questionnaire, words, record):
    """Return the items to talk about: the plan's first that somebody knows of, then what is left.

    What nobody knows comes last: that is to be asked, not taught. Where the plan has too few, the
    edition's own words say with what to begin.
    """
    answers = [one or None for one in questionnaire.sheet(record)]
    unknown = plan.unknown_answer(questionnaire)
    rows = plan.entries(questionnaire, answers)
    numbers = [row["number"] for row in rows if row["answer"] != unknown]
    numbers += [row["number"] for row in rows if row["answer"] == unknown]
    numbers += [number for number in words["start"] if number not in numbers]
    return [questionnaire.item(number) for number in numbers[:TOPICS]]


def make(questionnaire, words, record, given):
    discuss = {row["number"]: row["text"] for row in words["discuss"]}
    found = topics(questionnaire, words, record)
    rows = [[words["opening"], words["opening_do"], words["opening_ask"]]]
    for item in found:
        do = words["topic_do"].format(today=item["today"]["title"])
        rows.append([labels.item(questionnaire, item), do, discuss[item["number"]]])
    rows.append([words["closing"], words["closing_do"], words["closing_ask"]])
    minutes = [words["opening_minutes"]] + [words["topic_minutes"]] * len(found)
    minutes.append(words["closing_minutes"])
    lines, now = [], 0
    for row, long in zip(rows, minutes):
        lines.append([words["minutes"].format(start=now, end=now + long)] + row)
        now += long
    whose = words["whose"].format(
        trainer=given["trainer"] or LINE,
        held=day(questionnaire, given["held"]),
        place=given["place"] or LINE,
    )
    company = words["company"].format(company=given["company"] or LINE)
    titles = [labels.item(questionnaire, item) for item in found]
    key = "agenda:" + "-".join([str(item["number"]) for item in found])
    return [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", company),
        leaf("p", whose),
        table(words["columns"], lines, key),
        leaf("h2", words["promise"]),
        leaf("p", words["promise_lead"], "promise-lead"),
        table(words["promise_columns"], [[title, "", ""] for title in titles], key + ":said"),
        new_sheet(),
        leaf("h2", words["record"]),
        leaf("p", company),
        leaf("p", whose),
        leaf(
            "p", words["topics"].format(topics=labels.listed(questionnaire, titles)), key + ":told"
        ),
        table(words["people"], [["", ""] for _ in range(PEOPLE)]),
        leaf("h3", words["absent"]),
        table(words["absent_columns"], [["", ""] for _ in range(ABSENT)]),
        leaf("p", words["keep"], "keep"),
    ]


PAPER = Paper("training", "training", 10, make, ("company", "trainer", "held", "place"))
