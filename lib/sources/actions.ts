"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { followSource } from "./jobs";
import { addSource, editSource, mergeSources, unmergeSource } from "./mutations";
import { clashesOf } from "./queries";
import { clashSchema, editSourceSchema, mergeSchema, newSourceSchema, unmergeSchema } from "./schema";

export const createSource = viewerAction(newSourceSchema, (viewer, input) =>
  withViewerWrite(viewer, (tx) => addSource(tx, viewer, input)),
);

export const saveSource = viewerAction(editSourceSchema, async (viewer, input) => {
  const { following } = await withViewerWrite(viewer, (tx) => editSource(tx, viewer, input));
  if (following > 0) await followSource.enqueue({});
  refresh();
});

/** What stands in the way of a merge, as far as the viewer may see it. */
export const lookForClashes = viewerAction(
  clashSchema,
  (viewer, { id, into }) => withViewer(viewer, (tx) => clashesOf(tx, id, into)),
  { touch: false },
);

/** Whatever comes of it, the page then shows what is there. */
export const mergeSource = viewerAction(mergeSchema, async (viewer, input) => {
  refresh();
  const done = await withViewerWrite(viewer, (tx) => mergeSources(tx, viewer, input));
  await followSource.enqueue({});
  return done;
});

export const separateSource = viewerAction(unmergeSchema, async (viewer, input) => {
  refresh();
  const done = await withViewerWrite(viewer, (tx) => unmergeSource(tx, viewer, input));
  await followSource.enqueue({});
  return done;
});
