"""What pages claim is listed with source and days; what they claim besides is found."""

import json
import random
import re
from datetime import date
from pathlib import Path

import built
import checked
import claims
import finder
import pages
import pytest
import schemas
import sheets
import sources

from tools import check_catalog
from tools import find_claims as tool

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
REGISTER = checked.register(sources.LANGUAGE)
PAGES = tool.pages()
NAMES = finder.official(built.questionnaire())
# What an author might write one day, each with its kind.
POOL = sheets.cases("undeclared-claims.json")


def html_of(page):
    return (SITE / page / "index.html").read_text(encoding="utf-8")


TEXTS = {page: finder.words(html_of(page)) for page in PAGES}


def declared(page):
    return [row["claim"] for row in REGISTER.claims.get(page, [])]


@pytest.mark.parametrize("address", PAGES)
def test_each_claim_stands_on_its_page(address):
    """No list has a claim that its page doesn't make."""
    assert [] == [claim for claim in declared(address) if claim not in TEXTS[address]]


@pytest.mark.parametrize("address", PAGES)
def test_what_a_page_claims_is_listed(address):
    """Each version, date, number with a unit, menu path and telephone number is in the list."""
    found = finder.undeclared(TEXTS[address], declared(address), NAMES)

    assert [] == [finder.described(address, TEXTS[address], hit) for hit in found]


@pytest.mark.parametrize("address", PAGES)
def test_a_claim_taken_off_the_list_is_missed(address):
    """Whatever is found on a page is found lacking once nothing in the list says it."""
    text = TEXTS[address]
    listed = finder.hits(text, NAMES)
    for hit in listed:
        others = [
            claim
            for claim in declared(address)
            if not finder.within(hit, finder.occurrences(text, claim))
        ]
        assert hit in finder.undeclared(text, others, NAMES)

    assert listed


def with_strangers(seed):
    """A page's text with 20 sentences of the pool put in; the page, and where those stand.

    None of them says what the page's list has.
    """
    chance = random.Random(seed)
    page = chance.choice(PAGES)
    known = declared(page)
    strange = [said for _, said in POOL if not any(claim in said for claim in known)]
    ends = [found.end() for found in re.finditer("。", TEXTS[page])]
    places = sorted(chance.sample(ends, 20))
    text, spans = TEXTS[page][: places[0]], []
    for at, said, then in zip(places, chance.sample(strange, 20), [*places[1:], None], strict=True):
        spans.append((len(text), len(text) + len(said)))
        text += said + TEXTS[page][at:then]
    return page, text, spans


def test_undeclared_claims_are_caught():
    """Of 20 claims that nobody listed, put into a page at random, at least 18 are caught."""
    caught = []
    for seed in range(300):
        page, text, spans = with_strangers(seed)
        found = finder.undeclared(text, declared(page), NAMES)
        caught.append(sum(any(finder.within(hit, [span]) for hit in found) for span in spans))

    assert 20 == len(spans)
    assert min(caught) >= 18, sorted(caught)[:5]


def test_the_pool_has_every_kind():
    """The claims put in are many, of each kind that is looked for, and each of its own words."""
    kinds = [kind for kind, _ in POOL]

    assert set(kinds) == set(finder.KINDS)
    assert len(POOL) == len({said for _, said in POOL}) >= 60
    assert min(map(kinds.count, finder.KINDS)) >= 8


@pytest.mark.parametrize(
    "said",
    [
        "No.5 定期的にバックアップを取る",
        "A4の紙1枚に、3つまで書きます。",
        "Microsoft 365の管理者が、1人で決めます。",
        "1台ずつ、名前を付けて保存します。",
        "「長く」と「複雑な」の両方を聞いています。",
        "一部の人が、一緒に見ています。それで十分です。",
        "「クラウドに置いたから、要らない」と思いがちです。",
        "多要素認証は、2段階認証とは違います。",
    ],
)
def test_what_claims_nothing_is_let_be(said):
    """Numbers of items and sheets, names, single things and talk aren't taken for claims."""
    assert [] == [said[hit.start : hit.end] for hit in finder.hits(said, NAMES)]


def test_a_number_in_an_official_name_is_none():
    """A title may have what looks like a number with a unit; beside the title, it is one."""
    text = "「5分でできる自社診断」は、5分でできます。"

    assert [10 + text.index("断")] == [
        hit.start + 6 for hit in finder.hits(text, ["5分でできる自社診断"])
    ]


def test_a_longer_claim_covers_what_stands_in_it():
    """A hit is declared where it lies in a claim of the list, and only there."""
    text = "月に1回見ます。年に1回変えます。"
    (left,) = finder.undeclared(text, ["月に1回見ます"])

    assert "年に1回" == text[left.start : left.end]
    assert "p: number 年に1回 … 月に1回見ます。年に1回変えます。" == finder.described(
        "p", text, left
    )


def test_the_words_of_a_page_are_its_own():
    """Rubric, today, question to ask, tables and tabs are read; what all pages share isn't."""
    number = 5
    text, item = TEXTS[f"items/{pages.slug(number)}"], built.questionnaire().item(number)
    rubric = [sign for row in item["rubric"] for sign in row["signs"]]
    measures = [row["text"] for row in item["measures"]]
    own = [*rubric, *measures, item["reason"], item["today"]["title"], *item["today"]["steps"]]
    words = built.texts()

    assert [] == [said for said in [*own, item["ask"]["question"]] if said not in text]
    assert {"Windows 11", "macOS"} <= set(text.splitlines()), "tabs"
    assert "いつ、どこで、何が" not in text
    assert "最初に電話する人\n" in TEXTS["items/24"], "a table"
    for shared in (words["question"]["today_note"], words["answering"]["rubric_note"]):
        assert shared in html_of("items/05")
        assert shared not in text
    for term in item["terms"]:
        (meant,) = [row["text"] for row in words["terms"] if row["id"] == term]
        assert meant in html_of("items/05")
        assert meant not in text


def test_a_line_ends_where_a_block_ends():
    """Cells, items and tabs don't run into each other; bold, links and entities don't part."""
    html = "<main><article><p>a <b>b</b>&amp;<a href=x>c</a>\n d</p><table><tr><td>1<td>日</table>"

    assert "a b&c d\n1\n日" == finder.words(html + "</article>e</main>")
    with pytest.raises(ValueError, match="no article"):
        finder.words("<p>a</p>")


READ = {"source": "https://a.example/", "checked": "2026-11-23", "again": "2027-11-23"}
LINK = {"url": "https://a.example/", "title": "a", "publisher": "A", "checked": "2026-11-23"}
WRONG = {
    "no day": ([{"claim": "a", "source": "https://a.example/"}], "claim a lacks checked"),
    "no day to look again": (
        [{"claim": "a", "source": "https://a.example/", "checked": "2026-11-23"}],
        "claim a lacks again",
    ),
    "a day that nobody read": (
        [{"claim": "a", "source": "site", "checked": "2026-11-23"}],
        "claim a has checked, but its source is site",
    ),
    "no such day": ([READ | {"claim": "a", "checked": "2026-02-30"}], "which is no day"),
    "no date": ([READ | {"claim": "a", "again": "soon"}], "It has to be a day"),
    "again before": ([READ | {"claim": "a", "again": "2026-11-23"}], "not after checked"),
    "twice": ([READ | {"claim": "a"}, {"claim": "a", "source": "site"}], "entry 2 stands twice"),
    "no source": ([{"claim": "a", "source": "me"}], "It has to be the https: address"),
    "blanks": ([{"claim": " a", "source": "site"}], "without blanks around it"),
    "a foreign field": ([{"claim": "a", "source": "site", "page": 1}], "has page, which nothing"),
}


@pytest.mark.parametrize(("rows", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_claim_is_refused(rows, said):
    """What doesn't fit in a list is said with its file, its entry and what to do."""
    found = checked.row_problems("f", rows, sources.CLAIMS)

    assert said in found[0]
    assert all(re.fullmatch(r"f: (claim|entry) .+[^.][.:] [A-Z].+[.]", one) for one in found), found
    assert [] == checked.row_problems("f", [READ | {"claim": "a"}], sources.CLAIMS)


def test_a_wrong_link_is_refused():
    """A link has one entry, on a day that there was."""
    found = checked.row_problems("f", [LINK, LINK | {"checked": "2026-02-30"}], sources.LINKS)

    assert ["stands twice", "which is no day"] == [
        re.search("stands twice|which is no day", one)[0] for one in found
    ]
    assert [] == schemas.problems("f", [LINK], schemas.SCHEMAS[sources.LINKS])


def test_what_is_overdue_is_named_and_nothing_ends(monkeypatch, capsys):
    """On a given day, lint names each claim and each link past its day, and ends well."""
    late = READ | {"claim": "a", "again": "2027-01-31"}
    never = {"claim": "b", "source": "site"}
    register = claims.Register({"items/01": [late, never]}, [LINK])
    monkeypatch.setattr(checked, "register", lambda _: register)

    def said(*day):
        check_catalog.main(date(*day))
        lines = capsys.readouterr().out.splitlines()
        return [line for line in lines if line.startswith(("docs/claims/", sources.LINKS))]

    claim = "docs/claims/items/01.json: claim a was to be looked at again by 2027-01-31."
    link = "docs/links.json: url https://a.example/ was to be looked at again by 2027-11-23."
    assert [] == said(2027, 1, 31)
    assert [claim] == said(2027, 2, 1)
    assert [claim] == said(2027, 11, 23)
    assert [claim, link] == said(2027, 11, 24)


def test_a_link_read_on_a_leap_day_waits_a_year():
    """A year after 29 February is 1 March."""
    rows = [LINK | {"checked": "2028-02-29"}]

    assert [] == claims.overdue("f", rows, date(2029, 2, 28))
    assert 1 == len(claims.overdue("f", rows, date(2029, 3, 1)))


def test_nothing_of_a_build_asks_for_the_day():
    """No module that builds knows what day it is: only lint does, and it ends the same on any."""
    asking = re.compile(r"\b(today|now|time|time_ns|localtime|gmtime)\(\)")
    modules = sorted((ROOT / "hooks").rglob("*.py"))

    assert [] == [path.name for path in modules if asking.search(path.read_text(encoding="utf-8"))]
    check_catalog.main(date.max)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_when_it_was_checked(address):
    """At its foot, a page has the first and the last day of its claims and of its links."""
    linked = html_of(address).replace("&amp;", "&")
    rows = [row for row in REGISTER.links if f'href="{row["url"]}"' in linked]
    rows += REGISTER.claims[address]
    days = sorted(row["checked"] for row in rows if "checked" in row)
    (said,) = re.findall('<p class="checked">(.*?)</p>', html_of(address))
    ends = ["{}年{}月{}日".format(*map(int, day.split("-"))) for day in days[:1] + days[-1:]]
    between = "〜".join(dict.fromkeys(ends))

    assert said == (
        f"このページの事実を確認した日：{between}（元にした資料を読んだ日です）"
        if days
        else "確認した日：なし（このページには、時がたつと変わる事実がありません）"
    )


def test_days_are_those_of_claims_and_links():
    """A page's days are those of its claims and links; without either, nothing is said."""
    read = READ | {"claim": "a", "checked": "2027-01-01"}
    register = claims.Register({"a": [read], "b": [{"claim": "b", "source": "site"}]}, [LINK])
    linking = '<a href="https://a.example/" rel="noreferrer">a</a>'
    other = '<a href="https://b.example/">b</a>'

    assert ("2026-11-23", "2027-01-01") == claims.days(register, "a", linking)
    assert ("2027-01-01",) == claims.days(register, "a", other)
    assert () == claims.days(register, "b", other)
    assert claims.days(register, "c", other) is None
    assert "" == pages.checked(built.questionnaire(), None)


def test_the_newest_day_is_found():
    """It is the newest day among links and claims; a claim of our own has none."""
    links = [{"checked": "2026-02-01"}, {"checked": "2026-01-31"}]
    register = claims.Register({"items/01": [{"checked": "2026-03-09"}, {}], "incident": []}, links)

    assert "2026-03-09" == claims.newest(register)
    assert "2026-02-01" == claims.newest(claims.Register({"incident": [{}]}, links))


def test_the_list_of_a_page_is_completed_in_its_order(monkeypatch):
    """What a list lacks is put in where the page says it, to be filled in; the rest stays."""
    rows = [{"claim": "60秒", "source": "site"}]
    text = "6桁の番号が届きます。60秒で閉じます。6桁です。3回までです。"
    monkeypatch.setattr(tool, "lacking", lambda _: (text, rows, finder.undeclared(text, ["60秒"])))
    written = tool.completed("items/01")

    assert [
        {"claim": "6桁", **tool.EMPTY},
        rows[0],
        {"claim": "3回", **tool.EMPTY},
    ] == json.loads(written)
    assert 5 == len(written.splitlines())


def test_the_list_of_a_page_is_written(monkeypatch, tmp_path):
    """A page that has no list gets one of all that is found on it; nobody builds it so."""
    html = "<article><p>6桁の番号が届きます。</p></article>"
    page = tmp_path / "site" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(html, encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "SITE", tmp_path / "site")
    monkeypatch.setattr(sources, "claims", lambda _: {})
    tool.main(["a"])
    written = tmp_path / "docs" / "claims" / "a.json"

    assert [{"claim": "6桁", **tool.EMPTY}] == json.loads(written.read_text(encoding="utf-8"))
    refused = checked.row_problems("f", json.loads(written.read_text("utf-8")), sources.CLAIMS)
    assert ["source", "checked", "again"] == [re.search("> (\\w+) is", one)[1] for one in refused]
