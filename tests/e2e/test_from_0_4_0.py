"""Who comes from an earlier version with an open tab, kept records and files loses nothing."""

import json

import pytest
from people import Form
from sheets import CASES, sheet

BEFORE = CASES / "from-0.4.0"
STORAGE = json.loads((BEFORE / "storage.json").read_text(encoding="utf-8"))
WORDS = "正しい 合言葉 🔑 040"
COMPLETE = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
PUT = """({session, local}) => {
    Object.entries(session).forEach(([key, value]) => sessionStorage.setItem(key, value))
    Object.entries(local).forEach(([key, value]) => localStorage.setItem(key, value))
}"""


def come_with(page, site, state):
    """Open the form where 0.4.0 has left what it kept in a state."""
    page.goto(site.elsewhere)
    page.evaluate(PUT, STORAGE[state])
    return Form(page, site).open().quiet()


def without_site(text):
    """A record, but for which version wrote it."""
    found = json.loads(text)
    del found["site"]
    return found


def in_order(texts):
    """Records, in an order that no version of the site decides."""
    return sorted(map(without_site, texts), key=json.dumps)


def now_kept(form):
    return in_order(form.kept())


def kept_before(state):
    return in_order(STORAGE[state]["local"].values())


def test_an_open_tab_goes_on(page, site, watch):
    """A tab of 0.4.0 has its answers, its plan and its names, and takes the next answer."""
    form = come_with(page, site, "plain")
    assert sheet("DPNUDP NUDPNUDPNU DPNU.....") == form.answers()
    assert "" == form.notice()
    form.go("result")
    written = {"owner": "佐藤", "due": "2027-02-26"}
    assert written.items() <= form.written(2).items()
    assert form.tick(3).is_checked()
    assert "株式会社髙﨑屋🏪" == page.locator("#about-company").input_value()
    form.go("form").answer(21, "done")
    page.reload()
    form.ready().quiet()

    assert sheet("DPNUDP NUDPNUDPNU DPNUD....") == form.answers()
    assert [] == form.kept()
    _, saved = form.go("records").save("記録を保存")
    before = json.loads(STORAGE["plain"]["session"]["selfcheck5.record"])
    assert before["items"] == json.loads(saved)["items"]


def test_a_bound_tab_writes_its_kept_record(page, site, watch):
    """A tab of 0.4.0 that writes a kept record goes on doing so, and makes no second one."""
    form = come_with(page, site, "bound")
    assert kept_before("bound") == now_kept(form)
    assert "" == form.notice()
    form.answer(25, "done")
    assert list(STORAGE["bound"]["local"]) == page.evaluate("Object.keys(localStorage)")
    (kept,) = now_kept(form)
    assert "done" == kept["answers"]["25"]

    form.go("records")
    assert page.get_by_label("この端末に残す").is_checked()


def test_every_kept_record_is_listed(page, site, watch):
    """The list shows each record that 0.4.0 kept, and each can be opened."""
    form = come_with(page, site, "kept").go("records")
    page.wait_for_function("document.querySelectorAll('#desk-records .record').length === 3")
    companies = {json.loads(text).get("company") for text in STORAGE["kept"]["local"].values()}
    listed = form.listed()
    assert [] == [name for name in companies if not any(name in row[0] for row in listed)]
    assert kept_before("kept") == now_kept(form)
    for place in range(2):
        page.locator("#desk-records [data-action=open]").nth(place).click()
        page.locator("#result").wait_for()
        form.go("records")
    assert kept_before("kept") == now_kept(form)


def test_a_conflict_stays_one(page, site, watch):
    """Where two tabs of 0.4.0 had changed one record, neither is written over unasked."""
    form = come_with(page, site, "conflict")
    assert kept_before("conflict") == now_kept(form)
    assert "ほかのタブで変えられました" in form.notice()
    page.get_by_role("button", name="両方残す").first.click()
    mine = without_site(STORAGE["conflict"]["session"]["selfcheck5.record"])

    assert 2 == len(form.kept())
    for one in (*kept_before("conflict"), mine):
        assert one in now_kept(form)


def test_what_was_set_aside_can_be_had(page, site, watch):
    """What 0.4.0 couldn't read and put aside is offered as it is, beside the answers since."""
    form = come_with(page, site, "aside")
    assert "not_done" == form.answers()[3]
    _, saved = form.save("読めない記録を書き出す")

    assert STORAGE["aside"]["session"]["selfcheck5.aside"] == saved.decode()


@pytest.mark.parametrize("name", ["record.json", "record.age"])
def test_every_file_opens(form, name):
    """A record saved by 0.4.0, plain or under a passphrase, opens whole."""
    form.go("records").give((name, (BEFORE / name).read_bytes()))
    if name.endswith("age"):
        form.page.locator("#secret-first").fill(WORDS)
        form.decide("開く")
        form.all_read().wait_for()
    form.page.locator("#desk-records [data-action=open]").last.click()
    form.page.locator("#result").wait_for()
    assert COMPLETE == form.answers()
    _, saved = form.go("records").save("記録を保存")
    assert without_site((BEFORE / "record.json").read_text(encoding="utf-8")) == without_site(saved)
