import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import { parseFilter } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { loadTrendRows } from "@/lib/trends/loaders";
import type { GroupKey, TrendRow } from "@/lib/trends/types";
import { groupKeys } from "@/lib/trends/types";
import { defineCommand, Refusal, WrongUsage } from "./command";
import { sentence } from "./sentence";
import { textTable } from "./text-table";

export const trendsCommand = defineCommand({
  name: "trends",
  usage: `[--filter QUERY] [--by ${groupKeys.join(",")}] [--from YYYY-MM] [--to YYYY-MM] [--as E]`,
  summary:
    "Cases per month, with their quantities. QUERY is the filter as in the address of /cases; E is the e-mail of who asks.",
  options: {
    filter: { type: "string" },
    by: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    as: { type: "string" },
  },
  database: true,
  run: async ({ values }) => {
    const by = readKeys(values.by ?? "");
    const query = new URLSearchParams((values.filter ?? "").replace(/^\?/, ""));
    for (const key of ["from", "to"] as const) {
      const month = values[key];
      if (month === undefined) continue;
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        throw new WrongUsage(`--${key} is a month such as 2010-07, not "${month}".`);
      if (query.has(key)) throw new WrongUsage(`Give ${key} once: as --${key}, or inside of --filter.`);
      query.set(key, month);
    }
    const { filter, problems } = parseFilter(query, []);
    const viewer = values.as === undefined ? await builtInViewer("operator") : await viewerOfEmail(values.as);
    const found = await loadTrendRows(viewer, filter, by);
    await refuseProblems([...problems, ...found.problems]);
    return found.rows;
  },
  text: (rows) =>
    rows.length === 0
      ? "No case matches."
      : textTable(
          columns.filter(({ has }) => rows.some(has)),
          rows,
        ),
});

function readKeys(text: string): GroupKey[] {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  for (const word of words)
    if (!groupKeys.some((key) => key === word))
      throw new WrongUsage(`--by takes ${groupKeys.join(", ")}, with commas between them; not "${word}".`);
  return groupKeys.filter((key) => words.includes(key));
}

/** A program must not take the answer to another question for its own: what the page names and ignores is refused here. */
export async function refuseProblems(problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return;
  const reasons = problems.map(({ key, value, reason }) =>
    sentence({ path: `${key}=${value}`, message: `filter.problem.${reason}` }),
  );
  throw new Refusal(["The filter cannot be used:", ...(await Promise.all(reasons))].join("\n"));
}

const always = () => true;
const columns: { header: string; has: (row: TrendRow) => boolean; cell: (row: TrendRow) => string; right?: true }[] = [
  { header: "Month", has: always, cell: (row) => row.month ?? "not known" },
  { header: "Transit point", has: (row) => "transitPoint" in row, cell: (row) => row.transitPoint?.name ?? "none" },
  { header: "Segment", has: (row) => "segment" in row, cell: (row) => row.segment?.name ?? "" },
  { header: "Substance", has: (row) => "substance" in row, cell: (row) => row.substance?.name ?? "none" },
  { header: "Cases", has: always, cell: (row) => String(row.cases), right: true },
  { header: "Quantity", has: (row) => "unit" in row, cell: (row) => row.quantity ?? "not known", right: true },
  { header: "Unit", has: (row) => "unit" in row, cell: (row) => row.unit ?? "not known" },
  { header: "Grams", has: always, cell: gramsOf, right: true },
  { header: "State", has: always, cell: (row) => row.state },
];

function gramsOf({ gramsLow, grams, gramsHigh }: TrendRow): string {
  if (grams === null) return "not known";
  if (gramsLow === grams && gramsHigh === grams) return grams;
  return `${grams} (${gramsLow ?? "?"} to ${gramsHigh ?? "?"})`;
}
