import type { ImportResult } from "@/lib/import/types";
import type { Finding } from "./checks";

type Counts = Partial<Pick<ImportResult, "rows" | "imported" | "updated" | "unchanged" | "refused" | "gone">>;

/** What an import told beside what it should. */
export function asFinding(result: ImportResult, expected: Counts): Finding {
  const problems = Object.entries(expected).flatMap(([key, value]) => {
    const told = result[key as keyof Counts];
    return told === value ? [] : [`${key}: ${told}, expected ${value}`];
  });
  const accounted = result.imported + result.updated + result.unchanged + result.refused;
  if (accounted !== result.rows) problems.push(`${accounted} rows are accounted for, of ${result.rows}`);
  problems.push(...result.refusals.map(({ code }) => `refused: ${code}`));
  return { compared: tell(result), problems };
}

export const tell = ({ rows, imported, updated, unchanged, refused, gone, possibleDuplicates }: ImportResult) =>
  `${rows} rows: ${imported} imported, ${updated} updated, ${unchanged} unchanged, ${refused} refused; ${gone} gone, ${possibleDuplicates} possible duplicates`;
