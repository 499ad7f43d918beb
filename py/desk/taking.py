"""Files that come in: read, refused, or opened by their passphrase."""

from ideas import problems, record
from views import dialogs


class Taking:
    """Takes the files that somebody chose or dropped, one after the other."""

    def __init__(self, work, at_hand):
        self.work = work
        self.at_hand = at_hand
        self.questionnaire = work.questionnaire
        self.talk = work.talk
        self.start_afresh()

    def start_afresh(self):
        self.taken = 0
        # Messages of files that wait for their passphrase; the key of the one that is asked about.
        self.locked = []
        self.opening = None

    def on_file(self, message):
        """Take one of the files that somebody chose or dropped: its text, or why there is none."""
        if message["index"] == 0:
            self.work.refused = []
            self.taken = 0
        if message["problem"] == "sealed":
            self.locked.append(message)
        else:
            yield from self.take(message["name"], message)
        self.work.page.progress(message["index"] + 1, message["of"])
        if message["index"] + 1 == message["of"]:
            self.ask_unseal("")

    def refuse(self, name, problem):
        self.work.refused.append({"file": name, "problem": problem})

    def take(self, name, message):
        """`message` has the text of the file, or a problem that kept it from being read."""
        if message["problem"]:
            self.refuse(name, problems.said(self.questionnaire, message["problem"]))
            return
        try:
            found = yield from record.reading(self.questionnaire, message["text"])
        except record.RecordError as error:
            self.refuse(name, problems.of(self.questionnaire, error))
            return
        self.taken += 1
        entry = {"key": self.work.page.new_id(), "origin": "file", "file": name}
        entry.update(self.at_hand.scored(found))
        entry["claimed"] = record.claimed_total(found, entry["result"])
        entry["unknown"] = record.unknown_fields(found)
        self.work.files.append(entry)

    def say(self):
        """Say how many files were read, and how many weren't."""
        refused = len(self.work.refused)
        if refused:
            said = self.work.words["files_refused"].format(read=self.taken, refused=refused)
            self.talk.warn_of(said)
        else:
            self.talk.say("files_read", read=self.taken)
        self.work.draw()

    def ask_unseal(self, problem):
        """Ask for the passphrase of the first file that is still locked, or say what was read."""
        if not self.locked:
            self.say()
        elif self.opening is None:
            name, key = self.locked[0]["name"], self.locked[0]["key"]
            self.opening = key
            ways = {
                "yes": lambda fields: self.unseal(key, fields["first"]),
                "no": lambda _fields: self.leave_locked(key),
            }
            self.talk.ask(dialogs.unseal(self.questionnaire, name, problem), ways)

    def unseal(self, key, passphrase):
        self.talk.say("unsealing")
        self.work.page.unseal(key, passphrase)

    def leave_locked(self, key):
        self.opening = None
        file = self.locked_file(key)
        self.locked.remove(file)
        self.refuse(file["name"], problems.said(self.questionnaire, "locked"))
        self.ask_unseal("")

    def locked_file(self, key):
        found = [file for file in self.locked if file["key"] == key]
        return found[0] if found else None

    def on_unsealed(self, message):
        """A file was opened by its passphrase, or not; the others wait for theirs."""
        self.opening = None
        file = self.locked_file(message["key"])
        if message["problem"] == "passphrase":
            self.talk.notice("")
            self.ask_unseal(self.work.words["wrong_passphrase"])
        elif file:
            self.locked.remove(file)
            yield from self.take(file["name"], message)
            self.ask_unseal("")
