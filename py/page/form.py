"""The form's page: hands the answers to the questionnaire and shows what comes back.

It holds the state in one object, and no sentence of its own: the words, the catalogue and the
measures stand in the page.
"""

import gc
import json
import os

from ideas import record
from js import document, window
from jsffi import create_proxy
from questionnaire import Questionnaire


def data(name):
    """Return the data that the page carries under the id `name`.

    The one place that loads: nothing is fetched for it, so that a page in a single
    file, with no address to fetch from, works alike.
    """
    return json.loads(document.getElementById(name).textContent)


# What stands beside a record that is no kept one, and after which no other is planned.
NOTHING = (None, None, "")


def beside(kept):
    """Return what stands beside a record in the tab.

    The kept record that it is, and what was last seen of that; the day of the next check.
    """
    name, seen = (kept.id, kept.seen) if type(kept.id) is str else (None, None)
    return name, seen, kept.day


class Form:
    """The answers of this tab, the record they belong to, and the page that shows them."""

    def __init__(self):
        # Answering needs the words of one section; the others come with the desk.
        self.questionnaire = Questionnaire(data("catalog"), {"app": data("words")})
        self.words = self.questionnaire.words["app"]
        self.site = data("record")["site"]
        self.numbers = self.questionnaire.numbers
        self.keys = {}
        for radio in document.querySelectorAll(question(self.numbers[0]) + " input"):
            self.keys[radio.getAttribute("data-key")] = radio.value
        self.record = record.blank(self.questionnaire, self.site)
        # The question last touched or led to; -1 after coming back: none yet.
        self.at = 0
        self.result = None
        # What the page shows, by place: only what changes is written, into what was found once.
        self.shown = {}
        self.places = {}
        self.unticked = set(self.numbers)
        # The questions that are shown as answered by the check before alone.
        self.carried = set()
        self.restored = False
        # What stands beside the record in the tab, as `beside` has it; and what of that is stored.
        self.bound = self.stored = NOTHING
        # Whether the record holds what isn't kept; as text, what the tab doesn't hold yet of it.
        self.unkept = False
        self.unstored = ""
        self.changed = lambda _text: None
        self.cleared = lambda: None
        self.afresh = lambda: None
        self.start_over = self.clear_alone
        self.warn = warn
        # Made once: each time a function crosses anew, JavaScript holds one more for good.
        self.follow = create_proxy(self.follow_up)

    def start(self):
        """Take over what the tab kept and what was clicked before Python was there.

        The page itself has brought back what it could (start.js): what stands there counts.
        """
        kept = window.selfcheck.read()
        self.bound = self.stored = beside(kept)
        if type(kept.text) is str:
            try:
                self.record = record.load(self.questionnaire, kept.text)
                self.restored = True
            except record.RecordError:
                window.selfcheck.setAside()
                self.bound = self.stored = NOTHING
                warn(self.words["unreadable"])
        chosen = []
        named = None
        for index, number in enumerate(self.numbers):
            radio = one(question(number) + " input:checked")
            chosen.append(radio.value if radio else None)
            if window.location.hash == question(number):
                named = index
        self.at = named if named is not None else -1 if any(chosen) else 0
        confirm_changed(self, chosen)
        record.put_answers(self.questionnaire, self.record, chosen)
        for button in ("next", "start-over"):
            document.getElementById(button).disabled = False
        self.count()
        if any(chosen):
            self.keep()
        self.render()

    def radio(self, index, answer):
        return one('{} input[value="{}"]'.format(question(self.numbers[index]), answer))

    def take(self, index, answer):
        """Record one answer and show its consequences; when they are seen, follow up."""
        number = self.numbers[index]
        self.record["answers"][str(number)] = answer
        record.confirm(self.record, number)
        if not self.record.get("date"):
            record.put(self.record, "date", window.selfcheck.today())
        self.at = index
        complete = self.result["band"]
        self.count()
        # Before anything is shown, so that a fault in showing loses nothing.
        self.unkept = True
        window.selfcheck.soon(self.follow)
        if number in self.carried:
            show_carried(self)
            announce(self.words["confirmed"].format(count=len(self.carried)))
        self.render_bar()
        if self.result["band"] and not complete:
            total = self.questionnaire.signed(self.result["total"])
            announce(self.words["complete"].format(items=len(self.numbers), total=total))

    def follow_up(self):
        """Keep the answers that were taken, unless they are kept, and show the rest of them."""
        if not self.unkept:
            return
        try:
            self.keep()
        finally:
            self.render_result()
            gc.collect()

    def count(self):
        self.result = self.questionnaire.result(self.record)

    def text(self):
        """The record as text: written by this version, with the total if every item counts."""
        record.sign(self.record, self.site, self.result)
        return record.dump(self.questionnaire, self.record)

    def keep(self, text=""):
        """Keep the record in the tab; one that is too long to be read again isn't written."""
        self.unkept = False
        text = text or self.text()
        if not record.fits(text):
            self.warn(self.words["too_long"])
            return
        self.unstored = text
        try:
            # What the tab last saw of a kept record stands beside it: so the device comes first.
            self.changed(text)
        finally:
            self.settle()

    def settle(self):
        """Put the record and what it is bound to into the tab, in one value, if that is news."""
        text, self.unstored = self.unstored, ""
        if not text and self.bound != self.stored:
            text = self.text()
        if text and record.fits(text):
            self.stored = self.bound
            name, seen, day = self.bound
            if window.selfcheck.write(text, name or "", seen or "", day) is not True:
                self.warn(self.words["not_kept"])

    def open(self, opened, text=""):
        """Show another record in place of this one: readable, and kept as `text`, if given."""
        self.record = opened
        self.at = -1
        one("#selfcheck").reset()
        for index, answer in enumerate(record.answers(self.questionnaire, opened)):
            if answer:
                self.radio(index, answer).checked = True
        window.selfcheck.fold()
        self.count()
        self.keep(text)
        self.render()

    def clear_alone(self):
        """Clear everything where nobody offers a way back yet: the desk isn't there."""
        announce(self.words["cleared"] if self.clear() else "")

    def clear(self):
        """Empty the record of this tab; return whether the browser kept nothing of it."""
        self.record = record.blank(self.questionnaire, self.site)
        self.at = 0
        self.unkept = False
        self.cleared()
        self.bound = self.stored = NOTHING
        window.selfcheck.clear()
        gone = type(window.selfcheck.read().text) is not str
        one("#selfcheck").reset()
        self.count()
        self.render()
        window.selfcheck.go("form")
        one("#selfcheck input").focus()
        warn("" if gone else self.words["not_cleared"])
        return gone

    def go_on(self):
        """Lead to the next question to answer, or to confirm, after the last one touched.

        What is answered above it is folded. If there is none, lead to the result.
        """
        open_items = self.result["unanswered"]
        later = later_ones(self)
        if later or open_items:
            self.visit(self.numbers.index((later or open_items)[0]), folding=True)
        else:
            window.selfcheck.go("result")

    def visit(self, index, folding=False):
        self.at = index
        window.selfcheck.lead(question(self.numbers[index]), folding)
        show_way(self)

    def render(self):
        show_carried(self)
        self.render_bar()
        self.render_result()

    def render_bar(self):
        """Show what stands below the questions."""
        result, signed = self.result, self.questionnaire.signed
        self.write("#total", signed(result["total"]))
        self.write("#answered", str(result["answered"]))
        self.write("[data-answered]", str(result["answered"] or ""))
        for subtotal in result["subtotals"]:
            self.write("#subtotal-" + subtotal["id"].lower(), signed(subtotal["points"]))
        show_ticks(self)
        show_way(self)

    def render_result(self):
        """Show what stands in the view of the result."""
        signed = self.questionnaire.signed
        self.write("[data-total]", signed(self.result["total"]))
        for subtotal in self.result["subtotals"]:
            self.write('[data-subtotal="{}"]'.format(subtotal["id"]), signed(subtotal["points"]))
        show_missing(self)
        self.render_band()

    def changes(self, place, shown):
        """Whether a place of the page showed anything else until now."""
        changed = self.shown.get(place) != shown
        self.shown[place] = shown
        return changed

    def place(self, selector):
        """Return an element that stands as long as the page does."""
        if selector not in self.places:
            self.places[selector] = one(selector)
        return self.places[selector]

    def write(self, selector, text):
        place = self.place(selector)
        if selector not in self.shown:
            self.shown[selector] = place.textContent
        if self.changes(selector, text):
            place.textContent = text

    def render_band(self):
        band = self.result["band"]
        if band:
            self.write("#score", self.questionnaire.signed(self.result["total"]))
            mark = self.place("#result .ruler__mark")
            x = max(self.result["total"], 0) * float(mark.getAttribute("data-unit"))
            mark.setAttribute("x", "{:.2f}%".format(x))
        if self.changes("band", band):
            one("#unfinished").hidden = band is not None
            one("#finished").hidden = one("#result-body").hidden = band is None
            if band:
                one("#verdict").setAttribute("data-band", band)
                template = one('template[data-verdict="{}"]'.format(band))
                one("#said").replaceChildren(template.content.cloneNode(True))
            else:
                one("#verdict").removeAttribute("data-band")
            for row in document.querySelectorAll("#result :is(g, tr)[data-band]"):
                reached = row.getAttribute("data-band") == band
                row.setAttribute("aria-current", "true" if reached else "false")


def show_ticks(form):
    """Show in the bar which questions are answered."""
    unticked = set(form.result["unanswered"])
    for number in unticked ^ form.unticked:
        tick = form.place('[data-tick="{}"]'.format(number))
        tick.toggleAttribute("data-done", number not in unticked)
    form.unticked = unticked


def show_missing(form):
    """Show in the view of the result how many questions are left."""
    result = form.result
    if result["unanswered"]:
        count = len(result["unanswered"])
        form.write("#remaining", form.words["remaining"].format(count=count))
        form.write("#go-on", form.words["go_on" if result["answered"] else "begin"])
        form.place("#go-on").hidden = False


def confirm_changed(form, chosen):
    """Take for answers of this check those that differ from the record's, as they are chosen.

    The page has shown by itself which are still those of the check before (tab.js).
    """
    form.carried = set(record.carried(form.record))
    for number in form.carried:
        if chosen[form.numbers.index(number)] != form.record["answers"][str(number)]:
            record.confirm(form.record, number)


def later_ones(form):
    """Return the numbers of the questions to answer, or else to confirm, after the last touched."""
    numbers = form.result["unanswered"] or sorted(form.carried)
    return [number for number in numbers if form.numbers.index(number) > form.at]


def show_carried(form):
    """Show at the questions which answers are still those of the check before."""
    carried = set(record.carried(form.record))
    for number in carried ^ form.carried:
        window.selfcheck.carry(question(number), number in carried)
    form.carried = carried


def show_way(form):
    """Show what the one button of the bar does: it passes over, goes on, or ends."""
    unanswered = form.result["unanswered"]
    way = "next" if unanswered or (form.carried and later_ones(form)) else "done"
    if form.at >= 0 and form.numbers[form.at] in unanswered:
        way = "later"
    if form.changes("next", way):
        button = form.place("#next")
        button.textContent = button.getAttribute("data-" + way)
        button.setAttribute("data-variant", "quiet" if way == "later" else "main")


def question(number):
    return "#question-{}".format(number)


def one(selector):
    return document.querySelector(selector)


def show_text(name, text):
    document.getElementById(name).textContent = str(text)


def warn(text):
    one(".notice").setAttribute("data-kind", "warning" if text else "")
    document.getElementById("notice-actions").replaceChildren()
    show_text("notice", text)
    announce(text)


def announce(text):
    show_text("announcement", text)


# What a key is called whose place on the keyboard alone is known, beside letters and digits.
PLACES = {"Minus": "-", "Subtract": "-"}
UNSAID = ("Process", "Unidentified")
# The sign itself, and what an input method for Japanese makes of its key.
MINUS = ("−", "ー")

# Left to itself, MicroPython looks for what nobody uses any more whenever 16 KB were taken: within
# nearly every click, and with a thousand records at hand for most of the time. Here it does so when
# a click is done with, and after each megabyte.
gc.threshold(1000000)

form = Form()


def heard(kind, selector):
    """Have a function told of each event of a kind at an element."""

    def hear(function):
        one(selector).addEventListener(kind, create_proxy(function))
        return function

    return hear


@heard("change", "#selfcheck")
def on_change(event):
    target = event.target
    number = int(target.name[1:])
    form.take(form.numbers.index(number), target.value)


@heard("click", "#selfcheck")
def on_click(event):
    """An answer that is chosen again is confirmed; one that is new comes with its change."""
    # What has a name in the form is a radio.
    name = getattr(event.target, "name", None)
    if name:
        number, answer = name[1:], event.target.value
        if form.record["answers"].get(number) == answer:
            form.take(form.numbers.index(int(number)), answer)


def pressed(event):
    """Return what was pressed as the page names it, though an input method may be on.

    It makes full-width forms of keys, or keeps to itself which one it was; the place of the key
    on the keyboard remains.
    """
    key = event.key
    if key in UNSAID and not event.shiftKey:
        code = event.code
        for beginning in ("Digit", "Numpad"):
            if code.startswith(beginning):
                code = code[len(beginning) :]
        key = PLACES.get(code, code)
    if len(key) == 1 and "！" <= key <= "～":
        key = chr(ord(key) - ord("！") + ord("!"))
    return "-" if key in MINUS else key


@heard("keydown", "#selfcheck")
def on_key(event):
    fieldset = event.target.closest(".question")
    if not fieldset or event.ctrlKey or event.altKey or event.metaKey:
        return
    key = pressed(event)
    number = int(fieldset.getAttribute("data-number"))
    index = form.numbers.index(number)
    if key == "Enter" and event.target.matches("input"):
        event.preventDefault()
        if number in form.carried and event.target.checked:
            form.take(index, event.target.value)
        form.go_on()
    elif key == " " and event.target.matches("[type=radio]:checked"):
        # Not every browser makes a click of it.
        event.preventDefault()
        event.target.click()
    elif key in form.keys:
        event.preventDefault()
        radio = form.radio(index, form.keys[key])
        radio.checked = True
        radio.focus()
        form.take(index, radio.value)


@heard("submit", "#selfcheck")
def on_submit(event):
    event.preventDefault()


@heard("click", "#next")
def on_next(_event):
    form.go_on()


@heard("click", "#go-on")
def on_go_on(_event):
    window.selfcheck.go("form")
    form.go_on()


@heard("click", "#start-over")
def on_start_over(_event):
    document.getElementById("start-over-dialog").showModal()


@heard("close", "#start-over-dialog")
def on_start_over_decided(event):
    if event.target.returnValue == "yes":
        form.start_over()
    event.target.returnValue = ""


@heard("erase", "#selfcheck")
def on_erase(_event):
    """All that this site left is about to be erased (start.js)."""
    form.unkept = False
    form.afresh()
    form.clear()


def start():
    """Answering can begin; have what it doesn't need fetched."""
    form.start()
    document.documentElement.setAttribute("data-engine", "ready")
    window.selfcheck.fetchRest(arriving)


def arriving(modules):
    """Put what answering doesn't need beside this, each with its name (modules.py), and start it.

    Return what does one step of that, and returns whether there is another.
    """
    steps = _arriving(modules)
    return lambda: next(steps)


def _arriving(modules):
    names = []
    for part in modules:
        yield True
        name, _, text = part.partition("\n")
        names.append(name)
        folder = name.rpartition("/")[0]
        if folder and folder not in os.listdir():
            os.mkdir(folder)
        with open(name, "w") as file:
            file.write(text)
    for name in names:
        yield True
        # A package starts with the first of its modules.
        if name.endswith(".py") and not name.endswith("__init__.py"):
            __import__(name[: -len(".py")].replace("/", "."))
    from page import device  # noqa: PLC0415, it wasn't there before

    yield True
    device.connect(form)
    yield False
