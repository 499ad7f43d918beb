"""Draw the pictures that are no SVG, with Chromium: the icons, and what a shared link shows.

`python tools/draw.py` makes them anew from theme/assets/icon.svg and tools/social.svg, in the
colour that mkdocs.yml has. They are committed, so that a build needs no browser.
"""

import sys
from pathlib import Path

from browsers import launch_arguments
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

import colours  # noqa: E402

ICON = "theme/assets/icon.svg"
# Of each: what it is made of, width, height, and how large the drawing is in it.
PICTURES = {
    "theme/assets/icon-192.png": (ICON, 192, 192, 1),
    "theme/assets/icon-512.png": (ICON, 512, 512, 1),
    # A device cuts off up to a fifth, and gives it a shape of its own.
    "theme/assets/icon-maskable.png": (ICON, 512, 512, 0.8),
    "theme/social.png": ("tools/social.svg", 1200, 630, 1),
}
PAGE = """<!doctype html><style>
body {{ background: {ground}; margin: 0 }}
svg {{ color: {main}; display: block; scale: {share}; width: 100vw }}
</style>{drawing}"""


def draw():
    """Write each of PICTURES."""
    own = load_config(str(ROOT / "mkdocs.yml")).extra["colours"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        for name, (source, width, height, share) in PICTURES.items():
            drawing = (ROOT / source).read_text(encoding="utf-8")
            if source == ICON:
                drawing = colours.coloured(drawing, own)
            ground = "none" if share == 1 else own["main"]
            page = browser.new_page(viewport={"width": width, "height": height})
            given = {"ground": ground, "main": own["main"], "share": share, "drawing": drawing}
            page.set_content(PAGE.format(**given))
            page.screenshot(path=ROOT / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    draw()
