"""Several records of one check, such as those of the departments, become the company's. Pure.

Nothing is dropped or guessed: `findings` points out what to look at, people decide. Which answer
the company gives is a rule of this site, not of the source.
"""

from collections import OrderedDict

from ideas import plan, record, strictjson

# A field of text, and those beside it which go into it where the records differ.
TOGETHER = (("note", ("owner", "due")), ("evidence", ("checked_by", "checked_on")))


def findings(questionnaire, records, alike=record.AS_WRITTEN):
    """Return what to look at before merging, as {kind, records: [indices], …}, at most once each.

    Names that `alike` (see record.AS_WRITTEN) has compared as one are one, named by the first.

    - edition: records of another edition than the questionnaire's
    - merged: records that are merged ones themselves
    - companies: records of several companies; `companies` has the names as they appear
    - same: the same answers, names and date (a finding for each such group)
    - department: the same company's department, but not all the same (one for each `department`)
    - unnamed: no department; incomplete: unanswered items
    - dates: records whose dates differ; `earliest` and `latest`
    """
    sheets = [record.answers(questionnaire, one) for one in records]
    return strictjson.whole(finding(questionnaire, records, sheets, alike))


def finding(questionnaire, records, sheets, alike=record.AS_WRITTEN):
    """Do what `findings` does in steps, so that a page stays alive: a generator that returns it.

    `sheets` has what record.answers gives for each record.
    """
    everywhere = range(len(records))
    edition = questionnaire.edition["id"]
    named, contents = [], []
    for one, sheet in zip(records, sheets):
        named.append(tuple([record.compared(one, field, alike) for field in record.SOURCE_FIELDS]))
        contents.append((named[-1], tuple(sheet)))
        yield
    owners = yield from _grouped([row[0] for row in named])
    companies = [records[group[0]]["company"] for name, group in owners if name]
    departments = yield from _grouped([row[:2] for row in named])
    dates = {row[3] for row in named if row[3]}
    contents = yield from _grouped(contents)

    found = [
        {
            "kind": "edition",
            "records": [i for i in everywhere if records[i].get("edition") != edition],
        },
        {"kind": "merged", "records": [i for i in everywhere if "merged" in records[i]]},
    ]
    if len(companies) > 1:
        owned = [i for i in everywhere if named[i][0]]
        found.append({"kind": "companies", "records": owned, "companies": companies})
    groups = [group for _, group in contents if len(group) > 1]
    found += [{"kind": "same", "records": group} for group in groups]
    twins = {index: group[0] for _, group in contents for index in group}
    for (_company, department), group in departments:
        if department and len({twins[index] for index in group}) > 1:
            first = records[group[0]]["department"]
            found.append({"kind": "department", "records": group, "department": first})
        yield
    unnamed = [i for i in everywhere if not named[i][1]]
    found.append({"kind": "unnamed", "records": unnamed})
    found.append({"kind": "incomplete", "records": [i for i in everywhere if None in sheets[i]]})
    if len(dates) > 1:
        dated = [i for i in everywhere if records[i].get("date")]
        found.append(
            {"kind": "dates", "records": dated, "earliest": min(dates), "latest": max(dates)}
        )
    return [one for one in found if one["records"]]


def _grouped(keys):
    """The different keys as they appear, each with its indices: [(key, [index])]; in steps."""
    # Not an OrderedDict: MicroPython looks through all of its names each time.
    groups, places = [], {}
    for index, key in enumerate(keys):
        if key not in places:
            places[key] = len(groups)
            groups.append((key, []))
        groups[places[key]][1].append(index)
        yield
    return groups


def matrix(questionnaire, records):
    """Return a row for every item, in item order, of what the records answer.

    - number; answers: [id or None per record]
    - lowest: the given answer with the fewest points, None if nobody answered
    - spread: points between the highest and the lowest given answer
    - distinct: how many different answers were given
    - open: indices of the records that said that nobody knows; missing: of those without answer

    Raises KeyError for an answer that the catalogue doesn't have.
    """
    return list(rows(questionnaire, [record.answers(questionnaire, one) for one in records]))


def rows(questionnaire, sheets):
    """Yield the rows of a matrix; `sheets` has what record.answers gives for each record."""
    points = questionnaire.points
    unknown = plan.unknown_answer(questionnaire)
    for place, number in enumerate(questionnaire.numbers):
        answers = [sheet[place] for sheet in sheets]
        given = sorted({answer for answer in answers if answer}, key=lambda one: (points[one], one))
        yield {
            "number": number,
            "answers": answers,
            "lowest": given[0] if given else None,
            "spread": points[given[-1]] - points[given[0]] if given else 0,
            "distinct": len(given),
            "open": [i for i, answer in enumerate(answers) if answer and answer == unknown],
            "missing": [i for i, answer in enumerate(answers) if answer is None],
        }


def by_disagreement(rows):
    """Return the rows of a matrix, where people disagree most first; ties by number."""
    return sorted(rows, key=lambda row: (-row["spread"], -row["distinct"], row["number"]))


def needs_choice(row):
    """Whether somebody has to decide on an item: its answers differ, or one is missing or open."""
    return row["distinct"] != 1 or bool(row["missing"]) or bool(row["open"])


def outcome(questionnaire, records, rule, chosen):
    """Return the company's answers: {answers: [id or None per item], undecided, open}.

    Rule "lowest" takes the answer with the fewest points, so that one "nobody knows" stays. Rule
    "chosen" takes what all records agree on, else what `chosen` has under the item's number as
    text: an answer id, or nothing yet. `undecided` has the numbers without an answer, `open`
    those where any record said that nobody knows, whatever was chosen since.

    Raises ValueError for another rule or for a choice that is no answer of the catalogue.
    """
    return decided(questionnaire, matrix(questionnaire, records), rule, chosen)


def decided(questionnaire, rows, rule, chosen):
    """Return the outcome as `outcome` does, from the rows of a matrix in item order."""
    if rule not in record.RULES:
        raise ValueError("the rule {!r} doesn't exist".format(rule))
    answers = []
    for row in rows:
        answer = row["lowest"]
        if rule == "chosen" and needs_choice(row):
            answer = chosen.get(str(row["number"])) or None
            if answer is not None and answer not in questionnaire.points:
                raise ValueError("item {} has the choice {!r}".format(row["number"], answer))
        answers.append(answer)
    return {
        "answers": answers,
        "undecided": [row["number"] for row, answer in zip(rows, answers) if answer is None],
        "open": [row["number"] for row in rows if row["open"]],
    }


def merged(questionnaire, records, rule, chosen, site, date, alike=record.AS_WRITTEN):
    """Return {record, left_out, cut}: the company's record, as the rule of `outcome` has it.

    The record says which records it comes from. What these plan is kept: a tick that all have,
    and an owner or a due date that is the only one of its item, stay; others go into the note,
    each line of which begins with its department. Likewise who checked an answer, and when, goes
    into the evidence. An answer is that of the check before if it is so in all records that gave
    it. `left_out` has the paths of the fields that the new record lacks: those that this version
    doesn't know, and papers; `cut` the numbers of the items whose notes or evidence were too long
    together and end with an ellipsis. What `alike` (see record.AS_WRITTEN)
    has compared as one is one. Raises ValueError as `outcome` does.
    """
    steps = merging(questionnaire, records, rule, chosen, site, date, alike)
    return strictjson.whole(steps)


def merging(questionnaire, records, rule, chosen, site, date, alike=record.AS_WRITTEN):
    """Do what `merged` does in steps, so that a page stays alive: a generator that returns it."""
    sheets, answered, unknown = [], [], set()
    for one in records:
        sheets.append(record.answers(questionnaire, one))
        unknown.update(record.unknown_fields(one))
        # What was written for papers is one department's.
        if one.get("papers"):
            unknown.add("papers")
        yield
    for row in rows(questionnaire, sheets):
        answered.append(row)
        yield
    result = decided(questionnaire, answered, rule, chosen)
    made = record.blank(questionnaire, site)
    record.put_answers(questionnaire, made, result["answers"])
    record.put(made, "date", date)
    record.put(made, "company", _the_one(records, "company", alike))
    cut = []
    plans = yield from _plans(records)
    for number in questionnaire.numbers:
        planned = _planned(questionnaire, records, plans.get(str(number), []), alike)
        if _is_long(planned):
            cut.append(number)
        for field in planned:
            value = planned[field]
            if field in record.NOTES and len(value) > record.NOTE:
                value = value[: record.NOTE - 1] + "…"
            record.put_item(made, number, field, value)
        yield
    sources, carried = [], []
    for one in records:
        sources.append(_source(one))
        carried.append(record.carried(one))
        yield
    _carry(made, records, carried)
    made["merged"] = OrderedDict()
    made["merged"]["rule"] = rule
    made["merged"]["from"] = sources
    made["merged"]["open"] = result["open"]
    return {"record": made, "left_out": sorted(unknown), "cut": cut}


def too_long(questionnaire, records, alike=record.AS_WRITTEN):
    """Return the numbers of the items whose notes or evidence `merged` will have to cut."""
    return strictjson.whole(lengthening(questionnaire, records, alike))


def lengthening(questionnaire, records, alike=record.AS_WRITTEN):
    """Do what `too_long` does in steps: a generator that returns it."""
    plans = yield from _plans(records)
    numbers = []
    for number in questionnaire.numbers:
        if _is_long(_planned(questionnaire, records, plans.get(str(number), []), alike)):
            numbers.append(number)
        yield
    return numbers


def _is_long(planned):
    return any([len(planned[field]) > record.NOTE for field in record.NOTES])


def _carry(made, records, marked):
    """Mark the answers that nobody confirmed who gave them: what record.carried says of each."""
    if not any(marked):
        return
    for number in made["answers"]:
        carried = [
            int(number) in own
            for one, own in zip(records, marked)
            if one["answers"].get(number) == made["answers"][number]
        ]
        if carried and all(carried):
            record.put_item(made, number, "carried", True)


def _source(one):
    source = OrderedDict()
    for field in record.SOURCE_FIELDS:
        if one.get(field):
            source[field] = one[field]
    return source


def _plans(records):
    """What is planned for each item: {number as text: [(speaker, plan)]}, in steps, by record."""
    plans = {}
    for place, one in enumerate(records):
        for number in one["items"]:
            said = (_speaker(one, place), one["items"][number])
            plans.setdefault(number, []).append(said)
        yield
    return plans


def _the_one(records, field, alike):
    """The only value of a field, as most spell it, else as the first; "" for none or several."""
    given = [one for one in records if record.compared(one, field, alike)]
    if len({record.compared(one, field, alike) for one in given}) != 1:
        return ""
    spelled = [one[field] for one in given]
    return min(set(spelled), key=lambda text: (-spelled.count(text), spelled.index(text)))


def _planned(questionnaire, records, plans, alike):
    """What the records have on an item, in one; a note to be cut is longer than it may be."""
    together = OrderedDict()
    ticked = [planned for _, planned in plans if planned.get("ticked")]
    together["ticked"] = len(ticked) == len(records)
    several = {}
    for text, fields in TOGETHER:
        several[text] = []
        for field in fields:
            together[field] = _the_one([planned for _, planned in plans], field, alike)
            if not together[field]:
                several[text].append(field)
    for text, _ in TOGETHER:
        together[text] = _text(questionnaire, plans, text, several[text], alike, together["ticked"])
    return together


def _text(questionnaire, plans, text, several, alike, ticked):
    """The texts of a field, each line with who says so, and what has no field of its own any more.

    `several` are the fields of which there is more than one value, `ticked` is whether all ticked.
    """
    said_by = questionnaire.words["labels"]["said"]
    notes = []
    room = record.NOTE + 1
    for speaker, planned in plans:
        # what comes after a note that is too long already would be cut anyway
        if room < 0:
            break
        said = [planned[field] for field in several if record.compared(planned, field, alike)]
        if text == "note" and planned.get("ticked") and not ticked:
            said.append("✓")
        lines = [" ".join(said)] + planned.get(text, "").split("\n")
        lines = [said_by.format(who=speaker, line=line) for line in lines if line]
        if lines:
            notes.append("\n".join(lines))
            room -= len(notes[-1]) + 1
    return "\n".join(notes)


def _speaker(one, place):
    return one.get("department") or one.get("role") or "#{}".format(place + 1)
