"""Keeping the record of this tab on the device, beside other tabs that may write the same."""

from ideas import record, shelf
from views import dialogs


class Keeping:
    """What is kept follows each change; what another tab did is never overwritten unasked."""

    def __init__(self, work, at_hand, writing):
        self.work = work
        self.at_hand = at_hand
        self.writing = writing
        self.form = work.form
        self.page = work.page
        self.shelf = work.shelf
        self.talk = work.talk
        self.start_afresh()

    def start_afresh(self):
        # Whether another tab's change waits until nobody types here.
        self.waiting = False
        # The record of this tab as it was last written, and what its tab on the page says of it.
        self.text = ""
        self.told = None

    def begin(self):
        """What the tab lost is opened again from the device, if it is there."""
        if self.shelf.writes() and not self.form.restored:
            self.follow()
        self.keep_up()

    def changed(self, text):
        """The record of this tab has changed: the way back ends here; what is kept follows.

        `text` is the record as form.text() gives it.
        """
        self.talk.forget_back()
        self.text = text
        self.keep_up(text)
        self.tell()

    def warn_of(self, text):
        """Say that the record of this tab can't be written."""
        self.talk.warn_of(text)
        self.text = self.form.text()
        self.tell()

    def tell(self):
        """Say on the page's tab of records whether this device has this record as it stands now.

        It is read back each time: nothing else counts, and of a file nobody knows that it arrived.
        """
        kept = self.shelf.writes() and self.page.kept(self.shelf.id) == self.text
        told = "" if record.is_empty(self.form.record) else "tab_kept" if kept else "tab_unkept"
        if told != self.told:
            self.told = told
            self.page.label(told and self.work.words[told])

    def keep_up(self, text=""):
        """Keep the record, if that is wanted, or take over what another tab kept of it."""
        if self.shelf.writes():
            self.text = text or self.form.text()
            outcome = self.shelf.write(self.text)
            # If the tab can't hold the record, it says so first: what the device says weighs more.
            self.form.settle()
            self.say_kept(outcome)

    def cleared(self):
        """All answers of this tab were cleared: what is kept of them stays, on the device alone."""
        self.talk.forget_back()
        self.shelf.let_go()
        self.work.next_check = ""
        self.work.leave_files()
        self.page.wipe()
        self.tell()

    def say_kept(self, outcome):
        """Say what came of writing, as `Shelf.write` returns it."""
        if outcome == shelf.CONFLICT:
            self.talk.notice(self.work.words["conflict"], "decision", dialogs.CONFLICT_WAYS)
        elif outcome == shelf.BEHIND:
            if not self.wait() and self.follow():
                self.talk.say("followed")
        elif outcome == shelf.GONE:
            self.talk.warn("gone")
        elif outcome == shelf.FULL:
            self.talk.warn("not_kept")
        elif outcome == shelf.LONG:
            self.talk.warn_too_long()

    def on_view(self, _message):
        if self.shelf.conflict:
            self.say_kept(shelf.CONFLICT)
        self.work.draw()

    def on_storage(self, message):
        """Another tab wrote or erased a record; if we wrote over it unseen, both are kept."""
        if self.shelf.overwrote(message["id"], message["text"]):
            self.talk.warn("both_kept" if self.shelf.add(message["text"]) else "not_kept")
        self.catch_up()

    def catch_up(self):
        """Keep up with other tabs, in sight, unless somebody types."""
        self.keep_up()
        if not self.wait():
            self.work.draw()

    def wait(self):
        """Whether somebody types: nothing that they didn't ask for may be drawn meanwhile."""
        self.waiting = self.page.editing() is True
        return self.waiting

    def on_left(self, _message):
        """A field to type in was left: what waited for that is done."""
        if self.waiting:
            self.catch_up()

    def on_keep(self, message):
        if message["checked"]:
            self.keep_now()
        elif self.shelf.id:
            self.work.safe = ""
            self.take_out(self.shelf.id, "let_go")
        self.work.draw()

    def keep_now(self):
        """Keep the record of this tab on the device from now on; return whether that works."""
        self.text = text = self.form.text()
        if not self.work.fits(text):
            return False
        kept = self.shelf.add_own(text)
        if kept:
            self.talk.say("kept_now")
        else:
            self.talk.warn("not_kept")
        return kept

    def take_out(self, name, said):
        """Erase a kept record; this tab goes on writing it if that is undone while it shows it."""
        shown = self.form.record if name == self.shelf.id else None
        bound = self.shelf.state()
        if self.shelf.take_out(name):
            self.talk.offer_undo(lambda: self._put_back(name, shown, bound), said)
        else:
            self.talk.warn("no_such")

    def _put_back(self, name, shown, bound):
        if not self.page.put_back(name):
            return False
        if shown is self.form.record and self.shelf.id is None:
            self.shelf.restore(bound)
            self.keep_up()
        return True

    def follow(self):
        """Take over what the device keeps of this tab's record; return whether it's readable."""
        stored = self.page.kept(self.shelf.id)
        if stored is None:
            self.shelf.let_go()
            self.talk.warn("gone")
            return False
        found = self.at_hand.understand(stored)
        if "problem" in found:
            self.talk.warn_of(found["problem"])
            return False
        self.shelf.reread()
        self.form.open(record.copied(found["record"]))
        self.writing.fill()
        return True

    def on_conflict_copy(self, _message):
        if self.keep_now():
            self.talk.say("copied")
        self.work.draw()

    def on_conflict_theirs(self, _message):
        back = self.way_back()
        if self.follow():
            self.talk.offer_back(back, self.work.words["followed"])
        self.work.draw()

    def on_conflict_mine(self, _message):
        name, theirs = self.shelf.id, self.page.kept(self.shelf.id)
        back = self.way_back()
        self.text = self.form.text()
        outcome = self.shelf.overwrite(self.text)
        if outcome == shelf.KEPT:
            both = back and theirs and (lambda: self.page.keep(name, theirs) and back())
            self.talk.offer_back(both, self.work.words["replaced"])
        else:
            self.talk.notice("")
            self.say_kept(outcome)

    def way_back(self, *around):
        """Return what brings back this tab's record as it stands now, and what stands around it.

        None if there is nothing to bring back: no record, and nothing `around` it that would go.
        """
        now, bound = self.form.record, self.shelf.state()
        if record.is_empty(now) and not any(around):
            return None
        state, alike = self.work.state(), self.at_hand.alike

        def back():
            self.at_hand.alike.update(alike)
            self.work.restore(state)
            self.page.guard(bool(self.work.decided))
            self.shelf.restore(bound)
            self.form.open(now)
            if self.shelf.conflict:
                self.say_kept(shelf.CONFLICT)
            return True

        return back
