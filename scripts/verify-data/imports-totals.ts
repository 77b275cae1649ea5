import path from "node:path";
import { compare, times } from "@/lib/quantity/decimal";
import type { Checks, Finding } from "./checks";
import { asFinding } from "./findings";
import type { ScratchRegister } from "./register";

const cbp = {
  name: "CBP",
  record: "total",
  format: { fiscalYearStart: 10 },
  columns: {
    year: "FY",
    month: "Month (abbv)",
    place: "Area of Responsibility",
    indicator: "Drug Type",
    count: "Count of Event",
    value: "Sum Qty (lbs)",
  },
  constants: { unit: "lb" },
};

/** Monthly totals of an agency as indicators: counts, and pounds as kilograms, by calendar month. */
export async function checkTotals(checks: Checks, register: ScratchRegister): Promise<void> {
  const file = (name: string) => path.join(checks.folder, "cbp", name);
  await checks.checkLater("imports: CBP totals", async () => {
    const results = [];
    for (const name of ["nationwide-drugs-fy19-fy22.csv", "nationwide-drugs-fy23-fy26-dec.csv"])
      results.push(await register.import(file(name), cbp));
    const findings = results.map((result) => asFinding(result, { imported: result.rows, refused: 0 }));
    const values = await register.valuesOf("CBP");
    const expected = checks.rows("expected/expected_cbp_monthly_by_aor_drug.csv");
    const problems = findings.flatMap((finding) => finding.problems);
    for (const row of expected) {
      const of = `${row.area_of_responsibility} ${row.month}`;
      const same = (key: string, theirs: string) => {
        const ours = values.get(key);
        if (ours === undefined || compare(ours, theirs) !== 0)
          problems.push(`${key}: ${ours ?? "nothing"}, expected ${theirs}`);
      };
      same(`${row.drug_type} (count) ${of}`, row.events ?? "");
      same(`${row.drug_type} ${of}`, times(row.qty_lb ?? "0", "0.45359237"));
    }
    if (values.size !== expected.length * 2) problems.push(`${values.size} values, expected ${expected.length * 2}`);
    const compared = `${findings.map((finding) => finding.compared).join("; ")}; ${expected.length} counts and sums, to the last digit`;
    return { compared, problems: problems.slice(0, 10) } satisfies Finding;
  });
  await checks.checkLater("imports: CBP overlap adds nothing", async () => {
    const result = await register.import(file("overlap_nationwide-drugs-fy20-fy23.csv"), cbp);
    return asFinding(result, { imported: 0, updated: 0, unchanged: result.rows, refused: 0 });
  });
  await checks.checkLater("imports: CBP overlap, rounded, is told as changed", async () => {
    const result = await register.import(file("overlap_rounded_nationwide-drugs-fy20-fy23.csv"), cbp);
    const finding = asFinding(result, { imported: 0, refused: 0 });
    return result.updated > 0
      ? finding
      : { ...finding, problems: [...finding.problems, "nothing was told as changed"] };
  });
  for (const name of ["amo-drug-seizures-fy19-fy22.csv", "amo-drug-seizures-fy23-fy26-dec.csv"])
    await checks.checkLater(`imports: ${name}`, async () => {
      const columns = { ...cbp.columns, place: "Branch" };
      const result = await register.import(file(name), { ...cbp, name: "CBP air and marine", columns });
      return asFinding(result, { refused: 0 });
    });
}
