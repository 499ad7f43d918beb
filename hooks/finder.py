"""What a page says, and which of that is a claim of a kind that goes stale. Pure.

It knows how people write versions, dates, numbers with a unit, menu paths and telephone numbers in
Japanese. Names of products and laws look like any other word: those nobody finds but who reads.
"""

import re
from collections import namedtuple
from html.parser import HTMLParser

# `start` and `end` are places in the text.
Hit = namedtuple("Hit", ["kind", "start", "end"])

# What stands on a page besides its own words: the interface's and the catalogue's, and the ends of
# support, which are data with days of their own.
_BESIDE = re.compile(
    r"<(header|nav|script|style)\b.*?</\1>|<table data-ends>.*?</table>"
    r'|<(ul|p|span) class="(?:checked|resources|small|statement)".*?</\2>',
    re.DOTALL,
)
# Elements that don't end a line.
_INLINE = {"a", "abbr", "b", "code", "em", "i", "kbd", "span", "strong", "sub", "sup"}


class _Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, _attributes):
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.handle_starttag(tag, [])

    def handle_data(self, data):
        self.parts.append(re.sub(r"\s+", " ", data))


def words(html):
    """Return the own words of a built page: the text of its article, a line for each block.

    Raises ValueError where there is no article.
    """
    article = re.search("<article.*</article>", html, re.DOTALL)
    if not article:
        raise ValueError("there is no article in the page")
    text = "".join(_Reader(_BESIDE.sub("\n", article[0])).parts)
    return re.sub(r" *\n\s*", "\n", text).strip()


def _any(spaced):
    return f"(?:{'|'.join(spaced.split())})"


_D = "[0-9０-９]"
_KANJI = "[一二三四五六七八九十百千万億]"
_BLANK = "[ 　]?"
_NUMBER = rf"(?<![0-9０-９.,]){_D}(?:[,，]?{_D})*(?:[.．]{_D}+)?(?:[十百千万億兆]+{_D}*)*"
# What is measured, promised or limited.
_UNIT = _any(
    """年間? 年度 [かカヶヵ箇ケ]月 週間 日 営業日 時間 時 分(?:の[0-9０-９]+)? 秒
    人 名 台 件 回 度 世代 けた 桁 文字 字 歳 才 割 倍 円 ドル ユーロ
    % ％ パーセント ポイント [KMGTkmgt]i?[Bb](?:ps)? バイト [kKMG]?bps [kMG]?Hz ビット bits?
    ギガ メガ テラ キロ [mck]?m メートル センチ ミリ [mk]?g グラム
    W ワット V ボルト m?A m?Ah ℃ 系(?!統) 条 項(?!目) 号 インチ dpi"""
)
# What one holds in the hand: of it, much or a limit claims something.
_THING = _any(
    """枚 冊 通 本 個 社 行 文 言 語 組 点 段 番 系統 ページ 種類 [かカヶヵ箇]所 ファイル フォルダ
    アカウント ライセンス ユーザー"""
)
_LIMIT = _any("まで 以上 以下 以内 未満 超 を超え を上回 を下回 あたり 当たり")
_UP_TO = _any("最大 最小 最低 最長 最短 約 およそ 上限 毎月 毎日 毎年 合計")
# One of a thing is the thing; few things, their order, items and marks of a list claim nothing.
_ONE = rf"[1１][人台件名](?!{_LIMIT})"
_FEW = (
    rf"{_D}{_BLANK}{_THING}(?!{_LIMIT})|{_D}(?![0-9０-９.．,，十百千万億]|{_BLANK}(?:{_UNIT}|{_THING}))"
    rf"|{_D}+(?:つ|項目|[^、。\n0-9]{{0,2}}目|[.．][ 　]|[）)]|\n|$)"
)
# A version counts nothing.
_COUNTED = rf"(?:(?=系)|(?!{_D}|[.．,，]{_D}|{_BLANK}(?:{_UNIT}|{_THING}|[つ項曲目月])))"
_QUOTED = _any(r"「[^「」\n]{1,40}」 『[^『』\n]{1,40}』 ［[^［］\n]{1,40}］ \[[^\[\]\n]{1,40}\]")
_STEP = rf"(?:{_QUOTED}|[^\s、。（）「」『』［］→⇒＞>›»▸▶|：]{{1,24}})"
_ARROW = rf"{_BLANK}[→⇒＞>›»▸▶]{_BLANK}"
_NEAR = "[^「」『』。\n]"
_THEN = r"(?:[^「」『』。は\n]{0,10}(?:[のでにをしきびい]|から)[^「」『』。はら\n]{0,6})?"
_WITHIN = _any(
    "の(?:中の)? [内中]の (?:など)?(?:の中)?にある、? (?:という)?(?:タブ|メニュー|画面)の"
)
_DONE = _any(
    """選[びぶべんば] 開[きくけい] 切[らりるっ] 押[しすせさ] 外[しすせ] 進[みむめん] タップ
    クリック オン オフ 有効 無効 チェック 切り替え 変え[るまて] 実行"""
)
_ASIDE = r"(?:（[^（）\n]*）)?"
_CHOSEN = (
    rf"{_ASIDE}(?:[^「」『』、。\n]{{0,8}}[をにへでの]、?{_NEAR}{{0,8}}?{_DONE}|と(?:進|たど)|の順)"
)

_PATTERNS = {
    "menu path": rf"""
        {_STEP}(?:{_ARROW}{_STEP})+
        |{_QUOTED}(?:{_WITHIN}{_QUOTED})+
        |{_QUOTED}(?:{_THEN}{_QUOTED})*(?={_CHOSEN})
        |(?:(?<=設定の)|(?<=アプリの)|(?<=メニューの)|(?<=コンソールの)|(?<=センターの)){_QUOTED}
        |(?:設定|スタート|メニュー|検索欄|{_QUOTED}){_NEAR}{{0,6}}(?:から|[でのに]){_QUOTED}
            (?={_ASIDE}を探[しすせ])
        |[A-Za-z]+(?:ロゴ)?{_BLANK}キー(?:を押しながら|{_BLANK}[＋+と]){_NEAR}{{1,8}}?(?=を)""",
    "telephone number": rf"""
        [#＃]{_D}{{4}}(?!{_D})
        |(?<!{_D})(?:\+81[- ]|[（(]?[0０]){_D}{{1,4}}[）)（(ー－-]{_BLANK}
            {_D}{{1,4}}[）)ー－-]{_BLANK}{_D}{{3,4}}(?!{_D})
        |(?<![0-9０-９.,#＃-])1(?:10|18|19|71|88|89)
            (?!{_D}|[.,-]{_D}|{_BLANK}(?:{_UNIT}|[つ枚通本万億]))番?""",
    "date": rf"""
        (?:(?:令和|平成|昭和)(?:元|{_D}+|{_KANJI}+)|(?<!{_D})(?:19|20|１９|２０){_D}{{2}})
            年度?(?:{_D}{{1,2}}月(?:{_D}{{1,2}}日)?)?
        |(?<!{_D}){_D}{{1,2}}月(?:{_D}{{1,2}}日)?
        |(?<!{_D})20{_D}{{2}}[-/.]{_D}{{1,2}}(?:[-/.]{_D}{{1,2}})?(?!{_D})
        |(?<![/0-9]){_D}{{1,2}}/{_D}{{1,2}}(?![/0-9])""",
    "number": rf"""
        (?:半年|[年月週日]|{_NUMBER}{_UNIT})に?(?:{_NUMBER}、)?(?:{_NUMBER}|一)[回度]
        |{_NUMBER}{_BLANK}{_UNIT}?{_BLANK}[〜～~–、-]{_BLANK}{_NUMBER}{_BLANK}{_UNIT}
        |{_UP_TO}{_NUMBER}{_BLANK}{_THING}
        |(?<!{_D}){_D}{{1,2}}[:：]{_D}{{2}}(?!{_D})
        |(?<![A-Za-z-])(?!{_ONE}|{_FEW}){_NUMBER}(?!-{_D})(?:{_BLANK}(?:{_UNIT}|{_THING}))?
        |第{_D}+
        |[¥￥$＄]{_BLANK}{_NUMBER}
        |(?:{_KANJI}+|数[十百千万億]+)(?:年|[かカヶヵ箇]月|週間|日間|時間|円|割|[条項号桁歳])(?!中|目)
        |{_KANJI}{{2,}}[人台件名]
        |半[年日]|[ひふ][とた]月""",
    "version": rf"""
        (?<![A-Za-z0-9.#_-])(?=[a-z]*[A-Z]|v)[A-Za-z][A-Za-z+/-]*[. 　]?{_D}+
            (?:[.．]{_D}+)*[A-Za-z]?(?![A-Za-z_]){_COUNTED}
        |[ァ-ヺー]{{2,}}{_BLANK}{_D}+(?:[.．]{_D}+)*{_COUNTED}
        |第{_D}[0-9０-９.．]*版
        |(?<![0-9A-Za-z])2{_D}H[12](?![0-9A-Za-z])
        |macOS[ ][A-Z][a-z]+
        |(?<![0-9０-９A-Za-z.,-]){_D}+(?:[.．]{_D}+)+(?![0-9A-Za-z-]){_COUNTED}""",
}
KINDS = {kind: re.compile(pattern, re.VERBOSE) for kind, pattern in _PATTERNS.items()}
# Paper, what counts items, and names.
_NAMES = re.compile(
    r"(?<![A-Za-z])(?:[AB][345](?!\d)|Microsoft 365)"
    r"|No\. ?\d+(?:(?:から|[〜、とや・])(?:No\. ?)?\d+)*"
)


def hits(text, names=()):
    """Return the Hits in the words of a page, in order; none lies within another.

    What lies within one of the `names`, such as an official title, is none.
    """
    apart = [found.span() for found in _NAMES.finditer(text)]
    apart += [span for name in names for span in occurrences(text, name)]
    found = [
        Hit(kind, *match.span())
        for kind, pattern in KINDS.items()
        for match in pattern.finditer(text)
    ]
    kept = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if not within(hit, apart) and not (kept and hit.end <= kept[-1].end):
            kept.append(hit)
    return kept


def undeclared(text, claims, names=()):
    """Return those Hits that lie in no occurrence of one of the `claims` (texts)."""
    declared = [span for claim in claims for span in occurrences(text, claim)]
    return [hit for hit in hits(text, names) if not within(hit, declared)]


def occurrences(text, part):
    """Return (start, end) of each time that `part` stands in a text."""
    return [found.span() for found in re.finditer(re.escape(part), text)]


def within(hit, spans):
    """Tell whether a Hit lies within one of the (start, end)."""
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def described(page, text, hit):
    """Return a line about a Hit: page, kind, what was found, and 20 characters around it."""
    around = text[max(0, hit.start - 20) : hit.end + 20].replace("\n", " ／ ")
    return f"{page}: {hit.kind} {text[hit.start : hit.end]} … {around}"


def official(questionnaire):
    """Return the official names of a Questionnaire, which claim nothing: titles, answers."""
    titled = [*questionnaire.items, questionnaire.edition]
    named = questionnaire.resources.values()
    return [
        *(row["title"] for row in titled),
        *(row["name"] for row in named),
        *(f"「{row['label']}」" for row in questionnaire.answers),
    ]
