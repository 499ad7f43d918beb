"""When the support of products ends: read, checked, and drawn where a page has the place `ends`."""

import datetime
from collections import Counter

import messages
import schemas
import sources
from checked import BrokenRulesError

NAME = "{}/ends.json"
SCHEMA = sources.read("docs/ends.schema.json")
DAYS = ("end", "checked", "again")


def name(language):
    """Return the name of the file with the ends of products, as a language's pages call them."""
    return NAME.format(sources.docs(language))


def load(language, root=sources.ROOT):
    """Return what the file of a language says, as docs/ends.schema.json has it.

    Raises BrokenRulesError, with a sentence for each fault, also where the file is missing.
    """
    file = name(language)
    try:
        rows = sources.read(file, root)
    except ValueError as error:
        raise BrokenRulesError(str(error)) from error
    if found := schemas.problems(file, rows, SCHEMA) or problems(file, rows):
        raise BrokenRulesError("\n".join(found))
    return rows


def problems(file, rows):
    """Return a sentence for everything in which rows of the right shape make no sense."""
    found = []
    products = [row["product"] for row in rows]
    for product, count in Counter(products).items():
        if count > 1:
            path = [products.index(product), "product"]
            found.append(messages.sentence(file, rows, path, f"stands {count} times. Keep one."))
    for position, row in enumerate(rows):
        wrong = [day for day in DAYS if not _is_day(row[day])]
        for day in wrong:
            said = f"is {messages.shown(row[day])}, a day that no calendar has. Correct it."
            found.append(messages.sentence(file, rows, [position, day], said))
        if not wrong and row["again"] <= row["checked"]:
            said = "isn't after checked. Say when to look again."
            found.append(messages.sentence(file, rows, [position, "again"], said))
    return found


def _is_day(text):
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
