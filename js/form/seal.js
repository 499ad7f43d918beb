// Text under a passphrase, as a file that the program `age` opens, too (age-encryption.org).

import { armor, Decrypter, Encrypter } from "age-encryption";

// scrypt's cost as a power of two: see docs/decisions/0009-passphrase-by-age.md.
const WORK = 17;
const HARDEST = 20;
const FIRST_LINE = "age-encryption.org/v1\n";
const FIRST_LINE_ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----";

/** Return a passphrase as every keyboard gives it: no full-width letters, blanks of one kind. */
export const plain = (passphrase) => passphrase.normalize("NFKC").replace(/\s+/gu, " ").trim();

// What the same keys may have given elsewhere. Each costs scrypt's work: few, and each but once.
const spellings = (passphrase) =>
  new Set([
    passphrase,
    plain(passphrase),
    plain(passphrase).replaceAll(" ", "\u3000"),
    passphrase.normalize("NFC"),
    passphrase.normalize("NFD"),
  ]);

/** Resolve to the bytes of an age file that holds `text` and opens with `passphrase`. */
export async function seal(text, passphrase) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  return encrypter.encrypt(text);
}

/**
 * Resolve to the text in an age file, given as Uint8Array, binary or armored. The passphrase is
 * tried as it is and in its other spellings.
 *
 * Rejects with an Error whose message is the reason:
 * - "not-age": no age file
 * - "not-passphrase": made for a key, not for a passphrase
 * - "too-hard": opening it would cost this device too much time or memory
 * - "passphrase": another passphrase, or the few bytes that tell so are damaged
 * - "damaged": cut off or altered
 * - "sealed-encoding": whole and opened, but what it holds isn't UTF-8
 */
export async function unseal(bytes, passphrase) {
  const decrypter = new Decrypter();
  // Identities are tried in this order: look before scrypt works, and tell why it was in vain.
  decrypter.addIdentity({ unwrapFileKey: lookFirst });
  for (const spelling of spellings(passphrase)) decrypter.addPassphrase(spelling);
  decrypter.addIdentity({ unwrapFileKey: () => refuse("passphrase") });
  const binary = withoutArmor(bytes);
  let opened;
  try {
    opened = await all(await decrypter.decrypt(new Blob([binary]).stream()));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(error instanceof RangeError ? "too-hard" : "damaged", { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(opened);
  } catch (error) {
    throw new Refusal("sealed-encoding", { cause: error });
  }
}

class Refusal extends Error {}

function refuse(reason) {
  throw new Refusal(reason);
}

// Piece by piece: given to a Response, a stream that fails is a page's error in Firefox.
async function all(stream) {
  const pieces = [];
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
  }
  return new Blob(pieces).arrayBuffer();
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
