"""Check the catalogue and the texts: their shape by schema, their meaning by named rules.

`python tools/check_catalog.py` checks py/catalog.json with every language in py/texts/.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import scoring  # noqa: E402
import terms  # noqa: E402
from sources import PY, catalog_and_texts, languages, read  # noqa: E402, it stands in hooks/

CATALOG_SCHEMA = read(PY / "catalog.schema.json")
TEXTS_SCHEMA = read(PY / "texts.schema.json")


def problems(catalog, texts):
    """Return a sentence for everything wrong with `catalog` and `texts`; an empty list if nothing.

    Rules read data of the right shape only, so a wrong shape is reported alone.
    """
    if shape := list(shape_problems(catalog, texts)):
        return shape
    meaning = [problem for rule in RULES for problem in rule(catalog, texts)]
    return scoring.catalog_problems(catalog) + meaning


def shape_problems(catalog, texts):
    """Yield a sentence for every place where one of them breaks its schema."""
    for name, data, schema in (
        ("catalog", catalog, CATALOG_SCHEMA),
        ("texts", texts, TEXTS_SCHEMA),
    ):
        for error in Draft202012Validator(schema).iter_errors(data):
            yield f"{name}{error.json_path[1:]}: {error.message}"


def ids_are_unique(catalog, texts):
    """No two bands, resources or terms share an id; scoring's rules see to the answers."""
    for place, rows in (
        ("catalog.bands", catalog["bands"]),
        ("catalog.resources", catalog["resources"]),
        ("texts.terms", texts["terms"]),
    ):
        for name, count in Counter(row["id"] for row in rows).items():
            if count > 1:
                yield f"{place}: {name!r} stands {count} times"


def one_answer_at_most_is_unknown(catalog, _texts):
    """No more than one answer says that nobody here knows."""
    names = [row["id"] for row in catalog["answers"] if row.get("unknown")]
    if len(names) > 1:
        yield f"catalog.answers: {', '.join(names)} are all unknown, one at most can be"


def references_are_resolved(catalog, texts):
    """Every resource and every term that catalogue and texts refer to exists."""
    known = {
        "resource": {row["id"] for row in catalog["resources"]},
        "term": {row["id"] for row in texts["terms"]},
    }
    original = ("catalog.edition", "resource", [catalog["edition"]["resource"]])
    for place, kind, names in [original, *references(texts)]:
        for name in names:
            if name not in known[kind]:
                yield f"{place}: there is no {kind} {name!r}"


def texts_follow_the_catalogue(catalog, texts):
    """Each item and each band has one text, in the catalogue's order, and nothing else has."""
    for place, key in (("items", "number"), ("bands", "id")):
        official = [row[key] for row in catalog[place]]
        own = [row[key] for row in texts[place]]
        yield from (f"texts.{place}: {name!r} is missing" for name in official if name not in own)
        yield from (f"texts.{place}: {name!r} is unknown" for name in own if name not in official)
        if set(own) == set(official) and own != official:
            yield f"texts.{place} stand as {own}, the catalogue's as {official}"


def rubrics_follow_the_answers(catalog, texts):
    """Each item has signs for every answer, in the catalogue's order."""
    official = [answer["id"] for answer in catalog["answers"]]
    for item in texts["items"]:
        own = [row["answer"] for row in item["rubric"]]
        if own != official:
            yield f"texts.items, {item['number']}: the rubric has {own}, not {official}"


def occurring_terms_are_listed(_catalog, texts):
    """An item lists every term whose name occurs in its question, reason or measures."""
    names = {term["id"]: term["name"] for term in texts["terms"]}
    for item in texts["items"]:
        measures = [measure["text"] for measure in every_measure(item["measures"])]
        words = "\n".join([item["question"], item["reason"], *measures])
        for term in terms.occurring(texts["terms"], words):
            if term not in item["terms"]:
                yield f"texts.items, {item['number']}: {term!r} ({names[term]}) is not listed"


def strings_have_no_blanks_around_them(catalog, texts):
    """No string begins or ends with a blank of any width."""
    for place, text, _ in every_string(catalog, texts):
        if text != text.strip():
            yield f"{place} is {text!r}"


def placeholders_are_those_described(catalog, texts):
    """A sentence holds exactly the {placeholders} that its description in the schema names."""
    for place, text, description in every_string(catalog, texts):
        found = set(re.findall(r"\{[^{}]*\}|[{}]", text))
        expected = set(re.findall(r"\{\w+\}", description))
        if found != expected:
            yield f"{place} fills in {sorted(found)}, the schema describes {sorted(expected)}"


RULES = (
    ids_are_unique,
    one_answer_at_most_is_unknown,
    references_are_resolved,
    texts_follow_the_catalogue,
    rubrics_follow_the_answers,
    occurring_terms_are_listed,
    strings_have_no_blanks_around_them,
    placeholders_are_those_described,
)


def references(texts):
    """Yield (place, "resource" or "term", ids) wherever the texts refer to something."""
    yield "texts.form.defined", "term", texts["form"]["defined"]
    for item in texts["items"]:
        place = f"texts.items, {item['number']}"
        yield place, "term", item["terms"]
        yield place, "resource", item["resources"]
        for measure in every_measure(item["measures"]):
            yield place, "resource", measure.get("resources", [])
    for band in texts["bands"]:
        yield f"texts.bands, {band['id']}", "resource", band["resources"]
    for position, row in enumerate(texts["afterwards"]):
        yield f"texts.afterwards[{position}]", "resource", row["resources"]


def every_measure(measures):
    """Yield the measures and, after each, those that belong to it."""
    for measure in measures:
        yield measure
        yield from every_measure(measure.get("measures", []))


def every_string(catalog, texts):
    """Yield (place, string, its description in the schema) for all strings in both."""
    yield from _strings("catalog", catalog, CATALOG_SCHEMA, CATALOG_SCHEMA["$defs"])
    yield from _strings("texts", texts, TEXTS_SCHEMA, TEXTS_SCHEMA["$defs"])


def _strings(place, value, schema, definitions):
    schema = definitions.get(schema.get("$ref", "").removeprefix("#/$defs/"), {}) | schema
    if isinstance(value, str):
        yield place, value, schema.get("description", "")
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from _strings(f"{place}[{position}]", entry, schema["items"], definitions)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _strings(f"{place}.{key}", entry, schema["properties"][key], definitions)


def main():
    found = [
        f"{language}: {problem}"
        for language in languages()
        for problem in problems(*catalog_and_texts(language))
    ]
    if found:
        sys.exit("\n".join(found))
    print(f"The catalogue and its texts ({', '.join(languages())}) are sound.")


if __name__ == "__main__":
    main()
