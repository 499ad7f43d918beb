"""The MicroPython that the site ships computes what CPython computes, field by field."""

import inspect
import json

import built
import generated
import modules
import papers
import pytest
import scoring
import sources
import test_papers
from ideas import record
from papers import claimed, entered
from sheets import (
    CASES,
    PY,
    cases,
    catalog,
    distributions,
    made,
    module_cases,
    questionnaire,
    sheet,
)

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
FROZEN = ("record-v1.json", "record-v2.json")
(SYMPTOMS,) = (choices for name, _, choices in entered.FIELDS if name == "symptom")

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
OUTCOMES = (
    "import json\nfrom ideas import record\nfrom questionnaire import Questionnaire\n"
    + inspect.getsource(generated.outcome)
    + """
catalog = json.loads(open("catalog.json").read())
texts = json.loads(open("in.json").read())
print(json.dumps([outcome(catalog, text) for text in texts]))
"""
)
IMPORT = """
import json, sys
names = json.loads(open("in.json").read())
for name in names:
    __import__(name)
print(json.dumps([name for name in names if name in sys.modules]))
"""
CLAIMED = """
import json
from papers import claimed
rules, texts = json.loads(open("in.json").read())
print(json.dumps([claimed.found(rules, text) for text in texts]))
"""
CALL = (
    "import json\nfrom questionnaire import Questionnaire\n"
    + inspect.getsource(made)
    + """
ours = Questionnaire(*[json.loads(open(name).read()) for name in ("catalog.json", "texts.json")])
def questionnaire():
    return ours
results = []
for name, function, arguments in json.loads(open("in.json").read()):
    module = __import__(name)
    for part in name.split(".")[1:]:
        module = getattr(module, part)
    try:
        results.append(getattr(module, function)(*[made(one) for one in arguments]))
    except ValueError as error:
        results.append({"$error": str(error)})
print(json.dumps(results))
"""
)

PAPERS = """
import json, papers
from questionnaire import Questionnaire
catalog, texts, given = json.loads(open("in.json").read())
asked = Questionnaire(catalog, texts)
made = []
for record, values in given:
    for paper in papers.every():
        words = asked.words["papers"][paper.name]
        made.append([paper.name, paper.make(asked, words, record, values)])
print(json.dumps(made))
"""


@pytest.fixture
def micropython(page, site, watch):
    """A function that runs Python text in the site's own interpreter and returns its JSON."""
    page.goto(site.workbench)

    def run(python, given):
        files = {name: (PY / name).read_text(encoding="utf-8") for name in MODULES}
        files["catalog.json"] = json.dumps(catalog(), ensure_ascii=False)
        files["texts.json"] = json.dumps(questionnaire().texts, ensure_ascii=False)
        files["in.json"] = json.dumps(given, ensure_ascii=False)
        printed = page.evaluate(
            """async ([base, python, files]) => {
                const {loadMicroPython} = await import(base + "micropython.js")
                const lines = []
                const micropython = await loadMicroPython({
                    url: base + "micropython.wasm",
                    heapsize: 64 * 1024 * 1024,
                    linebuffer: true,
                    stdout: line => lines.push(line),
                })
                for (const name in files) {
                    micropython.FS.mkdirTree(name.replace(/[^/]*$/, "") || ".")
                    micropython.FS.writeFile(name, files[name])
                }
                micropython.runPython(python)
                return lines.join("")
            }""",
            [site.url + "assets/pyscript/", python, files],
        )
        return json.loads(printed)

    return run


# The page alone starts its own modules.
MODULES = [name for name in modules.MODULES if not name.startswith("page/")]


def test_scoring_cases(micropython):
    """Each case has the same result in MicroPython, in every field."""
    sheets = [sheet(case["sheet"]) for case in cases("scoring.json")]

    assert [scoring.score(CATALOG, answers) for answers in sheets] == micropython(SCORE, sheets)


def test_a_sample_of_all_distributions(micropython):
    """Every hundredth way to distribute the answers has the same result in every field."""
    sheets = list(distributions(len(CATALOG["items"])))[::100]

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


def test_every_paper(micropython):
    """Whatever is answered and entered, each paper is of the same blocks in MicroPython."""
    asked = built.questionnaire()
    given = [
        [now, {**entered.blank(), **values}]
        for now in test_papers.records()
        for values in (
            test_papers.given(longest=True),
            {"language": "en", "date": "2026-01-09", "review": "2027-12-31"},
            *[{"symptom": symptom, "helper": "店 03-0000-0000"} for symptom in SYMPTOMS],
        )
    ]
    expected = [
        [paper.name, paper.make(asked, asked.words["papers"][paper.name], *one)]
        for one in given
        for paper in papers.every()
    ]

    assert expected == micropython(PAPERS, [asked.catalog, asked.texts, given])


def test_every_module_is_python_for_both(micropython):
    """MicroPython imports every module that the page has."""
    names = [name.removesuffix(".py").replace("/", ".") for name in MODULES]

    assert names == micropython(IMPORT, names)


@pytest.mark.parametrize("module", module_cases())
def test_shared_cases(micropython, module):
    """Each case of a module has the same result in MicroPython."""
    rows = module_cases()[module]
    said = micropython(CALL, [[module, row["call"], row["given"]] for row in rows])

    assert [row["expected"] for row in rows] == said


def test_announcements(micropython):
    """Announcements are marked alike, to the letter, the longest one too."""
    rules = sources.papers(sources.catalog())["check"]["sought"]
    rows = json.loads((CASES.parent / "announcements.json").read_text(encoding="utf-8"))
    texts = [row["text"] for row in rows]
    texts.append("\n".join(texts)[: entered.LONGEST])
    # The most words that a single sentence can have.
    texts.append((rows[0]["marked"][0] + ",") * (entered.LONGEST // 3))
    expected = json.loads(json.dumps([claimed.found(rules, text) for text in texts]))

    assert expected == micropython(CLAIMED, [rules, texts])


def test_refused_records(micropython):
    """Texts that are no record of this catalogue are refused in the same words."""
    refused = cases("record-refused.json")

    said = micropython(OUTCOMES, [case["text"] for case in refused])
    assert [["refused", case["message"]] for case in refused] == said


def test_generated_files(micropython):
    """A thousand files that no careful program writes end alike, word for word."""
    files = [generated.decoded(data) for _, data in generated.texts(1000, seed=2)]
    texts = [text for text in files if text is not None]
    assert len(texts) > 800

    said = micropython(OUTCOMES, texts)
    assert [generated.outcome(CATALOG, text) for text in texts] == said


def test_records_round_trip(micropython):
    """What CPython writes, MicroPython reads and writes again to the letter."""
    texts = [(CASES / name).read_text(encoding="utf-8") for name in FROZEN]
    for case in cases("scoring.json"):
        made = record.blank(QUESTIONNAIRE, "1.0")
        record.put_answers(QUESTIONNAIRE, made, sheet(case["sheet"]))
        texts.append(record.dump(QUESTIONNAIRE, made))

    assert [generated.outcome(CATALOG, text) for text in texts] == micropython(OUTCOMES, texts)
