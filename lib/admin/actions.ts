"use server";

import { refresh } from "next/cache";
import { inviteUser, renewLink, withdrawLink } from "@/lib/auth/account-links";
import { changeAccount, disableUser, enableUser, endSessionsOf } from "@/lib/auth/accounts";
import { viewerAction } from "@/lib/auth/action";
import { changeAgency, createAgency } from "@/lib/auth/agencies";
import { accountChangeSchema, agencyChangeSchema, agencySchema, invitationSchema } from "@/lib/auth/schema";
import { accountSchema } from "./schema";

// Whatever comes of it, the page then shows what is there.

/** Makes an account, and the link that is told this once. */
export const invite = viewerAction(invitationSchema, async (viewer, input) => {
  refresh();
  return inviteUser(input, viewer);
});

/** Another link for an account: the invitation once more, or a way to set a new password. */
export const makeLink = viewerAction(accountSchema, async (viewer, { id }) => {
  refresh();
  return renewLink(id, viewer);
});

/** Ends an account's open link; an account that nobody has entered yet goes with it. */
export const endLink = viewerAction(accountSchema, async (viewer, { id }) => {
  const outcome = await withdrawLink(id, viewer);
  // The page of an account that is gone would say so; its form leads away instead.
  if (!outcome.removed) refresh();
  return outcome;
});

/** Another name, role or agency, from the next request on. */
export const editAccount = viewerAction(accountChangeSchema, async (viewer, input) => {
  refresh();
  return changeAccount(input, viewer);
});

/** Closes an account and ends its sessions. */
export const disable = viewerAction(accountSchema, async (viewer, { id }) => {
  refresh();
  return disableUser(id, viewer);
});

/** Opens a closed account again. */
export const enable = viewerAction(accountSchema, async (viewer, { id }) => {
  refresh();
  return enableUser(id, viewer);
});

/** Signs somebody out everywhere. */
export const endSessions = viewerAction(accountSchema, async (viewer, { id }) => {
  refresh();
  return endSessionsOf(id, viewer);
});

/** Adds an agency. */
export const addAgency = viewerAction(agencySchema, async (viewer, input) => {
  refresh();
  return createAgency(input, viewer);
});

/** Another name or time zone. */
export const editAgency = viewerAction(agencyChangeSchema, async (viewer, input) => {
  refresh();
  return changeAgency(input, viewer);
});
