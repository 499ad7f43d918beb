"""What the browser tests share: the site behind HTTP, a watched page, the form opened."""

from functools import wraps

import pytest
from people import HOLDS, Form, Watch, see_next_frame
from playwright.sync_api import Locator
from server import Server

BASE = "/some/sub-path/"
DEEDS = ["click", "check", "uncheck", "press", "fill", "select_option", "set_checked"]
# A test that stops the page's clock stops these with it, but for whoever had them before.
KEEP_CLOCK = "window.untouched = [requestAnimationFrame.bind(window), setTimeout.bind(window)]"


def then_look(deed, page_of):
    """Have a person see the frame that follows what she did before she looks or does more.

    A closed dialog tells of it, and what isn't urgent is done, with the next frame; who tests reads
    faster than that on a busy machine.
    """

    @wraps(deed)
    def do(self, *arguments, **options):
        done = deed(self, *arguments, **options)
        see_next_frame(page_of(self))
        return done

    return do


@pytest.fixture(scope="session", autouse=True)
def unhurried():
    with pytest.MonkeyPatch.context() as patch:
        for name in DEEDS:
            patch.setattr(Locator, name, then_look(getattr(Locator, name), lambda one: one.page))
        yield


@pytest.fixture(scope="session")
def site():
    server = Server(BASE)
    yield server
    server.close()


@pytest.fixture(autouse=True)
def fresh_log(site):
    site.forget()


@pytest.fixture(autouse=True)
def what_is_held_was_asked_for():
    """A pattern that nothing matches any more holds nothing, and proves nothing."""
    HOLDS.clear()
    yield
    assert all(HOLDS)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    # What a worker fetches beside a page is test_offline.py's subject; here it would be noise.
    return {
        **browser_context_args,
        "service_workers": "block",
        "locale": "ja-JP",
        "viewport": {"width": 1280, "height": 900},
    }


def unhurried_keyboard(page):
    press = then_look(type(page.keyboard).press, lambda _keyboard: page)
    page.keyboard.press = press.__get__(page.keyboard)


@pytest.fixture
def context(context):
    # How busy the machine is decides nothing here: all is done at once, but for test_steps.py.
    context.add_init_script("performance.now = () => 0")
    context.add_init_script(KEEP_CLOCK)
    context.on("page", unhurried_keyboard)
    return context


@pytest.fixture
def watch(page, site):
    """Fail at the end of the test if the page had an error or asked anyone but the site."""
    watch = Watch(page, site.origin)
    yield watch
    assert [] == watch.foreign
    assert [] == watch.errors


@pytest.fixture
def form(page, site, watch):
    """The form, opened and ready."""
    return Form(page, site).open()


@pytest.fixture
def slow(page, site, watch):
    """The form, opened and ready, where each step takes a second by the page's clock."""
    page.add_init_script("{ let seconds = 0; performance.now = () => (seconds += 1) * 1000 }")
    return Form(page, site).open()
