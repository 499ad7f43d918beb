"""How the site bears many records, and the longest one: on the command line and in a browser."""

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict, namedtuple
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / name) for name in ("py", "hooks", "tests/e2e")]

import sources  # noqa: E402
from ideas import record  # noqa: E402, it stands in py/
from server import Server  # noqa: E402

QUESTIONNAIRE = sources.questionnaire()
WATCH = ROOT / "tests" / "bench" / "watch.js"
BASE = "/some/sub-path/"
TOOL = ROOT / "tools" / "score_record.py"
# A process's memory counts that of whoever started it: so a small one does.
TIMED = """import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
took = (time.perf_counter() - begun) * 1000
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"took": took, "process": most * (1 if sys.platform == "darwin" else 1024)}))"""
COMMAND_LINE = [1, 100, 10_000]
KEEP = """texts => {
    for (const [name, text] of texts) localStorage.setItem(`selfcheck5.kept.${name}`, text)
}"""

# So many records, as files or kept on the device, for a view. Then one action after the other is
# measured: (name, what is clicked, or None to drop the files, what is there then that wasn't).
Scene = namedtuple("Scene", "name count view actions")
LINK = '.views a[href="#{}"]'.format
MERGED = "#desk-departments [data-action=merge-take]"
MANY = [
    ("listed", None, "#page-records"),
    ("compared", LINK("compare"), "#desk-compare .summary"),
    ("merged", LINK("departments"), MERGED),
    ("taken", MERGED, "#desk-result .results"),
]
ONE = [
    ("listed", None, "#desk-records .record"),
    ("opened", "#desk-records [data-action=open]", "#desk-result .results"),
    ("answered", "[name=q1]:not(:checked)", "[name=q1]:checked"),
    ("listed again", LINK("records"), "#desk-records .record"),
]
SCENES = [
    Scene("files", 200, "records", MANY),
    Scene("files", 1000, "records", MANY),
    Scene("kept", 500, "result", [("begun", LINK("records"), "#desk-records .record")]),
    Scene("kept", 500, "result", [("listed", LINK("records"), "#page-records")]),
    Scene("longest", 1, "records", ONE),
]


def texts(count, longest=False):
    """Return `count` records of a company's departments, as [file name, text].

    `longest` fills every field with as much as it may hold.
    """
    answers = [answer["id"] for answer in QUESTIONNAIRE.answers]
    made = []
    for at in range(count):
        one = record.blank(QUESTIONNAIRE, "1.0")
        given = [answers[(at // place + place) % len(answers)] for place in QUESTIONNAIRE.numbers]
        record.put_answers(QUESTIONNAIRE, one, given)
        named = dict.fromkeys(record.NAMES, "長" * record.NAME)
        short = {"company": "会社", "department": f"部署{at}"}
        day = date(2020, 4, 1) + timedelta(days=at)
        for field, value in {**(named if longest else short), "date": day.isoformat()}.items():
            record.put(one, field, value)
        planned = {"owner": "長" * record.NAME, "due": "2026-04-01", "note": "長" * record.NOTE}
        for number in QUESTIONNAIRE.numbers if longest else []:
            for field, value in planned.items():
                record.put_item(one, number, field, value)
        made.append([f"{at}.json", record.dump(QUESTIONNAIRE, one)])
    return made


def scored(count):
    """Return what score_record.py takes for `count` files: ms, and its memory in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, text in texts(count):
            names.append(Path(folder, name))
            names[-1].write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", TIMED, sys.executable, TOOL, *names]
        done = subprocess.run(command, capture_output=True, check=True)
    return json.loads(done.stdout)


def played(browser, server, scene):
    """Yield (action, what it takes) for a scene, in a window of its own: in ms, and bytes after it.

    - took: until what was awaited is there; frame, task: the longest ones of that time
    - heap, wasm: the page's memory, of JavaScript and of WebAssembly
    """
    made = texts(scene.count, scene.name == "longest")
    with browser.new_context(service_workers="block", locale="ja-JP") as context:
        page = context.new_page()
        page.set_default_timeout(0)
        page.add_init_script(path=WATCH)
        if scene.name == "kept":
            page.goto(server.elsewhere)
            page.evaluate(KEEP, made)
        page.goto(f"{server.form}#{scene.view}")
        page.evaluate("bench.load()")
        cdp = context.new_cdp_session(page)
        for action, click, awaited in scene.actions:
            given = [click, awaited, [] if click else made]
            took = page.evaluate("given => bench.act(...given)", given)
            cdp.send("HeapProfiler.collectGarbage")
            yield action, took | {"heap": cdp.send("Runtime.getHeapUsage")["usedSize"]}


def measure(browser, folders, runs, scenes=SCENES, counts=COMMAND_LINE):
    """Return rows of results: {site, scene, count, action, measures: {name: {median, min, max}}}.

    `folders` are built sites by name. They and all else take turns, `runs` times. The measures are
    those of `played`; of the command line, which is that of these sources, those of `scored`.
    """
    samples = defaultdict(list)
    servers = {name: Server(BASE, folder) for name, folder in folders.items()}
    try:
        for run in range(1, runs + 1):
            for count in counts:
                print(f"\r{run}/{runs} command line {count}\033[K", end="", file=sys.stderr)
                samples["", "command", count, "scored"].append(scored(count))
            for scene, (name, server) in itertools.product(scenes, servers.items()):
                said = f"{name} {scene.name} {scene.count}"
                print(f"\r{run}/{runs} {said}\033[K", end="", file=sys.stderr)
                for action, took in played(browser, server, scene):
                    samples[name, scene.name, scene.count, action].append(took)
    finally:
        for server in servers.values():
            server.close()
    named = ("site", "scene", "count", "action")
    return [
        dict(zip(named, key, strict=True))
        | {"measures": {name: spread([one[name] for one in taken]) for name in taken[0]}}
        for key, taken in samples.items()
    ]


def spread(values):
    """Return the median of some values, the least and the most."""
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 4) for name, value in found.items()}
