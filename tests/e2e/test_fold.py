"""The sheet folds as it is answered: what becomes a row, when, and what opens it again."""

import pytest
from built import catalog
from people import SHIFTS, Form, file_of
from sheets import sheet

ITEMS = catalog()["items"]
LABELS = {answer["id"]: answer["label"] for answer in catalog()["answers"]}
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
FIRST = [item["number"] for item in ITEMS if item["part"] == ITEMS[0]["part"]]
FOLDED = """() => [...document.querySelectorAll('.question')].filter(one => one.hidden)
    .map(one => Number(one.dataset.number))"""
ROWS = """() => [...document.querySelectorAll('.folded')].filter(one => one.checkVisibility())
    .map(one => one.textContent.replace(/\\s+/g, ' ').trim())"""
FIELDS = """() => [...document.querySelectorAll('input, select, textarea, form')].map(
    field => [field.localName, field.id, field.name, field.type, field.value])"""
BUTTONS = "[...document.querySelectorAll('#selfcheck button:not(#next)')].map(e => e.textContent)"
# Which questions were ever seen unfolded.
SEEN = """(() => {
    window.seen = new Set()
    const look = () => {
        for (const one of document.querySelectorAll('.question')) {
            if (one.checkVisibility({contentVisibilityAuto: true}) && !one.hidden)
                seen.add(Number(one.dataset.number))
        }
        requestAnimationFrame(look)
    }
    look()
})()"""


def folded(form):
    return form.page.evaluate(FOLDED)


def row_of(number, answer):
    """What the row of a question says."""
    (item,) = [item for item in ITEMS if item["number"] == number]
    return f"{number} {item['title']} {LABELS[answer]}"


def part_done(title):
    return f"{title} {len(FIRST)}問、終わりました"


def go_on(form):
    """Press the way on, and wait until the page stands still."""
    form.page.locator("#next").click()
    still(form)


def still(form):
    form.page.evaluate(
        """async () => {
            const frame = () => new Promise(requestAnimationFrame)
            for (let same = 0, last = scrollY; same < 6; last = scrollY) {
                await frame()
                same = scrollY === last ? same + 1 : 0
            }
        }"""
    )


def test_the_way_on_folds(form):
    """An answer folds nothing; 次へ folds what is answered above, and leads to what is open."""
    form.page.set_viewport_size({"width": 360, "height": 740})
    form.answer(1, "done")
    form.answer(3, "unknown")
    form.radio(3, "unknown").press("ArrowUp")
    assert [] == folded(form)
    go_on(form)

    assert [1, 3] == folded(form)
    assert [row_of(1, "done"), row_of(3, "not_done")] == form.page.evaluate(ROWS)
    assert form.radio(4, "done").evaluate("e => e === document.activeElement")
    tops = [form.page.locator(one).bounding_box() for one in (".folded >> nth=3", "#question-4")]
    assert 0 <= round(tops[0]["y"]) < round(tops[1]["y"]) <= 60
    assert tops[0]["height"] >= 48


def test_enter_folds(form):
    """So does Enter."""
    form.radio(1, "done").focus()
    form.page.keyboard.press("2")
    form.page.keyboard.press("Enter")

    assert [1] == folded(form)
    assert form.radio(2, "done").evaluate("e => e === document.activeElement")


def test_a_finished_part_is_one_row(form):
    """A part becomes one row; by keyboard alone it opens, then a question, each with the focus."""
    form.answer_all(MIXED[: len(FIRST)])
    title = form.page.locator(".part__title > span").first.text_content()
    go_on(form)
    assert FIRST == folded(form)
    assert [part_done(title)] == form.page.evaluate(ROWS)
    button = form.page.locator("h2 > .folded__open").first
    assert "false" == button.get_attribute("aria-expanded")
    button.focus()
    form.page.keyboard.press("Enter")
    rows = [row_of(number, MIXED[number - 1]) for number in FIRST]
    assert rows == form.page.evaluate(ROWS)
    assert form.row(1).evaluate("e => e === document.activeElement")

    form.page.keyboard.press("Tab")
    form.page.keyboard.press("Enter")
    assert form.radio(2, MIXED[1]).evaluate("e => e === document.activeElement")
    assert [one for one in FIRST if one != 2] == folded(form)
    form.answer(2, "done")
    go_on(form)
    assert [part_done(title)] == form.page.evaluate(ROWS)


def test_all_can_be_opened(form):
    """「全部開く」 is there while something is folded; it opens all, and hands the focus on."""
    button = form.page.get_by_role("button", name="全部開く")
    form.answer_all(MIXED[:9])
    assert not button.is_visible()
    go_on(form)
    button.click()

    assert ([], []) == (folded(form), form.page.evaluate(ROWS))
    assert not button.is_visible()
    assert form.radio(1, MIXED[0]).evaluate("e => e === document.activeElement")


def test_what_is_searched_for_is_found(form):
    """The browser's own search finds what is folded, and opens question and part."""
    form.answer_all(MIXED[:9])
    go_on(form)
    kinds = form.page.evaluate(
        "[...document.querySelectorAll('.question[hidden]')].map(e => e.getAttribute('hidden'))"
    )
    assert ["until-found"] * 9 == kinds
    # What a browser does with what it has found.
    form.question(3).evaluate("e => e.dispatchEvent(new Event('beforematch', {bubbles: true}))")

    assert [1, 2, *range(4, 10)] == folded(form)
    assert row_of(1, MIXED[0]) in form.page.evaluate(ROWS)


def test_an_address_opens_its_question(page, site, watch):
    """What the address names is open and in sight, at once and later."""
    form = Form(page, site).open_with(file_of(MIXED))
    assert len(ITEMS) == len(folded(form))
    page.evaluate("location.hash = 'question-7'")
    page.wait_for_function("!document.querySelector('#question-7').hidden")
    still(form)
    assert 0 <= form.question(7).bounding_box()["y"] < 200
    assert form.row(7).is_hidden()
    page.reload()
    form.ready()

    assert [item["number"] for item in ITEMS if item["number"] != 7] == folded(form)


def test_a_visit_opens_its_question(form):
    """So is what the result leads to."""
    form.answer_all(MIXED)
    form.quiet().page.reload()
    form.ready().go("result")
    form.planned(4).get_by_role("button", name="No.4の質問に戻る").click()

    assert form.radio(4, MIXED[3]).evaluate("e => e === document.activeElement")
    assert form.question(4).locator("legend").is_visible()


# Only Chromium tells of what moved.
@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("width", [360, 1280])
def test_who_comes_back_sees_it_folded(page, site, watch, width):
    """A sheet that is brought back is folded before it is seen, and nothing moves."""
    page.set_viewport_size({"width": width, "height": 740})
    form = Form(page, site).open().quiet()
    form.answer_all([*MIXED[:9], None, *MIXED[10:12]])
    page.evaluate("selfcheck.read()")
    page.add_init_script(SHIFTS)
    page.add_init_script(SEEN)
    page.reload()
    form.ready().quiet()
    still(form)

    answered = [*range(1, 10), 11, 12]
    assert answered == folded(form)
    assert 0 == page.evaluate("moved()")
    assert not set(answered) & set(page.evaluate("[...seen]"))


def test_a_record_from_a_file_comes_folded(form):
    """Opening a record folds what it answers; starting over opens all."""
    form.give_and_open(("a.json", file_of([*MIXED[:5], None, *MIXED[6:]])))
    form.go("form")
    assert [number for number in range(1, len(ITEMS) + 1) if number != 6] == folded(form)
    form.start_over()

    assert ([], []) == (folded(form), form.page.evaluate(ROWS))


def test_a_row_says_the_newest_answer(form):
    """A row that was folded before its answer changed elsewhere says the new one."""
    form.answer(1, "done")
    go_on(form)
    form.radio(1, "unknown").evaluate("radio => radio.click()")
    form.go("result").go("form")

    assert row_of(1, "unknown") in form.page.evaluate(ROWS)
    assert [1] == folded(form)


def test_paper_has_all_questions(form):
    """Printed, a folded sheet has every question with its answers, and no row."""
    form.answer_all(MIXED[:9])
    go_on(form)
    form.page.emulate_media(media="print")

    texts = form.page.locator(".question__text")
    assert len(ITEMS) == texts.count() == sum(one.is_visible() for one in texts.all())
    heights = [one.bounding_box()["height"] for one in form.page.locator(".question").all()]
    assert min(heights) > 40
    assert [] == form.page.evaluate(ROWS)
    assert form.page.locator(".part__title").first.is_visible()


def test_folding_tells_nobody(form):
    """The fields and the buttons among the questions are the same, whatever is folded."""
    before = [form.page.evaluate(one) for one in (FIELDS, BUTTONS)]
    form.answer_all(MIXED[:9])
    go_on(form)

    assert before == [form.page.evaluate(one) for one in (FIELDS, BUTTONS)]


def test_it_holds_still_for_who_wants_that(form):
    """With reduced motion nothing is animated, and the question that comes stands there at once."""
    form.page.emulate_media(reduced_motion="reduce")
    form.answer(1, "done")
    place = form.page.evaluate(
        """() => {
            document.getElementById('next').click()
            const top = document.getElementById('question-2').getBoundingClientRect().top
            return [top, document.getAnimations().length]
        }"""
    )
    still(form)

    assert [form.question(2).bounding_box()["y"], 0] == place


def test_what_comes_keeps_its_place_first(form):
    """What is folded above takes its room along without a jump; the page moves on from there."""
    form.page.set_viewport_size({"width": 360, "height": 740})
    form.answer_all(MIXED[:12])
    form.question(12).scroll_into_view_if_needed()
    before, after = form.page.evaluate(
        """() => {
            const top = () => document.getElementById('question-13').getBoundingClientRect().top
            const before = top()
            document.getElementById('next').click()
            return [before, top()]
        }"""
    )

    assert abs(before - after) < 30


# The stock Firefox, driven without Playwright's patches, cannot switch JavaScript off.
@pytest.mark.skip_browser("firefox")
def test_nothing_is_folded_without_javascript(browser, site, browser_context_args):
    """Without JavaScript there is every question, and no row."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.form)

    assert 0 == page.locator(".folded").count()
    assert not page.locator("#unfold").is_visible()
    texts = page.locator(".question__text")
    assert len(ITEMS) == sum(one.is_visible() for one in texts.all())
    context.close()


def test_the_button_of_the_bar(form):
    """It passes over what isn't answered, goes on from what is, and ends at the result."""
    button = form.page.locator("#next")

    def shown():
        return button.text_content(), button.get_attribute("data-variant")

    assert ("あとで答える", "quiet") == shown()
    go_on(form)
    assert form.radio(2, "done").evaluate("e => e === document.activeElement")
    assert ("あとで答える", "quiet") == shown()
    form.answer(2, "done")
    assert ("次へ", "main") == shown()
    form.answer_all(MIXED[:24])
    assert ("次へ", "main") == shown()
    go_on(form)
    assert ("あとで答える", "quiet") == shown()
    form.answer(25, "done")
    assert ("結果を見る", "main") == shown()


def test_the_ticks_of_the_bar(form):
    """A click makes one tick another, by one write; as many are done as are answered."""
    form.page.evaluate(
        """() => {
            window.wrote = 0
            new MutationObserver(list => (wrote += list.length)).observe(
                document.querySelector('.bar__ticks'),
                {subtree: true, attributes: true, childList: true, characterData: true})
        }"""
    )
    for count, number in enumerate((1, 8, 25), 1):
        form.answer(number, "partial")
        assert count == form.page.evaluate("wrote")
        assert count == form.page.locator(".bar__tick[data-done]").count()
    form.answer(8, "done")

    assert 3 == form.page.evaluate("wrote")


@pytest.fixture
def phone(form):
    form.page.set_viewport_size({"width": 360, "height": 740})
    return form.quiet()


def test_the_first_question_stands_high(phone):
    """On a phone the first question's number stands in the upper half, the bar takes a tenth."""
    assert phone.page.locator(".question__number").first.bounding_box()["y"] <= 400
    header = phone.page.locator("header").first.bounding_box()["height"]
    assert phone.page.locator(".question__number").first.bounding_box()["y"] - header <= 270
    assert phone.page.locator(".bar").bounding_box()["height"] <= 80


def test_help_to_choose_is_short(phone):
    """On a phone each question, with the help to choose an answer open, has at most 1,500 px."""
    heights = phone.page.evaluate(
        """() => [...document.querySelectorAll('.question')].map(question => {
            const help = question.querySelector('.question__help')
            help.open = true
            const {height} = question.getBoundingClientRect()
            help.open = false
            return height
        })"""
    )

    assert len(ITEMS) == len(heights)
    assert max(heights) <= 1500
    answers = phone.page.locator(".answer").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(answers) >= 52


def test_nothing_stands_under_the_bar(phone):
    """Whatever has the focus by Tab, on a sheet partly folded, is above the bar."""
    phone.answer_all(MIXED[:9])
    go_on(phone)
    phone.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    phone.page.locator(".promise a").focus()
    covered = []
    for _ in range(70):
        phone.page.keyboard.press("Tab")
        covered += phone.page.evaluate(
            """() => {
                const active = document.activeElement
                if (!active.closest('.sheet') || active.closest('.bar')) return []
                const {bottom} = (active.closest('.answer, .folded') ?? active)
                    .getBoundingClientRect()
                const {top} = document.querySelector('.bar').getBoundingClientRect()
                return bottom > top + 1 ? [active.outerHTML.slice(0, 80)] : []
            }"""
        )

    assert [] == covered


SIZES = {14, 16, 18, 20, 24, 30, 40, 64}


@pytest.mark.parametrize("width", [360, 1280])
def test_sizes_and_lines(form, width):
    """Among the questions only the sizes of the design are used, and no line of text is long."""
    form.page.set_viewport_size({"width": width, "height": 800})
    form.answer_all(MIXED[:3])
    go_on(form)
    form.page.evaluate("document.querySelectorAll('#form details').forEach(e => e.open = true)")
    sizes, long = form.page.evaluate(
        """() => {
            const walker = document.createTreeWalker(
                document.getElementById('form'), NodeFilter.SHOW_TEXT)
            const sizes = new Set(), long = []
            while (walker.nextNode()) {
                const text = walker.currentNode, around = text.parentElement
                if (!text.data.trim() || !around.checkVisibility()) continue
                const size = parseFloat(getComputedStyle(around).fontSize)
                sizes.add(Math.round(size * 10) / 10)
                const range = document.createRange()
                range.selectNodeContents(text)
                for (const {width} of range.getClientRects())
                    if (width > 40.5 * size) long.push([width, size, text.data])
            }
            return [[...sizes], long]
        }"""
    )

    assert set(sizes) <= SIZES
    assert [] == long


# auto-phrase is Chromium's.
@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_question_ends_in_a_scrap(form, width):
    """No question's last line is but the end of a word: at least four characters stand there."""
    form.page.set_viewport_size({"width": width, "height": 800})
    ends = form.page.evaluate(
        """() => [...document.querySelectorAll('.question__text')].map(place => {
            const text = place.firstChild, range = document.createRange()
            let last = '', top = null
            for (let at = 0; at < text.length; at++) {
                range.setStart(text, at)
                range.setEnd(text, at + 1)
                const rect = range.getBoundingClientRect()
                if (top !== null && Math.abs(rect.top - top) > 5) last = ''
                top = rect.top
                last += text.data[at]
            }
            return last
        })"""
    )

    assert len(ITEMS) == len(ends)
    assert [] == [end for end in ends if len(end) < 4]
