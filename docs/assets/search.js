// The search page: asks Pagefind, whose files load with the first search, and lists what it finds.
const words = JSON.parse(document.getElementById("search-words").textContent);
const field = document.getElementById("query");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const SHOWN = 10;
let latest = 0;

function say(sentence, values = {}) {
  status.textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Pagefind marks the hits in an otherwise escaped excerpt; everything reaches the page as text.
function excerptOf(html) {
  const paragraph = document.createElement("p");
  for (const [index, part] of html.split(/<\/?mark>/).entries()) {
    const text = new DOMParser().parseFromString(part, "text/html").body.textContent;
    const node = document.createElement(index % 2 ? "mark" : "span");
    node.textContent = text;
    paragraph.append(node);
  }
  return paragraph;
}

function entryOf(page) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
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
    const pagefind = await import(new URL(document.getElementById("search").dataset.engine, document.baseURI));
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    if (turn !== latest) return;
    say(pages.length ? words.found : words.none, { query, count: results.length });
    list.replaceChildren(...pages.map(entryOf));
  } catch (error) {
    console.error(error);
    say(words.failed);
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
