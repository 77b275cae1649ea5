import { builtInViewer } from "@/lib/auth/mint";
import { resolveCases } from "@/lib/cases/resolve";
import { strictest } from "@/lib/cases/rules";
import type { TypedAccount } from "@/lib/cases/schema";
import { accountSchema } from "@/lib/cases/schema";
import { withViewerWrite } from "@/lib/db/with-viewer";
import type { TestDatabase } from "./database";
import type { SyntheticCase, SyntheticLists } from "./synthetic";

type Sql = Pick<TestDatabase, "sql">;
/** Ids of an agency's users: its analysts, and the reviewer who verifies and stands on the team of its RED cases. */
type Staff = { id: number; analysts: readonly number[]; reviewer: number };
/** Who and what a synthetic register stands on in this database. */
export type SyntheticWorld = { lists: SyntheticLists; agencies: readonly Staff[]; sources: readonly number[] };

/**
 * Agencies with three analysts and a reviewer each, and sources, beside whatever reference lists the database has.
 * @param db as its owner or superuser
 */
export async function makeSyntheticWorld(db: Sql, agencies = 4, sources = 40): Promise<SyntheticWorld> {
  const points = await db.sql<{ slug: string }>(`SELECT slug FROM transit_point ORDER BY position, slug`);
  const substances = await db.sql<SyntheticLists["substances"][number]>(
    `SELECT slug, family, form FROM substance ORDER BY position, slug`,
  );
  const staff: Staff[] = [];
  for (let n = 1; n <= agencies; n += 1) {
    const [agency] = await db.sql<{ id: number }>(
      `INSERT INTO agency (code, name, time_zone) VALUES ($1, $2, 'Asia/Shanghai') RETURNING id`,
      [`synthetic-${n}`, `Synthetic agency ${n}`],
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
  const lists = { points: points.map((point) => point.slug), substances, agencies, sources };
  return { lists, agencies: staff, sources: made.map((row) => row.id) };
}

const casesAtOnce = 1_000;

/**
 * Loads cases by the thousand. What people wrote (cases, reports, versions, decisions, people, teams) is written in bulk, as the owner, with
 * the times at which it was written; what follows from it (the projection and the read model) by resolveCases, as for every other write. A
 * test compares the outcome with logging the same reports one by one.
 */
export async function loadSyntheticRegister(
  db: Sql,
  world: SyntheticWorld,
  cases: Iterable<SyntheticCase>,
): Promise<void> {
  const operator = await builtInViewer("operator");
  for (const some of inParts(cases, casesAtOnce)) {
    await db.sql("BEGIN");
    try {
      await db.sql(
        `SELECT set_config('weir.user', $1, true), set_config('weir.role', 'operator', true), set_config('weir.agency', $2, true)`,
        [String(operator.userId), String(operator.agencyId)],
      );
      await db.sql(`SELECT append_event('register.synthetic', 'register', 'synthetic', NULL, $1::jsonb)`, [
        JSON.stringify({ cases: some.length }),
      ]);
      const ids = await writeCases(db, world, some);
      await db.sql("COMMIT");
      await withViewerWrite(operator, (tx) => resolveCases(tx, ids));
    } catch (error) {
      await db.sql("ROLLBACK");
      throw error;
    }
  }
  await db.sql("ANALYZE");
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

async function idsFrom(db: Sql, sequence: "case_file_id_seq" | "person_id_seq", count: number): Promise<number[]> {
  const rows = await db.sql<{ id: number }>(`SELECT nextval($1)::int AS id FROM generate_series(1, $2::int)`, [
    sequence,
    count,
  ]);
  return rows.map((row) => row.id);
}

async function writeCases(db: Sql, world: SyntheticWorld, cases: readonly SyntheticCase[]): Promise<number[]> {
  const ids = await idsFrom(db, "case_file_id_seq", cases.length);
  const staffed = cases.map((it, i) => {
    const staff = world.agencies[it.agency % world.agencies.length];
    const author = staff?.analysts[it.author % staff.analysts.length];
    if (!staff || author === undefined) throw new Error("a synthetic agency has analysts");
    return { it, id: ids[i] ?? 0, staff, author };
  });
  const reports = staffed.flatMap(({ it, id, staff, author }) =>
    it.reports.map((report) => ({ report, caseId: id, staff, author })),
  );
  const typed = reports.flatMap(({ report }) => report.account.people.filter(isTyped));
  const personIds = await idsFrom(db, "person_id_seq", typed.length);

  await db.sql(
    `INSERT INTO case_file (id, reference, owner_agency_id, created_by_id, created_at, operation, handling)
     SELECT x.id, x.reference, x.agency, x.author, x.at, x.operation, x.handling
     FROM jsonb_to_recordset($1::jsonb) AS x(id int, reference text, agency int, author int, at timestamptz, operation text, handling text)`,
    [
      JSON.stringify(
        staffed.map(({ it, id, staff, author }) => ({
          id,
          reference: it.reference,
          agency: staff.id,
          author,
          at: it.reports[0]?.loggedAt,
          operation: it.operation,
          handling: handlingOf(it),
        })),
      ),
    ],
  );
  await db.sql(
    `INSERT INTO case_member (case_id, user_id, added_by_id) SELECT x.id, x.member, x.author
     FROM jsonb_to_recordset($1::jsonb) AS x(id int, member int, author int)`,
    [
      JSON.stringify(
        staffed.flatMap((one) => teamOf(one).map((member) => ({ id: one.id, member, author: one.author }))),
      ),
    ],
  );
  await writeReports(db, world, reports, personIds);
  // What was logged first is the principal report until somebody chooses another, or it is withdrawn.
  await db.sql(
    `UPDATE case_file c SET principal_report_id = x.report FROM jsonb_to_recordset($1::jsonb) AS x(id int, report uuid) WHERE c.id = x.id`,
    [JSON.stringify(staffed.map(({ it, id }) => ({ id, report: it.reports[0]?.id })))],
  );
  return ids;
}

const isTyped = (one: TypedAccount["people"][number]) => typeof one.person === "object" && one.person !== null;
const handlingOf = (it: SyntheticCase) => strictest(it.reports.map((report) => report.account.handling));
const teamOf = ({ it, author, staff }: { it: SyntheticCase; author: number; staff: Staff }) =>
  handlingOf(it) === "red" ? [author, staff.reviewer] : [author];

async function writeReports(
  db: Sql,
  world: SyntheticWorld,
  reports: readonly { report: SyntheticCase["reports"][number]; caseId: number; staff: Staff; author: number }[],
  personIds: number[],
): Promise<void> {
  let next = 0;
  const rows = reports.map(({ report, caseId, staff, author }) => {
    const people = report.account.people.map((one) =>
      isTyped(one) ? { ...one, person: personIds[next++] ?? 0 } : one,
    );
    const names = report.account.people.flatMap((one, i) =>
      isTyped(one) ? [{ ...nameRow(one), id: people[i]?.person }] : [],
    );
    const source = world.sources[report.source % world.sources.length] ?? 0;
    const base = { source, at: report.loggedAt, caseId, author, agency: staff.id, id: report.id };
    const account = accountSchema.parse({ ...report.account, people, source });
    const versions = [account, ...(report.amended ? [{ ...account, note: report.amended.note }] : [])];
    return { ...base, account, people, names, versions, decisions: report.decisions, reviewer: staff.reviewer };
  });
  await db.sql(
    `INSERT INTO person (id, name, name_latin, alias, alias_latin, created_by_id)
     SELECT x.id, x.name, x.name_latin, x.alias, x.alias_latin, x.author
     FROM jsonb_to_recordset($1::jsonb) AS x(id int, name text, name_latin text, alias text, alias_latin text, author int)`,
    [JSON.stringify(rows.flatMap((row) => row.names.map((name) => ({ ...name, author: row.author }))))],
  );
  await db.sql(
    `INSERT INTO report (id, case_id, source_id, author_id, agency_id, external_reference, credibility, handling, created_at, latest_version)
     SELECT x.id, x."caseId", x.source, x.author, x.agency, x.reference, x.credibility, x.handling, x.at, x.latest
     FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "caseId" int, source int, author int, agency int, reference text, credibility text, handling text, at timestamptz, latest int)`,
    [
      JSON.stringify(
        rows.map(({ account, versions, names: _, people: __, decisions: ___, ...row }) => ({
          ...row,
          reference: account.externalReference,
          credibility: account.credibility,
          handling: account.handling,
          latest: versions.length,
        })),
      ),
    ],
  );
  await db.sql(
    `INSERT INTO person_mention (report_id, person_id, data_subject)
     SELECT x.report, x.person, x.subject FROM jsonb_to_recordset($1::jsonb) AS x(report uuid, person int, subject text)`,
    [
      JSON.stringify(
        rows.flatMap((row) =>
          row.people.flatMap((one) =>
            one.person === null ? [] : [{ report: row.id, person: one.person, subject: one.dataSubject }],
          ),
        ),
      ),
    ],
  );
  await db.sql(
    `INSERT INTO report_version (report_id, number, account, author_id, created_at, reason)
     SELECT x.report, x.number, x.account, x.author, x.at, x.reason
     FROM jsonb_to_recordset($1::jsonb) AS x(report uuid, number int, account jsonb, author int, at timestamptz, reason text)`,
    [
      JSON.stringify(
        rows.flatMap((row) =>
          row.versions.map((account, i) => ({
            report: row.id,
            number: i + 1,
            account,
            author: row.author,
            at: row.at,
            reason: i === 0 ? null : "read again",
          })),
        ),
      ),
    ],
  );
  await db.sql(
    `INSERT INTO report_decision (report_id, version, kind, decided_by_id, decided_at, reason)
     SELECT x.report, x.version, x.kind, x.by, x.at, x.reason
     FROM jsonb_to_recordset($1::jsonb) AS x(report uuid, version int, kind text, by int, at timestamptz, reason text, nth int) ORDER BY x.nth`,
    [
      JSON.stringify(
        rows.flatMap((row) =>
          row.decisions.map((decision, nth) => ({
            report: row.id,
            nth,
            ...decision,
            by: decision.kind === "submitted" || decision.kind === "withdrawn" ? row.author : row.reviewer,
            at: row.at,
          })),
        ),
      ),
    ],
  );
}

function nameRow(one: TypedAccount["people"][number]) {
  if (typeof one.person !== "object" || one.person === null) throw new Error("not a typed name");
  const { name, nameLatin, alias, aliasLatin } = one.person;
  return { name, name_latin: nameLatin, alias, alias_latin: aliasLatin };
}
