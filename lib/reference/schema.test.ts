import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addPointSchema, isCas, saveCoverageSchema, slugFor } from "./schema";

const point = {
  ...{ slug: "mae-sai", nameEn: "Mae Sai", nameZh: "", nameKo: "", parent: null, opposite: null, after: null },
  ...{ country: "TH", subdivision: "", unlocode: "", nationalCode: "", latitude: null, longitude: null, aliases: [] },
};
const refusals = (change: object) =>
  addPointSchema
    .safeParse({ ...point, ...change })
    .error?.issues.map(({ path, message }) => `${path.join(".")} ${message.replace("reference.error.", "")}`) ?? [];

describe("a permanent name", () => {
  it.each([
    ["Mae Sai", "mae-sai"],
    ["Ji'an", "jian"],
    ["Sinŭiju", "sinuiju"],
    ["Hunchun / Quanhe", "hunchun-quanhe"],
    ["  Três  Fronteiras ", "tres-fronteiras"],
    ["丹东", ""],
  ])("of %s is %s", (name, slug) => expect(slugFor(name)).toBe(slug));

  it("is one that the form takes, whatever is typed, or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 90 }), (name) => {
        const slug = slugFor(name);
        if (slug !== "" && slug !== "new" && slug !== "none") expect(refusals({ slug })).toEqual([]);
      }),
    );
  });

  it.each(["", "new", "none", "Mae", "mae--sai", "-mae", "mae sai", "丹东"])("is not %j", (slug) =>
    expect(refusals({ slug })[0]).toMatch(/^slug slug-/),
  );
});

describe("the codes of a point", () => {
  it("belong to its country", () => {
    expect(refusals({ subdivision: "th-57", unlocode: "th msi" })).toEqual([]);
    expect(refusals({ subdivision: "MM-17" })).toEqual(["subdivision subdivision-country"]);
    expect(refusals({ unlocode: "MMTHL" })).toEqual(["unlocode unlocode-country"]);
    expect(refusals({ country: "XX" })).toContain("country country");
  });

  it("and coordinates are whole, and on the globe", () => {
    expect(refusals({ latitude: 20.4, longitude: 99.9 })).toEqual([]);
    expect(refusals({ latitude: 20.4 })).toEqual(["longitude half-place"]);
    expect(refusals({ latitude: 99.9, longitude: 20.4 })).toEqual(["latitude degrees"]);
  });
});

it.each([
  ["537-46-2", true],
  ["42542-10-9", true],
  ["537-46-3", false],
  ["53746-2", false],
  ["0537-46-2", false],
])("knows %s as a CAS number: %s", (text, yes) => expect(isCas(text)).toBe(yes));

it("wants an end of a gap, and no end before the beginning", () => {
  const period = { id: null, version: 1, point: "x", agency: null, from: "2010-02-01", note: "", join: false };
  const paths = (change: object) =>
    saveCoverageSchema.safeParse({ ...period, ...change }).error?.issues.map(({ message }) => message) ?? [];
  expect(paths({ kind: "covered", to: null })).toEqual([]);
  expect(paths({ kind: "gap", to: null })).toEqual(["reference.error.gap-open"]);
  expect(paths({ kind: "covered", to: "2010-01-31" })).toEqual(["reference.error.order"]);
});
