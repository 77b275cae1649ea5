import { z } from "zod";
import { loadCasesFrom, loadFacets } from "@/lib/cases/loaders";
import { AppError } from "@/lib/errors";
import { parseFilter } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { sortCodes } from "@/lib/filter/fields";
import { nameIn } from "@/lib/i18n/names";
import { loadIndicatorRows } from "@/lib/indicators/loaders";
import { readAsked } from "@/lib/indicators/rules";
import { loadTrendRows } from "@/lib/trends/loaders";
import { groupKeys } from "@/lib/trends/types";
import { importOperations } from "./imports";
import { loadCaseRecord, loadPoints, loadSubstances } from "./loaders";
import { oddKeys, paging, refusal, refuse, sizeOf } from "./parameters";
import { reportOperations } from "./reports";
import { caseFileOf, caseItemOf, facetsOf } from "./rules";
import * as shapes from "./schema";
import { sourceOperations } from "./sources";
import type { ApiCall, Operation, QueryParameter } from "./types";

const set: QueryParameter = {
  name: "set",
  description: "Conversion set of the weights; without it the current one.",
  schema: z.string(),
};
const sort: QueryParameter = {
  name: "sort",
  description: "Order of the list.",
  schema: z.enum(sortCodes).default("-date"),
};

const listCases: Operation = {
  id: "listCases",
  method: "GET",
  path: "/cases",
  summary: "Cases of a filter",
  scope: "read",
  description: "The list that the page /cases shows for the same query, with its exact total.",
  filtered: true,
  query: [sort, ...paging, set],
  answer: shapes.listOf(shapes.caseItem),
  run: async ({ viewer, query, locale }) => {
    const { filter, page, problems } = parseFilter(query, ["sort", "cursor", "limit", "set"]);
    const limit = sizeOf(query);
    refuse([...problems, ...limit.problems]);
    const {
      rows,
      total,
      next,
      problems: unknown,
    } = await loadCasesFrom(viewer, filter, page, {
      size: limit.size,
      set: query.get("set"),
    });
    refuse(unknown);
    return { body: { data: rows.map((row) => caseItemOf(row, locale)), total, next } };
  },
};

const getCase: Operation = {
  id: "getCase",
  method: "GET",
  path: "/cases/{reference}",
  summary: "One case",
  scope: "read",
  description:
    "The case with its lines, people, goods, route and reports. Names of people are left out; `names=1` with a `purpose` opens those that the key's holder may read, where the key has the scope `names`, and that is logged first. A case whose reports all went to another answers 308 to that one.",
  query: [
    { name: "names", description: "Open the names of people.", schema: z.enum(["1"]) },
    { name: "purpose", description: "Why they are opened: stands in the log.", schema: z.string().min(1).max(500) },
    set,
  ],
  alsoScope: (query) => (query.has("names") ? "names" : null),
  answer: shapes.caseFile,
  kept: true,
  run: async ({ viewer, query, params, locale }) => {
    refuse(oddKeys(query, ["names", "purpose", "set"]));
    const reference = params.reference ?? "";
    const found = await loadCaseRecord(viewer, reference, {
      purpose: purposeOf(query),
      set: query.get("set"),
    });
    if ("problems" in found) throw refusal(found.problems);
    if ("successor" in found) return { status: 308, location: `/cases/${found.successor}`, body: null };
    return { body: caseFileOf(found.row, found.reports, locale) };
  },
};

/** Why names are opened; null where they stay closed. */
function purposeOf(query: URLSearchParams): string | null {
  const names = query.get("names");
  const purpose = (query.get("purpose") ?? "").trim();
  if (names !== null && names !== "1") refuse([{ key: "names", value: names, reason: "unknown-value" }]);
  if (names === null) return null;
  if (purpose === "" || purpose.length > 500)
    throw new AppError("INVALID", { fields: [{ path: "purpose", message: "errors.purpose" }] });
  return purpose;
}

const facets: Operation = {
  id: "getFacets",
  method: "GET",
  path: "/facets",
  summary: "Numbers of cases by the filter's own values",
  scope: "read",
  filtered: true,
  answer: shapes.facets,
  run: async ({ viewer, query, locale, words }) => {
    const { filter, problems } = parseFilter(query, []);
    refuse(problems);
    const found = await loadFacets(viewer, filter);
    refuse(found.problems);
    if (!found.named) throw new Error("facets are counted unless there is a problem");
    return { body: facetsOf(found.named, locale, await words()) };
  },
};

const trends: Operation = {
  id: "getTrends",
  method: "GET",
  path: "/trends",
  summary: "Cases by month",
  scope: "read",
  description:
    "The rows of `weir trends`: a row per combination that has cases, the cases of no known month last. Names are English.",
  filtered: true,
  query: [
    {
      name: "by",
      description: `What to count by beside the month: ${groupKeys.join(", ")}; several with commas between them.`,
      schema: z.string(),
    },
  ],
  answer: z.array(shapes.trendRow),
  run: async ({ viewer, query }) => {
    const { filter, problems } = parseFilter(query, ["by"]);
    const words = query.getAll("by").flatMap((text) =>
      text
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
    );
    const odd = words.filter((word) => !groupKeys.some((key) => key === word));
    refuse([...problems, ...odd.map((value): Problem => ({ key: "by", value, reason: "unknown-value" }))]);
    const found = await loadTrendRows(
      viewer,
      filter,
      groupKeys.filter((key) => words.includes(key)),
    );
    refuse(found.problems);
    return { body: found.rows };
  },
};

/** A short list whole in memory, in parts: the cursor is the code of the last entry before. */
function partOf<T extends { code: string }>({ query }: ApiCall, all: readonly T[]) {
  const { size, problems } = sizeOf(query);
  const cursor = query.get("cursor");
  const at = cursor === null || cursor === "" ? 0 : all.findIndex(({ code }) => code === cursor) + 1;
  refuse([
    ...oddKeys(query, ["limit", "cursor"]).filter(({ key }) => key !== "limit"),
    ...problems,
    ...(at === 0 && cursor ? [{ key: "cursor", value: cursor, reason: "unknown-value" } as const] : []),
  ]);
  const data = all.slice(at, at + size);
  return { data, total: all.length, next: at + size < all.length ? (data.at(-1)?.code ?? null) : null };
}

const points: Operation = {
  id: "listTransitPoints",
  method: "GET",
  path: "/transit-points",
  summary: "Transit points, in border order",
  scope: "read",
  query: paging,
  answer: shapes.listOf(shapes.transitPoint),
  kept: true,
  run: async (call) => {
    const rows = await loadPoints(call.viewer);
    const all = rows.map(({ slug, nameEn, nameZh, nameKo, ...rest }): shapes.TransitPoint => {
      const names = { en: nameEn, zh: nameZh, ko: nameKo };
      return { code: slug, name: names[call.locale], names, ...rest };
    });
    return { body: partOf(call, all) };
  },
};

const substances: Operation = {
  id: "listSubstances",
  method: "GET",
  path: "/substances",
  summary: "Substances, with what sources call them",
  scope: "read",
  query: paging,
  answer: shapes.listOf(shapes.substance),
  kept: true,
  run: async (call) => {
    const rows = await loadSubstances(call.viewer);
    const all = rows.map((row): shapes.ApiSubstance => {
      const { slug, nameEn, nameZh, nameKo, ...rest } = row;
      return { code: slug, name: nameIn(row, call.locale), names: { en: nameEn, zh: nameZh, ko: nameKo }, ...rest };
    });
    return { body: partOf(call, all) };
  },
};

const indicators: Operation = {
  id: "listIndicators",
  method: "GET",
  path: "/indicators",
  summary: "Values of the indicators",
  scope: "read",
  description:
    "The rows of `weir indicators`, in parts: by indicator, place and time. Context beside the cases, never counted with them. Two sources that state the same have a row each.",
  query: [
    { name: "place", description: "A place's code, or a transit point.", schema: z.string() },
    { name: "from", description: "A month or a day: no period begins before it.", schema: z.string() },
    { name: "to", description: "A month or a day: no period ends after it.", schema: z.string() },
    ...paging,
  ],
  answer: shapes.listOf(shapes.indicatorRow),
  kept: true,
  run: async ({ viewer, query }) => {
    const { asked, problems } = readAsked(query);
    const { size, problems: odd } = sizeOf(query);
    const read = ["place", "from", "to", "limit"];
    const others = oddKeys(query, [...read, "cursor"]).filter(({ key }) => !read.includes(key));
    refuse([...others, ...problems, ...odd]);
    const found = await loadIndicatorRows(viewer, asked, { size, cursor: query.get("cursor") || null });
    refuse(found.problems);
    return { body: { data: found.rows, total: found.total, next: found.next } };
  },
};

/** All that the API can do, in the order of its document. What is not here is absent from it, and answers 404. */
export const operations: readonly Operation[] = [
  listCases,
  getCase,
  facets,
  trends,
  points,
  substances,
  indicators,
  ...sourceOperations,
  ...reportOperations,
  ...importOperations,
];
