import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

/** What signs and encrypts. @throws Error when the process was not started with one */
export function secret(): string {
  const { WEIR_SECRET } = env();
  if (!WEIR_SECRET) throw new Error("WEIR_SECRET is not set: start Weir with npm start, which makes and keeps one.");
  return WEIR_SECRET;
}

/**
 * A short keyed digest: the same text gives the same digest in this register only, and without the secret nobody can try texts against
 * it. `purpose` keeps the digests of one use apart from those of another.
 */
export function keyedDigest(purpose: string, text: string): string {
  return createHmac("sha256", secret()).update(`${purpose}\n${text}`).digest("base64url").slice(0, 24);
}

/** A key of 32 bytes for one use, derived from the secret (HKDF-SHA256, RFC 5869): what one use gives away helps no other. */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret(), "weir", purpose, 32));
}
