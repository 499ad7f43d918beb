// What the views need of the browser: drawing, files, clipboard, paper, and storage that stays.
// Python speaks JSON with it in both directions. Nothing here throws: MicroPython can't catch.
import { plain, seal, unseal } from "./seal.js";
import { zip } from "./zip.js";

const SVG = "http://www.w3.org/2000/svg";
const LARGEST = 1_000_000;
// Far more than a field may hold: of a longer text, Python gets so much and a count of the rest.
const TYPED = 10_000;
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

// A field says beside it why what it shows isn't kept: heard once, seen as long as it holds.
const refused = (within, field = "[data-change]") =>
  within.querySelectorAll(`${field}[aria-invalid="true"]`);
const refuse = (id, text) => {
  const field = byId(id);
  const said = byId(`${id}-refused`);
  if (!field || (field.hasAttribute("aria-invalid") ? said.textContent : "") === text) return;
  const leave = byId("writing-leave");
  if (!text) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    // A click that takes the focus from a field finds its button where it was.
    setTimeout(() => {
      if (!field.hasAttribute("aria-invalid")) said.remove();
      leave.hidden = !refused(byId("writing")).length;
    }, 300);
    return;
  }
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${id}-refused`);
  if (said) said.replaceChildren(text);
  else {
    const attributes = { id: `${id}-refused`, class: "field__refused" };
    field.after(build(["span", attributes, ["span", { role: "alert" }, text]]));
  }
  leave.hidden = !refused(byId("writing")).length;
};
const afresh = (within = document) => {
  for (const field of refused(within)) refuse(field.id, "");
};
const fill = (id, text) => {
  const field = byId(id);
  if (!field) return;
  const at = field.selectionStart;
  field.value = text;
  field.setSelectionRange(at, at);
};

const measured = (value) => {
  if (value.length <= TYPED) return { value, more: 0 };
  const characters = [...value];
  return { value: characters.slice(0, TYPED).join(""), more: Math.max(characters.length - TYPED, 0) };
};

const show = (id, json) => {
  const place = byId(id);
  const { activeElement: active } = document;
  const unkept = [...refused(place)].map((field) => [field.id, field.parentElement]);
  const focused = place.contains(active) && mark(active);
  const open = [...place.querySelectorAll("details[open]")].map(mark);
  place.replaceChildren(...JSON.parse(json).map((node) => build(node)));
  for (const wanted of open) same(place, wanted)?.setAttribute("open", "");
  for (const [id, whole] of unkept) byId(id)?.parentElement.replaceWith(whole);
  if (!focused) return;
  const again = same(place, focused) ?? place.closest(".view");
  again?.focus({ preventScroll: true });
  if (again?.value && active.selectionStart > 0) again.setSelectionRange(active.selectionStart, active.selectionEnd);
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
    id: element.id,
    ...measured(element.value ?? ""),
    before: element.defaultValue ?? "",
    bad: element.validity?.badInput === true,
    // Of what is on or off but no field, the state that the click asks for.
    checked: element.checked ?? element.getAttribute("aria-checked") === "false",
  });

  addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-action]");
    if (!target) return;
    takeTyped();
    tell(target.dataset.action, describe(target));
  });
  // What is being typed is taken over after a breath, so that neither a reload nor paper lacks it.
  let typed = null;
  let breath;
  const takeTyped = () => {
    clearTimeout(breath);
    if (typed) tell(typed.dataset.change, describe(typed));
    typed = null;
  };
  const type = (target) => {
    if (target !== typed) takeTyped();
    typed = target;
    clearTimeout(breath);
    // A date is no date before its last digit: no word about it until that is due.
    breath = setTimeout(takeTyped, target.validity.valid ? 400 : 1500);
  };
  addEventListener("input", ({ target }) => target.matches?.("[data-field]") && type(target));
  // Not before what moved the focus is done: it may have been a view that is drawn again.
  addEventListener("focusout", () => queueMicrotask(takeTyped));
  addEventListener("pagehide", takeTyped);
  // Who closes a dialog over something that isn't kept is led there first.
  const stop = (event, within) => {
    takeTyped();
    const [field] = refused(within);
    if (!field || event.submitter?.value === "no") return;
    event.preventDefault();
    field.focus();
  };
  addEventListener("submit", (event) => stop(event, event.target));
  writing.addEventListener("cancel", (event) => stop(event, writing));
  // Who types, or an input method that composes, isn't disturbed by what another tab does.
  const FIELD = "textarea, input:is([type=text], [type=date])";
  let composing = false;
  addEventListener("compositionstart", () => (composing = true));
  addEventListener("compositionend", () => (composing = false));
  addEventListener("focusout", ({ target }) => {
    // Not at once: a drawing that takes the field away has to end first.
    if (target.matches?.(FIELD)) queueMicrotask(() => tell("left"));
  });
  addEventListener("change", (event) => {
    const { dataset, files } = event.target;
    if (dataset?.files !== undefined) {
      takeFiles(files).then(() => (event.target.value = ""));
    } else if (dataset?.reveal !== undefined) {
      for (const field of byId("ask-form").querySelectorAll("[id^=secret-]:not(p)")) {
        field.type = event.target.checked ? "text" : "password";
      }
    } else if (dataset?.change && event.target.validity?.valid === false) {
      type(event.target);
    } else if (dataset?.change) {
      if (typed === event.target) typed = null;
      takeTyped();
      tell(dataset.change, describe(event.target));
    }
  });
  document.addEventListener("viewchange", () => {
    takeTyped();
    delete root.dataset.print;
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
    afresh(writing);
    tell("written");
  });

  // The browser's own command prints what the view stands for.
  addEventListener("beforeprint", () => {
    takeTyped();
    // Some browsers say that printing ended before they draw the paper: what is printed stays what
    // it is until something else is printed, or another view is shown.
    if (!printing) delete root.dataset.print;
    if (!root.dataset.print) tell("paper", { view: root.dataset.view });
    printing = false;
  });
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
    refuse,
    afresh: () => afresh(),
    fill,
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
      printing = typeof globalThis.print === "function";
      if (printing) setTimeout(() => print(), 0);
      else tell("unprinted");
    },
    guard: (wanted) => (guarded = wanted),
    ask: (json) => {
      byId("ask-form").replaceChildren(...JSON.parse(json).map((node) => build(node)));
      const destroys = dialog.querySelector('[data-variant="danger"]');
      dialog.setAttribute("role", destroys ? "alertdialog" : "dialog");
      dialog.returnValue = "";
      dialog.showModal();
      const text = byId("to-copy");
      if (text) getSelection().selectAllChildren(text);
    },
    write: (heading, json, anew) => {
      byId("writing-item").textContent = heading;
      for (const [name, value] of Object.entries(JSON.parse(json))) {
        const field = byId(`writing-${name}`);
        if (!anew && field.hasAttribute("aria-invalid")) continue;
        if (field.value !== value) field.value = value;
        refuse(field.id, "");
      }
      if (anew) writing.showModal();
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
    // Names that differ but in width, case and blanks are one.
    compared: (json) => JSON.stringify(JSON.parse(json).map((name) => plain(name).toLowerCase())),
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
    withdraw: (action) => {
      const ways = byId("notice-actions");
      ways.querySelector(`[data-action=${action}]`)?.remove();
      if (!box.dataset.kind && !ways.hasChildNodes()) notice("", "", "[]");
    },
    editing: () => document.activeElement?.matches(FIELD) && (composing || document.hasFocus()),
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
