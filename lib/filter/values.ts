import { daysInMonth, firstYear, lastYear } from "@/lib/dates/calendar";

/** Why a key or a value of the URL is set aside. Words for each stand in the messages, `filter.problem`. */
export type ProblemReason =
  | "unknown-key"
  | "unknown-value"
  | "not-grams"
  | "given-twice"
  | "not-both"
  | "before-from"
  | "below-min"
  | "too-long"
  | "nothing-to-search"
  | "no-such-point"
  | "no-such-substance"
  | "no-such-country"
  | "no-such-agency"
  | "no-such-owner"
  | "no-such-operation"
  | "no-such-source"
  | "no-such-batch";

/** Thrown by a reader; `parseFilter` makes a problem of it, so that it never reaches a page. */
export class Unreadable extends Error {
  readonly reason: ProblemReason;
  constructor(reason: ProblemReason = "unknown-value") {
    super(reason);
    this.reason = reason;
  }
}

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const maxLength = 200;

export function readSlug(raw: string): string {
  if (raw.length > maxLength || !slug.test(raw)) throw new Unreadable();
  return raw;
}

/** `dandong`, `dandong~only` or `none`. */
export function readPoint(raw: string): string {
  return raw.endsWith("~only") && raw !== "none~only"
    ? `${readSlug(raw.slice(0, -"~only".length))}~only`
    : readSlug(raw);
}

export function readCode<const T extends string>(codes: readonly T[]): (raw: string) => T {
  return (raw) => {
    const code = codes.find((c) => c === raw);
    if (code === undefined) throw new Unreadable();
    return code;
  };
}

/** Set or not: `maybe=1`. */
export function readFlag(raw: string): "1" {
  if (raw !== "1") throw new Unreadable();
  return raw;
}

const inYears = (year: number) => year >= firstYear && year <= lastYear;

/** A calendar month or day as written: `2004-12` or `2004-12-23`. */
export function readDay(raw: string): string {
  const [, year, month, day] = (/^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(raw) ?? []).map(Number);
  if (year === undefined || month === undefined || !inYears(year) || month < 1 || month > 12) throw new Unreadable();
  if (raw.length > 7 && (!day || day > daysInMonth(year, month))) throw new Unreadable();
  return raw;
}

/** `2004-12`, `known` or `unknown`. */
export function readMonth(raw: string): string {
  return raw === "known" || raw === "unknown" ? raw : readDay(raw.length === 7 ? raw : "");
}

/**
 * As the database folds what it searches (search_norm in the migration read_model): NFKC, lower case, one space, and no hyphens or middle
 * dots. "Contains" is decided on folded text, so two texts that fold alike ask the same.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[-‐‑‒–—·・‧ㆍ]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** ISO 3166-1 alpha-2 in capitals, or `none`. */
export function readCountry(raw: string): string {
  if (raw === "none") return raw;
  if (!/^[A-Za-z]{2}$/.test(raw)) throw new Unreadable();
  return raw.toUpperCase();
}

/**
 * Words that cases share (a seizing agency as stated, an operation), or `none`: folded as the database folds them, so that every spelling of
 * one is the same address.
 */
export function readStated(raw: string): string {
  const folded = foldText(readText(raw));
  // Folding may lengthen: NFKC writes ligatures out.
  if (folded.length > maxLength) throw new Unreadable("too-long");
  return folded;
}

/** Grams above nought, to the microgram: `0.5`, `1000`. Without zeros that say nothing. */
export function readGrams(raw: string): string {
  const [, whole, fraction] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(raw) ?? [];
  if (whole === undefined) throw new Unreadable("not-grams");
  const decimals = (fraction ?? "").replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "")}${decimals && `.${decimals}`}`;
}

/** Whole micrograms of grams as `readGrams` writes them, as decimal digits. */
export function microgramsOf(grams: string): string {
  const [whole = "", fraction = ""] = grams.split(".");
  return BigInt(whole + fraction.padEnd(6, "0")).toString();
}

/** A number or a name that an import's batch goes by. */
export function readBatch(raw: string): string {
  if (raw.length > maxLength || !/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/.test(raw)) throw new Unreadable();
  return raw;
}

/** Free text, kept as typed but for spaces around it. */
export function readText(raw: string): string {
  const text = raw.trim();
  if (text.length > maxLength) throw new Unreadable("too-long");
  if (text.includes("\u0000") || /\p{Surrogate}/u.test(text)) throw new Unreadable();
  if (foldText(text) === "") throw new Unreadable("nothing-to-search");
  return text;
}
