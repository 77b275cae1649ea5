import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { Figure } from "@/lib/charts/monthly";
import { ownHref } from "@/lib/charts/spark";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import { firstDay, lastDay } from "@/lib/filter/period";
import { testDatabase } from "@/lib/testing/database";
import { anyFilter, randomRegister, writeRegister } from "@/lib/testing/register";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadTrendRows, loadTrendsPage } from "./loaders";
import { pointsQuery } from "./rules";
import { plainView, viewQuery } from "./schema";
import type { Counted, GroupKey, TrendsPage, TrendsView } from "./types";
import { measures, monthChoices, periodCodes, stacks } from "./types";

const db = testDatabase();
let viewers: Viewer[] = [];

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  viewers = [
    await makeViewer(db, "north", "analyst"),
    await makeViewer(db, "south", "viewer"),
    await makeViewer(db, "south", "reviewer"),
    await builtInViewer("operator"),
  ];
  // Covered at times, so that there are zeros among the bars.
  await db.sql(`INSERT INTO coverage_period (point_id, from_date, to_date, kind)
    SELECT id, '2009-03-01', CASE WHEN slug = 'dandong' THEN '2009-11-30'::date END, 'covered' FROM transit_point WHERE slug IN ('dandong', 'yanbian', 'tumen')`);
});

/** The same count in plain SQL over the base tables, past row-level security, with the scope as a plain predicate. Nothing of lib/filter. */
async function countPlainly(viewer: Viewer, filter: Filter): Promise<number> {
  return (await sumPlainly(viewer, filter)).n;
}

/** … and what its lines weigh. */
async function sumPlainly(viewer: Viewer, filter: Filter): Promise<{ n: number; grams: string | null }> {
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const inOneMonth = "date_trunc('month', c.date_from) = date_trunc('month', c.date_to)";
  const parts = [`c.status = ANY (${$(filter.status.length > 0 ? filter.status : ["submitted", "verified"])})`];
  if (viewer.role !== "operator")
    parts.push(`(c.handling IN ('clear', 'green') OR (c.handling IN ('amber', 'amber-strict') AND c.owner_agency_id = ${$(viewer.agencyId)})
      OR (c.handling = 'red' AND EXISTS (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.user_id = ${$(viewer.userId)})))`);
  if (filter.point.length > 0) {
    const points = filter.point.map((value) =>
      value === "none"
        ? "c.transit_point_id IS NULL"
        : value.endsWith("~only")
          ? `p.slug = ${$(value.slice(0, -5))}`
          : `p.slug = ${$(value)} OR above.slug = ${$(value)}`,
    );
    parts.push(`(${points.join(" OR ")})`);
  }
  const { from, to, maybe } = filter;
  if (from) parts.push(`c.${maybe ? "date_to" : "date_from"} >= ${$(firstDay(from))}::date`);
  if (to) parts.push(`c.${maybe ? "date_from" : "date_to"} <= ${$(lastDay(to))}::date`);
  if (filter.month.length > 0) {
    const months = filter.month.map((month) => {
      if (month === "unknown") return `(${inOneMonth}) IS NOT TRUE`;
      return month === "known" ? inOneMonth : `${inOneMonth} AND to_char(c.date_from, 'YYYY-MM') = ${$(month)}`;
    });
    parts.push(`(${months.join(" OR ")})`);
  }
  if (filter.lies.length > 0) {
    const within = (unit: string) => `date_trunc('${unit}', c.date_from) = date_trunc('${unit}', c.date_to)`;
    const span = `CASE WHEN ${within("quarter")} THEN 'quarter' WHEN ${within("year")} THEN 'year' ELSE 'longer' END`;
    parts.push(`(${span}) = ANY (${$(filter.lies)})`);
  }
  const kinds = "SELECT s.slug FROM case_line l JOIN substance s ON s.id = l.substance_id WHERE l.case_id = c.id";
  const asked = [
    filter.substance.length > 0 && `s.slug = ANY (${$(filter.substance)})`,
    filter.unit.length > 0 && `l.unit = ANY (${$(filter.unit)})`,
  ].filter(Boolean);
  if (asked.length > 0) parts.push(`EXISTS (${[kinds, ...asked].join(" AND ")})`);
  if (filter.mixed)
    parts.push(`(SELECT count(DISTINCT x.slug) FROM (${kinds}) x) ${filter.mixed === "yes" ? ">" : "="} 1`);
  if (filter.q)
    parts.push(`position(search_norm(${$(filter.q)}) IN (SELECT t.txt FROM case_text t WHERE t.case_id = c.id)) > 0`);
  const weights = `SELECT sum(y.grams) FROM case_line l JOIN substance s ON s.id = l.substance_id JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position
    JOIN conversion_set t ON t.id = y.set_id AND t.is_current WHERE ${["l.case_id = c.id", ...asked].join(" AND ")}`;
  const rows = await db.sql<{ n: number; grams: string | null }>(
    `SELECT count(*)::int AS n, trim_scale(sum((${weights})))::text AS grams FROM case_file c LEFT JOIN transit_point p ON p.id = c.transit_point_id LEFT JOIN transit_point above ON above.id = p.parent_id
     WHERE ${parts.join(" AND ")}`,
    values,
  );
  return rows[0] ?? { n: -1, grams: null };
}

/** Every figure of the page that the screen links, by a name for the message. */
function figuresOf({ model, beside }: TrendsPage): [string, Counted & Partial<Figure>][] {
  type Named = [string, Counted & Partial<Figure>];
  const whole: Named[] = [
    ["all", model.all],
    ["drawn", model.drawn],
    ["remainder", model.remainder],
    ["earlier", model.earlier],
    ["no point", beside.none],
    ...model.series.map((s): Named => [s.code, s]),
    ...beside.rows.flatMap(({ point, now, before, yearBefore }): Named[] => [
      [point.slug, now],
      ...(before ? [[`${point.slug} before`, before] as Named] : []),
      ...(yearBefore ? [[`${point.slug} a year before`, yearBefore] as Named] : []),
    ]),
  ];
  const monthly = model.months.flatMap(({ month, total, segments, yearBefore }): Named[] => [
    ...(total ? [[month, total] as Named] : []),
    ...(yearBefore ? [[`before ${month}`, yearBefore] as Named] : []),
    ...[...segments].map(([code, figure]): Named => [`${month} ${code}`, figure]),
  ]);
  // Of the small charts some bars, as their links are put together in the browser.
  const ofPoints = beside.rows.flatMap(({ point, months, values }) =>
    months.flatMap(({ month, cases }, at): Named[] => {
      if (cases === null) return [];
      return [[`${point.slug} ${month}`, { cases, href: ownHref(beside.periods[at] ?? "", pointsQuery(values)) }]];
    }),
  );
  // A figure of nothing is written and not linked, but for the zero of a covered month.
  return [...whole.filter(([, { cases }]) => cases > 0), ...monthly, ...ofPoints.filter((_, at) => at % 7 === 0)];
}

const anyView: fc.Arbitrary<TrendsView> = fc
  .record({
    show: fc.constantFrom("chart" as const, "table" as const),
    measure: fc.constantFrom(...measures),
    inUnit: fc.constantFrom("tablet" as const, "g" as const, null),
    by: fc.constantFrom(...periodCodes),
    stack: fc.constantFrom(...stacks),
    months: fc.option(fc.constantFrom(...monthChoices)),
    toPresent: fc.boolean(),
    compare: fc.constantFrom("year" as const, null),
  })
  .map((view) => ({ ...plainView, ...view }));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("chart, list, facets, weir trends and plain SQL", () => {
  it("count the same, and each figure opens exactly its cases", async () => {
    const now = new Date("2010-12-24T12:00:00Z");
    let compared = 0;
    let matched = 0;
    let links = 0;
    const zeros = { gap: 0, covered: 0, provisional: 0, earlier: 0 };
    const one = fc.tuple(anyFilter, anyView);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(one, { minLength: 8, maxLength: 8 }), async (seed, pairs) => {
        await writeRegister(db, randomRegister(seed, 120, ["north", "south"], viewers.slice(0, 3)));
        for (const [n, [asked, view]] of [[emptyFilter, plainView] as const, ...pairs].entries()) {
          const filter = { ...asked, unit: [] };
          const viewer = viewers[(seed + n) % viewers.length] as Viewer;
          const query = [toQuery(filter), viewQuery(view)].filter(Boolean).join("&");
          const params = new URLSearchParams(query);
          const page = await loadTrendsPage(viewer, params, now);
          const message = `${viewer.role} of ${viewer.agencyCode}: ${query}`;
          expect(page.problems, message).toEqual([]);

          const { model } = page;
          // Quantities are of the cases that have a line in the unit.
          const counted = page.unit === null ? filter : { ...filter, unit: [page.unit] };
          const total = await countPlainly(viewer, counted);
          const bars = sum(model.months.flatMap((m) => [...m.segments.values()].map((figure) => figure.cases)));
          expect(bars + model.remainder.cases + model.earlier.cases, message).toBe(total);
          expect(sum(model.months.map((m) => m.total?.cases ?? 0)), message).toBe(bars);
          expect(sum(model.series.map((s) => s.cases)), message).toBe(bars);
          expect([model.drawn.cases, model.all.cases], message).toEqual([bars, total]);
          const everything = await countPlainly(viewer, filter);
          expect(page.facets.total, message).toBe(everything);
          expect((await loadCasesPage(viewer, new URLSearchParams(toQuery(filter)))).facets.total, message).toBe(
            everything,
          );
          for (const by of [[], ["segment"], ["transitPoint"], ["transitPoint", "segment"]] as GroupKey[][]) {
            const { rows } = await loadTrendRows(viewer, filter, by, now);
            expect(sum(rows.map((row) => row.cases)), `${message} by ${by}`).toBe(everything);
            if (view.by === "month" && page.unit === null)
              expect(sum(rows.filter((row) => row.month === null).map((row) => row.cases)), message).toBe(
                model.remainder.cases,
              );
          }
          for (const [name, figure] of figuresOf(page)) {
            const back = parseFilter(new URLSearchParams(figure.href.replace(/^\/cases\??/, "")));
            expect(back.problems, `${message}: ${name}`).toEqual([]);
            const plainly = await sumPlainly(viewer, back.filter);
            expect(plainly.n, `${message}: ${name}: ${figure.href}`).toBe(figure.cases);
            if (view.measure === "grams" && figure.amount)
              expect(figure.amount.central, `${message}: ${name}: ${figure.href}`).toBe(plainly.grams);
            links += 1;
          }
          compared += 1;
          if (total > 0) matched += 1;
          zeros.gap += model.months.filter((m) => m.total === null).length;
          zeros.covered += model.months.filter((m) => m.total?.cases === 0).length;
          zeros.provisional += model.months.filter((m) => m.provisional && m.segments.size > 0).length;
          zeros.earlier += model.earlier.cases > 0 ? 1 : 0;
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    // A comparison of nothing proves nothing: most must be of something, and every state of a month must occur.
    expect(matched / compared).toBeGreaterThan(0.6);
    expect(links).toBeGreaterThan(500);
    for (const [state, times] of Object.entries(zeros)) expect(times, state).toBeGreaterThan(0);
  }, 240_000);

  it("count a case under each of its substances where weir trends is asked by substance", async () => {
    await writeRegister(db, randomRegister(1, 120, ["north", "south"], viewers.slice(0, 3)));
    const viewer = viewers[0] as Viewer;
    for (const query of ["", "substance=magu&substance=mdma", "point=yanbian&from=2009-01"]) {
      const { filter } = parseFilter(new URLSearchParams(query));
      const { rows } = await loadTrendRows(viewer, filter, ["substance"]);
      expect(rows.length).toBeGreaterThan(8);
      for (const row of rows) {
        const change = { ...filter, month: [row.month ?? "unknown"], substance: [row.substance?.code ?? ""] };
        expect(await countPlainly(viewer, change), `${query} ${JSON.stringify(row)}`).toBe(row.cases);
      }
    }
  });
});
