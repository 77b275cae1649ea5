import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import type { SearchParams } from "@/lib/filter/codec";
import {
  countRows,
  knowsPlace,
  knowsValue,
  listAssessments,
  listChoices,
  listMarkers,
  listPlaces,
  listRows,
  listSeries,
  listValues,
  pageSize,
  readIndicator,
} from "./queries";
import type { Choices, IndicatorPage, IndicatorRow, IndicatorsAsked, IndicatorsPage, ListRights } from "./types";

const rightsOf = (viewer: Viewer): ListRights =>
  may(viewer, "reference.keep") ? "keep" : may(viewer, "reference.propose") ? "propose" : "read";

/** What `/indicators` shows: indicators by place, markers, assessments. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadIndicatorsPage(viewer: Viewer): Promise<IndicatorsPage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => ({
    series: await listSeries(tx),
    markers: await listMarkers(tx),
    assessments: await listAssessments(tx),
    choices: await listChoices(tx),
    rights: rightsOf(viewer),
  }));
}

/** One indicator with its values, of one place where the address says which. @throws AppError NOT_FOUND, FORBIDDEN */
export async function loadIndicatorPage(viewer: Viewer, slug: string, params: SearchParams): Promise<IndicatorPage> {
  assertMay(viewer, "case.read");
  const given = params instanceof URLSearchParams ? Object.fromEntries(params) : params;
  const asked = (key: string) => [given[key]].flat()[0] ?? "";
  return withViewer(viewer, async (tx) => {
    const indicator = await readIndicator(tx, slug);
    if (!indicator) throw new AppError("NOT_FOUND");
    const places = await listPlaces(tx, slug);
    const chosen = places.find(({ code }) => code === asked("place"));
    const total = chosen?.values ?? places.reduce((sum, { values }) => sum + values, 0);
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const page = /^[1-9]\d{0,6}$/.test(asked("page")) ? Math.min(Number(asked("page")), pages) : 1;
    return {
      ...{ indicator, places, place: chosen?.code ?? null, total, page, pages },
      values: await listValues(tx, slug, chosen?.code ?? null, page),
      choices: await listChoices(tx),
      rights: rightsOf(viewer),
    };
  });
}

/** What the form of a new indicator needs. @throws AppError FORBIDDEN for who neither keeps the lists nor proposes */
export async function loadNewIndicator(viewer: Viewer): Promise<{ choices: Choices; rights: ListRights }> {
  const rights = rightsOf(viewer);
  if (rights === "read") assertMay(viewer, "reference.keep");
  return withViewer(viewer, async (tx) => ({ choices: await listChoices(tx), rights }));
}

type Rows = {
  /** what was asked for and is not there; then there are no rows */
  problems: { key: "place" | "cursor"; value: string; reason: "unknown-value" }[];
  rows: IndicatorRow[];
  total: number;
  /** the cursor of what follows */
  next: string | null;
};

/**
 * The rows of `weir indicators`, from one snapshot: by indicator, place and time.
 * @param part of them: as many, after a cursor; without it all
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadIndicatorRows(
  viewer: Viewer,
  asked: IndicatorsAsked,
  part?: { size: number; cursor: string | null },
): Promise<Rows> {
  assertMay(viewer, "case.read");
  const nothing = (key: "place" | "cursor", value: string): Rows => ({
    ...{ problems: [{ key, value, reason: "unknown-value" }], rows: [], total: 0, next: null },
  });
  return withViewer(viewer, async (tx) => {
    if (asked.place !== null && !(await knowsPlace(tx, asked.place))) return nothing("place", asked.place);
    const cursor = part?.cursor ?? null;
    const after = cursor === null ? null : /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : 0;
    if (after !== null && !(await knowsValue(tx, after))) return nothing("cursor", cursor ?? "");
    const found = await listRows(tx, asked, after, part ? part.size + 1 : null);
    const shown = part ? found.slice(0, part.size) : found;
    return {
      problems: [],
      rows: shown.map(({ indicator, place, period, value, low, high }) => ({
        ...{ indicator, place, period, value, low, high },
      })),
      total: await countRows(tx, asked),
      next: found.length > shown.length ? String(shown.at(-1)?.id) : null,
    };
  });
}
