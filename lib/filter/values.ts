import { daysInMonth, firstYear, lastYear } from "@/lib/dates/calendar";

/** Why a key or a value of the URL is set aside. Words for each stand in the messages, `filter.problem`. */
export type ProblemReason =
  | "unknown-key"
  | "unknown-value"
  | "given-twice"
  | "not-both"
  | "before-from"
  | "too-long"
  | "nothing-to-search"
  | "no-such-point"
  | "no-such-substance";

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

/** Free text, kept as typed but for spaces around it. */
export function readText(raw: string): string {
  const text = raw.trim();
  if (text.length > maxLength) throw new Unreadable("too-long");
  if (text.includes("\u0000") || /\p{Surrogate}/u.test(text)) throw new Unreadable();
  if (foldText(text) === "") throw new Unreadable("nothing-to-search");
  return text;
}
