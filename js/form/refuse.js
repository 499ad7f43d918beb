// A field says beside it why what it shows isn't kept: heard once, seen as long as it holds.
import { build } from "./build.js";
import { byId } from "./page.js";

export const refused = (within) => within.querySelectorAll('[data-change][aria-invalid="true"]');

// Only the form's page has a dialog in which people write.
const offerLeaving = () => {
  const leave = byId("writing-leave");
  if (leave) leave.hidden = !refused(byId("writing")).length;
};

export const refuse = (id, text) => {
  const field = byId(id);
  const said = byId(`${id}-refused`);
  if (!field || (field.hasAttribute("aria-invalid") ? said.textContent : "") === text) return;
  if (!text) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    // A click that takes the focus from a field finds its button where it was.
    setTimeout(() => {
      if (!field.hasAttribute("aria-invalid")) said.remove();
      offerLeaving();
    }, 300);
    return;
  }
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${id}-refused`);
  if (said) said.replaceChildren(text);
  else {
    const attributes = { id: `${id}-refused`, class: "field__refused" };
    field.after(build(["span", attributes, ["span", { role: "alert" }, text]]));
  }
  offerLeaving();
};

export const afresh = (within = document) => {
  for (const field of refused(within)) refuse(field.id, "");
};
