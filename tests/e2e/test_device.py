"""What Python calls on the page's scripts is what they have, no more and no less."""

import ast

import sources
from people import Form


def called_on_the_device():
    """The names of device.js that the form's page uses, and the single file's view of papers."""
    files = [sources.PY / "page" / name for name in ("device.py", "shared.py", "papers.py")]
    return {
        node.attr
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and getattr(node.value, "attr", "") == "device"
    }


def by_the_same_name():
    """The names that page/device.py hands on as they are."""
    tree = ast.parse((sources.PY / "page/device.py").read_text(encoding="utf-8"))
    (table,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "DEVICE"
    ]
    return set(ast.literal_eval(table.func.value).split())


def test_python_calls_what_the_scripts_have(page, site):
    """Every function of device.js is used by Python, and every one that Python uses is there."""
    form = Form(page, site).open().quiet()

    functions = form.page.evaluate(
        "Object.entries(selfcheck.device).map(([name, value]) => [name, typeof value])"
    )
    assert {"function"} == {kind for _, kind in functions}
    assert called_on_the_device() | by_the_same_name() == {name for name, _ in functions}
