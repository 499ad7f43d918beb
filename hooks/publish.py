"""The MkDocs hooks: each guards, calls a room of this folder, puts what comes back in place."""

import fnmatch
import functools
import json
import re
import sys
from pathlib import Path

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "hooks" / "figures"
THEME = ROOT / "theme"
# MkDocs lets this folder stand here only the first time that it is loaded.
sys.path.insert(0, str(ROOT / "hooks"))
sys.path.append(str(ROOT / "py"))

import checked  # noqa: E402
import claims  # noqa: E402
import colours  # noqa: E402
import commit  # noqa: E402
import ends  # noqa: E402
import finish  # noqa: E402
import fresh  # noqa: E402
import handed  # noqa: E402
import inline  # noqa: E402
import installed  # noqa: E402
import modules  # noqa: E402
import needed  # noqa: E402
import pages  # noqa: E402, it reads the browser's own modules
import policy  # noqa: E402
import release  # noqa: E402
import remembered  # noqa: E402
import search_index  # noqa: E402
import settings  # noqa: E402
import single_parts  # noqa: E402
import sources  # noqa: E402
import unchanged  # noqa: E402
from questionnaire import Questionnaire  # noqa: E402

# Our scripts that stand in pages, so that a page can forbid all others: files in js/.
SCRIPTS = [
    "form/start",
    "offline/keep-on-request",
    "offline/keep-unasked",
    "pages/choose-colours",
    "pages/close-menu",
    "pages/find-root",
    "pages/print-and-copy",
    "pages/say-new-version",
    "pages/search",
    "papers/begin",
    "single/answer-fetch",
]
# Made when the locks are; published so that anyone can see what the site was built with.
BILLS = {"sbom/python.cdx.json": "python.cdx.json", "sbom/npm.cdx.json": "npm.cdx.json"}
# The kinds of policy; every other page has "page".
PAGES = {"diagnose.md": "form", "papers.md": "form", "search.md": "search"}
TEMPLATES = {"404.html": "missing", finish.SINGLE: "single"}
# Pages that say who runs this copy.
WITH_OPERATOR = ["about.md", "accessibility.md", "index.md", "privacy.md"]
# What pages load, or Python does; of the scripts, those that we wrote import each other.
LOADED = (".css", ".js", ".wasm", *modules.FILES)
OWN_SCRIPT = re.compile(r"assets/[\w-]+\.js$")
# Made of what css/ has under the same name.
SHEETS = ["form.css", "incident.css", "papers.css", "site.css", "views.css"]
# The one sheet that a sealed page loads first; the templates that it isn't made of.
ONE_SHEET = {"diagnose.md": "assets/form.css", "papers.md": "assets/papers.css"}
PAPERS_PARTS = [modules.PAPERS_FILE, *(f"assets/{name}" for name in pages.PAPERS_SCRIPTS)]
DATA = re.compile(r"\[data-[^]]*]")
# Elements of it that the theme has no say in.
OWN_ELEMENTS = {"details", "kbd", "summary"}
NOT_IN_FORM = ["404", "incident", "item", "nav", "offline", "search", "selfcheck", "toc"]
# Of our scripts, those that contain others' code.
BUNDLES = ["form/bytes", "papers/word"]
MANIFEST = "manifest.webmanifest"
# Settings that reach HTML.
SETTINGS = ["site_name", "site_url", "site_description", "extra", "extra_css", *settings.UNUSED]


def on_config(config):
    fresh.load(sys.modules[__name__])
    return _configured(config)


def _configured(config):
    try:
        settings.check({name: config[name] for name in SETTINGS} | {"theme": dict(config.theme)})
    except ValueError as error:
        raise PluginError(f"The site can't be built: {error}") from error
    language = config.theme["language"]
    try:
        questionnaire = _questionnaire(language, sources.state(language))
        register = _register(language, sources.register_state(language))
    except checked.BrokenRulesError as error:
        raise PluginError(f"The site can't be built:\n{error}") from error
    extra = config.extra
    try:
        settings.check_items(extra["resources"], questionnaire.numbers)
    except ValueError as error:
        raise PluginError(f"The site can't be built: {error}") from error
    version, address = extra["site_version"], config.site_url or ""
    extra["site"] = handed.Site(
        questionnaire=questionnaire,
        incident=sources.incident(language),
        register=register,
        figures={
            path.stem: path.read_text(encoding="utf-8")
            for path in (FIGURES / language).glob("*.svg")
        },
        scripts={
            Path(name).name: installed.bundle(f"js/{name}.js", inline=True)[0] for name in SCRIPTS
        },
        icon=colours.coloured(
            (THEME / config.theme["favicon"]).read_text(encoding="utf-8"), extra["colours"]
        ),
        runtime=installed.runtime_files(),
        sources=remembered.digest(
            [remembered.files(Path(folder)) for folder in config.watch],
            [path.read_bytes() for path in sorted(ROOT.glob("*.yml"))],
        ),
        release=release.manifest(
            *commit.commit_of(ROOT), version, questionnaire.edition["id"], address
        ),
        name=config.site_name,
        address=address,
        version=version,
        policies=extra["policies"],
        offline=extra["offline"],
    )
    config.nav = pages.nav(questionnaire)
    config.theme.static_templates.add(finish.SINGLE)
    return config


# While the data stay as they are, it stays the same one, and with it what others keep of it.
@functools.lru_cache(maxsize=1)
def _questionnaire(language, _state):
    return Questionnaire(*checked.load(language))


@functools.lru_cache(maxsize=1)
def _register(language, _state):
    return checked.register(language)


def on_files(files, config):
    site = config.extra["site"]
    for name, path in installed.theme_styles().items():
        files.append(_copied(config, name, path))
    for name, path in site.runtime.items():
        address = f"assets/pyscript/{name}"
        if name in installed.SPACIOUS:
            script = installed.minify(path.read_text(encoding="utf-8"), "js")
            files.append(_generated(config, address, f"{installed.BANNER}\n{script}"))
        else:
            files.append(_copied(config, address, path))
    maps = []
    loaded = [f"form/{name}" for name in pages.LATER_SCRIPTS]
    loaded += [f"papers/{name}" for name in pages.PAPERS_SCRIPTS]
    for name in loaded:
        minified = name.removesuffix(".js") in BUNDLES
        script, source_map = installed.bundle(f"js/{name}", minified=minified)
        files.append(_generated(config, f"assets/{Path(name).name}", script))
        maps.append(source_map)
    for name in SHEETS:
        sheet = installed.bundle(f"css/{name}", minified=True)[0]
        if name == "site.css":
            sheet = colours.sheet(config.extra["colours"]) + sheet
        files.append(_generated(config, f"assets/{name}", sheet))
    for name, text in (
        (config.theme["favicon"], site.icon),
        (MANIFEST, _manifest(config)),
    ):
        files.remove(files.get_file_from_path(name))
        files.append(_generated(config, name, text))
    licences = release.licences(
        site.questionnaire.words["release"]["licences_lead"],
        installed.third_party(site.runtime.values(), maps),
    )
    files.append(_generated(config, "licences.txt", licences))
    for name, lock in BILLS.items():
        files.append(_copied(config, name, ROOT / "requirements" / lock))
    texts = pages.later_texts(site.questionnaire, site.name, site.address)
    files.append(_generated(config, modules.FIRST_FILE, modules.first()))
    later = modules.later(json.dumps(texts, ensure_ascii=False))
    files.append(_generated(config, modules.LATER_FILE, later))
    texts = pages.papers_texts(site.questionnaire, site.name, site.address)
    made = modules.papers(json.dumps(texts, ensure_ascii=False))
    files.append(_generated(config, modules.PAPERS_FILE, made))
    for path in sorted([*modules.PY.rglob("*.py"), *modules.PY.rglob("*.json")]):
        files.append(_copied(config, f"py/{path.relative_to(modules.PY).as_posix()}", path))
    config.extra["parts"] = handed.Parts(
        styles=sorted(fnmatch.filter(files.src_uris, single_parts.STYLES[0])),
        sums=_linked(files, config),
    )
    return files


def _manifest(config):
    """What a device that installs the site calls it, as JSON."""
    given = json.loads((THEME / MANIFEST).read_text(encoding="utf-8"))
    named = {
        "name": config.site_name,
        "short_name": config.extra["short_name"],
        "description": config.site_description,
        "lang": config.extra["site"].questionnaire.words["language"],
        "theme_color": config.extra["colours"]["main"],
    }
    return json.dumps(named | given, ensure_ascii=False, indent=2) + "\n"


def _linked(files, config):
    """Name what scripts import by its hash; return the digests of all that pages load."""
    loaded = [file for file in files if file.src_uri.endswith(LOADED)]
    scripts = {file.src_uri: file.content_string for file in loaded if _is_own_script(file)}
    for path in scripts:
        files.remove(files.src_uris[path])
        files.append(_generated(config, path, pages.linked(path, scripts)))
    return {
        file.src_uri: pages.digest(files.src_uris[file.src_uri].content_bytes) for file in loaded
    }


def on_pre_page(page, config, files):
    unchanged.remember_markdown(page)
    return page


def on_page_markdown(markdown, page, config, files):
    number = _item_number(page)
    if number:
        site = config.extra["site"]
        page.meta["title"] = pages.item_title(site.questionnaire, number)
        page.meta["template"] = "item.html"
    return markdown


def on_page_content(html, page, config, files):
    try:
        html = _with_ends(_filled(html, page, config), config)
        html = _with_days(html, page, config)
        return pages.illustrated(html, config.extra["site"].figures)
    except ValueError as error:
        raise PluginError(f"{_docs(config)}/{page.file.src_uri}: {error}") from error


def _filled(html, page, config):
    """Return the content of a page with the data that its prose has places for."""
    site = config.extra["site"]
    questionnaire = site.questionnaire
    root = get_relative_url(".", page.url).removesuffix("/") + "/"
    if page.file.src_uri in WITH_OPERATOR:
        own = {name: config.extra[name] for name in ("operator", "contact")}
        own["repository"] = release.repository(config.site_url or "")
        who = pages.operator(questionnaire, root, own, claims.newest(site.register))
        html = pages.placed(html, "operator", who)
    if number := _item_number(page):
        if not page.meta.get("description"):
            raise ValueError("there is no description above the prose. Write one between two ---.")
        days = claims.days(site.register, _name(page), html)
        rows = [row for row in config.extra["resources"] if number in row["items"]]
        own = {"name": config.extra["operator"] or config.site_name, "resources": rows}
        given = root, number, html, page.meta["description"], days
        make = functools.partial(pages.item, questionnaire, *given, own)
        return remembered.made(("item", *given, site.sources), make)
    match page.file.src_uri:
        case "diagnose.md":
            runtime, sums = list(site.runtime), config.extra["parts"].sums
            page.meta["parts"] = pages.loaded(root, runtime, sums)
            page.meta["ahead"] = pages.ahead(root, runtime, sums)
            # Where pages carry no policy, this one doesn't add its own either.
            kept = site.offline, sums, site.policies
            start = site.scripts["start"]
            form = pages.form(questionnaire, root, start, site.version, *kept)
            return pages.placed(html, "form", form)
        case "papers.md":
            runtime, sums = list(site.runtime), config.extra["parts"].sums
            page.meta["parts"] = pages.papers_loaded(root, runtime, sums)
            page.meta["ahead"] = pages.papers_ahead(root, runtime, sums)
            given = site.scripts["begin"], site.version, site.policies
            return pages.placed(html, "papers", pages.papers(questionnaire, root, *given))
        case "index.md":
            return pages.placed(html, "sample", pages.home_sample(questionnaire))
        case "items/index.md":
            return pages.placed(html, "items", pages.items(questionnaire, root))
        case "about.md":
            html = pages.placed(html, "browsers", pages.browsers(questionnaire))
            return pages.placed(html, "counting", pages.counting(questionnaire, root))
        case "incident.md":
            part = pages.incident(questionnaire, root, site.incident)
            return pages.placed(html, "incident", part)
        case "glossary.md":
            return pages.placed(html, "terms", pages.glossary(questionnaire, root))
        case "offline.md":
            return pages.placed(html, "offline", pages.offline(questionnaire, root, site.offline))
        case "quiz.md":
            return pages.placed(html, "quiz", pages.quiz(questionnaire, root))
        case "search.md":
            return pages.placed(html, "search", pages.search(questionnaire, root, site.incident))
        case "verify.md":
            return pages.placed(html, "release", pages.release(questionnaire, root, site.release))
    return html


def _with_ends(html, config):
    """Return a page with the table of ends of support, if its prose has the place for it."""
    if pages.ENDS not in html:
        return html
    rows = ends.load(config.theme["language"])
    return pages.placed(html, "ends", pages.ends(config.extra["site"].questionnaire, rows))


def _with_days(html, page, config):
    """Return a page that has a list of claims with the days of its checks; an item's has them."""
    site = config.extra["site"]
    if _item_number(page) or _name(page) not in site.register.claims:
        return html
    days = claims.days(site.register, _name(page), html)
    return html + pages.checked(site.questionnaire, days)


def on_env(env, config, files):
    env = unchanged.environment(env, config)
    # MkDocs escapes nothing. Here all is escaped that a template prints.
    env.autoescape = True
    # A line that only decides something leaves none in the page.
    env.trim_blocks = env.lstrip_blocks = True
    # Every page has its content now, and its title.
    _drop_what_nothing_needs(files, config)
    extra = config.extra
    extra["titles"] = unchanged.titles(files)
    try:
        extra["single"] = single_parts.made(extra["site"], {file.src_uri: file for file in files})
    except ValueError as error:
        raise PluginError(f"{_docs(config)}/{error}") from error
    # Not before: the single file has the sheets one by one.
    _join_form_sheets(files, config)
    extra["inline"] = inline.known(extra["site"], extra["parts"], extra["single"])
    return env


def _is_own_script(file):
    return OWN_SCRIPT.match(file.src_uri)


def _drop_what_nothing_needs(files, config):
    """Keep of the theme's style sheets what matches something on our pages."""
    texts = [path.read_text(encoding="utf-8") for path in THEME.rglob("*.html")]
    texts += [*_drawn(files), *(file.page.content for file in files.documentation_pages())]
    sheets = {file.src_uri: file.content_string for file in files.css_files()}
    for path in fnmatch.filter(sheets, single_parts.STYLES[0]):
        others = [text for name, text in sheets.items() if name != path]
        _replace(files, config, path, _needed(config, sheets[path], texts, others))


def _join_form_sheets(files, config):
    """Put the theme's and the site's rules that a sealed page can use around its own sheet."""
    templates = {path.stem: path.read_text(encoding="utf-8") for path in THEME.rglob("*.html")}
    frame = [text for name, text in templates.items() if name not in NOT_IN_FORM]
    sheets = {file.src_uri: file.content_string for file in files.css_files()}
    if not sheets:
        return
    theme = "".join(sheets.pop(path) for path in config.extra["parts"].styles)
    site = "".join(sheets.pop(path) for path in config.extra_css)
    owns = {path: sheets.pop(path) for path in ONE_SHEET.values() if path in sheets}
    for page, path in ONE_SHEET.items():
        if page not in files.src_uris:
            continue
        # What only papers need makes the form's no larger.
        without = PAPERS_PARTS if page != "papers.md" else []
        texts = [*frame, *_drawn(files, without), files.src_uris[page].page.content]
        others = [owns[path], *sheets.values()]
        first = _needed(config, theme, texts, [site, *others], OWN_ELEMENTS)
        # What our scripts call `dataset.x` in pages, sheets call data-x.
        then = _needed(config, site, [*texts, *DATA.findall(site)], [first, *others])
        _replace(files, config, path, first + owns[path] + then)


def _drawn(files, without=()):
    """Return what draws in pages, but for the files `without`; none of others' code does.

    That is our scripts, and Python.
    """
    others = [f"assets/{Path(name).name}.js" for name in BUNDLES]
    ours = [file for file in files if file.src_uri in modules.FILES or _is_own_script(file)]
    return [file.content_string for file in ours if file.src_uri not in [*others, *without]]


def _needed(config, sheet, texts, others, without=frozenset()):
    """Return what pages made of `texts` need of a sheet; `others` are the sheets beside it.

    Rules that ask for a name in `without` go, too.
    """
    given = sheet, needed.words(texts) - without, needed.read([*texts, *others])
    key = ("needed", *given, config.extra["site"].sources)
    return remembered.made(key, functools.partial(needed.sheet, *given))


def _replace(files, config, path, text):
    file = _generated(config, path, text)
    files.remove(files.src_uris[path])
    files.append(file)
    config.extra["parts"].sums[path] = pages.digest(file.content_bytes)


def on_page_context(context, page, config, nav):
    others = config.extra["titles"], config.extra["site"].sources
    context["made_of"] = unchanged.made_of(page, *others)
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
    output = pages.versioned(output, config.extra["parts"].sums)
    name = page.file.src_uri
    return _with_policy(output, PAGES.get(name, "page"), name, config)


def on_post_template(output, template_name, config):
    if template_name not in TEMPLATES:
        return output
    return _with_policy(output, TEMPLATES[template_name], template_name, config)


def _with_policy(html, kind, name, config):
    if not config.extra["site"].policies:
        return html
    try:
        return policy.placed(html, kind, config.extra["inline"])
    except ValueError as error:
        raise PluginError(f"{name}: {error}") from error


def on_post_build(config):
    folder, site = Path(config.site_dir), config.extra["site"]
    language = site.questionnaire.words["language"]
    # While `serve` runs, it stays that of the start: making it takes longer than all the rest.
    index = remembered.made(("Pagefind", language), lambda: search_index.made(folder, language))
    finish.write_index(folder, index)
    finish.name_the_search(folder)
    finish.say_how_large(folder, site.questionnaire)
    finish.write_worker(folder, site.questionnaire, site.offline)
    # MkDocs packs it with whatever zlib there is; sitemap.xml says the same.
    (folder / "sitemap.xml.gz").unlink()
    # Last of all: they name every other file.
    finish.name_the_files(folder, site.release)
    remembered.built()


def _docs(config):
    """The folder of the language's pages, as messages name it."""
    return Path(config.docs_dir).relative_to(ROOT).as_posix()


def _generated(config, src_uri, text):
    # As bytes: MkDocs writes text with the line ends of the machine.
    return File.generated(config, src_uri, content=text.encode())


def _copied(config, src_uri, path):
    return File.generated(config, src_uri, abs_src_path=str(path))


def _name(page):
    return page.file.src_uri.removesuffix(".md")


def _item_number(page):
    folder, _, name = page.file.src_uri.rpartition("/")
    stem = name.removesuffix(".md")
    return int(stem) if folder == "items" and stem.isdigit() else None
