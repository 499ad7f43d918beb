"""What a contract should say about secrecy: items to tick by hand, no text of a contract."""

from ideas import labels

from papers.paper import BOX, LINE, Paper, leaf, table
from papers.vendors import paragraphs


def make(_questionnaire, words, _record, given):
    company = labels.isolated(given["company"]) or LINE
    rows = [[point["name"], point["text"], BOX, ""] for point in words["points"]]
    made = [
        leaf("h1", words["title"], "title"),
        leaf("p", words["nature"], "nature"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["whose"].format(company=company)),
        leaf("p", words["whom"], "whom"),
    ]
    if given["no_vendor"]:
        made.append(leaf("p", words["no_vendor"], "no-vendor"))
    made += [table(words["columns"], rows, "point"), leaf("h2", words["after"], "after")]
    made += paragraphs(words["after_lines"], "after")
    return made + paragraphs(words["notes"], "note")


PAPER = Paper("secrecy", "partners", 20, make, ("company", "no_vendor"))
