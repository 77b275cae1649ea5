import type { Locale } from "@/lib/codes";

/** One file of a shipped font, as a stylesheet declares it. */
export type Face = {
  family: string;
  style: string;
  /** code points, first and last */
  ranges: readonly (readonly [number, number])[];
  /** whose letters these are, wherever a page is loaded from; null of a face that is the machine's own */
  source: string | null;
};

/** The letters of a picture, in the order in which they are tried. Chinese and Korean draw the same character in different ways. */
export function familiesFor(locale: Locale): string[] {
  const han = ["Noto Sans SC Variable", "Noto Sans KR Variable"];
  return ["Source Sans 3 Variable", "Weir Symbols", ...(locale === "ko" ? han.toReversed() : han)];
}

/** `U+4e00-9fff, U+25??, U+2190`; nothing stands for every code point. */
export function readRanges(text: string): [number, number][] {
  const parts = text.match(/[\da-f?]+(?:-[\da-f]+)?/gi) ?? [];
  if (parts.length === 0) return [[0, 0x10ffff]];
  return parts.map((part) => {
    const [from = "", to = from] = part.split("-");
    return [Number.parseInt(from.replaceAll("?", "0"), 16), Number.parseInt(to.replaceAll("?", "f"), 16)];
  });
}

/**
 * The faces that a text needs, those first that draw most of it: for each character the first family that has it.
 * @param text as it is drawn @param families in the order in which they are tried @param italic whether a part of it is in italics
 */
export function facesFor(text: string, faces: readonly Face[], families: readonly string[], italic: boolean): Face[] {
  const needed = new Map<Face, number>();
  for (const point of new Set([...text].map((char) => char.codePointAt(0) ?? 0)))
    for (const family of families) {
      const found = faces.filter(
        (face) =>
          face.family === family &&
          (italic || face.style === "normal") &&
          face.ranges.some(([from, to]) => from <= point && point <= to),
      );
      for (const face of found) needed.set(face, (needed.get(face) ?? 0) + 1);
      if (found.length > 0) break;
    }
  return [...needed].sort(([, a], [, b]) => b - a).map(([face]) => face);
}
