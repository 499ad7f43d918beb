"""What was published once stays where it is: people link to it, programs fetch it."""

import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from sheets import CASES

SITE = Path(__file__).parent.parent / "site"
# Every address that a release has had, 0.4.0 the first of them. A line is added, never taken away.
# Not among them is what only our own pages load: modules, scripts, styles, the index for searching.
ADDRESSES = (CASES / "addresses.txt").read_text(encoding="utf-8").splitlines()
LOADED = re.compile(r"pagefind/.*|py/\w+\.txt|assets/.*\.(js|css|wasm)|(?!py/scoring\.py).*\.py")
IDS = re.compile(r"\sid=[\"']?([^\s\"'>]+)")


def file_of(address):
    """The file that a host gives out for an address."""
    return SITE / address / "index.html" if address.endswith("/") else SITE / address


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_published_is_still_there(address):
    """Every address that was ever published leads to a file of the site, and to its place in it."""
    path, place = urldefrag(address)

    assert file_of(path).is_file()
    if place:
        assert place in IDS.findall(file_of(path).read_text(encoding="utf-8"))


def test_what_is_published_is_in_the_list():
    """Whatever the site publishes for others than its own pages stands in the list."""
    published = [path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()]
    listed = {file_of(address).relative_to(SITE).as_posix() for address in ADDRESSES}

    assert set() == {name for name in published if not LOADED.fullmatch(name)} - listed


def test_no_address_stands_twice():
    """The list says each address once."""
    assert sorted(set(ADDRESSES)) == sorted(ADDRESSES)
