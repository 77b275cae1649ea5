import {
  arrestCodes,
  credibilityCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
} from "@/lib/codes";
import type { Filter } from "./fields";
import { defaultStatuses } from "./fields";
import { gramBounds } from "./grams";
import { firstDay, lastDay, monthNumber } from "./period";
import type { FilterRefs } from "./types";
import { lineSubstances } from "./where";

/** The dimensions by their numbers in the view facet_pair, which says what their values are. */
const dims = {
  point: 1,
  status: 2,
  agency: 3,
  owner: 4,
  reliability: 5,
  credibility: 6,
  handling: 7,
  operation: 8,
  segment: 9,
  month: 10,
  span: 11,
  source: 13,
  author: 14,
  pair: 15,
  role: 16,
  arrest: 17,
  kind: 18,
  substance: 19,
  form: 20,
  weight: 21,
  bar: 22,
} as const;
type Dim = keyof typeof dims;

/**
 * Values of a dimension, from `least` on: whose part `a` and part `b` are among those listed, and whose part `c` lies between two. What is
 * not given is any. See facet_part().
 */
type Values = Readonly<{
  dim: Dim;
  least?: number;
  a?: readonly number[] | null;
  b?: readonly number[] | null;
  c?: Bars | null;
}>;
/** From one bar of the grams to another, as facets number them. */
type Bars = readonly [first: number, last: number];

/** Clauses that a filter can set, as the row walk has them. The bits number those that are set 1, 2, … in this order. */
const clauses = [
  "point",
  "country",
  "month",
  "line",
  "mixed",
  "involvement",
  "status",
  "agency",
  "owner",
  "reliability",
  "credibility",
  "handling",
  "operation",
  "source",
  "mine",
] as const;
export type BitClause = (typeof clauses)[number] | "period";

/** What a facet counts: values, under all clauses but one; by themselves, or by a part of them. */
export type BitFacet = Values & Readonly<{ key: string; but?: BitClause; part?: "a" | "b" | "c" | "family" }>;

/** How many of a value of part `a` there are, of a dimension that is made of parts. */
const width: Partial<Record<Dim, number>> = { pair: 8, kind: 16, weight: 256 };

function packed({ dim, least = -1, a = null, b = null, c = null }: Values) {
  const step = width[dim] ?? 1;
  const [lo, hi] =
    a === null
      ? [least, 2_147_483_647]
      : a.length === 0
        ? [1, 0]
        : [Math.min(...a) * step, (Math.max(...a) + 1) * step - 1];
  return { dim: dims[dim], lo, hi, a, b, c };
}

const places = <T extends string>(values: readonly T[], codes: readonly T[]) =>
  values.length === 0 ? null : values.map((value) => codes.indexOf(value));
const orNone = (values: readonly string[], ids: readonly number[]) =>
  values.length === 0 ? null : values.includes("none") ? [0, ...ids] : ids;
const when = (dim: Dim, a: readonly number[] | null): Values[] => (a === null ? [] : [{ dim, a }]);

/**
 * The bars that `min` and `max` ask for; null for any. `undefined` where one of them lies inside a bar: then the bits do not know.
 * A line on a bound stands on both of its sides, as it does for `min` and `max`.
 */
function barsOf({ min, max }: Filter): Bars | null | undefined {
  if (min === null && max === null) return null;
  const from = min === null ? 0 : gramBounds.grams.indexOf(min) + 1;
  const to = max === null ? gramBounds.grams.length : gramBounds.grams.indexOf(max);
  return (min !== null && from === 0) || to < 0 || from > to ? undefined : [from, to];
}

/** Lines of these substances, forms and bars: the smallest dimension that tells them apart. Part `a` is the substance, `b` the form, `c` the bar. */
function lines(substances: readonly number[] | null, forms: readonly number[] | null, bars: Bars | null): Values {
  if (bars) return { dim: "weight", a: substances, b: forms, c: bars };
  return forms ? { dim: "kind", a: substances, b: forms } : { dim: "substance", a: substances };
}

/** By clause the values that meet it, none where it is not set; null where the bits do not know. */
function valuesOf(filter: Filter, refs: FilterRefs): Record<(typeof clauses)[number], Values[]> | null {
  const bars = barsOf(filter);
  if (bars === undefined || filter.unit.length > 0 || filter.lies.length > 0) return null;
  const months = filter.month.filter((month) => month !== "known" && month !== "unknown").map(monthNumber);
  const forms = places(filter.form, formCodes);
  const substances = lineSubstances(filter, refs);
  const [roles, arrests] = [places(filter.role, roleCodes), places(filter.arrest, arrestCodes)];
  return {
    point: when("point", orNone(filter.point, refs.points)),
    country: when("point", orNone(filter.country, refs.countryPoints)),
    month: [
      ...(months.length > 0 ? [{ dim: "month" as const, a: months }] : []),
      ...(filter.month.includes("known") ? [{ dim: "month" as const }] : []),
      ...(filter.month.includes("unknown") ? [{ dim: "span" as const }] : []),
    ],
    line: substances || forms || bars ? [lines(substances, forms, bars)] : [],
    mixed:
      filter.mixed === null ? [] : [filter.mixed === "yes" ? { dim: "segment", a: [0] } : { dim: "segment", least: 1 }],
    involvement:
      roles && arrests ? [{ dim: "pair", a: roles, b: arrests }] : [...when("role", roles), ...when("arrest", arrests)],
    status: when("status", places(filter.status.length === 0 ? defaultStatuses : filter.status, statusCodes)),
    agency: when("agency", orNone(filter.agency, refs.agencies)),
    owner: when("owner", orNone(filter.owner, refs.owners)),
    reliability: when("reliability", places(filter.reliability, reliabilityCodes)),
    credibility: when("credibility", places(filter.credibility, credibilityCodes)),
    handling: when("handling", places(filter.handling, handlingCodes)),
    operation: when("operation", orNone(filter.operation, refs.operations)),
    source: when("source", filter.source.length === 0 ? null : refs.sources),
    mine: filter.mine ? [{ dim: "author" }] : [],
  };
}

/** A period as months and, where it does not begin or end with one, days. An open end lies beyond every date. */
function periodOf({ from, to, maybe }: Filter) {
  if (from === null && to === null) return null;
  const first = from === null ? null : firstDay(from);
  const last = to === null ? null : lastDay(to);
  const whole = last !== null && last === lastDay(last.slice(0, 7));
  return {
    maybe: maybe !== null,
    m0: first === null ? 0 : monthNumber(first.slice(0, 7)),
    k0: first === null || first.endsWith("-01") ? null : Number(first.slice(8)),
    m1: last === null ? 400_000 : monthNumber(last.slice(0, 7)),
    k1: last === null || whole ? null : Number(last.slice(8)),
  };
}

/**
 * A question for count_bits(): the filter's clauses, and what to count. Null where the bits do not know the filter: `min` or `max` between the
 * bounds of the bars, `unit`, `lies`. What stands in words (`q`, `batch`) is not of it: the caller looks for those cases.
 */
export function askBits(
  filter: Filter,
  refs: FilterRefs,
  facets: readonly BitFacet[],
): Readonly<Record<string, unknown>> | null {
  const values = valuesOf(filter, refs);
  if (!values) return null;
  const period = periodOf(filter);
  const set: BitClause[] = clauses.filter((clause) => values[clause].length > 0);
  if (period) set.push("period");
  const number = (clause: BitClause | undefined) => (clause ? set.indexOf(clause) + 1 : 0);
  const packedFacets = (some: readonly BitFacet[]) =>
    some.map(({ key, but, part = null, ...one }) => ({ key, but: number(but), part, ...packed(one) }));
  return {
    clauses: set.length,
    some: clauses.flatMap((clause) => values[clause].map((one) => ({ clause: number(clause), ...packed(one) }))),
    period: period && { clause: number("period"), ...period },
    plain: packedFacets(facets.filter(({ part }) => !part)),
    parted: packedFacets(facets.filter(({ part }) => part)),
  };
}

/**
 * The facets of a filter: each under all clauses but its own. Null as for askBits. Of two values that each case has one of only the rarer is
 * counted, and all cases together (`.all`: each has one status); where the filter does not set the facet, those are the total.
 */
export function facetsAsked(filter: Filter, refs: FilterRefs): readonly BitFacet[] | null {
  const bars = barsOf(filter);
  if (bars === undefined) return null;
  const forms = places(filter.form, formCodes);
  const arrests = places(filter.arrest, arrestCodes);
  const roles = places(filter.role, roleCodes);
  const [bySubstance, byFamily] = [
    lineSubstances({ ...filter, substance: [] }, refs),
    lineSubstances({ ...filter, family: [] }, refs),
  ];
  const all = lineSubstances(filter, refs);
  const line = { but: "line" } as const;
  const involved = { but: "involvement" } as const;
  return [
    { key: "now", dim: "span" },
    { key: "period", dim: "month", but: "period" },
    { key: "period.span", dim: "span", but: "period" },
    { key: "month.span", dim: "span", but: "month" },
    ...(filter.month.length > 0 ? [{ key: "month.all", dim: "status", but: "month" } as const] : []),
    { key: "point", dim: "point", but: "point" },
    { key: "country", dim: "point", but: "country" },
    { key: "status", dim: "status", but: "status" },
    { key: "agency", dim: "agency", but: "agency" },
    { key: "owner", dim: "owner", but: "owner" },
    { key: "reliability", dim: "reliability", but: "reliability" },
    { key: "credibility", dim: "credibility", but: "credibility" },
    { key: "handling", dim: "handling", but: "handling" },
    { key: "operation", dim: "operation", but: "operation" },
    { key: "mixed", dim: "segment", a: [0], but: "mixed" },
    ...(filter.mixed === null ? [] : [{ key: "mixed.all", dim: "status", but: "mixed" } as const]),
    { key: "source", dim: "source", but: "source" },
    { key: "mine", dim: "author", but: "mine" },
    arrests
      ? { key: "role", dim: "pair", b: arrests, part: "a", ...involved }
      : { key: "role", dim: "role", ...involved },
    roles
      ? { key: "arrest", dim: "pair", a: roles, part: "b", ...involved }
      : { key: "arrest", dim: "arrest", ...involved },
    forms || bars
      ? { key: "substance", ...lines(bySubstance, forms, bars), part: "a", ...line }
      : { key: "substance", dim: "substance", a: bySubstance, ...line },
    { key: "family", ...lines(byFamily, forms, bars), part: "family", ...line },
    all || bars
      ? { key: "form", ...lines(all, [], bars), b: null, part: "b", ...line }
      : { key: "form", dim: "form", ...line },
    all || forms
      ? { key: "grams", dim: "weight", a: all, b: forms, part: "c", ...line }
      : { key: "grams", dim: "bar", ...line },
  ];
}
