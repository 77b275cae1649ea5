import type { Locale } from "@/lib/codes";
import { dateTimeFormat, numberFormat } from "@/lib/intl";

/**
 * A whole or decimal number with grouped digits. Decimals given as text keep every digit they have: `5.40` stays `5.40`.
 * @param value digits (`13775`, `1.5`), or a number that was counted
 */
export function formatNumber(value: string | number | bigint, locale: Locale): string {
  const decimals = typeof value === "string" ? (value.split(".")[1]?.length ?? 0) : undefined;
  const format = numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals ?? 20,
    numberingSystem: "latn",
  });
  // The string overload is exact; the declared type only admits texts that are literal numbers.
  return format.format(value as Intl.StringNumericLiteral);
}

type InstantParts = Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;

function partsOf(instant: Date, timeZone: string): InstantParts {
  const format = dateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  for (const { type, value } of format.formatToParts(instant))
    if (type in parts) Object.assign(parts, { [type]: value });
  return parts;
}

/** How many there are: `total`, or with `more` more than that. */
export type Counted = { total: number; more: boolean };

/** What was counted no further than to one more than `most` (null: to the end). */
export function countedTo(most: number | null, counted: number): Counted {
  return most !== null && counted > most ? { total: most, more: true } : { total: counted, more: false };
}

/** A number that was counted so far: `1,000+` where there are more. */
export function formatCounted({ total, more }: Counted, locale: Locale): string {
  return `${formatNumber(total, locale)}${more ? "+" : ""}`;
}

/** An instant as `2010-11-22 16:04` on the clock of a time zone (IANA name), the same in every language. */
export function formatInstant(instant: Date, timeZone: string): string {
  return `${formatInstantDay(instant, timeZone)} ${formatInstantTime(instant, timeZone)}`;
}

/** The calendar day of an instant in a time zone: `2010-11-22`. */
export function formatInstantDay(instant: Date, timeZone: string): string {
  const { year, month, day } = partsOf(instant, timeZone);
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/** The time of day of an instant in a time zone: `16:04`, or `16:04:07`. */
export function formatInstantTime(instant: Date, timeZone: string, seconds = false): string {
  const { hour, minute, second } = partsOf(instant, timeZone);
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}
