"""The MkDocs hook: finds data and files, hands them to `pages`, puts what comes back in place."""

import fnmatch
import json
import subprocess
import sys
from pathlib import Path

import zopfli.gzip
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parent.parent
PY = ROOT / "py"
FIGURES = ROOT / "hooks" / "figures"
NODE = ROOT / "node_modules"
sys.path.append(str(PY))

import pages  # noqa: E402, it reads the browser's own modules
import policy  # noqa: E402
import single  # noqa: E402

# The stock runtime; the patterns leave out what the form never loads (editor, terminal, Pyodide).
RUNTIME = {
    "@pyscript/core/dist": ["core.js", "core-*.js", "error-*.js"],
    "@micropython/micropython-webassembly-pyscript": ["micropython.mjs", "micropython.wasm"],
}
# What hooks/seal.js is bundled with; their licences go along.
SEALING = ["age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes"]
SEALING += ["@noble/post-quantum", "@scure/base"]
# The styles of the single file, in the order of the form's page.
STYLES = ["assets/stylesheets/main.*.css", "assets/stylesheets/palette.*.css"]
STYLES += ["assets/form.css", "assets/site.css", "assets/views.css"]
# The theme's own search, which this site replaces.
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
# The kinds of policy; every other page has "page".
PAGES = {"diagnose.md": "form", "search.md": "search"}
TEMPLATES = {"404.html": "missing", "selfcheck.html": "single"}


def on_config(config):
    catalog = json.loads((PY / "catalog.json").read_text(encoding="utf-8"))
    texts = json.loads((PY / "texts" / "ja.json").read_text(encoding="utf-8"))
    figures = {path.stem: path.read_text(encoding="utf-8") for path in FIGURES.glob("*.svg")}
    config.extra |= {
        "catalog": catalog,
        "texts": texts,
        "figures": figures,
        "icon": Path(config.docs_dir, config.theme["favicon"]).read_text(encoding="utf-8"),
        "runtime": _runtime_files(),
    }
    config.nav = pages.nav(catalog, texts)
    config.theme.static_templates.add("selfcheck.html")
    return config


def on_files(files, config):
    for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
        files.remove(file)
    for path in config.extra["runtime"]:
        files.append(_copied(config, f"assets/pyscript/{path.name}", path))
    files.append(File.generated(config, "assets/seal.js", content=_bundle("hooks/seal.js")))
    later = json.dumps(pages.later_texts(config.extra["texts"]), ensure_ascii=False)
    files.append(File.generated(config, "py/texts.json", content=later))
    for path in sorted([*PY.glob("*.py"), *PY.glob("*.json"), *PY.glob("texts/*.json")]):
        files.append(_copied(config, f"py/{path.relative_to(PY).as_posix()}", path))
    return files


def on_page_markdown(markdown, page, config, files):
    number = _item_number(page)
    if number:
        extra = config.extra
        page.meta["title"] = pages.item_title(extra["catalog"], extra["texts"], number)
        page.meta["template"] = "item.html"
    return markdown


def on_page_content(html, page, config, files):
    data = config.extra["catalog"], config.extra["texts"]
    root = get_relative_url(".", page.url).removesuffix("/") + "/"
    try:
        if number := _item_number(page):
            description = page.meta["description"]
            return pages.item(*data, root, number, html, description, config.extra["figures"])
        match page.file.src_uri:
            case "diagnose.md":
                runtime = [path.name for path in config.extra["runtime"]]
                version = config.extra["site_version"]
                return pages.placed(html, "form", pages.form(*data, root, runtime, version))
            case "items/index.md":
                return pages.placed(html, "items", pages.items(*data, root))
            case "about.md":
                return pages.placed(html, "counting", pages.counting(*data, root))
            case "glossary.md":
                return pages.placed(html, "terms", pages.glossary(*data, root))
            case "search.md":
                return pages.placed(html, "search", pages.search(*data, root))
    except (KeyError, ValueError) as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error
    return html


def on_env(env, config, files):
    """Every page has its content now: make of the form and the explanations the single file."""
    extra = config.extra
    catalog, texts = extra["catalog"], extra["texts"]
    content = {file.src_uri: file for file in files}

    def text(*patterns):
        return {
            name: content[name].content_string
            for pattern in patterns
            for name in sorted(fnmatch.filter(content, pattern))
        }

    explained = [
        (item["number"], pages.item_title(catalog, texts, item["number"]), page.content)
        for item in catalog["items"]
        for page in [content[f"items/{pages.slug(item['number'])}.md"].page]
    ]
    explained = json.dumps(single.explained(texts, explained), ensure_ascii=False)
    fetched = {
        "assets/pyscript/micropython.wasm": "application/wasm",
        "py/texts.json": "application/json",
        **dict.fromkeys(pages.PYTHON, "text/x-python"),
    }
    fetched = {name: (kind, content[name].content_bytes) for name, kind in fetched.items()}
    fetched["explained.json"] = "application/json", explained.encode()
    runtime = [path.name for path in extra["runtime"]]
    extra["single"] = {
        "form": pages.form(
            catalog, texts, single.ROOT, runtime, extra["site_version"], single=True
        ),
        "style": single.style(text(*STYLES).values()),
        "import_map": single.import_map(text("assets/pyscript/*.*js", "assets/device.js", "assets/seal.js")),
        "carried": pages.data(single.carried(fetched, zopfli.gzip.compress)),
        "fetch": (ROOT / "hooks" / "templates" / "embedded.js").read_text(encoding="utf-8"),
    }
    return env


def on_post_page(output, page, config):
    return _with_policy(output, PAGES.get(page.file.src_uri, "page"), config)


def on_post_template(output, template_name, config):
    if template_name not in TEMPLATES:
        return output
    return _with_policy(output, TEMPLATES[template_name], config)


def on_post_build(config):
    """Index the built pages for search; Pagefind is a program of its own, pinned with the rest."""
    index = [sys.executable, "-m", "pagefind", "--site", config.site_dir]
    done = subprocess.run(
        [*index, "--force-language", "ja", "--quiet"], capture_output=True, text=True
    )
    if done.returncode:
        raise PluginError(f"Pagefind could not index the site:\n{done.stdout}{done.stderr}")
    for path in Path(config.site_dir, "pagefind").glob("*ui*"):
        path.unlink()


def _with_policy(html, kind, config):
    return policy.placed(html, kind) if config.extra["policies"] else html


def _runtime_files():
    found = []
    for package, patterns in RUNTIME.items():
        for pattern in patterns:
            matches = sorted((NODE / package).glob(pattern))
            if len(matches) != 1:
                raise PluginError(f"{package}: {len(matches)} files match {pattern}; run dev.py")
            found += matches
    return found


def _bundle(entry):
    """Return a script with all that it imports, as one module; esbuild's own program makes it."""
    found = sorted(NODE.glob("@esbuild/*/bin/esbuild")) + sorted(NODE.glob("@esbuild/*/*.exe"))
    if len(found) != 1:
        raise PluginError(f"esbuild: {len(found)} programs for this machine; run dev.py")
    options = ["--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=none"]
    made = subprocess.run(
        [found[0], entry, *options], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    if made.returncode:
        raise PluginError(f"esbuild could not bundle {entry}:\n{made.stderr}")
    licences = [(NODE / name / "LICENSE").read_text(encoding="utf-8") for name in SEALING]
    notices = [f"/*! {name}\n{text}*/\n" for name, text in zip(SEALING, licences, strict=True)]
    return made.stdout + "".join(notices)


def _copied(config, src_uri, path):
    return File.generated(config, src_uri, abs_src_path=str(path))


def _item_number(page):
    folder, _, name = page.file.src_uri.rpartition("/")
    stem = name.removesuffix(".md")
    return int(stem) if folder == "items" and stem.isdigit() else None
