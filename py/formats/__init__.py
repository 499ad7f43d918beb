"""A record as other programs read it: one file here for each format, which says FORMAT.

Whatever people wrote is taken for text: a spreadsheet finds no formula in it, a ticket no markup.
Adding a format is adding its file, and its words.
"""

import os
import sys


def said(package, path, name):
    """Return what the modules of a package, whose file is at `path`, say under a `name`."""
    found = []
    for file in os.listdir(path.rpartition("/")[0]):
        if file.endswith(".py") and not file.startswith("__"):
            module = package + "." + file[:-3]
            __import__(module)
            one = getattr(sys.modules[module], name, None)
            if one:
                found.append(one)
    return found


def every():
    """Return the formats that there are, in the order in which they are offered."""
    found = said(__name__, __file__, "FORMAT")
    return sorted(found, key=lambda made_as: (made_as.place, made_as.kind))


def of(kind):
    """Return the format of that kind. Raises KeyError if there is none."""
    return {made_as.kind: made_as for made_as in every()}[kind]
