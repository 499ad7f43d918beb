"""Where the terms of the glossary occur in a text. Pure."""


def occurring(terms, text):
    """Return the ids of the `terms` ({id, name}) whose name occurs in `text`, in order.

    A longer name hides the shorter ones inside it. A name that begins or ends in the middle of a
    word is no occurrence: ログ is no part of プログラム, nor OS of macOS.
    """
    there = [term for term in terms if term["name"] in text]
    by_length = sorted(there, key=lambda term: (-len(term["name"]), term["id"]))
    found = []
    position = 0
    while position < len(text):
        for term in by_length:
            end = position + len(term["name"])
            if text[position:end] == term["name"] and _is_edge(text, position, end):
                if term["id"] not in found:
                    found.append(term["id"])
                position = end - 1
                break
        position += 1
    return found


def _is_edge(text, start, end):
    return not (
        (start > 0 and _script(text[start - 1]) == _script(text[start]) != "other")
        or (end < len(text) and _script(text[end]) == _script(text[end - 1]) != "other")
    )


def _script(character):
    if "ァ" <= character <= "ヺ" or character == "ー":
        return "katakana"
    # Below are the alphabets that put blanks between words.
    if character < "\u2e80" and character.isalnum():
        return "alphabet"
    return "other"
