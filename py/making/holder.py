"""The record of this tab, where no form is: read when the page opens, written with its drafts."""

from ideas import problems, record, shelf
from views import dialogs


class Holder:
    """- record: that of the tab, blank where there is none; readable: whether it may be written

    `page` is what a Shelf asks of its store, and held(), what the tab holds as {text, given} (None
    for none), hold(text): whether the tab took it.
    """

    def __init__(self, questionnaire, site, page, talk):
        self.questionnaire = questionnaire
        self.words = questionnaire.words["records"]
        self.site = site
        self.page = page
        self.talk = talk
        self.readable = True
        self.record = record.blank(questionnaire, site)
        self.shelf = shelf.Shelf(page)
        self.take_up()

    def take_up(self):
        """Read what the tab holds: a record, and answers that were given beside it."""
        held = self.page.held()
        if held["text"] is not None:
            try:
                self.record = record.load(self.questionnaire, held["text"])
            except record.RecordError:
                self.readable = False
                return
        numbers = [str(number) for number in self.questionnaire.numbers]
        for number, answer in held["given"].items():
            if number in numbers and answer in self.questionnaire.points:
                self.record["answers"][number] = answer

    def text(self):
        record.sign(self.record, self.site, self.questionnaire.result(self.record))
        return record.dump(self.questionnaire, self.record)

    def keep(self):
        """Write the record into the tab, and to where the device keeps it, if it does."""
        if not self.readable:
            return
        self.talk.forget_back()
        text = self.text()
        if not record.fits(text):
            self.talk.warn_too_long()
            return
        outcome = self.shelf.write(text)
        if self.page.hold(text) is not True:
            self.talk.warn_of(self.words["not_kept"])
        self.say_kept(outcome)

    def say_kept(self, outcome):
        """Say what came of writing, as `Shelf.write` returns it."""
        if outcome == shelf.CONFLICT:
            self.talk.notice(self.words["conflict"], "decision", dialogs.CONFLICT_WAYS)
        elif outcome == shelf.BEHIND:
            if self.follow():
                self.talk.say("followed")
        elif outcome == shelf.GONE:
            self.talk.warn("gone")
        elif outcome == shelf.FULL:
            self.talk.warn("not_kept")
        elif outcome == shelf.LONG:
            self.talk.warn_too_long()

    def follow(self):
        """Take over what another tab kept; return whether it's there and readable."""
        stored = self.page.kept(self.shelf.id)
        if stored is None:
            self.shelf.let_go()
            self.talk.warn("gone")
            return False
        try:
            found = record.load(self.questionnaire, stored)
        except record.RecordError as error:
            self.talk.warn_of(problems.of(self.questionnaire, error))
            return False
        self.shelf.reread()
        self.record = found
        self.page.hold(stored)
        return True

    def way_back(self):
        """Return what brings back this tab's record as it stands now, and the conflict over it."""
        now, bound, text = self.record, self.shelf.state(), self.text()

        def back():
            self.shelf.restore(bound)
            self.record = now
            self.page.hold(text)
            self.say_kept(shelf.CONFLICT)
            return True

        return back

    def on_storage(self, message):
        """Another tab wrote or erased a record; if we wrote over it unseen, both are kept."""
        if not self.readable:
            return
        if self.shelf.overwrote(message["id"], message["text"]):
            self.talk.warn("both_kept" if self.shelf.add(message["text"]) else "not_kept")
        if self.shelf.writes():
            # As the tab has it: signed again, it would look as if something had changed here.
            self.say_kept(self.shelf.write(self.page.held()["text"] or self.text()))

    def on_conflict_copy(self, _message):
        if self.shelf.add_own(self.text()):
            self.page.hold(self.text())
            self.talk.say("copied")
        else:
            self.talk.warn("not_kept")

    def on_conflict_theirs(self, _message):
        back = self.way_back()
        if self.follow():
            self.talk.offer_back(back, self.words["followed"])

    def on_conflict_mine(self, _message):
        name, theirs = self.shelf.id, self.page.kept(self.shelf.id)
        back, text = self.way_back(), self.text()
        outcome = self.shelf.overwrite(text)
        self.page.hold(text)
        if outcome == shelf.KEPT:
            both = theirs and (lambda: self.page.keep(name, theirs) and back())
            self.talk.offer_back(both, self.words["replaced"])
        else:
            self.say_kept(outcome)
