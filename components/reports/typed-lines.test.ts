import { describe, expect, it } from "vitest";
import type { Form } from "@/lib/codes";
import { namedIn, termIndex } from "@/lib/i18n/match";
import { readTypedLines, statesAmount } from "./typed-lines";

const substances: readonly { id: string; form: Form | null; terms: string[] }[] = [
  { id: "methamphetamine", form: null, terms: ["Methamphetamine", "ice", "冰毒", "빙두"] },
  { id: "mdma", form: "tablet", terms: ["MDMA", "ecstasy", "摇头丸"] },
  { id: "magu", form: "tablet", terms: ["MaGu", "麻古"] },
  { id: "heroin", form: null, terms: ["heroin", "海洛因"] },
];
const index = termIndex(substances, ({ terms }) => terms);
const terms = {
  substances: (phrase: string) => namedIn(index, phrase).map(({ id, form }) => ({ id, text: id, form })),
  unit: (unit: string) => unit,
};
const read = (text: string) =>
  readTypedLines(text, terms).map(({ row }) => [
    row.asReported,
    row.substance.id,
    row.form,
    row.qualifier,
    row.quantity,
    row.unit.id,
    row.purity,
  ]);

describe("readTypedLines", () => {
  it.each([
    ["2,000 tablets MDMA", ["MDMA", "mdma", "tablet", "exact", "2,000", "tablet", ""]],
    ["2,000 MDMA (ecstasy) tablets", ["MDMA (ecstasy) tablets", "mdma", "tablet", "exact", "2,000", "tablet", ""]],
    ["300 MaGu tablets", ["MaGu tablets", "magu", "tablet", "exact", "300", "tablet", ""]],
    [
      "5.4 kg of 100 percent pure ice",
      ["100 percent pure ice", "methamphetamine", "crystal", "exact", "5.4", "kg", "100"],
    ],
    ["ice 1.5kg", ["ice", "methamphetamine", "crystal", "exact", "1.5", "kg", ""]],
    ["about 3 kg heroin", ["heroin", "heroin", "unknown", "about", "3", "kg", ""]],
    ["more than 2 kg of heroin", ["heroin", "heroin", "unknown", "at-least", "2", "kg", ""]],
    ["冰毒5公斤", ["冰毒", "methamphetamine", "crystal", "exact", "5", "kg", ""]],
    ["麻古300粒", ["麻古", "magu", "tablet", "exact", "300", "tablet", ""]],
    ["빙두 약 2킬로그램", ["빙두", "methamphetamine", "crystal", "about", "2", "kg", ""]],
    ["heroin\t1.2\tkg", ["heroin", "heroin", "unknown", "exact", "1.2", "kg", ""]],
    ["MDMA\t250\ttablets\t80 %", ["MDMA 80 %", "mdma", "tablet", "exact", "250", "tablet", "80"]],
  ])("%s", (text, line) => {
    expect(read(text)).toEqual([line]);
  });

  it("reads several lines, by semicolon or by row", () => {
    const two = [
      ["MDMA", "mdma", "tablet", "exact", "2,000", "tablet", ""],
      ["MaGu", "magu", "tablet", "exact", "300", "tablet", ""],
    ];
    expect(read("2,000 tablets MDMA; 300 tablets MaGu")).toEqual(two);
    expect(read("2,000\ttablets\tMDMA\r\n300\ttablets\tMaGu\r\n")).toEqual(two);
  });

  it.each([
    ["two amounts", "2 kg ice and 300 tablets MaGu"],
    ["no unit", "2,000 ice"],
    ["no number", "a bag of ice"],
    ["thousands in a word", "2 thousands of tablets MDMA"],
  ])("leaves what it would have to guess: %s", (_, text) => {
    const [line] = readTypedLines(text, terms);
    expect(line?.row).toMatchObject({ asReported: text, quantity: "", unit: { id: "" } });
    expect(line?.missing).toContain("quantity");
  });

  it("takes no substance where the words name two, or none", () => {
    const ids = (text: string) => readTypedLines(text, terms).map(({ row, missing }) => [row.substance.id, missing]);
    expect(ids("2 kg ice with heroin")).toEqual([["", ["substance"]]]);
    expect(ids("2 kg white stuff")).toEqual([["", ["substance"]]]);
  });

  it("hands a number on as written: the field says what is wrong with it", () => {
    expect(read("1,5 kg ice")[0]?.[4]).toBe("1,5");
    expect(read("2.1-4.4 kg ice")[0]?.[4]).toBe("2.1-4.4");
  });

  it("knows which text says how much", () => {
    expect(statesAmount("2,000 MDMA tablets")).toBe(true);
    expect(statesAmount("100 percent pure ice")).toBe(false);
    expect(statesAmount("ice, two bags")).toBe(false);
  });
});
