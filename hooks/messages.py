"""How a message names a place in a data file, and shows a value: pure functions.

A message says file, place as a person counts it, what is wrong, and what to do.
"""

import difflib
import json

# What names an entry of a list, in this order, to whoever looks for it.
NAMES = ("number", "id", "answer", "claim", "url")


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


def shown(value):
    """Return a value as a message shows it: as JSON, on one line, not too long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:50]} …"


def alike(name, known):
    """Return a question about the name that was probably meant, or nothing."""
    found = difflib.get_close_matches(str(name), [str(one) for one in known], n=1)
    return f" Did you mean {found[0]}?" if found else ""
