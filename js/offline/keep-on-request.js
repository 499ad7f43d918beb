// The page on use without a network: how things stand, and the buttons that begin and end it.
import {
  available,
  complete,
  counts,
  OFF,
  register,
  registration,
  remove,
} from "./look-after-copy.js";

document.documentElement.dataset.scripted = "";
const byId = (id) => document.getElementById(id);
const words = JSON.parse(byId("offline-words").textContent);
const total = Number(byId("offline-count").textContent);
const bar = byId("offline-progress");
const steps = byId("offline-steps");
const prepareButton = byId("offline-prepare");
const removeButton = byId("offline-remove");

const say = (sentence) => {
  if (byId("offline-state").textContent !== sentence) byId("offline-state").textContent = sentence;
};

// Storage that is blocked can't switch anything off either.
const remember = (off) => {
  try {
    if (off) localStorage.setItem(OFF, "off");
    else localStorage.removeItem(OFF);
  } catch {}
};

const settled = (worker) =>
  new Promise((resolve) => {
    const look = () => ["activated", "redundant"].includes(worker.state) && resolve();
    worker.addEventListener("statechange", look);
    look();
  });

// The worker leaves what a broken download brought, and nothing where there was no room.
const why = async () => ((await counts()).length ? words.broken : words.space);

// A button that is pressed stays where it is, and has the focus, until it is seen how things stand.
const working = (yes) => prepareButton.setAttribute("aria-disabled", yes);
const hide = (button, hidden) => {
  if (hidden && button === document.activeElement) byId("offline-standing").focus();
  button.hidden = hidden;
};

const show = async (otherwise) => {
  const found = await registration();
  const ready = Boolean(found?.active) && (await complete());
  const nothing = !found && !(await counts()).length;
  steps.hidden = true;
  working(false);
  byId("offline-back").hidden = location.hash !== "#prepare";
  say(ready ? words.ready : otherwise);
  hide(prepareButton, ready);
  hide(removeButton, nothing);
};

// The files are counted while they come; the worker says nothing, it only changes its state.
const follow = async (found) => {
  const worker = found.active ?? found.waiting ?? found.installing;
  if (!worker) return;
  working(true);
  hide(removeButton, true);
  bar.max = total;
  const step = async () => {
    bar.value = Math.min(Math.max(0, ...(await counts())), total);
    byId("offline-done").textContent = words.count
      .replace("{done}", bar.value)
      .replace("{total}", total);
  };
  await step();
  steps.hidden = worker.state === "activated";
  say(words.preparing);
  const stepping = setInterval(step, 500);
  await settled(worker);
  clearInterval(stepping);
};

const prepare = async () => {
  if (prepareButton.hidden) return;
  remember(false);
  working(true);
  say(words.preparing);
  try {
    const found = await register();
    // Chromium revives a worker that was removed while a page that it serves is open.
    if (found.active && !(await complete())) {
      await found.unregister();
      await show(words.again);
      return;
    }
    await follow(found);
  } catch {
    await show(words.broken);
    return;
  }
  await show(await why());
};

const letGo = async () => {
  remember(true);
  const left = await remove();
  await show(left.length ? words.not_removed : words.removed);
};

const begin = async () => {
  if (!(await available())) {
    prepareButton.hidden = true;
    say(words.unsupported);
    return;
  }
  const found = await registration();
  if (location.hash === "#prepare") await prepare();
  else if (found && !found.active) {
    await follow(found);
    await show(await why());
  } else await show(words.unprepared);
};

// What is pressed before it is known how things stand is done then.
let done = begin();
prepareButton.addEventListener("click", () => {
  if (prepareButton.getAttribute("aria-disabled") === "true") return;
  working(true);
  done = done.finally(prepare);
});
removeButton.addEventListener("click", () => {
  done = done.finally(letGo);
});
byId("offline").hidden = false;
