import type { Family, Form, Qualifier, Unit } from "@/lib/codes";
import { times } from "./decimal";
import { gramsPer } from "./units";

/** Grams per one unit of a substance, a family or anything: low, central, high, as exact decimal strings. */
export type ConversionFactor = {
  id: number;
  /** slug; null when the factor does not name a substance */
  substance: string | null;
  family: Family | null;
  form: Form | null;
  unit: Unit;
  gramsLow: string;
  grams: string;
  gramsHigh: string;
  source: string;
  note?: string | null;
};

/** A published table of factors under one name. Sets are never edited: a change is a new set. */
export type ConversionSet = { slug: string; factors: readonly ConversionFactor[] };

/**
 * What figures are shown under: the set asked for by its slug (`set` in the address), or the current one where that is none under which
 * every case is weighed. `sets` are those to choose from, the current one first, then the newest.
 */
export type Conversion = {
  asked: string | null;
  under: string | null;
  sets: { slug: string; name: string; current: boolean }[];
};

/** What of a seizure line decides its mass. `quantity` is the reported decimal; null is unknown, never 0. */
export type MeasuredLine = {
  substance: string | null;
  family: Family | null;
  form: Form | null;
  quantity: string | null;
  unit: Unit | null;
  qualifier: Qualifier;
};

/**
 * The mass of a line in grams, as exact decimal strings. `low` or `high` is null where the source gives no bound there;
 * all three are null when nothing is known. `stated`: the source gave a weight. `factor`: a count or a volume times a factor.
 */
export type Mass<F = ConversionFactor> = {
  low: string | null;
  central: string | null;
  high: string | null;
  basis: "stated" | "factor" | "unknown";
  factor: F | null;
};

const unknownMass = { low: null, central: null, high: null, basis: "unknown", factor: null } as const;

type FactorRule = Omit<ConversionFactor, "id" | "source" | "note">;

/**
 * Grams of a seizure line under one conversion set.
 *
 * A stated weight always wins over factors: factors serve lines that have no weight ("Do not use this table if any more
 * reliable estimate of the total weight is available", USSG §2D1.1 note 11). Bulk weight, not adjusted for purity, as in
 * UNODC totals. Nothing that fits gives `unknown`, never 0.
 *
 * Qualifiers: `exact` and `about` take the number as it stands; `at-least` has no upper bound, `at-most` no lower one, and
 * both take the stated number as the central figure; `unknown` has no mass.
 */
export function massOf<F extends FactorRule>(line: MeasuredLine, set: { factors: readonly F[] }): Mass<F> {
  const { quantity, unit, qualifier } = line;
  if (quantity === null || unit === null || qualifier === "unknown") return unknownMass;
  const grams = gramsPer(unit);
  if (grams !== null) {
    const stated = times(quantity, grams);
    return { ...bounded(stated, stated, stated, qualifier), basis: "stated", factor: null };
  }
  const factor = factorFor(line, set.factors);
  if (!factor) return unknownMass;
  const [low, central, high] = [factor.gramsLow, factor.grams, factor.gramsHigh].map((each) => times(quantity, each));
  return { ...bounded(low, central, high, qualifier), basis: "factor", factor };
}

function bounded(low = "", central = "", high = "", qualifier: Qualifier) {
  return { low: qualifier === "at-most" ? null : low, central, high: qualifier === "at-least" ? null : high };
}

/**
 * The factor that says most about the line: substance with form, substance, family with form, family, anything. A factor
 * that names a substance, family or form fits only lines with that one. Among equals the first of the set.
 */
export function factorFor<F extends FactorRule>(line: MeasuredLine, factors: readonly F[]): F | null {
  let best: F | null = null;
  let bestRank = 0;
  for (const factor of factors) {
    const rank = rankOf(factor, line);
    if (rank > bestRank) [best, bestRank] = [factor, rank];
  }
  return best;
}

/** 0 when the factor does not fit the line. */
function rankOf(factor: FactorRule, line: MeasuredLine): number {
  if (factor.unit !== line.unit) return 0;
  if (factor.substance !== null && factor.substance !== line.substance) return 0;
  if (factor.family !== null && factor.family !== line.family) return 0;
  if (factor.form !== null && factor.form !== line.form) return 0;
  return (factor.substance !== null ? 5 : factor.family !== null ? 3 : 1) + (factor.form !== null ? 1 : 0);
}
