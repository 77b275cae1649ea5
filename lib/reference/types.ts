import type { Family, Form } from "@/lib/codes";
import type { PointName } from "@/lib/filter/points";
import type { Names } from "@/lib/i18n/names";

/** A transit point as its list shows it. */
export type PointRow = {
  point: PointName;
  /** 0 for a point at the top */
  depth: number;
  opposite: (Names & { slug: string; country: string }) | null;
  /** ISO 3166-2, UN/LOCODE, national code: those that it has */
  codes: readonly string[];
  aliases: readonly string[];
  reported: Reported;
};

/** What is known of when a point is reported on: still, until a day, by nil returns of single months alone, or nothing at all. */
export type Reported = { kind: "still"; since: string } | { kind: "until"; day: string } | { kind: "nils" | "never" };

/** A substance as its list shows it. */
export type SubstanceRow = Names & {
  slug: string;
  family: Family;
  form: Form | null;
  inn: string | null;
  cas: string | null;
  synonyms: readonly string[];
};
