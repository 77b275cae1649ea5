import type pg from "pg";
import { say } from "../scripts/boot/progress.mjs";

/** Cases that lie in one chunk of the facets' bit strings. */
const chunk = 16_384;

/** What list, facets and trend read of a case, by the column that says which case it is. No reports, texts or teams: nothing else can be asked. */
const copied = {
  case_file: "id",
  case_line: "case_id",
  line_mass: "case_id",
  involvement: "case_id",
  case_flat: "case_id",
  line_flat: "case_id",
} as const;

/**
 * Makes a register so many times as large by copying what its cases are counted by, as the superuser, past triggers: a load of ten million
 * takes hours, and these rows minutes. Each copy lies in chunks of its own, over the same years.
 */
export async function copyCases(admin: pg.Client, times: number): Promise<void> {
  const { rows } = await admin.query<{ chunks: number }>(`SELECT max(id) / ${chunk} + 1 AS chunks FROM case_file`);
  const chunks = rows[0]?.chunks ?? 0;
  const remade = await dropIndexes(admin, Object.keys(copied));
  await admin.query("SET session_replication_role = replica");
  for (const [table, key] of Object.entries(copied)) {
    say(`Copying ${table}`);
    await copyRows(admin, table, { [key]: shifted(key, chunks) }, times);
  }
  await copyRows(admin, "facet_bits", { chunk: `t.chunk + n * ${chunks}` }, times);
  await admin.query("SET session_replication_role = origin");
  say("Making the indexes");
  for (const index of remade) await admin.query(index);
  await admin.query("SELECT setval('case_file_id_seq', (SELECT max(id) FROM case_file))");
}

const shifted = (key: string, chunks: number) => `t.${key} + n * ${chunks * chunk}`;

/** @param changed by column: what a copy has instead, of `t` and the copy's number `n` */
async function copyRows(
  admin: pg.Client,
  table: string,
  changed: Readonly<Record<string, string>>,
  times: number,
): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  const [shift] = Object.values(changed);
  const own: Readonly<Record<string, string>> = {
    reference: "t.reference || '-' || n",
    principal_report_id: "NULL",
    // a RED case is a scope of its own
    scope_id: `CASE WHEN t.scope_id < 0 THEN -(${shift}) ELSE t.scope_id END`,
    ...changed,
  };
  const columns = rows.map(({ name }) => name);
  await admin.query(
    `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.map((name) => own[name] ?? `t.${name}`).join(", ")}
     FROM ${table} t CROSS JOIN generate_series(1, $1::int - 1) n`,
    [times],
  );
}

/** Indexes are made sooner at once than row by row. Returns the statements that make them again. */
export async function dropIndexes(admin: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await admin.query<{ name: string; make: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS make FROM pg_index i
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT i.indisunique`,
    [tables],
  );
  for (const { name } of rows) await admin.query(`DROP INDEX ${name}`);
  return rows.map(({ make }) => make);
}
