"""A site's own colours: which stand on which, and how sheet and icon get them; pure functions."""

import re

COLOURS = ["light", "main", "on_light"]
# What stands on what in css/site/tokens.css, and the contrast of both (WCAG 2.2, 1.4.3).
PAIRS = [
    ("main", "#ffffff"),
    ("main", "#fbfaf7"),
    ("main", "#eef4f4"),
    ("light", "#14181a"),
    ("light", "#1b2124"),
    ("light", "#1e3136"),
    ("on_light", "light"),
]
CONTRAST = 4.5


def sheet(colours):
    """Return the rule that gives a style sheet the site's own colours."""
    rows = [f"  --site-{name.replace('_', '-')}: {colours[name]};\n" for name in COLOURS]
    return ":root {\n" + "".join(rows) + "}\n"


def coloured(icon, colours):
    """Return an icon (SVG) whose ground, its first rectangle, has the site's main colour."""
    return re.sub('(<rect [^>]*fill=")[^"]*', rf"\g<1>{colours['main']}", icon, count=1)


def contrast(one, other):
    """Return the contrast of two colours such as "#0b5563", 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
