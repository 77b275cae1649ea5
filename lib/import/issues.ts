import type { IssueKind, RowIssue } from "./types";

/** Issues that are told one by one; beyond, they are counted. */
const most = { errors: 50_000, warnings: 1_000 } as const;
/** Of each code so many are told at least: one that is rare is not lost behind one that is common. */
const fewest = 20;

/** Errors and warnings as they come: all counted, by code too, the first of them kept, and each handed on to whoever keeps them all. */
export class Issues {
  readonly errors: RowIssue[] = [];
  readonly warningRows: RowIssue[] = [];
  readonly byCode: Record<IssueKind, Record<string, number>> = { errors: {}, warnings: {} };
  warnings = 0;
  refused = 0;

  constructor(private readonly onIssue: (kind: IssueKind, issue: RowIssue) => void = () => {}) {}

  refuse(issues: readonly RowIssue[], rows = 1): void {
    this.refused += rows;
    this.add("errors", this.errors, issues);
  }

  warn(issues: readonly RowIssue[]): void {
    this.warnings += issues.length;
    this.add("warnings", this.warningRows, issues);
  }

  private add(kind: IssueKind, kept: RowIssue[], issues: readonly RowIssue[]): void {
    for (const issue of issues) {
      const count = (this.byCode[kind][issue.code] ?? 0) + 1;
      this.byCode[kind][issue.code] = count;
      if (kept.length < most[kind] || count <= fewest) kept.push(issue);
      this.onIssue(kind, issue);
    }
  }
}
