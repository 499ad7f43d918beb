"""The steps to a declaration of one star and of two, to be ticked one by one."""

from views.markup import node

from papers.paper import BOX, LINE, Paper, leaf, new_sheet

TICKED = "■"
# The steps of each star, in their order; the tick of each is the field "step_" and its name.
STARS = (
    ("one", ("one_read", "one_id", "one_declare", "one_tell")),
    (
        "two",
        ("two_check", "two_sheet", "two_policy", "two_publish", "two_declare", "two_keep"),
    ),
)


def make(questionnaire, words, _record, given):
    whose = words["whose"].format(company=given["company"] or LINE)
    nodes = [leaf("h1", words["title"], "title"), leaf("p", whose)]
    nodes.append(leaf("p", words["decides"], "decides"))
    guideline = questionnaire.resources[questionnaire.edition["resource"]]
    links = (words["official"], guideline)
    nodes += [leaf("p", row["name"], data_href=row["url"]) for row in links]
    for star, steps in STARS:
        if star != STARS[0][0]:
            nodes.append(new_sheet())
        nodes.append(leaf("h2", words["stars"][star], "star-" + star))
        nodes.append(leaf("p", words["meaning"][star], "meaning-" + star))
        for place, name in enumerate(steps):
            nodes += _step(words, name, place + 1, given["step_" + name])
    return nodes


def _step(words, name, number, ticked):
    step = words["steps"][name]
    heading = words["done" if ticked else "open"].format(
        box=TICKED if ticked else BOX, number=number, title=step["title"]
    )
    state = ":done" if ticked else ":open"
    rows = [
        leaf("li", words["work"].format(time=step["time"], need=step["need"]), name + "-work"),
        leaf("li", words["keep"].format(step["keep"]), name + "-keep"),
        leaf("li", words["when"].format(LINE, LINE)),
    ]
    return [
        leaf("h3", heading, name + state),
        leaf("p", step["what"], name + "-what"),
        node("ul", *rows),
    ]


FIELDS = ("company",) + tuple("step_" + name for _, steps in STARS for name in steps)
PAPER = Paper("steps", "declare", 10, make, FIELDS)
