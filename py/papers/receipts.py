"""The sheet on which everybody signs that they have read the rules; names are written by hand."""

from papers.paper import LINE, Paper, day, leaf, table

ROWS = 20


def make(questionnaire, words, _record, given):
    whose = [given["company"] or LINE, day(questionnaire, given["date"])]
    rows = [["", "", ""] for _ in range(ROWS)]
    return [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["whose"].format(company=whose[0], date=whose[1])),
        table(words["columns"], rows),
        leaf("p", words["keep"], "keep"),
    ]


PAPER = Paper("receipts", "rules", 30, make, ("company", "date"))
