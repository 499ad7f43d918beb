"""Read data files, say where something stands in them, and what breaks a JSON Schema.

What breaks it is found by jsonschema. The words are ours: every sentence says file, place as a
person counts it, what is wrong, and what to do.
"""

import difflib
import json

from ideas import strictjson
from jsonschema import Draft202012Validator, validators
from referencing import Registry

# What names an entry of a list, in this order, to whoever looks for it.
NAMES = ("number", "id", "answer")
CALLED = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
}
DEEPEST = 30
# The standard takes 1.0 for a whole number; what is written as one is looked up and printed as one.
WHOLE = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
Reader = validators.extend(Draft202012Validator, type_checker=WHOLE)


def read(path, name):
    """Return the data in the JSON file at `path` (a Path), called `name` in messages.

    Raises ValueError with a sentence if it isn't there, isn't JSON, or has a name twice in an
    object: of the two, the first would be lost in silence.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
        strictjson.loads(text, DEEPEST)
    except FileNotFoundError as error:
        raise ValueError(f"{name} isn't there. Put it back.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{name}, line {line}: no UTF-8. Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{name}, line {error.lineno}, column {error.colno}: no JSON ({error.msg}). Look here "
            "and just before: a comma, a quotation mark or a bracket is missing, or one too many."
        ) from error
    except strictjson.JSONError as error:
        said = _named_twice(text) or f"{strictjson.REASONS[error.reason]}. Write it otherwise."
        raise ValueError(f"{name}, line {error.line}: {said}") from error
    except RecursionError as error:
        raise ValueError(f"{name} is nested too deeply. Take brackets away.") from error
    return data


def _named_twice(text):
    """Return a sentence about the first name that stands twice in an object, or None."""
    twice = []

    def look(pairs):
        names = [name for name, _ in pairs]
        twice.extend(name for name in names if names.count(name) > 1)

    json.loads(text, object_pairs_hook=look)
    return f"{shown(twice[0])} stands twice in one object. Keep one of the two." if twice else None


def sentence(name, data, path, said):
    """Return a message about the place `path` (a list of keys and positions) in a file's `data`."""
    steps = []
    for step in path:
        steps.append(_entry(data, step) if isinstance(step, int) else step)
        data = data[step]
    return f"{name}: {' > '.join(steps) or 'the file'} {said}"


def _entry(rows, position):
    """Return what a person calls an entry of a list: by its number or id, else counted from 1."""
    for name in NAMES:
        called = [row.get(name) if isinstance(row, dict) else None for row in rows]
        value = called[position]
        if isinstance(value, str | int) and called.count(value) == 1:
            return f"{name} {value}"
    return f"entry {position + 1}"


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


def shown(value):
    """Return a value as a message shows it: as JSON, on one line, not too long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:50]} …"


def alike(name, known):
    """Return a question about the name that was probably meant, or nothing."""
    found = difflib.get_close_matches(str(name), [str(one) for one in known], n=1)
    return f" Did you mean {found[0]}?" if found else ""


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
