// Reads the page aloud with the simulated screen reader (`virtual`), as lines of text.

const { virtual } = globalThis;

// What browsers know and the simulation doesn't, which goes by attributes: what is folded is heard
// by nobody, and what is checked needn't have been so from the beginning.
function say(name, places) {
  const changed = [...document.querySelectorAll(places)].filter((one) => !one.hasAttribute(name));
  for (const one of changed) one.setAttribute(name, "true");
  return () => {
    for (const one of changed) one.removeAttribute(name);
  };
}

function prepare() {
  const folded = say("aria-hidden", "details:not([open]) > :not(summary)");
  const checked = say("checked", "input:checked");
  return () => {
    folded();
    checked();
  };
}

/**
 * Read a place from its beginning, to its end or up to what `until` matches.
 * @returns what was said at each stop.
 */
async function read(place, until) {
  const putBack = prepare();
  const container = document.querySelector(place);
  const end = until && document.querySelector(until);
  await virtual.start({ container });
  const said = [];
  while (!end?.contains(virtual.activeNode)) {
    said.push(await virtual.lastSpokenPhrase());
    if (said.length > 1 && said.at(-1) === `end of ${said[0]}`) break;
    if (said.length > 5000) throw new Error("no end of reading");
    await virtual.next();
  }
  await virtual.stop();
  putBack();
  return said;
}

async function listen() {
  await virtual.start({ container: document.body });
  await virtual.clearSpokenPhraseLog();
}

/** @returns what was announced since somebody began to listen, and what has the focus. */
async function heard() {
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  const putBack = prepare();
  await virtual.start({ container: document.activeElement });
  const focus = await virtual.lastSpokenPhrase();
  await virtual.stop();
  putBack();
  return [...said.filter((one) => /^(polite|assertive): ./.test(one)), `focus: ${focus}`];
}

Object.assign(globalThis, { read, listen, heard });
