"""Markdown, for tickets: what people wrote is no markup in it."""

from ideas import labels

from formats import rows
from formats.characters import BLANKS, is_invisible
from formats.format import Format

# What Markdown always reads; in { many dialects take attributes. Punctuation is what \ can escape.
MARKDOWN = "`*[{|~"
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SCHEMES = ("http://", "https://", "ftp://")
# What an address can be made of (RFC 3986), but for brackets.
IN_ADDRESSES = "-._~:/?#@!$&'()*+,;=%"


def write(questionnaire, record, _given=None):
    """Return the record as Markdown for tickets: facts, the plan as a task list, all answers.

    What somebody doesn't know comes with whom and what to ask, the rest with its first action.
    """
    words = questionnaire.words["export"]
    result = questionnaire.result(record)
    known = [row for row in rows.facts(questionnaire, record, result) if row[1] != ""]
    lines = ["# " + words["heading"], ""]
    lines += ["- " + _fact(questionnaire, name, str(value)) for name, value in known]
    lines += ["", "## " + words["plan"], ""]
    shown = rows.of_items(questionnaire, record, result)
    numbered = {row["item"]["number"]: row for row in shown}
    for improvement in result["improvements"]:
        lines += _task(questionnaire, numbered[improvement["number"]], improvement)
    if not result["improvements"]:
        lines.append(words["nothing"])
    lines += ["", "## " + words["answers"], ""]
    own = rows.fields(record)
    columns = ["number", "title", "answer", "points", "done"] + own
    lines.append(_columns([words[name] for name in columns]))
    lines.append(_columns(["---" for name in columns]))
    for row in shown:
        item, planned = row["item"], row["planned"]
        cells = [labels.number(questionnaire, item["number"]), item["title"], row["answer"]]
        cells += [str(row["points"]), words["ticked"] if planned.get("ticked") else ""]
        cells += [_plain(questionnaire, rows.said(questionnaire, planned, field)) for field in own]
        lines.append(_columns(cells))
    return "\n".join(lines) + "\n"


def _task(questionnaire, row, improvement):
    """The lines of one task: what, how much it gains, who and until when; below, how to begin."""
    words, planned = questionnaire.words["export"], row["planned"]
    gain = labels.gain(questionnaire, improvement["gain"])
    said = [words["task"].format(item=labels.item(questionnaire, row["item"]), gain=gain)]
    named = [field for field in ("owner", "due") if planned.get(field)]
    said += [_fact(questionnaire, words[field], planned[field]) for field in named]
    lines = ["- [{}] ".format("x" if planned.get("ticked") else " ") + " ".join(said)]
    begun, steps = rows.beginning(questionnaire, improvement)
    lines += ["    - " + line for line in begun]
    lines += ["        {}. {}".format(number, step) for number, step in enumerate(steps, 1)]
    if planned.get("note"):
        lines.append("    - " + _fact(questionnaire, words["note"], planned["note"]))
    return lines


def _fact(questionnaire, name, value):
    return rows.fact(questionnaire, name, _plain(questionnaire, value))


def _columns(cells):
    return "| " + " | ".join(cells) + " |"


def _plain(questionnaire, text):
    """People's text on one line, so that Markdown shows it as it is (CommonMark, GFM).

    It never begins a line: what counts only there stays. Addresses stay to be copied; one in or
    beside which a sign would have to be escaped stands between < and >, where none has to be.
    """
    lines = [line for line in text.replace("\t", " ").replace("\r", "\n").split("\n") if line]
    line = "".join([c for c in labels.lines(questionnaire, lines) if not is_invisible(c)])
    shown, place = [], 0
    while place < len(line):
        end = place
        while end < len(line) and line[end] not in BLANKS:
            end += 1
        shown.append(_word(line[place:end]) + line[end : end + 1])
        place = end + 1
    return "".join(shown)


def _word(word, following=""):
    """A text without blanks, in Markdown; `following` is the sign that comes after it."""
    escaped = _signs(word, following)
    start = _address_start(word.lower())
    if escaped == word:
        return word
    if start is None:
        # Nothing can be escaped in what GFM takes for an address: it shall take this for none.
        return escaped.replace("www.", "www\\.")
    end = start
    while end < len(word) and (_is_word(word[end]) or word[end] in IN_ADDRESSES):
        # read by some within < and >, too
        if word[end] == "&" and _is_entity(word[end + 1 :]):
            break
        end += 1
    # what ends a sentence doesn't belong to an address
    while word[end - 1] in "*_~.,:;!?'":
        end -= 1
    return _word(word[:start], "<") + "<" + word[start:end] + ">" + _word(word[end:], following)


def _address_start(word):
    found = [word.find(scheme) for scheme in SCHEMES if scheme in word]
    return min(found) if found else None


def _signs(text, following):
    """A text with the signs escaped that Markdown would read in it."""
    shown = []
    befores, afters = [""] + list(text), list(text[1:]) + [following]
    for place, (before, character, after) in enumerate(zip(befores, text, afters)):
        if character == "_":
            special = not (_is_word(before) and _is_word(after))
        elif character == "\\":
            special = after == "" or after in PUNCTUATION
        else:
            special = character in MARKDOWN
        if special:
            shown.append("\\" + character)
        elif character == "<" and after != "" and (_is_word(after) or after in "/!?"):
            shown.append("&lt;")
        elif character == "&" and _is_entity(text[place + 1 :]):
            shown.append("&amp;")
        else:
            shown.append(character)
    return "".join(shown)


def _is_entity(text):
    """Whether a text after & could be the rest of one character; some take # without a ;."""
    name = text.split(";")[0] if ";" in text else ""
    return text[:1] == "#" or (name != "" and all([_is_word(c) for c in name]))


def _is_word(character):
    return "0" <= character <= "9" or "a" <= character.lower() <= "z"


FORMAT = Format("md", ".md", "text/markdown", write, place=40)
