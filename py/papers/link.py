"""What a company says on its own page of its check and its declaration, with a link: no logo.

What is handed out is one paragraph and the link. Notes to whoever makes it are said aside.
"""

from ideas import labels

from papers.paper import Paper, depending, leaf

# The site's page for those who come from such a link: a permanent address.
LANDING = "declared/"


def make(questionnaire, words, record, given):
    """Each sentence stands on what it says; what isn't known isn't said."""
    who = words["who"].format(company=given["company"] or words["we"])
    parts, notes = _check(questionnaire, words, record, given, who)
    for part in (_score, _star):
        said, aside = part(questionnaire, words, record, given, "" if parts else who)
        parts += said
        notes += aside
    if [name for name, _ in parts] != ["none"]:
        parts.append(("own", words["own"]))
    key = ":".join(["said"] + [name for name, _ in parts])
    nodes = [
        leaf("h1", words["title"], data_aside=True),
        leaf("p", words["lead"], data_aside=True),
        depending("p", "".join([text for _, text in parts]), key, given["company"]),
    ]
    address = dict(questionnaire.site).get("address")
    if address:
        nodes.append(leaf("p", words["link"], "link", data_href=address + LANDING))
    else:
        nodes.append(leaf("p", words["no_link"].format(page=LANDING), "link:none"))
        notes.append("no_link")
    said = [words["notes"][note].format(page=LANDING) for note in notes + ["logo"]]
    return nodes + [leaf("p", one, data_aside=True) for one in said]


def _check(questionnaire, words, record, given, who):
    """Which check was made, and when: where nothing says a day, none is said."""
    asked = questionnaire.of(record)
    answered = questionnaire.result(record)["answered"]
    if given["check"] == "ipa":
        kind, day = "ipa", given["checked"]
        notes = ["ipa" if day else "ipa_undated"]
    elif not answered:
        return [], ["nothing"]
    else:
        kind, day = "all" if answered == len(asked.numbers) else "some", record.get("date")
        notes = (["some"] if kind == "some" else []) + ([] if day else ["undated"])
    said = words["check"][kind].format(
        who=who,
        day=words["on"].format(day=labels.day(questionnaire, day)) if day else "",
        count=len(asked.numbers),
        answered=answered,
        sheet=asked.edition["title"],
        publisher=asked.edition["publisher"],
        site=dict(questionnaire.site).get("name", words["site"]),
    )
    name = "some{}".format(answered) if kind == "some" else kind
    return [(name + "-" + day if day else name, said)], notes


def _score(questionnaire, words, record, given, _who):
    """The points, if that was chosen, of a check with this site in which all is answered."""
    if not given["with_score"]:
        return [], []
    if given["check"] == "ipa":
        return [], ["score_ipa"]
    result = questionnaire.result(record)
    if result["unanswered"]:
        return [], ["score_open"]
    asked = questionnaire.of(record)
    total = asked.signed(result["total"])
    said = words["score"].format(total=total, highest=asked.highest)
    return [("points{}".format(result["total"]), said)], ["score"]


def _star(questionnaire, words, _record, given, who):
    """What was declared, and when; that the check here isn't the one that 二つ星 speaks of."""
    star, day = given["star"], given["declared"]
    if star == "none":
        return [("none", words["star"]["none"].format(who=who))], []
    on = words["on_day"].format(day=labels.day(questionnaire, day)) if day else ""
    said = words["star"][star].format(day=on, who=who)
    name = star + "-" + day if day else star
    notes = [] if day else ["star_undated"]
    if star == "two" and given["check"] == "here":
        notes.append("two")
        if not who:
            said += words["star"]["other"]
            name += "-here"
    return [(name, said)], notes


PAPER = Paper(
    "link", "declare", 40, make, ("company", "check", "checked", "star", "declared", "with_score")
)
