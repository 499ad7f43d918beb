"""CSV, for programs.

A spreadsheet finds no formula in it, but can't tell what is text: it makes a number of 0312345678.
"""

from formats import rows
from formats.characters import is_blank
from formats.format import Format

# What begins a formula (owasp.org/www-community/attacks/CSV_Injection), also in Japanese width.
FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫−ー"


def write(questionnaire, record, _given=None):
    """Return the record as CSV for programs: UTF-8 with BOM, CRLF, quotes as in RFC 4180.

    First facts about the check, then one row per item. Numbers of ours stand bare, all else in
    quotes; a text that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    told, items = rows.tables(questionnaire, record)
    lines = told + [[]] + items
    return "\ufeff" + "".join([",".join([_cell(one) for one in row]) + "\r\n" for row in lines])


def _cell(value):
    """A cell of CSV: numbers bare, text in quotes and never a formula."""
    if type(value) is int:
        return str(value)
    return '"' + ("'" if _is_formula(value) else "") + value.replace('"', '""') + '"'


def _is_formula(text):
    """Whether a spreadsheet could take the text for a formula, blanks before it passed over."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for character in text:
        if not is_blank(character):
            return character in FORMULA
    return False


FORMAT = Format("csv", ".csv", "text/csv", write, place=30)
