"""Nodes are plain data: what goes in as text comes out as text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views import markup
from views.markup import copy, node, texts

WORDS = st.text("<>&\"'=/ aあ😀\n\x00\u202e")
NODES = st.recursive(
    st.builds(node, st.sampled_from(["p", "g"])),
    lambda nodes: st.builds(
        lambda children: node("div", *children), st.lists(nodes | WORDS | st.none())
    ),
)


def test_a_node_is_a_list():
    """A node holds its name, its attributes and its children, in this order."""
    made = node("p", "Hello ", node("b", "you"), "!", class_="greeting")

    assert ["p", {"class": "greeting"}, "Hello ", ["b", {}, "you"], "!"] == made


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"class_": "a", "for_": "b", "from_": "c"}, {"class": "a", "for": "b", "from": "c"}),
        ({"aria_label": "a", "data_item_number": 3}, {"aria-label": "a", "data-item-number": "3"}),
        ({"hidden": True, "open": False, "title": None}, {"hidden": ""}),
        ({"value": "", "max": 0}, {"value": "", "max": "0"}),
        ({"viewBox": "0 0 1 1"}, {"viewBox": "0 0 1 1"}),
    ],
)
def test_attributes_are_named_as_in_html(attributes, expected):
    """Underscores become hyphens, True has no value, None and False are left out, 0 is not."""
    assert ["x", expected] == node("x", **attributes)


def test_nothing_is_left_out_but_none():
    """An empty text and the number 0 are children; None is not."""
    assert ["td", {}, "", "0", "1.5"] == node("td", None, "", 0, None, 1.5)


def test_a_copy_names_what_it_copies():
    """A copy is a node that the page replaces by what stands at the selector."""
    assert ["copy", {"from": "#item-3 .rubric"}] == copy("#item-3 .rubric")


@given(NODES)
def test_a_node_is_plain_data(made):
    """A node survives JSON, which is what a browser and a test compare it by."""
    assert made == json.loads(json.dumps(made))


@given(st.lists(WORDS))
def test_text_stays_text(words):
    """No text becomes markup: every text comes out as it went in, in the order of reading."""
    nested = [node("b", word, None) for word in words]

    assert words == texts(node("p", *words))
    assert words == texts(node("p", *nested))
    assert words + words == texts(node("p", node("i", *words), *nested))


def test_attributes_are_not_read_as_text():
    """What only an attribute holds isn't among the texts."""
    assert ["shown"] == texts(node("p", "shown", title="hidden", data_value="<b>"))


def test_nodes_share_nothing():
    """Changing one node leaves another that was made alike as it is."""
    one, other = markup.node("p", "a"), markup.node("p", "a")
    one[1]["class"] = "b"
    one.append("c")

    assert ["p", {}, "a"] == other
