// Starts Python, shows the views, and has the page say when something can't be had: what it says then
// stands in it, and html[data-engine] takes it away. This script stands in the page itself, so that it
// is there even when every other file is missing. py/page/form.py reaches it as window.selfcheck.
import { closeNetwork } from "./close-network.js";
import { offerErasing } from "./erase.js";
import { carry, fold, foldBack, lead } from "./fold.js";
import { loadRest } from "./load-rest.js";
import { byId, root } from "./page.js";
import { inSteps, now, pause, soon } from "./soon.js";
import { attempt } from "./storage.js";
import { holdTab } from "./tab.js";
import { takeByHash } from "./take-by-hash.js";
import { showViews } from "./views.js";

// When a start counts as failed; when nobody waits for it any more, from the same moment.
const SECONDS = 20;
const LATEST = 60;

const mend = takeByHash();
const views = showViews();
const { keepGiven, bringBack, holds, ...tab } = holdTab();

const fail = (reason) => {
  console.error("selfcheck:", reason);
  if (root.dataset.engine === "failed") return;
  root.dataset.engine = "failed";
  if (document.readyState !== "loading") views.show();
};

// The page's questions are there, with the answers that the tab has of them.
let begin;
const whole = new Promise((resolve) => {
  begin = resolve;
});

const selfcheck = {
  fail,
  whole: (step) => whole.then(pause).then(() => inSteps(step)),
  soon,
  ...tab,
  read: () => {
    now();
    return tab.read();
  },
  fetchRest: (arriving) =>
    loadRest({
      begin: async ({ connect }, modules) => {
        selfcheck.device = connect(selfcheck);
        await inSteps(arriving(modules));
        return selfcheck.device.show;
      },
      ready: views.arrive,
      mend,
    }).then(closeNetwork),
  fold: () => fold(),
  carry,
  lead,
  view: () => root.dataset.view,
  go: views.go,
  today: () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
};
globalThis.selfcheck = selfcheck;

const say = (text, kind) => {
  if (selfcheck.device) selfcheck.device.notice(text, kind, "[]");
  else for (const id of ["notice", "announcement"]) byId(id).textContent = text;
};
const ask = (dialog) => {
  dialog.returnValue = "";
  dialog.showModal();
};

root.dataset.engine = "loading";
// The sheet of somebody who comes back isn't seen before it is folded.
if (holds()) root.dataset.back = "";
// A failure before Python is ready is taken back if Python gets ready all the same.
addEventListener("unhandledrejection", (event) => {
  if (root.dataset.engine === "loading") mend();
  else if (!/PythonError/.test(event.reason)) return;
  fail(event.reason);
});
addEventListener("error", ({ message }) => {
  if (root.dataset.engine === "loading" || /PythonError/.test(message)) fail(message);
});
setTimeout(() => {
  if (root.dataset.engine === "loading") fail(`not ready after ${SECONDS} s`);
}, SECONDS * 1000);
setTimeout(() => {
  if (root.dataset.engine !== "ready") closeNetwork();
}, LATEST * 1000);

// Who shows this page inside another could watch what is clicked, or lead the clicks elsewhere.
const framed = window.top !== window;
if (framed) root.dataset.engine = "framed";

let started = false;
const startPython = () => {
  if (started) return;
  started = true;
  if (typeof WebAssembly !== "object") {
    fail("no WebAssembly");
    return;
  }
  // The stock core serialises a worker hook with eval; nothing here runs in a worker.
  import(`${root.dataset.root}/assets/pyscript/core.js`)
    .then(({ hooks }) => hooks.worker.onBeforeRunAsync.clear())
    .catch((error) => {
      mend();
      fail(error);
    });
};
// While the rest of the page is still coming, but never before something of it is seen. A page that
// nobody looks at isn't painted, and what the single file carries stands at its end.
if (!framed && byId("parts")) requestAnimationFrame(() => setTimeout(startPython));

addEventListener("DOMContentLoaded", () => {
  if (framed) {
    const refusal = byId("framed").content.cloneNode(true);
    refusal.querySelector("a").href = location.href;
    document.querySelector(".selfcheck").replaceChildren(refusal);
    return;
  }
  const form = byId("selfcheck");
  bringBack(form, carry);
  attempt(() => foldBack(form));
  delete root.dataset.back;
  views.show();
  addEventListener("hashchange", views.arrive);
  document.querySelector(".views").addEventListener("click", views.markPlace);
  form.addEventListener("change", () => {
    if (root.dataset.engine !== "ready") keepGiven(form);
  });
  byId("clear-failed").addEventListener("click", () => ask(byId("start-over-dialog")));
  byId("start-over-dialog").addEventListener("close", ({ target }) => {
    if (target.returnValue !== "yes" || root.dataset.engine === "ready") return;
    tab.clear();
    form.reset();
  });
  offerErasing(form, { go: views.go, say, ask });

  startPython();
  begin();
});
