"""What a person does around the answers, from message to effect, without a browser."""

import json
import re
import unicodedata
from types import FunctionType

import formats
import pytest
import scoring
from desk import at_hand, desk, shown
from drawn import found
from ideas import labels, record
from sheets import cases, catalog, compared, questionnaire, sheet, texts
from test_shelf import Device, Tab
from views import listing

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
WORDS = TEXTS["records"]
VIEWS = [view.name for view in shown.VIEWS if not view.single]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")


class Form:
    """The record of a tab, without the page that shows it."""

    site = "0.0.0"

    def __init__(self):
        self.questionnaire = QUESTIONNAIRE
        self.numbers = [item["number"] for item in CATALOG["items"]]
        self.record = record.blank(QUESTIONNAIRE, self.site)
        self.tab = None
        self.changed = lambda _text: None
        self.cleared = lambda: None
        self.restored = True
        self.visited = None
        self.settled = 0

    def settle(self):
        self.settled += 1

    def text(self):
        result = scoring.score(CATALOG, record.answers(QUESTIONNAIRE, self.record))
        record.sign(self.record, self.site, result)
        return record.dump(QUESTIONNAIRE, self.record)

    def keep(self, text=""):
        assert text in ("", self.text())
        self.tab = text or self.text()
        self.changed(self.tab)

    def open(self, opened, text=""):
        self.record = opened
        self.keep(text)

    def clear(self):
        self.cleared()
        self.record = record.blank(QUESTIONNAIRE, self.site)
        self.tab = None
        return True

    def visit(self, index):
        self.visited = index


class Page(Tab):
    """A page that remembers what it was told."""

    def __init__(self, device, form):
        super().__init__(device)
        self.form = form
        # What a desk does for an action.
        self.handler = lambda action: action
        self.tell = lambda message: message
        self.now = "records"
        self.shown = {}
        self.draws = 0
        self.said = self.asked = self.labelled = None
        self.unread = []
        self.typing = False
        # A slow page is free after every step.
        self.slow = self.waiting = False
        self.time = 0
        self.downloads = []
        self.done = []
        self.day = ""

    def heeded(self, nodes):
        """Whatever the nodes offer to do can be done."""
        for _, attributes, *below in nodes:
            for name in {"data-action", "data-change"} & set(attributes):
                assert self.handler(attributes[name])
            self.heeded([node for node in below if isinstance(node, list)])

    def written(self, nodes):
        self.heeded(nodes)
        return json.dumps(nodes, ensure_ascii=False)

    def show(self, place, written):
        self.shown[place] = written
        # whose it is changes by itself
        self.draws += place != "desk-whose"

    def notice(self, text, kind="", buttons=()):
        self.heeded(buttons)
        self.said = text
        self.kind = kind
        self.buttons = [button[1]["data-action"] for button in buttons]

    def label(self, text):
        self.labelled = text

    def ask(self, nodes):
        self.heeded(filter(None, nodes))
        self.asked = json.dumps(nodes, ensure_ascii=False)

    def answer(self, number, answer, carried=False):
        self.form.record["answers"][str(number)] = answer
        if not self.form.record.get("date"):
            record.put(self.form.record, "date", self.today())
        record.put_item(self.form.record, int(number), "carried", carried)
        self.form.keep()
        return True

    def clock(self):
        self.time += 1000 if self.slow else 0
        return self.time

    def later(self):
        assert not self.waiting
        self.waiting = True

    def take(self):
        """Nobody types."""

    def withdraw(self, action):
        self.buttons = [button for button in self.buttons if button != action]

    def editing(self):
        return self.typing

    def asides(self):
        return self.unread

    def view(self):
        return self.now

    def go(self, view):
        """Go to a view, and tell of it as the page does."""
        if self.now != view:
            self.now = view
            self.tell({"action": "view"})

    def today(self):
        return "2026-11-23"

    def stamp(self):
        return "20261123T000000Z"

    def plain(self, passphrase):
        return unicodedata.normalize("NFKC", passphrase).strip()

    def compared(self, names):
        return [compared(name) for name in names]

    def download(self, name, media_type, text):
        self.downloads.append((name, media_type, text))

    def tab_is_empty(self):
        return self.form.tab is None

    def next_check(self):
        return self.day

    def plan_next_check(self, day):
        self.day = day


def remembered(name):
    """A method of a page that only remembers that it was called."""
    return lambda page, *given: page.done.append((name, *given))


REMEMBERED = """
    afresh announce_text_of copy drop fill focus guard paper print progress refuse save_aside
    seal unseal wipe write
"""
for name in REMEMBERED.split():
    setattr(Page, name, remembered(name))


class Person:
    """A person at a desk."""

    def __init__(self, device=None, slow=False):
        self.form = Form()
        self.page = Page(device or Device(), self.form)
        self.page.slow = slow
        self.desk = desk.Desk(self.form, self.page)
        self.page.handler = self.desk.handler
        self.page.tell = self.desk.receive
        self.form.changed = self.desk.keeping.changed
        self.form.cleared = self.desk.keeping.cleared
        self.starts()

    def starts(self):
        self.desk.start()
        while self.waits_a_step():
            pass

    def does(self, action, **more):
        field = {"id": "", "value": "", "more": 0, "before": "", "bad": False, "checked": False}
        self.desk.receive({"action": action, **field, **more})
        while self.waits_a_step():
            pass

    def waits_a_step(self):
        """Have the desk go on if it waits for the page to be free; tell whether it did."""
        waits, self.page.waiting = self.page.waiting, False
        if waits:
            self.desk.receive({"action": "later"})
        return waits

    def answers(self, answers=MIXED, **named):
        record.put_answers(QUESTIONNAIRE, self.form.record, answers)
        self.form.record.update(named)
        self.form.keep()

    def beside(self):
        """Keep this tab's record, open it in a second tab of the same device, and return that."""
        self.answers()
        self.does("keep", checked=True)
        (name,) = self.kept
        second = Person(self.page.device, self.page.slow)
        second.does("open", key=f"kept:{name}")
        return second

    def decides(self, value, **fields):
        """Close the dialog that asks, by the button of that value."""
        assert self.page.asked
        self.page.asked = None
        self.does("answered", value=value, fields=fields)

    def reads(self, *files):
        for index, (name, text) in enumerate(files):
            more = {"problem": "", "text": text, "key": f"f{index}"}
            self.does("file", name=name, index=index, of=len(files), **more)

    @property
    def kept(self):
        return self.page.device.records


@pytest.fixture(params=[False, True], ids=["at once", "in steps"])
def person(request):
    return Person(slow=request.param)


def file_of(answers=MIXED, **named):
    """The text of a record's file."""
    made = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    made.update(named)
    return record.dump(QUESTIONNAIRE, made)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("answers", [[None] * 25, MIXED, ["done"] * 25, MIXED[:9] + [None] * 16])
def test_every_view_can_be_drawn(person, view, answers):
    """Each view is drawn for an empty, an unfinished and a finished check."""
    person.answers(answers)
    person.page.now = view
    person.does("view", view=view)

    telling = {
        "result": WORDS["about_title"],
        "records": WORDS["erase_heading"],
        "compare": WORDS["import_title"],
        "departments": WORDS["import_title"],
    }
    assert (view != "form") == (f"desk-{view}" in person.page.shown)
    assert view == "form" or telling[view] in person.page.shown[f"desk-{view}"]


@pytest.mark.parametrize("view", ["records", "compare", "departments"])
def test_the_heading_names_the_file_field(person, view):
    """What files are for is said once beside their field: by the heading above it."""
    person.page.now = view
    person.does("view", view=view)
    nodes = json.loads(person.page.shown[f"desk-{view}"])
    (field,) = found(nodes, "input", type="file")
    heading = {"id": field[1]["aria-labelledby"]}

    named = found(nodes, "h3", **heading) + found(nodes, "h4", **heading)
    assert [WORDS["import_title"]] == [one[2] for one in named]
    assert [] == found(nodes, "label", for_=field[1]["id"])


def test_nothing_stays_on_the_device_unasked(person):
    """Whatever is answered, planned and named, the device keeps nothing by itself."""
    person.answers(company="甲社")
    person.does("write", number="2")
    person.does("item", field="note", value="メモ")
    person.does("head", field="role", value="店長")

    assert {} == person.kept


def test_keeping_follows_every_change(person):
    """Once asked to, the device keeps the record, and each later change."""
    person.answers()
    person.does("keep", checked=True)
    person.does("write", number="2")
    person.does("item", field="owner", value="山田")
    person.does("head", field="company", value="甲社")

    (text,) = person.kept.values()
    kept = record.load(QUESTIONNAIRE, text)
    assert "甲社" == kept["company"]
    assert {"owner": "山田"} == record.item(kept, 2)


def test_not_keeping_any_more_can_be_undone(person):
    """Taking the tick away erases the kept record at once, and 「元に戻す」 brings it back."""
    person.answers()
    person.does("keep", checked=True)
    before = dict(person.kept)
    person.does("keep", checked=False)
    assert {} == person.kept
    assert ["undo"] == person.page.buttons

    person.does("undo")
    assert before == person.kept
    person.does("head", field="company", value="甲社")
    assert "甲社" in "".join(person.kept.values())


def test_a_full_device_is_said(person):
    """A device that refuses is said, and the record can still be saved as a file."""
    person.page.device.full = True
    person.answers()
    person.does("keep", checked=True)
    assert WORDS["not_kept"] == person.page.said

    person.does("export", kind="json")
    ((name, media_type, text),) = person.page.downloads
    assert (True, "application/json") == (name.endswith(".json"), media_type)
    assert MIXED == record.answers(QUESTIONNAIRE, record.load(QUESTIONNAIRE, text))


KEPT, UNKEPT = WORDS["tab_kept"], WORDS["tab_unkept"]


def test_the_tab_says_what_the_device_has(person):
    """The tab of records says 保存済み as long as the device has the record as it is, no longer."""
    assert not person.page.labelled
    person.answers()
    assert UNKEPT == person.page.labelled
    person.does("export", kind="json")
    assert UNKEPT == person.page.labelled
    person.does("keep", checked=True)
    assert KEPT == person.page.labelled
    person.answers(["done"] * 25)
    assert KEPT == person.page.labelled

    person.page.device.full = True
    person.answers()
    assert UNKEPT == person.page.labelled
    person.page.device.full = False
    person.does("head", field="company", value="甲社")
    assert KEPT == person.page.labelled
    person.does("keep", checked=False)
    assert UNKEPT == person.page.labelled
    person.does("undo")
    assert KEPT == person.page.labelled
    person.does("start-over")
    assert "" == person.page.labelled
    person.does("undo")
    assert KEPT == person.page.labelled


def test_a_device_that_only_says_that_it_keeps_is_not_believed(person):
    """What the device says is nothing to go by: what counts is what can be read of it."""
    person.answers()
    person.page.device.records = type("Sieve", (dict,), {"__setitem__": lambda *_: None})()
    person.does("keep", checked=True)

    assert UNKEPT == person.page.labelled


def test_the_tab_tells_of_other_tabs(person):
    """What another tab writes or erases is no record of this one, until that is settled."""
    second = person.beside()
    assert KEPT == second.page.labelled
    person.does("head", field="role", value="一番")
    second.does("head", field="role", value="二番")
    assert (KEPT, UNKEPT) == (person.page.labelled, second.page.labelled)
    second.does("conflict-mine")
    assert KEPT == second.page.labelled
    person.does("storage", text="")
    assert KEPT == person.page.labelled
    (name,) = person.kept
    person.kept.clear()
    for one in (person, second):
        one.does("storage", id=name, text="")
        assert UNKEPT == one.page.labelled


def test_a_record_too_long_to_keep_is_not_called_kept(person):
    """What can't be written any more is on the device as it was: the tab doesn't call it kept."""
    person.answers()
    person.does("keep", checked=True)
    record.put(person.form.record, "company", "甲社")
    person.desk.keeping.warn_of("too long")

    assert UNKEPT == person.page.labelled


def test_two_tabs_are_told(person):
    """The tab that writes second is asked what to do; each of the three ways does what it says."""
    for way in ("conflict-copy", "conflict-theirs", "conflict-mine"):
        first = Person()
        second = first.beside()
        first.does("head", field="role", value="一番")
        second.does("head", field="role", value="二番")
        assert WORDS["conflict"] == second.page.said
        assert way in second.page.buttons
        assert "二番" not in "".join(first.kept.values())

        second.does(way)
        roles = sorted(record.load(QUESTIONNAIRE, text)["role"] for text in first.kept.values())
        expected = {
            "conflict-copy": ["一番", "二番"],
            "conflict-theirs": ["一番"],
            "conflict-mine": ["二番"],
        }
        assert expected[way] == roles
        own = "一番" if way == "conflict-theirs" else "二番"
        assert own == second.form.record["role"]
        second.does("head", field="company", value="続き")
        assert "続き" in "".join(first.kept.values())


def test_erased_in_another_tab(person):
    """What another tab erased is said here, and the answers stay."""
    person.answers()
    person.does("keep", checked=True)
    person.kept.clear()
    person.does("storage", id="", text="")

    assert WORDS["gone"] == person.page.said
    assert MIXED == record.answers(QUESTIONNAIRE, person.form.record)
    assert {} == person.kept


def test_an_unreadable_kept_record_is_said_and_can_be_removed(person):
    """A corrupted record stands in the list with its reason; nothing else breaks."""
    person.kept["bad"] = "{"
    person.kept["good"] = file_of(company="乙社")
    person.does("view", view="records")
    shown = person.page.shown["desk-records"]
    assert "途中で終わっています" in shown
    assert "乙社" in shown

    person.does("remove", key="kept:bad")
    assert ["good"] == list(person.kept)
    person.does("undo")
    assert "{" == person.kept["bad"]


def test_opening_a_kept_record_goes_on_with_it(person):
    """A kept record that is opened gets the changes from then on; others don't."""
    person.kept["a"] = file_of(company="甲社")
    person.kept["b"] = file_of(company="乙社")
    person.does("open", key="kept:b")
    person.does("head", field="role", value="部長")

    assert "部長" in person.kept["b"]
    assert file_of(company="甲社") == person.kept["a"]
    assert "result" == person.page.now


@pytest.mark.parametrize("step", ["open", "merge-take", "renew"])
def test_what_is_opened_is_drawn_once(person, step):
    """The page tells of the view that it goes to: that isn't a second reason to draw it."""
    person.kept["a"] = file_of(["done"] * 25, company="甲社")
    person.does("view")
    person.page.draws = 0
    leaves(person, step)

    assert "result" == person.page.now
    # Where a file is read first, that is drawn, too.
    assert 1 + (step == "merge-take") == person.page.draws


@pytest.mark.parametrize("step", ["open", "renew"])
def test_the_page_is_free_between_opening_and_showing(step):
    """Neither what it takes to open a record nor to show its view is added to the other."""
    person = Person(slow=True)
    person.kept["a"] = file_of(["done"] * 25, company="甲社")
    person.does("view")
    before = person.form.record
    person.desk.receive({"action": step, "key": "kept:a"})
    while person.form.record is before:
        assert person.waits_a_step()

    assert "records" == person.page.now
    assert person.page.waiting
    while person.waits_a_step():
        pass
    assert "result" == person.page.now


def test_what_is_nowhere_else_is_asked_about(person):
    """Opening another record asks first if this one is kept nowhere: やめる, save, or drop."""
    person.kept["a"] = file_of(["done"] * 25, company="甲社")
    person.answers()
    person.does("open", key="kept:a")
    person.decides("no")
    assert MIXED == record.answers(QUESTIONNAIRE, person.form.record)

    person.does("open", key="kept:a")
    person.decides("save")
    ((_, media_type, text),) = person.page.downloads
    assert "application/json" == media_type
    assert MIXED == record.answers(QUESTIONNAIRE, record.load(QUESTIONNAIRE, text))
    assert MIXED == record.answers(QUESTIONNAIRE, person.form.record)
    person.decides("yes")
    assert ["done"] * 25 == record.answers(QUESTIONNAIRE, person.form.record)


def test_what_is_nowhere_else_can_be_kept(person):
    """The question before another record opens offers to keep this one on the device."""
    person.kept["a"] = file_of(["done"] * 25, company="甲社")
    person.answers()
    person.does("open", key="kept:a")
    person.decides("keep")

    assert ["done"] * 25 == record.answers(QUESTIONNAIRE, person.form.record)
    assert 2 == len(person.kept)


def leaves(person, step):
    """Begin one of the steps that put something else into the place of the tab's record."""
    if step == "open":
        person.does("open", key="kept:a")
    elif step == "merge-take":
        person.reads(("1.json", file_of(company="甲社", department="営業")))
        person.does("merge-take")
    else:
        person.does(step)


def read(person, **named):
    """Read a record from a file; return its key in the list."""
    person.reads(("b.json", file_of(**named)))
    return person.desk.work.files[-1]["key"]


STEPS = ["open", "next-company", "merge-take", "renew"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", ["json", "age"])
def test_a_file_counts_when_somebody_has_seen_it(person, kind, step):
    """What was handed to the browser is asked for by its name before its record makes room.

    If it got lost, the usual question follows; once it was seen, nobody asks again.
    """
    person.kept["a"] = file_of(company="甲社")
    person.answers(company="丙社")
    if kind == "json":
        person.does("export", kind="json")
        name = person.page.downloads[-1][0]
    else:
        person.does("export", kind="age")
        person.decides("yes", first="1234 5678", second="1234 5678")
        name = person.page.done[-1][1]
        person.does("sealed", name=name, problem="")
    assert "届いたか、確かめて" in person.page.said

    leaves(person, step)
    assert WORDS["saved_title"] in person.page.asked
    assert labels.isolated(name) in person.page.asked
    person.decides("no")
    assert "丙社" == person.form.record["company"]

    leaves(person, step)
    person.decides("lost")
    assert WORDS["leave_title"] in person.page.asked
    person.decides("no")
    assert "丙社" == person.form.record["company"]

    person.does("export", kind="json")
    before = person.form.record
    leaves(person, step)
    person.decides("yes")
    assert person.page.asked is None
    assert before is not person.form.record


def test_what_a_seen_file_holds_needs_no_question(person):
    """A record that was read from a file, or whose file was seen, is left without a question."""
    person.kept["a"] = file_of(company="甲社")
    person.does("open", key=read(person, company="乙社"))
    assert "乙社" == person.form.record["company"]
    person.does("open", key="kept:a")

    assert person.page.asked is None
    assert "甲社" == person.form.record["company"]


def test_a_file_that_was_renamed_here_is_asked_about(person):
    """A record from a file whose name was changed in the list stands in no file as it is."""
    key = read(person, company="乙社")
    person.does("rename", key=key)
    person.decides("yes", company="丙社", department="", role="")
    person.does("open", key=key)
    person.does("next-company")

    assert WORDS["leave_title"] in person.page.asked


def test_a_change_after_the_file_is_asked_about(person):
    """A file that was seen holds what was in it: an answer since then is nowhere else."""
    person.answers()
    person.does("export", kind="json")
    person.does("next-company")
    person.decides("yes")
    person.does("undo")
    person.does("next-company")
    assert person.page.asked is None
    person.does("undo")
    person.does("head", field="role", value="店長")
    person.does("next-company")

    assert WORDS["leave_title"] in person.page.asked


def goes(person, step):
    """Take a step that puts something else into the place of the record, whatever is asked."""
    if step == "start-over":
        person.does("start-over")
    else:
        leaves(person, step)
        if person.page.asked:
            person.decides("drop")


@pytest.mark.parametrize("step", [*STEPS, "start-over"])
@pytest.mark.parametrize("kept", [True, False])
def test_the_last_step_can_be_undone(person, step, kept):
    """「元に戻す」 brings back the record, what it is bound to, the filters and the files."""
    person.kept["a"] = file_of(company="甲社")
    person.answers(company="丙社", date="2025-11-01")
    person.does("keep", checked=kept)
    person.reads(("b.json", file_of(company="乙社")))
    person.does("filter", filter="basics", checked=True)
    before = person.form.text()
    bound = person.page.bound()
    files = list(person.desk.work.files)
    goes(person, step)
    assert before != person.form.tab
    assert "undo" in person.page.buttons
    person.does("undo")

    assert (before, before) == (person.form.text(), person.form.tab)
    assert bound == person.page.bound()
    assert person.desk.work.filters["basics"]
    assert files == person.desk.work.files[: len(files)]
    assert WORDS["undone"] == person.page.said
    person.does("head", field="role", value="店長")
    assert kept == ("店長" in "".join(person.kept.values()))
    assert "店長" not in person.kept["a"]


def is_ours(thing):
    return isinstance(thing, Form) or type(thing).__module__.startswith("desk.")


def held(thing, found=None):
    """Every text that can be reached from an object of ours, functions' closures included."""
    found = {} if found is None else found
    if id(thing) in found:
        return ""
    found[id(thing)] = thing
    if isinstance(thing, str):
        return thing
    if isinstance(thing, dict):
        inner = [*thing, *thing.values()]
    elif isinstance(thing, (list, tuple, set)):
        inner = list(thing)
    else:
        cells = (thing.__closure__ or ()) if isinstance(thing, FunctionType) else ()
        inner = [cell.cell_contents for cell in cells]
        inner += [thing.__dict__] if is_ours(thing) else []
    return " ".join(held(one, found) for one in inner)


@pytest.mark.parametrize("end", ["answer", "head", "item", "erase"])
@pytest.mark.parametrize("step", ["next-company", "start-over"])
def test_the_next_change_ends_the_way_back(person, step, end):
    """After an answer or anything written, and after 全部消す, nothing of the record is held."""
    person.answers(company="丙社")
    goes(person, step)
    assert "丙社" in held(person.desk)
    if end == "answer":
        person.form.record["answers"]["1"] = "done"
        person.form.keep()
    elif end == "head":
        person.does("head", field="role", value="店長")
    elif end == "item":
        person.does("item", number="3", field="ticked", checked=True)
    else:
        person.desk.forget()
        person.form.clear()

    assert end == "erase" or [] == person.page.buttons
    assert "丙社" not in held(person.desk)
    person.does("undo")
    assert "丙社" not in person.form.text()


def test_only_the_last_step_comes_back(person):
    """Two steps, one undone: the record in between is there, and the one before it isn't."""
    person.kept["a"] = file_of(company="甲社")
    person.answers(company="丙社")
    goes(person, "open")
    goes(person, "start-over")
    person.does("undo")
    assert "甲社" == person.form.record["company"]
    assert [] == person.page.buttons
    person.does("undo")
    assert "甲社" == person.form.record["company"]


@pytest.mark.parametrize("step", [*STEPS, "start-over"])
def test_the_day_of_the_next_check_goes_with_its_record(person, step):
    """Another record's calendar doesn't get the day that was chosen for this one."""
    person.kept["a"] = file_of(company="甲社")
    person.answers(company="丙社")
    person.does("next-check", field="date", value="2027-04-01")
    goes(person, step)
    assert "" == person.desk.work.next_check

    person.does("undo")
    assert "2027-04-01" == person.desk.work.next_check


@pytest.mark.parametrize("around", ["decided", "next_check"])
def test_what_was_chosen_without_answers_comes_back(person, around):
    """The next company takes choices and a day along where the tab has no answers, too."""
    if around == "decided":
        person.does("merge-choose", number="3")
        person.decides("done")
    else:
        person.does("next-check", field="date", value="2027-04-01")
    before = getattr(person.desk.work, around)
    person.does("next-company")
    assert not getattr(person.desk.work, around)
    person.does("undo")

    assert before == getattr(person.desk.work, around) != ""


def test_nothing_to_bring_back_is_not_offered(person):
    """With nothing in the tab, the steps offer no way back."""
    person.kept["a"] = file_of(company="甲社")
    for step in ("next-company", "start-over", "open"):
        goes(person, step)
        assert [] == person.page.buttons


@pytest.mark.parametrize("way", ["conflict-theirs", "conflict-mine"])
def test_the_way_out_of_a_conflict_can_be_undone(way):
    """What gave way, here or on the device, comes back, and the conflict with it."""
    first = Person()
    second = first.beside()
    first.does("head", field="role", value="一番")
    second.does("head", field="role", value="二番")
    second.does(way)
    assert ["undo"] == second.page.buttons
    second.does("undo")

    assert "二番" == second.form.record["role"]
    assert ["一番"] == [record.load(QUESTIONNAIRE, text)["role"] for text in first.kept.values()]
    assert WORDS["conflict"] == second.page.said
    assert "conflict-copy" in second.page.buttons


@pytest.mark.parametrize("step", ["next-company", "start-over"])
def test_what_cannot_be_read_is_asked_about(person, step):
    """What the tab keeps aside is erased by no step before somebody was asked about it."""
    person.page.unread = ["selfcheck5.aside"]
    person.answers()
    cleared = []
    person.form.cleared = lambda: cleared.append(True)
    if step == "start-over":
        person.does("start-over")
    else:
        person.does(step)
    assert WORDS["leave_asides_title"] in person.page.asked
    person.decides("save")
    saved = ("save_aside", "selfcheck5.aside", WORDS["aside_file"])
    assert saved in person.page.done
    person.decides("no")
    assert [] == cleared


def test_the_next_check_asks_first(person):
    """What was changed since an old check was opened isn't lost to the next one."""
    person.does("open", key=read(person, date="2025-11-01"))
    person.does("head", field="role", value="店長")
    person.does("renew")

    assert WORDS["leave_title"] in person.page.asked
    assert "店長" == person.form.record["role"]


def test_who_types_is_not_disturbed():
    """What another tab kept waits until the field is left; what is typed before is a conflict."""
    first = Person()
    second = first.beside()
    first.page.now = "result"
    first.does("write", number="3")
    drawn = len(first.page.done)
    first.page.typing = True
    second.does("head", field="role", value="二番")
    (name,) = first.kept
    first.does("storage", id=name, text=first.kept[name])
    assert [] == [what for what, *_ in first.page.done[drawn:] if what in ("show", "write")]
    assert "role" not in first.form.record

    first.page.typing = False
    first.does("left")
    assert "二番" == first.form.record["role"]
    assert ("write", None) == first.page.done[-1][:: len(first.page.done[-1]) - 1]

    first.page.typing = True
    second.does("head", field="role", value="三番")
    first.does("storage", id=name, text=first.kept[name])
    first.does("item", field="note", value="メモ")
    assert WORDS["conflict"] == first.page.said
    assert "三番" in first.kept[name]
    assert {"note": "メモ"} == record.item(first.form.record, 3)


def test_a_name_that_another_tab_gave_meanwhile_stays():
    """Renaming changes the names that were changed in its dialog, and no other."""
    first = Person()
    second = first.beside()
    first.does("rename", key="now")
    second.does("head", field="role", value="二番")
    (name,) = first.kept
    first.does("storage", id=name, text=first.kept[name])
    first.decides("yes", company="甲社", department="", role="")

    assert ("甲社", "二番") == (first.form.record["company"], first.form.record["role"])


def test_the_next_company_starts_clean(person):
    """Nothing of the company before is in the record, the tab, the files or the choices."""
    person.answers(company="甲社")
    person.reads(("a.json", file_of(company="甲社")))
    person.does("write", number="2")
    person.does("item", field="note", value="甲社のメモ")
    person.does("filter", filter="basics", checked=True)
    person.does("next-company")
    person.decides("drop")

    assert record.blank(QUESTIONNAIRE, Form.site) == person.form.record
    assert person.form.tab is None
    assert [] == person.desk.at_hand.entries()
    assert WORDS["begun"] + WORDS["begun_back"] == person.page.said
    for view in ("result", "records", "compare", "departments"):
        person.page.now = view
        person.does("view", view=view)
        assert "甲社" not in person.page.shown[f"desk-{view}"]


def test_starting_over_leaves_what_is_kept(person):
    """After 「最初からやり直す」 the next answers aren't written over the record that is kept."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    before = dict(person.kept)
    person.does("start-over")
    person.answers(["done"] * 25)

    assert before == person.kept


def test_the_next_company_leaves_what_is_kept(person):
    """What the device keeps of one company isn't touched by starting the next."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    before = dict(person.kept)
    person.does("next-company")
    person.answers(["done"] * 25, company="乙社")

    assert before == person.kept


def test_files_are_read_or_refused_and_the_answers_stay(person):
    """Each file ends in the list or among the refused with its reason; the answers stay."""
    person.answers()
    person.reads(
        ("good.json", file_of(company="丙社")),
        ("cut.json", file_of()[:50]),
        ("other.json", file_of().replace("ipa-25-6kajo", "ipa-25-old")),
        ("picture.png", "x"),
    )

    assert MIXED == record.answers(QUESTIONNAIRE, person.form.record)
    assert ["good.json"] == [entry["file"] for entry in person.desk.work.files]
    assert ["cut.json", "other.json", "picture.png"] == [
        row["file"] for row in person.desk.work.refused
    ]
    assert WORDS["files_refused"].format(read=1, refused=3) == person.page.said
    assert "ipa-25-old" in person.desk.work.refused[1]["problem"]


def test_a_wrong_total_and_unknown_fields_are_shown(person):
    """A file that claims another total, or has fields we don't know, is read and both are said."""
    text = file_of(total=99).replace('"total": 99', '"total": 99, "mood": "good"')
    person.reads(("a.json", text))

    shown = person.page.shown["desk-records"]
    assert "99点" in shown
    assert "34点" in shown
    assert "mood" in shown


def test_locked_files_are_asked_for_one_by_one(person):
    """A wrong passphrase asks again, the right one reads, and giving up refuses."""
    for index, name in enumerate(("a.age", "b.age")):
        person.does("file", name=name, index=index, of=2, problem="sealed", text="", key=name)
    assert "a.age" in person.page.asked
    person.decides("yes", first="wrong")
    assert ("unseal", "a.age", "wrong") == person.page.done[-1]
    person.does("unsealed", problem="passphrase", text="", key="a.age")
    assert WORDS["wrong_passphrase"] in person.page.asked
    person.decides("yes", first="right")
    person.does("unsealed", problem="", text=file_of(company="丁社"), key="a.age")

    assert "b.age" in person.page.asked
    person.decides("no")
    assert ["a.age"] == [entry["file"] for entry in person.desk.work.files]
    assert ["b.age"] == [row["file"] for row in person.desk.work.refused]


def test_sealing_asks_twice(person):
    """Two different passphrases or none ask again; two alike seal the record."""
    person.answers()
    person.does("export", kind="age")
    person.decides("yes", first="1234567", second="1234567")
    assert WORDS["passphrase_short"].format(least=8) in person.page.asked
    person.decides("yes", first="12345678", second="12345679")
    assert WORDS["passphrase_differs"] in person.page.asked
    person.decides("yes", first="12345678", second="12345678")

    action, name, media_type, text, passphrase = person.page.done[-1]
    assert ("seal", "12345678", person.form.text()) == (action, passphrase, text)
    assert formats.of("age").media_type == media_type
    assert name.endswith(".age")
    person.does("sealed", name=name, problem="")
    assert WORDS["saved"].format(name=name) == person.page.said
    person.does("next-company")
    person.decides("yes")
    assert record.is_empty(person.form.record)


def test_a_passphrase_that_others_could_not_type_is_shown(person):
    """A passphrase that keyboards spell differently is shown as it will be, and sealed with."""
    person.answers()
    person.does("export", kind="age")
    person.decides("yes", first="さくら　ＡＢＣ１２", second="さくら ABC12")
    assert "さくら ABC12" in person.page.asked
    assert "seal" not in [done[0] for done in person.page.done]
    person.decides("yes")

    assert ("seal", "さくら ABC12") == (person.page.done[-1][0], person.page.done[-1][-1])


def test_blanks_do_not_make_a_passphrase_long(person):
    """What counts is the length of the passphrase that the file gets."""
    person.answers()
    person.does("export", kind="age")
    person.decides("yes", first="　　　　　　　1", second="　　　　　　　1")

    assert WORDS["passphrase_short"].format(least=8) in person.page.asked


def test_sealing_that_fails_is_said(person):
    """A record that could not be sealed doesn't count as saved."""
    person.answers()
    person.does("sealed", name="a.age", problem="failed")
    assert (WORDS["not_sealed"], "warning") == (person.page.said, person.page.kind)

    person.does("next-company")
    assert person.page.asked


@pytest.mark.parametrize("kind", ["json", "csv", "md"])
def test_exports(person, kind):
    """Each export is handed to the browser under a name of its kind."""
    person.answers(company="甲社")
    person.does("export", kind=kind)

    ((name, said, text),) = person.page.downloads
    assert formats.of(kind).media_type == said
    assert name.endswith("." + kind)
    assert "甲社" in text


def test_the_workbook(person):
    """The workbook is handed over as the parts that the browser zips."""
    person.answers(company="甲社")
    person.does("export", kind="xlsx")

    ((name, said, parts),) = person.page.downloads
    assert (formats.of("xlsx").media_type, ".xlsx") == (said, name[-5:])
    assert "甲社" in dict(parts)["xl/sharedStrings.xml"]


def test_a_calendar_without_dates_is_not_saved(person):
    """Without a date there is no calendar file; with the date of the next check there is."""
    person.answers()
    person.does("export", kind="ics")
    assert ([], WORDS["no_dates"]) == (person.page.downloads, person.page.said)
    person.does("next-check", field="date", value="2027-11-01")
    person.does("export", kind="ics")

    assert "20271101" in person.page.downloads[0][2]


def test_a_copy_is_the_start_of_the_next_check(person):
    """A duplicate has the same answers and no date."""
    person.kept["a"] = file_of(company="甲社", date="2025-11-01")
    person.does("duplicate", key="kept:a")

    copies = [record.load(QUESTIONNAIRE, text) for name, text in person.kept.items() if name != "a"]
    assert [(MIXED, None)] == [(record.answers(QUESTIONNAIRE, c), c.get("date")) for c in copies]


def test_renaming(person):
    """New names go into the record renamed, kept or of this tab, and into no other."""
    person.kept["a"] = file_of(company="甲社")
    person.answers(company="乙社")
    for key, name in (("kept:a", "新a"), ("now", "新now")):
        person.does("rename", key=key)
        person.decides("yes", company=name, department="", role="")

    assert "新a" == record.load(QUESTIONNAIRE, person.kept["a"])["company"]
    assert "新now" == person.form.record["company"]
    assert "新now" in person.form.tab


@pytest.mark.parametrize("origin", ["now", "kept", "file"])
def test_a_name_comes_back(person, origin):
    """A name that was changed comes back with 「元に戻す」, wherever the record is."""
    key = {"now": "now", "kept": "kept:a", "file": None}[origin]
    person.answers(company="甲社")
    person.kept["a"] = file_of(company="甲社")
    key = key or read(person, company="甲社")
    person.does("rename", key=key)
    person.decides("yes", company="乙社", department="", role="")
    assert "乙社" == person.desk.at_hand.entry(key)["record"]["company"]
    assert (WORDS["renamed"], ["undo"]) == (person.page.said, person.page.buttons)

    person.does("undo")
    assert "甲社" == person.desk.at_hand.entry(key)["record"]["company"]
    assert WORDS["undone"] == person.page.said


def test_the_next_change_ends_the_way_back_to_a_name(person):
    """A name of this tab's record doesn't come back to what is another record by then."""
    person.answers(company="甲社")
    person.does("rename", key="now")
    person.decides("yes", company="乙社", department="", role="")
    person.kept["a"] = file_of(company="丙社")
    person.does("open", key="kept:a")
    person.decides("drop")
    person.answers(["done"] * 25)
    person.does("undo")

    assert "丙社" == person.form.record["company"]


def test_a_copy_is_taken_back(person):
    """A copy that nobody wanted goes again; one that has gone meanwhile is no trouble."""
    person.kept["a"] = file_of()
    for gone in (False, True):
        person.does("duplicate", key="kept:a")
        assert 2 == len(person.kept)
        if gone:
            person.kept.pop(next(name for name in person.kept if name != "a"))
        person.does("undo")
        assert ["a"] == list(person.kept)


def removes_and_undoes(person):
    """Put another record away and take that back: the way back before it is offered again."""
    key = read(person, company="丙社")
    person.does("remove", key=key)
    person.does("undo")
    assert ["undo"] == person.page.buttons


def test_a_copy_that_somebody_went_on_with_stays(person):
    """「元に戻す」 doesn't erase a copy that was opened and answered since, and says so."""
    person.kept["a"] = file_of(company="甲社")
    person.does("duplicate", key="kept:a")
    (copy,) = set(person.kept) - {"a"}
    person.does("open", key=f"kept:{copy}")
    person.answers(["done"] * 25)
    person.does("open", key="kept:a")
    person.does("head", field="role", value="店長")
    before = dict(person.kept)
    removes_and_undoes(person)
    person.does("undo")

    assert before == person.kept
    assert (WORDS["not_undone"], []) == (person.page.said, person.page.buttons)


@pytest.mark.parametrize("now", ["甲社", "乙社"])
def test_a_name_comes_back_to_a_record_opened_since(person, now):
    """A kept record that this tab writes by now gets its name back, unless it has a third one."""
    person.kept["a"] = file_of(company="山田商店")
    person.does("rename", key="kept:a")
    person.decides("yes", company="甲社", department="", role="")
    person.does("open", key="kept:a")
    person.does("head", field="company", value=now)
    person.does("head", field="role", value="店長")
    person.page.now = "records"
    removes_and_undoes(person)
    person.does("undo")

    name, said = ("山田商店", "undone") if now == "甲社" else (now, "not_undone")
    assert (WORDS[said], []) == (person.page.said, person.page.buttons)
    kept = record.load(QUESTIONNAIRE, person.kept["a"])
    assert [name, name] == [kept["company"], person.form.record["company"]]
    assert "店長" == kept["role"]


def test_what_a_full_device_does_not_take_back_waits(person):
    """Where there is no room for a removed record, that is said, and it comes back later."""
    person.kept["a"] = file_of()
    before = dict(person.kept)
    person.does("remove", key="kept:a")
    person.page.device.full = True
    person.does("undo")
    assert (WORDS["not_undone"], ["undo"]) == (person.page.said, person.page.buttons)
    person.page.device.full = False
    person.does("undo")

    assert before == person.kept


def test_what_another_tab_wrote_comes_back_as_that(person):
    """Erased and brought back, what another tab wrote unseen is met as a conflict, not replaced."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    (name,) = person.kept
    theirs = person.kept[name] = file_of(company="乙社")
    person.does("keep", checked=False)
    person.does("head", field="role", value="店長")
    person.does("undo")

    assert theirs == person.kept[name]
    assert WORDS["conflict"] == person.page.said


def test_removed_files_come_back(person):
    """Removing a record read from a file can be undone: it stands where it stood."""
    person.reads(("a.json", file_of()), ("b.json", file_of()))
    before = list(person.desk.work.files)
    person.does("remove", key=before[0]["key"])
    assert before[1:] == person.desk.work.files
    assert WORDS["put_away_done"] == person.page.said

    person.does("undo")
    assert before == person.desk.work.files


def test_each_removal_can_be_undone(person):
    """Two removals are taken back one after the other."""
    person.kept.update(a=file_of(company="甲社"), b=file_of(company="乙社"))
    before = dict(person.kept)
    person.does("remove", key="kept:a")
    person.does("remove", key="kept:b")
    person.does("undo")
    assert ["undo"] == person.page.buttons
    person.does("undo")

    assert before == person.kept
    assert [] == person.page.buttons


def test_undo_does_not_write_another_record(person):
    """What is brought back after another record was opened is what was erased."""
    person.kept.update(a=file_of(company="甲社"), b=file_of(company="乙社"))
    before = dict(person.kept)
    person.does("open", key="kept:a")
    person.does("keep", checked=False)
    person.does("open", key="kept:b")
    person.decides("drop")
    person.desk.work.talk.forget_back()
    person.does("undo")
    person.does("head", field="role", value="店長")

    assert "甲社" in person.kept["a"]
    assert "店長" not in person.kept["a"]
    assert before.keys() == person.kept.keys()


def test_what_is_not_kept_any_more_is_asked_about(person):
    """A kept record that was opened and then let go is nowhere else, so leaving it asks."""
    person.kept["a"] = file_of(company="甲社")
    person.does("open", key="kept:a")
    person.does("keep", checked=False)
    person.does("next-company")

    assert person.page.asked


def test_what_a_full_device_did_not_take_is_asked_about(person):
    """A change that the device refused is nowhere else, so leaving it asks."""
    person.answers()
    person.does("keep", checked=True)
    person.page.device.full = True
    person.does("head", field="role", value="店長")
    person.does("next-company")

    assert person.page.asked


def test_what_the_tab_lost_is_opened_again(person):
    """A tab whose own record is gone opens what the device keeps of it, and writes nothing over."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    before = dict(person.kept)
    again = Person(person.page.device)
    again.page.bind(*person.page.own)
    again.form.restored = False
    again.desk = desk.Desk(again.form, again.page)
    again.starts()

    assert "甲社" == again.form.record["company"]
    assert before == person.kept


def test_what_cannot_be_read_is_handed_out(person):
    """Each record of the tab that can't be read is offered as a file, as it is."""
    person.page.unread = ["selfcheck5.aside", "selfcheck5.aside1"]
    person.starts()
    assert ["save-aside", "save-aside"] == person.page.buttons

    person.does("save-aside", key="selfcheck5.aside1")
    assert ("save_aside", "selfcheck5.aside1", WORDS["aside_file"]) in person.page.done


def test_a_tab_without_anything_new_follows(person):
    """A tab with nothing unsaved takes over what another tab wrote, and says so."""
    other = person.beside()
    other.does("head", field="role", value="店長")
    person.does("storage", id="", text="")

    assert "店長" == person.form.record["role"]
    assert WORDS["followed"] == person.page.said


def test_theirs_must_be_readable(person):
    """In a conflict, what another tab wrote and we can't read is not overwritten."""
    person.answers()
    person.does("keep", checked=True)
    (name,) = person.kept
    person.kept[name] = "{"
    person.does("head", field="role", value="店長")
    person.does("conflict-theirs")
    assert "途中で終わっています" in person.page.said
    person.does("head", field="role", value="社長")

    assert {name: "{"} == person.kept


def test_a_conflict_stays_in_sight(person):
    """While a conflict lasts, every view says so, and the records offer the three ways."""
    person.answers()
    person.does("keep", checked=True)
    (name,) = person.kept
    person.kept[name] = file_of(company="他社")
    person.does("head", field="role", value="店長")
    person.does("export", kind="json")
    person.does("view", view="records")

    assert ("decision", WORDS["conflict"]) == (person.page.kind, person.page.said)
    shown = person.page.shown["desk-records"]
    assert [True] * 3 == [f'"conflict-{way}"' in shown for way in ("copy", "theirs", "mine")]


@pytest.mark.parametrize("action", ["open", "rename", "duplicate", "remove", "export"])
def test_a_record_that_has_gone_is_said(person, action):
    """A button of a record that disappeared meanwhile says so and does nothing else."""
    person.does(action, key="kept:gone", kind="json")

    assert (WORDS["no_such"], "warning") == (person.page.said, person.page.kind)
    assert [] == person.page.downloads


def test_questions_wait_for_each_other(person):
    """A question that comes while another is open is asked afterwards."""
    person.answers()
    person.does("rename", key="now")
    first = person.page.asked
    person.does("file", name="a.age", index=0, of=1, problem="sealed", text="", key="k")
    assert first == person.page.asked
    person.decides("no")

    assert "a.age" in person.page.asked


def test_an_old_check_can_begin_the_next(person):
    """Opening a finished check of another day offers to begin the next one from it."""
    text = file_of(company="甲社", date="2025-11-01")
    made = record.load(QUESTIONNAIRE, text)
    record.put_item(made, 3, "ticked", True)
    record.put_item(made, 3, "note", "メモ")
    person.kept["a"] = record.dump(QUESTIONNAIRE, made)
    person.does("open", key="kept:a")
    assert ["renew"] == person.page.buttons
    person.does("renew")
    person.does("head", field="role", value="店長")

    assert (None, {"note": "メモ", "carried": True}) == (
        person.form.record.get("date"),
        record.item(person.form.record, 3),
    )
    old = record.load(QUESTIONNAIRE, person.kept["a"])
    assert ("2025-11-01", None, True) == (
        old["date"],
        old.get("role"),
        record.item(old, 3)["ticked"],
    )


def answered(person, number):
    return person.form.record["answers"][str(number)]


def test_an_answer_is_changed_where_its_entry_stands(person):
    """An answer chosen beside its entry is kept, said with the total, and taken back."""
    person.answers()
    person.page.now = "result"
    person.does("item", number="4", field="ticked", checked=True)
    person.does("answer", number="4", answer="done", back="verdict")

    assert "done" == answered(person, 4)
    assert person.form.tab == person.form.text()
    assert TEXTS["plan"]["answered"].format(number="No.4", answer="実施している", total=39) == (
        person.page.said
    )
    assert ("focus", "verdict") == person.page.done[-1]
    assert ["undo"] == person.page.buttons
    person.does("undo")
    assert "unknown" == answered(person, 4)
    assert [] == person.page.buttons


def test_an_answer_of_the_check_before_is_confirmed_where_its_entry_stands(person):
    """Chosen again it is of this check, which is said; taken back it is that of before again."""
    person.answers()
    record.carry(person.form.record)
    person.page.now = "result"
    person.does("answer", number="4", answer="unknown", back="verdict")
    assert TEXTS["evidence"]["confirmed"].format(number="No.4") == person.page.said
    assert 4 not in record.carried(person.form.record)

    person.does("undo")
    assert 4 in record.carried(person.form.record)
    assert "unknown" == answered(person, 4)


def test_how_an_answer_was_checked_is_written_for_any_item(person):
    """Its fields open for an item at its best, too, with phrases of that item to begin with."""
    person.answers(["done"] * 25)
    person.does("write", number="7", of="proof")
    action, of, name, fields, phrases = person.page.done[-1]
    assert ("write", "proof") == (action, of)
    assert name.startswith("No.7 ")
    assert QUESTIONNAIRE.item(7)["evidence"] == [phrase[2] for phrase in phrases]
    assert "" == fields["evidence"]
    for field, value in (
        ("evidence", "名簿"),
        ("checked_by", "佐藤"),
        ("checked_on", "2026-11-01"),
    ):
        person.does("item", field=field, value=value)
    person.page.now = "result"
    person.does("written")

    expected = {"evidence": "名簿", "checked_by": "佐藤", "checked_on": "2026-11-01"}
    assert expected == record.item(person.form.record, 7)
    shown = found(json.loads(person.page.shown["desk-result"]), "dd")
    assert [*expected.values()] == [one[2] for one in shown]


def test_an_answer_changed_in_the_plan_stays_in_view(person):
    """An item that isn't at its best stays where it is; another hands the focus to its list."""
    person.answers()
    person.page.now = "result"
    before = len(person.page.done)
    person.does("answer", number="3", answer="partial", back="plan-title")
    assert "focus" not in [done[0] for done in person.page.done[before:]]

    person.does("answer", number="3", answer="done", back="plan-title")
    assert ("focus", "plan-title") == person.page.done[-1]


def test_an_answer_taken_back_leaves_no_date(person):
    """An answer in the plan dates a check without a date; taken back, it has none again."""
    person.answers()
    before = person.form.text()
    person.does("answer", number="2", answer="done", back="verdict")
    person.does("undo")

    assert (before, before) == (person.form.text(), person.form.tab)


def test_the_answer_that_was_given_changes_nothing(person):
    """Who presses the answer that is pressed is told nothing and can undo nothing."""
    person.answers()
    person.page.said = None
    person.does("answer", number="4", answer="unknown", back="verdict")

    assert None is person.page.said
    assert "unknown" == answered(person, 4)


def test_the_way_back_of_an_answer_ends_with_the_next_change(person):
    """Once something else has changed, an answer isn't taken back over it."""
    person.answers()
    person.page.now = "result"
    person.does("answer", number="4", answer="done", back="verdict")
    person.does("item", number="7", field="ticked", checked=True)

    assert [] == person.page.buttons
    person.does("undo")
    assert "done" == answered(person, 4)


def test_ways_out_of_the_result(person):
    """The company's name is written in its field, the day of the next check in the records."""
    person.answers()
    person.page.now = "result"
    person.does("to-part", part="about-company")
    assert ("focus", "about-company") == person.page.done[-1]

    person.does("to-next-check")
    assert "records" == person.page.now
    assert ("focus", "next-check") == person.page.done[-1]


def test_whose_it_is_follows_what_is_typed(person):
    """Above the result stands the name as soon as it is typed, though nothing else is drawn."""
    person.answers()
    person.page.now = "result"
    person.does("view")
    assert WORDS["write_company"] in person.page.shown["desk-whose"]
    drawn = person.page.draws
    person.does("head", field="company", value="甲社")

    assert "甲社" in person.page.shown["desk-whose"]
    assert WORDS["write_company"] not in person.page.shown["desk-whose"]
    assert drawn == person.page.draws


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("part", "2", 2), ("part", "", None), ("answer", "unknown", "unknown"), ("answer", "", None)],
)
def test_filters(person, name, value, expected):
    """A filter is set to what was chosen, or to nothing."""
    person.answers()
    person.page.now = "result"
    person.does("filter", filter=name, value=value)

    assert expected == person.desk.work.filters[name]


@pytest.mark.parametrize(
    ("kind", "word"), [("report", "title"), ("inquiry", "inquiry_title"), ("blank", "blank_title")]
)
def test_printing(person, kind, word):
    """Each paper is put into the page before it is printed."""
    person.answers()
    person.does("print", print=kind)

    assert TEXTS["report"][word] in person.page.shown[f"paper-{kind}"]
    assert [("paper", kind), ("print",)] == person.page.done[-2:]


def test_the_summary_is_that_of_the_last_two(person):
    """What is copied for a meeting compares the last two checks by date."""
    for year in ("2026", "2024", "2025"):
        person.reads((f"{year}.json", file_of(date=f"{year}-04-01")))
    person.does("copy-summary")

    action, text = person.page.done[-1]
    assert "copy" == action
    assert "2025-04-01" in text.split("\n")[1]
    assert "2026-04-01" in text.split("\n")[2]


def test_items_are_decided_one_by_one(person):
    """With the second rule the chosen answers are the company's, and leaving the page would ask."""
    person.page.now = "departments"
    person.reads(
        ("a.json", file_of(["done"] * 25, department="営業")),
        ("b.json", file_of(["partial"] * 25, department="工場")),
    )
    person.does("merge-rule", value="chosen")
    person.does("merge-choose", number="3")
    person.decides("partial")
    assert ("guard", True) in person.page.done
    for number, ways in (("4", ["done", "none"]), ("5", ["no"]), ("3", ["no"])):
        for way in ways:
            person.does("merge-choose", number=number)
            person.decides(way)
    person.does("merge-take")

    assert {"3": "partial"} == dict(person.form.record["answers"])
    assert "chosen" == person.form.record["merged"]["rule"]


def test_what_a_merged_record_leaves_out_is_named(person):
    """Fields of the departments' files that the merged record can't hold are named."""
    text = file_of(department="営業").replace('"answers"', '"mood": "good", "answers"')
    person.reads(("a.json", text), ("b.json", file_of(department="工場")))
    person.page.now = "departments"
    person.does("merge-take")

    assert "mood" in person.page.said


def test_departments_become_a_record(person):
    """Files of departments are merged by the rule into a record that this tab opens."""
    person.page.now = "departments"
    person.reads(
        ("a.json", file_of(["done"] * 25, company="甲社", department="営業")),
        ("b.json", file_of(["partial"] * 24 + ["unknown"], company="甲社", department="工場")),
    )
    person.does("merge-take")

    made = person.form.record
    assert ["partial"] * 24 + ["unknown"] == record.answers(QUESTIONNAIRE, made)
    assert ("甲社", [25]) == (made["company"], made["merged"]["open"])
    assert dict(made) == dict(record.load(QUESTIONNAIRE, record.dump(QUESTIONNAIRE, made)))


def test_other_companies_take_no_part_unasked(person):
    """Kept records of other companies take part in a comparison only when they are chosen."""
    person.kept["a"] = file_of(company="甲社")
    person.kept["b"] = file_of(company="乙社")
    person.answers(company="甲社")
    person.page.now = "compare"
    person.does("view", view="compare")
    assert 2 == len(person.desk.at_hand.taking_part("compare"))

    person.page.now = "compare"
    person.does("choose", **{"for": "compare", "key": "kept:b", "checked": True})
    assert 3 == len(person.desk.at_hand.taking_part("compare"))


def test_dates_that_are_none_are_not_taken(person):
    """A half-typed date is not written into the record."""
    person.answers()
    person.does("head", field="date", value="2026-13-01")
    person.does("write", number="2")
    person.does("item", field="due", value="soon")

    assert "date" not in person.form.record
    assert {} == person.form.record["items"]


def test_the_fields_of_the_plan_are_one_item_at_a_time(person):
    """They open filled for an item, write to that one alone, and to none once they are closed."""
    person.answers()
    for number, owner in (("3", "山田"), ("4", "鈴木")):
        person.does("write", number=number)
        person.does("item", field="owner", value=owner)
        person.does("written")
    person.does("item", field="owner", value="だれか")
    person.does("item", number="7", field="ticked", checked=True)
    person.does("write", number="3")

    items = {number: dict(planned) for number, planned in person.form.record["items"].items()}
    assert {"3": {"owner": "山田"}, "4": {"owner": "鈴木"}, "7": {"ticked": True}} == items
    action, of, heading, fields, _ = person.page.done[-1]
    blank = dict.fromkeys(["due", "note", "evidence", "checked_by", "checked_on"], "")
    assert ("write", "plan", {"owner": "山田", **blank}) == (action, of, fields)
    assert heading.startswith("No.3 ")


def test_what_is_written_belongs_to_the_record_that_is_shown(person):
    """After the next company began, a field that still reports writes nothing anywhere."""
    person.answers()
    person.does("write", number="3")
    person.does("next-company")
    person.decides("drop")
    person.does("item", field="note", value="甲社のメモ")

    assert {} == person.form.record["items"]


def test_an_unknown_action_is_an_error(person):
    """An action that nobody programmed is not passed over in silence."""
    with pytest.raises(LookupError):
        person.does("no-such-thing")


def long_file(**named):
    """The text of a record that is just short enough to be read, but for a few characters."""
    made = record.load(QUESTIONNAIRE, file_of(**named))
    made["extension"] = ""
    room = record.MAX_CHARACTERS - len(record.dump(QUESTIONNAIRE, made))
    made["extension"] = "x" * room
    return record.dump(QUESTIONNAIRE, made)


def test_a_warning_is_not_covered_by_a_success(person):
    """What went wrong stays in sight, whatever the same act did well afterwards."""
    person.page.device.full = True
    person.answers()
    person.does("keep", checked=True)
    person.desk.work.talk.warn("not_kept")
    person.desk.work.talk.say("merged")

    assert (WORDS["not_kept"], "warning") == (person.page.said, person.page.kind)


def test_the_next_act_is_said_again(person):
    """A warning of one act doesn't hold back what the next one has to say."""
    person.page.device.full = True
    person.answers()
    person.does("keep", checked=True)
    person.page.device.full = False
    person.does("keep", checked=True)

    assert (WORDS["kept_now"], "") == (person.page.said, person.page.kind)


def test_a_merged_record_that_nobody_could_read_again(person):
    """620 departments with long names aren't merged into a record over the limit; all stays."""
    person.answers(company="甲社")
    long = {"company": "甲" * 80, "role": "長" * 80}
    named = [file_of(department=f"{n:03}" + "部" * 77, **long) for n in range(620)]
    person.reads(*[(f"{n}.json", text) for n, text in enumerate(named)])
    before, entries = person.form.text(), len(person.desk.work.files)
    person.page.now = "departments"
    person.does("merge-take")

    assert (WORDS["merged_too_long"], "warning") == (person.page.said, person.page.kind)
    assert (before, entries) == (person.form.text(), len(person.desk.work.files))
    assert person.page.asked is None


def test_nothing_over_the_limit_is_kept_saved_or_named(person):
    """A record that grew over the limit isn't kept, saved as a record, sealed or renamed to it."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    before = dict(person.kept)
    person.reads(("long.json", long_file(company="乙社")))
    key = person.desk.work.files[0]["key"]
    too_long = (TEXTS["app"]["too_long"], "warning")
    person.does("rename", key=key)
    person.decides("yes", company="乙" * 80, department="", role="")
    assert too_long == (person.page.said, person.page.kind)
    assert "乙社" == person.desk.work.files[0]["record"]["company"]

    person.form.record["extension"] = "x" * record.MAX_CHARACTERS
    for action, more in (
        ("view", {}),
        ("storage", {"id": "", "text": ""}),
        ("export", {"kind": "json"}),
        ("conflict-copy", {}),
        ("next-company", {}),
    ):
        person.page.said = None
        person.does(action, **more)
        assert before == person.kept
        assert action == "view" or too_long == (person.page.said, person.page.kind)
    person.decides("save")
    assert person.page.asked is None
    person.does("export", kind="age")
    person.decides("yes", first="合言葉は八文字以上", second="合言葉は八文字以上")
    assert [] == [name for name, *_ in person.page.done if name == "seal"]
    assert [] == person.page.downloads


def test_a_kept_record_is_renamed_within_the_limit(person):
    """A kept record whose new name would make it unreadable keeps its old one."""
    person.kept["a"] = long_file(company="乙社")
    before = dict(person.kept)
    person.does("rename", key="kept:a")
    person.decides("yes", company="乙" * 80, department="", role="")

    assert before == person.kept
    assert (TEXTS["app"]["too_long"], "warning") == (person.page.said, person.page.kind)


def test_what_another_tab_wrote_at_the_same_moment_is_kept(person):
    """What this tab wrote over unseen becomes a record of its own, and that is said."""
    person.answers(company="甲社")
    person.does("keep", checked=True)
    (name,) = person.kept
    theirs = file_of(company="乙社")
    person.does("storage", id=name, text=theirs)

    assert sorted([person.form.text(), theirs]) == sorted(person.kept.values())
    assert (WORDS["both_kept"], "warning") == (person.page.said, person.page.kind)


def test_thousands_of_files_and_records_are_survived(person):
    """3,000 records kept, and 2,000 files refused, still draw a view."""
    person.page.device.records = {f"{n}": "{" for n in range(3000)}
    person.reads(*[(f"{n}.json", "{") for n in range(2000)])

    assert "0.json" in person.page.shown["desk-records"]
    assert labels.others(QUESTIONNAIRE, 2000 - listing.PAGE) in person.page.shown["desk-records"]


class Work:
    """How often a function was called, while it does what it did."""

    def __init__(self, monkeypatch, module, name):
        self.count = 0
        self.does = getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *given):
        self.count += 1
        return self.does(*given)

    def during(self, act):
        before = self.count
        act()
        return self.count - before


def nodes_of(shown):
    """How many nodes a view consists of."""
    if not isinstance(shown, list):
        return 0
    return sum(nodes_of(one) for one in shown) + (shown != [] and isinstance(shown[0], str))


def rows_of(shown):
    """The keys of the records that a view lists, in order."""
    return list(dict.fromkeys(re.findall(r'"data-key": "([^"]*)"', shown)))


MANY = [
    (f"{n}.json", file_of(company=f"会社{n % 400}", department=f"部署{n}")) for n in range(1000)
]


def visit(person, view):
    person.page.now = view
    person.does("view", view=view)
    return person.page.shown[f"desk-{view}"]


def test_work_does_not_grow_with_each_drawing(person, monkeypatch):
    """A file is read and scored once; to draw a view again, only a few records are scored."""
    reads = Work(monkeypatch, record, "reading")
    scores = Work(monkeypatch, scoring, "score")
    assert 100 == reads.during(lambda: person.reads(*MANY[:100]))
    assert scores.count <= 100 + 2
    for view in ("records", "compare", "departments"):
        assert scores.during(lambda view=view: visit(person, view)) <= 4
    assert 100 == reads.count


@pytest.mark.parametrize("view", ["records", "compare", "departments"])
def test_a_view_of_many_records_stays_small(person, view):
    """Twenty times as many records make a view no larger than a page of them."""
    person.reads(*MANY[:51])
    few = nodes_of(json.loads(visit(person, view)))
    person.reads(*MANY[51:])
    many = nodes_of(json.loads(visit(person, view)))

    assert many < few * 3


@pytest.mark.parametrize("view", ["records", "compare", "departments"])
def test_every_record_can_be_reached(person, view):
    """Page by page each record is shown once, and how many are left is said."""
    person.reads(*MANY[:120])
    person.does("choose-none", **{"for": "compare"})
    person.does("choose-none", **{"for": "departments"})
    shown = [visit(person, view)]
    assert WORDS["page"].format(count=120, first=1, last=50) in shown[0]
    assert WORDS["page_next"].format(count=50, left=70) in shown[0]
    for at in ("50", "100"):
        person.does("page", **{"for": view, "at": at})
        shown.append(person.page.shown[f"desk-{view}"])
        assert ("focus", f"page-{view}") == person.page.done[-1]
    assert WORDS["page_next"].format(count=20, left=20) in shown[1]
    assert "page-next" not in shown[2]
    assert WORDS["page_before"].format(count=50) in shown[2]

    keys = [key for one in shown for key in rows_of(one)]
    assert [50, 50, 20] == [len(rows_of(one)) for one in shown]
    assert {entry["key"] for entry in person.desk.work.files} == set(keys)


def test_each_page_names_its_companies(person):
    """A page that begins within a company's records has its name above them, too."""
    person.reads(*[(f"{n}.json", file_of(company="甲社", role=f"{n}")) for n in range(60)])
    person.does("page", **{"for": "records", "at": "50"})

    assert '"h4", {}, "甲社"' in person.page.shown["desk-records"]


def test_a_page_that_is_gone_leaves_the_last_one(person):
    """When the records of the last page are put away, the page before it is shown."""
    person.reads(*MANY[:51])
    person.does("page", **{"for": "records", "at": "50"})
    (key,) = rows_of(person.page.shown["desk-records"])
    person.does("remove", key=key)

    assert 50 == len(rows_of(person.page.shown["desk-records"]))


def test_all_are_chosen_and_that_is_said(person):
    """The buttons for all records choose those of other pages, too, and the view says so."""
    person.reads(*MANY[:60])
    visit(person, "departments")
    for action, chosen in (("choose-none", 0), ("choose-all", 60)):
        person.does(action, **{"for": "departments"})
        said = WORDS["choose_page"].format(chosen=chosen)
        assert said in person.page.shown["desk-departments"]


def test_all_are_chosen_before_all_are_read():
    """What is still to be read of the device is chosen with all others, and becomes part of one."""
    person = Person(slow=True)
    person.kept.update({f"{n:03}": text for n, (_, text) in enumerate(MANY[:40])})
    person.page.now = "departments"
    person.desk.receive({"action": "view"})
    while "desk-departments" not in person.page.shown:
        assert person.waits_a_step()
    assert person.desk.at_hand.unread
    person.desk.receive({"action": "choose-all", "for": "departments"})
    person.does("merge-take")

    assert 40 == len(person.form.record["merged"]["from"])


def test_many_kept_records_are_read_in_steps(monkeypatch):
    """After a few records the page is free, for answers, too; in the end all are listed."""
    person = Person(slow=True)
    person.kept.update({f"{n:03}": text for n, (_, text) in enumerate(MANY[:100])})
    reads = Work(monkeypatch, record, "reading")
    person.page.shown.clear()
    person.desk.receive({"action": "view"})
    while "desk-records" not in person.page.shown:
        assert person.waits_a_step()
    assert reads.count <= at_hand.READ_FIRST + 1
    unread = WORDS["unread"].format(count=100 - at_hand.READ_FIRST)
    assert unread in person.page.shown["desk-records"]

    steps = 0
    while person.waits_a_step():
        steps += 1
        person.answers(role=str(steps))
    assert steps > 95
    assert 100 == reads.count
    assert WORDS["page"].format(count=101, first=1, last=50) in person.page.shown["desk-records"]
    assert 0 == reads.during(lambda: visit(person, "records"))
    assert str(steps) == person.form.record["role"]


def test_what_comes_in_meanwhile_comes_next(monkeypatch):
    """Reading what the device keeps gives way to whatever a person does, and then goes on."""
    person = Person(slow=True)
    person.kept.update({f"{n:03}": text for n, (_, text) in enumerate(MANY[:100])})
    person.page.shown.clear()
    person.desk.receive({"action": "view"})
    while "desk-records" not in person.page.shown:
        person.waits_a_step()
    unread = len(person.desk.at_hand.unread)
    person.desk.receive({"action": "duplicate", "key": "kept:050"})
    while person.page.said != WORDS["duplicated"]:
        assert person.waits_a_step()
    assert len(person.desk.at_hand.unread) > unread - 3

    while person.waits_a_step():
        pass
    assert WORDS["page"].format(count=101, first=1, last=50) in person.page.shown["desk-records"]


def test_messages_are_done_in_their_order():
    """What comes in while a file is read waits until that is done."""
    person = Person(slow=True)
    text = file_of(items={str(number): {"owner": "山田"} for number in range(1, 9)})
    more = {"problem": "", "text": text, "key": "f0", "index": 0, "of": 1}
    person.desk.receive({"action": "file", "name": "a.json", **more})
    person.desk.receive({"action": "merge-rule", "value": "chosen"})
    assert ([], record.RULES[0]) == (person.desk.work.files, person.desk.work.rule)
    while not person.desk.work.files:
        assert record.RULES[0] == person.desk.work.rule
        person.waits_a_step()
    while person.waits_a_step():
        pass
    assert "chosen" == person.desk.work.rule


def test_what_is_typed_while_a_view_is_drawn_is_in_it():
    """A view that was begun before something was typed is drawn anew, never over what is typed."""
    person = Person(slow=True)
    person.answers()
    person.page.now = "result"
    person.page.draws = 0
    field = {"id": "about-role", "more": 0, "before": "", "bad": False, "field": "role"}
    typed = [{"action": "head", "value": "店長", **field}]
    person.page.take = lambda: typed and person.desk.receive(typed.pop())
    person.does("view")

    assert [] == typed
    assert "店長" == person.form.record["role"]
    assert 1 == person.page.shown["desk-result"].count('"value": "店長"')
    assert 1 == person.page.draws


@pytest.mark.parametrize("action", desk.AT_ONCE)
def test_what_can_not_wait_is_done_at_once(action):
    """Before paper is drawn or the page goes, all that a person did is done; reading can wait."""
    person = Person(slow=True)
    person.answers()
    person.kept.update({f"{n:03}": text for n, (_, text) in enumerate(MANY[:30])})
    person.desk.receive({"action": "view"})
    person.desk.receive({"action": "merge-rule", "value": "chosen"})
    person.desk.receive({"action": action, "view": "result"})

    assert "chosen" == person.desk.work.rule
    assert (action == "paper") == (("paper", "report") in person.page.done)
    assert person.desk.at_hand.unread
    while person.waits_a_step():
        pass
    assert not person.desk.at_hand.unread


def test_a_fault_of_ours_stops_nothing_else(monkeypatch):
    """After an exception in one message, the next one is done."""
    person = Person(slow=True)
    (_, text), *_ = MANY
    monkeypatch.setattr(record, "reading", lambda *_given: 1 / 0)
    more = {"problem": "", "text": text, "key": "f0", "index": 0, "of": 1}
    with pytest.raises(ZeroDivisionError):
        person.does("file", name="a.json", **more)
    person.does("merge-rule", value="chosen")

    assert "chosen" == person.desk.work.rule


def test_reading_ends_when_everything_is_erased(monkeypatch):
    """What was still to be read when everything was erased isn't read any more."""
    person = Person(slow=True)
    person.kept.update({f"{n:03}": text for n, (_, text) in enumerate(MANY[:100])})
    person.page.now = "records"
    person.desk.receive({"action": "view"})
    person.desk.forget()
    reads = Work(monkeypatch, record, "reading")

    assert 0 == reads.during(person.waits_a_step)
    assert [] == person.desk.at_hand.readable()


def test_a_question_answered_before_all_was_erased_bars_no_other():
    """What was answered but not yet done when all is erased isn't done; others are asked."""
    person = Person(slow=True)
    person.answers()
    person.does("next-company")
    person.desk.receive({"action": "view", "view": "records"})
    person.desk.receive({"action": "answered", "value": "keep", "fields": {}})
    person.desk.forget()
    while person.waits_a_step():
        pass
    assert {} == person.kept
    person.page.asked = None
    person.answers()
    person.does("next-company")

    assert person.page.asked


def test_a_record_that_is_not_read_yet_can_be_opened(person):
    """What another tab has just written is read when it is asked for."""
    visit(person, "records")
    person.kept["a"] = file_of(company="甲社")
    person.does("open", key="kept:a")

    assert "甲社" == person.form.record["company"]


# names in several spellings

SPELLED = ("試験商事", "試験商事　", " 試験商事")


def headings(person):
    """The companies under which the records are listed."""
    return [node[2] for node in found(json.loads(person.page.shown["desk-records"]), "h4")]


@pytest.mark.parametrize("case", cases("names.json"), ids=lambda case: case["compared"])
def test_names_are_compared_by_what_they_say(case):
    """Width, blanks and case make no other name; what is written otherwise is another."""
    assert {case["compared"]} == {compared(name) for name in case["names"]}


def test_the_cases_of_names_differ():
    """No two of the cases have the same name."""
    names = [case["compared"] for case in cases("names.json")]

    assert len(names) == len(set(names))


def test_one_company_is_one_group(person):
    """Records of one company stand under one heading, its first spelling; each keeps its own."""
    files = [*SPELLED, "別会社", "", "　"]
    person.reads(*[(f"{i}.json", file_of(company=name)) for i, name in enumerate(files)])

    assert [SPELLED[0], "別会社", WORDS["no_company"]] == headings(person)
    for name in SPELLED:
        assert f'"{name} ' in person.page.shown["desk-records"]


def test_one_company_in_several_spellings_is_one(person):
    """Neither comparing nor merging takes two spellings of a company for two companies."""
    several = {
        "compare": TEXTS["compare"]["companies"].partition("{")[0],
        "departments": '"data-kind": "companies"',
    }
    for view, said in several.items():
        person.page.now = view
        person.desk.work.files = []
        person.reads(*[(f"{name}.json", file_of(company=name)) for name in SPELLED])
        assert said not in person.page.shown[f"desk-{view}"]
        person.reads(("別.json", file_of(company="別会社")))
        assert said in person.page.shown[f"desk-{view}"]


def test_a_past_check_is_found_by_its_name(person):
    """A kept check of the same company takes part in comparing, however its name is spelled."""
    person.kept["a"] = file_of(company="ＡＢＣ商事　", department="営業 部")
    person.kept["b"] = file_of(company="ABD商事", department="営業 部")
    person.answers(company="Abc商事", department="営業　部")
    person.page.now = "compare"
    person.does("view", view="compare")

    taking = [entry["key"] for entry in person.desk.at_hand.taking_part("compare")]
    assert ["now", "kept:a"] == taking


def test_spellings_come_back_with_the_files(person):
    """After 次の会社を始める is undone, and after renaming, names are compared as before."""
    person.reads(*[(f"{name}.json", file_of(company=name)) for name in SPELLED])
    person.does("next-company")
    person.does("undo")
    assert ["試験商事"] == headings(person)

    person.does("rename", key=person.desk.work.files[1]["key"])
    person.decides("yes", company="試験　商事", department="", role="")
    person.does("rename", key=person.desk.work.files[2]["key"])
    person.decides("yes", company="試験 商事", department="", role="")
    assert ["試験商事", "試験　商事"] == headings(person)


def test_the_company_is_spelled_as_most_do(person):
    """The merged record has a name as most records spell it, and each source as it did."""
    spelled = ["試験商事　", "試験商事", " 試験商事", "試験商事"]
    person.page.now = "departments"
    person.reads(*[(f"{i}.json", file_of(company=name)) for i, name in enumerate(spelled)])
    person.does("merge-take")

    now = person.form.record
    assert "試験商事" == now["company"]
    assert spelled == [one["company"] for one in now["merged"]["from"]]
