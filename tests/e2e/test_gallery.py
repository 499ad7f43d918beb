"""Pages, and every state of the form, in both looks, from a phone to a desk: all is in its place.

No pixel is compared: geometry.py says what a sound page is. With GALLERY=FOLDER in the environment,
what was looked at is also drawn there, for people to look at.
"""

import os
from pathlib import Path

import geometry
import pytest
from states import APART, MAIN, MORE, framed

# How fonts are drawn and pages laid out is the browser's; what is asked for here holds in one.
pytestmark = pytest.mark.only_browser("chromium")
# Between a phone and a desk, columns begin; how wide all is doesn't depend on the look.
DRAWN = [("light", 360), ("light", 800), ("light", 1280), ("dark", 1000), ("dark", 360)]
PAGES = ["", "items/07/", "incident/", "404.html"]
MORE_PAGES = ["items/", "glossary/", "about/", "privacy/", "offline/", "search/"]


def and_in_the_audit(main, more):
    return [*main, *[pytest.param(one, marks=pytest.mark.audit) for one in more]]


def page_name(path):
    return path.strip("/").replace("/", "-") or "home"


def draw(page, name):
    """Put a picture of the whole page where somebody asked for it."""
    if folder := os.environ.get("GALLERY"):
        path = Path(folder) / f"{name}.png"
        whole = not page.locator("dialog[open]").count()
        page.screenshot(path=path, full_page=whole, animations="disabled")


def looked_at(page, shown, name):
    """Return what is wrong as sentences, each with the looks and widths where it is."""
    shown.evaluate(geometry.DRAW_ALL)
    wrong = {}
    for look, width in DRAWN:
        page.emulate_media(color_scheme=look)
        page.set_viewport_size({"width": width, "height": 800})
        rules = geometry.PHONE if width == 360 else geometry.RULES
        for sentence in geometry.findings(shown, [*rules, *geometry.LAST]):
            wrong.setdefault(sentence, {})[f"{look} {width}"] = True
        draw(page, f"{name}-{look}-{width}")
    return [f"{sentence} ({', '.join(where)})" for sentence, where in wrong.items()]


@pytest.mark.parametrize(
    "reach",
    and_in_the_audit([*MAIN, *APART], MORE),
    ids=lambda state: state.__name__,
)
def test_nothing_is_out_of_place(page, site, reach):
    """Nothing in this state overlaps, is cut, leaves its column, is covered or out of its order."""
    page.set_viewport_size({"width": 360, "height": 800})
    shown = reach(page, site)

    wrong = looked_at(page, shown if reach is framed else page, reach.__name__)
    assert [] == wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", and_in_the_audit(PAGES, MORE_PAGES), ids=page_name)
def test_no_page_is_out_of_place(page, site, path):
    """Nothing on this page overlaps, is cut, leaves its column, is covered or out of its order."""
    page.goto(site.url + path)

    wrong = looked_at(page, page, page_name(path))
    assert [] == wrong, "\n".join(wrong)
