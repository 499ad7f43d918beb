"""A record as other programs read it: one file here for each format, which says FORMAT.

Whatever people wrote is taken for text: a spreadsheet finds no formula in it, a ticket no markup.
Adding a format is adding its file, and its words.
"""

import os
import sys


def every():
    """Return the formats that there are, in the order in which they are offered."""
    found = []
    for name in os.listdir(__file__.rpartition("/")[0]):
        if name.endswith(".py") and not name.startswith("__"):
            module = __name__ + "." + name[:-3]
            __import__(module)
            made_as = getattr(sys.modules[module], "FORMAT", None)
            if made_as:
                found.append(made_as)
    return sorted(found, key=lambda made_as: (made_as.place, made_as.kind))


def of(kind):
    """Return the format of that kind. Raises KeyError if there is none."""
    return {made_as.kind: made_as for made_as in every()}[kind]
