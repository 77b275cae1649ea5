import type { Locale } from "@/lib/codes";
import { displayNames } from "@/lib/intl";

/** The two Koreas as reports of this border name them: the runtime's own names are everyday ones that readers disagree about. */
const ownNames: Record<string, Record<Locale, string>> = {
  KP: { en: "DPRK", zh: "朝鲜", ko: "북한" },
  KR: { en: "Republic of Korea", zh: "韩国", ko: "한국" },
};

/** The name of a country (ISO 3166-1 alpha-2) in the reader's language; a code that nobody knows stays as it is. */
export function countryName(code: string, locale: Locale): string {
  const own = ownNames[code]?.[locale];
  if (own) return own;
  return displayNames(locale, { type: "region", fallback: "code" }).of(code) ?? code;
}
