"""Copies of what a build reads, to be changed and built elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import sources
from sheets import QUESTIONNAIRES, catalog

ROOT = Path(__file__).parent.parent
TREE = ["docs", "hooks", "py", "js", "css", "theme", "requirements", "mkdocs.yml", "package.json"]


def copied(folder):
    """Copy into an empty folder what a build and the check of the catalogue read; return it."""
    for name in TREE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "tools").mkdir()
    for path in (ROOT / "tools" / "check_catalog.py", *ROOT.glob("tools/wording.*.json")):
        shutil.copy(path, folder / "tools")
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return folder


def with_questionnaire(folder, name):
    """Put one of the tests' own questionnaires in the place of the one in a copy; return that."""
    put_data(folder, name)
    docs = folder / "docs"
    # What pages claim goes with them.
    for path in [*docs.glob("items/[0-9]*.md"), *docs.glob(f"{sources.CLAIMS}/items/*.json")]:
        path.unlink()
    shutil.copytree(QUESTIONNAIRES / name / "items", docs / "items", dirs_exist_ok=True)
    return folder


def put_data(folder, name):
    """Put the catalogue and the words of a questionnaire in the place of those in a copy."""
    (folder / sources.own_texts(sources.catalog())).unlink()
    put_papers(folder, name)
    own = QUESTIONNAIRES / name / "texts.ja.json"
    shutil.copy(own, folder / sources.own_texts(catalog(name)))
    shutil.copy(QUESTIONNAIRES / name / "catalog.json", folder / sources.CATALOG)


def put_papers(folder, name):
    """Put what papers say of a questionnaire alone in the place of what they say of ours.

    One that has nothing of its own is of our edition: what papers say of that does for it.
    """
    own = QUESTIONNAIRES / name / "papers"
    if not own.exists():
        return
    for _, file in own_papers(sources.catalog(), folder):
        (folder / file).unlink()
    for paper, file in own_papers(catalog(name), folder):
        shutil.copy(own / f"{paper}.ja.json", folder / file)


def own_papers(catalog, folder):
    """Return the files with what papers say of a catalogue's edition alone, as (paper, file)."""
    listed = sources.paper_files(catalog, root=folder)
    return [(paper, file) for paper, schema, file in listed if sources.OWN in schema]


def built(folder, settings="mkdocs.yml", **variables):
    """Build a copy's site into its `site`; return what became of the command.

    `settings` is the name of the file with its settings; `variables` are those that it reads,
    such as SITE_URL.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site"]
    command += ["--config-file", settings]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
