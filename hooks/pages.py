"""Turn the questionnaire into HTML: pure functions, data in, text out.

Nothing here knows MkDocs, so that another site generator can call the same functions.
`root` is always the relative way from the page to the site's root, such as "../".
"""

import base64
import functools
import hashlib
import json
import re
from pathlib import Path

import modules
import oldest
import papers as all_papers
import policy
import sample
import terms
from desk.paper import PAPERS
from desk.shown import VIEWS
from ideas import labels, record
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from papers import entered, paper

# Loading these would cost requests; the form uses none of them.
UNUSED_PLUGINS = ["deprecations-manager", "donkey", "py-editor", "py-game", "py-terminal"]
# The style sheets and scripts that a page names.
_LOADED = re.compile(
    r'(?:<link rel="stylesheet" href=|<script(?: type="module")? src=)"(?:\.\./)*([^"?]+)'
)
# What one of our scripts imports from beside it.
_IMPORTED = re.compile(r'(?<=from "\./)[\w-]+\.js(?=")')
# How far a line of a template stands in, and lines that have nothing else.
_MARGIN = re.compile(r"\n\s+")
# The places in an item's prose that data fill.
ITEM_PARTS = ["rubric", "reason", "today", "measures", "ask", "resources"]
# How much of the ruler's width the totals up to the highest one have, and the band of that one
# beyond it, in per cent.
RULER = 96
RULER_END = 4
# Any page may have this one.
ENDS = "<!-- place: ends -->"
# What the views that come later need of the browser, and what that imports; …
LATER_SCRIPTS = ["device.js", "bytes.js"]
# What papers need of it, where the first imports the other; …
PAPERS_SCRIPTS = ["papers.js", "word.js"]
# … the sections of the texts that the later views read.
LATER_TEXTS = [
    "app",
    "bands",
    "called",
    "compare",
    "defined_terms",
    "evidence",
    "export",
    "form",
    "labels",
    "language",
    "merge",
    "merging",
    "origin",
    "pictures",
    "plan",
    "problems",
    "question",
    "records",
    "report",
    "site",
    "terms",
]


def form(questionnaire, root, start, version, offline, sums=None, closing=True):
    """Return the HTML of the whole form: questions, views, and what starts Python.

    `start` is the script that starts Python; `version` is the site's, which stands in every record
    that the page writes; `offline` tells whether it offers the way to the page that prepares the
    site for use without a network. `sums` has {path from the site's root: digest, as `digest`
    writes it} of all that the page loads. Without them it is for
    the single file: nothing is loaded, the style is there already, the explanations are a view.
    Only where somebody works on the site may it be not `closing` its network: for live reload.
    """
    single = sums is None
    html = _render(
        "form.jinja",
        questionnaire,
        root,
        single=single,
        shown=[view for view in VIEWS if single or not view.single],
        papers=list(PAPERS),
        record=record.blank(questionnaire, version),
        days={"first": record.FIRST_DAY, "last": record.LAST_DAY},
        limits={"longest": record.MAX_CHARACTERS, "instead": record.TOO_LONG},
        rest={
            "device": f"{root}assets/device.js",
            "style": None if single else _style("assets/views.css", root, sums),
            "explained": f"{root}explained.json" if single else None,
            "papers": f"{root}assets/{PAPERS_SCRIPTS[0]}" if single else None,
            "python": " ".join(root + name for name in modules.LATER_FILES[: 1 + single]),
        },
        files={f"{root}py/{name}": f"./{name}" for name in modules.ANSWERING},
        off=[f"!{name}" for name in UNUSED_PLUGINS],
        offered=offline,
        start=Markup(start),
        closed=policy.CLOSED if closing else None,
        supported=browsers(questionnaire),
        **(_papers(questionnaire) if single else {}),
    )
    return _narrow(html)


def papers(questionnaire, root, start, version, closing=True):
    """Return the HTML of what makes papers, and what starts Python; all is as for `form`."""
    html = _render(
        "papers.jinja",
        questionnaire,
        root,
        record=record.blank(questionnaire, version),
        days={"first": record.FIRST_DAY, "last": record.LAST_DAY},
        limits={"longest": record.MAX_CHARACTERS, "instead": record.TOO_LONG},
        rest={"device": f"{root}assets/{PAPERS_SCRIPTS[0]}"},
        files={
            f"{root}py/{name}": f"./{name}"
            for name in [modules.ALONE, *modules.of_papers(), modules.TEXTS]
        },
        modules=[
            name.removesuffix(".py").replace("/", ".")
            for name in modules.of_papers()
            if not name.endswith("__init__.py")
        ],
        off=[f"!{name}" for name in UNUSED_PLUGINS],
        start=Markup(start),
        closed=policy.CLOSED if closing else None,
        supported=browsers(questionnaire),
        **_papers(questionnaire),
    )
    return _narrow(html)


def _papers(questionnaire):
    """Return what templates read of papers: the words of their page, what is offered, fields."""
    words = questionnaire.words["papers"]
    rows = [{"name": one.name, "group": one.group, **words[one.name]} for one in all_papers.every()]
    groups = [
        {"name": name, "papers": [row for row in rows if row["group"] == name]}
        for name in paper.GROUPS
    ]
    return {
        "making": words["page"],
        "shelves": [group for group in groups if group["papers"]],
        "entered": [
            {"name": name, "kind": kind, "choices": choices, "label": words["page"]["fields"][name]}
            for name, kind, choices in entered.FIELDS
        ],
    }


def _narrow(html):
    """Return HTML without margins; scripts keep theirs: they are to be read."""
    parts = re.split(r"(<script.*?</script>)", html, flags=re.DOTALL)
    parts[::2] = [_MARGIN.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


def loaded(root, runtime, sums):
    """Return, as an import map in JSON, how the form's page asks for each part, and what it gets.

    A browser reads it for modules, take-by-hash.js for all else; several names of one address are
    parts of that file. `runtime` names the files in assets/pyscript/, `sums` is as for `form`.
    """
    paths = [*_first(runtime), *_later()]
    return _parts(root, paths, dict.fromkeys(modules.FIRST, modules.FIRST_FILE), sums)


def papers_loaded(root, runtime, sums):
    """Return the same for the page of papers, which loads all of it at once."""
    names = [*modules.of_papers(), modules.TEXTS]
    return _parts(root, _of_papers(runtime), dict.fromkeys(names, modules.PAPERS_FILE), sums)


def _parts(root, paths, joined, sums):
    addresses = {path: addressed(root + path, sums[path]) for path in paths}
    imports = {root + path: address for path, address in addresses.items()}
    imports |= {f"{root}py/{name}": addresses[file] for name, file in joined.items()}
    integrity = {address: sums[path] for path, address in addresses.items()}
    return data({"imports": imports, "integrity": integrity})


def ahead(root, runtime, sums):
    """Return (address, digest) of what the form's page loads as soon as it is asked for."""
    return [(addressed(root + path, sums[path]), sums[path]) for path in _first(runtime)]


def papers_ahead(root, runtime, sums):
    """Return the same for the page of papers."""
    return [(addressed(root + path, sums[path]), sums[path]) for path in _of_papers(runtime)]


def _of_papers(runtime):
    """Return the paths of all that the page of papers loads."""
    return [
        *(f"assets/pyscript/{name}" for name in runtime),
        f"py/{modules.ALONE}",
        modules.PAPERS_FILE,
        *(f"assets/{name}" for name in PAPERS_SCRIPTS),
    ]


def later_texts(questionnaire, name, address):
    """Return what the views read which come after the form: texts, and older editions.

    Of each older one, `older` has its catalogue, and the texts that differ. `name` and `address`
    are the site's, the latter "" for none.
    """
    needed = _later_texts(questionnaire)
    before = []
    for one in questionnaire.editions.values():
        if one is not questionnaire:
            own = _later_texts(one)
            differing = {name: own[name] for name in own if own[name] != needed[name]}
            before.append({"catalog": one.catalog, "texts": differing})
    return needed | {"published": {"name": name, "address": address}, "older": before}


def single_texts(questionnaire, name, address):
    """Return the same for the single file, which has the words of papers, too."""
    return later_texts(questionnaire, name, address) | _papers_texts(questionnaire)


def papers_texts(questionnaire, name, address):
    """Return what the page of papers reads of texts; `name` and `address` are the site's."""
    published = {"published": {"name": name, "address": address}}
    return questionnaire.texts | published


def _papers_texts(questionnaire):
    """Return, of that, what the form's views lack."""
    texts = questionnaire.texts
    return {name: texts[name] for name in texts if name not in LATER_TEXTS}


def _later_texts(questionnaire):
    needed = {name: questionnaire.texts[name] for name in LATER_TEXTS}
    fields = ["number", "question", "today", "ask", "evidence"]
    needed["items"] = [{name: row[name] for name in fields} for row in questionnaire.items]
    return needed


def item(questionnaire, root, number, prose, description, days=None, own=None):
    """Return the HTML of the page of item `number` around its own `prose` (HTML).

    The prose says with <!-- place: name --> where the item's data stand. `days` is as for
    `checked`. `own` has what the site's operator adds: {name, resources: [{name, url}]}. Raises
    KeyError for a number that isn't there, ValueError for prose without the sections.
    """
    view = _view(questionnaire)
    position = {row["number"]: index for index, row in enumerate(view["items"])}[number]
    rows = [None, *view["items"], None]
    row = rows[position + 1]
    shown = re.sub("<[^>]*>", "", prose)
    occurring = terms.occurring(questionnaire.terms, shown)
    there = [
        term
        for term in questionnaire.terms
        if term["id"] in occurring and term not in row["explained"]
    ]
    row = row | {"explained": row["explained"] + there}
    given = questionnaire.words | view | {"own": own or {"resources": []}, "root": root}
    parts = _environment().get_template("item_parts.jinja").make_module(given)
    for name in ITEM_PARTS:
        prose = placed(prose, name, str(getattr(parts, name)(row)))
    return _render(
        "item.jinja",
        questionnaire,
        root,
        previous=rows[position],
        item=row,
        next=rows[position + 2],
        checked=Markup(checked(questionnaire, days)),
        sections=_sections(questionnaire, prose),
        article={
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": item_title(questionnaire, number),
            "description": description,
            "inLanguage": questionnaire.words["language"],
            "isAccessibleForFree": True,
        },
    )


def checked(questionnaire, days):
    """Return the line that says when what a page says was looked at, as HTML.

    `days` are sorted, such as 2026-11-23; without any, nothing had to be looked up. Where nobody
    knows of any (None), there is no line.
    """
    if days is None:
        return ""
    words = questionnaire.words["item_page"]
    said = words["unchecked"]
    if days:
        first, last = (labels.day(questionnaire, day) for day in (days[0], days[-1]))
        between = words["between"].format(first=first, last=last)
        said = words["checked"].format(days=first if first == last else between)
    return f'<p class="checked">{escape(said)}</p>'


def placed(html, name, part):
    """Put `part` where `html` says <!-- place: name -->; raise ValueError if it doesn't."""
    before, marker, after = html.partition(f"<!-- place: {name} -->")
    if not marker:
        raise ValueError(f"there is no <!-- place: {name} -->. Put it where that belongs.")
    return before + part + after


def illustrated(html, figures):
    """Put one of `figures` (name to SVG) wherever `html` says <!-- figure: name -->.

    Raises ValueError for a figure that isn't there.
    """

    def figure(found):
        if found[1] not in figures:
            raise ValueError(
                f"there is no figure {found[1]}. Correct its name, or draw {found[1]}.svg in the "
                "language's folder of hooks/figures/."
            )
        return figures[found[1]]

    return re.sub("<!-- figure: (.*?) -->", figure, html)


def digest(content):
    """Return the SHA-256 of bytes as `integrity` takes it: "sha256-" and base64."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def addressed(path, content_digest):
    """Return a file's address with a query that changes when its `digest` does.

    Without it, browsers take for a file what they remember under its address, though the page is
    newer.
    """
    version = content_digest.removeprefix("sha256-")[:8]
    return f"{path}?{version.replace('+', '-').replace('/', '_')}"


def versioned(html, sums):
    """Return a page that names its style sheets and scripts as `addressed` does.

    `sums` has {path from the root: digest}.
    """
    return _LOADED.sub(lambda found: addressed(found[0], sums[found[1]]), html)


def linked(path, scripts):
    """Return the code of one of `scripts` ({path: code}), what it imports named likewise."""

    def imported(found):
        beside = path.rpartition("/")[0] + "/" + found[0]
        return addressed(found[0], digest(linked(beside, scripts).encode()))

    return _IMPORTED.sub(imported, scripts[path])


def _first(runtime):
    """Return the paths of what the form's page loads before one can answer."""
    return [
        *(f"assets/pyscript/{name}" for name in runtime),
        f"py/{modules.ALONE}",
        modules.FIRST_FILE,
    ]


def _later():
    """Return the paths of what the form's page loads when one can answer."""
    return [*(f"assets/{name}" for name in [*LATER_SCRIPTS, "views.css"]), modules.LATER_FILE]


def _style(path, root, sums):
    return {"href": addressed(root + path, sums[path]), "integrity": sums[path]}


def items(questionnaire, root):
    """Return the HTML of the index of items, by part and by category, and of how to choose."""
    return _render("items.jinja", questionnaire, root)


def counting(questionnaire, root):
    """Return the HTML that says how answers are counted, and what the totals mean."""
    return _render("counting.jinja", questionnaire, root)


def ends(questionnaire, rows):
    """Return the HTML of a table of products and the days on which their support ends.

    `rows` are as ends.load returns them.
    """
    day = functools.partial(labels.day, questionnaire)
    return _render("ends.jinja", questionnaire, "", rows=rows, day=day)


def operator(questionnaire, root, own, checked):
    """Return the HTML that says who runs this copy, how to reach them, when its texts were checked.

    `own` has `operator`, `contact` (an address) and `repository` (one, too), each empty where
    nothing is known; `checked` is a day, "YYYY-MM-DD".
    """
    said = labels.day(questionnaire, checked)
    return _render("operator.jinja", questionnaire, root, own=own, checked=said)


def home_sample(questionnaire):
    """Return the HTML of a result as it looks, of answers that nobody gave: home shows it."""
    return _render("sample.jinja", questionnaire, "", sample=sample.shown(questionnaire))


def browsers(questionnaire):
    """Return the sentence that says in which browsers the site works."""
    return questionnaire.words["engine"]["browsers"].format(**oldest.SUPPORTED)


def glossary(questionnaire, root):
    """Return the HTML of the glossary, each term with its id as address."""
    return _render("glossary.jinja", questionnaire, root)


def incident(questionnaire, root, steps, level=2):
    """Return the HTML of what to do when an incident may be happening, by symptom.

    `steps` are the data (py/incident.schema.json); a symptom's heading is of `level`.
    """
    contacts = {row["id"]: row for row in steps["contacts"]}
    given = {"incident": steps, "contacts": contacts, "level": level}
    return _render("incident.jinja", questionnaire, root, **given)


def quiz(questionnaire, root):
    """Return the HTML of the quiz for staff: each statement unfolds its answer."""
    return _render("quiz.jinja", questionnaire, root, rows=quiz_rows(questionnaire))


def quiz_rows(questionnaire):
    """Return the quiz's questions, each with its `answer`, and `title` and `slug` of its item."""
    words = questionnaire.words["papers"]["quiz"]
    return [
        row
        | {
            "answer": words["right" if row["true"] else "wrong"],
            "title": item_title(questionnaire, row["number"]),
            "slug": slug(row["number"]),
        }
        for row in words["questions"]
    ]


def search(questionnaire, root, steps):
    """Return the HTML of the search field and the place for what it finds.

    `steps` are those for incidents: each symptom is found by the words that it is sought by.
    """
    entries = [
        {
            "number": row["number"],
            "url": f"items/{slug(row['number'])}/",
            "meta": {"title": item_title(questionnaire, row["number"])},
            "excerpt": row["question"],
        }
        for row in questionnaire.items
    ]
    symptoms = [
        {
            "url": f"incident/#{row['id']}",
            "meta": {"title": row["title"]},
            "excerpt": row["lead"],
            "sought": row["sought"],
        }
        for row in steps["symptoms"]
    ]
    return _render("search.jinja", questionnaire, root, entries=entries, symptoms=symptoms)


def release(questionnaire, root, manifest):
    """Return the HTML that says what this site was built from, by its `manifest` (release.py)."""
    return _render("release.jinja", questionnaire, root, manifest=manifest)


def offline(questionnaire, root, offered):
    """Return the HTML that prepares the site for use without a network, or says that it can't."""
    return _render("offline.jinja", questionnaire, root, offered=offered)


def single(questionnaire, root, name, size, digest):
    """Return the HTML that gives out the single file: its name, size in MB, SHA-256 in hex."""
    return _render(
        "single.jinja", questionnaire, root, file={"name": name, "size": size, "digest": digest}
    )


def unavailable(questionnaire):
    """Return the whole page for when neither the network nor the kept files have one."""
    return _environment().get_template("unavailable.jinja").render(questionnaire.words)


def item_title(questionnaire, number):
    """Return the title of the page of item `number`: "No.1 …"."""
    return labels.item(questionnaire, questionnaire.item(number))


def slug(number):
    """Return the permanent name of an item's page, "01" for 1: its address and its file's name."""
    return f"{number:02d}"


def nav(questionnaire):
    """Return the site's navigation as MkDocs takes it: a list of {title: page or list}."""
    names = questionnaire.words["nav"]
    parts = [
        {
            labels.part(questionnaire, part["number"]): [
                f"items/{slug(item['number'])}.md" for item in part["items"]
            ]
        }
        for part in questionnaire.parts
    ]
    return [
        {names["home"]: "index.md"},
        {names["form"]: "diagnose.md"},
        {names["items"]: ["items/index.md", *parts, {names["glossary"]: "glossary.md"}]},
        {names["about"]: "about.md"},
        {names["privacy"]: "privacy.md"},
        {names["search"]: "search.md"},
    ]


def _render(template, questionnaire, root, **extra):
    given = questionnaire.words | _view(questionnaire) | extra
    return _environment().get_template(template).render(**given, root=root)


class _Environment(Environment):
    def getattr(self, obj, attribute):
        """A key named like a method of dict, such as "items", is still the key."""
        return self.getitem(obj, attribute)


# One for all: it makes a program of each template, once.
@functools.cache
def _environment():
    environment = _Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: name.endswith(".jinja"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data"] = data
    return environment


def data(value):
    """Return JSON that can stand inside any element: no character of it ends or opens markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


# Made for each page, it would take time by the square of the items.
@functools.lru_cache(maxsize=4)
def _view(questionnaire):
    """Return what the templates read beside the texts: the questionnaire, joined for pages."""
    glossary = {term["id"]: term for term in questionnaire.terms}
    rows = []
    for part in questionnaire.parts:
        for item in part["items"]:
            asked = terms.occurring(questionnaire.terms, item["question"])
            explained = [glossary[term] for term in item["terms"]]
            row = {
                "part": part,
                "slug": slug(item["number"]),
                "explained": explained,
                "question_terms": [term for term in explained if term["id"] in asked],
            }
            rows.append(item | row)

    subtotals = {}
    for answer in questionnaire.answers:
        if answer["subtotal"]:
            subtotals.setdefault(answer["subtotal"], []).append(answer["label"])
    printed, keys = _keys(questionnaire)
    categories = {row["category"]: [] for row in rows}
    for row in rows:
        categories[row["category"]].append(row)
    return {
        "catalog": questionnaire.catalog,
        "edition": questionnaire.edition,
        "items": rows,
        "parts": [
            part | {"items": [row for row in rows if row["part"] is part]}
            for part in questionnaire.parts
        ],
        "categories": [{"name": name, "items": found} for name, found in categories.items()],
        "answers": questionnaire.answers,
        "answer_label": lambda answer: labels.answer(questionnaire, answer),
        "subtotals": [
            {"id": name, "label": labels.listed(questionnaire, counted)}
            for name, counted in subtotals.items()
        ],
        "added": lambda rows: labels.added(questionnaire, [row["id"] for row in rows]),
        "following": lambda *texts: labels.following(questionnaire, *texts),
        "bands": questionnaire.bands,
        **_ruler(questionnaire),
        "lowest": questionnaire.lowest,
        "highest": questionnaire.highest,
        "resources": questionnaire.resources,
        "part_name": lambda number: labels.part(questionnaire, number),
        "item_name": lambda item: labels.item(questionnaire, item),
        # Read out, a hyphen is no minus.
        "signed": questionnaire.signed,
        "band_range": lambda band: labels.band(questionnaire, band["id"]),
        "keys_are_points": printed,
        "keys": keys,
    }


def _ruler(questionnaire):
    """Return where the bands stand on the ruler, in per cent, and how much of it a point has.

    A band begins half a point before its first total, so that every total is within one.
    """
    words, unit = questionnaire.words["form"], RULER / questionnaire.highest
    rising = sorted(questionnaire.bands, key=lambda band: band["from"])
    shown = []
    for index, band in enumerate(rising):
        last = index == len(rising) - 1
        x = max(band["from"] - 0.5, 0) * unit
        end = RULER + RULER_END if last else (band["to"] + 0.5) * unit
        kind = "exact" if band["from"] == band["to"] else "between"
        said = words["ruler_" + ("below" if index == 0 else kind)].format(**band)
        place = {"x": round(x, 2), "width": round(end - x - (not last), 2)}
        label_x = end if last else (x + end) / 2
        shown.append(band | place | {"label_x": round(label_x, 2), "range": said})
    return {"ruler_bands": shown, "ruler_unit": round(unit, 4)}


def _sections(questionnaire, prose):
    """Cut an item's prose at its headings into the sections that every item has."""
    expected = questionnaire.words["page_sections"]
    _, *cut = re.split("(?=<h2 )", prose)
    heads = [re.match(r'<h2 id="([^"]*)">(.*?)</h2>', section) for section in cut]
    found, titles = ([head[2] for head in heads], [section["title"] for section in expected])
    if found != titles:
        raise ValueError(
            f"the sections are {', '.join(found)}. They have to be {', '.join(titles)}."
        )
    return [
        {"id": head[1], "handout": section["handout"], "html": Markup(html)}
        for head, section, html in zip(heads, expected, cut, strict=True)
    ]


def _keys(questionnaire):
    """Return whether the keys that answer are printed points, and the key of each answer id.

    They are where each answer has a digit of its own, a bare minus standing for what is negative.
    """
    minus = questionnaire.words["form"]["shortcut_minus"]
    points = [
        str(answer["points"]) if answer["points"] >= 0 else minus
        for answer in questionnaire.answers
    ]
    printed = len(set(points)) == len(points) == len("".join(points))
    keys = points if printed else [str(place) for place in range(1, len(points) + 1)]
    names = [answer["id"] for answer in questionnaire.answers]
    return printed, dict(zip(names, keys, strict=True))
