"""What home shows as a sample: answers that no company gave, and what comes of them; pure."""

from ideas import labels, plan, record
from views import result as results


def answers(questionnaire):
    """Return an answer's id for each item: the best one first, of the last ones nobody knows.

    A middling company. How many have which follows from how many there are, so that any
    questionnaire has a sample: an eighth is unknown; of the rest, half has the best answer or a
    little more, and what is between has equal shares of the other half.
    """
    count = len(questionnaire.numbers)
    unknown = count // 8 if questionnaire.unknown else 0
    between = [
        answer
        for answer in questionnaire.answers
        if answer is not questionnaire.best and answer is not questionnaire.unknown
    ]
    share = (count - unknown) // 2 // max(len(between), 1)
    sheet = [answer["id"] for answer in between for _ in range(share)]
    best = [questionnaire.best["id"]] * (count - unknown - len(sheet))
    return best + sheet + [questionnaire.unknown["id"]] * unknown if unknown else best + sheet


def shown(questionnaire):
    """Return the sample's result: {total, band (its row), steps: [{title, gain}] in words}."""
    sheet = answers(questionnaire)
    result = questionnaire.score(sheet)
    made = record.blank(questionnaire, "")
    record.put_answers(questionnaire, made, sheet)
    return {
        "total": result["total"],
        "band": questionnaire.band(result["band"]),
        "steps": [
            _worded(questionnaire, made, step) for step in plan.first_steps(questionnaire, made)
        ],
    }


def _worded(questionnaire, made, step):
    if "ask" in step:
        title = results.ask_title(questionnaire, step)
        return {"title": title, "gain": results.ask_gain(questionnaire, made, step)}
    title = questionnaire.item(step["number"])["today"]["title"]
    return {"title": title, "gain": labels.gain(questionnaire, step["gain"])}
