// What nobody needs to wait for: it is done when what she waits for has been drawn, at the latest when
// the page goes, or somebody asks. What takes long is done in steps, and whoever waits comes between.
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

export const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

// The next of many steps, as soon as the page is free: from the fifth on, a timer takes 4 ms each time.
const next = () => (globalThis.scheduler?.postTask ? scheduler.postTask(() => {}) : pause());

/** Call `step`, with pauses, until it returns false. */
export const inSteps = async (step) => {
  while (step()) await next();
};

addEventListener("pagehide", now);
document.addEventListener("visibilitychange", now);
