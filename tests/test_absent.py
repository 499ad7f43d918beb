"""What docs/ways-out.md calls unused stands neither in the form's page nor in that of papers."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ways-out.md"
SITE = ROOT / "site"
SEALED = [SITE / "diagnose" / "index.html", SITE / "papers" / "index.html"]
BUNDLES = ("bytes.js", "word.js")
# How each would look in JavaScript, in Python that reaches it, or in markup.
SHAPES = {
    "RTCPeerConnection": r"RTC[A-Z]\w+",
    "documentPictureInPicture": r"[pP]ictureInPicture",
    "navigationPreload": r"navigationPreload|setHeaderValue",
    "update": r"[rR]egistration\w*\??\.update\b|[\"']update[\"']|\bupdate:",
    "about:blank": r"<i?frame|[\"']i?frame\b|srcdoc|contentWindow|contentDocument",
    "submit": r"\.submit\(|requestSubmit|formaction",
    "BroadcastChannel": r"BroadcastChannel",
    "indexedDB": r"indexedDB",
    "cookie": r"\bcookie",
    "open": r"(?<!def )(?<![.\w])open\(|\b(window|globalThis|top|parent|js)\.open\b",
    "location": r"\blocation(\.\w+|\[[^]]*\])?\s*=[^=>]"
    r"|\blocation\.(assign|replace|reload)\b|\bnavigation\.",
    "href": r"\.href\s*=[^=>]",
    "http-equiv": r"(?i)http-?equiv[\s=\"']*+(?!Content-Security-Policy)",
    "preconnect": r"preconnect",
    "dns-prefetch": r"dns-prefetch",
    "speculationrules": r"speculationrules",
    "postMessage": r"postMessage|MessageChannel",
    "window.name": r"\b(window|globalThis)\.name\b",
    "credentials": r"\bcredentials\.(get|create|store)|navigator\.credentials",
    "share": r"navigator\.share",
    "Notification": r"\bNotification\b",
    "PaymentRequest": r"PaymentRequest",
    "speechSynthesis": r"speechSynthesis|SpeechRecognition",
    "AudioWorklet": r"[wW]orklet",
    "usb": r"navigator\.(usb|bluetooth|serial|hid)\b|requestMIDIAccess",
    "pushManager": r"pushManager|backgroundFetch|periodicSync",
    "getDirectory": r"getDirectory|show(Directory|OpenFile|SaveFile)Picker",
    "sharedStorage": r"sharedStorage|fencedframe|joinAdInterestGroup|browsingTopics|attributionsrc",
    "caches": r"\bcaches\b",
}
NOT_OF_A_WORKER = "navigationPreload: undefined, update: undefined,"
# Where one stands all the same, for a reason that the page gives.
MEANT = {
    "RTCPeerConnection": {"RTCPeerConnection: undefined,", "webkitRTCPeerConnection: undefined,"},
    "documentPictureInPicture": {"documentPictureInPicture: undefined,"},
    "navigationPreload": {NOT_OF_A_WORKER},
    "update": {NOT_OF_A_WORKER},
    "BroadcastChannel": {"BroadcastChannel: function () {},"},
    "indexedDB": {"indexedDB: { open: function () { return {}; } },"},
    # Files of MicroPython's own memory, not windows.
    "open": {'with open(name, "w") as file:', 'with open("texts.json") as file:'},
    "location": {
        "location.reload();",
        'button.addEventListener("click", () => location.assign(button.dataset.address));',
        'reload.addEventListener("click", () => location.reload());',
    },
    "href": {
        "link.href = URL.createObjectURL(new Blob([content], { type }));",
        'refusal.querySelector("a").href = location.href;',
    },
    "caches": {
        (
            'var supported = () => globalThis.isSecureContext && "caches" in globalThis'
            ' && "serviceWorker" in navigator;'
        ),
        (
            "var names = async () => (await caches.keys())"
            ".filter((name) => name.startsWith(cachesOf(scope().pathname)));"
        ),
        "for (const name of await names()) await caches.delete(name);",
    },
}
# What the stock runtime, the bundled encryption, ZIP and docx contain; the policies hold them all.
# A new version that contains more of it has to be looked at.
STOCK = {
    "about:blank": 1,
    "BroadcastChannel": 2,
    "indexedDB": 2,
    "cookie": 1,
    "open": 12,
    "location": 3,
    "href": 1,
    "postMessage": 24,
    "getDirectory": 5,
}


def absent():
    """The ways out in the page's table of what isn't used."""
    section = PAGE.read_text(encoding="utf-8").partition("## 診断のページが使わないもの")[2]
    return re.findall(r"^\| `(.*?)` ", section.partition("\n## ")[0], re.MULTILINE)


def loaded():
    """All that the two built pages consist of: (our texts, the stock runtime's), by path.

    What comes joined in one file is taken apart, each with a path below it.
    """
    ours, stock = {}, {}
    for page in SEALED:
        ours[page] = html = page.read_text(encoding="utf-8")
        links = re.findall(r'<link rel="(?:modulepreload|preload)" href="([^"]*)"', html)
        (rest,) = re.findall('<script type="application/json" id="rest">(.*?)</script>', html)
        rest = json.loads(rest)
        links += [rest[name] for name in ("device", "python") if name in rest]
        while links:
            path = (page.parent / links.pop().partition("?")[0]).resolve()
            if path.suffix == ".wasm" or path in ours or path in stock:
                continue
            text = path.read_text(encoding="utf-8")
            if text.startswith("\f"):
                parts = [part.partition("\n") for part in text.split("\f")[1:]]
                ours |= {path / name: part for name, _, part in parts}
                continue
            imported = re.findall(r"""from\s*["']\./([\w.-]+)(?:\?[\w-]+)?["']""", text)
            links += [f"../{path.parent.relative_to(SITE)}/{name}" for name in imported]
            kind = stock if "pyscript" in path.parts or path.name in BUNDLES else ours
            kind[path] = text
    return ours, stock


OURS, STOCKED = loaded()


def test_the_whole_page_is_looked_at():
    """The files looked at are those that the two pages load, our modules among them."""
    names = {path.name for path in [*OURS, *STOCKED]}

    assert {"index.html", "device.js", *BUNDLES, "form.py", "desk.py"} <= names
    assert {"papers.js", "written.py", "room.py"} <= names
    assert {"core.js", "micropython.js", "texts.json"} <= names


def test_each_way_called_absent_is_looked_for():
    """The table and the shapes name the same ways out."""
    assert sorted(SHAPES) == sorted(absent())


@pytest.mark.parametrize("way", SHAPES)
def test_what_is_called_absent_does_not_stand_in_our_code(way):
    """No line uses it but those whose reason the page gives, and those are still there."""
    found = {
        line.strip()
        for text in OURS.values()
        for line in text.splitlines()
        if re.search(SHAPES[way], line)
    }

    assert MEANT.get(way, set()) == found


def test_the_stock_runtime_contains_what_is_known():
    """Nobody added one of these to the runtime or the encryption without our seeing it."""
    found = {
        way: sum(len(re.findall(shape, text)) for text in STOCKED.values())
        for way, shape in SHAPES.items()
    }

    assert STOCK == {way: count for way, count in found.items() if count}


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ("about:blank", 'document.createElement("iframe")'),
        ("submit", "form.submit()"),
        ("location", 'location.href = "https://a.invalid/"'),
        ("location", 'location["href"] = address'),
        ("location", "location = address"),
        ("location", "window.location.assign(x)"),
        ("location", "navigation.navigate(x)"),
        ("href", "link.href = address"),
        ("http-equiv", 'meta.httpEquiv = "refresh"'),
        ("http-equiv", '<meta http-equiv="refresh" content="0">'),
        ("open", "window.open(address)"),
        ("open", "open(address)"),
        ("cookie", 'document.cookie = "a=1"'),
        ("preconnect", '<link rel="preconnect" href="//a.invalid">'),
        ("credentials", "navigator.credentials.create({})"),
        ("RTCPeerConnection", "new RTCPeerConnection()"),
        ("caches", 'caches.open("x")'),
        ("documentPictureInPicture", "documentPictureInPicture.requestWindow()"),
        ("navigationPreload", "registration.navigationPreload.setHeaderValue(text)"),
        ("update", "registration.update()"),
    ],
)
def test_the_shapes_find_what_they_are_for(way, line):
    """A line that used the way out would be found."""
    assert re.search(SHAPES[way], line)
