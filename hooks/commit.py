"""What git says of the sources: which commit they are of, and whether they differ from it."""

import os
import subprocess
from pathlib import Path

# No setting of this machine or its user decides whether a tree counts as changed. Whoever builds
# runs the folder's code already, so it may belong to somebody else.
_NOTHING = os.devnull
_ENVIRONMENT = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": _NOTHING,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}
# These are read from the user's folder even without a configuration there.
_OVERRULED = ["-c", f"core.excludesFile={_NOTHING}", "-c", f"core.attributesFile={_NOTHING}"]


def commit_of(root):
    """Return the commit of the sources in a folder, and whether they differ from it.

    The commit is None where git can't tell, or where the folder isn't the root of its repository.
    """
    # First line: the way from the repository's root to the folder, empty if they are the same.
    head = _answer(root, "rev-parse", "--show-prefix", "HEAD")
    if head is None or not head.startswith("\n"):
        return None, True
    changes = _answer(root, "status", "--porcelain", "--untracked-files=normal")
    return head.strip(), changes != ""


def _answer(root, *question):
    """Return what git prints in a folder, or None if it can't answer or isn't here."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    safe = f"safe.directory={Path(root).resolve()}"
    command = ["git", "-C", root, *_OVERRULED, "-c", safe, *question]
    options = {"capture_output": True, "text": True, "encoding": "utf-8"}
    try:
        done = subprocess.run(command, env=given | _ENVIRONMENT, **options)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
