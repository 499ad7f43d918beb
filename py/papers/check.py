"""The check of an announcement: what claims more than a declaration, and what to say instead."""

from papers import claimed
from papers.paper import Paper, leaf


def make(_questionnaire, words, _record, given):
    nodes = [leaf("h1", words["title"]), leaf("p", words["lead"])]
    if not given["announcement"].strip():
        return nodes + [leaf("p", words["empty"])]
    found = claimed.found(words["sought"], given["announcement"])
    if found:
        nodes.append(leaf("p", words["count"].format(count=len(found))))
    else:
        nodes.append(leaf("p", words["nothing"]))
    for number, one in enumerate(found):
        nodes += _sentence(words, number + 1, one["sentence"], one["places"])
    nodes.append(leaf("p", words["careful"]))
    return nodes + [leaf("p", words["official"]["text"], data_href=words["official"]["url"])]


def _sentence(words, number, sentence, places):
    called, kinds, marked, last = [], [], "", 0
    for start, end, kind in places:
        word = sentence[start:end]
        marked += sentence[last:start] + words["mark"].format(word=word)
        last = end
        if word not in called:
            called.append(word)
        if kind not in kinds:
            kinds.append(kind)
    called = "".join([words["word"].format(word=word) for word in called])
    nodes = [
        leaf("h2", words["place"].format(number=number, words=called)),
        leaf("p", marked + sentence[last:]),
    ]
    for kind in kinds:
        said = words["kinds"][kind]
        nodes.append(leaf("p", words["why"].format(why=said["why"])))
        nodes.append(leaf("p", words["instead"].format(instead=said["instead"])))
    return nodes


PAPER = Paper("check", "declare", 50, make, ("announcement",), fixed=True)
