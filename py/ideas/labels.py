"""How records, items, answers and points are named in words. Pure."""

from ideas import record as records

NAMED = 12
# Letters that run from right to left (DerivedBidiClass.txt): from, to, in ascending order.
RIGHT_TO_LEFT = (
    ("\u0590", "\u08ff"),
    ("\ufb1d", "\ufdff"),
    ("\ufe70", "\ufefc"),
    ("\U00010800", "\U00010fff"),
    ("\U0001e800", "\U0001efff"),
)


def isolated(text):
    """Return what people wrote as a text that can't turn the direction of what stands around it.

    Marks of direction become blanks, since they could end any isolation, even that of `bdi`; then
    a line with letters that run from right to left is isolated (UAX #9).
    """
    plain = "".join([" " if one in records.MISLEADING else one for one in text])
    return "\n".join([_line(line) for line in plain.split("\n")])


def name(questionnaire, record):
    """Return a record's name: company, department and role if there are any, and date."""
    return questionnaire.words["labels"]["dated"].format(
        who=who(questionnaire, record), date=date(questionnaire, record)
    )


def who(questionnaire, record):
    """Return a record's name without the date."""
    words = questionnaire.words["labels"]
    said = isolated(record.get("company") or words["no_company"])
    place = record.get("department") or ("merged" in record and words["whole"])
    if place:
        said = words["within"].format(company=said, department=isolated(place))
    if record.get("role"):
        said = words["by"].format(who=said, role=isolated(record["role"]))
    return said


def date(questionnaire, record):
    """Return a record's date as it is written, or the words for none."""
    return record.get("date") or questionnaire.words["labels"]["no_date"]


def day(questionnaire, day):
    """Return a day such as 2026-11-23 as it is written in a sentence."""
    year, month, number = [int(digits) for digits in day.split("-")]
    return questionnaire.words["report"]["day"].format(year=year, month=month, day=number)


def item(questionnaire, item):
    """Return the number and the official title of an item, given its row."""
    return questionnaire.words["labels"]["item"].format(
        number=number(questionnaire, item["number"]), title=item["title"]
    )


def number(questionnaire, number):
    """Return an item's number as it is printed, such as No.3."""
    return questionnaire.words["question"]["number"].format(number=number)


def numbers(questionnaire, numbers):
    """Return the numbers of several items as one text."""
    return listed(questionnaire, [number(questionnaire, one) for one in numbers])


def part(questionnaire, number):
    """Return the number and the name of a part, given its number. Raises KeyError for another."""
    name = questionnaire.part(number)["name"]
    return questionnaire.words["question"]["part"].format(number=number) + " " + name


def answer(questionnaire, answer):
    """Return the label of an answer id, or the words for None. Raises KeyError for another id."""
    if answer is None:
        return questionnaire.words["labels"]["no_answer"]
    return questionnaire.answer(answer)["label"]


def band(questionnaire, band):
    """Return the totals of a band id in words, such as 50～69点. Raises KeyError for another id."""
    row = questionnaire.band(band)
    if row["from"] == row["to"]:
        kind = "band_exact"
    elif row["from"] == questionnaire.lowest:
        kind = "band_below"
    else:
        kind = "band_between"
    return questionnaire.words["form"][kind].format(**{"from": row["from"], "to": row["to"]})


def gain(questionnaire, points):
    """Return a difference in points with its sign."""
    if points == 0:
        return questionnaire.words["labels"]["even"]
    return questionnaire.words["labels"]["more" if points > 0 else "fewer"].format(
        points=abs(points)
    )


def listed(questionnaire, names):
    """Return names as one text, in the given order."""
    return _joined(questionnaire, "and", names)


def added(questionnaire, names):
    """Return the names of sums that are added up as one text."""
    return _joined(questionnaire, "plus", names)


def following(questionnaire, *texts):
    """Return texts one after the other, as they stand in a paragraph."""
    return _joined(questionnaire, "next", texts)


def lines(questionnaire, lines):
    """Return lines as one."""
    return _joined(questionnaire, "lines", lines)


def some(questionnaire, names):
    """Return what people named as one text: as many names as a sentence holds, and a count."""
    shown = listed(questionnaire, [isolated(name) for name in names[:NAMED]])
    if len(names) <= NAMED:
        return shown
    return following(questionnaire, shown, others(questionnaire, len(names) - NAMED))


def others(questionnaire, count):
    """Return the words for what isn't listed one by one."""
    return questionnaire.words["labels"]["others"].format(count=count)


def _joined(questionnaire, how, texts):
    """Texts with what the words of two of them have in between; no text may end in a blank."""
    return questionnaire.words["labels"][how].format(one="", other="").join(texts)


def _line(text):
    for letter in text:
        if _runs_left(letter):
            return "\u2068" + text + "\u2069"
    return text


def _runs_left(letter):
    for first, last in RIGHT_TO_LEFT:
        if letter <= last:
            return first <= letter
    return False
