import type { CaseRow } from "@/lib/cases/types";
import type { PointName } from "@/lib/filter/points";
import type { MyReports } from "@/lib/reports/own";
import type { QueueHead } from "@/lib/review/types";
import type { SavedView } from "@/lib/views/types";

/**
 * A number of cases and the list of exactly them. `open`: some month in it was not covered, so that the number is a lower bound, and a 0 no
 * zero.
 */
export type Figure = Readonly<{ cases: number; open: boolean; href: string }>;

/** A month of the small chart. */
export type SparkMonth = Readonly<{
  /** year * 12 + month - 1 */
  month: number;
  cases: number;
  /** every reporting point was covered: a 0 is a zero */
  covered: boolean;
  /** ended less than 60 days ago, or has not ended */
  provisional: boolean;
}>;

/** A transit point with everything below it. */
export type PointLine = Readonly<{
  point: PointName;
  /** 0 for a point at the top */
  depth: number;
  hasChildren: boolean;
  /** this month, its first day to today */
  now: Figure;
  /** the same days a year ago */
  before: Figure;
  /** twelve months up to the present one, and the twelve before these */
  year: Figure;
  yearBefore: Figure;
  /** 24 months up to the present one */
  months: readonly SparkMonth[];
  /** the newest dated case */
  last: { reference: string; edtf: string } | null;
}>;

/** The days compared, as calendar days: this month's up to today, and the same ones a year ago. */
export type Days = Readonly<{ from: string; to: string }>;

/** What `/` shows to a role that reads cases, all from one snapshot. */
export type OverviewPage = Readonly<{
  /** nothing is in the register that this viewer may see */
  empty: boolean;
  now: Days;
  before: Days;
  daysInMonth: number;
  lines: readonly PointLine[];
  /** points of the list without a case, a coverage or a child that has one */
  silent: number;
  /** cases of this month and of the same days a year ago, at any point or none */
  all: Readonly<{ now: Figure; before: Figure }>;
  newest: readonly CaseRow[];
  /** null for a role that logs nothing */
  mine: MyReports | null;
  /** null for a role that decides nothing */
  review: QueueHead | null;
  views: readonly SavedView[];
  asOf: Date;
}>;
