import { describe, expect, it } from "vitest";
import type { LineValues, PersonValues, ReportValues } from "./form";
import { freshLine, freshPerson, freshReport } from "./form";
import type { WarningFacts } from "./warnings";
import { comparedIn, confirmedBefore, unconfirmed, warningsOf } from "./warnings";

const pick = (id: string) => ({ id, text: id });
const line = (change: Partial<LineValues>): LineValues => ({
  ...freshLine("1"),
  asReported: "as said",
  substance: pick("magu"),
  form: "tablet",
  quantity: "13,775",
  unit: pick("tablet"),
  ...change,
});
const form = (change: Partial<ReportValues>): ReportValues => ({ ...freshReport(), ...change });
const facts: WarningFacts = {
  substances: {
    magu: { form: "tablet", ceilings: { kg: "1000", tablet: "10000000" }, largest: { kg: "344", tablet: "13775" } },
    methamphetamine: { form: null, ceilings: { kg: "10000" }, largest: {} },
  },
  published: "2005-02-21",
};
const codes = (values: ReportValues) => warningsOf(values, facts).map(({ code, path }) => [code, path]);
const lines = (...changes: Partial<LineValues>[]) => form({ lines: changes.map(line) });

describe("magnitude", () => {
  it("is asked about when it is many times the largest so far: tablets meant?", () => {
    expect(warningsOf(lines({ unit: pick("kg") }), facts)).toEqual([
      {
        code: "far-above-largest",
        path: "lines.0.quantity",
        key: "magnitude 13775 kg magu",
        values: {
          quantity: "13775",
          unit: "kg",
          substance: "magu",
          times: 40,
          largest: "344",
          by: "kg",
          tablets: "yes",
        },
      },
    ]);
  });

  it("compares weights in kg, whatever unit they are written in", () => {
    expect(codes(lines({ unit: pick("t"), quantity: "4" }))).toEqual([["far-above-largest", "lines.0.quantity"]]);
    expect(codes(lines({ unit: pick("g"), quantity: "13,775" }))).toEqual([]);
  });

  it("is held against the fixed ceiling where there is no history", () => {
    const meth = { substance: pick("methamphetamine"), form: "crystal", unit: pick("t") };
    expect(codes(lines({ ...meth, quantity: "10" }))).toEqual([]);
    expect(codes(lines({ ...meth, quantity: "10.1" }))).toEqual([["above-ceiling", "lines.0.quantity"]]);
    expect(warningsOf(lines({ ...meth, quantity: "11" }), facts)[0]?.values).toMatchObject({
      most: "10000",
      by: "kg",
      tablets: "no",
    });
  });

  it("says nothing of what is not yet a quantity, or of a unit without a ceiling", () => {
    expect(
      codes(
        lines(
          { quantity: "many" },
          { unit: pick("") },
          { substance: pick("") },
          { unit: pick("packet"), quantity: "1e9" },
        ),
      ),
    ).toEqual([]);
    expect(codes(lines({}))).toEqual([]);
  });

  it("asks the register for each substance in the unit that it is compared in, once", () => {
    expect(comparedIn(lines({}, { unit: pick("g") }, { unit: pick("kg") }, { unit: pick("") }))).toEqual([
      { substance: "magu", unit: "tablet" },
      { substance: "magu", unit: "kg" },
    ]);
  });
});

describe("purity", () => {
  it("of tablets is asked about", () => {
    expect(codes(lines({ purity: "18" }))).toEqual([["tablet-purity", "lines.0.purity"]]);
    expect(codes(lines({ purity: "100", form: "crystal", unit: pick("g"), quantity: "5" }))).toEqual([]);
  });
});

describe("the date", () => {
  const dated = (date: string, published?: string) =>
    form({ date, ...(published === undefined ? {} : { source: { ...freshReport().source, mode: "new", published } }) });

  it("is asked about when the source came out before it, or years after it", () => {
    expect(codes(dated("2005-02-17"))).toEqual([]);
    expect(codes(dated("2005-03"))).toEqual([["published-before", "date"]]);
    expect(codes(dated("2005-02"))).toEqual([]);
    expect(codes(dated("2001"))).toEqual([["published-long-after", "date"]]);
    expect(warningsOf(dated("2004-12-23", "2010-07-01"), facts)[0]?.values).toEqual({
      date: "2004-12-23",
      published: "2010-07-01",
      years: 5,
    });
  });

  it("is not, where either is not known", () => {
    expect(codes(dated(""))).toEqual([]);
    expect(codes(dated("2005", ""))).toEqual([]);
    expect(codes(dated("soon", "2010"))).toEqual([]);
  });
});

describe("arrests", () => {
  const people = (...changes: Partial<PersonValues>[]) =>
    changes.map((change, at) => ({
      ...freshPerson(String(at), change.kind ?? "person"),
      arrest: "arrested",
      ...change,
    }));
  const stated = (kind: string, count: string, ...changes: Partial<PersonValues>[]) =>
    form({ arrests: { kind, count, words: "" }, people: people(...changes) });

  it("are asked about when more people are marked as arrested than are stated", () => {
    expect(codes(stated("exact", "1", {}, {}))).toEqual([["arrests-below", "arrests.count"]]);
    expect(codes(stated("exact", "6", {}, { kind: "group", count: "5" }))).toEqual([]);
    expect(codes(stated("exact", "5", {}, { kind: "group", count: "5" }))).toEqual([
      ["arrests-below", "arrests.count"],
    ]);
    expect(codes(stated("exact", "0", {}))).toEqual([["arrests-below", "arrests.count"]]);
  });

  it("are not, for people at large, a lower bound, or no number at all", () => {
    expect(codes(stated("exact", "1", {}, { arrest: "at-large" }, { arrest: "unknown" }))).toEqual([]);
    expect(codes(stated("at-least", "1", {}, {}))).toEqual([]);
    expect(codes(stated("unknown", "", {}, {}))).toEqual([]);
  });
});

describe("a descriptor of ethnicity", () => {
  it.each([
    ["several Korean Chinese were arrested", "Korean Chinese"],
    ["two Uyghur men", "Uyghur"],
    ["3名朝鲜族男子", "朝鲜族"],
    ["조선족 2명", "조선족"],
    ["ethnic Korean couriers", "ethnic Korean"],
  ])("is asked about in free text: %s", (note, word) => {
    expect(warningsOf(form({ note }), facts)).toEqual([
      { code: "descriptor", path: "note", key: `descriptor ${word}`, values: { word } },
    ]);
  });

  it.each([
    "Chinese and Korean nationals",
    "six from the DPRK",
    "北朝鲜籍6人",
    "중국인 2명",
    "the Han river",
    "mantibetan",
  ])("is no nationality and no other word: %s", (note) => {
    expect(codes(form({ note }))).toEqual([]);
  });

  it("is looked for in every free text, and not in names", () => {
    const group = { ...freshPerson("1", "group"), words: "several 조선족" };
    const someone = { ...freshPerson("2", "person"), name: "Han Chinese" };
    expect(codes(form({ place: "汉族 village", people: [group, someone] }))).toEqual([
      ["descriptor", "place"],
      ["descriptor", "people.0.words"],
    ]);
  });
});

describe("a confirmation", () => {
  const values = lines({ unit: pick("kg") });
  const [seen] = warningsOf(values, facts);
  const key = seen?.key ?? "";

  it("is a word, and holds for what was seen alone", () => {
    const left = (confirmed: ReportValues["confirmed"], change: Partial<LineValues> = {}) => {
      const now = { ...lines({ unit: pick("kg"), ...change }), confirmed };
      return unconfirmed(warningsOf(now, facts), now).length;
    };
    expect(left([])).toBe(1);
    expect(left([{ key, reason: " " }])).toBe(1);
    expect(left([{ key, reason: "weighed twice" }])).toBe(0);
    expect(left([{ key, reason: "weighed twice" }], { quantity: "137,750" })).toBe(1);
  });

  it("goes on holding when the register's largest has grown meanwhile", () => {
    const magu = facts.substances.magu;
    const grown: WarningFacts = {
      ...facts,
      substances: { magu: { form: "tablet", ceilings: magu?.ceilings ?? {}, largest: { kg: "500" } } },
    };
    expect(warningsOf(values, grown)[0]).toMatchObject({ key, values: { times: 27 } });
  });

  it("goes on holding in an amendment, whatever the database did to the order of what was seen", () => {
    const typed = {
      ...lines({ unit: pick("kg"), purity: "80" }),
      date: "1990",
      arrests: { kind: "exact", count: "1", words: "" },
      people: [{ ...freshPerson("1", "group"), count: "3", arrest: "arrested" }],
      note: "said to be Uyghur",
    };
    const all = warningsOf(typed, facts);
    expect(all.map(({ code }) => code).sort()).toEqual([
      "arrests-below",
      "descriptor",
      "far-above-largest",
      "published-long-after",
      "tablet-purity",
    ]);
    const kept = all.map(({ key: _, ...seen }) => ({
      ...seen,
      values: Object.fromEntries(Object.entries(seen.values).reverse()),
      reason: "it is so",
    }));
    const amended = { ...typed, confirmed: confirmedBefore(kept) };
    expect(unconfirmed(warningsOf(amended, facts), amended)).toEqual([]);
    const other = { ...amended, note: "said to be Joseonjok" };
    expect(unconfirmed(warningsOf(other, facts), other).map(({ code }) => code)).toEqual(["descriptor"]);
  });
});
