import { useLocale, useTranslations } from "next-intl";
import { PlainTable } from "@/components/ui/plain-table";
import type { SetEffect, Sum } from "@/lib/conversions/types";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { minus } from "@/lib/quantity/decimal";
import classes from "./conversions.module.css";
import { useRangeWords, useWeightWords } from "./words";

/** What the lines that change weigh under the current set and under this one, by substance. */
export function EffectOfSet({ effect: { cases, lines, rows } }: { effect: SetEffect }) {
  const t = useTranslations("conversions");
  const locale = useLocale();
  const weight = useWeightWords();
  if (cases === 0) return <p className={classes.effect}>{t("noEffect")}</p>;
  const number = (n: number) => formatNumber(n, locale);
  const change = (before: Sum, after: Sum) => {
    const difference = minus(after.central ?? "0", before.central ?? "0");
    return difference.startsWith("-") || difference === "0" ? weight(difference) : `+${weight(difference)}`;
  };
  return (
    <>
      <p className={classes.effect}>{t("effectText", { cases, lines })}</p>
      <PlainTable
        label={t("effectTable")}
        columns={[
          { key: "substance", header: t("substance") },
          { key: "cases", header: t("cases"), kind: "numeric" },
          { key: "lines", header: t("lines"), kind: "numeric" },
          { key: "before", header: t("before"), kind: "numeric" },
          { key: "after", header: t("after"), kind: "numeric" },
          { key: "change", header: t("change"), kind: "numeric" },
        ]}
        rows={rows.map((row) => ({
          key: row.substance.slug,
          cells: {
            substance: nameIn(row.substance, locale),
            cases: number(row.cases),
            lines: number(row.lines),
            before: <Weight sum={row.before} />,
            after: <Weight sum={row.after} />,
            change: change(row.before, row.after),
          },
        }))}
      />
    </>
  );
}

function Weight({ sum }: { sum: Sum }) {
  const weight = useWeightWords();
  const range = useRangeWords()(sum);
  return (
    <>
      {weight(sum.central)}
      {range && <span className={classes.range}>{range}</span>}
    </>
  );
}
