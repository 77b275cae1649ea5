import { firstDay, lastDay } from "@/lib/filter/period";
import type { IndicatorsAsked, Stated } from "./types";

/**
 * How far a value reaches, as exact decimals: the bounds that the source states, else those that follow from its words. `exact` and `about`
 * take the number as it stands; `at-least` has no upper bound, `at-most` no lower one.
 */
export function boundsOf({ qualifier, value, low, high }: Omit<Stated, "words">): {
  low: string | null;
  high: string | null;
} {
  return {
    low: low ?? (qualifier === "at-most" ? null : value),
    high: high ?? (qualifier === "at-least" ? null : value),
  };
}

/** The month that a period lies in, YYYY-MM; null for one that is longer. */
export function monthOf({ from, to }: { from: string; to: string }): string | null {
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : null;
}

type OddKey = { key: string; value: string; reason: "unknown-value" | "given-twice" | "before-from" };

/** Reads `place`, `from` and `to` (a month or a day) of a query; other keys are not its business. */
export function readAsked(query: URLSearchParams): { asked: IndicatorsAsked; problems: OddKey[] } {
  const problems: OddKey[] = [];
  const one = (key: string): string | null => {
    const [first, ...others] = query.getAll(key).filter((value) => value !== "");
    problems.push(...others.map((value): OddKey => ({ key, value, reason: "given-twice" })));
    return first ?? null;
  };
  const day = (key: string, of: (value: string) => string): string | null => {
    const text = one(key);
    if (text === null) return null;
    if (/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/.test(text) && isDay(of(text))) return of(text);
    problems.push({ key, value: text, reason: "unknown-value" });
    return null;
  };
  const asked = { place: one("place"), from: day("from", firstDay), to: day("to", lastDay) };
  if (asked.from !== null && asked.to !== null && asked.to < asked.from)
    problems.push({ key: "to", value: query.get("to") ?? "", reason: "before-from" });
  return { asked, problems };
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
