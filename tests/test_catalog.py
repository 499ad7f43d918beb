"""This catalogue is IPA's, its texts fit it, and their contracts hold."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import checked
import pytest
import rules
import scoring
import sheets
import sources
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent.parent
PY = ROOT / "py"
SCHEMAS = sorted(PY.glob("*.schema.json"))
# What others write into a record's file is kept, so its schema is open (docs/decisions/0010).
CLOSED = [path for path in SCHEMAS if path.name != "record.schema.json"]
# What must serve another questionnaire unchanged.
GENERIC = sorted(
    path
    for pattern in (
        "py/**/*.py",
        "py/*.schema.json",
        "hooks/*.py",
        "hooks/templates/*",
        "theme/**/*.html",
    )
    for path in ROOT.glob(pattern)
)

# Copied from the pamphlet, independently of the catalogue.
ANSWERS = [
    ("実施している", 4, "A"),
    ("一部実施している", 2, "B"),
    ("実施していない", 0, None),
    ("わからない", -1, "C"),
]
BANDS = [("100", 100, 100), ("70-99", 70, 99), ("50-69", 50, 69), ("under-50", -25, 49)]
PARTS = [
    ("基本的対策", range(1, 7)),
    ("従業員としての対策", range(7, 17)),
    ("組織としての対策", range(17, 26)),
]
ITEMS = [
    (1, "脆弱性対策", "OSやソフトウェアは常に最新の状態にする"),
    (2, "ウイルス対策", "ウイルス対策ソフトを導入し適切に利用する"),
    (3, "パスワード管理", "強固なパスワードを使用する"),
    (4, "機器の設定", "共有設定を見直す"),
    (5, "バックアップ", "定期的にバックアップを取る"),
    (6, "情報収集", "脅威や攻撃の手口を知り、対策に活かす"),
    (7, "電子メール", "身に覚えのない電子メールは疑ってみる"),
    (8, "電子メール", "宛先の送信ミスを防ぐ"),
    (9, "電子メール", "重要情報を送信する時は保護する"),
    (10, "無線LAN", "無線LANの盗聴や無断使用を防ぐ"),
    (11, "インターネット", "インターネットを介したトラブルを防ぐ"),
    (12, "情報管理", "重要情報の放置を禁止する"),
    (13, "情報管理", "重要情報は安全な方法で持ち出す"),
    (14, "情報管理", "重要情報は復元できないように消去する"),
    (15, "事務所の安全管理", "機器を勝手に操作させない"),
    (16, "事務所の安全管理", "見知らぬ人には声をかける"),
    (17, "事務所の安全管理", "機器・備品の盗難防止対策を行う"),
    (18, "ネットワーク管理", "外部から内部ネットワークへの不要な通信を遮断する"),
    (19, "ウェブサイト管理", "ウェブサイトを安全に運用する"),
    (20, "従業員教育", "従業員に情報セキュリティ教育を行う"),
    (21, "私物機器の利用", "個人所有端末の業務での利用可否を決める"),
    (22, "取引先管理", "取引先に秘密保持を要請する"),
    (23, "外部サービスの利用", "信頼できる外部サービスを使う"),
    (24, "事故への備え", "事故発生に備えて事前に準備する"),
    (25, "ルールの周知", "情報セキュリティ対策をルール化する"),
]
IPA = "https://www.ipa.go.jp/security/"
ADDRESSES = {
    "中小企業の情報セキュリティ対策ガイドライン": IPA + "guide/sme/about.html",
    "情報セキュリティハンドブック（ひな形）": IPA + "guide/sme/about.html",
    "映像で知る情報セキュリティ": IPA + "videos/list.html",
    "サイバーセキュリティお助け隊サービス": IPA + "otasuketai-pr/",
    "SECURITY ACTION": IPA + "security-action/",
    "MyJVNバージョンチェック": None,
    "IPA 情報セキュリティ関連サイト": None,
    "NCO みんなで使おうサイバーセキュリティポータルサイト": None,
    "中小企業のためのクラウドサービス安全利用の手引き": None,
    "中小企業のためのセキュリティインシデント対応の手引き": None,
}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def catalog():
    return read(PY / "catalog.json")


@pytest.fixture(params=sources.languages())
def language(request):
    return request.param


def test_edition(catalog):
    """The edition is named by what the source shows of it."""
    edition = catalog["edition"]

    assert "ipa-25-6kajo" == edition["id"]
    assert "25項目・「情報セキュリティ6か条」のある版" == edition["label"]
    assert "5分でできる！情報セキュリティ自社診断" == edition["title"]
    assert edition["publisher"].startswith("IPA")


def test_answers(catalog):
    """The four answers have the pamphlet's labels, points and subtotals, in its order."""
    answers = catalog["answers"]

    assert ANSWERS == [(row["label"], row["points"], row["subtotal"]) for row in answers]
    assert ["done", "partial", "not_done", "unknown"] == [row["id"] for row in answers]


def test_bands(catalog):
    """The four bands begin and end as in the pamphlet."""
    assert BANDS == [(row["id"], row["from"], row["to"]) for row in catalog["bands"]]


def test_parts(catalog):
    """The three parts have the pamphlet's names and hold the items that it prints in them."""
    found = [
        (part["name"], [row["number"] for row in catalog["items"] if row["part"] == part["number"]])
        for part in catalog["parts"]
    ]

    assert [(name, list(numbers)) for name, numbers in PARTS] == found
    assert [1, 2, 3] == [part["number"] for part in catalog["parts"]]


def test_items(catalog):
    """The twenty-five items have their official numbers, categories and titles."""
    found = [(row["number"], row["category"], row["title"]) for row in catalog["items"]]

    assert ITEMS == found
    assert 25 == len(found)


def test_basic_items(catalog):
    """The basic items are those of the part of basic measures."""
    assert [1, 2, 3, 4, 5, 6] == [row["number"] for row in catalog["items"] if row["basic"]]


def test_resources(catalog):
    """What the pamphlet names has the address that it prints, or none; others may stand beside."""
    found = {row["name"]: row["url"] for row in catalog["resources"]}

    assert ADDRESSES == {name: found.get(name, "missing") for name in ADDRESSES}


def test_catalogue_and_texts_are_sound(catalog, language):
    """The check finds nothing wrong with the catalogue and any language's texts."""
    assert (catalog, sources.texts(language)) == checked.load(language)[:2]


def strings(value):
    """Yield every text in data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from strings(below)


def test_the_interface_names_no_questionnaire(catalog, language):
    """No sentence for any questionnaire names this one, its source, an answer, a part, an item."""
    own, edition = sources.texts(language), catalog["edition"]
    names = [*own["called"].values(), edition["label"], edition["publisher"], edition["title"]]
    names += [row["label"] for row in catalog["answers"]] + [
        row["name"] for row in catalog["parts"]
    ]
    names += [row["title"] for row in catalog["items"]]
    count = re.compile(rf"(?<!\d){len(catalog['items'])}(?!\d)")
    interface = sources.interface_texts(language)

    assert [] == [
        text
        for text in strings(interface)
        if count.search(text) or any(name in text for name in names)
    ]
    assert {"$schema"} == {*interface} & {*sources.read(PY.parent / OWN)}


def first_measure(copy):
    return copy.own["items"][0]["measures"][0]


OWN = "py/texts/ipa-25-6kajo.ja.json"
MEASURE = f"{OWN}: items > number 1 > measures > entry 1"
# Each breaks one thing in a copy; the sentence found must begin with file, place and what is wrong.
BROKEN = {
    "a format without its words": (
        lambda copy: copy.texts["records"]["export"].pop("csv"),
        "py/texts/ja.json: records > export lacks csv, which the page offers",
    ),
    "words for a view that isn't there": (
        lambda copy: copy.texts["views"]["names"].update(board="x"),
        "py/texts/ja.json: views > names has board, which the page doesn't offer",
    ),
    "an unknown field": (
        lambda copy: copy.texts["site"].update(motto="x"),
        "py/texts/ja.json: site has motto, which nothing reads",
    ),
    "a missing field": (
        lambda copy: copy.catalog["bands"][0].pop("to"),
        "py/catalog.json: bands > id 100 lacks to",
    ),
    "an address without https": (
        lambda copy: copy.catalog["resources"][0].update(url="http://x"),
        'py/catalog.json: resources > id guideline > url is "http://x"',
    ),
    "an empty sentence": (
        lambda copy: copy.texts["nav"].update(home=""),
        "py/texts/ja.json: nav > home is empty",
    ),
    "two answers of one id": (
        lambda copy: copy.catalog["answers"][1].update(id="done"),
        "py/catalog.json: answer 'done' stands more than once",
    ),
    "points outside every subtotal": (
        lambda copy: copy.catalog["answers"][2].update(points=1),
        "py/catalog.json: answer 'not_done' counts 1 in no subtotal",
    ),
    "a number that is skipped": (
        lambda copy: copy.catalog["items"][24].update(number=26),
        "py/catalog.json: item 25 has number 26",
    ),
    "a part that is returned to": (
        lambda copy: copy.catalog["items"][24].update(part=1),
        "py/catalog.json: item 25 returns to part 1",
    ),
    "an unknown part": (
        lambda copy: copy.catalog["items"][24].update(part=4),
        "py/catalog.json: item 25 has the unknown part 4",
    ),
    "a gap between bands": (
        lambda copy: copy.catalog["bands"][2].update({"from": 51}),
        "py/catalog.json: band '50-69' covers 51 to 69, but 50 comes next",
    ),
    "an overlap of bands": (
        lambda copy: copy.catalog["bands"][1].update({"from": 69}),
        "py/catalog.json: band '70-99' covers 69 to 99, but 70 comes next",
    ),
    "two bands of one id": (
        lambda copy: copy.catalog["bands"][1].update(id="100"),
        "py/catalog.json: band '100' stands more than once",
    ),
    "two resources of one id": (
        lambda copy: copy.catalog["resources"][1].update(id="guideline"),
        "py/catalog.json: resources has 2 entries of id guideline",
    ),
    "two terms of one id": (
        lambda copy: copy.own["terms"].append(copy.own["terms"][0]),
        f"{OWN}: terms has 2 entries of id important-information",
    ),
    "an unknown resource of a measure": (
        lambda copy: first_measure(copy).update(resources=["nowhere"]),
        f'{MEASURE} > resources > entry 1 is "nowhere"',
    ),
    "an unknown resource of a measure below a measure": (
        lambda copy: first_measure(copy).update(measures=[{"text": "x", "resources": ["nowhere"]}]),
        f'{MEASURE} > measures > entry 1 > resources > entry 1 is "nowhere"',
    ),
    "an unknown resource of a band": (
        lambda copy: copy.own["bands"][0].update(resources=["nowhere"]),
        f'{OWN}: bands > id 100 > resources > entry 1 is "nowhere"',
    ),
    "an unknown resource for afterwards": (
        lambda copy: copy.own["afterwards"][0].update(resources=["nowhere"]),
        f'{OWN}: afterwards > entry 1 > resources > entry 1 is "nowhere"',
    ),
    "an unknown term of an item": (
        lambda copy: copy.own["items"][0]["terms"].append("nothing"),
        f'{OWN}: items > number 1 > terms > entry 7 is "nothing"',
    ),
    "an unknown term explained on paper": (
        lambda copy: copy.own["defined_terms"]["blank"].append("nothing"),
        f'{OWN}: defined_terms > blank > entry 3 is "nothing"',
    ),
    "an original that isn't there": (
        lambda copy: copy.catalog["edition"].update(resource="guidelines"),
        'py/catalog.json: edition > resource is "guidelines"',
    ),
    "an original without an address": (
        lambda copy: copy.catalog["resources"][0].update(url=None),
        "py/catalog.json: resources > id guideline > url is null",
    ),
    "an answer without signs": (
        lambda copy: copy.own["items"][6]["rubric"].pop(3),
        f"{OWN}: items > number 7 > rubric lacks answer unknown",
    ),
    "an item without a text": (
        lambda copy: copy.own["items"].pop(2),
        f"{OWN}: items lacks number 3, which py/catalog.json has",
    ),
    "a text without an item": (
        lambda copy: copy.own["items"][24].update(number=26),
        f"{OWN}: items lacks number 25, which py/catalog.json has",
    ),
    "two texts of one item": (
        lambda copy: copy.own["items"].append(copy.own["items"][0]),
        f"{OWN}: items has 2 entries of number 1",
    ),
    "texts in another order": (
        lambda copy: copy.own["bands"].reverse(),
        f"{OWN}: bands stands in another order than py/catalog.json",
    ),
    "a band without a text": (
        lambda copy: copy.own["bands"].pop(0),
        f"{OWN}: bands lacks id 100, which py/catalog.json has",
    ),
    "a term in the question that is not listed": (
        lambda copy: copy.own["items"][0]["terms"].remove("os"),
        f"{OWN}: items > number 1 > terms lacks os, though OS occurs in the item",
    ),
    "a term in the reason that is not listed": (
        lambda copy: copy.own["items"][1]["terms"].remove("encryption"),
        f"{OWN}: items > number 2 > terms lacks encryption, though 暗号化 occurs",
    ),
    "a term in a measure below a measure that is not listed": (
        lambda copy: copy.own["items"][9]["terms"].remove("ssid"),
        f"{OWN}: items > number 10 > terms lacks ssid, though SSID occurs in the item",
    ),
    "a blank before a sentence": (
        lambda copy: copy.texts["nav"].update(home="\u3000ホーム"),
        'py/texts/ja.json: nav > home is "\u3000ホーム"',
    ),
    "a line break after a sentence": (
        lambda copy: first_measure(copy).update(text="更新する。\n"),
        f'{MEASURE} > text is "更新する。\\n"',
    ),
    "a blank after an official title": (
        lambda copy: copy.catalog["items"][0].update(title="共有設定を見直す "),
        'py/catalog.json: items > number 1 > title is "共有設定を見直す "',
    ),
    "two answers that say that nobody knows": (
        lambda copy: copy.catalog["answers"][2].update(unknown=True),
        "py/catalog.json: answers has 2 that are unknown: not_done, unknown",
    ),
    "more answers than fills": (
        lambda copy: copy.catalog["answers"].append(
            copy.catalog["answers"][2] | {"id": "no", "label": "x"}
        ),
        "py/catalog.json: answers has 5, but pictures tell 4 apart",
    ),
    "an unknown placeholder": (
        lambda copy: copy.texts["app"].update(remaining="{points}点"),
        "py/texts/ja.json: app > remaining has {points}, which nothing fills in",
    ),
    "a missing placeholder": (
        lambda copy: copy.texts["app"].update(remaining="点"),
        "py/texts/ja.json: app > remaining lacks {count}",
    ),
    "a lone brace": (
        lambda copy: copy.texts["nav"].update(home="ホーム}"),
        "py/texts/ja.json: nav > home has }, which nothing fills in",
    ),
}


def broken_copy(harm):
    copy = SimpleNamespace(
        catalog=sheets.catalog(), texts=sources.interface_texts(), own=sheets.own_texts()
    )
    harm(copy)
    return copy.catalog, copy.texts, copy.own


@pytest.mark.parametrize(("harm", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_copy_is_found_out(harm, sentence):
    """What breaks a rule is told with its file and place, as a person counts, and what to do."""
    found = checked.problems(*broken_copy(harm), "ja")
    (said,) = [said for said in found if said.startswith(sentence)]

    assert re.search(r"[.,] .*[A-Z][a-z]+ .*[.?]$", said.removeprefix(sentence))
    assert {sentence.partition(":")[0]} == {said.partition(":")[0] for said in found}


def test_each_rule_is_broken_by_a_copy():
    """Every named rule finds something in one of the broken copies, or it would guard nothing."""
    found = []
    for harm, _ in BROKEN.values():
        catalog, texts, own = broken_copy(harm)
        if checked.shape_problems(catalog, texts, own, "ja"):
            continue
        found += [rule for rule in scoring.RULES if any(rule(catalog))]
        found += [rule for rule in rules.RULES if any(rule(catalog, texts | own))]

    assert {*scoring.RULES, *rules.RULES} == set(found)
    assert set(scoring.RULES) == set(rules.REMEDIES)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("OSを更新する。", ["os"]),
        ("macOSを更新する。", []),
        ("ログを残す。", ["log"]),
        ("ログインする。プログラム。ブログ。", []),
        ("セキュリティベンダーに相談する。", ["security-vendor"]),
        ("ベンダーとセキュリティベンダー。", ["security-vendor", "vendor"]),
        ("オンラインバックアップを使う。", ["online-backup"]),
        ("脆弱性管理を行う。", ["vulnerability-management"]),
        ("無線LANアクセスポイントの暗号化ツール。", ["access-point", "encryption", "wireless-lan"]),
    ],
)
def test_an_occurrence_of_a_term(words, expected):
    """A term occurs where its name stands as a word of its own, the longest name first."""
    texts = sheets.own_texts()
    texts["items"] = [
        {"number": 1, "question": words, "reason": "", "measures": [], "terms": []},
    ]
    found = rules.occurring_terms_are_listed({}, texts)

    assert expected == sorted(said.split()[1].rstrip(",") for _, _, said in found)


def subschemas(schema):
    """Yield every schema in `schema`, itself included."""
    yield schema
    for keyword in ("properties", "patternProperties", "$defs"):
        for below in schema.get(keyword, {}).values():
            yield from subschemas(below)
    if "items" in schema:
        yield from subschemas(schema["items"])


@pytest.fixture(params=SCHEMAS, ids=lambda path: path.name)
def schema(request):
    return read(request.param)


@pytest.fixture(params=CLOSED, ids=lambda path: path.name)
def closed(request):
    return read(request.param)


def test_schemas_are_valid(schema):
    """Each contract is a JSON Schema of draft 2020-12 that depends on no address."""
    Draft202012Validator.check_schema(schema)

    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert "$id" not in schema


def test_schemas_are_closed(closed):
    """No object takes a field that its schema doesn't name, but for those that a rule looks at."""
    objects = [row for row in subschemas(closed) if "object" in row.get("type", [])]
    by_rule = [row for row in objects if isinstance(row.get("additionalProperties"), dict)]

    assert [] == [row for row in objects if row.get("additionalProperties") is None]
    assert [] == [row for row in objects if row["additionalProperties"] is True]
    assert len(by_rule) == (4 if closed.get("title") == "Texts" else 0)
    assert [] == [row for row in subschemas(closed) if "properties" in row and row not in objects]


def test_every_field_is_described(schema):
    """Every field says in a sentence what it means."""
    fields = [
        (name, field.get("description", ""))
        for row in subschemas(schema)
        for keyword in ("properties", "patternProperties")
        for name, field in row.get(keyword, {}).items()
    ]

    assert [] == [name for name, text in fields if not re.fullmatch(r"[A-Z].*\.", text)]


def test_only_what_the_source_may_lack_is_optional(closed):
    """A field is required unless it serves editors only, or is absent from most of its kind."""
    optional = {
        name
        for row in subschemas(closed)
        for name in row.get("properties", {})
        if name not in row.get("required", [])
    }

    assert optional <= {"$schema", "resources", "measures", "succeeds"}


@pytest.mark.parametrize("path", GENERIC, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_knows_no_number_of_this_catalogue(path):
    """Neither how many items there are nor the most points stand anywhere but in the catalogue."""
    assert [] == re.findall(r"(?<!\d)(?:25|100)(?!\d)", path.read_text(encoding="utf-8"))


def test_schemas_are_named_beside_the_data():
    """Catalogue and texts lead an editor to their schemas."""
    for path in (PY / "catalog.json", *PY.glob("texts/*.json")):
        target = path.parent / read(path)["$schema"]

        assert target.resolve() in SCHEMAS
