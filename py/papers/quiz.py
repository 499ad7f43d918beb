"""A quiz for staff from the items' pages: a sheet of what people get wrong, and one of answers.

The page /quiz/ has the same questions.
"""

from ideas import labels

from papers.paper import LINE, Paper, day, leaf, new_sheet, table


def make(questionnaire, words, _record, given):
    asked, answered = [], []
    for place, row in enumerate(words["questions"], 1):
        asked.append([str(place), row["said"], ""])
        item = labels.item(questionnaire, questionnaire.item(row["number"]))
        right = words["right" if row["true"] else "wrong"]["mark"]
        answered.append([str(place), right, row["why"], item])
    return [
        leaf("h1", words["title"], "title"),
        leaf("p", words["lead"], "lead"),
        leaf("p", words["whose"].format(name=LINE, date=day(questionnaire, given["held"]))),
        table(words["columns"], asked, "asked"),
        new_sheet(),
        leaf("h2", words["answers"]),
        leaf("p", words["answers_lead"], "answers-lead"),
        table(words["answer_columns"], answered, "answered"),
    ]


PAPER = Paper("quiz", "training", 20, make, ("held",))
