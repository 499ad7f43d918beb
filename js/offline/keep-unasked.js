// Has the browser keep the site for use without a network, once the page itself has everything.
import { OFF, register } from "./look-after-copy.js";

const unwanted = () => {
  try {
    return navigator.connection?.saveData || localStorage.getItem(OFF) === "off";
  } catch {
    return true;
  }
};

const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1000));
const begin = () =>
  idle(() => {
    // Nobody asked for it, so nobody is told when it can't be done.
    if ("serviceWorker" in navigator && !unwanted()) register().catch(() => {});
  });
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });
