"""What pages claim and link to, with the days on which somebody looked: pure functions."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

import messages

# Sources that nobody can look up: our own proposal, an invented story, and the source of it all.
OURS = ("site", "example", "pamphlet")


@dataclass(frozen=True)
class Register:
    """The claims of each page, by its address ("items/05"), and the links out of the site."""

    claims: dict[str, list[dict]]
    links: list[dict]


def problems(name, rows):
    """Return a sentence for each of a file's claims, or links, whose days or words don't fit."""
    return [
        messages.sentence(name, rows, [position], said)
        for position, row in enumerate(rows)
        for said in _wrong(row, rows[:position])
    ]


def _wrong(row, before):
    days = [day for day in ("checked", "again") if day in row]
    if "claim" in row:
        if row["claim"] in [one["claim"] for one in before]:
            yield "stands twice. Keep one: an entry holds wherever the page says it."
        if row["source"] in OURS and days:
            yield f"has {days[0]}, but its source is {row['source']}. Take it away."
        if row["source"] not in OURS:
            for day in ("checked", "again"):
                if day not in row:
                    yield f"lacks {day}, though its source is a page. Add the day."
    elif row["url"] in [one["url"] for one in before]:
        yield "stands twice. Keep one."
    for day in days:
        try:
            date.fromisoformat(row[day])
        except ValueError:
            yield f"has {day} {row[day]}, which is no day. Correct it."
    if len(days) == 2 and row["again"] <= row["checked"]:
        yield f"has again {row['again']}, not after checked. Correct one of the two."


def days(register, page, html):
    """Return the days on which what a page says was looked at, sorted, such as 2026-11-23.

    They are those of its claims, and of the links in its `html`. Nothing is known (None) of a page
    without either.
    """
    linked = {unescape(address) for address in re.findall('href="([^"]*)"', html)}
    rows = [row for row in register.links if row["url"] in linked]
    if not rows and page not in register.claims:
        return None
    rows += register.claims.get(page, [])
    return tuple(sorted({row["checked"] for row in rows if "checked" in row}))


def newest(register):
    """Return the last day on which somebody looked at a link or a claim, such as 2026-11-27."""
    rows = [register.links, *register.claims.values()]
    return max(row["checked"] for some in rows for row in some if "checked" in row)


def overdue(name, rows, day):
    """Return a sentence for each of a file's claims, or links, to be looked at again by a `day`.

    `day` is a date. What has no day for it, as links have none, waits a year.
    """
    found = []
    for position, row in enumerate(rows):
        if "checked" in row:
            last = row["again"] if "again" in row else _a_year_after(row["checked"])
            if last < day.isoformat():
                said = f"was to be looked at again by {last}."
                found.append(messages.sentence(name, rows, [position], said))
    return found


def _a_year_after(day):
    # There may be no such day; it is compared all the same.
    return f"{int(day[:4]) + 1}{day[4:]}"
