"""The form's page: hands the answers to `scoring` and shows what comes back.

The only module that touches the page. It holds the state in one object, and no
sentence of its own: the words, the catalogue and the measures stand in the page.
"""

import json

import record
import scoring
from pyscript import document, when, window


def data(name):
    """Return the data that the page carries under the id `name`.

    The one place that loads: nothing is fetched for it, so that a page in a single
    file, with no address to fetch from, works alike.
    """
    return json.loads(document.getElementById(name).textContent)


class Form:
    """The answers of this tab and the page that shows them."""

    def __init__(self):
        self.catalog = data("catalog")
        self.words = data("words")
        self.items = self.catalog["items"]
        self.numbers = [item["number"] for item in self.items]
        self.labels = {answer["id"]: answer["label"] for answer in self.catalog["answers"]}
        self.keys = {}
        for radio in document.querySelectorAll(question(self.numbers[0]) + " input"):
            self.keys[radio.getAttribute("data-key")] = radio.value
        self.answers = [None] * len(self.items)
        self.at = -1
        self.result = None

    def start(self):
        """Take over what the tab kept and what was clicked before Python was there.

        The page itself has brought back what it could (engine.js): what stands there counts.
        """
        kept = window.selfcheck.read()
        if type(kept) is str:
            try:
                record.load(self.catalog, kept)
            except record.RecordError:
                show_text("notice", self.words["unreadable"])
        for index, number in enumerate(self.numbers):
            chosen = one(question(number) + " input:checked")
            if chosen:
                self.answers[index] = chosen.value
            if window.location.hash == question(number):
                self.at = index - 1
        for button in ("next", "start-over"):
            document.getElementById(button).disabled = False
        if any(self.answers):
            self.keep()
        self.render()

    def radio(self, index, answer):
        return one('{} input[value="{}"]'.format(question(self.numbers[index]), answer))

    def take(self, index, answer):
        """Record one answer, keep it, show its consequences."""
        self.answers[index] = answer
        self.at = index
        complete = self.result["band"]
        self.keep()
        self.render()
        if self.result["band"] and not complete:
            announce(
                self.words["complete"].format(items=len(self.items), total=self.result["total"])
            )

    def keep(self):
        if window.selfcheck.write(record.dump(self.catalog, self.answers)) is not True:
            show_text("notice", self.words["not_kept"])

    def clear(self):
        self.answers = [None] * len(self.items)
        self.at = -1
        window.selfcheck.clear()
        gone = window.selfcheck.read() is None
        one("#selfcheck").reset()
        self.render()
        one("#selfcheck input").focus()
        show_text("notice", "" if gone else self.words["not_cleared"])
        announce(self.words["cleared"] if gone else "")

    def go_on(self):
        """Lead to the next unanswered question after the last one touched, or to the result."""
        open_items = [index for index, answer in enumerate(self.answers) if answer is None]
        if open_items:
            later = [index for index in open_items if index > self.at]
            self.visit((later or open_items)[0])
        else:
            one("#result").scrollIntoView()
            one("#result").focus()

    def visit(self, index):
        self.at = index
        place = question(self.numbers[index])
        one(place).scrollIntoView()
        (one(place + " input:checked") or one(place + " input")).focus()

    def render(self):
        self.result = result = scoring.score(self.catalog, self.answers)
        show_text("answered", result["answered"])
        show_text("total", result["total"])
        for subtotal in result["subtotals"]:
            show_text("subtotal-" + subtotal["id"].lower(), subtotal["points"])
            one('[data-subtotal="{}"]'.format(subtotal["id"])).textContent = subtotal["points"]
        one("[data-total]").textContent = result["total"]
        document.getElementById("progress").value = result["answered"]
        button = document.getElementById("next")
        button.textContent = button.getAttribute(
            "data-next" if result["unanswered"] else "data-done"
        )
        verdict = document.getElementById("verdict")
        verdict.replaceChildren()
        document.getElementById("result-body").hidden = result["band"] is None
        if result["band"]:
            verdict.setAttribute("data-band", result["band"])
            self.render_band(verdict)
            self.render_items()
        else:
            verdict.removeAttribute("data-band")
            self.render_missing(verdict)

    def render_missing(self, verdict):
        missing = self.result["unanswered"]
        lead = document.createElement("p")
        lead.textContent = self.words["remaining"].format(count=len(missing))
        verdict.append(lead)
        ways = document.createElement("p")
        ways.className = "verdict__missing"
        for number in missing:
            way = document.createElement("button")
            way.type = "button"
            way.className = "button"
            way.setAttribute("data-variant", "quiet")
            way.setAttribute("data-visit", str(number))
            way.textContent = one(question(number) + " .question__number").textContent
            ways.append(way)
        verdict.append(ways)
        if self.result["answered"]:
            rest = document.createElement("p")
            rest.className = "small"
            rest.textContent = self.words["range"].format(
                lowest=self.result["lowest"], highest=self.result["highest"]
            )
            verdict.append(rest)

    def render_band(self, verdict):
        template = one('template[data-verdict="{}"]'.format(self.result["band"]))
        verdict.append(template.content.cloneNode(True))
        for row in document.querySelectorAll("#result-body .bands tr"):
            reached = row.getAttribute("data-band") == self.result["band"]
            row.setAttribute("aria-current", "true" if reached else "false")
        one("#verdict .verdict__score").textContent = self.words["score"].format(
            total=self.result["total"]
        )

    def render_items(self):
        improvements = self.result["improvements"]
        to_find_out = [row for row in improvements if self.is_unknown(row["answer"])]
        document.getElementById("to-find-out").hidden = not to_find_out
        document.getElementById("improve-lead").hidden = not improvements
        document.getElementById("improve-none").hidden = bool(improvements)
        fill("unknown-items", [self.unknown_item(row) for row in to_find_out])
        fill("improvements", [self.improvement(row) for row in improvements])

    def is_unknown(self, answer):
        """Whether an answer loses points: the one that says that nobody here knows."""
        (points,) = [row["points"] for row in self.catalog["answers"] if row["id"] == answer]
        return points < 0

    def unknown_item(self, row):
        """Whom to ask and what, for an item that nobody could answer."""
        return self.result_item(row, ("ask",))

    def improvement(self, row):
        """What to do about an item, today and after."""
        entry = self.result_item(row, ("today", "measures"))
        entry.querySelector(".results__answer").textContent = self.labels[row["answer"]]
        entry.querySelector(".results__gain").textContent = self.words["gain"].format(
            gain=row["gain"]
        )
        return entry

    def result_item(self, row, helps):
        """An entry of the result: its question, and copies of what the form says to help."""
        place = question(row["number"])
        entry = document.getElementById("result-item").content.cloneNode(True)
        for part in ("name", "text"):
            said = one(place + " .question__" + part).textContent
            entry.querySelector(".results__" + part).textContent = said
        back = entry.querySelector(".results__back")
        back.setAttribute("data-visit", str(row["number"]))
        back.textContent = self.words["back"].format(
            number=one(place + " .question__number").textContent
        )
        for help_name in helps:
            entry.querySelector(".results__helps").append(
                one(place + " .question__" + help_name).cloneNode(True)
            )
        terms = one(place + " .question__terms")
        if terms:
            entry.querySelector(".results__terms").append(terms.cloneNode(True))
        else:
            entry.querySelector(".results__terms").remove()
        return entry


def question(number):
    return "#question-{}".format(number)


def one(selector):
    return document.querySelector(selector)


def show_text(name, text):
    document.getElementById(name).textContent = str(text)


def announce(text):
    show_text("announcement", text)


def fill(name, entries):
    place = document.getElementById(name)
    place.replaceChildren()
    for entry in entries:
        place.append(entry)


form = Form()


@when("change", "#selfcheck")
def on_change(event):
    number = int(event.target.name[1:])
    form.take(form.numbers.index(number), event.target.value)


@when("keydown", "#selfcheck")
def on_key(event):
    fieldset = event.target.closest(".question")
    if not fieldset or event.ctrlKey or event.altKey or event.metaKey:
        return
    if event.key == "Enter" and event.target.matches("input"):
        event.preventDefault()
        form.go_on()
    elif event.key in form.keys:
        event.preventDefault()
        index = form.numbers.index(int(fieldset.getAttribute("data-number")))
        radio = form.radio(index, form.keys[event.key])
        radio.checked = True
        radio.focus()
        form.take(index, radio.value)


@when("submit", "#selfcheck")
def on_submit(event):
    event.preventDefault()


@when("click", "#next")
def on_next(_event):
    form.go_on()


@when("click", "#result")
def on_result(event):
    number = event.target.getAttribute("data-visit")
    if number:
        form.visit(form.numbers.index(int(number)))


@when("click", "#start-over")
def on_start_over(_event):
    document.getElementById("start-over-dialog").showModal()


@when("close", "#start-over-dialog")
def on_start_over_decided(event):
    if event.target.returnValue == "yes":
        form.clear()
    event.target.returnValue = ""


form.start()
document.documentElement.setAttribute("data-engine", "ready")
