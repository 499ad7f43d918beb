"""What the tab had kept and nobody here can read: it stands aside until a person decides."""

from views import dialogs


class Asides:
    """Offers such texts as files, and asks before they are erased."""

    def __init__(self, work):
        self.work = work
        self.words = work.words

    def offer(self):
        """Say that there are some, if there are."""
        keys = self.work.page.asides()
        if keys:
            ways = dialogs.asides(self.work.questionnaire, keys)
            self.work.talk.notice(self.words["aside"], "warning", ways)

    def on_save_aside(self, message):
        self.work.page.save_aside(message["key"], self.words["aside_file"])

    def leave(self, then):
        """Go on with `then`, which erases them, when a person has decided that.

        Return the steps of that, if it is decided, and `then` has any.
        """
        keys = self.work.page.asides()
        questionnaire, ask = self.work.questionnaire, self.work.talk.ask

        def save(_fields):
            for key in keys:
                self.work.page.save_aside(key, self.words["aside_file"])
            again = {"yes": lambda _fields: then(), "lost": lambda _fields: self.leave(then)}
            ask(dialogs.saved(questionnaire, self.words["aside_file"]), again)

        if not keys:
            return then()
        ask(dialogs.leave_asides(questionnaire), {"save": save, "drop": lambda _fields: then()})
        return None
