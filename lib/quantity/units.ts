import type { Unit } from "@/lib/codes";

/** What a unit measures. A count says how many pieces, whatever they weigh; `other` says nothing that can be added up. */
export type Dimension = "mass" | "volume" | "count" | "area" | "other";

/**
 * A unit of contract.md. `factor` is exact: grams per unit for a mass, litres per unit for a volume, square metres for an
 * area; null where a unit has no size of its own. `source` says where the factor is fixed.
 */
export type UnitDefinition = { dimension: Dimension; factor: string | null; source: string | null };

const si = "SI";
const yardAndPound = "International yard and pound agreement, 1959";
const ids = "UNODC individual drug seizures, table of units";
const marketUnits = "State Council of the People's Republic of China, order on units of measurement, 1959";

const mass = (factor: string, source: string): UnitDefinition => ({ dimension: "mass", factor, source });
const volume = (factor: string, source: string): UnitDefinition => ({ dimension: "volume", factor, source });
const area = (factor: string, source: string): UnitDefinition => ({ dimension: "area", factor, source });
const count: UnitDefinition = { dimension: "count", factor: null, source: null };

export const units: Readonly<Record<Unit, UnitDefinition>> = {
  kg: mass("1000", si),
  g: mass("1", si),
  mg: mass("0.001", si),
  ug: mass("0.000001", si),
  t: mass("1000000", si),
  lb: mass("453.59237", yardAndPound),
  oz: mass("28.349523125", yardAndPound),
  grain: mass("0.06479891", yardAndPound),
  jin: mass("500", marketUnits),
  liang: mass("50", marketUnits),
  viss: mass("1632.93", ids),
  picul: mass("60478.982", ids),
  l: volume("1", si),
  ml: volume("0.001", si),
  "gal-us": volume("3.785411784", "231 cubic inches of 25.4 mm, NIST Handbook 44"),
  "gal-uk": volume("4.54609", "Weights and Measures Act 1985 (United Kingdom)"),
  tablet: count,
  capsule: count,
  ampoule: count,
  vial: count,
  bottle: count,
  dose: count,
  injection: count,
  blotter: count,
  piece: count,
  unit: count,
  packet: count,
  block: count,
  joint: count,
  plant: count,
  seed: count,
  acre: area("4046.8564224", yardAndPound),
  hectare: area("10000", si),
  other: { dimension: "other", factor: null, source: null },
};

/** Exact grams of one unit of mass; null for every other unit. */
export function gramsPer(unit: Unit): string | null {
  const { dimension, factor } = units[unit];
  return dimension === "mass" ? factor : null;
}

/** The most of a unit that one line may hold: a million tonnes, or ten thousand million pieces. More is a slip of the keyboard. */
export function mostOf(unit: Unit | null): number {
  const grams = unit === null ? null : gramsPer(unit);
  return grams === null ? 1e10 : 1e12 / Number(grams);
}
