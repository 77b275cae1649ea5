import pg from "pg";
import { builtInViewer } from "@/lib/auth/mint";
import type { ReportRow } from "@/lib/cases/resolve";
import { projectCase, readReference } from "@/lib/cases/resolve";
import { strictest } from "@/lib/cases/rules";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewer } from "@/lib/db/with-viewer";
import type { SyntheticCase, SyntheticLists } from "./cases";
import type { CopyRow } from "./copy-rows";
import { copyRows } from "./copy-rows";

/** A database for its owner or superuser. */
type Sql = { sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> };
type Reference = Awaited<ReturnType<typeof readReference>>;
/** Ids of an agency's users: its analysts, and the reviewer who verifies and stands on the team of its RED cases. */
type Staff = { id: number; analysts: readonly number[]; reviewer: number };
type NewAgency = { code: string; name: string };
/** Who and what a synthetic register stands on in this database. */
export type SyntheticWorld = { lists: SyntheticLists; agencies: readonly Staff[]; sources: readonly number[] };

const numbered = (count: number): NewAgency[] =>
  Array.from({ length: count }, (_, i) => ({ code: `synthetic-${i + 1}`, name: `Synthetic agency ${i + 1}` }));

/**
 * Marks the register as an invented one, for good, and makes agencies with three analysts and a reviewer each, and sources, beside whatever
 * reference lists the database has.
 * @param db as its owner or superuser
 * @param agencies how many, or which
 * @throws pg.DatabaseError where the register holds cases
 */
export async function makeSyntheticWorld(
  db: Sql,
  agencies: number | readonly NewAgency[] = 4,
  sources = 40,
): Promise<SyntheticWorld> {
  const [mark] = await db.sql<{ synthetic: boolean }>("SELECT is_synthetic() AS synthetic");
  if (!mark?.synthetic) await db.sql("INSERT INTO synthetic_mark DEFAULT VALUES");
  const wanted = typeof agencies === "number" ? numbered(agencies) : agencies;
  const points = await db.sql<{ slug: string }>(`SELECT slug FROM transit_point ORDER BY position, slug`);
  const substances = await db.sql<SyntheticLists["substances"][number]>(
    `SELECT slug, family, form FROM substance ORDER BY position, slug`,
  );
  const staff: Staff[] = [];
  for (const { code, name } of wanted) {
    const [agency] = await db.sql<{ id: number }>(
      `INSERT INTO agency (code, name, time_zone) VALUES ($1, $2, 'Asia/Shanghai') RETURNING id`,
      [code, name],
    );
    const users = await db.sql<{ id: number; role: string }>(
      `INSERT INTO app_user (email, name, role, agency_id) SELECT r || at || '.' || $1::int || '@synthetic.example', r || ' ' || at, r, $1::int
       FROM (VALUES ('analyst', 1), ('analyst', 2), ('analyst', 3), ('reviewer', 1)) v(r, at) RETURNING id, role`,
      [agency?.id],
    );
    const analysts = users.filter((user) => user.role === "analyst").map((user) => user.id);
    staff.push({ id: agency?.id ?? 0, analysts, reviewer: users.find((user) => user.role === "reviewer")?.id ?? 0 });
  }
  const made = await db.sql<{ id: number }>(
    `INSERT INTO source (title, publisher, owner_agency_id, shared, reliability, published_edtf, published_from, published_to)
     SELECT 'Synthetic bulletin ' || n, 'Synthetic press', $1, true, (ARRAY['A', 'B', 'C', 'D', 'F'])[1 + n % 5], '2015', '2015-01-01', '2015-12-31'
     FROM generate_series(1, $2::int) n RETURNING id`,
    [staff[0]?.id, sources],
  );
  const lists = { points: points.map((point) => point.slug), substances, agencies: staff.length, sources };
  return { lists, agencies: staff, sources: made.map((row) => row.id) };
}

const casesAtOnce = 2_000;
/** The facets take in so many cases at once: for a few they write as many strings. */
const casesAtAFold = 16_000;

/**
 * Loads cases by the thousand: what people wrote (cases, reports, versions, decisions, people, teams), with the times at which it was
 * written, and what follows from it by `projectCase`, as for every other write; all copied in bulk, as the superuser, past triggers and the log, which gets
 * one event. The read model is made from it by its own function. A test compares the outcome with logging the same reports one by one.
 * @param db its `adminUrl` is a superuser's
 * @throws Error where the register is not marked as an invented one: nothing of this comes into a real one
 * @param onProgress told how many cases stand
 */
export async function loadSyntheticRegister(
  db: Sql & { adminUrl: string },
  world: SyntheticWorld,
  cases: Iterable<SyntheticCase>,
  onProgress: (loaded: number) => void = () => {},
): Promise<void> {
  const [mark] = await db.sql<{ synthetic: boolean }>("SELECT is_synthetic() AS synthetic");
  if (!mark?.synthetic) throw new Error("this register is a real one: invented cases do not come into it");
  const operator = await builtInViewer("operator");
  const reference = await withViewer(operator, readReference);
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO audit_event (actor_id, actor_role, agency_id, action, subject_type, subject_id) VALUES ($1, 'operator', $2, 'register.synthetic', 'register', 'synthetic')`,
      [operator.userId, operator.agencyId],
    );
    let loaded = 0;
    let writing = Promise.resolve();
    for (const some of inParts(cases, casesAtOnce)) {
      const rows = await makeRows(db, world, some, reference); // while the database is busy with the ones before
      await writing;
      onProgress(loaded);
      loaded += some.length;
      writing = write(client, rows, loaded % casesAtAFold === 0);
      // What was planned for an empty register is planned anew each time that there are twice as many.
      if (Number.isInteger(Math.log2(loaded / casesAtOnce))) writing = writing.then(() => void client.query("ANALYZE"));
      writing.catch(() => {}); // awaited above or below
    }
    await writing;
    await client.query("SELECT fold_facets()");
    // Every case has its masses under every set: nobody need weigh them again.
    await client.query(
      `INSERT INTO conversion_progress (set_id, cases, of_cases, ready_at) SELECT t.id, n.cases, n.cases, now() FROM conversion_set t, (SELECT count(*)::int AS cases FROM case_file) n
       ON CONFLICT (set_id) DO UPDATE SET (cases, of_cases, ready_at) = (excluded.cases, excluded.of_cases, excluded.ready_at)`,
    );
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

async function write(client: pg.Client, tables: Map<string, CopyRow[]>, folds: boolean): Promise<void> {
  await client.query("BEGIN");
  await client.query("SET LOCAL session_replication_role = replica");
  for (const [table, rows] of tables) await copyRows(client, table, rows);
  await client.query("SET LOCAL session_replication_role = origin");
  await client.query("SELECT refresh_read_model($1::int[], $2)", [
    tables.get("case_file")?.map((row) => row.id),
    folds,
  ]);
  await client.query("COMMIT");
}

function* inParts<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length === size) {
      yield part;
      part = [];
    }
  }
  if (part.length > 0) yield part;
}

async function idsFrom(db: Sql, table: "case_file" | "person", count: number): Promise<number[]> {
  const rows = await db.sql<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)`,
    [table, count],
  );
  return rows.map((row) => row.id);
}

const isTyped = (one: TypedAccount["people"][number]) => typeof one.person === "object" && one.person !== null;
const handlingOf = (it: SyntheticCase) => strictest(it.reports.map((report) => report.account.handling));

/** The rows of one synthetic report, as logging it would have written them. */
function reportRows(
  report: SyntheticCase["reports"][number],
  who: { caseId: number; staff: Staff; author: number },
  source: number,
  nextPerson: () => number,
) {
  const { id, loggedAt: at, decisions, amended } = report;
  const { caseId, staff, author } = who;
  const names = report.account.people.map((one) => (isTyped(one) ? { id: nextPerson(), ...nameRow(one) } : null));
  const people = report.account.people.map((one, i) => ({ ...one, person: names[i]?.id ?? null }));
  const account = { ...report.account, people, source };
  const versions = [account, ...(amended ? [{ ...account, note: amended.note }] : [])];
  const decided = (kind: string) => (kind === "submitted" || kind === "withdrawn" ? author : staff.reviewer);
  return {
    persons: names.flatMap((name) => (name ? [{ ...name, created_by_id: author }] : [])),
    report: {
      case_id: caseId,
      author_id: author,
      agency_id: staff.id,
      created_at: at,
      latest_version: versions.length,
    },
    versions: versions.map((version, i) => ({
      report_id: id,
      number: i + 1,
      account: version,
      author_id: author,
      created_at: at,
      reason: i === 0 ? null : "read again",
    })),
    decisions: decisions.map(({ kind, version, reason }) => ({
      report_id: id,
      version,
      kind,
      decided_by_id: decided(kind),
      decided_at: at,
      reason,
    })),
    /** as the projection reads it */
    read: {
      case_id: caseId,
      id,
      created_at: new Date(at),
      latest_version: versions.length,
      latest_author_id: author,
      decisions: decisions.map(({ kind, version }) => ({ kind, version, atSource: false, at })),
      accounts: Object.fromEntries(versions.map((version, i) => [String(i + 1), version])),
    },
  };
}

/** Everything of some cases but the read model, by table. */
async function makeRows(
  db: Sql,
  world: SyntheticWorld,
  cases: readonly SyntheticCase[],
  reference: Reference,
): Promise<Map<string, CopyRow[]>> {
  const ids = await idsFrom(db, "case_file", cases.length);
  const named = cases.flatMap((it) => it.reports.flatMap((report) => report.account.people.filter(isTyped)));
  const personIds = (await idsFrom(db, "person", named.length)).values();
  const nextPerson = () => personIds.next().value ?? 0;

  const made = cases.map((it, i) => {
    const staff = world.agencies[it.agency % world.agencies.length];
    const author = staff?.analysts[it.author % staff.analysts.length];
    const caseId = ids[i];
    if (!staff || author === undefined || caseId === undefined) throw new Error("a synthetic agency has analysts");
    const reports = it.reports.map((report) =>
      reportRows(
        report,
        { caseId, staff, author },
        world.sources[report.source % world.sources.length] ?? 0,
        nextPerson,
      ),
    );
    const handling = handlingOf(it);
    const opened: ReportRow[] = reports.map(({ read }) => ({
      ...read,
      // What was logged first is the principal report until somebody chooses another, or it is withdrawn.
      chosen: reports[0]?.read.id ?? null,
      case_handling: handling,
      own: true,
    }));
    const rows = projectCase(caseId, opened, reference);
    const { case_id: _, ...projected } = rows.row;
    return {
      reports,
      rows,
      team: (handling === "red" ? [author, staff.reviewer] : [author]).map((user) => ({
        case_id: caseId,
        user_id: user,
        added_by_id: author,
      })),
      file: {
        id: caseId,
        reference: it.reference,
        owner_agency_id: staff.id,
        created_by_id: author,
        created_at: it.reports[0]?.loggedAt,
        operation: it.operation,
        ...projected,
      },
    };
  });
  const reports = made.flatMap((one) => one.reports);
  const stated = new Map(made.flatMap(({ rows }) => rows.reports.map((row) => [row.id, row])));
  return new Map<string, CopyRow[]>([
    ["case_file", made.map((one) => one.file)],
    ["case_member", made.flatMap((one) => one.team)],
    [
      "red_case_member",
      made
        .filter(({ file }) => file.handling === "red")
        .flatMap((one) => one.team.map(({ case_id, user_id }) => ({ user_id, case_id }))),
    ],
    ["person", reports.flatMap((one) => one.persons)],
    ["report", reports.map((one) => ({ ...one.report, ...stated.get(one.read.id) }))],
    ["report_version", reports.flatMap((one) => one.versions)],
    ["report_decision", reports.flatMap((one) => one.decisions)],
    ["person_mention", made.flatMap((one) => one.rows.mentions)],
    ["case_line", made.flatMap((one) => one.rows.lines)],
    ["line_mass", made.flatMap((one) => one.rows.masses)],
    ["involvement", made.flatMap((one) => one.rows.involvements)],
    ["asset", made.flatMap((one) => one.rows.assets)],
    ["route_leg", made.flatMap((one) => one.rows.legs)],
  ]);
}

function nameRow(one: TypedAccount["people"][number]) {
  if (typeof one.person !== "object" || one.person === null) throw new Error("not a typed name");
  const { name, nameLatin, alias, aliasLatin } = one.person;
  return { name, name_latin: nameLatin, alias, alias_latin: aliasLatin };
}
