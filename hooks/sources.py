"""The one place that reads the questionnaire's data: catalogue and texts, from the folder py/.

In a language, the interface's words stand in one file, the words of an edition of the
questionnaire in another, which its name leads to.
"""

import json
import sys
from pathlib import Path

LANGUAGE = "ja"
ROOT = Path(__file__).resolve().parent.parent
PY = ROOT / "py"
# From the root of the repository, as messages name them.
CATALOG = "py/catalog.json"
TEXTS = "py/texts/{}.json"
OWN_TEXTS = "py/texts/{}.{}.json"
# What to do when an incident may be happening, whatever the questionnaire.
INCIDENT = "py/texts/incident.{}.json"
# The words of papers, by paper, and for an edition alone; the schemas that say which there are.
PAPERS = "py/texts/papers/{}.{}.json"
OWN_PAPERS = "py/texts/papers/{}.{}.{}.json"
PAPER_SCHEMAS = "py/papers/*.schema.json"
OWN = ".own"
# The pages: those of the first language, and of another below.
DOCS = "docs"
# What the pages claim, a file for each, below the folder of the pages; and where they link to.
CLAIMS = "claims"
LINKS = "docs/links.json"
# The catalogues of older editions, whose records are still read.
OLDER = "py/editions/*.json"
# How deep data may be nested.
DEEPEST = 30
if str(PY) not in sys.path:
    sys.path.append(str(PY))

from ideas import strictjson  # noqa: E402, they stand in py/
from questionnaire import Questionnaire  # noqa: E402


def read(name, root=ROOT):
    """Return the data in a JSON file; `name` says where it is from `root`, and is told in messages.

    Raises ValueError with a sentence if it isn't there, isn't JSON, or has a name twice in an
    object: of the two, the first would be lost in silence.
    """
    try:
        text = (root / name).read_text(encoding="utf-8")
        data = json.loads(text)
        strictjson.loads(text, DEEPEST)
    except FileNotFoundError as error:
        raise ValueError(f"{name} isn't there. Put it back.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{name}, line {line}: no UTF-8. Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{name}, line {error.lineno}, column {error.colno}: no JSON ({error.msg}). Look here "
            "and just before: a comma, a quotation mark or a bracket is missing, or one too many."
        ) from error
    except strictjson.JSONError as error:
        said = _named_twice(text) or f"{strictjson.REASONS[error.reason]}. Write it otherwise."
        raise ValueError(f"{name}, line {error.line}: {said}") from error
    except RecursionError as error:
        raise ValueError(f"{name} is nested too deeply. Take brackets away.") from error
    return data


def _named_twice(text):
    """Return a sentence about the first name that stands twice in an object, or None."""
    twice = []

    def look(pairs):
        names = [name for name, _ in pairs]
        twice.extend(name for name in names if names.count(name) > 1)

    json.loads(text, object_pairs_hook=look)
    return f'"{twice[0]}" stands twice in one object. Keep one of the two.' if twice else None


def state(language, root=ROOT):
    """Return all on which the data in a language and what is said of them depend, to be compared.

    That is the JSON in py/, as (name, bytes), and the names of the items' pages.
    """
    data = sorted((root / "py").rglob("*.json"))
    items = sorted(path.name for path in (root / docs(language)).glob("items/*"))
    return tuple((path.as_posix(), path.read_bytes()) for path in data), tuple(items)


def register_state(language, root=ROOT):
    """Return all on which the register of a language's pages depends, to be compared.

    That is its files, as (name, bytes), and the names of the pages.
    """
    names = [*claims(language, root).values(), LINKS]
    pages = sorted(path.as_posix() for path in (root / docs(language)).rglob("*.md"))
    there = [name for name in names if (root / name).exists()]
    return tuple((name, (root / name).read_bytes()) for name in there), tuple(pages)


def catalog():
    """Return the catalogue, as data."""
    return read(CATALOG)


def older(root=ROOT):
    """Return the names of the files with the catalogues of older editions, sorted."""
    return sorted(path.relative_to(root).as_posix() for path in root.glob(OLDER))


def claims(language, root=ROOT):
    """Return the files with what the pages of a language claim: {page: name}, sorted.

    A page goes by its address: "items/05".
    """
    folder = root / docs(language) / CLAIMS
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.relative_to(root).as_posix()
        for path in sorted(folder.rglob("*.json"))
    }


def languages():
    """Return the languages that the interface speaks, sorted."""
    return sorted(path.stem for path in PY.glob("texts/*.json") if "." not in path.stem)


def docs(language):
    """Return the name of the folder with the pages of a language."""
    return DOCS if language == LANGUAGE else f"{DOCS}/{language}"


def own_texts(catalog, language=LANGUAGE):
    """Return the name of the file with the own words of a catalogue's edition in a language."""
    return OWN_TEXTS.format(catalog["edition"]["id"], language)


def interface_texts(language=LANGUAGE):
    """Return the words of a language that hold for any questionnaire, by section."""
    return read(TEXTS.format(language))


def incident(language=LANGUAGE, root=ROOT):
    """Return what to do when an incident may be happening, by symptom, in a language."""
    return read(INCIDENT.format(language), root)


def paper_files(catalog, language=LANGUAGE, root=ROOT):
    """Return the files with the words of papers, as (paper, its schema, file), sorted.

    Those for the edition of the `catalog` alone come after those for any questionnaire.
    """
    found = []
    for path in sorted(root.glob(PAPER_SCHEMAS), key=lambda path: (OWN in path.name, path.name)):
        named = path.name.removesuffix(".schema.json")
        paper = named.removesuffix(OWN)
        file = PAPERS.format(paper, language)
        if named.endswith(OWN):
            file = OWN_PAPERS.format(catalog["edition"]["id"], paper, language)
        found.append((paper, path.relative_to(root).as_posix(), file))
    return found


def papers(catalog, language=LANGUAGE, root=ROOT):
    """Return the words of papers in a language, by paper."""
    words = {}
    for paper, _, file in paper_files(catalog, language, root):
        words[paper] = words.get(paper, {}) | read(file, root)
    return words


def texts(language=LANGUAGE):
    """Return the words of a language by section: the interface's and the questionnaire's own.

    `papers` has those of papers, `incident` what papers read of the steps for an incident.
    """
    here = catalog()
    own = read(own_texts(here, language))
    beside = {"papers": papers(here, language), "incident": incident(language)}
    return interface_texts(language) | own | beside


def questionnaire(language=LANGUAGE):
    """Return the Questionnaire of the catalogue in a language, with those of older editions."""
    words = interface_texts(language)
    catalogs = [read(name) for name in older()]
    before = [Questionnaire(one, words | read(own_texts(one, language))) for one in catalogs]
    return Questionnaire(catalog(), texts(language), before)
