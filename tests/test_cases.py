"""The cases that CPython and the browser's MicroPython share, in CPython."""

import importlib
import json

import pytest
from sheets import called, module_cases


@pytest.mark.parametrize(
    ("module", "case"),
    [(module, case) for module, rows in module_cases().items() for case in rows],
    ids=lambda value: value["name"] if isinstance(value, dict) else value,
)
def test_case(module, case):
    """A call of a pure module gives what its case says, as JSON."""
    function = getattr(importlib.import_module(module), case["call"])

    assert case["expected"] == json.loads(json.dumps(called(function, case["given"])))
