"""A person at the form, and somebody who watches what the page does unseen."""

import base64
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

from axe_playwright_python.sync_playwright import Axe
from built import questionnaire
from desk import shown
from ideas import record
from playwright.sync_api import Error

from tools.browsers import launch_arguments

QUESTIONNAIRE = questionnaire()
VIEWS = [view.name for view in shown.VIEWS if not view.single]
AXE = Axe.from_file(Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js")
# Nobody reads how it would find again what it finds nothing wrong with, and that takes longest.
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Over BiDi a stock Firefox tells nobody of downloads: the click that would save is noted instead.
CATCH_SAVES = """{
    window.saves = []
    const blobs = new Map()
    const create = URL.createObjectURL
    URL.createObjectURL = blob => {
        const address = create.call(URL, blob)
        blobs.set(address, blob)
        return address
    }
    HTMLAnchorElement.prototype.click = async function () {
        const bytes = new Uint8Array(await blobs.get(this.href).arrayBuffer())
        const characters = Array.from(bytes, byte => String.fromCharCode(byte))
        saves.push([this.download, btoa(characters.join(''))])
    }
}"""

# What is left for after the next frame is done; a page that may not draw yet is left alone.
NEXT_FRAME = """() => new Promise(drawn => {
    const [frame, timeout] = window.untouched ?? [requestAnimationFrame, setTimeout]
    frame(() => timeout(() => drawn(true)))
    timeout(() => drawn(true), 1000)
})"""
# Opens what somebody would click to see an element, and the first thing that unfolds in it.
UNFOLD = """element => {
    const inner = element.querySelector('details')
    if (inner) inner.open = true
    for (let at = element; at; at = at.parentElement?.closest('details')) at.open = true
}"""
# How far what was seen moved, though nobody did anything, is what `moved()` returns then.
SHIFTS = """(() => {
    let moved = 0
    const add = ({value, hadRecentInput}) => { if (!hadRecentInput) moved += value }
    const watch = new PerformanceObserver(list => list.getEntries().forEach(add))
    watch.observe({type: 'layout-shift', buffered: true})
    window.moved = () => { watch.takeRecords().forEach(add); return moved }
})()"""


def see_next_frame(page):
    """Wait until what is left for after the next frame is done."""
    # The page may be closed by now, or on its way to another that doesn't come.
    with suppress(Error):
        page.wait_for_function(NEXT_FRAME, timeout=3000)


class Watch:
    """What goes wrong in a page without being seen: errors, violations, foreign requests."""

    def __init__(self, page, origin):
        self.errors = []
        self.foreign = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self.hear)
        page.on("request", lambda request: self.look(request.url, origin))

    def hear(self, message):
        # A browser asks for the icon of what isn't a page of ours, and finds none.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.errors.append(message.text)

    def look(self, url, origin):
        if not url.startswith((origin, "data:", "blob:", "about:")):
            self.foreign.append(url)


class Form:
    """The form as a person meets it."""

    def __init__(self, page, site):
        self.page = page
        self.site = site
        browser = page.context.browser.browser_type
        self.tells_of_downloads = launch_arguments(browser).get("channel") != "moz-firefox"
        if not self.tells_of_downloads:
            page.add_init_script(CATCH_SAVES)

    def open(self, fragment=""):
        self.page.goto(self.site.form + fragment)
        return self.ready()

    def open_with(self, text):
        """Open the form where the tab has kept a text as its record."""
        self.page.goto(self.site.elsewhere)
        if self.site.elsewhere == self.site.form:
            self.ready().quiet()
        self.page.evaluate("text => sessionStorage.setItem('selfcheck5.record', text)", text)
        return self.open()

    def ready(self):
        self.page.wait_for_selector("html[data-engine=ready]")
        return self

    def quiet(self):
        """Wait until the page asks for nothing any more; all its views are there then."""
        self.page.wait_for_selector("html[data-network=quiet]")
        assert "ready" == self.page.locator("html").get_attribute("data-desk")
        return self

    def go(self, view):
        """Follow the link to a view; to a place within another, by way of that one's tab."""
        self.quiet()
        link = self.page.locator(f'.views a[href="#{view}"]')
        if not link.is_visible():
            self.go(shown.of(view).within)
        link.click()
        self.page.locator(f"#{view}").wait_for()
        return self

    @property
    def view(self):
        """The one view that is shown."""
        (shown,) = [one for one in self.page.locator(".view").all() if one.is_visible()]
        return shown.get_attribute("id")

    def question(self, number):
        return self.page.locator(f"#question-{number}")

    def radio(self, number, answer):
        return self.page.locator(f'input[name="q{number}"][value="{answer}"]')

    def answer(self, number, answer):
        """Click the words beside the radio, as people do, where the question is folded open it."""
        if self.folded(number):
            self.reopen(number)
        self.question(number).locator("label", has=self.radio(number, answer)).click()

    def row(self, number):
        """The button that a question is folded into."""
        return self.page.locator(f".folded [aria-controls=question-{number}]")

    def folded(self, number):
        return self.question(number).evaluate("question => Boolean(question.hidden)")

    def reopen(self, number):
        """Press the row of a question, and before it that of its part, where that is folded."""
        if self.row(number).is_hidden():
            self.page.locator(".part", has=self.question(number)).locator("h2 > button").click()
        self.row(number).click()

    def answer_all(self, answers):
        """Click one radio per item, in one go."""
        self.page.evaluate(
            """answers => answers.forEach((answer, index) => {
                if (answer) {
                    document.querySelector(`input[name=q${index + 1}][value=${answer}]`).click()
                }
            })""",
            answers,
        )
        see_next_frame(self.page)

    def start_over(self):
        """Clear every answer, and wait: a dialog tells of its closing in a task of its own."""
        self.go("records").page.get_by_role("button", name="最初からやり直す").click()
        self.page.get_by_role("button", name="回答を消す").click()
        self.page.locator("#question-1 input:focus").wait_for()

    def answers(self):
        """What the radios say: one id or None per item."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.question')].map(question =>
                question.querySelector('input:checked')?.value ?? null)"""
        )

    def outputs(self):
        """The numbers below the questions: how many are answered, and the sums."""
        names = ["answered", "total", "subtotal-a", "subtotal-b", "subtotal-c"]
        shown = self.page.evaluate(
            "names => names.map(name => document.getElementById(name).textContent)", names
        )
        return [int(number.replace("−", "-")) for number in shown]

    @property
    def band(self):
        """The band that the result shows when what a click left for the next frame is done."""
        return self.page.evaluate(
            "window.selfcheck?.read(), document.getElementById('verdict').dataset.band ?? null"
        )

    def plan(self):
        """The items to improve, first steps and what waits behind them, as [name, answer, gain]."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('#desk-result .results__item')].map(item =>
                ['.results__name', '.results__answer', '.results__gain'].map(part =>
                    item.querySelector(part).textContent.replace(/\\s+/g, ' ').trim()))"""
        )

    def unfold_view(self):
        """Open all that is folded in the view that is shown."""
        self.page.locator(f"#{self.view} details").evaluate_all(
            "all => all.forEach(one => { one.open = true })"
        )
        return self

    def planned(self, number):
        """The entry of an item, unfolded, with all that it is folded into."""
        entry = self.page.locator("#desk-result .results__item").filter(
            has=self.page.locator(f"#plan-{number}-name")
        )
        entry.evaluate(UNFOLD)
        return entry

    def write(self, number, **written):
        """Open the fields of an item in the plan; write and close them, if there is something."""
        self.planned(number).get_by_role("button", name="担当・期限・メモを書く").click()
        return self.fill_dialog(written)

    def fill_dialog(self, fields):
        """Write in the fields of the dialog that is open, and close it, if there is something."""
        for field, value in fields.items():
            self.page.locator(f"#writing-{field}").fill(value)
        if fields:
            self.page.locator("#writing").get_by_role("button", name="閉じる").click()
            self.page.locator("#writing").wait_for(state="hidden")
        return self

    def prove(self, number, **written):
        """Open from a question the fields of how its answer was checked; write and close them."""
        if self.folded(number):
            self.reopen(number)
        self.unfold(self.question(number).locator("[data-of=proof]")).click()
        self.page.locator("#writing[open]").wait_for()
        return self.fill_dialog(written)

    def carried(self):
        """The numbers of the questions that are marked as answered by the check before alone."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.question:has(.carried)')].map(question =>
                Number(question.dataset.number))"""
        )

    def written(self, number):
        """What the entry of an item in the plan shows as written: {field: text}."""
        shown = self.planned(number).locator("dd[data-field]").all()
        return {one.get_attribute("data-field"): one.text_content() for one in shown}

    def tick(self, number):
        """The box to tick of an item in the plan."""
        return self.planned(number).get_by_role("checkbox", name="済んだ")

    def table(self, caption):
        """The cells of the body of a table in the view that is shown, row by row."""
        return self.page.evaluate(
            """([view, caption]) => {
                const tables = [...document.querySelectorAll(`#${view} table`)]
                const table = tables.find(one => one.caption?.textContent === caption)
                return [...table.tBodies].flatMap(body => [...body.rows]).map(row =>
                    [...row.cells].map(cell =>
                        (cell.querySelector('.column__value') ?? cell).textContent.trim()))
            }""",
            [self.view, caption],
        )

    def give(self, *files):
        """Choose files (name, text or bytes) in the view that is shown, as with a file dialog."""
        self.dismiss()
        self.page.locator(f"#desk-{self.view} input[type=file]").set_input_files(
            [
                {
                    "name": name,
                    "mimeType": "application/json",
                    "buffer": content if isinstance(content, bytes) else content.encode("utf-8"),
                }
                for name, content in files
            ]
        )
        self.files_are_in()

    def files_are_in(self):
        """Wait until every file is read, or one asks for its passphrase."""
        self.all_read().or_(self.page.locator("#ask[open]")).first.wait_for()

    def all_read(self):
        """What is said when every file is read or refused."""
        return self.page.locator("#notice", has_text="件を読み込みました")

    def give_and_open(self, file):
        """Choose one file, and open its record."""
        self.go("records").give(file)
        self.page.locator("[data-action=open]").last.click()
        self.page.locator("#result").wait_for()

    def drop(self, *files):
        """Drop files (name, text or bytes) anywhere on the page."""
        self.dismiss()
        contents = [
            [name, base64.b64encode(content if isinstance(content, bytes) else content.encode())]
            for name, content in files
        ]
        carried = self.page.evaluate_handle(
            """contents => {
                const carried = new DataTransfer()
                for (const [name, content] of contents) {
                    const bytes = Uint8Array.from(atob(content), one => one.charCodeAt(0))
                    carried.items.add(new File([bytes], name))
                }
                return carried
            }""",
            [[name, content.decode()] for name, content in contents],
        )
        self.page.dispatch_event("h1", "drop", {"dataTransfer": carried})
        self.files_are_in()

    @contextmanager
    def saving(self):
        """What is saved within the block has its `name` and its `content` afterwards."""
        saved = SimpleNamespace()
        if self.tells_of_downloads:
            with self.page.expect_download() as download:
                yield saved
            saved.name = download.value.suggested_filename
            saved.content = Path(download.value.path()).read_bytes()
        else:
            before = self.page.evaluate("saves.length")
            yield saved
            self.page.wait_for_function("before => saves.length > before", arg=before)
            saved.name, content = self.page.evaluate("saves.at(-1)")
            saved.content = base64.b64decode(content)

    def unfold(self, control):
        """Open what a control is folded in, and return it."""
        control.evaluate(
            """control => {
                let around = control
                while ((around = around.parentElement?.closest("details"))) around.open = true
            }"""
        )
        return control

    def button(self, name, within=None):
        """The first button of that name in the view that is shown, unfolded if it's folded away."""
        within = within or self.page.locator(f"#{self.view}")
        return self.unfold(within.get_by_role("button", name=name, include_hidden=True).first)

    def save(self, button):
        """Press a button, or the first of that name; return the name and content of the file."""
        if isinstance(button, str):
            button = self.button(button)
        with self.saving() as saved:
            self.unfold(button).click()
        return saved.name, saved.content

    def decide(self, name):
        """Press a button of the dialog."""
        self.page.locator("dialog[open]").get_by_role("button", name=name, exact=True).click()
        return self

    def name(self, **names):
        """Say in the result whose check it is."""
        self.go("result").page.locator("#about").evaluate(UNFOLD)
        for field, value in names.items():
            self.page.locator(f"#about-{field}").fill(value)
        self.page.keyboard.press("Tab")
        return self

    def keep(self):
        """Keep the record on the device."""
        self.go("records").page.get_by_label("この端末に残す").check()
        return self

    def listed(self):
        """The records in the list, as [name, where it is]; what can't be read, as [why]."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('#desk-records .record')].map(row =>
                [...row.querySelectorAll('p:first-child b, .record__origin')].map(part =>
                    part.textContent)
                .concat(row.querySelector('b') ? [] : [row.querySelector('p').textContent]))"""
        )

    def kept(self):
        """The texts of the records that the device keeps, in no order that matters."""
        prefix = "selfcheck5.kept."
        found = self.page.evaluate("({...localStorage})")
        return sorted(text for key, text in found.items() if key.startswith(prefix))

    def sees(self, text):
        """Wait until the device keeps a text where this tab looks: other tabs see it later."""
        self.page.wait_for_function(
            "text => Object.values(localStorage).some(kept => kept.includes(text))", arg=text
        )
        return self

    def dismiss(self):
        """Close the notice, if there is one."""
        close = self.page.locator("#notice-close")
        if close.is_visible():
            close.click()

    def notice(self):
        """What the notice says when what a click left for the next frame is done."""
        return self.page.evaluate(
            "window.selfcheck?.read(), document.getElementById('notice').innerText"
        )

    def hears(self, text):
        """Wait until the notice says something."""
        self.page.locator("#notice", has_text=text).wait_for()
        return self

    def fits(self):
        """Whether nothing scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )

    def stored(self):
        """Everything that the browser keeps for this tab and this origin."""
        return self.page.evaluate("window.selfcheck?.read(), {...sessionStorage, ...localStorage}")


def file_of(answers, **named):
    """The text of a record's file."""
    made = record.blank(QUESTIONNAIRE, "1.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    for field, value in named.items():
        record.put(made, field, value)
    return record.dump(QUESTIONNAIRE, made)


def catch_copies(page):
    """Have what is copied put into `copied`, unless `refuse` is set."""
    page.evaluate(
        """Object.defineProperty(navigator, 'clipboard', {value: {
            writeText: async text => {
                if (window.refuse) throw new Error('refused')
                window.copied = text
            }
        }})"""
    )


# What each hold of a test has collected: one that holds nothing fails it (conftest.py).
HOLDS = []


def hold(page, pattern):
    """Hold back every request that matches, and return the list that collects them."""
    held = []
    HOLDS.append(held)

    def keep(route):
        held.append(route)

    page.route(pattern, keep)
    return held


def hold_copies(page):
    """Have the browser look at what it keeps of the site only once the page calls look()."""
    page.add_init_script(
        """{
            const {keys} = CacheStorage.prototype
            const looked = new Promise(resolve => { globalThis.look = resolve })
            CacheStorage.prototype.keys = function () { return looked.then(() => keys.call(this)) }
        }"""
    )


def choose(page, scheme):
    """Have the page open in the light or dark look, in whatever browser."""
    name = {"light": "default", "dark": "slate"}[scheme]
    page.add_init_script(f"localStorage.setItem('selfcheck5.scheme', '{name}')")


def inaccessible(page):
    """What axe finds in a page: the rules, each with the first elements that break it."""
    page.evaluate(AXE.axe_script)
    found = page.evaluate("options => axe.run(options).then(all => all.violations)", WCAG)
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]


def assert_accessible(page):
    assert [] == inaccessible(page)
