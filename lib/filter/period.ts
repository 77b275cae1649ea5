import { daysInMonth, isoDay } from "@/lib/dates/calendar";

/** First calendar day of `YYYY-MM` or `YYYY-MM-DD`. */
export function firstDay(value: string): string {
  return value.length === 7 ? `${value}-01` : value;
}

/** Last calendar day of `YYYY-MM` or `YYYY-MM-DD`. */
export function lastDay(value: string): string {
  if (value.length !== 7) return value;
  const [year = 0, month = 1] = value.split("-").map(Number);
  return isoDay(year, month, daysInMonth(year, month));
}

/** A month as the read model keeps it: year * 12 + month - 1. */
export function monthNumber(value: string): number {
  const [year = 0, month = 1] = value.split("-").map(Number);
  return year * 12 + month - 1;
}

/** `YYYY-MM` of a month as the read model keeps it. */
export function monthOfNumber(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}
