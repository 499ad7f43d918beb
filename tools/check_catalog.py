"""The part of `lint` that checks catalogue, texts in every language, and pages of items.

`python tools/check_catalog.py` prints what hooks/checked.py refuses, in a build's words; its exit
status is 1 then. What has to be looked at again by today is named, and changes nothing: whoever
builds an old commit has nothing to mend.
"""

import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import checked  # noqa: E402, they stand in hooks/ and py/
import sources  # noqa: E402


def main(today):
    """Print what is wrong, or what is overdue on the day `today` (a date)."""
    languages = sources.languages()
    found, overdue = [], []
    for language in languages:
        try:
            checked.load(language)
            overdue += checked.overdue(language, checked.register(language), today)
        except checked.BrokenRulesError as error:
            found += str(error).splitlines()
    if found:
        # What is wrong with the catalogue is so in every language.
        sys.exit("\n".join(dict.fromkeys(found)))
    print(f"The catalogue and its texts ({', '.join(languages)}) are sound.")
    # Links are those of every language.
    if late := list(dict.fromkeys(overdue)):
        print(f"To be looked at again ({len(late)}), which ends nothing:", *late, sep="\n")


if __name__ == "__main__":
    main(datetime.now().astimezone().date())
