// Starts Python, shows the views, and says in plain words when something can't be had. It stands in
// the page itself, so that it is there even when every other file is missing. app.py reaches it as
// window.selfcheck.
{
  const root = document.documentElement;
  const SECONDS = 20;
  const PREFIX = "selfcheck5.";
  const KEY = `${PREFIX}record`;
  // Which kept record the tab writes, and what it last saw of it: device.js keeps it here.
  const BOUND = `${PREFIX}bound`;
  // What the tab had kept and nobody here can read.
  const ASIDE = `${PREFIX}aside`;

  // WebRTC is a way out that no policy of a page forbids, and another window has it afresh; what a
  // registered worker's navigations carry would reach the host with the next page; the stock core opens a database and a
  // channel that nothing here uses. None of them exists on this page.
  const without = {
    RTCPeerConnection: undefined,
    webkitRTCPeerConnection: undefined,
    documentPictureInPicture: undefined,
    indexedDB: { open: () => ({}) },
    BroadcastChannel: class {},
  };
  for (const [name, value] of Object.entries(without)) {
    Object.defineProperty(globalThis, name, { value });
  }
  const registration = globalThis.ServiceWorkerRegistration?.prototype;
  for (const name of registration ? ["navigationPreload", "update"] : []) {
    Object.defineProperty(registration, name, { value: undefined });
  }

  const fail = (reason) => {
    console.error("selfcheck:", reason);
    if (root.dataset.engine === "failed") return;
    root.dataset.engine = "failed";
    showView();
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

  const data = (id) => JSON.parse(document.getElementById(id).textContent);

  const load = (style) =>
    new Promise((resolve, reject) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
      link.addEventListener("load", resolve);
      link.addEventListener("error", () => reject(new Error(style)));
      document.head.append(link);
    });

  // What answering doesn't need: one list, the same for everybody, whatever was answered. When it
  // is there, or can't be had, the page asks for nothing any more.
  const fetchRest = async (done) => {
    const { device, style, explained, files } = data("rest");
    const text = async (address) => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.text();
    };
    try {
      const fetched = Object.entries(files).map(async ([name, address]) => [name, await text(address)]);
      // Every part is waited for, though one may fail: none is under way when the network closes.
      const parts = await Promise.allSettled([import(device), style && load(style), ...fetched]);
      const failed = parts.find(({ status }) => status === "rejected");
      if (failed) throw failed.reason;
      const [module, , ...texts] = parts.map(({ value }) => value);
      selfcheck.device = module.connect(selfcheck);
      done(JSON.stringify(Object.fromEntries(texts)));
      if (explained) selfcheck.device.show("explanations", await text(explained));
      root.dataset.desk = "ready";
      arrive();
    } catch (error) {
      console.error("selfcheck:", error);
      root.dataset.desk = "failed";
    }
    if (document.readyState !== "complete") {
      await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    }
    closeNetwork();
    root.dataset.network = "quiet";
    offerOffline();
  };

  // This page may be closed to workers by its policy: another one prepares, and leads back here.
  const offerOffline = () => {
    const button = document.getElementById("to-offline");
    if (!button || !("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
    button.addEventListener("click", () => location.assign(button.dataset.address));
    button.hidden = false;
  };

  // A policy can only be made stricter: nothing on this page can open the network again.
  const closeNetwork = () => {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = "{{ closed }}";
    document.head.append(policy);
  };

  const selfcheck = {
    fail,
    attempt,
    fetchRest,
    read: () => attempt(() => sessionStorage.getItem(KEY)),
    write: (text) => attempt(() => (sessionStorage.setItem(KEY, text), true)),
    clear: () => attempt(() => [KEY, BOUND, ASIDE].forEach((key) => sessionStorage.removeItem(key))),
    aside: () => attempt(() => sessionStorage.getItem(ASIDE)),
    setAside: (text) =>
      attempt(() => (sessionStorage.setItem(ASIDE, text), sessionStorage.removeItem(BOUND))),
    prefix: PREFIX,
    bound: BOUND,
    view: () => root.dataset.view,
    go: (view) => {
      if (root.dataset.view === view) return;
      markPlace();
      history.pushState(null, "", `#${view}`);
      arrive();
    },
    today: () => {
      const now = new Date();
      const two = (number) => String(number).padStart(2, "0");
      return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    },
  };
  globalThis.selfcheck = selfcheck;

  // Until Python is ready, and if it never is, the answers are kept and brought back here.
  const kept = () => {
    const record = JSON.parse(selfcheck.read());
    const blank = data("record");
    const ours = ["format", "edition"].every((field) => record[field] === blank[field]);
    if (!ours || record.version > blank.version) throw new Error("not ours");
    return record;
  };
  const keep = (form) => {
    const before = selfcheck.read();
    let record = attempt(kept);
    if (!record) {
      if (before) selfcheck.setAside(before);
      attempt(() => sessionStorage.removeItem(BOUND));
      record = data("record");
    }
    record.answers = {};
    for (const radio of form.querySelectorAll(":checked")) {
      record.answers[radio.name.slice(1)] = radio.value;
    }
    selfcheck.write(JSON.stringify(record));
  };
  const bringBack = (form) => {
    const { answers } = kept();
    for (const radio of form.querySelectorAll("input")) {
      radio.checked ||= answers[radio.name.slice(1)] === radio.value;
    }
  };

  // The address says which view is shown, never anything of the answers.
  const title = document.title;
  const named = () =>
    document.getElementById(attempt(() => decodeURIComponent(location.hash.slice(1))) ?? "");
  const showView = () => {
    const views = [...document.querySelectorAll(".view")];
    const target = named();
    const found = target && views.find((view) => view.contains(target));
    const current = target && views.find((view) => view.id === root.dataset.view);
    const shown = (root.dataset.engine !== "failed" && (found ?? current)) || views[0];
    for (const view of views) view.hidden = view !== shown;
    for (const link of document.querySelectorAll(".views a")) {
      if (link.hash === `#${shown.id}`) {
        link.setAttribute("aria-current", "page");
        document.title = shown === views[0] ? title : `${link.textContent} - ${title}`;
      } else {
        link.removeAttribute("aria-current");
      }
    }
    const changed = root.dataset.view !== shown.id;
    root.dataset.view = shown.id;
    return changed ? shown : null;
  };
  // Who comes back to a view finds the place that was left.
  const markPlace = () => history.replaceState({ top: scrollY }, "");
  const arrive = () => {
    const shown = showView();
    const place = named();
    if (place?.matches("details")) place.open = true;
    if (!shown) return;
    document.dispatchEvent(new Event("viewchange"));
    if (place !== shown) {
      place?.scrollIntoView();
      return;
    }
    shown.focus({ preventScroll: true });
    if (history.state) scrollTo(0, history.state.top);
    else shown.scrollIntoView();
  };

  root.dataset.engine = "loading";
  // A failure before Python is ready is taken back if Python gets ready all the same.
  addEventListener("unhandledrejection", (event) => {
    if (root.dataset.engine === "loading" || /PythonError/.test(event.reason)) fail(event.reason);
  });
  addEventListener("error", (event) => {
    if (/PythonError/.test(event.message)) fail(event.message);
  });
  setTimeout(() => {
    if (root.dataset.engine === "loading") fail(`not ready after ${SECONDS} s`);
  }, SECONDS * 1000);

  // Who shows this page inside another could watch what is clicked, or lead the clicks elsewhere.
  const framed = window.top !== window;
  if (framed) root.dataset.engine = "framed";

  // The core reads its configuration when it starts, so the page must be whole by then.
  addEventListener("DOMContentLoaded", () => {
    if (framed) {
      const refusal = document.getElementById("framed").content.cloneNode(true);
      refusal.querySelector("a").href = location.href;
      document.querySelector(".selfcheck").replaceChildren(refusal);
      return;
    }
    const form = document.getElementById("selfcheck");
    attempt(() => bringBack(form));
    showView();
    addEventListener("hashchange", arrive);
    document.querySelector(".views").addEventListener("click", markPlace);
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
