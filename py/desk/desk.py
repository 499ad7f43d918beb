"""What a person does beyond answering: the plan, paper, files, records. It never touches the page.

A Desk gets messages (dicts with an "action", from device.js) and tells its page what to show,
store, print or save. The page is page.device.Page in the browser and a stand-in in tests. What a
message asks for is done by the room of this folder that has a method of its name: on_to_plan is
for "to-plan".
"""

from desk import shown
from desk.asides import Asides
from desk.at_hand import AtHand
from desk.choosing import Choosing
from desk.keeping import Keeping
from desk.leaving import Leaving
from desk.listed import Listed
from desk.paper import Paper
from desk.saving import Saving
from desk.taking import Taking
from desk.work import LONG, Work
from desk.writing import Writing

# For how long, in milliseconds, the page may be busy before it sees to whoever waits; and how much
# of that may be over where a long step begins.
BUSY = 20
BEGUN = 5
# What can't wait: paper is drawn, and a page goes away, as soon as the message is handed over.
AT_ONCE = ("paper", "finish")


class Desk:
    """Does what messages say, one after the other, in steps, and draws once for each.

    `form` holds the record with the answers of this tab.
    """

    def __init__(self, form, page):
        self.form = form
        self.page = page
        self.work = Work(form, page)
        self.at_hand = AtHand(self.work)
        self.keeping = Keeping(self.work, self.at_hand, Writing(self.work))
        saving = Saving(self.work, self.at_hand)
        self.asides = Asides(self.work)
        leaving = Leaving(self.work, self.keeping, saving, self.asides)
        leaving.start_all_afresh = self.start_afresh
        self.rooms = (
            self,
            self.work,
            self.work.talk,
            self.at_hand,
            self.keeping.writing,
            self.keeping,
            saving,
            self.asides,
            leaving,
            Taking(self.work, self.at_hand),
            Listed(self.work, self.at_hand, self.keeping, leaving),
            Choosing(self.work, self.at_hand, self.keeping, leaving),
            Paper(self.work, self.at_hand),
        )
        # What came in and is still to be done; the steps of what is being done.
        self.messages = []
        self.steps = None
        self.hurried = False
        # Whether the page will say "later".
        self.awaited = False
        self.start_afresh()

    def forget(self):
        """Forget the work done so far and all that was still to be done for it."""
        # An answer that is under way still ends its question.
        self.messages = [message for message in self.messages if message["action"] == "answered"]
        self.work.talk.forget_asked()
        self.steps = None
        self.start_afresh()

    def start_afresh(self):
        """Forget all that belongs to the work done so far, but for what the device keeps."""
        for room in self.rooms[1:]:
            if hasattr(room, "start_afresh"):
                room.start_afresh()
        self.page.drop()
        self.page.guard(False)
        self.page.wipe()

    def start(self):
        """Go on where the tab was."""
        self.receive({"action": "begin"})

    def on_begin(self, _message):
        self.keeping.begin()
        self.asides.offer()
        self.work.draw()

    def on_finish(self, _message):
        """Nothing more: all that came before is done."""

    def handler(self, action):
        """Return what does an action. One that doesn't exist is an error of ours: LookupError."""
        name = "on_" + action.replace("-", "_")
        for room in self.rooms:
            if hasattr(room, name):
                return getattr(room, name)
        raise LookupError(action)

    def receive(self, message):
        """Do what a message says when all before it is done.

        "later" says that the page was free meanwhile.
        """
        action = message["action"]
        if action == "later":
            self.awaited = False
        else:
            self.messages.append(message)
        if action in AT_ONCE:
            self.hurry()
        elif action == "later" or not self.steps:
            self.go_on()

    def hurry(self):
        """Do all that is to be done before the page goes on."""
        self.hurried = True
        try:
            self.go_on()
        finally:
            self.hurried = False
        if self.at_hand.unread:
            self.messages.append({"action": "finish"})
            self.rest()

    def rest(self):
        """Have the page go on with what is to be done when it has seen to whoever waits."""
        if not self.awaited:
            self.awaited = True
            self.page.later()

    def go_on(self):
        """Do what is to be done, step by step, for as long as the page may be busy."""
        began = self.page.clock()
        while self.steps or self.messages:
            if not self.steps:
                self.steps = self.done(self.messages.pop(0))
            try:
                step = next(self.steps)
            except StopIteration:
                self.steps = step = None
            except Exception:
                self.steps = None
                if self.messages:
                    self.rest()
                raise
            busy = self.page.clock() - began
            long = busy > (BEGUN if step == LONG else BUSY)
            if long and (self.steps or self.messages) and not self.hurried:
                self.rest()
                return

    def done(self, message):
        """Do what a message says, and draw what has changed by it once, in steps."""
        self.work.talk.begin()
        yield
        steps = self.handler(message["action"])(message)
        if steps:
            yield from steps
        yield from self.draw_stale()
        self.form.settle()
        self.keeping.tell()
        self.work.talk.begin()
        yield from self.read_kept()

    def draw_stale(self):
        """Draw the view, in steps, if anything in it may have changed."""
        # Where the page has told of another view, that is drawn when this is its turn.
        if not self.work.stale or [one for one in self.messages if one["action"] == "view"]:
            return
        self.work.stale = False
        view = shown.of(self.page.view())
        if view.draw:
            if view.looks:
                yield from self.at_hand.look()
            nodes = []
            for made in view.draw(self.work, self.at_hand):
                if made:
                    nodes.append(made)
                # A view yields nothing where much is still to be found out.
                yield None if made else LONG
            yield LONG
            written = self.page.written(nodes)
            yield LONG
            # What was typed meanwhile isn't in these nodes: it comes first.
            self.page.take()
            if [message for message in self.messages if "field" in message]:
                self.work.stale = True
                return
            self.page.show("desk-" + view.name, written)
            if view.name == "result":
                shown.show_whose(self.work)
            yield LONG
        drawn, self.work.drawn = self.work.drawn, []
        for then in drawn:
            then()

    def read_kept(self):
        """Read all that the device keeps, until something else is to be done; then show it."""
        unread = self.at_hand.unread
        to_read = len(unread)
        while unread and not self.messages and not self.hurried:
            yield from self.at_hand.read_one()
            self.page.progress(to_read - len(unread), to_read)
            yield
        if to_read and not unread and not self.keeping.wait():
            self.work.draw()
            yield from self.draw_stale()
