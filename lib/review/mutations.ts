import { assertMay } from "@/lib/auth/permissions";
import { failureOf } from "@/lib/auth/problem";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { returnReport, verifyReport } from "@/lib/reports/mutations";
import type { Decisions } from "./schema";
import type { Decided } from "./types";

/**
 * Decides about several waiting versions, each in a transaction of its own: one that somebody else was faster with stays as it is and is
 * told, the others stand. The answers are in the order asked.
 * @throws AppError FORBIDDEN for a role that decides nothing
 */
export async function decideEach(viewer: Viewer, input: Decisions): Promise<Decided[]> {
  assertMay(viewer, "report.decide");
  const decided: Decided[] = [];
  for (const version of input.versions)
    try {
      await withViewerWrite(viewer, (tx) =>
        input.kind === "verified"
          ? verifyReport(tx, viewer, { ...version, reason: null })
          : returnReport(tx, viewer, { ...version, reason: input.reason }),
      );
      decided.push({ ...version, failure: null });
    } catch (error) {
      decided.push({ ...version, failure: failureOf(error, "review") });
    }
  return decided;
}
