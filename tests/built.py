"""The questionnaire that the site is built from: for tests of pages, and of this very edition."""

import sources


def catalog():
    return sources.catalog()


def texts():
    """Return all words as people read them: the interface's, the questionnaire's own filled in."""
    return questionnaire().words


def questionnaire():
    return sources.questionnaire()
