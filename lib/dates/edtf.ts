import { daysInMonth, firstYear, isoDay, isoMonth, lastYear } from "./calendar";
import type { DateErrorCode, DatePrecision, DateRefusal, ParsedDate } from "./types";

/**
 * The part of EDTF (ISO 8601-2:2019, levels 0 and 1) that has a bounded interval of days: day, month, season, year,
 * decade, unspecified day or month (`XX`), the qualifiers `?` `~` `%`, and intervals of these.
 *
 * Written here and not taken from edtf.js, which stands beside it in the tests: that library has spring begin in
 * January, gives open intervals an infinite bound, and refuses intervals of one date, of nested dates and of seasons.
 */

/** First month of each season, months in all 3. The northern hemisphere's, by the meteorologists' calendar. */
const seasonStart: Record<string, number> = { "21": 3, "22": 6, "23": 9, "24": 12 };

/** Level 2 divisions of a year that say the same as an interval of months: quarters, four-month periods, halves. */
const divisions: Record<string, readonly [number, number]> = {
  "25": [3, 5],
  "26": [6, 8],
  "27": [9, 11],
  "33": [1, 3],
  "34": [4, 6],
  "35": [7, 9],
  "36": [10, 12],
  "37": [1, 4],
  "38": [5, 8],
  "39": [9, 12],
  "40": [1, 6],
  "41": [7, 12],
};

const refuse = (code: DateErrorCode, ...suggestions: string[]): DateRefusal => ({ ok: false, code, suggestions });

/** Parses bounded EDTF. Null when the text is not EDTF at all, so that other spellings can be tried. */
export function parseEdtf(text: string): ParsedDate | null {
  const sides = text.split("/");
  if (sides.length === 1) return parseSimple(text);
  if (sides.length !== 2) return null;
  const [left = "", right = ""] = sides;
  const open = (side: string) => side === "" || side === "..";
  if (open(left) || open(right)) {
    const other = open(left) ? right : left;
    return open(other) || parseSimple(other) ? refuse("open-interval") : null;
  }
  return parseInterval(left, right);
}

function parseInterval(left: string, right: string): ParsedDate | null {
  const start = parseSimple(left);
  const end = parseSimple(right);
  if (!start || !end) return null;
  if (!start.ok) return refuse(start.code, ...start.suggestions.map((side) => `${side}/${right}`));
  if (!end.ok) return refuse(end.code, ...end.suggestions.map((side) => `${left}/${side}`));
  const [a, b] = [start.date, end.date];
  // From the first day of the start to the last day of the end: 2004-12/2004 is "December 2004 or later that year".
  if (a.from > b.to) return refuse("interval-order", `${b.edtf}/${a.edtf}`);
  return {
    ok: true,
    date: {
      edtf: `${a.edtf}/${b.edtf}`,
      from: a.from,
      to: b.to,
      precision: "interval",
      approximate: a.approximate || b.approximate,
      uncertain: a.uncertain || b.uncertain,
    },
  };
}

function parseSimple(text: string): ParsedDate | null {
  const match = /^([?~%]?)([0-9X-]+)([?~%]?)$/.exec(text);
  if (!match) return null;
  const [, before = "", core = "", after = ""] = match;
  const bounds = parseCore(core);
  if (!bounds || !("from" in bounds)) return bounds;
  if (before && after) return refuse("unsupported", core + (before === after ? before : "%"));
  // A leading qualifier would say at level 2 that the year alone is approximate; typists put it there for the whole.
  const qualifier = before || after;
  return {
    ok: true,
    date: {
      edtf: core + qualifier,
      ...bounds,
      approximate: qualifier === "~" || qualifier === "%",
      uncertain: qualifier === "?" || qualifier === "%",
    },
  };
}

type Bounds = { from: string; to: string; precision: DatePrecision };

function parseCore(core: string): Bounds | DateRefusal | null {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(core);
  if (day) return dayBounds(Number(day[1]), Number(day[2]), Number(day[3]));
  const month = /^(\d{4})-(\d\d)(-XX)?$/.exec(core);
  if (month) return monthBounds(Number(month[1]), month[2] ?? "", month[3] !== undefined);
  const year = /^(\d{4})(?:-XX){0,2}$/.exec(core);
  if (year) return within(Number(year[1]), Number(year[1]), "year");
  const decade = /^(\d{3})X$/.exec(core);
  if (decade) return within(Number(decade[1]) * 10, Number(decade[1]) * 10 + 9, "decade");
  if (/^(\d\dXX|\dXXX|XXXX)(-XX){0,2}$/.test(core)) return refuse("too-wide");
  // Level 2: a digit of the month or day left open. What stands before it can be kept.
  const partial = /^(\d{4}(?:-\d\d(?=-))?)-[\dX]{2}(?:-[\dX]{2})?$/.exec(core);
  if (partial) return refuse("unsupported", partial[1] ?? "");
  return null;
}

function dayBounds(year: number, month: number, day: number): Bounds | DateRefusal {
  const outside = outOfRange(year) ?? (isMonth(month) ? null : refuse("no-such-month", String(year)));
  if (outside) return outside;
  if (day < 1 || day > daysInMonth(year, month)) return refuse("no-such-day", isoMonth(year, month));
  const iso = isoDay(year, month, day);
  return { from: iso, to: iso, precision: "day" };
}

function monthBounds(year: number, digits: string, dayUnspecified: boolean): Bounds | DateRefusal {
  const outside = outOfRange(year);
  if (outside) return outside;
  const month = Number(digits);
  if (isMonth(month)) return months(year, month, year, month, "month");
  const season = dayUnspecified ? undefined : seasonStart[digits];
  if (season !== undefined) {
    const endYear = season === 12 ? year + 1 : year;
    return outOfRange(endYear) ?? months(year, season, endYear, season === 12 ? 2 : season + 2, "season");
  }
  const division = dayUnspecified ? undefined : divisions[digits];
  if (division) return refuse("unsupported", `${isoMonth(year, division[0])}/${isoMonth(year, division[1])}`);
  return refuse("no-such-month", String(year));
}

function months(year: number, month: number, endYear: number, endMonth: number, precision: DatePrecision): Bounds {
  return { from: isoDay(year, month, 1), to: isoDay(endYear, endMonth, daysInMonth(endYear, endMonth)), precision };
}

function within(year: number, endYear: number, precision: DatePrecision): Bounds | DateRefusal {
  return outOfRange(year) ?? outOfRange(endYear) ?? months(year, 1, endYear, 12, precision);
}

function outOfRange(year: number): DateRefusal | null {
  return year < firstYear || year > lastYear ? refuse("year-range") : null;
}

const isMonth = (month: number) => month >= 1 && month <= 12;
