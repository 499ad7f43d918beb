"""Which words of an announcement claim more than a declaration is. Pure; the rules are data.

A text is compared in its plain form: small letters, narrow figures, no spaces but between Latin
words. A word of `kinds` claims something unless (py/texts/papers/check.<language>.json, `sought`):

- it is part of a longer word that claims nothing (`within`);
- what it is said of is another scheme, or another thing to obtain (`_whose`);
- it is denied, or warned of (`_denied`, `_warned`);
- the sentence asks.

Sentences are looked at one by one, and remember what the one before was about.
"""

OURS = "ours"
BODY = "body"
OTHER = "other"
VAGUE = "vague"
THING = "thing"
# Ours, but what is said of it is complete: 二つ星 was declared, and something else goes on.
SPOKEN = "spoken"
# How near ours has to be named for a kind of word to be marked: in its sentence, or before it in
# the text; or the word alone is enough, unless it is said of something else.
SENTENCE = "sentence"
TEXT = "text"
ALONE = "alone"
WIDE = (0xFF01, 0xFF5E, 0xFEE0)
# A longer word has at most so many more characters, none of them kana.
LONGER = 3
# How far from a word in its sentence what denies or quotes it may stand.
FAR = 120
KANA = (0x3040, 0x309F)
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
# Stops, quotes and commas that are half as wide.
NARROW = {0xFF61: 0x3002, 0xFF62: 0x300C, 0xFF63: 0x300D, 0xFF64: 0x3001}
SPACES = " \t\r\u00a0\u3000"


def found(rules, text):
    """Return what is to be said otherwise: a list of {sentence, places}, in the order of the text.

    A place is (start, end, id of its kind) in the sentence, which is as it stands in the text.
    """
    plain, origin = in_plain(text)
    sentences = _sentences(rules, plain)
    about, warned, outcome = None, False, []
    for number, (start, end) in enumerate(sentences):
        said = plain[start:end]
        named = _named(rules, said)
        # What is listed under a warning is warned of, too.
        listed = said[0] in rules["bullets"]
        warned = warned and listed
        places = []
        for at, until, kind in [] if warned or _asks(rules, said) else _words(rules, said):
            whose = _whose(rules, said, named, at, until, kind)
            if whose is None and not _past(rules["bullets"], said[:at]) and _is_line(rules, said):
                whose = _ahead(rules, [plain[one:last] for one, last in sentences[number + 1 :]])
            whose = whose or _remembered(rules, said, about, at, kind)
            if _claims(kind, whose) and not _excused(rules, said, at, until):
                places.append((at, until, kind["id"]))
        if places:
            first = origin[start]
            last = origin[end - 1] + 1
            moved = [
                (origin[start + at] - first, origin[start + until - 1] + 1 - first, kind)
                for at, until, kind in places
            ]
            outcome.append({"sentence": text[first:last], "places": moved})
        topics = [what for _, _, what in named if what in (OURS, BODY, OTHER)]
        if topics:
            about = OTHER if topics[-1] == OTHER else OURS
        if not listed:
            warned = _any(rules["mentions"], said) and _any(rules["warned"], said)
    return outcome


def in_plain(text):
    """Return a text in its plain form, and for each of its characters where it stood."""
    plain, origin, space = [], [], False
    for place, written in enumerate(text):
        code = NARROW.get(ord(written), ord(written))
        character = chr(code - WIDE[2] if WIDE[0] <= code <= WIDE[1] else code).lower()
        if character in SPACES:
            space = True
        elif character not in UNSEEN:
            if space and plain and _is_latin(plain[-1]) and _is_latin(character):
                plain.append(" ")
                origin.append(place - 1)
            plain.append(character)
            origin.append(place)
            space = False
    return "".join(plain), origin


def _is_latin(character):
    return "a" <= character <= "z" or "0" <= character <= "9"


def _sentences(rules, plain):
    """Return (start, end) of each sentence. A quotation isn't cut; a line that goes on isn't."""
    cuts, start, depth = [], 0, 0
    opening, closing = rules["quotes"]
    for place, character in enumerate(plain):
        following = plain[place + 1 : place + 2]
        depth += (character in opening) - (character in closing)
        if character == "\n":
            before = plain[place - 1 : place]
            goes_on = before in rules["lines"]["end"] or following in rules["lines"]["begin"]
            ends = not before or not following or not goes_on
        else:
            ends = depth <= 0 and character in rules["ends"]
            # A point ends a sentence where no Latin word or figure goes on.
            ends = ends and not (character == "." and following and _is_latin(following))
        if ends:
            cuts.append((start, place + (character != "\n")))
            start, depth = place + 1, 0
    cuts.append((start, len(plain)))
    return [(first, last) for first, last in cuts if plain[first:last].strip()]


def _is_line(rules, said):
    return said[-1] not in rules["ends"]


def _past(characters, said):
    """Return a text from its first other character on; MicroPython's strip cuts within those."""
    at = 0
    while at < len(said) and said[at] in characters:
        at += 1
    return said[at:]


def _any(words, said):
    for word in words:
        if word in said:
            return True
    return False


def _all(words, said):
    """Return (start, end) of each place of each word; a Latin word stands by itself."""
    places = []
    for word in words:
        at = said.find(word)
        while at >= 0:
            until = at + len(word)
            before, after = said[at - 1 : at] if at else "", said[until : until + 1]
            joined = _is_letter(word[0]) and _is_letter(before)
            if not (joined or (_is_letter(word[-1]) and _is_letter(after))):
                places.append((at, until))
            at = said.find(word, at + 1)
    return places


def _is_letter(character):
    return "a" <= character <= "z"


def _words(rules, said):
    """Return (start, end, kind) of each word that could claim something; of some, the longest."""
    taken = bytearray(len(said))
    for at, until in _all(rules["within"], said):
        for place in range(at, until):
            taken[place] = 1
    words = []
    for kind in rules["kinds"]:
        words += [(at, until, kind) for at, until in _all(kind["words"], said)]
    words.sort(key=lambda word: (word[0] - word[1], word[0]))
    kept = []
    for at, until, kind in words:
        if _take(taken, at, until):
            kept.append((_figures(said, at), until, kind))
    return sorted(kept, key=lambda word: word[0])


def _take(taken, at, until):
    """Take a place where nothing has taken some of it before; return whether that was so."""
    if any(taken[at:until]):
        return False
    for place in range(at, until):
        taken[place] = 1
    return True


def _figures(said, at):
    """Return where the figures before a place begin: the year is part of its word."""
    while at and "0" <= said[at - 1] <= "9":
        at -= 1
    return at


def _named(rules, said):
    """Return (start, end, what) of all that is named, in order; of what overlaps, the longest."""
    names = rules["names"]
    places = []
    for what in (OURS, BODY, OTHER, VAGUE, THING):
        places += [(at, until, what) for at, until in _all(names[what], said)]
    places.sort(key=lambda place: (place[0] - place[1], place[0]))
    taken = bytearray(len(said))
    kept = [place for place in places if _take(taken, place[0], place[1])]
    kept.sort(key=lambda place: place[0])
    # Where stars of restaurants are talked of, a star isn't ours.
    if _any(rules["other_stars"], said):
        kept = [(at, until, OTHER if what == OURS else what) for at, until, what in kept]
    return kept


def _whose(rules, said, named, at, until, kind):
    """Return of what a word is said: OURS, SPOKEN, OTHER, or None where nothing is named."""
    for first, last, what in named:
        if first < until and at < last and what in (OURS, BODY, OTHER):
            return OTHER if what == OTHER else OURS
    relevant = [one for one in named if one[2] not in (VAGUE, THING) or kind["takes_objects"]]
    before = [one for one in relevant if one[1] <= at]
    if before:
        return _nearest(rules, said, before, at)
    comma = len(said) if kind["reach"] == SENTENCE else _first(rules["commas"], said, until)
    after = [one for one in relevant if one[0] >= until]
    if not after or after[0][0] > comma:
        return None
    # 取得認証: ISMS, ours
    last = after[0]
    for one in after[1:]:
        if last[2] == OTHER and not _without(said[last[1] : one[0]], rules["listed"]):
            last = one
    return OURS if last[2] in (OURS, BODY) else OTHER


def _nearest(rules, said, before, at):
    first, _, what = before[-1]
    if what in (OURS, BODY):
        return SPOKEN if _any(rules["spoken"], said[first:at]) else OURS
    # What is joined to ours is ours: the 資格 of 二つ星; ours and ISMS were both obtained.
    joining = rules["belongs"] if what == VAGUE else rules["listed"] if what == OTHER else None
    for begun, last, whose in reversed(before[:-1]) if joining else []:
        if whose == OURS and last <= first:
            apart = _without(said[last:first], joining) or rules["declares"] in said[begun:first]
            return OTHER if apart else OURS
    return OTHER


def _without(said, words):
    """Return what is left of a text without these words."""
    for word in words:
        said = said.replace(word, "")
    return said


def _first(characters, said, start):
    places = [said.find(one, start) for one in characters]
    return min([place for place in places if place >= 0] or [len(said)])


def _ahead(rules, following):
    """Return whose a heading's words are: of what is named first below it."""
    for said in following:
        for _, _, what in _named(rules, said):
            if what in (OURS, BODY, OTHER):
                return OTHER if what == OTHER else OURS
    return None


def _remembered(rules, said, about, at, kind):
    """Return of what a word is said in whose sentence nothing is named: what was talked of."""
    if kind["takes_objects"] and about != OTHER:
        # It has an object, and that is none that is known.
        comma = max([said.rfind(one, 0, at) for one in rules["commas"]])
        if _any(rules["objects"], said[comma + 1 : at]):
            return OTHER
    return SPOKEN if about == OURS else about


def _claims(kind, whose):
    if whose == SPOKEN:
        return kind["reach"] != SENTENCE
    return whose == OURS or (whose is None and kind["reach"] == ALONE)


def _asks(rules, said):
    until = len(said)
    while until and said[until - 1] in rules["ends"] + rules["quotes"][1]:
        until -= 1
    asks = said[:until].endswith(rules["asks"]) or rules["question"] in said[until:]
    return asks and not _any(rules["asks_anyway"], said)


def _excused(rules, said, at, until):
    """Whether a word is denied or warned of."""
    if [1 for word in rules["denied_before"] if said[max(0, at - FAR) : at].endswith(word)]:
        return True
    start = _past(rules["bullets"], said)
    if [1 for word in rules["warned_first"] if start.startswith(word)]:
        right = [said.find(one) for one in rules["right_first"] if one in said]
        if not right or at < min(right):
            return True
    rest = said[until : until + FAR]
    quoted = _is_quoted(rules, said, at)
    clause = _clause(rules, rest)
    return _denied(rules, clause) or _any(rules["warned"], rest if quoted else clause)


def _is_quoted(rules, said, at):
    opening, closing = rules["quotes"]
    depth = 0
    for character in said[max(0, at - FAR) : at]:
        depth += (character in opening) - (character in closing)
    return depth > 0


def _clause(rules, rest):
    """Return what follows a word, up to the comma behind which something else begins."""
    start = 0
    while True:
        comma = _first(rules["commas"], rest, start)
        if comma == len(rest):
            return rest
        part = _without(rest[start:comma], rules["quotes"][1])
        behind = rest[comma + 1 :]
        goes_on = part in rules["bare"] or _any(rules["mentions"], part)
        for kind in rules["kinds"]:
            goes_on = goes_on or bool([1 for word in kind["words"] if part.endswith(word)])
        goes_on = goes_on or bool([1 for word in rules["and_before"] if part.endswith(word)])
        goes_on = goes_on or bool([1 for word in rules["and_after"] if behind.startswith(word)])
        if not goes_on:
            return rest[:comma]
        start = comma + 1


def _denied(rules, clause):
    bare = _past(rules["quotes"][1], clause)
    for word in rules["denied_at_once"]:
        at = bare.find(word)
        # Up to it, the word may be part of a longer one: no number of a certificate is there.
        if 0 <= at <= LONGER and not [1 for one in bare[:at] if KANA[0] <= ord(one) <= KANA[1]]:
            return True
    for word in rules["denied"]:
        at = clause.find(word)
        if at >= 0 and not _any(rules["reasons"], clause[:at]):
            until = at + len(word)
            invites = clause[until : until + 1] == rules["asks"]
            if not invites and not _any(rules["insists"], clause[max(0, at - 4) : until + 3]):
                return True
    return False
