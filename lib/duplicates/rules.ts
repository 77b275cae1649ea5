import type { Family } from "@/lib/codes";
import { daysBetween } from "@/lib/dates/delay";
import { compare, roundTo, sum, times } from "@/lib/quantity/decimal";
import type { Suspect } from "./schema";
import type { Comparison, DuplicateReason, Event } from "./types";

/** Days that two accounts of one event may lie apart at the same point. */
export const daysApartAtPlace = 7;
/** Days that they may lie apart where only the quantity speaks: the date of a year-end report, or a year mistyped. */
export const daysApartByQuantity = 400;

/**
 * Per cent by which two sources' weights of one seizure may differ, of the typed one. Sources round to two digits (1.24 kg, 1.2 kg:
 * 3.2 %), so 4. Plants, resin and bulk chemicals are weighed wet or dry, with or without what they come in: 8.
 */
export function toleranceOf(family: Family): bigint {
  return family === "cannabis" || family === "precursor" ? 8n : 4n;
}
/** Pieces that have no weight are counted, not weighed: only a rounded number differs. Per cent. */
export const toleranceOfPieces = 2;

type Point = { slug: string; parent: string | null };

/** What lies above a point, the nearest first. A ring of parents ends where it began. */
function pointsAbove(slug: string, points: readonly Point[]): string[] {
  const parents = new Map(points.map((point) => [point.slug, point.parent]));
  const above: string[] = [];
  for (let at = parents.get(slug); at && at !== slug && !above.includes(at); at = parents.get(at)) above.push(at);
  return above;
}

/** The point itself, what holds it, and what lies in it: two accounts may name one event's place more or less exactly. */
export function relatedPoints(slug: string, points: readonly Point[]): string[] {
  const below = points.filter((point) => pointsAbove(point.slug, points).includes(slug)).map((point) => point.slug);
  return [...new Set([slug, ...pointsAbove(slug, points), ...below])];
}

/** Whole milligrams of lines together, as the read model has them; null where none has a weight. @param grams central weights, decimals */
export function milligramsOf(grams: readonly (string | null)[]): bigint | null {
  const known = grams.filter((each) => each !== null);
  return known.length === 0 ? null : BigInt(roundTo(times(sum(known), "1000"), 0));
}

/** The weights that count as nearly the same, in whole milligrams, both included. */
export function nearlyMilligrams(milligrams: bigint, family: Family): { low: bigint; high: bigint } {
  const tolerance = toleranceOf(family);
  return { low: (milligrams * (100n - tolerance) + 99n) / 100n, high: (milligrams * (100n + tolerance)) / 100n };
}

/** The numbers of pieces that count as nearly the same, as decimals, both included. */
export function nearlyPieces(quantity: string): { low: string; high: string } {
  const [low, high] = [100 - toleranceOfPieces, 100 + toleranceOfPieces].map((share) =>
    times(quantity, `${share / 100}`),
  );
  return { low: low ?? quantity, high: high ?? quantity };
}

/** The days between two intervals; 0 where they touch or overlap. */
function daysApart(a: { from: string; to: string }, b: { from: string; to: string }): number {
  return Math.max(0, daysBetween(a.to, b.from), daysBetween(b.to, a.from));
}

function compareQuantity(typed: Event, it: Event, families: readonly Family[]): Comparison["quantity"] {
  if (typed.milligrams !== null && it.milligrams !== null) {
    const { milligrams } = it;
    const ranges = families.map((family) => nearlyMilligrams(typed.milligrams ?? 0n, family));
    return ranges.some(({ low, high }) => milligrams >= low && milligrams <= high) ? "near" : "other";
  }
  // Beside a weight a number of pieces says nothing.
  if (typed.milligrams !== null || it.milligrams !== null) return null;
  const pairs = typed.counted.flatMap((a) =>
    it.counted.filter((b) => b.family === a.family && b.unit === a.unit).map((b) => [a.quantity, b.quantity] as const),
  );
  if (pairs.length === 0) return typed.counted.length === 0 || it.counted.length === 0 ? null : "other";
  const near = pairs.some(([a, b]) => compare(b, nearlyPieces(a).low) >= 0 && compare(b, nearlyPieces(a).high) <= 0);
  return near ? "near" : "other";
}

/** What is typed beside what a case has, field by field. */
export function compareEvents(typed: Event, it: Event, points: readonly Point[]): Comparison {
  const families = typed.families.filter((family) => it.families.includes(family));
  const same = typed.days && it.days && typed.days.from === it.days.from && typed.days.to === it.days.to;
  return {
    date: typed.days && it.days ? { apart: daysApart(typed.days, it.days), same: same === true } : null,
    point: typed.point !== null && it.point !== null ? comparePoints(typed.point, it.point, points) : null,
    family: typed.families.length > 0 && it.families.length > 0 ? (families.length > 0 ? "same" : "other") : null,
    quantity: compareQuantity(typed, it, families),
    reference:
      typed.references.length > 0 && it.references.length > 0
        ? typed.references.some((reference) => it.references.includes(reference))
          ? "same"
          : "other"
        : null,
  };
}

function comparePoints(typed: string, it: string, points: readonly Point[]): Comparison["point"] {
  if (typed === it) return "same";
  if (pointsAbove(typed, points).includes(it)) return "above";
  return pointsAbove(it, points).includes(typed) ? "below" : "other";
}

/**
 * Why two events are probably one: the same reference of a source; or the same point (or one within the other), the same family and a week
 * at most between them; or the same family and nearly the same quantity within 400 days. None: they are not.
 */
export function reasonsFor({ date, point, family, quantity, reference }: Comparison): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  if (reference === "same") reasons.push("reference");
  if (date === null || family !== "same") return reasons;
  if (point !== null && point !== "other" && date.apart <= daysApartAtPlace) reasons.push("place");
  if (quantity === "near" && date.apart <= daysApartByQuantity) reasons.push("quantity");
  return reasons;
}

/** What a version says, as the search for duplicates asks. @param otherThan references of cases that are none, its own among them */
export function suspectOf(
  { date, point, externalReference, lines }: Omit<Suspect, "otherThan">,
  otherThan: readonly string[],
): Suspect {
  return {
    ...{ date, point, externalReference, otherThan },
    lines: lines.map(({ substance, form, quantity, unit, qualifier }) => ({
      ...{ substance, form, quantity, unit, qualifier },
    })),
  };
}
