"""A site with a long name and an address of its own: it fits, and what it hands on says so."""

import copies
import pytest
from people import Form
from playwright.sync_api import expect
from server import Server

WIDTHS = [320, 360, 960, 1280]
# Many letters between which a line may break, and many between which none may.
NAME = "〇〇県中小企業情報セキュリティ推進協議会" * 3 + "Sicherheitsselbsteinschaetzungsportal" * 2
ADDRESS = "https://example.org/copy/"


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """A site with that name, behind HTTP."""
    folder = copies.copied(tmp_path_factory.mktemp("named"))
    settings = folder / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = f"site_name: {NAME}\n"
    settings.write_text("".join(lines), encoding="utf-8")
    built = copies.built(folder, SITE_URL=ADDRESS)
    assert 0 == built.returncode, built.stderr
    server = Server("/named/", folder / "site")
    yield server
    server.close()


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


def test_a_long_name_fits(page, named):
    """However long its name, no page scrolls sideways, and the links beside it can be read."""
    for path in ("", "diagnose/", "items/03/", "nowhere", "selfcheck.html"):
        page.goto(named.url + path)
        assert NAME in page.inner_text("body")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            assert (path, width, []) == (path, width, outside(page))
            page.evaluate("for (const one of document.querySelectorAll('#menu')) one.open = true")
            assert (path, width, []) == (path, width, outside(page))
            links = page.locator(".masthead__link").all()
            heights = [link.bounding_box()["height"] for link in links]
            assert [] == [one for one in heights if one >= 2 * 44], f"squeezed: {path} {width}"


def test_what_is_handed_on_names_the_site(page, named):
    """A file and the printed report from this site say its name and its address."""
    form = Form(page, named).open()
    form.answer_all(["done"] * 25)
    form.name(company="甲社")
    _, saved = form.go("records").save("ほかのプログラム用（CSV）")

    assert f'"作ったサイト","{NAME}"\r\n"サイトのアドレス","{ADDRESS}"\r\n\r\n' in saved.decode()
    page.evaluate("window.print = () => {}")
    form.go("result").page.locator("[data-print=report]").click()
    statement = page.locator("#paper-report .paper__statement")
    expect(statement).to_contain_text(f"この紙を作ったサイト：{NAME} {ADDRESS}")
