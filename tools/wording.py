"""How words are written, how long sentences get, how lists end: pure functions over texts.

A passage is (line, text): a paragraph, a cell, an entry of a list or a string, without its markup.
What is preferred, avoided and left alone is data: wording.<language>.json, as its schema has it.
"""

import json
import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCED = re.compile(r"^( *)(```+)[^`\n]*\n.*?^\1\2$", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_ATTRIBUTES = re.compile(r" \{[ :#.][^{}]*\}$")
# What stands before the text of a heading, an entry, a quotation, a definition, a tab, a setting.
_BEGINNING = re.compile(r"^\s*(?:(?:#+|[-*+]|\d+\.|>|:|===|[a-z_]+:)\s+)*")
_ENTRY = re.compile(r"^( *)([-*+]|\d+\.) ")
_ADDRESS = re.compile(r"https?://[!-~]+")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STRINGS = re.compile(rf"\[\s*(?:{_STRING.pattern}\s*,\s*)+{_STRING.pattern}\s*\]")


def in_markdown(text):
    """Return the passages of a page; a paragraph stands on one line."""
    return [
        (line, passage)
        for line, row in enumerate(_prose(text), 1)
        for cell in (row.split("|") if row.lstrip().startswith("|") else [row])
        if re.search(r"\w", passage := _without_markup(cell))
    ]


def in_settings(text):
    """Return the passages of settings in YAML; a value stands on one line."""
    return in_markdown(re.sub("(?m)^ *#.*", "", text))


def in_markup(text):
    """Return the passages of a drawing; a text stands on one line."""
    return [
        (line, passage)
        for line, row in enumerate(_blanked(_COMMENT, text).splitlines(), 1)
        if (passage := _TAG.sub("", row).strip())
    ]


def in_json(text):
    """Return the passages of data: every string, and the name of every field."""
    return [
        (line, json.loads(found[0]))
        for line, row in enumerate(text.split("\n"), 1)
        for found in _STRING.finditer(row)
    ]


def lists_in_markdown(text):
    """Return the lists of a page, each as its passages: the first paragraph of each entry."""
    found, opened = [], {}
    for line, row in enumerate(_prose(text), 1):
        if row.strip():
            depth = len(row) - len(row.lstrip())
            entry = _ENTRY.match(row)
            here = entry and (depth, entry[2].rstrip(".").isdigit())
            # What is further in belongs to an entry; anything else that is as far out ends a list.
            opened = {key: one for key, one in opened.items() if key[0] < depth or key == here}
            if entry:
                if here not in opened:
                    opened[here] = []
                    found.append(opened[here])
                opened[here].append((line, _without_markup(row)))
    return found


def lists_in_json(text):
    """Return the lists of several strings in data, each as its passages."""
    return [
        [(text.count("\n", 0, array.start()) + line, string) for line, string in in_json(array[0])]
        for array in _STRINGS.finditer(text)
    ]


def finder(words, names):
    """Return a function of passages: (line, what stands there, its row) for each avoided spelling.

    In the `names` that others gave, and in a row's own exceptions, nothing is avoided.
    """
    known = _any_of(names)
    rows = [(row, re.compile("|".join(row["avoided"])), _any_of(row["except"])) for row in words]
    any_row = re.compile("|".join(pattern.pattern for _, pattern, _ in rows))

    def avoided(passages):
        for line, text in passages:
            for row, pattern, exceptions in rows if any_row.search(text) else []:
                left = [one.span() for found in (known, exceptions) for one in found.finditer(text)]
                for found in pattern.finditer(text):
                    first, last = found.span()
                    if not any(start <= first and last <= end for start, end in left):
                        yield line, found[0], row

    return avoided


def long_sentences(text, ends, longest):
    """Return the sentences of a passage's text that have more than `longest` characters.

    A sentence goes up to one of the signs in `ends`, or to where the passage ends. Addresses
    aren't counted.
    """
    words = _ADDRESS.sub("", text)
    sentences = [one.strip() for one in re.findall(f"[^{ends}]+[{ends}]?", words)]
    return [one for one in sentences if len(one) > longest]


def uneven(lists, ends):
    """Yield (line, text) of the first entry in each list that ends otherwise than the one before.

    An entry ends as a sentence does, with one of the signs in `ends`, or it doesn't.
    """
    for passages in lists:
        closed = [text.endswith(tuple(ends)) for _, text in passages]
        if len(set(closed)) > 1:
            yield passages[closed.index(not closed[0])]


def _prose(text):
    return _blanked(_FENCED, _blanked(_COMMENT, text)).splitlines()


def _blanked(pattern, text):
    """Take away what matches, and leave all else on its line."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _without_markup(text):
    # A picture may stand in a link.
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _ATTRIBUTES.sub("", _TAG.sub("", text))
    return re.sub(r"[*`]+", "", _BEGINNING.sub("", text)).strip()


def _any_of(texts):
    """Return the pattern of any of them, the longest first; of none, one that nothing matches."""
    return re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or r"(?!)")
