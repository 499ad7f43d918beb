"""The papers that a company makes of its record: one file here for each, which says PAPER.

Pure; each runs in CPython and MicroPython. Adding a paper is adding its file, and its words.
"""

import os
import sys


def every():
    """Return the papers that there are, in the order in which they are offered."""
    found = []
    for name in os.listdir(__file__.rpartition("/")[0]):
        if name.endswith(".py") and not name.startswith("__"):
            module = __name__ + "." + name[:-3]
            __import__(module)
            paper = getattr(sys.modules[module], "PAPER", None)
            if paper:
                found.append(paper)
    return sorted(found, key=lambda paper: (paper.place, paper.name))


def of(name):
    """Return the paper of that name. Raises KeyError if there is none."""
    return {paper.name: paper for paper in every()}[name]
