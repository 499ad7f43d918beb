"""A language that nobody speaks: each Japanese letter of a text is two Latin ones, always the same.

What stays Japanese in a site of this language hasn't come from a text that somebody can translate.
"""

import json
import re

import ends
import sources

from tools.check_wording import LIST

# For private use (ISO 639-2).
CODE = "qaa"
JAPANESE = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WORDS = re.compile("[ァ-ヺー]+|[ぁ-ゖ]+|[々\u3400-\u9fff\uf900-\ufaff]+|" + JAPANESE)
SETTINGS = f"mkdocs.{CODE}.yml"


def said(text):
    """Return a text in the language; what isn't Japanese in it stays, as placeholders do."""
    return re.sub(f"{JAPANESE}+", lambda run: " ".join(_parts(run[0])).replace(" ·", "·"), text)


def _parts(run):
    """The words of a run of Japanese letters; between them dots stand for punctuation."""
    for word in _WORDS.findall(run):
        yield "".join(map(_letters, word)) if word[0].isalpha() else "·"


def _letters(letter):
    high, low = divmod(ord(letter) % 26**2, 26)
    return chr(ord("a") + high) + chr(ord("a") + low)


def put_into(folder):
    """Translate a copy of the tree (copies.py) as CONTRIBUTING.md's recipe has it."""
    own = sources.own_texts(sources.catalog())
    shared = [file.format(sources.LANGUAGE) for file in (sources.TEXTS, sources.INCIDENT)]
    papers = [file for _, _, file in sources.paper_files(sources.catalog())]
    for name in (*shared, own, *papers):
        texts = _translated(sources.read(folder / name))
        if "language" in texts:
            texts["language"] = CODE
        stem = name.removesuffix(f"{sources.LANGUAGE}.json")
        text = json.dumps(texts, ensure_ascii=False, indent=1)
        (folder / f"{stem}{CODE}.json").write_text(text, encoding="utf-8")
    docs, drawings = folder / "docs", folder / "hooks" / "figures"
    for start, end, pattern in (
        (docs, docs / CODE, "*.md"),
        (docs / "items", docs / CODE / "items", "*.md"),
        (drawings / sources.LANGUAGE, drawings / CODE, "*.svg"),
    ):
        end.mkdir()
        for path in start.glob(pattern):
            text = said(path.read_text(encoding="utf-8"))
            (end / path.name).write_text(text, encoding="utf-8")
    rows = _translated(sources.read(ends.name(sources.LANGUAGE)))
    text = json.dumps(rows, ensure_ascii=False)
    (folder / ends.name(CODE)).write_text(text, encoding="utf-8")
    wording = sources.read(LIST.format(sources.LANGUAGE))
    wording["words"] = [{"preferred": "x", "avoided": ["xx"], "except": [], "why": "It is short."}]
    text = json.dumps(wording, ensure_ascii=False)
    (folder / LIST.format(CODE)).write_text(text, encoding="utf-8")
    settings = {
        "INHERIT": "mkdocs.yml",
        "site_name": said("自己診断"),
        "site_description": said("会社の自己診断です。"),
        "docs_dir": f"docs/{CODE}",
        "theme": {"language": CODE},
        "extra": {"short_name": said("診断")},
    }
    # JSON is YAML.
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def _translated(value):
    if isinstance(value, dict):
        return {key: _translated(inner) for key, inner in value.items()}
    if isinstance(value, list):
        made = [_translated(inner) for inner in value]
        # Its one dot stands for several signs.
        return [one for at, one in enumerate(made) if one != "·" or "·" not in made[:at]]
    return said(value) if isinstance(value, str) else value


def left(text):
    """Return what is Japanese in a text, but for the catalogue's official names."""
    for name in _names():
        text = text.replace(name, "")
    return re.findall(f".{{0,20}}{JAPANESE}+.{{0,20}}", text)


def _names():
    """The official names, a longer one before one that it contains."""
    found, waiting = set(), [sources.catalog()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
    return sorted((name for name in found if re.search(JAPANESE, name)), key=len, reverse=True)
