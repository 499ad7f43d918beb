"""The records at hand: that of this tab, those that the device keeps, those read from files."""

from ideas import problems, record, strictjson

# So many kept records are read before a view is drawn: few people have more.
READ_FIRST = 5
KEPT = "kept:"


class AtHand:
    """What can be opened, chosen, compared. Each text that the device keeps is read only once.

    An entry is {"key", "origin": now, kept or file} with either "record" and its "result" (of
    scoring.score) or "problem". That of this tab also has "kept" (whether the device keeps it), a
    kept one "id", one from a file "file" (its name), "claimed" and "unknown" (see views.records).
    """

    def __init__(self, work):
        self.work = work
        self.questionnaire = work.questionnaire
        self.page = work.page
        self.start_afresh()

    def start_afresh(self):
        """Forget what was read."""
        self.understood = {}
        # How names are compared, see record.AS_WRITTEN: the page alone can tell.
        self.alike = {}
        # (id, text) of what the device keeps besides, as it was when a view was last drawn.
        self.kept = []
        self.unread = []

    def entries(self):
        """Return the entries; of the records that the device keeps, those read so far."""
        found = []
        now = self.work.form.record
        if not record.is_empty(now):
            kept = self.work.shelf.id is not None
            entry = {"key": "now", "origin": "now", "kept": kept}
            entry.update(self.scored(now))
            found.append(entry)
        for name, text in self.kept:
            if text in self.understood:
                found.append(self._kept_entry(name, text))
        return found + self.work.files

    def _kept_entry(self, name, text):
        entry = {"key": KEPT + name, "id": name, "origin": "kept"}
        entry.update(self.understood[text])
        return entry

    def kept_keys(self):
        """Return the keys of all that the device keeps besides, though it isn't read yet."""
        return [KEPT + name for name, _ in self.kept]

    def readable(self):
        return [entry for entry in self.entries() if "record" in entry]

    def entry(self, key):
        """Return the entry, or None, which is said, if it has disappeared meanwhile."""
        if key.startswith(KEPT):
            name = key[len(KEPT) :]
            text = self.page.kept(name)
            if text is not None and name != self.work.shelf.id:
                self.understand(text)
                return self._kept_entry(name, text)
        for entry in self.entries():
            if entry["key"] == key:
                return entry
        self.work.talk.warn("no_such")
        self.work.draw()
        return None

    def understand(self, text):
        """Return an entry's record and result, or its problem."""
        return strictjson.whole(self.understanding(text))

    def understanding(self, text):
        """Do what `understand` does, in steps."""
        if text not in self.understood:
            try:
                found = yield from record.reading(self.questionnaire, text)
                self.understood[text] = self.scored(found)
            except record.RecordError as error:
                self.understood[text] = {"problem": problems.of(self.questionnaire, error)}
        return self.understood[text]

    def scored(self, found):
        """Return a record with its result, as an entry has them."""
        named = [found.get(field) for field in record.NAMES]
        named += [planned.get("owner") for planned in found["items"].values()]
        new = [text for text in named if text and text not in self.alike]
        if new:
            self.alike.update(zip(new, self.page.compared(new)))
        return {"record": found, "result": self.questionnaire.result(found)}

    def look(self):
        """Look at what the device keeps, in steps; what was read of it before needn't be again."""
        self.kept = []
        own = self.work.shelf.id
        for name in self.page.kept_ids():
            text = None if name == own else self.page.kept(name)
            if text is not None:
                self.kept.append((name, text))
            yield
        texts = {text for _, text in self.kept}
        self.understood = {text: self.understood[text] for text in texts & set(self.understood)}
        self.unread = [text for text in texts if text not in self.understood]
        for _ in range(min(len(self.unread), READ_FIRST)):
            yield from self.read_one()

    def read_one(self):
        """Read one more of the records that the device keeps, in steps."""
        yield from self.understanding(self.unread[-1])
        self.unread.pop()

    def takes_part(self, view, entry):
        """Files take part unless told otherwise; of the others, a department's past checks."""
        chosen = self.work.chosen.get(view, {})
        if entry["key"] in chosen:
            return chosen[entry["key"]]
        if entry["origin"] == "file":
            return True
        same = [
            record.compared(entry["record"], field, self.alike)
            == record.compared(self.work.form.record, field, self.alike)
            for field in ("company", "department")
        ]
        return view == "compare" and all(same)

    def taking_part(self, view):
        return [entry for entry in self.readable() if self.takes_part(view, entry)]
