import { describe, expect, it } from "vitest";
import { seriesCodes, seriesColour, seriesOf, seriesShapes } from "./colours";

describe("the look of a substance", () => {
  it.each([
    ["methamphetamine", "ats", "ice"],
    ["magu", "ats", "magu"],
    ["mdma", "ats", "mdma"],
    ["heroin", "opioid", "heroin"],
    ["ketamine", "hallucinogen", "ketamine"],
    ["cannabis", "cannabis", "cannabis"],
    ["cannabis-resin", "cannabis", "cannabis"],
    ["synthetic-cannabinoids", "nps", "other"],
    ["cocaine", "cocaine", "other"],
    ["unknown", "unknown", "other"],
    // not names of Object.prototype
    ["constructor", "other", "other"],
  ])("%s of %s is drawn as %s", (slug, family, series) => {
    expect(seriesOf(slug, family)).toBe(series);
  });

  it("gives each series one shape and one colour of its own", () => {
    expect(new Set(Object.values(seriesShapes)).size).toBe(seriesCodes.length);
    expect(new Set(seriesCodes.map(seriesColour)).size).toBe(seriesCodes.length);
  });
});
