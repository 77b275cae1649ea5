import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { accountSchema } from "@/lib/cases/schema";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { AppError, invalid } from "@/lib/errors";
import type { ValueWords } from "./amendment";
import { valuesOf } from "./amendment";
import { draftOf } from "./drafts";
import type { ReportValues } from "./form";
import { draftValues } from "./form";
import { readSlugNames } from "./lists";
import type { Template } from "./own";
import { mostTemplateName, templateOf } from "./own";
import { readCase } from "./queries";
import { sourcesById } from "./sources";
import type { FormSource, ReportForm } from "./types";

/** Templates that one may keep: more than anybody looks through. */
const mostTemplates = 100;

const row = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  by: z.string().nullable(),
  body: draftValues,
});

/** One's own templates, then those that colleagues share, by name. */
async function readTemplates(tx: Tx, viewer: Viewer): Promise<z.infer<typeof row>[]> {
  return z.array(row).parse(
    await tx.$queryRaw`
      SELECT t.id::text AS id, t.name, t.shared, CASE WHEN t.user_id <> ${viewer.userId} THEN u.name END AS by, t.body
      FROM report_template t JOIN app_user u ON u.id = t.user_id
      ORDER BY t.user_id <> ${viewer.userId}, lower(t.name), t.id LIMIT 300`,
  );
}

/** The templates that the viewer may begin with, as `/reports` lists them. */
export async function listTemplates(tx: Tx, viewer: Viewer): Promise<Template[]> {
  const rows = await readTemplates(tx, viewer);
  const substancesOf = (body: ReportValues) => [...new Set(body.lines.map(({ substance }) => substance.id))];
  const names = await readSlugNames(
    tx,
    rows.map(({ body }) => body.point.id),
    rows.flatMap(({ body }) => substancesOf(body)),
  );
  return rows.map(({ body, ...same }) => ({
    ...same,
    point: names.points[body.point.id] ?? null,
    substances: substancesOf(body).flatMap((slug) => names.substances[slug] ?? []),
  }));
}

/** What the form offers to begin with. */
export async function nameTemplates(tx: Tx, viewer: Viewer): Promise<ReportForm["templates"]> {
  return (await readTemplates(tx, viewer)).map(({ id, name }) => ({ id, name }));
}

/** What a form may be asked for: a report to amend, a case to go on, a report or a template to begin with. */
export type FormAsked = Partial<Record<"amends" | "attachTo" | "from" | "template", string | null>>;
export type StartAsked = { from: string | null; template: string | null };

/**
 * What a new draft begins with, if that is asked for, and the source that it cites, where the viewer may see it.
 * @throws AppError NOT_FOUND for a report or a template that is nobody's or out of scope
 */
export async function startFrom(
  tx: Tx,
  asked: StartAsked | null,
): Promise<{ start: ReportForm["start"]; sources: FormSource[] }> {
  const start = asked && (await readStart(tx, asked));
  const source = start && Number(start.kind === "report" ? start.account.source : start.values.source.found.id);
  return { start, sources: source ? await sourcesById(tx, [source]) : [] };
}

async function readStart(tx: Tx, { from, template }: StartAsked): Promise<ReportForm["start"]> {
  if (template !== null) {
    const found = z.uuid().safeParse(template).success
      ? await tx.reportTemplate.findUnique({ where: { id: template }, select: { name: true, body: true } })
      : null;
    if (!found) throw new AppError("NOT_FOUND");
    return { kind: "template", name: found.name, values: draftValues.parse(found.body) };
  }
  return from === null ? null : { kind: "report", ...(await readOriginal(tx, from)) };
}

const original = z.object({ reference: z.string(), operation: z.string().nullable(), account: accountSchema });

/** What the version of a report says that counts. Nobody is named in it: names are never copied. */
async function readOriginal(tx: Tx, reportId: string): Promise<z.infer<typeof original>> {
  if (!z.uuid().safeParse(reportId).success) throw new AppError("NOT_FOUND");
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT c.reference, c.operation, v.account FROM report r JOIN case_file c ON c.id = r.case_id
      JOIN report_version v ON v.report_id = r.id AND v.number = coalesce(r.verified_version, r.latest_version)
    WHERE r.id = ${reportId}::uuid`;
  if (!rows[0]) throw new AppError("NOT_FOUND");
  return original.parse(rows[0]);
}

/** The case that a new report is to be a further source on, with the handling to begin with: another agency must be able to read it. */
export async function attachedCase(tx: Tx, viewer: Viewer, reference: string): Promise<ReportForm["attach"]> {
  const found = await readCase(tx, reference);
  if (!found) throw new AppError("NOT_FOUND");
  return { reference: found.reference, handling: found.ownerAgencyId === viewer.agencyId ? null : found.handling };
}

/** What a template is made from: a report, a draft of one's own, or what stands in the form. */
export type TemplateOrigin = { report: string } | { draft: string } | { values: unknown };

/** The lists of the form call what was chosen by its name: in what is kept, its code is enough. */
const codes: ValueWords = {
  point: (slug) => slug,
  substance: (slug) => slug,
  unit: (code) => code,
  country: (code) => code,
  source: (id) => ({ text: String(id), reliability: "" }),
};

async function valuesFrom(tx: Tx, of: TemplateOrigin): Promise<ReportValues> {
  if ("values" in of) return draftValues.parse(of.values);
  if ("draft" in of) {
    const draft = await draftOf(tx, of.draft);
    if (!draft) throw new AppError("NOT_FOUND");
    return draft.values;
  }
  const { account, operation } = await readOriginal(tx, of.report);
  return { ...valuesOf(account, codes), operation: operation ?? "" };
}

/** @throws AppError INVALID at `name` */
function nameOf(text: string): string {
  const name = text.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "") throw invalid("name", "reports.template.nameMissing");
  if (name.length > mostTemplateName) throw invalid("name", "reports.template.nameLong");
  return name;
}

async function refusingTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlState(error) === "23505") throw invalid("name", "reports.template.nameTaken");
    throw error;
  }
}

/**
 * Keeps what is typed again and again under a name, without names of people and without figures.
 * @throws AppError INVALID at `name` for none, too long a one or one that a template has; NOT_FOUND for what is not there
 */
export async function saveTemplate(
  tx: Tx,
  viewer: Viewer,
  input: { id: string; name: string; shared: boolean; of: TemplateOrigin },
): Promise<void> {
  assertMay(viewer, "report.log");
  const name = nameOf(input.name);
  const body = JSON.stringify(templateOf(await valuesFrom(tx, input.of)));
  const [own] = await tx.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM report_template WHERE user_id = ${viewer.userId}`;
  if ((own?.n ?? 0) >= mostTemplates) throw invalid("name", "reports.template.tooMany");
  await appendAction(tx, { action: "template.save", subjectType: "template", subjectId: input.id });
  await refusingTakenName(tx.$executeRaw`
    INSERT INTO report_template (id, user_id, agency_id, name, shared, body)
    VALUES (${input.id}::uuid, ${viewer.userId}, ${viewer.agencyId}, ${name}, ${input.shared}, ${body}::jsonb)`);
}

/** Calls one's own template otherwise, shares it or no longer. @throws AppError NOT_FOUND, INVALID at `name` */
export async function renameTemplate(
  tx: Tx,
  viewer: Viewer,
  input: { id: string; name: string; shared: boolean },
): Promise<void> {
  assertMay(viewer, "report.log");
  const name = nameOf(input.name);
  await appendAction(tx, { action: "template.rename", subjectType: "template", subjectId: input.id });
  const changed = await refusingTakenName(tx.$executeRaw`
    UPDATE report_template SET name = ${name}, shared = ${input.shared}, updated_at = now() WHERE id = ${input.id}::uuid`);
  if (changed !== 1) throw new AppError("NOT_FOUND");
}

/** Removes one's own template. @throws AppError NOT_FOUND */
export async function removeTemplate(tx: Tx, viewer: Viewer, input: { id: string }): Promise<void> {
  assertMay(viewer, "report.log");
  await appendAction(tx, { action: "template.remove", subjectType: "template", subjectId: input.id });
  if ((await tx.$executeRaw`DELETE FROM report_template WHERE id = ${input.id}::uuid`) !== 1)
    throw new AppError("NOT_FOUND");
}
