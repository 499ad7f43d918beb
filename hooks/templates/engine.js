// Starts Python, and says in plain words when it can't. It stands in the page itself, so that it
// is there even when every other file is missing. app.py reaches it as window.selfcheck.
{
  const root = document.documentElement;
  const SECONDS = 20;
  const KEY = "selfcheck5.record";

  const fail = (reason) => {
    console.error("selfcheck:", reason);
    if (root.dataset.engine === "failed") return;
    root.dataset.engine = "failed";
    document.getElementById("engine-message").replaceChildren(
      document.getElementById("engine-help").content.cloneNode(true),
    );
  };

  // MicroPython cannot catch a JavaScript exception, so storage that throws is tamed here.
  const attempt = (work) => {
    try {
      return work();
    } catch {
      return null;
    }
  };

  globalThis.selfcheck = {
    fail,
    read: () => attempt(() => sessionStorage.getItem(KEY)),
    write: (text) => attempt(() => (sessionStorage.setItem(KEY, text), true)),
    clear: () => attempt(() => (sessionStorage.removeItem(KEY), true)),
  };

  root.dataset.engine = "loading";
  // A failure before Python is ready is taken back if Python gets ready all the same.
  addEventListener("unhandledrejection", (event) => {
    if (root.dataset.engine === "loading") fail(event.reason);
  });
  addEventListener("error", (event) => {
    if (/PythonError/.test(event.message)) fail(event.message);
  });
  setTimeout(() => {
    if (root.dataset.engine === "loading") fail(`not ready after ${SECONDS} s`);
  }, SECONDS * 1000);

  if (typeof WebAssembly !== "object") {
    fail("no WebAssembly");
  } else {
    // The core reads its configuration when it starts, so the page must be whole by then.
    addEventListener("DOMContentLoaded", () => {
      // The stock core serialises a worker hook with eval; nothing here runs in a worker.
      import("{{ root }}assets/pyscript/core.js")
        .then(({ hooks }) => hooks.worker.onBeforeRunAsync.clear())
        .catch(fail);
    });
  }
}
