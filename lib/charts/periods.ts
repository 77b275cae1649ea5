import { isoMonth } from "@/lib/dates/calendar";

/** Months of one bar: a month, a quarter, a year. */
export type Step = 1 | 3 | 12;
/** Whole months as year * 12 + month - 1; none when `last` lies before `first`. */
export type Months = Readonly<{ first: number; last: number }>;

const provisionalDays = 60;

export const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const dayOfNumber = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
/** First day of a month as a day number; month as year * 12 + month - 1. */
export const firstDayNumber = (month: number) => dayNumber(`${isoMonth(Math.floor(month / 12), (month % 12) + 1)}-01`);
const lastDayNumber = (month: number) => firstDayNumber(month + 1) - 1;

/** The first month of the calendar period that a month lies in. */
export const periodStart = (month: number, step: Step) => Math.floor(month / step) * step;

/** `2010-07`, `2010 Q3` or `2010`, by the first month of the period. */
export function periodCode(first: number, step: Step): string {
  const year = String(Math.floor(first / 12)).padStart(4, "0");
  if (step === 12) return year;
  return step === 3
    ? `${year} Q${Math.floor((first % 12) / 3) + 1}`
    : isoMonth(Math.floor(first / 12), (first % 12) + 1);
}

/** The first months of the periods of an axis. */
export function periodsOf({ first, last }: Months, step: Step): number[] {
  const starts: number[] = [];
  if (last < first) return starts;
  for (let start = periodStart(first, step); start <= last; start += step) starts.push(start);
  return starts;
}

/** Days since a month ended, on a day of the reader's; negative while it has not. */
export function ageOf(month: number, asOf: string): number {
  return dayNumber(asOf) - lastDayNumber(month);
}

/** Whether a month ended less than 60 days before a day, or has not ended. */
export function isProvisional(month: number, asOf: string): boolean {
  return ageOf(month, asOf) < provisionalDays;
}

/** The days of a period that a figure counts, where they are not all: calendar days, both inclusive. */
export type Cut = Readonly<{ from: string; to: string }>;

/**
 * Which part of a period is counted, where the filter's own days cut it; null for a whole one.
 * @param months of the period, whole @param bounds calendar days of the filter, null where it has none
 */
export function cutOf(
  { first, last }: Months,
  bounds: Readonly<{ from: string | null; to: string | null }>,
): Cut | null {
  const [start, end] = [firstDayNumber(first), lastDayNumber(last)];
  const from = bounds.from === null ? start : Math.max(start, dayNumber(bounds.from));
  const to = bounds.to === null ? end : Math.min(end, dayNumber(bounds.to));
  return from === start && to === end ? null : { from: dayOfNumber(from), to: dayOfNumber(to) };
}
