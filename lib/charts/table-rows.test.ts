import { describe, expect, it } from "vitest";
import type { Month } from "./monthly";
import { tableRows } from "./table-rows";

const month = (name: string, change: Partial<Month> = {}): Month => ({
  month: name,
  first: 0,
  last: 0,
  age: 100,
  cut: null,
  inPart: false,
  state: "uncovered",
  provisional: false,
  coverage: { covered: 0, of: 0 },
  asked: true,
  total: null,
  segments: new Map(),
  yearBefore: null,
  ...change,
});
const total = { cases: 1, href: "", amount: null };
const shown = (months: Month[]) =>
  tableRows(months).map((row) =>
    row.kind === "month" ? row.month.month : `${row.kind} ${row.from} ${row.to} ${row.count}`,
  );

describe("the table twin", () => {
  it("has the newest month first, and gaps in one row", () => {
    expect(
      shown([
        month("2010-01"),
        month("2010-02", { total }),
        month("2010-03"),
        month("2010-04"),
        month("2010-05"),
        month("2010-06", { total }),
      ]),
    ).toEqual(["2010-06", "gaps 2010-03 2010-05 3", "2010-02", "gaps 2010-01 2010-01 1"]);
  });

  it("keeps a zero, a month with a year before, and months not asked for apart", () => {
    expect(
      shown([
        month("2010-01", { asked: false }),
        month("2010-02", { asked: false }),
        month("2010-03"),
        month("2010-04", { yearBefore: total }),
        month("2010-05"),
        month("2010-06", { total: { cases: 0, href: "", amount: null } }),
      ]),
    ).toEqual([
      "2010-06",
      "gaps 2010-05 2010-05 1",
      "2010-04",
      "gaps 2010-03 2010-03 1",
      "not-asked 2010-01 2010-02 2",
    ]);
  });

  it("has no row without months", () => {
    expect(tableRows([])).toEqual([]);
  });
});
