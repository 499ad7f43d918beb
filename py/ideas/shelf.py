"""The records kept on this device, and which of them this tab writes.

`store` is the device: kept_ids(), kept(id) → text or None, keep(id, text) → whether it worked,
forget(id), put_back(id) → whether what was forgotten is there again, new_id(); and the tab, which a
reload leaves as it is: bound() → (id, text), the record that it writes and what it last saw of it,
or (None, None); bind(id, text) or bind(None, None).
"""

from ideas import record

KEPT = "kept"
CONFLICT = "conflict"
BEHIND = "behind"
GONE = "gone"
FULL = "full"
LONG = "long"


class Shelf:
    """What this tab last saw of the record that it writes decides whether it may write again."""

    def __init__(self, store):
        self.store = store
        self.id, self.seen = store.bound()
        # What was last taken over of the record as it stood; None if this tab made it.
        self.met = self.seen
        self.conflict = False

    def writes(self):
        """Whether this tab writes a kept record, and no conflict holds it back."""
        return self.id is not None and not self.conflict

    def write(self, text):
        """Keep `text` as this tab's record; return what came of it, or None if it writes none.

        - KEPT, or FULL: the device refuses; LONG: nobody could read it again
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
        outcome = KEPT if stored == text else self.put(self.id, text)
        if outcome == KEPT:
            self._bind(self.id, text)
        return outcome

    def put(self, name, text):
        """Write a record; return KEPT, FULL or LONG, as `write` does."""
        if not record.fits(text):
            return LONG
        return KEPT if self.store.keep(name, text) else FULL

    def overwrote(self, name, text):
        """Whether `text`, which another tab wrote as the record `name`, gave way to ours unseen.

        What a tab reads may be a moment old: of two that write at once, the second replaces what
        the first wrote without a conflict. It hears of it afterwards. Who only took over what is
        there hears afterwards of what came before that, too: nothing gave way to that tab.
        """
        ours = name == self.id and not self.conflict and self.seen != self.met
        unseen = text not in ("", self.seen, self.met)
        return ours and unseen and self.store.kept(name) == self.seen

    def overwrite(self, text):
        """Out of a conflict: what this tab has replaces what the other one wrote."""
        self.own(self.id)
        return self.write(text)

    def reread(self):
        """Out of a conflict: return what the other tab wrote."""
        self.own(self.id)
        return self.seen

    def add(self, text):
        """Keep `text` as a new record; return its id, or None if that can't be."""
        name = self.store.new_id()
        return name if self.put(name, text) == KEPT else None

    def add_own(self, text):
        """Keep `text` as a new record, which this tab writes from now on; return whether."""
        name = self.add(text)
        if name:
            self.own(name)
            self.met = None
        return name is not None

    def own(self, name):
        """From now on this tab writes the record `name`."""
        self.met = self.store.kept(name)
        self._bind(name, self.met)

    def let_go(self):
        """From now on this tab writes no kept record; what is kept stays."""
        self._bind(None, None)

    def state(self):
        """Return what this tab writes and saw last, for `restore`."""
        return self.id, self.seen, self.met, self.conflict

    def restore(self, state):
        """Go on as things stood at `state`: what other tabs wrote since then is met by `write`."""
        name, seen, met, conflict = state
        self._bind(name, seen)
        self.met = met
        self.conflict = conflict

    def take_out(self, name):
        """Erase a record, which the store can put back; return whether it was still there."""
        there = self.store.kept(name) is not None
        if there:
            self.store.forget(name)
        if name == self.id:
            self.let_go()
        return there

    def others(self):
        """Return (id, text) of every record kept that this tab doesn't write, in order of ids."""
        rows = [(name, self.store.kept(name)) for name in self.store.kept_ids() if name != self.id]
        return [(name, text) for name, text in rows if text is not None]

    def _bind(self, name, text):
        self.id = name
        self.seen = text
        self.conflict = False
        self.store.bind(name, text)
