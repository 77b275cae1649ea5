import type { MeasuredLine } from "@/lib/quantity/conversion";
import { massOf } from "@/lib/quantity/conversion";
import { compare, times } from "@/lib/quantity/decimal";
import type { UnitWord } from "@/lib/quantity/unit-words";
import { readUnitWord } from "@/lib/quantity/unit-words";
import { conversionSets } from "@/prisma/seed/reference/conversion-sets";
import { substances } from "@/prisma/seed/reference/substances";
import type { Checks, Finding } from "./checks";

/** Words that stay unknown on purpose: the quantity is kept as text and the case is counted. */
const unknownWords: Record<string, string> = {
  "": "blank",
  Barette: "a bar, of tablets or of a pressed drug",
  Mark: "no unit",
};

/** The goods that the file's words stand for, as our slugs. */
const goodsOf: Record<string, string> = {
  any: "other",
  cocaine: "cocaine",
  heroin: "heroin",
  opium: "opium",
  morphine: "morphine",
  cannabis: "cannabis",
  amphetamines: "amphetamine",
  ecstasy: "mdma",
};

/** Rows that are not followed, by source, goods and unit, and why. */
const notFollowed: [pattern: RegExp, reason: string][] = [
  [/^USSG.* dose$/, "an active dose, not the weight of a tablet"],
  [/global_seizures footnote ATS tablets/, "a range over all ATS tablets: no substance is stated, so no factor"],
  [/thirdwave/, "one weight for any tablet"],
  [/cocaine Capsule$/, "swallowed capsules weigh several grams"],
  [/heroin (Piece|Capsule)$/, "a piece may be a block, a capsule swallowed"],
  [/cannabis Tablet$/, "cannabis is not pressed into tablets"],
  [/(opium|cannabis|morphine) \.\.\.$/, "the row names no further unit"],
  [/ecstasy Capsule$/, "no weight of a capsule has a source"],
  [/amphetamines (Unit|Capsule|Hundred of units)$/, "only where the form says tablet"],
  [/amphetamines Thousand of doses$/, "an active dose, not the weight of a tablet"],
];

const unodc = conversionSets.find((set) => set.isCurrent);

export function checkUnits(checks: Checks): void {
  checks.check("units: words of the individual drug seizures", () => vocabulary(checks));
  checks.check("units: factors", () => factors(checks));
}

function vocabulary(checks: Checks): Finding {
  const rows = checks.rows("expected/ids_unit_vocabulary.csv");
  const problems: string[] = [];
  const notes: string[] = [];
  for (const { unit: word = "" } of rows) {
    const read = readUnitWord(word);
    const reason = unknownWords[word];
    if (!read && reason) notes.push(`"${word}" stays unknown: ${reason}`);
    if (!read && !reason) problems.push(`"${word}" is neither understood nor left unknown on purpose`);
    if (read && reason) problems.push(`"${word}" is understood as ${read.unit}, and listed as unknown`);
  }
  const words = new Set(rows.map((row) => row.unit));
  const stale = Object.keys(unknownWords).filter((word) => !words.has(word));
  problems.push(...stale.map((word) => `"${word}" is listed as unknown, and is not in the file`));
  return { compared: `${rows.length} words`, notes, problems };
}

/** Grams of one of the word's unit, low, central and high, as the product works them out. */
function ourGrams(slug: string, { unit, times: many }: UnitWord) {
  const substance = substances.find((each) => each.slug === slug);
  const line: MeasuredLine = {
    substance: slug,
    family: substance?.family ?? null,
    form: substance?.form ?? null,
    quantity: many,
    unit,
    qualifier: "exact",
  };
  return massOf(line, unodc ?? { factors: [] });
}

/** Equal within half of the last digit that the file gives. */
function equal(ours: string, theirs: string): boolean {
  const decimals = theirs.split(".")[1]?.length ?? 0;
  const half = `0.${"0".repeat(decimals)}5`;
  const difference = times(ours, "0.001").replace(/^-/, "");
  const [low, high] = compare(difference, theirs) <= 0 ? [difference, theirs] : [theirs, difference];
  return compare(high, addition(low, half)) <= 0;
}

const addition = (a: string, b: string) => {
  const decimals = Math.max(a.split(".")[1]?.length ?? 0, b.split(".")[1]?.length ?? 0);
  const whole = (text: string) =>
    BigInt(text.replace(".", "") + "0".repeat(decimals - (text.split(".")[1]?.length ?? 0)));
  const digits = String(whole(a) + whole(b)).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

function factors(checks: Checks): Finding {
  const rows = checks.rows("reference/unit_conversion_factors.csv");
  const problems: string[] = [];
  const notes: string[] = [];
  const unused = new Set(notFollowed);
  let equals = 0;
  let source = "";
  for (const row of rows) {
    source = row.source?.startsWith("same") || row.source?.endsWith(" same") ? source : (row.source ?? "");
    const goods = row.substance ?? "";
    for (const word of (row.unit ?? "").split("/")) {
      const name = `${source} ${goods} ${word}`;
      const theirs = row.factor ?? "";
      const label = `${goods} ${word} = ${theirs} kg (${source.split(" ").slice(0, 3).join(" ")})`;
      const rule = notFollowed.find(([pattern]) => pattern.test(name));
      if (rule) {
        unused.delete(rule);
        notes.push(`not followed: ${label}: ${rule[1]}`);
        continue;
      }
      const unit = readUnitWord(word);
      const slug = goodsOf[goods];
      const mass = unit && slug ? ourGrams(slug, unit) : null;
      if (!mass?.central || !mass.low || !mass.high) problems.push(`${label}: we have no weight for it`);
      else if (equal(mass.central, theirs)) equals += 1;
      else if (compare(times(mass.low, "0.001"), theirs) <= 0 && compare(theirs, times(mass.high, "0.001")) <= 0)
        notes.push(`disagrees: ${label}, ours ${times(mass.central, "0.001")}, inside our range`);
      else problems.push(`${label}: ours ${times(mass.central, "0.001")}`);
    }
  }
  problems.push(...[...unused].map(([pattern]) => `${pattern} is listed as not followed, and fits no row`));
  return { compared: `${rows.length} rows, ${equals} factors equal within their rounding`, notes, problems };
}
