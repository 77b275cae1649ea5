import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { reliabilityCodes } from "@/lib/codes";
import type { SearchParams } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import type { SourceFilter } from "./types";

type Owned = { ownerAgencyId: number; shared: boolean };

const keeps = (viewer: Viewer, { ownerAgencyId, shared }: Owned) =>
  viewer.role === "operator" || ownerAgencyId === viewer.agencyId || (shared && viewer.role === "reviewer");

/** Whether this viewer may correct what is written of a source: its agency's; of the shared list, a reviewer's. */
export const mayEdit = (viewer: Viewer, source: Owned): boolean => may(viewer, "source.edit") && keeps(viewer, source);

/** Whether this viewer may change its reliability or merge it, which changes cases. */
export const mayGrade = (viewer: Viewer, source: Owned): boolean =>
  may(viewer, "source.grade") && keeps(viewer, source);

const keys = ["q", "reliability", "merged", "page"];

/** Reads the address of `/sources`. What it cannot read has no effect and is named. */
export function readSources(params: SearchParams): { filter: SourceFilter; page: number; problems: Problem[] } {
  const given = params instanceof URLSearchParams ? Object.fromEntries(params) : params;
  const problems: Problem[] = [];
  const one = (key: string) => {
    const value = given[key];
    const text = (typeof value === "string" ? value : value?.[0])?.trim();
    return text ? text : null;
  };
  for (const [key, value] of Object.entries(given))
    if (!keys.includes(key) && value !== undefined)
      problems.push({ key, value: [value].flat().join(", "), reason: "unknown-key" });
  const read = <T>(key: string, find: (value: string) => T | undefined): T | null => {
    const value = one(key);
    if (value === null) return null;
    const found = find(value);
    if (found === undefined) problems.push({ key, value, reason: "unknown-value" });
    return found ?? null;
  };
  return {
    filter: {
      q: one("q")?.slice(0, 200) ?? null,
      reliability: read("reliability", (value) => reliabilityCodes.find((code) => code === value)),
      merged: read("merged", (value) => (value === "1" ? true : undefined)) ?? false,
    },
    page: read("page", (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined)) ?? 1,
    problems,
  };
}

/** The address of a page of the list. */
export function sourcesHref({ q, reliability, merged }: SourceFilter, page = 1): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (reliability) query.set("reliability", reliability);
  if (merged) query.set("merged", "1");
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `/sources?${query}` : "/sources";
}
