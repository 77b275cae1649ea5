import type { Locale } from "@/lib/codes";
import { localeCodes } from "@/lib/codes";

/** Holds the language that a person chose; without it the browser's own preference counts. */
export const localeCookie = "weir-locale";
const defaultLocale: Locale = "en";

/** What each language calls itself: the same in every interface language. */
export const localeNames: Record<Locale, string> = { en: "English", zh: "中文", ko: "한국어" };

export function isLocale(value: unknown): value is Locale {
  return localeCodes.some((code) => code === value);
}

/**
 * The first supported language of an Accept-Language header (RFC 9110, 12.5.4), by falling weight and then by order.
 * Regions and scripts are ignored: `zh-Hant-TW` is read as `zh`.
 */
export function negotiateLocale(header: string | null | undefined): Locale | undefined {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: range.trim().toLowerCase().split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return undefined;
}

/** The language of a request: the person's choice, else the browser's, else English. */
export function resolveLocale(cookie: string | undefined, acceptLanguage: string | null | undefined): Locale {
  return isLocale(cookie) ? cookie : (negotiateLocale(acceptLanguage) ?? defaultLocale);
}
