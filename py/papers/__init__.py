"""The papers that a company makes of its record: one file here for each, which says PAPER.

Pure; each runs in CPython and MicroPython. Adding a paper is adding its file, and its words.
"""

import formats


def every():
    """Return the papers that there are, in the order in which they are offered."""
    found = formats.said(__name__, __file__, "PAPER")
    return sorted(found, key=lambda paper: (paper.place, paper.name))


def of(name):
    """Return the paper of that name. Raises KeyError if there is none."""
    return {paper.name: paper for paper in every()}[name]
