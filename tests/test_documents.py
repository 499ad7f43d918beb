"""What the documents say of the code is so: names of storage, files and tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# All our code that a browser runs.
CODE = [
    *ROOT.glob("hooks/*.js"),
    *ROOT.glob("hooks/templates/*.js"),
    *ROOT.glob("docs/assets/*.js"),
    *ROOT.glob("theme/**/*.html"),
    *ROOT.glob("py/*.py"),
]
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py"))


def test_the_page_on_privacy_names_what_is_kept():
    """Each name under which the code keeps something in a browser stands on the page, no other."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    kept = set(re.findall(r"(?:\$\{(?:PREFIX|prefix)\}|selfcheck5\.)([a-z]+)", code))

    # The note of the open tabs is a cache with "#" before its name; "network" stands in it.
    assert "`#clients`" in page
    assert kept - {"clients", "network"} == set(re.findall(r"`selfcheck5\.([a-z]+)", page))


@pytest.mark.parametrize("name", ["THREAT-MODEL.md", "SECURITY.md"])
def test_what_a_document_rests_on_exists(name):
    """Every file and every test that the document names or links to is there."""
    document = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]+)`|\]\((?!https:)([^)#]+)\)", document)
    tests = re.findall(r"`(test_\w+)`", document)

    assert named
    assert [] == [path or link for path, link in named if not (ROOT / (path or link)).is_file()]
    assert [] == [test for test in tests if f"def {test}(" not in TESTS]
