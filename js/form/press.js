// A press finds its button where it was: drawn anew or moved between down and up, it would never be
// clicked. So what Python is told waits while something is pressed, and is told in its order then.
const ANY = "a, button, label, summary, input, select, textarea";
// Where else the mouse goes down, a list of the browser's own may open, and nobody hears it go up.
const PRESSED = "a, button, label, summary, [type=checkbox], [type=radio], [type=file]";

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
