/**
 * Finds what somebody means while they type: in any script, by any of an item's terms (names, aliases, codes).
 * The typed text must be a term, begin one, begin a word of one, or stand inside one; never the other way round.
 */
type Indexed<T> = { item: T; terms: readonly string[] };
export type TermIndex<T> = readonly Indexed<T>[];

/**
 * Text as it is compared: compatibility forms and case folded, accents gone, Hangul taken apart (so that `단ㄷ`, half-way
 * through the syllable, already begins 단둥), everything but letters and digits a space.
 */
export function foldTerm(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export function termIndex<T>(items: readonly T[], termsOf: (item: T) => readonly (string | null)[]): TermIndex<T> {
  return items.map((item) => ({
    item,
    terms: [...new Set(termsOf(item).map((term) => foldTerm(term ?? "")))].filter((term) => term !== ""),
  }));
}

/** How well a term answers the typed text: 0 is the term itself, Infinity no answer. */
function rankOf(term: string, typed: string): number {
  if (term === typed) return 0;
  if (term.startsWith(typed)) return 1;
  if (term.includes(` ${typed}`)) return 2;
  return typed.length > 1 && term.includes(typed) ? 3 : Number.POSITIVE_INFINITY;
}

function rankOfWords(terms: readonly string[], words: readonly string[]): number {
  if (words.length < 2) return Number.POSITIVE_INFINITY;
  const begins = (word: string) => terms.some((term) => rankOf(term, word) <= 2);
  return words.every(begins) ? 4 : Number.POSITIVE_INFINITY;
}

/** The items that the typed text may mean, best first and in the index's order among equals; all of them for an empty text. */
export function findTerms<T>(index: TermIndex<T>, text: string, limit = 50): T[] {
  const typed = foldTerm(text);
  if (typed === "") return index.slice(0, limit).map(({ item }) => item);
  const words = typed.split(" ");
  return index
    .map(({ item, terms }) => ({
      item,
      rank: Math.min(rankOfWords(terms, words), ...terms.map((term) => rankOf(term, typed))),
    }))
    .filter(({ rank }) => rank !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ item }) => item);
}

/** The one item that has the whole text as a term; null when there is none or more than one. */
export function exactTerm<T>(index: TermIndex<T>, text: string): T | null {
  const typed = foldTerm(text);
  const found = index.filter(({ terms }) => terms.includes(typed));
  return found.length === 1 ? (found[0]?.item ?? null) : null;
}

/**
 * The items that a phrase names, longest term first: "ice, wrapped" names ice, "iceberg" does not; 빙두 is named by 빙두를 but
 * not by 해빙두께. Latin terms must be whole words (a plural s apart) and Hangul ones begin a word; Chinese has no spaces to tell by.
 */
export function namedIn<T>(index: TermIndex<T>, phrase: string): T[] {
  const text = ` ${foldTerm(phrase)} `;
  const lengthIn = (term: string) => {
    const named = /\p{Script=Han}/u.test(term)
      ? text.includes(term)
      : /[\u1100-\u11ff]/.test(term)
        ? text.includes(` ${term}`)
        : text.includes(` ${term} `) || text.includes(` ${term}s `);
    return named ? term.length : 0;
  };
  return index
    .map(({ item, terms }) => ({ item, length: Math.max(0, ...terms.map(lengthIn)) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ item }) => item);
}
