"""What the schemas ask of data, and what breaks one, in sentences.

jsonschema finds it; ours are the words, and how they name a place (messages.py).
"""

import sys

from messages import alike, sentence, shown
from sources import CATALOG, CLAIMS, INCIDENT, LINKS, OWN_TEXTS, TEXTS, read

# Where the tests' requirements are, jsonschema would first spend seconds on a grammar of addresses,
# for a format that no schema here has.
sys.modules.setdefault("rfc3987_syntax", None)

from jsonschema import Draft202012Validator, validators  # noqa: E402
from referencing import Registry  # noqa: E402

CALLED = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
}
# By the file that each describes.
SCHEMAS = {
    CATALOG: read("py/catalog.schema.json"),
    TEXTS: read("py/texts.schema.json"),
    OWN_TEXTS: read("py/questionnaire-texts.schema.json"),
    INCIDENT: read("py/incident.schema.json"),
    CLAIMS: read("docs/claims.schema.json"),
    LINKS: read("docs/links.schema.json"),
}
# The standard takes 1.0 for a whole number; what is written as one is looked up and printed as one.
WHOLE = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
Reader = validators.extend(Draft202012Validator, type_checker=WHOLE)


def problems(name, data, schema):
    """Return a sentence for everything in which `data`, from the file `name`, breaks its schema.

    Raises KeyError for a keyword that SAID has no words for.
    """
    found = []
    # Without a registry of its own, what a reference leads to elsewhere would be fetched.
    for error in Reader(schema, registry=Registry()).iter_errors(data):
        path = list(error.absolute_path)
        say = SAID[error.validator]
        broken = say(error.instance, error.validator_value, schema_at(schema, path))
        found += [sentence(name, data, path, said) for said in broken]
    # Of several names that an object lacks, each is an error of its own, without the name.
    return list(dict.fromkeys(found))


def schema_at(schema, path):
    """Return the part of a schema that describes a place, with what it refers to put in."""
    definitions = schema["$defs"]
    for step in path:
        below = schema["items"] if isinstance(step, int) else _member(schema, step)
        schema = _resolved(below, definitions)
    return schema


def _resolved(schema, definitions):
    """A reference has its own description beside what it refers to."""
    return definitions.get(schema.get("$ref", "").removeprefix("#/$defs/"), {}) | schema


def _member(schema, name):
    """What a schema says of the member of an object; False if there may be none of that name."""
    return schema.get("properties", {}).get(name, schema["additionalProperties"])


def _kind(value, kinds, _schema):
    wanted = " or ".join(CALLED[one] for one in ([kinds] if isinstance(kinds, str) else kinds))
    yield f"is {shown(value)}. It has to be {wanted}."


def _missing(value, names, schema):
    for name in names:
        if name not in value:
            yield f"lacks {name}. Add it: {_meaning(schema['properties'][name])}"


def _unknown(value, _allowed, schema):
    known = schema["properties"].keys()
    for name in value:
        if name not in known:
            hint = alike(name, known - value.keys())
            yield f"has {name}, which nothing reads. Take it away, or mend its name.{hint}"


def _pattern(value, _pattern, schema):
    yield f"is {shown(value)}. It has to be {schema['$comment']}."


def _short(value, least, schema):
    has = f"has {len(value)} of at least {least}" if value else "is empty"
    yield f"{has}. Write what is missing: {_meaning(schema)}"


def _many(value, most, _schema):
    yield f"has {len(value)} entries. Take some away: at most {most} may stand here."


def _least(value, least, _schema):
    yield f"is {value}. It has to be {least} or more."


def _twice(value, _unique, _schema):
    for position, one in enumerate(value):
        if one in value[:position]:
            yield f"names {shown(one)} {value.count(one)} times. Keep one."


def _meaning(schema):
    return schema.get("description", "its schema says what it is.")


# What each keyword of our schemas has to say where it is broken.
SAID = {
    "type": _kind,
    "required": _missing,
    "additionalProperties": _unknown,
    "pattern": _pattern,
    "minLength": _short,
    "minItems": _short,
    "maxItems": _many,
    "minimum": _least,
    "uniqueItems": _twice,
}
