import { z } from "zod";
import { accountSchema } from "@/lib/cases/schema";
import { reliabilityCodes, statusCodes } from "@/lib/codes";
import { edtfDate } from "./schema";

// Reports and sources as the API answers with them.

const says = z.object({ ...accountSchema.shape, source: z.object({ id: z.int() }) }).meta({
  id: "Account",
  description:
    "What the version says, as PUT takes it back with a `reason`. People stand in it by number: their names are in /cases/{reference}?names=1, for who may read them.",
});

/** One report, with what its newest version says. */
export const reportRecord = z
  .object({
    report: z.uuid(),
    reference: z.string().meta({ description: "Of its case." }),
    principal: z.boolean().meta({ description: "The case's figures come from this report." }),
    status: z.enum(statusCodes),
    version: z.int().meta({ description: "The newest one: its ETag." }),
    verifiedVersion: z.int().nullable(),
    waiting: z.boolean().meta({ description: "The newest version waits for a reviewer." }),
    returned: z.string().nullable().meta({ description: "Why a reviewer returned the newest version." }),
    agency: z.string(),
    mayAmend: z.boolean(),
    says,
    versions: z.array(z.object({ number: z.int(), at: z.string(), reason: z.string().nullable(), says })),
  })
  .meta({ id: "ReportRecord" });
export type ReportRecord = z.infer<typeof reportRecord>;

export const reportItem = z
  .object({
    report: z.uuid(),
    reference: z.string().meta({ description: "Of its case." }),
    version: z.int(),
    amendment: z.boolean().meta({ description: "Of a verified report." }),
    date: edtfDate.nullable(),
    asReported: z.array(z.string()).meta({ description: "The source's words for what was seized, a line each." }),
    source: z.string(),
    since: z.string(),
    reason: z.string().nullable().meta({ description: "Why a reviewer returned it." }),
    decision: z.enum(["open", "own-version", "closed"]).nullable().meta({
      description: "In the reviewers' queue: whether it is yours to decide. Nobody decides about their own version.",
    }),
  })
  .meta({ id: "ReportItem" });
export type ReportItem = z.infer<typeof reportItem>;

export const source = z
  .object({
    id: z.int(),
    title: z.string(),
    author: z.string().nullable(),
    publisher: z.string().nullable(),
    published: z.string().nullable().meta({ description: "EDTF." }),
    reliability: z.enum(reliabilityCodes),
    shared: z.boolean().meta({ description: "On everybody's list." }),
    ownerAgency: z.string(),
    mergedInto: z.object({ id: z.int(), title: z.string() }).nullable(),
    reports: z.object({ count: z.int(), more: z.boolean() }).meta({
      description: "Reports that rest on it and that you may see; `more`: there are more than were counted.",
    }),
  })
  .meta({ id: "Source" });
export const sourceRecord = source
  .extend({
    language: z.string().nullable().meta({ description: "BCP 47." }),
    pages: z.string().nullable(),
    url: z.string().nullable(),
  })
  .meta({ id: "SourceRecord" });
