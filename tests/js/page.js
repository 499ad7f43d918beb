// As much of a browser's page as the modules under test touch; each test file has one of its own.
class Store {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, text) {
    if (String(text).length > 1000) throw new Error("full");
    this[key] = String(text);
  }
  removeItem(key) {
    delete this[key];
  }
}

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** Become a page whose elements are `elements` ({id: element}); return what happens to it. */
export const becomePage = (elements = {}) => {
  const heard = new EventTarget();
  const limits = JSON.stringify({ longest: 900, instead: "too long" });
  const blank = JSON.stringify({ format: "f", edition: "e", version: 2 });
  const known = { limits: { textContent: limits }, record: { textContent: blank }, ...elements };
  define("document", {
    documentElement: { dataset: { root: ".." } },
    baseURI: "https://example.org/copy/diagnose/",
    getElementById: (id) => known[id] ?? null,
    querySelector: (selector) =>
      Object.values(elements).find((one) => one.matches?.(selector)) ?? null,
    createElement: () => ({ click() {} }),
    addEventListener: (kind, hear) => heard.addEventListener(kind, hear),
  });
  define("addEventListener", (kind, hear) => heard.addEventListener(kind, hear));
  define("localStorage", new Store());
  define("sessionStorage", new Store());
  return {
    dispatch: (kind, { target = heard, ...about } = {}) => {
      const event = Object.assign(new Event(kind, { cancelable: true }), about);
      return heard.dispatchEvent(Object.defineProperty(event, "target", { value: target }));
    },
  };
};
