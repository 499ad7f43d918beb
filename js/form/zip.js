// Several texts as one ZIP file, which is what a workbook (.xlsx) is.

import { strToU8, zipSync } from "fflate";

// The oldest date of the format: a file tells nothing of when and in which time zone it was made.
const ALWAYS = new Date(1980, 0, 1);

/** Return the bytes of a ZIP file with `parts`, each [path, text], in their order. */
export const zip = (parts) =>
  zipSync(Object.fromEntries(parts.map(([path, text]) => [path, strToU8(text)])), {
    mtime: ALWAYS,
  });
