// What goes out of the page by somebody's wish: a file, or what the clipboard gets.
import { attempt } from "./storage.js";

export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(8))]
    .map((b) => b.toString(16).padStart(2, "0"))
    .join("");

export const save = (name, type, content) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** Copy a text, and have `then` told whether that worked. */
export const copyText = (text, then) => {
  const copying = attempt(() => navigator.clipboard.writeText(text)) ?? Promise.reject();
  copying.then(
    () => then(true),
    () => then(false),
  );
};
