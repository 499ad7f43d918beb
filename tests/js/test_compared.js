// Which names are one, and how much of a typed text is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { becomePage } from "./page.js";

becomePage();
const { compared } = await import("../../js/form/device.js");
const { measured } = await import("../../js/form/type.js");
const same = (...names) => new Set(JSON.parse(compared(JSON.stringify(names)))).size === 1;

test("names that differ but in width, case and blanks are one", () => {
  assert.ok(same("営業 Ａ課", " 営業　a課", "営業  A課 "));
});

test("names that differ in anything else are two", () => {
  assert.ok(!same("営業A課", "営業 A課"));
  assert.ok(!same("営業1課", "営業2課"));
});

test("a text of a field's length is told whole, and of a longer one how much is left", () => {
  assert.deepEqual(measured("x".repeat(10_000)), { value: "x".repeat(10_000), more: 0 });
  assert.deepEqual(measured("𠮷".repeat(10_003)), { value: "𠮷".repeat(10_000), more: 3 });
});
