"""What there is to say of a format: the one row that each file of this folder has of its own."""

from formats.characters import BLANKS, is_invisible

# Two names of this length, even of emoji, leave a file's name within 80 characters and 255 bytes.
NAME = 24
UNSAFE_IN_NAMES = '\\/:*?"<>|'


class Format:
    """How a record is written for other programs. Its words are records.export[kind] and _help.

    - kind: what the button asks for; extension; media_type
    - write: (questionnaire, record, given) → text, or [[path, text]] of what will be zipped, or ""
      if there is nothing to write, which the word `nothing` says; `given` has next_check (a date
      or "") and stamp (of the time, as iCalendar writes it). Without `write`, the file holds the
      record itself (`whole`): nothing is lost with who has it
    - place: among the others; listed: whether it is offered beside each record of the list, too
    - asks: "date" if a next check can be named; sealed: whether a passphrase is asked for
    """

    def __init__(
        self,
        kind,
        extension,
        media_type,
        write=None,
        place=0,
        listed=False,
        asks="",
        nothing="",
        sealed=False,
    ):
        self.kind = kind
        self.extension = extension
        self.media_type = media_type
        self.write = write
        self.whole = write is None
        self.place = place
        self.listed = listed
        self.asks = asks
        self.nothing = nothing
        self.sealed = sealed

    def name(self, questionnaire, record):
        """Return a name for a record's file."""
        return filename(questionnaire, record, self.extension)


def filename(questionnaire, record, extension):
    """Return a name for a record's file that Windows, macOS and Linux accept."""
    names = [record.get(field, "") for field in ("company", "department", "date")]
    return named([questionnaire.words["export"]["file"]] + names, extension)


def named(parts, extension):
    """Return a file's name made of texts, those that have something in them."""
    kept = [_file_part(part) for part in parts]
    return "-".join([part for part in kept if part]) + extension


def _file_part(text):
    """A text as part of a file's name, shortened."""
    kept = []
    for character in text:
        if character in UNSAFE_IN_NAMES:
            kept.append("_")
        elif not is_invisible(character):
            kept.append(" " if character in BLANKS else character)
    return "".join(kept).strip(" .")[:NAME].strip(" .")
