import { createHash } from "node:crypto";
import { z } from "zod";
import type { Form } from "@/lib/codes";
import { formCodes } from "@/lib/codes";
import type { RawTx } from "@/lib/db/client";
import { foldTerm } from "@/lib/i18n/match";
import type { Ceilings } from "@/lib/quantity/ceilings";
import { slugFor } from "@/lib/reference/schema";

export type ListedSubstance = { slug: string; form: Form | null; ceilings: Ceilings };
export type ListedPoint = { slug: string };
/** An entry that the import makes. */
export type NewPoint = { slug: string; name: string; country: string };
export type NewSubstance = { slug: string; name: string };

/** A list by every word that names one of its entries; a word that names two names none. */
class Words<T extends { slug: string }> {
  private readonly byWord = new Map<string, T | null>();
  private readonly slugs = new Map<string, T>();

  add(item: T, words: readonly (string | null)[]): void {
    this.slugs.set(item.slug, item);
    for (const word of words) {
      const folded = foldTerm(word ?? "");
      if (folded === "") continue;
      const other = this.byWord.get(folded);
      this.byWord.set(folded, other === undefined || other?.slug === item.slug ? item : null);
    }
  }

  /** `null`: none; `several`: the word names more than one. */
  find(word: string): T | null | "several" {
    const own = this.slugs.get(word);
    if (own) return own;
    const found = this.byWord.get(foldTerm(word));
    return found === null ? "several" : (found ?? null);
  }

  has(slug: string): boolean {
    return this.slugs.has(slug);
  }
}

/** The reference lists as an import looks words up in them, and what it adds to them. */
export class Lookup {
  readonly points = new Words<ListedPoint>();
  readonly substances = new Words<ListedSubstance>();
  private readonly addedPoints: NewPoint[] = [];
  private readonly addedSubstances: NewSubstance[] = [];
  private readonly used = new Set<string>();

  /** Says that a row which is not refused names these: only such rows make entries. */
  use(point: string | null, substances: readonly string[]): void {
    if (point !== null) this.used.add(`point ${point}`);
    for (const substance of substances) this.used.add(`substance ${substance}`);
  }

  get newPoints(): readonly NewPoint[] {
    return this.addedPoints.filter(({ slug }) => this.used.has(`point ${slug}`));
  }

  get newSubstances(): readonly NewSubstance[] {
    return this.addedSubstances.filter(({ slug }) => this.used.has(`substance ${slug}`));
  }

  addPoint(name: string, country: string | null): ListedPoint {
    const point = { slug: freshSlug(name, "point", (slug) => this.points.has(slug)) };
    this.addedPoints.push({ ...point, name: name.slice(0, 120), country: country ?? "ZZ" });
    this.points.add(point, [name, point.slug]);
    return point;
  }

  addSubstance(name: string): ListedSubstance {
    const substance = {
      slug: freshSlug(name, "substance", (slug) => this.substances.has(slug)),
      form: null,
      ceilings: {},
    };
    this.addedSubstances.push({ slug: substance.slug, name: name.slice(0, 120) });
    this.substances.add(substance, [name, substance.slug]);
    return substance;
  }
}

/** A slug by the name's Latin letters, else by its kind and what the name hashes to: permanent, and the same wherever it is made. */
export function freshSlug(name: string, kind: string, taken: (slug: string) => boolean): string {
  const own = slugFor(name);
  const base =
    own.length >= 2 && own !== "new" && own !== "none"
      ? own
      : `${kind}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  if (!taken(base)) return base;
  for (let n = 2; ; n += 1) if (!taken(`${base.slice(0, 55)}-${n}`)) return `${base.slice(0, 55)}-${n}`;
}

const words = z.array(z.string().nullable());
const listed = z.object({
  points: z.array(z.object({ slug: z.string(), words })),
  substances: z.array(
    z.object({
      slug: z.string(),
      form: z.enum(formCodes).nullable(),
      ceilings: z.record(z.string(), z.string()),
      words,
    }),
  ),
});

/** The lists as they stand. One statement. */
export async function readLookup(tx: RawTx): Promise<Lookup> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'words', to_jsonb(ARRAY[p.slug, p.name_en, p.name_zh, p.name_ko]
          || ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id))) ORDER BY p.position, p.slug), '[]') FROM transit_point p) AS points,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'form', s.form, 'ceilings', s.ceilings, 'words', to_jsonb(ARRAY[s.slug, s.name_en, s.name_zh, s.name_ko, s.inn]
          || ARRAY(SELECT y.term FROM substance_synonym y WHERE y.substance_id = s.id))) ORDER BY s.position, s.slug), '[]') FROM substance s) AS substances`;
  const { points, substances } = listed.parse(row);
  const lookup = new Lookup();
  for (const point of points) lookup.points.add({ slug: point.slug }, point.words);
  for (const { words: own, ...substance } of substances) lookup.substances.add(substance, own);
  return lookup;
}
