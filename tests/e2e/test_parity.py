"""The MicroPython that the site ships computes what CPython computes, field by field."""

import json

import pytest
import record
import scoring
from sheets import PY, cases, catalog, distributions, sheet

CATALOG = catalog()

# Runs inside MicroPython: the very files of py/, one JSON line of results out.
SCORE = """
import json, scoring
catalog = json.loads(open("catalog.json").read())
sheets = json.loads(open("in.json").read())
print(json.dumps([scoring.score(catalog, answers) for answers in sheets]))
"""
SCORE_BRIEFLY = """
import json, scoring
catalog = json.loads(open("catalog.json").read())
results = []
for answers in json.loads(open("in.json").read()):
    r = scoring.score(catalog, answers)
    results.append([r["total"], r["lowest"], r["highest"], r["band"], r["possible_bands"],
                    [s["points"] for s in r["subtotals"]], len(r["improvements"])])
print(json.dumps(results))
"""
REFUSE = """
import json, scoring
catalog = json.loads(open("catalog.json").read())
said = []
for answers in json.loads(open("in.json").read()):
    try:
        scoring.score(catalog, answers)
        said.append(None)
    except scoring.ScoringError as error:
        said.append(str(error))
print(json.dumps(said))
"""
READ = """
import json, record
catalog = json.loads(open("catalog.json").read())
said = []
for text in json.loads(open("in.json").read()):
    try:
        said.append(record.load(catalog, text))
    except record.RecordError as error:
        said.append(str(error))
print(json.dumps(said))
"""
DUMP = """
import json, record
catalog = json.loads(open("catalog.json").read())
sheets = json.loads(open("in.json").read())
print(json.dumps([record.dump(catalog, answers) for answers in sheets]))
"""


@pytest.fixture
def micropython(page, site, watch):
    """A function that runs Python text in the site's own interpreter and returns its JSON."""
    page.goto(site.url + "404.html")

    def run(python, given):
        files = {name: (PY / name).read_text(encoding="utf-8") for name in NAMES}
        files["in.json"] = json.dumps(given, ensure_ascii=False)
        printed = page.evaluate(
            """async ([base, python, files]) => {
                const {loadMicroPython} = await import(base + "micropython.mjs")
                const lines = []
                const micropython = await loadMicroPython({
                    url: base + "micropython.wasm",
                    heapsize: 64 * 1024 * 1024,
                    linebuffer: true,
                    stdout: line => lines.push(line),
                })
                for (const name in files) micropython.FS.writeFile(name, files[name])
                micropython.runPython(python)
                return lines.join("")
            }""",
            [site.url + "assets/pyscript/", python, files],
        )
        return json.loads(printed)

    return run


NAMES = ("catalog.json", "scoring.py", "record.py")


def test_scoring_cases(micropython):
    """Each case has the same result in MicroPython, in every field."""
    sheets = [sheet(case["sheet"]) for case in cases("scoring.json")]

    assert [scoring.score(CATALOG, answers) for answers in sheets] == micropython(SCORE, sheets)


def test_a_sample_of_all_distributions(micropython):
    """Every twentieth way to distribute the answers has the same result in every field."""
    sheets = list(distributions(len(CATALOG["items"])))[::20]

    assert [scoring.score(CATALOG, answers) for answers in sheets] == micropython(SCORE, sheets)


@pytest.mark.audit
def test_all_distributions(micropython):
    """All ways to distribute the answers have the same totals, bands and counts."""
    sheets = list(distributions(len(CATALOG["items"])))
    results = [scoring.score(CATALOG, answers) for answers in sheets]

    assert [
        [
            *(r[key] for key in ("total", "lowest", "highest", "band", "possible_bands")),
            [subtotal["points"] for subtotal in r["subtotals"]],
            len(r["improvements"]),
        ]
        for r in results
    ] == micropython(SCORE_BRIEFLY, sheets)


def test_refused_answers(micropython):
    """Answers that are no sheet are refused in the same words."""
    sheets = [["done"], ["done"] * 24 + ["yes"], [4] * 25, None, "done", {}]

    assert [refusal(answers) for answers in sheets] == micropython(REFUSE, sheets)


def refusal(answers):
    try:
        scoring.score(CATALOG, answers)
    except scoring.ScoringError as error:
        return str(error)


def test_refused_records(micropython):
    """Texts that are no record of this catalogue are refused in the same words."""
    refused = cases("record-refused.json")

    said = micropython(READ, [case["text"] for case in refused])
    assert [case["message"] for case in refused] == said


def test_records_round_trip(micropython):
    """MicroPython writes the record that CPython writes, and each reads the other's."""
    sheets = [sheet(case["sheet"]) for case in cases("scoring.json")]
    written = micropython(DUMP, sheets)

    texts = [record.dump(CATALOG, answers) for answers in sheets]
    assert [json.loads(text) for text in texts] == [json.loads(text) for text in written]
    assert sheets == [record.load(CATALOG, text) for text in written]
    assert sheets == micropython(READ, texts)


def test_the_frozen_record(micropython):
    """The frozen file of version 1 is read alike."""
    text = (PY.parent / "tests" / "cases" / "record-v1.json").read_text(encoding="utf-8")

    assert [record.load(CATALOG, text)] == micropython(READ, [text])
