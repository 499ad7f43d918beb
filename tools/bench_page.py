"""The page 「速さ」 and its figure, of what bench.py found; by itself, of what it found last."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "tests" / "bench" / "results.json"
SENTENCES = ROOT / "tests" / "bench" / "speed.md"
PAGE = ROOT / "docs" / "speed.md"
FIGURE = ROOT / "hooks" / "figures" / "ja" / "speed.svg"
# In the order of the page, and what it calls them.
SITES = {
    "site": "このサイト",
    "javascript": "JavaScriptだけ",
    "pyscript": "空のPyScript",
    "pyodide": "Pyodide",
    "surveyjs": "SurveyJS",
}
SPEEDS = {"full": "速い端末", "cpu4": "遅い端末", "slow4g": "遅い端末と回線"}
JOURNEYS = {
    "cold": "",
    "home": "：トップページから",
    "again": "：2回目",
    "offline": "：オフライン",
    "file": "：1つのファイル",
}
MEASURES = {
    "first_paint": "最初の表示",
    "largest_paint": "最大の表示",
    "ready": "答えられるまで",
    "quiet": "通信が終わるまで",
    "longest_task": "最長の処理",
    "blocking": "待たせる時間（TBT）",
    "layout_shift": "表示のずれ（CLS）",
    "bytes_ready": "答えるまでのデータ",
    "requests_ready": "答えるまでの通信",
    "bytes_all": "データの合計",
    "requests_all": "通信の合計",
    "heap": "メモリー（JavaScript）",
    "wasm": "メモリー（WebAssembly）",
}
CLICKS = {"changed": "選んでから点数まで", "painted": "描き終わるまで"}
VIEW = "view_"
# What is done to how many records, in a row of results' words and the page's.
ACTIONS = {
    ("command", "scored"): "コマンドで採点する",
    ("files", "listed"): "ファイルを読み、一覧にする",
    ("files", "compared"): "比べる",
    ("files", "merged"): "部署をまとめる",
    ("files", "taken"): "まとめた記録を開く",
    ("kept", "begun"): "端末に残した記録の、はじめの一覧",
    ("kept", "listed"): "端末に残した記録を、すべて一覧にする",
    ("longest", "listed"): "いちばん長い記録を読む",
    ("longest", "opened"): "いちばん長い記録を開く",
    ("longest", "answered"): "いちばん長い記録で答えを選ぶ",
    ("longest", "listed again"): "いちばん長い記録を一覧に出す",
}
MANY = {
    "took": "時間",
    "task": "最長の処理",
    "frame": "最長の1コマ",
    "memory": "メモリー",
}
# How many times the site's a bar may be before it is broken off; the longest bar's width.
FAR = 3
WIDTH = 170


def said(name, value):
    """Return a measure's value with its unit: times come in ms, sizes in bytes."""
    if name in ("first_paint", "largest_paint", "ready", "quiet", "took"):
        return f"{value / 1000:.2f}秒"
    if name.startswith("requests"):
        return f"{value:.0f}回"
    if name.startswith("bytes"):
        return f"{value / 1000:,.0f}KB"
    if name in ("heap", "wasm", "memory"):
        return f"{value / 1_000_000:.1f}MB"
    return f"{value:.3f}" if name == "layout_shift" else f"{value:.0f}ミリ秒"


def spread(name, values):
    low, middle, high = (said(name, values[one]) for one in ("min", "median", "max"))
    return middle if low == high else f"{middle}（{low}～{high}）"


def facts(row):
    """Return all that a row of results says, as {what: cell of a table}."""
    named = MEASURES | {
        one: f"画面 #{one.removeprefix(VIEW)}" for one in row["measures"] if VIEW in one
    }
    cells = {
        title: spread(name, row["measures"][name])
        for name, title in named.items()
        if name in row["measures"]
    }
    for until, times in row["clicks"].items():
        for which, ms in times.items():
            cells[f"{CLICKS[until]} {which}"] = said("click", ms)
    for when, title in {"ready": "答えるまでの", "all": "全部の"}.items():
        for kind, (count, size) in row["traffic"][when].items():
            cells[title + kind] = f"{said('bytes_all', size)}、{count}回"
    return cells


def table(head, rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def markdown(results):
    """Return the page as Markdown, of results with every speed."""
    rows = {(row["site"], row["journey"], row["speed"]): row for row in results["rows"]}
    head = ["作り方", "開く：速い端末", "開く：遅い端末と回線", "選ぶ：遅い端末", "データ（MB）"]
    first = [
        [name, *summary(*(rows[site, "cold", speed] for speed in SPEEDS))]
        for site, name in SITES.items()
        if (site, "cold", "full") in rows
    ]
    details = []
    for site, journey in dict.fromkeys(key[:2] for key in rows):
        told = [facts(rows[site, journey, one]) for one in SPEEDS if (site, journey, one) in rows]
        what = [[name, *[one.get(name, "―") for one in told]] for name in told[0]]
        inner = table(["測ったもの", *list(SPEEDS.values())[: len(told)]], what)
        title = SITES[site] + JOURNEYS[journey]
        lines = [
            '<details markdown="1">',
            f"<summary>{title}</summary>",
            "",
            inner,
            "",
            "</details>",
        ]
        details.append("\n".join(lines))
    return SENTENCES.read_text(encoding="utf-8").format(
        **results | {"versions": "、".join(map(" ".join, results["versions"].items()))},
        made=made(results),
        load=loads(results),
        table=table(head, first),
        many=many(results["scale"]["rows"]),
        many_made=made(results["scale"]),
        many_load=loads(results["scale"]),
        details="\n\n".join(details),
    )


def made(results):
    return f"コミット{results['commit'][:12]}" + "に手を加えたもの" * results["changed"]


def loads(results):
    return "と".join(map(str, results["loads"]))


def many(rows):
    """Return what was measured of many records as a table."""
    lines = []
    for row in rows:
        measures, count = row["measures"], row["count"]
        memory = [
            measures[name]["median"] for name in ("process", "heap", "wasm") if name in measures
        ]
        each = measures["took"]["median"] / count
        cells = [spread(name, measures[name]) if name in measures else "―" for name in MANY]
        cells[-1] = said("memory", sum(memory))
        cells.insert(1, f"{each:.1f}ミリ秒" if count > 1 else "―")
        lines.append([ACTIONS[row["scene"], row["action"]], f"{count:,}件", *cells])
    head = ["したこと", "件数", "時間", "1件あたり", *list(MANY.values())[1:]]
    return table(head, lines)


def summary(full, slow, line):
    """Return what a reader is told of one way to write the form, of its row at each speed."""
    clicks = slow["clicks"].get("changed")
    return [
        said("ready", full["measures"]["ready"]["median"]),
        said("ready", line["measures"]["ready"]["median"]),
        f"{clicks['p95'] / 1000:.3f}秒" if clicks else "―",
        f"{full['measures']['bytes_all']['median'] / 1_000_000:.2f}",
    ]


def figure(results):
    """Return bars of how long it takes until one can answer, as SVG."""
    parts, texts, y = [], [], 0
    for speed in ("full", "slow4g"):
        cold = {
            row["site"]: row
            for row in results["rows"]
            if (row["journey"], row["speed"]) == ("cold", speed)
        }
        times = {
            SITES[one]: cold[one]["measures"]["ready"]["median"] for one in SITES if one in cold
        }
        longest = max(ms for ms in times.values() if ms <= FAR * times[SITES["site"]])
        title = f"答えられるまで：{SPEEDS[speed]}"
        parts.append(f'  <text class="figure__strong" y="{y + 16}">{title}</text>')
        for name, ms in times.items():
            y += 26
            width = round(WIDTH * min(1, ms / longest))
            kind = "people" if name == SITES["site"] else "box"
            parts += [
                f'  <text y="{y + 16}">{name}</text>',
                f'  <rect class="figure__{kind}" x="120" y="{y + 1}" width="{width}" height="20"/>',
                f'  <text x="{126 + width}" y="{y + 16}">{said("ready", ms)}</text>',
            ]
            if ms > longest:
                parts.append(f'  <path class="figure__extra" d="M262 {y + 25}l8-28m6 0l-8 28"/>')
        texts.append(
            f"{title}、" + "、".join(f"{one}は{said('ready', ms)}" for one, ms in times.items())
        )
        y += 40
    named = 'role="img" aria-labelledby="speed-title speed-text"'
    lines = [
        f'<svg class="figure" viewBox="0 0 360 {y}" {named}>',
        '  <title id="speed-title">答えられるまでの時間</title>',
        f'  <desc id="speed-text">{"。".join(texts)}。</desc>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def kept():
    """Return the results that the repository keeps."""
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def write(results):
    """Keep the results in the repository, and write both where a build of the site finds them."""
    text = json.dumps(results, ensure_ascii=False).replace('{"site"', '\n{"site"')
    RESULTS.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(markdown(results), encoding="utf-8")
    FIGURE.write_text(figure(results), encoding="utf-8")


if __name__ == "__main__":
    write(kept())
