"""Why a file is no record of ours, in the words of the page. Pure."""

from ideas import labels

# How record.py names what is neither a text nor a number.
KINDS = {"an object": "object", "a list": "list", "null": "null", "true": "true", "false": "false"}


def said(questionnaire, reason, place="", value=""):
    """Return a sentence for a refused file: `reason`, `place` and `value` of a RecordError.

    A reason may also be one that reading the file has before its text is there: see
    words["problems"]["reasons"], which holds a sentence for every reason.
    """
    words = questionnaire.words["problems"]
    shown = words["kinds"][KINDS[value]] if value in KINDS else labels.isolated(value)
    sentence = words["reasons"].get(reason, words["reasons"]["damaged"]).format(value=shown)
    where = _place(questionnaire, place)
    return words["at"].format(place=where, problem=sentence) if where else sentence


def _place(questionnaire, place):
    words = questionnaire.words["problems"]
    if place.startswith("line "):
        return words["line"].format(line=place.split(" ")[1])
    steps = place.split(".")
    number = labels.number(questionnaire, steps[1]) if len(steps) > 1 else ""
    if steps[0] == "answers" and len(steps) == 2:
        return words["answer"].format(number=number)
    if steps[0] == "items" and len(steps) == 3 and steps[2] in words["item_fields"]:
        return words["item_field"].format(number=number, field=words["item_fields"][steps[2]])
    if place in words["fields"]:
        return words["fields"][place]
    return words["other"].format(path=labels.isolated(place)) if place else ""
