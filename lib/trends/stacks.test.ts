import { describe, expect, it } from "vitest";
import type { CountRow } from "@/lib/charts/monthly";
import { parseFilter } from "@/lib/filter/codec";
import { pointIds, pointTree } from "@/lib/filter/points";
import { noRefs } from "@/lib/filter/refs";
import type { ResolvedFilter } from "@/lib/filter/types";
import { stackOf } from "./stacks";

const names = (name: string) => ({ nameEn: name, nameZh: name, nameKo: name });
const point = (id: number, parentId: number | null = null) => ({
  id,
  slug: `p${id}`,
  parentId,
  country: "CN",
  ...names(`Point ${id}`),
});
/** p1 to p10 at the top; p11 and p12 below p1. */
const points = pointTree([...Array.from({ length: 10 }, (_, i) => point(i + 1)), point(11, 1), point(12, 1)]);
const substance = (id: number, slug: string, family: "ats" | "cannabis" | "cocaine" | "opioid") => ({
  id,
  slug,
  family,
  ...names(slug),
});
const substances = [
  substance(1, "methamphetamine", "ats"),
  substance(2, "cannabis", "cannabis"),
  substance(3, "cannabis-resin", "cannabis"),
  substance(4, "cocaine", "cocaine"),
  substance(5, "opium", "opioid"),
];

function resolved(query: string): ResolvedFilter {
  const { filter } = parseFilter(new URLSearchParams(query));
  return {
    filter,
    refs: { ...noRefs, points: pointIds(filter.point, points) },
    problems: [],
    points,
    substances,
    owners: [],
    chosen: { agency: [], operation: [], source: [] },
  };
}
const counts = (...rows: [number | null, number][]): CountRow[] =>
  rows.map(([part, cases]) => ({ month: 0, part, cases, amount: null }));
const shown = (parts: ReturnType<typeof stackOf>) => parts.map(({ code, kind, opens }) => [code, kind, opens]);

describe("a stack of substances", () => {
  it("names what has cases, gathers the rest, and keeps two or more apart", () => {
    const parts = stackOf("substance", resolved(""), counts([1, 2], [3, 1], [4, 1], [5, 1], [null, 1]));
    expect(shown(parts)).toEqual([
      ["ice", "one", { substance: ["methamphetamine"], mixed: "no" }],
      ["cannabis", "one", { substance: ["cannabis-resin"], mixed: "no" }],
      ["other", "other", { substance: ["cocaine", "opium"], mixed: "no" }],
      ["mixed", "mixed", { mixed: "yes" }],
    ]);
    expect(parts[2]?.members.map(({ nameEn }) => nameEn)).toEqual(["cocaine", "opium"]);
  });
});

describe("a stack of points", () => {
  const codes = (query: string, ...rows: [number | null, number][]) =>
    shown(stackOf("point", resolved(query), counts(...rows)));

  it("is of the points at the top, each with what lies below it, in the order of the border", () => {
    expect(codes("", [2, 5], [11, 1], [12, 1], [null, 3])).toEqual([
      ["point-p1", "one", { point: ["p1"] }],
      ["point-p2", "one", { point: ["p2"] }],
      ["no-point", "noPoint", { point: ["none"] }],
    ]);
  });

  it("is of one point itself and what lies below it, where the filter asks for that point", () => {
    expect(codes("point=p1", [1, 1], [11, 2])).toEqual([
      ["point-p1~only", "itself", { point: ["p1~only"] }],
      ["point-p11", "one", { point: ["p11"] }],
    ]);
    expect(codes("point=p1~only", [1, 1])).toEqual([["point-p1~only", "itself", { point: ["p1~only"] }]]);
    expect(codes("point=p11&point=p2&point=none", [11, 1], [2, 1], [null, 1]).map(([code]) => code)).toEqual([
      "point-p11",
      "point-p2",
      "no-point",
    ]);
  });

  it("has eight colours at most: the points with the fewest cases go together, by name", () => {
    const parts = stackOf(
      "point",
      resolved(""),
      counts(...Array.from({ length: 10 }, (_, i): [number, number] => [i + 1, i + 1])),
    );
    expect(parts.map(({ code }) => code)).toEqual([
      ...[4, 5, 6, 7, 8, 9, 10].map((id) => `point-p${id}`),
      "other-points",
      "no-point",
    ]);
    const others = parts.find(({ kind }) => kind === "otherPoints");
    expect(others?.opens).toEqual({ point: ["p1", "p2", "p3"] });
    expect([...(others?.parts ?? [])].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([1, 2, 3, 11, 12]);
    // no case stands in two parts
    const all = parts.flatMap(({ parts: ids }) => [...ids]);
    expect(new Set(all).size).toBe(all.length);
  });
});

it("stacks by status in the order of its codes", () => {
  expect(shown(stackOf("status", resolved(""), [])).map(([code, , opens]) => [code, opens])).toEqual([
    ["status-submitted", { status: ["submitted"] }],
    ["status-verified", { status: ["verified"] }],
    ["status-returned", { status: ["returned"] }],
    ["status-withdrawn", { status: ["withdrawn"] }],
  ]);
});
