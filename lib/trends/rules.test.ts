import { describe, expect, it } from "vitest";
import type { Drill } from "@/lib/charts/monthly";
import type { Step } from "@/lib/charts/periods";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import { monthNumber, monthOfNumber } from "@/lib/filter/period";
import { drill, inPeriodOf, shownRange, withinMonths } from "./rules";
import { parseView } from "./schema";

const filterOf = (query: string) => parseFilter(new URLSearchParams(query)).filter;
const viewOf = (query: string) => parseView(new URLSearchParams(query)).view;

describe("the months drawn", () => {
  const documented = ["2004-12", "2010-07"] as const;
  const shown = (query: string, extent: readonly [string, string] | null, present = "2026-11") => {
    const { range, endsEarly } = shownRange(
      filterOf(query),
      viewOf(query),
      extent && { oldest: monthNumber(extent[0]), newest: monthNumber(extent[1]) },
      monthNumber(present),
    );
    if (range.last < range.first) return "none";
    return `${monthOfNumber(range.first)} to ${monthOfNumber(range.last)}${endsEarly ? ", ends early" : ""}`;
  };

  it.each([
    // a register of long ago opens on its cases, whole
    ["", documented, "2004-12 to 2010-07, ends early"],
    ["end=now", documented, "2020-12 to 2026-11"],
    ["months=all&end=now", documented, "2004-12 to 2026-11"],
    ["months=12", documented, "2009-08 to 2010-07, ends early"],
    ["months=60", documented, "2005-08 to 2010-07, ends early"],
    // a register that is alive goes on to the present month
    ["", ["2004-12", "2025-11"], "2019-12 to 2025-11, ends early"],
    ["", ["2004-12", "2025-12"], "2020-12 to 2026-11"],
    ["months=24", ["2004-12", "2026-10"], "2024-12 to 2026-11"],
    ["months=all", ["2004-12", "2026-10"], "2004-12 to 2026-11"],
    // few cases still stand in a year
    ["", ["2010-07", "2010-07"], "2009-08 to 2010-07, ends early"],
    ["", null, "2025-12 to 2026-11"],
    // a case in the future is not lost
    ["", ["2026-10", "2027-02"], "2026-03 to 2027-02"],
    // the filter's own period
    ["from=2009-01&to=2009-06", ["2009-02", "2009-03"], "2009-01 to 2009-06"],
    ["from=2009-01-15&to=2009-06-30", null, "2009-01 to 2009-06"],
    ["from=2004-12", documented, "2004-12 to 2010-07, ends early"],
    ["from=2004-12&end=now", documented, "2004-12 to 2026-11"],
    ["to=2010-07", documented, "2004-12 to 2010-07"],
    ["to=2010-07&end=now", documented, "2004-12 to 2010-07"],
    ["from=2009-01&to=2010-12&months=12", ["2009-02", "2009-03"], "2010-01 to 2010-12"],
    ["from=2010-06&to=2010-12&months=24", null, "2010-06 to 2010-12"],
    // no month is drawn that has not begun
    ["from=2026-01&to=2030-12", null, "2026-01 to 2026-11"],
    ["from=2030-01", null, "none"],
    ["from=2030-01&to=2030-12", null, "none"],
    // months by name
    ["month=2010-07", ["2010-07", "2010-07"], "2010-07 to 2010-07"],
    ["month=2004-12&month=2005-02&month=unknown", ["2004-12", "2005-02"], "2004-12 to 2005-02"],
    ["month=unknown", null, "none"],
    ["month=known", documented, "2004-12 to 2010-07, ends early"],
    // whole quarters and years, but where the filter begins or ends inside of one
    ["by=quarter", documented, "2004-10 to 2010-09, ends early"],
    ["by=year", documented, "2004-01 to 2010-12, ends early"],
    ["by=year&from=2009-03", documented, "2009-03 to 2010-12, ends early"],
    ["by=quarter&from=2009-03&to=2010-02", documented, "2009-03 to 2010-02"],
    ["by=quarter&from=2009-02&months=12", documented, "2009-07 to 2010-09, ends early"],
    ["by=year&month=2010-07&month=unknown", ["2009-01", "2010-07"], "2009-01 to 2010-12, ends early"],
    ["by=year", ["2004-12", "2026-10"], "2004-01 to 2026-12"],
    // an axis has an end
    ["from=1800-01&to=2026-11", documented, "1976-12 to 2026-11"],
    ["months=all", ["1850-01", "2026-10"], "1976-12 to 2026-11"],
  ] as const)("%j with cases of %j: %s", (query, extent, expected) => {
    expect(shown(query, extent)).toBe(expected);
  });
});

describe("what a figure opens", () => {
  const range = { first: monthNumber("2009-01"), last: monthNumber("2010-06") };
  const opens = (query: string, step: Step, months: Drill["months"]) =>
    decodeURIComponent(toQuery(drill(filterOf(query), range, step, months)));
  const march = { only: monthNumber("2010-03") };

  it.each([
    ["point=yanbian", march, "point=yanbian&month=2010-03"],
    ["from=2010-03-15&to=2010-05", march, "from=2010-03-15&to=2010-05&month=2010-03"],
    ["point=none", "unknown", "point=none&month=unknown"],
    ["q=a", "all", "q=a"],
    ["", "drawn", "from=2009-01&to=2010-06&month=known"],
    ["from=2009-01-15", "drawn", "from=2009-01-15&to=2010-06&month=known"],
    ["from=2004-01-15&to=2010-06-20", "drawn", "from=2009-01&to=2010-06-20&month=known"],
    ["", "earlier", "to=2008-12&month=known"],
    ["from=2004-01-15", "earlier", "from=2004-01-15&to=2008-12&month=known"],
    ["month=2009-05&month=2004-12&month=unknown", "drawn", "month=2009-05"],
    ["month=2009-05&month=2004-12&month=unknown", "earlier", "month=2004-12"],
    ["month=2009-05", "earlier", "month=known&lies=longer"],
    ["month=known", "drawn", "from=2009-01&to=2010-06&month=known"],
  ] as const)("by month, %j, %j: %s", (query, months, expected) => {
    expect(opens(query, 1, months)).toBe(expected);
  });

  const first = { only: monthNumber("2010-01") };
  it.each([
    ["", 3, first, "from=2010-01&to=2010-03&lies=quarter"],
    ["", 12, first, "from=2010-01&to=2010-12&lies=quarter&lies=year"],
    ["from=2010-02-15&maybe=1", 3, first, "from=2010-02-15&to=2010-03&maybe=1&lies=quarter"],
    ["month=2010-01&month=unknown", 3, first, "from=2010-01&to=2010-03&month=2010-01&month=unknown&lies=quarter"],
    ["lies=year&lies=longer", 12, first, "from=2010-01&to=2010-12&lies=year"],
    ["lies=longer", 12, first, "month=known&lies=longer"],
    ["", 3, "unknown", "lies=longer&lies=year"],
    ["", 12, "unknown", "lies=longer"],
    ["", 3, "drawn", "from=2009-01&to=2010-06&lies=quarter"],
    ["from=2009-02-10", 12, "drawn", "from=2009-02-10&to=2010-06&lies=quarter&lies=year"],
    ["", 12, "earlier", "to=2008-12&lies=quarter&lies=year"],
    ["q=a", 12, "all", "q=a"],
  ] as const)("%j by %i months, %j: %s", (query, step, months, expected) => {
    expect([...new URLSearchParams(opens(query, step, months))].sort()).toEqual(
      [...new URLSearchParams(expected)].sort(),
    );
  });

  it("leaves the filter's own period for one that it does not hold", () => {
    const filter = filterOf("point=dandong&from=2010-01&maybe=1&month=known&lies=quarter");
    const query = (first: string, last: string, step: Step) =>
      toQuery(inPeriodOf(filter, { first: monthNumber(first), last: monthNumber(last) }, step));
    expect(query("2009-03", "2009-03", 1)).toBe("point=dandong&month=2009-03");
    expect(query("2009-01", "2009-12", 1)).toBe("point=dandong&from=2009-01&to=2009-12&month=known");
    expect(query("2009-01", "2009-03", 3)).toBe("point=dandong&from=2009-01&to=2009-03&lies=quarter");
  });

  it("cuts a period to whole months, and keeps a day inside of the outer ones", () => {
    expect(withinMonths(filterOf("from=2009-01-15&to=2010-06-20"), range.first, range.last)).toEqual({
      from: "2009-01-15",
      to: "2010-06-20",
    });
    expect(withinMonths(filterOf("from=2008-12-31&to=2010-07-01"), range.first, range.last)).toEqual({
      from: "2009-01",
      to: "2010-06",
    });
    expect(withinMonths(filterOf(""), range.first, range.last)).toEqual({ from: "2009-01", to: "2010-06" });
  });
});
