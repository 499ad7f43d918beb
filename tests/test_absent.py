"""What docs/ways-out.md says that the form's page doesn't use doesn't stand in its code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ways-out.md"
# All our code that runs on the form's page; the stock runtime is held by the policies alone.
CODE = [
    ROOT / "hooks" / "templates" / "engine.js",
    ROOT / "hooks" / "templates" / "form.jinja",
    ROOT / "theme" / "form.html",
    ROOT / "theme" / "main.html",
    ROOT / "theme" / "partials" / "header.html",
    ROOT / "docs" / "assets" / "device.js",
    ROOT / "hooks" / "seal.js",
    *sorted((ROOT / "py").glob("*.py")),
]
# How each would look in JavaScript, in Python that reaches it, or in markup.
SHAPES = {
    "RTCPeerConnection": r"RTC\w+",
    "BroadcastChannel": r"BroadcastChannel",
    "indexedDB": r"indexedDB",
    "cookie": r"\bcookie",
    "window.open": r"\b(window|globalThis)\.open\b",
    "location": (
        r"\blocation(\.\w+)?\s*=[^=>]|\blocation\.(assign|replace)\b|http-equiv=.?refresh"
    ),
    "preconnect": r"preconnect",
    "dns-prefetch": r"dns-prefetch",
    "speculationrules": r"speculationrules",
    "postMessage": r"postMessage|MessageChannel",
    "window.name": r"\b(window|globalThis)\.name\b",
    "navigator.share": r"navigator\.share",
    "Notification": r"\bNotification\b",
    "caches": r"\bcaches\b",
}
# Where one stands for a reason that the page gives.
MEANT = {
    "RTCPeerConnection": ["RTCPeerConnection: undefined,", "webkitRTCPeerConnection: undefined,"],
    "BroadcastChannel": ["BroadcastChannel: class {},"],
    "indexedDB": ["indexedDB: { open: () => ({}) },"],
    "location": [
        'button.addEventListener("click", () => location.assign(button.dataset.address));'
    ],
}


def absent():
    """The ways out in the page's table of what isn't used."""
    section = PAGE.read_text(encoding="utf-8").partition("## 診断のページが使わないもの")[2]
    return re.findall(r"^\| `(.*?)` ", section.partition("## ")[0], re.MULTILINE)


def lines_with(shape):
    return [
        line.strip()
        for path in CODE
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(shape, line)
    ]


def test_each_way_called_absent_is_looked_for():
    """The table and the shapes name the same ways out."""
    assert sorted(SHAPES) == sorted(absent())


@pytest.mark.parametrize("way", SHAPES)
def test_what_is_called_absent_does_not_stand_in_the_code(way):
    """No line of the form's code uses it, but those that take it away."""
    assert MEANT.get(way, []) == lines_with(SHAPES[way])


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ("location", 'location.href = "https://a.invalid/"'),
        ("location", "location = address"),
        ("location", "window.location.assign(x)"),
        ("window.open", "window.open(address)"),
        ("cookie", 'document.cookie = "a=1"'),
        ("preconnect", '<link rel="preconnect" href="//a.invalid">'),
        ("RTCPeerConnection", "new RTCPeerConnection()"),
        ("caches", 'caches.open("x")'),
    ],
)
def test_the_shapes_find_what_they_are_for(way, line):
    """A line that used the way out would be found."""
    assert re.search(SHAPES[way], line)
