import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { undoImport } from "@/lib/import/undo";
import { sum, times } from "@/lib/quantity/decimal";
import { openTable } from "@/lib/tables/open";
import type { Checks, Finding } from "./checks";
import { asFinding } from "./findings";
import { checkOtherFiles } from "./imports-others";
import { checkTotals } from "./imports-totals";
import type { Totals } from "./register";
import { differences, ScratchRegister } from "./register";

const seizures = {
  columns: {
    date: "SEIZURE_DATE",
    country: "COUNTRY",
    transitPoint: "COUNTRY",
    place: "PLACE",
    substance: "DRUG_NAME",
    quantity: "AMOUNT",
    unit: "DRUG_UNIT",
    concealment: "HIDING_PLACE",
    transportMode: "TRANSPORT",
    origin: "PRODUCING_COUNTRY",
    departure: "DEPARTURE_COUNTRY",
    destination: "DESTINATION_COUNTRY",
  },
  createMissing: ["transitPoint", "substance"],
};
const six = "events/unodc_ids_2011_2016_noncannabis.csv";
const one = "events/unodc_ids_2016_full.csv";

/** Weights that the expected sums leave out and the product knows: a hundred grams, a tenth of a gram. */
const moreWeights: Record<string, string> = { "100 gram": "0.1", "Paper (1/10 gm)": "0.0001" };

/** What files make of the register: in a database that is made for it and thrown away. */
export async function checkImports(checks: Checks): Promise<void> {
  const register = await ScratchRegister.open();
  const folder = mkdtempSync(path.join(os.tmpdir(), "weir-verify-"));
  const file = (name: string) => path.join(checks.folder, name);
  try {
    await checkTotals(checks, register);
    await checkOtherFiles(checks, register, folder);
    await checks.checkLater("imports: individual seizures of 2016, CSV", () =>
      expectedSeizures(checks, register, one, "IDS 2016", "expected/expected_ids2016_monthly_country_drug.csv"),
    );
    await checks.checkLater("imports: the same as a workbook adds nothing", async () => {
      const result = await register.import(file("events/unodc_ids_2016_full.xlsx"), { name: "IDS 2016", ...seizures });
      return asFinding(result, { rows: 63_656, imported: 0, updated: 0, unchanged: 63_656, refused: 0, gone: 0 });
    });
    await checks.checkLater("imports: two releases of 2016", () => releases(checks, register, folder));
    await checks.checkLater("imports: individual seizures of 2011–2016", () =>
      expectedSeizures(checks, register, six, "IDS", "expected/expected_ids2011_2016_monthly_country_drug.csv"),
    );
    await checks.checkLater("imports: the same again adds nothing", async () => {
      const result = await register.import(file(six), { name: "IDS", ...seizures });
      return asFinding(result, { rows: 311_038, imported: 0, updated: 0, unchanged: 311_038, refused: 0, gone: 0 });
    });
  } finally {
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function expectedSeizures(
  checks: Checks,
  register: ScratchRegister,
  name: string,
  source: string,
  expectedFile: string,
): Promise<Finding> {
  const file = path.join(checks.folder, name);
  const begun = Date.now();
  const result = await register.import(file, { name: source, ...seizures });
  const rate = Math.round(result.rows / ((Date.now() - begun) / 1000));
  const finding = asFinding(result, { imported: result.rows, refused: 0 });
  const words = await register.words();
  const expected: Totals = new Map();
  const add = (month: string, country: string, drug: string, events: number, kilograms: string) => {
    const key = [month, words.point(country), words.substance(drug)].join(" ");
    const before = expected.get(key) ?? { events: 0, kilograms: "0" };
    expected.set(key, { events: before.events + events, kilograms: sum([before.kilograms, kilograms]) });
  };
  for (const row of checks.rows(expectedFile))
    add(row.month ?? "", row.country ?? "", row.drug_name ?? "", Number(row.events), row.mass_kg ?? "0");
  let more = 0;
  for (const row of await rowsOf(file)) {
    const factor = moreWeights[row.DRUG_UNIT ?? ""];
    if (factor === undefined) continue;
    more += 1;
    add(
      (row.SEIZURE_DATE ?? "").slice(0, 7),
      row.COUNTRY ?? "",
      row.DRUG_NAME ?? "",
      0,
      times(row.AMOUNT ?? "0", factor),
    );
  }
  const found = differences(await register.totalsOf(source), expected);
  return {
    compared: `${finding.compared}; ${expected.size} sums per month, country and substance; ${rate} rows/s`,
    notes:
      more > 0
        ? [`${more} rows in units of a hundred grams or a tenth of one are weights to us, and were left out there`]
        : [],
    problems: [...finding.problems, ...found],
  };
}

/** All rows of a text table by its header. */
async function rowsOf(file: string): Promise<Record<string, string>[]> {
  const table = await openTable(file);
  const rows: Record<string, string>[] = [];
  let header: string[] = [];
  for await (const { row, cells } of table.rows()) {
    const texts = cells.map((cell) => (typeof cell === "string" ? cell : ""));
    if (row === 1) header = texts;
    else rows.push(Object.fromEntries(header.map((name, at) => [name, texts[at] ?? ""])));
  }
  return rows;
}

/** The rows of 2016 of two releases of one source, the later without cannabis: what it has more, and what it has no more. */
async function releases(checks: Checks, register: ScratchRegister, folder: string): Promise<Finding> {
  const cut = async (name: string, as: string, leave?: RegExp) => {
    const rows = await rowsOf(path.join(checks.folder, name));
    const kept = rows.filter(
      (row) => row.SEIZURE_DATE?.startsWith("2016") && !(leave?.test(row.DRUG_NAME ?? "") ?? false),
    );
    const columns = Object.keys(rows[0] ?? {});
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const text = [columns, ...kept.map((row) => columns.map((column) => row[column] ?? ""))];
    const to = path.join(folder, as);
    writeFileSync(to, text.map((cells) => cells.map(quoted).join(",")).join("\n"));
    return to;
  };
  const mapping = { name: "IDS releases", ...seizures };
  const first = await register.import(await cut(one, "earlier.csv", /cannabis/i), mapping);
  const second = await register.import(await cut(six, "later.csv"), mapping);
  const told = asFinding(second, {
    rows: 47_553,
    imported: 23_990,
    updated: 0,
    unchanged: 23_563,
    refused: 0,
    gone: 138,
  });
  const problems = [...asFinding(first, { rows: 23_701, imported: 23_701 }).problems, ...told.problems];
  const before = await register.totalsOf("IDS releases");
  const undone = await undoImport(register.operator, second.batch ?? "");
  if (undone.withdrawn !== second.imported || undone.left.length > 0)
    problems.push(`undo: ${undone.withdrawn} withdrawn, ${undone.left.length} left`);
  const after = await register.totalsOf("IDS releases");
  const events = (totals: Totals) => [...totals.values()].reduce((all, { events: own }) => all + own, 0);
  if (events(before) - events(after) !== second.imported) problems.push("undo leaves other counts than before");
  return { compared: `${told.compared}; and taken back`, problems };
}
