import { builtInViewer, viewerOfUser } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import type { TestDatabase } from "./database";
import { makeViewer } from "./world";

/** Who reads a synthetic register: an analyst and a reviewer of two agencies, who are on RED cases' teams; a reader; who sees all. */
export async function syntheticViewers(db: TestDatabase): Promise<Viewer[]> {
  const [some] = await db.sql<{ analyst: number; reviewer: number }>(
    "SELECT min(id) FILTER (WHERE role = 'analyst') AS analyst, max(id) FILTER (WHERE role = 'reviewer') AS reviewer FROM app_user",
  );
  const users = await Promise.all([some?.analyst ?? 0, some?.reviewer ?? 0].map(viewerOfUser));
  const found = users.filter((user) => user !== null);
  if (found.length !== users.length) throw new Error("the synthetic register has no analyst or no reviewer");
  return [...found, await makeViewer(db, "synthetic-2", "viewer"), await builtInViewer("operator")];
}

/** SQL that takes the cases `ids` away with their reports, past every mutation. */
export const removeCases = `UPDATE case_file SET principal_report_id = NULL WHERE id = ANY (ids); DELETE FROM report_decision WHERE report_id IN (SELECT id FROM report WHERE case_id = ANY (ids));
  DELETE FROM report_version WHERE report_id IN (SELECT id FROM report WHERE case_id = ANY (ids)); DELETE FROM report WHERE case_id = ANY (ids); DELETE FROM case_file WHERE id = ANY (ids);`;
