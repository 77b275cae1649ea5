import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import type { Counts } from "@/lib/import/form";
import classes from "./import.module.css";

type Shown = Pick<
  Counts,
  "rows" | "imported" | "updated" | "unchanged" | "refused" | "possibleDuplicates" | "warnings"
>;
const parts = ["imported", "updated", "unchanged", "refused"] as const;

/** What becomes of the rows: four outcomes, which add up to them. @param done whether it happened, or would */
export function Outcome({ counts, gone, done = false }: { counts: Shown; gone: number; done?: boolean }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  return (
    <>
      <div className={classes.share} aria-hidden="true">
        {parts.map(
          (part) =>
            counts[part] > 0 && <span key={part} data-part={part} style={{ flexGrow: counts[part], flexBasis: 0 }} />,
        )}
      </div>
      <dl className={classes.outcome}>
        {parts.map((part) => (
          <div key={part} data-part={part}>
            <dt>{done ? t(`done.${part}`) : t(`would.${part}`)}</dt>
            <dd>{number(counts[part])}</dd>
          </div>
        ))}
        <div>
          <dt>{t("rowsInFile")}</dt>
          <dd>{number(counts.rows)}</dd>
        </div>
      </dl>
      <p className={classes.quiet}>
        {t("beside", { warnings: counts.warnings, duplicates: counts.possibleDuplicates, gone })}
        {gone > 0 && ` ${t("goneText")}`}
      </p>
    </>
  );
}
