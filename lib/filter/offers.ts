import { foldTerm } from "@/lib/i18n/match";
import type { Filter } from "./fields";
import type { PointNode } from "./points";
import { flatten } from "./points";
import type { Offer, SubstanceName } from "./types";

/** Other words for what the lists name: synonyms of substances, spellings of points. */
export type OtherWords = Readonly<{
  substances: readonly Readonly<{ id: number; term: string }>[];
  points: readonly Readonly<{ id: number; term: string }>[];
}>;

const mostOffers = 4;

/**
 * What a search text may mean beside itself: "冰毒 丹东" names a substance and a point. The longest words first; what is set already is not
 * offered. A text that is not taken up stays a text: offers are never mixed into what it finds.
 */
export function offersOf(
  filter: Filter,
  lists: { points: readonly PointNode[]; substances: readonly SubstanceName[] },
  words: OtherWords,
): Offer[] {
  if (filter.q === null) return [];
  const text = foldTerm(filter.q);
  const terms = [
    ...termsOf("substance", lists.substances, words.substances, filter.substance),
    ...termsOf(
      "point",
      flatten(lists.points).map(({ point }) => point),
      words.points,
      filter.point,
    ),
  ].flatMap(({ term, ...offer }) => {
    const at = placeOf(term, text);
    return at < 0 ? [] : [{ ...offer, term, at }];
  });
  const offers: Offer[] = [];
  for (const { kind, slug, term, at } of terms.sort((a, b) => b.term.length - a.term.length)) {
    if (offers.some((offer) => offer.kind === kind && offer.slug === slug)) continue;
    const rest = `${text.slice(0, at)} ${text.slice(at + term.length)}`.replace(/\s+/g, " ").trim().normalize("NFKC");
    offers.push({
      kind,
      slug,
      word: text.slice(at, at + term.length).normalize("NFKC"),
      rest: rest === "" ? null : rest,
    });
  }
  return offers.slice(0, mostOffers);
}

type Named = Readonly<{ id: number; slug: string; nameEn: string; nameZh: string; nameKo: string }>;

function termsOf<K extends Offer["kind"]>(
  kind: K,
  list: readonly Named[],
  others: readonly Readonly<{ id: number; term: string }>[],
  set: readonly string[],
): { kind: K; slug: string; term: string }[] {
  const known = new Map(list.map((it) => [it.id, it.slug]));
  return [
    ...list.flatMap(({ slug, nameEn, nameZh, nameKo }) => [nameEn, nameZh, nameKo].map((term) => ({ slug, term }))),
    ...others.flatMap(({ id, term }) => {
      const slug = known.get(id);
      return slug === undefined ? [] : [{ slug, term }];
    }),
  ]
    .filter(({ slug }) => slug !== "unknown" && !set.includes(slug))
    .map(({ slug, term }) => ({ kind, slug, term: foldTerm(term) }))
    .filter(({ term }) => term.length > 1);
}

/** Where a term stands in a folded text, as far as it is written there, or is being written: "meth" is on its way. Latin terms as whole words, Hangul ones at a word's beginning; Chinese has no spaces to tell by. */
function placeOf(term: string, text: string): number {
  if (text.length > 2 && term.startsWith(text)) return 0;
  if (/\p{Script=Han}/u.test(term)) return text.indexOf(term);
  const padded = ` ${text} `;
  return padded.indexOf(/[\u1100-\u11ff]/.test(term) ? ` ${term}` : ` ${term} `);
}
