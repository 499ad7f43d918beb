"""Text that Markdown (CommonMark, GFM) shows as it is: what people wrote is no markup. Pure."""

from formats.characters import BLANKS, is_invisible

# What Markdown always reads; in { many dialects take attributes. Punctuation is what \ can escape.
MARKDOWN = "`*[{|~"
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SCHEMES = ("http://", "https://", "ftp://")
# What an address can be made of (RFC 3986), but for brackets.
IN_ADDRESSES = "-._~:/?#@!$&'()*+,;=%"
# What it reads at the beginning of a line alone. An underline of = can't be escaped everywhere.
BEGINNINGS = "#>-+"
UNDERLINE = ("=", "&#61;")


def line(text):
    """Return a line of text, without what nobody sees, in a place where it doesn't begin a line.

    What counts only there stays. Addresses stay to be copied; one in or beside which a sign would
    have to be escaped stands between < and >, where none has to be.
    """
    text = "".join([c for c in text if not is_invisible(c)])
    shown, place = [], 0
    while place < len(text):
        end = place
        while end < len(text) and text[end] not in BLANKS:
            end += 1
        shown.append(_word(text[place:end]) + text[end : end + 1])
        place = end + 1
    return "".join(shown)


def beginning(text):
    """Return a line of text as `line` does, for the beginning of one."""
    shown = line(text).strip(" ")
    digits = 0
    while digits < len(shown) and "0" <= shown[digits] <= "9":
        digits += 1
    if shown[:1] == UNDERLINE[0]:
        return UNDERLINE[1] + shown[1:]
    if shown[:1] and shown[0] in BEGINNINGS:
        return "\\" + shown
    if digits and shown[digits : digits + 1] in (".", ")"):
        return shown[:digits] + "\\" + shown[digits:]
    return shown


def heading(text):
    """Return a line of text as `line` does, for one that is a heading behind its #."""
    shown = beginning(text)
    bare = shown.rstrip("#")
    # Those at the end count as its frame.
    return bare + "\\#" * (len(shown) - len(bare))


def address(text):
    """Return an address as it stands in round brackets behind a link's text."""
    return "<" + text.replace("&", "&amp;") + ">"


def _word(word, following=""):
    """A text without blanks, in Markdown; `following` is the sign that comes after it."""
    escaped = _signs(word, following)
    start = _address_start(word.lower())
    if escaped == word:
        return word
    if start is None:
        # Nothing can be escaped in what GFM takes for an address: it shall take this for none.
        return escaped.replace("www.", "www\\.")
    end = start
    while end < len(word) and (_is_word(word[end]) or word[end] in IN_ADDRESSES):
        # read by some within < and >, too
        if word[end] == "&" and _is_entity(word[end + 1 :]):
            break
        end += 1
    # what ends a sentence doesn't belong to an address
    while word[end - 1] in "*_~.,:;!?'":
        end -= 1
    return _word(word[:start], "<") + "<" + word[start:end] + ">" + _word(word[end:], following)


def _address_start(word):
    found = [word.find(scheme) for scheme in SCHEMES if scheme in word]
    return min(found) if found else None


def _signs(text, following):
    """A text with the signs escaped that Markdown would read in it."""
    shown = []
    befores, afters = [""] + list(text), list(text[1:]) + [following]
    for place, (before, character, after) in enumerate(zip(befores, text, afters)):
        if character == "_":
            special = not (_is_word(before) and _is_word(after))
        elif character == "\\":
            special = after == "" or after in PUNCTUATION
        else:
            special = character in MARKDOWN
        if special:
            shown.append("\\" + character)
        elif character == "<" and after != "" and (_is_word(after) or after in "/!?"):
            shown.append("&lt;")
        elif character == "&" and _is_entity(text[place + 1 :]):
            shown.append("&amp;")
        else:
            shown.append(character)
    return "".join(shown)


def _is_entity(text):
    """Whether a text after & could be the rest of one character; some take # without a ;."""
    name = text.split(";")[0] if ";" in text else ""
    return text[:1] == "#" or (name != "" and all([_is_word(c) for c in name]))


def _is_word(character):
    return "0" <= character <= "9" or "a" <= character.lower() <= "z"
