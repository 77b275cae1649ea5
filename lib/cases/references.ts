import { randomBytes } from "node:crypto";

// Crockford's base 32: no I, L, O, U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A reference of eight signs after a letter, `C-7K3M-9QXA`. Random, so that it tells nothing about how many others there are. */
export function newReference(letter = "C"): string {
  const signs = [...randomBytes(8)].map((byte) => alphabet[byte % 32]).join("");
  return `${letter}-${signs.slice(0, 4)}-${signs.slice(4)}`;
}
