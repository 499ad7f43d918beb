"""What Firefox's own printing makes of a page, as PDF.

Playwright prints in Chromium only, says its manual; but a Firefox of the system, which it drives
by WebDriver BiDi, prints too. Playwright's own build of Firefox doesn't.
"""

import shutil

from tools.browsers import SYSTEM

# Playwright hands its inches over as the centimetres that BiDi takes.
A4 = {"width": "21in", "height": "29.7in"}


def command():
    """Return the path of the system's Firefox, or None."""
    return next(filter(None, map(shutil.which, SYSTEM["firefox"]["commands"])), None)


def pdf(playwright, url, prepare_js=None):
    """Return the page at `url` as the bytes of a PDF on A4, with the margins that its CSS names.

    `prepare_js` is JavaScript as `page.evaluate` takes it; it may return a promise. `playwright`
    is the fixture of that name. Raises LookupError where the system has no Firefox.
    """
    path = command()
    if path is None:
        raise LookupError("There is no Firefox of the system to print with")
    browser = playwright.firefox.launch(executable_path=path, **SYSTEM["firefox"]["arguments"])
    try:
        page = browser.new_page(locale="ja-JP")
        page.goto(url)
        if prepare_js:
            page.evaluate(prepare_js)
        return page.pdf(prefer_css_page_size=True, **A4)
    finally:
        browser.close()
