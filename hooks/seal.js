// Text under a passphrase, as a file that the program `age` opens, too (age-encryption.org).
// hooks/publish.py makes one module of this and the library: assets/seal.js.

import { armor, Decrypter, Encrypter } from "age-encryption";

// scrypt's cost as a power of two: see docs/decisions/0009-passphrase-by-age.md.
const WORK = 17;
const HARDEST = 20;
const FIRST_LINE = "age-encryption.org/v1\n";
const FIRST_LINE_ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----";

/** Resolve to the bytes of an age file that holds `text` and opens with `passphrase`. */
export async function seal(text, passphrase) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  return encrypter.encrypt(text);
}

/**
 * Resolve to the text in an age file, given as Uint8Array, binary or armored.
 *
 * Rejects with an Error whose message is the reason:
 * - "not-age": no age file
 * - "not-passphrase": made for a key, not for a passphrase
 * - "too-hard": opening it would cost this device too much time or memory
 * - "passphrase": another passphrase, or the few bytes that tell so are damaged
 * - "damaged": cut off or altered, or what it holds is no text
 */
export async function unseal(bytes, passphrase) {
  const decrypter = new Decrypter();
  // Identities are tried in this order: look before scrypt works, and tell why it was in vain.
  decrypter.addIdentity({ unwrapFileKey: lookFirst });
  decrypter.addPassphrase(passphrase);
  decrypter.addIdentity({ unwrapFileKey: () => refuse("passphrase") });
  const binary = withoutArmor(bytes);
  try {
    return await textIn(await decrypter.decrypt(new Blob([binary]).stream()));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(error instanceof RangeError ? "too-hard" : "damaged", { cause: error });
  }
}

class Refusal extends Error {}

function refuse(reason) {
  throw new Refusal(reason);
}

// Piece by piece: given to a Response, a stream that fails is a page's error in Firefox.
async function textIn(stream) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const reader = stream.getReader();
  let text = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}

function withoutArmor(bytes) {
  const head = new TextDecoder().decode(bytes.subarray(0, 100));
  if (head.startsWith(FIRST_LINE)) return bytes;
  if (!head.trimStart().startsWith(FIRST_LINE_ARMORED)) refuse("not-age");
  try {
    return armor.decode(new TextDecoder().decode(bytes));
  } catch {
    return refuse("damaged");
  }
}

function lookFirst(stanzas) {
  const stanza = stanzas.find(({ args }) => args[0] === "scrypt");
  if (!stanza) refuse("not-passphrase");
  if (Number(stanza.args[2]) > HARDEST) refuse("too-hard");
  return null;
}
