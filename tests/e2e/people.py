"""A person at the form, and somebody who watches what the page does unseen."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

AXE = Axe.from_file(Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Watch:
    """What goes wrong in a page without being seen: errors, violations, foreign requests."""

    def __init__(self, page, origin):
        self.errors = []
        self.foreign = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self.hear)
        page.on("request", lambda request: self.look(request.url, origin))

    def hear(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def look(self, url, origin):
        if not url.startswith((origin, "data:", "blob:", "about:")):
            self.foreign.append(url)


class Form:
    """The form as a person meets it."""

    def __init__(self, page, site):
        self.page = page
        self.site = site

    def open(self):
        self.page.goto(self.site.url + "diagnose/")
        return self.ready()

    def ready(self):
        self.page.wait_for_selector("html[data-engine=ready]")
        return self

    def quiet(self):
        """Wait until the page asks for nothing any more; all its views are there then."""
        self.page.wait_for_selector("html[data-network=quiet]")
        assert "ready" == self.page.locator("html").get_attribute("data-desk")
        return self

    def go(self, view):
        """Follow the link to a view."""
        self.quiet()
        self.page.locator(f'.views a[href="#{view}"]').click()
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
        """Click the words beside the radio, as people do."""
        self.question(number).locator("label", has=self.radio(number, answer)).click()

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

    def answers(self):
        """What the radios say: one id or None per item."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.question')].map(question =>
                question.querySelector('input:checked')?.value ?? null)"""
        )

    def outputs(self):
        """The numbers that stand in the bar."""
        names = ("answered", "total", "subtotal-a", "subtotal-b", "subtotal-c")
        return [int(self.page.locator(f"#{name}").text_content()) for name in names]

    @property
    def band(self):
        return self.page.locator("#verdict").get_attribute("data-band")

    def plan(self):
        """The items of the plan, as [name, answer, gain]."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('#desk-result ol.results > li')].map(item =>
                ['.results__name', '.results__answer', '.results__gain'].map(part =>
                    item.querySelector(part).textContent.replace(/\\s+/g, ' ').trim()))"""
        )

    def give(self, *files):
        """Choose files (name, text or bytes) in the view that is shown, as with a file dialog."""
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
        self.page.get_by_text("読み込めなかったファイル：").wait_for()

    def notice(self):
        return self.page.locator("#notice").inner_text()

    def fits(self):
        """Whether nothing scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )

    def stored(self):
        """Everything that the browser keeps for this tab and this origin."""
        return self.page.evaluate("({...sessionStorage, ...localStorage})")


def hold(page, pattern):
    """Hold back every request that matches, and return the list that collects them."""
    held = []

    def keep(route):
        held.append(route)

    page.route(pattern, keep)
    return held


def choose(page, scheme):
    """Have the page open in the light or dark look, in whatever browser."""
    name = {"light": "default", "dark": "slate"}[scheme]
    page.add_init_script(f"localStorage.setItem('selfcheck5.scheme', '{name}')")


def assert_accessible(page):
    found = AXE.run(page, options=WCAG).response["violations"]
    assert [] == [
        (rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found
    ]
