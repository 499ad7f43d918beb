// Drawing a place again leaves a person where she was: the focus, what is open, what isn't kept yet.
import { fillWith } from "./build.js";
import { byId } from "./page.js";
import { refused } from "./refuse.js";

// What stays the same of an element when its view is drawn again; MicroPython keeps no order.
export const mark = (element) =>
  element && (element.id || JSON.stringify(Object.entries(element.dataset).sort()));
export const same = (place, wanted) =>
  wanted && wanted !== "[]"
    ? [...place.querySelectorAll("*")].find((element) => mark(element) === wanted)
    : null;

/** Fill a place with nodes; `settle` puts back at once what stood in it without being of it. */
export const show = (id, json, settle) => {
  const place = byId(id);
  const { activeElement: active } = document;
  const unkept = [...refused(place)].map((field) => [field.id, field.parentElement]);
  const focused = place.contains(active) && mark(active);
  const open = [...place.querySelectorAll("details[open]")].map(mark);
  // Somebody may be choosing files for it.
  const files = [...place.querySelectorAll("[data-files]")];
  fillWith(place, json);
  settle();
  for (const wanted of open) same(place, wanted)?.setAttribute("open", "");
  for (const input of files) byId(input.id)?.replaceWith(input);
  for (const [id, whole] of unkept) byId(id)?.parentElement.replaceWith(whole);
  if (!focused) return;
  const view = place.closest(".view");
  const again = same(view ?? place, focused) ?? view;
  again?.focus({ preventScroll: true });
  if (again?.value && active.selectionStart > 0)
    again.setSelectionRange(active.selectionStart, active.selectionEnd);
};

export const focus = (id) => {
  const place = byId(id);
  if (!place) return;
  for (let at = place; at; at = at.parentElement?.closest("details")) {
    if (at.matches("details")) at.open = true;
  }
  place.scrollIntoView();
  // What takes the focus by itself goes on to be reached by Tab.
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
};
