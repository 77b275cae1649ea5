import type { SearchParams } from "@/lib/filter/codec";
import { toQuery } from "@/lib/filter/codec";
import type { Filter, Problem } from "@/lib/filter/fields";
import type { TrendsView } from "./types";
import { monthChoices } from "./types";

/** Keys of the URL that are no part of the filter. */
export const viewKeys = ["show", "months", "end"] as const;

/** Reads how to show the chart from a URL. What it cannot read has no effect and is named. */
export function parseView(params: SearchParams): { view: TrendsView; problems: Problem[] } {
  const problems: Problem[] = [];
  const one = <T extends string>(key: (typeof viewKeys)[number], codes: readonly T[]): T | null => {
    const raw = params instanceof URLSearchParams ? params.getAll(key) : (params[key] ?? []);
    const [value, ...others] = (typeof raw === "string" ? [raw] : raw).filter((v) => v.trim() !== "");
    for (const other of others) problems.push({ key, value: other, reason: "given-twice" });
    const code = codes.find((c) => c === value);
    if (value !== undefined && code === undefined) problems.push({ key, value, reason: "unknown-value" });
    return code ?? null;
  };
  const view: TrendsView = {
    show: one("show", ["chart", "table"]) ?? "chart",
    months: one("months", monthChoices),
    toPresent: one("end", ["now"]) === "now",
  };
  return { view, problems };
}

/** The view as a query string, defaults left out. `parseView` reads it back to the same. */
export function viewQuery(view: TrendsView): string {
  const query = new URLSearchParams();
  if (view.show !== "chart") query.set("show", view.show);
  if (view.months) query.set("months", view.months);
  if (view.toPresent) query.set("end", "now");
  return query.toString();
}

/** The address of the trends of a filter, shown in a certain way. */
export function trendsHref(filter: Filter, view: TrendsView): string {
  const query = [toQuery(filter), viewQuery(view)].filter(Boolean).join("&");
  return query ? `/trends?${query}` : "/trends";
}
