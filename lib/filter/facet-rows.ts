import { z } from "zod";
import {
  arrestCodes,
  credibilityCodes,
  familyCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
} from "@/lib/codes";
import type { Facets } from "./types";

/**
 * One count, before its names: `value` is an id or a place in a list of lib/codes.ts, null where there is none. Of `now`, `period` and `month`
 * it is a month as the read model keeps it; else -1000 - year where the interval lies in one year; else -1, or -2 without a date.
 */
export const facetRow = z.object({ facet: z.string(), value: z.number().nullable(), n: z.number() });
export type FacetRow = z.infer<typeof facetRow>;

/** The facets of their counts; each facet and value at most once among the rows. */
export function facetsOf(rows: readonly FacetRow[]): Facets {
  const of = (facet: string) => rows.filter((row) => row.facet === facet);
  const one = (facet: string) => of(facet)[0]?.n ?? 0;
  const sum = (facet: string, keep: (value: number) => boolean) =>
    of(facet).reduce((total, row) => (row.value !== null && keep(row.value) ? total + row.n : total), 0);
  const ids = (facet: string) => new Map(of(facet).flatMap(({ value, n }) => (value === null ? [] : [[value, n]])));
  const orNone = (facet: string) => new Map(of(facet).map(({ value, n }) => [value, n]));
  const codes = <T extends string>(facet: string, list: readonly T[]): Map<T, number> => {
    const counts = ids(facet);
    return new Map(list.flatMap((code, at) => (counts.has(at) ? [[code, counts.get(at) ?? 0]] : [])));
  };
  const months = new Map([...ids("period")].filter(([value]) => value >= 0));
  const years = new Map([...ids("period")].filter(([value]) => value <= -1000).map(([value, n]) => [-1000 - value, n]));
  for (const [month, n] of months) {
    const year = Math.floor(month / 12);
    years.set(year, (years.get(year) ?? 0) + n);
  }
  const grams = of("grams");
  return {
    total: one("total"),
    monthUnknown: sum("now", (value) => value < 0),
    register: one("register"),
    maybe: one("maybe"),
    point: orNone("point"),
    country: new Map(
      rows.flatMap(({ facet, n }) => (facet.startsWith("country:") ? [[facet.slice(8) || null, n]] : [])),
    ),
    period: { months, years, undated: sum("period", (value) => value === -2) },
    month: { known: sum("month", (value) => value >= 0), unknown: sum("month", (value) => value < 0) },
    substance: ids("substance"),
    family: codes("family", familyCodes),
    form: codes("form", formCodes),
    mixed: codes("mixed", ["no", "yes"]),
    grams: { buckets: ids("grams"), unknown: grams.find((row) => row.value === null)?.n ?? 0 },
    role: codes("role", roleCodes),
    arrest: codes("arrest", arrestCodes),
    status: codes("status", statusCodes),
    agency: orNone("agency"),
    owner: ids("owner"),
    reliability: codes("reliability", reliabilityCodes),
    credibility: codes("credibility", credibilityCodes),
    handling: codes("handling", handlingCodes),
    operation: orNone("operation"),
    source: ids("source"),
    mine: sum("mine", (value) => value === 1),
  };
}
