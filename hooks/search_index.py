"""What Pagefind does: the index of the built pages, for the page of the search."""

import subprocess
import sys

from mkdocs.exceptions import PluginError

# Pagefind's own pages, and marking what was found, which no page does. Its pagefind.js stays: a
# search page of 0.4.0 that is still open asks for it.
UNUSED = ("*ui*", "*highlight*")
# What the page of the search loads.
WORKER = "pagefind/pagefind-worker.js"


def write(site, language):
    """Write the index of the pages in the built `site` (a Path) into its folder pagefind/.

    `language` is that of all of them: it decides how words are told apart.

    Pagefind is a program of its own, pinned with the rest. Raises PluginError if it fails.
    """
    index = [sys.executable, "-m", "pagefind", "--site", site]
    done = subprocess.run(
        [*index, "--force-language", language, "--quiet"], capture_output=True, text=True
    )
    if done.returncode:
        raise PluginError(f"Pagefind could not index the site:\n{done.stdout}{done.stderr}")
    for pattern in UNUSED:
        for path in (site / "pagefind").glob(pattern):
            path.unlink()
