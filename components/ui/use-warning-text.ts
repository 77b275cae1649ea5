import { useLocale, useTranslations } from "next-intl";
import type { Locale, Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";

/** What looks odd: a code and what was seen, as the rules name them. */
type Odd<C extends string> = { code: C; values: Record<string, string | number> };

/** Says in the reader's language what looked odd about a report, in its form and in the file of its case. */
export function useWarningText() {
  const locale = useLocale() as Locale;
  const t = useTranslations("warnings");
  const units = useTranslations("codes.unitShort");
  type Code = Parameters<typeof t>[0] extends `text.${infer C}` | infer _ ? C : never;
  const amount = (quantity: string | number | undefined, unit: string | number | undefined) =>
    quantity === undefined || unit === undefined
      ? ""
      : `${formatNumber(String(quantity), locale)}\u00a0${units(String(unit) as Unit, { count: Number(quantity) })}`;
  return ({ code, values }: Odd<Code>): string =>
    t(`text.${code}`, {
      ...values,
      amount: amount(values.quantity, values.unit),
      largest: amount(values.largest, values.by),
      most: amount(values.most, values.by),
    });
}
