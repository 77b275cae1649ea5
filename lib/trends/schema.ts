import { unitCodes } from "@/lib/codes";
import type { SearchParams } from "@/lib/filter/codec";
import { toQuery } from "@/lib/filter/codec";
import type { Filter, Problem } from "@/lib/filter/fields";
import { readSlug, Unreadable } from "@/lib/filter/values";
import type { TrendsView } from "./types";
import { lineScales, measures, monthChoices, mostCompared, periodCodes, pointOrders, stacks } from "./types";

/** Keys of the URL that are no part of the filter, in the order of a URL. */
export const viewKeys = [
  "show",
  "measure",
  "in",
  "by",
  "stack",
  "months",
  "end",
  "compare",
  "set",
  "order",
  "scale",
  "fold",
  "vs",
  "lines",
] as const;
type ViewKey = (typeof viewKeys)[number];

/** Cases by month and substance, as much of it as fits. */
export const plainView: TrendsView = {
  show: "chart",
  measure: "cases",
  inUnit: null,
  by: "month",
  stack: "substance",
  months: null,
  toPresent: false,
  compare: null,
  set: null,
  order: "border",
  scale: null,
  folded: [],
  vs: [],
  lines: "counts",
  saved: null,
};

/** Reads how to show the chart from a URL. What it cannot read has no effect and is named. */
export function parseView(params: SearchParams): { view: TrendsView; problems: Problem[] } {
  const problems: Problem[] = [];
  const given = (key: ViewKey): string[] => {
    const raw = params instanceof URLSearchParams ? params.getAll(key) : (params[key] ?? []);
    return (typeof raw === "string" ? [raw] : [...raw]).filter((v) => v.trim() !== "");
  };
  const first = (key: ViewKey): string | null => {
    const [value, ...others] = given(key);
    for (const other of others) problems.push({ key, value: other, reason: "given-twice" });
    return value ?? null;
  };
  const one = <T extends string>(key: ViewKey, codes: readonly T[]): T | null => {
    const value = first(key);
    const code = codes.find((c) => c === value);
    if (value !== null && code === undefined) problems.push({ key, value, reason: "unknown-value" });
    return code ?? null;
  };
  const slugs = (key: ViewKey, most: number): string[] => {
    const read = given(key).flatMap((value) => {
      try {
        return [readSlug(value)];
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        problems.push({ key, value, reason: error.reason });
        return [];
      }
    });
    const own = [...new Set(read)];
    for (const value of own.slice(most)) problems.push({ key, value, reason: "unknown-value" });
    return own.slice(0, most);
  };
  const view: TrendsView = {
    show: one("show", ["chart", "table"]) ?? plainView.show,
    measure: one("measure", measures) ?? plainView.measure,
    inUnit: one("in", unitCodes),
    by: one("by", periodCodes) ?? plainView.by,
    stack: one("stack", stacks) ?? plainView.stack,
    months: one("months", monthChoices),
    toPresent: one("end", ["now"]) === "now",
    compare: one("compare", ["year", "none"]),
    set: first("set"),
    order: one("order", pointOrders) ?? plainView.order,
    scale: one("scale", ["own"]),
    folded: slugs("fold", 100).sort(),
    vs: slugs("vs", mostCompared),
    lines: one("lines", lineScales) ?? plainView.lines,
    saved: savedIn(params),
  };
  return { view, problems };
}

/** The saved view that an address names; what is no number names none. */
function savedIn(params: SearchParams): number | null {
  const [id = ""] = params instanceof URLSearchParams ? params.getAll("view") : [params.view ?? []].flat();
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : null;
}

/**
 * The view as a query string, defaults left out. `parseView` reads it back to the same. In a saved view's name it says how it is drawn always:
 * an address with nothing but a view asks for the view as it was saved, and a filter that was emptied must not.
 */
export function viewQuery(view: TrendsView): string {
  const query = new URLSearchParams();
  const put = (key: ViewKey, value: string | null, plain: string | null = null) => {
    if (value !== null && value !== plain) query.append(key, value);
  };
  put("show", view.show, view.saved === null ? plainView.show : null);
  put("measure", view.measure, plainView.measure);
  put("in", view.inUnit);
  put("by", view.by, plainView.by);
  put("stack", view.stack, plainView.stack);
  put("months", view.months);
  put("end", view.toPresent ? "now" : null);
  put("compare", view.compare);
  put("set", view.set);
  put("order", view.order, plainView.order);
  put("scale", view.scale);
  for (const slug of view.folded) put("fold", slug);
  for (const slug of view.vs) put("vs", slug);
  put("lines", view.lines, plainView.lines);
  if (view.saved !== null) query.append("view", String(view.saved));
  return query.toString();
}

/** The address of the trends of a filter, shown in a certain way. */
export function trendsHref(filter: Filter, view: TrendsView): string {
  const query = [toQuery(filter), viewQuery(view)].filter(Boolean).join("&");
  return query ? `/trends?${query}` : "/trends";
}
