import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import { loadIndicatorRows } from "@/lib/indicators/loaders";
import { readAsked } from "@/lib/indicators/rules";
import type { IndicatorRow } from "@/lib/indicators/types";
import { defineCommand, WrongUsage } from "./command";
import { textTable } from "./text-table";
import { refuseProblems } from "./trends";

export const indicatorsCommand = defineCommand({
  name: "indicators",
  usage: "[--place CODE] [--from YYYY-MM] [--to YYYY-MM] [--as E]",
  summary:
    "Values of the indicators: context beside the cases, never counted with them. CODE is a place's code or a transit point; E is the e-mail of who asks.",
  options: {
    place: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    as: { type: "string" },
  },
  database: true,
  run: async ({ values }) => {
    const query = new URLSearchParams();
    for (const key of ["place", "from", "to"] as const) if (values[key] !== undefined) query.set(key, values[key]);
    const { asked, problems } = readAsked(query);
    const unread = problems.find(({ reason }) => reason === "unknown-value");
    if (unread) throw new WrongUsage(`--${unread.key} is a month such as 2010-07, or a day, not "${unread.value}".`);
    await refuseProblems(problems);
    const viewer = values.as === undefined ? await builtInViewer("operator") : await viewerOfEmail(values.as);
    const found = await loadIndicatorRows(viewer, asked);
    await refuseProblems(found.problems);
    return found.rows;
  },
  text: (rows) => (rows.length === 0 ? "No value is recorded." : textTable(columns, rows)),
});

const columns: { header: string; cell: (row: IndicatorRow) => string; right?: true }[] = [
  { header: "Indicator", cell: (row) => row.indicator },
  { header: "Place", cell: (row) => row.place },
  { header: "Period", cell: (row) => row.period },
  { header: "Value", cell: (row) => row.value ?? "not stated", right: true },
  { header: "Low", cell: (row) => row.low ?? "not known", right: true },
  { header: "High", cell: (row) => row.high ?? "not known", right: true },
];
