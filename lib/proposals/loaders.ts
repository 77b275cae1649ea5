import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { kinds } from "./kinds";
import type { StoredProposal } from "./queries";
import { listProposals } from "./queries";
import { fieldsOf } from "./rules";
import type { ProposalRow, ProposalsPage } from "./types";

/** As many as a page shows. */
const mostOpen = 100;
const mostDecided = 20;

/** What waits and what became of the last ones: all of them for who keeps the lists, else one's own. @throws AppError FORBIDDEN */
export async function loadProposals(viewer: Viewer): Promise<ProposalsPage> {
  const decides = may(viewer, "reference.keep");
  if (!decides) assertMay(viewer, "reference.propose");
  return withViewer(viewer, async (tx) => {
    const open: ProposalRow[] = [];
    for (const one of await listProposals(tx, "open", mostOpen)) open.push(await proposalRow(tx, viewer, one));
    const before = await listProposals(tx, "decided", mostDecided);
    return { decides, open, decided: before.map((one) => rowOf(viewer, one)) };
  });
}

/** For the navigation of the lists: how many wait for this viewer, or of theirs; null for a role that neither keeps nor proposes. */
export async function countProposals(viewer: Viewer): Promise<number | null> {
  if (!may(viewer, "reference.keep") && !may(viewer, "reference.propose")) return null;
  return withViewer(viewer, (tx) => tx.proposal.count({ where: { state: "open" } }));
}

async function proposalRow(tx: Tx, viewer: Viewer, one: StoredProposal): Promise<ProposalRow> {
  const standing = await standingOf(tx, one);
  const version = standing?.version;
  const { shown } = kinds[one.kind];
  const before = standing && (await shown(tx, standing));
  return {
    ...rowOf(viewer, one),
    fields: fieldsOf(await shown(tx, one.payload), before, one.kind.endsWith(".remove")),
    seen: typeof version === "number" ? version : null,
    gone: standing === null,
  };
}

/** A payload of an older release that its write cannot read any more has nothing to compare; accepting it says what is wrong. */
async function standingOf(tx: Tx, one: StoredProposal): Promise<Record<string, unknown> | null | undefined> {
  try {
    return await kinds[one.kind].standing(tx, one.payload);
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID") return undefined;
    throw error;
  }
}

function rowOf(viewer: Viewer, one: StoredProposal): ProposalRow {
  const { id, kind, subject, reason, state, decidedBy, decidedAt, decisionReason } = one;
  return {
    ...{ id, kind, subject, reason, state, by: one.proposedBy, at: one.createdAt },
    decision: decidedBy && decidedAt ? { by: decidedBy, at: decidedAt, reason: decisionReason } : null,
    fields: [],
    seen: null,
    gone: false,
    mine: one.proposedById === viewer.userId,
  };
}
