import type { Status } from "@/lib/codes";
import {
  arrestCodes,
  credibilityCodes,
  familyCodes,
  formCodes,
  handlingCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
  unitCodes,
} from "@/lib/codes";
import type { ProblemReason } from "./values";
import {
  readBatch,
  readCode,
  readCountry,
  readDay,
  readFlag,
  readGrams,
  readMonth,
  readPoint,
  readSlug,
  readStated,
  readText,
} from "./values";

/** One way to narrow the register. A field may take several URL keys (a period is `from`, `to` and `maybe`; grams are `min` and `max`). */
export type FilterField =
  | "point"
  | "period"
  | "month"
  | "substance"
  | "family"
  | "form"
  | "unit"
  | "mixed"
  | "role"
  | "arrest"
  | "status"
  | "agency"
  | "owner"
  | "country"
  | "reliability"
  | "credibility"
  | "handling"
  | "operation"
  | "source"
  | "batch"
  | "mine"
  | "grams"
  | "q";

const several = <T extends string>(field: FilterField, read: (raw: string) => T) => ({
  field,
  read,
  many: true as const,
});
const single = <T extends string>(field: FilterField, read: (raw: string) => T) => ({
  field,
  read,
  many: false as const,
});

/** How exactly a case is dated: the shortest of these calendar periods that its whole interval lies in, or a longer one, or no date. */
export const liesCodes = ["quarter", "year", "longer"] as const;

/**
 * Every key of the filter, once: the field it belongs to, whether it repeats (OR within), how its value is read. The order is the order in
 * the URL. What a field means in SQL stands in `where.ts`, under the same name; what is counted beside it, in `facets.ts`.
 */
export const filterKeys = {
  /** a slug (its children included), `SLUG~only`, or `none` */
  point: several("point", readPoint),
  /** YYYY-MM or YYYY-MM-DD; a case matches when its whole interval lies inside */
  from: single("period", readDay),
  to: single("period", readDay),
  /** also the cases that overlap the period; says nothing without `from` or `to` */
  maybe: single("period", readFlag),
  /** YYYY-MM: the whole interval lies in that month; `known`: in some one month; `unknown`: in no one month */
  month: several("month", readMonth),
  /** the shortest of these that the whole interval lies in; `longer`: in no one year, or no date at all */
  lies: several("month", readCode(liesCodes)),
  /** substance, family, form, unit, min and max hold on one and the same line */
  substance: several("substance", readSlug),
  family: several("family", readCode(familyCodes)),
  form: several("form", readCode(formCodes)),
  /** as reported */
  unit: several("unit", readCode(unitCodes)),
  /** two or more substances */
  mixed: single("mixed", readCode(["yes", "no"])),
  /** role and arrest status hold on one and the same involvement */
  role: several("role", readCode(roleCodes)),
  arrest: several("arrest", readCode(arrestCodes)),
  /** without it: submitted and verified */
  status: several("status", readCode(statusCodes)),
  /** the seizing agency as stated, folded; `none` */
  agency: several("agency", readStated),
  /** the owning agency's code */
  owner: several("owner", readSlug),
  /** of the transit point; `none` without one */
  country: several("country", readCountry),
  /** of the principal report's source */
  reliability: several("reliability", readCode(reliabilityCodes)),
  /** of the principal report */
  credibility: several("credibility", readCode(credibilityCodes)),
  handling: several("handling", readCode(handlingCodes)),
  /** the operation's name, folded; `none` */
  operation: several("operation", readStated),
  /** a source that any of the case's reports rests on */
  source: several("source", readSlug),
  /** an import that any of the case's reports came with */
  batch: several("batch", readBatch),
  /** some report of the case is the viewer's own */
  mine: single("mine", readFlag),
  /** grams, central, of a line; a line without grams never matches */
  min: single("grams", readGrams),
  max: single("grams", readGrams),
  q: single("q", readText),
  /** `q` is looked for in names of people too, those that the viewer may read: a consultation, see lib/audit/consult.ts. Nothing without `q` */
  names: single("q", readFlag),
};
export type FilterKey = keyof typeof filterKeys;

type Value<K extends FilterKey> = ReturnType<(typeof filterKeys)[K]["read"]>;
/** What the URL asks for. Lists are sorted and without doubles; an empty list and null mean that the key is not set. */
export type Filter = Readonly<{
  [K in FilterKey]: (typeof filterKeys)[K]["many"] extends true ? readonly Value<K>[] : Value<K> | null;
}>;

export const emptyFilter: Filter = {
  point: [],
  from: null,
  to: null,
  maybe: null,
  month: [],
  lies: [],
  substance: [],
  family: [],
  form: [],
  unit: [],
  mixed: null,
  role: [],
  arrest: [],
  status: [],
  agency: [],
  owner: [],
  country: [],
  reliability: [],
  credibility: [],
  handling: [],
  operation: [],
  source: [],
  batch: [],
  mine: null,
  min: null,
  max: null,
  q: null,
  names: null,
};

/** What lists and charts show unless the filter says otherwise. */
export const defaultStatuses: readonly Status[] = ["submitted", "verified"];

export const sortCodes = [
  "-date",
  "date",
  "-quantity",
  "quantity",
  "point",
  "reference",
  "grade",
  "-logged",
  "logged",
] as const;
export type Sort = (typeof sortCodes)[number];
export const defaultSort: Sort = "-date";

/** Which part of the list: its order, and the row it comes after (`cursor`) or before (`before`). Opaque outside paging.ts. */
export type Page = Readonly<{ sort: Sort; cursor: string | null; before: string | null }>;
export const firstPage: Page = { sort: defaultSort, cursor: null, before: null };

/** A key or value that was set aside, to be shown by name. */
export type Problem = Readonly<{ key: string; value: string; reason: ProblemReason }>;
