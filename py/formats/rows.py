"""A record as facts and rows, which several formats write. Pure."""

from ideas import labels, plan
from ideas import record as records

# What stands in the plan, of an item.
PLANNED = ("owner", "due", "note")
# What has columns only where there is some of it, so that other tables stay as they were.
CHECKED = ("evidence", "checked_by", "checked_on")


def facts(questionnaire, record, result):
    """Return what there is to say of a check as a whole, as [name, text or whole points].

    `result` is what `scoring.score` makes of its answers.
    """
    words = questionnaire.words["export"]
    rows = [[words[field], record.get(field, "")] for field in records.NAMES + ("date",)]
    rows.append([words["edition"], questionnaire.edition["label"]])
    rows.append([words["total"], result["total"]])
    for subtotal in result["subtotals"]:
        counted = [
            row["label"] for row in questionnaire.answers if row["subtotal"] == subtotal["id"]
        ]
        name = words["subtotal"].format(
            name=subtotal["id"], answer=labels.listed(questionnaire, counted)
        )
        rows.append([name, subtotal["points"]])
    verdict = words["unfinished"].format(count=len(result["unanswered"]))
    if result["band"]:
        verdict = questionnaire.band(result["band"])["verdict"]
    rows.append([words["verdict"], verdict])
    return rows + [[words["site"][field], said] for field, said in questionnaire.site]


def tables(questionnaire, record):
    """Return rows of facts, and rows of items below the names of columns, for a spreadsheet."""
    words = questionnaire.words["export"]
    result = questionnaire.result(record)
    columns = ["number", "part", "category", "title", "answer", "points", "gain", "done"]
    own = fields(record)
    items = [[words[name] for name in columns + own]]
    for row in of_items(questionnaire, record, result):
        item, planned = row["item"], row["planned"]
        cells = [item["number"], row["part"], item["category"], item["title"], row["answer"]]
        cells += [row["points"], row["gain"], words["ticked"] if planned.get("ticked") else ""]
        items.append(cells + [said(questionnaire, planned, field) for field in own])
    return facts(questionnaire, record, result), items


def fields(record):
    """Return the fields of an item that a table of a record has columns for, in order."""
    there = {field for own in record["items"].values() for field in own if own[field]}
    carried = ["carried"] if records.carried(record) else []
    return list(PLANNED) + carried + (list(CHECKED) if there & set(CHECKED) else [])


def said(questionnaire, planned, field):
    """Return what a column of `fields` has for an item, as text."""
    if field == "carried":
        return questionnaire.words["export"]["carried"] if planned.get("carried") else ""
    return planned.get(field, "")


def of_items(questionnaire, record, result):
    """Return a row for each item: {item, part, answer, points, gain, planned}, "" for none."""
    gains = {row["number"]: row["gain"] for row in result["improvements"]}
    rows = []
    for item, answer in zip(questionnaire.items, records.answers(questionnaire, record)):
        row = {"item": item, "planned": records.item(record, item["number"])}
        row["part"] = labels.part(questionnaire, item["part"])
        row["answer"] = labels.answer(questionnaire, answer)
        row["points"] = "" if answer is None else questionnaire.points[answer]
        row["gain"] = "" if answer is None else gains.get(item["number"], 0)
        rows.append(row)
    return rows


def fact(questionnaire, name, value):
    """Return a name and its value as one text."""
    return questionnaire.words["export"]["fact"].format(name=name, value=value)


def beginning(questionnaire, improvement):
    """Return how to begin with an item: some lines, and steps; what isn't known is asked first."""
    words = questionnaire.words["export"]
    own = questionnaire.item(improvement["number"])
    if improvement["answer"] == plan.unknown_answer(questionnaire):
        return [
            fact(questionnaire, words[name], own["ask"][name]) for name in ("whom", "question")
        ], []
    return [words["first"].format(title=own["today"]["title"])], own["today"]["steps"]
