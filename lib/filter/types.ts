import type { Arrest, Credibility, Family, Form, Handling, InvolvementRole, Reliability, Status } from "@/lib/codes";
import type { Filter, Problem } from "./fields";
import type { PointNode } from "./points";

/** What the words of a filter stand for, looked up once per request: ids, none where a field is not set. */
export type FilterRefs = Readonly<{
  points: readonly number[];
  /** points in the countries asked for */
  countryPoints: readonly number[];
  substances: readonly number[];
  /** substances of the families asked for */
  familySubstances: readonly number[];
  agencies: readonly number[];
  owners: readonly number[];
  operations: readonly number[];
  sources: readonly number[];
  batches: readonly number[];
}>;

export type SubstanceName = Readonly<{
  id: number;
  slug: string;
  family: Family;
  nameEn: string;
  nameZh: string;
  nameKo: string;
}>;

/** A choice of an open list: its value in the URL, and how it is written. */
export type ChoiceName = Readonly<{ id: number; value: string; label: string }>;

/** Names of what a filter asks for of the open lists. */
export type ChosenNames = Readonly<{
  agency: readonly ChoiceName[];
  operation: readonly ChoiceName[];
  source: readonly ChoiceName[];
}>;

/** The lists that a filter's names come from. */
export type FilterLists = Readonly<{
  /** every transit point, as a hierarchy in border order */
  points: readonly PointNode[];
  /** every substance, in the order of the lists and stacks */
  substances: readonly SubstanceName[];
  /** every agency that may own cases, by name */
  owners: readonly ChoiceName[];
  chosen: ChosenNames;
}>;

/** A filter that can be put to the database. */
export type ResolvedFilter = FilterLists &
  Readonly<{
    /** without the values that nobody knows */
    filter: Filter;
    refs: FilterRefs;
    problems: readonly Problem[];
  }>;

/**
 * Numbers of cases beside the filter's choices, each under all fields but its own. A choice without a case is absent. Choices of `substance`,
 * `family`, `form`, `role`, `arrest`, `source` and `grams` do not add up: a case counts under each that it has.
 */
export type Facets = Readonly<{
  /** cases that match */
  total: number;
  /** of those: the interval does not lie in one month */
  monthUnknown: number;
  /** all cases that the viewer may see, of any status */
  register: number;
  /** under all fields but `maybe`: dated, but the interval only overlaps the period; 0 without a period */
  maybe: number;
  /** own counts by point id, children not added; null is "no transit point" */
  point: ReadonlyMap<number | null, number>;
  country: ReadonlyMap<string | null, number>;
  /** under all fields but the period */
  period: Readonly<{
    /** by month as the read model keeps it */
    months: ReadonlyMap<number, number>;
    /** cases whose interval lies in one year, by year */
    years: ReadonlyMap<number, number>;
    undated: number;
  }>;
  /** under all fields but `month`: in some one month, and not */
  month: Readonly<{ known: number; unknown: number }>;
  /** by substance id */
  substance: ReadonlyMap<number, number>;
  family: ReadonlyMap<Family, number>;
  form: ReadonlyMap<Form, number>;
  mixed: ReadonlyMap<"yes" | "no", number>;
  /** by place in `gramBounds`: cases with a line from the bound before it to it, both included; and cases with a line without grams */
  grams: Readonly<{ buckets: ReadonlyMap<number, number>; unknown: number }>;
  role: ReadonlyMap<InvolvementRole, number>;
  arrest: ReadonlyMap<Arrest, number>;
  status: ReadonlyMap<Status, number>;
  /** by id of the seizing agency's spelling; null is "none stated" */
  agency: ReadonlyMap<number | null, number>;
  /** by agency id */
  owner: ReadonlyMap<number, number>;
  reliability: ReadonlyMap<Reliability, number>;
  credibility: ReadonlyMap<Credibility, number>;
  handling: ReadonlyMap<Handling, number>;
  /** by id of the operation's spelling; null is "none" */
  operation: ReadonlyMap<number | null, number>;
  /** by source id */
  source: ReadonlyMap<number, number>;
  mine: number;
}>;

/** A choice of an open list with its number of cases. */
export type CountedChoice = Readonly<{ value: string; label: string; count: number }>;

/** What a page shows beside the facets of the open lists. */
export type OpenChoices = Readonly<
  Record<
    "agency" | "operation" | "source",
    Readonly<{
      shown: readonly CountedChoice[];
      /** how many others have a case: they are found by their words */
      more: number;
      /** cases that have none; null where there is nothing to choose */
      none: number | null;
    }>
  >
>;

/** Facets with the names that a page needs beside them. */
export type PanelFacets = Facets & Readonly<{ open: OpenChoices }>;

/** What a text may mean beside itself: a filter on a substance or a point, and what then is left of the text. */
export type Offer = Readonly<{
  /** the word of the text */
  word: string;
  rest: string | null;
}> &
  (Readonly<{ kind: "substance"; slug: string }> | Readonly<{ kind: "point"; slug: string }>);

/** Where in a case a text was found, as `[from, to)` in UTF-16 units of its words. `person`: in a name, which is not shown. */
export type RowMatch =
  | Readonly<{
      where: "reference" | "operation" | "place" | "note" | "externalReference";
      text: string;
      marks: readonly Mark[];
    }>
  | Readonly<{ where: "person" }>;
export type Mark = readonly [from: number, to: number];
