import { describe, expect, it } from "vitest";
import { ownHref } from "@/lib/charts/spark";
import { emptyFilter } from "@/lib/filter/fields";
import { pointTree } from "@/lib/filter/points";
import { noRefs } from "@/lib/filter/refs";
import type { ResolvedFilter } from "@/lib/filter/types";
import type { PointCount } from "./points";
import { earlierRanges, pointRows } from "./points";
import { pointsQuery } from "./rules";
import { plainView } from "./schema";
import type { TrendsView } from "./types";

const at = (year: number, month: number) => year * 12 + month - 1;
const point = (id: number, slug: string, parentId: number | null = null) => ({
  ...{ id, slug, parentId, country: "CN" },
  ...{ nameEn: slug, nameZh: slug, nameKo: slug },
});
const resolved: ResolvedFilter = {
  filter: emptyFilter,
  refs: noRefs,
  problems: [],
  points: pointTree([point(1, "west"), point(2, "middle"), point(3, "east"), point(4, "gate", 2)]),
  substances: [],
  owners: [],
  chosen: { agency: [], operation: [], source: [] },
};
const range = { first: at(2010, 1), last: at(2010, 3) };
const counts: PointCount[] = [
  { point: 1, month: at(2010, 1), cases: 1 },
  { point: 4, month: at(2010, 2), cases: 9 },
  { point: 3, month: at(2010, 2), cases: 16 },
  { point: null, month: at(2010, 2), cases: 2 },
];
const earlier: PointCount[] = [
  { point: 1, month: at(2009, 12), cases: 9 },
  { point: 3, month: at(2009, 11), cases: 15 },
  { point: 4, month: at(2009, 2), cases: 4 },
];
const rows = (view: Partial<TrendsView> = {}, covered = 0) =>
  pointRows(
    resolved,
    { ...plainView, ...view },
    range,
    counts,
    earlier,
    () => () => ({ covered, of: covered }),
    "2010-06-15",
    (filter) => `${filter.point.join("+")} ${filter.from ?? ""}..${filter.to ?? ""} ${filter.month.join("+")}`,
  );

describe("points beside each other", () => {
  it("count what lies below them, each with what opens it", () => {
    const { rows: found, none } = rows();
    expect(found.map(({ point: { slug }, depth, now }) => [slug, depth, now.cases, now.known, now.href])).toEqual([
      ["west", 0, 1, true, "west 2010-01..2010-03 known"],
      ["middle", 0, 9, true, "middle 2010-01..2010-03 known"],
      ["gate", 1, 9, true, "gate 2010-01..2010-03 known"],
      ["east", 0, 16, true, "east 2010-01..2010-03 known"],
    ]);
    expect(none).toEqual({ cases: 2, href: "none 2010-01..2010-03 known" });
  });

  it("have bars that open exactly their cases", () => {
    const { rows: found, periods } = rows();
    expect(periods).toEqual([" .. 2010-01", " .. 2010-02", " .. 2010-03"]);
    expect(found.map(({ values }) => values)).toEqual([["west"], ["middle"], ["gate"], ["east"]]);
    expect(ownHref("/cases?month=2010-02", pointsQuery(["gate", "east~only"]))).toBe(
      "/cases?point=gate&point=east~only&month=2010-02",
    );
  });

  it("are compared with as many months before, and the same ones a year before", () => {
    const [west, middle] = rows().rows;
    expect([west?.before?.cases, west?.before?.href]).toEqual([9, "west 2009-10..2009-12 known"]);
    expect([middle?.yearBefore?.cases, middle?.yearBefore?.href]).toEqual([4, "middle 2009-01..2009-03 known"]);
    expect(middle?.before).toMatchObject({ cases: 0, known: false });
    expect(rows({}, 1).rows[1]?.before).toMatchObject({ cases: 0, known: true, low: 0 });
    expect(earlierRanges({ first: 0, last: 120 })).toBeNull();
    expect(earlierRanges({ first: 5, last: 4 })).toBeNull();
  });

  it("stand in the order asked for, children below their parents", () => {
    const order = (by: TrendsView["order"]) => rows({ order: by }).rows.map((row) => row.point.slug);
    expect(order("border")).toEqual(["west", "middle", "gate", "east"]);
    expect(order("count")).toEqual(["east", "middle", "gate", "west"]);
    // 0 to 9 and 9 to 1 are changes; 15 to 16 hardly is one
    expect(order("change")).toEqual(["middle", "gate", "west", "east"]);
  });

  it("fold", () => {
    const { rows: found } = rows({ folded: ["middle"] });
    expect(found.map(({ point: { slug }, folded, hidden }) => [slug, folded, hidden])).toEqual([
      ["west", false, false],
      ["middle", true, false],
      ["gate", false, true],
      ["east", false, false],
    ]);
  });

  it("say that the months drawn are not over, or cut", () => {
    expect(rows().partial).toBe(false);
    const running = pointRows(
      resolved,
      plainView,
      range,
      counts,
      [],
      () => () => ({ covered: 0, of: 0 }),
      "2010-03-15",
      () => "",
    );
    expect(running.partial).toBe(true);
  });
});
