import type { Coverage } from "./monthly";

/** From when to when a point is reported on, or a known gap in that. */
export type CoveragePeriod = Readonly<{
  pointId: number;
  agencyId: number | null;
  /** calendar days, both inclusive; null: still reported on */
  from: string;
  to: string | null;
  kind: "covered" | "gap";
}>;

/** "Nothing was seized here in this month"; month as year * 12 + month - 1. */
export type NilReturn = Readonly<{ pointId: number; month: number }>;

type Span = { from: number; to: number };
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
/** The first day of a month, which is year * 12 + month - 1. */
const firstOf = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;

/**
 * Which months are covered, by product.md's rule for several points: of the points that are reported on at all, how many were in a month.
 * A point is covered in a month when every day of it lies in a covered period of some agency and outside of that agency's known gaps, or
 * when a nil return was made for it. Coverage is the point's own: a parent's says nothing of its children, nor theirs of it.
 * Over several months a point is covered when it is in each of them.
 * @param points the ids that a figure is over
 */
export function coverageOver(
  points: readonly number[],
  periods: readonly CoveragePeriod[],
  nils: readonly NilReturn[],
): (first: number, last?: number) => Coverage {
  const spans = new Map<number, Span[]>();
  const nil = new Map<number, Set<number>>();
  for (const id of new Set(points)) {
    const mine = periods.filter((p) => p.pointId === id);
    const stated = new Set(nils.filter((n) => n.pointId === id).map((n) => n.month));
    if (!mine.some((p) => p.kind === "covered") && stated.size === 0) continue;
    spans.set(id, coveredSpans(mine));
    nil.set(id, stated);
  }
  const inMonth = (id: number, own: readonly Span[], month: number) =>
    nil.get(id)?.has(month) || own.some((s) => s.from <= firstOf(month) && s.to >= firstOf(month + 1) - 1);
  return (first, last = first) => {
    let covered = 0;
    for (const [id, own] of spans) {
      let month = first;
      while (month <= last && inMonth(id, own, month)) month += 1;
      if (month > last) covered += 1;
    }
    return { covered, of: spans.size };
  };
}

/** Days covered by any agency, as spans that do not touch. */
function coveredSpans(periods: readonly CoveragePeriod[]): Span[] {
  const span = (p: CoveragePeriod): Span => ({
    from: dayNumber(p.from),
    to: p.to === null ? Number.POSITIVE_INFINITY : dayNumber(p.to),
  });
  const gaps = periods.filter((p) => p.kind === "gap");
  const left = periods
    .filter((p) => p.kind === "covered")
    .flatMap((p) =>
      gaps
        .filter((gap) => gap.agencyId === null || gap.agencyId === p.agencyId)
        .map(span)
        .reduce((parts, gap) => parts.flatMap((part) => cut(part, gap)), [span(p)]),
    )
    .sort((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const next of left) {
    const before = joined.at(-1);
    if (before && next.from <= before.to + 1) before.to = Math.max(before.to, next.to);
    else joined.push({ ...next });
  }
  return joined;
}

function cut(part: Span, gap: Span): Span[] {
  if (gap.to < part.from || gap.from > part.to) return [part];
  return [
    { from: part.from, to: gap.from - 1 },
    { from: gap.to + 1, to: part.to },
  ].filter((s) => s.from <= s.to);
}
