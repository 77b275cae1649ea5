import { z } from "zod";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { defineJob } from "@/lib/jobs/job";
import { weighSubstanceStep } from "./substances";

/** Cases that one step resolves: some tenths of a second, during which they cannot be edited. */
const slice = 500;

/** Weighs the cases of a substance again whose family changed: as who sees every case, whoever changed it. */
export const weighSubstance = defineJob({
  name: "weigh-substance",
  data: z.object({}),
  as: "operator",
  run: async (operator, _, signal) => {
    while (!signal.aborted && (await withViewerWrite(operator, (tx) => weighSubstanceStep(tx, slice))));
  },
  unfinished: (operator) => withViewer(operator, async (tx) => ((await tx.substanceWeighing.count()) > 0 ? [{}] : [])),
});
