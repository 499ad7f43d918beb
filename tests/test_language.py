"""What is said in a language is data, from the first sentence to the last sign."""

import ast
import re
from pathlib import Path

import pytest
from made_up_language import JAPANESE, left, said

ROOT = Path(__file__).parent.parent
# What people type or paste, whatever their language; and how Japanese is written without blanks.
KNOWING = ["hooks/finder.py", "hooks/terms.py", "py/formats/csv.py", "py/page/form.py"]
COMMENTS = {
    ".css": r"/\*.*?\*/",
    ".html": r"\{#.*?#\}",
    ".jinja": r"\{#.*?#\}",
    ".js": r"//[^\n]*",
}
PYTHON = [path for folder in ("hooks", "py") for path in sorted((ROOT / folder).rglob("*.py"))]
OTHERS = [
    path
    for folder in ("css", "hooks/templates", "js", "theme")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in COMMENTS
]


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_module_speaks_japanese(path):
    """No text of a module is Japanese: words are data."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if hasattr(node, "body")]
    documented = {ast.get_docstring(node, clean=False) for node in nodes if documents(node)}
    texts = {node.value for node in ast.walk(tree) if is_text(node)} - documented
    found = sorted(text for text in texts if re.search(JAPANESE, text))

    assert bool(found) == (name(path) in KNOWING), found


def documents(node):
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", OTHERS, ids=name)
def test_no_template_or_script_speaks_japanese(path):
    """Nothing in a template, script or style sheet is Japanese, but for comments."""
    text = path.read_text(encoding="utf-8")
    plain = re.sub(COMMENTS[path.suffix], "", text, flags=re.DOTALL)

    assert [] == re.findall(f".*{JAPANESE}.*", plain)


def test_what_is_left_is_found():
    """What is Japanese in a text is found, but for official names."""
    sentence = "No.{number}で「わからない」と答えた人に、5分だけ聞きます。"

    assert ["{number}"] == re.findall(r"\{.*?\}", said(sentence))
    assert [] == left(said(sentence) + "わからない")
    assert [sentence.replace("わからない", "")] == left(sentence)
