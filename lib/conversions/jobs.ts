import { z } from "zod";
import { withViewer } from "@/lib/db/with-viewer";
import { defineJob } from "@/lib/jobs/job";
import { beginWeighing, publishSwitch, weighStep } from "./mutations";

/** Weighs every case under a set that is new. */
export const weighSet = defineJob({
  name: "weigh-conversion-set",
  data: z.object({ set: z.number().int() }),
  as: "operator",
  run: async (operator, { set }, signal) => {
    await beginWeighing(operator, set);
    while (!signal.aborted && (await weighStep(operator, set)));
  },
  unfinished: (operator) =>
    withViewer(operator, async (tx) => {
      const rows = await tx.conversionSet.findMany({
        where: { OR: [{ progress: null }, { progress: { readyAt: null } }] },
        select: { id: true },
        orderBy: { id: "asc" },
      });
      return rows.map(({ id }) => ({ set: id }));
    }),
});

/** Does the change of the current set that was asked for. */
export const publishSet = defineJob({
  name: "publish-conversion-set",
  data: z.object({}),
  as: "operator",
  run: (operator) => publishSwitch(operator),
  unfinished: (operator) =>
    withViewer(operator, async (tx) =>
      (await tx.conversionSwitch.count({ where: { doneAt: null } })) > 0 ? [{}] : [],
    ),
});
