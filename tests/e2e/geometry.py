"""Whether a page is drawn soundly, told by where its boxes are: the same on every machine.

The rules, each a function in geometry.js:

- overlaps: no two texts, controls or images overlap, unless one stands in the other
- cuts: no text is cut off, and none leaves the box of its button, cell or panel
- leaves: nothing leaves main's column or the screen sideways; what scrolls by itself may
- covered: nothing that has the focus lies under what stays on the screen
- targets: buttons and answers are 44 px high; whatever can be pressed has 24 px, or room around it
- order: what comes first in the page stands above what follows
- squeezed: no text stands in many lines of hardly more than a letter
- edges: the blocks of a view share one left edge
- sizes: letters have seven sizes
"""

from pathlib import Path

SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").replace("export ", "")
LIMITS = {"edges": 1, "sizes": 7}
RULES = ["overlaps", "cuts", "leaves", "squeezed", "targets", "sizes"]
# Where there is one column.
PHONE = [*RULES, "order", "edges"]
# It moves the focus, so it comes last.
LAST = ["covered"]
# What isn't on the screen is measured as well, not at the size that it is thought to have; and no
# browser makes brackets at a line's end narrower, as only some can.
DRAW_ALL = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`*:not([hidden]) {
        content-visibility: visible !important; text-spacing-trim: space-all !important
    }`)
    document.adoptedStyleSheets.push(sheet)
}"""


def found(page, rules):
    """Return what is wrong in a page or frame, as {"rule", "at": [element], "says"}."""
    asked = f"([rules, limits]) => {{ {SOURCE}; return geometry(rules, limits) }}"
    return page.evaluate(asked, [rules, LIMITS])


def findings(page, rules):
    """Return what is wrong in a page or frame, as sentences."""
    return [f"{one['rule']}: {' | '.join(one['at'])}: {one['says']}" for one in found(page, rules)]
