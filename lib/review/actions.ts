"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { doBulk, planBulk } from "./bulk";
import { bulkAct, bulkAsk } from "./bulk-schema";
import { decideEach } from "./mutations";
import { decisionsSchema } from "./schema";

/** Verifies or returns several waiting versions. Whatever comes of it, the page then shows what is there. */
export const decideVersions = viewerAction(decisionsSchema, async (viewer, input) => {
  refresh();
  return decideEach(viewer, input);
});

/** What a decision about several cases would do. Nothing is written. */
export const previewBulk = viewerAction(bulkAsk, planBulk, { touch: false });

/** Decides about several cases, each by itself. The list is made anew by whoever asked, once all parts of it are done. */
export const decideCases = viewerAction(bulkAct, doBulk);
