// What fetch asks for on the site: js/form/take-by-hash.js.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { becomePage } from "./page.js";

const MAP = {
  imports: { "../py/app.py": "../py/app.py?1234" },
  integrity: { "../py/app.py?1234": "sha256-x" },
};
becomePage();
const { takeByHash } = await import("../../js/form/take-by-hash.js");
let asked;
let fails;

beforeEach(() => {
  becomePage({ parts: { textContent: JSON.stringify(MAP) } });
  asked = [];
  fails = 0;
  globalThis.fetch = (address, options) => {
    asked.push([address, options]);
    return fails-- > 0 ? Promise.reject(new Error("changed")) : Promise.resolve("answer");
  };
});

test("a part is asked for by its version, and taken by its hash", async () => {
  takeByHash();

  assert.equal(await fetch("../py/app.py"), "answer");
  assert.deepEqual(asked, [["../py/app.py?1234", { integrity: "sha256-x" }]]);
});

test("what a browser remembers wrongly is asked for once more, past its memory", async () => {
  takeByHash();
  fails = 1;

  assert.equal(await fetch("https://example.org/copy/py/app.py"), "answer");
  assert.deepEqual(asked[1], ["../py/app.py?1234", { integrity: "sha256-x", cache: "reload" }]);
  fails = 2;
  await assert.rejects(fetch("../py/app.py"));
});

test("what isn't a part of the page is asked for as it is", async () => {
  takeByHash();
  await fetch("../other", { method: "HEAD" });

  assert.deepEqual(asked, [["../other", { method: "HEAD" }]]);
});

test("mending asks for each part, and fails for none", async () => {
  const mend = takeByHash();
  fails = 2;
  await mend();

  assert.equal(asked.length, 2);
});

test("the single file keeps the fetch that it has", async () => {
  becomePage();
  const own = globalThis.fetch;
  await takeByHash()();

  assert.equal(globalThis.fetch, own);
  assert.deepEqual(asked, []);
});
