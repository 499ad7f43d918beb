"""Every built page is valid HTML, as the Nu Html Checker reads it. Slow, and needs Java."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
JAR = ROOT / "tests" / "audit" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PAGES = sorted(SITE.rglob("*.html"))
# What the checker calls an error and isn't one, with the reason.
EXCEPTIONS = {
    r"Bad value “micropython” for attribute “type” on element “script”: Subtype missing\.": (
        "So PyScript names MicroPython's code; what a browser doesn't know, it leaves alone."
    ),
    r"CSS: .*": (
        "The checker knows less CSS than the browsers that hooks/oldest.py has; Biome checks it."
    ),
}
# No attribute that stands for another element's, and a picture without an alternative.
BROKEN = '<!doctype html><html lang="ja"><title>x</title><p wrong="x"><img src="x.png">'

pytestmark = pytest.mark.audit


@pytest.fixture(scope="module")
def java():
    found = shutil.which("java")
    if not found:
        pytest.skip("There is no Java: the HTML is NOT checked. Install a JRE, version 17 or newer")
    assert JAR.is_file(), "tests/audit isn't installed: `dev.py audit` does that"
    return found


def place(row):
    return f"{row['url'].rpartition('/site/')[2]}:{row.get('lastLine')}"


def errors(java, *paths):
    """Return what is wrong with files, as [place, sentence, what stands there]."""
    command = (java, "-jar", JAR, "--format", "json", "--errors-only", "--exit-zero-always", *paths)
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    return [
        [place(row), row["message"], row.get("extract", "")]
        for row in json.loads(done.stderr)["messages"]
    ]


@pytest.fixture(scope="module")
def found(java):
    return errors(java, *PAGES)


def excepted(said):
    return [pattern for pattern in EXCEPTIONS if re.fullmatch(pattern, said)]


def test_every_page_is_valid(found):
    """The checker finds no error in any page, the single file included, but for the exceptions."""
    assert SITE / "selfcheck.html" in PAGES
    assert [] == [one for one in found if not excepted(one[1])]


def test_each_exception_is_needed(found):
    """Each exception excuses something that the checker says today."""
    assert list(EXCEPTIONS) == [
        one for one in EXCEPTIONS if any(one in excepted(said) for _, said, _ in found)
    ]


def test_the_checker_sees_what_is_wrong(java, tmp_path):
    """In a page with two errors, the checker finds these."""
    page = tmp_path / "page.html"
    page.write_text(BROKEN, encoding="utf-8")
    said = [one[1] for one in errors(java, page)]

    assert 2 == len(said)
    assert "wrong" in said[0]
    assert "alt" in said[1]
