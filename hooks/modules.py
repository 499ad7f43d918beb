"""Which Python a page gets, and the files in which most of it comes: pure functions.

Each file costs a request, and answering should be possible soon; what isn't needed for it comes in
one file when one can answer. The scoring comes as what it is: the file that anybody can read. What
the others say to people alone stays behind; the folder py/ of the site has them whole.
"""

import ast
import functools
import io
import itertools
import tokenize
from pathlib import Path

PY = Path(__file__).parent.parent / "py"
# All modules that run in the browser, in the folder py/ of the site; …
MODULES = sorted(path.relative_to(PY).as_posix() for path in PY.rglob("*.py"))
# … those that answering needs, of which one is served as it is, …
ALONE = "scoring.py"
FIRST = ["ideas/record.py", "ideas/strictjson.py", "page/form.py", "questionnaire.py"]
ANSWERING = sorted([ALONE, *FIRST])
# … and those that come after that, for everybody alike: the other views, with their texts. They
# start one by one in this order, so what a folder imports comes before it.
FOLDERS = ["ideas", "formats", "views", "desk", "papers", "making", "page"]


def _place(name):
    folder, inside, _ = name.partition("/")
    return (FOLDERS.index(folder) if inside else -1, name)


# Only the page of papers has these, and the single file.
PAPERS = [
    name for name in MODULES if name.startswith(("papers/", "making/")) or name == "page/papers.py"
]
LATER = sorted([name for name in MODULES if name not in [*ANSWERING, *PAPERS]], key=_place)
TEXTS = "texts.json"
# Where they come from, by address from the site's root.
FIRST_FILE = "py/first.txt"
LATER_FILE = "py/later.txt"
# In the single file, its texts are apart: Python is to be read there, texts take too much room.
LATER_FILES = [LATER_FILE, "py/words.txt"]
PAPERS_FILE = "py/papers.txt"
FILES = [f"py/{ALONE}", FIRST_FILE, LATER_FILE, PAPERS_FILE]


def source(name):
    """Return the text of a module, such as "ideas/record.py"."""
    return (PY / name).read_text(encoding="utf-8")


def first():
    """Return the file of the modules that come first."""
    return joined({name: bare(source(name)) for name in FIRST})


def later(texts):
    """Return the file of the modules that come later, and of what they read: `texts`, as JSON."""
    return joined({name: bare(source(name)) for name in LATER} | {TEXTS: texts})


def single(texts):
    """Return what comes later in the single file, where papers are a view: Python, and texts."""
    names = sorted([*LATER, *PAPERS], key=_place)
    return joined({name: bare(source(name)) for name in names}), joined({TEXTS: texts})


def papers(texts):
    """Return the file of what the page of papers needs, but for the scoring."""
    return joined({name: bare(source(name)) for name in of_papers()} | {TEXTS: texts})


@functools.cache
def of_papers():
    """Return the modules of that file: those of papers, and what they import."""
    found, waiting = set(), list(PAPERS)
    while waiting:
        name = waiting.pop()
        if name in MODULES and name not in found:
            found.add(name)
            waiting += _imported(source(name))
    return sorted(found - {ALONE}, key=_place)


def _imported(text):
    """Return the files that a module may import: of "a.b", a/b.py and the folder's own."""
    names = set()
    for one in ast.walk(ast.parse(text)):
        if isinstance(one, ast.Import):
            names |= {alias.name for alias in one.names}
        elif isinstance(one, ast.ImportFrom):
            names |= {one.module, *(f"{one.module}.{alias.name}" for alias in one.names)}
    paths = [name.replace(".", "/") for name in names]
    return [*(f"{path}.py" for path in paths), *(f"{path}/__init__.py" for path in paths)]


def bare(text):
    """Return a module's text without comments and docstrings; every line keeps its number."""
    lines = text.splitlines()
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    cuts = []
    begins = True
    for token, following in itertools.pairwise(tokens):
        ends = following.type in (tokenize.NEWLINE, tokenize.COMMENT)
        if token.type == tokenize.COMMENT:
            cuts.append((token, ""))
        elif token.type == tokenize.STRING and begins and ends:
            cuts.append((token, '""'))
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            begins = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    for token, instead in reversed(cuts):
        (first, start), (last, end) = token.start, token.end
        lines[first - 1] = (lines[first - 1][:start] + instead + lines[last - 1][end:]).rstrip()
        lines[first:last] = [""] * (last - first)
    return "\n".join(lines) + "\n"


def joined(parts):
    """Return {name: text} as one text: of each a form feed, its name, a line's end, and the text.

    Raises ValueError for a text that has a form feed itself.
    """
    for name, text in parts.items():
        if "\f" in text:
            raise ValueError(f"py/{name} has a form feed (U+000C). Take it out.")
    return "".join(f"\f{name}\n{text}" for name, text in parts.items())
