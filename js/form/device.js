// What the views need of the browser: drawing, files, clipboard, paper, and storage that stays.
// Python speaks JSON with it in both directions. Nothing here throws: MicroPython can't catch.
import { openDialogs } from "./ask.js";
import { plain } from "./bytes.js";
import { focus, show } from "./draw.js";
import { keepRecords } from "./keep.js";
import { notify } from "./notify.js";
import { openAndSave } from "./open-and-save.js";
import { root } from "./page.js";
import { afterPress, pressOnce } from "./press.js";
import { printPapers } from "./print.js";
import { afresh, refuse } from "./refuse.js";
import { newId } from "./save.js";
import { pause } from "./soon.js";
import { fill, heedFields } from "./type.js";

// Names that differ but in width, case and blanks are one.
export const compared = (json) =>
  JSON.stringify(JSON.parse(json).map((name) => plain(name).toLowerCase()));

export const connect = ({ go }) => {
  let receive = () => {};
  pressOnce();
  const hear = afterPress((json, text) => receive(json, text));
  // A text may be long: it crosses as it is.
  const tell = (action, { text = null, ...message } = {}) =>
    hear(JSON.stringify({ ...message, action }), text);
  // Wiping begins a new one: what was under way before belongs to nobody any more.
  let generation = 0;
  const begin = () => {
    const begun = generation;
    return () => begun === generation;
  };
  let guarded = false;
  addEventListener("beforeunload", (event) => {
    if (guarded) event.preventDefault();
  });

  const { take, forgetTyped, editing } = heedFields(tell);
  const { dialog, writing, forgetWriting, ...dialogs } = openDialogs(tell, take);
  const { put, settle, ...notices } = notify();
  const { forgetFiles, ...files } = openAndSave(tell, { begin, go, dialog, put });
  const { forgetPaper, ...papers } = printPapers(tell, take);

  addEventListener("pagehide", () => tell("finish"));
  document.addEventListener("viewchange", () => {
    take();
    forgetPaper();
    writing.close();
    notices.moveOn();
    tell("view", { view: root.dataset.view });
  });

  return {
    // Who hears messages from elsewhere hands them over as these are.
    connected: (handler) => {
      receive = handler;
      return hear;
    },
    show: (id, json) => show(id, json, settle),
    focus,
    refuse,
    afresh: () => afresh(),
    fill,
    editing,
    take,
    plain,
    compared,
    newId,
    ...dialogs,
    ...files,
    ...papers,
    ...notices,
    ...keepRecords(tell, take),
    guard: (wanted) => (guarded = wanted),
    stamp: () => new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
    clock: () => performance.now(),
    // What would keep the page busy goes on when it has seen to whoever waits.
    later: () => {
      pause().then(() => tell("later"));
    },
    wipe: () => {
      const drawn = document.querySelectorAll(".paper, .view [id^=desk-]");
      for (const place of drawn) place.replaceChildren();
      settle();
      forgetPaper();
      // What was typed last belongs to the record that goes.
      forgetTyped();
      forgetWriting();
      forgetFiles();
      generation += 1;
    },
  };
};
