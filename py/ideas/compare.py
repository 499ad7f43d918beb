"""Several records of one company over time: what changed from one to the next. Pure.

Records of an older edition are compared by the items that are the same in both; totals never are.
"""

import heapq

from ideas import labels, plan, record

KINDS = ("better", "worse", "known", "unknown", "answered", "blank")


def in_order(records):
    """Return the indices of the records by date; those without one come last, as given."""
    rows = [(not one.get("date"), one.get("date"), place) for place, one in enumerate(records)]
    # MicroPython's sorted takes minutes for a thousand in order already, as files often are.
    heapq.heapify(rows)
    return [heapq.heappop(rows)[-1] for _ in records]


def common(questionnaire, records):
    """Return the questionnaire that all records are of, or the newest if that is not one."""
    own = questionnaire.of(records[0])
    return own if all([questionnaire.of(one) is own for one in records]) else questionnaire


def foreign(questionnaire, records):
    """Return (Questionnaire, records of it) for each other edition that the records have."""
    found = []
    for name in sorted(questionnaire.editions):
        other = questionnaire.editions[name]
        theirs = [one for one in records if questionnaire.of(one) is other]
        if theirs and other is not questionnaire:
            found.append((other, theirs))
    return found


def timeline(questionnaire, records, results=None):
    """Return [{date or None, total, parts: [points], answered, complete}], as given.

    `results` has what scoring.score gives for each record, if that is known already.
    """
    if results is None:
        results = [questionnaire.result(one) for one in records]
    points = []
    for one, result in zip(records, results):
        points.append(
            {
                "date": one.get("date"),
                "total": result["total"],
                "parts": [part["total"] for part in result["parts"]],
                "answered": result["answered"],
                "complete": not result["unanswered"],
            }
        )
    return points


def changes(questionnaire, before, after):
    """Return [{number, before, after, kind, gain}] for every item, in item order.

    `before` and `after` are answers in item order. The kind is "better" or "worse" by points,
    "known" and "unknown" (from and to the answer that nobody knows), "answered" and "blank"
    (from and to no answer), or "same". The gain is in points, None where an answer is missing. What
    is record.ABSENT on one side can't have changed. Raises ValueError for a wrong number of
    answers, KeyError for an unknown one.
    """
    numbers = questionnaire.numbers
    if not len(before) == len(after) == len(numbers):
        raise ValueError(
            "{} and {} answers for {} items".format(len(before), len(after), len(numbers))
        )
    unknown = plan.unknown_answer(questionnaire)
    rows = []
    points = questionnaire.points
    for number, old, new in zip(numbers, before, after):
        gain = points[new] - points[old] if old and new else None
        rows.append(
            {
                "number": number,
                "before": old,
                "after": new,
                "kind": _kind(old, new, gain, unknown),
                "gain": gain,
            }
        )
    return rows


def unmoved(questionnaire, earlier, later):
    """Return the numbers of the items that were planned in `earlier` and kept their answer.

    Planned is what was ticked or has a due date. Where nothing is left to gain, nothing is due.
    Across editions nobody can tell.
    """
    if questionnaire.of(earlier) is not questionnaire.of(later):
        return []
    before, after = record.answers(questionnaire, earlier), record.answers(questionnaire, later)
    numbers = []
    for number, old, new in zip(questionnaire.numbers, before, after):
        planned = record.item(earlier, number)
        left = new is None or questionnaire.points[new] < questionnaire.most
        if old == new and left and (planned.get("ticked") or planned.get("due")):
            numbers.append(number)
    return numbers


def different(records, field, alike=record.AS_WRITTEN):
    """Return the different values of `field` among the records, "" for none, as they appear.

    Of those that `alike` (see record.AS_WRITTEN) has compared as one, the first stands for all.
    """
    values, seen = [], set()
    for one in records:
        value = record.compared(one, field, alike)
        if value not in seen:
            seen.add(value)
            values.append(one[field] if value else "")
    return values


def summary(questionnaire, earlier, later, alike=record.AS_WRITTEN):
    """Return what changed between two records as lines of plain text, for a meeting."""
    questionnaire = common(questionnaire, [earlier, later])
    words = questionnaire.words["compare"]["summary"]
    answers = [questionnaire.sheet(one) for one in (earlier, later)]
    rows = changes(questionnaire, answers[0], answers[1])
    titles = {item["number"]: labels.item(questionnaire, item) for item in questionnaire.items}

    lines = [words["title"]]
    lines.append(words["earlier"].format(name=labels.name(questionnaire, earlier)))
    lines.append(words["later"].format(name=labels.name(questionnaire, later)))
    if len(different([earlier, later], "company", alike)) > 1:
        lines.append(words["companies"])
    elif len(different([earlier, later], "department", alike)) > 1:
        lines.append(words["departments"])
    if not foreign(questionnaire, [earlier, later]):
        lines += totals(questionnaire, answers)
    else:
        lines += across(questionnaire, [earlier, later])
    lines += _changed(questionnaire, titles, rows)
    lines += _still_open(questionnaire, titles, rows)
    lines += _still_planned(questionnaire, titles, earlier, later)
    if questionnaire.of(later) is questionnaire:
        lines += _notes(words, titles, rows, later)
    return lines


def across(questionnaire, records):
    """Return a line for each other edition of the records: how much of it can be compared."""
    words, lines = questionnaire.words["compare"], []
    for other, theirs in foreign(questionnaire, records):
        sheet = questionnaire.sheet(theirs[0])
        absent = sheet.count(record.ABSENT)
        said = words["editions"].format(
            edition=other.edition["label"],
            count=len(theirs),
            same=len(sheet) - absent,
            absent=absent,
            none=words["absent"],
            lost=len(other.numbers) - len(sheet) + absent,
        )
        lines.append(said)
    return lines


def _kind(old, new, gain, unknown):
    if old == new or gain == 0 or record.ABSENT in (old, new):
        return "same"
    if old is None:
        return "answered"
    if new is None:
        return "blank"
    if old == unknown:
        return "known"
    if new == unknown:
        return "unknown"
    return "better" if gain > 0 else "worse"


def totals(questionnaire, answers):
    """Return the lines on the totals of two checks of one edition, that on the points first."""
    words = questionnaire.words["compare"]["summary"]
    before, after = [questionnaire.score(sheet) for sheet in answers]
    bands = [
        labels.band(questionnaire, result["band"]) if result["band"] else words["no_band"]
        for result in (before, after)
    ]
    lines = [
        words["total"].format(
            before=questionnaire.signed(before["total"]),
            after=questionnaire.signed(after["total"]),
            gain=labels.gain(questionnaire, after["total"] - before["total"]),
        ),
        words["band"].format(before=bands[0], after=bands[1]),
    ]
    if before["unanswered"] or after["unanswered"]:
        lines.append(
            words["answered"].format(
                before=before["answered"], after=after["answered"], items=len(questionnaire.items)
            )
        )
        lines.append(words["unfair"])
    return lines


def _changed(questionnaire, titles, rows):
    words = questionnaire.words["compare"]["summary"]
    lines = []
    for kind in KINDS:
        own = [row for row in rows if row["kind"] == kind]
        if own:
            heading = "answered_items" if kind == "answered" else kind
            lines += ["", words[heading].format(count=len(own))]
        for row in own:
            template = words["change" if row["gain"] is None else "change_gain"]
            lines.append(
                template.format(
                    item=titles[row["number"]],
                    before=labels.answer(questionnaire, row["before"]),
                    after=labels.answer(questionnaire, row["after"]),
                    gain=None if row["gain"] is None else labels.gain(questionnaire, row["gain"]),
                )
            )
    return lines or ["", questionnaire.words["compare"]["none_changed"]]


def _still_open(questionnaire, titles, rows):
    words = questionnaire.words["compare"]["summary"]
    unsettled = (None, plan.unknown_answer(questionnaire))
    own = [row for row in rows if row["after"] in unsettled]
    lines = ["", words["open"].format(count=len(own))] if own else []
    for row in own:
        answer = labels.answer(questionnaire, row["after"])
        lines.append(words["answer"].format(item=titles[row["number"]], answer=answer))
    return lines


def _still_planned(questionnaire, titles, earlier, later):
    words = questionnaire.words["compare"]["summary"]
    numbers = unmoved(questionnaire, earlier, later)
    lines = ["", words["unmoved"].format(count=len(numbers))] if numbers else []
    for number in numbers:
        planned = record.item(earlier, number)
        said = [
            words[field].format(**{field: labels.isolated(planned[field])})
            for field in ("owner", "due")
            if planned.get(field)
        ]
        if planned.get("ticked"):
            said.append(words["ticked"])
        lines.append(
            words["answer_plan" if said else "answer"].format(
                item=titles[number],
                answer=labels.answer(questionnaire, later["answers"].get(str(number))),
                plan=labels.listed(questionnaire, said),
            )
        )
    return lines


def _notes(words, titles, rows, later):
    lines = []
    for row in rows:
        note = record.item(later, row["number"]).get("note")
        if note and row["kind"] != "same":
            lines.append(words["note_item"].format(item=titles[row["number"]]))
            note = labels.isolated(note)
            lines += [words["note_line"].format(line=line) for line in note.split("\n")]
    return ["", words["notes"]] + lines if lines else []
