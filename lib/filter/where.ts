import {
  arrestCodes,
  credibilityCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
} from "@/lib/codes";
import { Prisma } from "@/lib/db/generated/client";
import type { Filter } from "./fields";
import { defaultStatuses } from "./fields";
import { firstDay, lastDay, monthNumber } from "./period";
import type { FilterRefs } from "./types";
import { microgramsOf } from "./values";

type Fragment = (filter: Filter, refs: FilterRefs) => Prisma.Sql | null;

/**
 * product.md's rules of counting as SQL over `f`, a row of case_flat; null where nothing of it is set. Fields that must hold on one and the
 * same line or involvement are one fragment. Under row-level security an index serves leakproof operators only: comparisons of integers and
 * dates, never of arrays, ranges, numeric or LIKE. Sets and the search are looked up in a sub-select, where no policy stands in the way.
 */
const meant = {
  point: ({ point }, { points }) => inIds(Prisma.sql`f.point_id`, point, points),
  period: (filter) => (filter.maybe ? overlapping(filter) : inside(filter)),
  month: ({ month, lies }) => {
    const months = month.filter((m) => m !== "known" && m !== "unknown").map(monthNumber);
    return all([
      some([
        months.length > 0 && Prisma.sql`f.month = ANY (${months}::int[])`,
        month.includes("known") && Prisma.sql`f.month IS NOT NULL`,
        month.includes("unknown") && Prisma.sql`f.month IS NULL`,
      ]),
      some(lies.map((span) => liesIn[span])),
    ]);
  },
  line: (filter, refs) => {
    if (ofSingleLines(filter))
      return Prisma.sql`f.case_id IN (SELECT w.case_id FROM line_flat w WHERE ${lineWhere(filter, refs)})`;
    const substances = lineSubstances(filter, refs);
    if (filter.form.length === 0)
      return (
        substances &&
        Prisma.sql`f.set_id IN (SELECT z.id FROM substance_set z WHERE z.substance_ids && ${substances}::int[])`
      );
    return Prisma.sql`f.kind_set_id IN (SELECT z.id FROM kind_set z CROSS JOIN unnest(z.kinds) k(kind) WHERE ${kindWhere(filter, refs)})`;
  },
  // segment: the case's only substance, or 0 for two or more
  mixed: ({ mixed }) => mixed && (mixed === "yes" ? Prisma.sql`f.segment = 0` : Prisma.sql`f.segment <> 0`),
  involvement: (filter) => {
    const pair = pairWhere(filter);
    return (
      pair &&
      Prisma.sql`f.involvement_set_id IN (SELECT z.id FROM involvement_set z CROSS JOIN unnest(z.pairs) p(pair) WHERE ${pair})`
    );
  },
  status: ({ status }) =>
    inCodes(Prisma.sql`f.status`, status.length === 0 ? defaultStatuses : status, statusCodes) ?? Prisma.sql`TRUE`,
  agency: ({ agency }, { agencies }) => inIds(Prisma.sql`f.seizing_agency_id`, agency, agencies),
  owner: ({ owner }, { owners }) => inIds(Prisma.sql`f.owner_agency_id`, owner, owners),
  country: ({ country }, { countryPoints }) => inIds(Prisma.sql`f.point_id`, country, countryPoints),
  reliability: ({ reliability }) => inCodes(Prisma.sql`f.reliability`, reliability, reliabilityCodes),
  credibility: ({ credibility }) => inCodes(Prisma.sql`f.credibility`, credibility, credibilityCodes),
  handling: ({ handling }) => inCodes(Prisma.sql`f.handling`, handling, handlingCodes),
  operation: ({ operation }, { operations }) => inIds(Prisma.sql`f.operation_id`, operation, operations),
  source: ({ source }, { sources }) =>
    source.length === 0
      ? null
      : Prisma.sql`f.source_set_id IN (SELECT z.id FROM source_set z WHERE z.source_ids && ${sources}::int[])`,
  batch: ({ batch }, { batches }) =>
    batch.length === 0
      ? null
      : Prisma.sql`f.case_id IN (SELECT r.case_id FROM import_change x JOIN report r ON r.id = x.report_id WHERE x.batch_id = ANY (${batches}::int[]))`,
  mine: ({ mine }) => mine && isMine,
  q: ({ q, names }) =>
    q === null
      ? null
      : names
        ? Prisma.sql`f.case_id IN (SELECT s.id FROM search_cases(${q}, 2147483647) s(id) UNION ${casesNaming(q)})`
        : Prisma.sql`f.case_id IN (SELECT s.id FROM search_cases(${q}, 2147483647) s(id))`,
} satisfies Record<string, Fragment>;
export type Clause = keyof typeof meant;
export const fragments: Readonly<Record<Clause, Fragment>> = meant;

/** The cases in which the text is part of a name that this viewer may read, and that the transaction's consultation opens: else none. */
export const casesNaming = (q: string) =>
  Prisma.sql`SELECT m.case_id FROM person p JOIN readable_mention m ON m.person_id = p.id WHERE position(search_norm(${q}) IN person_words(p.name, p.name_latin, p.alias, p.alias_latin)) > 0`;

/** Some report of the case is the viewer's own. */
export const isMine = Prisma.sql`f.case_id IN (SELECT r.case_id FROM report r WHERE r.author_id = (SELECT current_setting('weir.user')::int))`;

/** The case's whole interval lies in the period; null without a period. */
export function inside({ from, to }: Filter): Prisma.Sql | null {
  // d_from <= d_to: the third condition follows from the second, and gives the index its lower and upper end.
  return all([
    from && Prisma.sql`f.d_from >= ${firstDay(from)}::date`,
    to && Prisma.sql`f.d_to <= ${lastDay(to)}::date`,
    to && Prisma.sql`f.d_from <= ${lastDay(to)}::date`,
  ]);
}

/** The first month of the calendar period of so many months (3, 12) that the whole interval lies in, as year * 12 + month - 1; else null. */
export function periodOf(months: 3 | 12): Prisma.Sql {
  const first = (day: Prisma.Sql) =>
    Prisma.sql`((extract(year FROM ${day})::int * 12 + extract(month FROM ${day})::int - 1) / ${months}::int * ${months}::int)`;
  return Prisma.sql`CASE WHEN ${first(Prisma.sql`f.d_from`)} = ${first(Prisma.sql`f.d_to`)} THEN ${first(Prisma.sql`f.d_from`)} END`;
}

const liesIn = {
  quarter: Prisma.sql`${periodOf(3)} IS NOT NULL`,
  year: Prisma.sql`(${periodOf(3)} IS NULL AND ${periodOf(12)} IS NOT NULL)`,
  longer: Prisma.sql`${periodOf(12)} IS NULL`,
};

/** What is asked of lines is not in the sets of kinds, so that the lines themselves are looked at. */
export function ofSingleLines({ min, max, unit }: Filter): boolean {
  return min !== null || max !== null || unit.length > 0;
}

/** Some day of the case's interval lies in the period; null without a period. */
export function overlapping({ from, to }: Filter): Prisma.Sql | null {
  return all([
    from && Prisma.sql`f.d_to >= ${firstDay(from)}::date`,
    to && Prisma.sql`f.d_from <= ${lastDay(to)}::date`,
  ]);
}

/** A column of ids, with `none` for those that have none; null when nothing is asked for. */
function inIds(column: Prisma.Sql, values: readonly string[], ids: readonly number[]): Prisma.Sql | null {
  if (values.length === 0) return null;
  const among = Prisma.sql`${column} = ANY (${ids}::int[])`;
  return values.includes("none") ? Prisma.sql`(${column} IS NULL OR ${among})` : among;
}

/** A column of places in a closed list; null when nothing is asked for. */
function inCodes(column: Prisma.Sql, values: readonly string[], codes: readonly string[]): Prisma.Sql | null {
  return values.length === 0 ? null : Prisma.sql`${column} = ANY (${values.map((v) => codes.indexOf(v))}::smallint[])`;
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
 * The condition "this line is what the filter asks for", over `w`, a row of line_flat; null when any line is. What is said of lines holds on
 * one and the same line, and grams and quantities are of such lines only.
 */
export function lineWhere(filter: Filter, refs: FilterRefs): Prisma.Sql | null {
  const substances = lineSubstances(filter, refs);
  return all([
    substances && Prisma.sql`w.substance_id = ANY (${substances}::int[])`,
    inCodes(Prisma.sql`w.form`, filter.form, formCodes),
    filter.unit.length > 0 &&
      Prisma.sql`(SELECT o.unit FROM case_line o WHERE o.case_id = w.case_id AND o.position = w.position) = ANY (${filter.unit}::text[])`,
    filter.min && Prisma.sql`w.ug >= ${microgramsOf(filter.min)}::bigint`,
    filter.max && Prisma.sql`w.ug <= ${microgramsOf(filter.max)}::bigint`,
  ]);
}

/** As lineWhere without unit and grams, over `k.kind` of a kind_set; null when any kind is meant. */
export function kindWhere(filter: Filter, refs: FilterRefs): Prisma.Sql | null {
  const substances = lineSubstances(filter, refs);
  return all([
    substances && Prisma.sql`k.kind / 16 = ANY (${substances}::int[])`,
    inCodes(Prisma.sql`k.kind % 16`, filter.form, formCodes),
  ]);
}

/** Role and arrest status of one involvement, over `p.pair` of an involvement_set; null when any is meant. */
export function pairWhere({ role, arrest }: Filter): Prisma.Sql | null {
  return all([inCodes(Prisma.sql`p.pair / 8`, role, roleCodes), inCodes(Prisma.sql`p.pair % 8`, arrest, arrestCodes)]);
}

/** The substances that a line may be of; null when any. */
export function lineSubstances(
  { substance, family }: Filter,
  { substances, familySubstances }: FilterRefs,
): readonly number[] | null {
  if (substance.length === 0) return family.length === 0 ? null : familySubstances;
  return family.length === 0 ? substances : substances.filter((id) => familySubstances.includes(id));
}
