import type { Drill } from "@/lib/charts/monthly";
import type { Filter } from "@/lib/filter/fields";
import { monthNumber, monthOfNumber } from "@/lib/filter/period";
import type { MonthRange, TrendsView } from "./types";

/** What fits without being asked for: six years, so that the documented register stands there as a whole. */
const defaultMonths = 72;
const fewestMonths = 12;
const mostMonths = 600;

/** The months that a filter names, without `known` and `unknown`; null when it does not limit them to some. */
export function askedMonths({ month }: Filter): ReadonlySet<number> | null {
  if (month.length === 0 || month.includes("known")) return null;
  return new Set(month.filter((m) => m !== "unknown").map(monthNumber));
}

/**
 * Which months to draw. The filter's own period and months where it has them; else the extent of its cases, at least a year and at most six
 * unless the view asks for another length. It ends at the present month if the register is alive (a case in the last twelve months), and
 * otherwise at the newest case: a register of long ago must not open on an empty chart. No month after the present one is drawn, unless
 * a case lies there; there is none to draw (`last` before `first`) in a period that has not begun, or where only unknown months are asked for.
 * @param extent oldest and newest month that hold a case of the filter; null for none
 * @param present the reader's present month; months are year * 12 + month - 1
 */
export function shownRange(
  filter: Filter,
  view: TrendsView,
  extent: { oldest: number; newest: number } | null,
  present: number,
): { range: MonthRange; endsEarly: boolean } {
  const nothing = { range: { first: present + 1, last: present }, endsEarly: false };
  const asked = askedMonths(filter);
  if (asked?.size === 0) return nothing;
  const from = bound(Math.max, filter.from, asked && Math.min(...asked));
  const to = bound(Math.min, filter.to, asked && Math.max(...asked));
  const limit = Math.max(present, extent?.newest ?? present);
  const alive = extent === null || extent.newest > present - fewestMonths;
  const own = view.toPresent || alive ? limit : extent.newest;
  const last = to === null ? own : Math.min(to, limit);
  if (from !== null && from > last) return nothing;

  const chosen = view.months === null || view.months === "all" ? null : Number(view.months);
  const whole = from ?? Math.min(extent?.oldest ?? last, last - fewestMonths + 1);
  const cap = chosen ?? (view.months === null && from === null ? defaultMonths : mostMonths);
  const first = chosen !== null && from === null ? last - chosen + 1 : Math.max(whole, last - cap + 1);
  return { range: { first, last }, endsEarly: to === null && last < present };
}

/** The stricter of the period's bound and the asked months' own; null where neither is set. */
function bound(stricter: (a: number, b: number) => number, day: string | null, asked: number | null): number | null {
  if (day === null) return asked;
  return asked === null ? monthNumber(day) : stricter(monthNumber(day), asked);
}

/** The filter under which exactly the cases of a figure stand. */
export function drill(filter: Filter, range: MonthRange, { months, only, mixed }: Drill): Filter {
  return {
    ...filter,
    ...inMonths(filter, range, months),
    ...(only && { substance: [...only].sort(), mixed: "no" as const }),
    ...(mixed && { mixed: "yes" as const }),
  };
}

function inMonths(filter: Filter, { first, last }: MonthRange, months: Drill["months"]): Partial<Filter> {
  if (months === "all") return {};
  if (months === "unknown") return { month: ["unknown"] };
  if (typeof months !== "string") return { month: [monthOfNumber(months.only)] };
  const asked = askedMonths(filter);
  const bounds = months === "drawn" ? { first, last } : { first: Number.NEGATIVE_INFINITY, last: first - 1 };
  if (asked)
    return {
      month: [...asked]
        .filter((m) => m >= bounds.first && m <= bounds.last)
        .sort((a, b) => a - b)
        .map(monthOfNumber),
    };
  const period = withinMonths(filter, bounds.first, bounds.last);
  return { ...period, month: ["known"] };
}

/** The filter's period, cut to whole months. `first` may be -Infinity. A day of the filter's own inside of the outer months stays. */
export function withinMonths(filter: Filter, first: number, last: number): Pick<Filter, "from" | "to"> {
  const { from, to } = filter;
  return {
    from: from !== null && monthNumber(from) >= first ? from : Number.isFinite(first) ? monthOfNumber(first) : from,
    to: to !== null && monthNumber(to) <= last ? to : monthOfNumber(last),
  };
}
