// Texts as files that are none: sealed under a passphrase, or several in one. hooks/publish.py makes
// one module of this and the libraries: assets/bytes.js.
export { plain, seal, unseal } from "./seal.js";
export { zip } from "./zip.js";
