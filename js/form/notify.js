// What has happened, and the buttons that take it back; it stays until it is closed.
import { fillWith } from "./build.js";
import { byId, root } from "./page.js";

export const notify = () => {
  const box = document.querySelector(".notice");
  const ways = byId("notice-actions");
  const notice = (text, kind, json) => {
    const focused = box.contains(document.activeElement);
    box.dataset.kind = kind;
    byId("notice").textContent = text;
    fillWith(ways, json);
    root.style.setProperty("--notice", `${text ? box.offsetHeight : 0}px`);
    if (focused) document.querySelector(".view:not([hidden])").focus({ preventScroll: true });
  };
  const close = () => notice("", "", "[]");
  // A word on what was done is out of place later; a warning isn't, nor what is still offered.
  const pass = () => {
    if (!box.dataset.kind && !ways.hasChildNodes()) close();
  };
  byId("notice-close").addEventListener("click", close);

  return {
    notice,
    pass,
    withdraw: (action) => {
      ways.querySelector(`[data-action=${action}]`)?.remove();
      pass();
    },
  };
};
