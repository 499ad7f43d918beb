"""The page for when an incident may be happening, as people in a hurry use it."""

import pytest
import sources
from test_paper import on_paper, pages_of

STEPS = sources.incident()
SYMPTOMS = [row["id"] for row in STEPS["symptoms"]]
TITLES = {row["id"]: row["title"] for row in STEPS["symptoms"]}
LINK = sources.interface_texts()["site"]["incident"]


@pytest.mark.only_browser("chromium")
def test_what_is_chosen_is_one_sheet(page, site):
    """A chosen symptom, or the sheet for the wall, is printed alone, on one A4 sheet; or all is."""
    page.emulate_media(media="print")
    page.goto(f"{site.url}incident/")
    assert len(SYMPTOMS) + 1 == pages_of(page.pdf(format="A4"))
    for name in [*SYMPTOMS, "wall"]:
        page.goto(f"{site.url}incident/#{name}")
        assert (name, 1) == (name, pages_of(page.pdf(format="A4")))
        shown = [one for one in SYMPTOMS if page.locator(f"#{one}").is_visible()]
        assert [one for one in SYMPTOMS if one == name] == shown
        assert (name == "wall") == page.locator(".incident__sheet").is_visible()


@on_paper
def test_the_sheet_for_the_wall_is_for_paper(page, site):
    """On the screen the sheet for the wall is not read a second time."""
    page.goto(f"{site.url}incident/")
    assert page.locator(".incident__sheet").is_hidden()

    page.emulate_media(media="print")
    assert page.locator(".incident__sheet").is_visible()
    assert page.locator(".incident__choice").is_hidden()


def test_one_click_leads_there(page, site):
    """From home, form, an item or a missing address it is one click, then one to the symptom."""
    for start in ("", "diagnose/", "items/", "items/07/", "no/such/page"):
        page.goto(site.url + start)
        page.get_by_role("link", name=LINK).first.click()
        page.wait_for_url("**/incident/")
    page.get_by_role("link", name=TITLES["lost"]).click()

    assert page.url.endswith("/incident/#lost")
    assert page.get_by_role("heading", name=TITLES["lost"]).is_visible()


def test_it_needs_no_script_and_fits_a_phone(browser, browser_context_args, site):
    """Without JavaScript, on a phone, the list leads to each symptom, and nothing sticks out."""
    phone = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
    page = browser.new_page(**(browser_context_args | phone))
    page.goto(f"{site.url}incident/")
    for name in SYMPTOMS:
        page.get_by_role("link", name=TITLES[name], exact=True).click()
        assert page.url.endswith(f"#{name}")
    wide = page.locator("main *").evaluate_all(
        """all => all.filter(one => one.getBoundingClientRect().right > 360.5)
            .map(one => one.outerHTML)"""
    )
    page.close()

    assert [] == wide


def test_the_host_does_not_learn_which(page, site):
    """To choose a symptom asks the host for nothing."""
    page.goto(f"{site.url}incident/")
    page.wait_for_load_state("networkidle")
    site.forget()
    for name in SYMPTOMS:
        page.get_by_role("link", name=TITLES[name], exact=True).click()

    assert [] == [path for _, path in site.requests if "incident" in path]


FIRST = {
    "ウイルスに感染した": "ransom",
    "ランサムウェア": "ransom",
    "警告が消えない": "warning",
    "お金を振り込んだ": "money",
    "社長からLINE": "money",
    "スマホをなくした": "lost",
    "間違えて送った": "missent",
    "アカウントを乗っ取られた": "account",
}


def test_a_search_for_what_happened_leads_there_first(page, site, watch):
    """Who types what happened finds its section first, and one click opens it; else an item."""
    page.goto(site.url + "search/")
    first = page.locator("#search-results a").first

    def search(query):
        page.get_by_label("知りたい言葉").fill(query)
        page.keyboard.press("Enter")
        page.locator("#search-status", has_text=f"「{query}」").wait_for()
        return first.evaluate("link => [link.innerText, link.href]")

    for query in ("バックアップ", "無線LAN", "フィッシング対策"):
        assert search(query)[0].startswith("No."), query
    expected = {what: [TITLES[name], f"{site.url}incident/#{name}"] for what, name in FIRST.items()}
    assert expected == {what: search(what) for what in FIRST}

    first.click()
    page.wait_for_url("**/incident/#account")
