import { describe, expect, it } from "vitest";
import type { LegValues, ReportValues } from "./form";
import { draftValues, freshLeg, freshLine, freshReport } from "./form";
import { problemsOf, reportSchema } from "./schema";

const pick = (id: string) => ({ id, text: id });
const form = (route: LegValues[]): ReportValues => ({
  ...freshReport(),
  lines: [
    { ...freshLine("1"), asReported: "ice", substance: pick("methamphetamine"), quantity: "1", unit: pick("kg") },
  ],
  source: { ...freshReport().source, found: pick("7") },
  credibility: "6",
  route,
});
const read = (route: LegValues[]) => reportSchema({ timeZone: "Asia/Shanghai" }).safeParse(form(route));

describe("the route", () => {
  it("is kept as stated: by place, country, point, or several of them", () => {
    const route = [
      { ...freshLeg("1", "origin"), country: pick("KP") },
      { ...freshLeg("2", "transit"), point: pick("tumen") },
      { ...freshLeg("3", "destination"), place: " Shandong ", country: pick("CN") },
    ];
    expect(read(route).data?.account.route).toEqual([
      { kind: "origin", place: null, country: "KP", point: null },
      { kind: "transit", place: null, country: null, point: "tumen" },
      { kind: "destination", place: "Shandong", country: "CN", point: null },
    ]);
  });

  it("has no part of which nothing is said, and none at all in a draft from before", () => {
    expect(read([freshLeg("1", "origin"), { ...freshLeg("2", "transit"), place: " " }]).data?.account.route).toEqual(
      [],
    );
    expect(draftValues.parse({ date: "2008", route: "none" }).route).toEqual([]);
  });

  it.each<[string, Partial<LegValues>, string, string]>([
    ["a country that is none", { country: { id: "", text: "Atlantis" } }, "country", "reports.error.country-choose"],
    ["a point that is none", { point: { id: "", text: "Oz" } }, "point", "reports.error.point-choose"],
    ["a long place", { place: "x".repeat(201) }, "place", "reports.error.too-long"],
    ["a kind that is none", { kind: "detour", place: "here" }, "kind", "reports.error.choose"],
  ])("refuses %s at its field", (_, change, field, message) => {
    const result = read([{ ...freshLeg("1", "transit"), ...change }]);
    expect(result.success ? [] : problemsOf(result.error).map((one) => [one.path, one.message])).toEqual([
      [`route.0.${field}`, message],
    ]);
  });

  it("has room for 50 parts", () => {
    const legs = Array.from({ length: 51 }, (_, i) => ({ ...freshLeg(String(i), "transit"), place: `stop ${i}` }));
    const result = read(legs);
    expect(result.success ? [] : problemsOf(result.error).map((one) => [one.path, one.message])).toEqual([
      ["route", "reports.error.rows-most"],
    ]);
  });
});
