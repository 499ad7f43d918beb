// Keeps the site for use without a network. The build writes three constants above this code:
// FILES, a map from each file's address under the scope to its SHA-256 (base64); VERSION, the digest
// of that list; UNAVAILABLE, a page that says that nothing can be had.
// It hears install, activate and fetch, and asks for nothing but FILES and what a page asked for.
import { cachesOf } from "../prefix.js";

const SCOPE = registration.scope;
const OURS = cachesOf(new URL(SCOPE).pathname);
const CACHE = OURS + VERSION;
// For each open page, the name of the cache that it was opened from: its parts come from there, too.
const CLIENTS = `${OURS}clients`;
const NETWORK = `${OURS}network`;
const FORM = "diagnose/";
// No file has a query: these entries can't be mistaken for one.
const LIST = `${SCOPE}?files`;
const client = (id) => `${SCOPE}?${id}`;
const LANES = 6;

// What a file is, its name says: of what a server sends with it, nothing is kept.
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  // In versions up to 0.4.0, whose open pages are served from their own copy.
  mjs: "text/javascript; charset=utf-8",
  json: "application/json",
  py: "text/x-python; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};
// Chromium recalls a part for any page, whatever its version, unless it has to ask each time.
const unrecalled = ({ body, status, statusText, headers: given }) => {
  const headers = new Headers(given);
  headers.set("Cache-Control", "no-cache");
  return new Response(body, { status, statusText, headers });
};

const fileOf = (path, body) => {
  const [, ending] = /\.(\w+)$/.exec(path) ?? [null, "html"];
  const type = TYPES[ending] ?? "application/octet-stream";
  return unrecalled(new Response(body, { headers: { "Content-Type": type } }));
};

const within = (address) => {
  const { origin, pathname } = new URL(address);
  return address.startsWith(SCOPE) ? (origin + pathname).slice(SCOPE.length) : null;
};

// What is kept of a file, if it is what the list says, byte for byte.
const kept = async (name, path, hash) => {
  const response = await caches.match(SCOPE + path, { cacheName: name });
  const body = await response?.arrayBuffer().catch(() => null);
  if (!body) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return btoa(String.fromCharCode(...digest)) === hash ? fileOf(path, body) : null;
};

const fetched = async (path, hash) => {
  const response = await fetch(SCOPE + path, {
    cache: "reload",
    credentials: "omit",
    integrity: `sha256-${hash}`,
    redirect: "error",
    referrerPolicy: "no-referrer",
  });
  return fileOf(path, await response.arrayBuffer());
};

// What an earlier download left is used; one file that fails doesn't waste the others.
const download = async () => {
  const cache = await caches.open(CACHE);
  const waiting = FILES.entries();
  const lane = async () => {
    for (const [path, hash] of waiting) {
      if (!(await kept(CACHE, path, hash)))
        await cache.put(SCOPE + path, await fetched(path, hash));
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const failed = lanes.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  await cache.put(LIST, new Response(JSON.stringify([...FILES])));
};

const keep = async () => {
  try {
    await download();
  } catch (error) {
    if (error.name === "QuotaExceededError") await caches.delete(CACHE);
    throw error;
  }
};

// From which version each page was opened: while this worker lives, and, when it is started anew, in
// a cache. Storage may be full: then a page's parts come from the current version, as the page did.
const opened = new Map();
const remember = async (id, name) => {
  if (!id) return;
  opened.set(id, name);
  const cache = await caches.open(CLIENTS);
  await cache.put(client(id), new Response(name)).catch(() => {});
};

// As hooks/pages.py writes it behind a file's address.
const versionOf = (hash) => hash.slice(0, 8).replaceAll("+", "-").replaceAll("/", "_");

const cacheOf = async (id) => {
  if (opened.has(id)) return opened.get(id);
  const found = await caches.match(client(id), { cacheName: CLIENTS });
  return found ? found.text() : null;
};

const listOf = async (name) => {
  if (name === CACHE) return FILES;
  const found = await caches.match(LIST, { cacheName: name });
  return new Map(found ? await found.json() : []);
};

// Forget the pages that are closed, and delete what no open page needs: of `names`, else of what
// the closed ones were opened from. A cache that a newer worker is filling is in neither. `arriving`
// is a page that Firefox doesn't count as open yet.
const tidy = async (names, arriving) => {
  const remembered = await caches.open(CLIENTS);
  const needed = new Set([CACHE, CLIENTS]);
  const left = new Set();
  for (const entry of await remembered.keys()) {
    const name = await (await remembered.match(entry))?.text();
    const id = entry.url.slice(client("").length);
    if (id === arriving || (await clients.get(id))) {
      needed.add(name);
    } else {
      left.add(name);
      opened.delete(id);
      await remembered.delete(entry);
    }
  }
  for (const name of names ?? left) if (!needed.has(name)) await caches.delete(name);
};

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// What isn't the copy's: of the server's version, not of one that the browser still has.
const asked = (event) => fetch(event.request, { cache: "no-cache", referrerPolicy: "no-referrer" });

const found = async (name, path, hash) => {
  const sound = await kept(name, path, hash);
  if (sound) return sound;
  const response = await fetched(path, hash);
  if (await caches.has(name)) {
    const cache = await caches.open(name);
    // Storage may be full; the answer is right all the same.
    await cache.put(SCOPE + path, response.clone()).catch(() => {});
  }
  return response;
};

// A page that isn't kept, and so its parts: those in the copy may be another version's.
const fromNetwork = async (event) => {
  const response = await asked(event);
  await remember(event.resultingClientId, NETWORK);
  return response;
};

// The copy is broken and can't be mended: the network's answer, and the next one comes from there, too.
const withoutCopy = async (event) => {
  try {
    const response = await fromNetwork(event);
    await caches.delete(CACHE);
    await registration.unregister();
    return response;
  } catch {
    const headers = { "Content-Type": "text/html; charset=utf-8" };
    return new Response(UNAVAILABLE, { status: 503, headers });
  }
};

// A browser may take a cache away, and revive a worker whose files a person erased.
let keeping = null;
const look = async (path, arriving) => {
  await tidy(null, arriving);
  // The form promises to ask for nothing any more: a download could outlast that promise.
  if (path === FORM) return;
  if (await caches.match(LIST, { cacheName: CACHE })) return;
  keeping ??= keep().finally(() => (keeping = null));
  await keeping;
};

const page = async (event, path) => {
  try {
    const response = await found(CACHE, path, FILES.get(path));
    const id = event.resultingClientId;
    event.waitUntil(remember(id, CACHE).then(() => look(path, id)));
    return response;
  } catch {
    return withoutCopy(event);
  }
};

const part = async (event, path) => {
  const from = await cacheOf(event.clientId);
  await remember(event.resultingClientId, from ?? CACHE);
  // Who isn't written down, such as the search's worker, says by an address which version's it wants.
  const [, version] = /^\?([\w-]{8})$/.exec(new URL(event.request.url).search) ?? [];
  const fits = (hash) => hash && (from || !version || version === versionOf(hash));
  let name = from ?? CACHE;
  let hash = (await listOf(name)).get(path);
  // A page of an older version may have begun it: another copy may still have the file.
  for (const other of from || fits(hash) ? [] : await ours()) {
    const kept = (await listOf(other)).get(path);
    if (fits(kept)) [name, hash] = [other, kept];
  }
  try {
    return fits(hash) ? await found(name, path, hash) : unrecalled(await asked(event));
  } catch {
    return Response.error();
  }
};

// Only while older versions are kept, a page may want files that aren't in this list.
let older = true;
ours().then((names) => (older = names.some((name) => ![CACHE, CLIENTS].includes(name))));

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(ours().then((names) => tidy(names))));

addEventListener("fetch", (event) => {
  const path = within(event.request.url);
  if (event.request.method !== "GET" || path === null) return;
  if (event.request.mode !== "navigate") {
    if (older || FILES.has(path)) event.respondWith(part(event, path));
  } else if (FILES.has(path)) {
    event.respondWith(page(event, path));
  } else if (FILES.has(`${path}/`)) {
    event.respondWith(Response.redirect(`${SCOPE}${path}/`));
  } else if (path.endsWith("/")) {
    // Other addresses are files or downloads, which have no parts: the browser's own.
    event.respondWith(fromNetwork(event));
  }
});
