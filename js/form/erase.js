// 「全部消す」 needs nothing but this page. What keeps the site for use without a network goes, too.
import { remove } from "../offline/look-after-copy.js";
import { byId, root } from "./page.js";
import { attempt, kept, ours, storages } from "./storage.js";

const erase = async (form, go, say) => {
  // Python, if it is there, lets go of what it holds.
  form.dispatchEvent(new Event("erase"));
  form.reset();
  for (const storage of storages) {
    for (const key of ours(storage)) attempt(() => storage().removeItem(key));
  }
  const proof = byId("erased");
  // Before the browser has looked at its files: who goes elsewhere meanwhile isn't led back.
  if (root.dataset.engine !== "failed") go(proof.closest(".view").id);
  const files = await remove();
  const left = [...storages.flatMap(ours), ...files];
  const said = proof.dataset.text.replace("{count}", left.length);
  proof.replaceChildren(
    said,
    ...left.flatMap((name) => [
      " ",
      Object.assign(document.createElement("code"), { textContent: name }),
    ]),
  );
  proof.hidden = false;
  say((left.length ? proof.dataset.left : proof.dataset.none) + said, left.length ? "warning" : "");
};

export const offerErasing = (form, { go, say, ask }) => {
  addEventListener("click", ({ target }) => {
    if (!target.closest?.("[data-erase]")) return;
    byId("erase-text").textContent = byId("erase-text").dataset.text.replace(
      "{count}",
      kept().length,
    );
    ask(byId("erase-dialog"));
  });
  byId("erase-dialog").addEventListener("close", ({ target }) => {
    if (target.returnValue === "yes") erase(form, go, say);
  });
};
