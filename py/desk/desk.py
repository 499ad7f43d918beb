"""What a person does beyond answering: the plan, paper, files, records. It never touches the page.

A Desk gets messages (dicts with an "action", from device.js) and tells its page what to show,
store, print or save. The page is page.form.Page in the browser and a stand-in in tests.
"""

import views.comparison
import views.departments
import views.papers
import views.records
import views.result
from formats import export, workbook
from ideas import compare, labels, merge, problems, record, shelf, strictjson
from views import picture
from views.markup import node

CHOOSING = ("compare", "departments")
# For how long, in milliseconds, the page may be busy before it sees to whoever waits; and how much
# of that may be over where a long step begins.
BUSY = 20
BEGUN = 5
LONG = "long"
# What can't wait: paper is drawn, and a page goes away, as soon as the message is handed over.
AT_ONCE = ("paper", "finish")
# So many kept records are read before a view is drawn: few people have more.
READ_FIRST = 5
# What stands around a record, and comes back with it.
WORK = ("filters", "files", "refused", "chosen", "rule", "changed_only", "decided", "next_check")
WORK += ("at", "safe", "handed")


class Desk:
    """Everything around the answers of this tab; `form` holds the record with the answers."""

    def __init__(self, form, page):
        self.form = form
        self.page = page
        self.questionnaire = form.questionnaire
        self.words = self.questionnaire.words["records"]
        self.shelf = shelf.Shelf(page)
        self.warned = False
        self.asking = []
        # What came in and is still to be done; the steps of what is being done.
        self.messages = []
        self.steps = None
        self.hurried = False
        # Whether the page will say "later".
        self.awaited = False
        self.stale = False
        self.drawn = []
        self.start_afresh()

    def forget(self):
        """Forget the work done so far and all that was still to be done for it."""
        self.messages = []
        self.steps = None
        self.start_afresh()

    def start_afresh(self):
        """Forget all that belongs to the work done so far, but for what the device keeps."""
        self.filters = {"part": None, "answer": None, "basics": False}
        self.files = []
        self.refused = []
        self.locked = []
        self.opening = None
        self.writing = None
        self.taken = 0
        self.chosen = {view: {} for view in CHOOSING}
        self.rule = record.RULES[0]
        self.changed_only = False
        self.decided = {}
        self.next_check = ""
        # A record's text that is known to stand in a file; the name and text of the last file that
        # was handed to the browser, which says to nobody whether it arrived; what is being sealed.
        self.safe = ""
        self.handed = ("", "")
        self.sealing = ""
        self.copying = ""
        # The ways back, the last one at the end; which of them ends with the next change.
        self.undos = []
        self.back = None
        # Whether another tab's change waits until nobody types here.
        self.waiting = False
        self.page.drop()
        self.understood = {}
        # How names are compared, see record.AS_WRITTEN: the page alone can tell.
        self.alike = {}
        # (id, text) of what the device keeps besides, as it was when a view was last drawn.
        self.kept = []
        self.unread = []
        self.at = {"records": 0, "compare": 0, "departments": 0, "columns": 0}
        self.page.guard(False)
        self.wipe()

    def start(self):
        """Go on where the tab was."""
        self.receive({"action": "begin"})

    def on_begin(self, _message):
        """What the tab lost is opened again from the device, if it is there."""
        if self.shelf.writes() and not self.form.restored:
            self.follow()
        self.keep_up()
        asides = self.page.asides()
        if asides:
            ways = views.records.asides(self.questionnaire, asides)
            self.notice(self.words["aside"], "warning", ways)
        self.draw()

    def on_save_aside(self, message):
        self.page.save_aside(message["key"], self.words["aside_file"])

    def receive(self, message):
        """Do what a message says when all before it is done; "later": the page was free meanwhile.

        An action that doesn't exist is an error of ours.
        """
        action = message["action"]
        if action == "later":
            self.awaited = False
        else:
            self.messages.append(message)
        if action in AT_ONCE:
            self.hurry()
        elif action == "later" or not self.steps:
            self.go_on()

    def hurry(self):
        """Do all that is to be done before the page goes on."""
        self.hurried = True
        try:
            self.go_on()
        finally:
            self.hurried = False
        if self.unread:
            self.messages.append({"action": "finish"})
            self.rest()

    def rest(self):
        """Have the page go on with what is to be done when it has seen to whoever waits."""
        if not self.awaited:
            self.awaited = True
            self.page.later()

    def go_on(self):
        """Do what is to be done, step by step, for as long as the page may be busy."""
        began = self.page.clock()
        while self.steps or self.messages:
            if not self.steps:
                self.steps = self.done(self.messages.pop(0))
            try:
                step = next(self.steps)
            except StopIteration:
                self.steps = step = None
            except Exception:
                self.steps = None
                if self.messages:
                    self.rest()
                raise
            busy = self.page.clock() - began
            long = busy > (BEGUN if step == LONG else BUSY)
            if long and (self.steps or self.messages) and not self.hurried:
                self.rest()
                return

    def done(self, message):
        """Do what a message says, and draw what has changed by it once, in steps."""
        self.warned = False
        yield
        steps = getattr(self, "on_" + message["action"].replace("-", "_"))(message)
        if steps:
            yield from steps
        yield from self.draw_stale()
        self.form.settle()
        self.warned = False
        yield from self.read_kept()

    def notice(self, text, kind="", buttons=()):
        """Show what happened; what went wrong is never covered by what the same act did well."""
        if kind or not self.warned:
            self.page.notice(text, kind, buttons)
        self.warned = self.warned or bool(kind)

    def changed(self, text):
        """The record of this tab has changed: the way back ends here; what is kept follows.

        `text` is the record as form.text() gives it.
        """
        self.forget_back()
        self.keep_up(text)

    def forget_back(self):
        back, self.back = self.back, None
        if back in self.undos:
            if back is self.undos[-1]:
                self.page.withdraw("undo")
            self.undos.remove(back)

    def keep_up(self, text=""):
        """Keep the record, if that is wanted, or take over what another tab kept of it."""
        if self.shelf.writes():
            outcome = self.shelf.write(text or self.form.text())
            # If the tab can't hold the record, it says so first: what the device says weighs more.
            self.form.settle()
            self.say_kept(outcome)

    def cleared(self):
        """All answers of this tab were cleared: what is kept of them stays, on the device alone."""
        self.forget_back()
        self.shelf.let_go()
        self.safe = ""
        self.handed = ("", "")
        self.wipe()

    def wipe(self):
        self.page.wipe()
        # It forgets that, too.
        self.awaited = False

    def say_kept(self, outcome):
        if outcome == shelf.CONFLICT:
            buttons = views.records.ways(self.questionnaire, views.records.CONFLICT_WAYS)
            self.notice(self.words["conflict"], "decision", buttons)
        elif outcome == shelf.BEHIND:
            if not self.wait() and self.follow():
                self.say("followed")
        elif outcome == shelf.GONE:
            self.warn("gone")
        elif outcome == shelf.FULL:
            self.warn("not_kept")
        elif outcome == shelf.LONG:
            self.warn_too_long()

    def warn_of(self, text):
        self.notice(text, "warning")

    def warn(self, word):
        self.warn_of(self.words[word])

    def warn_too_long(self):
        self.warn_of(self.questionnaire.words["app"]["too_long"])

    def fits(self, text):
        """Whether a record's text can be read again; if it can't, that is said."""
        short = record.fits(text)
        if not short:
            self.warn_too_long()
        return short

    def say(self, word, **values):
        self.notice(self.words[word].format(**values))

    def on_view(self, _message):
        if self.shelf.conflict:
            self.say_kept(shelf.CONFLICT)
        self.draw()

    def on_storage(self, message):
        """Another tab wrote or erased a record; if we wrote over it unseen, both are kept."""
        if self.shelf.overwrote(message["id"], message["text"]):
            self.warn("both_kept" if self.shelf.add(message["text"]) else "not_kept")
        self.catch_up()

    def catch_up(self):
        """Keep up with other tabs, in sight, unless somebody types."""
        self.keep_up()
        if not self.wait():
            self.draw()

    def wait(self):
        """Whether somebody types: nothing that they didn't ask for may be drawn meanwhile."""
        self.waiting = self.page.editing() is True
        return self.waiting

    def on_left(self, _message):
        """A field to type in was left: what waited for that is done."""
        if self.waiting:
            self.catch_up()

    def warn_unkept(self, text):
        """Say that the tab can't hold the record, unless something waits to be decided."""
        if not self.shelf.conflict:
            self.warn_of(text)

    # what the views show

    def draw(self, then=None):
        """Have the view drawn when the message is done, and `then` do what needs it drawn."""
        self.stale = True
        if then:
            self.drawn.append(then)

    def draw_stale(self):
        if self.stale:
            self.stale = False
            view = self.page.view()
            draw = {
                "result": self.result,
                "records": self.records,
                "compare": self.comparison,
                "departments": self.departments,
            }.get(view)
            if draw:
                if view != "result":
                    yield from self.look()
                nodes = []
                for made in draw():
                    if made:
                        nodes.append(made)
                    yield
                yield LONG
                # What was typed meanwhile isn't in these nodes: it comes first.
                self.page.take()
                if [message for message in self.messages if "field" in message]:
                    self.stale = True
                    return
                self.page.show("desk-" + view, nodes)
            drawn, self.drawn = self.drawn, []
            for then in drawn:
                then()

    def result(self):
        now = self.form.record
        given = record.answers(self.questionnaire, now)
        pictures, ahead = [], []
        if now["answers"]:
            pictures = [
                node(
                    "div",
                    picture.strip(self.questionnaire, given),
                    picture.parts_chart(self.questionnaire, given, prefix="screen-"),
                    class_="pictures",
                )
            ]
            ahead = views.result.next_step(self.questionnaire, given)
            ahead += views.result.open_questions(self.questionnaire, now)
        shown = ahead + views.result.plan(self.questionnaire, now, self.filters)
        shown += views.records.about(self.questionnaire, now)
        shown += views.records.paper(self.questionnaire, bool(now["answers"]))
        head = views.records.whose(self.questionnaire, now) + views.departments.still_open(
            self.questionnaire, now
        )
        return head + views.records.contents(self.questionnaire, shown) + pictures + shown

    def records(self):
        state = {
            "now": self.form.record,
            "kept": bool(self.shelf.id),
            "conflict": self.shelf.conflict,
            "next_check": self.next_check,
            "entries": self.entries(),
            "unread": len(self.unread),
            "at": self.at["records"],
            "alike": self.alike,
            "refused": self.refused,
        }
        return views.records.view(self.questionnaire, state)

    def comparison(self):
        taking = self.taking_part("compare")
        yield from self.choosing("compare")
        yield from views.comparison.view(
            self.questionnaire,
            [entry["record"] for entry in taking],
            self.changed_only,
            [entry["result"] for entry in taking],
            self.at["columns"],
            self.alike,
        )

    def departments(self):
        records = [entry["record"] for entry in self.taking_part("departments")]
        yield from self.choosing("departments")
        yield from views.departments.view(
            self.questionnaire, records, self.rule, self.decided, self.alike
        )

    def choosing(self, view):
        rows = [(entry, self.takes_part(view, entry)) for entry in self.readable()]
        at = views.records.page_start(self.at[view], len(rows))
        page = rows[at : at + views.records.PAGE]
        yield from views.records.importer(self.questionnaire, view, self.refused)
        shown = []
        for made in views.records.chooser(self.questionnaire, view, page, at + 1):
            if made:
                shown.append(made)
            yield
        chosen = len([entry for entry, chosen in rows if chosen])
        said = self.words["choose_page"].format(chosen=chosen)
        if self.unread:
            said_unread = self.words["unread"].format(count=len(self.unread))
            shown.insert(0, node("p", said_unread))
        yield from views.records.paged(self.questionnaire, view, at, len(rows), shown, said)

    def on_page(self, message):
        """Show another page of a long list, from its beginning."""
        self.at[message["for"]] = int(message["at"])
        self.draw(lambda: self.page.focus("page-" + message["for"]))

    # the records at hand

    def entries(self):
        """Return the record of this tab, those kept on the device, and those read from files.

        Of those kept, the ones that have been read so far. An entry is {"key", "origin": now, kept
        or file} with either "record" and its "result" (of scoring.score) or "problem". That of this
        tab also has "kept" (whether the device keeps it), a kept one "id", one from a file
        "file" (its name), "claimed" and "unknown" (see records_view).
        """
        found = []
        if not record.is_empty(self.form.record):
            kept = self.shelf.id is not None
            entry = {"key": "now", "origin": "now", "kept": kept}
            entry.update(self.scored(self.form.record))
            found.append(entry)
        for name, text in self.kept:
            if text in self.understood:
                found.append(self.kept_entry(name, text))
        return found + self.files

    def kept_entry(self, name, text):
        entry = {"key": "kept:" + name, "id": name, "origin": "kept"}
        entry.update(self.understood[text])
        return entry

    def readable(self):
        return [entry for entry in self.entries() if "record" in entry]

    def entry(self, key):
        """Return the entry, or None, which is said, if it has disappeared meanwhile."""
        if key.startswith("kept:"):
            name = key[len("kept:") :]
            text = self.page.kept(name)
            if text is not None and name != self.shelf.id:
                self.understand(text)
                return self.kept_entry(name, text)
        for entry in self.entries():
            if entry["key"] == key:
                return entry
        self.warn("no_such")
        self.draw()
        return None

    def understand(self, text):
        """Return an entry's record and result, or its problem; each text is read only once."""
        return strictjson.whole(self.understanding(text))

    def understanding(self, text):
        """Do what `understand` does, in steps."""
        if text not in self.understood:
            try:
                found = yield from record.reading(self.questionnaire, text)
                self.understood[text] = self.scored(found)
            except record.RecordError as error:
                self.understood[text] = {"problem": self.problem(error)}
        return self.understood[text]

    def scored(self, found):
        named = [found.get(field) for field in record.NAMES]
        named += [planned.get("owner") for planned in found["items"].values()]
        new = [text for text in named if text and text not in self.alike]
        if new:
            self.alike.update(zip(new, self.page.compared(new)))
        return {"record": found, "result": self.questionnaire.result(found)}

    def look(self):
        """Look at what the device keeps, in steps; what was read of it before needn't be again."""
        self.kept = []
        for name in self.page.kept_ids():
            text = None if name == self.shelf.id else self.page.kept(name)
            if text is not None:
                self.kept.append((name, text))
            yield
        texts = {text for _, text in self.kept}
        self.understood = {text: self.understood[text] for text in texts & set(self.understood)}
        self.unread = [text for text in texts if text not in self.understood]
        for _ in range(min(len(self.unread), READ_FIRST)):
            yield from self.understanding(self.unread[-1])
            self.unread.pop()

    def read_kept(self):
        """Read all that the device keeps, until something else is to be done; then show it."""
        to_read = len(self.unread)
        while self.unread and not self.messages and not self.hurried:
            yield from self.understanding(self.unread[-1])
            self.unread.pop()
            self.page.progress(to_read - len(self.unread), to_read)
            yield
        if to_read and not self.unread and not self.wait():
            self.draw()
            yield from self.draw_stale()

    def problem(self, error):
        return problems.said(self.questionnaire, error.reason, error.place, error.value)

    def copied(self, found):
        """Return a record of its own with the same content."""
        return record.load(self.questionnaire, record.dump(self.questionnaire, found))

    def takes_part(self, view, entry):
        """Files take part unless told otherwise; of the others, a department's past checks."""
        if entry["key"] in self.chosen[view]:
            return self.chosen[view][entry["key"]]
        if entry["origin"] == "file":
            return True
        same = [
            record.compared(entry["record"], field, self.alike)
            == record.compared(self.form.record, field, self.alike)
            for field in ("company", "department")
        ]
        return view == "compare" and all(same)

    def taking_part(self, view):
        return [entry for entry in self.readable() if self.takes_part(view, entry)]

    # the record of this tab

    def open(self, opened, own=None):
        """Show a record in this tab, which from now on writes the kept record `own`, if any."""
        if own:
            self.shelf.own(own)
        else:
            self.shelf.let_go()
        self.page.afresh()
        self.form.open(opened)
        self.page.go("result")
        self.draw()

    def leave(self, then):
        """Go on with `then`; unless the record of this tab is known to be kept, ask before."""
        now, text = self.form.record, self.form.text()
        self.keep_up()
        kept = self.shelf.writes() and self.page.kept(self.shelf.id) == text
        if record.is_empty(now) or kept or text == self.safe:
            then()
        elif text == self.handed[1]:
            self.ask_arrived(then)
        else:
            ways = {
                "save": lambda _fields: self.save_and_leave(then),
                "keep": lambda _fields: self.keep_now() and then(),
                "drop": lambda _fields: then(),
            }
            self.ask(views.records.leave(self.questionnaire), ways)

    def save_and_leave(self, then):
        """Save the record, and go on when the person has seen the file."""
        if self.save("json", self.form.record):
            self.ask_arrived(then)

    def ask_arrived(self, then):
        """Go on with `then` if the person has seen the file; ask further if it got lost."""
        name, text = self.handed

        def arrived(_fields):
            self.safe = text
            self.leave(then)

        def lost(_fields):
            self.handed = ("", "")
            self.leave(then)

        self.ask(views.records.saved(self.questionnaire, name), {"yes": arrived, "lost": lost})

    def leave_asides(self, then):
        """Go on with `then`, which erases what the tab had kept and nobody here can read."""
        asides = self.page.asides()

        def save(_fields):
            for key in asides:
                self.page.save_aside(key, self.words["aside_file"])
            question = views.records.saved(self.questionnaire, self.words["aside_file"])
            again = {"yes": lambda _fields: then(), "lost": lambda _fields: self.leave_asides(then)}
            self.ask(question, again)

        if asides:
            ways = {"save": save, "drop": lambda _fields: then()}
            self.ask(views.records.leave_asides(self.questionnaire), ways)
        else:
            then()

    def on_next_company(self, _message):
        self.leave_asides(lambda: self.leave(self.next_company))

    def next_company(self):
        back = self.way_back(self.files)
        self.start_afresh()
        self.form.clear()
        if record.is_empty(self.form.record) and self.page.tab_is_empty():
            said = self.words["begun"] + (self.words["begun_back"] if back else "")
            self.offer_back(back, said)
        else:
            self.offer_back(back, self.words["not_begun"], "warning")

    def on_start_over(self, _message):
        self.start_over()

    def start_over(self):
        """Clear the answers, plan and names of this tab, which the person was asked about."""
        self.leave_asides(self.clear)

    def clear(self):
        back = self.way_back()
        if self.form.clear():
            self.offer_back(back, self.questionnaire.words["app"]["cleared"])
        else:
            self.offer_back(back, self.questionnaire.words["app"]["not_cleared"], "warning")

    def way_back(self, files=()):
        """Return what brings back this tab's record as it stands now, and what stands around it.

        None if there is nothing to bring back: no record, and none of `files`.
        """
        now, bound = self.form.record, self.shelf.state()
        if record.is_empty(now) and not files:
            return None
        work = [(name, getattr(self, name)) for name in WORK]
        alike = self.alike

        def back():
            self.alike.update(alike)
            for name, value in work:
                setattr(self, name, value)
            self.page.guard(bool(self.decided))
            self.shelf.restore(bound)
            self.form.open(now)
            if self.shelf.conflict:
                self.say_kept(shelf.CONFLICT)
            return True

        return back

    def offer_back(self, back, said, kind="", ways=()):
        """Say what was done, and offer the way back, if there is one, until the record changes."""
        self.back = back
        if back:
            self.undos.append(back)
            ways = ways + ("undo",)
        self.notice(said, kind, views.records.ways(self.questionnaire, ways))

    def on_write(self, message):
        self.writing = int(message["number"])
        self.write(True)

    def write(self, anew):
        """Fill the fields of the plan for the item that is written about; open them if `anew`."""
        item = self.questionnaire.item(self.writing)
        planned = record.item(self.form.record, self.writing)
        fields = {name: planned.get(name, "") for name in ("owner", "due", "note")}
        self.page.write(labels.item(self.questionnaire, item), fields, anew)

    def on_written(self, _message):
        self.writing = None
        self.draw()

    def on_item(self, message):
        """Take a field of the item that is being written about, or the tick of the one named."""
        number = message.get("number", self.writing)
        field = message["field"]
        if number is None:
            return
        if field == "ticked":
            value = message["checked"]
        else:
            planned = record.item(self.form.record, int(number))
            value = self.entered(message, planned.get(field, ""))
        if value is None:
            return
        record.put_item(self.form.record, int(number), field, value)
        self.form.keep()
        if field == "ticked":
            self.draw()

    def on_head(self, message):
        field = message["field"]
        value = self.entered(message, self.form.record.get(field, ""))
        if value is not None:
            record.put(self.form.record, field, value)
            self.form.keep()

    def on_check(self, message):
        """Say beside a field of a dialog, while somebody types, what could not be kept."""
        self.entered(message, message["before"])

    def entered(self, message, kept):
        """Return what a field shows as a record can hold it, or None; beside it, say why not.

        `kept` is what is kept of the field, and stays so. What is shown is changed to what is kept.
        """
        value, said, fitting = message["value"], "", None
        try:
            if message["bad"]:
                raise record.RecordError("date")
            fitting = value if value == kept else record.entered(message["field"], value)
        except record.RecordError as error:
            said = self.not_kept(message, error.reason, kept)
        self.page.refuse(message["id"], said)
        if fitting not in (None, value):
            self.page.fill(message["id"], value, fitting)
        return fitting

    def not_kept(self, message, reason, kept):
        """Why a field can't be kept as it is, and what is kept of it."""
        stays = "field_kept" if kept else "field_empty"
        if reason == "date":
            word = "field_date"
            stays = "field_kept_date" if kept else stays
        else:
            word = "field_long"
        longest = record.longest(message["field"])
        return self.words[word].format(
            over=len(message["value"]) + message["more"] - longest,
            longest=longest,
            first=record.FIRST_DAY[:4],
            last=record.LAST_DAY[:4],
        ) + self.words[stays].format(date=kept)

    def on_to_part(self, message):
        self.page.focus(message["part"])

    def on_to_plan(self, message):
        """Show an item's entry in the plan, whatever the filters hide."""
        self.filters = {"part": None, "answer": None, "basics": False}
        self.draw(lambda: self.page.focus("plan-{}-name".format(message["number"])))

    def on_renew(self, _message):
        self.leave(self.renew)

    def renew(self):
        """Start the next check from the record of this tab, which stays as it was."""
        back = self.way_back()
        made = self.copied(self.form.record)
        record.put(made, "date", "")
        made.pop("merged", None)
        for number in list(made["items"]):
            record.put_item(made, int(number), "ticked", False)
        self.open(made)
        self.offer_back(back, self.words["renewed"])

    def on_visit(self, message):
        self.page.go("form")
        self.form.visit(self.form.numbers.index(int(message["number"])))

    # keeping on this device

    def on_keep(self, message):
        if message["checked"]:
            self.keep_now()
        elif self.shelf.id:
            self.safe = ""
            self.take_out(self.shelf.id, "let_go")
        self.draw()

    def keep_now(self):
        """Keep the record of this tab on the device from now on; return whether that works."""
        text = self.form.text()
        if not self.fits(text):
            return False
        kept = self.shelf.add_own(text)
        if kept:
            self.say("kept_now")
        else:
            self.warn("not_kept")
        return kept

    def on_conflict_copy(self, _message):
        if self.keep_now():
            self.say("copied")
        self.draw()

    def on_conflict_theirs(self, _message):
        back = self.way_back()
        if self.follow():
            self.offer_back(back, self.words["followed"])
        self.draw()

    def follow(self):
        """Take over what the device keeps of this tab's record; return whether it's readable."""
        stored = self.page.kept(self.shelf.id)
        if stored is None:
            self.shelf.let_go()
            self.warn("gone")
            return False
        found = self.understand(stored)
        if "problem" in found:
            self.notice(found["problem"], "warning")
            return False
        self.shelf.reread()
        self.form.open(self.copied(found["record"]))
        if self.writing:
            self.write(False)
        return True

    def on_conflict_mine(self, _message):
        name, theirs = self.shelf.id, self.page.kept(self.shelf.id)
        back = self.way_back()
        outcome = self.shelf.overwrite(self.form.text())
        if outcome == shelf.KEPT:
            both = back and theirs and (lambda: self.page.keep(name, theirs) and back())
            self.offer_back(both, self.words["replaced"])
        else:
            self.notice("")
            self.say_kept(outcome)

    # one record of the list

    def on_open(self, message):
        self.leave(lambda: self.open_entry(message["key"]))

    def open_entry(self, key):
        entry = self.entry(key)
        if not entry:
            return
        back = self.way_back()
        opened = self.copied(entry["record"])
        self.open(opened, entry.get("id"))
        unchanged = entry["origin"] == "file" and "renamed" not in entry
        self.safe = self.form.text() if unchanged else ""
        complete = len(opened["answers"]) == len(self.questionnaire.numbers)
        date = opened.get("date")
        if complete and date and date != self.page.today():
            self.offer_back(back, self.words["opened_old"].format(date=date), ways=("renew",))
        else:
            name = labels.name(self.questionnaire, opened)
            self.offer_back(back, self.words["opened"].format(name=name))

    def on_duplicate(self, message):
        """Keep a second copy, without its date: the start of the next check."""
        entry = self.entry(message["key"])
        if not entry:
            return
        made = self.copied(entry["record"])
        record.put(made, "date", "")
        if self.shelf.add(record.dump(self.questionnaire, made)):
            self.say("duplicated")
        else:
            self.warn("not_kept")
        self.draw()

    def on_rename(self, message):
        entry = self.entry(message["key"])
        if entry:
            shown = {field: entry["record"].get(field, "") for field in record.NAMES}

            def rename(fields):
                # What another tab changed meanwhile, and wasn't changed here, stays.
                changed = {field: fields[field] for field in shown if fields[field] != shown[field]}
                self.rename(self.entry(message["key"]), changed)

            self.ask(views.records.rename(self.questionnaire, entry["record"]), {"yes": rename})

    def rename(self, entry, changed):
        if not entry:
            return
        renamed = entry["record"] if entry["origin"] == "now" else self.copied(entry["record"])
        for field in changed:
            record.put(renamed, field, changed[field])
        if entry["origin"] == "now":
            self.form.keep()
        elif entry["origin"] == "kept":
            self.say_kept(self.shelf.put(entry["id"], self.written(renamed)))
        elif self.fits(self.written(renamed)):
            entry.update(self.scored(renamed))
            entry["renamed"] = True
        self.say("renamed")
        self.draw()

    def on_remove(self, message):
        entry = self.entry(message["key"])
        if not entry:
            return
        if entry["origin"] == "kept":
            self.take_out(entry["id"], "removed")
        else:
            self.files.remove(entry)
            self.offer_undo(lambda: self.files.append(entry) or True, "put_away_done")
        self.draw()

    def take_out(self, name, said):
        """Erase a kept record; this tab goes on writing it if that is undone while it shows it."""
        shown = self.form.record if name == self.shelf.id else None
        if self.shelf.take_out(name):
            self.offer_undo(lambda: self.put_back(name, shown), said)
        else:
            self.warn("no_such")

    def put_back(self, name, shown):
        if not self.page.put_back(name):
            return False
        if shown is self.form.record and self.shelf.id is None:
            self.shelf.own(name)
            self.keep_up()
        return True

    def offer_undo(self, undo, said):
        self.undos.append(undo)
        self.notice(self.words[said], "", views.records.ways(self.questionnaire, ("undo",)))

    def on_undo(self, _message):
        if self.undos:
            undo = self.undos.pop()
            if undo():
                more = ("undo",) if self.undos else ()
                self.notice(self.words["undone"], "", views.records.ways(self.questionnaire, more))
            else:
                self.undos.append(undo)
                self.warn("not_kept")
        self.draw()

    # dialogs

    def ask(self, nodes, ways):
        """Show a dialog, after those that are open or waiting.

        `ways` has a function for each button, given the dialog's fields.
        """
        self.asking.append((nodes, ways))
        if len(self.asking) == 1:
            self.page.ask(nodes)

    def on_answered(self, message):
        way = self.asking[0][1].get(message["value"])
        if way:
            way(message["fields"])
        self.asking.pop(0)
        if self.asking:
            self.page.ask(self.asking[0][0])

    # files out

    def on_export(self, message):
        entry = self.entry(message["key"]) if "key" in message else {"record": self.form.record}
        if entry and message["kind"] == "age":
            self.ask_passphrase(entry["record"], "")
        elif entry:
            self.save(message["kind"], entry["record"])

    def written(self, chosen):
        """Return the text of a record as its file holds it."""
        if chosen is self.form.record:
            return self.form.text()
        return record.dump(self.questionnaire, chosen)

    def save(self, kind, chosen):
        """Hand a record to the browser as a file of its kind; return the file's name.

        A record that nobody could read again isn't saved as one: then there is no name.
        """
        text = self.written(chosen)
        name = export.filename(self.questionnaire, chosen, kind)
        if kind == "json" and not self.fits(text):
            return ""
        if kind == "json" and chosen is self.form.record:
            self.handed = (name, text)
        elif kind == "xlsx":
            text = workbook.parts(export.sheets(self.questionnaire, chosen))
        elif kind == "csv":
            text = export.csv(self.questionnaire, chosen)
        elif kind == "md":
            text = export.markdown(self.questionnaire, chosen)
        elif kind == "ics":
            stamp = self.page.stamp()
            text = export.ics(self.questionnaire, chosen, self.next_check, stamp)
        if text:
            self.page.download(name, kind, text)
            self.say("saved", name=labels.isolated(name))
        else:
            self.warn("no_dates")
        return name

    def ask_passphrase(self, chosen, problem):
        ways = {"yes": lambda fields: self.seal(chosen, fields["first"], fields["second"])}
        self.ask(views.records.passphrase(self.questionnaire, problem), ways)

    def seal(self, chosen, first, second):
        least = views.records.SHORTEST_PASSPHRASE
        passphrase = self.page.plain(first)
        if len(passphrase) < least:
            self.ask_passphrase(chosen, self.words["passphrase_short"].format(least=least))
        elif passphrase != self.page.plain(second):
            self.ask_passphrase(chosen, self.words["passphrase_differs"])
        elif passphrase != first:
            ways = {"yes": lambda _fields: self.seal_with(chosen, passphrase)}
            self.ask(views.records.passphrase_plain(self.questionnaire, passphrase), ways)
        else:
            self.seal_with(chosen, passphrase)

    def seal_with(self, chosen, passphrase):
        text = self.written(chosen)
        if self.fits(text):
            self.say("sealing")
            self.sealing = text if chosen is self.form.record else ""
            self.page.seal(export.filename(self.questionnaire, chosen, "age"), text, passphrase)

    def on_sealed(self, message):
        if message["problem"]:
            self.warn("not_sealed")
        else:
            if self.sealing:
                self.handed = (message["name"], self.sealing)
            self.say("saved", name=labels.isolated(message["name"]))

    # files in

    def on_file(self, message):
        """Take one of the files that somebody chose or dropped: its text, or why there is none."""
        if message["index"] == 0:
            self.refused = []
            self.taken = 0
        if message["problem"] == "sealed":
            self.locked.append(message)
        else:
            yield from self.take_file(message["name"], message)
        self.page.progress(message["index"] + 1, message["of"])
        if message["index"] + 1 == message["of"]:
            self.ask_unseal("")

    def refuse_file(self, name, reason):
        self.refused.append({"file": name, "problem": problems.said(self.questionnaire, reason)})

    def take_file(self, name, message):
        """`message` has the text of the file, or a problem that kept it from being read."""
        if message["problem"]:
            self.refuse_file(name, message["problem"])
            return
        try:
            found = yield from record.reading(self.questionnaire, message["text"])
        except record.RecordError as error:
            self.refused.append({"file": name, "problem": self.problem(error)})
            return
        self.taken += 1
        entry = {"key": self.page.new_id(), "origin": "file", "file": name}
        entry.update(self.scored(found))
        entry["claimed"] = record.claimed_total(found, entry["result"])
        entry["unknown"] = record.unknown_fields(found)
        self.files.append(entry)

    def say_files(self):
        if self.refused:
            said = self.words["files_refused"].format(read=self.taken, refused=len(self.refused))
            self.notice(said, "warning")
        else:
            self.say("files_read", read=self.taken)
        self.draw()

    def ask_unseal(self, problem):
        """Ask for the passphrase of the first file that is still locked, or say what was read."""
        if not self.locked:
            self.say_files()
        elif self.opening is None:
            name, key = self.locked[0]["name"], self.locked[0]["key"]
            self.opening = key
            ways = {
                "yes": lambda fields: self.unseal(key, fields["first"]),
                "no": lambda _fields: self.leave_locked(key),
            }
            self.ask(views.records.unseal(self.questionnaire, name, problem), ways)

    def unseal(self, key, passphrase):
        self.say("unsealing")
        self.page.unseal(key, passphrase)

    def leave_locked(self, key):
        self.opening = None
        file = self.locked_file(key)
        self.locked.remove(file)
        self.refuse_file(file["name"], "locked")
        self.ask_unseal("")

    def locked_file(self, key):
        found = [file for file in self.locked if file["key"] == key]
        return found[0] if found else None

    def on_unsealed(self, message):
        """A file was opened by its passphrase, or not; the others wait for theirs."""
        self.opening = None
        file = self.locked_file(message["key"])
        if message["problem"] == "passphrase":
            self.notice("")
            self.ask_unseal(self.words["wrong_passphrase"])
        elif file:
            self.locked.remove(file)
            yield from self.take_file(file["name"], message)
            self.ask_unseal("")

    # what is chosen in the views

    def on_filter(self, message):
        name, value = message["filter"], message["value"]
        if name == "basics":
            self.filters[name] = message["checked"]
        elif name == "part":
            self.filters[name] = int(value) if value else None
        else:
            self.filters[name] = value or None
        self.draw(lambda: self.page.announce_text_of("plan-shown"))

    def on_choose_all(self, message):
        self.choose_each(message["for"], True)

    def on_choose_none(self, message):
        self.choose_each(message["for"], False)

    def choose_each(self, view, chosen):
        self.chosen[view] = {entry["key"]: chosen for entry in self.readable()}
        self.draw()

    def on_next_check(self, message):
        value = self.entered(message, self.next_check)
        if value is not None:
            self.next_check = value

    def on_choose(self, message):
        self.chosen[message["for"]][message["key"]] = message["checked"]
        self.draw()

    def on_compare_changed(self, message):
        self.changed_only = message["checked"]
        self.draw()

    def on_merge_rule(self, message):
        self.rule = message["value"]
        self.draw()

    def on_merge_choose(self, message):
        number = message["number"]
        ways = {"none": lambda _fields: self.decide(number, "")}
        for answer in self.questionnaire.answers:
            ways[answer["id"]] = lambda _fields, chosen=answer["id"]: self.decide(number, chosen)
        self.ask(views.departments.choosing(self.questionnaire, int(number)), ways)

    def decide(self, number, answer):
        self.decided[number] = answer
        # Choices are kept nowhere until they have become a record.
        self.page.guard(True)
        self.draw()

    def on_merge_take(self, _message):
        records = [entry["record"] for entry in self.taking_part("departments")]
        site, today = self.form.site, self.page.today()
        made = merge.merged(
            self.questionnaire, records, self.rule, self.decided, site, today, self.alike
        )
        if not record.fits(record.dump(self.questionnaire, made["record"])):
            self.warn("merged_too_long")
        else:
            self.leave(lambda: self.take_merged(made))

    def take_merged(self, made):
        back = self.way_back()
        self.page.guard(False)
        self.open(made["record"])
        if made["left_out"]:
            names = labels.some(self.questionnaire, made["left_out"])
            self.offer_back(back, self.words["left_out"].format(names=names), "warning")
        else:
            self.offer_back(back, self.words["merged"])

    # text and paper

    def on_copy_inquiry(self, _message):
        self.copy(views.result.inquiry_text(self.questionnaire, self.form.record))

    def on_copy_summary(self, _message):
        records = [entry["record"] for entry in self.taking_part("compare")]
        if len(records) < 2:
            return
        last = [records[index] for index in compare.in_order(records)][-2:]
        lines = compare.summary(self.questionnaire, last[0], last[1], self.alike)
        self.copy("\n".join(lines))

    def copy(self, text):
        self.copying = text
        self.page.copy(text)

    def on_copied(self, message):
        if message["done"]:
            self.say("text_copied")
        elif self.copying:
            self.ask(views.records.copying(self.questionnaire, self.copying), {})
        self.copying = ""

    def on_unprinted(self, _message):
        self.warn("no_print")

    def on_finish(self, _message):
        """Nothing more: all that came before is done."""

    def on_print(self, message):
        self.put_paper(message["print"])
        self.page.print()

    def on_paper(self, message):
        """Somebody prints with the browser's own command."""
        if message["view"] == "result":
            self.put_paper("report")
        elif message["view"] == "form" and not self.form.record["answers"]:
            self.put_paper("blank")

    def put_paper(self, kind):
        """Put into the page what alone will be printed: report, inquiry or blank."""
        now = self.form.record
        nodes = {
            "report": lambda: views.papers.report(self.questionnaire, now),
            "inquiry": lambda: views.papers.inquiry(self.questionnaire, now),
            "blank": lambda: views.papers.blank(self.questionnaire),
        }[kind]()
        self.page.show("paper-" + kind, nodes)
        self.page.paper(kind)
