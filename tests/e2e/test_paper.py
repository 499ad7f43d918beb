"""What comes out of the printer."""

import io
import json
import re
import shutil
import subprocess
import unicodedata

import firefox_print
import pypdf
import pytest
from built import catalog, questionnaire, texts
from ideas import record
from people import Form, choose
from sheets import sheet

# The stock Firefox, driven without Playwright's patches, cannot pretend to print.
on_paper = pytest.mark.skip_browser("firefox")
CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
NUMBERS = [f"{item['number']:02d}" for item in CATALOG["items"]]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
BEGUN = [*MIXED[:5], *[None] * 20]


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


# Only Chromium prints to PDF through Playwright.
@pytest.mark.only_browser("chromium")
def test_the_handout_is_one_sheet(page, site):
    """The hand-out of each item fits one A4 sheet; the whole page takes more."""
    for number in NUMBERS:
        page.goto(f"{site.url}items/{number}/")
        whole = pages_of(page.pdf(format="A4"))
        page.evaluate("document.documentElement.dataset.print = 'handout'")

        assert (number, 1) == (number, pages_of(page.pdf(format="A4")))
        assert whole > 1, number


@on_paper
def test_the_handout_shows_its_four_things(page, site):
    """On the hand-out stand the sentence, the action, the question to ask and one misconception."""
    page.goto(site.url + "items/08/")
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.dataset.print = 'handout'")

    shown = [
        head.inner_text() for head in page.locator(".item__section h2").all() if head.is_visible()
    ]
    assert ["まず一言", "今日できること", "わからないとき", "よくある思い込み"] == shown
    assert page.locator(".today li").first.is_visible()
    assert page.locator(".ask__question").is_visible()
    assert page.locator("h3", has_text="今月やること").is_hidden()
    misconceptions = page.locator(".item__section").nth(7).locator("li")
    assert misconceptions.first.is_visible()
    assert [] == [one for one in misconceptions.all()[1:] if one.is_visible()]


def test_the_control_prints_the_handout(page, site, watch):
    """The button prints the hand-out, and afterwards the page is whole again."""
    page.add_init_script(
        """window.print = () => {
            window.printed = document.documentElement.dataset.print
            dispatchEvent(new Event('afterprint'))
        }"""
    )
    page.goto(site.url + "items/05/")
    page.get_by_role("button", name="朝礼用に1枚で印刷").click()

    assert "handout" == page.evaluate("window.printed")
    assert page.evaluate("document.documentElement.dataset.print === undefined")


def test_the_question_to_ask_can_be_copied(page, site, watch):
    """The button copies the question word for word and says so; where it can't, it says that."""
    page.add_init_script(
        """Object.defineProperty(navigator, 'clipboard', {value: {
            writeText: async text => {
                if (window.refuse) throw new Error('refused')
                window.copied = text
            }
        }})"""
    )
    page.goto(site.url + "items/05/")
    page.get_by_role("button", name="聞く言葉をコピー").click()
    page.get_by_text("コピーしました").wait_for()
    assert page.locator(".ask__question").inner_text().strip() == page.evaluate("window.copied")

    page.evaluate("window.refuse = true")
    page.get_by_role("button", name="聞く言葉をコピー").click()
    page.get_by_text("コピーできませんでした").wait_for()


def brightness(page, selector, name):
    """How bright a colour on the page is, from 0 (black) to 255 (white)."""
    return page.locator(selector).first.evaluate(
        """(element, name) => {
            const numbers = getComputedStyle(element)[name].match(/[\\d.]+/g).map(Number)
            const [red, green, blue, alpha = 1] = numbers
            return alpha ? (red + green + blue) / 3 : 255
        }""",
        name,
    )


@on_paper
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light(page, site, watch, scheme):
    """Printed from the light or the dark look, text is dark on a light ground."""
    choose(page, scheme)
    form = Form(page, site).open()
    form.answer_all(["done", "unknown"] * 12 + ["partial"])
    page.emulate_media(media="print")

    for selector in (".answer:has(:checked)", ".answer__points", "body"):
        assert brightness(page, selector, "backgroundColor") > 200, selector
    for selector in (".answer:has(:checked) .answer__label", ".question__text"):
        assert brightness(page, selector, "color") < 110, selector
    page.emulate_media(media="screen")
    form.go("result").page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="報告書を印刷").click()
    page.emulate_media(media="print")
    for selector in ("#paper-report h2", "#paper-report td"):
        assert brightness(page, selector, "backgroundColor") > 200, selector
        assert brightness(page, selector, "color") < 110, selector


HIDDEN = [".bar", ".question__help", ".question__term", ".notes", ".masthead", ".views", ".paper"]


@on_paper
def test_the_browsers_own_command(form):
    """Ctrl+P prints the report from the result, and the sheet for a pen from an empty form.

    From a form with answers it prints these, with their points, and nothing to click.
    """
    page = form.quiet().page
    steps = [("form", None, "blank"), ("result", MIXED, "report"), ("form", MIXED, None)]
    for view, answers, paper in steps:
        form.answer_all(answers or [])
        form.go(view).page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")

        shown = [
            one.get_attribute("id") for one in page.locator(".paper").all() if one.is_visible()
        ]
        assert ([f"paper-{paper}"] if paper else []) == shown
        assert (paper is None) == page.locator("#selfcheck").is_visible()
        if not paper:
            assert page.locator(".answer__points").first.is_visible()
            assert [] == [one for one in HIDDEN if page.locator(one).first.is_visible()]
        page.emulate_media(media="screen")
        form.go("records")
        assert page.evaluate("document.documentElement.dataset.print === undefined")


@on_paper
@pytest.mark.parametrize("view", ["records", "compare", "departments"])
def test_a_view_prints_without_what_only_a_screen_needs(form, view):
    """On paper a view has its records and answers; nothing asks for files, a day or a press."""
    form.answer_all(MIXED)
    form.keep()
    form.go(view).give(("a.json", saved(["done"] * 25, **NAMED)))
    form.page.emulate_media(media="print")
    shown = form.page.locator(f"#{view}")

    assert NAMED["company"] in shown.inner_text()
    # What is chosen is told, and by which rule departments become one.
    told = "[data-action=choose], [name=merge-rule]"
    offers = shown.locator("a, button, input, [id^=import-about-], summary:not(.fold > *)")
    assert [] == [
        one.evaluate("one => one.outerHTML")
        for one in offers.and_(shown.locator(f":not({told})")).all()
        if one.is_visible()
    ]


# As a person does it, in one go: Firefox is driven by a helper of its own.
PUT_ON_PAPER = """async ([record, kind]) => {
    const root = document.documentElement
    while (root.dataset.network !== 'quiet') await new Promise(done => setTimeout(done, 20))
    let printed
    const done = new Promise(resolve => (printed = resolve))
    window.print = () => printed()
    const there = async selector => {
        while (!document.querySelector(selector)) await new Promise(done => setTimeout(done, 20))
        return document.querySelector(selector)
    }
    document.querySelector('.views a[href="#records"]').click()
    const field = await there('#desk-records input[type=file]')
    const files = new DataTransfer()
    files.items.add(new File([record], 'a.json'))
    field.files = files.files
    field.dispatchEvent(new Event('change', {bubbles: true}))
    const open = await there('[data-action=open]')
    open.click()
    const print = await there(`[data-action=print][data-print=${kind}]`)
    print.click()
    await done
}"""


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.audit)])
def paper(request, page, playwright, site, browser_name):
    """A function that prints a paper of a record and returns its pages as texts."""
    if browser_name != "chromium":
        pytest.skip("both browsers are asked once, beside Chromium")
    if request.param == "firefox" and not firefox_print.command():
        pytest.skip("there is no Firefox of the system")

    def put(text, kind):
        url = site.url + "diagnose/"
        if request.param == "firefox":
            script = f"() => ({PUT_ON_PAPER})({json.dumps([text, kind])})"
            return read(firefox_print.pdf(playwright, url, script))
        page.goto(site.elsewhere)
        page.evaluate("sessionStorage.clear()")
        page.goto(url)
        page.evaluate(PUT_ON_PAPER, [text, kind])
        return read(page.pdf(prefer_css_page_size=True))

    return put


def read(pdf):
    """The text of each page; all are A4."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert {(595, 842)} == sizes or {(596, 842)} == sizes
    return [usual(page.extract_text()) for page in pages]


def usual(text):
    """A text as a font may give it back: without blanks, each character in its usual form."""
    # A font may name these by what looks the same: a radical, another dot.
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(
        {0x2ED1: "長", 0x2027: "・"}
    )


def saved(answers, **named):
    made = record.blank(QUESTIONNAIRE, "1.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    for field, value in named.items():
        record.put(made, field, value)
    return record.dump(QUESTIONNAIRE, made)


NAMED = {"company": "株式会社さくら商店", "role": "店長", "date": "2026-04-01"}
TITLES = [usual(item["title"]) for item in CATALOG["items"]]


def test_the_report_as_pdf(paper):
    """At most two pages, then the plan; no page is empty; names and titles can be read back."""
    for answers in (MIXED, ["done"] * 25, ["unknown"] * 25, BEGUN):
        pages = paper(saved(answers, **NAMED), "report")
        plan = [number for number, text in enumerate(pages) if "改善の計画" in text]

        assert plan[0] <= 2, answers
        assert min(len(text) for text in pages) > 60, answers
        text = "".join(pages)
        for words in (NAMED["company"], NAMED["role"], "2026年4月1日", *TITLES):
            assert words in text, (words, answers)


def test_the_sheet_for_asking_as_pdf(paper):
    """Up to eight unknown items fit one page; each has its question to ask."""
    pages = paper(saved(["unknown"] * 8 + ["done"] * 17, **NAMED), "inquiry")

    assert 1 == len(pages)
    for row in TEXTS["items"][:8]:
        assert usual(row["ask"]["question"])[:20] in pages[0]


def test_the_sheet_for_a_pen_as_pdf(paper):
    """The blank sheet fits two pages, with every question, four boxes each, and the sums."""
    pages = paper(saved(MIXED, **NAMED), "blank")

    assert 2 == len(pages)
    text = "".join(pages)
    for row in TEXTS["items"]:
        assert usual(row["question"])[:12] in text
    assert NAMED["company"] not in text
    for answer in CATALOG["answers"]:
        points = usual(f"{answer['points']}点".replace("-", "−"))
        assert text.count(points) >= len(TITLES), answer["label"]


@pytest.mark.audit
@pytest.mark.only_browser("chromium")
def test_another_program_reads_the_report(form, tmp_path):
    """pdftotext finds the company, the total and every official title in the report."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    form.page.evaluate(PUT_ON_PAPER, [saved(MIXED, **NAMED), "report"])
    path = tmp_path / "report.pdf"
    form.page.pdf(path=path, prefer_css_page_size=True)
    found = subprocess.run([program, path, "-"], capture_output=True, check=True).stdout.decode()
    text = usual(found)

    for words in (NAMED["company"], "34点", *TITLES):
        assert words in text
