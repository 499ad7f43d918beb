"""A site with a long name and an address of its own: it fits, and what it hands on says so."""

import copies
import pytest
from people import Form
from playwright.sync_api import expect
from server import Server

WIDTHS = [320, 360, 960, 1280]
NAMES = {
    "japanese": "〇〇県中小企業情報セキュリティ推進協議会" * 3 + "の診断",
    "latin": "Sicherheitsselbsteinschaetzungsportal" * 2,
}
ADDRESS = "https://example.org/copy/"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Give a site with a name, behind HTTP; each is made once, in whatever order tests come."""
    servers = {}

    def of(name):
        if name not in servers:
            folder = copies.copied(tmp_path_factory.mktemp("named"))
            settings = folder / "mkdocs.yml"
            lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
            lines[1] = f"site_name: {name}\n"
            settings.write_text("".join(lines), encoding="utf-8")
            built = copies.built(folder, SITE_URL=ADDRESS)
            assert 0 == built.returncode, built.stderr
            servers[name] = Server("/named/", folder / "site")
        return servers[name]

    yield of
    for server in servers.values():
        server.close()


@pytest.fixture(scope="module", params=NAMES)
def named(request, sites):
    """A site with that name, behind HTTP; its name."""
    name = NAMES[request.param]
    return sites(name), name


@pytest.fixture(scope="module")
def looked_at(browser, browser_context_args, named, path):
    """A page of the site, opened once for all widths."""
    page = browser.new_page(**browser_context_args)
    page.goto(named[0].url + path)
    yield page
    page.close()


def outside(page):
    """The texts of what is cut off, or leads out of the window, sideways."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth
        const wide = document.documentElement.scrollWidth > width ? ["the page scrolls"] : []
        const out = [...document.querySelectorAll("header *, main > p, footer *")].filter(one => {
          const {left, right} = one.getBoundingClientRect()
          return left < 0 || right > width + 0.5
        })
        return wide.concat(out.map(one => one.textContent.trim()))
    }""")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["", "diagnose/", "items/03/", "nowhere", "selfcheck.html"], scope="module"
)
def test_a_long_name_fits(looked_at, named, width):
    """However long its name, no page scrolls sideways, and the links beside it can be read."""
    page = looked_at
    page.set_viewport_size({"width": width, "height": 700})

    assert named[1] in page.inner_text("body")
    assert [] == outside(page)
    page.evaluate("for (const menu of document.querySelectorAll('#menu')) menu.open = true")
    assert [] == outside(page)
    for link in page.locator(".masthead__link").all():
        assert 2 * 44 > link.bounding_box()["height"], "squeezed"


def test_what_is_handed_on_names_the_site(page, named):
    """A file and the printed report from this site say its name and its address."""
    server, name = named
    form = Form(page, server).open()
    form.answer_all(["done"] * 25)
    form.name(company="甲社")
    _, saved = form.go("records").save("ほかのプログラム用（CSV）")

    assert f'"作ったサイト","{name}"\r\n"サイトのアドレス","{ADDRESS}"\r\n\r\n' in saved.decode()
    page.evaluate("window.print = () => {}")
    form.go("result").page.locator("[data-print=report]").click()
    statement = page.locator("#paper-report .paper__statement")
    expect(statement).to_contain_text(f"この紙を作ったサイト：{name} {ADDRESS}")
