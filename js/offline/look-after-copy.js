// The files that the service worker keeps for use without a network: whose they are, how they come
// and go. A page reads and deletes them; only the worker writes them.
import { cachesOf, PREFIX } from "../prefix.js";

export const OFF = `${PREFIX}offline`;

const scope = () => new URL(`${document.documentElement.dataset.root}/`, location.href);
const supported = () =>
  globalThis.isSecureContext && "caches" in globalThis && "serviceWorker" in navigator;

// A registration for a path above ours would be another site's.
export const registration = async () => {
  const found = await navigator.serviceWorker.getRegistration(scope());
  return found?.scope === scope().href ? found : null;
};

// The worker's own name for what it keeps begins like this, too.
const names = async () =>
  (await caches.keys()).filter((name) => name.startsWith(cachesOf(scope().pathname)));

// How many files of each version are here.
export const counts = async () => {
  const versions = (await names()).filter((name) => !name.endsWith("#clients"));
  return Promise.all(versions.map(async (name) => (await (await caches.open(name)).keys()).length));
};

// Only a whole version has its list with it.
export const complete = async () => {
  const lists = (await names()).map((name) =>
    caches.match(`${scope()}?files`, { cacheName: name }),
  );
  return (await Promise.all(lists)).some(Boolean);
};

// Where Trusted Types hold, no other program can be made of an address than this one.
const rules = { createScriptURL: () => new URL("sw.js", scope()).href };
let trusted;
export const register = () => {
  trusted ??= globalThis.trustedTypes?.createPolicy("worker", rules) ?? rules;
  return navigator.serviceWorker.register(trusted.createScriptURL(""), { scope: scope().pathname });
};

// Stop the worker, delete what it keeps, and return the names of what is left.
export const remove = async () => {
  if (!supported()) return [];
  try {
    await (await registration())?.unregister();
    for (const name of await names()) await caches.delete(name);
    return [...(await names()), ...((await registration()) ? ["sw.js"] : [])];
  } catch {
    // A browser that refuses to look has kept nothing either.
    return [];
  }
};

export const available = async () => {
  if (!supported()) return false;
  try {
    await caches.keys();
    await registration();
    return true;
  } catch {
    return false;
  }
};
