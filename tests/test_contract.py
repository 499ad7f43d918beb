"""What Python and JavaScript may ask of each other is the same on both sides.

What is drawn is checked wherever a desk draws (test_desk.Page); the browser's own side of what
Python calls is in e2e/test_device.py.
"""

import ast
import re
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

import formats
import pages
import pytest
import sources
import test_desk
from desk import desk, shown
from making.handing import Handing
from making.room import Making

ROOT = sources.ROOT
PY = sources.PY
# Of js/form: the name of an action that is told, in a script; in a page.
TOLD = re.compile(r'\btell\(\s*"([\w-]+)"')
ASKED = re.compile(r'data-(?:action|change)="([\w-]+)"')
# What a desk's rooms call the page.
CALLED_BY = {"page", "store"}


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def called_on_the_page():
    """Every name that the desk's rooms take from their page."""
    names = set()
    for path in [*PY.glob("desk/*.py"), PY / "ideas/shelf.py"]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute):
                holder = node.value
                name = getattr(holder, "attr", None) or getattr(holder, "id", None)
                if name in CALLED_BY:
                    names.add(node.attr)
    return names


@pytest.fixture
def device(monkeypatch):
    """The module page.device, with a browser in which nothing happens."""
    browser = SimpleNamespace(document=MagicMock(), window=MagicMock())
    monkeypatch.setitem(sys.modules, "js", browser)
    monkeypatch.delitem(sys.modules, "page.device", raising=False)
    import page.device  # noqa: PLC0415, it wants a browser

    yield page.device
    monkeypatch.delitem(sys.modules, "page.device")


def public(thing):
    return {name for name in dir(thing) if not name.startswith("_")}


def test_a_desk_calls_what_its_page_has(device):
    """What the rooms of the desk call on their page is what it has, no more and no less."""
    made = device.Page(MagicMock())

    assert called_on_the_page() == public(made) - {"form", "device"}


def test_the_stand_in_has_no_more_than_the_page(device):
    """A test's page answers to nothing that the browser's doesn't have, and to all that it has."""
    person = test_desk.Person()
    kept_by_tests = {"device", "form", "handler", "heeded", *vars(person.page)}

    assert called_on_the_page() == public(person.page) - kept_by_tests


def told():
    """Every action that a script or a page names."""
    found = set()
    for path in [*ROOT.glob("js/form/*.js"), *ROOT.glob("js/papers/*.js")]:
        found |= set(TOLD.findall(path.read_text(encoding="utf-8")))
    for path in ROOT.glob("hooks/templates/*.jinja"):
        found |= set(ASKED.findall(path.read_text(encoding="utf-8")))
    return found


def named():
    """Every text in the modules that draw, and in those that tell a desk something."""
    texts = set()
    drawing = [path for room in ("views", "desk", "making") for path in PY.glob(f"{room}/*.py")]
    for path in [*drawing, PY / "page/device.py"]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    return texts


def handled():
    """Every action that a room of the desk has a method for, once for each."""
    # In the single file, the desk has those of papers as well.
    person = test_desk.Person()
    holder = SimpleNamespace(questionnaire=MagicMock())
    making = Making(holder, person.page, MagicMock(), person.desk.work.talk)
    rooms = [*person.desk.rooms, making, Handing(making)]
    methods = [name for room in rooms for name in dir(room) if name.startswith("on_")]
    return [name.removeprefix("on_").replace("_", "-") for name in methods]


def test_every_action_has_one_method():
    """What scripts and pages tell is done, by one room; what a room does is asked for by somebody.

    "later" is the desk's own: the page was free.
    """
    actions = handled()

    assert sorted(set(actions)) == sorted(actions)
    assert told() - {"later"} <= set(actions)
    assert set(actions) <= told() | named()


def test_an_action_without_a_method_is_found():
    """A page that told something nobody does would be noticed here."""
    person = test_desk.Person()

    with pytest.raises(LookupError):
        person.page.heeded([["button", {"data-action": "no-such-thing"}, "x"]])


def test_views_are_named_in_one_place():
    """The page has a section for each view of its kind, and no script or template lists them."""
    listed = re.compile("|".join(rf'"{one.name}",\s*"{two.name}"' for one, two in pairs()))
    sides = [*ROOT.glob("js/**/*.js"), *ROOT.glob("hooks/**/*.jinja"), *ROOT.glob("hooks/*.py")]
    sides += [path for path in PY.rglob("*.py") if path != PY / "desk/shown.py"]

    assert [] == [path for path in sides if listed.search(path.read_text(encoding="utf-8"))]
    assert pages.VIEWS is shown.VIEWS


def pairs():
    """Two views beside each other, in any order."""
    return [(one, two) for one in shown.VIEWS for two in shown.VIEWS if one is not two]


def test_formats_are_named_in_one_place():
    """No script and no other module knows a format's media type or extension."""
    sides = [*ROOT.glob("js/form/*.js"), *PY.glob("views/*.py"), *PY.glob("desk/*.py")]
    texts = {path: path.read_text(encoding="utf-8") for path in sides}
    for made_as in formats.every():
        own = (made_as.media_type, f'"{made_as.extension}"')
        assert [] == [path for path, text in texts.items() if any(one in text for one in own)]


def test_no_class_is_too_large_to_keep_in_mind():
    """No class of ours has more than 250 lines."""
    for path in [*PY.rglob("*.py"), *ROOT.glob("hooks/*.py"), *ROOT.glob("tools/*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                assert node.end_lineno - node.lineno < 250, (path, node.name)


def test_what_can_not_wait_is_an_action():
    """The actions that are done at once are actions."""
    assert set(desk.AT_ONCE) <= set(handled())
