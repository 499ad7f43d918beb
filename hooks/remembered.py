"""What was made once in this process, for as long as it builds again and again, as `serve` does.

It is found by all that it was made of, so it is never stale. It is others' programs' work, or a
text whose key holds our own code: that may have changed since (fresh.py), and this module stays.
"""

import hashlib

_used = {}
_before = {}


def made(key, make):
    """Return what `make()` gives, or what it gave for the same `key` for this build or the last.

    The `key` names what is made, and holds all that it is made of. Nobody changes what is returned.
    """
    if key not in _used:
        _used[key] = _before[key] if key in _before else make()
    return _used[key]


def built():
    """Forget what the build that has just ended had no use for."""
    _before.clear()
    _before.update(_used)
    _used.clear()


def files(folder):
    """Return what stands in a folder (a Path) and below it, for a key: ((path, bytes), …)."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in found
        if path.suffix != ".pyc"
    )


def digest(*values):
    """Return what stands for plain data in a key that would be long with them."""
    return hashlib.sha256(repr(values).encode()).hexdigest()
