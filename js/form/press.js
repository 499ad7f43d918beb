// Twice in one go is once; and a press finds its button.
//
// A press finds its button where it was: drawn anew or moved between down and up, it would never be
// clicked. So what Python is told waits while something is pressed, and is told in its order then.
const ANY = "a, button, label, summary, input, select, textarea";
// Where else the mouse goes down, a list of the browser's own may open, and nobody hears it go up.
const PRESSED = "a, button, label, summary, [type=checkbox], [type=radio], [type=file]";

// Who is quick on the way through a list means it.
const PAGING = "[data-action=page]";

/**
 * Have the second press of a double click do nothing where the button would do another thing by now, or
 * stands in another one's place; nor where it told Python once. A key that is held down presses once.
 */
export const pressOnce = () => {
  const pressed = (target) => target.closest?.("label") ?? target.closest?.(PRESSED);
  const drop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  let first;
  let said;
  const again = (place) => {
    if (place?.matches("[data-action]")) return place.matches(PAGING) && first?.matches(PAGING);
    return place === first && place?.textContent === said;
  };
  const dropAgain = (event) => event.detail > 1 && !again(pressed(event.target)) && drop(event);
  const begin = (event) => {
    // Nor does it take the focus.
    dropAgain(event);
    if (event.detail > 1) return;
    first = pressed(event.target);
    said = first?.textContent;
  };
  const dropHeld = (event) =>
    event.repeat && event.key === "Enter" && pressed(event.target) && drop(event);
  addEventListener("mousedown", begin, true);
  addEventListener("click", dropAgain, true);
  addEventListener("keydown", dropHeld, true);
};

/** Return what takes messages for `receive`, at once or when a press is over. */
export const afterPress = (receive) => {
  let waiting = null;
  const press = ({ target }) => {
    if (target.closest?.(ANY)?.matches(PRESSED)) waiting ??= [];
  };
  const release = () => {
    const messages = waiting ?? [];
    waiting = null;
    for (const message of messages) receive(...message);
  };
  // The click comes next, and where it chooses something, that comes after it.
  const end = () => {
    if (waiting?.length) setTimeout(release);
    else waiting = null;
  };
  addEventListener("mousedown", (event) => event.button === 0 && press(event), true);
  addEventListener("keydown", (event) => event.key === " " && press(event), true);
  for (const kind of ["mouseup", "keyup", "dragend", "contextmenu"])
    addEventListener(kind, end, true);
  addEventListener("click", ({ target }) => target.closest?.("[data-action]") && release());
  for (const kind of ["submit", "blur", "beforeunload", "pagehide", "beforeprint"])
    addEventListener(kind, release);

  return (...message) => {
    if (waiting) waiting.push(message);
    else receive(...message);
  };
};
