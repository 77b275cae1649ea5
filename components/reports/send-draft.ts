import { z } from "zod";
import type { DraftAnswer, DraftNow, DraftRequest } from "@/components/forms/draft-saver";
import type { ReportValues } from "@/lib/reports/form";
import { draftValues } from "@/lib/reports/form";

const saved = z.object({ revision: z.number(), editor: z.string(), savedAt: z.string(), values: draftValues });
const submitted = z.object({ kind: z.literal("submitted"), reference: z.string() });
const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("saved"), revision: z.number(), savedAt: z.string() }),
  z.object({ kind: z.literal("conflict"), current: saved }),
  submitted,
  z.object({ kind: z.literal("taken") }),
]);

const now = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("draft"), current: saved.nullable() }),
  submitted,
]);

const draftUrl = (id: string) => `/api/drafts/${id}`;

/** Browsers send no more than this after a page is gone. */
const mostWhenLeaving = 60_000;

/** Sends one save of a draft. @throws when the server gave no answer that counts: it is tried again then */
export async function sendDraft(
  id: string,
  request: DraftRequest,
  leaving: boolean,
): Promise<DraftAnswer<ReportValues>> {
  const body = JSON.stringify(request);
  const response = await fetch(draftUrl(id), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body,
    keepalive: leaving && body.length < mostWhenLeaving,
  });
  if (response.status === 401) return { kind: "signed-out" };
  if (response.ok || response.status === 409 || response.status === 404) return answer.parse(await response.json());
  if (response.status >= 400 && response.status < 429) return { kind: "refused" };
  throw new Error(`the draft was not saved: ${response.status}`);
}

/** What the server has of a draft now. @throws when it gave no answer that counts */
export async function lookAtDraft(id: string): Promise<DraftNow<ReportValues>> {
  const response = await fetch(draftUrl(id), { cache: "no-store" });
  if (!response.ok) throw new Error(`the draft was not read: ${response.status}`);
  return now.parse(await response.json());
}

/** Throws a draft away. @throws when the server did not */
export async function discardDraft(id: string): Promise<void> {
  const response = await fetch(draftUrl(id), { method: "DELETE" });
  if (!response.ok) throw new Error(`the draft was not discarded: ${response.status}`);
}
