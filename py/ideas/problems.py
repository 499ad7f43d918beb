"""Why a file is no record of ours, in the words of the page. Pure."""

from ideas import labels


def said(questionnaire, reason, value=""):
    """Return a sentence for a reason: that of a RecordError, or one that reading a file has.

    words["problems"]["reasons"] holds a sentence for every one; `value` is what stood there.
    """
    reasons = questionnaire.words["problems"]["reasons"]
    return reasons.get(reason, reasons["damaged"]).format(value=value)


def of(questionnaire, error):
    """Return a sentence for a file that a RecordError refuses, and where in it."""
    words = questionnaire.words["problems"]
    shown = words["kinds"].get(error.kind) or labels.isolated(error.value)
    sentence = said(questionnaire, error.reason, shown)
    where = _place(questionnaire, error)
    return words["at"].format(place=where, problem=sentence) if where else sentence


def _place(questionnaire, error):
    words, path = questionnaire.words["problems"], error.path
    if error.line:
        return words["line"].format(line=error.line)
    if not path:
        return ""
    number = labels.number(questionnaire, path[1]) if len(path) > 1 else ""
    if path[0] == "answers" and len(path) == 2:
        return words["answer"].format(number=number)
    if path[0] == "items" and len(path) == 3 and path[2] in words["item_fields"]:
        return words["item_field"].format(number=number, field=words["item_fields"][path[2]])
    if error.place in words["fields"]:
        return words["fields"][error.place]
    return words["other"].format(path=labels.isolated(error.place))
