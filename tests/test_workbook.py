"""A workbook shows every text as the text that it is."""

import io
import zipfile

import pytest
from formats import excel, workbook
from ideas import record
from payloads import LINES
from sheets import catalog, questionnaire, sheet, texts
from spreadsheets import MAIN, by_libreoffice, has_libreoffice, parsed, read_workbook

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
# What spreadsheets take for numbers, dates, times, truth and errors when they can choose.
TAKEN = ["0312345678", "1-2", "1/2", "12345678901234567890", "(1)", "1e5", "2026-12-01", "12:30"]
TAKEN += ["TRUE", "50%", "¥100", "1,000", "０３", "#N/A", "=1+1", "+81-3", "'x", " 先頭", "末尾　"]
TAKEN += ["a\nb\tc", "_x0041_", "_x005F_", "_x00", '&lt;<b>"', "x" * 1000]
# U+FFFE is no character: Excel reads it from _xFFFE_, LibreOffice shows that.
NASTY = [*TAKEN, *[text for text in LINES if "\ufffe" not in text]]


def packed(sheets):
    """The file of a workbook, as the browser's zip.js makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for path, text in workbook.parts(sheets, "Meiryo"):
            file.writestr(path, text)
    return made


def record_of_nasty_texts():
    made = record.blank(QUESTIONNAIRE, "1.0.0")
    record.put_answers(QUESTIONNAIRE, made, MIXED)
    made.update(company="0312345678", department="1-2", role="(1)", date="2026-11-23")
    for index, item in enumerate(CATALOG["items"]):
        owner, note = NASTY[index], "\n".join(NASTY[index : index + 9])
        made["items"][str(item["number"])] = {"owner": owner, "note": note, "due": "2026-12-01"}
    return made


def sheets_of_nasty_texts():
    """A record's own sheets, and one in which each nasty text stands alone."""
    alone = {"name": "1", "widths": [20], "header": False, "rows": [[text] for text in NASTY]}
    return [*excel.sheets(QUESTIONNAIRE, record_of_nasty_texts()), alone]


def cells(sheets):
    """What a program has to find in the cells: None in empty ones, and none after the last."""
    found = [
        [[value if value != "" else None for value in row] for row in s["rows"]] for s in sheets
    ]
    for row in [row for rows in found for row in rows]:
        while row and row[-1] is None:
            row.pop()
    return found


def test_every_cell_comes_back():
    """Texts come back word for word as texts, points as numbers."""
    sheets = sheets_of_nasty_texts()

    assert cells(sheets) == read_workbook(packed(sheets))


@pytest.mark.parametrize("text", ["\x00\x0b", "a\rb", "\ufffe\uffff", "_xFFFE_"])
def test_what_xml_cannot_say(text):
    """A character that XML has no place for comes back all the same."""
    sheets = [{"name": "1", "widths": [9], "header": False, "rows": [[text]]}]

    assert [[[text]]] == read_workbook(packed(sheets))


def test_the_sheets_of_a_record():
    """The first sheet says what the check gave, the second has a row for each item."""
    told, items = excel.sheets(QUESTIONNAIRE, record_of_nasty_texts())

    assert ["0312345678", "1-2", "(1)", "2026-11-23"] == [row[1] for row in told["rows"][:4]]
    assert [row["number"] for row in CATALOG["items"]] == [row[0] for row in items["rows"][1:]]
    assert ["0312345678", "2026-12-01"] == items["rows"][1][8:10]
    assert {len(items["widths"])} == {len(row) for row in items["rows"]}


def test_the_names_of_columns_stay_in_sight():
    """The first row of the items is frozen and printed on each page; cells of texts stay texts."""
    with zipfile.ZipFile(packed(excel.sheets(QUESTIONNAIRE, record_of_nasty_texts()))) as file:
        told, items = (parsed(file, f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
        book, styles = parsed(file, "xl/workbook.xml"), parsed(file, "xl/styles.xml")

    assert [0, 1] == [len(list(one.iter(MAIN + "pane"))) for one in (told, items)]
    (name,) = book.iter(MAIN + "definedName")
    assert ("1", "'項目と計画'!$1:$1") == (name.get("localSheetId"), name.text)
    formats = [one.get("numFmtId") for one in styles.find(MAIN + "cellXfs")]
    assert {"49"} == {formats[int(c.get("s"))] for c in items.iter(MAIN + "c") if c.get("t") == "s"}


def test_a_file_is_xml_alone():
    """Each part is XML, and none is named in the list of contents that isn't there."""
    with zipfile.ZipFile(packed(sheets_of_nasty_texts())) as file:
        named = [one.get("PartName") for one in parsed(file, "[Content_Types].xml")]
        names = file.namelist()
        for name in names:
            parsed(file, name)

    relations = {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
    assert {*names} - relations == {name[1:] for name in named if name}


@pytest.mark.audit
@pytest.mark.skipif(not has_libreoffice("calc"), reason="LibreOffice Calc isn't installed")
def test_libreoffice_changes_no_cell(tmp_path):
    """LibreOffice opens the workbook and finds the same texts and numbers."""
    sheets = sheets_of_nasty_texts()
    file = tmp_path / "check.xlsx"
    file.write_bytes(packed(sheets).getvalue())

    assert cells(sheets) == read_workbook(by_libreoffice(file))
