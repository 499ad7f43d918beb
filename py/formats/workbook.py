"""Tables as a workbook for Excel and LibreOffice (SpreadsheetML, ECMA-376); pure.

A text stays the text that it is: neither a number, nor a date, nor a formula comes of it. The
cells of texts have the format "text", so that this holds for what somebody types there later, too.
"""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# The indexes of cellXfs in STYLES; 49 is the format "text".
NUMBER, TEXT, HEADER = 1, 2, 3
STYLES = (
    '<styleSheet xmlns="{0}"><fonts count="2"><font><sz val="11"/><name val="{1}"/></font>'
    '<font><b/><sz val="11"/><name val="{1}"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
FROZEN = (
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft"/>'
)
HEXADECIMAL = "0123456789ABCDEFabcdef"


def parts(sheets, font):
    """Return the files that a workbook is, zipped: [[path, text]].

    A sheet is {name, widths, header, rows}: the widths of its columns in characters; `header`,
    whether the first row names the columns, stays in sight and is printed on every page; rows of
    texts and whole numbers, of which "" leaves a cell empty. A name has at most 31 characters and
    none of []:*?/\\'. `font` is the name of that of all cells.
    """
    strings, pages = {}, []
    for number, sheet in enumerate(sheets, 1):
        pages.append(["xl/worksheets/sheet{}.xml".format(number), _sheet(sheet, strings)])
    listed, titles, types, relations = [], [], [], []
    for number, sheet in enumerate(sheets, 1):
        name = _escaped(sheet["name"])
        listed.append('<sheet name="{0}" sheetId="{1}" r:id="rId{1}"/>'.format(name, number))
        relations.append(["worksheet", "worksheets/sheet{}.xml".format(number)])
        types.append(["/xl/worksheets/sheet{}.xml".format(number), "worksheet"])
        if sheet["header"]:
            title = '<definedName name="_xlnm.Print_Titles" localSheetId="{}">\'{}\'!$1:$1'
            titles.append(title.format(number - 1, name) + "</definedName>")
    relations += [["styles", "styles.xml"], ["sharedStrings", "sharedStrings.xml"]]
    types += [["/xl/workbook.xml", "sheet.main"], ["/xl/styles.xml", "styles"]]
    types.append(["/xl/sharedStrings.xml", "sharedStrings"])
    book = '<workbook xmlns="{}" xmlns:r="{}"><bookViews><workbookView/></bookViews>'.format(
        MAIN, OFFICE
    )
    book += "<sheets>" + "".join(listed) + "</sheets>"
    if titles:
        book += "<definedNames>" + "".join(titles) + "</definedNames>"
    made = [
        ["[Content_Types].xml", _types(types)],
        ["_rels/.rels", _relations([["officeDocument", "xl/workbook.xml"]])],
        ["xl/workbook.xml", book + "</workbook>"],
        ["xl/_rels/workbook.xml.rels", _relations(relations)],
        ["xl/styles.xml", STYLES.format(MAIN, _escaped(font))],
        ["xl/sharedStrings.xml", _strings(strings)],
    ]
    return [[path, HEAD + text] for path, text in made + pages]


def _sheet(sheet, strings):
    """The XML of a sheet; `strings` {text: its number} gets its texts."""
    rows = []
    for number, row in enumerate(sheet["rows"], 1):
        style = HEADER if sheet["header"] and number == 1 else TEXT
        cells = [
            _cell(value, chr(ord("A") + column) + str(number), style, strings)
            for column, value in enumerate(row)
            if value != ""
        ]
        rows.append('<row r="{}">{}</row>'.format(number, "".join(cells)))
    columns = [
        '<col min="{0}" max="{0}" width="{1}" style="{2}" customWidth="1"/>'.format(
            number, width, TEXT
        )
        for number, width in enumerate(sheet["widths"], 1)
    ]
    last = chr(ord("A") + len(sheet["widths"]) - 1) + str(len(rows))
    return (
        '<worksheet xmlns="{}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">{}</sheetView></sheetViews>'
        "<cols>{}</cols><sheetData>{}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        '<ignoredErrors><ignoredError sqref="A1:{}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    ).format(MAIN, FROZEN if sheet["header"] else "", "".join(columns), "".join(rows), last)


def _cell(value, place, style, strings):
    if type(value) is int:
        return '<c r="{}" s="{}"><v>{}</v></c>'.format(place, NUMBER, value)
    number = strings.setdefault(value, len(strings))
    return '<c r="{}" s="{}" t="s"><v>{}</v></c>'.format(place, style, number)


def _strings(strings):
    # A dict of MicroPython doesn't keep its order.
    texts = [""] * len(strings)
    for text, number in strings.items():
        texts[number] = '<si><t xml:space="preserve">' + _escaped(text) + "</t></si>"
    return '<sst xmlns="{}">{}</sst>'.format(MAIN, "".join(texts))


def _types(types):
    rows = [
        '<Override PartName="{}" ContentType="{}{}+xml"/>'.format(path, CONTENT, kind)
        for path, kind in types
    ]
    return (
        '<Types xmlns="{}content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
    ).format(PACKAGE, "".join(rows))


def _relations(relations):
    rows = [
        '<Relationship Id="rId{}" Type="{}/{}" Target="{}"/>'.format(number, OFFICE, kind, target)
        for number, (kind, target) in enumerate(relations, 1)
    ]
    return '<Relationships xmlns="{}relationships">{}</Relationships>'.format(
        PACKAGE, "".join(rows)
    )


def _escaped(text):
    """A text in XML; what XML has no place for, as _xHHHH_ (ECMA-376, 22.9.2.19)."""
    shown = []
    for place, character in enumerate(text):
        code = ord(character)
        if character in '&<>"':
            shown.append("&#{};".format(code))
        elif (code < 0x20 and character not in "\t\n") or code in (0xFFFE, 0xFFFF):
            shown.append("_x{:04X}_".format(code))
        elif character == "_" and _is_escape(text[place : place + 7]):
            shown.append("_x005F_")
        else:
            shown.append(character)
    return "".join(shown)


def _is_escape(text):
    """Whether a text reads _xHHHH_ and so would be taken for a character."""
    digits = [character for character in text[2:6] if character in HEXADECIMAL]
    return text[:2] == "_x" and text[6:] == "_" and len(digits) == 4
