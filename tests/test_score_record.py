"""What tools/score_record.py says of files, good and bad, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from contextlib import redirect_stdout
from pathlib import Path

import copies
import oracle
import pytest
import sources
from hypothesis import given, settings
from hypothesis import strategies as st
from ideas import record
from sheets import CASES, PY, catalog, questionnaire, sheet, texts

from tools import score_record

CATALOG = catalog()
QUESTIONNAIRE = questionnaire()
TEXTS = texts()
COUNT = len(CATALOG["items"])
GOOD = CASES / "record-v2.json"
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
SHEETS = st.lists(st.sampled_from([*oracle.ANSWERS, None]), min_size=COUNT, max_size=COUNT)


TOOL = []


@pytest.fixture(scope="module", autouse=True)
def tool(tmp_path_factory):
    """The tool in a folder of its own, beside the questionnaire that these tests know."""
    folder = tmp_path_factory.mktemp("tool")
    shutil.copytree(PY, folder / "py")
    shutil.copytree(PY.parent / "tools", folder / "tools")
    (folder / "hooks").mkdir()
    shutil.copy(sources.__file__, folder / "hooks")
    copies.put_data(folder, "frozen")
    TOOL[:] = [folder / "tools" / "score_record.py"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(score_record, "QUESTIONNAIRE", QUESTIONNAIRE)
        yield


def run(*arguments, stdin=None, encoding="utf-8", **options):
    """Run the tool as a program; return its status, and what it says as (out, err)."""
    done = subprocess.run(
        [sys.executable, *TOOL, *arguments],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
        **options,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


def saved(tmp_path, answers=MIXED, **fields):
    made = record.blank(QUESTIONNAIRE, "1.0.0")
    record.put_answers(QUESTIONNAIRE, made, answers)
    file = tmp_path / "check.json"
    file.write_text(json.dumps({**made, **fields}), encoding="utf-8")
    return file


@settings(deadline=None)  # files take their time
@given(answers=SHEETS)
def test_the_result_is_the_right_one(answers, tmp_path_factory):
    """Total, subtotals, band and plan of a file are those that the oracle expects."""
    file = saved(tmp_path_factory.mktemp("records"), answers)
    expected = oracle.expect(answers)

    found = score_record.assess(str(file))["result"]

    assert expected["total"] == found["total"]
    assert expected["subtotals"] == [row["points"] for row in found["subtotals"]]
    assert expected["band"] == found["band"]
    assert expected["improvements"] == [
        (row["number"], row["answer"], row["gain"]) for row in found["improvements"]
    ]


def test_what_a_person_reads(tmp_path):
    """Name, sums, verdict, parts, a wrong total, unknown fields and plan come in this order."""
    names = {"company": "山田商店", "department": "本店", "date": "2026-11-23"}
    file = saved(tmp_path, sheet("PU") + ["done"] * 23, total=99, **names, **{"x-new": 1})

    status, out, err = run(file)

    assert (0, "") == (status, err)
    assert [
        str(file),
        "  山田商店・本店 2026-11-23",
        "  25問のうち25問に回答",
        "  診断の版：25項目・「情報セキュリティ6か条」のある版",
        "  合計点：93",
        "  A（「実施している」の合計点）：92",
        "  B（「一部実施している」の合計点）：2",
        "  C（「わからない」の合計点）：-1",
        "  判定：ほぼできていますが、対策の足りない点が一部にあるようです。",
        "  Part 1 基本的対策：17",
        "  Part 2 従業員としての対策：40",
        "  Part 3 組織としての対策：36",
        "  " + TEXTS["records"]["claimed"].format(claimed=99, computed=93),
        "  " + TEXTS["records"]["unknown_fields"].format(names="x-new"),
        "  改善の計画",
        "    No.2 ウイルス対策ソフトを導入し適切に利用する（+5点）",
        "    No.1 OSやソフトウェアは常に最新の状態にする（+2点）",
    ] == out.splitlines()


def test_json_for_programs(tmp_path):
    """With --json a program reads every file's result or refusal, in the order given."""
    status, out, err = run("--json", GOOD, tmp_path / "none", saved(tmp_path, total=3))

    good, missing, wrong = json.loads(out)
    assert 2 == status
    assert [True, False, True] == [one["valid"] for one in (good, missing, wrong)]
    assert (25, None, 3) == (good["result"]["total"], good["claimed_total"], wrong["claimed_total"])
    assert "items.3.x-cost" in good["unknown_fields"]
    assert ("unreadable", "") == (missing["reason"], missing["place"])
    assert err == f"{tmp_path / 'none'}: {missing['message']}\n"
    assert out.isascii()
    assert json.dumps([good, missing, wrong], indent=2) + "\n" == out


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_many_files_need_no_more_memory_than_few(options):
    """However many files there are, no more than one result is in memory."""

    def peak(count):
        tracemalloc.start()
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
            assert 0 == score_record.main([*options, *[str(GOOD)] * count])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(200) < 1.1 * peak(20)


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"", "cut", "line 1"),
        (b"\xff\xfe{\x00}\x00", "encoding", ""),
        ('{"format": "会社"}'.encode("cp932"), "encoding", ""),
        (b'{"format": "selfcheck-record", "version": 3}', "newer", "version"),
        (b"[" * 1_000, "deep", "line 1"),
        (b"[" * 100_000, "many", ""),
        (b" " * 200_001, "long", ""),
        (b" " * 50_000_000, "long", ""),
        ("あ".encode() * 200_000, "syntax", "line 1"),
        (CASES.joinpath("sealed.txt").read_bytes(), "number", "line 1"),
    ],
    ids=["empty", "UTF-16", "cp932", "newer", "deep", "many", "long", "huge", "Japanese", "sealed"],
)
def test_a_refused_file(tmp_path, data, reason, place):
    """What is no record is refused with its reason and place."""
    file = tmp_path / "check.json"
    file.write_bytes(data)

    found = score_record.assess(str(file))

    assert (False, reason, place) == (found["valid"], found["reason"], found["place"])


@settings(deadline=None)  # files take their time
@given(st.binary(max_size=60))
def test_any_bytes_are_refused(tmp_path_factory, data):
    """No bytes lead to an exception."""
    file = tmp_path_factory.getbasetemp() / "check.json"
    file.write_bytes(data)

    assert not score_record.assess(str(file))["valid"]


@pytest.mark.parametrize("name", ["none.json", ".", "", "-", "/dev/full", "a" * 5000])
def test_what_cannot_be_read(tmp_path, name):
    """A missing file, a directory, a name too long, an empty input: status 2 and a reason."""
    status, out, err = run(name, cwd=tmp_path)

    assert (2, "") == (status, out)
    assert err.startswith(name)
    assert 1 == err.count("\n")


def test_one_bad_file_hides_no_good_one(tmp_path):
    """The good files are shown, the bad one is told, and the status says that there was one."""
    status, out, err = run(GOOD, tmp_path, GOOD)

    assert 2 == status
    assert 2 == out.count("さくら商店")
    assert 1 == err.count("\n")


def test_standard_input():
    """A hyphen stands for standard input."""
    status, out, _ = run("-", stdin=GOOD.read_bytes())

    assert 0 == status
    assert "さくら商店" in out


def test_nothing_steers_the_terminal(tmp_path):
    """Control and direction characters of a file or its name reach the terminal as escapes."""
    odd = {"x-\u202e\x1b[31m\u2066": 1, "company": "会社🏪\u3000本店"}
    file = saved(tmp_path, **odd).rename(tmp_path / "evil\x1b[2J\u202e.json")
    refused = tmp_path / "bad\x07.json"
    refused.write_text('{"format": "\u202e\\u001b[0m"}', encoding="utf-8")

    status, out, err = run(file, refused)

    assert 2 == status
    assert "会社🏪\u3000本店" in out
    for text in (out, err):
        assert not [c for c in text if not c.isprintable() and c not in "\n\u3000"]
    assert r"evil\x1b[2J\u202e.json" in out
    assert r"bad\x07.json" in err


def test_a_console_that_lacks_characters(tmp_path):
    """On a console of cp932 the characters that it lacks become question marks."""
    status, out, _ = run(saved(tmp_path, company="🏪商店"), encoding="cp932")

    assert 0 == status
    assert "?商店" in out


def test_a_reader_that_goes_away():
    """When nobody reads on, the program ends without a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, *TOOL, *[GOOD] * 50], stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)

    assert b"" == done.stderr


def test_no_file_at_all():
    """Without an argument the program tells how it is used."""
    status, out, err = run()

    assert (2, "") == (status, out)
    assert err.startswith("usage:")
