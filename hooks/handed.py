"""What the MkDocs hooks hand each other, each part complete from the moment it exists.

It stands in `config.extra`, where the templates of theme/ read it, too.
"""

from dataclasses import dataclass
from pathlib import Path

from claims import Register
from questionnaire import Questionnaire


@dataclass(frozen=True)
class Site:
    """What is known before there is a file: `config.extra["site"]`."""

    questionnaire: Questionnaire
    # What to do when an incident may be happening (py/incident.schema.json).
    incident: dict
    # What pages claim and link to, and when somebody looked.
    register: Register
    # Drawings for pages, and our scripts that stand in pages: {name: text}.
    figures: dict[str, str]
    scripts: dict[str, str]
    # The site's icon, as SVG.
    icon: str
    # Files of PyScript and MicroPython, {name on the site: path here}.
    runtime: dict[str, Path]
    # All that pages are made of but their prose and titles, as a digest.
    sources: str
    # What the build says of itself (release.py).
    release: dict
    # What the site is called, and its address; "" for none.
    name: str
    address: str
    # Stands in every record that the site writes.
    version: str
    # Whether pages carry their policies, and whether browsers may keep the site.
    policies: bool
    offline: bool


@dataclass(frozen=True)
class Parts:
    """What pages load: `config.extra["parts"]`, from when all files are known."""

    # The theme's style sheets, by their paths from the site's root.
    styles: list[str]
    # {path from the site's root: digest, as pages.digest writes it}.
    sums: dict[str, str]


@dataclass(frozen=True)
class Single:
    """What theme/selfcheck.html is made of: `config.extra["single"]`, when pages have content."""

    # What stands for the site's address where nothing has one.
    root: str
    form: str
    incident: str
    style: str
    import_map: str
    carried: str
