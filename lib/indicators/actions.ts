"use server";

import { refresh } from "next/cache";
import type { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { addIndicator, changeIndicator, removeIndicator, removeValue, saveValue } from "./mutations";
import {
  addIndicatorSchema,
  changeIndicatorSchema,
  removeIndicatorSchema,
  removeTextSchema,
  removeValueSchema,
  saveAssessmentSchema,
  saveMarkerSchema,
  saveValueSchema,
} from "./schema";
import { removeAssessment, removeMarker, saveAssessment, saveMarker } from "./texts";

/** One write of these lists, after which the page shows what is there, whatever came of it. */
function listAction<S extends z.ZodType>(
  schema: S,
  write: (tx: Tx, viewer: Viewer, input: z.output<S>) => Promise<void>,
) {
  return viewerAction(schema, async (viewer, input) => {
    refresh();
    await withViewerWrite(viewer, (tx) => write(tx, viewer, input));
  });
}

export const addIndicatorAction = listAction(addIndicatorSchema, addIndicator);
export const changeIndicatorAction = listAction(changeIndicatorSchema, changeIndicator);
export const saveValueAction = listAction(saveValueSchema, saveValue);
export const removeValueAction = listAction(removeValueSchema, removeValue);
export const saveMarkerAction = listAction(saveMarkerSchema, saveMarker);
export const removeMarkerAction = listAction(removeTextSchema, removeMarker);
export const saveAssessmentAction = listAction(saveAssessmentSchema, saveAssessment);
export const removeAssessmentAction = listAction(removeTextSchema, removeAssessment);

/** The page of an indicator that is gone has nothing to show: the caller leaves it. */
export const removeIndicatorAction = viewerAction(removeIndicatorSchema, (viewer, input) =>
  withViewerWrite(viewer, (tx) => removeIndicator(tx, viewer, input)),
);
