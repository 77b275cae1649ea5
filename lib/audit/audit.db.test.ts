import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import words from "@/lib/i18n/messages/en/audit.json" with { type: "json" };
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { exportAudit, loadAuditPage } from "./loaders";
import { changedFields } from "./queries";

const db = testDatabase();
let auditor: Viewer;
let analyst: Viewer;
let reference = "";

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeAgency(db, "north");
  auditor = await makeViewer(db, "north", "auditor");
  analyst = await makeViewer(db, "north", "analyst");
  const suspect = {
    person: { name: "Secret Name", nameLatin: null, alias: "Secret Alias", aliasLatin: null },
    group: null,
    role: "courier",
    tier: "unknown",
    arrest: "arrested",
    basis: "fact",
    dataSubject: "suspect",
    nationality: null,
  } as const;
  const account = plainAccount({ note: "secret words of the source", people: [suspect] });
  ({ reference } = await log(analyst, newReport(sourceId, account)));
  await db.sql(
    `INSERT INTO audit_event (actor_id, actor_role, agency_id, action, subject_type, subject_id, at)
     SELECT $1, 'analyst', NULL, 'sign-in', 'session', 'x' || n, '2026-01-01T00:00Z'::timestamptz + n * interval '1 hour' FROM generate_series(1, 130) n`,
    [analyst.userId],
  );
});

/** The lines of the file, without its line of names: no value of these tests holds a line break. */
async function all(params: Record<string, string> = {}): Promise<string[]> {
  let file = "";
  for await (const part of await exportAudit(auditor, params)) file += part;
  return file.split("\r\n").slice(1, -1);
}

describe("the log", () => {
  it("says who did what to which case, with the rows that changed, and holds no name and no word of a source", async () => {
    const { entries } = await loadAuditPage(auditor, { subject: reference });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: "report.log",
      actor: { role: "analyst" },
      agency: "north",
      subject: { type: "case", id: reference },
    });
    const tables = entries[0]?.changes.map(({ table }) => table) ?? [];
    for (const table of ["case_file", "report", "report_version", "report_decision", "person"])
      expect(tables).toContain(table);
    expect((await all()).join()).not.toMatch(/Secret|secret words/);
    const person = entries[0]?.changes.find(({ table }) => table === "person");
    expect(person?.fields).toContainEqual({ name: "name", old: null, new: "[withheld]" });
  });

  it("is read in pages, newest first, each event once, and back again", async () => {
    const filter = { action: "sign-in" };
    const seen: string[] = [];
    let page = await loadAuditPage(auditor, filter);
    expect(page.newer).toBeNull();
    for (;;) {
      seen.push(...page.entries.map(({ id }) => id));
      if (page.older === null) break;
      page = await loadAuditPage(auditor, { ...filter, before: page.older });
    }
    expect(seen).toHaveLength(130);
    expect(new Set(seen).size).toBe(130);
    expect(seen).toEqual([...seen].sort((a, b) => Number(BigInt(b) - BigInt(a))));
    const back = await loadAuditPage(auditor, { ...filter, after: page.newer ?? "" });
    expect(back.entries.map(({ id }) => id)).toEqual(seen.slice(seen.indexOf(page.entries[0]?.id ?? "") - 50, -30));
  });

  it("takes days as the reader's agency has them", async () => {
    // Shanghai is eight hours ahead: its 2 January begins at 16:00 UTC of the first.
    const { entries } = await loadAuditPage(auditor, { action: "sign-in", from: "2026-01-02", to: "2026-01-02" });
    expect(entries).toHaveLength(24);
    expect(entries.at(-1)?.at).toBe("2026-01-01T16:00:00.000Z");
    expect(entries[0]?.at).toBe("2026-01-02T15:00:00.000Z");
  });

  it("names what an address gets wrong, and offers what occurs", async () => {
    const page = await loadAuditPage(auditor, { colour: "red", from: "2026-02-30", actor: "x", action: "sign-in" });
    expect(page.problems.map(({ key }) => key).sort()).toEqual(["actor", "colour", "from"]);
    expect(page.filter).toMatchObject({ action: "sign-in", from: null, actor: null });
    expect(page.actions).toEqual(expect.arrayContaining(["report.log", "sign-in"]));
    expect(page.actors.map(({ id }) => id)).toContain(analyst.userId);
  });

  it("is taken out whole, and that it was is in it", async () => {
    const before = await all();
    const [{ count = 0 } = {}] = await db.sql<{ count: number }>("SELECT count(*)::int AS count FROM audit_event");
    expect(before).toHaveLength(count - 1);
    const [newest] = (await loadAuditPage(auditor, {})).entries;
    expect(newest).toMatchObject({ action: "audit.export", actor: { role: "auditor" } });
  });

  it("calls every table and field that it may show by a word", async () => {
    const rows = await db.sql<{ name: string; columns: string[] }>(`
      SELECT c.relname AS name, array_agg(a.attname::text) AS columns FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE t.tgname = 'audit_insert' GROUP BY c.relname`);
    expect(rows.length).toBeGreaterThan(20);
    const without = rows.flatMap(({ name, columns }) => [
      ...(name in words.table ? [] : [`audit.table.${name}`]),
      ...columns.filter((column) => !(column in words.field)).map((column) => `audit.field.${column}`),
    ]);
    expect([...new Set(without)], "give these their words in lib/i18n/messages/*/audit.json").toEqual([]);
  });

  it.each(["viewer", "analyst", "reviewer", "admin"] as const)("is closed to the role %s", async (role) => {
    const viewer = await makeViewer(db, "north", role);
    await expect(loadAuditPage(viewer, {})).rejects.toThrow(AppError);
    await expect(exportAudit(viewer, {})).rejects.toThrow(AppError);
  });
});

describe("an event that changed very many rows", () => {
  it("shows the first, and counts on a page as far as that is quick, in the file to the end", async () => {
    const rows = 1_300;
    const [event] = await db.sql<{ id: string }>(
      "INSERT INTO audit_event (actor_id, actor_role, action, subject_type, subject_id) VALUES ($1, 'analyst', 'import.publish', 'import', 'B-MANY') RETURNING id",
      [analyst.userId],
    );
    await db.sql(
      `INSERT INTO audit_change (event_id, table_name, row_key, operation, new_row)
       SELECT $1, 'case_member', n || ' 1', 'insert', jsonb_build_object('case_id', n) FROM generate_series(1, $2::int) n`,
      [event?.id, rows],
    );
    const { entries } = await loadAuditPage(auditor, { subject: "B-MANY" });
    expect(entries).toMatchObject([{ hidden: 960, uncounted: true }]);
    expect(entries[0]?.changes.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, n) => `${n + 1} 1`));
    const [line] = await all({ subject: "B-MANY" });
    expect(line).toContain(`""more"":${rows - 40}`);
  });
});

describe("changedFields", () => {
  it("gives what differs, and of a new or removed row what it holds", () => {
    expect(changedFields({ a: 1, b: "x", c: null }, { a: 2, b: "x", c: "y" })).toEqual([
      { name: "a", old: "1", new: "2" },
      { name: "c", old: null, new: "y" },
    ]);
    expect(changedFields(null, { a: 1, b: null })).toEqual([{ name: "a", old: null, new: "1" }]);
    expect(changedFields({ a: { b: 1 } }, null)).toEqual([{ name: "a", old: '{"b":1}', new: null }]);
  });
});
