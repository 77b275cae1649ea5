import { dateTimeFormat } from "@/lib/intl";
/** Years the register accepts; earlier and later ones are slips of the keyboard. */
export const firstYear = 1800;
export const lastYear = 2100;

const pad = (value: number, width: number) => String(value).padStart(width, "0");

/** `YYYY-MM` of a year and a month from 1 to 12. */
export function isoMonth(year: number, month: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}`;
}

/** `YYYY-MM-DD` of a year, a month from 1 to 12 and a day of the month. */
export function isoDay(year: number, month: number, day: number): string {
  return `${isoMonth(year, month)}-${pad(day, 2)}`;
}

/** Number of days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The month of an interval of days, `YYYY-MM`; null unless the whole interval lies in that one month. */
export function monthOf(from: string, to: string): string | null {
  const month = from.slice(0, 7);
  return month === to.slice(0, 7) ? month : null;
}

/** The calendar day, `YYYY-MM-DD`, that an instant falls on in an IANA time zone. */
export function today(timeZone: string, now: Date = new Date()): string {
  const parts = dateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(now);
  const part = (type: "year" | "month" | "day") => Number(parts.find((entry) => entry.type === type)?.value);
  return isoDay(part("year"), part("month"), part("day"));
}

/**
 * True when nothing of the date can have happened yet: its interval starts after today in the agency's time zone.
 * The running month or year is not in the future.
 */
export function isFuture(date: { from: string }, timeZone: string, now: Date = new Date()): boolean {
  return date.from > today(timeZone, now);
}
