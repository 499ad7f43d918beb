// A paper as a Word file: js/papers/word.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { word } from "../../js/papers/word.js";

const leaf = (name, text, attributes = {}) => [name, attributes, text];
const list = (name, ...texts) => [name, {}, ...texts.map((text) => leaf("li", text))];
const table = (...rows) => ["table", {}, ...rows.map((cells) => ["tr", {}, ...cells])];
const heads = (...texts) => texts.map((text) => leaf("th", text, { scope: "col" }));
const cells = (...texts) => texts.map((text) => leaf("td", text));
const SHEET = ["div", { "data-sheet": "new" }];

const made = async (nodes, options = {}) => {
  const bytes = await word(nodes, { title: "T", language: "ja", wide: false, ...options });
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]),
  );
};
const body = async (nodes, options) => (await made(nodes, options))["word/document.xml"];
const count = (text, pattern) => [...text.matchAll(pattern)].length;

test("each list begins to count anew", async () => {
  const text = await body([list("ol", "a", "b"), list("ol", "c"), list("ul", "d")]);
  const ids = [...text.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);

  assert.equal(ids.length, 4);
  assert.equal(ids[0], ids[1]);
  assert.equal(new Set(ids).size, 3);
});

test("tables that follow each other stay two", async () => {
  const text = await body([table(cells("a")), table(cells("b"))]);

  assert.equal(count(text, /<w:tbl>/g), 2);
  assert.doesNotMatch(text, /<\/w:tbl><w:tbl>/);
});

test("the names of columns are said again on each sheet, rows aren't", async () => {
  const text = await body([table(heads("a", "b"), cells("c", "d"))]);

  assert.equal(count(text, /<w:tblHeader\/>/g), 1);
  assert.equal(await body([table(cells("c", "d"))]).then((one) => count(one, /tblHeader/g)), 0);
});

test("columns have a share of the width, and all of it", async () => {
  const text = await body([table(heads("a", "b"), cells("長".repeat(80), "d"))], { wide: true });
  const widths = [...text.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));

  assert.ok(widths[0] > widths[1] && widths[1] > 1500, widths);
  assert.ok(Math.abs(16838 - 2 * 850 - widths[0] - widths[1]) < 2, widths);
});

test("what was emptied is left out, a row to fill by hand isn't", async () => {
  const nodes = [leaf("p", " \u3000\n\u200b"), list("ul", "", "a"), table(cells("", ""))];
  const text = await body([...nodes, table(heads("b", "c"), cells("", ""))]);

  assert.equal(count(text, /<w:tbl>/g), 1);
  assert.equal(count(text, /<w:tr>/g), 2);
  assert.equal(count(text, /<w:p\/?>/g), 1 + 4 + 1);
});

test("a new sheet begins between two that say something, and nowhere else", async () => {
  const nodes = [SHEET, leaf("p", "a"), SHEET, leaf("p", ""), SHEET, leaf("p", "b"), SHEET];
  const text = await body(nodes);

  assert.equal(count(text, /<w:pageBreakBefore\/>/g), 1);
  assert.ok(text.indexOf("pageBreakBefore") > text.indexOf(">a<"));
});

test("a table may begin a sheet", async () => {
  const text = await body([leaf("p", "a"), SHEET, table(cells("b"))]);

  assert.match(text, /<w:pageBreakBefore\/>.*<w:tbl>/);
});

test("lines stay lines, and what XML can't say is gone", async () => {
  const text = await body([leaf("p", "a\r\nb\x00\x1b\ufffe\ud800c\n\n<&>\t🏪")]);

  assert.deepEqual(
    [...text.matchAll(/(<w:br\/>)?<w:t [^>]*>(.*?)<\/w:t>/g)].map(([, end, line]) => [!end, line]),
    [
      [true, "a"],
      [false, "bc"],
      [false, "&lt;&amp;&gt; 🏪"],
    ],
  );
});

test("only an address of the web is a link", async () => {
  const link = (address) => leaf("p", "a", { "data-href": address });
  const parts = await made([link("https://example.jp/?a&b"), link("javascript:1")]);

  assert.equal(count(parts["word/document.xml"], /<w:hyperlink /g), 1);
  assert.match(parts["word/_rels/document.xml.rels"], /Target="https:\/\/example.jp\/\?a&amp;b"/);
  assert.doesNotMatch(JSON.stringify(parts), /javascript:/);
});

test("a file tells neither who made it nor when, and is the same each time", async () => {
  const nodes = [leaf("h1", "a"), list("ul", "b")];
  const options = { title: "x\x00 & <y>", language: "en", wide: false };
  const parts = await made(nodes, options);
  const core = parts["docProps/core.xml"];

  assert.match(core, /<dc:title>x &amp; &lt;y&gt;<\/dc:title>/);
  assert.match(core, /<dc:language>en<\/dc:language>/);
  assert.doesNotMatch(core, /creator|lastModifiedBy|created|modified|Un-named/);
  assert.deepEqual(await word(nodes, options), await word(nodes, options));
});
