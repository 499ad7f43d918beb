"""Hostile input in a real browser: files, the address and storage bring in nothing but text."""

import json
from urllib.parse import quote

import pyrage
import pytest
from built import catalog, questionnaire, texts
from ideas import labels, record
from payloads import CONTROLS, LINES, RUN, TEXTS, VALUES
from people import Form, file_of
from views import listing

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
WORDS = texts()
WORDS_TO_OPEN = "正しい 合言葉 🔑"
NUMBERS = [item["number"] for item in CATALOG["items"]]
SHORT = ["unknown", "not_done"] * 12 + ["partial"]
PHONE = {"width": 360, "height": 740}

WATCHING = """{
    window.violations = []
    addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
        violations.push(violatedDirective + ' ' + blockedURI))
    window.before = [Object, Array, String, Function].map(one =>
        Object.getOwnPropertyNames(one.prototype).join())
}"""
# What is wrong with the page, each in a few words; what we make ourselves is none of it.
STRANGE = """() => {
    const made = 'img, iframe, object, embed, math, base, meta[http-equiv=refresh], form form, '
        + 'template:not([id]):not([data-verdict]), [srcdoc], [autofocus], #selfcheck:not(form)'
    const all = [...document.querySelectorAll('*')]
    const after = [Object, Array, String, Function].map(one =>
        Object.getOwnPropertyNames(one.prototype).join())
    return [
        ...violations,
        ...'ran' in window ? ['a script ran'] : [],
        ...String(before) === String(after) ? [] : ['a prototype has changed'],
        ...[...document.querySelectorAll(made)].map(one => one.outerHTML.slice(0, 200)),
        ...[...document.links].filter(one => !/^https?:$/.test(one.protocol)
            || one.getAttribute('href').includes('evil.example')).map(one => one.outerHTML),
        ...all.flatMap(one => one.getAttributeNames()).filter(name => name.startsWith('on')),
        ...[...document.querySelectorAll('script, style, link')].filter(one =>
            one.outerHTML.includes('evil.example') || one.textContent.includes('window.ran')
        ).map(one => one.outerHTML.slice(0, 200)),
    ]
}"""


@pytest.fixture
def safe(page, site, watch):
    """A page of which nothing strange is seen at the end: no script, no element, no dialog."""
    dialogs = []

    def close(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.add_init_script(WATCHING)
    page.set_viewport_size(PHONE)
    yield page
    assert [] == page.evaluate(STRANGE)
    assert [] == dialogs


@pytest.fixture
def opened(safe, site):
    """The form on a phone, quiet, which asks for nothing until the end of the test."""
    form = Form(safe, site).open().quiet()
    site.forget()
    yield form
    assert [] == site.requests


def hostile_file(index):
    """The text of a record with a payload in each name, unknown field and key."""
    company, department, role = (LINES[(index + step) % len(LINES)] for step in (0, 1, 2))
    made = json.loads(file_of(SHORT, date="2026-04-01"))
    made |= {"company": company, "department": department, "role": role, TEXTS[index]: TEXTS}
    made["merged"] = {"rule": "lowest", "from": [{"company": role, "x": company}], "open": [3]}
    return json.dumps(made)


def hostile_plan(offset):
    """The text of a record with payloads as owner and note of every item."""
    made = json.loads(file_of(SHORT, company=f"計画{offset}", date="2026-10-01"))
    made["items"] = {
        str(number): {
            "owner": LINES[(offset + number) % len(LINES)],
            "note": "\n".join(LINES[(offset + number + step) % len(LINES)] for step in (0, 30, 60)),
            "x" + TEXTS[(offset + number) % len(TEXTS)]: TEXTS[number],
        }
        for number in NUMBERS
    }
    return json.dumps(made)


def names(form):
    """The names on this page of the list of records."""
    return form.page.evaluate(
        "[...document.querySelectorAll('#desk-records .record b')].map(one => one.textContent)"
    )


def all_listed(form):
    """The names in the whole list of records, and how many rows it has."""
    found, rows = names(form), len(form.listed())
    while form.page.locator("#page-records-next").count():
        form.page.locator("#page-records-next").click()
        found += names(form)
        rows += len(form.listed())
    return found, rows


def test_files(opened):
    """Whatever stands in files and in their names, it is shown as text in every view."""
    chosen = [(TEXTS[index] + ".json", hostile_file(index)) for index in range(0, 57, 3)]
    dropped = [(TEXTS[index] + ".json", hostile_file(index)) for index in range(57, len(LINES), 3)]
    opened.go("records").give(*chosen)
    opened.drop(*dropped)
    expected = [labels.name(QUESTIONNAIRE, json.loads(text)) for _, text in chosen + dropped]
    assert sorted(expected) == sorted(names(opened))
    shown = opened.page.locator("#desk-records").evaluate("one => one.textContent")
    for name, _ in chosen + dropped:
        assert labels.isolated(name) in shown
    assert opened.fits()
    assert [] == opened.page.evaluate(STRANGE)

    for view in ("compare", "departments"):
        opened.go(view)
        shown = opened.page.locator(f"#desk-{view}").evaluate("one => one.textContent")
        assert [] == [name for name in expected if name not in shown]
        assert opened.fits()
        assert [] == opened.page.evaluate(STRANGE)


def test_plans(opened):
    """Texts of a plan stay text in the result, on paper, and in the file that is saved."""
    opened.page.evaluate("window.print = () => {}")
    sealed = pyrage.passphrase.encrypt(hostile_plan(50).encode(), WORDS_TO_OPEN)
    opened.go("records").give(("a.json", hostile_plan(0)), (LINES[0] + "\u202enosj.age", sealed))
    opened.page.locator("#secret-first").fill(WORDS_TO_OPEN)
    opened.decide("開く").all_read().wait_for()
    for place, offset in ((0, 0), (-1, 50)):
        opened.go("records").page.locator("[data-action=open]").nth(place).click()
        opened.page.locator("#result").wait_for()
        planned = json.loads(hostile_plan(offset))["items"]
        for field in ("owner", "note"):
            shown = opened.page.locator(f"#desk-result dd[data-field={field}]")
            found = shown.evaluate_all(
                """all => all.map(one => [one.closest('li').querySelector('[data-number]')
                    .dataset.number, one.textContent])"""
            )
            wanted = {number: labels.isolated(one[field]) for number, one in planned.items()}
            assert wanted == dict(found)
        assert opened.fits()
        for name, kind in (("報告書を印刷", "report"), ("確認シートを印刷", "inquiry")):
            opened.page.get_by_role("button", name=name).first.click()
            opened.page.locator(f"#paper-{kind} h2").wait_for(state="attached")
        paper = opened.page.locator("#paper-report").evaluate("one => one.textContent")
        for one in planned.values():
            assert labels.isolated(one["owner"]) in paper
            assert labels.isolated(one["note"]) in paper
        _, content = opened.go("records").save("記録を保存")
        assert planned == json.loads(content)["items"]
        assert [] == opened.page.evaluate(STRANGE)


def test_half_a_character(opened):
    """Half of a pair, left where a field cuts an emoji, does no harm; the rest of it is kept."""
    opened.answer_all(SHORT)
    opened.go("result").planned(1).locator("[data-action=write]").click()
    opened.page.evaluate(
        """() => {
            for (const id of ['about-company', 'writing-owner', 'writing-note']) {
                const field = document.getElementById(id)
                field.value = '甲\\ud83d社\\ude00'
                field.dispatchEvent(new Event('change', {bubbles: true}))
            }
        }"""
    )
    opened.page.keyboard.press("Escape")
    _, content = opened.go("records").save("記録を保存")
    made = record.load(QUESTIONNAIRE, content.decode())
    for text in (made["company"], made["items"]["1"]["owner"], made["items"]["1"]["note"]):
        assert ("甲", "社") == (text[0], text.strip("\ufffd")[-1])
    opened.page.reload()
    opened.ready().quiet()
    assert SHORT == opened.answers()
    opened.site.forget()


def test_several_in_columns(opened):
    """As columns of the tables, and copied, hostile names stay text and keep to themselves."""
    texts_of_files = [hostile_file(LINES.index(text)) for text in LINES if "evil" in text]
    opened.go("departments").give(*[("a.json", text) for text in texts_of_files])
    expected = [labels.name(QUESTIONNAIRE, json.loads(text)) for text in texts_of_files]
    heads = opened.page.locator("#departments thead th").all_text_contents()
    assert [f"{place}. {name}" for place, name in enumerate(expected, 1)] == heads[4:]
    opened.page.get_by_label("項目ごとに選ぶ").check()
    assert opened.fits()
    opened.page.get_by_role("button", name="会社の記録にする").click()
    opened.page.locator("#result").wait_for()


def test_a_name_does_not_turn_what_stands_beside_it(opened):
    """Whatever the name, the date after it stands to its right, and reads from left to right."""
    made = [
        file_of(SHORT, company=name, department="2 部", date="2026-04-01")
        for name in ("חברה", "\u202eabc", "\u2069\u202eabc", "شركة ١٢٣")
    ]
    opened.go("records").give(*[(f"{index}.json", text) for index, text in enumerate(made)])
    edges = opened.page.evaluate(
        """() => [...document.querySelectorAll('#desk-records .record b')].map(one => {
            const text = one.firstChild
            const range = document.createRange()
            return ['・', '2 部', '2026', '-04', '-01'].map(part => {
                const at = text.data.lastIndexOf(part)
                range.setStart(text, at)
                range.setEnd(text, at + 1)
                return range.getBoundingClientRect().left
            })
        })"""
    )

    assert len(made) == len(edges)
    assert [sorted(one) for one in edges] == edges


def test_what_is_no_record(opened):
    """Files with strange values are refused with a plain reason each, or read; the page runs on."""
    head = f'"format": "selfcheck-record", "edition": "{CATALOG["edition"]["id"]}"'
    texts_of_files = []
    for field in ("company", "items", "answers", "total", "x"):
        for value in VALUES:
            rest = {"version": "2", "answers": "{}", field: value}
            fields = ", ".join(f'"{name}": {value}' for name, value in rest.items())
            texts_of_files.append(f"{{{head}, {fields}}}")
    for text in CONTROLS:
        texts_of_files.append(file_of(SHORT)[:-3] + f', "company": {json.dumps(text)}}}')
        texts_of_files.append(file_of(SHORT) + text)
    read = [text for text in texts_of_files if is_record(text)]
    opened.go("records").give(*[(f"{n}.json", text) for n, text in enumerate(texts_of_files)])

    count = len(texts_of_files) - len(read)
    refused = opened.page.locator("#desk-records .refused li").all_text_contents()
    assert [labels.others(QUESTIONNAIRE, count - listing.PAGE)] == refused[listing.PAGE :]
    assert f"{count}件は読み込めませんでした" in opened.notice()
    assert len(read) == len(all_listed(opened)[0])
    assert 0 < len(read) < count
    assert opened.fits()
    opened.answer_all(SHORT)
    assert 25 == opened.outputs()[0]


def is_record(text):
    try:
        record.load(QUESTIONNAIRE, text)
    except record.RecordError:
        return False
    return True


FRAGMENTS = [
    *("%", "%E0%A4%A", "%00", "%ED%A0%80", "\ud800", '"]', "#", "a".ljust(100_000, "a")),
    *("selfcheck", "ask", "ask-form", "desk-result", "paper-report", "body", "question-1'"),
]


def test_the_address_of_the_form(opened):
    """Whatever the query and the fragment say, the form is there, and it is never shown."""
    page, site = opened.page, opened.site
    query = "&".join(quote(text) for text in TEXTS[:40])
    page.goto(site.url + f"diagnose/?{query}&%E0%A4%A=%#<img src=x onerror={RUN}>")
    opened.ready().quiet()
    site.forget()
    opened.answer_all(SHORT)
    seen = page.evaluate(
        """fragments => {
            const seen = []
            for (const one of fragments) {
                history.pushState(one, '', '#' + one)
                dispatchEvent(new HashChangeEvent('hashchange'))
                location.hash = one
                const views = document.querySelectorAll('.view:not([hidden])')
                seen.push(views.length === 1)
            }
            return seen
        }""",
        [text for text in FRAGMENTS + TEXTS if text != "\ud800"],
    )
    assert [True] * len(seen) == seen
    assert "window.ran" not in page.evaluate("document.body.innerText")
    opened.go("result")
    page.evaluate("history.replaceState({top: '<img>', __proto__: null}, '')")
    opened.go("form")
    page.go_back()
    page.locator("#result").wait_for()

    assert 25 == opened.outputs()[0]


@pytest.mark.parametrize("path", ["", "items/07/", "items/", "search/", "privacy/", "no/such/page"])
def test_the_address_of_other_pages(safe, site, watch, path):
    """Whatever an address says, no page takes it for more than a place."""
    safe.goto(site.url + path + f"?<img src=x onerror={RUN}>#<img src=x onerror={RUN}>")
    safe.evaluate(
        "fragments => fragments.forEach(one => { location.hash = one })",
        [text for text in FRAGMENTS if text != "\ud800"] if path != "search/" else ["%", "%00"],
    )
    safe.wait_for_load_state("networkidle")
    # The browser itself tells of the page that isn't there.
    watch.errors[:] = [error for error in watch.errors if "404" not in error]


def test_the_fragment_of_the_search(safe, site):
    """What is searched for is said as text, whatever it is."""
    safe.goto(site.url + "search/")
    for text in (
        "<img src=x onerror=window.ran=1>",
        "__proto__",
        "constructor",
        "{query} $&",
        '"*"',
    ):
        safe.evaluate("text => { location.hash = encodeURIComponent(text) }", text)
        safe.locator("#search-status", has_text=text).wait_for()

        assert text == safe.locator("#query").input_value()


KEPT = [json.dumps(value) for value in (None, 0, [], {}, "x", {"format": "selfcheck-record"})]


def test_what_the_device_kept(safe, site):
    """Kept records with strange names and contents are listed, named as unreadable, or erased."""
    safe.goto(site.url + "404.html")
    stored = {f"selfcheck5.kept.{text}": hostile_file(n) for n, text in enumerate(LINES[:40])}
    stored |= {f"selfcheck5.kept.bad{n}": text for n, text in enumerate(KEPT + TEXTS)}
    stored |= {"selfcheck5.scheme": '"><img src=x onerror=window.ran=1>', "selfcheck5.": "x"}
    theirs = {**dict.fromkeys(TEXTS, "x"), "selfcheck5": "x", "Selfcheck5.kept.a": hostile_file(0)}
    safe.evaluate(
        """all => {
            for (const [key, text] of all) localStorage.setItem(key, text)
            localStorage.setItem('selfcheck5.kept.half', '{"x": "\\ud800"}')
        }""",
        list((theirs | stored).items()),
    )
    form = Form(safe, site).open().quiet()
    form.go("records")
    readable = [labels.name(QUESTIONNAIRE, json.loads(hostile_file(n))) for n in range(40)]
    form.page.locator("#reading").wait_for(state="hidden")
    found, rows = all_listed(form)
    assert sorted(readable) == sorted(found)
    assert len(KEPT + TEXTS) + 1 == rows - len(readable)
    assert form.fits()
    while not safe.locator("[data-action=open]").count():
        safe.locator("#page-records-before").click()
    safe.locator("[data-action=open]").first.click()
    safe.locator("#result").wait_for()
    form.go("records").page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    safe.locator("#erased").wait_for()

    left = "Array.from({length: localStorage.length}, (_, index) => localStorage.key(index))"
    assert sorted(theirs) == sorted(safe.evaluate(left))
    assert 0 == safe.evaluate("sessionStorage.length")


IN_THE_TAB = [
    *KEPT[:4],
    "{",
    "\x00",
    '{"format": "selfcheck-record", "version": 2, "edition": "x", "answers": {}}',
    file_of(SHORT).replace('"answers"', '"__proto__": {"ran": 1}, "answers"'),
    file_of(SHORT).replace('"done"', '"constructor"').replace('"partial"', '"toString"'),
    hostile_file(0),
    hostile_plan(0),
]
BOUND = ["{", "null", "[]", "[1, 2]", '["__proto__", "x"]', '["", ""]', '[{}, "x"]', '["a", null]']


def test_what_the_tab_kept(safe, site):
    """Whatever stands in the tab's storage, the form starts and counts."""
    form = Form(safe, site).open().quiet()
    for index, text in enumerate(IN_THE_TAB):
        safe.evaluate(
            """([record, bound, aside]) => {
                sessionStorage.setItem('selfcheck5.record', record)
                sessionStorage.setItem('selfcheck5.bound', bound)
                sessionStorage.setItem('selfcheck5.aside', aside)
            }""",
            [text, BOUND[index % len(BOUND)], TEXTS[index]],
        )
        safe.reload()
        form.ready().quiet()
        form.answer_all(SHORT)

        assert [25, *form.outputs()[1:]] == form.outputs()
        assert SHORT == form.answers()
        assert [] == safe.evaluate(STRANGE)
