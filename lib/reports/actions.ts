"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { viewerAction } from "@/lib/auth/action";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { restoreVersion, returnReport, submitForm, verifyReport } from "./mutations";
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
