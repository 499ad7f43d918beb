// On the site, fetch asks for each part by the address that the page names, and takes nothing that
// isn't what the page was built with. The import map has both; PyScript's core knows of neither.
import { byId, data } from "./page.js";

/** Have fetch do so, and return what looks for all parts anew: a module is asked for once. */
export const takeByHash = () => {
  // The single file has no such map: what it carries needs no network.
  if (!byId("parts")) return async () => {};
  const parts = new Map();
  const { imports, integrity } = data("parts");
  for (const [name, address] of Object.entries(imports)) {
    parts.set(new URL(name, document.baseURI).href, [address, integrity[address]]);
  }
  const unchecked = globalThis.fetch;
  globalThis.fetch = async (name, options) => {
    const part = parts.get(String(new URL(name, document.baseURI)));
    if (!part) return unchecked(name, options);
    const [address, integrity] = part;
    // What a browser remembers under this address may have come from between two versions.
    return unchecked(address, { ...options, integrity }).catch(() =>
      unchecked(address, { ...options, integrity, cache: "reload" }),
    );
  };
  // What fetch finds in a module's place, the next load of the page has.
  return () => Promise.allSettled([...parts.keys()].map((name) => fetch(name)));
};
