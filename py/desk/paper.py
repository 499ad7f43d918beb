"""Text to be copied, and what is printed."""

import views.papers
import views.result
from desk import shown
from ideas import compare
from views import dialogs

PAPERS = {
    "report": views.papers.report,
    "inquiry": views.papers.inquiry,
    "blank": lambda questionnaire, _now: views.papers.blank(questionnaire),
}


class Paper:
    def __init__(self, work, at_hand):
        self.work = work
        self.at_hand = at_hand

    def on_copy_inquiry(self, _message):
        now = self.work.form.record
        self.work.page.copy(views.result.inquiry_text(self.work.questionnaire, now))

    def on_copy_summary(self, _message):
        records = [entry["record"] for entry in self.at_hand.taking_part("compare")]
        if len(records) < 2:
            return
        last = [records[index] for index in compare.in_order(records)][-2:]
        alike = self.at_hand.alike
        lines = compare.summary(self.work.questionnaire, last[0], last[1], alike)
        self.work.page.copy("\n".join(lines))

    def on_copied(self, message):
        if message["done"]:
            self.work.talk.say("text_copied")
        else:
            self.work.talk.ask(dialogs.copying(self.work.questionnaire, message["text"]), {})

    def on_unprinted(self, _message):
        self.work.talk.warn("no_print")

    def on_print(self, message):
        entry = {"record": self.work.form.record}
        if "key" in message:
            entry = self.at_hand.entry(message["key"])
        if entry:
            self.put(message["print"], entry["record"])
            self.work.page.print()

    def on_paper(self, message):
        """Somebody prints with the browser's own command: what the view stands for."""
        kind = shown.of(message["view"]).paper(self.work.form.record)
        if kind:
            self.put(kind, self.work.form.record)

    def put(self, kind, chosen):
        """Put into the page what alone will be printed: one of PAPERS."""
        nodes = PAPERS[kind](self.work.questionnaire.of(chosen), chosen)
        self.work.page.show("paper-" + kind, self.work.page.written(nodes))
        self.work.page.paper(kind)
