import type { Account } from "@/lib/cases/schema";
import type { AssetValues, LegValues, LineValues, PersonValues, Picked, ReportValues } from "./form";
import { freshAsset, freshLeg, freshLine, freshPerson, freshReport } from "./form";

/** How the form calls what an account names by code: in the reader's language, as the field's own list does. */
export type ValueWords = {
  point: (slug: string) => string;
  substance: (slug: string) => string;
  unit: (code: string) => string;
  country: (code: string) => string;
  source: (id: number) => { text: string; reliability: string };
};

/** The form's values that say what an account says: the way back of `reportSchema`. Rows are keyed by their place, from 1. */
export function valuesOf(account: Account, words: ValueWords): ReportValues {
  const picked = (id: string | null, name: (id: string) => string): Picked =>
    id === null ? { id: "", text: "" } : { id, text: name(id) };
  const source = words.source(account.source);
  return {
    ...freshReport(),
    date: account.date ?? "",
    point: picked(account.point, words.point),
    attribution: account.attribution ?? "seized-at",
    place: account.place ?? "",
    seizingAgency: account.seizingAgency ?? "",
    transportMode: account.transportMode ?? "",
    concealment: account.concealment ?? "",
    lines: account.lines.map((line, at) => ({
      ...freshLine(String(at + 1)),
      asReported: line.asReported,
      substance: picked(line.substance, words.substance),
      form: line.form,
      qualifier: line.qualifier,
      quantity: line.quantity ?? "",
      unit: picked(line.unit, words.unit),
      unitAsReported: line.unitAsReported ?? "",
      purity: line.purity ?? "",
      purityBasis: line.purityBasis ?? "unstated",
    })),
    arrests: {
      kind: account.arrests.kind,
      count: account.arrests.count === null ? "" : String(account.arrests.count),
      words: account.arrests.words ?? "",
    },
    people: account.people.map((one, at) => ({
      ...freshPerson(String(at + 1), one.person === null ? "group" : "person"),
      person: one.person === null ? "" : String(one.person),
      qualifier: one.group?.qualifier ?? "exact",
      count: one.group?.count == null ? "" : String(one.group.count),
      words: one.group?.words ?? "",
      role: one.role,
      tier: one.tier,
      arrest: one.arrest,
      basis: one.basis,
      dataSubject: one.dataSubject,
      nationality: picked(one.nationality, words.country),
    })),
    assets: account.assets.map((asset, at) => ({
      ...freshAsset(String(at + 1), asset.kind),
      description: asset.description ?? "",
      count: asset.count === null ? "" : String(asset.count),
      amount: asset.amount ?? "",
      currency: picked(asset.currency, (code) => code),
      statedAmount: asset.stated?.amount ?? "",
      statedCurrency: picked(asset.stated?.currency ?? null, (code) => code),
      statedAbout: asset.stated?.about ?? false,
    })),
    route: account.route.map((leg, at) => ({
      ...freshLeg(String(at + 1), leg.kind),
      place: leg.place ?? "",
      country: picked(leg.country, words.country),
      point: picked(leg.point, words.point),
    })),
    source: {
      ...freshReport().source,
      found: { id: String(account.source), text: source.text },
      reliability: source.reliability,
    },
    credibility: account.credibility,
    handling: account.handling,
    externalReference: account.externalReference ?? "",
    note: account.note ?? "",
  };
}

/** What is decided as one, because its parts mean nothing without each other: a point and its basis, RED and its team. */
const units = {
  date: ["date"],
  point: ["point", "attribution"],
  place: ["place"],
  seizingAgency: ["seizingAgency"],
  transportMode: ["transportMode"],
  concealment: ["concealment"],
  arrests: ["arrests"],
  source: ["source"],
  credibility: ["credibility"],
  handling: ["handling", "team"],
  externalReference: ["externalReference"],
  note: ["note"],
} as const satisfies Record<string, readonly (keyof ReportValues)[]>;
export type MergeUnit = keyof typeof units;
const unitNames = Object.keys(units) as MergeUnit[];
const lists = ["lines", "people", "assets", "route"] as const;
export type MergeList = (typeof lists)[number];
type RowOf = { lines: LineValues; people: PersonValues; assets: AssetValues; route: LegValues };

/**
 * Something that both sides changed, each in its own way. Of a row, null is the side that removed it. `id` tells it from the others.
 */
export type Clash =
  | { [U in MergeUnit]: { id: string; part: U; mine: ReportValues; theirs: ReportValues } }[MergeUnit]
  | { [L in MergeList]: { id: string; part: L; mine: RowOf[L] | null; theirs: RowOf[L] | null } }[MergeList];

/** `taken`: the parts in which the other side changed something that now stands in the values. */
export type Merged = { values: ReportValues; clashes: Clash[]; taken: (MergeUnit | MergeList)[] };

/**
 * Three texts of one report into one: the version that somebody wrote from (`base`), the version that came first (`theirs`), and what was
 * typed (`mine`). What one side alone changed is taken; what both changed alike is no clash; where they differ, the side that `choices`
 * names for the clash is taken, and until then mine stands. A row is decided as one: half of one side's quantity with the other's
 * unit would be a figure that nobody stated. Rows of `base` and `theirs` have their place as key (`valuesOf`), and so have those of the result.
 */
export function mergeValues(
  base: ReportValues,
  theirs: ReportValues,
  mine: ReportValues,
  choices: Readonly<Record<string, "mine" | "theirs">> = {},
): Merged {
  const clashes: Clash[] = [];
  const taken: Merged["taken"] = [];
  let values = mine;
  for (const unit of unitNames) {
    const side = sideOf(partOf(base, unit), partOf(theirs, unit), partOf(mine, unit));
    if (side === "clash") clashes.push({ id: unit, part: unit, mine, theirs } as Clash);
    if (side === "theirs" || (side === "clash" && choices[unit] === "theirs"))
      values = { ...values, ...partOf(theirs, unit) };
    if (side === "theirs") taken.push(unit);
  }
  for (const list of lists) {
    const merged = mergeRows<RowOf[typeof list]>(list, base[list], theirs[list], mine[list], choices);
    values = { ...values, [list]: merged.rows };
    clashes.push(...(merged.clashes as Clash[]));
    if (merged.taken) taken.push(list);
  }
  // A word of confirmation goes with its figure: it says nothing where the figure is not the one that stands.
  const { confirmed } = mine;
  const theirWords = theirs.confirmed.filter(({ key }) => !confirmed.some((one) => one.key === key));
  return { values: { ...values, confirmed: [...confirmed, ...theirWords] }, clashes, taken };
}

function partOf(values: ReportValues, unit: MergeUnit): Partial<ReportValues> {
  return Object.fromEntries(units[unit].map((field) => [field, values[field]]));
}

/** What stands in a field counts, not how it is called: two readers see one substance under two names. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(meaning(a)) === JSON.stringify(meaning(b));
}

function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== "object" || value === null) return value;
  const { key: _, ...rest } = value as Record<string, unknown>;
  if ("id" in rest && "text" in rest && rest.id !== "") return rest.id;
  return Object.fromEntries(
    Object.entries(rest)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, meaning(part)]),
  );
}

function sideOf(base: unknown, theirs: unknown, mine: unknown): "mine" | "theirs" | "clash" {
  if (same(base, theirs) || same(theirs, mine)) return "mine";
  return same(base, mine) ? "theirs" : "clash";
}

type Row = { key: string };

/** Their rows in their order, then what I added; what they removed and I did not touch is gone. */
function mergeRows<R extends Row>(
  list: MergeList,
  base: readonly R[],
  theirs: readonly R[],
  mine: readonly R[],
  choices: Readonly<Record<string, "mine" | "theirs">>,
) {
  if (same(base, theirs)) return { rows: mine, clashes: [], taken: false };
  const pairs = pairRows(base, theirs);
  const clashes: { id: string; part: MergeList; mine: R | null; theirs: R | null }[] = [];
  let taken = false;
  const decide = (was: R | null, their: R | null, my: R | null): R | null => {
    const side = sideOf(was, their, my);
    if (side === "mine") return my;
    if (side === "theirs") {
      taken = true;
      return their;
    }
    const id = `${list}.${was?.key ?? ""}`;
    clashes.push({ id, part: list, mine: my, theirs: their });
    return choices[id] === "theirs" ? their : my;
  };
  const mineByKey = new Map(mine.map((row) => [row.key, row]));
  const baseByKey = new Map(base.map((row) => [row.key, row]));
  const kept: R[] = [];
  const later: R[] = [];
  for (const row of base)
    if (!pairs.some((pair) => pair.was === row)) {
      const stays = decide(row, null, mineByKey.get(row.key) ?? null);
      if (stays) later.push(stays);
    }
  const added = mine.filter((row) => !baseByKey.has(row.key));
  for (const { was, their } of pairs) {
    if (was === null) {
      // Both added the same row: once is enough.
      const twin = added.findIndex((row) => same(row, their));
      const [mineToo] = twin < 0 ? [] : added.splice(twin, 1);
      if (!mineToo) taken = true;
      kept.push(their);
      continue;
    }
    const stays = decide(was, their, mineByKey.get(was.key) ?? null);
    if (stays) kept.push({ ...stays, key: their.key });
  }
  const rows = [...kept, ...[...later, ...added].map((row, at) => ({ ...row, key: String(theirs.length + at + 1) }))];
  return { rows, clashes, taken };
}

/**
 * Which row of the base each of their rows is. Rows that say the same are one, in order (the longest common subsequence); between two such
 * rows, as many as there are on both sides are taken to be changed ones, first with first.
 */
function pairRows<R extends Row>(base: readonly R[], theirs: readonly R[]): { was: R | null; their: R }[] {
  const anchors = commonRows(base, theirs);
  const pairs: { was: R | null; their: R }[] = [];
  let [b, t] = [0, 0];
  for (const [nextB, nextT] of [...anchors, [base.length, theirs.length] as const]) {
    const gone = base.slice(b, nextB);
    const come = theirs.slice(t, nextT);
    come.forEach((their, at) => {
      pairs.push({ was: gone[at] ?? null, their });
    });
    const [was, their] = [base[nextB], theirs[nextT]];
    if (was && their) pairs.push({ was, their });
    [b, t] = [nextB + 1, nextT + 1];
  }
  return pairs;
}

function commonRows<R extends Row>(base: readonly R[], theirs: readonly R[]): [number, number][] {
  const texts = (rows: readonly R[]) => rows.map((row) => JSON.stringify(meaning(row)));
  const [a, b] = [texts(base), texts(theirs)];
  const best: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = best[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length)
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return found;
}
