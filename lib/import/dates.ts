import { daysInMonth, firstYear, isoDay, isoMonth, lastYear } from "@/lib/dates/calendar";
import { parseDate } from "@/lib/dates/parse";
import { monthOf } from "./words";

/** Which comes first in a date that ends with its year. */
export type DateOrder = "day-first" | "month-first";
export type ReadDate = { ok: true; edtf: string; from: string; to: string } | { ok: false; code: string };

const numeric = /^(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4})\.?$/;
const named =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[-/ .]+(\p{L}{3,10})\.?[-/ ,]+(\d{4})|(\p{L}{3,10})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})|(\p{L}{3,10})\.?[- ,]+(\d{4}))$/u;
const time =
  /^(.*\d{2,4}.*?)(?:T|\s+)(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?)\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/;

/** The date without a time of day: a case is counted by the day that the source writes. */
function withoutTime(text: string): string {
  return time.exec(text)?.[1]?.trim() ?? text;
}

/** What one date says of its column's order: certain, or two readings. `null` where it says nothing. */
export function orderOf(text: string): { order: DateOrder; certain: true } | { certain: false } | null {
  const match = numeric.exec(withoutTime(text));
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first === second) return null;
  if (first > 12) return { order: "day-first", certain: true };
  if (second > 12) return { order: "month-first", certain: true };
  return { certain: false };
}

const day = (year: number, month: number, date: number): ReadDate => {
  if (year < firstYear || year > lastYear) return { ok: false, code: "date-year" };
  if (month < 1 || month > 12) return { ok: false, code: "date-month" };
  if (date < 1 || date > daysInMonth(year, month)) return { ok: false, code: "date-day" };
  const iso = isoDay(year, month, date);
  return { ok: true, edtf: iso, from: iso, to: iso };
};

const month = (year: number, at: number): ReadDate => {
  if (year < firstYear || year > lastYear) return { ok: false, code: "date-year" };
  if (at < 1 || at > 12) return { ok: false, code: "date-month" };
  return { ok: true, edtf: isoMonth(year, at), from: isoDay(year, at, 1), to: isoDay(year, at, daysInMonth(year, at)) };
};

const strftime: Record<string, string> = {
  Y: "YYYY",
  y: "YY",
  m: "MM",
  d: "DD",
  e: "D",
  b: "MMM",
  B: "MMMM",
  H: "HH",
  M: "mm",
  S: "ss",
};

/** A format as we name its parts: `%d/%m/%Y` and `dd/mm/yyyy` mean months by their place, where no hour stands before them. */
function usual(format: string): string {
  if (/%[A-Za-z]/.test(format)) return format.replace(/%([A-Za-z])/g, (whole, part: string) => strftime[part] ?? whole);
  return /M/.test(format) || /[Hh].*m/.test(format) ? format : format.replace(/m+/, (months) => months.toUpperCase());
}

/** The parts of a date format (`DD/MM/YYYY`, `MMM D, YYYY`, `YYYYMMDD`), or null for one that has no year. */
export function dateFormat(format: string): ((text: string) => ReadDate) | null {
  const usually = usual(format);
  const tokens = /YYYY|yyyy|YY|yy|MMMM|MMM|MM|M|DD|dd|D|d|HH?|hh?|mm|ss|[Aa](?![A-Za-z])/g;
  const parts: string[] = [];
  let pattern = "";
  let last = 0;
  for (const match of usually.matchAll(tokens)) {
    pattern += literal(usually.slice(last, match.index));
    const token = match[0];
    parts.push(token[0] === "y" || token[0] === "d" ? token.toUpperCase() : token);
    pattern += shapes[parts.at(-1) ?? ""] ?? "(\\d{1,2})";
    last = match.index + token.length;
  }
  pattern += literal(usually.slice(last));
  const years = parts.some((part) => part.startsWith("Y"));
  if (!years) return null;
  const whole = new RegExp(`^${pattern}$`, "iu");
  const at = (match: RegExpExecArray, ...tokensOf: string[]) => {
    const place = parts.findIndex((part) => tokensOf.includes(part));
    return place < 0 ? undefined : match[place + 1];
  };
  return (text) => {
    const match = whole.exec(text) ?? whole.exec(withoutTime(text));
    if (!match) return { ok: false, code: "date-format" };
    const shortYear = at(match, "YY");
    // As POSIX reads two digits: 69 to 99 are of the last century.
    const year =
      shortYear === undefined ? Number(at(match, "YYYY")) : Number(shortYear) + (Number(shortYear) > 68 ? 1900 : 2000);
    const word = at(match, "MMM", "MMMM");
    const monthDigits = at(match, "MM", "M");
    if (word === undefined && monthDigits === undefined)
      return year < firstYear || year > lastYear
        ? { ok: false, code: "date-year" }
        : { ok: true, edtf: String(year), from: isoDay(year, 1, 1), to: isoDay(year, 12, 31) };
    const said = word === undefined ? Number(monthDigits) : monthOf(word);
    if (said === null) return { ok: false, code: "date-month" };
    const date = at(match, "DD", "D");
    return date === undefined ? month(year, said) : day(year, said, Number(date));
  };
}

const shapes: Record<string, string> = {
  YYYY: "(\\d{4})",
  YY: "(\\d{2})",
  MMMM: "(\\p{L}+|\\d{1,2}\\s?[月월])\\.?",
  MMM: "(\\p{L}+|\\d{1,2}\\s?[月월])\\.?",
  A: "(am|pm|a\\.m\\.|p\\.m\\.)",
  a: "(am|pm|a\\.m\\.|p\\.m\\.)",
};
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s*");

/**
 * Reads a date: year first, in numbers, in Chinese and Korean, with an English month, as EDTF; with the year last by the order that its
 * column has. A date with two readings and no order is refused, as is a year of two digits.
 */
export function readDate(text: string, order: DateOrder | null): ReadDate {
  const plain = withoutTime(text.normalize("NFKC").trim());
  const last = numeric.exec(plain);
  if (last) {
    const [first, second, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
    if (first === second) return day(year, first, second);
    const by = order ?? (first > 12 ? "day-first" : second > 12 ? "month-first" : null);
    if (by === null) return { ok: false, code: "date-ambiguous" };
    return by === "day-first" ? day(year, second, first) : day(year, first, second);
  }
  // Spanish and Portuguese put "de" between the parts, Russian a "г." behind the year.
  const words = named.exec(plain.replace(/ de(?= )/gi, "").replace(/ ?г\.?$/, ""));
  if (words) {
    const at = monthOf(words[2] ?? words[4] ?? words[7] ?? "");
    if (at === null) return { ok: false, code: "date-words" };
    const year = Number(words[3] ?? words[6] ?? words[8]);
    return words[7] !== undefined ? month(year, at) : day(year, at, Number(words[1] ?? words[5]));
  }
  if (/^[2-5]\d{4}(\.\d+)?$/.test(plain)) return { ok: false, code: "date-serial" };
  const short = /^(?:([A-Za-z]{3,9})\.?[-/ '’]+\d{2}|\d{2}[-/ ]+([A-Za-z]{3,9}))$/.exec(plain);
  if (short && monthOf(short[1] ?? short[2] ?? "") !== null) return { ok: false, code: "date-short" };
  const parsed = parseDate(plain);
  if (parsed.ok) return { ok: true, edtf: parsed.date.edtf, from: parsed.date.from, to: parsed.date.to };
  return { ok: false, code: `date-${parsed.code}` };
}

/** The year in a cell such as `2019`, `FY2019`, `2026 (FYTD)`, `2014 년`; null where there is none, or two. */
function yearIn(text: string): number | null {
  const years = text.normalize("NFKC").match(/(?<!\d)(?:1[89]|20)\d{2}(?!\d)/g) ?? [];
  return years.length === 1 ? Number(years[0]) : null;
}

/**
 * The date of year, month and day in cells of their own. In a fiscal year that begins in a later month than January, and is named for the
 * year it ends in, its first months belong to the year before.
 */
export function dateOfParts(year: string, monthText: string, dayText: string, fiscalStart: number): ReadDate {
  const named = yearIn(year);
  if (named === null) return { ok: false, code: "date-year" };
  if (monthText === "") {
    if (fiscalStart === 1)
      return { ok: true, edtf: String(named), from: isoDay(named, 1, 1), to: isoDay(named, 12, 31) };
    const [from, to] = [isoMonth(named - 1, fiscalStart), isoMonth(named, fiscalStart - 1)];
    return {
      ok: true,
      edtf: `${from}/${to}`,
      from: `${from}-01`,
      to: isoDay(named, fiscalStart - 1, daysInMonth(named, fiscalStart - 1)),
    };
  }
  const at = monthOf(monthText);
  if (at === null) return { ok: false, code: "date-month" };
  const calendar = fiscalStart > 1 && at >= fiscalStart ? named - 1 : named;
  if (dayText === "") return month(calendar, at);
  const date = /^(\d{1,2})(?:\.0+)?\s?[日일]?$/.exec(dayText.normalize("NFKC"))?.[1];
  return date === undefined ? { ok: false, code: "date-day" } : day(calendar, at, Number(date));
}
