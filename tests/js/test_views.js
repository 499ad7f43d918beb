// Which fragment shows which view: js/form/views.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { becomePage } from "./page.js";

becomePage();
const { viewOf } = await import("../../js/form/views.js");
const view = (id, ...within) => ({
  id,
  contains: (target) => target.id === id || within.includes(target.id),
});
const FORM = view("form", "question-1");
const RESULT = view("result");
const VIEWS = [FORM, RESULT];

test("a view's own fragment shows it", () => {
  assert.equal(viewOf(VIEWS, RESULT, "form", false), RESULT);
});

test("what stands in a view brings its view", () => {
  assert.equal(viewOf(VIEWS, { id: "question-1" }, "result", false), FORM);
});

test("what stands outside the views leaves the one that is shown", () => {
  assert.equal(viewOf(VIEWS, { id: "content" }, "result", false), RESULT);
});

test("a fragment of nothing shows the first view", () => {
  assert.equal(viewOf(VIEWS, null, "result", false), FORM);
});

test("at the beginning, what stands outside the views shows the first", () => {
  assert.equal(viewOf(VIEWS, { id: "content" }, undefined, false), FORM);
});

test("where Python failed there is the first view alone", () => {
  assert.equal(viewOf(VIEWS, RESULT, "result", true), FORM);
});
