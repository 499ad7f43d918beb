"""The pages around the form: reachable, searchable, accessible, at any address."""

from importlib.metadata import distribution
from pathlib import Path

import pytest
from built import texts
from people import VIEWS, Form, assert_accessible, choose, hold, inaccessible
from sheets import CASES, sheet

TEXTS = texts()
SAVED = (CASES / "record-v2.json").read_text(encoding="utf-8")
FILES = [("a.json", SAVED), ("b.json", SAVED.replace("本店", "支店")), ("c.json", "{")]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
SCHEME = "data-md-color-scheme"


@pytest.mark.parametrize(("scheme", "name"), [("light", "default"), ("dark", "slate")])
def test_axe_finds_nothing(page, site, scheme, name):
    """axe finds no fault against WCAG 2.2 A and AA, light and dark."""
    choose(page, scheme)
    paths = ["", "diagnose/", "items/", "items/10/", "about/", "search/"]
    found = {}
    for path in paths:
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
        found[path] = [page.locator("body").get_attribute(SCHEME), inaccessible(page)]

    assert {path: [name, []] for path in paths} == found


def test_axe_finds_nothing_in_a_view(form):
    """axe finds no fault in any view of a complete check, files read, its disclosures open."""
    form.answer_all(MIXED)
    form.go("departments").give(*FILES)
    found = {}
    for view in VIEWS:
        form.go(view)
        form.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        found[form.view] = inaccessible(form.page)

    assert {view: [] for view in VIEWS} == found


def test_axe_finds_nothing_in_the_failure(page, site):
    """axe finds no fault where the engine could not start."""
    page.route("**/py/first.txt*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=failed]")

    assert_accessible(page)


# The selectors of a sheet that match something, whatever the mouse and the keyboard are at.
MATCHING = """text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    const all = (rules, around) => [...rules].flatMap(rule =>
        rule.selectorText
            ? rule.selectorText.split(/,(?![^(]*\\))/).map(one => [around, one.trim()])
            : all(rule.cssRules ?? [], around + (rule.conditionText ?? '')))
    const passing = /::?[\\w-]*(before|after|hover|focus|active|visited|target|print)[\\w-]*/g
    return all(sheet.cssRules, '').filter(([_, selector]) => {
        try { return document.querySelector(selector.replace(passing, '') || '*') }
        catch { return false }
    }).map(String)
}"""


@pytest.fixture(scope="module")
def of_the_theme(site):
    """The theme's sheets: as it has them, and what is left of them on the site."""
    folder = Path(distribution("mkdocs-material").locate_file("material/templates"))
    whole = sorted(folder.glob("assets/stylesheets/*.css"))
    left = [site.site / path.relative_to(folder) for path in whole]
    return ["".join(path.read_text(encoding="utf-8") for path in some) for some in (whole, left)]


def assert_all_that_matches_is_left(page, of_the_theme, place):
    whole, left = (page.evaluate(MATCHING, text) for text in of_the_theme)
    assert 50 < len(whole), place
    assert {*whole} == {*left}, place


def test_no_rule_that_matches_is_missing(page, site, of_the_theme):
    """Whatever of the theme's style sheets matches something on a page is on the site."""
    for path in ("", "items/", "items/03/", "about/", "glossary/", "search/"):
        page.goto(site.url + path)
        assert_all_that_matches_is_left(page, of_the_theme, path)


def test_no_rule_that_matches_a_view_is_missing(form, of_the_theme):
    """So it is in each view of a complete check, with files read and one of them refused."""
    form.answer_all(MIXED)
    form.go("departments").give(*FILES)
    for view in VIEWS:
        form.go(view)
        assert_all_that_matches_is_left(form.page, of_the_theme, view)


def test_no_page_scrolls_sideways(page, site):
    """On a 320 px wide screen every page fits."""
    page.set_viewport_size({"width": 320, "height": 600})
    for path in ("", "items/", "items/03/", "about/", "privacy/", "search/", "speed/"):
        page.goto(site.url + path)
        assert Form(page, site).fits(), path


@pytest.mark.parametrize(("way", "taps"), [("scrolling", 27), ("次へ", 51)])
def test_from_home_to_a_result_on_a_phone(page, site, watch, way, taps):
    """From home a phone has the result after a tap for each answer, and at most one between two."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.add_init_script(
        """addEventListener('pointerdown', () =>
            sessionStorage.setItem('taps', Number(sessionStorage.getItem('taps')) + 1))"""
    )
    page.goto(site.url)
    page.get_by_role("link", name="診断を始める").first.click()
    form = Form(page, site).ready()
    for number, answer in enumerate(MIXED, 1):
        form.answer(number, answer)
        if way == "次へ" and number < len(MIXED):
            page.get_by_role("button", name=way).click()
    page.get_by_role("button", name="結果を見る").click()

    assert str(taps) == page.evaluate("sessionStorage.getItem('taps')")
    assert page.locator("#verdict").is_visible()
    assert page.locator("#verdict").get_by_text("いつ起きてもおかしくない").is_visible()


def test_keyboard_reaches_everything(page, site):
    """The first Tab shows the way past the header, and each page of the header can be reached."""
    page.goto(site.url)
    page.keyboard.press("Tab")
    assert "#" in page.evaluate("document.activeElement.getAttribute('href')")
    links = []
    for _ in range(8):
        page.keyboard.press("Tab")
        links.append(page.evaluate("document.activeElement.textContent.trim()"))

    assert {"診断する", "解説", "診断について", "プライバシー", "検索"} <= set(links)


FIRST = {
    "無線LAN": "No.10 無線LANの盗聴や無断使用を防ぐ",
    "フィッシング対策": "No.7 身に覚えのない電子メールは疑ってみる",
    "多要素認証": "No.3 強固なパスワードを使用する",
    "パスワードの管理": "No.3 強固なパスワードを使用する",
    "バックアップ": "No.5 定期的にバックアップを取る",
    "ChatGPT": "No.11 インターネットを介したトラブルを防ぐ",
}


def test_search_finds_the_right_page_first(page, site, watch):
    """A Japanese word leads to its item first, and the first result opens that page."""
    found, opened = {}, {}
    for query in FIRST:
        page.goto(site.url + "search/")
        page.get_by_label("知りたい言葉").fill(query)
        page.keyboard.press("Enter")
        first = page.locator("#search-results a").first
        found[query] = first.inner_text()
        first.click()
        page.wait_for_url("**/items/**")
        opened[query] = " ".join(page.locator("h1").inner_text().split())

    assert FIRST == found == opened


def hits(page, query):
    """Search for a query; return the titles found, in order, and how many there are in all."""
    page.get_by_label("知りたい言葉").fill(query)
    page.keyboard.press("Enter")
    page.locator("#search-status", has_text=f"「{query}」").wait_for()
    titles = page.locator("#search-results a").all_inner_texts()
    return titles, page.locator("#search-status").inner_text().partition("：")[2]


SPELLINGS = {
    "ＵＳＢ": "USB",
    "ＷｉＦｉ": "Wi-Fi",
    "ﾊﾞｯｸｱｯﾌﾟ": "バックアップ",
    "無線ＬＡＮ": "無線LAN",
    **{other: row["usual"] for row in TEXTS["search"]["spellings"] for other in row["others"]},
}


def test_search_knows_other_spellings(page, site, watch):
    """However a word is typed, what its usual spelling finds is found."""
    page.goto(site.url + "search/")
    usual = {word: hits(page, word) for word in {*SPELLINGS.values()}}
    assert [] == [word for word, (titles, _) in usual.items() if not titles]

    expected = {query: usual[word] for query, word in SPELLINGS.items()}
    assert expected == {query: hits(page, query) for query in SPELLINGS}


NUMBERS = ["No.5", "no5", "ＮＯ．５", "№5", "5番", "５番目", "項目5", "5", "第5項目", "No. 05"]


def test_an_items_number_leads_to_its_page(page, site, watch):
    """An item's number, however it is written, finds the item's page and opens it."""
    page.goto(site.url + "search/")
    link = page.locator("#search-results a")
    found = {number: [*hits(page, number), link.get_attribute("href")] for number in NUMBERS}
    expected = [["No.5 定期的にバックアップを取る"], "1件", found["No.5"][-1]]
    assert dict.fromkeys(NUMBERS, expected) == found

    link.click()
    page.wait_for_url("**/items/05/")


def test_search_loads_with_the_first_search(page, site, watch):
    """Index and worker load when somebody searches, not before; the word stands in no request."""
    page.goto(site.url + "search/")
    page.wait_for_load_state("networkidle")
    assert [] == [path for _, path in site.requests if "pagefind" in path]

    page.get_by_label("知りたい言葉").fill("パスキー")
    page.keyboard.press("Enter")
    page.locator("#search-results a").first.wait_for()

    asked = [path for _, path in site.requests]
    assert any("pagefind" in path for path in asked)
    assert not any("%E3%83%91" in path or "パスキー" in path for path in asked)


def test_search_says_when_nothing_is_found_or_loaded(page, site):
    """No hit and no network are said in plain words."""
    page.goto(site.url + "search/")
    page.get_by_label("知りたい言葉").fill("zzzzqqqq")
    page.keyboard.press("Enter")
    page.get_by_text("見つかりませんでした").wait_for()

    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(site.url + "search/?#無線LAN")
    page.reload()
    page.get_by_text("検索に必要なファイルを読み込めませんでした").wait_for()


def test_a_search_that_fails_late_says_nothing_of_the_next(page, site):
    """What couldn't be loaded for one word isn't said of what the next one has found."""
    waiting = hold(page, "**/pagefind/**")
    page.goto(site.url + "search/")
    with page.expect_request("**/pagefind/**"):
        page.get_by_label("知りたい言葉").fill("パスキー")
        page.keyboard.press("Enter")
    assert (["No.5 定期的にバックアップを取る"], "1件") == hits(page, "5")
    said = page.locator("#search-status").inner_text()
    with page.expect_console_message(lambda message: "TypeError" in message.text):
        waiting[0].abort()

    assert said == page.locator("#search-status").inner_text()


def test_a_missing_page_leads_back(page, site):
    """The 404 page finds the way to the site's root from any depth under any sub-path."""
    paths = ["nothing/", "items/99/", "a/b/c/d", "diagnose/x?y=1#z"]
    found = {}
    link = page.get_by_role("link", name="診断する")
    for path in paths:
        status = page.goto(site.url + path).status
        found[path] = [status, link.evaluate("link => link.href")]
    assert {path: [404, site.form] for path in paths} == found

    link.click()
    page.wait_for_selector("html[data-engine=ready]")
    assert site.form == page.url


def test_a_missing_page_asks_no_other_host(page, site):
    """An address with two slashes at its beginning doesn't make a host of what follows them."""
    page.add_init_script(
        """window.stopped = []
        addEventListener('securitypolicyviolation', event => stopped.push(event.blockedURI))"""
    )
    page.goto(f"{site.origin}/{site.base}nothing/")
    link = page.get_by_role("link", name="診断する")
    link.wait_for()

    assert site.form == link.evaluate("link => link.href")
    assert [] == page.evaluate("stopped")


def test_the_colour_choice_is_kept(page, site, watch):
    """Who chooses the dark look on one page has it on the form too, until 自動 removes it."""
    page.goto(site.url)
    page.get_by_label("画面の明るさ").select_option("暗い")
    page.goto(site.url + "diagnose/")
    assert "slate" == page.locator("body").get_attribute(SCHEME)

    page.get_by_label("画面の明るさ").select_option("自動")
    assert {} == page.evaluate("({...localStorage})")


def test_visiting_leaves_nothing_behind(page, site, context):
    """Opening a page keeps nothing: no cookie, nothing in the storages."""
    for path in ("", "diagnose/", "items/", "items/07/", "about/", "search/"):
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")

        assert {} == page.evaluate("({...localStorage, ...sessionStorage})"), path
        assert [] == context.cookies(), path


def test_the_first_link_skips_to_the_content(page, site):
    """The first Tab offers to skip, and what it leads to begins with the page's heading."""
    for path in ("diagnose/", "items/07/", "about/"):
        page.goto(site.url + path)
        page.keyboard.press("Tab")
        assert "#content" == page.evaluate("document.activeElement.getAttribute('href')"), path

        page.keyboard.press("Enter")
        assert page.locator("#content h1").is_visible(), path
        assert page.locator("main#content").evaluate("e => e === document.activeElement"), path


def test_tabs_by_keyboard(page, site, watch):
    """The arrows change the tab, its steps are shown, and the row of tabs shows the focus."""
    page.goto(site.url + "items/01/")
    page.wait_for_load_state("networkidle")
    tabs = page.locator(".tabbed-set").first
    blocks = tabs.locator(".tabbed-block")
    assert [True, False] == [blocks.nth(0).is_visible(), blocks.nth(1).is_visible()]
    tabs.locator("input").first.focus()
    page.keyboard.press("ArrowRight")

    assert [False, True] == [blocks.nth(0).is_visible(), blocks.nth(1).is_visible()]
    labels = tabs.locator(".tabbed-labels")
    assert "solid" == labels.evaluate("element => getComputedStyle(element).outlineStyle")
