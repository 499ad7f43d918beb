"""What of others' style sheets our pages can use: pure functions.

A rule stays if every element, class, id and attribute that its selector asks for is a word of our
pages or of what draws them; so does what only looks like one. The others go, and with them
properties (--name) that no rule reads.
"""

import itertools
import re

import tinycss2

# Whoever writes Japanese changes none of them.
WORD = re.compile(r"[\w-]+", re.ASCII)
READ = re.compile(r"var\(\s*(--[\w-]+)")
# What holds rules itself.
GROUPS = ("media", "supports", "layer", "container")


def sheet(text, words, others_read):
    """Return a style sheet without what nothing needs.

    `words` are all names that may stand on a page, `others_read` the properties that other sheets,
    or pages, read: sets, as below.
    """
    kept = "".join(_kept(_rules(text), words))
    return "".join(_kept(_rules(kept), words, others_read | read([kept])))


def words(texts):
    """Return every word of `texts`: whatever a page's names may be taken from."""
    return frozenset(word for text in texts for word in WORD.findall(text))


def read(texts):
    """Return the names of the properties that `texts` read."""
    return frozenset(name for text in texts for name in READ.findall(text))


def _rules(text):
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def _kept(rules, words, read=None):
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _names(one) <= words]
            declarations = _declarations(rule.content, read)
            if selectors and declarations:
                yield f"{','.join(map(tinycss2.serialize, selectors))}{{{declarations}}}"
        elif rule.type == "at-rule" and rule.at_keyword in GROUPS and rule.content:
            within = tinycss2.parse_rule_list(rule.content, True, True)
            inner = "".join(_kept(within, words, read))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(prelude):
    """Return the selectors of a list, each as its tokens."""
    found = [[]]
    for one in prelude:
        if one == ",":
            found.append([])
        else:
            found[-1].append(one)
    return found


def _names(selector):
    """Return what must stand on a page where a selector, as tokens, matches; functions apart."""
    names = {token.value for token in selector if token.type == "hash"}
    for before, after in itertools.pairwise([None, *selector]):
        # What follows a colon is a state of an element, or a part of it.
        if after.type == "ident" and before != ":":
            names.add(after.value)
    for block in [token for token in selector if token.type == "[] block"]:
        said = [one.value for one in block.content if one.type in ("ident", "string")]
        names.update(WORD.findall(" ".join(said if "=" in block.content else said[:1])))
    return names


def _declarations(content, read):
    """Return a rule's declarations as text, without the properties that are not in `read`."""
    if read is None:
        return tinycss2.serialize(content)
    found = tinycss2.parse_blocks_contents(content, True, True)
    return ";".join(
        one.serialize()
        for one in found
        if one.type != "declaration" or not one.name.startswith("--") or one.name in read
    )
