import { describe, expect, it } from "vitest";
import { unitCodes } from "@/lib/codes";
import { readUnitWord } from "./unit-words";

describe("readUnitWord", () => {
  it.each([
    ["Kilogram", "kg", "1"],
    ["kilograms", "kg", "1"],
    ["公斤", "kg", "1"],
    ["킬로그램", "kg", "1"],
    ["斤", "jin", "1"],
    ["两", "liang", "1"],
    ["Pill", "tablet", "1"],
    ["정", "tablet", "1"],
    ["Cc", "ml", "1"],
    ["ＭＬ", "ml", "1"],
    ["µg", "ug", "1"],
    ["Plants", "plant", "1"],
    ["Bush", "plant", "1"],
    ["Stamp", "blotter", "1"],
    ["Gallons (US, liquid)", "gal-us", "1"],
    ["Gallons (UK)", "gal-uk", "1"],
    ["Hundred of units", "unit", "100"],
    ["Thousand of tablets", "tablet", "1000"],
    ["Thousand of  doses", "dose", "1000"],
    ["100 gram", "g", "100"],
    ["Paper (1/10 gm)", "g", "0.1"],
  ])("%s is %s × %s", (word, unit, times) => {
    expect(readUnitWord(word)).toEqual({ unit, times });
  });

  it.each(["", "Gallon", "Barette", "Mark", "kgx", "gramsss", "thousand of", "100"])("%s is not understood", (word) => {
    expect(readUnitWord(word)).toBeNull();
  });

  it("understands each unit's own code, but for the gallons, which need their country", () => {
    for (const unit of unitCodes.filter((each) => !each.startsWith("gal-"))) {
      expect([unit, readUnitWord(unit)?.unit]).toEqual([unit, unit]);
    }
  });
});
