import type { Amount } from "@/lib/charts/amounts";
import type { LinesModel } from "@/lib/charts/lines";
import type { MonthlyModel } from "@/lib/charts/monthly";
import type { Handling, Unit } from "@/lib/codes";
import type { Filter, FilterField, Problem } from "@/lib/filter/fields";
import type { PointName } from "@/lib/filter/points";
import type { FilterLists, PanelFacets } from "@/lib/filter/types";
import type { Context } from "@/lib/indicators/types";
import type { Conversion } from "@/lib/quantity/conversion";
import type { SavedView } from "@/lib/views/types";

/** Lengths of the axis that the page offers, in months up to its end; `all` is everything that the filter holds. */
export const monthChoices = ["12", "24", "60", "all"] as const;
export type MonthChoice = (typeof monthChoices)[number];

/** What a bar measures: cases; grams under a conversion set; a quantity in one unit, as reported. */
export const measures = ["cases", "grams", "units"] as const;
export const periodCodes = ["month", "quarter", "year"] as const;
/** What the bars are stacked by. */
export const stacks = ["substance", "status", "point"] as const;
export const pointOrders = ["border", "count", "change"] as const;
export const lineScales = ["counts", "shares", "index"] as const;
/** Most points on one chart of lines. */
export const mostCompared = 6;

/** How the page shows the filter's cases; no part of the filter. */
export type TrendsView = Readonly<{
  show: "chart" | "table";
  measure: (typeof measures)[number];
  /** of `units`; null: the one that most cases have */
  inUnit: Unit | null;
  by: (typeof periodCodes)[number];
  stack: (typeof stacks)[number];
  /** null: what fits */
  months: MonthChoice | null;
  /** the axis goes on to the present month, although the newest case is older */
  toPresent: boolean;
  /** the same months of the year before; null: where there is room */
  compare: "year" | "none" | null;
  /** slug of a conversion set; null: the current one */
  set: string | null;
  /** of the points beside each other */
  order: (typeof pointOrders)[number];
  /** null: one for all */
  scale: "own" | null;
  /** slugs of points whose children are not shown */
  folded: readonly string[];
  /** slugs of points on one chart */
  vs: readonly string[];
  lines: (typeof lineScales)[number];
  /** the saved view in whose name the address stands, by its id */
  saved: number | null;
}>;

/** First and last month drawn, as year * 12 + month - 1; none when `last` lies before `first`. */
export type MonthRange = Readonly<{ first: number; last: number }>;

/** A number of cases, and the address of the list of exactly them. */
export type Counted = Readonly<{ cases: number; href: string }>;

/** Cases of a point in some months, with the exact 95 % interval of the mean that such a count speaks of. */
export type PointFigure = Counted &
  Readonly<{
    /** not known: no case, and the point was not covered throughout */
    known: boolean;
    /** the point is reported on, but was not in all of these months */
    atLeast: boolean;
    low: number;
    high: number;
  }>;

/** A point's cases of one period; null is a gap. */
export type PointPeriod = Readonly<{ month: string; cases: number | null; provisional: boolean }>;

/** A point beside the chart, as far as the filter asks for it: cases at it and below it whose period is drawn. */
export type PointRow = Readonly<{
  point: PointName;
  /** 0 for a point at the top */
  depth: number;
  hasChildren: boolean;
  /** what lies below it is not shown */
  folded: boolean;
  /** it lies below one that is folded */
  hidden: boolean;
  /** the filter names it */
  chosen: boolean;
  /** it is on the chart of lines */
  compared: boolean;
  now: PointFigure;
  /** as many months before; null where the axis is too long for it */
  before: PointFigure | null;
  /** the same months of the year before */
  yearBefore: PointFigure | null;
  months: readonly PointPeriod[];
  /** what of the filter's `point` is its own */
  values: readonly string[];
}>;

/** The points of the filter beside each other. */
export type PointsBeside = Readonly<{
  rows: readonly PointRow[];
  /** the address of each period's cases at every point: with a row's own `point` before all else, of that row's */
  periods: readonly string[];
  /** cases without a point whose period is drawn */
  none: Counted;
  comparable: boolean;
  /** the axis begins or ends inside of a period, or in one that is not over: earlier periods are whole */
  partial: boolean;
}>;

/** A factor that turned something drawn into grams. */
export type UsedFactor = Readonly<{
  substance: string | null;
  family: string | null;
  form: string | null;
  unit: Unit;
  low: string;
  central: string;
  high: string;
  source: string;
}>;

/** How another conversion set changes what is drawn. */
export type SetEffect = Readonly<{
  /** periods whose grams differ */
  changed: number;
  of: number;
  /** all that is drawn, under the current set and under the one shown */
  current: Amount;
  shown: Amount;
  /** grams by period under the current set, central */
  byPeriod: ReadonlyMap<string, string | null>;
}>;

/** What a bar's cases weigh, under the set named, and those that weigh most. */
export type LargestCases = Readonly<{
  cases: number;
  amount: Amount;
  largest: readonly Readonly<{
    reference: string;
    edtf: string | null;
    low: string | null;
    central: string | null;
    high: string | null;
  }>[];
  set: string | null;
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
    /** the unit drawn, and those that lines are written in, with their cases; none but where quantities are drawn */
    unit: Unit | null;
    units: readonly Readonly<{ unit: Unit; cases: number }>[];
    conversion: Conversion;
    /** null under the current set */
    effect: SetEffect | null;
    factors: readonly UsedFactor[];
    beside: PointsBeside;
    /** indicators, markers and assessments of the months drawn */
    context: Context;
    /** null where no two points are compared */
    lines: LinesModel | null;
    /** points that the chart's coverage speaks of: those of the filter that are reported on at all */
    reportedOn: number;
    /** where who may say it says when the filter's points are reported on; null where that is known, or not theirs to say */
    coverageHref: string | null;
    /** the strictest handling among the cases counted; null for none */
    handling: Handling | null;
    synthetic: boolean;
    /** saved views of this page and of the list, and the query string that one would keep of this address */
    views: readonly SavedView[];
    query: string;
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
