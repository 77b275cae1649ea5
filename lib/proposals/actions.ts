"use server";

import { refresh } from "next/cache";
import { viewerAction } from "@/lib/auth/action";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { acceptProposal, declineProposal, propose, withdrawProposal } from "./mutations";
import { acceptSchema, declineSchema, proposeSchema, withdrawSchema } from "./schema";

/** Puts a write of the reference lists before who keeps them. */
export const proposeWrite = viewerAction(proposeSchema, async (viewer, input) => {
  refresh();
  return withViewerWrite(viewer, (tx) => propose(tx, viewer, input));
});

/** Makes what was proposed. Whatever comes of it, the page then shows what is there. */
export const accept = viewerAction(acceptSchema, async (viewer, input) => {
  refresh();
  const after = await withViewerWrite(viewer, (tx) => acceptProposal(tx, viewer, input));
  await after();
});

/** Declines a proposal, saying why. */
export const decline = viewerAction(declineSchema, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => declineProposal(tx, viewer, input));
});

/** Takes one's own proposal back. */
export const withdrawOwn = viewerAction(withdrawSchema, async (viewer, input) => {
  refresh();
  await withViewerWrite(viewer, (tx) => withdrawProposal(tx, viewer, input));
});
