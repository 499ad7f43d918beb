"""Questions to a partner or a service that gets information: answers are written by hand."""

from ideas import labels

from papers.paper import LINE, Paper, leaf, new_sheet, table


def make(_questionnaire, words, _record, given):
    company = labels.isolated(given["company"]) or LINE
    made = [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["whose"].format(company=company)),
        leaf("p", words["whom"], "whom"),
    ]
    if given["no_vendor"]:
        made.append(leaf("p", words["no_vendor"], "no-vendor"))
    for at, section in enumerate(words["sections"]):
        key = "section-{}".format(at)
        if section["sheet"]:
            made.append(new_sheet())
        rows = [[question, "", ""] for question in section["questions"]]
        made += [
            leaf("h2", section["title"], key),
            leaf("p", section["lead"], key + "-lead"),
            table(words["columns"], rows, key),
        ]
    made.append(leaf("h2", words["decided"], "decided"))
    made += paragraphs(words["decided_lines"], "decided")
    return made + paragraphs(words["notes"], "note")


def paragraphs(texts, key):
    """Return a paragraph for each text; the key of each is `key` and its place."""
    return [leaf("p", text, "{}-{}".format(key, at)) for at, text in enumerate(texts)]


PAPER = Paper("vendors", "partners", 10, make, ("company", "no_vendor"))
