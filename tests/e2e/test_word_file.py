"""Word files are made where nothing may be fetched, and no text becomes code or markup."""

import base64
import io

import docx
import policy
import pytest
from test_papers import MADE
from test_written import with_everywhere

# A page with the form's policy that has its script, and then closes its network.
PAGE = """<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}"><title>.</title>"""
MAKE = """async ([script, closed, nodes]) => {
    const {word} = await import(script)
    const meta = document.createElement("meta")
    meta.httpEquiv = "Content-Security-Policy"
    meta.content = closed
    document.head.append(meta)
    const broken = []
    addEventListener("securitypolicyviolation", event => broken.push(event.violatedDirective))
    const options = {title: "x", language: "ja", wide: false}
    const bytes = await word(nodes, options)
    await new Promise(done => setTimeout(done))
    const text = Array.from(bytes, byte => String.fromCharCode(byte)).join("")
    return [bytes.constructor.name, btoa(text), broken]
}"""


@pytest.mark.parametrize(
    "nodes", [MADE[-1][1], with_everywhere("<img src=x onerror=window.ran=1>")]
)
def test_a_word_file_is_made_when_the_network_is_closed(page, site, watch, nodes):
    """The published script breaks no policy, asks for nothing, and its file opens."""
    address = site.url + "bench.html"
    strict = PAGE.format(policy=policy.text("", "form", frozenset()))
    page.route(address, lambda route: route.fulfill(body=strict, content_type="text/html"))
    page.goto(address)
    script = site.url + "assets/word.js"

    kind, data, broken = page.evaluate(MAKE, [script, policy.CLOSED, nodes])
    read = docx.Document(io.BytesIO(base64.b64decode(data)))
    assert ("Uint8Array", []) == (kind, broken)
    assert "Heading 1" == read.paragraphs[0].style.name
    assert [("GET", f"{site.base}assets/word.js")] == site.requests
    assert page.evaluate("window.ran") is None
