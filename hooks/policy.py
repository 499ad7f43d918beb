"""The Content-Security-Policy of each page: what it may load; the browser forbids everything else.

Pure functions. A page carries its policy in a `meta` element, since GitHub Pages sends no headers;
docs/decisions/0013-policies.md justifies each source.
"""

import base64
import hashlib
import re

# Every policy begins with nothing; default-src doesn't cover the other two.
_NOTHING = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
_OWN = {"script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:"}
_OFFLINE = {"worker-src": "'self'", "manifest-src": "'self'"}
# Left out, workers would be allowed wherever scripts are. And no text becomes markup or code.
_SEALED = {
    "worker-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_WASM = "'wasm-unsafe-eval'"
SOURCES = {
    "page": _NOTHING | _OWN | _OFFLINE,
    "search": _NOTHING
    | _OWN
    | _OFFLINE
    | {"script-src": f"'self' {_WASM}", "connect-src": "'self'"},
    "form": _NOTHING
    | _OWN
    | {"script-src": f"'self' {_WASM}", "connect-src": "'self'", "img-src": "data:"}
    | _SEALED,
    "single": _NOTHING
    | {"script-src": f"data: {_WASM}", "connect-src": "'none'", "img-src": "data:"}
    | _SEALED,
    "missing": _NOTHING | {"connect-src": "'self'", "img-src": "data:"},
}
# What the form's page adds when everything is loaded: from then on, nothing more.
CLOSED = "default-src 'none'; img-src data:"

# Inline code of Material's own templates, after reading it; by depth where the way to the root is
# in it. Another version of Material may have other code: then the build fails, and asks to read it.
THEME = {
    "sha256-apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk=": "javascripts/base.html, at the root",
    "sha256-/K9p2JtEqCycL2fSbEonMakkteWpAHv57x2wndLqMNo=": "javascripts/base.html, one level down",
    "sha256-/nhm8p50KJxvwWLggwJ1OF8Xgq5W/b3iKECITLASfOg=": "javascripts/base.html, two levels down",
    "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=": "javascripts/content.html",
}

_CHARSET = '<meta charset="utf-8">'
# A script that has a source, or holds data, isn't inline code.
_INLINE = re.compile(
    r"<(?P<name>script|style)(?P<attributes>[^>]*)>(?P<code>.*?)</(?P=name)>", re.DOTALL
)
_NO_CODE = re.compile(r'\bsrc=|\btype="(?:application/(?:ld\+)?json|mpy)"')


def placed(html, kind, known):
    """Return a page with the policy of its kind before anything that loads.

    `kind` is a key of SOURCES; `known` holds all inline code that templates of ours have, as text.
    Raises ValueError where the page doesn't declare its charset first, or has other code.
    """
    before, charset, after = html.partition(_CHARSET)
    if not charset or "<script" in before or "<link" in before:
        raise ValueError(f"there is no {_CHARSET} before what the page loads")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{text(html, kind, known)}">'
    return f"{before}{charset}\n      {policy}{after}"


def text(html, kind, known):
    """Return the policy of a page of this kind: the sources, and its inline code by hash.

    What a hash allows has to be ours: raises ValueError for code that is neither in `known` nor
    the theme's.
    """
    sources = dict(SOURCES[kind])
    for found in _INLINE.finditer(html):
        if _NO_CODE.search(found["attributes"]):
            continue
        digest = _hash(found["code"])
        if found["code"] not in known and digest not in THEME:
            beginning = " ".join(found["code"].split())[:80]
            raise ValueError(
                f"no template has this {found['name']}, so no policy allows it: {beginning}"
            )
        directive = found["name"] + "-src"
        sources[directive] = f"{sources.get(directive, '')} '{digest}'".strip()
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())


def inline(template):
    """Return the inline code in a template's source, as texts, without what data are put into."""
    return [found["code"] for found in _INLINE.finditer(template) if "{" + "{" not in found["code"]]


def _hash(code):
    digest = hashlib.sha256(code.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
