"""What a click on an answer costs: the record is counted once, written once, and stored once."""

import gc
import importlib
import json
import sys
from collections import Counter
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
import scoring
from desk import desk
from ideas import record
from sheets import questionnaire, sheet
from test_desk import Device
from test_desk import Page as Stand_in

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OURS = questionnaire()
# What each click costs: a count, a text, and one look for what nobody uses any more.
ONCE = {"scored": 1, "dump": 1, "collected": 1}


class Tab:
    """The page's own form and a desk, in a browser that counts what it's asked to store."""

    def __init__(self, monkeypatch, count):
        self.count = count
        carried = {"catalog": OURS.catalog, "words": OURS.words["app"], "record": {"site": "0.0.0"}}
        document, window = MagicMock(), MagicMock()
        shown = {name: MagicMock(textContent=json.dumps(data)) for name, data in carried.items()}
        document.getElementById.side_effect = lambda name: shown.get(name, MagicMock())
        # Nothing was clicked before Python was there.
        document.querySelector.side_effect = lambda one: None if ":checked" in one else MagicMock()
        window.selfcheck.today.return_value = "2026-11-23"
        window.selfcheck.write.side_effect = self.write
        window.selfcheck.soon.side_effect = lambda todo: todo()
        browser = SimpleNamespace(document=document, window=window)
        ffi = SimpleNamespace(create_proxy=lambda function: function)
        monkeypatch.setitem(sys.modules, "js", browser)
        # CPython's collector has no such setting, and MicroPython's no other.
        monkeypatch.setattr(gc, "threshold", lambda _bytes: None, raising=False)
        # Its own would go through all that the tests hold.
        monkeypatch.setattr(gc, "collect", lambda: count.update(["collected"]))
        monkeypatch.setitem(sys.modules, "jsffi", ffi)
        monkeypatch.delitem(sys.modules, "page.form", raising=False)
        self.module = importlib.import_module("page.form")
        monkeypatch.delitem(sys.modules, "page.form")
        self.module.start()
        self.form = self.module.form
        self.device = Device()
        self.device.records = Kept(count)
        self.stored = None

    def write(self, text, name, seen, _day):
        self.count["tab"] += 1
        self.stored = (text, name, seen)
        return True

    def opens_a_desk(self):
        """The rest is there: views, files, records kept on the device."""
        self.form.questionnaire = OURS
        page = Stand_in(self.device, self.form)
        page.bound = lambda: self.form.bound[:2]
        page.bind = lambda name, text: setattr(self.form, "bound", (name, text, ""))
        page.now = "form"
        around = desk.Desk(self.form, page)
        self.form.changed, self.form.cleared = around.keeping.changed, around.keeping.cleared
        around.start()
        return around


class Kept(dict):
    """The records on the device; writing one is counted."""

    def __init__(self, count):
        super().__init__()
        self.count = count

    def __setitem__(self, name, text):
        self.count["device"] += 1
        super().__setitem__(name, text)


@pytest.fixture
def count(monkeypatch):
    """How often a sheet was scored, a record made into text, a text stored."""
    count = Counter()
    for module, name in ((scoring, "_scored"), (record, "dump")):
        function = getattr(module, name)

        def counted(*given, function=function, name=name):
            count[name.strip("_")] += 1
            return function(*given)

        monkeypatch.setattr(module, name, counted)
    return count


@pytest.fixture
def tab(monkeypatch, count):
    return Tab(monkeypatch, count)


def clicked(tab, count):
    """What each of the answers costs that somebody gives, one after the other."""
    costs = []
    for index, answer in enumerate(MIXED):
        count.clear()
        tab.form.take(index, answer)
        costs.append(dict(count))
    return costs


def test_a_click_before_the_rest_is_there(tab, count):
    """Without the views a click scores once, writes the record once and stores it in the tab."""
    assert [{**ONCE, "tab": 1}] * len(MIXED) == clicked(tab, count)
    assert MIXED == record.answers(OURS, record.load(OURS, tab.stored[0]))


def test_what_can_not_be_kept_is_shown(tab, monkeypatch):
    """A fault in keeping an answer leaves no view with the sums of before."""
    shown = []
    monkeypatch.setattr(tab.form, "render_result", lambda: shown.append(tab.form.result["total"]))
    monkeypatch.setattr(tab.form, "changed", lambda _text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tab.form.take(0, "done")

    assert [tab.form.result["total"]] == shown


def test_no_click_leaves_anything_in_javascript(tab):
    """What is done after a click crosses to JavaScript once: it would keep each crossing."""
    soon = tab.module.window.selfcheck.soon
    for index, answer in enumerate(MIXED):
        tab.form.take(index, answer)

    assert len(MIXED) == soon.call_count
    assert {id(tab.form.follow)} == {id(handed.args[0]) for handed in soon.call_args_list}


def test_a_step_in_which_nothing_was_answered(tab, count):
    """Nothing is scored, written or stored, and the memory isn't gone through."""
    clicked(tab, count)
    count.clear()
    tab.form.follow_up()

    assert {} == count


def test_a_click_where_nothing_is_kept(tab, count):
    """With the views it costs the same."""
    tab.opens_a_desk()

    assert [{**ONCE, "tab": 1}] * len(MIXED) == clicked(tab, count)


def test_a_click_where_the_record_is_kept(tab, count):
    """Where the record is kept on the device it is scored and written once, and stored in both."""
    around = tab.opens_a_desk()
    tab.form.take(0, "unknown")
    around.receive({"action": "keep", "checked": True, "id": "keep", "value": ""})
    (name,) = tab.device.records

    expected = {**ONCE, "device": 1, "tab": 1}
    assert [expected] * len(MIXED) == clicked(tab, count)
    kept = tab.device.records[name]
    assert MIXED == record.answers(OURS, record.load(OURS, kept))
    assert (kept, name, kept) == tab.stored


def test_the_result_is_drawn_without_counting_again(tab, count):
    """To draw the result, the open questions and the plan takes no further count."""
    around = tab.opens_a_desk()
    clicked(tab, count)
    count.clear()
    around.page.now = "result"
    around.receive({"action": "view", "id": "", "value": ""})

    assert "plan-title" in around.page.shown["desk-result"]
    assert 0 == count["scored"]
