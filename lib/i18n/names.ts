import type { Locale } from "@/lib/codes";

/** A name as the reference lists hold it: one per language. */
export type Names = { nameEn: string; nameZh: string; nameKo: string };

/** `original` is what stands beside the name in the reader's language: the name where the place itself is. */
export type LocalName = { primary: string; primaryLang: Locale; original?: string; originalLang?: Locale };

const homeLanguage: Record<string, Locale> = { CN: "zh", HK: "zh", MO: "zh", TW: "zh", KP: "ko", KR: "ko" };

/** The language spoken in a country (ISO 3166-1 alpha-2), of those that the register keeps names in. */
function languageOf(country: string | null | undefined): Locale | undefined {
  return country ? homeLanguage[country] : undefined;
}

/** The name in one language. */
export function nameIn(names: Names, locale: Locale): string {
  return { en: names.nameEn, zh: names.nameZh, ko: names.nameKo }[locale];
}

/**
 * A name in the reader's language, with the original beside it when that is another one.
 * @param country where the named place lies (ISO 3166-1 alpha-2); none, for a substance: no original
 */
export function localName(names: Names, locale: Locale, country?: string | null): LocalName {
  const primary = nameIn(names, locale);
  const originalLang = languageOf(country);
  if (!originalLang || originalLang === locale) return { primary, primaryLang: locale };
  const original = nameIn(names, originalLang);
  return original === primary
    ? { primary, primaryLang: locale }
    : { primary, primaryLang: locale, original, originalLang };
}

/** A name in every language, the reader's first: for headings and for finding by any script. */
export function allNames(names: Names, locale: Locale): { text: string; lang: Locale }[] {
  const order: Locale[] = [locale, ...(["en", "zh", "ko"] as const).filter((code) => code !== locale)];
  const seen = new Set<string>();
  return order
    .map((lang) => ({ text: nameIn(names, lang), lang }))
    .filter(({ text }) => !seen.has(text) && seen.add(text).size > 0);
}
