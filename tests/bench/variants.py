"""Other ways to write the form, made of the built page: its questions, its styles, another engine.

Each function takes the site's folder and returns {path: bytes}, what is replaced or added there.
FileNotFoundError says that a package isn't installed.
"""

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FORM = "diagnose/index.html"
PYSCRIPT = ROOT / "node_modules" / "@pyscript" / "core" / "dist"
MICROPYTHON = ROOT / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
OWN = HERE / "node_modules"
# What starts and feeds our engine, or stands against what PyScript has by default; and the policy,
# which forbids every other script.
ENGINE = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    r'|<link rel="(?:module)?preload"[^>]*>'
    r"|<(?P<name>py-config|mpy-config)[^>]*>.*?</(?P=name)>"
    r'|<script(?! type="application/json" id="(?:catalog|words)")[^>]*>.*?</script>',
    re.DOTALL,
)
QUIET = """<script>
addEventListener("load", () => { document.documentElement.dataset.network = "quiet" })
</script>"""
READY = """from pyscript import document
document.documentElement.setAttribute("data-engine", "ready")"""


def javascript(site):
    code = (HERE / "javascript.js").read_text(encoding="utf-8")
    return {FORM: _page(site, f"<script>(() => {{{code}}})()</script>")}


def pyscript(site):
    config = {"interpreter": "../bench/micropython.js"}
    runtime = {
        "bench/micropython.js": (MICROPYTHON / "micropython.mjs").read_bytes(),
        "bench/micropython.wasm": (MICROPYTHON / "micropython.wasm").read_bytes(),
    }
    return _stock(site, "mpy", config, READY) | runtime


def pyodide(site):
    code = (HERE / "pyodide.py").read_text(encoding="utf-8")
    names = ["mjs", "asm.mjs", "asm.wasm"]
    files = [f"pyodide.{name}" for name in names] + ["pyodide-lock.json", "python_stdlib.zip"]
    runtime = {f"bench/{name}": (OWN / "pyodide" / name).read_bytes() for name in files}
    config = {"interpreter": "../bench/pyodide.mjs", "files": {"../py/scoring.py": "./scoring.py"}}
    return _stock(site, "py", config, code) | runtime


def surveyjs(site):
    built = (site / FORM).read_text(encoding="utf-8")
    data = {
        "questions": re.findall(r'class="question__text">(.*?)</span>', built),
        "answers": json.loads((site / "py" / "catalog.json").read_bytes())["answers"],
    }
    code = (HERE / "surveyjs.js").read_text(encoding="utf-8")
    files = ["survey-core/survey-core.fontless.min.css", "survey-core/survey.core.min.js"]
    files += ["survey-js-ui/survey-js-ui.min.js"]
    style, *scripts = [f"../bench/{Path(name).name}" for name in files]
    page = (
        '<!doctype html><html lang="ja"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>SurveyJS</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{style}">'
        '<p>合計 <output id="total">0</output>点</p><div id="questions"></div>'
        f'<script type="application/json" id="survey">{json.dumps(data)}</script>'
        + "".join(f'<script src="{script}"></script>' for script in scripts)
        + f"<script>{{{code}}}</script>{QUIET}"
    )
    own = {f"bench/{Path(name).name}": (OWN / name).read_bytes() for name in files}
    return {FORM: page.encode()} | own


ALL = {one.__name__: one for one in (javascript, pyscript, pyodide, surveyjs)}


def _stock(site, kind, config, code):
    """PyScript as its makers publish it, with one script of a kind, "py" or "mpy"."""
    body = (
        '<script type="module" src="../bench/core.js"></script>'
        f"<{kind}-config hidden>{json.dumps(config)}</{kind}-config>"
        f'<script type="{kind}">\n{code}\n</script>'
    )
    core = {f"bench/{path.name}": path.read_bytes() for path in PYSCRIPT.glob("*.js")}
    return {FORM: _page(site, body)} | core


def _page(site, body):
    """The built page with `body` where its engine was; it looks as it does when that is ready."""
    built = (site / FORM).read_text(encoding="utf-8")
    head, body_begins, form = built.partition("</head>")
    lead, place, form = form.partition('<div class="selfcheck">')
    form, end, rest = form.partition("</article>")
    head, form = (ENGINE.sub("", some) for some in (head, form))
    head = head.replace("<html ", '<html data-engine="loading" data-view="form" ', 1)
    return f"{head}{body_begins}{lead}{place}{form}{body}{QUIET}{end}{rest}".encode()
