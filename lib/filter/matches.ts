import type { Mark } from "./types";
import { foldText } from "./values";

/** Letters as readers see them, whatever they are made of. */
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A text folded as the search folds, with the place in the text that each of its characters comes from. */
function foldedWithPlaces(text: string): { folded: string; places: Mark[] } {
  let folded = "";
  const places: Mark[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const space = /^\s+$/u.test(segment.normalize("NFKC"));
    // One space stands for any number of them.
    const part = space ? (folded.endsWith(" ") ? "" : " ") : foldText(segment);
    folded += part;
    for (let i = 0; i < part.length; i += 1) places.push([index, index + segment.length]);
  }
  return { folded, places };
}

/** Every place in a text where a search finds `q`, in order and apart; none where it finds nothing. */
export function marksIn(text: string, q: string): Mark[] {
  const asked = foldText(q);
  if (asked === "") return [];
  const { folded, places } = foldedWithPlaces(text);
  const marks: Mark[] = [];
  for (let at = folded.indexOf(asked); at >= 0; at = folded.indexOf(asked, at + asked.length)) {
    const [from] = places[at] ?? [0];
    const [, to] = places[at + asked.length - 1] ?? [0, 0];
    if (from < to) marks.push([from, to]);
  }
  return marks;
}

/** A short part of a long text around its first mark, with its marks; cut ends are `…`. @param around characters kept on either side */
export function excerpt(text: string, marks: readonly Mark[], around = 40): { text: string; marks: Mark[] } {
  const [first] = marks;
  if (!first) return { text, marks: [] };
  const letters = [...graphemes.segment(text)].map(({ index }) => index);
  const place = (offset: number) => letters.findLastIndex((index) => index <= offset);
  const begin = Math.max(0, place(first[0]) - around);
  const end = Math.min(letters.length, place(first[1] - 1) + 1 + around);
  const from = letters[begin] ?? 0;
  const to = letters[end] ?? text.length;
  const head = from > 0 ? "…" : "";
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? "…" : ""}`,
    marks: marks.flatMap(([a, b]): Mark[] =>
      a >= from && b <= to ? [[a - from + head.length, b - from + head.length]] : [],
    ),
  };
}
