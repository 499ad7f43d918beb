// A paper as a Word file: nodes (py/papers/paper.py) in, bytes out. hooks/publish.py makes one module of
// this and the library: assets/word.js, which the page of papers alone loads.
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  HeightRule,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { zip } from "../form/zip.js";

// In twentieths of a point: A4 and its margins, the least height of a row to be filled by hand.
const PAGE = { width: 11906, height: 16838 };
const MARGIN = 850;
const BY_HAND = 480;
// Of the letters, in half points; and from a line to the next, whatever room a font asks for, so that
// what is for one sheet fills one.
const SIZE = 19;
const line = (size) => ({ line: 14 * size, lineRule: LineRuleType.EXACT });
// What every Word in Japanese has. Both kinds of letters: one font for all.
const FONT = "Yu Gothic";
const HEADINGS = {
  h1: HeadingLevel.HEADING_1,
  h2: HeadingLevel.HEADING_2,
  h3: HeadingLevel.HEADING_3,
};
const LISTS = { ul: "bullets", ol: "numbers" };
// A column's share of the width goes by its longest text, within these; what is written by hand needs
// more. What stands beside it in a cell comes on top.
const LEAST = 3;
const WRITTEN = 12;
const MOST = 30;
const BESIDE = 4;
// A table of so many rows isn't cut between two sheets.
const WHOLE = 10;

/**
 * Return the bytes of a .docx with the `nodes` of a paper. `title` and `language` ("ja") are the
 * file's; a `wide` one lies on its side. It tells neither who made it nor when.
 */
export const word = async (nodes, { title, language, wide }) => {
  const parts = Packer.compiler.compile(
    new Document({
      title: sound(title),
      creator: "",
      lastModifiedBy: "",
      compatabilityModeVersion: 15,
      styles: { default: styles() },
      numbering: { config: Object.values(LISTS).map(numbered) },
      sections: [section(nodes, wide)],
    }),
  );
  const core = "docProps/core.xml";
  parts.set(core, timeless(parts.get(core), language));
  return zip([...parts]);
};

// The library writes the moment at which it ran, and no language.
const timeless = (text, language) =>
  text
    .replace(/<dcterms:(created|modified)\b.*?<\/dcterms:\1>/g, "")
    .replace("</cp:core", () => `<dc:language>${language}</dc:language></cp:core`);

const styles = () => {
  const heading = (size, before) => ({
    run: { size, bold: true, color: "000000" },
    paragraph: { keepNext: true, spacing: { before, after: 60, ...line(size) } },
  });
  return {
    document: {
      run: {
        font: { ascii: FONT, hAnsi: FONT, eastAsia: FONT, cs: FONT },
        size: SIZE,
        // of letters of either kind, whatever the paper's language
        language: { value: "en-US", eastAsia: "ja-JP" },
      },
      paragraph: { spacing: line(SIZE) },
    },
    heading1: heading(32, 0),
    heading2: heading(24, 160),
    heading3: heading(21, 100),
  };
};

const numbered = (reference) => {
  const [format, text] =
    reference === LISTS.ol ? [LevelFormat.DECIMAL, "%1."] : [LevelFormat.BULLET, "\u2022"];
  const style = { paragraph: { indent: { left: 420, hanging: 420 } } };
  return {
    reference,
    levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style }],
  };
};

const section = (nodes, wide) => {
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN, footer: 400 };
  const orientation = wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  const width = (wide ? PAGE.height : PAGE.width) - 2 * MARGIN;
  const page = [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES];
  const number = new TextRun({ children: page, size: 16 });
  const foot = new Paragraph({ alignment: AlignmentType.RIGHT, children: [number] });
  return {
    properties: { page: { size: { ...PAGE, orientation }, margin } },
    footers: { default: new Footer({ children: [foot] }) },
    children: blocks(nodes, width),
  };
};

const blocks = (nodes, width) => {
  const made = [];
  // Whether what comes next begins a new sheet, and how many lists there were.
  let breaks = false;
  let lists = 0;
  const put = (leaf, options) => {
    const lines = linesOf(leaf);
    if (!lines.length) return;
    made.push(paragraph(leaf, lines, { pageBreakBefore: breaks, ...options }));
    breaks = false;
  };
  for (const [name, attributes, ...children] of nodes) {
    if (name === "table") {
      const rows = rowsOf(children);
      if (!rows.length) continue;
      if (breaks) made.push(gap({ pageBreakBefore: true }));
      // Two that touch would be one table.
      made.push(table(rows, width), gap());
      breaks = false;
    } else if (LISTS[name]) {
      lists += 1;
      const numbering = { reference: LISTS[name], level: 0, instance: lists };
      for (const item of children) put(item, { numbering, spacing: { after: 30 } });
    } else if (name === "div") {
      // nothing turns a sheet that nothing stands on
      breaks = made.length > 0;
    } else {
      const spacing = HEADINGS[name] ? undefined : { after: 50 };
      put([name, attributes, ...children], { heading: HEADINGS[name], spacing });
    }
  }
  return made;
};

const gap = (options) => new Paragraph({ spacing: { line: 120, lineRule: "exact" }, ...options });

/** A leaf's text as lines; none where nobody would see any. */
const linesOf = ([, , ...texts]) =>
  sound(texts.join(""))
    .split("\n")
    .filter((line) => /[^\s\p{Cc}\p{Cf}\p{Cs}]/u.test(line));

/** A text without the signs that XML has no place for, its lines' ends alike. */
const sound = (text) =>
  text
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(/(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");

const paragraph = ([, attributes], lines, options, bold) => {
  const address = attributes["data-href"];
  const linked = /^https?:\/\//.test(address);
  const style = linked ? "Hyperlink" : undefined;
  const runs = lines.map(
    (text, place) => new TextRun({ text, bold, style, break: place ? 1 : undefined }),
  );
  // On paper, nobody can follow a link whose address isn't there.
  const children = linked
    ? [new ExternalHyperlink({ link: address, children: runs }), new TextRun(` ${address}`)]
    : runs;
  return new Paragraph({ children, ...options });
};

/** A table's rows; below a head, one that is blank is there to be filled by hand. */
const rowsOf = (rows) =>
  rows.filter(([, , ...cells]) => isHead(rows[0]) || cells.some((cell) => linesOf(cell).length));

/** Whether a row names the columns. */
const isHead = ([, , ...cells]) =>
  cells.every(([name]) => name === "th") && cells.some((cell) => linesOf(cell).length > 0);

const table = (rows, width) => {
  const widths = widthsOf(rows, width);
  return new Table({
    rows: rows.map((row, place) =>
      tableRow(
        row,
        widths,
        place === 0 && isHead(row),
        place < rows.length - 1 && rows.length <= WHOLE,
      ),
    ),
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 20, bottom: 20, left: 100, right: 100 },
  });
};

const widthsOf = (rows, width) => {
  const shares = [];
  for (const [, , ...cells] of rows) {
    for (const [place, cell] of cells.entries()) {
      const least = linesOf(cell).length ? LEAST : WRITTEN;
      const longest = Math.max(least, ...linesOf(cell).map((line) => line.length));
      shares[place] = Math.min(MOST + BESIDE, Math.max(shares[place] ?? 0, longest + BESIDE));
    }
  }
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((width * share) / all));
};

const tableRow = ([, , ...cells], widths, tableHeader, keepNext) => {
  const blank = cells.some((cell) => !linesOf(cell).length);
  return new TableRow({
    children: cells.map((cell, place) => tableCell(cell, widths[place], keepNext)),
    tableHeader: tableHeader || undefined,
    cantSplit: true,
    height: blank ? { value: BY_HAND, rule: HeightRule.ATLEAST } : undefined,
  });
};

const tableCell = (cell, width, keepNext) => {
  const named = cell[0] === "th";
  return new TableCell({
    children: [paragraph(cell, linesOf(cell), { keepNext }, named || undefined)],
    shading: named ? { fill: "EEEEEE" } : undefined,
    width: { size: width, type: WidthType.DXA },
  });
};
