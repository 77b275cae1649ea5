import { describe, expect, it } from "vitest";
import type { Unit } from "@/lib/codes";
import { unitCodes } from "@/lib/codes";
import { countryName } from "@/lib/i18n/countries";
import codes from "@/lib/i18n/messages/en/codes.json";
import { countryFinder, currencyFinder, languageFinder, pointFinder, unitFinder } from "./finder";

const texts = (options: { text: string }[]) => options.map(({ text }) => text);
const units = unitFinder((unit: Unit) => codes.unit[unit], "en");

describe("units", () => {
  it("are each found by code and by label", () => {
    for (const unit of unitCodes) {
      expect(
        units("unknown")
          .find(unit)
          .map(({ id }) => id),
      ).toContain(unit);
      expect(
        units("unknown")
          .find(codes.unit[unit])
          .map(({ id }) => id),
      ).toContain(unit);
    }
  });

  it.each([
    ["公斤", "kg"],
    ["킬로", "kg"],
    ["tab", "tablet"],
    ["정", "tablet"],
    ["斤", "jin"],
    ["cc", "ml"],
    ["pound", "lb"],
  ])("%s", (typed, unit) => {
    expect(units("unknown").find(typed)[0]?.id).toBe(unit);
  });

  it("offer first what a form is mostly counted in", () => {
    expect(units("tablet").find("")[0]?.id).toBe("tablet");
    expect(units("crystal").find("")[0]?.id).toBe("kg");
    expect(units("tablet").find("")).toHaveLength(unitCodes.length);
  });
});

describe("points", () => {
  const point = {
    nameEn: "Yanbian",
    nameZh: "延边",
    nameKo: "옌볜",
    slug: "yanbian",
    parent: null,
    country: "CN",
    codes: ["222400"],
    aliases: ["Yeonbyeon"],
  };
  const child = {
    ...point,
    nameEn: "Tumen",
    nameZh: "图们",
    nameKo: "투먼",
    slug: "tumen",
    parent: "yanbian",
    codes: ["222402"],
    aliases: [],
  };
  const points = pointFinder([point, child], "ko", (parent) => `in ${parent}`);

  it("are named in the reader's language and found in any", () => {
    expect(texts(points.find("tum"))).toEqual(["투먼"]);
    expect(texts(points.find("延"))).toEqual(["옌볜"]);
    expect(texts(points.find("yeon"))).toEqual(["옌볜"]);
    expect(points.exact("222402")?.id).toBe("tumen");
    expect(points.exact("2224")).toBeNull();
  });
});

describe("countries, currencies, languages", () => {
  it("are found by name in the reader's language, in English, and by code", () => {
    const countries = countryFinder("ko", countryName);
    for (const typed of ["KP", "북한", "DPRK", "朝鲜"]) expect(countries.find(typed)[0]?.id).toBe("KP");
    expect(currencyFinder("en").find("yuan")[0]?.id).toBe("CNY");
    expect(currencyFinder("zh").find("美元")[0]?.id).toBe("USD");
    expect(languageFinder("en").find("中文")[0]?.id).toBe("zh");
  });
});

it("says of a unit what it is worth, where its name does not", () => {
  const worth = (typed: string) => units("").find(typed)[0]?.beside;
  expect(["pound", "gallon", "acre", "kg", "斤", "tablet"].map(worth)).toEqual([
    "= 453.6\u00a0g",
    "= 3.785\u00a0L",
    "= 4,047\u00a0m²",
    undefined,
    undefined,
    undefined,
  ]);
});
