// What the views need of the browser: drawing, files, clipboard, paper, and storage that stays.
// Python speaks JSON with it in both directions. Nothing here throws: MicroPython can't catch.
import { plain, seal, unseal } from "./seal.js";
import { zip } from "./zip.js";

const SVG = "http://www.w3.org/2000/svg";
const LARGEST = 1_000_000;
const TYPES = {
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  md: "text/markdown",
  ics: "text/calendar",
  age: "application/octet-stream",
};
const AGE = ["age-encryption.org/", "-----BEGIN AGE"];

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

// A node is [name, attributes, ...children]; texts become text, never markup.
const build = ([name, attributes, ...children], inSvg = false) => {
  if (name === "copy") return document.querySelector(attributes.from)?.cloneNode(true) ?? "";
  const isSvg = inSvg || name === "svg";
  const element = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(
    ...children.map((child) => (Array.isArray(child) ? build(child, isSvg) : child)),
  );
  return element;
};

// What stays the same of an element when its view is drawn again; MicroPython keeps no order.
const mark = (element) =>
  element && (element.id || JSON.stringify(Object.entries(element.dataset).sort()));
const same = (place, wanted) =>
  wanted && wanted !== "[]"
    ? [...place.querySelectorAll("*")].find((element) => mark(element) === wanted)
    : null;

const show = (id, json) => {
  const place = byId(id);
  const focused = place.contains(document.activeElement) && mark(document.activeElement);
  const open = [...place.querySelectorAll("details[open]")].map(mark);
  place.replaceChildren(...JSON.parse(json).map((node) => build(node)));
  for (const wanted of open) same(place, wanted)?.setAttribute("open", "");
  if (focused) (same(place, focused) ?? place.closest(".view"))?.focus({ preventScroll: true });
};

const focus = (id) => {
  const place = byId(id);
  if (!place) return;
  place.scrollIntoView();
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
};

const download = (name, kind, content) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: TYPES[kind] }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const readFile = async (file) => {
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
    return { problem: "", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: "encoding" };
  }
};

export const connect = ({ attempt, go, kept: KEPT, handed, tooLong, ours, storages, asides }) => {
  const sealed = new Map();
  // Wiping begins a new one: what was under way before belongs to nobody any more.
  let generation = 0;
  let guarded = false;
  let printing = false;
  const dialog = byId("ask");
  const writing = byId("writing");
  let receive = () => {};
  const tell = (action, message = {}) => receive(JSON.stringify({ ...message, action }));

  // Records taken out, until they are put back or the page forgets them: Python needn't hold them.
  const taken = new Map();

  // Many files are read one by one, with room in between for the page to stay alive.
  const readAll = async (list) => {
    const begun = generation;
    while (dialog.open) await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    for (const [index, file] of list.entries()) {
      const { bytes, ...read } = await readFile(file);
      if (begun !== generation) return;
      if (read.text && tooLong(read.text)) Object.assign(read, { problem: "long", text: "" });
      const key = newId();
      if (bytes) sealed.set(key, bytes);
      tell("file", { name: file.name, key, text: "", ...read, index, of: list.length });
      await pause();
    }
  };
  // One batch after the other, and none while a question is open.
  let reading = Promise.resolve();
  const takeFiles = (files) => (reading = reading.then(() => readAll([...files])));

  const describe = (element) => ({
    ...element.dataset,
    value: element.value ?? "",
    // Of what is on or off but no field, the state that the click asks for.
    checked: element.checked ?? element.getAttribute("aria-checked") === "false",
  });

  addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-action]");
    if (target) tell(target.dataset.action, describe(target));
  });
  // What is being typed is taken over after a breath, so that neither a reload nor paper lacks it.
  let typed = null;
  let breath;
  const takeTyped = () => {
    clearTimeout(breath);
    if (typed) tell(typed.dataset.change, describe(typed));
    typed = null;
  };
  addEventListener("input", ({ target }) => {
    if (!target.matches?.("[data-field]")) return;
    if (target !== typed) takeTyped();
    typed = target;
    clearTimeout(breath);
    breath = setTimeout(takeTyped, 400);
  });
  addEventListener("pagehide", takeTyped);
  addEventListener("change", (event) => {
    const { dataset, files } = event.target;
    if (dataset?.files !== undefined) {
      takeFiles(files).then(() => (event.target.value = ""));
    } else if (dataset?.reveal !== undefined) {
      for (const field of byId("ask-form").querySelectorAll("[id^=secret-]:not(p)")) {
        field.type = event.target.checked ? "text" : "password";
      }
    } else if (dataset?.change) {
      if (typed === event.target) typed = null;
      takeTyped();
      tell(dataset.change, describe(event.target));
    }
  });
  document.addEventListener("viewchange", () => {
    takeTyped();
    writing.close();
    // A word on what was done is out of place in another view; a warning isn't.
    if (!box.dataset.kind && !byId("notice-actions").hasChildNodes()) notice("", "", "[]");
    tell("view", { view: root.dataset.view });
  });
  addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.startsWith(KEPT)) return;
    takeTyped();
    tell("storage", {
      id: event.key?.slice(KEPT.length) ?? "",
      text: event.newValue === null ? "" : handed(event.newValue),
    });
  });

  // A file dropped beside the mark would otherwise take the page's place.
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    if (!["records", "compare", "departments"].includes(root.dataset.view)) {
      go("records");
    }
    takeFiles(event.dataTransfer.files);
  });

  dialog.addEventListener("close", () => {
    const fields = Object.fromEntries(new FormData(byId("ask-form")));
    const value = dialog.returnValue || "no";
    byId("ask-form").replaceChildren();
    tell("answered", { value, fields });
  });

  writing.addEventListener("close", () => {
    takeTyped();
    byId("writing-form").reset();
    tell("written");
  });

  // The browser's own command prints what the view stands for.
  addEventListener("beforeprint", () => {
    takeTyped();
    // Not every browser says when printing ended.
    if (!printing) delete root.dataset.print;
    if (!root.dataset.print) tell("paper", { view: root.dataset.view });
    printing = false;
  });
  addEventListener("afterprint", () => delete root.dataset.print);
  addEventListener("beforeunload", (event) => {
    if (guarded) event.preventDefault();
  });

  const box = document.querySelector(".notice");
  const notice = (text, kind, json) => {
    const focused = box.contains(document.activeElement);
    box.dataset.kind = kind;
    byId("notice").textContent = text;
    byId("notice-actions").replaceChildren(...JSON.parse(json).map((node) => build(node)));
    root.style.setProperty("--selfcheck-notice", `${text ? box.offsetHeight : 0}px`);
    if (focused) document.querySelector(".view:not([hidden])").focus({ preventScroll: true });
  };
  byId("notice-close").addEventListener("click", () => notice("", "", "[]"));

  return {
    connected: (handler) => (receive = handler),
    show,
    focus,
    notice,
    download: (name, kind, json) => {
      const content = JSON.parse(json);
      download(name, kind, kind === "xlsx" ? zip(content) : content);
    },
    copy: (text) => {
      const copying = attempt(() => navigator.clipboard.writeText(text)) ?? Promise.reject();
      copying.then(
        () => tell("copied", { done: true }),
        () => tell("copied", { done: false }),
      );
    },
    paper: (kind) => (root.dataset.print = kind),
    print: () => {
      printing = true;
      setTimeout(() => print(), 0);
    },
    guard: (wanted) => (guarded = wanted),
    ask: (json) => {
      byId("ask-form").replaceChildren(...JSON.parse(json).map((node) => build(node)));
      const destroys = dialog.querySelector('[data-variant="danger"]');
      dialog.setAttribute("role", destroys ? "alertdialog" : "dialog");
      dialog.returnValue = "";
      dialog.showModal();
    },
    write: (heading, json) => {
      byId("writing-item").textContent = heading;
      for (const [name, value] of Object.entries(JSON.parse(json))) {
        byId(`writing-${name}`).value = value;
      }
      if (!writing.open) writing.showModal();
    },
    progress: (done, of) => {
      const bar = byId("reading");
      bar.hidden = done === of || of < 10;
      bar.querySelector("progress").max = of;
      bar.querySelector("progress").value = done;
      const said = bar.querySelector("span");
      said.textContent = said.dataset.text.replace("{done}", done).replace("{of}", of);
    },
    // What would keep the page busy goes on when it has seen to whoever waits.
    later: () => {
      const begun = generation;
      pause().then(() => begun === generation && tell("later"));
    },
    plain,
    seal: (name, text, passphrase) => {
      const begun = generation;
      const done = (problem) => begun === generation && tell("sealed", { name, problem });
      pause()
        .then(() => seal(text, passphrase))
        .then(
          (bytes) => {
            if (begun === generation) download(name, "age", bytes);
            done("");
          },
          () => done("failed"),
        );
    },
    unseal: (key, passphrase) => {
      const begun = generation;
      const done = (text, problem) =>
        begun === generation && tell("unsealed", { key, text, problem });
      pause()
        .then(() => unseal(sealed.get(key), passphrase))
        .then(
          (text) => (tooLong(text) ? done("", "long") : done(text, "")),
          (error) => done("", error.message),
        );
    },
    newId,
    stamp: () => new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
    ids: () =>
      JSON.stringify(
        ours(storages[0])
          .filter((key) => key.startsWith(KEPT))
          .map((key) => key.slice(KEPT.length))
          .sort(),
      ),
    readKept: (id) => attempt(() => handed(localStorage.getItem(KEPT + id))),
    keep: (id, text) => attempt(() => (localStorage.setItem(KEPT + id, text), true)),
    forget: (id) =>
      attempt(() => {
        taken.set(id, localStorage.getItem(KEPT + id));
        localStorage.removeItem(KEPT + id);
      }),
    putBack: (id) => attempt(() => (localStorage.setItem(KEPT + id, taken.get(id)), true)),
    drop: () => taken.clear(),
    asides: () => JSON.stringify(asides()),
    saveAside: (key, name) => attempt(() => download(name, "json", sessionStorage.getItem(key))),
    wipe: () => {
      const drawn = document.querySelectorAll(".paper, .view > [id^=desk-]");
      for (const place of drawn) place.replaceChildren();
      delete root.dataset.print;
      // What was typed last belongs to the record that goes.
      clearTimeout(breath);
      typed = null;
      writing.close();
      byId("writing-form").reset();
      byId("writing-item").textContent = "";
      sealed.clear();
      generation += 1;
      byId("reading").hidden = true;
    },
  };
};
