import { describe, expect, it } from "vitest";
import { allNames, localName, nameIn } from "./names";

const dandong = { nameEn: "Dandong", nameZh: "丹东", nameKo: "단둥" };
const sinuiju = { nameEn: "Sinuiju", nameZh: "新义州", nameKo: "신의주" };
const mdma = { nameEn: "MDMA", nameZh: "摇头丸", nameKo: "MDMA" };

describe("localName", () => {
  it("puts the original beside the reader's name", () => {
    expect(localName(dandong, "en", "CN")).toEqual({
      primary: "Dandong",
      primaryLang: "en",
      original: "丹东",
      originalLang: "zh",
    });
    expect(localName(dandong, "ko", "CN")).toMatchObject({ primary: "단둥", original: "丹东" });
    expect(localName(sinuiju, "zh", "KP")).toMatchObject({ primary: "新义州", original: "신의주", originalLang: "ko" });
  });

  it("says a name once where the reader's language is the place's own", () => {
    expect(localName(dandong, "zh", "CN")).toEqual({ primary: "丹东", primaryLang: "zh" });
    expect(localName(sinuiju, "ko", "KP")).toEqual({ primary: "신의주", primaryLang: "ko" });
  });

  it("says a name once where nothing has a place, or the place another language", () => {
    expect(localName(mdma, "en")).toEqual({ primary: "MDMA", primaryLang: "en" });
    expect(localName(dandong, "en", "RU")).toEqual({ primary: "Dandong", primaryLang: "en" });
    expect(localName({ ...mdma, nameKo: "MDMA" }, "en", "KP")).toEqual({ primary: "MDMA", primaryLang: "en" });
  });
});

it("lists every spelling once, the reader's first", () => {
  expect(allNames(dandong, "ko").map(({ lang }) => lang)).toEqual(["ko", "en", "zh"]);
  expect(allNames(mdma, "zh")).toEqual([
    { text: "摇头丸", lang: "zh" },
    { text: "MDMA", lang: "en" },
  ]);
  expect(nameIn(dandong, "zh")).toBe("丹东");
});
