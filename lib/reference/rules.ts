import type { CoveragePeriod, NilReturn } from "@/lib/charts/coverage";
import { coverageOver } from "@/lib/charts/coverage";
import type { MonthCover, Reported } from "./types";

type Period = Pick<CoveragePeriod, "from" | "to" | "kind">;

/** When a point is reported on, in one phrase: the whole of its covered periods, whatever agency reports. */
export function reportedOf(periods: readonly Period[], hasNils: boolean): Reported {
  const covered = periods.filter(({ kind }) => kind === "covered");
  const open = covered.filter(({ to }) => to === null).map(({ from }) => from);
  if (open.length > 0) return { kind: "still", since: open.reduce((a, b) => (a < b ? a : b)) };
  const ends = covered.flatMap(({ to }) => to ?? []);
  if (ends.length > 0) return { kind: "until", day: ends.reduce((a, b) => (a > b ? a : b)) };
  return { kind: hasNils ? "nils" : "never" };
}

/** A period with its key, for telling it from the one that is being written. */
export type Span = Period & { id: number | null; agencyId: number | null };

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const endOf = ({ to }: Pick<Period, "to">) => to ?? "9999-12-31";
const overlap = (a: Span, b: Span) => a.from <= endOf(b) && b.from <= endOf(a);
const touch = (a: Span, b: Span) => a.from <= dayAfterEnd(b) && b.from <= dayAfterEnd(a);
const dayAfterEnd = (span: Span) => (span.to === null ? "9999-12-31" : dayAfter(span.to));

/** The other periods of one kind and agency that a period overlaps, and those that it overlaps or touches: what joining takes in. */
export function neighbours(own: Span, others: readonly Span[]): { overlapping: Span[]; joinable: Span[] } {
  const same = others.filter(
    (one) => one.kind === own.kind && one.agencyId === own.agencyId && (own.id === null || one.id !== own.id),
  );
  return {
    overlapping: same.filter((one) => overlap(own, one)),
    joinable: same.filter((one) => touch(own, one)),
  };
}

/** One period instead of several: from the first day of them to the last, and still if one of them is. */
export function joined(own: Span, others: readonly Span[]): { from: string; to: string | null } {
  const all = [own, ...others];
  return {
    from: all.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
    to: all.some(({ to }) => to === null) ? null : all.map(endOf).reduce((a, b) => (a > b ? a : b)),
  };
}

/** The known gaps that lie in no covered period of their agency (a gap of nobody's in any): they would say nothing. */
export function strayGaps(spans: readonly Span[]): Span[] {
  return spans.filter(
    (gap) =>
      gap.kind === "gap" &&
      !spans.some(
        (one) =>
          one.kind === "covered" &&
          (gap.agencyId === null || one.agencyId === gap.agencyId) &&
          one.from <= gap.from &&
          endOf(one) >= endOf(gap),
      ),
  );
}

/** Whether a point would lie below itself. @param parentOf the parent's slug of each point */
export function makesRing(slug: string, parent: string | null, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = parent; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
    if (at === slug) return true;
    seen.add(at);
  }
  return false;
}

/**
 * The places along the border with one entry put after another (null: first). Numbers stay as they are wherever there is room, so that few
 * rows change. @returns what is new: slug and position
 */
export function placeAfter(
  slug: string,
  after: string | null,
  others: readonly { slug: string; position: number }[],
): Map<string, number> {
  const rest = others.filter((one) => one.slug !== slug);
  const at = after === null ? -1 : rest.findIndex((one) => one.slug === after);
  const before = rest[at]?.position ?? (rest[0]?.position ?? 10) - 20;
  const changed = new Map<string, number>();
  let last = before + (at === rest.length - 1 ? 10 : 1);
  changed.set(slug, last);
  for (const { slug: next, position } of rest.slice(at + 1)) {
    if (position > last) break;
    last += 1;
    changed.set(next, last);
  }
  return changed;
}

type Branch = { slug: string; parent: string | null; cases: number };

/** The points that a point's figures go into: its parent, that one's parent, and so on. */
export function above(parent: string | null, points: readonly Pick<Branch, "slug" | "parent">[]): string[] {
  const parentOf = new Map(points.map((point) => [point.slug, point.parent]));
  const found: string[] = [];
  for (let at = parent; at !== null && !found.includes(at); at = parentOf.get(at) ?? null) found.push(at);
  return found;
}

/** Whether a point lies below another, or is it. */
export function isWithinPoint(slug: string, of: string, points: readonly Pick<Branch, "slug" | "parent">[]): boolean {
  return slug === of || above(points.find((one) => one.slug === slug)?.parent ?? null, points).includes(of);
}

/**
 * What a new parent does to the figures: how many cases move (the point's own and those below it), out of which points' figures and into
 * which. A point above both keeps them.
 */
export function parentEffect(
  slug: string,
  parent: string | null,
  points: readonly Branch[],
): { cases: number; from: string[]; into: string[] } {
  const before = above(points.find((one) => one.slug === slug)?.parent ?? null, points);
  const after = above(parent, points);
  return {
    cases: points.filter((one) => isWithinPoint(one.slug, slug, points)).reduce((sum, { cases }) => sum + cases, 0),
    from: before.filter((one) => !after.includes(one)),
    into: after.filter((one) => !before.includes(one)),
  };
}

/** A day as typed for a bound of a period: a year or a month means its first day, or its last one at the end. Other text stays as it is. */
export function boundOf(text: string, end: boolean): string {
  const typed = text.trim();
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(typed) ?? [];
  if (!year) return typed;
  if (!end) return `${year}-${month ?? "01"}-01`;
  if (!month) return `${year}-12-31`;
  if (Number(month) < 1 || Number(month) > 12) return typed;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** Years that a timeline shows at least, so that a point of which nothing is known has one too. */
const fewestYears = 3;

/**
 * What is known of each month at a point, newest year first, back to whatever was first: a case, a period, a nil return.
 * @param cases by month; months are year * 12 + month - 1, `present` is the reader's
 */
export function timeline(
  periods: readonly CoveragePeriod[],
  nils: readonly NilReturn[],
  cases: ReadonlyMap<number, number>,
  present: number,
): { year: number; months: ({ state: MonthCover; cases: number } | null)[] }[] {
  const numberOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const own = periods[0]?.pointId ?? nils[0]?.pointId ?? 0;
  const isCovered = coverageOver([own], periods, nils);
  const stated = new Set(nils.map(({ month }) => month));
  const reaches = (month: number, kind: "covered" | "gap") =>
    periods.some(
      (one) => one.kind === kind && numberOf(one.from) <= month && (one.to === null || numberOf(one.to) >= month),
    );
  const stateOf = (month: number): MonthCover => {
    if (stated.has(month)) return "nil";
    if (isCovered(month).covered > 0) return "covered";
    if (!reaches(month, "covered")) return "none";
    return reaches(month, "gap") ? "gap" : "part";
  };
  const months = [...periods.map(({ from }) => numberOf(from)), ...stated, ...cases.keys()];
  const thisYear = Math.floor(present / 12);
  const first = Math.min(thisYear - fewestYears + 1, ...months.map((month) => Math.floor(month / 12)));
  return Array.from({ length: thisYear - first + 1 }, (_, at) => {
    const year = thisYear - at;
    const months = Array.from({ length: 12 }, (__, month) => {
      const number = year * 12 + month;
      return number > present ? null : { state: stateOf(number), cases: cases.get(number) ?? 0 };
    });
    return { year, months };
  });
}
