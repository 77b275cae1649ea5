/** What a date shows: signs before and after, the digits that are known, and how many places stay empty. */
export type EdtfParts = {
  about: boolean;
  unsure: boolean;
  text: string;
  missing: "none" | "day" | "month";
  /** 21 spring to 24 winter: stands beside the year */
  season?: Season;
  /** `text` is the first year of ten */
  decade?: true;
  /** for `<time>`; absent where HTML has no such value */
  machine?: string;
};

export const seasons = ["21", "22", "23", "24"] as const;
export type Season = (typeof seasons)[number];

const side = /^(\d{3}[\dX])(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%])?$/;

function partsOfSide(text: string): EdtfParts | undefined {
  const match = side.exec(text);
  if (!match) return undefined;
  const [, year = "", month, day, sign] = match;
  const about = sign === "~" || sign === "%";
  const unsure = sign === "?" || sign === "%";
  if (year.endsWith("X")) return { about, unsure, text: year.replace("X", "0"), missing: "none", decade: true };
  if (!month || month === "XX")
    return { about, unsure, text: year, missing: "month", machine: about || unsure ? undefined : year };
  const season = seasons.find((code) => code === month);
  if (season) return { about, unsure, text: year, missing: "none", season };
  const known = day && day !== "XX" ? `${year}-${month}-${day}` : `${year}-${month}`;
  return {
    about,
    unsure,
    text: known,
    missing: known.length === 7 ? "day" : "none",
    machine: about || unsure ? undefined : known,
  };
}

/** The one or two sides of an EDTF date as they are shown. A text that is no such date is shown as it stands. */
export function edtfParts(edtf: string): EdtfParts[] {
  const sides = edtf.split("/").map(partsOfSide);
  if (sides.length <= 2 && sides.every((part) => part !== undefined)) return sides;
  return [{ about: false, unsure: false, text: edtf, missing: "none" }];
}
