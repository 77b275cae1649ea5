import type { Family, Form, Locale } from "@/lib/codes";
import type { PointName } from "@/lib/filter/points";
import type { Names } from "@/lib/i18n/names";

/** What a viewer may do with the lists: write them, propose a write, or read them. `terms`: add another name. */
export type Rights = { lists: "keep" | "propose" | "read"; terms: boolean };

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

/** A point with cases of which nobody has said when it is reported on: its months without cases are gaps. */
export type UncoveredPoint = Names & { slug: string; country: string; cases: number };

/** What `/reference` shows, and `/reference/coverage`. */
export type PointsPage = {
  rows: readonly PointRow[];
  /** for who may mend it; empty for who may not */
  uncovered: readonly UncoveredPoint[];
  rights: Rights;
};

/** A point as the form of another one offers it. */
export type PointOption = Names & {
  slug: string;
  country: string;
  parent: string | null;
  latitude: number | null;
  longitude: number | null;
  /** submitted and verified ones at the point itself, in the viewer's scope */
  cases: number;
};

/** A point as its form holds it, under its permanent slug. */
export type PointInput = Names & {
  slug: string;
  version: number;
  parent: string | null;
  opposite: string | null;
  after: string | null;
  country: string;
  subdivision: string | null;
  unlocode: string | null;
  nationalCode: string | null;
  latitude: number | null;
  longitude: number | null;
};

/** What a form of a point needs beside the point: the list that it stands in, in order along the border. */
export type PointFormData = { options: readonly PointOption[]; rights: Rights };

/** One point with everything about it. */
export type PointPage = PointFormData & { point: PointInput; aliases: readonly string[]; reported: Reported };

/** A covered period or a known gap. Days are calendar days, both inclusive; `to` null: still. */
export type PeriodRow = {
  id: number;
  version: number;
  kind: "covered" | "gap";
  from: string;
  to: string | null;
  note: string | null;
  agency: { code: string; name: string } | null;
};

export type NilRow = { month: string; note: string | null };

/** Of a month at a point: stated to be without cases, covered, in a known gap, covered on some of its days, or not covered. */
export type MonthCover = "nil" | "covered" | "gap" | "part" | "none";

/** The coverage of one point. */
export type CoveragePage = {
  point: Names & { slug: string; country: string };
  periods: readonly PeriodRow[];
  nils: readonly NilRow[];
  /** years drawn, newest first, each with its twelve months; null: a month that has not begun */
  years: readonly { year: number; months: readonly ({ state: MonthCover; cases: number } | null)[] }[];
  agencies: readonly { code: string; name: string }[];
  /** of the viewer, for a new period */
  ownAgency: string;
  rights: Rights;
};

/** A substance as its list shows it. */
export type SubstanceRow = Names & {
  slug: string;
  family: Family;
  form: Form | null;
  inn: string | null;
  cas: string | null;
  synonyms: readonly string[];
};
export type SubstancesPage = { rows: readonly SubstanceRow[]; rights: Rights };

/** A substance as its form holds it, under its permanent slug. */
export type SubstanceInput = Names & {
  slug: string;
  version: number;
  family: Family;
  form: Form | null;
  inn: string | null;
  cas: string | null;
  ceilings: Readonly<Record<string, string>>;
};

export type Synonym = { term: string; lang: Locale; kind: "term" | "street" };

/** One substance with everything about it. */
export type SubstancePage = {
  substance: SubstanceInput;
  synonyms: readonly Synonym[];
  /** submitted and verified cases with a line of it, in the viewer's scope */
  cases: number;
  rights: Rights;
};
