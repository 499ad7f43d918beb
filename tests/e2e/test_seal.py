"""Files under a passphrase: what the browser seals, another program opens, and the reverse."""

import base64
import gzip
import json
import unicodedata

import pyrage
import pytest
from sheets import CASES, sheet

WORDS = "正しい 合言葉 🔑"
TEXT = "社外秘：山田商店の記録 🏪\n"
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
LONG = "改行\r\nと🏪\0と「かな」" * 8000

# Made once, with little work: scrypt 2^10. It has to open for ever.
ARMORED = (CASES / "sealed.txt").read_bytes()
SEALED = base64.b64decode(b"".join(ARMORED.splitlines()[1:-1]))
HEADER, _, PAYLOAD = SEALED.partition(b"\n--- ")

SEAL = """async ([script, text, passphrase]) => {
    const {seal} = await import(script)
    const bytes = await seal(text, passphrase)
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
}"""
UNSEAL = """async ([script, file, passphrase]) => {
    const {unseal} = await import(script)
    const bytes = Uint8Array.from(atob(file), character => character.charCodeAt(0))
    return await unseal(bytes, passphrase).catch(error => [error.message])
}"""


class Sealer:
    """The two functions of assets/bytes.js, as a page calls them."""

    def __init__(self, page, site):
        self.page = page
        self.script = site.url + "assets/bytes.js"

    def seal(self, text, passphrase=WORDS):
        return base64.b64decode(self.page.evaluate(SEAL, [self.script, text, passphrase]))

    def unseal(self, file, passphrase=WORDS):
        """Return the text, or the reason in a list."""
        sealed = base64.b64encode(file).decode()
        return self.page.evaluate(UNSEAL, [self.script, sealed, passphrase])


@pytest.fixture
def sealer(page, site, watch):
    page.goto(site.workbench)
    return Sealer(page, site)


@pytest.mark.parametrize(
    "text", ["", TEXT, "\ufeff{}", LONG], ids=["empty", "short", "BOM", "long"]
)
def test_another_program_opens_what_the_browser_sealed(sealer, text):
    """A sealed text comes back word for word from pyrage, and from the browser itself."""
    sealed = sealer.seal(text)

    assert text.encode() == pyrage.passphrase.decrypt(sealed, WORDS)
    assert text == sealer.unseal(sealed)


def test_the_browser_opens_what_another_program_sealed(sealer):
    """A text that pyrage sealed comes back word for word in the browser."""
    sealed = pyrage.passphrase.encrypt(LONG.encode(), WORDS, armored=True)

    assert LONG == sealer.unseal(sealed)


def test_the_frozen_file(sealer):
    """A file sealed once opens, binary and armored, whatever mail did to its ends of line."""
    for file in (SEALED, ARMORED, b"\n" + ARMORED.replace(b"\n", b"\r\n") + b"\r\n"):
        assert TEXT == sealer.unseal(file)


def test_sealing_twice_differs(sealer):
    """The same text under the same passphrase never gives the same file."""
    assert sealer.seal(TEXT) != sealer.seal(TEXT)


def altered(file, index):
    """The file with one bit of the byte at `index` changed."""
    return file[:index] + bytes([file[index] ^ 1]) + file[index + 1 :]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "not-age"),
        (b'{"format": "selfcheck-record"}', "not-age"),
        (b"PK\x03\x04", "not-age"),
        (SEALED[:12], "not-age"),
        (b"age-encryption.org/v2\n" + SEALED[22:], "not-age"),
        (b"\n" + SEALED, "not-age"),
        (SEALED[:22], "damaged"),
        (HEADER, "damaged"),
        (SEALED[: len(HEADER) + 20], "damaged"),
        (SEALED[:-1], "damaged"),
        (SEALED[: -len(PAYLOAD) + 44], "damaged"),
        (altered(SEALED, len(SEALED) - 1), "damaged"),
        (altered(SEALED, len(HEADER) + 10), "damaged"),
        (altered(SEALED, len(SEALED) - 60), "damaged"),
        (SEALED + b"x", "damaged"),
        (HEADER.replace(b" 10\n", b" \n") + SEALED[len(HEADER) :], "damaged"),
        (ARMORED[:-40], "damaged"),
        (ARMORED.replace(b"\n", b"", 1), "damaged"),
        (ARMORED[:60] + b"*" + ARMORED[61:], "damaged"),
        (altered(SEALED, len(HEADER) - 5), "passphrase"),
        (HEADER.replace(b" 10\n", b" 21\n") + SEALED[len(HEADER) :], "too-hard"),
        (HEADER.replace(b" 10\n", b" 999999999\n") + SEALED[len(HEADER) :], "too-hard"),
    ],
)
def test_a_file_that_does_not_open(sealer, file, reason):
    """What is no age file, damaged, or asks for too much work is refused with its reason."""
    assert [reason] == sealer.unseal(file)


@pytest.mark.parametrize("passphrase", ["", "正しい合言葉🔑", WORDS + "。"])
def test_a_wrong_passphrase(sealer, passphrase):
    """A passphrase that differs by a sign is told apart from a damaged file."""
    assert ["passphrase"] == sealer.unseal(SEALED, passphrase)
    assert ["passphrase"] == sealer.unseal(ARMORED, passphrase)


# Made once, each with little work: the passphrase as JSON, then the file.
SPELLINGS = {
    json.loads(line.rpartition(" ")[0]): base64.b64decode(line.rpartition(" ")[2])
    for line in (CASES / "spellings.txt").read_text(encoding="utf-8").splitlines()
}


@pytest.mark.parametrize(
    ("sealed_with", "typed"),
    [
        ("がぎぐ パス 12", unicodedata.normalize("NFD", "がぎぐ パス 12")),
        (unicodedata.normalize("NFD", "がぎぐ パス 12"), "がぎぐ パス 12"),
        ("さくら　ばなな　木曜", "さくら ばなな 木曜"),
        ("abc defg 12", "ａｂｃ　ｄｅｆｇ　１２"),
        ("さくら 木曜", "  さくら\u00a0木曜　"),
        ("バナナ 木曜", "ﾊﾞﾅﾅ 木曜"),
        ("ａｂｃ　ｄｅ", "ａｂｃ　ｄｅ"),
        (" さくら ", " さくら "),
    ],
)
def test_a_passphrase_of_another_keyboard(sealer, sealed_with, typed):
    """What the same keys give on another device opens the file, and so does what sealed it."""
    assert TEXT == sealer.unseal(SPELLINGS[sealed_with], typed)


def test_a_file_for_a_key(sealer):
    """A file made for somebody's key is told apart from one under a passphrase."""
    key = pyrage.x25519.Identity.generate().to_public()

    assert ["not-passphrase"] == sealer.unseal(pyrage.encrypt(TEXT.encode(), [key]))


# Made once, each with little work: the encoding, then the file.
ENCODINGS = {
    encoding: base64.b64decode(file)
    for encoding, file in map(
        str.split, (CASES / "encodings.txt").read_text(encoding="utf-8").splitlines()
    )
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_sealed_file_of_another_encoding(sealer, encoding):
    """What is no UTF-8 isn't given out with characters replaced, and isn't called damaged."""
    assert ["sealed-encoding"] == sealer.unseal(ENCODINGS[encoding])
    assert ["damaged"] == sealer.unseal(ENCODINGS[encoding][:-1])


def test_a_long_sealed_file_of_another_encoding(sealer):
    """So it is where the file is read in several pieces, whatever another program made it with."""
    sealed = pyrage.passphrase.encrypt(("会社" * 50_000).encode("cp932"), WORDS)

    assert ["sealed-encoding"] == sealer.unseal(sealed)


def test_the_policy_of_the_form(form):
    """Sealing and opening work under the form's policy, trusted types included."""
    sealer = Sealer(form.page, form.site)

    assert TEXT == sealer.unseal(sealer.seal(TEXT))


def test_the_script(site):
    """The script says where the licences of what it is made of stand, and stays below 60 KB."""
    script = site.find(site.base + "assets/bytes.js").read_bytes()
    licences = site.find(site.base + "licences.txt").read_bytes()

    assert script.startswith(b"/*! Licences: licences.txt")
    for notice in (b"Copyright 2023 The age Authors", b"Paul Miller", b"Thomas Pornin"):
        assert notice in licences
    assert len(gzip.compress(script)) < 60 * 1024


def test_the_passphrase_that_a_file_gets_is_shown(form):
    """Blanks and letters in Japanese width are shown as `age` will need them, and sealed so."""
    form.answer_all(MIXED)
    form.go("records")
    form.button("パスフレーズ付きの記録（age）").click()
    for name in ("first", "second"):
        form.page.locator(f"#secret-{name}").fill("さくら　ばなな　ＡＢ１")
    form.decide("暗号にして保存")
    shown = form.page.locator("#passphrase-plain").text_content()
    with form.saving() as saved:
        form.decide("暗号にして保存")

    assert "さくら ばなな AB1" == shown
    assert json.loads(pyrage.passphrase.decrypt(saved.content, shown))["answers"]


def test_another_encoding_is_said(form):
    """A sealed file in Shift_JIS is called whole, with what to do."""
    form.go("records")
    form.give(("a.json.age", ENCODINGS["cp932"]))
    form.page.locator("#secret-first").fill(WORDS)
    form.decide("開く").all_read().wait_for()

    assert "ファイルは壊れていません" in form.page.locator(".refused").text_content()
