"""What all rooms of a desk work on: the record of this tab, and what stands around it."""

from desk.talk import Talk
from ideas import record, shelf

# What stands around a record, and comes back with it.
STATE = ("filters", "files", "refused", "chosen", "rule", "changed_only", "decided", "next_check")
STATE += ("at", "safe", "handed", "reading")
# What a handler or a view yields where its next step takes long.
LONG = "long"


class Work:
    """The form with its record, the page, what is kept, what is said, and what is to be drawn.

    - filters: of the plan; rule, decided: how departments become one
    - changed_only: whether comparing leaves out what stayed
    - files: entries (at_hand.AtHand) read from files; refused: [{file, problem}] of the others
    - chosen: {view: {key of an entry: whether}}; at: {list: where its page begins}
    - next_check: a date or "", which stands beside the record in the tab
    - reading: the key of the entry of an older edition that is read
    - safe: a record's text that is known to stand in a file; handed: the name and text of the last
      file that was handed to the browser, which says to nobody whether it arrived
    """

    def __init__(self, form, page):
        self.form = form
        self.page = page
        self.questionnaire = form.questionnaire
        self.words = self.questionnaire.words["records"]
        self.talk = Talk(self.questionnaire, page)
        self.shelf = shelf.Shelf(page)
        self.stale = False
        self.drawn = []
        self.start_afresh()

    def start_afresh(self):
        """Forget all that belongs to the work done so far, but for what the device keeps."""
        self.filters = {"part": None, "answer": None, "basics": False}
        self.files = []
        self.refused = []
        self.chosen = {}
        self.rule = record.RULES[0]
        self.changed_only = False
        self.decided = {}
        self.at = {}
        self.reading = None
        self.leave_files()

    def leave_files(self):
        """No file is known any more to hold the record of this tab."""
        self.safe = ""
        self.handed = ("", "")

    @property
    def next_check(self):
        return self.page.next_check()

    @next_check.setter
    def next_check(self, day):
        self.page.plan_next_check(day)

    def state(self):
        """Return what stands around the record, for `restore`."""
        return [(name, getattr(self, name)) for name in STATE]

    def restore(self, state):
        for name, value in state:
            setattr(self, name, value)

    def on_undo(self, _message):
        self.talk.undo()
        self.draw()

    def draw(self, then=None):
        """Have the view drawn when the message is done, and `then` do what needs it drawn."""
        self.stale = True
        if then:
            self.drawn.append(then)

    def is_older(self, found):
        """Whether a record is of an older edition than the form."""
        return self.questionnaire.of(found) is not self.questionnaire

    def written(self, chosen):
        """Return the text of a record as its file holds it."""
        if chosen is self.form.record:
            return self.form.text()
        return record.dump(self.questionnaire, chosen)

    def fits(self, text):
        """Whether a record's text can be read again; if it can't, that is said."""
        short = record.fits(text)
        if not short:
            self.talk.warn_too_long()
        return short
