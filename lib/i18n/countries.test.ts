import { describe, expect, it } from "vitest";
import { countryName } from "./countries";

describe("countryName", () => {
  it.each([
    ["KP", "en", "DPRK"],
    ["KP", "zh", "朝鲜"],
    ["KR", "ko", "한국"],
    ["CN", "en", "China"],
    ["CN", "ko", "중국"],
    ["RU", "zh", "俄罗斯"],
    ["QX", "en", "QX"],
  ] as const)("%s in %s: %s", (code, locale, name) => {
    expect(countryName(code, locale)).toBe(name);
  });
});
