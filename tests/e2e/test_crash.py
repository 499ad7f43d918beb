"""A browser that ends from one moment to the next, and brings its tabs back afterwards."""

import json
import os
import signal

import pytest
from people import Form
from sheets import sheet

pytestmark = [pytest.mark.audit, pytest.mark.only_browser("chromium")]
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
# Chromium writes session storage down some seconds after it changed.
WRITTEN = 20
NOTING = """{
    window.written = []
    const set = Storage.prototype.setItem
    Storage.prototype.setItem = function (key, value) {
        if (key === 'selfcheck5.record') written.push(value)
        return set.call(this, key, value)
    }
}"""
KEPT = """Object.fromEntries(Object.entries(localStorage)
    .filter(([key]) => key.startsWith('selfcheck5.kept.'))
    .map(([key, text]) => [key.slice('selfcheck5.kept.'.length), text]))"""


@pytest.fixture
def started(browser_type, whole_browser_launch_args, browser_context_args, tmp_path):
    """Start a browser that goes on where it was, each time with what it wrote down before."""
    contexts = []

    def start():
        context = browser_type.launch_persistent_context(
            tmp_path / "person",
            # A headless shell has no session to go on with.
            **(whole_browser_launch_args | browser_context_args),
            args=["--restore-last-session", "--hide-crash-restore-bubble"],
        )
        contexts.append(context)
        return context

    yield start
    contexts[-1].close()


def kill(context, profile):
    """End the browser of a profile as a power cut would."""
    with context.expect_event("close"):
        host_and_id = str((profile / "SingletonLock").readlink())
        os.kill(int(host_and_id.rpartition("-")[2]), signal.SIGKILL)


def test_after_a_crash_the_tab_is_whole(started, site, tmp_path):
    """What comes back is one value that the tab held, and it writes no kept record but its own."""
    page = started().new_page()
    page.add_init_script(NOTING)
    form = Form(page, site).open().quiet()
    form.answer_all(MIXED)
    form.name(company="甲社")
    page.wait_for_timeout(WRITTEN * 1_000)
    form.keep().go("form").answer(1, "unknown")
    # What was clicked is written at the latest when somebody reads it.
    held = page.evaluate("selfcheck.read(), written")
    kill(page.context, tmp_path / "person")

    (page,) = [one for one in started().pages if one.url.startswith(site.form)]
    Form(page, site).ready().quiet()
    text, own, *_ = json.loads(page.evaluate("sessionStorage['selfcheck5.record']"))
    assert [text, own] in [json.loads(value)[:2] for value in held]
    kept = page.evaluate(KEPT)
    # The browser may not have written which view was shown last.
    Form(page, site).go("form").answer(2, "done")
    assert {**kept, **({own: page.evaluate("selfcheck.read().text")} if own else {})} == (
        page.evaluate(KEPT)
    )


def test_a_click_is_stored_soon(form):
    """A fifth of a second after a click the tab's storage has the answer, drawn or not."""
    form.quiet()
    form.page.evaluate("window.requestAnimationFrame = () => {}")
    form.answer(3, "partial")
    form.page.wait_for_timeout(200)

    assert '\\"3\\": \\"partial\\"' in form.page.evaluate("sessionStorage['selfcheck5.record']")
