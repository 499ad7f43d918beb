"""Whether what visitors read is worded as the list has it: found, with file and line."""

import functools
import json
import re
import shutil
from pathlib import Path

import pytest
import sources

from tools import check_wording, wording

ROOT = Path(__file__).parent.parent
RULES = sources.read(check_wording.LIST.format("ja"))
WORDS = RULES["words"]
# A text in which one spelling is avoided, and that.
FAULTS = [
    ("重要な情報は暗号化して送ります。", "重要な情報"),
    ("大切な情報を選びます。", "大切な情報"),
    ("定義ファイルを更新します。", "定義ファイル"),
    ("パターンファイルを更新します。", "パターンファイル"),
    ("5分でできる!情報セキュリティ自社診断", "5分でできる!情報セキュリティ自社診断"),
    ("情報セキュリティ6カ条に取り組みます。", "情報セキュリティ6カ条"),
    ("2つ星を宣言します。", "2つ星"),
    ("ひとつ星を宣言します。", "ひとつ星"),
    ("二つ星を取得しました。", "二つ星を取得"),
    ("アップルメニューを開きます。", "アップルメニュー"),
    ("「ソフトウェア・アップデート」を選びます。", "ソフトウェア・アップデート"),
    ("取り外しのしるしを押します。", "しるし"),
    ("鍵の印が出ます。", "印"),
    ("設定した画面の写しを残します。", "画面の写し"),
    ("画面コピーを貼ります。", "画面コピー"),
    ("スクショを撮ります。", "スクショ"),
    ("控え（データの写し）を残します。", "控え"),
    ("データの控えがあります。", "控え"),
    ("サイトの控えがあります。", "控え"),
    ("ファイルの控えがあります。", "控え"),
    ("オフライン用の控えを消します。", "控え"),
    ("先に控えを取ります。", "控え"),
    ("前の設定は控えます。", "は控え"),
    ("紙に書きとめます。", "書きとめ"),
    ("3個の質問に答えます。", "個"),
    ("質問が3個残っています。", "3個"),
    ("質問は3個です。", "3個"),
    ("一つずつ選びます。", "一つ"),
    ("使う人の全員に配ります。", "の全員"),
    ("ＵＳＢにしまいます。", "ＵＳＢ"),
    ("ウィルスを見つけます。", "ウィルス"),
    ("ヴィールスを見つけます。", "ヴィールス"),
    ("アンチウイルスを入れます。", "アンチウイルス"),
    ("ワクチンソフトを入れます。", "ワクチンソフト"),
    ("ウイルスソフトを入れます。", "ウイルスソフト"),
    ("Webサイトを開きます。", "Webサイト"),
    ("ウエブサイトを開きます。", "ウエブサイト"),
    ("ホームページを開きます。", "ホームページ"),
    ("お客様に知らせます。", "お客様"),
    ("コンピューターを使います。", "コンピューター"),
    ("サーバを守ります。", "サーバ"),
    ("スマホでも答えられます。", "スマホ"),
    ("スマフォでも答えられます。", "スマフォ"),
    ("セキュリティーを高めます。", "セキュリティー"),
    ("ソフトウエアを入れます。", "ソフトウエア"),
    ("ノートPCを持ち出します。", "PC"),
    ("ファームウエアを新しくします。", "ファームウエア"),
    ("ファイアーウォールを使います。", "ファイアーウォール"),
    ("ファイヤーウォールを使います。", "ファイヤーウォール"),
    ("ファイヤウォールを使います。", "ファイヤウォール"),
    ("フイッシングに気づきます。", "フイッシング"),
    ("共有フォルダーに置きます。", "フォルダー"),
    ("ブラウザーを開きます。", "ブラウザー"),
    ("プリンタを使います。", "プリンタ"),
    ("USBメモリをしまいます。", "メモリ"),
    ("ユーザを選びます。", "ユーザ"),
    ("ルータを見ます。", "ルータ"),
    ("おわびをします。", "おわび"),
    ("選んで下さい。", "下さい"),
    ("全て選びます。", "全て"),
    ("例えば、給与です。", "例えば"),
    ("確認出来ます。", "出来"),
    ("誰の物か分かります。", "分か"),
    ("しくみを読みます。", "しくみ"),
    ("ウイルスの入り口です。", "入り口"),
    ("まえの50件", "まえの"),
    ("機能を取りのぞきます。", "取りのぞ"),
    ("ファイルがこわれました。", "こわ"),
    ("相手にたずねます。", "たずね"),
    ("つぎの50件", "つぎの"),
    ("前回とくらべます。", "くらべ"),
    ("漏洩を防ぎます。", "漏洩"),
    ("ろうえいを防ぎます。", "ろうえい"),
    ("まだだれも見ていません。", "だれ"),
    ("宛先をまちがえました。", "まちが"),
]  # fmt: skip
RIGHT = [
    "USBメモリー、フォルダ、サーバー、ルーター、プリンター、ユーザー、コンピュータウイルス。",
    "ウイルス定義ファイル（パターンファイルとも呼びます）を、5分から10分かけて見ます。",
    "一つ星、二つ星、SECURITY ACTIONを宣言します。",
    "ひとつの事故から、出来事を1つずつ書き出します。何日分から見るか、誰の分かを決めます。",
    "済んだ項目に印を付けます。画面の写真を撮り、印刷し、請求の控えと見比べて、番号を控えます。",
    "重要情報は、重要な情報セキュリティの話です。従業員全員に、その人の部署全員で伝えます。",
    "MacBook ProとUSB-C、PCリサイクルマーク、アプリとブラウザー コントロール、ユーザガイド。",
    "質問は25問、ファイルは16個。うなだれず、名前の欄に入れます。",
]


def avoided(text, names=()):
    find = wording.finder(WORDS, names)
    return [(said, row["preferred"]) for _, said, row in find([(1, text)])]


@pytest.mark.parametrize(("text", "spelling"), FAULTS)
def test_an_avoided_spelling_is_found(text, spelling):
    """What the list avoids is found once, and nothing else in the text."""
    assert [spelling] == [said for said, _ in avoided(text)]


def test_each_pattern_has_its_fault():
    """There is no pattern in the list that nothing here is found by."""
    patterns = [pattern for row in WORDS for pattern in row["avoided"]]

    assert [] == [one for one in patterns if not any(re.search(one, text) for text, _ in FAULTS)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    """Words that only look like avoided ones aren't taken for them."""
    assert [] == avoided(text)


def test_what_is_preferred_is_not_avoided():
    """No row asks for what another row avoids, and none stands twice."""
    preferred = [row["preferred"] for row in WORDS]

    assert [] == [found for text in preferred for found in avoided(text)]
    assert len(set(preferred)) == len(preferred)


def test_the_search_takes_for_usual_what_the_list_prefers():
    """The spelling that the search goes by is none that the list avoids."""
    spellings = sources.interface_texts()["search"]["spellings"]

    assert [] == [found for row in spellings for found in avoided(row["usual"])]


def test_names_are_left_alone():
    """What others named keeps its spelling, but only inside the name."""
    text = "「ソフトウエアのしくみ」で、しくみを読みます。"

    assert ["しくみ"] == [said for said, _ in avoided(text, ["ソフトウエアのしくみ"])]
    assert ["ソフトウエア", "しくみ"] == sorted(
        (said for said, _ in avoided(text, ["しくみを"])), reverse=True
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("---\ntitle: 題\n---\n\n# 見出し { #here }", [(2, "題"), (5, "見出し")]),
        ("1. **強**、`a` を\n    - 中\n> 引用", [(1, "強、a を"), (2, "中"), (3, "引用")]),
        ("[題](https://x.example/a(b)c)と[![絵](a.png)](b.md)", [(1, "題と絵")]),
        ("| 左 | **右** |\n| --- | --- |\n| [あ](b.md) | |", [(1, "左"), (1, "右"), (3, "あ")]),
        ("<!-- place: x -->\n<!-- しくみ\n-->\n<div markdown>\n文", [(5, "文")]),
        ("前\n```json\nしくみ\n```\n後", [(1, "前"), (5, "後")]),
        ('=== "窓"\n\n    文', [(1, '"窓"'), (3, "文")]),
        ("語\n:   説明", [(1, "語"), (2, "説明")]),
    ],
)  # fmt: skip
def test_the_passages_of_a_page(page, expected):
    """Paragraphs, entries and cells are read, each on its line, without markup and addresses."""
    assert expected == wording.in_markdown(page)


def test_the_passages_of_other_files():
    """Data, drawings and settings are read line by line, without what nobody sees."""
    assert [(2, "a"), (2, "b\n「c」")] == wording.in_json('{\n"a": "b\\n「c」"}')
    assert [(2, "題"), (3, "文")] == wording.in_markup(
        '<svg>\n<title id="a">題</title>\n<text x="1">文'
    )
    assert [(1, "題"), (3, "あ")] == wording.in_settings(
        "site_name: 題\n  # しくみ\n  short_name: あ"
    )


def test_long_sentences():
    """A sentence is measured from one end to the next, or to where its passage ends."""
    assert [] == wording.long_sentences("あ" * 79 + "。" + "い" * 80, "。！？", 80)
    assert ["い" * 80 + "！"] == wording.long_sentences("あ。" + "い" * 80 + "！う", "。！？", 80)
    assert [] == wording.long_sentences("https://x.example/" + "a" * 80 + "を開く。", "。！？", 80)
    assert ["い" * 81] == wording.long_sentences("あ。" + "い" * 81, "。！？", 80)


def test_uneven_lists():
    """A list is uneven if one of its entries ends as a sentence and another doesn't."""
    page = (
        "- あ。\n- い。\n\n    続き\n\n    1. う\n    2. え。\n- お\n\n文\n\n- か\n- き\n1. く。\n"
    )
    lists = wording.lists_in_markdown(page)

    assert [[1, 2, 8], [6, 7], [12, 13], [14]] == [[line for line, _ in one] for one in lists]
    assert [(8, "お"), (7, "え。")] == list(wording.uneven(lists, "。！？"))
    assert [[(2, "あ"), (3, "い。")]] == wording.lists_in_json(
        '{"a":\n["あ",\n"い。"], "b": ["う"]}'
    )


@pytest.fixture
def tree(tmp_path):
    """A copy of what the check reads."""
    for name in ("docs", "py", "hooks/figures", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("CHANGELOG.md", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@functools.cache
def before():
    """What is found where nothing was put in."""
    return check_wording.problems("ja")


LONG = "長" * 81 + "。"
OWN = sources.own_texts(sources.catalog())
# Where a fault is put after what stands there, and how often it is found then.
SEEDED = [
    ("docs/about.md", "\n\n", "しくみ\n\n", 1),
    ("docs/items/09.md", "\n\n", "しくみ\n\n", 1),
    ("docs/items/09.md", "## 関連\n\n", "- 文。\n- 語\n\n文\n\n", 1),
    ("docs/items/10.md", "\n\n", f"{LONG * 4}\n\n", 4),
    ("docs/privacy.md", "\n\n", f"{LONG * 4}\n\n", 4),
    ("docs/record.md", "\n\n", f"{LONG * 3}\n\n", 0),
    ("docs/decisions/0001-pages-apart-from-the-hook.md", "\n\n", "しくみ\n\n", 0),
    ("hooks/figures/ja/bcc.svg", "</desc>", "<text>しくみ</text>", 1),
    ("mkdocs.yml", "site_name: ", "しくみ", 1),
    ("py/texts/ja.json", '"home": "', "しくみ", 1),
    ("py/texts/ja.json", '"skip": "', LONG, 1),
    ("py/texts/ja.json", '"try": [', '"語", "文。", "語。",', 1),
    ("py/texts/ja.json", '"others": ["', 'しくみ", "', 0),
    (OWN, '"unofficial": "', "しくみ", 1),
    (OWN, '"unofficial": "', LONG, 1),
    (OWN, '"reason": "', LONG * 4, 4),
    ("CHANGELOG.md", "- ", "しくみ", 1),
]


@pytest.mark.parametrize(("file", "after", "fault", "count"), SEEDED)
def test_a_fault_is_found_where_visitors_read(tree, file, after, fault, count):
    """A fault in any file that visitors read is said with its file and line; elsewhere it isn't."""
    text = (tree / file).read_text(encoding="utf-8")
    head, middle, tail = text.partition(after)
    (tree / file).write_text(head + middle + fault + tail, encoding="utf-8")
    line = (head + middle).count("\n") + 1
    found = [said for said in check_wording.problems("ja", tree) if fault_of(said, file, line)]

    assert middle
    assert count == len([said for said in found if said not in before()]), found


def fault_of(said, file, line):
    """Whether a message is about one of the lines that were put into a file."""
    match = re.fullmatch(r"(\S+), line (\d+): .+\.", said)
    return match[1] == file and line <= int(match[2]) <= line + 2


def test_a_name_in_the_catalogue_may_be_spelt_as_it_is(tree):
    """What the catalogue or the list of links calls something is left alone wherever it stands."""
    page = tree / "docs/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n「スマホのしくみ」\n", encoding="utf-8")
    found = len(check_wording.problems("ja", tree))
    links = tree / check_wording.LINKS
    rows = [*json.loads(links.read_text(encoding="utf-8")), {"title": "スマホのしくみ"}]
    links.write_text(json.dumps(rows), encoding="utf-8")

    assert found - 2 == len(check_wording.problems("ja", tree))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"why": ""', '"because": ""', "words > entry .* has because, which nothing reads"),
        ('"longest_sentence": 80', '"longest_sentence": "80"', "longest_sentence is"),
    ],
)
def test_a_broken_list_is_refused(tree, old, new, said):
    """A list that breaks its schema is said to, instead of being read in part."""
    path = tree / check_wording.LIST.format("ja")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ValueError, match=said):
        check_wording.problems("ja", tree)


def test_the_command_says_what_is_found(monkeypatch, capsys):
    """What is found ends the command with an exit status; a language without a list isn't read."""
    monkeypatch.setattr(sources, "languages", lambda: ["ja", "qaa"])
    monkeypatch.setattr(check_wording, "problems", lambda language: [f"{language}: x"])
    with pytest.raises(SystemExit) as ended:
        check_wording.main()
    monkeypatch.setattr(check_wording, "problems", lambda _language: [])
    check_wording.main()

    assert "ja: x" == ended.value.code
    assert "(ja)" in capsys.readouterr().out
