import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Send } from "./client";
import type { Effort, Figures } from "./measure";
import { atOnce, beside, figures, percentile } from "./measure";

/** What the benchmark says of logging reports: one client beside the floor, and several at once. */
export type LogFigures = Figures & {
  /** of one client */
  perSecond: number;
  atOnce: { clients: number; p50: number; p95: number; perSecond: number };
};

const clients = 16;

/** A report as people log them: two lines, a group without names. The day moves over the half year before the source came out, so that nothing looks odd. */
function reportOf(turn: number, source: number) {
  const day = new Date(Date.UTC(2014, 6, 1 + (turn % 180))).toISOString().slice(0, 10);
  return {
    date: day,
    point: "dandong",
    attribution: "stated",
    place: "a checkpoint on the river road",
    lines: [
      {
        asReported: "ice",
        substance: "methamphetamine",
        form: "crystal",
        quantity: "1.5",
        unit: "kg",
        qualifier: "exact",
      },
      { asReported: "heroin", substance: "heroin", form: "powder", quantity: "120", unit: "g", qualifier: "about" },
    ],
    people: [
      {
        group: { qualifier: "exact", count: 2 },
        role: "courier",
        tier: "unknown",
        arrest: "arrested",
        basis: "fact",
        dataSubject: "suspect",
      },
    ],
    source: { id: source },
    credibility: "2",
    handling: "green",
  };
}

/**
 * Logs reports through POST /api/v1/reports, each under a key of its own. The floor writes the same rows, of the same tables and with the same
 * triggers, by one statement.
 * @param send demands 201
 * @param requests of the clients together
 */
export async function measureLog(
  admin: pg.Client,
  userId: number,
  send: Send,
  effort: Effort,
  requests = 800,
): Promise<LogFigures> {
  const { rows } = await admin.query<{ id: number }>("SELECT min(id) AS id FROM source WHERE shared");
  const source = rows[0]?.id;
  if (source === undefined) throw new Error("The register has no source.");
  const log = (turn: number) =>
    send("/api/v1/reports", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify(reportOf(turn, source)),
    });
  await log(0);
  const floor = await floorOf(admin, userId);
  const alone = await beside(log, floor, effort);
  const many = await atOnce(clients, requests, log);
  const seconds = alone.own.reduce((sum, time) => sum + time, 0) / 1000;
  return {
    ...figures(alone.own, alone.floor),
    perSecond: Number((alone.own.length / seconds).toFixed(1)),
    atOnce: {
      clients,
      p50: Number(percentile(many.times, 0.5).toFixed(2)),
      p95: Number(percentile(many.times, 0.95).toFixed(2)),
      perSecond: many.perSecond,
    },
  };
}

/** The tables that a logged report has rows in, in the order of their references, and what is the new case's own in each. */
const written = [
  ["case_file", { id: "n.id", reference: "n.reference", principal_report_id: "n.report", created_at: "now()" }],
  ["case_member", { case_id: "n.id" }],
  ["report", { id: "n.report", case_id: "n.id", created_at: "now()" }],
  ["report_version", { report_id: "n.report", created_at: "now()" }],
  ["report_decision", { report_id: "n.report", id: null }],
  ["case_line", { case_id: "n.id" }],
  ["line_mass", { case_id: "n.id" }],
  ["involvement", { case_id: "n.id" }],
  ["case_flat", { case_id: "n.id" }],
  ["line_flat", { case_id: "n.id" }],
  ["case_text", { case_id: "n.id" }],
] as const satisfies readonly (readonly [string, Readonly<Record<string, string | null>>])[];

/** Writes the rows of the case that the user logged last again, as another case: all there is to a report, without the thinking. */
async function floorOf(admin: pg.Client, userId: number): Promise<() => Promise<unknown>> {
  const { rows: last } = await admin.query<{ id: number; report: string }>(
    "SELECT id, principal_report_id::text AS report FROM case_file WHERE created_by_id = $1 ORDER BY id DESC LIMIT 1",
    [userId],
  );
  const model = last[0];
  if (!model) throw new Error("Nothing was logged that the floor could write again.");
  const { rows: columns } = await admin.query<{ table: string; columns: string[] }>(
    `SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1) GROUP BY 1`,
    [written.map(([table]) => table)],
  );
  const parts = written.map(([table, own]: readonly [string, Readonly<Record<string, string | null>>]) => {
    const named = columns.find((one) => one.table === table)?.columns ?? [];
    const kept = named.filter((column) => own[column] !== null);
    const values = kept.map((column) => own[column] ?? `x.${column}`);
    const key = named.includes("case_id")
      ? `x.case_id = ${model.id}`
      : named.includes("report_id")
        ? "x.report_id = $1"
        : `x.id = ${model.id}`;
    return `w_${table} AS (INSERT INTO ${table} (${kept.join(", ")}) SELECT ${values.join(", ")} FROM ${table} x, n WHERE ${key})`;
  });
  const text = `WITH n AS MATERIALIZED (SELECT nextval('case_file_id_seq')::int AS id, gen_random_uuid() AS report, 'B-' || md5(random()::text) AS reference),
    ${parts.join(",\n    ")} SELECT id FROM n`;
  return () => admin.query({ name: "log", text, values: [model.report] });
}
