import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOver } from "@/lib/charts/coverage";
import type { Span } from "./rules";
import {
  boundOf,
  joined,
  makesRing,
  neighbours,
  parentEffect,
  placeAfter,
  reportedOf,
  strayGaps,
  timeline,
} from "./rules";

const span = (from: string, to: string | null, change: Partial<Span> = {}): Span => ({
  id: 1,
  agencyId: null,
  kind: "covered",
  from,
  to,
  ...change,
});
const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;

describe("when a point is reported on", () => {
  it("says the whole of its periods", () => {
    expect(reportedOf([], false)).toEqual({ kind: "never" });
    expect(reportedOf([], true)).toEqual({ kind: "nils" });
    expect(reportedOf([span("2001-01-01", "2002-01-01"), span("2004-01-01", "2005-06-30")], false)).toEqual({
      kind: "until",
      day: "2005-06-30",
    });
    expect(reportedOf([span("2001-01-01", "2002-01-01"), span("2004-01-01", null)], true)).toEqual({
      kind: "still",
      since: "2004-01-01",
    });
    expect(reportedOf([span("2001-01-01", "2002-01-01", { kind: "gap" })], false)).toEqual({ kind: "never" });
  });
});

describe("periods that meet", () => {
  const own = span("2010-03-01", "2010-05-31", { id: null });
  it("overlap by a day, touch without one, and are of one kind and agency", () => {
    const others = [
      span("2010-05-31", null, { id: 2 }),
      span("2010-06-01", null, { id: 3 }),
      span("2010-01-01", "2010-02-28", { id: 4 }),
      span("2010-01-01", "2010-02-27", { id: 5 }),
      span("2010-04-01", "2010-04-30", { id: 6, kind: "gap" }),
      span("2010-04-01", "2010-04-30", { id: 7, agencyId: 9 }),
    ];
    const { overlapping, joinable } = neighbours(own, others);
    expect(overlapping.map(({ id }) => id)).toEqual([2]);
    expect(joinable.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(joined(own, joinable)).toEqual({ from: "2010-01-01", to: null });
  });

  it("are not their own neighbour", () =>
    expect(neighbours({ ...own, id: 8 }, [{ ...own, id: 8 }]).joinable).toEqual([]));

  it("leave gaps that lie in none of them", () => {
    const gap = span("2010-04-01", "2010-04-30", { id: 2, kind: "gap", agencyId: 9 });
    expect(strayGaps([span("2010-01-01", null, { agencyId: 9 }), gap])).toEqual([]);
    expect(strayGaps([span("2010-01-01", null, { agencyId: 8 }), gap])).toEqual([gap]);
    expect(strayGaps([span("2010-01-01", null, { agencyId: 8 }), { ...gap, agencyId: null }])).toEqual([]);
    expect(strayGaps([span("2010-01-01", "2010-04-29", { agencyId: 9 }), gap])).toEqual([gap]);
  });
});

it.each([
  ["2010", false, "2010-01-01"],
  ["2010", true, "2010-12-31"],
  ["2008-02", true, "2008-02-29"],
  ["2010-13", true, "2010-13"],
  [" 2010-05-07 ", true, "2010-05-07"],
  ["soon", false, "soon"],
])("reads the bound %j (end: %s) as %s", (text, end, day) => expect(boundOf(text, end)).toBe(day));

describe("points below each other", () => {
  const parents = new Map([
    ["a", null],
    ["b", "a"],
    ["c", "b"],
  ]);
  it("make a ring only where one would lie in itself", () => {
    expect(makesRing("a", "c", parents)).toBe(true);
    expect(makesRing("a", "a", parents)).toBe(true);
    expect(makesRing("c", "a", parents)).toBe(false);
    expect(makesRing("new", "c", parents)).toBe(false);
    // A ring that stands there already is not walked round for ever.
    expect(
      makesRing(
        "x",
        "y",
        new Map([
          ["y", "z"],
          ["z", "y"],
        ]),
      ),
    ).toBe(false);
  });

  it("move their figures with those below them, out of the old ones above and into the new", () => {
    const points = [
      { slug: "top", parent: null, cases: 1 },
      { slug: "old", parent: "top", cases: 2 },
      { slug: "new", parent: "top", cases: 4 },
      { slug: "own", parent: "old", cases: 8 },
      { slug: "below", parent: "own", cases: 16 },
    ];
    expect(parentEffect("own", "new", points)).toEqual({ cases: 24, from: ["old"], into: ["new"] });
    expect(parentEffect("own", null, points)).toEqual({ cases: 24, from: ["old", "top"], into: [] });
  });

  it("stand along the border where they were put, and the others keep their order", () => {
    const listed = fc
      .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 })
      .map((places) => places.sort((a, b) => a - b).map((position, at) => ({ slug: `p${at}`, position })));
    fc.assert(
      fc.property(listed, fc.nat(8), fc.nat(8), (all, who, after) => {
        const slug = who < all.length ? `p${who}` : "new";
        const before = after < all.length && `p${after}` !== slug ? `p${after}` : null;
        const changed = placeAfter(slug, before, all);
        const places = new Map([...all.map((one) => [one.slug, one.position] as const), ...changed]);
        const order = [...places].sort((a, b) => a[1] - b[1]).map(([one]) => one);
        expect(new Set(places.values()).size).toBe(places.size);
        expect(order[order.indexOf(slug) - 1] ?? null).toBe(before);
        expect(order.filter((one) => one !== slug)).toEqual(all.map((one) => one.slug).filter((one) => one !== slug));
      }),
    );
  });
});

describe("the timeline", () => {
  const periods = [
    { pointId: 7, agencyId: null, from: "2025-02-10", to: null, kind: "covered" },
    { pointId: 7, agencyId: null, from: "2025-05-05", to: "2025-05-20", kind: "gap" },
  ] as const;
  const nils = [{ pointId: 7, month: month("2025-01") }];

  it("tells covered, gap, part, nil and nothing apart, and agrees with the charts", () => {
    const [first, second] = timeline(periods, nils, new Map([[month("2025-03"), 2]]), month("2026-02"));
    expect(first?.months.map((one) => one?.state ?? null).slice(0, 3)).toEqual(["covered", "covered", null]);
    expect(second?.months.map((one) => `${one?.state} ${one?.cases}`).slice(0, 6)).toEqual([
      "nil 0",
      "part 0",
      "covered 2",
      "covered 0",
      "gap 0",
      "covered 0",
    ]);
    const isCovered = coverageOver([7], periods, nils);
    second?.months.forEach((one, at) => {
      expect(isCovered(2025 * 12 + at).covered > 0, String(at)).toBe(one?.state === "nil" || one?.state === "covered");
    });
  });

  it("goes back to what was first, and shows three years of a point that nobody speaks of", () => {
    expect(timeline([], [], new Map(), month("2026-11")).map(({ year }) => year)).toEqual([2026, 2025, 2024]);
    expect(timeline([], [], new Map([[month("2004-12"), 1]]), month("2026-11"))).toHaveLength(23);
  });
});
