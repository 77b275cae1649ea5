import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";

/** A row of the read model that is not what its case makes of it. No fields: it is too many, or missing. */
export type ReadModelDifference = { reference: string; part: string; fields: string[] };

/** Cases that one transaction compares or makes again: those who write them wait for it. */
const slice = 1_000;
const difference = z.object({ reference: z.string(), part: z.string(), fields: z.array(z.string()) });
const ids = z.array(z.object({ id: z.number() }));

/** Goes through all cases in slices, each in a transaction of its own. Returns how many there were. */
async function throughAll(
  operator: Viewer,
  work: (tx: Tx, ids: number[]) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<number> {
  let done = 0;
  let last = 0;
  for (;;) {
    const some = await withViewerWrite(operator, async (tx) => {
      const rows = ids.parse(
        await tx.$queryRaw`SELECT id FROM case_file WHERE id > ${last}::int ORDER BY id LIMIT ${slice}::int`,
      );
      const found = rows.map(({ id }) => id);
      if (found.length > 0) await work(tx, found);
      return found;
    });
    if (some.length === 0) return done;
    done += some.length;
    last = some.at(-1) ?? last;
    if (done % (slice * 20) === 0) onProgress(done);
  }
}

/**
 * Recounts the read model of every case and compares it with what stands. Nothing is changed.
 * @param operator the built-in one: the database refuses others
 */
export async function checkReadModel(
  operator: Viewer,
  onProgress: (done: number) => void = () => {},
): Promise<{ cases: number; differences: ReadModelDifference[] }> {
  const differences: ReadModelDifference[] = [];
  const compare = async (tx: Tx, some: number[]) => {
    const rows = await tx.$queryRaw`SELECT reference, part, fields FROM check_read_model(${some}::int[])`;
    differences.push(...z.array(difference).parse(rows));
  };
  return { cases: await throughAll(operator, compare, onProgress), differences };
}

/**
 * Makes the read model of every case again, while the register is in use. It is logged, as one action.
 * @param operator the built-in one: the database refuses others
 * @returns how many cases there are
 */
export async function rebuildReadModel(
  operator: Viewer,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  await withViewerWrite(operator, (tx) =>
    appendAction(tx, { action: "readmodel.rebuild", subjectType: "register", subjectId: "read-model" }),
  );
  const rebuild = async (tx: Tx, some: number[]) => {
    await tx.$queryRaw`SELECT rebuild_read_model(${some}::int[])::text`;
  };
  return throughAll(operator, rebuild, onProgress);
}
