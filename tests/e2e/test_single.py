"""The single file, opened from a folder, does what the site's form does: the same tests run."""

import re

import pytest
import test_form
import test_result
from people import Form
from server import SITE, Folder, Server
from test_form import MIXED

LARGEST = 2_000_000
# One goes to another page of the site; the other is long, and counting is the same.
OF_THE_SITE = {
    "test_an_item_page_leads_back_to_its_question",
    "test_random_sheets_agree_with_the_oracle",
}


@pytest.fixture(scope="session")
def site():
    return Folder()


def shared(*modules):
    """The tests of other modules that hold for the file, too."""
    return {
        name: test
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_") and callable(test) and name not in OF_THE_SITE
    }


globals().update(shared(test_form, test_result))


def test_the_file_is_small():
    """The file has at most 2 MB."""
    assert (SITE / "selfcheck.html").stat().st_size <= LARGEST


def test_the_file_asks_for_nothing(form):
    """From the first to the last, the browser is asked for the file alone."""
    asked = []
    form.page.on("request", lambda request: asked.append(request.url))
    form.page.reload()
    form.ready().quiet()
    form.answer_all(["done"] * 25)
    form.go("result").go("explained")

    assert {form.site.form} >= {url for url in asked if not url.startswith("data:")}
    assert 100 == int(form.page.locator("#total").text_content())


def test_the_policy_of_the_file_allows_no_connection():
    """The file's policy names no place to connect to, and no script from any place."""
    html = (SITE / "selfcheck.html").read_text(encoding="utf-8")
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*?)"', html)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    assert "'none'" == rules["default-src"] == rules["connect-src"]
    assert not re.search(
        r"https?:|'self'|\*|unsafe-(inline|eval)", policy.replace("'wasm-unsafe-eval'", "")
    )


def test_records_pass_between_the_file_and_the_site(form, context):
    """What one of them saves, the other opens, there and back."""
    server = Server("/x/")
    online = Form(context.new_page(), server).open().quiet()
    form.answer_all(MIXED)
    saved = form.go("records").save("記録を保存")
    online.give_and_open(saved)
    back = online.go("records").save("記録を保存")
    again = Form(context.new_page(), form.site).open().quiet()
    again.give_and_open(back)
    server.close()

    assert MIXED == online.answers() == again.answers()
    assert saved == back


def test_the_licences_are_in_the_file(form):
    """What others wrote comes with its licences."""
    form.go("explained")
    form.page.locator("#licences summary").click()

    said = form.page.locator("#licences pre").inner_text()
    assert [True] * 3 == [
        name in said for name in ("@pyscript/core", "micropython", "age-encryption")
    ]
    assert form.fits()


def test_every_explanation_is_in_the_file(form):
    """A question's link leads to its item's explanation, which opens, and back."""
    form.quiet()
    form.question(8).get_by_text("理由と対策").click()
    form.question(8).locator('a[href="#item-8"]').click()
    opened = form.page.locator("#item-8")
    opened.get_by_text("まず一言").wait_for()

    assert "explained" == form.view
    assert "true" == str(opened.evaluate("element => element.open")).lower()
    assert 25 == form.page.locator("details.explained").count()
    opened.get_by_role("link", name="この質問に答える").click()
    form.page.locator("#question-8").wait_for()
    assert "form" == form.view


def test_the_quiz_is_in_the_file(form):
    """The explanation of training leads to the quiz, whose answers lead to the explanations."""
    form.go("explained")
    page = form.page
    page.locator("#item-20 > summary").click()
    page.locator('#item-20 a[href="#quiz-answers"]').click()
    first = page.locator("#quiz-answers details").first
    first.locator("summary").click()
    first.get_by_role("link").click()

    assert page.locator("#item-7").evaluate("one => one.open")
    assert page.locator("#item-7").get_by_text("まず一言").is_visible()
