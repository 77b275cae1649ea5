import type { FirstAccount } from "@/lib/auth/first-accounts";
import { ensureBuiltIns, makeFirstAccounts } from "@/lib/auth/first-accounts";
import { builtInViewer } from "@/lib/auth/mint";
import { isSynthetic } from "@/lib/db/synthetic";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { loadReference } from "./load-reference";
import { loadRegister } from "./load-register";
import { startLoading } from "./loading";
import { removedSince } from "./removed";

/**
 * Brings a migrated database to what ships with the product: built-in actors, reference lists, the documented register and, on the first
 * run, three accounts. An invented register gets no documented cases: nothing in it is real. Safe to run again and again: it adds what is missing and changes nothing that is there, so that what people
 * edited, amended or took off a list since stays as they left it. (A correction to shipped data is therefore a migration, not an edit here.)
 * @returns the accounts made now, with their passwords, which exist nowhere else
 */
export async function seed(): Promise<FirstAccount[]> {
  await ensureBuiltIns();
  const removed = await removedSince();
  const register = await builtInViewer("register");
  await withViewerWrite(register, async (tx) => {
    // Two starts may share a database.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('weir.seed', 0))::text`;
    const loading = startLoading(tx, removed);
    await loadReference(tx, loading);
    if (!(await isSynthetic())) await loadRegister(tx, register, loading);
  });
  return makeFirstAccounts();
}
