import edtf from "edtf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysInMonth, isoDay, isoMonth } from "./calendar";
import { parseDate } from "./parse";
import { dateErrorCodes } from "./types";

const accepted = (input: string) => {
  const parsed = parseDate(input);
  if (!parsed.ok) throw new Error(`${input} was refused: ${parsed.code}`);
  return parsed.date;
};
const refused = (input: string) => {
  const parsed = parseDate(input);
  if (parsed.ok) throw new Error(`${input} was taken for ${parsed.date.edtf}`);
  return [parsed.code, ...parsed.suggestions];
};

describe("EDTF as written", () => {
  it.each([
    ["2004-12-23", "2004-12-23", "2004-12-23", "day"],
    ["2008-10", "2008-10-01", "2008-10-31", "month"],
    ["2008-10-XX", "2008-10-01", "2008-10-31", "month"],
    ["2010-07", "2010-07-01", "2010-07-31", "month"],
    ["2008-02", "2008-02-01", "2008-02-29", "month"],
    ["1900-02", "1900-02-01", "1900-02-28", "month"],
    ["2000-02-29", "2000-02-29", "2000-02-29", "day"],
    ["2009", "2009-01-01", "2009-12-31", "year"],
    ["2009-XX", "2009-01-01", "2009-12-31", "year"],
    ["2009-XX-XX", "2009-01-01", "2009-12-31", "year"],
    ["2008-21", "2008-03-01", "2008-05-31", "season"],
    ["2008-22", "2008-06-01", "2008-08-31", "season"],
    ["2008-23", "2008-09-01", "2008-11-30", "season"],
    ["2007-24", "2007-12-01", "2008-02-29", "season"],
    ["201X", "2010-01-01", "2019-12-31", "decade"],
    ["2004-12/2005-02", "2004-12-01", "2005-02-28", "interval"],
    ["1964/2008", "1964-01-01", "2008-12-31", "interval"],
    ["2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"],
    ["2008-21/2008-22", "2008-03-01", "2008-08-31", "interval"],
    ["2004-12/2004", "2004-12-01", "2004-12-31", "interval"],
    ["2004/2004-03", "2004-01-01", "2004-03-31", "interval"],
    ["1800-01-01", "1800-01-01", "1800-01-01", "day"],
    ["2100-12-31", "2100-12-31", "2100-12-31", "day"],
  ])("%s is %s to %s, a %s", (text, from, to, precision) => {
    const date = accepted(text);
    expect(date).toEqual({ edtf: text, from, to, precision, approximate: false, uncertain: false });
  });

  it.each([
    ["2007-05~", "2007-05~", true, false],
    ["~2007-05", "2007-05~", true, false],
    ["2007?", "2007?", false, true],
    ["2004%", "2004%", true, true],
    ["2004-06~/2006-08?", "2004-06~/2006-08?", true, true],
    ["2004-06/2006-08?", "2004-06/2006-08?", false, true],
  ])("%s is kept as %s", (text, kept, approximate, uncertain) => {
    expect(accepted(text)).toMatchObject({ edtf: kept, approximate, uncertain });
  });

  it("does not widen the interval of an approximate date", () => {
    expect(accepted("2007-05~")).toMatchObject({ from: "2007-05-01", to: "2007-05-31" });
  });
});

describe("numeric spellings with the year first", () => {
  it.each([
    ["2008/10/3", "2008-10-03"],
    ["2008.10.3", "2008-10-03"],
    ["2008. 10. 3.", "2008-10-03"],
    ["2008-1-3", "2008-01-03"],
    ["20081003", "2008-10-03"],
    ["2008年10月3日", "2008-10-03"],
    ["2008 年 10 月 3 日", "2008-10-03"],
    ["2008年10月", "2008-10"],
    ["2008년 10월 3일", "2008-10-03"],
    ["2008년", "2008"],
    ["２００８－１０－０３", "2008-10-03"],
    ["２００８年１０月", "2008-10"],
    ["2008/10", "2008-10"],
    ["~2007.5", "2007-05~"],
    ["2008/10?", "2008-10?"],
    ["2008-10-xx", "2008-10-XX"],
    [" 2008-10 ", "2008-10"],
    ["2008‑10‑03", "2008-10-03"],
  ])("%s becomes %s", (text, edtfText) => {
    expect(accepted(text).edtf).toBe(edtfText);
  });
});

describe("refused, with what may have been meant", () => {
  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["early June 2010", "words", "2010-06"],
    ["23 December 2004", "words", "2004-12-23"],
    ["December 23, 2004", "words", "2004-12-23"],
    ["about May 2007", "words", "2007-05~"],
    ["probably Sept. 2007", "words", "2007-09?"],
    ["summer 2008", "words", "2008-22"],
    ["the 1990s", "words", "199X"],
    ["June or July 2010", "words", "2010-06/2010-07"],
    ["2008-10 or 2008-11", "set", "2008-10/2008-11"],
    ["2008-11 or 2008-10", "set", "2008-10/2008-11"],
    ["2008-10或2008-11", "set", "2008-10/2008-11"],
    ["2008-10 또는 2008-11", "set", "2008-10/2008-11"],
    ["from December 2004 to February 2005", "words", "2004-12/2005-02"],
    ["2010年6月初", "words", "2010-06"],
    ["约2007年5月", "words", "2007-05~"],
    ["2008年夏", "words", "2008-22"],
    ["2010年代", "words", "201X"],
    ["2010년 6월 초", "words", "2010-06"],
    ["2007년 5월경", "words", "2007-05~"],
    ["2008년 겨울", "words", "2008-24"],
    ["10/11/2008", "ambiguous", "2008-10-11", "2008-11-10"],
    ["10.11.2008", "ambiguous", "2008-10-11", "2008-11-10"],
    ["200810", "ambiguous", "2008-10"],
    ["25/12/2008", "year-first", "2008-12-25"],
    ["10/10/2008", "year-first", "2008-10-10"],
    ["10/2008", "year-first", "2008-10"],
    ["20 May", "no-year"],
    ["5·20", "no-year"],
    ["5.20", "no-year"],
    ["12월 23일", "no-year"],
    ["5月20日", "no-year"],
    ["23.12.04", "two-digit-year"],
    ["2009-02-29", "no-such-day", "2009-02"],
    ["2009-04-31", "no-such-day", "2009-04"],
    ["2008-10-00", "no-such-day", "2008-10"],
    ["2008-13", "no-such-month", "2008"],
    ["2008-00", "no-such-month", "2008"],
    ["2008/21", "no-such-month", "2008"],
    ["2008-21-XX", "no-such-month", "2008"],
    ["1799", "year-range"],
    ["2101-01-01", "year-range"],
    ["2100-24", "year-range"],
    ["210X", "year-range"],
    ["Y170000002", "year-range"],
    ["-0044", "year-range"],
    ["20XX", "too-wide"],
    ["../2004", "open-interval"],
    ["2005/..", "open-interval"],
    ["/2004-05", "open-interval"],
    ["2005/", "open-interval"],
    ["../..", "open-interval"],
    ["before 2004", "open-interval"],
    ["2004年以前", "open-interval"],
    ["2004년 이후", "open-interval"],
    ["2005/2004", "interval-order", "2004/2005"],
    ["2004-02/2004-01", "interval-order", "2004-01/2004-02"],
    ["2004-13/2005", "no-such-month", "2004/2005"],
    ["[2008-10,2008-11]", "set", "2008-10/2008-11"],
    ["{2004-12-24,2004-12-23}", "set", "2004-12-23/2004-12-24"],
    ["2008.10.3~2008.10.5", "range", "2008-10-03/2008-10-05"],
    ["2008-10-03 – 2008-10-05", "range", "2008-10-03/2008-10-05"],
    ["2008年10月3日至2008年10月5日", "range", "2008-10-03/2008-10-05"],
    ["2004-12-23/24", "range", "2004-12-23/2004-12-24"],
    ["2008-10-03T10:00", "time", "2008-10-03"],
    ["2008-10-03 10:00", "time", "2008-10-03"],
    ["2008-33", "unsupported", "2008-01/2008-03"],
    ["2004-06~-11", "unsupported", "2004-06-11~"],
    ["~2007?", "unsupported", "2007%"],
    ["2008-XX-03", "unsupported", "2008"],
    ["2008-1X", "unsupported", "2008"],
    ["2008-10-1X", "unsupported", "2008-10"],
    ["yesterday", "not-a-date"],
    ["!!", "not-a-date"],
    ["1/2/3/4", "not-a-date"],
  ])("%s: %s", (text, code, ...suggestions) => {
    expect(refused(text)).toEqual([code, ...suggestions]);
  });
});

const year = fc.integer({ min: 1800, max: 2099 });
const month = fc.integer({ min: 1, max: 12 });
const day = fc
  .tuple(year, month, fc.integer({ min: 1, max: 31 }))
  .map(([y, m, d]) => isoDay(y, m, Math.min(d, daysInMonth(y, m))));
const plain = fc.oneof(
  day,
  fc.tuple(year, month).map(([y, m]) => isoMonth(y, m)),
  fc.tuple(year, month).map(([y, m]) => `${isoMonth(y, m)}-XX`),
  year.map(String),
  fc.integer({ min: 180, max: 209 }).map((decade) => `${decade}X`),
);
const season = fc.tuple(year, fc.integer({ min: 21, max: 24 })).map(([y, s]) => `${y}-${s}`);
const simple = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: plain }, season), fc.constantFrom("", "", "?", "~", "%"))
  .map(([core, qualifier]) => core + qualifier);
const isoOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

describe("properties", () => {
  it("gives the interval that edtf.js gives, no wider and no narrower", () => {
    fc.assert(
      fc.property(plain, fc.constantFrom("", "?", "~", "%"), (core, qualifier) => {
        // edtf.js knows no qualifier on a date with X; the register does, and the interval stays the same.
        const other = edtf(core.includes("X") ? core : core + qualifier);
        const date = accepted(core + qualifier);
        expect([date.from, date.to]).toEqual([isoOf(other.min), isoOf(other.max)]);
      }),
    );
  });

  it("gives an interval the first day of its start and the last day of its end, as edtf.js does", () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        fc.pre(a < b);
        const other = edtf(`${a}/${b}`);
        expect(accepted(`${a}/${b}`)).toMatchObject({ from: isoOf(other.min), to: isoOf(other.max) });
      }),
    );
    fc.assert(
      fc.property(simple, simple, (a, b) => {
        const [start, end] = [accepted(a), accepted(b)];
        const parsed = parseDate(`${a}/${b}`);
        if (start.from > end.to) expect(parsed).toMatchObject({ ok: false, code: "interval-order" });
        else expect(parsed).toMatchObject({ ok: true, date: { from: start.from, to: end.to } });
      }),
    );
  });

  it("reads back what it keeps, unchanged", () => {
    fc.assert(
      fc.property(simple, (text) => {
        const date = accepted(text);
        expect(date.edtf).toBe(text);
        expect(accepted(date.edtf)).toEqual(date);
        expect(date.from <= date.to).toBe(true);
      }),
    );
  });

  it("reads every spelling of a day alike", () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [y = "", m = "", d = ""] = iso.split("-").map((part) => String(Number(part)));
        const spellings = [`${y}/${m}/${d}`, `${y}.${m}.${d}.`, `${y}年${m}月${d}日`, `${y}년 ${m}월 ${d}일`];
        for (const spelling of [...spellings, iso.replaceAll("-", "")]) expect(accepted(spelling).edtf).toBe(iso);
      }),
    );
  });

  it("never fails on any text, and suggests only what it accepts", () => {
    const piece = fc.constantFrom(
      "2008",
      "10",
      "3",
      "X",
      "-",
      "/",
      ".",
      "~",
      "?",
      "年",
      "월",
      "May",
      "early ",
      "[",
      "]",
      ",",
      " to ",
      "1990s",
      "約",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseDate(input);
        if (parsed.ok) {
          expect(accepted(parsed.date.edtf)).toEqual(parsed.date);
        } else {
          expect(dateErrorCodes).toContain(parsed.code);
          for (const suggestion of parsed.suggestions) expect(accepted(suggestion).edtf).toBe(suggestion);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
