import { z } from "zod";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesFrom, loadFacets } from "@/lib/cases/loaders";
import { findDuplicates } from "@/lib/duplicates/loaders";
import { AppError } from "@/lib/errors";
import { parseFilter } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { sortCodes } from "@/lib/filter/fields";
import { nameIn } from "@/lib/i18n/names";
import { loadIndicatorRows } from "@/lib/indicators/loaders";
import { readAsked } from "@/lib/indicators/rules";
import { submitForm } from "@/lib/reports/mutations";
import { loadTrendRows } from "@/lib/trends/loaders";
import { groupKeys } from "@/lib/trends/types";
import type { ReportBody } from "./body";
import { formOf, inBody, readBody, reportBody } from "./body";
import { importOperations } from "./imports";
import { loadCaseRecord, loadPoints, loadSubstances } from "./loaders";
import { caseFileOf, caseItemOf, facetsOf } from "./rules";
import * as shapes from "./schema";
import type { ApiCall, Operation, QueryParameter } from "./types";

/** A program must not take the answer to another question for its own: what a page names and ignores is refused here. */
function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(problems);
}

function refusal(problems: readonly Problem[]): AppError {
  return new AppError("INVALID", {
    fields: problems.map(({ key, value, reason }) => ({
      path: key,
      message: `filter.problem.${reason}`,
      values: { value: value.slice(0, 200) },
    })),
  });
}

const mostRows = 500;
const paging: QueryParameter[] = [
  {
    name: "limit",
    description: "Entries at once.",
    schema: z.int().min(1).max(mostRows).default(50),
  },
  { name: "cursor", description: "`next` of the part before.", schema: z.string().max(300) },
];
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

function sizeOf(query: URLSearchParams): { size: number; problems: Problem[] } {
  const [text, ...others] = query.getAll("limit").filter((value) => value !== "");
  const problems = others.map((value): Problem => ({ key: "limit", value, reason: "given-twice" }));
  if (text === undefined) return { size: 50, problems };
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= mostRows) return { size, problems };
  return { size: 50, problems: [...problems, { key: "limit", value: text, reason: "unknown-value" }] };
}

/** Which of these keys the query gives that the operation does not know, or gives twice. */
function oddKeys(query: URLSearchParams, known: readonly string[]): Problem[] {
  const keys = [...new Set(query.keys())];
  return keys.flatMap((key): Problem[] => {
    const [, ...others] = query.getAll(key);
    if (!known.includes(key)) return [{ key, value: query.get(key) ?? "", reason: "unknown-key" }];
    return others.map((value) => ({ key, value, reason: "given-twice" }));
  });
}

const listCases: Operation = {
  id: "listCases",
  method: "GET",
  path: "/cases",
  summary: "Cases of a filter",
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
  description:
    "The case with its lines, people, goods, route and reports. Names of people are left out; `names=1` with a `purpose` opens those that the key's holder may read, and that is logged first. A case whose reports all went to another answers 308 to that one.",
  query: [
    { name: "names", description: "Open the names of people.", schema: z.enum(["1"]) },
    { name: "purpose", description: "Why they are opened: stands in the log.", schema: z.string().min(1).max(500) },
    set,
  ],
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

const logReport: Operation = {
  id: "logReport",
  method: "POST",
  path: "/reports",
  summary: "Log one source's account of a seizure",
  description:
    "Makes a case with its principal report, or a further source on a case (`attachTo`). Written once per Idempotency-Key: the same key again answers as the first time, whatever the body says. The rules are those of the form. What looks odd but may be right is refused with 422 and `warnings`; send the report again with `confirmed`, an entry per warning with its `key` and a `reason`, to stand by it.",
  query: [
    {
      name: "duplicates",
      description: "Also name cases that are probably the same event: `possibleDuplicates` of the answer.",
      schema: z.enum(["1"]),
    },
  ],
  body: reportBody,
  answer: shapes.logged,
  status: 201,
  run: async ({ viewer, query, body, headers }) => {
    const duplicates = query.get("duplicates");
    refuse([
      ...oddKeys(query, ["duplicates"]),
      ...(duplicates !== null && duplicates !== "1"
        ? [{ key: "duplicates", value: duplicates, reason: "unknown-value" } as const]
        : []),
    ]);
    const key = z.uuid().toLowerCase().safeParse(headers.get("idempotency-key"));
    if (!key.success)
      throw new AppError("INVALID", { fields: [{ path: "Idempotency-Key", message: "errors.idempotency" }] });
    assertMay(viewer, "report.log");
    const report = readBody(body);
    const { reference, repeated } = await logged(viewer, key.data, report);
    return {
      location: `/cases/${reference}`,
      body: {
        reference,
        report: key.data,
        repeated,
        ...(duplicates === "1" && { possibleDuplicates: await duplicatesOf(viewer, report, reference) }),
      },
    };
  },
};

/** Submits the report as the form does; refusals name the fields of the body. */
async function logged(viewer: Viewer, id: string, report: ReportBody) {
  try {
    return await submitForm(viewer, { id, values: formOf(report) });
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

/** All that the API can do, in the order of its document. What is not here is absent from it, and answers 404. */
export const operations: readonly Operation[] = [
  listCases,
  getCase,
  facets,
  trends,
  points,
  substances,
  indicators,
  logReport,
  ...importOperations,
];
