// The records kept on the device: js/form/keep.js.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { becomePage } from "./page.js";

becomePage();
const { keepRecords } = await import("../../js/form/keep.js");
let page;
let records;
let told;
let taken;

beforeEach(() => {
  page = becomePage();
  told = [];
  taken = 0;
  records = keepRecords(
    (...message) => told.push(message),
    () => taken++,
  );
});

test("the ids are those of kept records alone, in order", () => {
  records.keep("b", "second");
  records.keep("a", "first");
  localStorage.setItem("selfcheck5.scheme", "slate");
  localStorage.setItem("theirs.kept.c", "x");

  assert.equal(records.ids(), '["a","b"]');
  assert.equal(records.readKept("a"), "first");
  assert.equal(records.readKept("c"), null);
});

test("a storage that is full says so and keeps what was there", () => {
  assert.equal(records.keep("a", "first"), true);
  assert.equal(records.keep("a", "x".repeat(2000)), null);
  assert.equal(records.readKept("a"), "first");
});

test("what was taken out can be put back as it was, until it is dropped", () => {
  records.keep("a", "first");
  records.forget("a");
  assert.equal(records.ids(), "[]");
  assert.equal(records.putBack("a"), true);
  assert.equal(records.readKept("a"), "first");

  records.forget("a");
  records.drop();
  assert.equal(records.readKept("a"), null);
  assert.notEqual(records.putBack("a"), true);
  assert.equal(records.ids(), "[]");
});

test("what another tab does to a kept record is told after what is being typed", () => {
  page.dispatch("storage", { key: "selfcheck5.kept.a", newValue: "new" });
  page.dispatch("storage", { key: "selfcheck5.kept.a", newValue: null });
  page.dispatch("storage", { key: null, newValue: null });

  assert.deepEqual(told, [
    ["storage", { id: "a", text: "new" }],
    ["storage", { id: "a", text: "" }],
    ["storage", { id: "", text: "" }],
  ]);
  assert.equal(taken, 3);
});

test("other names in the same storage are nobody's business", () => {
  page.dispatch("storage", { key: "selfcheck5.scheme", newValue: "slate" });
  page.dispatch("storage", { key: "theirs", newValue: "x" });

  assert.deepEqual([told, taken], [[], 0]);
});

test("a kept text that is too long for Python is handed over as another", () => {
  localStorage.setItem("selfcheck5.kept.a", "x".repeat(950));

  assert.equal(records.readKept("a"), "too long");
});

test("what the tab set aside is named in order", () => {
  for (const end of ["1", ""]) sessionStorage.setItem(`selfcheck5.aside${end}`, "x");
  localStorage.setItem("selfcheck5.aside", "x");

  assert.equal(records.asides(), '["selfcheck5.aside","selfcheck5.aside1"]');
});
