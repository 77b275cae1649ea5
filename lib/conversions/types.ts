import type { Family, Form, Unit } from "@/lib/codes";

/** What is sold and counted: a substance by slug, a family, or anything (both null); any form where it is null. */
export type Goods = { substance: string | null; family: Family | null; form: Form | null; unit: Unit };

/** Grams per one unit of the goods, as exact decimals, with the source that says so. */
export type FactorRow = Goods & {
  gramsLow: string;
  grams: string;
  gramsHigh: string;
  source: string;
  note: string | null;
};

/** How far the register has been weighed under a set. */
export type Weighing = { cases: number; of: number; ready: boolean };

/** A change of the current set: asked for, and done or not yet. */
export type SetSwitch = {
  set: string;
  from: string | null;
  by: string;
  at: Date;
  reason: string;
  doneAt: Date | null;
  cases: number | null;
};

export type SetHead = {
  slug: string;
  name: string;
  source: string;
  note: string | null;
  createdAt: Date;
  /** null for what ships with the product */
  createdBy: string | null;
  basedOn: { slug: string; name: string } | null;
  current: boolean;
  factors: number;
  weighing: Weighing;
};

export type SubstanceChoice = { slug: string; family: Family; nameEn: string; nameZh: string; nameKo: string };

export type SetsPage = {
  sets: SetHead[];
  switches: SetSwitch[];
  mayMake: boolean;
};

/** What lines weigh together under one set: grams, exact; null where none has a weight, or where there is no bound. */
export type Sum = { low: string | null; central: string | null; high: string | null };

/** Lines of one substance whose figures differ between two sets, of the cases that count and that the viewer sees. */
export type EffectRow = { substance: SubstanceChoice; cases: number; lines: number; before: Sum; after: Sum };
export type SetEffect = { cases: number; lines: number; rows: EffectRow[] };

export type SetPage = {
  set: SetHead;
  current: { slug: string; name: string } | null;
  factors: FactorRow[];
  substances: SubstanceChoice[];
  /** against the current set; null for the current one itself and for one that is not weighed yet */
  effect: SetEffect | null;
  /** a change that is under way, whichever set it is to */
  open: SetSwitch | null;
  mayMake: boolean;
  /** … or put a new one before who may */
  mayPropose: boolean;
};

export type NewSetPage = {
  basis: SetHead;
  /** the set is proposed to who may make it */
  proposes: boolean;
  slug: string;
  factors: FactorRow[];
  substances: SubstanceChoice[];
};
