"""What a person does on the page of papers, from message to effect, without a browser."""

import json
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

import papers
import payloads
import pytest
from built import questionnaire
from drawn import found, said
from ideas import record
from making import texts
from making.host import Host
from papers import entered
from papers.paper import bullets, leaf, table
from sheets import sheet
from test_contract import public
from test_papers import leaves
from test_shelf import Device, Tab

QUESTIONNAIRE = questionnaire()
WORDS = QUESTIONNAIRE.words["papers"]["page"]
RECORDS = QUESTIONNAIRE.words["records"]
SHEET = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
# A paper that there is in any case; one of its texts may be changed.
NAME, KEY = "receipts", "lead"
OWN = QUESTIONNAIRE.words["papers"][NAME]["lead"]
FIELD = {"value": "", "more": 0, "before": "", "bad": False, "checked": False}


class Page(Tab):
    """The page, which remembers what it was told; `text` is what its tab holds."""

    def __init__(self, device, text=None, given=()):
        super().__init__(device)
        self.text = text
        self.answers = dict(given)
        self.shown = {}
        self.said = self.kind = None
        self.buttons = []
        self.guarded = False
        self.fields = {}
        self.keeping = None
        self.asked = []
        self.refused = {}
        self.copied = []
        self.downloads = []
        self.words = []
        self.done = []

    def held(self):
        return {"text": self.text, "given": self.answers}

    def hold(self, text):
        self.text = text
        return True

    def written(self, nodes):
        return json.dumps(nodes, ensure_ascii=False)

    def show(self, place, written):
        self.shown[place] = json.loads(written)

    def notice(self, text, kind="", buttons=()):
        self.said, self.kind = text, kind
        self.buttons = [button[1]["data-action"] for button in buttons]

    def withdraw(self, action):
        self.buttons.remove(action)

    def enter(self, fields, keeping):
        self.fields, self.keeping = json.loads(fields), keeping

    def ask(self, names):
        self.asked = json.loads(names)

    def editable(self):
        self.done.append("editable")

    def guard(self, wanted):
        self.guarded = wanted

    def refuse(self, name, text):
        self.refused[name] = text

    def fill(self, name, before, text):
        self.done.append(("fill", name, before, text))

    def take(self):
        """Nobody types."""

    def copyText(self, text):  # noqa: N802, as craft.js calls it
        self.copied.append(text)

    def word(self, given):
        self.words.append(json.loads(given))

    def download(self, name, media_type, content):
        self.downloads.append((name, media_type, content))

    def print(self):
        self.done.append("print")

    def stamp(self):
        return "20261130T000000Z"


class Person:
    """A person at the page of papers."""

    def __init__(self, device=None, text=None, given=()):
        self.page = Page(device or Device(), text, given)
        self.start()

    def start(self):
        self.host = Host(QUESTIONNAIRE, "0.0.0", self.page)
        self.making = self.host.making
        self.does("to-paper", paper=NAME)

    def does(self, action, **more):
        self.host.receive({"action": action, **more})

    def enters(self, field, value="", **more):
        shown = {**FIELD, "value": value, **more}
        self.does("enter", field=field, id=f"given-{field}", **shown)

    def writes(self, text, key=KEY):
        if not self.making.editing:
            self.does("change-texts")
        self.does("edit", of=key, value=text)

    def sheet(self):
        """What the paper says on the screen."""
        (shown,) = [one for one in self.page.shown["desk-making"] if one[0] == "div"]
        return said(shown[2:])

    def kept(self):
        """The record that the tab holds."""
        return record.load(QUESTIONNAIRE, self.page.text)


def text_of(answers=SHEET, **head):
    made = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    made.update(head)
    return record.dump(QUESTIONNAIRE, made)


@pytest.fixture
def person():
    return Person(text=text_of(company="甲社", date="2026-11-01"))


@pytest.mark.parametrize("name", [one.name for one in papers.every()])
def test_each_paper_is_shown_with_its_fields(person, name):
    """A paper is shown under its name, with those fields that it reads, and ways to hand it out."""
    person.does("to-paper", paper=name)

    one = papers.of(name)
    assert sorted(one.fields) == sorted(person.page.asked)
    assert person.sheet()
    assert "review" not in one.fields or "calendar-paper" in str(person.page.shown)


def test_an_unknown_name_leads_to_the_list(person):
    """Of a paper that there isn't, nothing is drawn; what is known of the check stands there."""
    person.page.shown = {}
    person.does("to-paper", paper="nothing")

    assert ["desk-papers-record"] == list(person.page.shown)


@pytest.mark.parametrize(
    ("answers", "word"), [(SHEET, "record_all"), (SHEET[:9], "record_some"), ([], "record_none")]
)
def test_what_is_known_of_the_check_is_said(answers, word):
    """The page says how many of the questions its papers know the answer to."""
    person = Person(text=text_of([*answers, *[None] * (len(SHEET) - len(answers))]))
    shown = said(person.page.shown["desk-papers-record"])

    assert WORDS[word].format(answered=len(answers), items=len(SHEET)) in shown


def test_answers_beside_the_record_count():
    """What was answered while Python wasn't there is an answer, too."""
    person = Person(given=[("1", "done"), ("2", "unknown"), ("1000", "done"), ("3", "x")])

    assert {"1": "done", "2": "unknown"} == dict(person.making.of["answers"])


def test_the_company_starts_from_the_record(person):
    """What was entered with the check stands in its field; nothing else is filled in by itself."""
    blank = entered.blank()

    assert blank | {"company": "甲社"} == person.page.fields
    assert "甲社" in person.sheet()


def test_what_is_entered_stands_in_the_paper(person):
    """A field's text reaches the preview at once, and the record of the check stays as it was."""
    before = person.page.text
    person.enters("company", "乙社")

    assert "乙社" in person.sheet()
    assert before == person.page.text
    assert person.page.guarded


def test_what_is_as_it_was_is_nothing_to_lose(person):
    """Who takes back what was entered leaves without being asked."""
    person.enters("company", "乙社")
    person.enters("company", "甲社")

    assert not person.page.guarded
    assert {} == person.making.drafts.typed


@pytest.mark.parametrize(
    ("field", "value", "more"),
    [
        ("company", "長" * (record.NAME + 1), {}),
        ("date", "1999-12-31", {}),
        ("date", "", {"bad": True}),
        ("announcement", "長" * (entered.LONGEST + 1), {}),
        ("announcement", "長" * 10, {"more": entered.LONGEST}),
    ],
)
def test_what_can_not_be_kept_is_said_beside_it(person, field, value, more):
    """A text that is too long, and a day that isn't one, are refused, and what was there stays."""
    before = person.making.given()[field]
    person.enters(field, value, **more)

    assert person.page.refused[f"given-{field}"]
    assert before == person.making.given()[field]
    person.enters(field, before)
    assert "" == person.page.refused[f"given-{field}"]


def test_a_control_character_becomes_a_blank_in_sight(person):
    """What is kept of a field differs from what was pasted: the field is made to show it."""
    person.enters("company", "甲\x07社")

    assert ("fill", "given-company", "甲\x07社", "甲 社") in person.page.done


def test_every_kind_of_field_is_taken(person):
    """A line, a day, a tick, a choice and a text are taken as what they are."""
    person.enters("responsible", "山田")
    person.enters("review", "2027-04-01")
    person.enters("no_wifi", checked=True)
    person.enters("language", "en")
    person.enters("language", "xx")
    person.enters("announcement", "一\r\n二")

    expected = {
        "responsible": "山田",
        "review": "2027-04-01",
        "no_wifi": True,
        "announcement": "一\n二",
    }
    assert expected == person.making.drafts.typed


def test_a_text_is_changed_in_place(person):
    """What somebody writes in place of a text goes out, and can be taken back and undone."""
    person.writes("みんなで読みました。")
    person.does("change-texts")
    assert "みんなで読みました。" in person.sheet()
    assert OWN not in person.sheet()

    person.does("restore-text", of=KEY)
    assert OWN in person.sheet()
    assert ["undo"] == person.page.buttons
    person.does("undo")
    assert "みんなで読みました。" in person.sheet()


def test_what_was_changed_since_stays(person):
    """What comes back stands beside what was changed meanwhile, and takes no other one's place."""
    person.writes("一つめ")
    person.writes("前の題", key="title")
    person.does("restore-texts")
    person.writes("次の題", key="title")
    person.writes("次の結び", key="keep")
    person.does("undo")

    assert {KEY: "一つめ", "title": "次の題", "keep": "次の結び"} == person.making.drafts.of(NAME)


def test_drafts_of_another_record_do_not_come_back():
    """Once another tab's record is shown, nothing is brought back into it, and that is said."""
    person = beside()
    person.writes("一つめ")
    person.does("restore-text", of=KEY)
    theirs = text_of(company="丙社")
    person.page.device.records["id"] = theirs
    person.does("storage", id="id", text=theirs)
    person.does("undo")

    assert {} == person.making.drafts.edits
    assert (RECORDS["not_undone"], []) == (person.page.said, person.page.buttons)


LEAD = "甲社は、自分の言葉で誓います。"
LEAD_KEY = "ja-short-lead:{}".format


def policy():
    """A person who has written the first sentence, and the title, of 甲社's policy."""
    person = Person()
    person.does("to-paper", paper="policy")
    person.enters("company", "甲社")
    person.writes(LEAD, key=LEAD_KEY("甲社"))
    person.writes("誓い", key="ja-short-title")
    return person


def test_what_stands_nowhere_any_more_is_said():
    """A text that a field takes out of the paper is told of, once, and shown with what it says."""
    person = policy()
    person.enters("company", "乙社")
    assert WORDS["now_waiting"].format(count=1) == person.page.said
    assert LEAD not in person.sheet()
    shown = said(person.page.shown["desk-making-edits"])
    assert LEAD in shown
    assert WORDS["edited_both"].format(count=1, waiting=1) in shown

    person.page.said = None
    person.enters("company", "丙社")
    assert person.page.said is None
    person.enters("company", "甲社")
    assert LEAD in person.sheet()
    assert WORDS["waiting_lead"] not in said(person.page.shown["desk-making-edits"])


def test_what_stands_nowhere_can_take_its_place():
    """Own words take the place of what stands there now only if somebody says so; and back."""
    person = policy()
    person.enters("company", "乙社")
    before = person.making.drafts.of("policy")
    person.does("take-over", of=LEAD_KEY("甲社"))
    assert {LEAD_KEY("乙社"): LEAD, "ja-short-title": "誓い"} == person.making.drafts.of("policy")
    assert LEAD in person.sheet()

    person.does("undo")
    assert before == person.making.drafts.of("policy")
    person.writes("乙社の言葉", key=LEAD_KEY("乙社"))
    person.does("take-over", of=LEAD_KEY("甲社"))
    person.does("undo")
    assert "乙社の言葉" == person.making.drafts.of("policy")[LEAD_KEY("乙社")]


def test_what_stands_nowhere_can_be_erased():
    """It is erased by its own button alone, not with those that the paper shows; and back."""
    person = policy()
    person.enters("company", "")
    person.does("restore-texts")
    assert {LEAD_KEY("甲社"): LEAD} == person.making.drafts.of("policy")

    person.does("drop-text", of=LEAD_KEY("甲社"))
    assert {} == person.making.drafts.of("policy")
    assert [] == person.page.shown["desk-making-edits"]
    person.does("undo")
    assert {LEAD_KEY("甲社"): LEAD} == person.making.drafts.of("policy")


def test_emptied_texts_that_stand_nowhere_are_told_apart():
    """One that was emptied is told by what stands in its place now, to eye and ear."""
    person = policy()
    person.writes("", key=LEAD_KEY("甲社"))
    person.enters("company", "乙社")
    now = texts.own(person.making.nodes(), LEAD_KEY("乙社"))
    shown = person.page.shown["desk-making-edits"]

    assert WORDS["emptied"] in said(shown)
    assert now[:8] in said(found(shown, "ul")[-1:])
    labels = [one[1]["aria-label"] for one in found(shown, "button", data_action="drop-text")]
    assert now[:8] in labels[0]


def test_words_for_a_plan_take_no_place_of_a_claim():
    """What was written of a planned rule isn't offered where it says that it is done."""
    rules = [["p", {"data-key": "rule-1:planned:2027-03-01", "data-stem": "rule-1:planned"}, "a"]]
    done = [["p", {"data-key": "rule-1:done", "data-stem": "rule-1:done"}, "a"]]
    edits = {"rule-1:planned:2026-12-01": "b\u202e", "rule-1:planned": "c", "1:d": "e"}

    assert ["b", "c", "e"] == [text for _key, text, _place in texts.waiting(done, edits)]
    places = {key: place for key, _text, place in texts.waiting(rules, edits)}
    now = "rule-1:planned:2027-03-01"
    assert {"rule-1:planned:2026-12-01": now, "rule-1:planned": now, "1:d": None} == places
    assert {None} == {place for _key, _text, place in texts.waiting(done, edits)}


def test_nothing_takes_the_place_of_what_nobody_may_change():
    """A record that brings texts for a paper that says what was found changes nothing of it."""
    held = record.blank(QUESTIONNAIRE, "0.0.0")
    held["papers"] = {"fields": {}, "edits": {"transcription": {"lead": "偽の文"}}}
    person = Person(text=record.dump(QUESTIONNAIRE, held))
    person.does("to-paper", paper="transcription")

    assert "偽の文" not in person.sheet()
    assert [] == person.page.shown["desk-making-edits"]
    person.does("hand-out", kind="text", way="copy")
    assert "偽の文" not in person.page.copied[0]


def test_an_emptied_line_is_left_out(person):
    """An emptied line is there while texts are changed, and goes out no more."""
    person.writes("")
    assert [(KEY, OWN)] == texts.changed(person.making.nodes(), person.making.drafts.of(NAME))
    assert "data-text" in str(person.page.shown["desk-making"])
    person.does("change-texts")

    assert OWN not in person.sheet()
    assert KEY not in str(person.page.shown["desk-making"])
    assert WORDS["emptied"] in said(person.page.shown["desk-making-edits"])
    person.does("restore-texts")
    assert OWN in person.sheet()


def test_a_text_as_it_was_is_no_change(person):
    """Who writes a paper's own text again has changed nothing."""
    person.writes("x")
    person.writes(f" {OWN} ")

    assert {} == person.making.drafts.edits
    assert not person.page.guarded


def test_a_text_that_is_not_there_is_not_taken(person):
    """A text that the paper doesn't have, or that isn't being changed, can't be written."""
    person.writes("x", key="nothing")
    person.does("change-texts")
    person.does("edit", of=KEY, value="x")

    assert {} == person.making.drafts.edits


def test_what_is_emptied_takes_its_list_along():
    """An emptied list goes as a whole, a cell stays, and so does a text that nobody may change."""
    nodes = [
        leaf("h1", "a", "a"),
        bullets(["b"], "list"),
        table(["c"], [["d"], ["e"]], "cell"),
        leaf("p", ""),
        ["div", {"data-sheet": "new"}],
    ]
    edits = {"list-0": "", "cell-0-0": "", "a": "A\u202e\n", "gone": "x"}

    shown = texts.applied(nodes, edits)
    assert ["h1", "table", "p", "div"] == [one[0] for one in shown]
    assert "A " == shown[0][2]
    assert "cAe" == said([shown[1]]).replace("d", "") or "ce" == said([shown[1]])
    assert nodes[1][2][2] == "b"


def test_drafts_stay_out_of_the_record_unasked(person):
    """Without the tick, nothing that is entered or changed is stored anywhere."""
    person.enters("company", "乙社")
    person.writes("x")

    assert "papers" not in person.kept()
    assert {} == person.page.device.records


def test_drafts_come_back(person):
    """With the tick, what was entered and changed is there again after a reload."""
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("company", "乙社")
    person.enters("no_wifi", checked=True)
    person.writes("x")
    assert not person.page.guarded
    expected = {"fields": {"company": "乙社", "no_wifi": True}, "edits": {NAME: {KEY: "x"}}}
    assert expected == person.kept()["papers"]

    person.start()
    assert person.page.keeping
    assert ("乙社", True) == (person.page.fields["company"], person.page.fields["no_wifi"])
    assert "x" in person.sheet()
    assert SHEET == record.answers(QUESTIONNAIRE, person.kept())


def test_an_announcement_is_never_kept(person):
    """A text that is only looked at isn't written into the record; leaving asks because of it."""
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("announcement", "認定を取得")

    assert {} == person.kept()["papers"]["fields"]
    assert person.page.guarded


def test_a_line_that_is_too_long_is_not_in_the_record(person):
    """A changed text longer than a note goes out as it is, and that it isn't kept is said."""
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.writes("長" * (record.NOTE + 1))

    assert {} == person.kept()["papers"]["edits"]
    assert person.page.guarded
    assert WORDS["text_long"].format(longest=record.NOTE) == person.page.said


def test_drafts_are_erased_and_undone(person):
    """Taking the tick away erases drafts from the record alone, and that can be undone."""
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("company", "乙社")
    person.does("keep-drafts", **FIELD)
    assert "papers" not in person.kept()
    assert "乙社" in person.sheet()
    assert person.page.guarded

    person.does("undo")
    assert {"company": "乙社"} == person.kept()["papers"]["fields"]
    assert person.page.keeping


def test_what_nobody_here_knows_of_drafts_stays():
    """A later version's fields, and those that don't fit theirs, are kept as they are."""
    drafts = {
        "fields": {"tomorrow": "x", "no_wifi": "yes", "language": "fr", "company": "乙社"},
        "edits": {"unknown": {"a": "b"}},
        "more": [1],
    }
    person = Person(text=text_of(papers=drafts))
    person.enters("responsible", "山田")

    kept = person.kept()["papers"]
    assert drafts["fields"] | {"responsible": "山田"} == kept["fields"]
    assert (drafts["edits"], [1]) == (kept["edits"], kept["more"])
    assert {"company": "乙社", "responsible": "山田"} == person.making.drafts.typed


def test_a_record_that_can_not_be_read_is_left_alone():
    """What nobody here can read is said, and never written over; papers work all the same."""
    person = Person(text="{")
    person.enters("company", "乙社")
    person.does("keep-drafts", **{**FIELD, "checked": True})

    assert "{" == person.page.text
    assert (WORDS["record_unreadable"], "warning") == (person.page.said, person.page.kind)
    assert person.page.keeping is False
    assert "乙社" in person.sheet()


def beside():
    """A person whose record is kept on the device, where another tab writes it, too."""
    device = Device()
    text = text_of(company="甲社")
    device.records["id"] = text
    person = Person(device, text)
    person.page.own = ("id", text)
    person.start()
    return person


def test_kept_records_follow():
    """Where the record is kept on the device, its drafts are kept there as well."""
    person = beside()
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("company", "乙社")

    assert person.page.text == person.page.device.records["id"]
    assert "乙社" in person.page.text


@pytest.mark.parametrize("way", ["conflict-copy", "conflict-theirs", "conflict-mine"])
def test_what_another_tab_wrote_is_never_overwritten_unasked(way):
    """Of two tabs that write a record, the second is asked; each way out does what it says."""
    person = beside()
    theirs = text_of(company="丙社")
    person.page.device.records["id"] = theirs
    person.does("keep-drafts", **{**FIELD, "checked": True})
    assert (RECORDS["conflict"], "decision") == (person.page.said, person.page.kind)
    assert theirs == person.page.device.records["id"]

    person.does(way)
    mine = way == "conflict-mine"
    assert ("papers" in person.page.device.records["id"]) == mine
    assert 1 + (way == "conflict-copy") == len(person.page.device.records)
    assert ("丙社" == person.page.fields["company"]) == (way == "conflict-theirs")


@pytest.mark.parametrize("way", ["conflict-theirs", "conflict-mine"])
def test_a_way_out_of_a_conflict_leads_back(way):
    """What gave way is there again, here and on the device, and the question with it."""
    person = beside()
    theirs = text_of(company="丙社")
    person.page.device.records["id"] = theirs
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("responsible", "山田")
    before = person.page.text
    person.does(way)
    assert ["undo"] == person.page.buttons

    person.does("undo")
    assert (before, theirs) == (person.page.text, person.page.device.records["id"])
    assert ("山田", "甲社") == tuple(
        person.making.given()[name] for name in ("responsible", "company")
    )
    person.does("conflict-theirs")
    assert "丙社" == person.page.fields["company"]


def test_what_was_written_since_is_not_taken_back():
    """The way back out of a conflict ends where something is kept in the record again."""
    person = beside()
    person.page.device.records["id"] = text_of(company="丙社")
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.does("conflict-theirs")
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("company", "丁社")
    person.does("undo")

    assert "丁社" == person.making.given()["company"]


def test_what_another_tab_writes_is_taken_over():
    """A tab with nothing new shows what another one kept; if that erased it, it says so."""
    person = beside()
    theirs = text_of(company="丙社")
    person.page.device.records["id"] = theirs
    person.does("storage", id="id", text=theirs)
    assert "丙社" == person.page.fields["company"]

    del person.page.device.records["id"]
    person.does("storage", id="id", text="")
    assert RECORDS["gone"] == person.page.said


@pytest.mark.parametrize("there", [True, False])
def test_what_can_not_be_taken_over_is_said_as_it_is(there):
    """A record that a newer version wrote isn't called erased; one that was is let go of."""
    person = beside()
    theirs = text_of(company="丙社")
    person.page.device.records["id"] = theirs
    person.does("keep-drafts", **{**FIELD, "checked": True})
    newer = theirs.replace(f'"version": {record.VERSION}', f'"version": {record.VERSION + 1}')
    person.page.device.records = {"id": newer} if there else {}
    person.does("conflict-theirs")

    newest = QUESTIONNAIRE.words["problems"]["reasons"]["newer"].format(value=record.VERSION + 1)
    assert (newest in person.page.said) == there
    assert (RECORDS["gone"] == person.page.said) == (not there)
    assert ("id" if there else None) == person.host.holder.shelf.id


def test_what_is_in_no_record_stays_when_another_tab_writes():
    """What was entered and changed here, and is kept nowhere, outlives another tab's change."""
    person = beside()
    person.enters("responsible", "山田")
    person.writes("一つめ")
    drafts = person.making.drafts.typed, person.making.drafts.edits
    fields = {"responsible": "佐藤", "review": "2027-04-01"}
    theirs = text_of(company="丙社", papers={"fields": fields, "edits": {NAME: {"keep": "x"}}})
    person.page.device.records["id"] = theirs
    person.does("storage", id="id", text=theirs)

    typed, edits = drafts
    assert {**fields, **typed} == person.making.drafts.typed
    assert {NAME: {"keep": "x", **edits[NAME]}} == person.making.drafts.edits
    assert ("山田", "丙社") == tuple(
        person.page.fields[name] for name in ("responsible", "company")
    )
    assert person.page.guarded
    assert "一つめ" in str(person.page.shown["desk-making"])


def test_a_full_device_is_said():
    """A device that refuses is said."""
    person = beside()
    person.page.device.full = True
    person.does("keep-drafts", **{**FIELD, "checked": True})
    person.enters("company", "乙社")

    assert RECORDS["not_kept"] == person.page.said


@pytest.mark.parametrize("name", [one.name for one in papers.every() if not one.fixed])
def test_every_text_can_be_changed(person, name):
    """Each text can be changed, but links; no other changes with it, though it says the same."""
    person.does("to-paper", paper=name)
    said_by = [(one[1], "".join(one[2:])) for one in leaves(person.making.nodes())]
    for attributes, text in said_by:
        key = attributes.get("data-key")
        if text.strip():
            assert bool(key) == (not {"data-aside", "data-href"} & {*attributes})
        if key:
            person.writes("かえた", key)
            after = ["".join(one[2:]) for one in leaves(person.making.outgoing())]
            assert 1 == after.count("かえた")
            person.writes(text, key)

    assert {} == person.making.drafts.edits


@pytest.mark.parametrize("name", [one.name for one in papers.every() if one.fixed])
def test_what_was_found_can_not_be_changed(person, name):
    """A copy of the record's answers stays one: what it says is changed where it comes from."""
    person.does("to-paper", paper=name)

    assert ["div"] == [one[0] for one in person.page.shown["desk-making"]]


@pytest.mark.parametrize("kind", ["html", "markdown", "text"])
def test_other_forms_have_what_the_screen_shows(person, kind):
    """Each form, copied or saved, has the changed texts, and a name that says what it is."""
    person.writes("みんなで読みました。")
    person.does("change-texts")
    person.does("hand-out", kind=kind, way="copy")
    person.does("hand-out", kind=kind, way="save")

    ((name, _, saved),) = person.page.downloads
    assert [saved] == person.page.copied
    assert "みんなで読みました。" in saved
    assert OWN not in saved
    assert name.startswith(f"{QUESTIONNAIRE.words['papers'][NAME]['title']}-甲社.")
    for done, word in ((True, "copied"), (False, "not_copied")):
        person.does("paper-copied", done=done)
        assert WORDS[word] == person.page.said


def test_word_gets_what_the_screen_shows(person):
    """What Word's file is made of is what the screen shows; that it couldn't be made is said."""
    person.writes("みんなで読みました。")
    person.does("word-paper")

    (given,) = person.page.words
    assert "みんなで読みました。" in said(given["nodes"])
    assert ("ja", False, True) == (
        given["language"],
        given["wide"],
        given["name"].endswith(".docx"),
    )
    person.does("word-made", name=given["name"])
    assert given["name"] in person.page.said
    person.does("word-made", name="")
    assert WORDS["word_failed"] == person.page.said


@pytest.mark.parametrize("name", [one.name for one in papers.every()])
def test_what_is_said_aside_goes_nowhere(person, name):
    """What is said to whoever makes a paper stands on the screen alone; the rest goes out."""
    person.does("to-paper", paper=name)
    nodes = person.making.nodes()
    aside = ["".join(one[2:]) for one in leaves(nodes) if "data-aside" in one[1]]
    for kind in ("html", "markdown", "text"):
        person.does("hand-out", kind=kind, way="copy")
    person.does("word-paper")
    out = [*person.page.copied, said(person.page.words[0]["nodes"])]

    assert bool(aside) == (name == "link")
    assert all(person.page.copied)
    assert [] == [text for text in aside if text in "".join(out)]
    assert [] == [text for text in aside if text not in said(person.page.shown["desk-making"])]


def test_the_day_of_the_review_goes_into_calendars(person):
    """The day of the next review is a calendar's event; without one, the field is named."""
    person.does("calendar-paper")
    assert WORDS["no_review"] == person.page.said

    person.enters("review", "2027-04-01")
    person.does("calendar-paper")
    ((name, media_type, text),) = person.page.downloads
    assert (True, "text/calendar") == (name.endswith(".ics"), media_type)
    assert "DTSTART;VALUE=DATE:20270401" in text


def test_printing_ends_the_changing(person):
    """What is printed is the paper as it goes out, not the places to write in."""
    person.writes("")
    person.does("print-paper")

    assert not person.making.editing
    assert "print" == person.page.done[-1]
    assert "data-text" not in str(person.page.shown["desk-making"])


@pytest.mark.parametrize("text", payloads.TEXTS)
def test_hostile_texts_stay_text(person, text):
    """What is smuggled into a field or a line is a text of a node, in every way out."""
    line = texts.plain(text).strip()
    person.enters("company", text[: record.NAME])
    person.writes(text)
    person.does("change-texts")

    assert not line or line in person.sheet()
    names = {one[0] for one in person.page.shown["desk-making"][1][2:]}
    assert names <= {"h1", "p", "table"}
    for kind in ("html", "markdown", "text"):
        person.does("hand-out", kind=kind, way="copy")
    assert "<img" not in person.page.copied[0]
    assert not [mark for mark in record.MISLEADING if mark in "".join(person.page.copied)]


def test_an_action_without_a_method_is_found(person):
    """What nobody does is an error of ours."""
    with pytest.raises(LookupError):
        person.does("no-such-thing")


def test_the_stand_in_has_what_the_page_has(monkeypatch):
    """A test's page answers to what the browser's does, and to nothing else."""
    browser = SimpleNamespace(document=MagicMock(), window=MagicMock())
    monkeypatch.setitem(sys.modules, "js", browser)
    monkeypatch.delitem(sys.modules, "page.papers", raising=False)
    import page.papers  # noqa: PLC0415, it wants a browser

    made = page.papers.Page(MagicMock())
    monkeypatch.delitem(sys.modules, "page.papers")
    ours = {name for name in public(made) if name not in ("craft", "device", "binding")}
    stand_in = Page(Device())
    kept_by_tests = {name for name in vars(stand_in) if name != "print"}

    # What no room asks for: a shelf's store has it.
    assert public(stand_in) - kept_by_tests - ours <= {"forget", "put_back", "device"}
    assert ours <= public(stand_in)
