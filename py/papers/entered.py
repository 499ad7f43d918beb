"""What a person enters for papers, beside the record: fields that are the same for everybody.

Browsers tell others which fields a page shows, so that none here depends on an answer. Pure.
"""

# A line of at most record.NAME characters; a day such as 2026-04-01, or ""; whether; one of some.
LINE = "line"
DAY = "day"
TICK = "tick"
CHOICE = "choice"
# Lines of text to look at; no paper keeps it.
TEXT = "text"
LONGEST = 2000

# (name, kind, what can be chosen), in the order of the page. Labels are papers.page.fields[name],
# those of choices papers.page.choices[name].
FIELDS = (
    # Whose papers these are.
    ("company", LINE, ()),
    ("representative", LINE, ()),
    ("responsible", LINE, ()),
    ("contact", LINE, ()),
    ("date", DAY, ()),
    ("review", DAY, ()),
    # What the company doesn't have: papers leave it out. Never what isn't done.
    ("no_wifi", TICK, ()),
    ("no_website", TICK, ()),
    ("no_telework", TICK, ()),
    ("no_private_devices", TICK, ()),
    ("no_vendor", TICK, ()),
    # The basic policy.
    ("length", CHOICE, ("short", "long")),
    ("language", CHOICE, ("ja", "en")),
    ("company_en", LINE, ()),
    ("representative_en", LINE, ()),
    # Whom to call: the names are those of py/texts/incident.ja.json's contacts.
    (
        "symptom",
        CHOICE,
        ("any", "ransom", "warning", "account", "money", "lost", "missent", "website", "accused"),
    ),
    ("decider", LINE, ()),
    ("helper", LINE, ()),
    ("bank", LINE, ()),
    ("carrier", LINE, ()),
    ("host", LINE, ()),
    ("service", LINE, ()),
    ("insurer", LINE, ()),
    # Training, and a talk.
    ("trainer", LINE, ()),
    ("held", DAY, ()),
    ("place", LINE, ()),
    ("partner", LINE, ()),
    # The declaration, and the link from one's own site.
    ("star", CHOICE, ("none", "one", "two")),
    ("check", CHOICE, ("here", "ipa")),
    ("checked", DAY, ()),
    ("declared", DAY, ()),
    ("with_score", TICK, ()),
    # The steps to a declaration that are done, in the order of the paper.
    ("step_one_read", TICK, ()),
    ("step_one_id", TICK, ()),
    ("step_one_declare", TICK, ()),
    ("step_one_tell", TICK, ()),
    ("step_two_check", TICK, ()),
    ("step_two_sheet", TICK, ()),
    ("step_two_policy", TICK, ()),
    ("step_two_publish", TICK, ()),
    ("step_two_declare", TICK, ()),
    ("step_two_keep", TICK, ()),
    # An announcement, to be looked at.
    ("announcement", TEXT, ()),
)


def blank():
    """Return every field's value as it is before anything is entered: {name: value}."""
    return {name: _empty(kind, choices) for name, kind, choices in FIELDS}


def _empty(kind, choices):
    return choices[0] if kind == CHOICE else False if kind == TICK else ""
