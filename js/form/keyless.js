// Stands in for the elliptic curves and lattices of `age`, over half of it: files for a key, not for a
// passphrase, are refused before any of that is asked (seal.js).
const none = undefined;

export { none as MLKEM768P256, none as MLKEM768X25519, none as p256, none as x25519 };
