"""The sample of a result on home: counted as a result is, for any questionnaire."""

import re

import pages
import pytest
import sample
from ideas import plan
from sheets import questionnaire

OURS = questionnaire()
SMALL = questionnaire("small")


def test_the_sample_of_this_questionnaire():
    """Twelve done, five partial, five not done and three unknown make 55 points of 100."""
    answers = sample.answers(OURS)

    counts = {answer["id"]: answers.count(answer["id"]) for answer in OURS.answers}
    assert {"done": 12, "partial": 5, "not_done": 5, "unknown": 3} == counts
    assert 55 == sample.shown(OURS)["total"]


@pytest.mark.parametrize("one", [OURS, SMALL], ids=["frozen", "small"])
def test_the_sample_is_counted(one):
    """Total and band are what the scoring makes of the answers, the steps what the plan does."""
    answers, shown = sample.answers(one), sample.shown(one)

    result = one.score(answers)
    assert (result["total"], result["band"]) == (shown["total"], shown["band"]["id"])
    assert [] == result["unanswered"]
    record = {"answers": dict(zip(map(str, one.numbers), answers, strict=True)), "items": {}}
    assert len(plan.first_steps(one, record)) == len(shown["steps"])


def test_home_shows_what_was_counted():
    """Total, verdict, the titles of the steps and their points stand in the page, as text."""
    html, shown = pages.home_sample(OURS), sample.shown(OURS)
    text = re.sub("<[^>]*>", "", html)

    assert f"<b>{shown['total']}</b>" in html
    assert shown["band"]["verdict"] in text
    for step in shown["steps"]:
        assert step["title"] in text
        assert step["gain"] in text
    assert f'<g data-band="{shown["band"]["id"]}" aria-current="true">' in html
