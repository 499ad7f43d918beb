"""Putting something else into the place of this tab's record: nothing is lost unasked."""

import formats
from desk.work import LONG
from ideas import labels, record
from views import dialogs


class Leaving:
    """Before the record makes room it is kept, saved or given up by a word of the person."""

    def __init__(self, work, keeping, saving, asides):
        self.work = work
        self.keeping = keeping
        self.saving = saving
        self.asides = asides
        self.form = work.form
        self.talk = work.talk
        # Sets what stands around the record back to its beginning, in all rooms.
        self.start_all_afresh = lambda: None

    def open(self, opened, own=None, text=""):
        """In steps, show a record in this tab, which writes the kept record `own` now, if any.

        `text` is the record as form.text() would give it, where somebody has that already.
        """
        if own:
            self.work.shelf.own(own)
        else:
            self.work.shelf.let_go()
        # The day was chosen for the record that goes.
        self.work.next_check = ""
        self.work.page.afresh()
        self.form.open(opened, text)
        yield LONG
        self.work.page.go("result")
        self.work.draw()

    def leave(self, then):
        """Go on with `then`; unless the record of this tab is known to be kept, ask before.

        Return the steps of that, if nothing is asked, and `then` has any.
        """
        now, text = self.form.record, self.form.text()
        self.keeping.keep_up()
        shelf = self.work.shelf
        kept = shelf.writes() and self.work.page.kept(shelf.id) == text
        if record.is_empty(now) or kept or text == self.work.safe:
            return then()
        if text == self.work.handed[1]:
            self.ask_arrived(then)
        else:
            ways = {
                "save": lambda _fields: self.save_and_leave(then),
                "keep": lambda _fields: then() if self.keeping.keep_now() else None,
                "drop": lambda _fields: then(),
            }
            self.talk.ask(dialogs.leave(self.work.questionnaire), ways)
        return None

    def save_and_leave(self, then):
        """Save the record, and go on when the person has seen the file."""
        if self.saving.save(formats.of("json"), self.form.record):
            self.ask_arrived(then)

    def ask_arrived(self, then):
        """Go on with `then` if the person has seen the file; ask further if it got lost."""
        name, text = self.work.handed

        def arrived(_fields):
            self.work.safe = text
            return self.leave(then)

        def lost(_fields):
            self.work.handed = ("", "")
            return self.leave(then)

        self.talk.ask(dialogs.saved(self.work.questionnaire, name), {"yes": arrived, "lost": lost})

    def on_next_company(self, _message):
        return self.asides.leave(lambda: self.leave(self.next_company))

    def next_company(self):
        work = self.work
        back = self.keeping.way_back(work.files, work.decided, work.next_check)
        self.start_all_afresh()
        self.form.clear()
        words = work.words
        if record.is_empty(self.form.record) and work.page.tab_is_empty():
            said = [words["begun"]] + ([words["begun_back"]] if back else [])
            self.talk.offer_back(back, labels.following(work.questionnaire, *said))
        else:
            self.talk.offer_back(back, words["not_begun"], "warning")

    def on_start_over(self, _message):
        """Clear the answers, plan and names of this tab, which the person was asked about."""
        return self.asides.leave(self.clear)

    def clear(self):
        back = self.keeping.way_back()
        words = self.work.questionnaire.words["app"]
        if self.form.clear():
            self.talk.offer_back(back, words["cleared"])
        else:
            self.talk.offer_back(back, words["not_cleared"], "warning")

    def on_renew(self, _message):
        return self.leave(self.renew)

    def renew(self):
        """In steps, start the next check from the record of this tab, which stays as it was."""
        back = self.keeping.way_back()
        made = record.copied(self.form.record)
        record.put(made, "date", "")
        made.pop("merged", None)
        for number in list(made["items"]):
            record.put_item(made, int(number), "ticked", False)
        record.carry(made)
        yield from self.open(made)
        self.talk.offer_back(back, self.work.words["renewed"])
