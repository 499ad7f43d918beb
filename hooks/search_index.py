"""What Pagefind does: the index of the built pages, for the page of the search."""

import subprocess
import sys
import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

import remembered
from mkdocs.exceptions import PluginError

# Pagefind's own pages, and marking what was found, which no page does. Its pagefind.js stays: a
# search page of 0.4.0 that is still open asks for it.
UNUSED = ("*ui*", "*highlight*")
FOLDER = "pagefind"
# What the page of the search loads.
WORKER = f"{FOLDER}/pagefind-worker.js"


def made(site, language):
    """Return the index of the pages in the built `site` (a Path), {path in the site: bytes}.

    `language` is that of all of them: it decides how words are told apart.

    Pagefind is a program of its own, pinned with the rest. Raises PluginError if it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = [sys.executable, "-m", "pagefind", "--site", site, "--output-path", folder]
        done = subprocess.run(
            [*index, "--force-language", language, "--quiet"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise PluginError(f"Pagefind could not index the site:\n{done.stdout}{done.stderr}")
        return {
            f"{FOLDER}/{path}": content
            for path, content in remembered.files(Path(folder))
            if not any(fnmatchcase(path, pattern) for pattern in UNUSED)
        }
