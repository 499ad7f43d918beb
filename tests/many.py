"""A questionnaire of many items: one of 25, with each item several times."""

import json
import re

import pages
import sources


def data(catalog, own, times):
    """Return a catalogue and its own words as often, as data; an item's copies stand together."""
    words = {row["number"]: row for row in own["items"]}
    items = [row for row in catalog["items"] for _ in range(times)]
    highest = max(row["to"] for row in catalog["bands"])
    bands = [
        row
        | {
            "from": row["from"] * times,
            "to": row["to"] * times if row["to"] == highest else (row["to"] + 1) * times - 1,
        }
        for row in catalog["bands"]
    ]
    numbered = list(enumerate(items, 1))
    return (
        catalog | {"bands": bands, "items": [row | {"number": new} for new, row in numbered]},
        own | {"items": [words[row["number"]] | {"number": new} for new, row in numbered]},
    )


def put(folder, times):
    """Make the questionnaire of a copy of the tree so long, with a page for each item."""
    catalog = sources.read(sources.CATALOG, folder)
    own_texts = sources.own_texts(catalog)
    given = catalog, sources.read(own_texts, folder)
    prose = [_prose(folder, row["number"], times) for row in catalog["items"]]
    for name, made in zip((sources.CATALOG, own_texts), data(*given, times), strict=True):
        (folder / name).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    _put_rules(folder, catalog, times)
    for position, text in enumerate(prose):
        for number in range(position * times + 1, (position + 1) * times + 1):
            _page(folder, number).write_text(text, encoding="utf-8")


def _put_rules(folder, catalog, times):
    """Give each item but the last, which asks for them, a rule of its own."""
    name = sources.OWN_PAPERS.format(catalog["edition"]["id"], "rules", sources.LANGUAGE)
    rules = sources.read(name, folder)
    last = len(catalog["items"]) * times
    one = {key: rules["rules"][0][key] for key in ("done", "planned")}
    rules["itself"]["item"] = last
    rules["rules"] = [{"id": f"{at}a", "item": at} | one for at in range(1, last)]
    (folder / name).write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")


def _prose(folder, number, times):
    """The page of an item, its links to others leading to the first copy of each."""

    def first(link):
        return f"]({pages.slug((int(link[1]) - 1) * times + 1)}.md"

    return re.sub(r"\]\((\d+)\.md", first, _page(folder, number).read_text(encoding="utf-8"))


def _page(folder, number):
    return folder / "docs" / "items" / f"{pages.slug(number)}.md"
