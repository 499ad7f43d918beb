"""The part of `lint` that reads what visitors read: its words, long sentences, the ends of lists.

`python tools/check_wording.py` prints what breaks wording.<language>.json, a sentence for each
place; its exit status is 1 then. In a language without such a file, nothing is asked.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "py"), str(ROOT / "hooks")]

import pages  # noqa: E402, they stand in hooks/ and tools/
import schemas  # noqa: E402
import sources  # noqa: E402

from tools import wording  # noqa: E402

LIST = "tools/wording.{}.json"
SCHEMA = "tools/wording.schema.json"
LINKS = "docs/links.json"
CHANGES = "CHANGELOG.md"
# What visitors read in a language, from the root. Code, templates and the theme hold no words of it
# (tests/test_language.py).
FILES = ["py/texts/{0}.json", "py/texts/*.{0}.json", "py/texts/papers/*.{0}.json"]
FILES += ["hooks/figures/{0}/*.svg", "{1}/*.md", "{1}/items/*.md", "{2}"]
# By its ending, how passages and lists are read from a file; …
READ = {
    ".json": (wording.in_json, wording.lists_in_json),
    ".md": (wording.in_markdown, wording.lists_in_markdown),
    ".svg": (wording.in_markup, None),
    ".yml": (wording.in_settings, None),
}
# … and what may have long sentences, a few: the interface has none.
WITH_LONG_SENTENCES = (".md", ".svg")


def problems(language, root=ROOT):
    """Return a sentence for each fault in what is read in a language, by file and line.

    Raises ValueError if data can't be read, or the list isn't what its schema asks.
    """
    name = LIST.format(language)
    rules = sources.read(name, root)
    if wrong := schemas.problems(name, rules, sources.read(SCHEMA, root)):
        raise ValueError("\n".join(wrong))
    ends = rules["sentence_ends"]
    catalog = sources.read(sources.CATALOG, root)
    names = {*strings(catalog), *strings(sources.read(LINKS, root))}
    avoided = wording.finder(rules["words"], names)
    placed = texts_on_pages(catalog, language, root)
    found, long = [], {}
    for file in files(language, root):
        passages, lists = contents(file, rules["typed"] + rules["foreign"], root)
        for line, said, row in avoided(passages):
            found.append((file, line, f"has {said}. Write {row['preferred']}. {row['why']}"))
        for line, entry in wording.uneven(lists, ends):
            said = f"is an entry that ends with {entry[-8:]}, unlike the one before it. End all "
            found.append((file, line, said + "entries of a list alike, with a full stop or not."))
        for line, text in passages:
            for sentence in wording.long_sentences(text, ends, rules["longest_sentence"]):
                page = placed.get((file, text), file)
                long.setdefault(page, []).append((file, line, sentence))
    for page, rows in long.items():
        allowed = rules["long_sentences"] if page.endswith(WITH_LONG_SENTENCES) else 0
        for file, line, sentence in rows if len(rows) > allowed else []:
            said = (
                f"has a sentence of {len(sentence)} characters: {sentence[:20]} … Make two of it: "
            )
            said += (
                f"more than {rules['longest_sentence']} have {len(rows)} on {page}, and at most "
            )
            found.append((file, line, f"{said}{allowed} may."))
    return [f"{file}, line {line}: {said.rstrip()}" for file, line, said in sorted(found)]


def contents(file, others, root):
    """Return the passages and the lists of a file, but for what fields named in `others` hold."""
    text = (root / file).read_text(encoding="utf-8")
    if file == CHANGES:
        # What was said of an older version stays as it was, …
        text = "\n## ".join(text.split("\n## ")[:2])
    read, read_lists = READ[Path(file).suffix]
    theirs = strings_in(sources.read(file, root), others) if file.endswith(".json") else ()
    passages = [(line, passage) for line, passage in read(text) if passage not in theirs]
    return passages, read_lists(text) if read_lists else []


def texts_on_pages(catalog, language, root):
    """Return which page of an item a string of the own words is placed on: {(file, text): page}."""
    own = sources.own_texts(catalog, language)
    return {
        (own, text): f"{sources.docs(language)}/items/{pages.slug(item['number'])}.md"
        for item in sources.read(own, root)["items"]
        for text in strings(item)
    }


def files(language, root):
    """Return the files with what is read in a language, from the root."""
    first = language == sources.LANGUAGE
    settings = "mkdocs.yml" if first else f"mkdocs.{language}.yml"
    patterns = [one.format(language, sources.docs(language), settings) for one in FILES]
    found = {path for pattern in patterns for path in root.glob(pattern)}
    names = {path.relative_to(root).as_posix() for path in found} | ({CHANGES} if first else set())
    # … and so do the words of an older edition.
    editions = [sources.read(one, root) for one in sources.older(root)]
    return sorted(names - {sources.own_texts(one, language) for one in editions})


def strings_in(data, fields):
    """Return all strings in the fields of data that have one of these names."""
    if not isinstance(data, dict | list):
        return []
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    parts = (strings(one) if key in fields else strings_in(one, fields) for key, one in rows)
    return [text for part in parts for text in part]


def strings(data):
    """Return all strings in data, but for the names of fields."""
    if isinstance(data, str):
        return [data]
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [text for one in below for text in strings(one)]


def main():
    languages = [one for one in sources.languages() if (ROOT / LIST.format(one)).exists()]
    if found := [said for language in languages for said in problems(language)]:
        sys.exit("\n".join(found))
    print(f"What visitors read ({', '.join(languages)}) is worded as wording.*.json has it.")


if __name__ == "__main__":
    main()
