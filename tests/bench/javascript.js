// The limit: what the form does with an answer, in JavaScript and nothing else.
const { bands, answers: kinds } = JSON.parse(document.getElementById("catalog").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const one = (selector) => document.querySelector(selector);
const questions = [...document.querySelectorAll(".question")];
const KEY = "selfcheck5.bench";

const show = () => {
  const given = questions.map((question) => question.querySelector("input:checked")?.value);
  const chosen = kinds.filter(({ id }) => given.includes(id));
  const points = ({ id, points }) => points * given.filter((answer) => answer === id).length;
  const sum = (some) => some.map(points).reduce((all, more) => all + more, 0);
  const total = sum(chosen);
  const missing = questions.filter((_, index) => !given[index]);
  one("#answered").textContent = questions.length - missing.length;
  for (const tick of document.querySelectorAll("[data-tick]")) {
    tick.toggleAttribute(
      "data-done",
      !missing.some(({ dataset }) => dataset.number === tick.dataset.tick),
    );
  }
  one("#total").textContent = one("[data-total]").textContent = total;
  for (const subtotal of new Set(kinds.flatMap((kind) => kind.subtotal ?? []))) {
    const shown = sum(chosen.filter((kind) => kind.subtotal === subtotal));
    one(`#subtotal-${subtotal.toLowerCase()}`).textContent = shown;
    one(`[data-subtotal="${subtotal}"]`).textContent = shown;
  }
  const next = one("#next");
  next.disabled = false;
  next.textContent = missing.length ? next.dataset.next : next.dataset.done;
  one("#unfinished").hidden = !missing.length;
  one("#finished").hidden = missing.length > 0;
  if (missing.length) {
    one("#remaining").textContent = words.remaining.replace("{count}", missing.length);
  } else {
    const band = bands.find(({ from, to }) => from <= total && total <= to);
    one("#said").replaceChildren(one(`[data-verdict="${band.id}"]`).content.cloneNode(true));
    one("#score").textContent = total;
  }
  sessionStorage.setItem(KEY, JSON.stringify(given));
};

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
for (const [index, answer] of kept.entries()) {
  if (answer) questions[index].querySelector(`[value=${answer}]`).checked = true;
}
one("#selfcheck").addEventListener("change", show);
show();
document.documentElement.dataset.engine = "ready";
