// What a double click does, and a key that is held down: js/form/press.js.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { becomePage } from "./page.js";

becomePage();
const { pressOnce } = await import("../../js/form/press.js");
let page;
let clicked;

const element = (textContent, ...kinds) => {
  const one = { textContent, matches: (selector) => kinds.includes(selector) };
  one.closest = (selector) => (selector === "label" || kinds.includes("text") ? null : one);
  return one;
};
const press = (target, detail) => {
  page.dispatch("mousedown", { detail, target });
  page.dispatch("click", { detail, target });
};

beforeEach(() => {
  page = becomePage();
  clicked = [];
  pressOnce();
  addEventListener("click", ({ target }) => clicked.push(target.textContent));
  addEventListener("keydown", ({ target }) => clicked.push(target.textContent));
});

test("what is still the same may be pressed again at once", () => {
  const later = element("later");
  press(later, 1);
  press(later, 2);

  assert.deepEqual(clicked, ["later", "later"]);
});

test("a button that does another thing by now isn't pressed by the second click", () => {
  const button = element("next");
  press(button, 1);
  button.textContent = "later";
  press(button, 2);
  press(button, 3);
  press(button, 1);

  assert.deepEqual(clicked, ["next", "later"]);
});

test("what has come under the mouse meanwhile isn't pressed", () => {
  press(element("go on"), 1);
  press(element("answer"), 2);
  press(element("words", "text"), 2);

  assert.deepEqual(clicked, ["go on"]);
});

test("what Python does is done once, but a list is paged as often as somebody presses", () => {
  const save = element("save", "[data-action]");
  press(save, 1);
  press(save, 2);
  const pages = ["page 2", "page 3", "page 4"].map((text) =>
    element(text, "[data-action]", "[data-action=page]"),
  );
  for (const [index, one] of pages.entries()) press(one, index + 1);
  press(save, 4);

  assert.deepEqual(clicked, ["save", "page 2", "page 3", "page 4"]);
});

test("a key that is held down presses once, and types as it does", () => {
  const button = element("next");
  const field = element("note", "text");
  for (const target of [button, field])
    for (const repeat of [false, true]) page.dispatch("keydown", { key: "Enter", repeat, target });

  assert.deepEqual(clicked, ["next", "note", "note"]);
});
