"""The rules of geometry.py: a fault that is put into a sound page is found, and nothing besides."""

import geometry
import pytest

# As the gallery, which asks with them.
pytestmark = pytest.mark.only_browser("chromium")
PAGE = """<!doctype html>
<html lang="ja">
<title>A sound page</title>
<style>
  html { scroll-padding-bottom: 70px }
  body { font: 16px/24px sans-serif; margin: 0 }
  main { padding: 16px }
  h2, p, ul, table, fieldset, .pair { font-size: 16px; margin: 0 0 12px }
  fieldset, td, th { border: 1px solid; padding: 4px 12px }
  a.button, button { border: 1px solid; box-sizing: border-box; display: block; font: inherit;
    height: 48px; padding: 0; width: 200px }
  label { align-items: center; display: flex; min-height: 44px }
  input { height: 24px; width: 24px }
  .icon, .icon svg { display: inline-block; height: 24px; width: 24px }
  .pair { display: flex; gap: 12px }
  .aside { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px;
    white-space: nowrap }
  .scroll { height: 90px; overflow: auto; width: 300px }
  .scroll table { width: 900px }
  th { background: white; left: 0; position: sticky; top: 0 }
  .tall { height: 1200px }
  .bar { background: white; bottom: 0; height: 60px; position: sticky }
</style>
<main><section>
  <h2 id="title">見出し</h2>
  <p id="first">はじめの段落です</p>
  <p id="second">つぎの段落です</p>
  <p><span class="aside">聞くためだけの長い長い長い文</span></p>
  <p>文の中の<a href="#first">ここ</a>を押す</p>
  <ul><li>字下げした項目</li></ul>
  <details><summary>開くと見える</summary><p>中身</p></details>
  <div class="pair" id="pair"><p id="left">ひだり</p><p id="right">みぎ</p></div>
  <p><a class="icon" id="one" href="#first"><svg id="sun"></svg></a
    ><a class="icon" id="two" href="#second"><svg id="moon"></svg></a></p>
  <p><svg width="200" height="60" viewBox="0 0 200 60">
    <text id="above" y="20">うえの字</text><text id="below" y="50">したの字</text></svg></p>
  <fieldset id="question">
    <label id="answer"><input type="radio" id="radio"> はいと答える</label>
  </fieldset>
  <div class="scroll" tabindex="0"><table>
    <tr><th>列</th><th>もう一つの列</th></tr>
    <tr><td id="cell">とても長い表の中身</td><td>もっと長い表の中身</td></tr>
    <tr><td>次の行</td><td>次の行</td></tr><tr><td>次の行</td><td>次の行</td></tr>
  </table></div>
  <button id="press">これを押す</button>
  <p class="tall">長い長い文章</p>
  <button id="last">終わりに押す</button>
  <p class="bar" id="bar">下の帯</p>
</section></main>
"""
# What is put in: {its style: what has to be found, as [rule, element, …]}.
SEEDED = {
    "#second { margin-top: -32px }": [["overlaps", "#first", "#second"]],
    "#second { position: relative; top: -30px }": [["overlaps", "#first", "#second"]],
    "#one { margin-right: -10px }": [["overlaps", "#sun", "#moon"]],
    "#radio { margin-right: -20px }": [["overlaps", "#radio", "#answer"]],
    "#below { transform: translateY(-25px) }": [["overlaps", "#above", "#below"]],
    "#second { height: 8px; overflow: hidden }": [["cuts", "#second", "#second"]],
    "#second { overflow: clip; white-space: nowrap; width: 40px }": [
        ["cuts", "#second", "#second"],
    ],
    "#second { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 40px }": [
        ["cuts", "#second", "#second"],
    ],
    "#answer { white-space: nowrap; width: 60px }": [["cuts", "#answer", "#answer"]],
    "#below { transform: translateX(160px) }": [["cuts", "#below", "svg"]],
    "#second { margin-right: -12px; text-align: right }": [["leaves", "#second"]],
    "#second { text-align: right; width: 400px }": [["leaves", "#second"], ["leaves", "html"]],
    "#second { width: 20px }": [["squeezed", "#second"]],
    "#last { position: relative; top: 40px }": [["covered", "#last", "#bar"]],
    "html { scroll-padding: 0 }": [["covered", "#press", "#bar"], ["covered", "#last", "#bar"]],
    "section { display: flex; flex-direction: column } #second { order: -1 }": [
        ["order", "#second", "#first"],
    ],
    "#pair { flex-direction: row-reverse; justify-content: flex-end }": [
        ["order", "#right", "#left"],
    ],
    "#second { margin-left: 10px }": [["edges", "#second"]],
    "#question { margin-left: 6px }": [["edges", "#question"]],
    "#press { height: 40px }": [["targets", "#press"]],
    "#answer { min-height: 30px }": [["targets", "#radio"]],
    ".icon, .icon svg { height: 14px; width: 14px }": [["targets", "#one"], ["targets", "#two"]],
}
SEEDS = """css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
}"""
RULES = [*geometry.PHONE, *geometry.LAST]


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 360, "height": 640})
    return page


def found(page, rules=RULES):
    """Return what is found as [rule, element, …], without what the elements say."""
    return [
        [one["rule"], *[name.partition(" ")[0] for name in one["at"]]]
        for one in geometry.found(page, rules)
    ]


@pytest.mark.parametrize("font", ["sans-serif", "serif", "monospace"])
def test_each_fault_is_found(phone, font):
    """Each fault is found, by its rule and at its elements, whatever the font, and no other."""
    phone.set_content(PAGE.replace("sans-serif", font))
    assert [] == found(phone)

    told = {}
    for css in SEEDED:
        phone.evaluate(SEEDS, css)
        told[css] = found(phone)
    assert SEEDED == told


def test_sizes_of_letters(phone):
    """Seven sizes of letters are sound, the eighth isn't; those of a drawing aren't counted."""
    sizes = "".join(f"<p style='font-size: {size}px'>字</p>" for size in range(11, 18))
    drawing = "<svg><text y='20' style='font-size: 9px'>字</text></svg>"
    phone.set_content(f"<main>{sizes}{drawing}</main>")
    assert [] == found(phone, ["sizes"])

    phone.set_content(f"<main>{sizes}<small style='font-size: 10px'>字</small></main>")
    assert [["sizes", "body"]] == found(phone, ["sizes"])


def test_a_dialog_stands_alone(phone):
    """What an open dialog lies over isn't compared with it; what is in it, is looked at."""
    phone.set_content(PAGE + "<dialog id=ask><button id=yes>はい</button></dialog>")
    phone.evaluate("document.getElementById('ask').showModal()")
    assert [] == [one for one in found(phone) if one[0] != "targets"]

    phone.evaluate(SEEDS, "#yes { height: 30px } #second { margin-top: -32px }")
    assert [["targets", "#yes"]] == found(phone)


def test_the_form_itself(form):
    """A fault that is put into the form is found among all that stands there."""
    form.page.set_viewport_size({"width": 360, "height": 640})
    before = found(form.page, geometry.PHONE)
    form.page.evaluate(SEEDS, "#question-2 { margin-top: -160px }")

    assert "overlaps" in {one[0] for one in found(form.page, geometry.PHONE) if one not in before}
