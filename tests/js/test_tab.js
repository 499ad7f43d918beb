// What the tab holds: js/form/tab.js.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { becomePage } from "./page.js";

becomePage();
const { holdTab } = await import("../../js/form/tab.js");
const KEY = "selfcheck5.record";
const radio = (number, value) => ({ name: `q${number}`, value, checked: false });
let page;
let tab;

beforeEach(() => {
  page = becomePage();
  tab = holdTab();
});

test("an empty tab holds nothing", () => {
  assert.deepEqual(tab.read(), { text: null, id: null, seen: null, day: "" });
});

test("a record and the kept one that it is are one value", () => {
  tab.write("mine", "id", "seen");

  assert.deepEqual(tab.read(), { text: "mine", id: "id", seen: "seen", day: "" });
  assert.deepEqual(Object.keys(sessionStorage), [KEY]);
});

test("what was last seen is stored once where it is the record itself", () => {
  tab.write("mine", "id", "mine");

  assert.equal(sessionStorage.getItem(KEY), '["mine","id",null,{}]');
  assert.equal(tab.read().seen, "mine");
});

test("the day of the next check stands beside the record, and goes with it", () => {
  tab.write("mine", "", "", "2027-04-01");
  tab.keepGiven({ querySelectorAll: () => [{ ...radio(2, "C"), checked: true }] });
  assert.equal(tab.read().day, "2027-04-01");
  assert.equal(tab.read().text, "mine");
  tab.write("another", "", "", "");
  assert.equal(tab.read().day, "");
});

test("a day that is none isn't taken for one", () => {
  for (const day of [5, "tomorrow", "2027-04-01T00", null]) {
    sessionStorage.setItem(KEY, JSON.stringify(["mine", null, null, {}, day]));
    assert.equal(tab.read().day, "");
  }
});

test("what is refused changes nothing", () => {
  tab.write("mine", "id", "seen");

  assert.equal(tab.write("x".repeat(2000), "other", "x"), null);
  assert.deepEqual(tab.read(), { text: "mine", id: "id", seen: "seen", day: "" });
});

test("version 0.4.0 had two values, which become one", () => {
  sessionStorage.setItem(KEY, '{"format": "f"}');
  sessionStorage.setItem("selfcheck5.bound", '["id", "seen"]');
  const { text, id, seen } = tab.read();

  assert.deepEqual([text, id, seen], ['{"format": "f"}', "id", "seen"]);
  tab.write(text, id, seen);
  assert.deepEqual(Object.keys(sessionStorage), [KEY]);
  assert.deepEqual(tab.read(), { text, id, seen, day: "" });
});

test("a binding that nobody can read binds nothing", () => {
  sessionStorage.setItem(KEY, '["mine", 5, "seen", {}]');

  assert.deepEqual(tab.read(), { text: "mine", id: null, seen: null, day: "" });
});

test("for a text that is too long, another is handed over", () => {
  sessionStorage.setItem(KEY, "x".repeat(901));

  assert.equal(tab.read().text, "too long");
});

test("characters are counted as Python counts them", () => {
  sessionStorage.setItem(KEY, "𠮷".repeat(480));

  assert.equal(tab.read().text, "𠮷".repeat(480));
});

test("what nobody can read is set aside, each under a name of its own", () => {
  for (const text of ["first", "second"]) {
    tab.write(text, "", "");
    tab.setAside();
  }

  assert.deepEqual(
    { ...sessionStorage },
    { "selfcheck5.aside": "first", "selfcheck5.aside1": "second" },
  );
});

test("clearing takes the record and what was set aside, and nobody else's", () => {
  sessionStorage.setItem("theirs", "kept");
  sessionStorage.setItem("selfcheck5.aside3", "aside");
  tab.write("mine", "", "");
  tab.clear();

  assert.deepEqual({ ...sessionStorage }, { theirs: "kept" });
});

test("answers given without Python come back beside the record, and before its own", () => {
  const record = { format: "f", edition: "e", version: 1, answers: { 1: "A", 2: "B" } };
  tab.write(JSON.stringify(record), "", "");
  const given = { ...radio(2, "C"), checked: true };
  tab.keepGiven({ querySelectorAll: () => [given] });
  const shown = [radio(1, "A"), radio(2, "B"), radio(2, "C"), radio(3, "A")];
  tab.bringBack({ querySelectorAll: () => shown });

  assert.deepEqual(
    shown.map(({ checked }) => checked),
    [true, false, true, false],
  );
  assert.equal(tab.read().text, JSON.stringify(record));
});

test("answers of another edition, or of a version to come, don't come back", () => {
  for (const other of [{ edition: "other" }, { version: 3 }]) {
    const record = { format: "f", edition: "e", version: 1, answers: { 1: "A" }, ...other };
    tab.write(JSON.stringify(record), "", "");
    const shown = [radio(1, "A")];
    tab.bringBack({ querySelectorAll: () => shown });

    assert.equal(shown[0].checked, false);
  }
});

test("a page that a browser revived writes nothing more", () => {
  document.body = {};
  globalThis.location = { reload() {} };
  page.dispatch("pageshow", { persisted: true });

  assert.equal(tab.write("mine", "", ""), false);
  assert.deepEqual(Object.keys(sessionStorage), []);
  assert.equal(document.body.hidden, true);
});
