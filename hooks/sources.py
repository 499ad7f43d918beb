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
# The pages: those of the first language, and of another below.
DOCS = "docs"
# The catalogues of older editions, whose records are still read.
OLDER = "py/editions/*.json"
if str(PY) not in sys.path:
    sys.path.append(str(PY))

from questionnaire import Questionnaire  # noqa: E402, it stands in py/


def read(path):
    """Return the data of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def catalog():
    """Return the catalogue, as data."""
    return read(ROOT / CATALOG)


def older(root=ROOT):
    """Return the names of the files with the catalogues of older editions, sorted."""
    return sorted(path.relative_to(root).as_posix() for path in root.glob(OLDER))


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
    return read(ROOT / TEXTS.format(language))


def texts(language=LANGUAGE):
    """Return the words of a language by section: the interface's and the questionnaire's own."""
    return interface_texts(language) | read(ROOT / own_texts(catalog(), language))


def questionnaire(language=LANGUAGE):
    """Return the Questionnaire of the catalogue in a language, with those of older editions."""
    words = interface_texts(language)
    catalogs = [read(ROOT / name) for name in older()]
    before = [Questionnaire(one, words | read(ROOT / own_texts(one, language))) for one in catalogs]
    return Questionnaire(catalog(), texts(language), before)
