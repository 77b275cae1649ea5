/**
 * Entries of a list that are not on the page: where they are asked for, the address with one more value set (`valuePlace` stands for it),
 * what is set already, and the words that say that there are more.
 */
export type FindMore = Readonly<{ at: string; href: string; set: readonly string[]; words: string }>;
export const valuePlace = "__VALUE__";
