"""The states in which people meet the form's page, each a function that brings a page there.

Where a state returns something, that is to be looked at instead of the page.
"""

import re

import pytest
from built import texts
from ideas import record
from people import QUESTIONNAIRE, Form, hold
from sheets import CASES, sheet

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
FILES = [("a.json", SAVED), ("b.json", SAVED.replace("本店", "支店")), ("c.json", "{")]
# As long as a name may be; one of them has no place where a line could break.
LONG = {
    "company": "株式会社東西南北情報総合研究所" * 9,
    "department": "Donaudampfschifffahrtsgesellschaft" * 9,
    "role": "情報システム部セキュリティ推進課課長代理補佐" * 9,
}
LONG = {field: name[: record.NAME] for field, name in LONG.items()}
# When nothing on the page has changed for a while, what was asked for is drawn.
STILL = """() => new Promise(still => {
    const observer = new MutationObserver(() => wait())
    let timer = 0
    const wait = () => {
        clearTimeout(timer)
        timer = setTimeout(() => { observer.disconnect(); still() }, 300)
    }
    observer.observe(document.body, {subtree: true, childList: true, attributes: true})
    wait()
})"""


def loading(page, site):
    hold(page, re.compile(r"micropython\.wasm"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")


def ready(page, site):
    return Form(page, site).open()


def partly(page, site):
    ready(page, site).answer_all([*MIXED[:10], *[None] * 15])


def complete(page, site):
    ready(page, site).answer_all(MIXED)


def perfect(page, site):
    ready(page, site).answer_all(["done"] * 25)


def asking(page, site):
    complete(page, site)
    Form(page, site).go("records")
    page.get_by_role("button", name="最初からやり直す").click()


def result(page, site):
    complete(page, site)
    Form(page, site).go("result")
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")


def records(page, site):
    complete(page, site)
    form = Form(page, site).go("records")
    page.get_by_label("この端末に残す").check()
    form.give(*FILES)


def comparing(page, site):
    records(page, site)
    Form(page, site).go("compare")


def departments(page, site):
    records(page, site)
    Form(page, site).go("departments")
    page.get_by_label("項目ごとに選ぶ").check()


def passphrase(page, site):
    complete(page, site)
    Form(page, site).go("records").button("パスフレーズ付き").click()


def erased(page, site):
    complete(page, site)
    Form(page, site).go("records")
    page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    page.get_by_role("button", name="全部消す", exact=True).click()
    page.locator("#erased").wait_for()


def noticing(page, site):
    ready(page, site)
    page.evaluate("sessionStorage.setItem('selfcheck5.record', '{')")
    page.reload()
    Form(page, site).ready()


def failed(page, site):
    page.route("**/py/first.txt*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=failed]")


def helped(page, site):
    """Everything that a question can tell is open."""
    ready(page, site)
    page.evaluate(
        "document.querySelectorAll('#question-1 details').forEach(one => one.open = true)"
    )


def partial_result(page, site):
    view(page, site, "result", record_of([*MIXED[:3], *[None] * 22]))


def complete_result(page, site):
    view(page, site, "result", record_of(MIXED))


def perfect_result(page, site):
    view(page, site, "result", record_of(["done"] * 25))


def unknown_result(page, site):
    view(page, site, "result", record_of(["unknown"] * 25))


def all_ticked(page, site):
    """Whatever was to do is done, as the plan has it."""
    ticked = [(number, "ticked", True) for number in range(1, 26)]
    view(page, site, "result", record_of(MIXED, ticked, **LONG))


def carried():
    """Answers of the check before, some of them looked at, with all that is written about them."""
    marked = [(number, "carried", True) for number in range(1, 26, 2)]
    texts = [("evidence", LONG["role"] * 4), ("checked_by", LONG["department"])]
    texts += [("checked_on", "2027-02-20"), ("note", "メモ")]
    proved = [(number, *text) for number in range(1, 26, 4) for text in texts]
    return record_of(MIXED, [*marked, *proved], company="甲社", date="2027-03-01")


def carried_result(page, site):
    view(page, site, "result", carried())
    page.locator("#checked > summary").click()


def carried_form(page, site):
    Form(page, site).open_with(carried()).quiet()
    page.locator("#unfold").click()


def proving(page, site):
    """The fields of how an answer was checked."""
    Form(page, site).open_with(carried()).quiet().prove(1)


def no_records(page, site):
    view(page, site, "records", record_of([None] * 25))


def no_comparison(page, site):
    view(page, site, "compare", record_of(MIXED))


def no_departments(page, site):
    view(page, site, "departments", record_of(MIXED))


def long_result(page, site):
    view(page, site, "result", long_names(0))


def long_records(page, site):
    view(page, site, "records", long_names(0), [long_names(number) for number in (1, 2)])


def long_comparison(page, site):
    view(page, site, "compare", long_names(0), [long_names(number) for number in (1, 2)])


def long_departments(page, site):
    view(page, site, "departments", long_names(0), [long_names(number) for number in (1, 2)])
    choose_all(page, "departments")


def many_records(page, site):
    view(page, site, "records", record_of(MIXED), two_hundred())


def many_compared(page, site):
    view(page, site, "compare", record_of(MIXED), two_hundred())
    choose_all(page, "compare")


def many_departments(page, site):
    view(page, site, "departments", record_of(MIXED), two_hundred())
    choose_all(page, "departments")


def framed(page, site):
    """A page around shows the form within itself."""
    html = f"""<!doctype html><html lang=ja><title>around</title>
    <style>body {{ margin: 0 }} iframe {{ border: 0; height: 100vh; width: 100% }}</style>
    <iframe src="{site.form}"></iframe>"""
    around = site.url + "around/"
    page.route(around, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(around)
    page.frame_locator("iframe").get_by_role("link", name="診断を新しいタブで開く").wait_for()
    return page.frames[1]


def unscripted(page, site):
    page.goto(site.form)


def offline(page, site):
    """The browser keeps the site, and there is no network."""
    page.goto(site.url + "offline/")
    words = texts()["offline"]
    page.get_by_role("button", name=words["button"]).click()
    page.locator("#offline-state").get_by_text(words["ready"], exact=True).wait_for()
    site.down = True
    try:
        Form(page, site).open().quiet()
    finally:
        site.down = False


def record_of(answers, planned=(), **named):
    """Return the text of a record; `planned` has (number, field, value)."""
    made = record.blank(QUESTIONNAIRE, "1.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    for field, value in named.items():
        record.put(made, field, value)
    for number, field, value in planned:
        record.put_item(made, number, field, value)
    return record.dump(QUESTIONNAIRE, made)


def long_names(number):
    """Return a record in which whatever people may write is as long as it may be."""
    answers = MIXED[number:] + MIXED[:number]
    planned = [(one, "owner", LONG["department"]) for one in range(1, 26)]
    planned += [(one, "note", LONG["department"] * 4 + LONG["role"] * 4) for one in range(1, 26)]
    return record_of(answers, planned, **LONG, date=f"20{24 + number}-04-01")


def two_hundred():
    """Return the records of two hundred departments, each of its own day."""
    return [
        record_of(
            MIXED[number % 25 :] + MIXED[: number % 25],
            company="甲社",
            department=f"第{number + 1}営業所",
            date=f"20{20 + number // 60}-{1 + number // 28 % 12:02}-{1 + number % 28:02}",
        )
        for number in range(200)
    ]


def view(page, site, name, text, kept=()):
    """Show a view to whoever has a record in the tab, and others kept on the device."""
    page.goto(site.elsewhere)
    page.evaluate(
        """([text, kept]) => {
            sessionStorage.setItem('selfcheck5.record', text)
            kept.forEach((text, n) => { localStorage[`selfcheck5.kept.${n}`] = text })
        }""",
        [text, list(kept)],
    )
    Form(page, site).open(f"#{name}").quiet()
    page.locator(f"#{name}").wait_for()
    page.locator("#reading").wait_for(state="hidden")
    page.evaluate(STILL)


def choose_all(page, name):
    """Choose every record that there is."""
    page.locator(f"#{name} [data-action=choose-all]").click()
    page.evaluate(STILL)


# What differs most; the gallery of every change shows these, and that of the audit all.
MAIN = [loading, failed, ready, helped, partly, asking, noticing]
MAIN += [partial_result, complete_result, perfect_result, unknown_result, all_ticked, long_result]
MAIN += [carried_result, carried_form, proving]
MAIN += [many_records, long_comparison, long_departments]
MORE = [complete, perfect, result, no_records, records, long_records, passphrase, erased]
MORE += [no_comparison, comparing, many_compared, no_departments, departments, many_departments]
STATES = MAIN + MORE
# These need a browser, or a page around, of their own.
APART = [
    framed,
    pytest.param(unscripted, marks=pytest.mark.browser_context_args(java_script_enabled=False)),
    pytest.param(offline, marks=pytest.mark.browser_context_args(service_workers="allow")),
]
