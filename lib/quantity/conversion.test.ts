import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Qualifier, Unit } from "@/lib/codes";
import { qualifierCodes, unitCodes } from "@/lib/codes";
import { conversionSets } from "@/prisma/seed/reference/conversion-sets";
import type { ConversionFactor, MeasuredLine } from "./conversion";
import { factorFor, massOf } from "./conversion";
import { compare, times } from "./decimal";
import { gramsPer, units } from "./units";

const unodc = conversionSets.find((set) => set.slug === "unodc-2019");
if (!unodc) throw new Error("no set unodc-2019");

const line = (quantity: string | null, unit: Unit | null, more: Partial<MeasuredLine> = {}): MeasuredLine => ({
  substance: null,
  family: null,
  form: null,
  quantity,
  unit,
  qualifier: "exact",
  ...more,
});
const grams = (measured: MeasuredLine) => {
  const { low, central, high } = massOf(measured, unodc);
  return [low, central, high];
};
const magu = { substance: "magu", family: "ats", form: "tablet" } as const;
const mdma = { substance: "mdma", family: "ats", form: "tablet" } as const;
const ice = { substance: "methamphetamine", family: "ats", form: "crystal" } as const;

describe("the documented cases", () => {
  it.each([
    ["D1", line("13775", "tablet", magu), ["1239.75", "1239.75", "1377.5"], "factor"],
    ["D2 MDMA", line("2000", "tablet", mdma), ["500", "600", "600"], "factor"],
    ["D2 MaGu", line("300", "tablet", magu), ["27", "27", "30"], "factor"],
    ["D3", line("5.4", "kg", ice), ["5400", "5400", "5400"], "stated"],
    ["D4", line("1.5", "kg", ice), ["1500", "1500", "1500"], "stated"],
  ])("%s", (_, measured, expected, basis) => {
    expect(grams(measured)).toEqual(expected);
    expect(massOf(measured, unodc).basis).toBe(basis);
  });
});

describe("one of each unit", () => {
  const one: Record<Unit, string | null> = {
    kg: "1000",
    g: "1",
    mg: "0.001",
    ug: "0.000001",
    t: "1000000",
    lb: "453.59237",
    oz: "28.349523125",
    grain: "0.06479891",
    jin: "500",
    liang: "50",
    viss: "1632.93",
    picul: "60478.982",
    l: "1000",
    ml: "1",
    "gal-us": "3785.411784",
    "gal-uk": "4546.09",
    block: "350",
    tablet: null,
    capsule: null,
    ampoule: null,
    vial: null,
    bottle: null,
    dose: null,
    injection: null,
    blotter: null,
    piece: null,
    unit: null,
    packet: null,
    joint: null,
    plant: null,
    seed: null,
    acre: null,
    hectare: null,
    other: null,
  };

  it.each(unitCodes)("%s of nothing in particular", (unit) => {
    expect(massOf(line("1", unit), unodc).central).toBe(one[unit]);
  });

  it("relates the units as their definitions do", () => {
    const g = (unit: Unit) => gramsPer(unit) ?? "";
    expect(times(g("oz"), "16")).toBe(g("lb"));
    expect(times(g("grain"), "7000")).toBe(g("lb"));
    expect(times(g("liang"), "10")).toBe(g("jin"));
    expect(times(units.acre.factor ?? "", "2")).toBe("8093.7128448");
  });

  it.each([
    ["heroin", "opioid", "ampoule", "0.03"],
    ["heroin", "opioid", "unit", "0.03"],
    ["cocaine", "cocaine", "dose", "0.1"],
    ["morphine", "opioid", "unit", "0.1"],
    ["opium", "opioid", "unit", "0.3"],
    ["cannabis", "cannabis", "joint", "0.5"],
    ["cannabis", "cannabis", "plant", "33"],
    ["cannabis-resin", "cannabis", "unit", "0.5"],
  ] as const)("%s (%s), 1 %s: %s g", (substance, family, unit, expected) => {
    expect(grams(line("1", unit, { substance, family }))).toEqual([expected, expected, expected]);
  });

  it("leaves unknown what has no factor, never 0", () => {
    const nothing = { low: null, central: null, high: null, basis: "unknown", factor: null };
    expect(massOf(line("40", "blotter", { substance: "lsd", family: "hallucinogen" }), unodc)).toEqual(nothing);
    expect(massOf(line("40", "dose", { substance: "lsd", family: "hallucinogen" }), unodc)).toEqual(nothing);
    expect(massOf(line("3", "acre", { substance: "cannabis", family: "cannabis" }), unodc)).toEqual(nothing);
    expect(massOf(line("3", "capsule", { substance: "cocaine", family: "cocaine" }), unodc)).toEqual(nothing);
    expect(massOf(line("30", "tablet", { family: "ats", form: "tablet" }), unodc)).toEqual(nothing);
    expect(massOf(line(null, "kg"), unodc)).toEqual(nothing);
    expect(massOf(line("5", null), unodc)).toEqual(nothing);
    expect(massOf(line("5", "kg", { qualifier: "unknown" }), unodc)).toEqual(nothing);
  });
});

describe("qualifiers", () => {
  it.each([
    ["exact", ["500", "600", "600"]],
    ["about", ["500", "600", "600"]],
    ["at-least", ["500", "600", null]],
    ["at-most", [null, "600", "600"]],
    ["unknown", [null, null, null]],
  ] as const)("%s", (qualifier, expected) => {
    expect(grams(line("2000", "tablet", { ...mdma, qualifier }))).toEqual(expected);
  });

  it("bounds a stated weight too", () => {
    expect(grams(line("2", "kg", { qualifier: "at-least" }))).toEqual(["2000", "2000", null]);
    expect(grams(line("2", "kg", { qualifier: "at-most" }))).toEqual([null, "2000", "2000"]);
  });
});

describe("choice of the factor", () => {
  const rule = (id: number, more: Partial<ConversionFactor>): ConversionFactor => ({
    id,
    substance: null,
    family: null,
    form: null,
    unit: "tablet",
    gramsLow: String(id),
    grams: String(id),
    gramsHigh: String(id),
    source: "test",
    ...more,
  });
  const rules = [
    rule(1, {}),
    rule(2, { family: "ats" }),
    rule(3, { family: "ats", form: "tablet" }),
    rule(4, { substance: "mdma" }),
    rule(5, { substance: "mdma", form: "tablet" }),
    rule(6, { substance: "mdma", form: "tablet", unit: "piece" }),
  ];
  const chosen = (more: Partial<MeasuredLine>, from = rules) => factorFor(line("1", "tablet", more), from)?.id;

  it("takes what says most about the line", () => {
    expect(chosen(mdma)).toBe(5);
    expect(chosen({ ...mdma, form: "capsule" })).toBe(4);
    expect(chosen({ ...mdma, substance: "amphetamine" })).toBe(3);
    expect(chosen({ ...mdma, substance: "amphetamine", form: null })).toBe(2);
    expect(chosen({ substance: "heroin", family: "opioid", form: "tablet" })).toBe(1);
    expect(chosen({ ...mdma, unit: "piece" })).toBe(6);
    expect(chosen({ ...mdma, unit: "dose" })).toBeUndefined();
  });

  it("does not depend on the order of the factors, but among equals takes the first", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: rules.length }), (shuffled) => {
        expect(chosen(mdma, shuffled)).toBe(5);
        expect(chosen({ family: "ats" }, shuffled)).toBe(2);
      }),
    );
    expect(chosen({}, [rule(8, {}), rule(7, {})])).toBe(8);
  });

  it("never takes a factor in place of a stated weight", () => {
    const wrong = rule(9, { unit: "kg", grams: "1" });
    expect(massOf(line("2", "kg"), { factors: [wrong] })).toMatchObject({
      central: "2000",
      basis: "stated",
      factor: null,
    });
  });
});

const quantity = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, decimals]) => times(String(digits), decimals === 0 ? "1" : `0.${"0".repeat(decimals - 1)}1`));
const goods = fc.constantFrom(
  magu,
  mdma,
  ice,
  {},
  { substance: "heroin", family: "opioid" } as const,
  {
    substance: "cannabis",
    family: "cannabis",
  } as const,
);
const anyLine = fc
  .tuple(quantity, fc.constantFrom(...unitCodes), goods, fc.constantFrom<Qualifier>(...qualifierCodes))
  .map(([number, unit, what, qualifier]) => line(number, unit, { ...what, qualifier }));

/** A decimal string as a fraction of whole numbers, without any decimal library. */
const fraction = (text: string): [bigint, bigint] => {
  const [whole = "", part = ""] = text.split(".");
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
};

describe("properties", () => {
  it("has bounds that enclose the central figure, and a factor exactly when one was used", () => {
    fc.assert(
      fc.property(anyLine, (measured) => {
        const mass = massOf(measured, unodc);
        expect(mass.basis === "factor").toBe(mass.factor !== null);
        expect(mass.basis === "unknown").toBe(mass.central === null);
        if (mass.central === null) {
          expect([mass.low, mass.high]).toEqual([null, null]);
          return;
        }
        if (mass.low !== null) expect(compare(mass.low, mass.central)).toBeLessThanOrEqual(0);
        if (mass.high !== null) expect(compare(mass.central, mass.high)).toBeLessThanOrEqual(0);
        expect(mass.low === null).toBe(measured.qualifier === "at-most");
        expect(mass.high === null).toBe(measured.qualifier === "at-least");
        expect(compare(mass.central, "0")).toBe(1);
      }),
    );
  });

  it("is the exact product, checked in whole numbers", () => {
    fc.assert(
      fc.property(quantity, fc.constantFrom(...unitCodes), goods, (number, unit, what) => {
        const mass = massOf(line(number, unit, what), unodc);
        if (mass.central === null) return;
        const [q, qScale] = fraction(number);
        const [f, fScale] = fraction(mass.factor ? mass.factor.grams : (gramsPer(unit) ?? ""));
        const [m, mScale] = fraction(mass.central);
        expect(m * qScale * fScale).toBe(q * f * mScale);
        expect(mass.central).toMatch(/^\d+(\.\d*[1-9])?$/);
      }),
    );
  });

  it("is linear: n times the quantity is n times the mass", () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 1_000_000 }), (measured, n) => {
        const once = massOf(measured, unodc);
        const many = massOf({ ...measured, quantity: times(measured.quantity ?? "1", String(n)) }, unodc);
        for (const bound of ["low", "central", "high"] as const) {
          const single = once[bound];
          expect(many[bound]).toBe(single === null ? null : times(single, String(n)));
        }
      }),
    );
  });
});

describe("the set unodc-2019", () => {
  it("has ordered bounds, a source at each factor, and no two factors for the same goods", () => {
    const keys = unodc.factors.map(({ substance, family, form, unit }) => [substance, family, form, unit].join("/"));
    expect(new Set(keys).size).toBe(keys.length);
    for (const { gramsLow, grams: central, gramsHigh, source, unit } of unodc.factors) {
      expect(compare(gramsLow, central)).toBeLessThanOrEqual(0);
      expect(compare(central, gramsHigh)).toBeLessThanOrEqual(0);
      expect(compare(gramsLow, "0")).toBe(1);
      expect(source.length).toBeGreaterThan(20);
      expect(gramsPer(unit)).toBeNull();
    }
  });
});
