import { describe, expect, it } from "vitest";
import { formNamed } from "./form-terms";

describe("formNamed", () => {
  it.each([
    ["ice", "crystal"],
    ["100 percent pure ice", "crystal"],
    ["冰毒", "crystal"],
    ["빙두 5g", "crystal"],
    ["冰毒片", "tablet"],
    ["MaGu tablets", "tablet"],
    ["MDMA (ecstasy) tablets", "tablet"],
    ["麻古300粒", "tablet"],
    ["white powder", "powder"],
    ["해빙두께", null],
    ["drugs", null],
    ["", null],
  ])("%s: %s", (reported, form) => {
    expect(formNamed(reported)).toBe(form);
  });
});
