// Fields that a person types in: what is typed is told once it stands, and nobody is disturbed.
import { byId } from "./page.js";

// Far more than a field may hold: of a longer text, Python gets so much and a count of the rest.
const TYPED = 10_000;
const FIELD = "textarea, input:is([type=text], [type=date])";

export const measured = (value) => {
  if (value.length <= TYPED) return { value, more: 0 };
  const characters = [...value];
  return {
    value: characters.slice(0, TYPED).join(""),
    more: Math.max(characters.length - TYPED, 0),
  };
};

const describe = (element) => ({
  ...element.dataset,
  id: element.id,
  ...measured(element.value ?? ""),
  before: element.defaultValue ?? "",
  bad: element.validity?.badInput === true,
  // Of what is on or off but no field, the state that the click asks for.
  checked: element.checked ?? element.getAttribute("aria-checked") === "false",
});

/** Put a text in a field in place of what it showed; what was typed since then stays. */
export const fill = (id, before, text) => {
  const field = byId(id);
  if (field?.value !== before) return;
  const at = field.selectionStart;
  field.value = text;
  field.setSelectionRange(at, at);
};

export const heedFields = (tell) => {
  // What is being typed is taken over after a breath, so that neither a reload nor paper lacks it.
  let typed = null;
  let breath;
  const take = () => {
    clearTimeout(breath);
    if (typed) tell(typed.dataset.change, describe(typed));
    typed = null;
  };
  const type = (target) => {
    if (target !== typed) take();
    typed = target;
    clearTimeout(breath);
    // A date is no date before its last digit: no word about it until that is due.
    breath = setTimeout(take, target.validity.valid ? 400 : 1500);
  };

  addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-action]");
    if (!target) return;
    take();
    tell(target.dataset.action, describe(target));
  });
  addEventListener("input", ({ target }) => target.matches?.("[data-field]") && type(target));
  addEventListener("change", ({ target }) => {
    if (!target.dataset?.change) return;
    if (target.validity?.valid === false) {
      type(target);
      return;
    }
    if (typed === target) typed = null;
    take();
    tell(target.dataset.change, describe(target));
  });
  // Not before what moved the focus is done: it may have been a view that is drawn again.
  addEventListener("focusout", ({ target }) => {
    const left = target.matches?.(FIELD);
    queueMicrotask(() => {
      take();
      if (left) tell("left");
    });
  });
  addEventListener("pagehide", take);

  // Who types, or an input method that composes, isn't disturbed by what another tab does.
  let composing = false;
  addEventListener("compositionstart", () => (composing = true));
  addEventListener("compositionend", () => (composing = false));

  return {
    take,
    editing: () => document.activeElement?.matches(FIELD) && (composing || document.hasFocus()),
    forgetTyped: () => {
      clearTimeout(breath);
      typed = null;
    },
  };
};
