"""Files of earlier versions open today, and today's files open in those versions."""

import io
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest
from formats import csv
from ideas import merge, record
from sheets import CASES, catalog, questionnaire, sheet

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
BEFORE = CASES / "from-0.4.0"
# The last commit of 0.4.0.
COMMIT = "641e786"
TEXT = (BEFORE / "record.json").read_text(encoding="utf-8")
STORAGE = json.loads((BEFORE / "storage.json").read_text(encoding="utf-8"))
WORDS = "正しい 合言葉 🔑 040"
KEPT = {
    (state, key): text
    for state, found in STORAGE.items()
    for kind in found.values()
    for key, text in kind.items()
    if key == "selfcheck5.record" or key.startswith("selfcheck5.kept.")
}
READ = """
import json, sys
sys.path.insert(0, sys.argv[1])
import record
with open(sys.argv[1] + "/catalog.json", encoding="utf-8") as file:
    catalog = json.load(file)
records = [record.load(catalog, text) for text in json.load(sys.stdin)]
print(json.dumps([record.dump(catalog, one) for one in records]))
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """What 0.4.0 makes of a list of texts, read and written again."""
    git = shutil.which("git")
    found = subprocess.run(
        [git, "archive", COMMIT, "py"], cwd=Path(__file__).parent.parent, capture_output=True
    )
    if found.returncode:
        pytest.skip(f"this clone doesn't have {COMMIT}")
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(folder, filter="data")

    def read(written):
        done = subprocess.run(
            [sys.executable, "-I", "-c", READ, str(folder / "py")],
            input=json.dumps(written),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    return read


def test_a_record_of_0_4_0_stays_as_it_is():
    """Opened and saved again, a record of 0.4.0 is the same, letter for letter."""
    assert TEXT == record.dump(QUESTIONNAIRE, record.load(QUESTIONNAIRE, TEXT))


@pytest.mark.parametrize("text", KEPT.values(), ids=[" ".join(key) for key in KEPT])
def test_what_0_4_0_kept_stays_as_it_is(text):
    """So is every record that 0.4.0 kept in a tab or on the device."""
    assert text == record.dump(QUESTIONNAIRE, record.load(QUESTIONNAIRE, text))


def test_a_table_of_0_4_0_is_written_alike():
    """The CSV of a record is today what it was: a program that takes it in goes on doing so."""
    now = csv.write(QUESTIONNAIRE, record.load(QUESTIONNAIRE, TEXT))

    assert (BEFORE / "record.csv").read_bytes().decode() == now


def test_a_sealed_record_of_0_4_0_opens():
    """Any age program opens what 0.4.0 sealed, and finds the same record."""
    sealed = (BEFORE / "record.age").read_bytes()

    assert TEXT == pyrage.passphrase.decrypt(sealed, WORDS).decode()


def test_0_4_0_reads_what_is_written_today(reader):
    """0.4.0 opens today's records: names, plans, evidence, merged ones, drafts, unknown fields."""
    full = record.load(QUESTIONNAIRE, (CASES / "record-v2.json").read_text(encoding="utf-8"))
    blank = record.blank(QUESTIONNAIRE, "9.9.9")
    long = record.load(QUESTIONNAIRE, TEXT)
    for item in CATALOG["items"]:
        record.put_item(long, item["number"], "note", "🏪\n" * 500)
    record.put(long, "company", "㈱" * record.NAME)
    parts = [full, record.load(QUESTIONNAIRE, TEXT)]
    merged = merge.merged(QUESTIONNAIRE, parts, record.RULES[0], {}, "9.9.9", "2026-12-01")[
        "record"
    ]
    answered = record.blank(QUESTIONNAIRE, "9.9.9")
    record.put_answers(QUESTIONNAIRE, answered, sheet("DPNUDP NUDPNUDPNU DPNUDPNU."))
    checked, drafts = (
        record.load(QUESTIONNAIRE, (CASES / f"record-v2-{name}.json").read_text(encoding="utf-8"))
        for name in ("evidence", "papers")
    )
    everything = (full, blank, long, merged, answered, checked, drafts)
    written = [record.dump(QUESTIONNAIRE, one) for one in everything]

    assert written == reader(written)
