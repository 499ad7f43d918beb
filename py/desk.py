"""What a person does beyond answering: the plan, paper, files, records. It never touches the page.

A Desk gets messages (dicts with an "action", from device.js) and tells its page what to show,
store, print or save. The page is app.Page in the browser and a stand-in in tests.
"""

import compare
import compare_view
import export
import labels
import merge
import merge_view
import picture
import plan_view
import problems
import record
import records_view
import report
import shelf
from markup import node

CHOOSING = ("compare", "departments")


class Desk:
    """Everything around the answers of this tab; `form` holds the record with the answers."""

    def __init__(self, form, page, texts):
        self.form = form
        self.page = page
        self.catalog = form.catalog
        self.texts = texts
        self.words = texts["records"]
        self.shelf = shelf.Shelf(page)
        self.rule = record.RULES[0]
        self.changed_only = False
        self.erased = None
        self.ways = {}
        self.undo = None
        self.start_afresh()

    def start_afresh(self):
        """Forget all that belongs to the work done so far, but for what the device keeps."""
        self.filters = {"part": None, "answer": None, "basics": False}
        self.files = []
        self.refused = []
        self.locked = []
        self.chosen = {view: {} for view in CHOOSING}
        self.decided = {}
        self.next_check = ""
        self.exported = ""
        self.undo = None
        self.read = {}
        self.page.wipe()

    def start(self):
        self.changed()
        self.draw()

    def receive(self, message):
        """Do what a message says; an action that doesn't exist is an error of ours."""
        getattr(self, "on_" + message["action"].replace("-", "_"))(message)

    def changed(self):
        """The record may have changed, here or in another tab: the kept copy follows."""
        if self.shelf.writes():
            self.say_kept(self.shelf.write(self.form.text()))

    def cleared(self):
        """All answers of this tab were cleared: what is kept of them must not be."""
        self.shelf.let_go()
        self.exported = ""

    def say_kept(self, outcome):
        if outcome == shelf.CONFLICT:
            ways = ("conflict-copy", "conflict-theirs", "conflict-mine")
            self.page.notice(self.words["conflict"], records_view.ways(self.texts, ways))
        elif outcome == shelf.GONE:
            self.page.notice(self.words["gone"])
        elif outcome == shelf.FULL:
            self.page.notice(self.words["not_kept"])

    def on_view(self, _message):
        self.draw()

    def on_storage(self, _message):
        """Another tab wrote or erased a record."""
        self.changed()
        self.draw()

    # what the views show

    def draw(self):
        view = self.page.view()
        draw = {
            "result": self.result,
            "records": self.records,
            "compare": self.comparison,
            "departments": self.departments,
        }.get(view)
        if draw:
            self.page.show("desk-" + view, draw())

    def result(self):
        now = self.form.record
        given = record.answers(self.catalog, now)
        shown = []
        if now["answers"]:
            shown = (
                [
                    node(
                        "div",
                        picture.strip(self.catalog, self.texts, given),
                        picture.parts_chart(self.catalog, self.texts, given, prefix="screen-"),
                        class_="pictures",
                    )
                ]
                + plan_view.next_step(self.catalog, self.texts, given)
                + plan_view.open_questions(self.catalog, self.texts, given)
                + plan_view.plan(self.catalog, self.texts, now, self.filters)
            )
        return shown + records_view.about(self.texts, now) + records_view.paper(self.texts)

    def records(self):
        state = {
            "now": self.form.record,
            "kept": bool(self.shelf.id),
            "next_check": self.next_check,
            "entries": self.entries(),
            "refused": self.refused,
            "erased": self.erased,
        }
        return records_view.view(self.catalog, self.texts, state)

    def comparison(self):
        return self.choosing("compare") + compare_view.view(
            self.catalog, self.texts, self.taking_part("compare"), self.changed_only
        )

    def departments(self):
        records = self.taking_part("departments")
        return self.choosing("departments") + merge_view.view(
            self.catalog, self.texts, records, self.rule, self.decided
        )

    def choosing(self, view):
        rows = [(entry, self.takes_part(view, entry)) for entry in self.readable()]
        return records_view.importer(self.texts, self.refused) + records_view.chooser(
            self.texts, view, rows
        )

    # the records at hand

    def entries(self):
        """Return the record of this tab, those kept on the device, and those read from files.

        An entry is {"key", "origin": now, kept or file} with either "record" or "problem"; one
        from a file also has "file" (its name), "claimed" and "unknown" (see records_view).
        """
        found = []
        if not record.is_empty(self.form.record):
            found.append({"key": "now", "origin": "now", "record": self.form.record})
        for name, text in self.shelf.others():
            entry = {"key": name, "origin": "kept"}
            entry.update(self.understood(text))
            found.append(entry)
        return found + self.files

    def readable(self):
        return [entry for entry in self.entries() if "record" in entry]

    def entry(self, key):
        (found,) = [entry for entry in self.entries() if entry["key"] == key]
        return found

    def understood(self, text):
        """Return {"record": …} or {"problem": …} for a stored text; each is read only once."""
        if text not in self.read:
            try:
                self.read[text] = {"record": record.load(self.catalog, text)}
            except record.RecordError as error:
                self.read[text] = {"problem": self.problem(error)}
        return self.read[text]

    def problem(self, error):
        return problems.said(self.texts, error.reason, error.place, error.value)

    def copied(self, found):
        """Return a record of its own with the same content."""
        return record.load(self.catalog, record.dump(self.catalog, found))

    def takes_part(self, view, entry):
        """Files take part unless told otherwise; others only beside records of their company."""
        if entry["key"] in self.chosen[view]:
            return self.chosen[view][entry["key"]]
        if entry["origin"] == "file":
            return True
        own = self.form.record.get("company")
        return view == "compare" and entry["record"].get("company") == own

    def taking_part(self, view):
        return [entry["record"] for entry in self.readable() if self.takes_part(view, entry)]

    # the record of this tab

    def open(self, opened, own=None):
        """Show a record in this tab, which from now on writes the kept record `own`, if any."""
        if own:
            self.shelf.own(own)
        else:
            self.shelf.let_go()
        self.form.open(opened)
        self.page.go("result")
        self.draw()

    def leave(self, then):
        """Go on with `then`; if the record of this tab is nowhere else, ask before."""
        now = self.form.record
        if record.is_empty(now) or self.shelf.writes() or self.form.text() == self.exported:
            then()
        else:
            ways = {
                "save": lambda _fields: (self.save("json", now), then()),
                "drop": lambda _fields: then(),
            }
            self.ask(records_view.leave(self.texts), ways)

    def on_next_company(self, _message):
        self.leave(self.next_company)

    def next_company(self):
        self.start_afresh()
        self.form.clear()
        if record.is_empty(self.form.record) and self.page.tab_is_empty():
            self.page.announce(self.words["begun"])
        else:
            self.page.notice(self.words["not_begun"])

    def on_item(self, message):
        field = message["field"]
        value = message["checked"] if field == "ticked" else message["value"]
        if field == "due" and value and not record.is_date(value):
            return
        record.put_item(self.form.record, int(message["number"]), field, value)
        self.form.keep()
        if field == "ticked":
            self.draw()

    def on_head(self, message):
        value = message["value"]
        if message["field"] == "date" and value and not record.is_date(value):
            return
        record.put(self.form.record, message["field"], value)
        self.form.keep()

    def on_visit(self, message):
        self.page.go("form")
        self.form.visit(self.form.numbers.index(int(message["number"])))

    # keeping on this device

    def on_keep(self, message):
        self.erased = None
        if not message["checked"]:
            self.take_out(self.shelf.id, "let_go")
        elif self.shelf.add_own(self.form.text()):
            self.page.announce(self.words["kept_now"])
        else:
            self.page.notice(self.words["not_kept"])
        self.draw()

    def on_conflict_copy(self, _message):
        kept = self.shelf.add_own(self.form.text())
        self.page.notice(self.words["copied" if kept else "not_kept"])
        self.draw()

    def on_conflict_theirs(self, _message):
        found = self.understood(self.shelf.reread() or "")
        if "record" in found:
            self.page.notice("")
            self.form.open(self.copied(found["record"]))
            self.draw()
        else:
            self.page.notice(found["problem"])

    def on_conflict_mine(self, _message):
        self.page.notice("")
        self.say_kept(self.shelf.overwrite(self.form.text()))

    def on_erase(self, _message):
        count = len(self.page.kept_ids())
        ways = {"yes": lambda _fields: self.erase()}
        self.ask(records_view.erase(self.texts, count), ways)

    def erase(self):
        self.start_afresh()
        self.form.clear()
        self.page.erase()
        self.erased = self.page.leftovers()
        self.page.go("records")
        self.draw()
        self.page.announce(self.words["not_erased" if self.erased else "erased"])

    # one record of the list

    def on_open(self, message):
        self.leave(lambda: self.open_entry(message["key"]))

    def open_entry(self, key):
        entry = self.entry(key)
        opened = self.copied(entry["record"])
        self.open(opened, key if entry["origin"] == "kept" else None)
        self.exported = self.form.text()
        self.page.announce(self.words["opened"].format(name=labels.name(self.texts, opened)))

    def on_duplicate(self, message):
        """Keep a second copy, without its date: the start of the next check."""
        made = self.copied(self.entry(message["key"])["record"])
        record.put(made, "date", "")
        if self.shelf.add(record.dump(self.catalog, made)):
            self.page.announce(self.words["duplicated"])
        else:
            self.page.notice(self.words["not_kept"])
        self.draw()

    def on_rename(self, message):
        key = message["key"]
        ways = {"yes": lambda fields: self.rename(self.entry(key), fields)}
        self.ask(records_view.rename(self.texts, self.entry(key)["record"]), ways)

    def rename(self, entry, fields):
        renamed = entry["record"] if entry["origin"] == "now" else self.copied(entry["record"])
        for field in record.NAMES:
            record.put(renamed, field, fields[field])
        if entry["origin"] == "now":
            self.form.keep()
        elif entry["origin"] == "file":
            entry["record"] = renamed
        elif not self.page.keep(entry["key"], record.dump(self.catalog, renamed)):
            self.page.notice(self.words["not_kept"])
        self.draw()

    def on_remove(self, message):
        entry = self.entry(message["key"])
        if entry["origin"] == "kept":
            self.take_out(entry["key"], "removed")
        else:
            self.files.remove(entry)
            self.offer_undo(lambda: self.files.append(entry) or True, "removed")
        self.draw()

    def take_out(self, name, said):
        taken = self.shelf.take_out(name)
        self.offer_undo(lambda: self.shelf.put_back(taken), said)

    def offer_undo(self, undo, said):
        self.undo = undo
        self.page.notice(self.words[said], records_view.ways(self.texts, ("undo",)))

    def on_undo(self, _message):
        if self.undo():
            self.page.notice("")
            self.page.announce(self.words["undone"])
            self.changed()
        else:
            self.page.notice(self.words["not_kept"])
        self.draw()

    # dialogs

    def ask(self, nodes, ways):
        """Show a dialog; `ways` has a function for each button, given the dialog's fields."""
        self.ways = ways
        self.page.ask(nodes)

    def on_answered(self, message):
        ways, self.ways = self.ways, {}
        way = ways.get(message["value"])
        if way:
            way(message["fields"])

    # files out

    def on_export(self, message):
        chosen = self.entry(message["key"])["record"] if "key" in message else self.form.record
        if message["kind"] == "age":
            self.ask_passphrase(chosen, "")
        else:
            self.save(message["kind"], chosen)

    def written(self, chosen):
        """Return the text of a record as its file holds it."""
        if chosen is self.form.record:
            return self.form.text()
        return record.dump(self.catalog, chosen)

    def save(self, kind, chosen):
        text = self.written(chosen)
        if kind == "json":
            self.exported = text
        elif kind == "csv":
            text = export.csv(self.catalog, self.texts, chosen)
        elif kind == "md":
            text = export.markdown(self.catalog, self.texts, chosen)
        elif kind == "ics":
            stamp = self.page.stamp()
            text = export.ics(self.catalog, self.texts, chosen, self.next_check, stamp)
        if text:
            name = export.filename(self.texts, chosen, kind)
            self.page.download(name, kind, text)
            self.page.notice(self.words["saved"].format(name=name))
        else:
            self.page.notice(self.words["no_dates"])

    def ask_passphrase(self, chosen, problem):
        ways = {"yes": lambda fields: self.seal(chosen, fields["first"], fields["second"])}
        self.ask(records_view.passphrase(self.texts, problem), ways)

    def seal(self, chosen, first, second):
        if not first:
            self.ask_passphrase(chosen, self.words["passphrase_empty"])
        elif first != second:
            self.ask_passphrase(chosen, self.words["passphrase_differs"])
        else:
            self.page.notice(self.words["sealing"])
            name = export.filename(self.texts, chosen, "age")
            self.page.seal(name, self.written(chosen), first)

    def on_sealed(self, message):
        said = "not_sealed" if message["problem"] else "saved"
        self.page.notice(self.words[said].format(name=message["name"]))

    # files in

    def on_file(self, message):
        """Take one of the files that somebody chose or dropped: its text, or why there is none."""
        if message["index"] == 0:
            self.refused = []
            self.locked = []
        if message["problem"] == "sealed":
            self.locked.append(message)
        else:
            self.take_file(message["name"], message)
        self.page.progress(message["index"] + 1, message["of"])
        if message["index"] + 1 == message["of"]:
            self.say_files(message["of"] - len(self.refused) - len(self.locked))

    def take_file(self, name, message):
        """`message` has the text of the file, or a problem that kept it from being read."""
        if message["problem"]:
            problem = problems.said(self.texts, message["problem"])
            self.refused.append({"file": name, "problem": problem})
            return
        try:
            found = record.load(self.catalog, message["text"])
        except record.RecordError as error:
            self.refused.append({"file": name, "problem": self.problem(error)})
            return
        self.files.append(
            {
                "key": self.page.new_id(),
                "origin": "file",
                "file": name,
                "record": found,
                "claimed": record.claimed_total(self.catalog, found),
                "unknown": record.unknown_fields(found),
            }
        )

    def say_files(self, read):
        said = self.words["files_read"]
        self.page.notice(said.format(read=read, refused=len(self.refused)))
        self.draw()
        self.ask_unseal("")

    def ask_unseal(self, problem):
        """Ask for the passphrase of the first file that is still locked."""
        if self.locked:
            name = self.locked[0]["name"]
            ways = {
                "yes": lambda fields: self.unseal(fields["first"]),
                "no": lambda _fields: self.on_unsealed({"problem": "locked"}),
            }
            self.ask(records_view.unseal(self.texts, name, problem), ways)

    def unseal(self, passphrase):
        self.page.notice(self.words["unsealing"])
        self.page.unseal(self.locked[0]["key"], passphrase)

    def on_unsealed(self, message):
        if message["problem"] == "passphrase":
            self.page.notice("")
            self.ask_unseal(self.words["wrong_passphrase"])
        else:
            refused = len(self.refused)
            self.take_file(self.locked.pop(0)["name"], message)
            self.say_files(1 - (len(self.refused) - refused))

    # what is chosen in the views

    def on_filter(self, message):
        name, value = message["filter"], message["value"]
        if name == "basics":
            self.filters[name] = message["checked"]
        elif name == "part":
            self.filters[name] = int(value) if value else None
        else:
            self.filters[name] = value or None
        self.draw()

    def on_next_check(self, message):
        self.next_check = message["value"] if record.is_date(message["value"]) else ""

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
        self.decided[message["number"]] = message["value"]
        self.draw()

    def on_merge_take(self, _message):
        records = self.taking_part("departments")
        made = merge.merged(
            self.catalog, records, self.rule, self.decided, self.form.site, self.page.today()
        )
        self.leave(lambda: self.take_merged(made))

    def take_merged(self, made):
        self.open(made["record"])
        self.page.announce(self.words["merged"])
        if made["left_out"]:
            names = labels.listed(self.texts, made["left_out"])
            self.page.notice(self.words["left_out"].format(names=names))

    # text and paper

    def on_copy_inquiry(self, _message):
        self.page.copy(plan_view.inquiry_text(self.catalog, self.texts, self.form.record))

    def on_copy_summary(self, _message):
        records = self.taking_part("compare")
        last = [records[index] for index in compare.in_order(records)][-2:]
        lines = compare.summary(self.catalog, self.texts, last[0], last[1])
        self.page.copy("\n".join(lines))

    def on_copied(self, message):
        self.page.notice(self.words["text_copied" if message["done"] else "text_not_copied"])

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
            "report": lambda: report.report(self.catalog, self.texts, now),
            "inquiry": lambda: report.inquiry(self.catalog, self.texts, now),
            "blank": lambda: report.blank(self.catalog, self.texts),
        }[kind]()
        self.page.show("paper-" + kind, nodes)
        self.page.paper(kind)
