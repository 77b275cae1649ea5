"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { choosePrincipal, effectOf, moveReport, undoMove } from "./moves";
import { restoreVersion, returnReport, submitForm, verifyReport } from "./mutations";
import { removeTemplate, renameTemplate, saveTemplate } from "./templates";
import { maxReason } from "./types";
import { reinstateReport, withdrawReport } from "./withdrawal";

const draftId = z.uuid().toLowerCase();

/**
 * Logs the report that a form says, once per draft id: a second click, a retry or another tab gets the first answer. Refusals come back at
 * their fields; the draft stays until the report stands.
 */
export const submitReport = viewerAction(
  z.strictObject({ id: draftId, values: z.unknown() }),
  (viewer, { id, values }) => submitForm(viewer, { id, values }),
);

const version = { reportId: z.uuid(), version: z.number().int().min(1) };

/** A reviewer stands for a waiting version. Whatever comes of it, the page then shows what is there. */
export const verifyVersion = viewerAction(z.strictObject(version), async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => verifyReport(tx, viewer, { ...input, reason: null }));
});

/** A reviewer sends a waiting version back, saying why. */
export const returnVersion = viewerAction(
  z.strictObject({ ...version, reason: z.string().trim().min(1).max(maxReason) }),
  async (viewer, input) => {
    refresh();
    await withViewerWrite(viewer, (tx) => returnReport(tx, viewer, input));
  },
);

/** Goes back to an earlier version of a report by a new one, saying why. */
export const goBackTo = viewerAction(
  z.strictObject({ ...version, newest: z.number().int().min(1), reason: z.string().trim().min(1).max(maxReason) }),
  async (viewer, input) => {
    refresh();
    return withViewerWrite(viewer, async (tx) => ({ version: (await restoreVersion(tx, viewer, input)).version }));
  },
);

const reasoned = z.strictObject({ reportId: z.uuid(), reason: z.string().trim().min(1).max(maxReason) });

/** Takes a report out of the count, saying why. */
export const withdraw = viewerAction(reasoned, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => withdrawReport(tx, viewer, input));
});

/** Undoes that, saying why. */
export const reinstate = viewerAction(reasoned, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => reinstateReport(tx, viewer, input));
});

const reason = z.string().trim().min(1).max(maxReason);
const choice = { reportId: z.uuid(), instead: z.uuid() };

/** What it would do to the case and its month to rest on this report. Nothing is written. */
export const previewPrincipal = viewerAction(
  z.strictObject({ ...choice, reference: z.string().max(40) }),
  (viewer, { reference, ...input }) =>
    effectOf(viewer, [reference], (tx) => choosePrincipal(tx, viewer, { ...input, reason: "preview" })),
  { touch: false },
);

/** Makes a report its case's principal, saying why. */
export const chooseReport = viewerAction(z.strictObject({ ...choice, reason }), async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => choosePrincipal(tx, viewer, input));
});

const target = { reportId: z.uuid(), to: z.string().trim().max(40) };

/** What it would do to both cases to move a report. Nothing is written. */
export const previewMove = viewerAction(
  z.strictObject({ ...target, from: z.string().max(40) }),
  (viewer, { from, ...input }) =>
    effectOf(viewer, [from, input.to.toUpperCase()], (tx) => moveReport(tx, viewer, { ...input, reason: "preview" })),
  { touch: false },
);

/** Moves a report to another case, saying why. The page is not made anew: the case may be gone, and the answer says where to go. */
export const moveToCase = viewerAction(z.strictObject({ ...target, reason }), (viewer, input) =>
  withViewerWrite(viewer, (tx) => moveReport(tx, viewer, input)),
);

/** Takes the last move of a report back, saying why. */
export const takeMoveBack = viewerAction(z.strictObject({ reportId: z.uuid(), reason }), async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => undoMove(tx, viewer, input));
});

const template = { id: z.uuid(), name: z.string().max(400), shared: z.boolean() };
const origin = z.union([
  z.strictObject({ report: z.uuid() }),
  z.strictObject({ draft: z.uuid() }),
  z.strictObject({ values: z.unknown() }),
]);

/** Keeps a starting point for new reports under a name. */
export const keepTemplate = viewerAction(z.strictObject({ ...template, of: origin }), (viewer, input) =>
  withViewerWrite(viewer, (tx) => saveTemplate(tx, viewer, input)),
);

/** Calls one's own template otherwise, shares it or no longer. */
export const changeTemplate = viewerAction(z.strictObject(template), async (viewer, input) => {
  await withViewerWrite(viewer, (tx) => renameTemplate(tx, viewer, input));
  refresh();
});

/** Removes one's own template. */
export const dropTemplate = viewerAction(z.strictObject({ id: z.uuid() }), async (viewer, input) => {
  await withViewerWrite(viewer, (tx) => removeTemplate(tx, viewer, input));
  refresh();
});
