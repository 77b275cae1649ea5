import type { ImportFigures } from "./import";
import type { LogFigures } from "./log";
import type { Result } from "./main";
import type { MeanwhileFigures } from "./meanwhile";
import type { Figures } from "./measure";

const isFigures = (value: unknown): value is Figures => typeof value === "object" && value !== null && "p50" in value;

const isLog = (value: unknown): value is LogFigures => isFigures(value) && "atOnce" in value;

const isImport = (value: unknown): value is ImportFigures => isFigures(value) && "copyPerSecond" in value;

/** How many rows of a file a second go in. */
function rowsPerSecond({ import: file }: Result["operations"]): string[] {
  if (!isImport(file)) return [];
  return [
    `import: ${file.perSecond} rows a second, beside ${file.copyPerSecond} by COPY; taken back ${file.undoPerSecond} a second`,
  ];
}

/** How much longer what is read takes while a file is imported. */
function meanwhile({ meanwhile: of }: Result["operations"]): string[] {
  return Object.entries((of ?? {}) as Record<string, MeanwhileFigures>).map(
    ([name, { p95, floorP95, ratioP95 }]) => `${name}: p95 ${p95}, else ${floorP95}: ${ratioP95} times`,
  );
}

/** How many reports a second go in, which the table has no column for. */
function perSecond(operations: Result["operations"]): string[] {
  const { log } = operations;
  if (!isLog(log)) return [];
  const { clients, p50, p95, perSecond: many } = log.atOnce;
  return [`log: ${log.perSecond} a second with one client; ${many} with ${clients} at once (p50 ${p50}, p95 ${p95})`];
}

/** The result as a person reads it. */
export function tableOf({ rows, machine, operations }: Result): string {
  const lines = Object.entries(operations).flatMap(([name, value]): [string, Figures][] =>
    isFigures(value)
      ? [[name, value]]
      : Object.entries(value as Record<string, unknown>).flatMap(([part, figures]) =>
          isFigures(figures) ? [[part, figures] as [string, Figures]] : [],
        ),
  );
  const cells = [
    ["", "p50", "p95", "floor p50", "ratio"],
    ...lines.map(([name, { p50, p95, floorP50, ratio }]) => [
      name,
      ...[p50, p95, floorP50, ratio].map((n) => n.toFixed(2)),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const table = cells.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
  );
  const on = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  return [
    `${rows} cases; milliseconds; ${on.join(", ")}`,
    ...table,
    ...perSecond(operations),
    ...rowsPerSecond(operations),
    ...meanwhile(operations),
  ].join("\n");
}
