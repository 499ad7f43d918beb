"""Others' style sheets without what our pages can't use."""

import needed

WORDS = needed.words(
    [
        '<a href=""><to>',
        '<p class="note" id="top" data-kind="warning">',
        'row.className = "row--open"',
    ]
)


def test_a_rule_stays_if_something_may_match():
    """What asks for an element, class, id or value that no page has goes; of a list, only that."""
    for kept in (
        ".note{color:red}",
        "#top>.note:hover::before{color:red}",
        ".row--open{color:red}",
        "p:not(.gone){color:red}",
        ":is(.gone,p){color:red}",
        "[data-kind=warning]{color:red}",
        '[class^="gone"]{color:red}',
        "a[href]{color:red}",
        ":root{color:red}",
        "@media print{p{color:red}}",
        "@keyframes turn{to{rotate:1turn}}",
        r".note{background:url(data:image/svg+xml;charset=utf-8,<svg\ />)}",
    ):
        assert kept == needed.sheet(kept, WORDS, set()), kept
    for gone in (
        ".gone{color:red}",
        "#gone{color:red}",
        ".note .gone{color:red}",
        ".note.gone{color:red}",
        '[data-kind="gone"]{color:red}',
        "@media print{.gone{color:red}}",
        r".no\:te{color:red}",
        "kbd{color:red}",
        "[data-gone]{color:red}",
        ".note > kbd:hover{color:red}",
    ):
        assert "" == needed.sheet(gone, WORDS, set()), gone
    assert ".note,p{color:red}" == needed.sheet(".note,.gone,p{color:red}", WORDS, set())


def test_a_property_stays_if_a_rule_reads_it():
    """A property of its own that nothing reads goes, and a rule that is empty then."""
    text = ":root{--a:1;--b:2;--c:3}p{order:var(--a)}:root{--d:4}.gone{order:var(--d)}"

    assert ":root{--a:1;--c:3}p{order:var(--a)}" == needed.sheet(
        text, WORDS, needed.read(["a{order:var( --c)}"])
    )
