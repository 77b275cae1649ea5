import type { Family, Form, Locale } from "@/lib/codes";
import type { ConversionFactor } from "@/lib/quantity/conversion";

/** A name in the three languages of the register. */
export type Names = Readonly<Record<Locale, string>>;

/** A border place. Slugs are permanent; codes are null where no authority has given one. */
export type Point = {
  slug: string;
  /** slug of the point whose figures include this one's */
  parent?: string;
  /** slug of the point across the border */
  opposite?: string;
  names: Names;
  /** ISO 3166-1 alpha-2 */
  country: "CN" | "KP";
  /** ISO 3166-2 */
  subdivision: string;
  /** GB/T 2260, six digits */
  gbCode?: string;
  unlocode?: string;
  /** WGS 84, decimal degrees */
  lat: number;
  lon: number;
  /** order along the border, from the mouth of the Yalu upstream and down the Tumen */
  position: number;
  /** other spellings, for type-ahead */
  aliases: readonly string[];
};

/** `term`: a name of the substance. `street`: a word of dealers and users that means this substance and no other. */
export type Synonym = { term: string; lang: Locale; kind: "term" | "street" };

/** A substance or product as the register counts it. Slugs are permanent. */
export type Substance = {
  slug: string;
  family: Family;
  /** form that a bare mention implies */
  form?: Form;
  names: Names;
  /** international non-proprietary name */
  inn?: string;
  /** CAS registry number of the base */
  cas?: string;
  synonyms: readonly Synonym[];
};

/** A published table of factors. Never edited once it has been used: a change is a new set with a new slug. */
export type ConversionSetSeed = {
  slug: string;
  name: string;
  source: string;
  isCurrent: boolean;
  factors: readonly Omit<ConversionFactor, "id">[];
};
