import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the package's default variant) with the least cost that OWASP's password storage cheat sheet recommends. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a random text that nobody knows: what an unknown account is verified against, so that it takes as long as a known one. */
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$sGxdxB7WLWOj6WmBuOHKKQ$O2XYKs84Ya0kxq7A6NJZsuyPNxOoWbS7BEJgw0XyoRU";

/** Full-width letters of an input method count as the ones they stand for. */
const normal = (password: string) => password.normalize("NFKC");

/** In PHC form, salted. Takes about 75 ms and 19 MiB. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

/** Whether the password belongs to the hash. Without a hash it works as long, and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? nobody, normal(password));
  return matches && stored !== null;
}

/** Without characters that look alike when read aloud or copied from paper. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A random password of 100 bits: four groups of five characters. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
