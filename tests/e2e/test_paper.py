"""What comes out of the printer."""

import re

import pytest
from people import choose
from sheets import catalog

# The stock Firefox, driven without Playwright's patches, cannot pretend to print.
on_paper = pytest.mark.skip_browser("firefox")
NUMBERS = [f"{item['number']:02d}" for item in catalog()["items"]]


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


# Only Chromium prints to PDF through Playwright.
@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("number", NUMBERS)
def test_the_handout_is_one_sheet(page, site, number):
    """The hand-out of each item fits one A4 sheet; the whole page takes more."""
    page.goto(f"{site.url}items/{number}/")
    whole = pages_of(page.pdf(format="A4"))
    page.evaluate("document.documentElement.dataset.print = 'handout'")

    assert 1 == pages_of(page.pdf(format="A4"))
    assert whole > 1


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
def test_paper_is_light(form, scheme):
    """Printed from the light or the dark look, text is dark on a light ground."""
    choose(form.page, scheme)
    form.page.reload()
    form.ready()
    form.answer_all(["done", "unknown"] * 12 + ["partial"])
    form.page.emulate_media(media="print")

    for selector in (".verdict", ".answer:has(:checked)", ".defined", "body"):
        assert brightness(form.page, selector, "backgroundColor") > 200, selector
    for selector in (".verdict__score", ".answer:has(:checked) .answer__label", ".question__text"):
        assert brightness(form.page, selector, "color") < 110, selector


@on_paper
def test_the_empty_sheet_can_be_added_up(form):
    """On paper the empty sheet has the points beside the answers, the sums and the statement."""
    form.page.emulate_media(media="print")

    assert form.page.locator(".answer__points").first.is_visible()
    assert form.page.locator(".sums").is_visible()
    assert form.page.locator(".statement").is_visible()
    for selector in (".bar", ".question__help", ".verdict__missing", ".how", ".masthead"):
        assert form.page.locator(selector).first.is_hidden(), selector
