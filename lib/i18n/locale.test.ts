import { describe, expect, it } from "vitest";
import { isLocale, negotiateLocale, resolveLocale } from "./locale";

describe("negotiateLocale", () => {
  it.each([
    ["ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"],
    ["zh-Hant-TW, en;q=0.5", "zh"],
    ["fr-FR, de;q=0.9, ko;q=0.2, zh;q=0.3", "zh"],
    ["en;q=0.5, zh", "zh"],
    ["zh;q=0, en;q=0.1", "en"],
    ["KO", "ko"],
    ["zh;Q=0.2,ko;q=0.1", "zh"],
  ])("reads %s as %s", (header, locale) => expect(negotiateLocale(header)).toBe(locale));

  it.each([undefined, null, "", "*", "fr", ",;,", "q=1"])("finds nothing in %s", (header) =>
    expect(negotiateLocale(header)).toBeUndefined(),
  );
});

describe("resolveLocale", () => {
  it("prefers what the person chose", () => expect(resolveLocale("zh", "ko")).toBe("zh"));
  it("ignores a choice that is no language of ours", () => expect(resolveLocale("tlh", "ko")).toBe("ko"));
  it("falls back to English", () => expect(resolveLocale(undefined, "fr")).toBe("en"));
});

it("knows its own languages only", () => {
  expect(["en", "zh", "ko"].every(isLocale)).toBe(true);
  expect(["EN", "zh-CN", "", undefined, null, 1, ["en"]].some(isLocale)).toBe(false);
});
