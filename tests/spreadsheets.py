"""Workbooks (.xlsx) as other programs read them."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_workbook(file):
    """Return the sheets of a workbook as rows of texts, whole numbers and None; no formula."""
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        strings = parsed(packed, "xl/sharedStrings.xml")
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = [parsed(packed, name) for name in sorted(names)]
    texts = [
        unescaped("".join(text.text or "" for text in one.iter(MAIN + "t")))
        for one in strings.iter(MAIN + "si")
    ]
    return [cells_of(sheet, texts) for sheet in sheets]


def parsed(packed, name):
    return ElementTree.fromstring(packed.read(name))  # noqa: S314, ours


def unescaped(text):
    """A text without what stands for characters in it (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cells_of(sheet, texts):
    assert [] == list(sheet.iter(MAIN + "f"))
    rows = []
    for row in sheet.iter(MAIN + "row"):
        while len(rows) < int(row.get("r")):
            rows.append([])
        for cell in row:
            value = cell.findtext(MAIN + "v")
            column = ord(cell.get("r")[0]) - ord("A")
            rows[-1] += [None] * (column + 1 - len(rows[-1]))
            if value is not None:
                rows[-1][column] = texts[int(value)] if cell.get("t") == "s" else int(value)
        while rows[-1] and rows[-1][-1] is None:
            rows[-1].pop()
    return rows


def has_libreoffice(program):
    """Whether LibreOffice is installed with "calc" or "writer", which come one by one."""
    found = shutil.which("soffice")
    library = {"calc": "libsclo.so", "writer": "libswlo.so"}[program]
    return found is not None and Path(found).resolve().with_name(library).exists()


def by_libreoffice(file, *options):
    """Return the workbook that LibreOffice writes when it has opened a file (a Path)."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", "xlsx", "--outdir"]
    out = file.parent / "opened"
    subprocess.run([*command, out, file], check=True, capture_output=True, timeout=120)
    return (out / file.name).with_suffix(".xlsx")
