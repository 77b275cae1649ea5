"use server";

import { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import { askToPublish, askToUndo, cancelWork, discardDraft, saveStep } from "./drafts";
import { batchSchema, draftSchema, saveSchema } from "./form";
import { importWork } from "./jobs";

/** Saves a step of the wizard as it is filled in, or goes on to the next one. */
export const saveImportStep = viewerAction(saveSchema, async (viewer, input) => {
  const saved = await saveStep(viewer, input);
  if (saved.state !== "open") await importWork.enqueue({ draft: input.id }, viewer);
  return saved;
});

export const publishImport = viewerAction(draftSchema, async (viewer, input) => {
  await askToPublish(viewer, input);
  await importWork.enqueue({ draft: input.id }, viewer);
});

export const cancelImport = viewerAction(z.object({ id: z.uuid() }), (viewer, { id }) => cancelWork(viewer, id));

export const discardImport = viewerAction(z.object({ id: z.uuid() }), (viewer, { id }) => discardDraft(viewer, id));

export const takeImportBack = viewerAction(batchSchema, async (viewer, { id }) => {
  const asked = await askToUndo(viewer, id);
  await importWork.enqueue({ draft: asked.id }, viewer);
  return asked;
});
