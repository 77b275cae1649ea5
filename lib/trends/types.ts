import type { MonthlyModel } from "@/lib/charts/monthly";
import type { Unit } from "@/lib/codes";
import type { Filter, FilterField, Problem } from "@/lib/filter/fields";
import type { PointName } from "@/lib/filter/points";
import type { FilterLists, PanelFacets } from "@/lib/filter/types";

/** Lengths of the axis that the page offers, in months up to its end; `all` is everything that the filter holds. */
export const monthChoices = ["12", "24", "60", "all"] as const;
export type MonthChoice = (typeof monthChoices)[number];

/** How the page shows the filter's cases; no part of the filter, it changes no figure. */
export type TrendsView = Readonly<{
  show: "chart" | "table";
  /** null: what fits */
  months: MonthChoice | null;
  /** the axis goes on to the present month, although the newest case is older */
  toPresent: boolean;
}>;

/** First and last month drawn, as year * 12 + month - 1; none when `last` lies before `first`. */
export type MonthRange = Readonly<{ first: number; last: number }>;

/** A number of cases, and the address of the list of exactly them. */
type Counted = Readonly<{ cases: number; href: string }>;

/** A point beside the chart: cases of the period drawn, at it and below it. */
export type PointRow = Counted &
  Readonly<{
    point: PointName;
    /** 0 for a point at the top */
    depth: number;
    hasChildren: boolean;
    /** the filter names it */
    chosen: boolean;
    /** the filter asks for it, by name or through a parent */
    within: boolean;
  }>;

/** What `/trends` shows, all from one snapshot. */
export type TrendsPage = FilterLists &
  Readonly<{
    filter: Filter;
    view: TrendsView;
    problems: readonly Problem[];
    facets: PanelFacets;
    /** when nothing matches: how many would without each field that is set */
    lift: ReadonlyMap<FilterField, number>;
    range: MonthRange;
    /** the present month lies beyond the axis, and the filter does not say why */
    endsEarly: boolean;
    model: MonthlyModel;
    /** points that have a case in the period drawn, and those that the filter names */
    byPoint: readonly PointRow[];
    /** cases of that period without a point */
    noPoint: Counted;
    /** points that the chart's coverage speaks of: those of the filter that are reported on at all */
    reportedOn: number;
    /** where who may say it says when the filter's points are reported on; null where that is known, or not theirs to say */
    coverageHref: string | null;
    /** when the snapshot was taken */
    asOf: Date;
  }>;

/** What `weir trends` groups by, beside the month. */
export const groupKeys = ["transitPoint", "segment", "substance", "unit"] as const;
export type GroupKey = (typeof groupKeys)[number];

type Named = Readonly<{ code: string; name: string }>;

/**
 * A row of `weir trends`: one combination that has cases. The keys that were not asked for are absent; names are English. Quantities are
 * exact decimals as text. A null bound of grams is "not known" below, "no upper bound" above.
 */
export type TrendRow = Readonly<{
  /** YYYY-MM; null: the cases whose month is not known */
  month: string | null;
  /** the case's own point, never rolled up; null: none */
  transitPoint?: Named | null;
  /** the only substance, or `mixed` */
  segment?: Named;
  substance?: Named | null;
  /** null: no unit is known */
  unit?: Unit | null;
  cases: number;
  /** in that unit; null without `unit` */
  quantity: string | null;
  gramsLow: string | null;
  grams: string | null;
  gramsHigh: string | null;
  /** of the row's point, or of the filter's points together */
  state: "complete" | "provisional" | "uncovered";
}>;
