import { describe, expect, it } from "vitest";
import { boundsOf, monthOf, readAsked } from "./rules";

describe("how far a value reaches", () => {
  it.each([
    ["exact", "44", null, null, "44", "44"],
    ["about", "44", null, null, "44", "44"],
    ["about", "44", "40", null, "40", "44"],
    ["at-least", "10000", null, null, "10000", null],
    ["at-least", "10000", null, "60000", "10000", "60000"],
    ["at-most", "5", null, null, null, "5"],
    ["unknown", null, null, null, null, null],
    ["exact", null, "1", "2", "1", "2"],
  ] as const)("%s %s, stated from %s to %s, is from %s to %s", (qualifier, value, low, high, from, to) => {
    expect(boundsOf({ qualifier, value, low, high })).toEqual({ low: from, high: to });
  });
});

it("says which month a period lies in", () => {
  expect(monthOf({ from: "2010-06-11", to: "2010-06-30" })).toBe("2010-06");
  expect(monthOf({ from: "2010-06-01", to: "2010-07-01" })).toBeNull();
});

describe("what a query asks for", () => {
  const read = (query: string) => readAsked(new URLSearchParams(query));

  it("is a place and a period, months to their last day", () => {
    expect(read("place=CN-JL&from=2010-01&to=2012-02")).toEqual({
      asked: { place: "CN-JL", from: "2010-01-01", to: "2012-02-29" },
      problems: [],
    });
    expect(read("")).toEqual({ asked: { place: null, from: null, to: null }, problems: [] });
  });

  it.each([
    ["from=2010", "from", "unknown-value"],
    ["to=2010-02-30", "to", "unknown-value"],
    ["to=2010-13", "to", "unknown-value"],
    ["place=a&place=b", "place", "given-twice"],
    ["from=2010-02&to=2010-01", "to", "before-from"],
  ])("%s is wrong at %s: %s", (query, key, reason) => {
    expect(read(query).problems).toEqual([expect.objectContaining({ key, reason })]);
  });
});
