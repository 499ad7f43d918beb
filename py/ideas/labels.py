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


def name(texts, record):
    """Return a record's name: company, department and role if there are any, and date."""
    return texts["labels"]["dated"].format(who=who(texts, record), date=date(texts, record))


def who(texts, record):
    """Return a record's name without the date."""
    words = texts["labels"]
    said = isolated(record.get("company") or words["no_company"])
    place = record.get("department") or ("merged" in record and words["whole"])
    if place:
        said = words["within"].format(company=said, department=isolated(place))
    if record.get("role"):
        said = words["by"].format(who=said, role=isolated(record["role"]))
    return said


def date(texts, record):
    """Return a record's date as it is written, or the words for none."""
    return record.get("date") or texts["labels"]["no_date"]


def item(texts, item):
    """Return the number and the official title of an item of the catalogue."""
    return texts["labels"]["item"].format(number=number(texts, item["number"]), title=item["title"])


def number(texts, number):
    """Return an item's number as it is printed, such as No.3."""
    return texts["question"]["number"].format(number=number)


def answer(catalog, texts, answer):
    """Return the label of an answer id, or the words for None. Raises KeyError for another id."""
    if answer is None:
        return texts["labels"]["no_answer"]
    return {row["id"]: row["label"] for row in catalog["answers"]}[answer]


def band(catalog, texts, band):
    """Return the totals of a band id in words, such as 50～69点. Raises KeyError for another id."""
    row = {row["id"]: row for row in catalog["bands"]}[band]
    lowest = min([row["from"] for row in catalog["bands"]])
    if row["from"] == row["to"]:
        template = texts["form"]["band_exact"]
    elif row["from"] == lowest:
        template = texts["form"]["band_below"]
    else:
        template = texts["form"]["band_between"]
    return template.format(**{"from": row["from"], "to": row["to"]})


def gain(texts, points):
    """Return a difference in points with its sign."""
    if points == 0:
        return texts["labels"]["even"]
    return texts["labels"]["more" if points > 0 else "fewer"].format(points=abs(points))


def listed(texts, names):
    """Return names as one text, in the given order."""
    return texts["labels"]["and"].join(names)


def some(texts, names):
    """Return what people named as one text: as many names as a sentence holds, and a count."""
    shown = listed(texts, [isolated(name) for name in names[:NAMED]])
    return shown + others(texts, len(names) - NAMED) if len(names) > NAMED else shown


def others(texts, count):
    """Return the words for what isn't listed one by one."""
    return texts["labels"]["others"].format(count=count)


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
