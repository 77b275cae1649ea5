import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { loadAdminStart } from "@/lib/admin/loaders";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { loadCaseFile } from "@/lib/reports/loaders";
import { makeAccount, openTestSession, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { templateName } from "@/lib/testing/global-setup";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeReferenceLists } from "@/lib/testing/world";
import { testPostgresAt } from "../boot/test-postgres.mjs";
import { backUp, restore } from "./backup-database";
import { BackupWriter, readBackup } from "./backup-file";
import { Refusal } from "./command";

stubSecret();
const db = testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-backup-"));
const server = () => testPostgresAt(inject("testServer"));
const made: string[] = [];
let analyst: Viewer;
let sourceId = 0;

/** A file's name that nothing has yet. */
const fresh = () => path.join(folder, `${randomBytes(4).toString("hex")}.weir`);

async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated register with nothing in it; its address. */
async function emptyRegister(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  made.push(name);
  return (await server().clone(templateName, name)).adminUrl;
}

const back = (file: string) => asAdministrator(db.adminUrl, (client) => backUp(client, file, "0.0.0"));
const into = (url: string, file: string) => asAdministrator(url, (client) => restore(client, file));

/** What of the log a copy writes itself. */
const own: Record<string, string> = {
  audit_event: "WHERE action NOT IN ('backup', 'restore')",
  audit_change: "WHERE table_name <> 'backup_note'",
};

/** Every row of every table, in an order of its own; without what a copy leaves out and what it writes itself. */
const everything = (url: string) =>
  asAdministrator(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'session', 'sign_in_throttle', 'account_link', 'backup_note') ORDER BY 1",
    );
    const all: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM "${name}" t ${own[name] ?? ""} ORDER BY 1`,
      );
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  });

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  const account = await makeAccount("analyst");
  analyst = account.viewer;
  await openTestSession(account.email);
  for (const note of ["plain", "two\nlines\tand a tab \\ and \\. a dot", "단둥 丹东 👍", "#12\n{}"])
    await log(analyst, newReport(sourceId, plainAccount({ note, lines: [plainLine({ asReported: note })] })));
});
afterAll(async () => {
  for (const name of made) await server().drop(name);
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("a backup", () => {
  it("restored into an empty register is the register, row by row, and says so in both logs", async () => {
    const file = fresh();
    const summary = await back(file);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(summary.tables.find(({ table }) => table === "case_file")).toMatchObject({ rows: 4 });
    expect(summary.tables.map(({ table }) => table)).not.toContain("session");

    const url = await emptyRegister();
    const before = await everything(db.adminUrl);
    expect(before.report_version?.length).toBe(4);
    await into(url, file);
    expect(await everything(url)).toEqual(before);
    const logged = await asAdministrator(url, (client) =>
      client.query(
        "SELECT action, actor_role AS role, subject_id AS sha256 FROM audit_event WHERE action IN ('backup', 'restore')",
      ),
    );
    expect(logged.rows).toEqual([{ action: "restore", role: "operator", sha256: summary.sha256 }]);
    const here = await db.sql("SELECT action, subject_id AS sha256 FROM audit_event WHERE action = 'backup'");
    expect(here).toContainEqual({ action: "backup", sha256: summary.sha256 });
  });

  it("goes on counting where it was: what is logged afterwards takes no id twice", async () => {
    const file = fresh();
    await back(file);
    const url = await emptyRegister();
    await into(url, file);
    const next = (at: string) =>
      asAdministrator(
        at,
        async (client) => (await client.query("SELECT nextval('case_file_id_seq')::int AS id")).rows[0].id,
      );
    expect(await next(url)).toBe(await next(db.adminUrl));
  });

  it("is one moment, while reports are being logged", async () => {
    const logging = Promise.all(
      Array.from({ length: 12 }, () => log(analyst, newReport(sourceId, plainAccount({ note: "meanwhile" })))),
    );
    const file = fresh();
    await back(file);
    await logging;
    const url = await emptyRegister();
    await into(url, file);
    const [row] = (
      await asAdministrator(url, (client) =>
        client.query(
          `SELECT (SELECT count(*)::int FROM case_file) AS cases, (SELECT count(*)::int FROM report) AS reports,
             (SELECT count(*)::int FROM report_version) AS versions, (SELECT count(*)::int FROM case_flat) AS listed,
             (SELECT count(*)::int FROM case_line l LEFT JOIN case_file c ON c.id = l.case_id WHERE c.id IS NULL) AS orphans`,
        ),
      )
    ).rows;
    expect(row).toEqual({ cases: row.cases, reports: row.cases, versions: row.cases, listed: row.cases, orphans: 0 });
  });

  it("is noted where the administrator finds it, and by nobody else: when, which file, how large, read back", async () => {
    const file = fresh();
    const { header, bytes, sha256 } = await back(file);
    const { viewer: admin } = await makeAccount("admin");
    const { backup, backupAge } = await loadAdminStart(admin);
    expect(backup).toEqual({
      takenAt: header.takenAt,
      checkedAt: expect.any(String),
      fileName: path.basename(file),
      bytes,
      sha256,
    });
    expect(bytes).toBe(fs.statSync(file).size);
    expect(backupAge).toBe("recent");
    const seen = await withViewer(analyst, (tx) => tx.$queryRaw<unknown[]>`SELECT 1 FROM backup_note`);
    expect(seen).toEqual([]);
    const changes = await db.sql(
      "SELECT e.action FROM audit_change c JOIN audit_event e ON e.id = c.event_id WHERE c.table_name = 'backup_note' AND e.subject_id = $1",
      [sha256],
    );
    expect(changes).toEqual([{ action: "backup" }]);
  });

  it("that does not read back gets no name, leaves nothing, and is not noted", async () => {
    const file = fresh();
    const writer = new BackupWriter(file);
    await writer.begin({
      format: "weir-backup",
      version: 1,
      weir: "0.0.0",
      takenAt: new Date().toISOString(),
      migrations: [],
    });
    await writer.sequences({});
    await writer.close();
    const written = fs.readFileSync(`${file}.part`);
    fs.writeFileSync(`${file}.part`, written.subarray(0, written.length - 12));
    await expect(writer.keep()).rejects.toThrow(/ends in the middle/);
    expect(fs.existsSync(file), "the name").toBe(false);
    await writer.abandon();
    expect(fs.existsSync(`${file}.part`)).toBe(false);
  });

  it("overwrites no file, and leaves nothing of one that failed", async () => {
    const file = fresh();
    await back(file);
    await expect(back(file)).rejects.toThrow(/is there already/);
    await expect(back(path.join(folder, "no", "such", "folder"))).rejects.toThrow(Refusal);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("is refused to whom row-level security binds: a part is no copy", async () => {
    const file = fresh();
    await expect(asAdministrator(db.loginUrl, (client) => backUp(client, file, "0.0.0"))).rejects.toThrow(
      /may not see every row/,
    );
    expect(fs.existsSync(file)).toBe(false);
  });
});

describe("restoring", () => {
  it("refuses a register that holds something, and changes nothing there", async () => {
    const file = fresh();
    await back(file);
    const before = await everything(db.adminUrl);
    await expect(into(db.adminUrl, file)).rejects.toThrow(/is not empty/);
    expect(await everything(db.adminUrl)).toEqual(before);
  });

  it("refuses whatever is not whole: cut off, changed, another file, none; and writes nothing", async () => {
    const file = fresh();
    await back(file);
    const whole = fs.readFileSync(file);
    const text = gunzipSync(whole).toString("latin1");
    const changed = (from: string, to: string) => {
      expect(text.includes(from), from).toBe(true);
      return gzipSync(Buffer.from(text.replace(from, to), "latin1"));
    };
    const spoilt: [string, Buffer, RegExp][] = [
      ["cut off", whole.subarray(0, whole.length - 40), /ends in the middle/],
      [
        "cut off between parts",
        gzipSync(Buffer.from(text.slice(0, text.lastIndexOf('{"end"')), "latin1")),
        /ends in the middle/,
      ],
      ["a row", changed("plain", "plane"), /was changed/],
      ["a count", changed('{"rows":1,', '{"rows":2,'), /was changed/],
      ["a date", changed('"weir":"0.0.0"', '"weir":"0.0.1"'), /was changed/],
      [
        "a flipped bit",
        Buffer.from(whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 8 : byte))),
        /was changed|ends in the middle/,
      ],
      ["another file", gzipSync("date,point\n2010-07,yanbian\n"), /no backup of Weir/],
      ["no archive", Buffer.from("date,point\n"), /no backup of Weir/],
      ["an empty file", Buffer.alloc(0), /ends in the middle|no backup of Weir/],
    ];
    const url = await emptyRegister();
    for (const [what, bytes, says] of spoilt) {
      const bad = fresh();
      fs.writeFileSync(bad, bytes);
      await expect(into(url, bad), what).rejects.toThrow(says);
    }
    await expect(into(url, fresh())).rejects.toThrow(/There is no file/);
    expect(Object.values(await everything(url)).flat()).toEqual([]);
    await expect(readBackup(file)).resolves.toMatchObject({ header: { weir: "0.0.0" } });
  });

  it("refuses a backup of another version of Weir", async () => {
    const file = fresh();
    await back(file);
    const url = await emptyRegister();
    await asAdministrator(url, (client) =>
      client.query("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name LIKE '%_audit'"),
    );
    await expect(into(url, file)).rejects.toThrow(/another version of Weir/);
  });

  it("keeps the rules: what a viewer sees in the copy is what they see in the register", async () => {
    const { reference } = await log(analyst, newReport(sourceId, plainAccount({ note: "seen through the rules" })));
    const file = fresh();
    await back(file);
    const url = await emptyRegister();
    await into(url, file);
    const here = await withViewer(
      analyst,
      (tx) => tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM case_file`,
    );
    const there = await asAdministrator(url, (client) => client.query("SELECT count(*)::int AS n FROM case_file"));
    expect(there.rows[0]?.n).toBe(here[0]?.n);
    expect((await loadCaseFile(analyst, reference)).reference).toBe(reference);
    const bound = await asAdministrator(url, (client) =>
      client.query(
        "SELECT count(*)::int AS n FROM pg_class WHERE relname IN ('case_file', 'person', 'report') AND relrowsecurity AND relforcerowsecurity",
      ),
    );
    expect(bound.rows[0]?.n).toBe(3);
  });
});
