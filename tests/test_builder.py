"""The way out of MkDocs and Material is kept open: another program builds the same site."""

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.audit
def test_properdocs_builds_the_same_site(tmp_path):
    """ProperDocs, which goes on where MkDocs ends, makes the same files, byte for byte."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", tmp_path]
    done = subprocess.run([*command, "-f", "mkdocs.yml"], cwd=ROOT, capture_output=True, text=True)
    assert 0 == done.returncode, done.stderr

    site = ROOT / "site"
    names = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    made = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(names) == sorted(made)
    _, different, unread = filecmp.cmpfiles(site, tmp_path, names, shallow=False)
    assert ([], []) == (different, unread)
