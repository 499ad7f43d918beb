// What has happened, and the buttons that take it back: one box, after what caused it, until it is closed.
// It is read out from a region that never moves.
import { fillWith } from "./build.js";
import { mark, same } from "./draw.js";
import { byId } from "./page.js";

// Where a person acts, and what stands around that.
const CONTROL = "button, input, textarea, a, summary";
const AROUND = "p, li, fieldset, div:not([id])";

const shown = () => document.querySelector(".view:not([hidden])");
const path = (element) =>
  element && !element.matches(".view")
    ? [[element, mark(element)], ...path(element.parentElement)]
    : [];

export const notify = () => {
  const box = document.querySelector(".notice");
  const ways = byId("notice-actions");
  // What was used last, and all around it, from the inside out; whether what is said is news.
  let trail = [];
  let fresh = false;
  // Whether it stands at the top of a view, beside nothing in particular.
  let general = false;

  // The innermost of these that still stands and is in sight.
  const place = (view) => {
    for (const [index, [element, wanted]] of trail.entries()) {
      const there = view.contains(element) ? element : same(view, wanted);
      const found = index ? there : there?.closest(AROUND);
      if (!found?.matches(`ul, section, ${AROUND}`) || !view.contains(found)) continue;
      if (!found.closest("details:not([open]), .bar")) return found;
    }
    return null;
  };
  const put = () => {
    const view = shown();
    const found = place(view);
    general = !found;
    const title = view.querySelector(":scope > h2");
    if (found?.matches("section")) found.firstElementChild.after(box);
    else if (found?.matches("li")) found.append(box);
    else if (found ?? title) (found ?? title).after(box);
    else view.prepend(box);
  };
  const see = () => box.scrollIntoView({ block: "nearest" });

  const notice = (text, kind, json) => {
    const focused = box.contains(document.activeElement);
    box.dataset.kind = kind;
    byId("notice").textContent = text;
    fillWith(ways, json);
    byId("announcement").textContent = [text, ...ways.children]
      .map((said) => said.textContent ?? said)
      .join(" ");
    fresh = Boolean(text);
    if (focused) shown().focus({ preventScroll: true });
    if (!text) return;
    put();
    see();
  };
  const close = () => notice("", "", "[]");
  // In another view or paper, a word on what was done is out of place; what is still offered waits
  // where it was said; a warning about everything belongs there, too.
  const moveOn = () => {
    if (!box.dataset.kind && !ways.hasChildNodes()) close();
    else if (box.dataset.kind && general) put();
  };
  byId("notice-close").addEventListener("click", close);
  for (const kind of ["click", "change", "keydown", "drop"]) {
    const heed = ({ target }) => {
      const control = target.closest?.(CONTROL);
      if ((!control && kind !== "drop") || target.closest?.("dialog, .notice")) return;
      trail = control?.closest(".view") ? path(control) : [];
      fresh = false;
    };
    addEventListener(kind, heed, true);
  }

  return {
    notice,
    moveOn,
    put,
    // What it stood in was drawn anew.
    settle: () => {
      if (box.isConnected) return;
      put();
      if (fresh) see();
      fresh = false;
    },
    withdraw: (action) => {
      ways.querySelector(`[data-action=${action}]`)?.remove();
      moveOn();
    },
  };
};
