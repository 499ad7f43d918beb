"""What the documents say of the code is so: names of storage, files and tests."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# All our code that a browser runs.
CODE = [
    *ROOT.glob("js/**/*.js"),
    *ROOT.glob("theme/**/*.html"),
    *ROOT.glob("py/**/*.py"),
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


def runs():
    """Which task runs each test, as its marks say: {name: {"test", "audit"}}."""
    found = {}
    for path in ROOT.glob("tests/**/test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        whole = [ast.unparse(one) for one in tree.body if isinstance(one, ast.Assign)]
        marks = [one for one in whole if one.startswith("pytestmark =")]
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = "".join([*marks, *map(ast.unparse, node.decorator_list)])
                kind = "audit" if "mark.audit" in said else "test"
                found.setdefault(node.name, set()).add(kind)
    return found


def test_each_attack_has_its_test():
    """Every row of the table of attacks names tests that there are, and says who runs them."""
    kinds = runs()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "ATTACKS.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| attack |", "|---"))
    ]

    assert len(rows) > 60
    assert {"test", "audit"} == {row[-1] for row in rows}
    for attack, held, tests, runner in rows:
        assert attack
        assert held
        named = re.findall(r"`(test_\w+)`", tests)
        assert named, attack
        assert {test: {runner} for test in named} == {test: kinds.get(test) for test in named}


@pytest.mark.parametrize("name", ["ATTACKS.md", "THREAT-MODEL.md", "SECURITY.md"])
def test_what_a_document_rests_on_exists(name):
    """Every file and every test that the document names or links to is there."""
    document = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]+)`|\]\((?!https:)([^)#]+)\)", document)
    tests = re.findall(r"`(test_\w+)`", document)

    assert named
    assert [] == [path or link for path, link in named if not (ROOT / (path or link)).is_file()]
    assert [] == [test for test in tests if f"def {test}(" not in TESTS]


def test_each_change_has_its_tests():
    """The table of what to run names every test file and every place at the top, no other."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| changed | run |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [row.strip("|").split("|") for row in table.splitlines()]
    places = [place for row in rows for place in re.findall("`([^`]+)`", row[0])]
    tests = {name for row in rows for name in re.findall("`([^`]+)`", row[1])}
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").replace("/", "").split()
    # An editor may keep a hidden folder of its own here.
    top = {path.name for path in ROOT.glob("[!.]*")} - set(ignored)

    assert [] == [place for place in places if not (ROOT / place).exists()]
    assert {path.name for path in ROOT.glob("tests/**/test_*.py")} == tests
    assert set() == top - {place.partition("/")[0] for place in places}


def test_long_files_have_one_idea():
    """Each file of code with more than 350 lines is listed with its idea, and no other."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| long file | its idea |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()]
    places = ["dev.py", "py/**/*.py", "hooks/**/*.py", "tools/*.py", "js/**/*.js", "css/**/*.css"]
    places += ["hooks/templates/*", "theme/**/*.html"]
    files = [path for place in places for path in ROOT.glob(place)]
    long = {path for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 350}

    assert {path.relative_to(ROOT).as_posix() for path in long} == {
        row[0].strip("`") for row in rows
    }
    assert all(idea for _, idea in rows)


def test_no_two_tests_have_one_name():
    """Test files have different names: pytest collects them all as modules of one level."""
    names = [path.name for path in ROOT.glob("tests/**/test_*.py")]

    assert len(set(names)) == len(names)


def test_the_tree_names_every_file():
    """Each file of code stands in the README's tree: by itself, or in the entry of its folder."""
    tree = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2]
    tree = tree.split("```")[1]
    entries = dict(re.findall(r"^(\S+) +(.*(?:\n +.*)*)", tree, re.MULTILINE))
    places = ["py/**/*.py", "js/**/*.js", "css/**/*.css", "hooks/*.py", "hooks/templates/*"]
    files = [path.relative_to(ROOT) for place in places for path in ROOT.glob(place)]
    files += [path.relative_to(ROOT) for path in [*ROOT.glob("tools/*.py"), *ROOT.glob("theme/*")]]

    def named(path):
        folder = entries.get(f"{path.parent.as_posix()}/", "")
        return path.name in tree or re.search(rf"(?<![\w-]){path.stem}(?![\w-])", folder)

    assert entries
    assert [] == [path for path in files if not named(path) and path.stem != "__init__"]


def imported(path):
    """The names of the modules and packages that a module imports."""
    names = set()
    for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(one, ast.ImportFrom):
            names.add(one.module)
        elif isinstance(one, ast.Import):
            names |= {alias.name for alias in one.names}
    return names


def test_arrows_point_one_way():
    """A folder of py/ imports, of the others, those to its right in CONTRIBUTING's line alone."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = re.search(r"^Arrows: (.*) → nothing;", text, re.MULTILINE)[1].split(" → ")
    place = {name: at for at, step in enumerate(steps) for name in re.findall(r"py/(\w+)/", step)}
    found = {
        (folder, name.partition(".")[0])
        for folder in place
        for path in ROOT.glob(f"py/{folder}/*.py")
        for name in imported(path)
    }
    wrong = [one for one in found if one[1] in place and place[one[0]] >= place[one[1]]]

    assert {"ideas", "formats", "views", "papers", "desk", "making", "page"} == set(place)
    assert [] == [(folder, other) for folder, other in wrong if folder != other]
