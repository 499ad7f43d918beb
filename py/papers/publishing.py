"""What is looked at before and after the basic policy is published, to be ticked by hand."""

from papers.paper import BOX, LINE, Paper, day, leaf


def make(questionnaire, words, _record, given):
    named = {name: given[name] or LINE for name in ("company", "representative")}
    for name in ("date", "review"):
        named[name] = day(questionnaire, given[name])
    nodes = [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["whose"].format(**named)),
    ]
    for place, group in enumerate(words["groups"]):
        nodes.append(leaf("h2", group["heading"], "group-{}".format(place)))
        for row, text in enumerate(group["checks"]):
            nodes.append(leaf("p", BOX + " " + text, "check-{}-{}".format(place, row)))
    nodes.append(leaf("h2", words["notes"], "notes"))
    nodes += [leaf("p", text.format(LINE, **named)) for text in words["lines"]]
    return nodes


PAPER = Paper("publishing", "declare", 40, make, ("company", "representative", "date", "review"))
