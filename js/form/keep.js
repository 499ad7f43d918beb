// Records that stay on the device, in the storage that all tabs share.
import { save } from "./save.js";
import { asides, attempt, handed, KEPT, kept } from "./storage.js";

export const keepRecords = (tell, takeTyped) => {
  // Records taken out, until they are put back or the page forgets them: Python needn't hold them.
  const taken = new Map();

  addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.startsWith(KEPT)) return;
    takeTyped();
    tell("storage", {
      id: event.key?.slice(KEPT.length) ?? "",
      text: event.newValue === null ? "" : handed(event.newValue),
    });
  });

  const put = (id, text) =>
    attempt(() => {
      localStorage.setItem(KEPT + id, text);
      return true;
    });

  return {
    ids: () =>
      JSON.stringify(
        kept()
          .map((key) => key.slice(KEPT.length))
          .sort(),
      ),
    readKept: (id) => attempt(() => handed(localStorage.getItem(KEPT + id))),
    keep: put,
    forget: (id) =>
      attempt(() => {
        taken.set(id, localStorage.getItem(KEPT + id));
        localStorage.removeItem(KEPT + id);
      }),
    putBack: (id) => typeof taken.get(id) === "string" && put(id, taken.get(id)),
    drop: () => taken.clear(),
    asides: () => JSON.stringify(asides()),
    saveAside: (key, name) => attempt(() => save(name, "", sessionStorage.getItem(key))),
  };
};
