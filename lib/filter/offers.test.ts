import { describe, expect, it } from "vitest";
import { emptyFilter } from "./fields";
import { offersOf } from "./offers";
import { pointTree } from "./points";
import type { SubstanceName } from "./types";

const named = (id: number, slug: string, nameEn: string, nameZh: string, nameKo: string) => ({
  id,
  slug,
  nameEn,
  nameZh,
  nameKo,
});
const points = pointTree([
  { ...named(1, "yanbian", "Yanbian", "延边", "옌볜"), parentId: null, country: "CN" },
  { ...named(2, "tumen", "Tumen", "图们", "투먼"), parentId: 1, country: "CN" },
  { ...named(3, "dandong", "Dandong", "丹东", "단둥"), parentId: null, country: "CN" },
]);
const substances: SubstanceName[] = [
  { ...named(1, "methamphetamine", "Methamphetamine", "甲基苯丙胺", "메스암페타민"), family: "ats" },
  { ...named(2, "magu", "MaGu", "麻古", "마구"), family: "ats" },
  { ...named(9, "unknown", "Unknown", "不详", "불명"), family: "unknown" },
];
const words = {
  substances: [
    { id: 1, term: "ice" },
    { id: 1, term: "冰毒" },
    { id: 1, term: "빙두" },
    { id: 1, term: "crystal meth" },
  ],
  points: [{ id: 3, term: "Andong" }],
};
const offers = (q: string, more = {}) =>
  offersOf({ ...emptyFilter, ...more, q }, { points, substances }, words).map(
    ({ kind, slug, word, rest }) => `${word} = ${kind} ${slug}${rest === null ? "" : `, rest ${rest}`}`,
  );

describe("what a searched text may mean", () => {
  it.each([
    ["冰毒", ["冰毒 = substance methamphetamine"]],
    ["ICE", ["ice = substance methamphetamine"]],
    ["빙두를", ["빙두 = substance methamphetamine, rest 를"]],
    ["meth", ["meth = substance methamphetamine"]],
    ["丹东冰毒", ["丹东 = point dandong, rest 冰毒", "冰毒 = substance methamphetamine, rest 丹东"]],
    ["ice Tumen night", ["tumen = point tumen, rest ice night", "ice = substance methamphetamine, rest tumen night"]],
    ["crystal meth", ["crystal meth = substance methamphetamine"]],
    ["andong", ["andong = point dandong"]],
    ["단둥", ["단둥 = point dandong"]],
    ["office", []],
    ["unknown", []],
    ["me", []],
    ["5·20", []],
  ])("%j", (q, expected) => {
    expect(offers(q).sort()).toEqual([...expected].sort());
  });

  it("is not offered when it is set, nor without a text", () => {
    expect(offers("冰毒", { substance: ["methamphetamine"] })).toEqual([]);
    expect(offersOf(emptyFilter, { points, substances }, words)).toEqual([]);
  });
});
