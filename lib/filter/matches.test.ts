import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt, marksIn } from "./matches";
import { foldText } from "./values";

const found = (text: string, q: string) => marksIn(text, q).map(([from, to]) => text.slice(from, to));

describe("where a text was found", () => {
  it.each([
    ["ICE-Box and icebox", "ice box", []],
    ["ICE-Box and icebox", "icebox", ["ICE-Box", "icebox"]],
    ["ＩＣＥ　BOX", "ice box", ["ＩＣＥ　BOX"]],
    ["a  night \t crossing", "night crossing", ["night \t crossing"]],
    ["第5·20号专案", "520", ["5·20"]],
    ["丹东港查获冰毒，丹东", "丹东", ["丹东", "丹东"]],
    ["국경에서 압수", "압수", ["압수"]],
    ["ﬁne", "fi", ["ﬁ"]],
    ["aaaa", "aa", ["aa", "aa"]],
    ["nothing of it", "zzz", []],
    ["--", "-", []],
  ])("%j for %j", (text, q, expected) => {
    expect(found(text, q)).toEqual(expected);
  });

  it("is found where the folded text holds it, and what is marked folds to it", () => {
    const character = fc.constantFrom(..."aAbB-· 　中文ㄱ한글ﬁⅣ\t");
    const text = fc.string({ unit: character, maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, (before, q, after) => {
        const asked = foldText(q);
        fc.pre(asked !== "");
        const whole = `${before}${q}${after}`;
        const marks = marksIn(whole, q);
        if (foldText(whole).includes(asked)) expect(marks.length, JSON.stringify([whole, q])).toBeGreaterThan(0);
        let last = 0;
        for (const [from, to] of marks) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(foldText(whole.slice(from, to))).toContain(asked);
          last = to;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("an excerpt", () => {
  it("keeps the first mark and what stands around it, and counts its marks anew", () => {
    const text = `${"x".repeat(60)} 丹东港 ${"y".repeat(60)} 丹东`;
    const part = excerpt(text, marksIn(text, "丹东"), 10);
    expect(part.text).toBe(`…${"x".repeat(9)} 丹东港 ${"y".repeat(8)}…`);
    expect(part.marks.map(([from, to]) => part.text.slice(from, to))).toEqual(["丹东"]);
  });

  it("leaves a short text whole, and never cuts a letter in two", () => {
    expect(excerpt("丹东港", [[0, 2]])).toEqual({ text: "丹东港", marks: [[0, 2]] });
    const flags = "🇨🇳".repeat(5);
    expect(excerpt(`${flags}a${flags}`, [[20, 21]], 2).text).toBe("…🇨🇳🇨🇳a🇨🇳🇨🇳…");
    expect(excerpt("x", [])).toEqual({ text: "x", marks: [] });
  });
});
