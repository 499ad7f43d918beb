"""The page of papers, and the view in the single file: the only Python that touches it."""

import json

from js import document, window
from making.handing import Handing
from making.host import Host
from making.room import Making
from page.shared import Shared, hearing
from questionnaire import Questionnaire

# What craft.js and the other scripts do under the same name.
DEVICE = "fill print refuse show stamp take withdraw".split()
CRAFT = "ask copyText editable enter guard word".split()


class Craft:
    """What papers alone ask of the browser; craft.js does it."""

    def __init__(self, craft):
        for name in CRAFT:
            setattr(self, name, getattr(craft, name))


class Page(Shared):
    """What a Host asks of the browser."""

    def __init__(self, device):
        Shared.__init__(self, device, DEVICE + CRAFT)
        held = window.selfcheck.read()
        bound = (held.id, held.seen) if type(held.id) is str else (None, None)
        # The day of the next check stands beside it, too, and stays.
        self.binding = bound + (held.day,)

    def held(self):
        """Return what the tab holds: {text, given}, the text None where it holds none."""
        text = window.selfcheck.read().text
        given = json.loads(window.selfcheck.given())
        return {"text": text if type(text) is str else None, "given": given}

    def hold(self, text):
        name, seen, day = self.binding
        return window.selfcheck.write(text, name or "", seen or "", day) is True

    def bound(self):
        return self.binding[:2]

    def bind(self, name, text):
        self.binding = (name, text, self.binding[2])


def data(name):
    return json.loads(document.getElementById(name).textContent)


def start():
    """Put a host behind the page of papers."""
    with open("texts.json") as file:
        texts = json.load(file)
    questionnaire = Questionnaire(data("catalog"), texts)
    device = window.selfcheck.device
    host = Host(questionnaire, data("record")["site"], Page(device))

    def receive(message):
        try:
            host.receive(message)
        except Exception as error:
            # A fault of ours in one act must not take the others along.
            window.console.error("selfcheck: " + repr(error))
            host.talk.warn("trouble")

    device.connected(hearing(receive))
    device.arrive()
    document.documentElement.setAttribute("data-engine", "ready")


def join(desk, hear):
    """Have the form's desk do what is asked for in the single file's view of papers."""
    form, page = desk.form, desk.page
    form.readable = True
    craft = window.selfcheck.papers.craft(hear, page.device.moveOn)
    making = Making(form, page, Craft(craft), desk.work.talk)
    desk.rooms += (making, Handing(making))
    craft.arrive()
