import { useLocale, useTranslations } from "next-intl";
import type { Weighing } from "@/lib/conversions/types";
import { formatNumber } from "@/lib/i18n/format";
import classes from "./conversions.module.css";

/** How far the register has been weighed under a set. */
export function WeighingState({ weighing: { cases, of, ready } }: { weighing: Weighing }) {
  const t = useTranslations("conversions");
  const locale = useLocale();
  if (ready) return <span className={classes.quiet}>{t("ready")}</span>;
  const words = t("weighing", { cases: formatNumber(cases, locale), of: formatNumber(of, locale) });
  return (
    <span className={classes.quiet}>
      <progress className={classes.bar} value={cases} max={Math.max(of, 1)} aria-label={words} />
      {words}
    </span>
  );
}
