"""What is said to the person, asked, and offered to be undone."""

from views import dialogs


class Talk:
    """One notice at a time, one question after the other, the ways back the last one first."""

    def __init__(self, questionnaire, page):
        self.questionnaire = questionnaire
        self.words = questionnaire.words["records"]
        self.page = page
        self.warned = False
        self.asking = []
        self.start_afresh()

    def start_afresh(self):
        """Forget the ways back; a question that is open stays."""
        # The ways back, the last one at the end; which of them ends with the next change.
        self.undos = []
        self.back = None

    def begin(self):
        """What is said from now on is about another act."""
        self.warned = False

    def notice(self, text, kind="", ways=()):
        """Show what happened; what went wrong is never covered by what the same act did well.

        `kind` is "warning" if it's bad, "decision" if it can't be passed over. `ways` are what can
        be done about it: actions, or nodes.
        """
        if kind or not self.warned:
            self.page.notice(text, kind, dialogs.ways(self.questionnaire, ways))
        self.warned = self.warned or bool(kind)

    def say(self, word, **values):
        self.notice(self.words[word].format(**values))

    def warn_of(self, text):
        self.notice(text, "warning")

    def warn(self, word):
        self.warn_of(self.words[word])

    def warn_too_long(self):
        self.warn_of(self.questionnaire.words["app"]["too_long"])

    def ask(self, nodes, ways):
        """Show a dialog, after those that are open or waiting.

        `ways` has a function for each button, given the dialog's fields. One that takes several
        steps returns them.
        """
        self.asking.append((nodes, ways))
        if len(self.asking) == 1:
            self.page.ask(nodes)

    def forget_asked(self):
        """Nothing follows any more from the question that is open, and no other is waiting."""
        self.asking = [(nodes, {}) for nodes, _ways in self.asking[:1]]

    def on_answered(self, message):
        """A dialog was closed by a button: do what that says, and show the next one."""
        way = self.asking[0][1].get(message["value"])
        steps = way(message["fields"]) if way else None
        self.asking.pop(0)
        if self.asking:
            self.page.ask(self.asking[0][0])
        return steps

    def offer_undo(self, undo, said):
        """Say what was done, and offer to undo it.

        `undo` returns whether that worked: False if it may work later, None if it never will, since
        what was done isn't what stands there any more.
        """
        self.undos.append(undo)
        self.notice(self.words[said], "", ("undo",))

    def offer_back(self, back, said, kind="", ways=()):
        """Say what was done, and offer the way back, if there is one, until the record changes."""
        self.back = back
        if back:
            self.undos.append(back)
            ways = ways + ("undo",)
        self.notice(said, kind, ways)

    def forget_back(self):
        """The record has changed: the way back ends here."""
        back, self.back = self.back, None
        if back in self.undos:
            if back is self.undos[-1]:
                self.page.withdraw("undo")
            self.undos.remove(back)

    def undo(self):
        """Undo what was done last, and offer what was done before it."""
        if self.undos:
            undo = self.undos.pop()
            done = undo()
            if done is False:
                self.undos.append(undo)
            said, kind = ("undone", "") if done else ("not_undone", "warning")
            self.notice(self.words[said], kind, ("undo",) if self.undos else ())
