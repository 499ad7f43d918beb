"""The rules of meaning: what has to hold between fields, files and pages, a function for each.

What one field must be like is in its schema; what scoring needs, in py/scoring.py. `checked.py`
applies all of it.
"""

import re
from collections import Counter

import formats
import messages
import pages
import scoring
import terms
from desk.shown import VIEWS
from schemas import SCHEMAS, schema_at
from sources import CATALOG, DOCS, OLDER, OWN_TEXTS, TEXTS
from views import picture


def page_problems(catalog, folder, called=DOCS):
    """Return a sentence for each item without its page, and each page without an item.

    `folder` is that of the pages, `called` its name.
    """
    expected = {f"{pages.slug(item['number'])}.md" for item in catalog["items"]}
    found = {path.name for path in (folder / "items").glob("*.md")} - {"index.md"}
    return [
        *(
            f"{called}/items/{name} isn't there, but {CATALOG} has item {int(name[:-3])}. Write "
            "its page (CONTRIBUTING.md says how)."
            for name in sorted(expected - found)
        ),
        *(
            f"{called}/items/{name} is no item's page: {CATALOG} has the items 1 to "
            f"{len(catalog['items'])}. Take the page away, or add the item."
            for name in sorted(found - expected)
        ),
    ]


def succession_problems(catalog, before):
    """Return a sentence for each way in which the catalogue misnames those of older editions.

    `before` are their catalogues.
    """
    numbers = {row["number"] for row in catalog["items"]}
    theirs = {one["edition"]["id"]: {row["number"] for row in one["items"]} for one in before}
    rows = catalog.get("succeeds", [])
    found = []
    for position, row in enumerate(rows):
        if row["edition"] not in theirs:
            said = f"names the edition {row['edition']}, which no file {OLDER} has. Add it there."
            found.append((["succeeds", position], said))
            continue
        for key, known in (("number", numbers), ("was", theirs[row["edition"]])):
            for number, count in Counter(item[key] for item in row["items"]).items():
                said = f"has {key} {number} {count} times. Keep one." if count > 1 else ""
                if number not in known:
                    said = f"has {key} {number}, which no item of that edition is. Correct it."
                if said:
                    found.append((["succeeds", position, "items"], said))
    named = [row["edition"] for row in rows]
    for name in theirs:
        if name not in named:
            said = f"lacks an entry for {name}, though {OLDER} has it. Say what corresponds."
            found.append((["succeeds"] if rows else [], said))
    return [messages.sentence(CATALOG, catalog, path, said) for path, said in found]


def incident_problems(steps):
    """Yield (path, what is wrong) for ids that stand twice and contacts that aren't there."""
    for place in ("contacts", "symptoms"):
        yield from (([place], said) for said in twice(steps[place]))
    known = {row["id"] for row in steps["contacts"]}
    places = [(["symptoms", at], symptom) for at, symptom in enumerate(steps["symptoms"])]
    places.append((["any"], steps["any"]))
    for place, symptom in places:
        for at, call in enumerate(symptom["call"]):
            if call["contact"] not in known:
                said = f"is {messages.shown(call['contact'])}, but there is no contact of this id. "
                hint = messages.alike(call["contact"], known)
                path = [*place, "call", at, "contact"]
                yield path, f"{said}Correct it, or define it in the contacts.{hint}"
    for path, text in _strings([], steps):
        if text != text.strip():
            said = f"is {messages.shown(text)}. Take the blank or the line break at its edge away."
            yield path, said


def twice(rows):
    """Yield what is wrong with ids that stand more than once."""
    for name, count in Counter(row["id"] for row in rows).items():
        if count > 1:
            yield f"has {count} entries of id {name}. Give each its own."


# What to do where a rule of scoring.py is broken.
REMEDIES = {
    scoring.everything_counted_has_a_name: "Give each edition, answer, subtotal and band an id of "
    "its own.",
    scoring.answers_count_in_whole_points: "Write whole points, and name a subtotal wherever there "
    "are any.",
    scoring.items_are_numbered_from_one: "Number the items 1, 2, 3 and so on, in their order.",
    scoring.parts_are_contiguous: "Put the items of each part one after the other, in the order of "
    "the parts.",
    scoring.bands_cover_every_total: "Let each band begin one point after the one below it ends, "
    "from the least total to the most.",
}


def ids_are_unique(catalog, texts):
    """No two resources or terms share an id; scoring's rules see to answers and bands."""
    for file, place, rows in (
        (CATALOG, "resources", catalog["resources"]),
        (OWN_TEXTS, "terms", texts["terms"]),
    ):
        yield from ((file, [place], said) for said in twice(rows))


def one_answer_at_most_is_unknown(catalog, _texts):
    """No more than one answer says that nobody here knows."""
    names = [row["id"] for row in catalog["answers"] if row.get("unknown")]
    if len(names) > 1:
        said = f"has {len(names)} that are unknown: {', '.join(names)}. Let one say so, or none."
        yield CATALOG, ["answers"], said


def pictures_tell_the_answers_apart(catalog, _texts):
    """There are no more answers than fills that pictures draw them with."""
    if (count := len(catalog["answers"])) > len(picture.FILLS):
        said = f"has {count}, but pictures tell {len(picture.FILLS)} apart. Take answers away, or "
        yield CATALOG, ["answers"], said + "add a fill to FILLS in py/views/picture.py."


def references_are_resolved(catalog, texts):
    """Every resource and every term that catalogue and texts refer to exists."""
    known = {
        "resource": {row["id"] for row in catalog["resources"]},
        "term": {row["id"] for row in texts["terms"]},
    }
    places = {"resource": f"resources of {CATALOG}", "term": "terms of this file"}
    original = (CATALOG, ["edition", "resource"], "resource", catalog["edition"]["resource"])
    own = ((OWN_TEXTS, *reference) for reference in references(texts))
    for file, path, kind, name in [original, *own]:
        if name not in known[kind]:
            said = f"is {messages.shown(name)}, but there is no {kind} of this id. Correct it, or "
            hint = messages.alike(name, known[kind])
            yield file, path, f"{said}define it in the {places[kind]}.{hint}"


def the_original_has_an_address(catalog, _texts):
    """The resource that is the original has an address: each page links to it."""
    for position, row in enumerate(catalog["resources"]):
        if row["id"] == catalog["edition"]["resource"] and row["url"] is None:
            said = "is null, but each page links to it as the original. Write its address."
            yield CATALOG, ["resources", position, "url"], said


def texts_follow_the_catalogue(catalog, texts):
    """Each item, band and answer has what belongs to it, in the catalogue's order, nothing else."""
    answers = [row["id"] for row in catalog["answers"]]
    places = [
        (["items"], "number", [row["number"] for row in catalog["items"]], texts["items"]),
        (["bands"], "id", [row["id"] for row in catalog["bands"]], texts["bands"]),
        *(
            (["items", position, "rubric"], "answer", answers, item["rubric"])
            for position, item in enumerate(texts["items"])
        ),
    ]
    for path, key, official, rows in places:
        own = [row[key] for row in rows]
        for name in official:
            if name not in own:
                said = f"lacks {key} {name}, which {CATALOG} has. Add an entry for it."
                yield OWN_TEXTS, path, said
        for name, count in Counter(own).items():
            if name not in official:
                said = f"has {key} {name}, which {CATALOG} lacks. Take it away, or correct it."
                yield OWN_TEXTS, path, said + messages.alike(name, set(official) - set(own))
            elif count > 1:
                yield OWN_TEXTS, path, f"has {count} entries of {key} {name}. Keep one."
        if sorted(map(str, own)) == sorted(map(str, official)) and own != official:
            order = ", ".join(map(str, official))
            said = f"stands in another order than {CATALOG}. Sort it: {order}."
            yield OWN_TEXTS, path, said


def what_is_offered_has_its_words(_catalog, texts):
    """Each format and each view has its words, and there are none for others."""
    kinds = [made_as.kind for made_as in formats.every()]
    titled = [view.name for view in VIEWS if view.titled]
    for path, names in (
        (["records", "export"], kinds),
        (["records", "export_help"], kinds),
        (["views", "names"], [view.name for view in VIEWS]),
        (["views", "titles"], titled),
    ):
        words = texts[path[0]][path[1]]
        for name in names:
            if name not in words:
                yield TEXTS, path, f"lacks {name}, which the page offers. Add words for it."
        for name in words:
            if name not in names:
                yield TEXTS, path, f"has {name}, which the page doesn't offer. Take it away."


def occurring_terms_are_listed(_catalog, texts):
    """An item lists every term whose name occurs in its question, reason or measures."""
    names = {term["id"]: term["name"] for term in texts["terms"]}
    for position, item in enumerate(texts["items"]):
        measures = [measure["text"] for _, measure in every_measure(item["measures"])]
        words = "\n".join([item["question"], item["reason"], *measures])
        for term in terms.occurring(texts["terms"], words):
            if term not in item["terms"]:
                said = f"lacks {term}, though {names[term]} occurs in the item. Add it."
                yield OWN_TEXTS, ["items", position, "terms"], said


def strings_have_no_blanks_around_them(catalog, texts):
    """No string begins or ends with a blank of any width."""
    for file, path, text, _ in every_string(catalog, texts):
        if text != text.strip():
            said = f"is {messages.shown(text)}. Take the blank or the line break at its edge away."
            yield file, path, said


def placeholders_are_those_described(catalog, texts):
    """A sentence holds the {placeholders} that its description in the schema names.

    It may hold names of the questionnaire besides, which are filled in wherever they stand.
    """
    names = {f"{{{name}}}" for name in [*texts["called"], "best", "item_count", "unknown"]}
    for file, path, text, description in every_string(catalog, texts):
        found = set(re.findall(r"\{[^{}]*\}|[{}]", text))
        expected = set(re.findall(r"\{\w+\}", description))
        if lacking := sorted(expected - found):
            yield file, path, f"lacks {' '.join(lacking)}. Put in what is filled in there."
        if foreign := sorted(found - expected - names):
            yield file, path, f"has {' '.join(foreign)}, which nothing fills in. Take it away."


RULES = (
    ids_are_unique,
    one_answer_at_most_is_unknown,
    pictures_tell_the_answers_apart,
    references_are_resolved,
    the_original_has_an_address,
    texts_follow_the_catalogue,
    what_is_offered_has_its_words,
    occurring_terms_are_listed,
    strings_have_no_blanks_around_them,
    placeholders_are_those_described,
)


def references(texts):
    """Yield (path, "resource" or "term", id) for each reference in the texts."""
    listed = [(["defined_terms", "blank"], "term")]
    for position, item in enumerate(texts["items"]):
        listed += [(["items", position, "terms"], "term")]
        listed += [(["items", position, "resources"], "resource")]
        for below, measure in every_measure(item["measures"]):
            if "resources" in measure:
                path = ["items", position, "measures", *below, "resources"]
                listed.append((path, "resource"))
    for place in ("bands", "afterwards"):
        listed += [([place, at, "resources"], "resource") for at in range(len(texts[place]))]
    for path, kind in listed:
        names = texts
        for step in path:
            names = names[step]
        for position, name in enumerate(names):
            yield [*path, position], kind, name


def every_measure(measures):
    """Yield (path from here, measure) for the measures and, after each, those that belong to it."""
    for position, measure in enumerate(measures):
        yield [position], measure
        for path, below in every_measure(measure.get("measures", [])):
            yield [position, "measures", *path], below


def every_string(catalog, texts):
    """Yield (file, path, string, its description in the schema) for all strings in all files."""
    for file, data in ((CATALOG, catalog), (TEXTS, texts), (OWN_TEXTS, texts)):
        schema = SCHEMAS[file]
        # Texts are joined: each file has the sections that its schema names.
        own = {name: data[name] for name in data if name in schema["properties"]}
        for path, text in _strings([], own):
            yield file, path, text, schema_at(schema, path).get("description", "")


def objects(path, value):
    """Yield (path, object) for every object in data, outer ones first."""
    if isinstance(value, dict):
        yield path, value
    if isinstance(value, list | dict):
        for step in range(len(value)) if isinstance(value, list) else value:
            yield from objects([*path, step], value[step])


def _strings(path, value):
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | dict):
        for step in range(len(value)) if isinstance(value, list) else value:
            yield from _strings([*path, step], value[step])
