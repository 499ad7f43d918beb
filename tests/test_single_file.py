"""`single` puts a site's modules, files and explanations into one file."""

import base64
import gzip
import json
import re
from urllib.parse import unquote

import pytest
import single
from questionnaire import Questionnaire
from sheets import catalog

WORDS = {
    "answering": {
        "doubts_title": "In doubt?",
        "doubts_lead": "We think so.",
        "doubts": [{"case": "Two fit", "choice": "The lower."}],
    },
    "one_file": {"explained": "Press.", "licences": "Licences"},
    "item_page": {"answer": "Answer"},
}


def explained(html):
    """The nodes of one item's explanation, without what stands around it."""
    page = f'<header>top</header>{html}<nav class="neighbours">'
    _, _, item, licences = single.explained(
        Questionnaire(catalog(), WORDS), [(7, "No.7 x", page)], "MIT ..."
    )
    assert ["pre", {}, "MIT ..."] == licences[-1]
    _, _, _, *nodes, _ = item
    return nodes


def test_modules_find_each_other():
    """What the page imports has an address; what a module imports goes by its bare name."""
    importing = 'import x from "./b.js"; // 50% "é" </script> <!-- \\\n'
    code = {"assets/a.js": importing, "assets/b.js": "export default 1"}
    imports = json.loads(single.import_map(code))["imports"]

    assert ["carried://here/assets/a.js", "b.js"] == list(imports)
    assert importing.replace("./", "") == unquote(
        imports["carried://here/assets/a.js"].partition(",")[2]
    )
    assert not set("#\n") & set(imports["carried://here/assets/a.js"])
    assert [] == re.findall("<[!/]", single.import_map(code))


def test_what_is_carried_comes_back():
    """Python is carried as it is, anything else as gzip."""
    files = {"py/a.py": ("text/x-python", b"print()"), "b.wasm": ("application/wasm", b"\0asm")}
    carried = single.carried(files, lambda content: gzip.compress(content, mtime=0))

    assert "print()" == carried["carried://here/py/a.py"]
    packed = carried["carried://here/b.wasm"]
    assert "application/wasm" == packed["type"]
    assert b"\0asm" == gzip.decompress(base64.b64decode(packed["gzip"]))


def test_style_leads_nowhere():
    """Style sheets are joined without their charset and the addresses of their sources."""
    sheets = ['@charset "UTF-8";a{}\n/*# sourceMappingURL=a.css.map */', "b{}"]

    assert "a{}\n\nb{}" == single.style(sheets)


def test_an_explanation_is_nodes():
    """HTML becomes nodes: headings two levels down, ids of its own, links to places in the file."""
    html = (
        '<h2 id="why">Why</h2><p>See <a href="../../incident/">now</a>, <a href="../08/">8</a>,<br>'
        '<a href="../../diagnose/#question-3">3</a> &amp; <a href="https://a.example/">a</a>.</p>'
        '<svg viewbox="0 0 1 1" aria-labelledby="t d"><title id="t">T</title></svg><!-- x -->'
    )

    assert [
        ["h4", {"id": "item-7-why"}, "Why"],
        [
            "p",
            {},
            "See ",
            ["a", {"href": "#incident"}, "now"],
            ", ",
            ["a", {"href": "#item-8"}, "8"],
            ",",
            ["br", {}],
            ["a", {"href": "#question-3"}, "3"],
            " & ",
            ["a", {"href": "https://a.example/"}, "a"],
            ".",
        ],
        [
            "svg",
            {"viewBox": "0 0 1 1", "aria-labelledby": "item-7-t item-7-d"},
            ["title", {"id": "item-7-t"}, "T"],
        ],
    ] == explained(html)


@pytest.mark.parametrize(
    "html",
    ['<a href="../../about/">x</a>', "<p>open", "<p><b>x</p></b>", '<a href="javascript:x">x</a>'],
)
def test_what_has_no_place_is_refused(html):
    """A link to no place in the file, or HTML that doesn't close, is an error of the build."""
    with pytest.raises(ValueError, match="item"):
        explained(html)
