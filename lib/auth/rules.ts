import type { FieldProblem } from "@/lib/errors";
import { commonWords } from "./common-passwords";

/** In characters as people count them. */
export const passwordLength = { min: 12, max: 200 } as const;

/** For how long a one-time link leads somewhere, in milliseconds: three days, a weekend among them. */
export const linkLife = 72 * 60 * 60_000;

/**
 * What is wrong with a new password, or null: length, the owner's own name or e-mail, a common password, repetition. No rules of
 * composition: length is what helps (NIST SP 800-63B-4, section 3.1.1.2).
 * @param owner whose password it becomes
 * @returns `message` is a key of the messages, `values` its arguments
 */
export function passwordProblem(
  password: string,
  owner: { email: string; name: string },
): Omit<FieldProblem, "path"> | null {
  const characters = [...password.normalize("NFKC").toLowerCase()];
  if (characters.length < passwordLength.min)
    return { message: "auth.error.password-short", values: { min: passwordLength.min } };
  if (characters.length > passwordLength.max) return { message: "auth.error.password-long" };
  if (isRepetitive(characters)) return { message: "auth.error.password-repeats" };
  if (isLittleMoreThan(personalWords(owner), characters)) return { message: "auth.error.password-personal" };
  if (isLittleMoreThan(commonWords, characters)) return { message: "auth.error.password-common" };
  return null;
}

/** Few different characters, one short group over and over, or mostly a run up or down the alphabet or the digits. */
function isRepetitive(characters: string[]): boolean {
  if (new Set(characters).size < 5) return true;
  for (let group = 1; group <= 6; group++) {
    if (characters.every((c, i) => c === characters[i % group])) return true;
  }
  const codes = characters.map((c) => c.codePointAt(0) ?? 0);
  const neighbours = codes.filter((code, i) => i > 0 && Math.abs(code - (codes[i - 1] ?? 0)) <= 1);
  return neighbours.length > (characters.length - 1) * 0.75;
}

function personalWords({ email, name }: { email: string; name: string }): string[] {
  const whole = [email, name].map((text) => text.normalize("NFKC").toLowerCase());
  const parts = whole.flatMap((text) => text.split(/[\s@._+-]+/));
  return [...whole, ...parts].filter((word) => [...word].length >= 2);
}

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** Whether taking the words out leaves next to nothing: digits and signs alone, or fewer than six characters. */
function isLittleMoreThan(words: readonly string[], characters: string[]): boolean {
  const plain = characters.join("");
  const straightened = characters.map((c) => lookAlikes[c] ?? c).join("");
  const taken = new Set<number>();
  for (const word of words)
    for (const text of [plain, straightened])
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        for (let i = 0; i < word.length; i++) taken.add(at + i);
  if (taken.size === 0) return false;
  const rest = plain
    .split("")
    .filter((_, i) => !taken.has(i))
    .join("");
  const count = (kind: RegExp) => rest.match(kind)?.length ?? 0;
  return count(/\p{L}/gu) < 3 || count(/[\p{L}\p{N}]/gu) < 6;
}
