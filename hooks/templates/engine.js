// Starts Python, shows the views, and has the page say when something can't be had: what it says then
// stands in it, and html[data-engine] takes it away. This script stands in the page itself, so that it
// is there even when every other file is missing. app.py reaches it as window.selfcheck.
{
  const root = document.documentElement;
  // When a start counts as failed; when nobody waits for it any more, from the same moment; and how
  // long the rest may take, from when one can answer.
  const SECONDS = 20;
  const LATEST = 60;
  const REST = 30;
  const PREFIX = "selfcheck5.";
  const KEY = `${PREFIX}record`;
  // Version 0.4.0 kept here which kept record the tab writes.
  const BOUND = `${PREFIX}bound`;
  // What the tab had kept and nobody here can read; the next ones have a number at the end.
  const ASIDE = `${PREFIX}aside`;
  const KEPT = `${PREFIX}kept.`;

  const fail = (reason) => {
    console.error("selfcheck:", reason);
    if (root.dataset.engine === "failed") return;
    root.dataset.engine = "failed";
    showView();
  };

  // MicroPython cannot catch a JavaScript exception, so storage that throws is tamed here.
  const attempt = (work) => {
    try {
      return work();
    } catch {
      return null;
    }
  };

  const byId = (id) => document.getElementById(id);
  const data = (id) => JSON.parse(byId(id).textContent);

  // Python counts characters, JavaScript some of them twice. What is too long would end MicroPython:
  // it is refused here, and a text that stands for it is handed over.
  const tooLong = (text) => {
    const { longest } = data("limits");
    return text.length > longest && (text.length > 2 * longest || [...text].length > longest);
  };
  const handed = (text) => (text !== null && tooLong(text) ? data("limits").instead : text);

  // What the tab holds is one value, so that no write that is refused or cut off pairs a record with
  // another's binding: the record's text; the id of the kept record that it is, and what was last
  // seen of that (null: this text); and the answers given beside it while Python wasn't there.
  const list = (json) => {
    const value = attempt(() => JSON.parse(json));
    return Array.isArray(value) ? value : [];
  };
  const tab = () => {
    const stored = sessionStorage.getItem(KEY);
    const [text, id, seen, given] = stored?.startsWith("[") && list(stored).length
      ? list(stored)
      : [stored, ...list(sessionStorage.getItem(BOUND))];
    const bound = typeof id === "string" && typeof (seen ?? text) === "string" && !tooLong(seen ?? text);
    return {
      text: typeof text === "string" ? text : null,
      id: bound ? id : null,
      seen: bound ? (seen ?? text) : null,
      given: given ?? {},
    };
  };
  const NOTHING = { text: null, id: null, seen: null, given: {} };
  let revived = false;
  const store = ({ text, id, seen, given }) =>
    attempt(() => {
      if (revived) return false;
      sessionStorage.setItem(KEY, JSON.stringify([text, id, seen === text ? null : seen, given]));
      sessionStorage.removeItem(BOUND);
      return true;
    });

  const ours = (storage) =>
    (attempt(() => Object.keys(storage())) ?? []).filter((key) => key.startsWith(PREFIX));
  const storages = [() => localStorage, () => sessionStorage];
  const asides = () => ours(storages[1]).filter((key) => key.startsWith(ASIDE)).sort();

  // What can't be had may be there for the next try.
  let mend = () => {};
{% if not single %}
{% include "served.js" %}

{% endif %}
  const load = (style) =>
    new Promise((resolve, reject) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", ...style });
      link.addEventListener("load", resolve);
      link.addEventListener("error", () => reject(new Error(style.href)));
      document.head.append(link);
    });

  // What answering doesn't need: one list, the same for everybody, whatever was answered. When it
  // is there, or can't be had, the page asks for nothing any more.
  const fetchRest = async (done) => {
    const { device, style, explained, files } = data("rest");
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
      const fetched = Object.entries(files).map(async ([name, address]) => [name, await text(address)]);
      // Every part is waited for, though one may fail: none is under way when the network closes.
      const loaded = Promise.allSettled([import(device), style && load(style), ...fetched]);
      const parts = await inTime(loaded);
      const failed = parts.find(({ status }) => status === "rejected");
      if (failed) throw failed.reason;
      const [module, , ...texts] = parts.map(({ value }) => value);
      selfcheck.device = module.connect(selfcheck);
      done(JSON.stringify(Object.fromEntries(texts)));
      if (explained) selfcheck.device.show("explanations", await inTime(text(explained)));
      root.dataset.desk = "ready";
      arrive();
    } catch (error) {
      console.error("selfcheck:", error);
      root.dataset.desk = "failed";
      if (!stop.signal.aborted) await inTime(mend()).catch(() => {});
    }
    if (document.readyState !== "complete") {
      const whole = new Promise((resolve) => addEventListener("load", resolve, { once: true }));
      await inTime(whole).catch(() => {});
    }
    closeNetwork();
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
    if (root.dataset.network === "quiet") return;
{% if closed %}
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = "{{ closed }}";
    document.head.append(policy);
{% endif %}
    root.dataset.network = "quiet";
    offerOffline();
  };

  const selfcheck = {
    fail,
    attempt,
    fetchRest,
    handed,
    tooLong,
    ours,
    storages,
    asides,
    read: () => {
      const { text, id, seen } = attempt(tab) ?? NOTHING;
      return { text: handed(text), id, seen };
    },
    write: (text, id, seen) => store({ text, id: id || null, seen: id ? seen : null, given: {} }),
    clear: () =>
      attempt(() => [KEY, BOUND, ...asides()].forEach((key) => sessionStorage.removeItem(key))),
    // Room for both isn't certain, so the one goes before the other comes; its name is no longer.
    setAside: () =>
      attempt(() => {
        const { text } = tab();
        const free = ["", 1, 2, 3, 4, 5, 6, 7, 8, 9].find((n) => sessionStorage.getItem(ASIDE + n) === null);
        sessionStorage.removeItem(KEY);
        sessionStorage.removeItem(BOUND);
        sessionStorage.setItem(ASIDE + (free ?? Date.now()), text);
      }),
    prefix: PREFIX,
    kept: KEPT,
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

  // Until Python is ready, and if it never is, answers are kept beside the record, whose text stays
  // as it is, and brought back here. Python takes over what the radios say.
  const keep = (form) => {
    const given = {};
    for (const radio of form.querySelectorAll(":checked")) given[radio.name.slice(1)] = radio.value;
    store({ ...tab(), given });
  };
  const answers = (text) => {
    const record = JSON.parse(text);
    const blank = data("record");
    const known = ["format", "edition"].every((field) => record[field] === blank[field]);
    return known && record.version <= blank.version ? record.answers : {};
  };
  const bringBack = (form) => {
    const { text, given } = tab();
    const back = { ...attempt(() => answers(text)), ...given };
    for (const radio of form.querySelectorAll("input")) {
      radio.checked ||= back[radio.name.slice(1)] === radio.value;
    }
  };

  // A revived page would show and store what the tab held when it was left. A held lock keeps it out
  // of the back/forward cache; where there are no locks, the page is loaded again before it is used.
  attempt(() => navigator.locks.request("selfcheck5", { mode: "shared" }, () => new Promise(() => {})))?.catch(
    () => {},
  );
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    revived = true;
    document.body.hidden = true;
    location.reload();
  });

  // 「全部消す」 needs nothing but this page. What keeps the site for use without a network goes, too.
  const eraseFiles = async () => {
    try {
      const scope = new URL("{{ root }}", location);
      const names = async () =>
        (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}${scope.pathname}#`));
      const worker = async () => {
        const found = await navigator.serviceWorker.getRegistration(scope);
        return found?.scope === scope.href ? found : null;
      };
      await (await worker())?.unregister();
      for (const name of await names()) await caches.delete(name);
      return [...(await names()), ...((await worker()) ? ["sw.js"] : [])];
    } catch {
      // A browser that refuses to look has kept nothing either.
      return [];
    }
  };
  const erase = async (form) => {
    // Python, if it is there, lets go of what it holds.
    form.dispatchEvent(new Event("erase"));
    form.reset();
    for (const storage of storages) {
      for (const key of ours(storage)) attempt(() => storage().removeItem(key));
    }
    const files = await eraseFiles();
    const left = [...storages.flatMap(ours), ...files];
    const proof = byId("erased");
    const said = proof.dataset.text.replace("{count}", left.length);
    if (root.dataset.engine !== "failed") selfcheck.go("records");
    proof.replaceChildren(said, ...left.flatMap((name) => [" ", Object.assign(document.createElement("code"), { textContent: name })]));
    proof.hidden = false;
    say((left.length ? proof.dataset.left : proof.dataset.none) + said, left.length ? "warning" : "");
  };
  const say = (text, kind) => {
    if (selfcheck.device) selfcheck.device.notice(text, kind, "[]");
    else byId("notice").textContent = text;
  };
  const ask = (dialog) => {
    dialog.returnValue = "";
    dialog.showModal();
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
    // Who skips to something outside the views, and loads the page again, is still in this one.
    if (place && !place.closest(".view")) history.replaceState(history.state, "", `#${root.dataset.view}`);
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
      if (root.dataset.engine !== "ready") attempt(() => keep(form));
    });
    byId("clear-failed").addEventListener("click", () => ask(byId("start-over-dialog")));
    byId("start-over-dialog").addEventListener("close", ({ target }) => {
      if (target.returnValue !== "yes" || root.dataset.engine === "ready") return;
      selfcheck.clear();
      form.reset();
    });
    addEventListener("click", ({ target }) => {
      if (!target.closest?.("[data-erase]")) return;
      const count = ours(storages[0]).filter((key) => key.startsWith(KEPT)).length;
      byId("erase-text").textContent = byId("erase-text").dataset.text.replace("{count}", count);
      ask(byId("erase-dialog"));
    });
    byId("erase-dialog").addEventListener("close", ({ target }) => {
      if (target.returnValue === "yes") erase(form);
    });

    if (typeof WebAssembly !== "object") {
      fail("no WebAssembly");
      return;
    }
    // The stock core serialises a worker hook with eval; nothing here runs in a worker.
    import("{{ root }}assets/pyscript/core.js")
      .then(({ hooks }) => hooks.worker.onBeforeRunAsync.clear())
      .catch((error) => {
        mend();
        fail(error);
      });
  });
}
