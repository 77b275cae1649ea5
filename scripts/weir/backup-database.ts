import path from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { BackupSummary, Sequences } from "./backup-file";
import { BackupWriter, RowCount, readBackup } from "./backup-file";
import { Refusal } from "./command";

/**
 * What is not the register's but of this installation: who is signed in where, who has tried to be, links that were handed out (one that
 * was used or withdrawn since must not open again), and which backups were made.
 */
const leftOut = ["_prisma_migrations", "session", "sign_in_throttle", "account_link", "backup_note"];

type Table = { table: string; columns: string[]; key: string[] };

const quote = (client: pg.Client, names: readonly string[]) =>
  names.map((name) => client.escapeIdentifier(name)).join(", ");

/** Values look the same from every server, whatever its settings. */
const plainText = `SET LOCAL row_security = off; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'; SET LOCAL statement_timeout = 0`;

/** The register's tables with their stored columns and their primary keys, by name. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS "table",
        array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
        array(SELECT a.attname::text FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attnum = k.attnum
          WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.n) AS key
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relname = ANY ($1) ORDER BY c.relname`,
    [leftOut],
  );
  return rows;
}

/** A table's rows in the order of its key, as COPY's text format has them. */
function rowsOf(client: pg.Client, { table, columns, key }: Table): AsyncIterable<Buffer> {
  const order = key.length > 0 ? quote(client, key) : `${client.escapeIdentifier(table)}::text`;
  return client.query(
    copyTo(
      `COPY (SELECT ${quote(client, columns)} FROM public.${client.escapeIdentifier(table)} ORDER BY ${order}) TO STDOUT`,
    ),
  );
}

async function migrationsOf(client: pg.Client): Promise<BackupSummary["header"]["migrations"]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "SELECT migration_name AS name, checksum FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name",
  );
  return rows;
}

/** Whoever is bound by row-level security would take a part for the whole. */
async function assertSeesAll(client: pg.Client, doing: string): Promise<void> {
  const { rows } = await client.query<{ name: string; all: boolean }>(
    `SELECT rolname AS name, rolsuper AS "all" FROM pg_roles WHERE rolname = current_user`,
  );
  if (!rows[0]?.all)
    throw new Refusal(
      `The database user "${rows[0]?.name}" may not see every row, so it may not ${doing}. Set DATABASE_ADMIN_URL to a superuser's address.`,
    );
}

/** Says in the log that a copy left the register, or came in. */
async function append(
  client: pg.Client,
  action: "backup" | "restore",
  { header, tables, sha256 }: BackupSummary,
): Promise<void> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  await client.query(
    "SELECT append_system_event((SELECT id FROM app_user WHERE role = 'operator' ORDER BY id LIMIT 1), $1, 'register', $2, NULL, $3::jsonb)",
    [action, sha256, JSON.stringify({ takenAt: header.takenAt, tables: tables.length, rows })],
  );
}

/** Notes a backup that is whole, where those who run the register find it. */
async function note(client: pg.Client, file: string, summary: BackupSummary & { bytes: number }): Promise<void> {
  await client.query("BEGIN");
  try {
    await append(client, "backup", summary);
    await client.query("INSERT INTO backup_note (taken_at, file_name, bytes, sha256) VALUES ($1, $2, $3, $4)", [
      summary.header.takenAt,
      path.basename(file),
      summary.bytes,
      summary.sha256,
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/**
 * Copies the register into a file: one snapshot, while it is in use. The whole file is read back before it is called a backup and noted as
 * one; what does not read back leaves nothing behind.
 * @param client an administrator who sees every row
 * @throws Refusal when the client does not, or the file is there already
 */
export async function backUp(
  client: pg.Client,
  file: string,
  weir: string,
): Promise<BackupSummary & { bytes: number }> {
  await assertSeesAll(client, "back up");
  const writer = new BackupWriter(file);
  let kept: BackupSummary & { bytes: number };
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${plainText}`);
    const { rows } = await client.query<{ at: Date }>("SELECT now() AS at");
    await writer.begin({
      format: "weir-backup",
      version: 1,
      weir,
      takenAt: (rows[0]?.at ?? new Date()).toISOString(),
      migrations: await migrationsOf(client),
    });
    for (const table of await tablesOf(client)) await writer.table(table.table, table.columns, rowsOf(client, table));
    await writer.sequences(await sequencesOf(client));
    await client.query("COMMIT");
    await writer.close();
    kept = await writer.keep();
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    await writer.abandon();
    throw error;
  }
  await note(client, file, kept);
  return kept;
}

async function sequencesOf(client: pg.Client): Promise<Sequences> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, { value: value ?? "1", called: value !== null }]));
}

/**
 * Loads a backup into a register that has its tables and nothing in them, all or nothing, and compares every table with the file.
 * @param client a superuser: triggers would write the log anew
 * @throws Refusal when the register is not empty, the file is not whole, or it was made by another version
 */
export async function restore(client: pg.Client, file: string): Promise<BackupSummary> {
  await assertSeesAll(client, "restore");
  await readBackup(file); // all of it, before anything is touched
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${plainText}`);
  try {
    const tables = new Map((await tablesOf(client)).map((table) => [table.table, table]));
    await assertEmpty(client, [...tables.keys()]);
    const migrations = await migrationsOf(client);
    const summary = await readBackup(file, {
      header: async (about) => assertSameVersion(about, migrations),
      table: async (name, columns, rows) => {
        if (!tables.has(name))
          throw new Refusal(`The backup holds a table ${name}, which this register does not have.`);
        const into = `COPY public.${client.escapeIdentifier(name)} (${quote(client, columns)}) FROM STDIN`;
        await pipeline(rows, client.query(copyFrom(into)));
      },
      sequences: async (values) => {
        for (const [name, { value, called }] of Object.entries(values))
          await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2::bigint, $3)", [
            name,
            value,
            called,
          ]);
      },
    });
    for (const { table, columns, rows, sha256 } of summary.tables) {
      const counted = new RowCount();
      for await (const piece of rowsOf(client, { table, columns, key: tables.get(table)?.key ?? [] }))
        counted.add(piece);
      const is = counted.result();
      if (is.rows !== rows || is.sha256 !== sha256)
        throw new Refusal(`The table ${table} does not read back as it was written. Nothing was restored.`);
    }
    await client.query("COMMIT");
    await client.query("ANALYZE");
    await append(client, "restore", summary);
    return summary;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function assertEmpty(client: pg.Client, tables: readonly string[]): Promise<void> {
  const full: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query(`SELECT 1 FROM public.${client.escapeIdentifier(table)} LIMIT 1`);
    if (rows.length > 0) full.push(table);
  }
  if (full.length > 0)
    throw new Refusal(
      `This register is not empty (${full.slice(0, 3).join(", ")}${full.length > 3 ? " …" : ""}). A backup is restored into an empty one: set WEIR_DATA_DIR to a new folder, or give an empty database with --into.`,
    );
}

function assertSameVersion(
  { weir, migrations }: BackupSummary["header"],
  known: BackupSummary["header"]["migrations"],
): void {
  const same =
    migrations.length === known.length &&
    migrations.every(({ name, checksum }, at) => known[at]?.name === name && known[at]?.checksum === checksum);
  if (!same)
    throw new Refusal(
      `The backup was made by another version of Weir (${weir}, up to ${migrations.at(-1)?.name ?? "no migration"}; here ${known.at(-1)?.name ?? "none"}). Restore it with that version, then update.`,
    );
}
