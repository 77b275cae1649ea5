import { statusCodes } from "@/lib/codes";
import { Prisma } from "@/lib/db/generated/client";
import type { Filter, FilterField } from "./fields";
import { defaultStatuses } from "./fields";
import { firstDay, lastDay, monthNumber } from "./period";
import type { FilterRefs } from "./types";

type Fragment = (filter: Filter, refs: FilterRefs) => Prisma.Sql | null;

/**
 * product.md's rules of counting as SQL over `f`, a row of case_flat; null where the field is not set. Under row-level security an index
 * serves leakproof operators only: comparisons of integers and dates, never of arrays, ranges, numeric or LIKE. Sets of substances and the
 * search are looked up in a sub-select, where no policy stands in the way.
 */
export const fragments: Record<FilterField, Fragment> = {
  point: ({ point }, { points }) => {
    if (point.length === 0) return null;
    const inPoints = Prisma.sql`f.point_id = ANY (${points}::int[])`;
    return point.includes("none") ? Prisma.sql`(f.point_id IS NULL OR ${inPoints})` : inPoints;
  },
  period: (filter) => (filter.maybe ? overlapping(filter) : inside(filter)),
  month: ({ month }) => {
    const months = month.filter((m) => m !== "known" && m !== "unknown").map(monthNumber);
    return some([
      months.length > 0 && Prisma.sql`f.month = ANY (${months}::int[])`,
      month.includes("known") && Prisma.sql`f.month IS NOT NULL`,
      month.includes("unknown") && Prisma.sql`f.month IS NULL`,
    ]);
  },
  substance: ({ substance }, { substances }) =>
    substance.length === 0
      ? null
      : Prisma.sql`f.set_id IN (SELECT z.id FROM substance_set z WHERE z.substance_ids && ${substances}::int[])`,
  // segment: the case's only substance, or 0 for two or more
  mixed: ({ mixed }) => mixed && (mixed === "yes" ? Prisma.sql`f.segment = 0` : Prisma.sql`f.segment <> 0`),
  status: ({ status }) =>
    Prisma.sql`f.status = ANY (${(status.length === 0 ? defaultStatuses : status).map((s) => statusCodes.indexOf(s))}::smallint[])`,
  q: ({ q }) => (q === null ? null : Prisma.sql`f.case_id IN (SELECT s.id FROM search_cases(${q}, 2147483647) s(id))`),
};

/** The case's whole interval lies in the period; null without a period. */
export function inside({ from, to }: Filter): Prisma.Sql | null {
  // d_from <= d_to: the third condition follows from the second, and gives the index its lower and upper end.
  return all([
    from && Prisma.sql`f.d_from >= ${firstDay(from)}::date`,
    to && Prisma.sql`f.d_to <= ${lastDay(to)}::date`,
    to && Prisma.sql`f.d_from <= ${lastDay(to)}::date`,
  ]);
}

/** Some day of the case's interval lies in the period; null without a period. */
export function overlapping({ from, to }: Filter): Prisma.Sql | null {
  return all([
    from && Prisma.sql`f.d_to >= ${firstDay(from)}::date`,
    to && Prisma.sql`f.d_from <= ${lastDay(to)}::date`,
  ]);
}

type Condition = Prisma.Sql | string | false | null;

/** All of the conditions; null when there is none. */
export function all(conditions: readonly Condition[]): Prisma.Sql | null {
  return joined(conditions, " AND ");
}

/** One of the conditions; null when there is none. */
function some(conditions: readonly Condition[]): Prisma.Sql | null {
  return joined(conditions, " OR ");
}

function joined(conditions: readonly Condition[], by: string): Prisma.Sql | null {
  const set = conditions.filter((condition) => condition instanceof Prisma.Sql);
  return set.length === 0 ? null : Prisma.sql`(${Prisma.join(set, by)})`;
}

/**
 * The condition "this case matches", for `FROM case_flat f`. The one place that says what a filter means: the list, its total, the facets,
 * the charts and the export all use it. It says nothing of who may see a case: row-level security does.
 * @param refs from `resolveFilter`, for the same filter or one with more fields set
 */
export function filterWhere(filter: Filter, refs: FilterRefs): Prisma.Sql {
  return all(Object.values(fragments).map((fragment) => fragment(filter, refs))) ?? Prisma.sql`TRUE`;
}

/**
 * The condition "this line is what the filter asks for", over `l`, a row of case_line; null when any line is. What is said of lines holds on
 * one and the same line, and grams and quantities are of such lines only.
 */
export function lineWhere({ substance }: Filter, { substances }: FilterRefs): Prisma.Sql | null {
  return substance.length === 0 ? null : Prisma.sql`l.substance_id = ANY (${substances}::int[])`;
}
