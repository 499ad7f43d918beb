"""The records kept on this device, and which of them this tab writes.

`store` is the device: kept_ids(), kept(id) → text or None, keep(id, text) → whether it worked,
forget(id), new_id(); and the tab, which a reload leaves as it is: bound() → (id, text), the record
that it writes and what it last saw of it, or (None, None); bind(id, text) or bind(None, None).
"""

KEPT = "kept"
CONFLICT = "conflict"
BEHIND = "behind"
GONE = "gone"
FULL = "full"


class Shelf:
    """What this tab last saw of the record that it writes decides whether it may write again."""

    def __init__(self, store):
        self.store = store
        self.id, self.seen = store.bound()
        self.conflict = False

    def writes(self):
        """Whether this tab writes a kept record, and no conflict holds it back."""
        return self.id is not None and not self.conflict

    def write(self, text):
        """Keep `text` as this tab's record; return what came of it, or None if it writes none.

        - KEPT, or FULL: the device refuses
        - BEHIND: another tab wrote the record, and this one has nothing new: it can reread
        - CONFLICT: another tab wrote it, too; nothing is written before one of the ways out
        - GONE: it was erased behind our back; this tab writes none any more
        """
        if not self.writes():
            return None
        stored = self.store.kept(self.id)
        if stored is None:
            self.let_go()
            return GONE
        if stored not in (self.seen, text):
            if text == self.seen:
                return BEHIND
            self.conflict = True
            return CONFLICT
        if stored == text or self.store.keep(self.id, text):
            self._bind(self.id, text)
            return KEPT
        return FULL

    def overwrite(self, text):
        """Out of a conflict: what this tab has replaces what the other one wrote."""
        self.own(self.id)
        return self.write(text)

    def reread(self):
        """Out of a conflict: return what the other tab wrote."""
        self.own(self.id)
        return self.seen

    def add(self, text):
        """Keep `text` as a new record; return its id, or None if the device refuses."""
        name = self.store.new_id()
        return name if self.store.keep(name, text) else None

    def add_own(self, text):
        """Keep `text` as a new record, which this tab writes from now on; return whether."""
        name = self.add(text)
        if name:
            self.own(name)
        return name is not None

    def own(self, name):
        """From now on this tab writes the record `name`."""
        self._bind(name, self.store.kept(name))

    def let_go(self):
        """From now on this tab writes no kept record; what is kept stays."""
        self._bind(None, None)

    def take_out(self, name):
        """Erase a record; return its text, or None if it had gone already."""
        text = self.store.kept(name)
        self.store.forget(name)
        if name == self.id:
            self.let_go()
        return text

    def others(self):
        """Return (id, text) of every record kept that this tab doesn't write, in order of ids."""
        rows = [(name, self.store.kept(name)) for name in self.store.kept_ids() if name != self.id]
        return [(name, text) for name, text in rows if text is not None]

    def _bind(self, name, text):
        self.id = name
        self.seen = text
        self.conflict = False
        self.store.bind(name, text)
