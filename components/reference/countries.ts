import type { Locale } from "@/lib/codes";
import { countryName } from "@/lib/i18n/countries";
import { countryCodes } from "@/lib/i18n/world";

export type CountryChoice = { code: string; name: string };

/** Every country by its name in the reader's language. A page makes them on the server: browsers know other names of some. */
export function countryChoices(locale: Locale): CountryChoice[] {
  return countryCodes
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
