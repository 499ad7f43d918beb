// Files, opened and saved: read one by one, sealed and unsealed under a passphrase. The clipboard, too.

import { seal, unseal, zip } from "./bytes.js";
import { byId, root } from "./page.js";
import { copyText, newId, save } from "./save.js";
import { pause } from "./soon.js";
import { tooLong } from "./storage.js";

const LARGEST = 1_000_000;
const TAKES_FILES = ".view[data-drop]";
const AGE = ["age-encryption.org/", "-----BEGIN AGE"];

/** Resolve to what a file holds: a text, or the bytes of an age file, or why it is refused. */
export const readFile = async (file) => {
  if (file.size > LARGEST) return { problem: "long" };
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { problem: "unreadable" };
  }
  const start = new TextDecoder().decode(bytes.subarray(0, 40)).trimStart();
  if (AGE.some((head) => start.startsWith(head))) return { problem: "sealed", bytes };
  try {
    return {
      problem: "",
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    };
  } catch {
    return { problem: "encoding" };
  }
};

const progress = (put) => (done, of) => {
  const bar = byId("reading");
  const rests = done === of || of < 10;
  if (bar.hidden && !rests) put();
  bar.hidden = rests;
  bar.querySelector("progress").max = of;
  bar.querySelector("progress").value = done;
  const said = bar.querySelector("span");
  said.textContent = said.dataset.text.replace("{done}", done).replace("{of}", of);
};

/** `begin` returns what tells whether the page is still the one that began; `put` puts progress in place. */
export const openAndSave = (tell, { begin, go, dialog, put }) => {
  const sealed = new Map();
  let sealing = 0;
  addEventListener("beforeunload", (event) => sealing && event.preventDefault());

  // Many files are read one by one, with room in between for the page to stay alive.
  const readAll = async (list) => {
    const holds = begin();
    while (dialog.open)
      await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    for (const [index, file] of list.entries()) {
      const { bytes, ...read } = await readFile(file);
      if (!holds()) return;
      if (read.text && tooLong(read.text)) Object.assign(read, { problem: "long", text: "" });
      const key = newId();
      if (bytes) sealed.set(key, bytes);
      tell("file", { name: file.name, key, text: "", ...read, index, of: list.length });
      await pause();
    }
  };
  // One batch after the other, and none while a question is open.
  let reading = Promise.resolve();
  const take = (files) => {
    const list = [...files];
    reading = reading.then(() => readAll(list));
  };

  addEventListener("change", ({ target }) => {
    if (target.dataset?.files === undefined) return;
    take(target.files);
    target.value = "";
  });
  // A file dropped beside the mark would otherwise take the page's place.
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    if (!byId(root.dataset.view).matches(TAKES_FILES)) go(document.querySelector(TAKES_FILES).id);
    take(event.dataTransfer.files);
  });

  return {
    // A text, or the paths and texts of an archive.
    download: (name, type, json) => {
      const content = JSON.parse(json);
      save(name, type, typeof content === "string" ? content : zip(content));
    },
    copy: (text) => {
      const holds = begin();
      copyText(text, (done) => holds() && tell("copied", { done, text }));
    },
    progress: progress(put),
    // What somebody asked for comes, or it is said that it doesn't, though she has gone on meanwhile.
    seal: (name, type, text, passphrase) => {
      const holds = begin();
      sealing += 1;
      pause()
        .then(() => seal(text, passphrase))
        .finally(() => (sealing -= 1))
        .then(
          (bytes) => {
            save(name, type, bytes);
            if (holds()) tell("sealed", { name, problem: "" });
          },
          () => tell("sealed", { name, problem: "failed" }),
        );
    },
    unseal: (key, passphrase) => {
      const holds = begin();
      const done = (text, problem) => holds() && tell("unsealed", { key, text, problem });
      pause()
        .then(() => unseal(sealed.get(key), passphrase))
        .then(
          (text) => (tooLong(text) ? done("", "long") : done(text, "")),
          (error) => done("", error.message),
        );
    },
    forgetFiles: () => {
      sealed.clear();
      byId("reading").hidden = true;
    },
  };
};
