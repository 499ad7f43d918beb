"""Markdown, for tickets: what people wrote is no markup in it."""

from ideas import labels

from formats import escaping, rows
from formats.format import Format


def write(questionnaire, record, _given=None):
    """Return the record as Markdown for tickets: facts, the plan as a task list, all answers.

    What somebody doesn't know comes with whom and what to ask, the rest with its first action.
    """
    words = questionnaire.words["export"]
    result = questionnaire.result(record)
    known = [row for row in rows.facts(questionnaire, record, result) if row[1] != ""]
    lines = ["# " + words["heading"], ""]
    lines += ["- " + _fact(questionnaire, name, str(value)) for name, value in known]
    lines += ["", "## " + words["plan"], ""]
    shown = rows.of_items(questionnaire, record, result)
    numbered = {row["item"]["number"]: row for row in shown}
    for improvement in result["improvements"]:
        lines += _task(questionnaire, numbered[improvement["number"]], improvement)
    if not result["improvements"]:
        lines.append(words["nothing"])
    lines += ["", "## " + words["answers"], ""]
    columns = ("number", "title", "answer", "points", "done", "owner", "due", "note")
    lines.append(_columns([words[name] for name in columns]))
    lines.append(_columns(["---" for name in columns]))
    for row in shown:
        item, planned = row["item"], row["planned"]
        cells = [labels.number(questionnaire, item["number"]), item["title"], row["answer"]]
        cells += [str(row["points"]), words["ticked"] if planned.get("ticked") else ""]
        cells += [_plain(questionnaire, planned.get(field, "")) for field in rows.PLANNED]
        lines.append(_columns(cells))
    return "\n".join(lines) + "\n"


def _task(questionnaire, row, improvement):
    """The lines of one task: what, how much it gains, who and until when; below, how to begin."""
    words, planned = questionnaire.words["export"], row["planned"]
    gain = labels.gain(questionnaire, improvement["gain"])
    said = [words["task"].format(item=labels.item(questionnaire, row["item"]), gain=gain)]
    named = [field for field in ("owner", "due") if planned.get(field)]
    said += [_fact(questionnaire, words[field], planned[field]) for field in named]
    lines = ["- [{}] ".format("x" if planned.get("ticked") else " ") + " ".join(said)]
    begun, steps = rows.beginning(questionnaire, improvement)
    lines += ["    - " + line for line in begun]
    lines += ["        {}. {}".format(number, step) for number, step in enumerate(steps, 1)]
    if planned.get("note"):
        lines.append("    - " + _fact(questionnaire, words["note"], planned["note"]))
    return lines


def _fact(questionnaire, name, value):
    return rows.fact(questionnaire, name, _plain(questionnaire, value))


def _columns(cells):
    return "| " + " | ".join(cells) + " |"


def _plain(questionnaire, text):
    """People's text on one line, which doesn't begin it."""
    lines = [line for line in text.replace("\t", " ").replace("\r", "\n").split("\n") if line]
    return escaping.line(labels.lines(questionnaire, lines))


FORMAT = Format("md", ".md", "text/markdown", write, place=40)
