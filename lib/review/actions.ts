"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { decideEach } from "./mutations";
import { decisionsSchema } from "./schema";

/** Verifies or returns several waiting versions. Whatever comes of it, the page then shows what is there. */
export const decideVersions = viewerAction(decisionsSchema, async (viewer, input) => {
  refresh();
  return decideEach(viewer, input);
});
