import type { Look } from "@/lib/charts/colours";
import { seriesCodes } from "@/lib/charts/colours";
import { prepareLines } from "@/lib/charts/lines";
import type { CountRow, Coverage, MonthlyInput, MonthlyModel, SeriesSpec } from "@/lib/charts/monthly";
import { prepareMonthly } from "@/lib/charts/monthly";
import { emptyFilter } from "@/lib/filter/fields";
import { pointTree } from "@/lib/filter/points";
import { pointRows } from "@/lib/trends/points";
import { plainView } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";

/** Figures of nobody, the same on every day: what the charts draw of them is compared as pictures. */
const at = (year: number, month: number) => year * 12 + month - 1;
const year = { first: at(2010, 1), last: at(2010, 12) };
const named = (name: string) => ({ nameEn: name, nameZh: name, nameKo: name });
const part = (look: Look, id: number | null, name: string): SeriesSpec => ({
  code: look,
  look,
  kind: id === null ? "mixed" : "one",
  members: id === null ? [] : [{ part: id, ...named(name) }],
  parts: new Set([id]),
});
const substances = ["Ice", "MaGu", "MDMA", "Heroin", "Ketamine", "Cannabis", "Other"];
const series = seriesCodes.map((look, i) => part(look, look === "mixed" ? null : i + 1, substances[i] ?? ""));
const cases = (month: number, id: number | null, n: number): CountRow => ({ month, part: id, cases: n, amount: null });
const everywhere: Coverage = { covered: 2, of: 2 };

const prepare = (change: Partial<MonthlyInput>): MonthlyModel =>
  prepareMonthly({
    range: year,
    step: 1,
    counts: [],
    series,
    asked: null,
    bounds: { from: null, to: null },
    coverage: () => everywhere,
    asOf: "2026-11-24",
    yearBefore: null,
    markers: [],
    measure: "cases",
    link: () => "/cases",
    yearBeforeLink: () => "/cases",
    ...change,
  });

const months = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const some = (i: number, most: number) => (i * 7 + 3) % (most + 1);

/** Cases by month beside the year before, with an event. */
const counts = prepare({
  counts: months(year.first, 12).flatMap((month, i) => [cases(month, 1, 1 + some(i, 6)), cases(month, 2, some(i, 3))]),
  yearBefore: new Map(months(year.first - 12, 12).map((month, i) => [month, { cases: 2 + some(i, 5), amount: null }])),
  markers: [{ edtf: "2010-05-14", from: "2010-05-14", to: "2010-05-14", ...named("A border closure"), source: null }],
});

/** Weights, low to high, one without an upper bound, one of which nothing is known, one whose largest case is more than half. */
const grams = prepare({
  measure: "grams",
  counts: months(year.first, 12).flatMap((month, i): CountRow[] => {
    const central = 400 + 300 * some(i, 5);
    if (i === 7) return [{ ...cases(month, 1, 2), amount: amount(2, null, null, null, 2) }];
    return [
      {
        ...cases(month, 1, 3),
        amount: amount(3, central * 0.7, central, i === 4 ? null : central * 1.4, 0, i === 2 ? 0.8 : 0.2),
      },
    ];
  }),
});
function amount(
  n: number,
  low: number | null,
  central: number | null,
  high: number | null,
  lacking: number,
  top = 0.2,
) {
  const text = (grams: number | null) => (grams === null ? null : String(Math.round(grams)));
  return {
    cases: n,
    low: text(low),
    central: text(central),
    high: text(high),
    lacking,
    top: central === null ? null : text(central * top),
  };
}

/** All looks in one stack. */
const stacked = prepare({
  counts: months(year.first, 12).flatMap((month, i) =>
    [1, 2, 3, 4, 5, 6, 7, null].map((id, k) => cases(month, id, 1 + some(i + k, 3))),
  ),
});

/** A gap, zeros, a part of a month at either end, and months that may still grow. */
const states = prepare({
  asOf: "2010-12-20",
  bounds: { from: "2010-01-15", to: "2010-12-10" },
  coverage: (month) => (month > at(2010, 3) && month < at(2010, 7) ? { covered: 1, of: 2 } : everywhere),
  counts: [1, 2, 8, 10, 11, 12].map((month) => cases(at(2010, month), month % 3 === 0 ? null : 1, 1 + some(month, 4))),
});

/** Forty years of months. */
const long = prepare({
  range: { first: at(1971, 1), last: at(2010, 12) },
  counts: months(at(1971, 1), 480).flatMap((month, i) => [cases(month, 1, some(i, 9)), cases(month, 4, some(i, 4))]),
});

export const scenes = { counts, grams, stacked, states, long };

/** Points beside each other, six of them on one chart. */
const slugs = ["Dandong", "Changbai", "Tumen", "Hunchun", "Quanhe", "Ji'an", "Linjiang"];
const points = slugs.map((name, i) => ({
  id: i + 1,
  slug: name.toLowerCase().replace("'", "-"),
  parentId: null,
  country: "CN",
  ...named(name),
}));
const vs = points.slice(0, 6).map(({ slug }) => slug);
const view = { ...plainView, vs };
const resolved = {
  filter: emptyFilter,
  refs: {
    points: [],
    countryPoints: [],
    substances: [],
    familySubstances: [],
    agencies: [],
    owners: [],
    operations: [],
    sources: [],
    batches: [],
  },
  problems: [],
  points: pointTree(points),
  substances: [],
  owners: [],
  chosen: { agency: [], operation: [], source: [] },
};
const pointCounts = points.flatMap(({ id }) =>
  months(year.first, 12).map((month, i) => ({
    point: id,
    month,
    cases: id === 3 && i < 4 ? 0 : some(i * id + id, 3 + id),
  })),
);
const beside = pointRows(
  resolved,
  view,
  year,
  pointCounts,
  [],
  (ids) => (month) => (ids[0] === 3 && month < at(2010, 5) ? { covered: 0, of: 1 } : { covered: 1, of: 1 }),
  "2010-12-20",
  () => "/cases",
);
const lines = prepareLines(
  beside.rows.slice(0, 6).map((row) => ({ code: row.point.slug, counts: row.months.map((month) => month.cases) })),
  counts.months.map(({ total }) => total?.cases ?? 0),
  "counts",
  12,
);

export const besideEachOther: Pick<TrendsPage, "filter" | "view" | "beside" | "lines" | "model"> = {
  filter: emptyFilter,
  view,
  beside,
  lines,
  model: counts,
};
