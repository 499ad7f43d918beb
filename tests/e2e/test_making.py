"""The page that makes papers, and the view in the single file, as people meet them."""

import io
import json
import unicodedata
import zipfile
from pathlib import Path

import geometry
import papers
import payloads
import pypdf
import pytest
from built import questionnaire
from ideas import record
from papers import calls, entered
from people import Form, Watch, assert_accessible, choose
from playwright.sync_api import expect
from server import Folder
from sheets import sheet

QUESTIONNAIRE = questionnaire()
TEXTS = QUESTIONNAIRE.words["papers"]
WORDS = TEXTS["page"]
SHEET = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OTHER = sheet("UNPDUN PDUNPDUNPD UNPDUNPDU")
NAMES = [one.name for one in papers.every()]
# One that there is in any case, with a text that may be changed.
NAME = "receipts"
OWN = TEXTS[NAME]["lead"]
# Bytes of bodies, gzip, and requests.
MOST = 700_000, 12
KEY = "selfcheck5.record"
FIELDS = """() => [...document.querySelectorAll('input, select, textarea, datalist, form')].map(
    field => [field.localName, field.id, field.getAttribute('name'), field.type,
        field.autocomplete, field.maxLength, field.getAttribute('spellcheck'),
        ...[...field.children].filter(one => one.localName === 'option').map(one => one.text)])"""


def text_of(answers=SHEET, **head):
    made = record.blank(QUESTIONNAIRE, "0.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    made.update(head)
    return record.dump(QUESTIONNAIRE, made)


class Making:
    """A person at the page of papers."""

    def __init__(self, page, site):
        self.page = page
        self.site = site

    def open(self, text=None, name=NAME):
        """Open a paper where the tab holds a text as its record, or nothing."""
        if text:
            self.page.goto(self.site.workbench)
            put = "([key, text]) => sessionStorage.setItem(key, text)"
            self.page.evaluate(put, [KEY, text])
        self.page.goto(f"{self.site.url}papers/#{name}")
        return self.ready()

    def ready(self):
        self.page.wait_for_selector("html[data-engine=ready]")
        self.page.wait_for_selector("html[data-network=quiet]")
        return self

    def go(self, name):
        self.page.locator("[data-paper]:not([hidden]) .making__back a").click()
        self.page.locator(f"#papers-list a[href='#{name}']").click()
        self.page.locator(f"#{name}").wait_for()
        return self

    def show(self, name):
        """Go to a paper by its address."""
        self.page.evaluate("name => { location.hash = name }", name)
        self.page.locator(f"#{name}").wait_for()

    def printed(self):
        """The pages of what is printed."""
        pdf = self.page.pdf(prefer_css_page_size=True)
        return pypdf.PdfReader(io.BytesIO(pdf)).pages

    def enter(self, field, text):
        self.page.locator(f"#given-{field}").fill(text)
        self.page.keyboard.press("Tab")
        return self

    def change(self, text, place=1):
        """Write in place of one of the paper's texts, as with a keyboard."""
        if not self.page.locator(".making__text").count():
            self.page.get_by_role("button", name=WORDS["edit"]).click()
        self.page.locator(".making__text").nth(place).click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        self.page.get_by_role("button", name=WORDS["edit_done"]).click()
        return self

    @property
    def sheet(self):
        return self.page.locator("#making-sheet")

    def kept(self):
        """The record that the tab holds, as data."""
        text = json.loads(self.page.evaluate(f"sessionStorage.getItem('{KEY}')"))[0]
        return json.loads(text)

    def save(self, button):
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def making(page, site, watch):
    return Making(page, site).open(text_of(company="甲社", date="2026-11-01"))


def test_the_page_loads_little_and_closes(browser, browser_context_args, site):
    """The page takes at most 700 KB and 12 requests, alike for everybody, and none after that."""
    asked = []
    for text in (text_of(), text_of(OTHER, company="乙社"), None):
        context = browser.new_context(**browser_context_args)
        page = context.new_page()
        page.goto(site.url + "privacy/")
        page.wait_for_load_state("networkidle")
        if text:
            page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [KEY, text])
        site.forget()
        making = Making(page, site).open()
        # A browser asks for an icon when it likes.
        asked.append(sorted({path for _, path in site.requests if not path.endswith(".svg")}))
        sizes = {path.partition("?")[0]: size for path, size in site.sent}
        assert sum(sizes.values()) <= MOST[0]
        assert len(sizes) <= MOST[1]
        site.forget()
        for name in NAMES:
            making.show(name)
        assert [] == site.requests
        context.close()

    assert [asked[0]] * 3 == asked


def test_fields_are_the_same_for_everybody(making):
    """Whatever is answered, entered and shown, the page has the same fields in the same order."""
    page = making.page
    first = page.evaluate(FIELDS)
    named = [one[2].removeprefix("given-") for one in first if (one[2] or "").startswith("given-")]
    assert [name for name, _, _ in entered.FIELDS] == named
    for text in (text_of(), text_of(OTHER, company="乙社")):
        making.open(text)
        assert first == page.evaluate(FIELDS)
    for name in NAMES:
        making.show(name)
        names = page.locator("[data-given]").evaluate_all(
            """all => all.filter(one => one.checkVisibility({visibilityProperty: true}))
                .map(one => one.dataset.given)"""
        )
        assert set(papers.of(name).fields) == {*names}
        if not papers.of(name).fixed:
            page.get_by_role("button", name=WORDS["edit"]).click()
        assert first == page.evaluate(FIELDS)


def test_a_paper_has_an_address_of_its_own(making):
    """Each paper is shown under its fragment; an unknown one leads to the list, Back goes back."""
    page = making.page
    for name in NAMES:
        page.goto(f"{making.site.url}papers/#{name}")
        page.locator(f"#{name}").wait_for()
        assert TEXTS[name]["title"] in page.title()
        assert page.locator("#papers-list").is_hidden()
    page.goto(f"{making.site.url}papers/#nothing")
    page.locator("#papers-list").wait_for()
    assert page.locator("#making").is_hidden()
    page.go_back()
    page.locator(f"#{NAMES[-1]}").wait_for()


def test_what_is_entered_stands_in_the_paper(making):
    """Company and date come from the record; what is typed over them reaches the paper.

    A name that is too long stays in its field, and it is said beside it that it isn't kept.
    """
    assert "甲社" in making.sheet.text_content()
    making.enter("company", "乙社")

    expect(making.sheet).to_contain_text("乙社")
    assert "甲社" not in making.sheet.text_content()
    making.enter("company", "長" * 81)

    assert "true" == making.page.locator("#given-company").get_attribute("aria-invalid")
    assert making.page.locator("#given-company-refused").is_visible()
    assert "乙社" in making.sheet.text_content()


def test_texts_are_changed_in_place(making):
    """A changed text is on the screen, in each file and on paper; it can be taken back."""
    making.change("みんなで読みました。")
    expect(making.sheet).to_contain_text("みんなで読みました。")
    name, content = making.save(WORDS["word"])
    assert name.endswith(".docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml").decode()
    assert "みんなで読みました。" in document
    assert OWN not in document
    making.page.locator("#making-others summary").click()
    _, content = making.save(f"HTML：{WORDS['save']}")
    assert "みんなで読みました。" in content.decode()

    making.page.locator("#making-edits summary").click()
    making.page.get_by_role("button", name="「みんな").or_(
        making.page.locator("[data-action=restore-text]")
    ).first.click()
    expect(making.sheet).to_contain_text(OWN)
    making.page.locator("[data-action=undo]").click()
    expect(making.sheet).to_contain_text("みんなで読みました。")


def test_own_words_outlive_another_name(making):
    """Words that go by the company's name are told of when it changes, and can be put in again."""
    making.go("policy")
    page, words = making.page, "甲社は、自分の言葉で誓います。"
    page.get_by_role("button", name=WORDS["edit"]).click()
    page.locator("[data-text='ja-short-lead:甲社']").fill(words)
    page.locator("[data-text='ja-short-lead:甲社']").blur()
    making.enter("company", "乙社")
    expect(page.locator("#notice")).to_have_text(WORDS["now_waiting"].format(count=1))
    expect(making.sheet).not_to_contain_text(words)

    page.locator("#making-edits summary").click()
    expect(page.locator("#making-edits")).to_contain_text(words)
    page.get_by_role("button", name=WORDS["take_of"].format(text=words)).click()
    expect(making.sheet).to_contain_text(words)
    expect(making.sheet).not_to_contain_text("乙社（")


def test_what_is_pasted_is_one_plain_line(making):
    """Neither markup nor line breaks come into a text, however put there; emptied, it is gone."""
    page = making.page
    page.get_by_role("button", name=WORDS["edit"]).click()
    place = page.locator(".making__text").nth(1)
    place.click()
    page.keyboard.press("ControlOrMeta+A")
    place.evaluate(
        """place => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text/plain', 'a\\nb')
            clipboardData.setData('text/html', '<b>a</b><img src=x>')
            const init = {clipboardData, bubbles: true, cancelable: true}
            place.dispatchEvent(new ClipboardEvent('paste', init))
        }"""
    )
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+B")
    page.get_by_role("button", name=WORDS["edit_done"]).click()

    expect(page.locator("#making-sheet [data-key=lead]")).to_have_text("a b")
    making.change("")
    expect(page.locator("#making-sheet [data-key=lead]")).to_have_count(0)
    expect(making.sheet).not_to_contain_text(OWN)


def test_drafts_come_back_only_if_wanted(making):
    """Without the tick nothing is stored; with it, all is back after a reload until erased."""
    page = making.page
    making.enter("company", "乙社")
    assert "乙社" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    page.get_by_label(WORDS["drafts"]).check()
    making.change("みんなで読みました。")
    page.reload()
    making.ready()
    expect(making.sheet).to_contain_text("みんなで読みました。")
    assert "乙社" == page.locator("#given-company").input_value()
    assert SHEET == [making.kept()["answers"].get(str(n)) for n in QUESTIONNAIRE.numbers]

    page.get_by_label(WORDS["drafts"]).uncheck()
    assert "papers" not in making.kept()
    page.locator("[data-action=undo]").click()
    assert {"company": "乙社"} == making.kept()["papers"]["fields"]


def test_leaving_asks_where_something_would_be_lost(making):
    """Who typed something that isn't kept is asked before it is lost; who didn't isn't."""
    page = making.page
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    making.ready()
    assert [] == asked
    making.enter("company", "乙社")
    page.reload()

    assert ["beforeunload"] == asked


def test_the_form_keeps_drafts(making):
    """Answering afterwards leaves the drafts in the record, and the next paper has the answer."""
    page = making.page
    page.get_by_label(WORDS["drafts"]).check()
    making.enter("company", "乙社")
    page.goto(making.site.url + "diagnose/")
    form = Form(page, making.site).ready().quiet()
    form.answer(1, "unknown")

    assert {"company": "乙社"} == making.kept()["papers"]["fields"]
    form.go("result").page.get_by_role("link", name="この答えで書類を作る").first.click()
    making.ready()
    assert "unknown" == making.kept()["answers"]["1"]


def test_two_tabs_do_not_overwrite_each_other(making):
    """What another tab kept of the record in the meantime isn't overwritten by drafts unasked."""
    page = making.page
    page.goto(making.site.url + "diagnose/")
    Form(page, making.site).ready().quiet().keep()
    making.open()
    name = page.evaluate("Object.keys(localStorage).find(key => key.includes('kept.'))")
    theirs = text_of(OTHER, company="丙社")
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, theirs])
    page.get_by_label(WORDS["drafts"]).check()

    assert theirs == page.evaluate("name => localStorage.getItem(name)", name)
    page.locator("[data-action=conflict-mine]").click()
    assert "papers" in json.loads(page.evaluate("name => localStorage.getItem(name)", name))


def test_hostile_texts_stay_text(making):
    """What is smuggled into fields and texts runs nowhere and is shown as it is."""
    page = making.page
    for text in [text for _, text in payloads.MARKUP][:12]:
        making.enter("company", text[: record.NAME])
        expect(making.sheet).to_contain_text(text[: record.NAME])
    making.change(payloads.MARKUP[0][1])

    expect(making.sheet).to_contain_text(payloads.MARKUP[0][1])
    assert 0 == page.locator("#making-sheet :is(img, script, svg, iframe)").count()
    assert page.evaluate("window.ran") is None


@pytest.mark.only_browser("chromium")
def test_one_sheet_is_printed(making):
    """What is for one sheet fills one, and nothing of the page, or said aside, stands on it."""
    for name in ("receipts", "staff", "poster", "card"):
        making.show(name)
        (sheet,) = making.printed()
        text = unicodedata.normalize("NFKC", sheet.extract_text())
        heading = making.sheet.locator("h1").text_content()
        assert WORDS["print"] not in text
        assert unicodedata.normalize("NFKC", heading) in text.replace("\n", "")

    making.show("link")
    expect(making.sheet).to_contain_text("覚え書き")
    text = "".join(sheet.extract_text() for sheet in making.printed())
    text = unicodedata.normalize("NFKC", text)
    assert "自分たちで点検しました" in text.replace("\n", "")
    assert "覚え書き" not in text


@pytest.mark.only_browser("chromium")
def test_each_symptom_fills_one_sheet(page, site, watch):
    """The sheet for the wall is one for each symptom, too, with long names and numbers."""
    fields = dict.fromkeys(calls.OWN, "社長 高橋太郎 090-0000-0000、専務 高橋花子 080-0000-0000")
    making = Making(page, site).open(text_of(papers={"fields": fields, "edits": {}}), "poster")
    for symptom in page.locator("#given-symptom option").all():
        page.locator("#given-symptom").select_option(symptom.get_attribute("value"))
        heading = making.sheet.locator("h1").text_content()
        assert (heading, 1) == (heading, len(making.printed()))


@pytest.mark.only_browser("chromium")
def test_the_longest_names_need_no_second_sheet(page, site, watch):
    """With names of 80 characters everywhere, what is for one sheet still fills one."""
    fields = {}
    for name, kind, _ in entered.FIELDS:
        if kind in (entered.LINE, entered.DAY):
            fields[name] = "2026-12-31" if kind == entered.DAY else "長" * record.NAME
    drafts = {"fields": fields, "edits": {}}
    several = ["rules", "steps", "training", "vendors", "quiz", "card"]
    for letter in "DNU.":
        making = Making(page, site).open(text_of(sheet(letter * 25), papers=drafts))
        for name in [name for name in NAMES if name not in several]:
            making.show(name)
            assert (letter, name, 1) == (letter, name, len(making.printed()))


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_all_is_in_its_place(page, site, look):
    """On a phone and a desk, each paper is in its place, and accessible, also while it changes."""
    choose(page, look)
    making = Making(page, site).open(text_of(company="甲社" * 20))
    page.evaluate(geometry.DRAW_ALL)
    found = []
    for name in NAMES:
        making.show(name)
        for width, rules in ((1280, geometry.RULES), (360, geometry.PHONE)):
            page.set_viewport_size({"width": width, "height": 800})
            found += [(name, width, one) for one in geometry.findings(page, rules)]
        if name in (NAME, NAMES[0]):
            assert_accessible(page)
            page.get_by_role("button", name=WORDS["edit"]).click()
            assert_accessible(page)
    assert [] == found


def test_it_works_with_the_network_off(making):
    """Once ready, papers are made without a network; that one was saved is said beside it alone."""
    making.page.context.set_offline(True)
    for name in NAMES:
        making.show(name)
        assert making.sheet.text_content()
    making.page.locator("#making-others summary").click()
    name, _ = making.save(WORDS["word"])

    assert name.endswith(".docx")
    notice = making.page.locator("#notice")
    expect(notice).to_contain_text(TEXTS[NAMES[-1]]["title"])
    making.go("staff")
    expect(notice).to_be_empty()


def test_the_single_file_makes_papers(page):
    """The single file has every paper, of the answers given in it, with the same ways out."""
    folder = Folder()
    watch = Watch(page, "file://")
    form = Form(page, folder).open().quiet()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert sorted(set(ids)) == sorted(ids)
    form.answer_all(SHEET)
    form.name(company="甲社").go("papers")
    for name in NAMES:
        page.locator(f"#papers-list a[href='#{name}']").click()
        page.locator(f"#{name}").wait_for()
        assert page.locator("#making-sheet").text_content()
        page.locator("[data-paper]:not([hidden]) .making__back a").click()
    page.locator(f"#papers-list a[href='#{NAME}']").click()
    expect(page.locator("#making-sheet")).to_contain_text("甲社")
    page.get_by_label(WORDS["drafts"]).check()
    making = Making(page, folder)
    making.enter("company", "乙社").change("みんなで読みました。")
    making.save(WORDS["word"])

    assert {"company": "乙社"} == making.kept()["papers"]["fields"]
    assert [] == watch.errors
    form.go("form")
    page.locator(".views a[href='#papers']").click()
    expect(page.locator("#making-sheet").or_(page.locator("#papers-list")).first).to_be_visible()


def test_erasing_everything_erases_drafts(making, site):
    """「全部消す」 on the form's page leaves nothing of what was entered for papers."""
    page = making.page
    page.get_by_label(WORDS["drafts"]).check()
    making.enter("company", "乙社")
    page.goto(site.url + "diagnose/")
    form = Form(page, site).ready().quiet().go("records")
    page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    page.locator("#erased").wait_for()

    assert "乙社" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
