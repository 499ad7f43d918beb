// On the site, fetch asks for each part by the address that the page names, and takes nothing that
// isn't what the page was built with. The import map has both; PyScript's core knows of neither.
import { byId, data } from "./page.js";

// The texts of a file that modules.py joined, by their paths beside it.
const separated = (text) =>
  new Map(
    text
      .split("\f")
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return [part.slice(0, end), part.slice(end + 1)];
      }),
  );

/** Have fetch do so, and return what looks for all parts anew: a module is asked for once. */
export const takeByHash = () => {
  // The single file has no such map: what it carries needs no network.
  if (!byId("parts")) return async () => {};
  const { imports, integrity } = data("parts");
  const whole = (name) => new URL(name, document.baseURI);
  const parts = new Map(Object.entries(imports).map(([name, to]) => [whole(name).href, to]));
  const unchecked = globalThis.fetch;
  const take = (address, options) => {
    const checked = { ...options, integrity: integrity[address] };
    // What a browser remembers under this address may have come from between two versions.
    return unchecked(address, checked).catch(() =>
      unchecked(address, { ...checked, cache: "reload" }),
    );
  };
  const texts = new Map();
  const oneOf = async (address, path) => {
    if (!texts.has(address)) {
      texts.set(
        address,
        take(address).then((response) => response.text()),
      );
      texts.get(address).catch(() => texts.delete(address));
    }
    return new Response(separated(await texts.get(address)).get(path));
  };
  globalThis.fetch = async (name, options) => {
    const { href, pathname } = whole(name);
    const address = parts.get(href);
    if (!address) return unchecked(name, options);
    const file = whole(address).pathname;
    if (pathname === file) return take(address, options);
    return oneOf(address, pathname.slice(file.lastIndexOf("/") + 1));
  };
  // What fetch finds in a module's place, the next load of the page has.
  return () => Promise.allSettled([...parts.keys()].map((name) => fetch(name)));
};
