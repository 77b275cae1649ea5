import { useLocale, useTranslations } from "next-intl";
import type { Qualifier, Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { NotStated } from "./not-stated";
import classes from "./reported-quantity.module.css";

/**
 * A quantity as the source said it: its own digits and unit, in ink, never converted. Needs the messages `codes.unitShort`.
 * @param quantity decimal digits, or null when the source gives none
 * @param unitAsReported the source's word for a unit that is not in the list
 */
export function ReportedQuantity({
  quantity,
  unit,
  qualifier = "exact",
  unitAsReported,
}: {
  quantity: string | null;
  unit: Unit | null;
  qualifier?: Qualifier;
  unitAsReported?: string | null;
}) {
  const t = useTranslations("codes");
  const locale = useLocale();
  if (quantity === null || qualifier === "unknown") return <NotStated />;
  const sign = { exact: "", about: "~\u2009", "at-least": "≥\u2009", "at-most": "≤\u2009" }[qualifier];
  const word =
    unit === "other" || unit === null
      ? unitAsReported
      : t(`unitShort.${unit}`, { count: Number(quantity), number: formatNumber(quantity, locale) });
  return (
    <span className={classes.quantity}>
      {sign + formatNumber(quantity, locale)}
      {word && <span className={classes.unit}> {word}</span>}
    </span>
  );
}
