"""The benchmark: what it measures is asserted, how long anything takes isn't."""

import json

import pytest
from people import VIEWS, Form
from server import SITE
from sheets import sheet

from tools import bench, bench_page, bench_scale

pytestmark = pytest.mark.only_browser("chromium")
MIXED = sheet("DPNUDP NUDPNUDPNU DPNUDPNUD")
# What needs nothing of tests/bench/node_modules.
WAYS = ["site", "javascript", "pyscript"]
PYTHON = {"py", "wasm"}


@pytest.fixture
def compared(tmp_path):
    """The site and the other ways to write it that are made of what is installed anyway."""
    with bench.sites({"site": SITE}, WAYS, tmp_path) as found:
        yield {site.name: site for site in found}


def test_what_is_measured(browser, compared):
    """A quick run has a row for each way and journey, with each measure, traffic and clicks."""
    rows = bench.measure(browser, compared.values(), 1, 6, ["full"], before=0)
    measured = {(row["site"], row["journey"]): row for row in rows}
    cold = {name: measured[name, "cold"] for name in WAYS}
    kinds = {name: set(row["traffic"]["all"]) for name, row in cold.items()}
    drawn = {f"view_{name}" for name in VIEWS[1:]}

    assert {*((name, "cold") for name in WAYS), *(("site", one) for one in bench.JOURNEYS)} == set(
        measured
    )
    for (name, journey), row in measured.items():
        expected = {*bench_page.MEASURES} | (
            drawn if (name, journey) == ("site", "cold") else set()
        )
        assert expected == set(row["measures"]), (name, journey)
        assert {"median", "min", "max"} == set(row["measures"]["ready"])
        counted = journey == "cold" and name != "pyscript"
        assert (list(bench_page.CLICKS) if counted else []) == list(row["clicks"]), (name, journey)
    assert {"p50", "p95", "worst"} == set(cold["site"]["clicks"]["painted"])
    assert PYTHON <= kinds["site"]
    assert {"wasm"} == PYTHON & kinds["pyscript"]
    assert {"html", "css"} == kinds["javascript"]
    assert cold["site"]["measures"]["bytes_all"]["median"] == sum(
        size for _, size in cold["site"]["traffic"]["all"].values()
    )
    assert 0 == measured["site", "again"]["measures"]["requests_all"]["max"]
    assert 0 == measured["site", "offline"]["measures"]["requests_all"]["max"]


def test_what_is_measured_of_many_records(browser):
    """Each action on many records has a row with its time, longest task and memory."""
    few = [scene._replace(count=min(scene.count, 51)) for scene in bench_scale.SCENES]
    rows = bench_scale.measure(browser, {"site": SITE}, 1, few, [1, 2])
    measured = {(row["scene"], row["action"], row["count"]): row["measures"] for row in rows}
    command = [measured.pop(("command", "scored", count)) for count in (1, 2)]

    assert {(one.name, action, one.count) for one in few for action, *_ in one.actions} == set(
        measured
    )
    assert {scene[:2] for scene in measured} | {("command", "scored")} == set(bench_page.ACTIONS)
    assert [{"took", "process"}] * 2 == [set(one) for one in command]
    for name, measures in measured.items():
        assert {"took", "frame", "task", "heap", "wasm"} == set(measures), name
        assert 0 < measures["took"]["median"], name
    assert measured["files", "listed", 51]["took"]["median"] > 51


# What would be seen of the verdict, if its view were shown.
VERDICT = """() => {
    const seen = document.getElementById('verdict').cloneNode(true)
    for (const hidden of seen.querySelectorAll('[hidden]')) hidden.remove()
    return seen.textContent
}"""


def test_the_limit_counts_as_the_site_does(page, compared):
    """The page in JavaScript shows the numbers that Python would, and keeps the answers."""
    shown = []
    for name in ("site", "javascript"):
        form = Form(page, compared[name].server).open()
        form.answer_all(MIXED)
        shown.append([form.outputs(), page.evaluate(VERDICT)])
        page.reload()
        assert MIXED == form.ready().answers()

    (counted, verdict), limit = shown
    assert [counted, verdict.split()] == [limit[0], limit[1].split()]


def test_a_way_that_is_not_installed_is_left_out(tmp_path, monkeypatch, capsys):
    """Where a package is missing, the others are compared, and the missing file is named."""
    monkeypatch.setattr(bench.variants, "OWN", tmp_path)
    with bench.sites({"site": SITE}, ["site", "surveyjs"], tmp_path) as found:
        assert ["site"] == [site.name for site in found]
    assert "WITHOUT surveyjs" in capsys.readouterr().err


def test_the_page_is_what_was_measured():
    """The page and its figure are what the command makes of the results that it kept."""
    results = json.loads(bench_page.RESULTS.read_text(encoding="utf-8"))
    drawing = bench_page.FIGURE.read_text(encoding="utf-8")

    assert bench_page.markdown(results) == bench_page.PAGE.read_text(encoding="utf-8")
    assert bench_page.figure(results) == drawing
    assert [*bench_page.SITES] == list(dict.fromkeys(row["site"] for row in results["rows"]))


def test_the_lock_names_no_host():
    """What only the benchmark installs is pinned by hash, wherever packages are had from."""
    lock = (bench.variants.HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: one for name, one in json.loads(lock)["packages"].items() if name}

    assert "://" not in lock
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
