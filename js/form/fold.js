// The sheet folds: an answered question becomes a row that says its answer, a part of nothing but such
// rows becomes one row. Nothing leaves the page: it stays in order for the browser's own search, which
// opens what it finds, and for paper. No button says what was answered: browsers tell others of those.
import { byId } from "./page.js";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const chosen = (question) => question.querySelector(":checked");
const focus = (question, options) =>
  (chosen(question) ?? question.querySelector("input")).focus(options);

const unfold = (question) => {
  delete question.parentElement.dataset.folded;
  question.hidden = false;
};
const openAll = () => all(".question[hidden]").forEach(unfold);

const mark = (place) => place.append(byId("carried-mark").content.cloneNode(true));

const say = (question) => {
  const row = question.previousElementSibling;
  row.dataset.sign = all("input", question).indexOf(chosen(question));
  row.lastChild.textContent = chosen(question).nextElementSibling.textContent;
  if (question.dataset.carried !== undefined) mark(row.lastChild);
};

const sayPart = (part) => {
  const told = part.firstElementChild.lastChild;
  told.textContent = part.dataset.said;
  if (part.querySelector("[data-carried]")) mark(told);
};

/** Mark at a question, and in the rows, that its answer is still that of the check before; or no longer. */
export const carry = (selector, carried) => {
  const question = document.querySelector(selector);
  const legend = question.firstElementChild;
  legend.querySelector(".carried")?.remove();
  if (question.toggleAttribute("data-carried", carried)) mark(legend);
  if (question.hidden) say(question);
  // The rows may still be to come.
  const part = question.closest(".part");
  if (part.firstElementChild.matches(".folded")) sayPart(part);
};

// Rows are there from the beginning, for everybody; style sheets show them in place of what is folded.
const putRow = (level, place, name, opened) => {
  const row = document.createElement(level);
  row.className = "folded";
  row.append(byId("folded").content.cloneNode(true));
  const [button, told] = row.children;
  button.textContent = name.textContent;
  button.setAttribute("aria-controls", place.id);
  button.setAttribute("aria-describedby", `${place.id}-said`);
  button.addEventListener("click", opened);
  told.id = `${place.id}-said`;
  place.before(row);
};

/** Fold what is answered, all of it or what stands above the question `last`. */
export const fold = (last, anew = false) => {
  for (const question of all(".question")) {
    if (question === last) break;
    if (question.hidden || !chosen(question)) continue;
    say(question);
    question.setAttribute("hidden", "until-found");
    question.previousElementSibling.toggleAttribute("data-new", anew);
  }
  for (const part of all(".part")) {
    if (!part.querySelector(".question:not([hidden])")) part.dataset.folded = anew ? "new" : "";
  }
};

/** Lead to a question. With `folding`, what is answered above it is folded, and it keeps its place first. */
export const lead = (selector, folding) => {
  const question = document.querySelector(selector);
  const place = () => question.getBoundingClientRect().top;
  const before = place();
  unfold(question);
  let behavior = "auto";
  if (folding) {
    fold(question, true);
    scrollBy(0, place() - before);
    const near = Math.abs(place()) < 2 * innerHeight;
    if (near && !matchMedia("(prefers-reduced-motion)").matches) behavior = "smooth";
  }
  question.scrollIntoView({ behavior });
  focus(question, { preventScroll: true });
};

export const foldBack = (form) => {
  for (const part of all(".part")) {
    const title = part.firstElementChild;
    putRow("h2", title, title.firstChild, () => {
      delete part.dataset.folded;
      part.querySelector("h3 > button").focus();
    });
    sayPart(part);
    for (const question of all(".question", part)) {
      putRow("h3", question, question.querySelector("h3"), () => {
        unfold(question);
        focus(question);
      });
    }
  }
  form.addEventListener("beforematch", ({ target }) => unfold(target));
  form.addEventListener("reset", openAll);
  byId("unfold").addEventListener("click", () => {
    const first = form.querySelector(".question[hidden]");
    openAll();
    focus(first);
  });
  // Answers can be changed in other views.
  document.addEventListener("viewchange", () => all(".question[hidden]").forEach(say));
  fold();
  // Said when Python is there, it would move what stands beside it.
  for (const place of [byId("answered"), document.querySelector("[data-answered]")]) {
    place.textContent = all(":checked", form).length || place.textContent;
  }
  // What the address names is to be seen.
  const named = all(".question").find(({ id }) => location.hash === `#${id}`);
  if (named) unfold(named);
};
