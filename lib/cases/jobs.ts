import { z } from "zod";
import { defineJob } from "@/lib/jobs/job";
import { foldReadModel, waitsForFold } from "./readmodel";

/** Between two looks: until it is folded, each count takes what was written from its rows. */
const foldEveryMs = 10_000;

/** Folds what was written into the bits that counts are read from. Nobody asks for it: it looks for itself. */
export const foldBits = defineJob({
  name: "fold-facet-bits",
  data: z.object({}),
  as: "operator",
  run: async (operator) => {
    await foldReadModel(operator);
  },
  unfinished: async (operator) => ((await waitsForFold(operator)) ? [{}] : []),
  recoverMs: foldEveryMs,
});
