import { describe, expect, it } from "vitest";
import { exactTerm, findTerms, foldTerm, namedIn, termIndex } from "./match";

const points = termIndex(
  [
    { id: "dandong", terms: ["Dandong", "丹东", "단둥", "210600", "CNDDG", "Tan-tung", null] },
    { id: "changbai", terms: ["Changbai", "长白", "창바이", "220623", "CNCGB"] },
    { id: "hunchun-quanhe", terms: ["Hunchun / Quanhe", "珲春/圈河", "훈춘/취안허"] },
    { id: "kaishantun", terms: ["Kaishantun", "开山屯", "카이산툰"] },
  ],
  (point) => point.terms,
);
const substances = termIndex(
  [
    {
      id: "methamphetamine",
      terms: ["Methamphetamine", "甲基苯丙胺", "메스암페타민", "ice", "crystal meth", "冰毒", "빙두"],
    },
    { id: "magu", terms: ["MaGu", "麻古", "마구", "冰毒片"] },
    { id: "heroin", terms: ["Heroin", "海洛因", "헤로인", "Héroïne"] },
  ],
  (substance) => substance.terms,
);
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

describe("findTerms", () => {
  it.each([
    ["dan", ["dandong"]],
    ["DAN", ["dandong"]],
    ["ｄａｎ", ["dandong"]],
    ["丹", ["dandong"]],
    ["丹东", ["dandong"]],
    ["단", ["dandong"]],
    ["단둥", ["dandong"]],
    ["cndd", ["dandong"]],
    ["2106", ["dandong"]],
    ["tan tung", ["dandong"]],
    ["圈河", ["hunchun-quanhe"]],
    ["quan", ["hunchun-quanhe"]],
    ["quanhe hun", ["hunchun-quanhe"]],
    ["an", ["dandong", "changbai", "hunchun-quanhe", "kaishantun"]],
    ["상단둥근", []],
    ["xyz", []],
  ])("%s", (typed, expected) => {
    expect(ids(findTerms(points, typed))).toEqual(expected);
  });

  it.each([
    ["ㄷ", "dandong"],
    ["다", "dandong"],
    ["단ㄷ", "dandong"],
    ["단두", "dandong"],
    ["챠", undefined],
  ])("follows a syllable that is being composed: %s", (typed, expected) => {
    expect(ids(findTerms(points, typed))[0]).toBe(expected);
  });

  it("puts the term itself before terms that it begins", () => {
    expect(ids(findTerms(substances, "冰毒"))).toEqual(["methamphetamine", "magu"]);
    expect(ids(findTerms(substances, "冰毒片"))).toEqual(["magu"]);
  });

  it("does not take one letter for the inside of a word", () => {
    expect(ids(findTerms(points, "g"))).toEqual([]);
  });

  it("lists everything for no text, up to the limit", () => {
    expect(findTerms(points, " ")).toHaveLength(4);
    expect(findTerms(points, "", 2)).toHaveLength(2);
  });

  it("finds accented names by plain letters", () => {
    expect(ids(findTerms(substances, "heroine"))).toEqual(["heroin"]);
  });
});

describe("exactTerm", () => {
  it.each([
    ["cnddg", "dandong"],
    ["단둥", "dandong"],
    ["dan", undefined],
    ["", undefined],
  ])("%s", (typed, expected) => {
    expect(exactTerm(points, typed)?.id).toBe(expected);
  });

  it("does not choose between two", () => {
    const twins = termIndex([{ id: 1 }, { id: 2 }], () => ["same"]);
    expect(exactTerm(twins, "same")).toBeNull();
  });
});

describe("namedIn", () => {
  it.each([
    ["ice", ["methamphetamine"]],
    ["ice, wrapped", ["methamphetamine"]],
    ["13 bags of Ice", ["methamphetamine"]],
    ["iceberg", []],
    ["MaGu tablets", ["magu"]],
    ["冰毒5公斤", ["methamphetamine"]],
    ["冰毒片300粒", ["magu", "methamphetamine"]],
    ["빙두를", ["methamphetamine"]],
    ["해빙두께", []],
    ["결빙두께", []],
    ["", []],
  ])("%s", (phrase, expected) => {
    expect(ids(namedIn(substances, phrase))).toEqual(expected);
  });
});

describe("foldTerm", () => {
  it("folds width, case, accents and signs alike", () => {
    expect(foldTerm("  Ａb-Ç·5 ")).toBe("ab c 5");
  });
});
