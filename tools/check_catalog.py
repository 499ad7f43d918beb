"""The part of `lint` that checks catalogue, texts, pages of items and ends of support.

`python tools/check_catalog.py` prints what hooks/checked.py and ends.py refuse, in a build's
words; its exit status is 1 then.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "py"), str(ROOT / "hooks")]

import checked  # noqa: E402, they stand in hooks/ and py/
import ends  # noqa: E402
import sources  # noqa: E402


def main():
    languages = sources.languages()
    found = []
    for language in languages:
        try:
            checked.load(language)
            if (ROOT / ends.name(language)).exists():
                ends.load(language)
        except checked.BrokenRulesError as error:
            found += str(error).splitlines()
    if found:
        # What is wrong with the catalogue is so in every language.
        sys.exit("\n".join(dict.fromkeys(found)))
    print(f"The catalogue and its texts ({', '.join(languages)}) are sound.")


if __name__ == "__main__":
    main()
