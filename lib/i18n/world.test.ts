import { describe, expect, it } from "vitest";
import { localeCodes } from "@/lib/codes";
import { countryCodes, currencyCodes, displayName, languageCodes } from "./world";

describe("codes of the world", () => {
  it("are all the countries that ISO 3166-1 assigns, each once", () => {
    expect(new Set(countryCodes).size).toBe(249);
    expect(countryCodes).toHaveLength(249);
    expect(countryCodes).toEqual(expect.arrayContaining(["CN", "KP", "KR", "RU", "JP", "TW"]));
  });

  it("are known by name in every language", () => {
    for (const locale of localeCodes) {
      for (const code of currencyCodes) expect(displayName("currency", code, locale)).not.toBe(code);
      for (const code of languageCodes) expect(displayName("language", code, locale)).not.toBe(code);
    }
  });

  it("are those that the runtime knows as currencies, each once", () => {
    const known = Intl.supportedValuesOf("currency");
    expect(currencyCodes.filter((code) => !known.includes(code))).toEqual([]);
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
    expect(new Set(languageCodes).size).toBe(languageCodes.length);
  });
});
