"""A made-up edition after the frozen one: an item added, two merged, the rest renumbered.

Its bands are its own. What corresponds is part of its catalogue.
"""

import copy
import json
import shutil

import sources
from questionnaire import Questionnaire
from sheets import catalog as catalog_of
from sheets import own_texts as own_texts_of
from sheets import questionnaire

EDITION = "made-up-later"
# Numbers of the frozen edition: these two became one, which asks for both.
MERGED = (11, 12)
BANDS = [("high", 80), ("middle", 40), ("low", None)]


def corresponding():
    """Return {number here: number before} of the items that ask the same."""
    before = [item["number"] for item in catalog_of()["items"] if item["number"] not in MERGED]
    return {number - (number > MERGED[1]): number for number in before}


def catalog():
    """Return its catalogue, as data."""
    made = catalog_of()
    made["edition"] |= {"id": EDITION, "label": "25項目・作り物の次の版"}
    first, second = MERGED
    items = [item for item in made["items"] if item["number"] != second]
    items[first - 1]["title"] += "（二つを一つにした項目）"
    items.append(copy.deepcopy(items[-1]) | {"title": "作り物の新しい項目"})
    for number, item in enumerate(items, 1):
        item["number"] = number
    made["items"] = items
    points = [answer["points"] for answer in made["answers"]]
    ends = [max(points) * len(items), *[begins - 1 for _, begins in BANDS[:-1]]]
    begins = [begins for _, begins in BANDS[:-1]] + [min(points) * len(items)]
    made["bands"] = [
        {"id": name, "from": begin, "to": end}
        for (name, _), begin, end in zip(BANDS, begins, ends, strict=True)
    ]
    rows = [{"number": number, "was": was} for number, was in corresponding().items()]
    made["succeeds"] = [{"edition": catalog_of()["edition"]["id"], "items": rows}]
    return made


def own_texts():
    """Return its own words, as data."""
    made = own_texts_of()
    words = [item for item in made["items"] if item["number"] != MERGED[1]]
    words.append(copy.deepcopy(words[-1]))
    for number, item in enumerate(words, 1):
        item["number"] = number
    made["items"] = words
    made["bands"] = [made["bands"][0] | {"id": name, "verdict": f"判定{name}"} for name, _ in BANDS]
    return made


def later():
    """Return its Questionnaire, which knows the frozen one."""
    texts = sources.interface_texts() | own_texts()
    return Questionnaire(catalog(), texts, [questionnaire()])


def put_into(folder):
    """Make it the questionnaire of a copy of the tree (copies.py), the frozen one an older one."""
    older = folder / "py" / "editions"
    older.mkdir()
    frozen = catalog_of()
    for path, data in (
        (older / f"{frozen['edition']['id']}.json", frozen),
        (folder / sources.own_texts(frozen), own_texts_of()),
        (folder / sources.CATALOG, catalog()),
        (folder / sources.own_texts(catalog()), own_texts()),
    ):
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    # A paper that has words for an edition alone has those for this one: it has as many items.
    for paper, schema, name in sources.paper_files(frozen, root=folder):
        if sources.OWN in schema:
            own = sources.OWN_PAPERS.format(EDITION, paper, sources.LANGUAGE)
            shutil.copy(folder / name, folder / own)
    return folder
