"""The basic policy that a company publishes, in two lengths and two languages.

It is the same whatever was answered: it says what the company works towards, never what is done
already, and whoever reads it on the company's site can't tell from it what is still missing.
"""

from papers.paper import LINE, Paper, bullets, depending, leaf

# In the order in which such policies have them; the words have a section for each.
SECTIONS = ("manager", "organisation", "staff", "law", "incidents")


def make(_questionnaire, words, _record, given):
    language, length = given["language"], given["length"]
    said = words["languages"][language]
    named = {
        name: given[name + ("_en" if language == "en" else "")]
        for name in ("company", "representative")
    }
    # What stands in its place depends on both, and so does what somebody wrote instead.
    key = language + "-" + length + "-"
    nodes = [
        leaf("h1", said["title"], key + "title"),
        depending(
            "p",
            said["lead"].format(company=named["company"] or LINE),
            key + "lead",
            named["company"],
        ),
        leaf("h2", said["information"]["heading"], key + "information"),
    ]
    nodes += _body(said["information"], length, key + "information")
    for number, name in enumerate(SECTIONS, 1):
        section = said["sections"][name]
        heading = said["numbered"].format(number=number, heading=section["heading"])
        nodes.append(leaf("h2", heading, key + name))
        nodes += _body(section, length, key + name)
    nodes.append(leaf("p", said["reviewing"], key + "reviewing"))
    return nodes + _signed(said, given, named)


def _body(section, length, key):
    if length == "short":
        return [leaf("p", section["short"], key + "-text")]
    return [bullets(section["long"], key + "-text")]


def _signed(said, given, named):
    """Who stands for it, and since when: what isn't entered is a line to write on."""
    rows = [("date", _day(said, given["date"])), ("review", _day(said, given["review"]))]
    rows += [(name, named[name] or LINE) for name in ("company", "representative")]
    # Not every company has one beside the representative.
    if given["responsible"]:
        rows.append(("responsible", given["responsible"]))
    rows.append(("contact", given["contact"] or LINE))
    return [leaf("p", said["signed"][name].format(value)) for name, value in rows]


def _day(said, day):
    if not day:
        return LINE
    year, month, number = [int(digits) for digits in day.split("-")]
    return said["day"].format(year=year, month=month, day=number)


PAPER = Paper(
    "policy",
    "declare",
    30,
    make,
    (
        "length",
        "language",
        "company",
        "company_en",
        "representative",
        "representative_en",
        "responsible",
        "contact",
        "date",
        "review",
    ),
)
