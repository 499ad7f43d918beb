"""Measure how fast the site is, beside other ways to write its form, in this machine's Chromium.

Every load is cold and in a window of its own. The ways, the speeds and the journeys take turns, so
that whatever else the machine does meets all of them alike. One round before isn't counted.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / name) for name in ("tests/bench", "tests/e2e", "tools")]

import bench_page  # noqa: E402
import bench_scale  # noqa: E402
import variants  # noqa: E402
from browsers import launch_arguments  # noqa: E402
from server import SITE, Server  # noqa: E402

BASE = "/some/sub-path/"
RESULTS = ROOT / "test-results" / "bench.json"
WATCH = ROOT / "tests" / "bench" / "watch.js"
# As Lighthouse calls it: what a request waits for, in ms, and bytes in a second.
SLOW_4G = {"latency": 150, "downloadThroughput": 1638.4 * 125, "uploadThroughput": 750 * 125}
# How many times slower the processor seems, and through what the network is led.
SPEEDS = {"full": (1, None), "cpu4": (4, None), "slow4g": (4, SLOW_4G)}
# What a visitor does; only the site itself has more than its form.
JOURNEYS = ["cold", "home", "again", "offline", "file"]
# Where the network plays no part, or only before what is measured.
UNCONNECTED = ["again", "offline", "file"]
CLICKS = 1000
# What there is to measure: the site, other ways to write its form, and many records.
SCALE = "scale"
NAMES = ["site", *variants.ALL, SCALE]
KEPT = """async () => {
    const {active, scope, installing} = await navigator.serviceWorker.ready
    return active.state === 'activated' && !installing && await caches.match(`${scope}?files`)
}"""


class Site:
    """A folder with a built site, served as `name`; other ways to write it are its only journey."""

    def __init__(self, name, folder, journeys):
        self.name = name
        self.folder = folder
        self.journeys = journeys
        self.server = Server(BASE, folder)
        # A header and a body are two packets: the second doesn't wait for an answer to the first.
        self.server.http.RequestHandlerClass.disable_nagle_algorithm = True


class Load:
    """A page of which one load is measured, at a speed: a key of SPEEDS."""

    def __init__(self, context, speed):
        self.page = context.new_page()
        self.page.add_init_script(path=WATCH)
        self.requests = {}
        self.cdp = context.new_cdp_session(self.page)
        self.cdp.on("Network.requestWillBeSent", self.sent)
        self.cdp.on("Network.responseReceived", self.received)
        self.cdp.on("Network.loadingFinished", self.finished)
        self.cdp.send("Network.enable")
        rate, network = SPEEDS[speed]
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        if network:
            self.cdp.send("Network.emulateNetworkConditions", {"offline": False, **network})

    def sent(self, event):
        request = {"url": event["request"]["url"], "clock": event["wallTime"] - event["timestamp"]}
        self.requests[event["requestId"]] = request

    def received(self, event):
        response = event["response"]
        kept = response.get("fromDiskCache") or response.get("fromServiceWorker")
        self.requests.get(event["requestId"], {})["kept"] = kept

    def finished(self, event):
        request = self.requests.get(event["requestId"], {})
        request["bytes"] = event["encodedDataLength"]
        request["at"] = event["timestamp"] + request.get("clock", 0)

    def go(self, address):
        self.requests.clear()
        self.page.goto(address, wait_until="commit")
        return self

    def measured(self):
        """Return what the load took, in ms and bytes, once the page is quiet; and its traffic."""
        measures = self.page.evaluate("bench.load()")
        ready = measures.pop("said") / 1000
        done = [one for one in self.requests.values() if one.get("bytes") and not one.get("kept")]
        early = [one for one in done if one["at"] <= ready]
        traffic = {}
        for when, some in {"ready": early, "all": done}.items():
            measures[f"requests_{when}"] = len(some)
            measures[f"bytes_{when}"] = sum(one["bytes"] for one in some)
            kinds = traffic[when] = defaultdict(lambda: [0, 0])
            for one in some:
                kind = kinds[Path(urlsplit(one["url"]).path).suffix[1:] or "html"]
                kind[0] += 1
                kind[1] += one["bytes"]
        self.cdp.send("HeapProfiler.collectGarbage")
        measures["heap"] = self.cdp.send("Runtime.getHeapUsage")["usedSize"]
        return measures, traffic

    def views(self):
        """Return how long the first drawing of each view took, in ms: {view: time}."""
        links = self.page.locator(".views a").all()[1:]
        names = [link.get_attribute("href").removeprefix("#") for link in links]
        return {name: self.page.evaluate("bench.draw", name) for name in names}


def cold(context, site, speed):
    return Load(context, speed).go(site.server.form)


def home(context, site, speed):
    """From the home page, after two seconds; what it keeps for later may be under way."""
    load = Load(context, speed)
    load.page.goto(site.server.url)
    load.page.wait_for_timeout(2000)
    load.requests.clear()
    load.page.locator('main a[href="diagnose/"]').first.click(no_wait_after=True)
    load.page.wait_for_url(site.server.form, wait_until="commit")
    return load


def again(context, site, speed):
    """A second visit: what the browser kept of the first is fresh still."""
    with context.new_page() as page:
        page.goto(site.server.form)
        page.wait_for_selector("html[data-network=quiet]")
    return cold(context, site, speed)


def offline(context, site, speed):
    """Nobody answers, but the service worker has kept the site."""
    with context.new_page() as page:
        page.goto(site.server.url)
        page.wait_for_function(KEPT)
    site.server.down = True
    return cold(context, site, speed)


def file(context, site, speed):
    return Load(context, speed).go((site.folder / "selfcheck.html").as_uri())


@contextmanager
def sites(folders, wanted, scratch):
    """The sites to compare: each folder's own, and of the first the other ways that are wanted."""
    own = folders if "site" in wanted else {}
    found = [Site(name, folder, JOURNEYS) for name, folder in own.items()]
    first = next(iter(folders.values()))
    for name, make in variants.ALL.items():
        if name not in wanted:
            continue
        try:
            files = make(first)
        except FileNotFoundError as error:
            print(f"WITHOUT {name}: {error.filename} is missing", file=sys.stderr, flush=True)
            continue
        folder = shutil.copytree(first, scratch / name)
        for path, content in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        found.append(Site(name, folder, ["cold"]))
    try:
        yield found
    finally:
        for site in found:
            site.server.close()


def sample(browser, site, journey, speed, clicks):
    """Return the numbers, the clicks' times and the traffic of one load in a window of its own."""
    workers = "allow" if journey in ("home", "offline") else "block"
    view = {"width": 1280, "height": 900}
    with browser.new_context(service_workers=workers, locale="ja-JP", viewport=view) as context:
        try:
            load = globals()[journey](context, site, speed)
            measures, traffic = load.measured()
        finally:
            site.server.down = False
        took = []
        # An empty script counts nothing; and what answers a click asks no network.
        if journey == "cold" and speed != "slow4g" and site.name != "pyscript":
            took = load.page.evaluate("bench.clicks", clicks)
            if len(site.journeys) > 1:
                measures |= {f"view_{name}": ms for name, ms in load.views().items()}
    return measures, took, traffic


def measure(browser, found, runs, clicks, speeds=tuple(SPEEDS), before=1):
    """Return a row of results for each site, journey and speed; all take turns, `runs` times
    after the rounds `before` that don't count.

    A row is {site, journey, speed, measures: {name: {median, min, max}}, traffic, clicks}. `clicks`
    of it are spread over the runs. Times are in ms, sizes in bytes; `traffic` is {when: {kind:
    [requests, bytes]}} of the last run.
    """
    turns = [
        (site, journey, speed)
        for speed in speeds
        for journey in JOURNEYS
        for site in found
        if journey in site.journeys and not (journey in UNCONNECTED and speed == "slow4g")
    ]
    samples = [[] for _ in turns]
    for run in range(1 - before, runs + 1):
        for turn, taken in zip(turns, samples, strict=True):
            print(
                f"\r{run}/{runs} {turn[0].name} {turn[1]} {turn[2]}\033[K", end="", file=sys.stderr
            )
            one = sample(browser, *turn, -(-clicks // runs))
            if run > 0:
                taken.append(one)
    return [
        {"site": site.name, "journey": journey, "speed": speed} | summary(taken)
        for (site, journey, speed), taken in zip(turns, samples, strict=True)
    ]


def summary(taken):
    """Return what several samples say: medians and spread, percentiles of all clicks, traffic."""
    names = {name: None for measures, _, _ in taken for name in measures}
    values = {name: [one.get(name, 0) for one, _, _ in taken] for name in names}
    clicks = [pair for _, took, _ in taken for pair in took]
    return {
        "measures": {name: bench_scale.spread(some) for name, some in values.items()},
        "clicks": {
            name: percentiles([pair[which] for pair in clicks])
            for which, name in enumerate(["changed", "painted"] if clicks else [])
        },
        "traffic": taken[-1][2],
    }


def percentiles(times):
    ordered = sorted(times)
    at = {"p50": len(times) // 2, "p95": len(times) * 95 // 100, "worst": -1}
    return {name: round(ordered[index], 1) for name, index in at.items()}


def circumstances(browser, site, runs, clicks):
    """Return where, when, of what sources and with what versions it was measured."""
    release = json.loads((site / "release.json").read_text(encoding="utf-8"))
    info = Path("/proc/cpuinfo")
    models = [
        line.partition(": ")[2]
        for line in (info.read_text().splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    packages = [variants.PYSCRIPT.parent, variants.MICROPYTHON]
    packages += [variants.OWN / name for name in ("pyodide", "survey-js-ui")]
    about = [path / "package.json" for path in packages]
    versions = [json.loads(path.read_text(encoding="utf-8")) for path in about if path.exists()]
    return {
        "date": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}",
        "commit": release["commit"],
        "changed": release["modified"],
        "runs": runs,
        "clicks": clicks,
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "browser": f"Chromium {browser.version}",
        "versions": {one["name"]: one["version"] for one in versions},
    }


def load():
    """Return how many tasks the machine has had at once of late, or None where it doesn't tell."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def told(row):
    """Return a row of results as a line: medians in ms and KB."""
    medians = {name: one["median"] for name, one in row["measures"].items()}
    if "scene" in row:
        said = [f"{name} {medians[name]:.0f}" for name in medians]
        return f"{row['site']} {row['scene']} {row['count']}, {row['action']}: {', '.join(said)}"
    named = ["first_paint", "ready", "quiet", "longest_task", "blocking"]
    said = [f"{name} {medians[name]:.0f}" for name in named]
    said += [f"{name} {medians[name] / 1000:.0f} KB" for name in ("bytes_ready", "bytes_all")]
    said += [f"click {name} {times}" for name, times in row["clicks"].items()]
    return f"{row['site']}, {row['journey']}, {row['speed']}: {', '.join(said)}"


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", metavar="NAME", choices=NAMES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs is at least 1")
    alone = options.only == [SCALE]
    if options.write and (options.quick or options.sites or (options.only and not alone)):
        parser.error(
            "the page tells of everything: --write goes with --runs and --only=scale alone"
        )
    folders = {os.path.relpath(folder, ROOT): folder for folder in options.sites or [SITE]}
    wanted = options.only or [name for name in NAMES if name != SCALE or not options.quick]
    clicks, speeds = (40, ["full"]) if options.quick else (CLICKS, SPEEDS)
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as scratch,
        sites(folders, wanted, Path(scratch)) as found,
    ):
        if options.write and not alone and len(found) <= len(variants.ALL):
            sys.exit("Nothing is written: the page tells of every way, and one can't be had here")
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        about = circumstances(browser, next(iter(folders.values())), options.runs, clicks)
        results = {}
        before = load()
        if found:
            rows = measure(browser, found, options.runs, clicks, speeds)
            results = about | {"rows": rows, "loads": [before, load()]}
        if SCALE in wanted:
            before, rows = load(), bench_scale.measure(browser, folders, options.runs)
            results[SCALE] = about | {"rows": rows, "loads": [before, load()]}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results), encoding="utf-8")
    rows = results.get("rows", []) + results.get(SCALE, {"rows": []})["rows"]
    print(*map(told, rows), f"All of it: {RESULTS.relative_to(ROOT)}", sep="\n")
    if options.write:
        bench_page.write(bench_page.kept() | results)


if __name__ == "__main__":
    main(sys.argv[1:])
