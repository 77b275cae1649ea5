import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PointName } from "./points";
import { flatten, pointIds, pointTree, subtreeIds } from "./points";
import { pointChoices, pointValues, toggle } from "./selection";

const point = (id: number, slug: string, parentId: number | null = null): PointName => ({
  id,
  slug,
  parentId,
  nameEn: slug,
  nameZh: slug,
  nameKo: slug,
  country: "CN",
});
const border = [
  point(1, "dandong"),
  point(2, "yanbian"),
  point(3, "tumen", 2),
  point(4, "hunchun", 2),
  point(5, "quanhe", 4),
];

describe("the hierarchy of points", () => {
  it("keeps the order given and holds each point once", () => {
    const tree = pointTree(border);
    expect(tree.map((node) => node.point.slug)).toEqual(["dandong", "yanbian"]);
    expect(flatten(tree).map((node) => node.point.id)).toEqual([1, 2, 3, 4, 5]);
    expect(tree.map(subtreeIds)).toEqual([[1], [2, 3, 4, 5]]);
  });

  it("survives rings, self-parents and missing parents without losing a point", () => {
    const odd = [point(1, "a", 2), point(2, "b", 1), point(3, "c", 3), point(4, "d", 99), point(5, "e", 2)];
    expect(
      flatten(pointTree(odd))
        .map((node) => node.point.id)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes a slug with its children, and ~only without them", () => {
    const tree = pointTree(border);
    expect(pointIds(["yanbian"], tree)).toEqual([2, 3, 4, 5]);
    expect(pointIds(["yanbian~only", "quanhe"], tree)).toEqual([2, 5]);
    expect(pointIds(["none", "nowhere"], tree)).toEqual([]);
  });
});

describe("choosing points", () => {
  const tree = pointTree(border);
  const counts = new Map<number | null, number>([
    [2, 3],
    [3, 5],
    [5, 7],
    [null, 9],
  ]);
  const find = (values: string[], slug: string) => {
    const all = (choices: ReturnType<typeof pointChoices>): ReturnType<typeof pointChoices> =>
      choices.flatMap((choice) => [choice, ...all([...choice.children])]);
    return all(pointChoices(values, tree, counts)).find((choice) => choice.point.slug === slug);
  };

  it("counts a point with everything below it, and itself alone", () => {
    expect(find([], "yanbian")).toMatchObject({ count: 15, itself: { count: 3 }, tick: "off" });
    expect(find([], "hunchun")).toMatchObject({ count: 7, itself: { count: 0 } });
    expect(find([], "tumen")).toMatchObject({ count: 5, itself: null });
  });

  it("takes and leaves whole branches, and is mixed in between", () => {
    expect(find([], "yanbian")?.next).toEqual(["yanbian"]);
    expect(find(["yanbian"], "yanbian")).toMatchObject({ tick: "on", next: [], itself: { tick: "on" } });
    expect(find(["yanbian"], "tumen")?.next).toEqual(["hunchun", "yanbian~only"]);
    expect(find(["hunchun", "yanbian~only"], "yanbian")).toMatchObject({ tick: "mixed", next: ["yanbian"] });
    expect(find(["hunchun", "yanbian~only"], "tumen")?.next).toEqual(["yanbian"]);
    expect(find(["none", "yanbian"], "yanbian")?.itself?.next).toEqual(["hunchun", "none", "tumen"]);
  });

  it("asks for exactly the ids chosen", () => {
    fc.assert(
      fc.property(fc.subarray(border.map((p) => p.id)), (ids) => {
        expect(pointIds(pointValues(new Set(ids), tree, false), tree)).toEqual([...ids].sort());
      }),
    );
  });

  it("toggles a code in the order of the URL", () => {
    expect(toggle(["verified"], "returned")).toEqual(["returned", "verified"]);
    expect(toggle(["returned", "verified"], "returned")).toEqual(["verified"]);
  });
});
