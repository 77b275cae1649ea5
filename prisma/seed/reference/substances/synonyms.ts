import type { Locale } from "@/lib/codes";
import type { Synonym } from "../types";

/** Names of the substance in one language: chemical, legal, trade. */
export function terms(lang: Locale, ...words: string[]): Synonym[] {
  return words.map((term) => ({ term, lang, kind: "term" }));
}

/** Words of dealers and users in one language that mean this substance and no other. */
export function street(lang: Locale, ...words: string[]): Synonym[] {
  return words.map((term) => ({ term, lang, kind: "street" }));
}
