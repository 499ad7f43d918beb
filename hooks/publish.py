"""The MkDocs hook: finds data and files, hands them to `pages`, puts what comes back in place."""

import fnmatch
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import deflate
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parent.parent
PY = ROOT / "py"
FIGURES = ROOT / "hooks" / "figures"
sys.path.append(str(PY))

import installed  # noqa: E402
import pages  # noqa: E402, it reads the browser's own modules
import policy  # noqa: E402
import precache  # noqa: E402
import release  # noqa: E402
import settings  # noqa: E402
import single  # noqa: E402
import sources  # noqa: E402

# What the theme has and no page asks for: its scripts, its icon, maps of its sources.
UNUSED = re.compile(r"assets/javascripts/|assets/images/favicon\.png|.*\.map$")
# Pagefind's own pages, and marking what was found, which no page does. Its pagefind.js stays: a
# search page of 0.4.0 that is still open asks for it.
UNUSED_BY_SEARCH = ("*ui*", "*highlight*")
# Our scripts that stand in pages, so that a page can forbid all others.
SCRIPTS = ["item", "offline", "prepare", "search"]
# Made when the locks are; published so that anyone can see what the site was built with.
BILLS = {"sbom/python.cdx.json": "python.cdx.json", "sbom/npm.cdx.json": "npm.cdx.json"}
# The kinds of policy; every other page has "page".
PAGES = {"diagnose.md": "form", "search.md": "search"}
# The way from the form's page to the root.
FORM = "../"
SINGLE = "selfcheck.html"
TEMPLATES = {"404.html": "missing", SINGLE: "single"}
# What pages load, or Python does; of the scripts, those that we wrote import each other.
LOADED = (".css", ".js", ".wasm", ".py", "py/texts.json")
OWN_SCRIPT = re.compile(r"assets/[\w-]+\.js$")
# What the single file is made of: styles in the order of the form's page, modules.
STYLES = ["assets/stylesheets/*.css", "assets/form.css", "assets/site.css", "assets/views.css"]
MODULES = ["assets/pyscript/*.js"]
MODULES += [f"assets/{name}" for name in pages.LATER_SCRIPTS]
# Each is made of a script in hooks/ and the libraries that it imports.
BUNDLES = ["seal.js", "zip.js"]
# Settings that reach HTML.
SETTINGS = ["site_name", "site_url", "site_description", "extra", "extra_css", *settings.UNUSED]


def on_config(config):
    try:
        settings.check({name: config[name] for name in SETTINGS} | {"theme": dict(config.theme)})
    except ValueError as error:
        raise PluginError(f"The site can't be built: {error}") from error
    questionnaire = sources.questionnaire()
    figures = {path.stem: path.read_text(encoding="utf-8") for path in FIGURES.glob("*.svg")}
    config.extra |= {
        "questionnaire": questionnaire,
        "figures": figures,
        "icon": Path(config.docs_dir, config.theme["favicon"]).read_text(encoding="utf-8"),
        "runtime": installed.runtime_files(),
        "scripts": {
            name: installed.bundle(f"hooks/templates/{name}.js", minified=False)[0]
            for name in SCRIPTS
        },
        "release": release.manifest(
            *commit_of(ROOT),
            config.extra["site_version"],
            questionnaire.edition["id"],
            config.site_url or "",
        ),
    }
    config.nav = pages.nav(questionnaire)
    config.theme.static_templates.add(SINGLE)
    return config


def on_files(files, config):
    for file in [file for file in files if UNUSED.match(file.src_uri)]:
        files.remove(file)
    config.extra["theme_styles"] = sorted(fnmatch.filter(files.src_uris, STYLES[0]))
    for name, path in config.extra["runtime"].items():
        files.append(_copied(config, f"assets/pyscript/{name}", path))
    maps = []
    for name in BUNDLES:
        script, source_map = installed.bundle(f"hooks/{name}")
        files.append(_generated(config, f"assets/{name}", script))
        maps.append(source_map)
    licences = release.licences(
        config.extra["questionnaire"].words["release"]["licences_lead"],
        installed.third_party(config.extra["runtime"].values(), maps),
    )
    files.append(_generated(config, "licences.txt", licences))
    for name, lock in BILLS.items():
        files.append(_copied(config, name, ROOT / "requirements" / lock))
    later = json.dumps(pages.later_texts(config.extra["questionnaire"]), ensure_ascii=False)
    files.append(_generated(config, "py/texts.json", later))
    for path in sorted([*PY.rglob("*.py"), *PY.rglob("*.json")]):
        files.append(_copied(config, f"py/{path.relative_to(PY).as_posix()}", path))
    _link(files, config)
    return files


def _link(files, config):
    """Name what scripts import by its hash, and note the digests of all that pages load."""
    loaded = [file for file in files if file.src_uri.endswith(LOADED)]
    scripts = {
        file.src_uri: file.content_string for file in loaded if OWN_SCRIPT.match(file.src_uri)
    }
    for path in scripts:
        files.remove(files.src_uris[path])
        files.append(_generated(config, path, pages.linked(path, scripts)))
    config.extra["sums"] = {
        file.src_uri: pages.digest(files.src_uris[file.src_uri].content_bytes) for file in loaded
    }


def on_page_markdown(markdown, page, config, files):
    number = _item_number(page)
    if number:
        page.meta["title"] = pages.item_title(config.extra["questionnaire"], number)
        page.meta["template"] = "item.html"
    return markdown


def on_page_content(html, page, config, files):
    try:
        return pages.illustrated(_filled(html, page, config), config.extra["figures"])
    except (KeyError, ValueError) as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from error


def _filled(html, page, config):
    """Return the content of a page with the data that its prose has places for."""
    questionnaire = config.extra["questionnaire"]
    root = get_relative_url(".", page.url).removesuffix("/") + "/"
    offline = config.extra["offline"]
    if number := _item_number(page):
        return pages.item(questionnaire, root, number, html, page.meta["description"])
    match page.file.src_uri:
        case "diagnose.md":
            version, sums = config.extra["site_version"], config.extra["sums"]
            form = pages.form(questionnaire, root, _runtime(config.extra), version, offline, sums)
            return pages.placed(html, "form", form)
        case "items/index.md":
            return pages.placed(html, "items", pages.items(questionnaire, root))
        case "about.md":
            html = pages.placed(html, "browsers", pages.browsers(questionnaire))
            return pages.placed(html, "counting", pages.counting(questionnaire, root))
        case "glossary.md":
            return pages.placed(html, "terms", pages.glossary(questionnaire, root))
        case "offline.md":
            return pages.placed(html, "offline", pages.offline(questionnaire, root, offline))
        case "search.md":
            return pages.placed(html, "search", pages.search(questionnaire, root))
        case "verify.md":
            facts = config.extra["release"]
            return pages.placed(html, "release", pages.release(questionnaire, root, facts))
    return html


def on_env(env, config, files):
    # MkDocs escapes nothing. Here all is escaped that a template prints.
    env.autoescape = True
    # Every page has its content now.
    config.extra["single"] = _single(config.extra, {file.src_uri: file for file in files})
    config.extra["inline"] = _inline(config.extra)
    return env


def _inline(extra):
    """Return all inline code that a page may have: what we wrote, and nothing else."""
    templates = sorted((ROOT / "theme").rglob("*.html"))
    code = [code for path in templates for code in policy.inline(path.read_text(encoding="utf-8"))]
    code += [f"\n{pages.engine(*where)}" for where in ((FORM, False), (single.ROOT, True))]
    code.append(pages.loaded(FORM, _runtime(extra), extra["sums"]))
    code += extra["scripts"].values()
    code += [extra["single"][name] for name in ("style", "import_map", "fetch")]
    return frozenset(code)


def _runtime(extra):
    return list(extra["runtime"])


def _single(extra, content):
    """Return what theme/selfcheck.html is made of: the form, the explanations, all they load.

    `content` has {name: File}, each with its content.
    """
    questionnaire = extra["questionnaire"]

    def text(*patterns):
        return {
            name: content[name].content_string
            for pattern in patterns
            for name in sorted(fnmatch.filter(content, pattern))
        }

    items = [
        (item["number"], pages.item_title(questionnaire, item["number"]), page.content)
        for item in questionnaire.items
        for page in [content[f"items/{pages.slug(item['number'])}.md"].page]
    ]
    explained = single.explained(questionnaire, items, content["licences.txt"].content_string)
    kinds = {
        "assets/pyscript/micropython.wasm": "application/wasm",
        "py/texts.json": "application/json",
        **dict.fromkeys(pages.PYTHON, "text/x-python"),
    }
    fetched = {name: (kind, content[name].content_bytes) for name, kind in kinds.items()}
    explained = json.dumps(explained, ensure_ascii=False).encode()
    fetched["explained.json"] = ("application/json", explained)
    version = extra["site_version"]
    return {
        "form": pages.form(questionnaire, single.ROOT, _runtime(extra), version, False),
        "style": installed.minify(single.style(text(*STYLES).values())),
        "import_map": single.import_map(text(*MODULES)),
        "carried": pages.data(single.carried(fetched, _packed)),
        "fetch": (ROOT / "hooks" / "templates" / "embedded.js").read_text(encoding="utf-8"),
    }


def on_page_context(context, page, config, nav):
    # These are HTML already.
    page.content = Markup(page.content)  # noqa: S704
    for heading in _headings(page.toc):
        heading.title = Markup(heading.title)  # noqa: S704
    return context


def _headings(toc):
    for heading in toc:
        yield heading
        yield from _headings(heading.children)


def on_post_page(output, page, config):
    output = pages.versioned(output, config.extra["sums"])
    name = page.file.src_uri
    return _with_policy(output, PAGES.get(name, "page"), name, config)


def on_post_template(output, template_name, config):
    if template_name not in TEMPLATES:
        return output
    return _with_policy(output, TEMPLATES[template_name], template_name, config)


def on_post_build(config):
    site = Path(config.site_dir)
    _index(site)
    _name_the_search(site)
    _say_how_large(site, config.extra)
    write_worker(site, config.extra["questionnaire"], config.extra["offline"])
    # MkDocs packs it with whatever zlib there is; sitemap.xml says the same.
    (site / "sitemap.xml.gz").unlink()
    # Last of all: they name every other file.
    _name_the_files(site, config.extra["release"])


def _index(site):
    """Index the built pages for search; Pagefind is a program of its own, pinned with the rest."""
    index = [sys.executable, "-m", "pagefind", "--site", site]
    done = subprocess.run(
        [*index, "--force-language", "ja", "--quiet"], capture_output=True, text=True
    )
    if done.returncode:
        raise PluginError(f"Pagefind could not index the site:\n{done.stdout}{done.stderr}")
    for pattern in UNUSED_BY_SEARCH:
        for path in (site / "pagefind").glob(pattern):
            path.unlink()


def _name_the_search(site):
    """Name Pagefind by its hash on the page that loads it: it wasn't there before."""
    page = site / "search" / "index.html"
    name = "pagefind/pagefind-worker.js"
    version = pages.addressed("", pages.digest((site / name).read_bytes()))
    html = pages.placed(page.read_text(encoding="utf-8"), "version", version)
    page.write_bytes(html.encode())


def write_worker(site, questionnaire, offline):
    """Write sw.js into the built `site` (a Path): it keeps the site's files, or lets go of them."""
    code = (ROOT / "hooks" / ("worker.js" if offline else "retire.js")).read_text(encoding="utf-8")
    if offline:
        code = precache.worker(code, precache.files(_kept(site)), pages.unavailable(questionnaire))
    (site / "sw.js").write_bytes(code.encode())


def _say_how_large(site, extra):
    """Say on the page about it what the worker keeps, and which single file there is."""
    about = site / "offline" / "index.html"
    html = about.read_text(encoding="utf-8")
    contents = _kept(site)
    html = pages.placed(html, "count", str(len(contents)))
    html = pages.placed(html, "size", precache.size(contents))
    file = {SINGLE: (site / SINGLE).read_bytes()}
    digest = hashlib.sha256(file[SINGLE]).hexdigest()
    link = pages.single(extra["questionnaire"], "../", SINGLE, precache.size(file), digest)
    about.write_bytes(pages.placed(html, "single", link).encode())


def _kept(site):
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path: (site / path).read_bytes() for path in precache.kept(paths)}


def _name_the_files(site, manifest):
    """Write the manifest, then the sums of all files but that of the sums."""
    (site / release.MANIFEST).write_bytes(release.written(manifest).encode())
    (site / release.SUMS).unlink(missing_ok=True)
    digests = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    (site / release.SUMS).write_bytes(release.sums(digests).encode())


def commit_of(root):
    """Return the commit of the sources in a folder, and whether they differ from it.

    The commit is None where git can't tell, or where the folder isn't the root of its repository.
    """
    ask = ["git", "--no-optional-locks", "-C", root]
    # First line: the way from the repository's root to the folder, empty if they are the same.
    head = _answer([*ask, "rev-parse", "--show-prefix", "HEAD"])
    if head is None or not head.startswith("\n"):
        return None, True
    changes = _answer([*ask, "status", "--porcelain", "--untracked-files=normal"])
    return head.strip(), changes != ""


def _answer(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def _with_policy(html, kind, name, config):
    if not config.extra["policies"]:
        return html
    try:
        return policy.placed(html, kind, config.extra["inline"])
    except ValueError as error:
        raise PluginError(f"{name}: {error}") from error


def _packed(content):
    # The highest level; libdeflate writes neither a time nor a name.
    return bytes(deflate.gzip_compress(content, 12))


def _generated(config, src_uri, text):
    # As bytes: MkDocs writes text with the line ends of the machine.
    return File.generated(config, src_uri, content=text.encode())


def _copied(config, src_uri, path):
    return File.generated(config, src_uri, abs_src_path=str(path))


def _item_number(page):
    folder, _, name = page.file.src_uri.rpartition("/")
    stem = name.removesuffix(".md")
    return int(stem) if folder == "items" and stem.isdigit() else None
