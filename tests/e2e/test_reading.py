"""What a screen reader says on the whole way, as a simulation has it. Slow, but for the reading.

The transcripts stand in transcript/, to be read by somebody when they change. This writes them:

    .venv/bin/python -m pytest -m audit --browser chromium tests/e2e/test_reading.py --renew
"""

import re
from functools import partial
from pathlib import Path

import pytest
from people import Form
from sheets import sheet

KEPT = Path(__file__).parent / "transcript"
AUDIT = Path(__file__).parents[1] / "audit"
READER = AUDIT / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
FIRST = 3
# What changes with the day or the version, and nobody has to hear again.
PASSING = {
    r"\d{4}-\d\d-\d\d": "YYYY-MM-DD",
    r"\d{4}年\d{1,2}月\d{1,2}日": "YYYY年M月D日",
    r"\d+\.\d+\.\d+": "X.Y.Z",
}
# Said by the simulation at each turn, and by no screen reader that is set as usual.
CHATTER = re.compile("end(?: of|,) .*|paragraph|strong|generic|group|")
# A longer announcement nobody hears to its end.
LONGEST = 120
ANNOUNCED = re.compile("(?:polite|assertive): (.*)")
NAMELESS = re.compile("button|link|checkbox|radio|textbox|combobox|img|dialog|heading")


@pytest.fixture
def reader(page, browser_name):
    """Have the page read, from the next opening on; return what reads it."""
    if browser_name != "chromium":
        pytest.skip("the simulation hears the same everywhere: Chromium is enough")
    assert READER.is_file(), "tests/audit isn't installed: `dev.py audit` does that"
    module = READER.read_text(encoding="utf-8")
    names = re.search(r"export\{[\w$]+ as Virtual,([\w$]+) as virtual\};", module)
    program = f"{module[: names.start()]};globalThis.virtual = {names[1]};"
    ours = (AUDIT / "read.js").read_text(encoding="utf-8")
    return Reader(page, [program, ours])


class Reader:
    """Somebody who has the page read, and notes it."""

    def __init__(self, page, programs):
        self.page = page
        self.programs = programs
        self.lines = []

    def begin(self):
        """Start on a page that was just opened; what is evaluated no policy forbids."""
        for program in self.programs:
            self.page.evaluate(f"(() => {{{program}\n}})()")

    def read(self, place, until=None):
        self.note(self.page.evaluate("given => read(...given)", [place, until]))

    def hear(self, deed, act):
        """Do something, and note what is announced, and where that leaves the focus."""
        self.lines.append(f"> {deed}")
        self.page.evaluate("listen()")
        act()
        self.page.wait_for_timeout(500)
        self.note(self.page.evaluate("heard()"))

    def note(self, said):
        for phrase in said:
            line = re.sub(r"\s+", " ", phrase).strip()
            for pattern, put in PASSING.items():
                line = re.sub(pattern, put, line)
            if not CHATTER.fullmatch(line):
                self.lines.append(line)

    def told(self):
        told, self.lines = self.lines, []
        return "\n".join(told) + "\n"


def walked(reader, page, site):
    """Go the whole way and return what was said at each station, by name."""
    told = {}
    page.goto(site.url)
    reader.begin()
    reader.read("body")
    told["home"] = reader.told()
    form = Form(page, site).open().quiet()
    reader.begin()
    reader.read("body", f"[name=q{FIRST + 1}]")
    for number, answer in enumerate(MIXED[:FIRST], start=1):
        act = partial(form.answer, number, answer)
        reader.hear(f"q{number}: {answer}", act)
    last = len(MIXED)
    reader.hear("all but the last", lambda: form.answer_all([*MIXED[:-1], None]))
    reader.hear(f"q{last}: {MIXED[-1]}", lambda: form.answer_all([*[None] * (last - 1), MIXED[-1]]))
    told["form"] = reader.told()
    for view in ("result", "records"):
        reader.hear(f"#{view}", partial(form.go, view))
        reader.read(f"#{view}")
        if view == "records":
            reader.hear("keep", form.keep)
        told[view] = reader.told()
    return told


@pytest.mark.audit
def test_the_way_is_read_as_it_was(reader, page, site, watch, request):
    """From home to the records, a screen reader says what somebody read in the transcripts."""
    told = walked(reader, page, site)
    if request.config.getoption("renew"):
        KEPT.mkdir(exist_ok=True)
        for name, text in told.items():
            (KEPT / f"{name}.txt").write_text(text, encoding="utf-8")

    assert sorted(told) == sorted(path.stem for path in KEPT.glob("*.txt"))
    for name, text in told.items():
        assert (KEPT / f"{name}.txt").read_text(encoding="utf-8").split("\n") == text.split("\n")


def lines(name):
    return (KEPT / f"{name}.txt").read_text(encoding="utf-8").splitlines()


STATIONS = ["home", "form", "result", "records"]


@pytest.mark.parametrize("name", STATIONS)
def test_everything_has_a_name(name):
    """No line of a transcript is a control, picture, dialog or heading without a name."""
    assert [] == [line for line in lines(name) if NAMELESS.fullmatch(line)]


@pytest.mark.parametrize("name", STATIONS)
def test_nothing_is_garbled(name):
    """Nothing is read that a program should have filled in."""
    assert [] == [line for line in lines(name) if re.search(r"undefined|null|NaN|[{}]", line)]


@pytest.mark.parametrize("name", STATIONS)
def test_what_is_announced_is_short_and_said_once(name):
    """Between two deeds, each announcement is short, and none is made twice."""
    for part in "\n".join(lines(name)).split("\n> "):
        said = ANNOUNCED.findall(part)
        assert sorted(set(said)) == sorted(said)
        assert [] == [one for one in said if len(one) > LONGEST]


def test_a_question_comes_with_its_answers():
    """Each question is named when its answers are reached, and the answers say which is chosen."""
    told = "\n".join(lines("form"))
    groups = [part for part in told.split("\ngroup, ")[1:] if "\nradio, " in part]
    chosen = re.findall("^focus: radio, (.*)", told, re.MULTILINE)

    assert FIRST == len([one for one in groups if one.split(" ")[0].isdigit()][:FIRST])
    assert [] == [one for one in re.findall("\nradio, .*", told) if ", not checked, " not in one]
    assert FIRST <= len([one for one in chosen if one.endswith(", checked")])
