import { describe, expect, it } from "vitest";
import type { Face } from "./letters";
import { facesFor, familiesFor, readRanges } from "./letters";

const face = (family: string, ranges: string, source: string, style = "normal"): Face => ({
  family,
  style,
  ranges: readRanges(ranges),
  source,
});
const [latin, han, hangul] = ["Source Sans 3 Variable", "Noto Sans SC Variable", "Noto Sans KR Variable"];
const faces = [
  face(latin, "U+0000-00FF, U+2000-206F", "latin"),
  face(latin, "U+0000-00FF", "italic", "italic"),
  face(latin, "U+0100-02BA", "latin-ext"),
  face(han, "U+4e39,U+4e1c", "common"),
  face(han, "U+5ef6-5eff", "rarer"),
  face(han, "U+0000-00FF", "latin again"),
  face(hangul, "U+ac00-d7a3", "hangul"),
  face(hangul, "U+4e39", "hanja"),
];
const sources = (text: string, locale: "en" | "zh" | "ko", italic = false) =>
  facesFor(text, faces, familiesFor(locale), italic).map(({ source }) => source);

describe("the letters of a picture", () => {
  it.each([
    ["U+4e00-9fff", [[0x4e00, 0x9fff]]],
    [
      "U+4E39,U+25??",
      [
        [0x4e39, 0x4e39],
        [0x2500, 0x25ff],
      ],
    ],
    ["", [[0, 0x10ffff]]],
  ])("reads a stylesheet's %s", (text, ranges) => expect(readRanges(text)).toEqual(ranges));

  it("takes only the files whose characters are used, those first that draw most of the text", () => {
    expect(sources("Dandong", "en")).toEqual(["latin"]);
    expect(sources("Dandong 丹东 延", "zh")).toEqual(["latin", "common", "rarer"]);
    expect(sources("丹", "zh")).toEqual(["common"]);
  });

  it("draws a character that two scripts share as the reader's script does", () => {
    expect(sources("丹 단둥", "ko")).toEqual(["hangul", "hanja", "latin"]);
    expect(sources("丹", "en")).toEqual(["common"]);
  });

  it("takes italics only where some are drawn", () => {
    expect(sources("60%", "en")).toEqual(["latin"]);
    expect(sources("60%", "en", true)).toEqual(["latin", "italic"]);
  });

  it("leaves what no file has to the machine", () => expect(sources("\u0e01", "ko")).toEqual([]));
});
