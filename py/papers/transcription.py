"""The answers of the record by number and official title, to be copied to the original sheet.

They can't be changed here: it is a copy of what was answered.
"""

from ideas import labels, record

from papers.paper import LINE, Paper, day, leaf, table


def make(questionnaire, words, now, given):
    asked = questionnaire.of(now)
    result = asked.score(record.answers(asked, now))
    nodes = [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["read"], "read"),
        leaf("p", _whose(questionnaire, words, now, given)),
        leaf("p", words["edition"].format(asked.edition["label"])),
    ]
    nodes += [leaf("p", line) for line in _sum(asked, words, result)]
    sheet = dict(zip(asked.numbers, record.answers(asked, now)))
    for part, tally in zip(asked.parts, result["parts"]):
        heading = labels.part(asked, part["number"])
        if not tally["unanswered"]:
            heading = words["part_points"].format(heading, asked.signed(tally["total"]))
        nodes.append(leaf("h2", heading))
        rows = [_row(asked, words, item, sheet[item["number"]]) for item in part["items"]]
        nodes.append(table(words["columns"], rows))
    return nodes


def _whose(questionnaire, words, now, given):
    answered = now.get("date")
    return words["whose"].format(
        company=given["company"] or LINE,
        date=day(questionnaire, answered),
    )


def _row(asked, words, item, answer):
    said = words["unanswered"] if answer is None else asked.answer(answer)["label"]
    points = words["no_points"] if answer is None else asked.signed(asked.points[answer])
    return [str(item["number"]), item["title"], said, points]


def _sum(asked, words, result):
    """The points where every item is answered; else how many aren't, and no sum."""
    counts = [
        words["count"].format(asked.answer(row["answer"])["label"], row["count"])
        for row in result["counts"]
    ]
    missing = result["unanswered"]
    if missing:
        open_ones = labels.numbers(asked, missing)
        return [words["partial"].format(len(missing)), words["missing"].format(open_ones)]
    total = words["total"].format(asked.signed(result["total"]), asked.highest)
    return [total, labels.listed(asked, counts)]


PAPER = Paper("transcription", "declare", 20, make, ("company",), fixed=True)
