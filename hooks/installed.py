"""What npm and PyPI have installed: the runtime's files, our bundle, everybody's licences."""

import functools
import json
import re
import subprocess
import tempfile
from importlib.metadata import distribution
from pathlib import Path

import oldest
import release
import remembered
from mkdocs.exceptions import PluginError

ROOT = Path(__file__).parent.parent
NODE = ROOT / "node_modules"
LICENCES = ROOT / "hooks" / "licences"
THEME = Path(distribution("mkdocs-material").locate_file("material/templates"))
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)
# As esbuild takes it: newer syntax is rewritten.
TARGET = ",".join(name + version for name, version in oldest.SUPPORTED.items())

# What begins a script of others whose comments are gone.
BANNER = "/*! Licences: licences.txt of this site */"
# What is loaded as a file of its own: it holds others' code.
APART = ["bytes.js", "word.js"]
# What age needs for files under a key: none are opened here, so a stand-in takes its place.
FOR_KEYS = ["@noble/curves/ed25519.js", "@noble/curves/nist.js", "@noble/post-quantum/hybrid.js"]
KEYLESS = "./js/form/keyless.js"

# What packages carry within their own files, by name. A test compares it with what they say there.
WITHIN = {
    "docx": [
        "@babel/helpers",
        "@oxc-project/runtime",
        "events",
        "fflate",
        "nanoid",
        "rolldown",
        "stream-browserify",
    ]
}

# The stock runtime; the patterns leave out what the form never loads (editor, terminal, Pyodide).
RUNTIME = {
    "@pyscript/core/dist": ["core.js", "core-*.js", "error-*.js"],
    "@micropython/micropython-webassembly-pyscript": ["micropython.mjs", "micropython.wasm"],
}
# Of it, what its package has as it was written.
SPACIOUS = ["micropython.js"]


def runtime_files():
    """Return the files of PyScript and MicroPython that the site serves, {name there: path here}.

    Not every host knows what .mjs is, so a module has the ending that all of them know.
    """
    found = {}
    for package, patterns in RUNTIME.items():
        for pattern in patterns:
            matches = sorted((NODE / package).glob(pattern))
            if len(matches) != 1:
                raise PluginError(f"{package}: {len(matches)} files match {pattern}; run dev.py")
            path = matches[0]
            found[path.name.replace(".mjs", ".js")] = path
    return found


def theme_styles():
    """Return the style sheets of Material for MkDocs, {address on the site: path here}."""
    paths = THEME.glob("assets/stylesheets/*.css")
    return {path.relative_to(THEME).as_posix(): path for path in sorted(paths)}


def esbuild():
    """Return the path of esbuild's program for this machine."""
    found = sorted(NODE.glob("@esbuild/*/bin/esbuild")) + sorted(NODE.glob("@esbuild/*/*.exe"))
    if len(found) != 1:
        raise PluginError(f"esbuild: {len(found)} programs for this machine; run dev.py")
    return found[0]


def bundle(entry, minified=False, inline=False):
    """Return a script with all that it imports, and its source map.

    esbuild's own program makes one module of it, or with `inline` what can stand in a page beside
    other scripts; not minified, it can be read where it stands, line by line.
    """
    options = ["--bundle", f"--target={TARGET}", "--legal-comments=none", "--sourcemap=external"]
    options += [f"--format={'iife' if inline else 'esm'}"]
    options += [f"--external:./{name}" for name in APART]
    options += [f"--alias:{name}={KEYLESS}" for name in FOR_KEYS]
    if minified:
        options += ["--minify", f"--banner:js={BANNER}"]
    # Scripts import scripts, and sheets sheets.
    key = (entry, *options, remembered.files(ROOT / Path(entry).parts[0]))
    script, source_map = remembered.made(key, functools.partial(_bundled, entry, options))
    # A page is small; that this changes no text of a script is tested.
    return (_MARGIN.sub("", script) if inline else script), source_map


def _bundled(entry, options):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, Path(entry).name)
        _esbuild(entry, *options, f"--outfile={out}")
        script = out.read_text(encoding="utf-8")
        return script, Path(f"{out}.map").read_text(encoding="utf-8")


def minify(text, kind):
    """Return a style sheet (`kind` "css") or a script ("js") without what only people need."""
    options = (f"--loader={kind}", f"--target={TARGET}", "--legal-comments=none", "--minify")
    make = functools.partial(_esbuild, *options, given=text)
    return remembered.made((*options, text), make)


def _esbuild(*arguments, given=None):
    options = {"input": given, "capture_output": True, "text": True, "encoding": "utf-8"}
    made = subprocess.run([esbuild(), *arguments], cwd=ROOT, **options)
    if made.returncode:
        raise PluginError(f"esbuild could not do {' '.join(arguments)}:\n{made.stderr}")
    return made.stdout


def third_party(runtime, bundle_maps):
    """Return the packages whose code the site contains, each with its licence.

    What a package was made of, the source maps beside its scripts say; `bundle_maps` are ours.
    """
    core = [Path(f"{path}.map") for path in runtime if path.suffix == ".js"]
    bundled = sorted({folder for one in bundle_maps for folder in release.bundled(one)})
    return [
        _package("@pyscript/core"),
        *_parts("@pyscript/core", core),
        _package("@micropython/micropython-webassembly-pyscript"),
        *(_package(folder) for folder in bundled),
        *(_part(owner, name) for owner in bundled for name in WITHIN.get(owner, [])),
        _package("mkdocs-material"),
        *_parts("mkdocs-material", THEME.glob("assets/stylesheets/*.map")),
        _package("pagefind"),
    ]


def _package(folder):
    """Return an installed package, from npm by its folder in node_modules, else from PyPI."""
    about = NODE / folder / "package.json"
    if about.exists():
        version = json.loads(about.read_text(encoding="utf-8"))["version"]
    else:
        version = distribution(folder).version
    name = folder.rpartition("node_modules/")[2]
    return {"name": name, "version": version, "within": None, "text": _licence(folder)}


def _parts(owner, maps):
    """Return the packages that were made part of another one before it reached us."""
    found = [release.bundled(path.read_text(encoding="utf-8")) for path in maps]
    names = {folder.rpartition("node_modules/")[2] for folders in found for folder in folders}
    return [_part(owner, name) for name in sorted(names)]


def _part(owner, name):
    return {"name": name, "version": None, "within": f"in {owner}", "text": _licence(name)}


def _licence(folder):
    """Return what a package says of its licence; where it is silent, hooks/licences/ speaks."""
    # Nothing is installed while something is built, and Material's list of files is long.
    key = ("licence", folder, remembered.files(LICENCES))
    return remembered.made(key, functools.partial(_found_licence, folder))


def _found_licence(folder):
    found = sorted((NODE / folder).glob("LICEN[CS]E*"))
    if not found and folder in ("mkdocs-material", "pagefind"):
        files = distribution(folder).files
        found = sorted(file.locate() for file in files if file.name.startswith("LICENSE"))
    found = found or [LICENCES / f"{folder.replace('/', '+')}.txt"]
    try:
        return "\n\n".join(Path(path).read_text(encoding="utf-8") for path in found)
    except FileNotFoundError as error:
        raise PluginError(f"{folder} has no licence file: add {error.filename}") from error
