"""What a desk may ask of the page that it stands behind, and how the two hear of each other."""

import json
import sys

from desk.desk import Desk
from ideas import record
from js import document, window
from page.shared import Shared, hearing
from questionnaire import Questionnaire

# What device.js does under the same name.
DEVICE = """
    afresh clock copy drop editing fill focus forget guard later paper plain print progress refuse
    seal show stamp take unseal wipe withdraw
""".split()


class Page(Shared):
    """What a Desk asks of the browser; device.js does it."""

    def __init__(self, form):
        Shared.__init__(self, window.selfcheck.device, DEVICE)
        self.form = form
        self.view = window.selfcheck.view
        self.today = window.selfcheck.today
        self.go = window.selfcheck.go

    def label(self, text):
        """Say on the tab of records whether the record is kept; nothing where there is none."""
        document.getElementById("kept").textContent = text

    def write(self, of, name, fields, phrases):
        """Fill the fields to write in; open those `of` a kind if there are `phrases` to add."""
        self.device.write(of, name, json.dumps(fields), json.dumps(phrases))

    def announce_text_of(self, name):
        shown = document.getElementById(name)
        if shown:
            document.getElementById("announcement").textContent = shown.textContent

    def answer(self, number, answer, carried=False):
        """Answer an item as a click on its radio does, with all that follows; return True.

        If `carried`, the answer is that of the check before again.
        """
        self.form.radio(self.form.numbers.index(int(number)), answer).click()
        if carried:
            record.put_item(self.form.record, int(number), "carried", True)
            self.form.render()
        self.form.follow_up()
        return True

    def ask(self, nodes):
        self.device.ask(json.dumps([node for node in nodes if node]))

    def compared(self, names):
        return json.loads(self.device.compared(json.dumps(names)))

    def put_back(self, name):
        return self.device.putBack(name) is True

    def bound(self):
        return self.form.bound[:2]

    def bind(self, name, text):
        self.form.bound = (name, text, self.next_check())

    def next_check(self):
        """Return the day that stands beside the record in the tab, or ""."""
        return self.form.bound[2]

    def plan_next_check(self, day):
        self.form.bound = self.bound() + (day,)

    def asides(self):
        return json.loads(self.device.asides())

    def save_aside(self, key, name):
        self.device.saveAside(key, name)

    def tab_is_empty(self):
        return type(window.selfcheck.read().text) is not str


def connect(form):
    """Put a desk behind the form: its words are there now."""
    with open("texts.json") as file:
        texts = json.load(file)
    older = []
    for one in texts.pop("older"):
        words = dict(texts)
        words.update(one["texts"])
        older.append(Questionnaire(one["catalog"], words))
    form.questionnaire = Questionnaire(form.questionnaire.catalog, texts, older)
    desk = Desk(form, Page(form))
    form.changed = desk.keeping.changed
    form.cleared = desk.keeping.cleared
    form.afresh = desk.forget
    form.start_over = lambda: act({"action": "start-over"})
    form.warn = desk.keeping.warn_of

    def act(message):
        try:
            form.follow_up()
            desk.receive(message)
        except Exception as error:
            # A fault of ours in a view must not take the questions along.
            window.console.error("selfcheck: " + repr(error))
            desk.work.talk.warn("trouble")

    in_turn = window.selfcheck.device.connected(hearing(act))
    if "page.papers" in sys.modules:
        sys.modules["page.papers"].join(desk, in_turn)
    desk.start()
