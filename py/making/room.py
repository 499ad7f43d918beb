"""What a person does with papers: chooses one, enters, changes its text."""

import papers
from ideas import record
from making import texts, view
from making.drafts import Drafts, longest, value
from papers.paper import handed_out
from views.fields import not_kept


class Making:
    """The room of papers, on their own page and in the single file.

    - holder: whose record it is: questionnaire, record, keep()
    - page: show, written, fill, refuse, download, print, stamp, as a desk's page has them
    - craft: what papers alone ask of the browser (js/papers/craft.js)
    - talk: desk.talk.Talk
    """

    def __init__(self, holder, page, craft, talk):
        self.holder = holder
        self.page = page
        self.craft = craft
        self.talk = talk
        self.questionnaire = holder.questionnaire
        self.words = self.questionnaire.words["papers"]["page"]
        self.papers = {one.name: one for one in papers.every()}
        # The name of the paper that is shown; "" for the list of them.
        self.name = ""
        self.start_afresh()

    def start_afresh(self):
        """Forget what was entered and changed; a record's drafts are taken up when next used."""
        self.of = None
        self.drafts = Drafts({})
        self.editing = False
        self.craft.guard(False)

    def look(self):
        """Take up the record of this tab, if it is another one than before."""
        if self.of is not self.holder.record:
            self.of = self.holder.record
            self.drafts = Drafts(self.of)
            self.editing = False
            self.fill()
            self.craft.guard(False)

    def follow(self):
        """Take up the record as another tab left it; what was in no record stays beside it."""
        drafts, before, editing = self.drafts, self.of, self.editing
        self.look()
        self.drafts.bring(drafts, before or {})
        self.editing = editing
        self.fill()
        self.guard()
        self.draw()

    def fill(self):
        """Have the fields show what is entered, and the box whether that is kept."""
        self.craft.enter(self.page.written(self.drafts.given(self.of)), "papers" in self.of)

    def on_to_paper(self, message):
        """Show a paper, or, where there is none of that name, the list."""
        self.name = message["paper"] if message["paper"] in self.papers else ""
        self.editing = False
        self.look()
        # In the single file, answers may have changed what a field starts from.
        self.fill()
        self.draw()

    def draw(self):
        readable = self.holder.readable
        self._show("papers-record", view.state(self.questionnaire, self.of, readable))
        if not self.name:
            return
        one, edits = self.one(), self.edits()
        self.craft.ask(self.page.written(view.shown_fields(one)))
        given = (self.questionnaire, one, self.nodes(), edits, self.editing, self.language())
        self._show("making", view.paper(*given))
        self._show("making-ways", view.ways(self.questionnaire, one))
        self.draw_edits()
        if self.editing:
            self.craft.editable()

    def draw_edits(self):
        self._show("making-edits", view.edited(self.questionnaire, self.nodes(), self.edits()))

    def _show(self, place, nodes):
        self.page.show("desk-" + place, self.page.written(nodes))

    def given(self):
        return self.drafts.given(self.of)

    def nodes(self):
        """Return the nodes of the paper that is shown, as nobody has changed them."""
        words = self.questionnaire.words["papers"][self.name]
        one = self.papers[self.name]
        made = one.make(self.questionnaire, words, self.of, self.given())
        return made if one.fixed else texts.keyed(made)

    def outgoing(self):
        """Return the nodes as they go out: what the screen shows, but what is said aside there."""
        return handed_out(texts.applied(self.nodes(), self.edits()))

    def edits(self):
        """Return what was written in place of texts of the paper that is shown."""
        return {} if self.one().fixed else self.drafts.of(self.name)

    def waiting(self):
        """Return the keys of what was written and stands nowhere in the paper that is shown."""
        if not self.name or not self.edits():
            return []
        return [key for key, _text, _place in texts.waiting(self.nodes(), self.edits())]

    def language(self):
        """The language of the paper that is shown."""
        if "language" in self.papers[self.name].fields:
            return self.given()["language"]
        return self.questionnaire.words["language"]

    def one(self):
        """The paper that is shown."""
        return self.papers[self.name]

    def on_enter(self, message):
        """Take what a field shows; what can't be kept of it is said beside it."""
        self.look()
        name, said, fitting = message["field"], "", None
        kept = self.given()[name]
        try:
            fitting = value(name, message)
        except record.RecordError as error:
            most = longest(name)
            said = not_kept(self.questionnaire, error.reason, message, kept, most)
        self.page.refuse(message["id"], said)
        if fitting is None or fitting == kept:
            return
        if type(fitting) is str and fitting != message["value"]:
            self.page.fill(message["id"], message["value"], fitting)
        before = self.waiting()
        self.drafts.enter(name, fitting, self.of)
        self.keep()
        self.draw()
        gone = [key for key in self.waiting() if key not in before]
        if gone:
            self.talk.notice(self.words["now_waiting"].format(count=len(gone)))

    def on_change_texts(self, _message):
        self.editing = not self.editing
        self.draw()

    def on_edit(self, message):
        """Take a text of the paper as somebody wrote it; the screen shows it already."""
        if not self.name or not self.editing:
            return
        key, text = message["of"], texts.plain(message["value"]).strip()
        own = texts.own(self.nodes(), key)
        if own is None:
            return
        self.drafts.edit(self.name, key, None if text == own else text)
        if len(text) > record.NOTE and "papers" in self.of:
            self.talk.warn_of(self.words["text_long"].format(longest=record.NOTE))
        self.keep()
        self.draw_edits()

    def on_restore_text(self, message):
        edits = dict(self.drafts.of(self.name))
        edits.pop(message["of"], None)
        self.put_edits(edits, self.words["restored"])

    def on_restore_texts(self, _message):
        """Take back all that the paper shows; what stands nowhere in it isn't its own text."""
        waiting, edits = self.waiting(), self.drafts.of(self.name)
        self.put_edits({key: edits[key] for key in waiting}, self.words["restored_all"])

    def on_drop_text(self, message):
        edits = dict(self.drafts.of(self.name))
        edits.pop(message["of"], None)
        self.put_edits(edits, self.words["dropped"])

    def on_take_over(self, message):
        """Have a text that stands nowhere take the place of what stands there now."""
        edits = dict(self.drafts.of(self.name))
        for key, text, place in texts.waiting(self.nodes(), self.edits()):
            if key == message["of"] and place:
                del edits[key]
                edits[place] = text
                self.put_edits(edits, self.words["taken_over"])

    def put_edits(self, edits, said):
        """Have a paper changed so; there is a way back for each text that nobody changes then."""
        name, before, of = self.name, self.drafts.of(self.name), self.of
        changed = [key for key in before if edits.get(key) != before[key]]
        changed += [key for key in edits if key not in before]

        def back():
            if self.of is not of:
                return None
            brought = dict(self.drafts.of(name))
            for key in changed:
                if brought.get(key) == edits.get(key):
                    brought.pop(key, None)
                    if key in before:
                        brought[key] = before[key]
            self.drafts.put(name, brought)
            self.keep()
            self.draw()
            return True

        self.drafts.put(name, edits)
        self.keep()
        self.draw()
        self.offer_back(back, said)

    def offer_back(self, back, said):
        self.talk.undos.append(back)
        self.talk.notice(said, "", ("undo",))

    def keep(self):
        """Keep what was entered and changed in the record, if that is wanted."""
        if "papers" in self.of:
            self.of["papers"] = self.drafts.written(self.of)
            self.holder.keep()
        self.guard()

    def guard(self):
        """Leaving asks first as long as something would be lost by it."""
        self.craft.guard(self.drafts.unkept(self.of))

    def on_keep_drafts(self, message):
        """Keep drafts in the record from now on, or erase them from it."""
        self.look()
        if not self.holder.readable:
            self.talk.warn_of(self.words["record_unreadable"])
            self.fill()
        elif message["checked"]:
            self.of["papers"] = {}
            self.keep()
            self.talk.notice(self.words["drafts_kept"])
        else:
            self.take_out()

    def take_out(self):
        of = self.of
        before = of.pop("papers", {})

        def back():
            if self.of is not of:
                return None
            of["papers"] = before
            self.keep()
            self.fill()
            return True

        self.holder.keep()
        self.guard()
        self.offer_back(back, self.words["drafts_erased"])
