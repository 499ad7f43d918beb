// The search page: asks Pagefind, whose files load with the first search, and lists what it finds.
// Pagefind is others' code. It runs in a worker, where neither the tab's storage nor the device's
// exists; texts go to it, texts come back. As a Blob, the worker has this page's policy.
const words = JSON.parse(document.getElementById("search-words").textContent);
const field = document.getElementById("query");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const items = JSON.parse(document.getElementById("search-items").textContent);
const symptoms = JSON.parse(document.getElementById("search-symptoms").textContent);
const SHOWN = 10;
// An item by its number, however one names it, such as No.5.
const { before, after } = words.number;
const NUMBER = new RegExp(
  `^(?:(?:${before.join("|")})\\.?)?\\s*(\\d{1,2})\\s*(?:${after.join("|")})?$`,
  "i",
);
const ROOT = new URL(`${document.documentElement.dataset.root}/`, location.href).href;
const PAGEFIND = `${ROOT}pagefind/`;
document.documentElement.dataset.scripted = "";
let latest = 0;
let program;
const rules = { createScriptURL: () => program };
// Where Trusted Types hold, no other worker than this one can be made.
const trusted = globalThis.trustedTypes?.createPolicy("search", rules) ?? rules;

function say(sentence, values = {}) {
  status.textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// What is asked for as the pages write it: forms of one character as one, and the usual spelling.
function asWritten(query) {
  const written = query.normalize("NFKC").trim();
  return words.spellings.reduce(
    (text, { usual, others }) => text.replace(new RegExp(others.join("|"), "gi"), usual),
    written,
  );
}

// What the worker is asked by its own names of methods; it answers each message once.
async function start() {
  const { engine } = document.getElementById("search").dataset;
  const response = await fetch(engine);
  if (!response.ok) throw new Error(`${engine}: ${response.status}`);
  program = URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
  const worker = new Worker(trusted.createScriptURL(""));
  const waiting = new Map();
  worker.addEventListener("message", ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  });
  worker.addEventListener("error", (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
  });
  let count = 0;
  const ask = (method, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++count;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args });
    });
  await ask("init", { basePath: PAGEFIND, language: document.documentElement.lang });
  return ask;
}

// What failed to load is loaded again with the next search.
let started = null;
function pagefind() {
  started ??= start().catch((error) => {
    started = null;
    throw error;
  });
  return started;
}

async function found(query) {
  const number = Number(NUMBER.exec(query)?.[1]);
  const item = items.find((one) => one.number === number);
  if (item) return { count: 1, pages: [item] };
  // Who says what happened is led to that, before all else.
  const urgent = symptoms.filter((one) =>
    one.sought.some((word) => query.toLowerCase().includes(asWritten(word).toLowerCase())),
  );
  const ask = await pagefind();
  const { results } = await ask("search", query);
  const shown = results.slice(0, SHOWN).map(({ data }) => ask("getData", data));
  const pages = [...urgent, ...(await Promise.all(shown))];
  return { count: urgent.length + results.length, pages };
}

// Pagefind marks the hits in an otherwise escaped excerpt; everything reaches the page as text.
function excerptOf(html) {
  const paragraph = document.createElement("p");
  for (const [index, part] of html.split(/<\/?mark>/).entries()) {
    const node = document.createElement(index % 2 ? "mark" : "span");
    node.textContent = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    paragraph.append(node);
  }
  return paragraph;
}

function entryOf(page) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  const address = new URL(page.url, ROOT).href;
  if (!address.startsWith(ROOT)) throw new Error(address);
  link.href = address;
  link.textContent = page.meta.title;
  entry.append(link, excerptOf(page.excerpt));
  return entry;
}

async function search(query) {
  const turn = ++latest;
  list.replaceChildren();
  if (!query) {
    say("");
    return;
  }
  say(words.searching);
  try {
    const { count, pages } = await found(asWritten(query));
    if (turn !== latest) return;
    say(count ? words.found : words.none, { query, count });
    list.replaceChildren(...pages.map(entryOf));
  } catch (error) {
    console.error(error);
    if (turn === latest) say(words.failed);
  }
}

// The words stand in the fragment, which no request carries, so that the back button keeps them.
function searchFragment() {
  try {
    field.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    field.value = "";
  }
  search(field.value);
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const fragment = `#${encodeURIComponent(field.value.trim())}`;
  if (fragment === location.hash) searchFragment();
  else location.hash = fragment;
});
addEventListener("hashchange", searchFragment);
if (location.hash) searchFragment();
