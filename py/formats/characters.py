"""Characters that programs take for something else, or that nobody sees. Pure."""

# Control, direction and formatting characters, halves of pairs: from, to, in ascending order.
INVISIBLE = (
    (0x0000, 0x001F),
    (0x007F, 0x009F),
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFF),
    (0xE0000, 0xE0FFF),
)
BLANKS = " \u00a0\u1680\u202f\u205f\u3000" + "".join([chr(0x2000 + step) for step in range(11)])


def is_blank(character):
    """Whether nobody sees a character: a blank of any kind, or nothing."""
    return character in BLANKS or is_invisible(character)


def is_invisible(character):
    """Whether a character has no width or steers others."""
    code = ord(character)
    for first, last in INVISIBLE:
        if code <= last:
            return first <= code
    return False
