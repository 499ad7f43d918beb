"""The record itself, for this site and for programs: docs/record.md says how."""

from formats.format import Format

FORMAT = Format("json", ".json", "application/json", place=10, listed=True)
