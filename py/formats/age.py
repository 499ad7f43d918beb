"""The record itself under a passphrase (age-encryption.org)."""

from formats.format import Format

FORMAT = Format("age", ".json.age", "application/octet-stream", place=60, sealed=True)
