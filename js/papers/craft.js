// What the papers need of the browser beyond the form's views: which one the address names, fields,
// texts that are changed in place, Word. Python speaks JSON with it; nothing here throws.
import { byId } from "../form/page.js";
import { copyText, save } from "../form/save.js";
import { attempt } from "../form/storage.js";
import { word } from "./word.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const named = () => attempt(() => decodeURIComponent(location.hash.slice(1))) ?? "";
const text = (target) => target.closest?.(".making__text");
const fieldsOf = (name) => byId(`given-${name}`);

// Who changes a text writes one line of plain text, whatever is pasted or pressed.
const keepPlain = () => {
  addEventListener("beforeinput", (event) => {
    if (!text(event.target)) return;
    const { inputType } = event;
    if (/^(format|insert(Paragraph|LineBreak|.*List|HorizontalRule|Link))/.test(inputType))
      event.preventDefault();
  });
  for (const kind of ["paste", "drop"]) {
    addEventListener(kind, (event) => {
      if (!text(event.target)) return;
      event.preventDefault();
      const plain = (event.clipboardData ?? event.dataTransfer).getData("text/plain");
      document.execCommand("insertText", false, plain.replace(/\s+/g, " "));
    });
  }
};

/** What is written in place is told after a breath; return what tells it at once. */
const heedTexts = (tell) => {
  let written = null;
  let breath;
  const take = () => {
    clearTimeout(breath);
    if (written) tell("edit", { of: written.dataset.text, value: written.textContent });
    written = null;
  };
  addEventListener("input", ({ target }) => {
    const place = text(target);
    if (!place) return;
    if (place !== written) take();
    written = place;
    clearTimeout(breath);
    breath = setTimeout(take, 400);
  });
  // Before what a click asks for is done.
  addEventListener("click", take, true);
  for (const kind of ["focusout", "pagehide", "beforeprint", "hashchange"])
    addEventListener(kind, take);
  return take;
};

/** Show the paper that the address names, or the list of them; return its name, "" for the list. */
const show = (title) => {
  const papers = [...document.querySelectorAll("[data-paper]")];
  const shown = papers.find(({ id }) => id === named());
  for (const paper of papers) paper.hidden = paper !== shown;
  byId("papers-list").hidden = Boolean(shown);
  byId("making").hidden = !shown;
  const own = shown?.querySelector("h2").textContent;
  if (title && byId("papers").contains(byId(named()) ?? byId("papers")))
    document.title = own ? `${own} - ${title}` : title;
  return shown;
};

export const craft = (hear, moveOn) => {
  const tell = (action, message) => hear(JSON.stringify({ ...message, action }));
  const single = !byId("parts");
  const title = single ? "" : document.title;
  let guarded = false;
  addEventListener("beforeunload", (event) => {
    take();
    if (guarded) event.preventDefault();
  });
  keepPlain();
  const take = heedTexts(tell);

  const arrive = (event) => {
    // In the single file, other views have fragments, too.
    if (single && !byId("papers").contains(byId(named()))) return;
    const shown = show(title);
    if (event) moveOn();
    tell("to-paper", { paper: shown?.id ?? "" });
    const heading = (shown ?? byId("papers-list")).querySelector("h2");
    if (!event) return;
    (shown ?? byId("papers")).scrollIntoView();
    heading.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);

  return {
    arrive: () => arrive(),
    // What each field shows, where nobody is about to type something else.
    enter: (json, keeping) => {
      for (const [name, value] of Object.entries(JSON.parse(json))) {
        const field = fieldsOf(name);
        if (field.type === "checkbox") field.checked = value;
        else if (field.value !== value && field !== document.activeElement) field.value = value;
      }
      byId("keep-drafts").checked = keeping;
    },
    ask: (json) => {
      const asked = JSON.parse(json);
      for (const field of document.querySelectorAll("[data-given]"))
        field.hidden = !asked.includes(field.dataset.given);
      byId("entered").hidden = !asked.length;
    },
    // Where a browser knows no plain texts to change, others, kept plain above.
    editable: () => {
      for (const place of document.querySelectorAll(".making__text")) {
        if (
          !attempt(() => {
            place.contentEditable = "plaintext-only";
            return true;
          })
        )
          place.contentEditable = "true";
      }
    },
    guard: (wanted) => {
      guarded = wanted;
    },
    copyText: (made) => copyText(made, (done) => tell("paper-copied", { done })),
    word: (json) => {
      const { nodes, name, ...about } = JSON.parse(json);
      word(nodes, about).then(
        (bytes) => {
          save(name, WORD, bytes);
          tell("word-made", { name });
        },
        (error) => {
          console.error("selfcheck:", error);
          tell("word-made", { name: "" });
        },
      );
    },
  };
};
