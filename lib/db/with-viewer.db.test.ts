import { beforeAll, describe, expect, it } from "vitest";
import { consult, namesOfCase } from "@/lib/audit/consult";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loginClient } from "./client";
import { sqlState } from "./failure";
import { withSystem } from "./system";
import { withViewer, withViewerWrite } from "./with-viewer";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let reader: Viewer;
let auditor: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  reader = await makeViewer(db, "north", "viewer");
  auditor = await makeViewer(db, "north", "auditor");
});

const state = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => sqlState(error) ?? String(error),
  );

describe("the database without a viewer", () => {
  it("refuses every register table, and every account", async () => {
    const tables = await db.sql<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(30);
    for (const { relname } of tables)
      expect(await state(loginClient().$queryRawUnsafe(`SELECT 1 FROM ${relname} LIMIT 1`)), relname).toBe("42501");
  });

  it("refuses the functions that run as the owner", async () => {
    for (const call of [
      "refresh_read_model(ARRAY[1])",
      "search_cases('a', 1)",
      "append_event('a','b','c','d','{}')",
      "append_system_event(1,'a','b','c','d','{}')",
    ])
      expect(await state(loginClient().$queryRawUnsafe(`SELECT ${call}::text`)), call).toBe("42501");
  });

  it("does not let the login role become the owner or step past the policies", async () => {
    expect(await state(loginClient().$executeRawUnsafe("SET ROLE weir_owner"))).toBe("42501");
    expect(
      await state(
        loginClient().$transaction([
          loginClient().$executeRawUnsafe("SET LOCAL ROLE weir_app"),
          loginClient().$queryRawUnsafe("SELECT 1 FROM case_file"),
        ]),
      ),
    ).not.toBe("done");
  });

  it("keeps the register from the role of accounts, and accounts' secrets from the role of the register", async () => {
    expect(await state(withSystem((tx) => tx.$queryRaw`SELECT 1 FROM case_file`))).toBe("42501");
    expect(await state(withViewer(analyst, (tx) => tx.$queryRaw`SELECT password_hash FROM app_user`))).toBe("42501");
    expect(await state(withViewer(analyst, (tx) => tx.$queryRaw`SELECT 1 FROM session`))).toBe("42501");
  });

  it("forces row-level security on every table of the register", async () => {
    const open = await db.sql<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1`,
    );
    // Accounts belong to a role that the register's cannot enter; a set of substances tells of no case.
    expect(open.map((t) => t.relname)).toEqual([
      "_prisma_migrations",
      "agency",
      "app_user",
      "session",
      "sign_in_throttle",
      "substance_set",
    ]);
  });
});

describe("a transaction of a viewer", () => {
  it("reads from one snapshot and cannot write", async () => {
    expect(await state(withViewer(analyst, (tx) => tx.$executeRaw`DELETE FROM draft`))).toBe("25006");
  });

  it("ends with the user's account", async () => {
    const gone = await makeViewer(db, "north", "analyst");
    await db.sql("UPDATE app_user SET active = false WHERE id = $1", [gone.userId]);
    await expect(withViewer(gone, (tx) => tx.$queryRaw`SELECT 1 FROM case_file`)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("leaves nothing of the viewer behind on the connection", async () => {
    await withViewer(analyst, (tx) => tx.$queryRaw`SELECT 1`);
    for (let i = 0; i < 12; i++) expect(await state(loginClient().$queryRaw`SELECT 1 FROM case_file`)).toBe("42501");
  });

  it("does not let a reader write, whatever the code forgets", async () => {
    expect(
      await state(
        withViewerWrite(
          reader,
          (tx) =>
            tx.$executeRaw`INSERT INTO case_file (reference, owner_agency_id, created_by_id, handling) VALUES ('X', ${reader.agencyId}, ${reader.userId}, 'clear')`,
        ),
      ),
    ).toBe("42501");
  });

  it("keeps the reference lists from whoever may not keep them", async () => {
    for (const sql of [
      "INSERT INTO coverage_period (point_id, from_date) SELECT id, '2010-01-01' FROM transit_point",
      "INSERT INTO marker (edtf, date_from, date_to, text_en, text_zh, text_ko) VALUES ('2010', '2010-01-01', '2010-12-31', 'x', 'x', 'x')",
    ])
      for (const viewer of [reader, analyst, auditor])
        expect(await state(withViewerWrite(viewer, (tx) => tx.$executeRawUnsafe(sql))), sql).toBe("42501");
    expect(await withViewerWrite(analyst, (tx) => tx.$executeRaw`UPDATE transit_point SET name_en = 'x'`)).toBe(0);
    expect(await withViewerWrite(analyst, (tx) => tx.$executeRaw`DELETE FROM substance_synonym`)).toBe(0);
  });

  it("keeps another agency out of a case's team, and every case with its owner", async () => {
    await makeAgency(db, "south");
    const foreign = await makeViewer(db, "south", "reviewer");
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ handling: "green" })));
    const join = (viewer: Viewer, member: number, addedBy: number) =>
      withViewerWrite(
        viewer,
        (tx) =>
          tx.$executeRaw`INSERT INTO case_member (case_id, user_id, added_by_id) SELECT id, ${member}, ${addedBy} FROM case_file WHERE reference = ${reference}`,
      );
    expect(await state(join(foreign, foreign.userId, foreign.userId))).toBe("42501");
    expect(await state(join(foreign, foreign.userId, analyst.userId))).toBe("42501");
    expect(await state(join(analyst, reader.userId, foreign.userId))).toBe("42501");
    expect(await state(join(analyst, reader.userId, analyst.userId))).toBe("done");
    for (const sql of [
      "UPDATE case_file SET owner_agency_id = 1",
      "UPDATE case_file SET created_by_id = 1",
      "UPDATE report SET author_id = 1",
      "UPDATE report SET agency_id = 1",
    ])
      expect(await state(withViewerWrite(foreign, (tx) => tx.$executeRawUnsafe(sql))), sql).toBe("42501");
  });

  it("lets nobody write in another's name or change what is append-only", async () => {
    const { reportId } = await log(analyst, newReport(sourceId, plainAccount()));
    const forged = withViewerWrite(
      analyst,
      (tx) =>
        tx.$executeRaw`INSERT INTO report_decision (report_id, version, kind, decided_by_id) VALUES (${reportId}::uuid, 1, 'verified', ${reader.userId})`,
    );
    expect(await state(forged)).toBe("42501");
    for (const sql of [
      "UPDATE report_version SET reason = 'x'",
      "DELETE FROM report_version",
      "DELETE FROM report_decision",
      "UPDATE person SET name = 'x'",
      "DELETE FROM audit_event",
      "UPDATE audit_change SET new_row = NULL",
      "DELETE FROM report",
      "DELETE FROM case_file",
    ])
      expect(await state(withViewerWrite(analyst, (tx) => tx.$executeRawUnsafe(sql))), sql).toBe("42501");
  });
});

describe("the log", () => {
  it("holds one action for a write, and each row change beside it", async () => {
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ people: [named("Kim")] })));
    const [event] = await db.sql<{ id: string; action: string; actor_id: number }>(
      "SELECT id, action, actor_id FROM audit_event WHERE subject_id = $1",
      [reference],
    );
    expect(event).toMatchObject({ action: "report.log", actor_id: analyst.userId });
    const changed = await db.sql<{ table_name: string }>(
      "SELECT DISTINCT table_name FROM audit_change WHERE event_id = $1 ORDER BY 1",
      [event?.id],
    );
    expect(changed.map((c) => c.table_name)).toEqual([
      "case_file",
      "case_member",
      "person",
      "person_mention",
      "report",
      "report_decision",
      "report_version",
    ]);
    expect(
      await db.sql(
        "SELECT count(*)::int AS n FROM audit_change WHERE old_row::text LIKE '%Kim%' OR new_row::text LIKE '%Kim%'",
      ),
    ).toEqual([{ n: 0 }]);
  });

  it("shows a row change that went past the code as one without an action", async () => {
    await db.sql("UPDATE source SET pages = 'p. 1' WHERE id = $1", [sourceId]);
    expect(
      await db.sql(
        "SELECT operation, event_id FROM audit_change WHERE table_name = 'source' AND event_id IS NULL ORDER BY id DESC LIMIT 1",
      ),
    ).toEqual([{ operation: "update", event_id: null }]);
  });

  it("has the consultation before a name is seen, once per opening, and none where no name opens", async () => {
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ people: [named("Pak")] })));
    const open = (viewer: Viewer) =>
      consult(
        viewer,
        (tx) => namesOfCase(tx, reference),
        (tx) => tx.$queryRaw<{ name: string }[]>`SELECT name FROM person WHERE name = 'Pak'`,
      );
    const events = () =>
      db.sql<{ actor_id: number }>(
        "SELECT actor_id FROM audit_event WHERE action = 'consult' AND subject_id = $1 ORDER BY id",
        [reference],
      );
    expect(await open(analyst)).toEqual([{ name: "Pak" }]);
    expect(await events()).toEqual([{ actor_id: analyst.userId }]);
    expect(await open(reader)).toEqual([]);
    expect(await open(auditor)).toEqual([]);
    expect(await events()).toHaveLength(1);
    expect(await open(await builtInViewer("operator"))).toEqual([{ name: "Pak" }]);
    expect(await events()).toHaveLength(2);
  });

  it("opens no name but those that the consultation's event holds", async () => {
    const first = await log(analyst, newReport(sourceId, plainAccount({ people: [named("Ri")] })));
    await log(analyst, newReport(sourceId, plainAccount({ people: [named("Choe")] })));
    const names = await consult(
      analyst,
      (tx) => namesOfCase(tx, first.reference),
      (tx) => tx.$queryRaw`SELECT name FROM person ORDER BY name`,
    );
    expect(names).toEqual([{ name: "Ri" }]);
  });

  it("withholds from the auditor what a source says in words", async () => {
    const words = "somebody lives behind the station";
    await log(analyst, newReport(sourceId, plainAccount({ note: words, place: words, concealment: words })));
    const seen = await withViewer(
      auditor,
      (tx) =>
        tx.$queryRaw<{ row: string }[]>`SELECT new_row::text AS row FROM audit_change WHERE table_name = 'case_file'`,
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ row }) => row.includes("station"))).toEqual([]);
  });

  it("is the auditor's to read, and nobody else's", async () => {
    const count = (viewer: Viewer) => withViewer(viewer, (tx) => tx.auditEvent.count());
    expect(await count(auditor)).toBeGreaterThan(0);
    expect(await count(analyst)).toBe(0);
  });
});

function named(name: string) {
  return {
    person: { name, nameLatin: null, alias: null, aliasLatin: null },
    group: null,
    role: "courier" as const,
    tier: "unknown" as const,
    arrest: "arrested" as const,
    basis: "fact" as const,
    dataSubject: "suspect" as const,
    nationality: null,
  };
}
