import type { Status } from "@/lib/codes";
import type { Filter, Problem } from "./fields";
import type { PointNode } from "./points";

/** What the slugs of a filter stand for, looked up once per request. */
export type FilterRefs = Readonly<{ points: readonly number[]; substances: readonly number[] }>;

export type SubstanceName = Readonly<{
  id: number;
  slug: string;
  family: string;
  nameEn: string;
  nameZh: string;
  nameKo: string;
}>;

/** A filter that can be put to the database, and the lists that its names come from. */
export type ResolvedFilter = Readonly<{
  /** without the slugs that nobody knows */
  filter: Filter;
  refs: FilterRefs;
  problems: readonly Problem[];
  /** every transit point, as a hierarchy in border order */
  points: readonly PointNode[];
  /** every substance, in the order of the lists and stacks */
  substances: readonly SubstanceName[];
}>;

/** Numbers of cases beside the filter's choices, each under all fields but its own. A choice without a case is absent. */
export type Facets = Readonly<{
  /** cases that match */
  total: number;
  /** all cases that the viewer may see, of any status */
  register: number;
  /** under all fields but `maybe`: dated, but the interval only overlaps the period */
  maybe: number;
  /** under all fields but the period: without any date */
  undated: number;
  /** own counts by point id, children not added; null is "no transit point" */
  point: ReadonlyMap<number | null, number>;
  /** by substance id; a case counts under each of its substances, so these do not add up */
  substance: ReadonlyMap<number, number>;
  status: ReadonlyMap<Status, number>;
  /** cases with two or more substances */
  mixed: number;
}>;
