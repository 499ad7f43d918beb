"""The browsers that the site promises to work in have what its code uses."""

import re
import subprocess
from pathlib import Path

import installed
import oldest
import pages
import publish
import pytest
from sheets import questionnaire

ROOT = Path(__file__).parent.parent
INLINE = re.compile(r"<script(?: type=.module.)?>(.*?)</script>", re.DOTALL)
# All that we wrote for browsers, as it stands in the repository.
OURS = [
    *ROOT.glob("js/**/*.js"),
    *ROOT.glob("css/**/*.css"),
    *ROOT.glob("hooks/*.py"),
    *ROOT.glob("hooks/templates/*"),
    *ROOT.glob("theme/**/*.html"),
    *ROOT.glob("py/**/*.py"),
]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in OURS if path.name != "oldest.py")


def scripts():
    """Return all JavaScript that browsers get from us, the stock runtime included, by name."""
    found = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("js/**/*.js")}
    for path in ROOT.glob("theme/**/*.html"):
        for number, code in enumerate(INLINE.findall(path.read_text(encoding="utf-8"))):
            if "{{" not in code:
                found[f"{path.name} {number}"] = code
    for name in publish.BUNDLES:
        found[f"bundle {name}"] = installed.bundle(f"js/{name}.js", minified=True)[0]
    for name, path in installed.runtime_files().items():
        if name.endswith(".js"):
            found[name] = path.read_text(encoding="utf-8")
    return found


SCRIPTS = scripts()


def compiled(code, target):
    command = [installed.esbuild(), "--loader=js", f"--target={target}", "--log-level=error"]
    done = subprocess.run(command, input=code, capture_output=True, text=True, encoding="utf-8")
    return done.stdout if done.returncode == 0 else done.stderr


def numbers(version):
    return [int(number) for number in version.split(".")]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_has_newer_syntax(name):
    """esbuild would rewrite nothing of a script for the oldest browsers."""
    assert compiled(SCRIPTS[name], "esnext") == compiled(SCRIPTS[name], installed.TARGET)


def test_the_first_script_runs_everywhere():
    """What takes the ways out away, before anything else, is written for every browser there is."""
    assert "WebRTC" in SCRIPTS["without.html 0"]
    assert compiled(SCRIPTS["without.html 0"], "esnext") == compiled(
        SCRIPTS["without.html 0"], "es5"
    )


@pytest.mark.parametrize("pattern", oldest.NEEDED)
def test_what_is_needed_is_there(pattern):
    """What the code can't do without is used, and the oldest browsers have it."""
    versions = dict(zip(("chrome", "firefox", "safari"), oldest.NEEDED[pattern], strict=True))
    too_old = [
        name
        for name, version in versions.items()
        if numbers(version) > numbers(oldest.SUPPORTED[name])
    ]

    assert re.search(pattern, CODE)
    assert [] == too_old


@pytest.mark.parametrize("pattern", oldest.LATER)
def test_what_came_later_is_not_used(pattern):
    """What one of the oldest browsers lacks stands in the table, and not in our code."""
    lacking = zip(("chrome", "firefox", "safari"), oldest.LATER[pattern], strict=True)

    assert any(numbers(version) > numbers(oldest.SUPPORTED[name]) for name, version in lacking)
    assert None is re.search(pattern, CODE)


def test_the_page_says_all_of_it():
    """The sentence that people read names the oldest version of every browser."""
    for version in oldest.SUPPORTED.values():
        assert version in pages.browsers(questionnaire())
