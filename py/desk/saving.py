"""Files that go out: a record in one of the formats, handed to the browser."""

import formats
from ideas import labels
from views import dialogs


class Saving:
    """Hands records to the browser, which tells nobody whether a file arrived."""

    def __init__(self, work, at_hand):
        self.work = work
        self.at_hand = at_hand
        self.talk = work.talk
        self.start_afresh()

    def start_afresh(self):
        # The text of this tab's record while it is being sealed.
        self.sealing = ""

    def on_export(self, message):
        entry = {"record": self.work.form.record}
        if "key" in message:
            entry = self.at_hand.entry(message["key"])
        if entry:
            self.save(formats.of(message["kind"]), entry["record"])

    def save(self, made_as, chosen):
        """Hand a record to the browser as a file of a format; return the file's name.

        A record that nobody could read again isn't saved as one: then there is no name. Nor is
        there one where a passphrase is to be asked for first.
        """
        if made_as.sealed:
            self.ask_passphrase(made_as, chosen, "")
            return ""
        content = self._content(made_as, chosen)
        if not content:
            return ""
        name = made_as.name(self.work.questionnaire, chosen)
        if made_as.whole and chosen is self.work.form.record:
            self.work.handed = (name, content)
        self.work.page.download(name, made_as.media_type, content)
        self.talk.say("saved", name=labels.isolated(name))
        return name

    def _content(self, made_as, chosen):
        """What the file holds; nothing, and it's said why, if there is no such file."""
        if made_as.whole:
            text = self.work.written(chosen)
            return text if self.work.fits(text) else ""
        given = {"next_check": self.work.next_check, "stamp": self.work.page.stamp()}
        content = made_as.write(self.work.questionnaire.of(chosen), chosen, given)
        if not content:
            self.talk.warn(made_as.nothing)
        return content

    def ask_passphrase(self, made_as, chosen, problem):
        ways = {"yes": lambda fields: self.seal(made_as, chosen, fields["first"], fields["second"])}
        self.talk.ask(dialogs.passphrase(self.work.questionnaire, problem), ways)

    def seal(self, made_as, chosen, first, second):
        least = dialogs.SHORTEST_PASSPHRASE
        words = self.work.words
        passphrase = self.work.page.plain(first)
        if len(passphrase) < least:
            said = words["passphrase_short"].format(least=least)
            self.ask_passphrase(made_as, chosen, said)
        elif passphrase != self.work.page.plain(second):
            self.ask_passphrase(made_as, chosen, words["passphrase_differs"])
        elif passphrase != first:
            ways = {"yes": lambda _fields: self.seal_with(made_as, chosen, passphrase)}
            self.talk.ask(dialogs.passphrase_plain(self.work.questionnaire, passphrase), ways)
        else:
            self.seal_with(made_as, chosen, passphrase)

    def seal_with(self, made_as, chosen, passphrase):
        text = self._content(made_as, chosen)
        if text:
            self.talk.say("sealing")
            self.sealing = text if chosen is self.work.form.record else ""
            name = made_as.name(self.work.questionnaire, chosen)
            self.work.page.seal(name, made_as.media_type, text, passphrase)

    def on_sealed(self, message):
        if message["problem"]:
            self.talk.warn("not_sealed")
        else:
            if self.sealing:
                self.work.handed = (message["name"], self.sealing)
            self.talk.say("saved", name=labels.isolated(message["name"]))
