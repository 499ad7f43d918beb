// Dialogs: one asks, with the buttons and fields that Python draws; in the other, a person writes.
import { fillWith } from "./build.js";
import { byId } from "./page.js";
import { afresh, refuse, refused } from "./refuse.js";

export const openDialogs = (tell, takeTyped) => {
  const dialog = byId("ask");
  const writing = byId("writing");

  // Who closes a dialog over something that isn't kept is led there first.
  const stop = (event, within) => {
    takeTyped();
    const [field] = refused(within);
    if (!field || event.submitter?.value === "no") return;
    event.preventDefault();
    field.focus();
  };
  addEventListener("submit", (event) => stop(event, event.target));
  writing.addEventListener("cancel", (event) => stop(event, writing));
  addEventListener("change", ({ target }) => {
    if (target.dataset?.reveal === undefined) return;
    for (const field of byId("ask-form").querySelectorAll("[id^=secret-]:not(p)")) {
      field.type = target.checked ? "text" : "password";
    }
  });

  dialog.addEventListener("close", () => {
    const fields = Object.fromEntries(new FormData(byId("ask-form")));
    const value = dialog.returnValue || "no";
    byId("ask-form").replaceChildren();
    tell("answered", { value, fields });
  });
  writing.addEventListener("click", ({ target }) => {
    if (target.dataset.phrase === undefined) return;
    const field = byId("writing-evidence");
    const lines = field.value.split("\n").filter(Boolean);
    if (lines.includes(target.textContent)) return;
    field.value = [...lines, target.textContent].join("\n");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  writing.addEventListener("close", () => {
    takeTyped();
    byId("writing-form").reset();
    afresh(writing);
    tell("written");
  });

  return {
    dialog,
    writing,
    ask: (json) => {
      fillWith(byId("ask-form"), json);
      const destroys = dialog.querySelector('[data-variant="danger"]');
      dialog.setAttribute("role", destroys ? "alertdialog" : "dialog");
      dialog.returnValue = "";
      dialog.showModal();
      const text = byId("to-copy");
      if (text) getSelection().selectAllChildren(text);
    },
    // Of two groups of fields, which are there for everybody, one is shown.
    write: (of, item, json, phrases) => {
      const anew = phrases !== "null";
      byId("writing-item").textContent = item;
      for (const group of writing.querySelectorAll("[data-title]")) {
        group.hidden = group.id !== `writing-${of}`;
        if (!group.hidden) byId("writing-title").textContent = group.dataset.title;
      }
      for (const [name, value] of Object.entries(JSON.parse(json))) {
        const field = byId(`writing-${name}`);
        if (!anew && field.hasAttribute("aria-invalid")) continue;
        if (field.value !== value) field.value = value;
        refuse(field.id, "");
      }
      if (!anew) return;
      fillWith(byId("writing-phrases"), phrases);
      writing.showModal();
    },
    forgetWriting: () => {
      writing.close();
      byId("writing-form").reset();
      byId("writing-item").textContent = "";
      byId("writing-phrases").replaceChildren();
    },
  };
};
