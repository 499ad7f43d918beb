"""The site without a network: what the service worker keeps, how it changes, how it goes."""

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import unicodedata
from pathlib import Path

import docx
import finish
import pages
import pypdf
import pytest
from built import questionnaire, texts
from docx.oxml.ns import qn
from people import Form, assert_accessible, hold_copies
from playwright.sync_api import Error
from server import SITE, TYPES, Server
from sheets import sheet
from test_making import Making

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
TEXTS = texts()
QUESTIONNAIRE = questionnaire()
WORDS = TEXTS["offline"]
PAGE = TEXTS["papers"]["page"]
# What a Word file calls a run's text.
RUN_TEXT = qn("w:t")
BASE = "/some/sub-path/"
CLIENTS = f"selfcheck5.{BASE}#clients"
ROW = re.compile(r'^\["(.*)", "[A-Za-z0-9+/]{43}="\],?$', re.MULTILINE)
BEGINS = re.compile(r'<script type="module">[^<]*// js/offline/keep-unasked\.js[^<]*</script>')
VERSION = re.compile('^const VERSION = "(.*)";$', re.MULTILINE)
# A browser asks for the page's icon when it likes.
ICON = "assets/icon.svg"
LISTED = ROW.findall((SITE / "sw.js").read_text(encoding="utf-8"))
PREPARED = """async () => {
    const all = await navigator.serviceWorker.getRegistrations()
    const found = all.find(one => new URL(one.scope).pathname === '%s')
    return found?.active?.state === 'activated' && !found.installing && !found.waiting
        && caches.match(`${found.scope}?files`, {cacheName: '%s'})
}"""
REGISTERED = """async () => (await navigator.serviceWorker.getRegistrations())
    .map(found => new URL(found.scope).pathname)"""
IDLE = "new Promise(resolve => requestIdleCallback(() => requestIdleCallback(resolve)))"
HARM = """async ([corrupt, drop]) => {
    const [name] = (await caches.keys()).filter(name => !name.endsWith('#clients'))
    const cache = await caches.open(name)
    for (const address of corrupt) await cache.put(address, new Response('{'))
    for (const address of drop) await cache.delete(address)
}"""

SHOWN = "performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)"
SECOND = "getComputedStyle(document.body).getPropertyValue('--second') !== ''"
EVICT = "caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))"


@pytest.fixture(scope="session")
def browser(browser_type, whole_browser_launch_args):
    """The whole browser: a headless shell installs no site, and asks for no icon."""
    started = browser_type.launch(**whole_browser_launch_args)
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "service_workers": "allow"}


@pytest.fixture
def site(tmp_path):
    """A copy of the site that a test may change."""
    server = Server(BASE, shutil.copytree(SITE, tmp_path / "site"))
    yield server
    server.close()


@pytest.fixture
def kept(page, site):
    """A page in a browser that keeps the site; nobody has asked the site for anything since."""
    page.goto(site.url)
    prepared(page, site.site)
    site.forget()
    return page


def until(page, condition):
    """Wait until an asynchronous function of the page says yes."""
    page.evaluate(
        f"""async () => {{
            for (const end = Date.now() + 20000; !(await ({condition})());) {{
                if (Date.now() > end) throw new Error('in vain')
                await new Promise(resolve => setTimeout(resolve, 50))
            }}
        }}"""
    )


def prepared(page, folder, base=BASE):
    """Wait until the browser keeps the version of the site that stands in `folder`."""
    until(page, PREPARED % (base, cache_name(folder, base)))


def plain(text):
    """A text as it is compared with what is read from a PDF."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def asked(site):
    """The paths that were asked for below the site's address, but for icons."""
    paths = [path.removeprefix(site.base) for _, path in site.requests]
    return [path for path in paths if path not in (ICON, "/favicon.ico")]


def caches_of(page):
    return sorted(page.evaluate("caches.keys()"))


def cache_name(folder, base):
    version = VERSION.search((folder / "sw.js").read_text(encoding="utf-8"))[1]
    return f"selfcheck5.{base}#{version}"


def renew(folder, *, offline=True):
    """Publish another version: every page differs, and the search's files are gone."""
    for path in folder.rglob("index.html"):
        html = path.read_text(encoding="utf-8").replace("</main>", "<p>第2版</p></main>")
        if not offline:
            html, found = BEGINS.subn("", html)
            assert found or "keep-unasked.js" not in html
        path.write_text(html, encoding="utf-8")
    shutil.rmtree(folder / "pagefind")
    finish.write_worker(folder, QUESTIONNAIRE, offline)


def says(page, sentence):
    """Wait until the page on use without a network says how things stand."""
    page.locator("#offline-state").get_by_text(sentence, exact=True).wait_for()


def prepare(page, site):
    page.goto(site.url + "offline/")
    page.get_by_role("button", name=WORDS["button"]).click()


def is_renewed(page):
    return page.get_by_text("第2版").is_visible()


def test_nothing_but_the_list_is_fetched(page, site, watch):
    """Preparing begins after the page is whole, and asks for each listed file once, by its name."""
    page.goto(site.url)
    prepared(page, site.site)
    shown = page.evaluate(SHOWN)
    paths = asked(site)
    begun = paths.index("sw.js")

    assert {"GET"} == {method for method, _ in site.requests}
    first = {path.partition("?")[0] for path in paths[:begun]}
    assert {BASE, *shown} - {BASE + ICON} == {BASE + path for path in first}
    assert sorted(set(LISTED) - {ICON}) == sorted(paths[begun + 1 :])
    assert {cache_name(site.site, BASE), CLIENTS} == set(caches_of(page))


def test_everything_works_without_a_network(kept, site):
    """Without a network, the form scores, plans and reports, search finds, every page opens."""
    site.down = True
    for path in ["", *(path for path in LISTED if path.endswith("/") and path != "diagnose/")]:
        kept.goto(site.url + path)
        assert kept.locator("h1").inner_text()
    kept.goto(site.url + "items/07")
    assert site.url + "items/07/" == kept.url
    kept.goto(site.url + "search/?from=somewhere#無線LAN")
    kept.locator("#search-results a").first.wait_for()
    form = Form(kept, site).open().quiet()
    form.answer_all(MIXED)

    assert [25, 34, 28, 12, -6] == form.outputs()
    assert form.go("result").plan()
    kept.evaluate("window.print = () => {}")
    kept.get_by_role("button", name="報告書を印刷").first.click()
    assert kept.locator("#paper-report h1, #paper-report h2").count()


@pytest.mark.only_browser("chromium")
def test_an_owner_makes_papers_in_one_sitting(kept, site):
    """On a phone without a network: 55 points, then policy, rules, poster and steps, as files."""
    site.down = True
    kept.set_viewport_size({"width": 360, "height": 740})
    form = Form(kept, site).open().quiet()
    form.answer_all(sheet("DDDDDD DDDDDDPPPP PNNNNNUUU"))
    assert 55 == form.outputs()[1]
    form.go("result").page.get_by_role("link", name=TEXTS["form"]["to_papers"]).first.click()
    making = Making(kept, site).ready()
    enters = {
        "policy": {"company": "株式会社さくら商店", "representative": "代表取締役 桜井花子"},
        "rules": {"responsible": "佐藤"},
        "poster": {"decider": "桜井 090-0000-0000", "bank": "0120-000-000"},
        "steps": {},
    }
    for place, (name, fields) in enumerate(enters.items()):
        if place:
            making.go(name)
        else:
            kept.locator(f"#papers-list a[href='#{name}']").click()
        for field, text in fields.items():
            making.enter(field, text)
        _, content = making.save(PAGE["word"])
        written = "".join(
            one.text for one in docx.Document(io.BytesIO(content)).element.iter(RUN_TEXT)
        )
        printed = pypdf.PdfReader(io.BytesIO(kept.pdf(prefer_css_page_size=True)))
        read = "".join(one.extract_text() for one in printed.pages)
        for text in fields.values():
            assert text in written
            assert plain(text) in plain(read)
        if name == "rules":
            assert "取り組みます" in written
    making.go("steps")
    kept.get_by_label(QUESTIONNAIRE.words["papers"]["steps"]["steps"]["two_check"]["title"]).check()

    assert "■" in making.sheet.inner_text()
    assert asked(site) == []


def test_what_is_not_listed_is_the_servers(kept, site):
    """An address that isn't in the list gets the server's answer, not ours."""
    assert 404 == kept.goto(site.url + "no-such-page/").status
    assert 404 == kept.evaluate("fetch('no-such-file').then(answer => answer.status)")
    assert {"no-such-page/", "no-such-page/no-such-file"} <= set(asked(site))


def versions(page, site, style):
    """Return (page renewed, `style` renewed) of pages after the site changed.

    They are one that is kept, one that isn't, and the first again.
    """
    page.goto(site.url + "verify/")
    html, css = site.site / "verify" / "index.html", site.site / "assets" / "site.css"
    changed = html.read_text(encoding="utf-8").replace("</main>", "<p>第2版</p></main>")
    html.write_text(changed, encoding="utf-8")
    css.write_text(css.read_text(encoding="utf-8") + "body { --second: yes }", encoding="utf-8")
    found = []
    for path in ("about/", "verify/", "about/"):
        page.goto(site.url + path)
        found.append((is_renewed(page), page.evaluate(style)))
    return found


def test_a_page_that_is_not_kept_is_the_networks(kept, site):
    """A page that isn't kept comes from the network with its parts, of one version.

    What is no page opens as if there were no worker.
    """
    style = f"""new Promise((resolve, reject) => {{
        const link = document.createElement('link')
        Object.assign(link, {{rel: 'stylesheet', onload: resolve, onerror: reject}})
        link.href = `../assets/site.css?${{performance.timeOrigin}}`
        document.head.append(link)
    }}).then(() => {SECOND})"""
    assert [(False, False), (True, True), (False, False)] == versions(kept, site, style)

    site.forget()
    assert 200 == kept.goto(site.url + "selfcheck.html").status
    assert "selfcheck.html" in asked(site)


def test_a_page_that_is_not_kept_needs_a_network(kept, site):
    """Without a network, a page that isn't kept is the browser's own error, and no page of ours."""
    site.down = True
    with pytest.raises(Error):
        kept.goto(site.url + "verify/")


@pytest.mark.only_browser("chromium")
def test_no_page_is_dressed_in_another_version(kept, site):
    """A style sheet that the last page used isn't taken for a page of another version.

    (Firefox asks nobody for it before a reload.)
    """
    assert [(False, False), (True, True), (False, False)] == versions(kept, site, SECOND)


@pytest.mark.parametrize("evicted", [False, True])
def test_a_form_that_was_kept_asks_for_nothing(kept, site, evicted):
    """Under the worker, too, the quiet form asks for nothing, even if the copy was taken away.

    The worker asks for the form's own parts alone; the browser looks after sw.js by itself.
    """
    if evicted:
        kept.evaluate(EVICT)
    form = Form(kept, site).open().quiet()
    shown = {path.removeprefix(BASE) for path in kept.evaluate(SHOWN)}
    assert set(asked(site)) <= {"diagnose/", "sw.js", *shown}
    assert ("diagnose/" in asked(site)) == evicted
    site.forget()
    form.answer_all(MIXED)
    for view in ("result", "compare", "departments", "records"):
        form.go(view)
    name, _ = form.keep().save(kept.locator("#records-now [data-kind=json]"))
    assert name.endswith(".json")
    form.go("form")
    form.start_over()
    assert [None] * 25 == form.answers()
    # No page of the site can ask for that itself: what is no page has what a browser has.
    plain = kept.context.new_page()
    plain.goto(site.workbench)
    site.forget()
    plain.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")

    assert {"sw.js"} == set(asked(site))


def test_a_new_version_waits_for_a_reload(context, kept, site):
    """An open page stays with its version, whole, until a person reloads it; no answer is lost."""
    old = cache_name(site.site, BASE)
    form = Form(kept, site).open().quiet()
    form.answer_all(MIXED)
    plan = form.go("result").plan()
    searching = context.new_page()
    searching.goto(site.url + "search/")
    renew(site.site)
    other = context.new_page()
    other.goto(site.url)
    for page in (kept, searching, other):
        page.get_by_text(WORDS["new"]).wait_for()
        assert not is_renewed(page)
    searching.locator("#query").fill("無線LAN")
    searching.keyboard.press("Enter")
    searching.locator("#search-results a").first.wait_for()
    assert "result" == form.view
    assert {old, cache_name(site.site, BASE)} <= set(caches_of(kept))

    other.close()
    searching.close()
    kept.get_by_role("button", name=WORDS["reload"]).click()
    kept.get_by_text("第2版").wait_for()
    form.ready().quiet()
    assert (MIXED, plan) == (form.answers(), form.plan())
    kept.goto(site.url + "about/")
    until(kept, f"async () => !(await caches.has('{old}'))")


@pytest.mark.parametrize("fault", ["missing", "wrong", "half"])
def test_a_broken_download_goes_on_later(page, site, fault):
    """If a file can't be had, nothing half is served; later, only that file is fetched."""
    site.faults["items/07/"] = fault
    prepare(page, site)
    says(page, WORDS["broken"])
    assert [] == page.evaluate(REGISTERED)

    site.faults.clear()
    site.forget()
    page.goto(site.url + "about/")
    assert page.locator("h1").is_visible()
    prepared(page, site.site)
    assert ["sw.js", "items/07/"] == asked(site)[-2:]


@pytest.mark.only_browser("chromium")
def test_full_storage_is_said(page, site):
    """If there isn't room enough, the page says so and keeps nothing; with room, it works."""
    devtools = page.context.new_cdp_session(page)
    room = {"origin": site.origin}
    devtools.send("Storage.overrideQuotaForOrigin", {**room, "quotaSize": 1_000_000})
    prepare(page, site)
    says(page, WORDS["space"])
    assert ([], []) == (page.evaluate(REGISTERED), caches_of(page))

    devtools.send("Storage.overrideQuotaForOrigin", room)
    page.get_by_role("button", name=WORDS["button"]).click()
    says(page, WORDS["ready"])


def test_a_corrupted_copy_is_mended(kept, site):
    """What is corrupted or missing is never served: it is fetched again, alone, and kept."""
    kept.evaluate(HARM, [["items/07/"], ["assets/site.css", "about/"]])
    for path in ("items/07/", "about/"):
        assert 200 == kept.goto(site.url + path).status
        assert kept.locator("h1").is_visible()
    mended = {"items/07/", "assets/site.css", "about/"}
    assert mended == set(asked(site)) - {"sw.js"}

    site.down = True
    kept.goto(site.url + "items/07/")
    assert kept.locator("h1").is_visible()


# What a server may send beside a file, of one bad moment.
ASTRAY = {
    "Content-Type": "text/plain; charset=shift_jis",
    "Content-Security-Policy": "default-src 'none'",
    "Link": '<../../elsewhere>; rel="preload"; as="image"',
    "Refresh": "0; url=../../elsewhere",
    "Set-Cookie": "kept=1",
    "X-Frame-Options": "DENY",
}
# As a worker up to 0.4.0 kept what it was sent.
WITH_HEADERS = """async headers => {
    const [name] = (await caches.keys()).filter(name => !name.endsWith('#clients'))
    const cache = await caches.open(name)
    for (const path of ['items/07/', 'assets/site.css']) {
        const found = await cache.match(path)
        await cache.put(path, new Response(await found.arrayBuffer(), {headers}))
    }
}"""


@pytest.mark.parametrize("when", ["downloading", "mending", "before"])
def test_no_header_is_kept(page, site, when):
    """Of what a server sent beside a file, nothing comes back with it: its name says its type."""
    astray = {"items/07/": ASTRAY, "assets/site.css": ASTRAY}
    site.headers = astray if when == "downloading" else {}
    page.goto(site.url)
    prepared(page, site.site)
    if when == "mending":
        site.headers = astray
        page.evaluate(HARM, [[], list(astray)])
    elif when == "before":
        page.evaluate(WITH_HEADERS, ASTRAY)
    with page.expect_response("**/assets/site.css*") as part:
        answer = page.goto(site.url + "items/07/")
    site.headers = {}
    page.locator("#content button").first.wait_for()

    for one, kind in ((answer, "text/html"), (part.value, "text/css")):
        expected = {"content-type": f"{kind}; charset=utf-8", "cache-control": "no-cache"}
        assert expected == one.headers
    assert [] == [path for path in asked(site) if path.startswith("elsewhere")]
    assert page.evaluate("document.characterSet") == "UTF-8"


def test_every_kept_file_has_a_type(kept, site):
    """What is kept has the type that a server would give it; of an unknown kind, that of bytes."""
    kept.goto(site.workbench)
    kinds = kept.evaluate(
        """paths => Promise.all(paths.map(async path => {
            const answer = await fetch(path)
            return answer.headers.get('Content-Type').replace('; charset=utf-8', '')
        }))""",
        [BASE + path for path in LISTED],
    )
    served = [TYPES.get(site.find(BASE + path).suffix) for path in LISTED]

    assert [(kind or "application/octet-stream").partition(";")[0] for kind in served] == kinds


def test_a_page_of_unknown_version_gets_no_other_versions_part(kept, site):
    """Whose version isn't known gets from the copy only what its address names by that version."""
    kept.goto(site.workbench)
    kept.evaluate(f"caches.delete('{CLIENTS}')")
    style = pages.digest((site.site / "assets" / "site.css").read_bytes())
    ours = pages.addressed("assets/site.css", style)
    other = "assets/site.css?AAAAAAAA"
    for path in (other, ours, "assets/site.css"):
        assert kept.evaluate("path => fetch(path).then(answer => answer.ok)", BASE + path)

    assert [other] == [path for path in asked(site) if "site.css" in path]


def test_a_copy_that_was_taken_away_comes_back(kept, site):
    """If the browser took the cache away, the next page has it fetched again, whole."""
    kept.evaluate(EVICT)
    kept.goto(site.url + "about/")
    prepared(kept, site.site)
    site.down = True
    assert 200 == kept.goto(site.url + "items/07/").status


def test_a_corrupted_copy_is_said(page, kept, site):
    """Without a network, a page that is corrupted says so in plain words; the others still open."""
    kept.evaluate(HARM, [["items/07/"], []])
    site.down = True
    answer = kept.goto(site.url + "items/07/")
    assert (503, "text/html; charset=utf-8") == (answer.status, answer.headers["content-type"])
    for sentence in TEXTS["unavailable"].values():
        assert kept.get_by_text(sentence).last.is_visible()
    assert 200 == kept.goto(site.url + "items/08/").status


def test_a_copy_beyond_repair_is_dropped(kept, site):
    """If the server has another version by now, a corrupted copy makes room for all of that one."""
    old = cache_name(site.site, BASE)
    kept.evaluate(HARM, [["about/"], []])
    renew(site.site)
    kept.goto(site.url + "about/")
    assert is_renewed(kept)
    prepared(kept, site.site)
    assert old not in caches_of(kept)
    site.down = True
    kept.goto(site.url)
    assert is_renewed(kept)


def test_two_copies_leave_each_other_alone(page, tmp_path):
    """Copies at two paths of one origin, one below the other, and other sites share no cache."""
    for name in ("one", "one/inner"):
        shutil.copytree(SITE, tmp_path / name, dirs_exist_ok=True)
    shutil.copy(SITE / "404.html", tmp_path)
    server = Server("/", tmp_path)
    for name in ("one", "one/inner"):
        page.goto(f"{server.url}{name}/")
        prepared(page, tmp_path / name, f"/{name}/")
    page.evaluate("Promise.all(['theirs', 'selfcheck5./one/in#0'].map(name => caches.open(name)))")
    theirs = {"theirs", "selfcheck5./one/in#0", cache_name(tmp_path / "one/inner", "/one/inner/")}
    renew(tmp_path / "one", offline=False)
    page.goto(server.url + "one/")
    page.get_by_text(WORDS["new"]).wait_for()
    until(page, f"async () => (await ({REGISTERED})()).length === 1")

    assert ["/one/inner/"] == page.evaluate(REGISTERED)
    assert theirs == {name for name in caches_of(page) if not name.endswith("#clients")}
    page.goto(server.url + "one/inner/offline/")
    page.get_by_role("button", name=WORDS["remove"]).click()
    says(page, WORDS["removed"])
    assert {"theirs", "selfcheck5./one/in#0"} == set(caches_of(page))
    server.close()


def test_a_site_can_let_go(kept, site):
    """A site that no longer wants to be kept leaves no worker and no cache, and shows the new."""
    kept.goto(site.url + "about/")
    renew(site.site, offline=False)
    kept.goto(site.url)
    kept.get_by_text(WORDS["new"]).wait_for()
    kept.get_by_role("button", name=WORDS["reload"]).click()
    kept.get_by_text("第2版").wait_for()
    kept.evaluate(IDLE)
    # The old worker goes when its last page has gone, which the browser sees to by itself.
    until(kept, f"async () => (await ({REGISTERED})()).length === 0")

    assert [] == caches_of(kept)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("path", ["", "items/07/"])
def test_the_site_can_be_installed(page, site, path):
    """Chromium finds nothing in the way of installing the site, but that this window is private."""
    page.goto(site.url + path)
    devtools = page.context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert (site.url + "manifest.webmanifest", []) == (manifest["url"], manifest["errors"])
    assert site.url == manifest["parsed"]["scope"]
    assert ["in-incognito"] == [error["errorId"] for error in found]


@pytest.mark.parametrize(
    "reason",
    [
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})",
        "try { localStorage.setItem('selfcheck5.offline', 'off') } catch {}",
    ],
)
def test_nobody_is_made_to_keep_the_site(page, site, watch, reason):
    """Where data are to be saved, or a person switched it off, nothing is prepared unasked."""
    page.add_init_script(reason)
    for path in ("", "items/", "offline/"):
        page.goto(site.url + path)
        page.evaluate(IDLE)

    assert [] == [path for path in asked(site) if path == "sw.js"]
    assert ([], []) == (page.evaluate(REGISTERED), caches_of(page))


def test_the_form_sends_elsewhere_to_prepare(page, site, watch):
    """The form prepares nothing; its button leads to the page that does, and back to answers."""
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    page.evaluate(IDLE)
    assert ([], []) == (page.evaluate(REGISTERED), caches_of(page))

    page.locator(".notes > summary").click()
    page.get_by_role("button", name=WORDS["button"]).click()
    says(page, WORDS["ready"])
    page.get_by_role("link", name=WORDS["back"]).click()
    form.ready().quiet()
    assert MIXED == form.answers()
    assert page.locator("#to-offline").get_attribute("hidden") is not None


def test_a_person_switches_it_off_and_on(page, site, watch):
    """What was prepared is removed at a person's wish, and comes back only at their wish."""
    prepare(page, site)
    says(page, WORDS["ready"])
    assert_accessible(page)
    page.get_by_role("button", name=WORDS["remove"]).click()
    says(page, WORDS["removed"])
    assert ([], []) == (page.evaluate(REGISTERED), caches_of(page))

    page.goto(site.url)
    page.evaluate(IDLE)
    assert [] == page.evaluate(REGISTERED)
    prepare(page, site)
    says(page, WORDS["ready"])
    page.reload()
    page.get_by_role("button", name=WORDS["remove"]).click()
    says(page, WORDS["removed"])
    page.reload()
    page.get_by_role("button", name=WORDS["button"]).click()
    says(page, WORDS["ready"])
    assert {} == page.evaluate("({...localStorage})")


def test_a_press_is_heard_before_it_is_known_how_things_stand(page, site, watch):
    """A button that is shown does what it says before the browser has looked at its files."""
    hold_copies(page)
    prepare(page, site)
    page.evaluate("look()")
    says(page, WORDS["ready"])


def test_preparing_is_heard_and_keeps_the_focus(page, site, watch):
    """What is said while files come is their beginning and their end; the focus is never lost."""
    page.goto(site.url + "offline/")
    says(page, WORDS["unprepared"])
    page.evaluate(
        """() => {
            const state = document.getElementById("offline-state")
            window.said = []
            window.lost = 0
            const hear = new MutationObserver(() => said.push(state.textContent))
            hear.observe(state, {childList: true})
            addEventListener("focusout", ({relatedTarget}) => (lost += !relatedTarget))
        }"""
    )
    for name, expected in (
        ("button", [WORDS["preparing"], WORDS["ready"]]),
        ("remove", [WORDS["removed"]]),
    ):
        page.evaluate("said.length = 0")
        page.get_by_role("button", name=WORDS[name]).focus()
        page.keyboard.press("Enter")
        says(page, expected[-1])
        page.wait_for_function("document.activeElement.id === 'offline-standing'")
        assert expected == page.evaluate("said")
    assert 0 == page.evaluate("lost")


def test_erasing_everything_takes_the_copy_along(kept, site):
    """「全部消す」 on the form's page removes the worker and its caches as well, and no other's."""
    kept.evaluate("caches.open('theirs')")
    form = Form(kept, site).open().go("records")
    kept.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    kept.locator("#erased").wait_for()

    assert TEXTS["records"]["erased_proof"].format(count=0) == kept.locator("#erased").inner_text()
    assert ([], ["theirs"]) == (kept.evaluate(REGISTERED), caches_of(kept))


def test_a_browser_that_can_not_says_so(page, site, watch):
    """Where service workers are missing, the form offers nothing and the page says so."""
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    Form(page, site).open().quiet()
    page.locator(".notes > summary").click()
    assert page.get_by_role("link", name=WORDS["about"]).is_visible()
    assert not page.get_by_role("button", name=WORDS["button"]).is_visible()

    page.goto(site.url + "offline/")
    says(page, WORDS["unsupported"])
    assert not page.get_by_role("button", name=WORDS["button"]).is_visible()


ROOT = Path(__file__).parents[2]
# The last commit of 0.4.0: what people may have open, and kept, when another version comes.
BEFORE = "641e786"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The site as 0.4.0 published it."""
    folder = tmp_path_factory.mktemp("before")
    git = shutil.which("git")
    sources = subprocess.run([git, "archive", BEFORE], cwd=ROOT, capture_output=True)
    if sources.returncode:
        pytest.skip(f"this clone doesn't have {BEFORE}")
    with tarfile.open(fileobj=io.BytesIO(sources.stdout)) as archive:
        archive.extractall(folder, filter="data")
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder / "site"


@pytest.mark.audit
@pytest.mark.parametrize("prepares", [True, False])
def test_the_new_version_follows_the_old(context, page, before, tmp_path, monkeypatch, prepares):
    """A form of 0.4.0 that is open works on, kept or not; a reload has this version, whole."""
    # Only hosts that knew this type could have 0.4.0.
    monkeypatch.setitem(TYPES, ".mjs", "text/javascript")
    site = Server(BASE, shutil.copytree(before, tmp_path / "before"))
    if prepares:
        page.goto(site.url)
        prepared(page, site.site)
        old = cache_name(site.site, BASE)
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    counted = form.go("result").outputs()
    searching = context.new_page()
    searching.goto(site.url + "search/")
    site.site = SITE
    if prepares:
        other = context.new_page()
        other.goto(site.url)
        for one in (page, searching, other):
            one.get_by_text(WORDS["new"]).wait_for()
        other.close()
    searching.locator("#query").fill("無線LAN")
    searching.keyboard.press("Enter")
    searching.locator("#search-results a").first.wait_for()
    searching.close()
    for view in ("compare", "departments", "records", "result"):
        form.go(view)
    assert counted == form.outputs()
    assert 0 == page.locator("script[type=importmap]").count()

    site.forget()
    page.reload()
    form.ready().quiet()
    assert 1 == page.locator("script[type=importmap]").count()
    assert (MIXED, counted) == (form.answers(), form.outputs())
    if prepares:
        assert {"sw.js"} >= set(asked(site))
        page.goto(site.url + "about/")
        until(page, f"async () => !(await caches.has('{old}'))")
    site.close()
