"""What a browser asks others about a page by itself is the same for everybody.

Chromium is started as people start it: what automation switches off stays on. Whatever it asks for
by TLS, at any name but this machine's own, a server here takes down.
"""

import base64
import hashlib
import json
import re
import shutil
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from people import Form, file_of
from playwright.sync_api import expect
from sheets import sheet

pytestmark = [pytest.mark.audit, pytest.mark.only_browser("chromium")]
FEW = sheet("D" * 24 + "P")
MANY = sheet("DPNUDPPNUDPNUDPNUUDPNUDPNUD"[:25])
WORD = "Zephyrquillo"
# What people may have switched on, or find switched on.
WISHES = {
    "autofill": {"profile_enabled": True, "credit_card_enabled": True},
    "browser": {"enable_spellchecking": True},
    "credentials_enable_service": True,
    "profile": {"password_manager_leak_detection": True},
    "safebrowsing": {"enabled": True, "enhanced": True},
    "search": {"suggest_enabled": True},
    "spellcheck": {"dictionaries": ["en-US"], "use_spelling_service": True},
    "translate": {"enabled": True},
    "url_keyed_anonymized_data_collection": {"enabled": True},
}
FIELDS = """() => [...document.querySelectorAll('input, select, textarea, datalist, form')].map(
    field => [field.localName, field.id, field.getAttribute('name'), field.type,
        ...[...field.children].filter(one => one.localName === 'option').map(one => one.text)])"""


class Listener:
    """The rest of the world: `asked` lists (host, path, body) of what it was asked."""

    def __init__(self, folder):
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked.append((self.headers.get("Host"), self.path, body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_PUT = do_POST  # noqa: N815, the names that http.server asks for

            def log_message(self, *args):
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *args):
                """What isn't TLS, or breaks off, asked for nothing."""

        key, certificate = folder / "key.pem", folder / "certificate.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=anybody"]
        made += ["-keyout", key, "-out", certificate]
        subprocess.run(made, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.http.socket = context.wrap_socket(
            self.http.socket, server_side=True, do_handshake_on_connect=False
        )
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def forms(self):
        """The forms that the autofill server was asked about, as Chromium describes them."""
        asked = set()
        for _, path, body in self.asked:
            if found := re.match(r"/v1/pages(?:/([\w-]+=*)|:get)", path):
                message = base64.urlsafe_b64decode(found[1] + "==") if found[1] else body
                asked.update(form for number, form in parts(message) if number == 2)
        return asked


def parts(message):
    """The fields of a protocol buffer: (number, whole number or bytes)."""
    at = 0

    def number():
        nonlocal at
        value, shift = 0, 0
        while True:
            value |= (message[at] & 127) << shift
            shift, at = shift + 7, at + 1
            if message[at - 1] < 128:
                return value

    while at < len(message):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
            continue
        size = {1: 8, 5: 4}.get(tag & 7) or number()
        at += size
        taken = message[at - size : at]
        yield tag >> 3, taken if tag & 7 == 2 else int.from_bytes(taken, "little")


def signature(name, kind):
    """Chromium's hash of a field (StrToHash32Bit), which is no secret to anybody."""
    return int.from_bytes(hashlib.sha1(f"{name}&{kind}".encode()).digest()[:4], "big")  # noqa: S324


def signatures(forms):
    """The hashes of all fields of the forms."""
    fields = [field for form in forms for number, field in parts(form) if number == 2]
    return {value for field in fields for number, value in parts(field) if number == 1}


@contextmanager
def persons_browser(playwright, folder):
    """A page in a browser as people start it, and who hears what that asks the world."""
    folder.mkdir()
    world = Listener(folder)
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(WISHES), encoding="utf-8")
    started = subprocess.Popen(
        [
            shutil.which("chromium") or playwright.chromium.executable_path,
            *("--no-sandbox", "--no-first-run", "--headless=new", "--remote-debugging-port=0"),
            f"--host-resolver-rules=MAP * 127.0.0.1:{world.http.server_port},EXCLUDE 127.0.0.1",
            *("--ignore-certificate-errors", f"--user-data-dir={folder}", "about:blank"),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    address = next(line.split()[-1] for line in started.stderr if "DevTools listening" in line)
    try:
        browser = playwright.chromium.connect_over_cdp(address)
        page = browser.contexts[0].new_page()
        yield page, world
        browser.close()
    finally:
        started.terminate()
        started.wait()
        started.stderr.close()
        world.http.shutdown()
        world.http.server_close()


def go_through(page, site, answers, files, company, folded):
    """Show every view, dialog and paper; return fields, title and address after each step."""
    seen = {}

    def look(step):
        page.wait_for_timeout(1_500)
        # Titles and addresses go into a history, which some people have synchronised.
        seen[step] = page.evaluate(FIELDS), page.title(), page.url

    form = Form(page, site).open().quiet()
    page.evaluate("window.print = () => {}")
    form.answer_all(answers[:folded])
    page.locator("#next").click()
    look("folded")
    form.answer_all(answers)
    look("form")
    form.name(company=company)
    look("result")
    form.write(25)
    page.locator("#writing-note").press_sequentially(f"{WORD} {company}", delay=20)
    look("writing")
    page.keyboard.press("Escape")
    # The view is drawn anew when the dialog is left, folded.
    page.locator("#checked [data-of=proof]").first.evaluate("button => button.click()")
    page.locator("#writing-evidence").press_sequentially(f"{WORD} {company}", delay=20)
    look("proving")
    page.keyboard.press("Escape")
    # On a busy machine the box is drawn ticked a moment after the click.
    form.tick(25).click()
    expect(form.tick(25)).to_be_checked()
    for kind in ("report", "blank"):
        form.unfold_view().page.locator(f"#result [data-print={kind}]").first.click()
        look(kind)
    form.go("records")
    look("records")
    form.unfold(page.locator("[data-action=rename]").first).click()
    look("rename")
    form.decide("やめる")
    form.unfold(page.locator(".exports [data-kind=age]")).click()
    for name in ("first", "second"):
        page.locator(f"#secret-{name}").press_sequentially(f"{WORD} passphrase")
    page.locator("#reveal").check()
    look("passphrase")
    page.locator("#reveal").uncheck()
    form.decide("暗号にして保存")
    page.locator("#notice", has_text="書き出しました").wait_for(timeout=60_000)
    look("sealed")
    form.go("compare").give(*files)
    look("compare")
    form.go("departments").page.get_by_role("button", name="全部選ぶ").click()
    page.get_by_label("項目ごとに選ぶ").check()
    page.locator("[data-action=merge-choose]").first.click()
    look("departments")
    form.decide("やめる")
    page.locator("#start-over").evaluate("button => button.click()")
    look("start over")
    page.goto(site.url + "papers/#rules")
    page.wait_for_selector("html[data-engine=ready][data-network=quiet]")
    page.locator("#given-responsible").press_sequentially(f"{WORD} {company}", delay=20)
    look("rules")
    # How many texts there are to change depends on the answers.
    page.locator("#making-change").click()
    page.locator(".making__text").nth(3).click()
    page.keyboard.type(f"{WORD} {company}")
    look("changing")
    return seen


PEOPLE = [
    (FEW, [("1.json", file_of(MANY))], "", 3),
    (MANY, [(f"{n}.json", file_of(FEW, department=f"{n}")) for n in range(3)], "甲社", 20),
]


def test_the_browser_asks_the_same_about_everybody(playwright, site, tmp_path):
    """Whatever was answered, a browser tells its autofill server the same of the page's fields."""
    heard, seen = [], []
    for index, person in enumerate(PEOPLE):
        with persons_browser(playwright, tmp_path / str(index)) as (page, world):
            seen.append(go_through(page, site, *person))
            heard.append(world)

    first, second = [world.forms() for world in heard]
    for step, shown in seen[0].items():
        assert shown == seen[1][step], step
    # It does ask, and what it asks can be read.
    assert {signature("about-company", "text"), signature("writing-owner", "text")} <= signatures(
        first
    )
    assert first == second
    for world in heard:
        assert not [path for _, path, body in world.asked if WORD in path or WORD.encode() in body]
        # Nobody is asked whether a passphrase has leaked: no user's name stands beside it.
        assert not [host for host, _, _ in world.asked if "password" in host]
