import { consult, namesOfCase } from "@/lib/audit/consult";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { setAsked } from "@/lib/db/mass";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import type { Problem } from "@/lib/filter/fields";
import type { CaseRow, ReportRow } from "@/lib/reports/queries";
import { caseOfReport, readCase, readReports, successorOf } from "@/lib/reports/queries";
import { mayAmend } from "@/lib/reports/rules";
import type { PointRow, SubstanceRow } from "./queries";
import { listPoints, listSubstances } from "./queries";

/**
 * One case with its reports, or the reference of the case that its reports went to.
 * @param set the conversion set of its weights (null: the current one); one that is not known is a problem
 * @param purpose why its names are opened: that they were is logged first. Null leaves them closed, and nothing is logged
 * @throws AppError NOT_FOUND for a reference that is nobody's, and alike for a case out of scope; FORBIDDEN for a role that reads no cases
 */
export async function loadCaseRecord(
  viewer: Viewer,
  reference: string,
  { purpose, set }: { purpose: string | null; set: string | null },
): Promise<{ row: CaseRow; reports: ReportRow[] } | { successor: string } | { problems: readonly Problem[] }> {
  assertMay(viewer, "case.read");
  const read = async (tx: Tx) => {
    const { setId, problems } = await setAsked(tx, set);
    if (problems.length > 0) return { problems };
    const row = await readCase(tx, reference, setId);
    if (row) return { row, reports: await readReports(tx, row.id) };
    const successor = await successorOf(tx, reference);
    if (successor === null) throw new AppError("NOT_FOUND");
    return { successor };
  };
  if (purpose === null) return withViewer(viewer, read);
  return consult(
    viewer,
    async (tx) => {
      const opening = await namesOfCase(tx, reference);
      return opening && { ...opening, reason: purpose };
    },
    read,
  );
}

/** A report with its case, as one transaction sees them. Names stay closed. */
export type FoundReport = { report: ReportRow; caseFile: CaseRow; mayAmend: boolean };

/**
 * One report with all its versions. @throws AppError NOT_FOUND for one that is nobody's, and alike for one out of scope; FORBIDDEN for a role
 * that reads no cases
 */
export async function loadReportRecord(viewer: Viewer, id: string): Promise<FoundReport> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const found = await caseOfReport(tx, id);
    const caseFile = found && (await readCase(tx, found.reference));
    const report = caseFile && (await readReports(tx, caseFile.id)).find((one) => one.id === id.toLowerCase());
    if (!report) throw new AppError("NOT_FOUND");
    return { report, caseFile, mayAmend: mayAmend(viewer, report) };
  });
}

/** Every transit point, in border order. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadPoints(viewer: Viewer): Promise<PointRow[]> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, listPoints);
}

/** Every substance, in the order of lists and stacks. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadSubstances(viewer: Viewer): Promise<SubstanceRow[]> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, listSubstances);
}
