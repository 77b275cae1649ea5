import fc from "fast-check";
import type { Viewer } from "@/lib/auth/types";
import type { Handling, Status } from "@/lib/codes";
import { handlingCodes, statusCodes } from "@/lib/codes";
import type { Filter } from "@/lib/filter/fields";
import type { TestDatabase } from "./database";
import { testPoints, testSubstances } from "./world";

/** A case in plain words, for counting by hand beside the database. */
export type PlainCase = {
  reference: string;
  /** code of the owning agency */
  owner: string;
  handling: Handling;
  /** ids of the users on its team */
  team: number[];
  status: Status;
  /** first and last day; null is undated */
  days: readonly [string, string] | null;
  point: string | null;
  lines: { substance: string; grams: number | null }[];
  operation: string | null;
  place: string | null;
  note: string | null;
};

const day = fc
  .integer({ min: 0, max: 800 })
  .map((n) => new Date(Date.UTC(2008, 10, 1) + n * 86_400_000).toISOString().slice(0, 10));
const lastOf = (month: string) => {
  const [year = 0, at = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10);
};
const days: fc.Arbitrary<PlainCase["days"]> = fc.oneof(
  { weight: 6, arbitrary: day.map((d) => [d, d] as const) },
  { weight: 3, arbitrary: day.map((d) => [`${d.slice(0, 7)}-01`, lastOf(d.slice(0, 7))] as const) },
  { weight: 1, arbitrary: day.map((d) => [`${d.slice(0, 4)}-01-01`, `${d.slice(0, 4)}-12-31`] as const) },
  { weight: 1, arbitrary: fc.tuple(day, day).map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const))) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const words = fc.option(
  fc.constantFrom(
    "Night crossing",
    "边境 检查站",
    "국경 압수",
    "Ice-Box",
    "ICE box 100%",
    "5·20",
    "한국어 강변",
    "a_b\\c",
    "丹东港",
  ),
);

/**
 * A random register of up to `size` cases, over the test reference lists. Few dates and weights, so that there are ties. By its seed, so that
 * a counterexample is a number and not pages of cases.
 */
export function randomRegister(
  seed: number,
  size: number,
  agencies: readonly string[],
  users: readonly Viewer[],
): PlainCase[] {
  const one: fc.Arbitrary<Omit<PlainCase, "reference">> = fc.record({
    owner: fc.constantFrom(...agencies),
    handling: fc.constantFrom(...handlingCodes),
    team: fc.subarray(users.map((user) => user.userId)),
    status: fc.constantFrom(...statusCodes, "verified", "submitted"),
    days,
    point: fc.option(fc.constantFrom(...testPoints)),
    lines: fc.array(
      fc.record({ substance: fc.constantFrom(...testSubstances), grams: fc.option(fc.integer({ min: 1, max: 9 })) }),
      { minLength: 1, maxLength: 3 },
    ),
    operation: words,
    place: words,
    note: words,
  });
  const cases = fc.array(one, { minLength: Math.floor(size / 2), maxLength: size, size: "max" });
  const [sample = []] = fc.sample(cases, { seed, numRuns: 1 });
  return sample.map((it, n) => ({ ...it, reference: `C-${String((n * 7919) % 9973).padStart(4, "0")}` }));
}

/** Replaces the register by these cases and their read model, beside the reports: for reading, not for writing. */
export async function writeRegister(db: TestDatabase, cases: readonly PlainCase[]): Promise<void> {
  await db.sql("DELETE FROM case_file");
  const rows = JSON.stringify(cases.map(({ days: d, ...it }) => ({ ...it, from: d?.[0] ?? null, to: d?.[1] ?? null })));
  await db.sql(
    `INSERT INTO case_file (reference, owner_agency_id, created_by_id, handling, status, edtf, date_from, date_to, date_precision, transit_point_id, attribution, operation, place, note)
     SELECT x.reference, a.id, (SELECT min(id) FROM app_user), x.handling, x.status, CASE WHEN x."from" = x."to" THEN x."from"::text ELSE x."from" || '/' || x."to" END,
       x."from", x."to", CASE WHEN x."from" = x."to" THEN 'day' WHEN x."from" IS NOT NULL THEN 'interval' END, p.id, CASE WHEN p.id IS NOT NULL THEN 'stated' END,
       x.operation, x.place, x.note
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, owner text, handling text, status text, "from" date, "to" date, point text, operation text, place text, note text)
     JOIN agency a ON a.code = x.owner LEFT JOIN transit_point p ON p.slug = x.point`,
    [rows],
  );
  await db.sql(
    `INSERT INTO case_member (case_id, user_id, added_by_id) SELECT c.id, t.id::int, t.id::int
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, team jsonb) JOIN case_file c USING (reference) CROSS JOIN jsonb_array_elements_text(x.team) t(id)`,
    [rows],
  );
  await db.sql(
    `INSERT INTO case_line (case_id, position, substance_as_reported, substance_id, quantity, unit, qualifier)
     SELECT c.id, l.at, s.slug, s.id, (l.line->>'grams')::numeric, CASE WHEN l.line->>'grams' IS NOT NULL THEN 'g' END, CASE WHEN l.line->>'grams' IS NULL THEN 'unknown' ELSE 'exact' END
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, lines jsonb) JOIN case_file c USING (reference)
     CROSS JOIN jsonb_array_elements(x.lines) WITH ORDINALITY l(line, at) JOIN substance s ON s.slug = l.line->>'substance'`,
    [rows],
  );
  await db.sql(
    `INSERT INTO line_mass (case_id, position, set_id, basis, grams_low, grams, grams_high)
     SELECT l.case_id, l.position, t.id, CASE WHEN l.quantity IS NULL THEN 'unknown' ELSE 'stated' END, l.quantity, l.quantity, l.quantity FROM case_line l JOIN conversion_set t ON t.is_current`,
  );
  await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");
}

/** Whether the viewer may see the case: product.md's scope, in plain code. */
export function maySee(viewer: Viewer, it: PlainCase): boolean {
  if (!["viewer", "analyst", "reviewer"].includes(viewer.role)) return false;
  if (it.handling === "clear" || it.handling === "green") return true;
  if (it.handling === "red") return it.team.includes(viewer.userId);
  return it.owner === viewer.agencyCode;
}

const parents: Record<string, string> = { tumen: "yanbian", "hunchun-quanhe": "yanbian" };
const fold = (text: string) =>
  text.normalize("NFKC").toLowerCase().replaceAll("-", "").replaceAll("·", "").replace(/\s+/g, " ").trim();

/** Whether a filter means the case: product.md's rules of counting, in plain code. */
export function means(filter: Filter, it: PlainCase): boolean {
  const { point, from, to, maybe, month, substance, mixed, status, q } = filter;
  const inPoint = (value: string) =>
    value === "none"
      ? it.point === null
      : it.point !== null &&
        (value.endsWith("~only") ? value === `${it.point}~only` : value === it.point || value === parents[it.point]);
  const [first, last] = it.days ?? [null, null];
  const start = from && from.length === 7 ? `${from}-01` : from;
  const end = to && to.length === 7 ? lastOf(to) : to;
  const inPeriod = () => {
    if (!start && !end) return true;
    if (!first || !last) return false;
    const within = (!start || first >= start) && (!end || last <= end);
    return within || (maybe === "1" && (!start || last >= start) && (!end || first <= end));
  };
  const own = first && last && first.slice(0, 7) === last.slice(0, 7) ? first.slice(0, 7) : "unknown";
  const kinds = new Set(it.lines.map((line) => line.substance));
  const text = fold([it.reference, it.operation, it.place, it.note].filter((part) => part !== null).join(" | "));
  return (
    (point.length === 0 || point.some(inPoint)) &&
    inPeriod() &&
    (month.length === 0 || month.includes(own) || (month.includes("known") && own !== "unknown")) &&
    (substance.length === 0 || substance.some((slug) => kinds.has(slug))) &&
    (mixed === null || (mixed === "yes") === kinds.size > 1) &&
    (status.length === 0 ? ["submitted", "verified"] : status).includes(it.status) &&
    (q === null || text.includes(fold(q)))
  );
}

const moment = day.map((d) => (Number(d.slice(9)) % 3 === 0 ? d : d.slice(0, 7)));
const some = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...values]).map((v) => v.sort()) },
  );

/** Filters that match some of such a register; broad ones among them, or the comparison would be of nothing. */
export const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    point: some(["dandong", "none", "tumen", "yanbian", "yanbian~only", "changbai~only"]),
    from: fc.option(moment, { freq: 2 }),
    to: fc.option(moment, { freq: 2 }),
    maybe: fc.constantFrom("1" as const, null),
    month: some(["known", "unknown", "2008-11", "2009-01", "2009-02", "2009-03", "2010-01"]),
    substance: some(testSubstances),
    mixed: fc.constantFrom("yes" as const, "no" as const, null, null, null),
    status: some<Status>(statusCodes),
    q: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "ice box",
          "ICEBOX",
          "检查",
          "丹",
          "압수",
          "520",
          "100%",
          "_",
          "\\",
          "C-0",
          "crossing | ",
          "zzz",
        ),
      },
    ),
  })
  .map(({ from, to, ...rest }) => {
    if (!from || !to || from.slice(0, 7) < to.slice(0, 7)) return { ...rest, from, to };
    return from.slice(0, 7) === to.slice(0, 7)
      ? { ...rest, from: from.slice(0, 7), to }
      : { ...rest, from: to, to: from };
  });
