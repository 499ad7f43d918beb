"""What is told to those who don't see the page, where the focus stays, and what large text does."""

import re

import pytest
from people import VIEWS, choose, file_of
from server import SITE
from sheets import sheet

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
OTHER = sheet("UNPDUN PDUNPDUNPD UNPDUNPDU")
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
DRAWN = [path for path in PAGES if 'class="figure"' in (SITE / path).read_text(encoding="utf-8")]
QUOTED = re.compile("「(.+?)」")
DIALOG = """() => {
    const dialog = document.querySelector("dialog[open]")
    const told = name => (dialog.getAttribute(name) ?? "").split(" ").filter(Boolean)
        .map(id => document.getElementById(id)?.textContent.trim() ?? "").join(" ")
    return {
        role: dialog.getAttribute("role") ?? "dialog",
        name: told("aria-labelledby"),
        described: told("aria-describedby"),
        destroys: Boolean(dialog.querySelector("[data-variant=danger]")),
    }
}"""
# The theme's own size is 20 px.
LARGE = "document.documentElement.style.fontSize = '40px'"
FORCED = """() => {
    const probe = document.body.appendChild(document.createElement("p"))
    const colour = name => (probe.style.color = name, getComputedStyle(probe).color)
    const forced = ["none", ...["Canvas", "CanvasText"].map(colour)]
    const [ground, ink] = forced.slice(1)
    const shapes = [...document.querySelectorAll(".figure :not(g, title, desc)")]
    return shapes.map(one => [one, getComputedStyle(one)]).filter(([one, {fill, stroke}]) =>
        ![fill, stroke].every(used => forced.includes(used))
            || (one.matches("text, tspan") && (fill !== ink || ground === ink))
    ).map(([one, {fill, stroke}]) => [one.outerHTML.slice(0, 60), fill, stroke])
}"""
NEXT_BUTTON = """seen => {
    const mark = element => element.id + element.textContent.trim()
        + JSON.stringify(Object.entries(element.dataset).filter(([name]) => name !== 'key').sort())
    const all = [...document.querySelectorAll("main button")]
    const usable = all.filter(one => one.checkVisibility() && !one.disabled)
    const found = usable.find(one => !seen.includes(mark(one)))
    found?.focus()
    return found ? mark(found) : null
}"""


def with_records(form):
    """Answers that are kept nowhere, and two files beside them."""
    form.answer_all(MIXED)
    form.go("records").give(
        ("a.json", file_of(MIXED, company="甲社", department="営業")),
        ("b.json", file_of(OTHER, company="甲社", department="総務")),
    )
    return form


def test_what_is_said_at_the_end_is_true(form):
    """After the last answer, what is said names a button in sight, and that leads to the result."""
    form.quiet().answer_all([*MIXED[:-1], None])
    form.answer(25, "done")
    said = form.page.locator("#announcement").inner_text()
    (name,) = QUOTED.findall(said)
    assert "form" == form.view
    form.page.get_by_role("button", name=name, exact=True).click()
    assert "result" == form.view


def opened_dialogs(form):
    """Open one dialog after the other and yield what each is to somebody who can't see it."""
    page = form.page
    buttons = {
        "records": [
            "最初からやり直す",
            "次の会社を始める",
            "パスフレーズ付きの記録（age）",
            "このサイトが残したものを全部消す",
        ],
        "result": ["担当・期限・メモを書く"],
    }
    with_records(form)
    for view, names in buttons.items():
        form.go(view).unfold_view()
        for name in names:
            form.button(name, page.locator(f"#{view}")).click()
            yield page.evaluate(DIALOG)
            page.keyboard.press("Escape")
    form.go("records")
    for action in ("rename", "open"):
        form.unfold(page.locator(f"#desk-records [data-action={action}]").first).click()
        yield page.evaluate(DIALOG)
        page.keyboard.press("Escape")


def test_every_dialog_says_what_it_is(form):
    """Every dialog has a name; one that destroys something is an alert that says what goes."""
    dialogs = list(opened_dialogs(form))

    assert 7 == len(dialogs)
    assert [] == [one for one in dialogs if not one["name"]]
    destroying = [one for one in dialogs if one["destroys"]]
    assert 4 == len(destroying)
    assert {"alertdialog"} == {one["role"] for one in destroying}
    assert [] == [one for one in destroying if not one["described"]]
    assert {"dialog"} == {one["role"] for one in dialogs if not one["destroys"]}


def test_what_can_be_undone_is_heard(form):
    """Where a message offers buttons, what is read out names each; undoing is in the sentence."""
    page = with_records(form).page
    for act in (
        lambda: form.unfold(page.locator("#desk-records [data-action=remove]").last).click(),
        lambda: form.keep().page.get_by_label("この端末に残す").uncheck(),
    ):
        act()
        page.locator("#notice-actions button").wait_for()
        names = page.locator("#notice-actions button").all_inner_texts()
        assert ["元に戻す"] == names
        assert set(names) <= set(QUOTED.findall(form.notice()))
        assert f"{form.notice()} 元に戻す" == page.locator("#announcement").inner_text()


def test_a_notice_is_read_out_once(form):
    """What is read out stands in one region that never moves; the notice that does is none."""
    page = form.page
    regions = page.locator(":is([role=status], [role=alert], [aria-live]:not([aria-live=off]))")
    page.evaluate(
        """() => {
            window.moved = 0
            const region = document.getElementById('announcement')
            new MutationObserver(records => {
                for (const one of records) {
                    if ([...one.removedNodes].includes(region)) moved += 1
                }
            }).observe(document.body, {childList: true, subtree: true})
        }"""
    )
    form.answer_all(MIXED)
    form.keep()

    assert "status" == page.locator("#announcement").get_attribute("role")
    assert form.notice() == page.locator("#announcement").inner_text()
    assert 0 == page.locator(".notice").locator(regions).count()
    assert 0 == page.locator(":is([role=status], [role=alert]) .notice").count()
    assert 0 == page.evaluate("moved")
    form.go("result")
    assert ("", "") == (form.notice(), page.locator("#announcement").inner_text())


def test_names_begin_with_what_is_seen(form):
    """Where a button is named otherwise than it is labelled, the name begins with the label."""
    with_records(form)
    for view in VIEWS:
        form.go(view)
        found = form.page.evaluate(
            """() => [...document.querySelectorAll("button[aria-label], a[aria-label]")]
                .filter(one => one.checkVisibility())
                .map(one => [one.textContent.trim(), one.getAttribute("aria-label")])"""
        )
        assert [] == [(seen, name) for seen, name in found if not name.startswith(seen)]
        assert found or view != "records"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_drawings_keep_forced_colours(page, site, browser_name, look):
    """In colours that the device forces, drawings use these alone, whatever look was chosen."""
    if browser_name != "chromium":
        pytest.skip("only Chromium lets a test force colours")
    choose(page, look)
    page.emulate_media(forced_colors="active", color_scheme={"light": "dark"}.get(look, "light"))
    found = []
    for path in DRAWN:
        page.goto(site.url + path)
        found += page.evaluate(FORCED)

    assert [] == found
    assert DRAWN


def press_all(page, most=60):
    """Press every button by the keyboard; return those after which nothing has the focus."""
    page.evaluate("window.print = () => {}")
    seen, lost = [], []
    while len(seen) < most:
        mark = page.evaluate(NEXT_BUTTON, seen)
        if mark is None:
            return seen, lost
        seen.append(mark)
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
            page.wait_for_timeout(50)
        if page.evaluate("document.activeElement === document.body"):
            lost.append(mark)
    raise AssertionError("no end of buttons")


@pytest.mark.parametrize("view", VIEWS[1:])
def test_no_button_of_a_view_loses_the_focus(form, view):
    """Whichever button of a view is pressed, and what it asks refused, the focus is somewhere."""
    with_records(form).go(view)
    form.page.evaluate(
        "view => document.querySelectorAll(`#${view} details`).forEach(one => one.open = true)",
        view,
    )
    seen, lost = press_all(form.page)

    assert [] == lost
    assert len(seen) > 1


@pytest.mark.parametrize("path", ["", "items/05/", "diagnose/", "search/"])
def test_a_new_version_takes_no_focus_away(page, site, path):
    """Who puts off a new version goes on reading where the page's content begins."""
    page.goto(site.url + path)
    page.evaluate("document.querySelector('#new-version p').hidden = false")
    page.locator("#new-version button").last.focus()
    page.keyboard.press("Enter")

    assert "content" == page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("view", VIEWS[1:])
def test_a_skip_keeps_the_view(form, view):
    """Who skips to the content in a view, and loads the page again, is still in it."""
    form.answer_all(MIXED)
    form.go(view)
    form.page.locator(".md-skip").focus()
    form.page.keyboard.press("Enter")
    form.page.locator("#content:focus").wait_for()
    form.page.wait_for_url(f"**/#{view}")
    form.page.reload()
    form.ready().quiet()

    assert view == form.view


def test_a_failure_is_said_in_two_sentences(page, site):
    """When Python can't start, what is read out at once is the heading and that nothing is lost."""
    page.route("**/*.wasm*", lambda route: route.abort())
    page.goto(site.form)
    page.wait_for_selector("html[data-engine=failed]")
    alerts = [one for one in page.get_by_role("alert").all_inner_texts() if one.strip()]

    assert 1 == len(alerts)
    assert alerts[0].startswith("自動の採点を始められませんでした")
    assert len(alerts[0]) < 100


def test_large_text_fits_a_phone(page, site):
    """With text twice as large, no page scrolls sideways on a phone 360 px wide."""
    page.set_viewport_size({"width": 360, "height": 740})
    wide = []
    for path in PAGES:
        page.goto(site.url + path)
        page.evaluate(LARGE)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide.append((path, width))

    assert [] == wide
    assert len(PAGES) > 30


@pytest.mark.parametrize("view", VIEWS)
def test_large_text_fits_in_each_view(form, view):
    """Nor does a view of the form, filled."""
    with_records(form).go(view)
    form.page.set_viewport_size({"width": 360, "height": 740})
    form.page.evaluate(LARGE)

    assert form.fits()


@pytest.mark.parametrize("path", ["items/05/", "items/"])
def test_large_text_has_the_screen(page, site, path):
    """With text twice as large, the text has more than half of a screen 1280 px wide."""
    page.goto(site.url + path)
    page.evaluate(LARGE)

    assert page.locator(".md-content").bounding_box()["width"] > 640
