// Starts Python, and has the page say when it can't be had: what it says then stands in it, and
// html[data-engine] takes it away.
import { closeNetwork } from "./close-network.js";
import { byId, root } from "./page.js";

// When a start counts as failed; when nobody waits for it any more, from the same moment.
const SECONDS = 20;
const LATEST = 60;

// Who shows this page inside another could watch what is clicked, or lead the clicks elsewhere.
export const framed = window.top !== window;

/** Have `failed` called when Python can't be had; `mend` looks for what can't be. */
export const engine = ({ mend, failed }) => {
  const fail = (reason) => {
    console.error("selfcheck:", reason);
    if (root.dataset.engine === "failed") return;
    root.dataset.engine = "failed";
    if (document.readyState !== "loading") failed();
  };

  root.dataset.engine = framed ? "framed" : "loading";
  // A failure before Python is ready is taken back if Python gets ready all the same.
  addEventListener("unhandledrejection", (event) => {
    if (root.dataset.engine === "loading") mend();
    else if (!/PythonError/.test(event.reason)) return;
    fail(event.reason);
  });
  addEventListener("error", ({ message }) => {
    if (root.dataset.engine === "loading" || /PythonError/.test(message)) fail(message);
  });
  setTimeout(() => {
    if (root.dataset.engine === "loading") fail(`not ready after ${SECONDS} s`);
  }, SECONDS * 1000);
  setTimeout(() => {
    if (root.dataset.engine !== "ready") closeNetwork();
  }, LATEST * 1000);

  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    if (typeof WebAssembly !== "object") {
      fail("no WebAssembly");
      return;
    }
    const runtime = `${root.dataset.root}/assets/pyscript/`;
    // PyScript's core takes an address that isn't whole for one beside itself.
    byId("python").setAttribute("version", new URL(`${runtime}micropython.js`, document.baseURI));
    import(`${runtime}core.js`).catch((error) => {
      mend();
      fail(error);
    });
  };
  // While the rest of the page is still coming, but never before something of it is seen. A page that
  // nobody looks at isn't painted, and what the single file carries stands at its end.
  if (!framed && byId("parts")) requestAnimationFrame(() => setTimeout(start));
  return { fail, start };
};

/** Say in place of the page that it stands inside another. */
export const refuseFrame = () => {
  const refusal = byId("framed").content.cloneNode(true);
  refusal.querySelector("a").href = location.href;
  document.querySelector(".selfcheck").replaceChildren(refusal);
};

export const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
