import type { Drill } from "@/lib/charts/monthly";
import type { Step } from "@/lib/charts/periods";
import { periodStart } from "@/lib/charts/periods";
import type { Filter } from "@/lib/filter/fields";
import { monthNumber, monthOfNumber } from "@/lib/filter/period";
import type { MonthRange, TrendsView } from "./types";

/** What fits without being asked for: six years, so that the documented register stands there as a whole. */
const defaultMonths = 72;
const fewestMonths = 12;
const mostMonths = 600;

export const stepOf: Record<TrendsView["by"], Step> = { month: 1, quarter: 3, year: 12 };

/** The months that a filter names, without `known` and `unknown`; null when it does not limit them to some. A case whose month is not
 * known may lie in any quarter or year. */
export function askedMonths({ month }: Filter, step: Step = 1): ReadonlySet<number> | null {
  if (month.length === 0 || month.includes("known") || (step > 1 && month.includes("unknown"))) return null;
  return new Set(month.filter((m) => m !== "unknown").map(monthNumber));
}

/**
 * Which months to draw. The filter's own period and months where it has them; else the extent of its cases, at least a year and at most six
 * unless the view asks for another length. It ends at the present month if the register is alive (a case in the last twelve months), and
 * otherwise at the newest case: a register of long ago must not open on an empty chart. No month after the present one is drawn, unless
 * a case lies there; there is none to draw (`last` before `first`) in a period that has not begun, or where only unknown months are asked for.
 * Where the filter does not say where to begin or to end, whole quarters or years are drawn.
 * @param extent oldest and newest month that hold a case of the filter; null for none
 * @param present the reader's present month; months are year * 12 + month - 1
 */
export function shownRange(
  filter: Filter,
  view: TrendsView,
  extent: { oldest: number; newest: number } | null,
  present: number,
): { range: MonthRange; endsEarly: boolean } {
  const noMonths = { range: { first: present + 1, last: present }, endsEarly: false };
  const step = stepOf[view.by];
  const asked = askedMonths(filter, step);
  if (asked?.size === 0) return noMonths;
  const from = bound(Math.max, filter.from, asked && Math.min(...asked));
  const to = bound(Math.min, filter.to, asked && Math.max(...asked));
  const limit = Math.max(present, extent?.newest ?? present);
  const alive = extent === null || extent.newest > present - fewestMonths;
  const own = view.toPresent || alive ? limit : extent.newest;
  const last = to === null ? own : Math.min(to, limit);
  if (from !== null && from > last) return noMonths;

  const chosen = view.months === null || view.months === "all" ? null : Number(view.months);
  const whole = from ?? Math.min(extent?.oldest ?? last, last - fewestMonths + 1);
  const cap = chosen ?? (view.months === null && from === null && step === 1 ? defaultMonths : mostMonths);
  const first = chosen !== null && from === null ? last - chosen + 1 : Math.max(whole, last - cap + 1);
  return {
    range: {
      first: from === null || first > from ? periodStart(first, step) : first,
      last:
        to === null || last < to ? Math.min(periodStart(last, step) + step - 1, to ?? Number.POSITIVE_INFINITY) : last,
    },
    endsEarly: to === null && last < present,
  };
}

/** The stricter of the period's bound and the asked months' own; null where neither is set. */
function bound(stricter: (a: number, b: number) => number, day: string | null, asked: number | null): number | null {
  if (day === null) return asked;
  return asked === null ? monthNumber(day) : stricter(monthNumber(day), asked);
}

/** How long the shortest calendar period is that a date may lie in, to stand in a bar of so many months. */
const lying = { 3: ["quarter"], 12: ["quarter", "year"] } as const;
const spans = ["quarter", "year", "longer"] as const;

/** A filter that asks for no case at all. */
const nothing: Partial<Filter> = { month: ["known"], lies: ["longer"] };

/** The filter under which exactly the cases of a figure's months stand. */
export function drill(filter: Filter, range: MonthRange, step: Step, months: Drill["months"]): Filter {
  if (months === "all") return filter;
  return { ...filter, ...(step === 1 ? inMonths(filter, range, months) : inPeriods(filter, range, step, months)) };
}

function inMonths(
  filter: Filter,
  { first, last }: MonthRange,
  months: Exclude<Drill["months"], "all">,
): Partial<Filter> {
  if (months === "unknown") return { month: ["unknown"] };
  if (typeof months !== "string") return { month: [monthOfNumber(months.only)] };
  const asked = askedMonths(filter);
  const bounds = months === "drawn" ? { first, last } : { first: Number.NEGATIVE_INFINITY, last: first - 1 };
  if (asked) {
    const named = [...asked].filter((m) => m >= bounds.first && m <= bounds.last).sort((a, b) => a - b);
    return named.length === 0 ? nothing : { month: named.map(monthOfNumber) };
  }
  return { ...withinMonths(filter, bounds.first, bounds.last), month: ["known"] };
}

/** As inMonths for quarters and years: what lies in one whole, be its month known or not. */
function inPeriods(
  filter: Filter,
  range: MonthRange,
  step: 3 | 12,
  months: Exclude<Drill["months"], "all">,
): Partial<Filter> {
  const wanted: readonly Filter["lies"][number][] =
    months === "unknown" ? spans.filter((span) => !lying[step].some((it) => it === span)) : lying[step];
  const lies = filter.lies.length === 0 ? wanted : wanted.filter((span) => filter.lies.includes(span));
  if (lies.length === 0) return nothing;
  const start = periodStart(range.first, step);
  if (months === "unknown") return { lies };
  if (typeof months !== "string") return { ...withinMonths(filter, months.only, months.only + step - 1), lies };
  return months === "drawn"
    ? { ...withinMonths(filter, start, range.last), lies }
    : { ...withinMonths(filter, Number.NEGATIVE_INFINITY, start - 1), lies };
}

/** The filter's cases of a period that its own period and months do not limit. */
export function inPeriodOf(filter: Filter, { first, last }: MonthRange, step: Step): Filter {
  const free = { ...filter, from: null, to: null, maybe: null, month: [], lies: [] };
  if (step === 1 && first === last) return { ...free, month: [monthOfNumber(first)] };
  const period = { from: monthOfNumber(first), to: monthOfNumber(last) };
  return step === 1 ? { ...free, ...period, month: ["known"] } : { ...free, ...period, lies: [...lying[step]] };
}

/** The filter's period, cut to whole months. `first` may be -Infinity. A day of the filter's own inside of the outer months stays. */
export function withinMonths(filter: Filter, first: number, last: number): Pick<Filter, "from" | "to"> {
  const { from, to } = filter;
  return {
    from: from !== null && monthNumber(from) >= first ? from : Number.isFinite(first) ? monthOfNumber(first) : from,
    to: to !== null && monthNumber(to) <= last ? to : monthOfNumber(last),
  };
}

/** The start of an address that asks for points, as lib/filter/codec writes it. */
export const pointsQuery = (values: readonly string[]): string => values.map((value) => `point=${value}`).join("&");
