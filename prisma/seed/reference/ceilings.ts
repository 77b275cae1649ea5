import type { Family } from "@/lib/codes";
import type { Ceilings } from "@/lib/quantity/ceilings";

/**
 * What one seizure is not expected to exceed: chosen well above the largest that are generally reported, so that a slip of the unit or of a
 * few noughts is asked about and hardly any true figure is. By family, and closer where a product is known only from small trade.
 */
const ofFamily: Readonly<Record<Family, Ceilings>> = {
  ats: { kg: "10000", l: "10000", tablet: "100000000", capsule: "10000000" },
  opioid: { kg: "20000", l: "5000", tablet: "20000000", ampoule: "1000000" },
  cocaine: { kg: "30000", l: "20000", dose: "1000000" },
  cannabis: { kg: "100000", l: "5000", plant: "5000000", joint: "100000" },
  hallucinogen: { kg: "1000", l: "500", tablet: "5000000", dose: "5000000", blotter: "5000000" },
  sedative: { kg: "10000", l: "5000", tablet: "50000000", ampoule: "1000000" },
  nps: { kg: "10000", l: "5000", tablet: "50000000", blotter: "5000000" },
  precursor: { kg: "500000", l: "500000", tablet: "100000000" },
  other: { kg: "100000", l: "100000", tablet: "100000000" },
  unknown: { kg: "100000", l: "100000", tablet: "100000000" },
};

const ofSubstance: Readonly<Record<string, Ceilings>> = {
  magu: { kg: "1000", tablet: "10000000" },
  mdma: { kg: "5000", tablet: "20000000" },
};

export function ceilingsOf({ slug, family }: { slug: string; family: Family }): Ceilings {
  return { ...ofFamily[family], ...ofSubstance[slug] };
}
