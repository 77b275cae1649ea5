import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";

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

/** Goes through the chunks of the bits that counts are read from, each in a transaction of its own. */
async function throughChunks(operator: Viewer, work: (tx: Tx, chunk: number) => Promise<void>): Promise<void> {
  const chunks = await withViewer(operator, async (tx) =>
    z.tuple([z.object({ n: z.number() })]).parse(await tx.$queryRaw`SELECT facet_chunks() AS n`),
  );
  for (let chunk = 0; chunk < chunks[0].n; chunk += 1) await withViewerWrite(operator, (tx) => work(tx, chunk));
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
  const cases = await throughAll(operator, compare, onProgress);
  await throughChunks(operator, async (tx, chunk) => {
    const rows = await tx.$queryRaw`SELECT reference, part, fields FROM check_facet_bits(${chunk}::int)`;
    differences.push(...z.array(difference).parse(rows));
  });
  await withViewerWrite(operator, async (tx) => {
    const rows = await tx.$queryRaw`SELECT reference, part, fields FROM check_month_counts()`;
    differences.push(...z.array(difference).parse(rows));
  });
  return { cases, differences };
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
  const cases = await throughAll(operator, rebuild, onProgress);
  await throughChunks(operator, async (tx, chunk) => {
    await tx.$queryRaw`SELECT rebuild_facet_bits(${chunk}::int)::text`;
  });
  await withViewerWrite(operator, (tx) => tx.$queryRaw`SELECT rebuild_month_counts()::text`);
  return cases;
}

/** Takes into the bits what was written since the last time. Returns how many cases that were. @param operator the built-in one */
export async function foldReadModel(operator: Viewer): Promise<number> {
  const rows = await withViewerWrite(operator, (tx) => tx.$queryRaw`SELECT fold_read_model() AS n`);
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** Whether something was written that the bits do not know yet. */
export async function waitsForFold(operator: Viewer): Promise<boolean> {
  const rows = await withViewer(operator, (tx) => tx.$queryRaw`SELECT waits_for_fold() AS waits`);
  return z.tuple([z.object({ waits: z.boolean() })]).parse(rows)[0].waits;
}
