// What answering doesn't need: one list, the same for everybody, whatever was answered. When it
// is there, or can't be had, the page asks for nothing any more.
import { data, root } from "./page.js";
import { pause } from "./soon.js";

// How long it may take, from when one can answer.
const REST = 30;

const load = (style) =>
  new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", ...style });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(style.href)));
    document.head.append(link);
  });

/**
 * Load it, and resolve when nothing of it is under way any more. `begin` gets the device's module,
 * Python's, each with its name as modules.py has them, and that of papers in the single file; it
 * returns what shows nodes; `ready` is told when all is there; `mend` looks for what can't be had.
 */
export const loadRest = async ({ begin, ready, mend }) => {
  const { device, style, explained, papers, python } = data("rest");
  const stop = new AbortController();
  const late = new Promise((_, reject) => {
    setTimeout(() => {
      stop.abort();
      reject(new Error(`not there after ${REST} s`));
    }, REST * 1000);
  });
  const inTime = (work) => Promise.race([work, late]);
  const text = async (address) => {
    const response = await fetch(address, { signal: stop.signal });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.text();
  };
  try {
    // Every part is waited for, though one may fail: none is under way when the network closes.
    const loaded = Promise.allSettled([
      import(device),
      Promise.all(python.split(" ").map(text)),
      papers && import(papers),
      style && load(style),
    ]);
    const parts = await inTime(loaded);
    const failed = parts.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
    const [module, modules, more] = parts.map(({ value }) => value);
    const joined = modules.join("").split("\f").slice(1);
    await pause();
    const show = await inTime(begin(module, joined, more));
    if (explained) show("explanations", await inTime(text(explained)));
    root.dataset.desk = "ready";
    ready();
  } catch (error) {
    console.error("selfcheck:", error);
    root.dataset.desk = "failed";
    if (!stop.signal.aborted) await inTime(mend()).catch(() => {});
  }
  if (document.readyState !== "complete") {
    const whole = new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    await inTime(whole).catch(() => {});
  }
};
