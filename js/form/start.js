// Starts Python and shows the views. This script stands in the page itself, so that it is there even
// when every other file is missing. py/page/form.py reaches it as window.selfcheck.
import { closeNetwork } from "./close-network.js";
import { engine, framed, refuseFrame, today } from "./engine.js";
import { offerErasing } from "./erase.js";
import { carry, fold, foldBack, lead } from "./fold.js";
import { loadRest } from "./load-rest.js";
import { byId, root } from "./page.js";
import { inSteps, now, pause, soon } from "./soon.js";
import { attempt } from "./storage.js";
import { holdTab } from "./tab.js";
import { takeByHash } from "./take-by-hash.js";
import { showViews } from "./views.js";

const mend = takeByHash();
const views = showViews();
const { keepGiven, bringBack, holds, ...tab } = holdTab();

// The sheet of somebody who comes back isn't seen before it is folded.
if (holds()) root.dataset.back = "";
const { fail, start } = engine({ mend, failed: views.show });

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
      begin: async ({ connect }, modules, papers) => {
        selfcheck.papers = papers;
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
  today,
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

addEventListener("DOMContentLoaded", () => {
  if (framed) {
    refuseFrame();
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

  start();
  begin();
});
