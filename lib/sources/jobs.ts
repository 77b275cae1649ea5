import { z } from "zod";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { defineJob } from "@/lib/jobs/job";
import { followStep } from "./mutations";
import { casesFollowing } from "./queries";

const slice = 1_000;

/** Lets cases follow a change of their source, where they were too many for one transaction. */
export const followSource = defineJob({
  name: "follow-source",
  data: z.object({}),
  as: "operator",
  run: async (operator, _, signal) => {
    while (!signal.aborted && (await withViewerWrite(operator, (tx) => followStep(tx, slice))));
  },
  unfinished: (operator) => withViewer(operator, async (tx) => ((await casesFollowing(tx)) > 0 ? [{}] : [])),
});
