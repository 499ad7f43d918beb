"""The page of papers: what its messages ask for is done by the room that has a method for it."""

from desk.talk import Talk
from making.handing import Handing
from making.holder import Holder
from making.room import Making


class Host:
    def __init__(self, questionnaire, site, page):
        self.talk = Talk(questionnaire, page)
        self.holder = Holder(questionnaire, site, page, self.talk)
        self.making = Making(self.holder, page, page, self.talk)
        self.rooms = (self, self.making, Handing(self.making), self.holder)

    def receive(self, message):
        """Do what a message says. An action that nobody does is an error of ours: LookupError."""
        name = "on_" + message["action"].replace("-", "_")
        for room in self.rooms:
            if hasattr(room, name):
                self.talk.begin()
                getattr(room, name)(message)
                break
        else:
            raise LookupError(name)
        # Another tab's record may have come in its place.
        if self.making.of is not self.holder.record:
            self.making.follow()

    def on_undo(self, _message):
        self.talk.undo()

    def on_left(self, _message):
        """A field was left: what it showed is taken already."""

    def on_paper(self, _message):
        """The browser's own command prints what the page shows."""

    def on_unprinted(self, _message):
        self.talk.warn("no_print")
