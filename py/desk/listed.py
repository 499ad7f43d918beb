"""One record of the list: opened, copied, renamed, removed."""

from desk.at_hand import KEPT
from ideas import labels, record, shelf
from views import dialogs


class Listed:
    def __init__(self, work, at_hand, keeping, leaving):
        self.work = work
        self.at_hand = at_hand
        self.keeping = keeping
        self.leaving = leaving
        self.talk = work.talk

    def on_open(self, message):
        """Show a record in this tab; one of an older edition is read beside the tab's own."""
        key = message["key"]
        entry = self.at_hand.entry(key)
        if entry and self.work.is_older(entry["record"]):
            self.work.reading = key
            self.work.draw(lambda: self.work.page.focus("older-title"))
        elif entry:
            # It is looked for again then: another tab may have changed it while the person decided.
            return self.leaving.leave(lambda: self.open(key))
        return None

    def on_close_older(self, _message):
        self.work.reading = None
        self.work.draw()

    def open(self, key):
        """In steps, show a record in this tab, if it is still there."""
        entry = self.at_hand.entry(key)
        if not entry:
            return
        work, questionnaire = self.work, self.work.questionnaire
        back = self.keeping.way_back()
        opened = record.copied(entry["record"])
        yield from self.leaving.open(opened, entry.get("id"))
        unchanged = entry["origin"] == "file" and "renamed" not in entry
        work.safe = work.form.text() if unchanged else ""
        complete = len(opened["answers"]) == len(questionnaire.numbers)
        date = opened.get("date")
        if complete and date and date != work.page.today():
            said = work.words["opened_old"].format(date=date)
            self.talk.offer_back(back, said, ways=("renew",))
        else:
            name = labels.name(questionnaire, opened)
            self.talk.offer_back(back, work.words["opened"].format(name=name))

    def on_duplicate(self, message):
        """Keep a second copy, without its date: the start of the next check."""
        entry = self.at_hand.entry(message["key"])
        if not entry:
            return
        made = record.copied(entry["record"])
        record.put(made, "date", "")
        name = self.work.shelf.add(self.work.written(made))
        if name:
            text = self.work.page.kept(name)
            self.talk.offer_undo(lambda: self.take_back(name, text), "duplicated")
        else:
            self.talk.warn("not_kept")
        self.work.draw()

    def take_back(self, name, text):
        """Erase a copy, unless somebody has gone on with it."""
        if self.work.page.kept(name) not in (text, None):
            return None
        self.work.shelf.take_out(name)
        return True

    def on_rename(self, message):
        entry = self.at_hand.entry(message["key"])
        if entry:
            shown = {field: entry["record"].get(field, "") for field in record.NAMES}

            def rename(fields):
                # What another tab changed meanwhile, and wasn't changed here, stays.
                changed = {field: fields[field] for field in shown if fields[field] != shown[field]}
                self.rename(self.at_hand.entry(message["key"]), changed)

            nodes = dialogs.rename(self.work.questionnaire, entry["record"])
            self.talk.ask(nodes, {"yes": rename})

    def rename(self, entry, changed):
        if not entry:
            return
        key, before = entry["key"], {field: entry["record"].get(field, "") for field in changed}
        given = {field: record.entered(field, changed[field]) for field in changed}
        if self.put_names(entry, changed):

            def undo():
                # By now it may be that of this tab, or have other names.
                own = key == "{}{}".format(KEPT, self.work.shelf.id)
                renamed = self.at_hand.entry("now" if own else key)
                if not renamed:
                    return None
                names = {field: renamed["record"].get(field, "") for field in given}
                return self.put_names(renamed, before) if names == given else None

            if entry["origin"] == "now":
                self.talk.offer_back(undo, self.work.words["renamed"])
            else:
                self.talk.offer_undo(undo, "renamed")
        self.work.draw()

    def put_names(self, entry, names):
        """Give a record names; return whether that worked."""
        work = self.work
        renamed = entry["record"] if entry["origin"] == "now" else record.copied(entry["record"])
        for field in names:
            record.put(renamed, field, names[field])
        if entry["origin"] == "now":
            work.form.keep()
            return True
        text = work.written(renamed)
        if entry["origin"] == "kept":
            outcome = work.shelf.put(entry["id"], text)
            self.keeping.say_kept(outcome)
            return outcome == shelf.KEPT
        fits = work.fits(text)
        if fits:
            entry.update(self.at_hand.scored(renamed))
            entry["renamed"] = True
        return fits

    def on_remove(self, message):
        entry = self.at_hand.entry(message["key"])
        if not entry:
            return
        if entry["origin"] == "kept":
            self.keeping.take_out(entry["id"], "removed")
        else:
            files = self.work.files
            place = files.index(entry)
            files.pop(place)
            self.talk.offer_undo(lambda: files.insert(place, entry) or True, "put_away_done")
        self.work.draw()
