"""Excel: facts about the check on one sheet, the items on another."""

from formats import rows, workbook
from formats.format import Format

# Of the columns of items, in characters.
WIDTHS = [6, 22, 18, 44, 18, 7, 14, 5]
OWN_WIDTHS = {"owner": 16, "due": 12, "note": 60, "carried": 12, "evidence": 60}
OWN_WIDTHS.update({"checked_by": 16, "checked_on": 12})


def write(questionnaire, record, _given=None):
    """Return the files that the workbook is, as `workbook.parts` gives them."""
    font = questionnaire.words["export"]["font"]
    return workbook.parts(sheets(questionnaire, record), font)


def sheets(questionnaire, record):
    """Return the record as two sheets for `workbook.parts`: facts about the check, and items."""
    words = questionnaire.words["export"]
    told, items = rows.tables(questionnaire, record)
    widths = WIDTHS + [OWN_WIDTHS[field] for field in rows.fields(record)]
    return [
        {"name": words["summary_sheet"], "widths": [36, 60], "header": False, "rows": told},
        {"name": words["items_sheet"], "widths": widths, "header": True, "rows": items},
    ]


FORMAT = Format(
    "xlsx",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write,
    place=20,
)
