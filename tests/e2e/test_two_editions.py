"""On a site of a newer edition, a record of the older one is read, printed, saved, compared."""

from types import SimpleNamespace

import copies
import pytest
import successor
from people import Form, Watch, assert_accessible
from server import Server
from sheets import questionnaire, sheet
from test_editions import file_of

OLD = questionnaire()
NEW = successor.later()
WORDS = NEW.words["records"]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The built site of the made-up edition, with the frozen one before it."""
    copy = successor.put_into(copies.copied(tmp_path_factory.mktemp("later")))
    built = copies.built(copy)
    assert 0 == built.returncode, built.stderr
    return copy / "site"


@pytest.mark.parametrize("kind", ["site", "file"])
def test_a_record_of_the_older_edition(folder, page, kind):
    """It opens beside the tab's own, which stays; comparing says what corresponds."""
    server = place = Server("/later/", folder)
    if kind == "file":
        file = (folder / "selfcheck.html").as_uri()
        place = SimpleNamespace(origin="file://", form=file, elsewhere=file)
    watch = Watch(page, place.origin)
    form = Form(page, place).open()
    form.answer_all(["done"] * 25)
    text = file_of(OLD, MIXED, company="甲社", date="2026-01-05")
    form.go("records").give(("old.json", text))
    asked = len(server.requests)

    row = page.locator("#desk-records .record", has_text="甲社")
    assert OLD.edition["label"] in row.text_content()
    row.get_by_role("button", name=WORDS["read"], exact=False).first.click()
    report = page.locator("#desk-records .older")
    report.wait_for()
    assert "older-title" == page.evaluate("document.activeElement.id")
    assert f"{OLD.score(MIXED)['total']}" in report.text_content()
    page.set_viewport_size({"width": 360, "height": 740})
    assert form.fits()
    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("window.print = () => (window.printed = true)")
    page.get_by_role("button", name=WORDS["older_print"]).click()
    page.wait_for_function("window.printed")
    assert "甲社" in page.locator("#paper-report").text_content()
    saved = form.save(page.locator("#desk-records .buttons [data-kind=json]").first)
    assert text == saved[1].decode("utf-8")

    form.go("compare")
    form.button("全部選ぶ").click()
    table = page.locator("#desk-compare .compare")
    assert NEW.words["compare"]["absent"] in table.text_content()
    assert ["done"] * 25 == form.answers()
    shown = page.locator("#desk-compare").text_content()
    assert f"「{OLD.edition['label']}」の記録が1件" in shown
    assert asked == len(server.requests)
    server.close()
    assert [] == watch.foreign + watch.errors
