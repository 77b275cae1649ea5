import fc from "fast-check";
import type { Viewer } from "@/lib/auth/types";
import type {
  Arrest,
  Credibility,
  Family,
  Form,
  Handling,
  InvolvementRole,
  Reliability,
  Status,
  Unit,
} from "@/lib/codes";
import { credibilityCodes, handlingCodes, statusCodes } from "@/lib/codes";
import type { Filter } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
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
  lines: { substance: string; form: Form; grams: number | null }[];
  involved: { role: InvolvementRole; arrest: Arrest }[];
  agency: string | null;
  /** the principal one first */
  reports: {
    source: (typeof testSources)[number]["slug"];
    credibility: Credibility;
    author: number;
    number: string | null;
  }[];
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

/** Sources that reports rest on: nobody's but to those who may read such a report, where they are not shared. */
export const testSources = [
  { slug: "gazette", title: "A gazette", reliability: "A", shared: true },
  { slug: "wire", title: "A wire service", reliability: "B", shared: true },
  { slug: "informant-12", title: "Informant 12", reliability: "C", shared: false },
] as const satisfies { slug: string; title: string; reliability: Reliability; shared: boolean }[];

/** What a case states as its agency: three spellings of one, one that says there is none. */
const statedAgencies = ["Border Patrol", "BORDER  PATROL", "Bor-der patrol", "边防支队", "국경 경비대", "None"];
/** What lines weigh: exact as binary numbers, some on the bounds of the bars. */
const weights = [0.125, 0.5, 1, 2, 3, 3, 5, 9, 10, 12.5, 30, 1000, 400_000];

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
  const authors = users.length === 0 ? [0] : users.map((user) => user.userId);
  const one: fc.Arbitrary<Omit<PlainCase, "reference">> = fc.record({
    owner: fc.constantFrom(...agencies),
    handling: fc.constantFrom(...handlingCodes),
    team: fc.subarray(users.map((user) => user.userId)),
    status: fc.constantFrom(...statusCodes, "verified", "submitted"),
    days,
    point: fc.option(fc.constantFrom(...testPoints)),
    lines: fc.array(
      fc.record({
        substance: fc.constantFrom(...testSubstances),
        form: fc.constantFrom("crystal", "powder", "tablet"),
        grams: fc.option(fc.constantFrom(...weights)),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    involved: fc.array(
      fc.record({
        role: fc.constantFrom("organiser", "courier", "unknown"),
        arrest: fc.constantFrom("at-large", "arrested", "unknown"),
      }),
      { maxLength: 3 },
    ),
    agency: fc.option(fc.constantFrom(...statedAgencies)),
    reports: fc.array(
      fc.record({
        source: fc.constantFrom(...testSources.map((source) => source.slug)),
        credibility: fc.constantFrom(...credibilityCodes),
        author: fc.constantFrom(...authors),
        number: fc.option(fc.constant("№")),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    operation: words,
    place: words,
    note: words,
  });
  const cases = fc.array(one, { minLength: Math.floor(size / 2), maxLength: size, size: "max" });
  const [sample = []] = fc.sample(cases, { seed, numRuns: 1 });
  return sample.map((it, n) => ({
    ...it,
    reference: `C-${String((n * 7919) % 9973).padStart(4, "0")}`,
    // Unique per agency and source.
    reports: it.reports.map((report, at) => ({ ...report, number: report.number && `No ${n}/${at}` })),
  }));
}

/** Replaces the register by these cases and their read model, with reports that have no versions: for reading, not for writing. */
export async function writeRegister(db: TestDatabase, cases: readonly PlainCase[]): Promise<void> {
  await db.sql("UPDATE case_file SET principal_report_id = NULL");
  await db.sql("DELETE FROM report");
  await db.sql("DELETE FROM case_file");
  await db.sql(
    `INSERT INTO source (slug, title, reliability, shared, owner_agency_id)
     SELECT x.slug, x.title, x.reliability, x.shared, (SELECT id FROM agency WHERE code = 'desk')
     FROM jsonb_to_recordset($1::jsonb) AS x(slug text, title text, reliability text, shared boolean) ON CONFLICT (slug) DO NOTHING`,
    [JSON.stringify(testSources)],
  );
  const rows = JSON.stringify(cases.map(({ days: d, ...it }) => ({ ...it, from: d?.[0] ?? null, to: d?.[1] ?? null })));
  await db.sql(
    `INSERT INTO case_file (reference, owner_agency_id, created_by_id, handling, status, edtf, date_from, date_to, date_precision, transit_point_id, attribution, operation, place, note, seizing_agency)
     SELECT x.reference, a.id, (SELECT min(id) FROM app_user), x.handling, x.status, CASE WHEN x."from" = x."to" THEN x."from"::text ELSE x."from" || '/' || x."to" END,
       x."from", x."to", CASE WHEN x."from" = x."to" THEN 'day' WHEN x."from" IS NOT NULL THEN 'interval' END, p.id, CASE WHEN p.id IS NOT NULL THEN 'stated' END,
       x.operation, x.place, x.note, x.agency
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, owner text, handling text, status text, "from" date, "to" date, point text, operation text, place text, note text, agency text)
     JOIN agency a ON a.code = x.owner LEFT JOIN transit_point p ON p.slug = x.point`,
    [rows],
  );
  await db.sql(
    `INSERT INTO case_member (case_id, user_id, added_by_id) SELECT c.id, t.id::int, t.id::int
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, team jsonb) JOIN case_file c USING (reference) CROSS JOIN jsonb_array_elements_text(x.team) t(id)`,
    [rows],
  );
  await db.sql(
    `INSERT INTO case_line (case_id, position, substance_as_reported, substance_id, form, quantity, unit, qualifier)
     SELECT c.id, l.at, s.slug, s.id, l.line->>'form', (l.line->>'grams')::numeric, CASE WHEN l.line->>'grams' IS NULL THEN NULL WHEN l.line->>'form' = 'tablet' THEN 'tablet' ELSE 'g' END, CASE WHEN l.line->>'grams' IS NULL THEN 'unknown' ELSE 'exact' END
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, lines jsonb) JOIN case_file c USING (reference)
     CROSS JOIN jsonb_array_elements(x.lines) WITH ORDINALITY l(line, at) JOIN substance s ON s.slug = l.line->>'substance'`,
    [rows],
  );
  await db.sql(
    `INSERT INTO line_mass (case_id, position, set_id, basis, grams_low, grams, grams_high)
     SELECT l.case_id, l.position, t.id, CASE WHEN l.quantity IS NULL THEN 'unknown' ELSE 'stated' END, l.quantity, l.quantity, l.quantity FROM case_line l JOIN conversion_set t ON t.is_current`,
  );
  await db.sql(
    `INSERT INTO involvement (case_id, position, group_qualifier, role, arrest)
     SELECT c.id, i.at, 'unknown', i.one->>'role', i.one->>'arrest'
     FROM jsonb_to_recordset($1::jsonb) AS x(reference text, involved jsonb) JOIN case_file c USING (reference) CROSS JOIN jsonb_array_elements(x.involved) WITH ORDINALITY i(one, at)`,
    [rows],
  );
  await db.sql(
    `WITH r AS (
       SELECT gen_random_uuid() AS id, c.id AS case_id, s.id AS source_id, coalesce(u.id, c.created_by_id) AS author_id, c.owner_agency_id AS agency_id,
         r.one->>'number' AS external_reference, r.one->>'credibility' AS credibility, r.at
       FROM jsonb_to_recordset($1::jsonb) AS x(reference text, reports jsonb) JOIN case_file c USING (reference)
       CROSS JOIN jsonb_array_elements(x.reports) WITH ORDINALITY r(one, at) JOIN source s ON s.slug = r.one->>'source' LEFT JOIN app_user u ON u.id = (r.one->>'author')::int
     ), written AS (
       INSERT INTO report (id, case_id, source_id, author_id, agency_id, external_reference, credibility, handling)
       SELECT id, case_id, source_id, author_id, agency_id, external_reference, credibility, 'clear' FROM r
     )
     UPDATE case_file c SET principal_report_id = r.id FROM r WHERE r.case_id = c.id AND r.at = 1`,
    [rows],
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

/** What a case states, as the filter's values have it: null where it says nothing, or that there is none. */
export function statedKey(text: string | null): string | null {
  const key = text === null ? "" : fold(text);
  return key === "" || key === "none" ? null : key;
}

/** The country of a case's point. */
export const countryOf = ({ point }: PlainCase) => (point === null ? null : point === "sinuiju" ? "KP" : "CN");

export const reliabilityOf = ({ reports: [principal] }: PlainCase): Reliability =>
  testSources.find((source) => source.slug === principal?.source)?.reliability ?? "F";

export const familyOf = (substance: string): Family =>
  substance === "heroin" ? "opioid" : substance === "unknown" ? "unknown" : "ats";

/** Without the values that a viewer cannot know of: they have no effect, and are named instead. */
export function asKnown(filter: Filter, cases: readonly PlainCase[], viewer: Viewer): Filter {
  const seen = cases.filter((it) => maySee(viewer, it));
  const states = (value: string, of: (it: PlainCase) => string | null) =>
    value === "none" || seen.some((it) => statedKey(of(it)) === value);
  return {
    ...filter,
    agency: filter.agency.filter((value) => states(value, (it) => it.agency)),
    operation: filter.operation.filter((value) => states(value, (it) => it.operation)),
    source: filter.source.filter(
      (value) =>
        testSources.some((source) => source.slug === value && source.shared) ||
        seen.some((it) => it.reports.some((report) => report.source === value)),
    ),
    batch: [],
  };
}

/** The unit that a line is written with. */
const unitOf = ({ form, grams }: PlainCase["lines"][number]): Unit | null =>
  grams === null ? null : form === "tablet" ? "tablet" : "g";

/** Whether some line of the case is what the filter asks for: all that is said of lines, on one of them. */
export const meansLine = (
  { substance, family, form, unit, min, max }: Filter,
  line: PlainCase["lines"][number],
): boolean =>
  (substance.length === 0 || substance.includes(line.substance)) &&
  (family.length === 0 || family.includes(familyOf(line.substance))) &&
  (form.length === 0 || form.includes(line.form)) &&
  (unit.length === 0 || unit.some((code) => code === unitOf(line))) &&
  (min === null || (line.grams !== null && line.grams >= Number(min))) &&
  (max === null || (line.grams !== null && line.grams <= Number(max)));

/** Whether an involvement is what the filter asks for: role and arrest status, both of it. */
export const meansInvolved = ({ role, arrest }: Filter, one: PlainCase["involved"][number]): boolean =>
  (role.length === 0 || role.includes(one.role)) && (arrest.length === 0 || arrest.includes(one.arrest));

/** Whether a filter means the case, asked by somebody: product.md's rules of counting, in plain code. */
export function means(filter: Filter, it: PlainCase, viewer: Viewer): boolean {
  const { point, from, to, maybe, month, lies, mixed, status, q } = filter;
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
  const quarter = (d: string) => `${d.slice(0, 4)} ${Math.ceil(Number(d.slice(5, 7)) / 3)}`;
  const span =
    !first || !last || first.slice(0, 4) !== last.slice(0, 4)
      ? "longer"
      : quarter(first) === quarter(last)
        ? "quarter"
        : "year";
  const kinds = new Set(it.lines.map((line) => line.substance));
  const numbers = it.reports.flatMap((report) => report.number ?? []).sort();
  const text = fold(
    [it.reference, it.operation, it.place, it.note, ...numbers].filter((part) => part !== null).join(" | "),
  );
  const among = (values: readonly string[], value: string | null) =>
    values.length === 0 || values.includes(value ?? "none");
  return (
    (point.length === 0 || point.some(inPoint)) &&
    inPeriod() &&
    (month.length === 0 || month.includes(own) || (month.includes("known") && own !== "unknown")) &&
    (lies.length === 0 || lies.includes(span)) &&
    it.lines.some((line) => meansLine(filter, line)) &&
    ((filter.role.length === 0 && filter.arrest.length === 0) ||
      it.involved.some((one) => meansInvolved(filter, one))) &&
    among(filter.agency, statedKey(it.agency)) &&
    among(filter.operation, statedKey(it.operation)) &&
    among(filter.owner, it.owner) &&
    among(filter.country, countryOf(it)) &&
    among(filter.reliability, reliabilityOf(it)) &&
    among(filter.credibility, it.reports[0]?.credibility ?? null) &&
    among(filter.handling, it.handling) &&
    (filter.source.length === 0 || it.reports.some((report) => filter.source.includes(report.source))) &&
    (filter.mine === null || it.reports.some((report) => report.author === viewer.userId)) &&
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
const several = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 }).map((v) => v.sort());
const queries = [
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
  "No 1",
  "zzz",
];

/** Filters of the keys that most people set; broad ones among them, or the comparison would be of nothing. */
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
    q: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...queries) }),
  })
  .map(({ from, to, ...rest }): Filter => {
    const filter = { ...emptyFilter, ...rest };
    if (!from || !to || from.slice(0, 7) < to.slice(0, 7)) return { ...filter, from, to };
    return from.slice(0, 7) === to.slice(0, 7)
      ? { ...filter, from: from.slice(0, 7), to }
      : { ...filter, from: to, to: from };
  });

/** The keys that are set less often, one at a time. */
const rarer: fc.Arbitrary<Partial<Filter>> = fc.oneof(
  fc.record({ family: several("ats" as const, "opioid" as const, "unknown" as const) }),
  fc.record({ form: several("crystal" as const, "tablet" as const) }),
  fc.record({ unit: several("tablet" as const, "g" as const, "kg" as const) }),
  fc.record({ lies: several("quarter" as const, "year" as const, "longer" as const) }),
  fc.record({ role: several("organiser" as const, "courier" as const) }),
  fc.record({ arrest: several("at-large" as const, "arrested" as const) }),
  fc.record({ role: several("organiser" as const, "unknown" as const), arrest: several("at-large" as const) }),
  fc.record({ agency: several("border patrol", "边防支队", "none", "nobody's") }),
  fc.record({ owner: several("north", "south") }),
  fc.record({ country: several("CN", "KP", "none") }),
  fc.record({ reliability: several("A" as const, "B" as const, "C" as const) }),
  fc.record({ credibility: several("1" as const, "2" as const, "6" as const) }),
  fc.record({ handling: several(...handlingCodes) }),
  fc.record({ operation: several("520", "ice box 100%", "none", "no such thing") }),
  fc.record({ source: several(...testSources.map((source): string => source.slug)) }),
  fc.constant<Partial<Filter>>({ batch: ["no-such-batch"] }),
  fc.constant<Partial<Filter>>({ mine: "1" }),
  fc.record({ min: fc.constantFrom("0.126", "1", "3", "1000") }),
  fc.record({ max: fc.constantFrom("0.125", "3", "10", "399999.999999") }),
  fc.constant<Partial<Filter>>({ min: "3", max: "12.5" }),
);

/** Filters of any keys: some of the common ones, and up to three of the others. */
export const everyKey: fc.Arbitrary<Filter> = fc
  .tuple(
    anyFilter,
    fc.subarray(["point", "from", "to", "month", "substance", "mixed", "status", "q"] as const),
    fc.array(rarer, { maxLength: 3 }),
  )
  .map(([filter, lifted, more]) =>
    Object.assign({ ...filter }, ...lifted.map((key) => ({ [key]: emptyFilter[key] })), ...more),
  );
