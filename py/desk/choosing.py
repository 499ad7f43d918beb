"""What is chosen in the views: parts of the plan, records to compare, answers of departments."""

from desk.work import LONG
from ideas import labels, merge, record
from views import departments


class Choosing:
    def __init__(self, work, at_hand, keeping, leaving):
        self.work = work
        self.at_hand = at_hand
        self.keeping = keeping
        self.leaving = leaving

    def on_filter(self, message):
        name, value = message["filter"], message["value"]
        if name == "basics":
            self.work.filters[name] = message["checked"]
        elif name == "part":
            self.work.filters[name] = int(value) if value else None
        else:
            self.work.filters[name] = value or None
        self.work.draw(lambda: self.work.page.announce_text_of("plan-shown"))

    def on_to_part(self, message):
        self.work.page.focus(message["part"])

    def on_to_next_check(self, _message):
        self.work.page.go("records")
        self.work.draw(lambda: self.work.page.focus("next-check"))

    def on_answer(self, message):
        """Answer an item where its entry stands; there is a way back until the record changes."""
        work, number = self.work, message["number"]
        given = work.form.record["answers"][number]
        carried = record.item(work.form.record, number).get("carried", False)
        date = work.form.record.get("date", "")
        chosen = message["answer"]
        if chosen == given and not carried:
            return
        work.page.answer(number, chosen)
        total = work.questionnaire.result(work.form.record)["total"]
        words = work.questionnaire.words
        answered = words["evidence"]["confirmed"] if chosen == given else words["plan"]["answered"]
        said = answered.format(
            number=labels.number(work.questionnaire, number),
            answer=labels.answer(work.questionnaire, chosen),
            total=work.questionnaire.signed(total),
        )

        def back():
            work.page.answer(number, given, carried)
            # An answer dates a check that had no date.
            record.put(work.form.record, "date", date)
            work.form.keep()
            return True

        work.talk.offer_back(back, said)
        # An item at its best leaves the list, and takes the focus along.
        back = message["back"]
        if back != "plan-title" or chosen == work.questionnaire.best["id"]:
            work.draw(lambda: work.page.focus(back))
        else:
            work.draw()

    def on_visit(self, message):
        form = self.work.form
        self.work.page.go("form")
        form.visit(form.numbers.index(int(message["number"])))

    def on_page(self, message):
        """Show another page of a long list, from its beginning."""
        self.work.at[message["for"]] = int(message["at"])
        self.work.draw(lambda: self.work.page.focus("page-" + message["for"]))

    def on_choose(self, message):
        self.work.chosen.setdefault(message["for"], {})[message["key"]] = message["checked"]
        self.work.draw()

    def on_choose_all(self, message):
        self.choose_each(message["for"], True)

    def on_choose_none(self, message):
        self.choose_each(message["for"], False)

    def choose_each(self, view, chosen):
        keys = [entry["key"] for entry in self.at_hand.entries()] + self.at_hand.kept_keys()
        self.work.chosen[view] = {key: chosen for key in keys}
        self.work.draw()

    def on_compare_changed(self, message):
        self.work.changed_only = message["checked"]
        self.work.draw()

    def on_merge_rule(self, message):
        self.work.rule = message["value"]
        self.work.draw()

    def on_merge_choose(self, message):
        questionnaire, number = self.work.questionnaire, message["number"]
        ways = {"none": lambda _fields: self.decide(number, "")}
        for answer in questionnaire.answers:
            ways[answer["id"]] = lambda _fields, chosen=answer["id"]: self.decide(number, chosen)
        self.work.talk.ask(departments.choosing(questionnaire, int(number)), ways)

    def decide(self, number, answer):
        self.work.decided[number] = answer
        # Choices are kept nowhere until they have become a record.
        self.work.page.guard(True)
        self.work.draw()

    def on_merge_take(self, _message):
        work = self.work
        while self.at_hand.unread:
            yield from self.at_hand.read_one()
            yield
        records = [entry["record"] for entry in self.at_hand.taking_part("departments")]
        made = yield from merge.merging(
            work.questionnaire,
            records,
            work.rule,
            work.decided,
            work.form.site,
            work.page.today(),
            self.at_hand.alike,
        )
        result = work.questionnaire.result(made["record"])
        record.sign(made["record"], work.form.site, result)
        text = yield from record.writing(work.questionnaire, made["record"])
        if not record.fits(text):
            work.talk.warn("merged_too_long")
            return
        yield LONG
        steps = self.leaving.leave(lambda: self.take_merged(made, text))
        if steps:
            yield from steps

    def take_merged(self, made, text):
        """In steps, show in this tab what departments became."""
        work = self.work
        back = self.keeping.way_back()
        work.page.guard(False)
        yield from self.leaving.open(made["record"], text=text)
        if made["left_out"]:
            names = labels.some(work.questionnaire, made["left_out"])
            said = work.words["left_out"].format(names=names)
            work.talk.offer_back(back, said, "warning")
        else:
            work.talk.offer_back(back, work.words["merged"])
