"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { addNil, removeCoverage, removeNil, saveCoverage } from "./coverage";
import { weighSubstance } from "./jobs";
import { loadPointForm, loadSubstanceForm } from "./loaders";
import { addAlias, addPoint, changePoint, removeAlias, removePoint } from "./points";
import {
  addAliasSchema,
  addNilSchema,
  addPointSchema,
  addSubstanceSchema,
  addSynonymSchema,
  changePointSchema,
  changeSubstanceSchema,
  removeAliasSchema,
  removeCoverageSchema,
  removeNilSchema,
  removeSchema,
  removeSynonymSchema,
  saveCoverageSchema,
} from "./schema";
import { addSubstance, addSynonym, changeSubstance, removeSubstance, removeSynonym } from "./substances";

/** One write of the lists, after which the page shows what is there, whatever came of it. */
function listAction<S extends z.ZodType>(
  schema: S,
  write: (tx: Tx, viewer: Viewer, input: z.output<S>) => Promise<void>,
) {
  return viewerAction(schema, async (viewer, input) => {
    refresh();
    await withViewerWrite(viewer, (tx) => write(tx, viewer, input));
  });
}

export const addPointAction = listAction(addPointSchema, addPoint);
export const changePointAction = listAction(changePointSchema, changePoint);
export const removePointAction = listAction(removeSchema, removePoint);
export const addAliasAction = listAction(addAliasSchema, addAlias);
export const removeAliasAction = listAction(removeAliasSchema, removeAlias);
export const saveCoverageAction = listAction(saveCoverageSchema, saveCoverage);
export const removeCoverageAction = listAction(removeCoverageSchema, removeCoverage);
export const addNilAction = listAction(addNilSchema, addNil);
export const removeNilAction = listAction(removeNilSchema, removeNil);
export const addSubstanceAction = listAction(addSubstanceSchema, addSubstance);
export const changeSubstanceAction = viewerAction(changeSubstanceSchema, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => changeSubstance(tx, viewer, input));
  await weighSubstance.recover();
});
export const removeSubstanceAction = listAction(removeSchema, removeSubstance);
export const addSynonymAction = listAction(addSynonymSchema, addSynonym);
export const removeSynonymAction = listAction(removeSynonymSchema, removeSynonym);

/** For a form that a point is added from: what the point's own form needs. */
export const readPointForm = viewerAction(z.null(), (viewer) => loadPointForm(viewer));
/** For a form that a substance is added from: what the viewer may do with the list. */
export const readRights = viewerAction(z.null(), (viewer) => loadSubstanceForm(viewer));
