"""All inline code that a page of the site may have: what we wrote, and nothing else."""

from pathlib import Path

import pages
import policy

THEME = Path(__file__).parent.parent / "theme"
# The way from a sealed page to the root.
FORM = "../"


def known(site, parts, one_file):
    """Return it as a frozenset of texts, from the three of `handed`: Site, Parts and Single."""
    templates = sorted(THEME.rglob("*.html"))
    code = [code for path in templates for code in policy.inline(path.read_text(encoding="utf-8"))]
    runtime = list(site.runtime)
    code.append(pages.loaded(FORM, runtime, parts.sums))
    code.append(pages.papers_loaded(FORM, runtime, parts.sums))
    code += site.scripts.values()
    code += [one_file.style, one_file.import_map]
    return frozenset(code)
