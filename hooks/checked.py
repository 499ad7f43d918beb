"""All data, read and checked: what a build begins with, and what lint looks at.

They are the questionnaire's, and what pages claim and link to.

Schemas say what is wrong with shape (schemas.py), rules what is wrong with meaning (rules.py,
py/scoring.py). Either is refused, with a sentence for each.
"""

import claims
import schemas
import scoring
import sources
from messages import sentence
from paper_rules import own_rules_problems, paper_problems
from questionnaire import Questionnaire
from rules import (
    REMEDIES,
    RULES,
    incident_problems,
    page_problems,
    succession_problems,
)
from sources import CATALOG, CLAIMS, INCIDENT, LINKS, OWN_TEXTS, ROOT, TEXTS, docs, older, own_texts

# The paper whose own words are a company's rules, by item.
OWN_RULES = "rules"


class BrokenRulesError(ValueError):
    """Data that break rules; the text has a sentence for each, one a line."""


def load(language, root=ROOT):
    """Return what a Questionnaire in a `language` is made of, from the `root` of a repository.

    That is the catalogue, all its texts, and the Questionnaires of older editions. Raises
    BrokenRulesError.
    """
    catalog, texts = read([CATALOG, TEXTS.format(language)], root)
    own = _sound(CATALOG, catalog, texts, language, root)
    before = []
    for name in older(root):
        (one,) = read([name], root)
        before.append(Questionnaire(one, texts | _sound(name, one, texts, language, root)))
    catalogs = [one.catalog for one in before]
    folder = docs(language)
    found = page_problems(catalog, root / folder, folder) + succession_problems(catalog, catalogs)
    found += _incident(language, root) + _papers(catalog, language, root)
    if found:
        raise BrokenRulesError("\n".join(found))
    papers = sources.papers(catalog, language, root)
    beside = {"papers": papers, "incident": sources.incident(language, root)}
    return catalog, texts | own | beside, before


def register(language, root=ROOT):
    """Return the claims.Register of the pages in a `language`; raise BrokenRulesError."""
    files = sources.claims(language, root)
    *listed, links = read([*files.values(), LINKS], root)
    found = row_problems(LINKS, links, LINKS)
    for (page, name), rows in zip(files.items(), listed, strict=True):
        found += row_problems(name, rows, CLAIMS)
        path = f"{docs(language)}/{page}.md"
        if not (root / path).exists():
            found.append(f"{name} says what {path} claims, which isn't there. Take it away.")
    if found:
        raise BrokenRulesError("\n".join(found))
    return claims.Register(dict(zip(files, listed, strict=True)), links)


def overdue(language, register, day):
    """Return a sentence for all in the `register` of a language that is overdue on a `day`.

    `day` is a date.
    """
    folder = f"{docs(language)}/{CLAIMS}"
    files = {f"{folder}/{page}.json": rows for page, rows in register.claims.items()}
    return [
        said
        for name, rows in {**files, LINKS: register.links}.items()
        for said in claims.overdue(name, rows, day)
    ]


def row_problems(name, rows, schema):
    """Return a sentence for everything wrong with the claims or links in the file `name`."""
    return schemas.problems(name, rows, schemas.SCHEMAS[schema]) or claims.problems(name, rows)


def _sound(name, catalog, texts, language, root):
    """The own words of the catalogue in the file `name`, when nothing in either breaks a rule."""
    # Without its edition, nobody knows which file the own words are in.
    if found := schemas.problems(name, catalog, schemas.SCHEMAS[CATALOG]):
        raise BrokenRulesError("\n".join(found))
    file = own_texts(catalog, language)
    if not (root / file).exists():
        said = f"{file} isn't there, but {name} has the edition {catalog['edition']['id']}. "
        raise BrokenRulesError(said + "Write its own words there, or correct its id.")
    (own,) = read([file], root)
    if found := problems(catalog, texts, own, language, name):
        raise BrokenRulesError("\n".join(found))
    return own


def _incident(language, root):
    """Return a sentence for everything wrong with the steps for incidents in a language."""
    name = INCIDENT.format(language)
    (steps,) = read([name], root)
    wrong = schemas.problems(name, steps, schemas.SCHEMAS[INCIDENT])
    return wrong or [sentence(name, steps, *found) for found in incident_problems(steps)]


def _papers(catalog, language, root):
    """Return a sentence for everything wrong with the words of papers in a language."""
    found = []
    for paper, schema, name in sources.paper_files(catalog, language, root):
        words, asked = read([name, schema], root)
        wrong = schemas.problems(name, words, asked)
        rows = [] if wrong else list(paper_problems(catalog, words))
        if paper == OWN_RULES and sources.OWN in schema and not found + wrong:
            every = sources.papers(catalog, language, root)[paper]
            rows += own_rules_problems(catalog, every)
        found += wrong or [sentence(name, words, *row) for row in rows]
    return found


def read(names, root):
    """Return the data in JSON files, by their `names`; raise BrokenRulesError on each bad one."""
    data, found = [], []
    for name in names:
        try:
            data.append(sources.read(name, root))
        except ValueError as error:
            found.append(str(error))
    if found:
        raise BrokenRulesError("\n".join(found))
    return data


def problems(catalog, texts, own, language, name=CATALOG):
    """Return a sentence for everything wrong with the catalogue and its texts in a `language`.

    `texts` are the interface's words, `own` those of the questionnaire. Rules read data of the
    right shape only, so a wrong shape is reported alone; and texts are compared with a sound
    catalogue only, so what is wrong with the catalogue is.
    """
    if wrong := shape_problems(catalog, texts, own, language, name):
        return wrong
    files = {
        CATALOG: (name, catalog),
        TEXTS: (TEXTS.format(language), texts),
        OWN_TEXTS: (own_texts(catalog, language), own),
    }
    found = {file: [] for file in files}
    for rule in scoring.RULES:
        # It names an id once for each time that it stands.
        said = dict.fromkeys(f"{name}: {said}. {REMEDIES[rule]}" for said in rule(catalog))
        found[CATALOG] += said
    for rule in RULES:
        for file, path, said in rule(catalog, texts | own):
            found[file].append(sentence(*files[file], path, said))
    return found[CATALOG] or found[TEXTS] + found[OWN_TEXTS]


def shape_problems(catalog, texts, own, language, name=CATALOG):
    """Return a sentence for every place where one of them breaks its schema."""
    if wrong := schemas.problems(name, catalog, schemas.SCHEMAS[CATALOG]):
        return wrong
    return [
        *schemas.problems(TEXTS.format(language), texts, schemas.SCHEMAS[TEXTS]),
        *schemas.problems(own_texts(catalog, language), own, schemas.SCHEMAS[OWN_TEXTS]),
    ]
