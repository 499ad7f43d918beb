// What nobody needs to wait for is done when what she waits for has been drawn; at the latest when
// the page goes, or somebody asks.
let waiting = () => {};

/** Do at once what is still to be done. */
export const now = () => {
  const todo = waiting;
  waiting = () => {};
  todo();
};

/** Have `todo` done soon, in place of what was still to be done. */
export const soon = (todo) => {
  waiting = todo;
  requestAnimationFrame(() => setTimeout(now));
  // A page that nobody looks at isn't drawn.
  setTimeout(now, 100);
};

addEventListener("pagehide", now);
document.addEventListener("visibilitychange", now);
