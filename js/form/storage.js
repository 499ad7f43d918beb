// The browser's two storages, as far as they are ours. Nothing here throws.
import { PREFIX } from "../prefix.js";
import { data } from "./page.js";

export const KEPT = `${PREFIX}kept.`;
// What the tab had kept and nobody here can read; the next ones have a number at the end.
export const ASIDE = `${PREFIX}aside`;

// MicroPython cannot catch a JavaScript exception, so storage that throws is tamed here.
export const attempt = (work) => {
  try {
    return work();
  } catch {
    return null;
  }
};

// Python counts characters, JavaScript some of them twice. What is too long would end MicroPython:
// it is refused here, and a text that stands for it is handed over.
export const tooLong = (text) => {
  const { longest } = data("limits");
  return text.length > longest && (text.length > 2 * longest || [...text].length > longest);
};
export const handed = (text) => (text !== null && tooLong(text) ? data("limits").instead : text);

export const storages = [() => localStorage, () => sessionStorage];
export const ours = (storage) =>
  (attempt(() => Object.keys(storage())) ?? []).filter((key) => key.startsWith(PREFIX));
export const kept = () => ours(storages[0]).filter((key) => key.startsWith(KEPT));
export const asides = () =>
  ours(storages[1])
    .filter((key) => key.startsWith(ASIDE))
    .sort();
