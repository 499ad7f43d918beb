"""The ways in which a paper goes out: printed, as a file, copied."""

from formats import icalendar
from formats.format import named
from ideas import labels
from making import view
from papers import written


class Handing:
    """Hands out what `making` (room.Making) shows; the rest is as there."""

    def __init__(self, making):
        self.making = making
        self.questionnaire = making.questionnaire
        self.words = making.words
        self.page = making.page
        self.craft = making.craft
        self.talk = making.talk

    def title(self):
        return self.questionnaire.words["papers"][self.making.name]["title"]

    def file(self, extension):
        """A name for the paper's file: whose it is, and its day where it has one."""
        given, fields = self.making.given(), self.making.one().fields
        day = [given[name] for name in ("date", "held") if name in fields]
        return named([self.title(), given["company"]] + day, extension)

    def on_print_paper(self, _message):
        if self.making.editing:
            self.making.on_change_texts(None)
        self.page.print()

    def on_word_paper(self, _message):
        self.craft.word(
            self.page.written(
                {
                    "nodes": self.making.outgoing(),
                    "title": self.title(),
                    "language": self.making.language(),
                    "wide": self.making.one().wide,
                    "name": self.file(".docx"),
                }
            )
        )

    def on_word_made(self, message):
        if message["name"]:
            self.said_saved(message["name"])
        else:
            self.talk.warn_of(self.words["word_failed"])

    def on_calendar_paper(self, _message):
        day = self.making.given()["review"]
        if not day:
            self.talk.warn_of(self.words["no_review"])
            return
        event = ["review", day, self.words["review"], self.words["review_about"]]
        made = icalendar.written(self.questionnaire, self.making.of, self.page.stamp(), [event])
        self.download(".ics", "text/calendar", made)

    def on_hand_out(self, message):
        kind = message["kind"]
        nodes = self.making.outgoing()
        if kind == "text":
            made = written.text(nodes, self.words["signs"])
        else:
            made = {"html": written.html, "markdown": written.markdown}[kind](nodes)
        if message["way"] == "copy":
            self.craft.copyText(made)
            return
        for one, extension, media_type in view.OTHERS:
            if one == kind:
                self.download(extension, media_type, made)

    def download(self, extension, media_type, made):
        name = self.file(extension)
        self.page.download(name, media_type, made)
        self.said_saved(name)

    def said_saved(self, name):
        self.talk.notice(self.words["saved"].format(name=labels.isolated(name)))

    def on_paper_copied(self, message):
        if message["done"]:
            self.talk.notice(self.words["copied"])
        else:
            self.talk.warn_of(self.words["not_copied"])
