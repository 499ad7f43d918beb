// What a file is refused for, and how files are read: js/form/open-and-save.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { becomePage } from "./page.js";

// Of two views, the second takes files.
const page = becomePage({
  form: { id: "form", matches: () => false },
  archive: { id: "archive", matches: (selector) => selector === ".view[data-drop]" },
});
const { openAndSave, readFile } = await import("../../js/form/open-and-save.js");
const file = (content, name = "a.json") => Object.assign(new Blob([content]), { name });

const drop = (files) => {
  page.dispatch("drop", { dataTransfer: { files, types: ["Files"] } });
  return new Promise((resolve) => setTimeout(resolve, 50));
};

test("a text is read to its last character, a byte order mark included", async () => {
  const text = "\ufeff{}\n";

  assert.deepEqual(await readFile(file(text)), { problem: "", text });
});

test("a file of more than a million bytes isn't even read", async () => {
  assert.deepEqual(await readFile({ size: 1_000_001 }), { problem: "long" });
  assert.equal((await readFile(file("x".repeat(1_000_000)))).problem, "");
});

test("a file that can't be read is said to be so", async () => {
  const gone = { size: 1, arrayBuffer: () => Promise.reject(new Error("gone")) };

  assert.deepEqual(await readFile(gone), { problem: "unreadable" });
});

test("what isn't UTF-8 is refused, not guessed", async () => {
  assert.deepEqual(await readFile(file(new Uint8Array([0x83, 0x65]))), { problem: "encoding" });
});

test("a file under a passphrase is known by its beginning, armored or not", async () => {
  for (const head of ["age-encryption.org/v1\n", "\r\n -----BEGIN AGE ENCRYPTED FILE-----"]) {
    const { problem, bytes } = await readFile(file(head));

    assert.equal(problem, "sealed");
    assert.equal(new TextDecoder().decode(bytes), head);
  }
  assert.equal((await readFile(file("about age-encryption.org/v1"))).problem, "");
});

test("files that are dropped are told one by one, in order, and go to where files are", async () => {
  const told = [];
  const gone = [];
  const dialog = { open: false };
  openAndSave((...message) => told.push(message), {
    begin: () => () => true,
    go: (view) => gone.push(view),
    dialog,
    put() {},
  });
  document.documentElement.dataset.view = "form";
  await drop([file("{}", "first"), file("x".repeat(901), "second")]);

  assert.deepEqual(gone, ["archive"]);
  const about = told.map(([action, { name, problem, text, index, of }]) => [
    action,
    name,
    problem,
    text,
    index,
    of,
  ]);
  assert.deepEqual(about, [
    ["file", "first", "", "{}", 0, 2],
    ["file", "second", "long", "", 1, 2],
  ]);
});

test("what was dropped on a page that was wiped since is told to nobody", async () => {
  const told = [];
  openAndSave((...message) => told.push(message), {
    begin: () => () => false,
    go() {},
    dialog: { open: false },
    put() {},
  });
  await drop([file("{}")]);

  assert.deepEqual(told, []);
});

test("what is sealed comes, or is told not to, though the page was wiped meanwhile", async () => {
  const { setTimeout: wait } = globalThis;
  // Who waits for addresses to be given back would wait for a minute.
  globalThis.setTimeout = (todo, after) => wait(todo, after).unref();
  const happened = [];
  const heard = [];
  const next = () => new Promise((resolve) => heard.push(resolve));
  const happen = (...what) => {
    happened.push(what);
    heard.shift()();
  };
  document.createElement = () => ({
    click() {
      happen("saved", this.download);
    },
  });
  const { seal } = openAndSave(happen, {
    begin: () => () => false,
    go() {},
    dialog: { open: false },
    put() {},
  });
  for (const [name, text] of Object.entries({ "a.age": "text", "b.age": null })) {
    const done = next();
    const alive = wait(() => {}, 30_000);
    seal(name, "text/plain", text, "words");
    assert.ok(!page.dispatch("beforeunload"), "nobody is let go unasked meanwhile");
    await done;
    assert.ok(page.dispatch("beforeunload"));
    clearTimeout(alive);
  }
  globalThis.setTimeout = wait;

  assert.deepEqual(happened, [
    ["saved", "a.age"],
    ["sealed", { name: "b.age", problem: "failed" }],
  ]);
});
