import { z } from "zod";
import { reliabilityCodes } from "@/lib/codes";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { loadSourcePage, loadSourcesPage } from "@/lib/sources/loaders";
import { addSource } from "@/lib/sources/mutations";
import { newSourceSchema } from "@/lib/sources/schema";
import type { SourceDetails, SourceRow } from "@/lib/sources/types";
import { sourceBody } from "./body";
import { oddKeys, onceKey, readBodyAs, refuse } from "./parameters";
import * as shapes from "./report-shapes";
import { listOf } from "./schema";
import type { Operation } from "./types";

const sourceOf = (row: SourceRow): z.infer<typeof shapes.source> => {
  const { id, title, author, publisher, published, reliability, shared, ownerAgency, mergedInto, reports } = row;
  return { id, title, author, publisher, published, reliability, shared, ownerAgency, mergedInto, reports };
};
const recordOf = ({ language, pages, url, ...row }: SourceDetails): z.infer<typeof shapes.sourceRecord> => ({
  ...sourceOf(row),
  ...{ language, pages, url },
});

const list: Operation = {
  id: "listSources",
  method: "GET",
  path: "/sources",
  summary: "Sources, the newest first",
  description: "In parts of fifty.",
  scope: "read",
  query: [
    { name: "q", description: "Words of its title, author or publisher.", schema: z.string().max(200) },
    { name: "reliability", description: "Admiralty A–F.", schema: z.enum(reliabilityCodes) },
    { name: "merged", description: "Also such that went into another one.", schema: z.enum(["1"]) },
    { name: "cursor", description: "`next` of the part before.", schema: z.string().max(300) },
  ],
  answer: listOf(shapes.source),
  run: async ({ viewer, query }) => {
    refuse(oddKeys(query, ["q", "reliability", "merged", "cursor"]));
    const cursor = query.get("cursor") ?? "";
    if (!/^([1-9]\d{0,5})?$/.test(cursor)) refuse([{ key: "cursor", value: cursor, reason: "unknown-value" }]);
    const asked = new URLSearchParams(query);
    asked.delete("cursor");
    if (cursor !== "") asked.set("page", cursor);
    const { rows, total, page, pages, problems } = await loadSourcesPage(viewer, asked);
    refuse(problems);
    // Past the end: the page would show its last part, a program has read it.
    if (cursor !== "" && page !== Number(cursor)) return { body: { data: [], total, next: null } };
    return { body: { data: rows.map(sourceOf), total, next: page < pages ? String(page + 1) : null } };
  },
};

const one: Operation = {
  id: "getSource",
  method: "GET",
  path: "/sources/{id}",
  summary: "One source",
  scope: "read",
  answer: shapes.sourceRecord,
  kept: true,
  run: async ({ viewer, query, params }) => {
    refuse(oddKeys(query, []));
    return { body: recordOf((await loadSourcePage(viewer, params.id ?? "")).source) };
  },
};

const add: Operation = {
  id: "addSource",
  method: "POST",
  path: "/sources",
  summary: "Add a source",
  description: "Once per Idempotency-Key of your agency: the same one again answers with the source that there is.",
  scope: "write",
  body: sourceBody,
  once: true,
  answer: shapes.sourceRecord,
  status: 201,
  run: async ({ viewer, query, headers, body }) => {
    refuse(oddKeys(query, []));
    const request = onceKey(headers);
    const typed = readBodyAs(sourceBody, body) as Record<string, unknown>;
    // One set of rules reads both: in the form, what is not stated is an empty text.
    const input = readBodyAs(newSourceSchema, Object.fromEntries(Object.entries(typed).map(([k, v]) => [k, v ?? ""])));
    const { id } = await withViewerWrite(viewer, (tx) => addSource(tx, viewer, input, request));
    const { source } = await loadSourcePage(viewer, String(id));
    return { location: `/sources/${id}`, body: recordOf(source) };
  },
};

export const sourceOperations: readonly Operation[] = [list, add, one];
