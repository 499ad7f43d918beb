"""Our own code, loaded again when a file of it has changed: `serve` builds with what it serves.

Code is what is read when modules are: those of hooks/ and py/, and all schemas.
"""

import importlib
import sys
from pathlib import Path

import remembered

HOOKS = Path(__file__).parent
PY = HOOKS.parent / "py"
DOCS = HOOKS.parent / "docs"
# What tells whether something changed stays; a change in these needs a new start.
STAY = {__name__, "remembered"}


def _state():
    files = [*remembered.files(HOOKS), *remembered.files(PY)]
    state = [file for file in files if file[0].endswith((".py", ".schema.json"))]
    return state + [(path.name, path.read_bytes()) for path in sorted(DOCS.glob("*.schema.json"))]


_loaded = [_state()]


def load(module):
    """Load a `module`, and all of ours that it imports, again if a file of our code has changed."""
    state = _state()
    if state == _loaded[0]:
        return
    for name, one in list(sys.modules.items()):
        if name not in STAY and one is not module and _is_ours(one):
            del sys.modules[name]
    importlib.invalidate_caches()
    # What is written beside the code would be one more change to whoever watches it.
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        module.__spec__.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    _loaded[0] = state


def _is_ours(module):
    spec = getattr(module, "__spec__", None)
    places = [spec.origin, *(spec.submodule_search_locations or [])] if spec else []
    inside = (
        Path(place).is_relative_to(folder) for place in places if place for folder in (HOOKS, PY)
    )
    return any(inside)
