"""The form fields of the views are the same for everybody: browsers tell others of them."""

import json
import random
import re
from pathlib import Path

import oracle
import pytest
from desk import shown
from drawn import fields, found, made
from ideas import record
from sheets import catalog, questionnaire
from test_desk import Person

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
NUMBERS = [item["number"] for item in CATALOG["items"]]
VIEWS = [view.name for view in shown.VIEWS if view.draw]
PAPERS = ("report", "inquiry", "blank")
TEMPLATE = Path(__file__).parents[1] / "hooks" / "templates" / "form.jinja"


def some_record(draw):
    """Any answers, any plan, any names; often the same for all items, or nothing at all."""
    choices = draw.choice([[None], ["done"], [*oracle.ANSWERS], [*oracle.ANSWERS, None]])
    plan = {"owner": "山田", "due": "2027-03-31", "note": "1\n2", "ticked": True}
    plan |= {"evidence": "一覧\n写真", "checked_by": "佐藤", "checked_on": "2027-03-01"}
    plan |= {"carried": True}
    items = {
        number: dict(draw.sample(list(plan.items()), draw.randint(1, len(plan))))
        for number in draw.sample(NUMBERS, draw.randint(0, 9))
    }
    head = {"company": "甲社", "department": "営業", "role": "店長", "date": "2026-04-01"}
    head = dict(draw.sample(list(head.items()), draw.randint(0, 4)))
    one = made([draw.choice(choices) for _ in NUMBERS], items, **head)
    if draw.random() < 0.2:
        one["edition"] = "older"
    if draw.random() < 0.2:
        one["merged"] = {"rule": "lowest", "from": [], "open": draw.sample(NUMBERS, 3)}
    return one


def somebody(draw):
    """A person with a record and any number of others, who chose and filtered as they liked."""
    person = Person()
    for index in range(draw.randint(0, 3)):
        person.kept[str(index)] = draw.choice(["{", record.dump(QUESTIONNAIRE, some_record(draw))])
    texts = [record.dump(QUESTIONNAIRE, some_record(draw)) for _ in range(draw.randint(0, 4))]
    person.reads(*[(f"{index}.json", text) for index, text in enumerate([*texts, "{"])])
    person.form.record = some_record(draw)
    person.desk.work.rule = draw.choice(record.RULES)
    person.desk.work.changed_only = draw.random() < 0.5
    person.desk.work.filters["answer"] = draw.choice([None, "unknown"])
    if draw.random() < 0.5:
        person.does("keep", checked=True)
    for view in ("compare", "departments"):
        person.does(draw.choice(["choose-all", "choose-none"]), **{"for": view})
    return person


def drawn(person):
    """The nodes of all views and papers, by place."""
    for view in VIEWS:
        person.page.now = view
        person.does("view")
    for kind in PAPERS:
        person.does("print", print=kind)
    return {place: json.loads(nodes) for place, nodes in person.page.shown.items()}


def asked(person):
    """The nodes of each dialog with fields that this person can open."""
    ways = [("rename", {"key": "now"}), ("export", {"kind": "age"}), ("write", {"number": "3"})]
    for action, more in [*ways, ("merge-choose", {"number": "4"})]:
        person.page.asked = None
        person.does(action, **more)
        if person.page.asked:
            yield action, json.loads(person.page.asked)
            person.decides("no")


PEOPLE = [somebody(random.Random(seed)) for seed in range(60)]


def test_every_view_has_the_same_fields_for_everybody():
    """Whatever was answered, entered, kept or read: one list of fields, in one order."""
    seen = {}
    for person in PEOPLE:
        for place, nodes in drawn(person).items():
            assert seen.setdefault(place, fields(nodes)) == fields(nodes), place

    assert {f"desk-{view}" for view in VIEWS} <= {place for place, own in seen.items() if own}


def test_every_dialog_has_the_same_fields_for_everybody():
    """A dialog's fields depend on nothing but which it is."""
    seen = {}
    for person in PEOPLE:
        if record.is_empty(person.form.record):
            continue
        for action, nodes in asked(person):
            assert seen.setdefault(action, fields(nodes)) == fields(nodes), action

    assert {"rename", "export"} == {action for action, own in seen.items() if own}
    assert {"rename", "export", "merge-choose"} == {*seen}


def test_what_depends_on_the_records_is_no_field():
    """The ticks of the plan and the boxes that choose records are there, and are buttons."""
    counts = set()
    for person in PEOPLE:
        nodes = [node for view in drawn(person).values() for node in view]
        ticks = found(nodes, "button", role="checkbox")
        assert {"true", "false"} >= {tick[1]["aria-checked"] for tick in ticks}
        counts.add(len(ticks))

    assert len(counts) > 20


@pytest.mark.parametrize("field", ["owner", "due", "note", "evidence", "checked_by", "checked_on"])
def test_the_fields_of_the_plan_stand_in_the_page(field):
    """Each stands once in the page's own HTML, outside every condition and every loop."""
    before, _, _ = TEMPLATE.read_text(encoding="utf-8").partition(f'id="writing-{field}"')
    for word in ("if", "for", "macro"):
        opened = len(re.findall(rf"{{%-? {word} ", before))
        assert opened == len(re.findall(rf"{{%-? end{word} ", before))
