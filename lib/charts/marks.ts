import type { MonthlyModel } from "./monthly";
import { isAtLeast } from "./monthly";

/** What is drawn or written beside the parts of the stack, each with a word of its own in the legend. */
const markKeys = [
  "yearBefore",
  "range",
  "provisional",
  "uncovered",
  "zero",
  "atLeast",
  "unknown",
  "share",
  "part",
] as const;
export type MarkKey = (typeof markKeys)[number];

/** Marks that are a sign. */
export const writtenMarks: Partial<Record<MarkKey, string>> = { zero: "0", atLeast: "≥", unknown: "?", share: "%" };

/** The marks that occur in a chart; no others. */
export function marksOf({ months, withYearBefore }: MonthlyModel): MarkKey[] {
  const totals = months.flatMap(({ total }) => total ?? []);
  const occurs: Record<MarkKey, boolean> = {
    yearBefore: withYearBefore && months.some((month) => month.yearBefore),
    range: totals.some(({ amount }) => amount && amount.central !== null && amount.low !== amount.high),
    provisional: months.some((month) => month.provisional && month.segments.size > 0),
    uncovered: months.some((month) => month.asked && month.total === null),
    zero: totals.some(({ cases }) => cases === 0),
    atLeast: months.some(isAtLeast),
    unknown: totals.some(({ cases, amount }) => cases > 0 && amount && amount.central === null),
    share: totals.some(({ cases, amount }) => cases > 1 && (amount?.largest ?? 0) > 0.5),
    part: months.some((month) => month.inPart && month.total),
  };
  return markKeys.filter((key) => occurs[key]);
}
