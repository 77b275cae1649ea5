import { isoDay, isoMonth } from "@/lib/dates/calendar";
import type { Cell } from "./types";

/** What of a date a number format shows, or that it shows hundredths. */
export type Shown = "day" | "month" | "year" | "percent" | null;

const builtIn: Record<number, Shown> = {
  9: "percent",
  10: "percent",
  14: "day",
  15: "day",
  16: "day",
  17: "month",
  22: "day",
};
for (let id = 27; id <= 36; id += 1) builtIn[id] = "day";
for (let id = 50; id <= 58; id += 1) builtIn[id] = "day";

/** Whether a number under this format is a date, and how much of it is shown: a cell that shows `2016-01` says no day. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return builtIn[id] ?? null;
  const bare =
    code
      .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "")
      .toLowerCase()
      .split(";")[0] ?? "";
  if (/%/.test(bare)) return "percent";
  if (/general|[#0?]/.test(bare.replace(/\.0+/g, "")) && !/y/.test(bare)) return null;
  if (/d/.test(bare)) return "day";
  if (/y/.test(bare)) return /m/.test(bare) ? "month" : "year";
  return null;
}

/**
 * The day that a serial number stands for (ECMA-376 18.17.4). Of the 1900 system, which has a 29 February 1900 that never was, or of the 1904
 * system. Null for a time of day, or beyond the calendar.
 */
function dateOfSerial(serial: number, since1904: boolean, shown: "day" | "month" | "year"): string | null {
  const days = Math.floor(serial);
  if (days < 1 || days > 2_958_465) return null;
  const epoch = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const day = new Date(epoch + days * 86_400_000);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  if (shown === "year" && month === 1 && date === 1) return String(year).padStart(4, "0");
  if (shown !== "day" && date === 1) return isoMonth(year, month);
  return isoDay(year, month, date);
}

/** A stored number as plain decimal digits: the shortest that stand for the same double, without an exponent. */
function plainNumber(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", first = "", rest = "", power = "0"] = match;
  const digits = first + rest;
  const point = 1 + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0").slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ""}`;
}

/** Signs that are no text are left out: a workbook can name them by number. */
export function cleanText(text: string): string {
  return /[\0\p{Surrogate}]/u.test(text) ? text.replace(/[\0\p{Surrogate}]/gu, "") : text;
}

/** A cell as its XML gives it. */
export type StoredCell = { type: string; style: number; value: string };

/** What the cell holds. @param strings the workbook's shared texts @param shown by style */
export function cellOf(
  { type, style, value }: StoredCell,
  strings: readonly string[],
  shown: readonly Shown[],
  since1904: boolean,
): Cell {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "d") return { date: value.slice(0, 10) };
  if (type !== "n") return cleanText(value);
  if (value === "") return "";
  const as = shown[style] ?? null;
  if (as === "percent") return { number: plainNumber(value), percent: true };
  const date = as === null ? null : dateOfSerial(Number(value), since1904, as);
  return date === null ? { number: plainNumber(value) } : { date };
}

/** The place of a column by its letters, from 0: `A1` is 0, `AB7` is 27. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column - 1;
}
