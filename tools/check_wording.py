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
FILES = ["py/texts/{0}.json", "{1}/*.md", "{1}/items/*.md", "hooks/figures/{0}/*.svg", "{2}"]
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
    ends, most = rules["sentence_ends"], rules["long_sentences"]
    catalog = sources.read(sources.CATALOG, root)
    own = sources.own_texts(catalog, language)
    names = {*strings(catalog), *strings(sources.read(LINKS, root))}
    # What people may type into the search is spelt as they spell it.
    typed = {*strings(sources.read(sources.TEXTS.format(language), root)["search"]["spellings"])}
    page_of = {
        text: f"{sources.docs(language)}/items/{pages.slug(item['number'])}.md"
        for item in sources.read(own, root)["items"]
        for text in strings(item)
    }
    found, long = [], {}
    for file in files(language, own, root):
        text = (root / file).read_text(encoding="utf-8")
        if file == CHANGES:
            # What was said of an older version stays as it was.
            text = "\n## ".join(text.split("\n## ")[:2])
        read, read_lists = READ[Path(file).suffix]
        passages = [(line, passage) for line, passage in read(text) if passage not in typed]
        for line, said, row in wording.avoided(passages, rules["words"], names):
            found.append((file, line, f"has {said}. Write {row['preferred']}. {row['why']}"))
        for line, passage in wording.uneven(read_lists(text) if read_lists else [], ends):
            said = f"is an entry that ends with {passage[-8:]}, unlike the one before it. End all "
            found.append((file, line, said + "entries of a list alike, with a full stop or not."))
        for line, passage in passages:
            page = page_of.get(passage, file) if file == own else file
            for sentence in wording.long_sentences(passage, ends, rules["longest_sentence"]):
                long.setdefault(page, []).append((file, line, sentence))
    for page, rows in long.items():
        allowed = most if page.endswith(WITH_LONG_SENTENCES) else 0
        if len(rows) > allowed:
            for file, line, sentence in rows:
                said = f"has a sentence of {len(sentence)} characters: {sentence[:20]} … Make two "
                said += f"of it: more than {rules['longest_sentence']} have {len(rows)} on "
                found.append((file, line, f"{said}{page}, and at most {allowed} may."))
    return [f"{file}, line {line}: {said.rstrip()}" for file, line, said in sorted(found)]


def files(language, own, root):
    """Return the files with what is read in a language, from the root; `own` has its own words."""
    first = language == sources.LANGUAGE
    settings = "mkdocs.yml" if first else f"mkdocs.{language}.yml"
    patterns = [one.format(language, sources.docs(language), settings) for one in FILES]
    found = {path for pattern in patterns for path in root.glob(pattern)}
    names = [path.relative_to(root).as_posix() for path in found]
    return sorted([own, *names, *([CHANGES] if first else [])])


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
