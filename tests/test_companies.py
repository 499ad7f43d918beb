"""Ten fictional companies: what each should answer, and why.

They are the yardstick of the rubric: two readers (language models) who saw only the facts and
the rubric answered for all ten, and the rubric was mended where they differed from each other or
from these answers (docs/decisions/0007-the-rubric-was-tried-out.md has the figures). Companies
written without knowledge of the rubric are another trial: 0026-the-rubric-by-kinds.md.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
import scoring
from built import catalog

CATALOG = catalog()
FILES = sorted((Path(__file__).parent / "companies").glob("*.json"))
COMPANIES = [json.loads(path.read_text(encoding="utf-8")) for path in FILES]


def answers_of(company):
    return [row["answer"] for row in company["answers"]]


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company["name"])
def test_a_company_is_complete(company):
    """Each company has facts, and for each item an answer with its reason."""
    assert "架空" in company["name"]
    assert 25 <= len(company["facts"])
    numbers = [row["number"] for row in company["answers"]]
    assert [item["number"] for item in CATALOG["items"]] == numbers
    assert [] == [row["number"] for row in company["answers"] if not row["why"]]


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company["name"])
def test_a_company_can_be_scored(company):
    """Each company's answers are a complete sheet of this catalogue."""
    assert scoring.score(CATALOG, answers_of(company))["band"]


def test_the_companies_differ():
    """Together they reach every band, and each item is answered in at least three ways."""
    bands = {scoring.score(CATALOG, answers_of(company))["band"] for company in COMPANIES}
    assert {band["id"] for band in CATALOG["bands"]} == bands
    for answers in zip(*map(answers_of, COMPANIES), strict=True):
        assert len(Counter(answers)) >= 3
