import { describe, expect, it } from "vitest";
import { fieldsOf, valueText } from "./rules";

describe("what a proposal would change", () => {
  it("is what differs, without what only says which row is meant", () => {
    const before = { slug: "dandong", nameEn: "Dandong", nameKo: "단둥", version: 3 };
    expect(fieldsOf({ ...before, nameEn: "Dandong port", version: 2 }, before, false)).toEqual([
      { field: "nameEn", before: "Dandong", after: "Dandong port" },
    ]);
  });

  it("is everything of something new that says something, and everything of what goes", () => {
    expect(fieldsOf({ slug: "mae-sai", nameZh: "", latitude: 0, parent: null }, undefined, false)).toEqual([
      { field: "slug", before: null, after: "mae-sai" },
      { field: "latitude", before: null, after: "0" },
    ]);
    expect(fieldsOf({ slug: "x", version: 1 }, { slug: "x", nameEn: "X" }, true)).toEqual([
      { field: "slug", before: "x", after: null },
      { field: "nameEn", before: "X", after: null },
    ]);
  });

  it.each([
    [null, null],
    ["", null],
    [[], null],
    [{}, null],
    [["a", "b"], "a, b"],
    [{ kg: "500", tablet: "9" }, "kg 500, tablet 9"],
    [false, "false"],
  ])("writes %j as %j", (value, text) => expect(valueText(value)).toBe(text));
});
