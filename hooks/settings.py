"""What the settings of a build may be: pure functions, data in, nothing out but a refusal.

Settings reach every page, and some of them come from the environment.
"""

import re
from collections.abc import Mapping

from colours import COLOURS, CONTRAST, PAIRS, contrast

# No setting needs what ends or begins markup, an attribute or a line.
_PLAIN = re.compile(r"[^<>\"'&`\\\x00-\x1f\x7f-\x9f\u2028\u2029]{0,300}")
_NAME = re.compile(r"[A-Za-z0-9_.+-]{1,80}")
# Of a path, unreserved characters alone, and no step that leads up.
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?/"
    r"(?:(?!\.\.?/)[A-Za-z0-9._~-]{1,99}/){0,10}"
)
_ADDRESS_RULE = (
    "an address like https://example.org/copy/: http or https, a host, letters, digits and ._~- "
    "in its path, and a slash at its end"
)
# MkDocs and its theme would print these, too; nobody here needs them.
UNUSED = ["copyright", "edit_uri", "edit_uri_template", "repo_name", "repo_url", "site_author"]
EXTRA = ["colours", "contact", "offline", "operator", "policies", "resources", "short_name"]
EXTRA += ["site_version"]
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LINK = re.compile(r"https://[A-Za-z0-9][^\s]{0,290}")
_CONTACT = re.compile(
    r"(https://[A-Za-z0-9][^\s]{0,290}|mailto:[^\s@]{1,64}@[A-Za-z0-9.-]{1,190})?"
)


def is_address(value):
    """Tell whether a value is the address of a site: harmless in markup and on a command line."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def is_name(value):
    """Tell whether a value is a short name, such as a version."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def check(given):
    """Raise ValueError, saying what is wrong, unless every setting is one that a site can have.

    `given` maps the names in mkdocs.yml to plain values; `extra` and `theme` are mappings in it.
    """
    address = given["site_url"]
    if address and not is_address(address):
        raise ValueError(f"site_url (SITE_URL) is {address!a}, but has to be {_ADDRESS_RULE}.")
    if used := [name for name in UNUSED if given.get(name)]:
        raise ValueError(f"{used[0]} is set, but this site has no use for it.")
    if sorted(given["extra"]) != EXTRA:
        raise ValueError(f"extra has to have {', '.join(EXTRA)}, and nothing else.")
    for name in ("offline", "policies"):
        if not isinstance(given["extra"][name], bool):
            raise ValueError(f"{name} ({name.upper()}) has to be true or false.")
    if not is_name(given["extra"]["site_version"]):
        raise ValueError("site_version has to be a short name.")
    _check_look(given["extra"])
    for name, text in _texts("", given):
        if not _PLAIN.fullmatch(text):
            raise ValueError(f"{name} is {text[:80]!a}, which could be taken for markup.")


def check_items(resources, numbers):
    """Raise ValueError, saying what is wrong, if extra.resources names an item not in `numbers`."""
    named = {number for row in resources for number in row["items"]}
    if unknown := sorted(named - set(numbers)):
        said = f"extra.resources names item {unknown[0]}, which the catalogue lacks. Correct it."
        raise ValueError(said)


def _check_look(extra):
    """What a copy of one's own says of itself: its name, who runs it, colours, resources."""
    colours = extra["colours"]
    if not isinstance(extra["short_name"], str) or not 1 <= len(extra["short_name"]) <= 12:
        raise ValueError("extra.short_name has to have 1 to 12 characters.")
    if not isinstance(extra["operator"], str):
        raise ValueError('extra.operator has to be a name, or "".')
    if not isinstance(extra["contact"], str) or not _CONTACT.fullmatch(extra["contact"]):
        raise ValueError('extra.contact has to begin with https:// or mailto:, or be "".')
    if not isinstance(colours, Mapping) or sorted(colours) != COLOURS:
        raise ValueError(f"extra.colours has to have {', '.join(COLOURS)}, and nothing else.")
    for name, colour in colours.items():
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise ValueError(f'extra.colours.{name} has to be a colour such as "#0b5563".')
    for name, ground in PAIRS:
        found = contrast(colours[name], colours.get(ground, ground))
        if found < CONTRAST:
            raise ValueError(
                f"extra.colours.{name} has a contrast of {found:.1f} with {ground}: few can read "
                f"that. Choose one with {CONTRAST} or more."
            )
    if not isinstance(extra["resources"], list):
        raise ValueError("extra.resources has to be a list.")
    for position, row in enumerate(extra["resources"], 1):
        sound = isinstance(row, Mapping) and sorted(row) == ["items", "name", "url"]
        sound = sound and isinstance(row["name"], str) and isinstance(row["url"], str)
        sound = sound and _LINK.fullmatch(row["url"]) and isinstance(row["items"], list)
        if not sound or not all(type(number) is int for number in row["items"]):
            raise ValueError(
                f"extra.resources: entry {position} has to have a name, a url that begins with "
                "https://, and items, a list of their numbers."
            )


def _texts(name, value):
    """Yield every text in plain data, the names of settings too, with the way to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield name or "a setting's name", str(key)
            yield from _texts(f"{name}.{key}".lstrip("."), inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(name, inner)
    elif value is not None and not isinstance(value, bool):
        yield name, str(value)
