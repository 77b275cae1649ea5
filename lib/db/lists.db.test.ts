import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";

const db = testDatabase();
let viewer: Viewer;

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeAgency(db, "north");
  viewer = await makeViewer(db, "north", "analyst");
  const line = { ...plainAccount().lines[0], substance: "magu", quantity: "3", unit: "tablet" };
  await log(viewer, newReport(sourceId, plainAccount({ lines: [line] as ReturnType<typeof plainAccount>["lines"] })));
});

const named = [
  ["case_file", "created_by_id", "app_user"],
  ["case_file", "owner_agency_id", "agency"],
  ["case_file", "transit_point_id", "transit_point"],
  ["report", "agency_id", "agency"],
  ["report", "author_id", "app_user"],
  ["report", "source_id", "source"],
  ["report_version", "author_id", "app_user"],
  ["report_decision", "decided_by_id", "app_user"],
  ["case_line", "substance_id", "substance"],
  ["line_mass", "set_id", "conversion_set"],
  ["line_mass", "factor_id", "conversion_factor"],
] as const;
const nowhere = 1_000_000;
const refused = (table: string, column: string) => ({
  ...{ code: "23503", table, constraint: `${table}_${column}_fkey` },
});

/** Beside these checks stand keys of other tables, which say it in other codes. */
const stays = { code: expect.stringMatching(/^(23503|23001|23514)$/) };

describe("what rows of a case name of lists and accounts", () => {
  it("is there: no row is written, or changed, that names anything else", async () => {
    for (const [table, column] of named) {
      const one = `(SELECT min(ctid) FROM ${table} WHERE ${column} IS NOT NULL)`;
      const update = `UPDATE ${table} SET ${column} = ${nowhere} WHERE ctid = ${one}`;
      await expect(db.sql(update), `${table}.${column}`).rejects.toMatchObject(refused(table, column));
      // A copy of a row under another key, which names what is not there.
      const columns = await db.sql<{ name: string }>(
        "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
      );
      const fresh: Record<string, string> = {
        ...{ [column]: String(nowhere), reference: "'C-AAAA-AAAA'", waiting_since: "NULL", draft_id: "NULL" },
        ...(table === "case_file" && { id: "id + 100000", principal_report_id: "NULL" }),
        ...(table === "report" && { id: "gen_random_uuid()" }),
        ...(table === "report_version" && { number: "number + 1" }),
        ...(table === "report_decision" && { id: "id + 100000" }),
        ...(table === "case_line" && { position: "position + 1" }),
        ...(table === "line_mass" && column === "factor_id" && { position: "position" }),
      };
      const values = columns.map(({ name }) => fresh[name] ?? name).join(", ");
      // Of masses the old ones make room.
      const room = table === "line_mass" ? `DELETE FROM line_mass; ` : "";
      const from = table === "line_mass" ? "kept" : table;
      await db.sql("BEGIN");
      await db.sql("CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM line_mass");
      await expect(
        db.sql(
          `${room}INSERT INTO ${table} (${columns.map(({ name }) => name).join(", ")}) SELECT ${values} FROM ${from}${column === "factor_id" ? " WHERE factor_id IS NOT NULL" : ""} LIMIT 1`,
        ),
        `${table}.${column}`,
      ).rejects.toMatchObject(refused(table, column));
      await db.sql("ROLLBACK");
    }
  });

  it("stays there: no entry that a row names is removed, or gets another id", async () => {
    for (const [table, column, list] of named) {
      const [row] = await db.sql<{ id: number }>(
        `SELECT ${column} AS id FROM ${table} WHERE ${column} IS NOT NULL LIMIT 1`,
      );
      expect(row?.id, `${table}.${column} is named in the test's case`).toBeGreaterThan(0);
      await expect(db.sql(`DELETE FROM ${list} WHERE id = ${row?.id}`)).rejects.toMatchObject(stays);
      await expect(db.sql(`UPDATE ${list} SET id = ${nowhere} WHERE id = ${row?.id}`)).rejects.toMatchObject(stays);
    }
    // What nobody names goes.
    const [unused] = await db.sql<{ id: number }>(
      "INSERT INTO transit_point (slug, name_en, name_zh, name_ko, country, position) VALUES ('unused', 'U', 'U', 'U', 'CN', 99) RETURNING id",
    );
    await db.sql("UPDATE transit_point SET id = $2 WHERE id = $1", [unused?.id, nowhere]);
    expect(await db.sql("DELETE FROM transit_point WHERE id = $1 RETURNING slug", [nowhere])).toHaveLength(1);
  });

  it("is not removed by somebody while a case that names it is being written, nor named while it is being removed", async () => {
    const [writer, remover] = [new pg.Client(db.adminUrl), new pg.Client(db.adminUrl)];
    await Promise.all([writer.connect(), remover.connect()]);
    const point = async (slug: string) => {
      const { rows } = await writer.query<{ id: number }>(
        "INSERT INTO transit_point (slug, name_en, name_zh, name_ko, country, position) VALUES ($1, 'P', 'P', 'P', 'CN', 99) RETURNING id",
        [slug],
      );
      return rows[0]?.id;
    };
    const name = (id: number | undefined) =>
      writer.query("UPDATE case_file SET transit_point_id = $1, attribution = 'stated'", [id]);
    const remove = (id: number | undefined) => remover.query("DELETE FROM transit_point WHERE id = $1", [id]);
    const waits = async (client: pg.Client & { processID?: number | null }) => {
      for (;;) {
        const [row] = await db.sql<{ waits: boolean }>(
          "SELECT wait_event_type = 'Lock' AS waits FROM pg_stat_activity WHERE pid = $1",
          [client.processID],
        );
        if (row?.waits) return;
      }
    };

    const first = await point("first");
    await writer.query("BEGIN");
    await name(first);
    const removing = remove(first).catch((error: unknown) => error);
    await waits(remover);
    await writer.query("COMMIT");
    expect(await removing).toMatchObject({ code: "23503" });

    const second = await point("second");
    await remover.query("BEGIN");
    await remove(second);
    const naming = name(second).catch((error: unknown) => error);
    await waits(writer);
    await remover.query("COMMIT");
    expect(await naming).toMatchObject(refused("case_file", "transit_point_id"));
    await Promise.all([writer.end(), remover.end()]);
  });
});
