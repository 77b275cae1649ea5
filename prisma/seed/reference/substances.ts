import { atsSubstances } from "./substances/ats";
import { depressantSubstances } from "./substances/depressants";
import { opioidSubstances } from "./substances/opioids";
import { otherSubstances } from "./substances/others";
import { plantSubstances } from "./substances/plants";
import type { Substance } from "./types";

/**
 * Substances as the register counts them, in the order of pickers and legends: the border's own first. A street word that
 * is also an everyday word, or that is sold for several substances, is no synonym: a person has to choose.
 */
export const substances: readonly Substance[] = [
  ...atsSubstances,
  ...opioidSubstances,
  ...plantSubstances,
  ...depressantSubstances,
  ...otherSubstances,
];
