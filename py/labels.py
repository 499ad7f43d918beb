"""How records, items, answers and points are named in words. Pure."""


def name(texts, record):
    """Return a record's name: company, department and role if there are any, and date."""
    return texts["labels"]["dated"].format(who=who(texts, record), date=date(texts, record))


def who(texts, record):
    """Return a record's name without the date."""
    words = texts["labels"]
    said = record.get("company") or words["no_company"]
    place = record.get("department") or ("merged" in record and words["whole"])
    if place:
        said = words["within"].format(company=said, department=place)
    if record.get("role"):
        said = words["by"].format(who=said, role=record["role"])
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
