import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "./csv";

/** What one check found: what it compared, what it only remarks, and what is wrong. */
export type Finding = { compared: string; notes?: string[]; problems: string[] };

/** A folder of real files, and the checks made on it. A file that is missing or empty fails its check; nothing is skipped. */
export class Checks {
  passed = 0;
  failed = 0;

  constructor(
    readonly folder: string,
    private readonly print: (line: string) => void = console.log,
  ) {}

  /** Rows of a CSV file by header. @throws Error when the file is missing or has no rows */
  rows(file: string): Record<string, string>[] {
    const rows = parseCsv(this.text(file));
    if (rows.length === 0) throw new Error(`${file} has no rows`);
    return rows;
  }

  /** @throws Error when the file is missing or empty */
  text(file: string): string {
    const full = path.join(this.folder, file);
    if (!existsSync(full)) throw new Error(`${file} is missing`);
    const text = readFileSync(full, "utf8");
    if (text.trim() === "") throw new Error(`${file} is empty`);
    return text;
  }

  /** Runs one check and prints its line; a problem or a thrown error is a failure. */
  check(name: string, work: () => Finding): void {
    let finding: Finding;
    try {
      finding = work();
    } catch (error) {
      finding = broken(error);
    }
    this.tell(name, finding);
  }

  /** As check, for work that takes its time: the line says how much. */
  async checkLater(name: string, work: () => Promise<Finding>): Promise<void> {
    const begun = Date.now();
    const finding = await work().catch(broken);
    const seconds = Math.round((Date.now() - begun) / 1000);
    this.tell(name, { ...finding, compared: `${finding.compared} (${seconds} s)` });
  }

  private tell(name: string, finding: Finding): void {
    const { compared, notes = [], problems } = finding;
    const failed = problems.length > 0;
    if (failed) this.failed += 1;
    else this.passed += 1;
    this.print(`${failed ? "FAILED" : "ok    "}  ${name}: ${compared}`);
    for (const note of notes) this.print(`        note: ${note}`);
    for (const problem of problems) this.print(`        ${problem}`);
  }
}

function broken(error: unknown): Finding {
  return { compared: "nothing", problems: [error instanceof Error ? error.message : String(error)] };
}
