"""The part of `lint` that checks catalogue, texts, pages of items and ends of support.

`python tools/check_catalog.py` prints what hooks/checked.py and ends.py refuse, in a build's
words; its exit status is 1 then. What has to be looked at again by today is named, and changes
nothing: whoever builds an old commit has nothing to mend.
"""

import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import checked  # noqa: E402, they stand in hooks/ and py/
import claims  # noqa: E402
import ends  # noqa: E402
import sources  # noqa: E402


def main(today):
    """Print what is wrong, or what is overdue on the day `today` (a date)."""
    languages = sources.languages()
    found, overdue = [], []
    for language in languages:
        try:
            checked.load(language)
            overdue += checked.overdue(language, checked.register(language), today)
            if (ROOT / ends.name(language)).exists():
                rows = ends.load(language)
                overdue += claims.overdue(ends.name(language), rows, today)
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
