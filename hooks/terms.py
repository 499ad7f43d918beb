"""Where the terms of the glossary occur in a text. Pure."""

import re

# A letter of an alphabet; above it are scripts that put no blanks between words.
_LETTER = r"(?:(?![\u2e80-\U0010ffff])[^\W_])"
_KATAKANA = "[ァ-ヺー]"


def occurring(terms, text):
    """Return the ids of the `terms` ({id, name}) whose name occurs in `text`, in order.

    A longer name hides the shorter ones inside it. A name that begins or ends in the middle of a
    word is no occurrence: ログ is no part of プログラム, nor OS of macOS.
    """
    by_length = sorted(terms, key=lambda term: (-len(term["name"]), term["id"]))
    ids = {term["name"]: term["id"] for term in reversed(by_length)}
    names = "|".join(_word(term["name"]) for term in by_length)
    found = re.findall(names, text) if names else []
    return list(dict.fromkeys(ids[name] for name in found))


def _word(name):
    """Return the pattern of a name that stands alone; letters come first: re is fast with them."""
    before, after = (
        next((script for script in (_KATAKANA, _LETTER) if re.match(script, edge)), None)
        for edge in (name[0], name[-1])
    )
    letters = re.escape(name)
    return (
        letters + (f"(?<!{before}{letters})" if before else "") + (f"(?!{after})" if after else "")
    )
