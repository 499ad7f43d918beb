"""The MkDocs hook: finds data and files, hands them to `pages`, puts what comes back in place."""

import json
import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parent.parent
PY = ROOT / "py"
FIGURES = ROOT / "hooks" / "figures"
NODE = ROOT / "node_modules"
sys.path.append(str(PY))

import pages  # noqa: E402, it reads the browser's own modules
import precache  # noqa: E402

# The stock runtime; the patterns leave out what the form never loads (editor, terminal, Pyodide).
RUNTIME = {
    "@pyscript/core/dist": ["core.js", "core-*.js", "error-*.js"],
    "@micropython/micropython-webassembly-pyscript": ["micropython.mjs", "micropython.wasm"],
}
# What hooks/seal.js is bundled with; their licences go along.
SEALING = ["age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes"]
SEALING += ["@noble/post-quantum", "@scure/base"]
# The theme's own search, which this site replaces.
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


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
    offline = config.extra["offline"]
    try:
        if number := _item_number(page):
            description = page.meta["description"]
            return pages.item(*data, root, number, html, description, config.extra["figures"])
        match page.file.src_uri:
            case "diagnose.md":
                runtime = [path.name for path in config.extra["runtime"]]
                version = config.extra["site_version"]
                return pages.placed(
                    html, "form", pages.form(*data, root, runtime, version, offline)
                )
            case "items/index.md":
                return pages.placed(html, "items", pages.items(*data, root))
            case "about.md":
                return pages.placed(html, "counting", pages.counting(*data, root))
            case "glossary.md":
                return pages.placed(html, "terms", pages.glossary(*data, root))
            case "offline.md":
                return pages.placed(html, "offline", pages.offline(*data, root, offline))
            case "search.md":
                return pages.placed(html, "search", pages.search(*data, root))
    except (KeyError, ValueError) as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error
    return html


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
    site = Path(config.site_dir)
    about = site / "offline" / "index.html"
    contents = _kept(site)
    html = pages.placed(about.read_text(encoding="utf-8"), "count", str(len(contents)))
    html = pages.placed(html, "size", precache.size(contents))
    about.write_bytes(html.encode("utf-8"))
    write_worker(site, config.extra["texts"], config.extra["offline"])


def write_worker(site, texts, offline):
    """Write sw.js into the built `site` (a Path): it keeps the site's files, or lets go of them."""
    code = (ROOT / "hooks" / ("worker.js" if offline else "retire.js")).read_text(encoding="utf-8")
    if offline:
        code = precache.worker(code, precache.files(_kept(site)), pages.unavailable(texts))
    (site / "sw.js").write_bytes(code.encode("utf-8"))


def _kept(site):
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path: (site / path).read_bytes() for path in precache.kept(paths)}


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
