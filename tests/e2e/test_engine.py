"""Starting Python: early answers, failures said in plain words, and the page without JavaScript."""

import re
import shutil
import threading
import time

import pages
import policy
import pytest
from people import SHIFTS, Form, file_of, hold
from server import SITE, TYPES, Server
from sheets import sheet

MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")


# Python finds no place for what the last answer changes.
HARM = "document.querySelector = () => null"


def test_answers_before_python_count(page, site, watch):
    """What somebody answers while Python is still loading is scored when it is ready."""
    held = hold(page, re.compile(r"micropython\.wasm"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")
    form = Form(page, site)
    assert "loading" == page.locator("html").get_attribute("data-engine")
    assert page.get_by_text("採点の準備をしています").is_visible()
    form.answer_all(MIXED)
    assert "0" == page.locator("#answered").text_content()

    for route in held:
        route.continue_()
    form.ready()

    assert [25, 34, 28, 12, -6] == form.outputs()
    assert "under-50" == form.band
    assert page.get_by_text("採点の準備をしています").is_hidden()


def message_of(page):
    """Wait for the failure and return what the page says of it."""
    page.wait_for_selector("html[data-engine=failed]")
    message = page.locator("#engine-message")
    assert message.is_visible()
    assert message.get_by_role("alert").is_visible()
    return message.inner_text()


def assert_helps(text):
    assert "自動の採点を始められませんでした" in text
    assert "回答はどこにも送られていません" in text
    assert "再読み込み" in text
    assert "使えるブラウザ" in text
    assert "「わからない」は1つにつき1点引きます" in text
    assert "49点以下" in text


@pytest.mark.parametrize(
    "missing",
    [
        "pyscript/core.js",
        "pyscript/core-*.js",
        "pyscript/micropython.js",
        "pyscript/micropython.wasm",
        "py/first.txt",
        "py/scoring.py",
    ],
)
def test_a_missing_file(page, site, missing):
    """Each file that scoring needs: without it the page says so, and can still be answered."""
    page.route(f"**/{missing}*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")

    assert_helps(message_of(page))
    Form(page, site).answer(1, "done")
    assert page.locator("input[name=q1][value=done]").is_checked()


def test_nothing_is_lost_without_python(page, site):
    """Where Python can't start, a reload keeps the answers, and they can be cleared."""
    page.route("**/py/scoring.py*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    message_of(page)
    form = Form(page, site)
    form.answer_all(MIXED)
    page.reload()
    message_of(page)
    assert MIXED == form.answers()

    page.locator("#clear-failed").click()
    form.decide("やめる")
    assert MIXED == form.answers()
    page.locator("#clear-failed").click()
    form.decide("回答を消す")
    assert [None] * 25 == form.answers()
    assert {} == form.stored()


def test_answers_without_python_leave_the_record_as_it_is(form, watch):
    """Answers without Python change no number of an unknown field; Python takes them over later."""
    odd = '"extension":[12345678901234567890,1e400,0.10],'
    text = file_of(MIXED, company="甲社").replace('"answers":', f'{odd}"answers":')
    form.quiet().page.evaluate("text => sessionStorage.setItem('selfcheck5.record', text)", text)
    form.page.route("**/py/first.txt*", lambda route: route.fulfill(status=404))
    form.page.reload()
    message_of(form.page)
    form.answer(1, "unknown")
    form.page.reload()
    message_of(form.page)
    assert ["unknown", *MIXED[1:]] == form.answers()

    form.page.unroute("**/py/first.txt*")
    form.page.reload()
    form.ready()
    stored = form.page.evaluate("selfcheck.read().text")
    assert ["unknown", *MIXED[1:]] == form.answers()
    for number in ("12345678901234567890", "1e400", "0.10"):
        assert number in stored
    assert "甲社" in stored
    watch.errors.clear()


@pytest.mark.parametrize("missing", ["py/first.txt", "py/later.txt", "assets/device.js", "nothing"])
def test_everything_is_erased_without_python(page, site, missing):
    """全部消す works when Python or its views are missing, even with 3,000 records, and counts."""
    page.goto(site.elsewhere)
    page.evaluate(
        """() => {
            for (let n = 0; n < 3000; n++) localStorage[`selfcheck5.kept.${n}`] = '{'
            localStorage.foreign = 'theirs'
        }"""
    )
    page.route(f"**/{missing}*", lambda route: route.fulfill(status=404))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector(
        "html[data-engine=failed], html[data-desk=failed], html[data-desk=ready]", timeout=60_000
    )
    form = Form(page, site)
    form.answer(1, "done")
    if "failed" != page.locator("html").get_attribute("data-engine"):
        page.locator('.views a[href="#records"]').click()
    page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    assert page.get_by_text("この端末に残した記録3000件").is_visible()
    form.decide("全部消す")
    page.locator("#notice", has_text="残っているもの：0件").wait_for()

    assert {"foreign": "theirs"} == form.stored()
    assert [None] * 25 == form.answers()


def test_everything_is_erased_while_python_loads(page, site):
    """全部消す works while Python is still loading, which then starts with nothing."""
    held = hold(page, re.compile(r"micropython\.wasm"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")
    form = Form(page, site)
    form.answer_all(MIXED)
    page.locator('.views a[href="#records"]').click()
    page.get_by_role("button", name="このサイトが残したものを全部消す").click()
    form.decide("全部消す")
    page.locator("#notice", has_text="残っているもの：0件").wait_for()
    assert "loading" == page.locator("html").get_attribute("data-engine")
    for route in held:
        route.continue_()
    form.ready()

    assert ([None] * 25, {}, 0) == (form.answers(), form.stored(), form.outputs()[0])


def test_kept_answers_come_back_without_python(form, watch):
    """Answers given while Python worked are still there when it fails to start."""
    form.answer_all(MIXED)
    form.page.route("**/py/first.txt*", lambda route: route.fulfill(status=404))
    form.page.reload()
    message_of(form.page)

    assert MIXED == form.answers()
    watch.errors.clear()


def test_a_failure_is_said_in_our_words_alone(form, watch):
    """PyScript's own banner in English stays hidden."""
    form.answer_all(MIXED[:-1])
    form.page.evaluate(HARM)
    form.answer(25, MIXED[-1])
    message_of(form.page)

    assert [] == [one for one in form.page.locator(".py-error").all() if one.is_visible()]
    watch.errors.clear()


def test_no_webassembly(page, site):
    """Without WebAssembly the page says so at once."""
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(site.url + "diagnose/")

    assert_helps(message_of(page))


@pytest.mark.parametrize("harm", ["raise ValueError('harm')", "this is no Python"])
def test_an_exception_at_start(page, site, harm):
    """An exception or a syntax error at start is caught and said."""
    html = site.find(site.base + "diagnose/").read_text(encoding="utf-8")
    harmed = html.replace("    import page.form\n", f"    exec({harm!r})\n")
    assert harmed != html
    page.route("**/diagnose/", lambda route: route.fulfill(body=harmed, content_type="text/html"))
    page.goto(site.url + "diagnose/")

    assert_helps(message_of(page))


def test_pyscript_starts_none_of_its_own_python(page, site):
    """What is there for Python when it starts is ours: PyScript's library would take as long."""
    html = site.find(site.base + "diagnose/").read_text(encoding="utf-8")
    line = "import page.form\n"
    listing = f"import os; window.listed = ','.join(os.listdir()); {line}"
    listed = html.replace(line, listing)
    assert listed != html
    page.route("**/diagnose/", lambda route: route.fulfill(body=listed, content_type="text/html"))
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=ready]")

    names = page.evaluate("listed").split(",")
    assert {"ideas", "page", "questionnaire.py", "scoring.py"} <= set(names)
    assert "pyscript" not in names


def test_an_exception_in_a_handler(form, watch):
    """An exception after the start is said as well, and the answers stay."""
    form.answer_all(MIXED[:-1])
    form.page.evaluate(HARM)
    form.answer(25, MIXED[-1])

    assert_helps(message_of(form.page))
    assert MIXED == form.answers()
    form.page.reload()
    form.ready()
    assert MIXED == form.answers()
    watch.errors.clear()


def tick_until(page, selector):
    """Let the page's own clock go on until there is something: it stands still by itself."""
    for _ in range(300):
        if page.locator(selector).count():
            break
        page.clock.run_for(20)
        time.sleep(0.05)
    page.wait_for_selector(selector)


def test_nothing_within_twenty_seconds(page, site):
    """If Python is neither ready nor failed after 20 s, the page says so; it may come later."""
    page.clock.install()
    held = hold(page, re.compile(r"py/scoring\.py"))
    page.goto(site.url + "diagnose/", wait_until="domcontentloaded")
    page.clock.run_for(10_000)
    assert "loading" == page.locator("html").get_attribute("data-engine")
    page.clock.run_for(11_000)
    assert_helps(message_of(page))

    for route in held:
        route.continue_()
    tick_until(page, "html[data-engine=ready]")
    assert page.locator("#engine-message").is_hidden()


# In a task of the page: what Playwright itself evaluates is free of the policy.
REFUSED = """address => new Promise(resolve => setTimeout(
    () => fetch(address).then(() => resolve(false), () => resolve(true))))"""
FIRST = ["core.js", "core-*.js", "micropython.js", "micropython.wasm", "first.txt", "scoring.py"]
LATER = ["device.js", "bytes.js", "views.css", "later.txt"]
# What makes another file of one and does no harm.
HARMLESS = {"js": b"\n//", "css": b"\n", "py": b"\n#", "json": b" "}
HARMLESS["wasm"] = b"\0\2\1x"
HARMLESS["txt"] = HARMLESS["py"]


def alter(page, site, name):
    """Have the site send another file, which works as well."""

    def send(route):
        path = re.sub(r"\?.*|^.*?//[^/]*", "", route.request.url)
        body = site.find(path).read_bytes() + HARMLESS[path.rpartition(".")[2]]
        kind = TYPES["." + path.rpartition(".")[2]]
        route.fulfill(body=body, content_type=kind)

    page.route(f"**/{name}*", send)


@pytest.mark.parametrize("name", FIRST)
def test_only_what_the_page_names_starts(page, site, name):
    """A first part that isn't what the page was built with isn't taken, even if it would run."""
    alter(page, site, name)
    page.goto(site.form)

    assert_helps(message_of(page))


@pytest.mark.parametrize("name", LATER)
def test_only_what_the_page_names_comes_later(page, site, name):
    """A later part that isn't what the page was built with isn't taken; answers are scored."""
    alter(page, site, name)
    form = Form(page, site).open()
    page.wait_for_selector("html[data-network=quiet]")
    form.answer_all(MIXED)

    assert "failed" == page.locator("html").get_attribute("data-desk")
    assert [25, 34, 28, 12, -6] == form.outputs()


@pytest.mark.parametrize("name", ["later.txt", "device.js", "views.css"])
def test_a_later_part_that_never_comes(page, site, name):
    """Half a minute after one can answer, the page stops waiting, says so and closes."""
    page.clock.install()
    held = hold(page, re.compile(re.escape(name)))
    page.goto(site.form)
    tick_until(page, "html[data-engine=ready]")
    form, html = Form(page, site), page.locator("html")
    page.clock.run_for(15_000)
    assert [None, None] == [html.get_attribute(n) for n in ("data-desk", "data-network")]
    page.clock.run_for(16_000)
    page.wait_for_selector("html[data-network=quiet]")
    form.answer_all(MIXED)
    page.locator('.views a[href="#records"]').click()

    assert len(held) == 1
    assert "failed" == html.get_attribute("data-desk")
    assert page.locator("#records").get_by_text("部品を読み込めませんでした").is_visible()
    assert [25, 34, 28, 12, -6] == form.outputs()


@pytest.mark.parametrize("missing", ["core.js", "micropython.wasm", "first.txt"])
@pytest.mark.parametrize("hangs", [True, False])
def test_a_failed_start_closes_the_network(page, site, missing, hangs):
    """A minute after it was opened, a page on which Python didn't start closes its network, too."""
    page.clock.install()
    if hangs:
        hold(page, re.compile(re.escape(missing)))
    else:
        page.route(f"**/{missing}*", lambda route: route.fulfill(status=404))
    page.goto(site.form, wait_until="domcontentloaded")
    page.clock.run_for(40_000)
    message_of(page)
    assert None is page.locator("html").get_attribute("data-network")
    page.clock.run_for(21_000)
    page.wait_for_selector("html[data-network=quiet]")

    assert page.evaluate(REFUSED, site.url)


def publish_anew(site, path, added):
    """Publish another version: one file is longer, and the form's page names what it is now."""
    file = site.site / path
    before = pages.digest(file.read_bytes())
    file.write_bytes(file.read_bytes() + added)
    after = pages.digest(file.read_bytes())
    page = site.site / "diagnose" / "index.html"
    html = page.read_text(encoding="utf-8").replace(before, after)
    html = html.replace(pages.addressed(path, before), pages.addressed(path, after))
    bare = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    page.write_text(policy.placed(bare, "form", policy.inline(bare)), encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    """A copy of the site that a test may change."""
    server = Server("/some/sub-path/", shutil.copytree(SITE, tmp_path / "site"))
    yield server
    server.close()


@pytest.mark.parametrize(
    ("path", "added"),
    [
        ("py/scoring.py", b"\nprint('second')\n"),
        ("py/later.txt", b"\fideas/second.py\nprint('second')\n"),
        ("assets/pyscript/micropython.js", b"\nconsole.log('second')\n"),
        ("assets/device.js", b"\nconsole.log('second')\n"),
    ],
)
def test_a_reload_gets_a_new_version_whole(page, copy, path, added):
    """After a deployment, the new page runs its own version's files, whatever is remembered."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    form = Form(page, copy).open().quiet()
    assert "second" not in said
    publish_anew(copy, path, added)
    page.reload()
    form.ready().quiet()

    assert "second" in said


@pytest.mark.parametrize(("path", "reloads"), [("py/scoring.py", 1), ("assets/device.js", 2)])
def test_what_is_remembered_wrongly_is_mended(page, copy, path, reloads):
    """If a browser remembers other bytes under the right address, a reload mends that."""
    copy.faults[path] = "stale"
    form = Form(page, copy)
    page.goto(copy.form)
    page.wait_for_selector("html:is([data-engine=failed], [data-network=quiet])")
    copy.faults.clear()
    for _ in range(reloads):
        page.reload()
        page.wait_for_selector("html[data-network=quiet]")

    form.ready().quiet()


def test_what_pages_load_is_named_by_its_content(page, site, watch):
    """Style sheets, scripts, Python and WebAssembly are asked for by their content's hash."""
    for path in ("", "items/07/", "offline/", "search/#無線LAN"):
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
    page.locator("#search-results a").first.wait_for()
    Form(page, site).open().quiet()
    asked = {path for _, path in site.requests if re.search(r"\.(css|m?js|py|wasm|txt)\b", path)}
    # Of the search's own files, only its first is named by us.
    theirs = "pagefind/(?!pagefind.js)|/sw.js$"

    assert 15 < len(asked)
    for path in [path for path in asked if not re.search(theirs, path)]:
        file = path.partition("?")[0]
        assert path == pages.addressed(file, pages.digest(site.find(file).read_bytes()))


PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


# Only Chromium tells of what moved.
@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("halt", ['<p class="bar__ticks"', 'id="total"', '<section id="result"'])
def test_nothing_moves_while_the_page_comes(page, site, watch, halt, width):
    """However the page is cut up on its way: what has been shown stays where it was."""
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(SHIFTS)
    come = threading.Event()
    site.halts["diagnose/"] = halt.encode(), come
    try:
        page.goto(site.form, wait_until="commit")
        page.wait_for_selector("#question-25", state="attached")
        page.evaluate(PAINTED)
        assert 0 == page.locator("#departments").count()
        come.set()
        page.wait_for_selector("html[data-network=quiet]")
        page.evaluate(PAINTED)
    finally:
        come.set()
        site.halts.clear()

    assert 0 == page.evaluate("moved()")


def test_each_part_is_asked_for_once(page, site, watch):
    """What is loaded ahead is what is used: no address is asked for twice."""
    Form(page, site).open().quiet()
    page.wait_for_timeout(500)
    asked = [path.partition("?")[0] for _, path in site.requests]

    assert sorted(set(asked)) == sorted(asked)


# The stock Firefox, driven without Playwright's patches, cannot switch JavaScript off.
@pytest.mark.skip_browser("firefox")
def test_without_javascript(browser, site, browser_context_args):
    """Without JavaScript the questions stand there, and the same words tell how to add by hand."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "diagnose/")

    assert_says_so_by_itself(page)
    context.close()


STOPPED = {"Content-Security-Policy": "script-src 'none'"}


def with_page(page, path, change, headers=None):
    """Have a page of the site be sent with another text."""

    def send(route):
        answer = route.fetch()
        html = change(answer.text())
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers or {})

    page.route(re.compile(f"/{path}$"), send)


def unreadable(html):
    """Make of each script what a browser meets that is older than the script's syntax."""
    html = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    running = r"(<script(?: type=.module.| data-closed=[^>]*)?>)"
    return re.sub(running, r"\1\nnot yet ???= known;", html)


def test_with_scripts_blocked(page, site):
    """Where a policy blocks every script, one can still answer, and the page says what to do."""
    with_page(page, "diagnose/", str, STOPPED)
    page.goto(site.url + "diagnose/")

    assert_says_so_by_itself(page)


def test_in_a_browser_that_can_read_no_script(page, site):
    """In a browser older than each script's syntax, the page says one thing, the true one."""
    with_page(page, "diagnose/", unreadable)
    page.goto(site.url + "diagnose/")

    assert_says_so_by_itself(page)
    assert page.get_by_text("採点の準備をしています").is_hidden()


def test_where_a_start_breaks_off(page, site):
    """A script that meets something that this browser lacks says at once that it can't start."""
    page.add_init_script(
        "delete Element.prototype.matches; delete Document.prototype.querySelector"
    )
    page.goto(site.url + "diagnose/")
    page.wait_for_selector("html[data-engine=failed]", timeout=10_000)

    assert_helps(message_of(page))


def test_the_message_is_never_seen_where_python_starts(page, site, watch):
    """From the first paint to the last, the message isn't shown."""
    page.add_init_script(
        """window.seen = []
        const look = () => {
            const message = document.getElementById('engine-message')
            if (message && message.offsetHeight) seen.push(document.documentElement.dataset.engine)
            requestAnimationFrame(look)
        }
        look()"""
    )
    Form(page, site).open().quiet()

    assert [] == page.evaluate("seen")


def test_the_paper_without_python(page, site):
    """Printed without a script, the page is a sheet: questions, points, how to add them up."""
    with_page(page, "diagnose/", unreadable)
    page.goto(site.url + "diagnose/")
    page.emulate_media(media="print")

    assert (
        page.locator("#engine-message")
        .get_by_text("答えの横の点数を全部足してください")
        .is_visible()
    )
    assert page.locator("#engine-message .bands").is_visible()
    assert 100 == sum(one.is_visible() for one in page.locator(".answer__points").all())
    for hidden in ("次のことを試してください", "採点の準備をしています", "全部消す"):
        assert not any(one.is_visible() for one in page.get_by_text(hidden).all())


@pytest.mark.parametrize(("path", "said"), [("search/", "検索には"), ("offline/", "準備には")])
def test_other_pages_that_need_a_script(page, site, path, said):
    """Where its script can't be read, a page that needs one says so, and never where it can."""
    page.goto(site.url + path)
    page.wait_for_timeout(2500)
    assert page.locator("#content").get_by_text(said).is_hidden()

    with_page(page, path, unreadable)
    page.reload()
    page.wait_for_timeout(2500)
    said = page.locator(".unscripted", has_text=said)
    assert said.evaluate("element => element.clientHeight > 15")


def test_a_host_that_knows_few_types(page, copy):
    """Form and search work where .html, .css and .js alone are sent as what they are."""
    strict = {"X-Content-Type-Options": "nosniff"}
    unknown = {"Content-Type": "application/octet-stream"} | strict
    for file in copy.site.rglob("*"):
        name = file.relative_to(copy.site).as_posix()
        copy.headers[name] = strict if file.suffix in (".html", ".css", ".js") else unknown
    Form(page, copy).open().quiet()
    page.goto(copy.url + "search/#バックアップ")

    page.locator("#search-results a").first.wait_for()


def assert_says_so_by_itself(page):
    assert_helps(page.locator("#engine-message").inner_text())
    assert page.get_by_text("使えるブラウザは").is_visible()
    assert page.get_by_text("Safari 16.4").is_visible()
    assert page.locator("#engine-message").get_by_role("button").count() == 0
    assert_answerable_by_hand(page)


def assert_answerable_by_hand(page):
    assert 100 == page.locator(".answer").count()
    page.locator("label", has=page.locator("input[name=q25][value=unknown]")).click()
    assert page.locator("input[name=q25][value=unknown]").is_checked()
    assert page.locator(".bar").is_hidden()


def test_framed(page, site, tmp_path):
    """Shown within another site's page, the form isn't there, and a link opens it in a tab."""
    html = f"<!doctype html><title>around</title><iframe src='{site.form}#question-3'></iframe>"
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text(html, encoding="utf-8")
    around = Server("/", tmp_path)
    page.goto(around.url)
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="ここでは答えられません").wait_for()
    way = frame.get_by_role("link", name="診断を新しいタブで開く")
    around.close()

    assert "framed" == frame.locator("html").get_attribute("data-engine")
    assert 0 == frame.locator(".selfcheck :is(input, button)").count()
    assert f"{site.form}#question-3" == way.get_attribute("href")
    assert ["_blank", "noopener noreferrer"] == [way.get_attribute(n) for n in ("target", "rel")]
