"""Score record files outside the browser, by the very modules that the page uses.

`python tools/score_record.py FILE…` prints what the page shows of each; `-` is standard input.
The exit status is 0 if every file is a record, else 2.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import sources  # noqa: E402
from formats import rows  # noqa: E402, they stand in py/
from ideas import labels, problems, record  # noqa: E402

QUESTIONNAIRE = sources.questionnaire()
STDIN = 0
# No character takes more bytes in UTF-8.
MAX_BYTES = 4 * record.MAX_CHARACTERS


def assess(name):
    """Return what there is to say of the file `name`, as plain data.

    - file, valid; for a record: name, record (its head), result (see `scoring.score`),
      claimed_total (what the file says, or None if it is right or silent) and unknown_fields
    - for anything else: reason (see `record.RecordError`; also "unreadable", "encoding"), place
      and message
    """
    try:
        read = record.load(QUESTIONNAIRE, text_of(name))
    except OSError:
        return refused(name, "unreadable")
    except UnicodeDecodeError:
        return refused(name, "encoding")
    except record.RecordError as error:
        return refused(name, error.reason, error.place, problems.of(QUESTIONNAIRE, error))
    result = QUESTIONNAIRE.result(read)
    claimed = record.claimed_total(read, result)
    return {
        "file": name,
        "valid": True,
        "name": labels.name(QUESTIONNAIRE, read),
        "record": {field: read[field] for field in record.HEAD if field in read},
        "result": result,
        "claimed_total": claimed[0] if claimed else None,
        "unknown_fields": record.unknown_fields(read),
    }


def text_of(name):
    """Return the text of a file, of which no more is read than a record can have."""
    source = STDIN if name == "-" else name
    with open(source, "rb", closefd=name != "-") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise record.RecordError("long")
    return data.decode("utf-8")


def refused(name, reason, place="", message=""):
    message = message or problems.said(QUESTIONNAIRE, reason)
    return {"file": name, "valid": False, "reason": reason, "place": place, "message": message}


def lines(found):
    """Yield what the page shows of a record that `assess` has found valid, line by line."""
    words, result = QUESTIONNAIRE.words["export"], found["result"]
    yield found["name"]
    count, total = result["answered"], len(QUESTIONNAIRE.numbers)
    yield QUESTIONNAIRE.words["records"]["answered"].format(count=count, total=total)
    for name, value in rows.facts(QUESTIONNAIRE, found["record"], result):
        if name not in (words[field] for field in (*record.NAMES, "date")):
            yield words["fact"].format(name=name, value=value)
    for counted in result["parts"]:
        name = labels.part(QUESTIONNAIRE, counted["number"])
        yield words["fact"].format(name=name, value=counted["total"])
    if found["claimed_total"] is not None:
        yield QUESTIONNAIRE.words["records"]["claimed"].format(
            claimed=found["claimed_total"], computed=result["total"]
        )
    if found["unknown_fields"]:
        names = labels.listed(QUESTIONNAIRE, found["unknown_fields"])
        yield QUESTIONNAIRE.words["records"]["unknown_fields"].format(names=names)
    yield words["plan"] if result["improvements"] else words["nothing"]
    for row in result["improvements"]:
        item = labels.item(QUESTIONNAIRE, QUESTIONNAIRE.item(row["number"]))
        yield "  " + words["task"].format(item=item, gain=labels.gain(QUESTIONNAIRE, row["gain"]))


def harmless(text):
    """Return a text for the terminal: control and direction characters as escapes."""
    return "".join(
        character if character.isprintable() or character == "\u3000" else ascii(character)[1:-1]
        for character in text
    )


def main(arguments):
    """Print results and refusals, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "files", nargs="+", metavar="RECORD", help="a file, or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array of results")
    options = parser.parse_args(arguments)
    status, before = 0, "["
    # One after the other: of many files, no more than one is in memory.
    for found in map(assess, options.files):
        if options.json:
            print(before, indent(json.dumps(found, indent=2), "  "), sep="\n", end="")
            before = ","
        if not found["valid"]:
            status = 2
            print(harmless(f"{found['file']}: {found['message']}"), file=sys.stderr)
        elif not options.json:
            print(harmless(found["file"]))
            for line in lines(found):
                print("  " + harmless(line))
    print(end="\n]\n" if options.json else "", flush=True)
    return status


if __name__ == "__main__":
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A Japanese Windows console (cp932) lacks some of the characters.
        stream.reconfigure(errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError:
        # Whoever read the output has gone; Python would complain once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
