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

  const selfcheck = {
    fail,
    read: () => attempt(() => sessionStorage.getItem(KEY)),
    write: (text) => attempt(() => (sessionStorage.setItem(KEY, text), true)),
    clear: () => attempt(() => (sessionStorage.removeItem(KEY), true)),
  };
  globalThis.selfcheck = selfcheck;

  // Until Python is ready, and if it never is, the answers are kept and brought back here.
  const emptyRecord = () => JSON.parse(document.getElementById("record").textContent);
  const keep = (form) => {
    const record = emptyRecord();
    for (const radio of form.querySelectorAll(":checked")) {
      record.answers[radio.name.slice(1)] = radio.value;
    }
    selfcheck.write(JSON.stringify(record));
  };
  const bringBack = (form) => {
    const kept = JSON.parse(selfcheck.read());
    const empty = emptyRecord();
    if (["format", "version", "edition"].some((field) => kept[field] !== empty[field])) return;
    for (const radio of form.querySelectorAll("input")) {
      radio.checked ||= kept.answers[radio.name.slice(1)] === radio.value;
    }
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

  // The core reads its configuration when it starts, so the page must be whole by then.
  addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("selfcheck");
    attempt(() => bringBack(form));
    form.addEventListener("change", () => {
      if (root.dataset.engine !== "ready") keep(form);
    });
    document.getElementById("clear-failed").addEventListener("click", () => {
      if (!confirm(document.getElementById("start-over-title").textContent)) return;
      selfcheck.clear();
      form.reset();
    });

    if (typeof WebAssembly !== "object") {
      fail("no WebAssembly");
      return;
    }
    // The stock core serialises a worker hook with eval; nothing here runs in a worker.
    import("{{ root }}assets/pyscript/core.js")
      .then(({ hooks }) => hooks.worker.onBeforeRunAsync.clear())
      .catch(fail);
  });
}
