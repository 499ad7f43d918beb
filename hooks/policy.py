"""The Content-Security-Policy of each page: what it may load; the browser forbids everything else.

Pure functions. A page carries its policy in a `meta` element, since GitHub Pages sends no headers;
docs/decisions/0013-policies.md justifies each source.
"""

import base64
import hashlib
import re

# Every policy begins with nothing; default-src doesn't cover the others: no text becomes markup or
# code, and only a policy that is named here makes an address a program's.
_NOTHING = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
# Such a page runs what stands in it, by hash, and no file of any address.
_PAGE = _NOTHING | {
    "style-src": "'self'",
    "img-src": "'self' data:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "trusted-types": "worker",
}
_WASM = "'wasm-unsafe-eval'"
# Left out, workers would be allowed wherever scripts are.
_SEALED = _NOTHING | {"worker-src": "'none'", "img-src": "data:"}
SOURCES = {
    "page": _PAGE,
    # The worker in which Pagefind runs is a Blob, so it has the page's own policy.
    "search": _PAGE
    | {
        "script-src": _WASM,
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "trusted-types": "worker search",
    },
    # The page of papers, too.
    "form": _SEALED
    | {"script-src": f"'self' {_WASM}", "style-src": "'self'", "connect-src": "'self'"},
    "single": _SEALED | {"script-src": f"data: {_WASM}", "connect-src": "'none'"},
    "missing": _SEALED | {"connect-src": "'self'"},
}
# What that and the page of papers add when everything is loaded: from then on, nothing more.
CLOSED = "default-src 'none'; img-src data:"

_CHARSET = '<meta charset="utf-8">'
# A script that has a source, or holds data, isn't inline code.
_INLINE = re.compile(
    r"<(?P<name>script|style)(?P<attributes>[^>]*)>(?P<code>.*?)</(?P=name)>", re.DOTALL
)
_NO_CODE = re.compile(r'\bsrc=|\btype="(?:application/(?:ld\+)?json|micropython)"')


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

    What a hash allows has to be ours: raises ValueError for code that isn't in `known`.
    """
    sources = dict(SOURCES[kind])
    for found in _INLINE.finditer(html):
        if _NO_CODE.search(found["attributes"]):
            continue
        if found["code"] not in known:
            beginning = " ".join(found["code"].split())[:80]
            raise ValueError(
                f"no template has this {found['name']}, so no policy allows it. Take it out of the "
                f"page, or put it into a template: {beginning}"
            )
        directive = found["name"] + "-src"
        sources[directive] = f"{sources.get(directive, '')} '{_hash(found['code'])}'".strip()
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())


def inline(template):
    """Return the inline code in a template's source, as texts, without what data are put into."""
    return [found["code"] for found in _INLINE.finditer(template) if "{" + "{" not in found["code"]]


def _hash(code):
    digest = hashlib.sha256(code.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
