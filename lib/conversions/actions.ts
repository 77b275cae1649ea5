"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { publishSet, weighSet } from "./jobs";
import { makeCurrent, makeSet } from "./mutations";
import { makeCurrentSchema, newSetSchema } from "./schema";

export const makeConversionSet = viewerAction(newSetSchema, async (viewer, input) => {
  const { id } = await withViewerWrite(viewer, (tx) => makeSet(tx, viewer, input));
  await weighSet.enqueue({ set: id });
  return { slug: input.slug };
});

/** Whatever comes of it, the page then shows what is there. */
export const makeSetCurrent = viewerAction(makeCurrentSchema, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => makeCurrent(tx, viewer, input));
  await publishSet.enqueue({});
});
