import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEvents, milligramsOf, nearlyMilligrams, nearlyPieces, reasonsFor, relatedPoints } from "./rules";
import type { DuplicateReason, Event } from "./types";

const points = [
  { slug: "yanbian", parent: null },
  { slug: "tumen", parent: "yanbian" },
  { slug: "tumen-bridge", parent: "tumen" },
  { slug: "sanhe", parent: "yanbian" },
  { slug: "dandong", parent: null },
  { slug: "ring-a", parent: "ring-b" },
  { slug: "ring-b", parent: "ring-a" },
];
const event = (change: Partial<Event> = {}): Event => ({
  days: { from: "2010-07-01", to: "2010-07-01" },
  point: "tumen",
  families: ["ats"],
  milligrams: 1_500_000n,
  counted: [],
  references: [],
  ...change,
});
const on = (from: string, to = from) => ({ days: { from, to } });
const packets = (quantity: string) => ({
  milligrams: null,
  counted: [{ family: "ats" as const, unit: "packet" as const, quantity }],
});

describe("reasons", () => {
  it.each<[string, Partial<Event>, Partial<Event>, DuplicateReason[]]>([
    ["all the same", { references: ["CD-1"] }, { references: ["CD-1", "X"] }, ["reference", "place", "quantity"]],
    ["seven days apart, another quantity", on("2010-07-08"), { milligrams: 9n }, ["place"]],
    ["eight days apart, another quantity", on("2010-07-09"), { milligrams: 9n }, []],
    ["a month that begins within the week", on("2010-07-08", "2010-07-31"), { milligrams: 9n }, ["place"]],
    ["a year around the day", on("2010-01-01", "2010-12-31"), { milligrams: 9n }, ["place"]],
    ["the point that holds it", { point: "yanbian", milligrams: 9n }, {}, ["place"]],
    ["a place within it", { point: "tumen-bridge", milligrams: 9n }, {}, ["place"]],
    ["a sister of the point", { point: "sanhe", milligrams: 9n }, {}, []],
    ["another point", { point: "dandong" }, {}, ["quantity"]],
    ["no point", { point: null }, {}, ["quantity"]],
    ["no date", { days: null, references: ["CD-1"] }, { references: ["CD-1"] }, ["reference"]],
    ["another family", { families: ["opioid"] }, {}, []],
    ["one family of two", { families: ["opioid", "ats"] }, {}, ["place", "quantity"]],
    ["400 days apart", { ...on("2011-08-05"), point: null }, {}, ["quantity"]],
    ["401 days apart", { ...on("2011-08-06"), point: null }, {}, []],
    ["4 % more than typed", { point: null }, { milligrams: 1_560_000n }, ["quantity"]],
    ["a milligram beyond", { point: null }, { milligrams: 1_560_001n }, []],
    [
      "8 % less cannabis",
      { point: null, families: ["cannabis"] },
      { families: ["cannabis"], milligrams: 1_380_000n },
      ["quantity"],
    ],
    ["as many packets", { point: null, ...packets("50") }, packets("51"), ["quantity"]],
    ["too many packets", { point: null, ...packets("50") }, packets("52"), []],
    ["packets beside a weight", { point: null, ...packets("50") }, { counted: packets("50").counted }, []],
  ])("%s", (_, typed, it, reasons) => {
    expect(reasonsFor(compareEvents(event(typed), event(it), points))).toEqual(reasons);
  });
});

describe("a comparison", () => {
  it("says nothing of what either side does not say", () => {
    const empty = { days: null, point: null, families: [], milligrams: null, counted: [], references: [] };
    const nothing = { date: null, point: null, family: null, quantity: null, reference: null };
    expect(compareEvents(event(empty), event({ references: ["CD-1"] }), points)).toEqual(nothing);
    expect(compareEvents(event({ references: ["CD-1"] }), event(empty), points)).toEqual(nothing);
  });

  it("says which point holds the other", () => {
    const point = (typed: string, it: string) =>
      compareEvents(event({ point: typed }), event({ point: it }), points).point;
    expect([
      point("tumen", "tumen"),
      point("tumen", "yanbian"),
      point("yanbian", "tumen-bridge"),
      point("tumen", "sanhe"),
    ]).toEqual(["same", "above", "below", "other"]);
  });

  it("counts the days between, whichever comes first, and none where they overlap", () => {
    const day = fc.integer({ min: 0, max: 900 });
    const text = (n: number) => new Date(Date.UTC(2010, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(day, day, day, day, (a, b, c, d) => {
        const [from, to, from2, to2] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
        const one = event(on(text(from), text(to)));
        const other = event(on(text(from2), text(to2)));
        const apart = Math.max(0, from2 - to, from - to2);
        expect(compareEvents(one, other, points).date).toEqual({ apart, same: from === from2 && to === to2 });
        expect(compareEvents(other, one, points).date?.apart).toBe(apart);
      }),
    );
  });
});

describe("what counts as nearly the same", () => {
  it("holds the typed figure itself, whatever it is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (milligrams) => {
        const { low, high } = nearlyMilligrams(milligrams, "opioid");
        expect(low <= milligrams && milligrams <= high).toBe(true);
        expect(low * 100n).toBeGreaterThanOrEqual(milligrams * 96n);
        expect(high * 100n).toBeLessThanOrEqual(milligrams * 104n);
      }),
    );
    expect(nearlyPieces("50")).toEqual({ low: "49", high: "51" });
  });

  it("weighs what has a weight, and nothing else", () => {
    expect(milligramsOf([])).toBeNull();
    expect(milligramsOf([null])).toBeNull();
    expect(milligramsOf(["0.0015", null, "1.2"])).toBe(1202n);
  });
});

describe("related points", () => {
  it("are the point, all above it and all within it", () => {
    expect(relatedPoints("tumen", points).sort()).toEqual(["tumen", "tumen-bridge", "yanbian"]);
    expect(relatedPoints("yanbian", points).sort()).toEqual(["sanhe", "tumen", "tumen-bridge", "yanbian"]);
    expect(relatedPoints("ring-a", points).sort()).toEqual(["ring-a", "ring-b"]);
    expect(relatedPoints("atlantis", points)).toEqual(["atlantis"]);
  });
});
