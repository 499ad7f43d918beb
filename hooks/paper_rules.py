"""The rules of meaning for the words of papers; `checked.py` applies them."""

from collections import Counter

import messages
from papers.rules import FACTS
from rules import objects, twice
from sources import CATALOG

# Who reads a company's rules needn't read more of one item.
MOST_RULES = 3


def paper_problems(catalog, words):
    """Yield (path, what is wrong) for what a paper's words say of an item that isn't there.

    A row says of which item it is by `number`.
    """
    known = {row["number"] for row in catalog["items"]}
    for path, row in objects([], words):
        if type(row.get("number")) is int and row["number"] not in known:
            said = f"is {row['number']}, but {CATALOG} has no item of this number. Correct it."
            yield [*path, "number"], said


def own_rules_problems(catalog, paper):
    """Yield (path, what is wrong) for the rules that a company is offered: all words of a paper."""
    numbers = [item["number"] for item in catalog["items"]]
    rows, itself, trying = paper["rules"], paper["itself"], paper["trying"]
    if itself["item"] not in numbers:
        yield ["itself", "item"], f"is {itself['item']}, which {CATALOG} lacks. Name one of it."
    counts = Counter(row["item"] for row in rows)
    for number in numbers:
        least, most = (0, 0) if number == itself["item"] else (1, MOST_RULES)
        if not least <= counts[number] <= most:
            hint = f"Write {least} to {most}." if most else "Take them away: itself is about it."
            yield ["rules"], f"has {counts[number]} entries of item {number}. {hint}"
    yield from ((["rules"], said) for said in twice(rows))
    if (order := [row["item"] for row in rows]) != sorted(order):
        yield ["rules"], f"stands in another order than {CATALOG}. Sort it by item."
    for at, row in enumerate(rows):
        for path, said in (*_own_rule(row, numbers), *_promised(trying, row)):
            yield ["rules", at, *path], said
    yield from ((["itself", *path], said) for path, said in _promised(trying, itself))
    name = paper["template"]["resource"]
    urls = {one["id"]: one["url"] for one in catalog["resources"]}
    if not urls.get(name):
        said = f"is {messages.shown(name)}, but {CATALOG} has no address of it. Name another."
        yield ["template", "resource"], said + messages.alike(name, set(urls))


def _own_rule(row, numbers):
    """Yield what is wrong with one of the rules by itself."""
    if row["item"] not in numbers:
        yield ["item"], f"is {row['item']}, which {CATALOG} lacks. Name one of its items."
    if row["id"][:-1] != str(row["item"]):
        yield ["id"], f"is {row['id']}, though its item is {row['item']}. Let it begin so."
    if ("staff" in row) != ("staff_planned" in row):
        yield [], "has only one of staff and staff_planned. Write both, or none."
    if "without" in row and row["without"] not in FACTS:
        said = f"is {messages.shown(row['without'])}, but no such fact is asked for. Name one of "
        hint = messages.alike(row["without"], set(FACTS))
        yield ["without"], f"{said}{', '.join(FACTS)}.{hint}"


def _promised(trying, row):
    """Yield the texts of a rule that claim what may not be done, or the other way round."""
    for key, text in row.items():
        if key.endswith("planned") and (not text.endswith(trying) or text.count(trying) > 1):
            yield [key], f"is {messages.shown(text)}. Let it end in {trying}: it isn't done yet."
        if key in ("done", "staff") and trying in text:
            yield [key], f"is {messages.shown(text)}. Say what is done, without {trying}."
