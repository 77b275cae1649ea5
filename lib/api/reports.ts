import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Verb } from "@/lib/auth/permissions";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { findDuplicates } from "@/lib/duplicates/loaders";
import { AppError } from "@/lib/errors";
import type { ReportValues } from "@/lib/reports/form";
import { loadMyReports } from "@/lib/reports/loaders";
import { returnReport, submitForm, verifyReport } from "@/lib/reports/mutations";
import { lockReport } from "@/lib/reports/queries";
import { maxReason } from "@/lib/reports/types";
import { reinstateReport, withdrawReport } from "@/lib/reports/withdrawal";
import { loadReviewPage } from "@/lib/review/loaders";
import type { ReportBody } from "./body";
import { amendmentBody, formOf, inBody, readAmendment, readBody, reportBody } from "./body";
import { loadReportRecord } from "./loaders";
import { assertMatch, choiceOf, neededMatch, oddKeys, onceKey, readBodyAs, refuse } from "./parameters";
import { reportItem, reportRecord } from "./report-shapes";
import { myItemOf, queueItemOf, reportRecordOf, sidesOf } from "./rules";
import { listOf, logged } from "./schema";
import type { ApiAnswer, ApiCall, Operation } from "./types";

const lists = ["waiting", "returned", "review"] as const;

const list: Operation = {
  id: "listReports",
  method: "GET",
  path: "/reports",
  summary: "Reports that ask for something to be done",
  description:
    "One's own newest versions that wait for a reviewer or came back, the newest fifty; or, for reviewers, what waits for a decision, the oldest first, in parts of fifty.",
  scope: "read",
  query: [
    { name: "list", description: "Which of them.", schema: z.enum(lists).default("waiting") },
    { name: "cursor", description: "Of `review`: `next` of the part before.", schema: z.string().max(300) },
  ],
  answer: listOf(reportItem),
  run: async ({ viewer, query }) => {
    const which = choiceOf(query, "list", lists) ?? "waiting";
    refuse(oddKeys(query, which === "review" ? ["list", "cursor"] : ["list"]));
    if (which !== "review") {
      const { [which]: own } = await loadMyReports(viewer, { exact: true });
      return { body: { data: own.rows.map(myItemOf), total: own.total, next: null } };
    }
    const cursor = query.get("cursor");
    const { rows, total, next, problems } = await loadReviewPage(
      viewer,
      new URLSearchParams(cursor ? { cursor } : {}),
      {
        exact: true,
      },
    );
    refuse(problems);
    return { body: { data: rows.map(queueItemOf), total, next } };
  },
};

async function told({ viewer, params }: ApiCall): Promise<ApiAnswer> {
  const found = await loadReportRecord(viewer, params.id ?? "");
  return { body: reportRecordOf(found), version: found.report.latestVersion };
}

const one: Operation = {
  id: "getReport",
  method: "GET",
  path: "/reports/{id}",
  summary: "One report, with what its versions say",
  scope: "read",
  versioned: true,
  answer: reportRecord,
  run: (call) => {
    refuse(oddKeys(call.query, []));
    return told(call);
  },
};

const logReport: Operation = {
  id: "logReport",
  method: "POST",
  path: "/reports",
  summary: "Log one source's account of a seizure",
  scope: "write",
  description:
    "Makes a case with its principal report, or a further source on a case (`attachTo`). Written once per Idempotency-Key: the same key again answers as the first time, whatever the body says. The rules are those of the form. What looks odd but may be right is refused with 422 and `warnings`; send the report again with `confirmed`, an entry per warning with its `key` and a `reason`, to stand by it.",
  query: [
    {
      name: "duplicates",
      description: "Also name cases that are probably the same event: `possibleDuplicates` of the answer.",
      schema: z.enum(["1"]),
    },
  ],
  // What is probably the same event is read from the register.
  alsoScope: (query) => (query.has("duplicates") ? "read" : null),
  body: reportBody,
  once: true,
  answer: logged,
  status: 201,
  run: async ({ viewer, query, body, headers }) => {
    refuse(oddKeys(query, ["duplicates"]));
    const duplicates = choiceOf(query, "duplicates", ["1"]);
    const key = onceKey(headers);
    assertMay(viewer, "report.log");
    const report = readBody(body);
    const { reference, repeated } = await submit(viewer, key, formOf(report));
    return {
      location: `/cases/${reference}`,
      body: {
        reference,
        report: key,
        repeated,
        ...(duplicates === "1" && { possibleDuplicates: await duplicatesOf(viewer, report, reference) }),
      },
    };
  },
};

/** Submits as the form does; refusals name the fields of the body. */
async function submit(viewer: Viewer, id: string, values: ReportValues) {
  try {
    return await submitForm(viewer, { id, values });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID") throw error;
    const warnings = z.array(z.looseObject({ path: z.string() })).safeParse(error.members.warnings);
    throw new AppError("INVALID", {
      fields: error.fields.map(inBody),
      members: warnings.success
        ? {
            detail:
              "The report holds what looks odd. Mend it, or send it again with `confirmed`: an entry per warning, with its `key` and a `reason`.",
            warnings: warnings.data.map(({ path, ...warning }) => ({
              field: inBody({ path, message: "" }).path,
              ...warning,
            })),
          }
        : {},
      cause: error,
    });
  }
}

/** Cases that are probably the event just logged, by what they have in common. */
async function duplicatesOf(viewer: Viewer, { date, point, lines, externalReference }: ReportBody, reference: string) {
  const probe = {
    date,
    point,
    lines: lines.map(({ substance, form, quantity, unit, qualifier }) => ({
      substance,
      form,
      quantity,
      unit,
      qualifier,
    })),
    externalReference,
    otherThan: [reference],
  };
  const { hints } = await findDuplicates(viewer, JSON.stringify(probe));
  return hints.map((hint) => ({ reference: hint.reference, reasons: hint.reasons }));
}

const amend: Operation = {
  id: "amendReport",
  method: "PUT",
  path: "/reports/{id}",
  summary: "Write a new version of a report",
  description:
    "The whole account as it is to be, with its reason. Of a verified report it waits for review and counts nowhere until then. If-Match names the version that it was written from: where another one stands, 412 tells what both sides say, field by field, in `conflict`. With an Idempotency-Key it can be sent again: it is written once.",
  scope: "write",
  body: amendmentBody,
  match: "needed",
  versioned: true,
  answer: reportRecord,
  refusals: { 409: "Withdrawn, or the Idempotency-Key is another's." },
  run: async (call) => {
    const { viewer, params, headers, query } = call;
    refuse(oddKeys(query, []));
    const base = neededMatch(headers);
    const key = headers.has("idempotency-key") ? onceKey(headers) : randomUUID();
    assertMay(viewer, "report.amend-own");
    const { report, reason } = readAmendment(call.body);
    const before = await loadReportRecord(viewer, params.id ?? "");
    // Which cases its author holds for other events is no part of the account, and stays.
    const otherEvents = before.report.versions.at(-1)?.otherEvents ?? [];
    const values = { ...formOf(report), otherEvents, amends: { report: before.report.id, base, reason } };
    try {
      await submit(viewer, key, values);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
      const { report: stands } = await loadReportRecord(viewer, before.report.id);
      const conflict = { version: stands.latestVersion, fields: sidesOf(stands, base, report) };
      assertMatch(base, stands.latestVersion, { conflict });
      throw error;
    }
    return told(call);
  },
};

const reasonNeeded = z
  .strictObject({ reason: z.string().trim().min(1).max(maxReason) })
  .meta({ id: "Reason", description: "Why." });
const reasonTaken = z
  .strictObject({ reason: z.string().trim().min(1).max(maxReason).nullable().default(null) })
  .meta({ id: "OptionalReason", description: "Why, where there is something to say." });

/** A decision about the version that If-Match names: looked at and decided in one transaction. */
function decision<R>(
  words: Pick<Operation, "id" | "path" | "summary" | "description" | "scope">,
  verb: Verb,
  body: z.ZodType<R>,
  decide: (tx: Tx, viewer: Viewer, about: { reportId: string; version: number } & R) => Promise<void>,
): Operation {
  return {
    ...words,
    method: "POST",
    body,
    match: "needed",
    versioned: true,
    answer: reportRecord,
    refusals: { 409: "It stands so already, or there is nothing to decide about." },
    run: async (call) => {
      refuse(oddKeys(call.query, []));
      const version = neededMatch(call.headers);
      const read = readBodyAs(body, call.body) as R;
      const reportId = call.params.id ?? "";
      assertMay(call.viewer, verb);
      await withViewerWrite(call.viewer, async (tx) => {
        assertMatch(version, (await lockReport(tx, reportId)).latestVersion);
        await decide(tx, call.viewer, { ...read, reportId, version });
      });
      return told(call);
    },
  };
}

const withdraw = decision(
  {
    id: "withdrawReport",
    path: "/reports/{id}/withdraw",
    summary: "Take a report out of the count",
    description: "One's own while it is unverified; a verified one is a reviewer's to withdraw.",
    scope: "write",
  },
  "report.withdraw-own",
  reasonNeeded,
  withdrawReport,
);

const reinstate = decision(
  { id: "reinstateReport", path: "/reports/{id}/reinstate", summary: "Undo a withdrawal", scope: "write" },
  "report.withdraw-own",
  reasonNeeded,
  reinstateReport,
);

const verify = decision(
  {
    id: "verifyReport",
    path: "/reports/{id}/verify",
    summary: "Stand for the version that waits",
    description: "A reviewer's of the owning agency, and never about a version that one wrote.",
    scope: "review",
  },
  "report.decide",
  reasonTaken,
  verifyReport,
);

const giveBack = decision(
  {
    id: "returnReport",
    path: "/reports/{id}/return",
    summary: "Send the version that waits back to its author",
    description: "A reviewer's, as for verify. The case counts nowhere until it is submitted again.",
    scope: "review",
  },
  "report.decide",
  reasonNeeded,
  returnReport,
);

export const reportOperations: readonly Operation[] = [
  list,
  logReport,
  one,
  amend,
  withdraw,
  reinstate,
  verify,
  giveBack,
];
