"""What the single file is made of: which of the site's files, and the explanations on its pages."""

import fnmatch
import json

import deflate
import installed
import modules
import pages
import remembered
import single
from handed import Single

# Styles in the order of the form's page; modules.
STYLES = ["assets/stylesheets/*.css", "assets/form.css", "assets/site.css", "assets/views.css"]
STYLES += ["assets/incident.css"]
MODULES = ["assets/pyscript/*.js"]
MODULES += [f"assets/{name}" for name in [*pages.LATER_SCRIPTS, *pages.PAPERS_SCRIPTS]]
# What it hands out in place of a server, by media type.
KINDS = {
    "assets/pyscript/micropython.wasm": "application/wasm",
    **dict.fromkeys([f"py/{name}" for name in modules.ANSWERING], "text/x-python"),
}
# Of what comes later: Python, and its texts.
LATER_KINDS = ["text/x-python", "text/plain"]
# A sheet of its own, beside those that it shares.
SHEET = "css/selfcheck.css"


def made(site, files):
    """Return the handed.Single of a handed.Site and all `files`, {path: MkDocs' File with content}.

    Raises ValueError, naming the page, for one that has no place in a single file.
    """
    questionnaire = site.questionnaire

    def text(*patterns):
        return {
            name: files[name].content_string
            for pattern in patterns
            for name in sorted(fnmatch.filter(files, pattern))
        }

    items = [
        (item["number"], pages.item_title(questionnaire, item["number"]), page.content)
        for item in questionnaire.items
        for page in [files[f"items/{pages.slug(item['number'])}.md"].page]
    ]
    explained = single.explained(questionnaire, items, files["licences.txt"].content_string)
    explained.insert(-1, single.quiz(questionnaire))
    carried = {name: (kind, files[name].content_bytes) for name, kind in KINDS.items()}
    texts = pages.single_texts(questionnaire, site.name, site.address)
    later = modules.single(json.dumps(texts, ensure_ascii=False))
    for name, kind, part in zip(modules.LATER_FILES, LATER_KINDS, later, strict=True):
        carried[name] = (kind, part.encode())
    explained = json.dumps(explained, ensure_ascii=False).encode()
    carried["explained.json"] = ("application/json", explained)
    given = site.scripts["start"], site.version, False
    own = installed.bundle(SHEET)[0]
    return Single(
        root=single.ROOT.removesuffix("/"),
        form=pages.form(questionnaire, single.ROOT, *given),
        incident=pages.incident(questionnaire, single.ROOT, site.incident, level=3),
        style=installed.minify(single.style([*text(*STYLES).values(), own]), "css"),
        import_map=single.import_map(text(*MODULES)),
        carried=pages.data(single.carried(carried, _packed)),
    )


def _packed(content):
    # The highest level; libdeflate writes neither a time nor a name.
    return remembered.made(("gzip", content), lambda: bytes(deflate.gzip_compress(content, 12)))
