"""What built pages claim and their lists in docs/claims/ lack.

    python3 tools/find_claims.py                     names it; exit status 1: there is something
    python3 tools/find_claims.py items/05 incident   writes it into the lists of these pages

The author then completes `source`, for a page `checked` and `again` as well (else they go), widens
a claim until it says which it is, and adds what has no form by which it is found: products, laws.
The site has to be built first.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import finder  # noqa: E402, they stand in hooks/ and py/
import sources  # noqa: E402

SITE = ROOT / "site"
EMPTY = {"source": "", "checked": "", "again": ""}


def lacking(page):
    """Return (its words, its list as it stands, the Hits that the list lacks) of a built page."""
    text = finder.words((SITE / page / "index.html").read_text(encoding="utf-8"))
    files = sources.claims(sources.LANGUAGE)
    rows = sources.read(files[page]) if page in files else []
    names = finder.official(sources.questionnaire())
    return text, rows, finder.undeclared(text, [row["claim"] for row in rows], names)


def completed(page):
    """Return the list of a page as JSON, a line for each claim, what it lacks put in."""
    text, rows, hits = lacking(page)
    missing = {text[hit.start : hit.end]: hit.start for hit in reversed(hits)}
    found = [(text.find(row["claim"]), row) for row in rows]
    found += [(start, {"claim": claim, **EMPTY}) for claim, start in missing.items()]
    found.sort(key=lambda one: one[0])
    lines = [json.dumps(row, ensure_ascii=False) for _, row in found]
    return "[\n  " + ",\n  ".join(lines) + "\n]\n"


def main(asked):
    for page in asked:
        path = ROOT / sources.docs(sources.LANGUAGE) / sources.CLAIMS / f"{page}.json"
        text = completed(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if not asked:
        said = [
            finder.described(page, text, hit)
            for page in pages()
            for text, _, hits in [lacking(page)]
            for hit in hits
        ]
        for line in said:
            print(line)
        sys.exit(bool(said))


def pages():
    """Return the pages that have a list, or should have one: those of the items, and others."""
    items = (f"items/{path.stem}" for path in ROOT.glob("docs/items/[0-9]*.md"))
    return sorted({*items, *sources.claims(sources.LANGUAGE)})


if __name__ == "__main__":
    main(sys.argv[1:])
