// The page of papers: starts Python with what it loads beside it, the same for everybody, and closes the
// network. This script stands in the page itself. py/page/papers.py reaches it as window.selfcheck.
import { closeNetwork } from "../form/close-network.js";
import { engine, framed, refuseFrame, today } from "../form/engine.js";
import { data } from "../form/page.js";
import { inSteps, pause } from "../form/soon.js";
import { holdTab } from "../form/tab.js";
import { takeByHash } from "../form/take-by-hash.js";

const mend = takeByHash();
const { read, write, given } = holdTab();
const { fail, start } = engine({ mend, failed: () => {} });

let begin;
const whole = new Promise((resolve) => {
  begin = resolve;
});
const selfcheck = {
  fail,
  read,
  write,
  given,
  today,
  // What is still under way when Python is there: nothing is when the network closes.
  whole: (step) =>
    whole
      .then(pause)
      .then(() => inSteps(step))
      .then(async () => {
        if (document.readyState !== "complete")
          await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
        closeNetwork();
      }),
};
globalThis.selfcheck = selfcheck;

addEventListener("DOMContentLoaded", () => {
  if (framed) {
    refuseFrame();
    return;
  }
  start();
  import(data("rest").device).then(
    ({ connect }) => {
      selfcheck.device = connect();
      begin();
    },
    (error) => {
      mend();
      fail(error);
    },
  );
});
