"""What was entered for papers and changed in them, and how a record keeps it. Pure."""

from collections import OrderedDict

from ideas import record
from papers import entered

KINDS = {name: (kind, choices) for name, kind, choices in entered.FIELDS}
# What somebody wrote in a record starts from there; they may write it otherwise on papers. Nobody
# wrote its day, which is that of the check.
FROM_RECORD = ("company",)


class Drafts:
    """- typed: {field: value}, of those that a person has changed; edits: {paper: {key: text}}"""

    def __init__(self, found):
        """Take over what the record `found` keeps; what no field here can hold is passed over."""
        kept = found.get("papers", {})
        self.typed = {}
        for name, value in kept.get("fields", {}).items():
            if name in KINDS and _holds(name, value):
                self.typed[name] = value
        self.edits = {}
        for paper, edits in kept.get("edits", {}).items():
            self.edits[paper] = dict(edits)

    def given(self, found):
        """Return every field's value, as papers read them, beside the record `found`."""
        values = entered.blank()
        for name in FROM_RECORD:
            values[name] = found.get(name, "")
        values.update(self.typed)
        return values

    def enter(self, name, value, found):
        """Take what a field shows now: what it would show by itself is nothing entered."""
        self.typed.pop(name, None)
        if self.given(found)[name] != value:
            self.typed[name] = value

    def of(self, paper):
        return self.edits.get(paper, {})

    def edit(self, paper, key, text):
        """Take a text in place of the paper's own; None takes that back."""
        edits = dict(self.of(paper))
        edits.pop(key, None)
        if text is not None:
            edits[key] = text
        self.put(paper, edits)

    def put(self, paper, edits):
        self.edits.pop(paper, None)
        if edits:
            self.edits[paper] = edits

    def empty(self):
        return not self.typed and not self.edits

    def written(self, found):
        """Return what the record `found` is to keep as its `papers`: all that it can hold.

        What it has there and nothing here knows stays.
        """
        kept = found.get("papers", {})
        made = OrderedDict()
        for name in sorted(kept):
            made[name] = kept[name]
        fields = OrderedDict()
        for name, value in kept.get("fields", {}).items():
            if not (name in KINDS and _holds(name, value)):
                fields[name] = value
        for name in sorted(self.typed):
            if KINDS[name][0] != entered.TEXT:
                fields[name] = self.typed[name]
        made["fields"] = fields
        edits = OrderedDict()
        for paper in sorted(self.edits):
            texts = OrderedDict()
            for key in sorted(self.edits[paper]):
                if len(self.edits[paper][key]) <= record.NOTE:
                    texts[key] = self.edits[paper][key]
            if texts:
                edits[paper] = texts
        made["edits"] = edits
        return made

    def unkept(self, found):
        """Whether something isn't in what the record `found` keeps."""
        kept = Drafts(found)
        return kept.typed != self.typed or kept.edits != self.edits


def value(name, message):
    """Return what a field shows, as it is kept; the message is that of js/form/type.js.

    Raises record.RecordError for a text that is too long, and a day that isn't one.
    """
    kind, choices = KINDS[name]
    if kind == entered.TICK:
        return message["checked"]
    text = message["value"]
    if kind == entered.CHOICE:
        return text if text in choices else choices[0]
    if kind == entered.DAY:
        if message["bad"]:
            raise record.RecordError("date")
        return record.entered("date", text)
    if kind == entered.TEXT:
        if len(text) + message["more"] > entered.LONGEST:
            raise record.RecordError("note")
        return record.plain(text.replace("\r\n", "\n"), record.NOTE_CONTROLS)
    return record.entered("company", text)


def longest(name):
    return entered.LONGEST if KINDS[name][0] == entered.TEXT else record.NAME


def _holds(name, value):
    kind, choices = KINDS[name]
    if kind == entered.TICK:
        return type(value) is bool
    if type(value) is not str or kind == entered.TEXT:
        return False
    if kind == entered.CHOICE:
        return value in choices
    if kind == entered.DAY:
        return not value or (record.is_date(value) and _usual(value))
    return True


def _usual(day):
    return record.FIRST_DAY <= day <= record.LAST_DAY
