"use client";

import { useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { LineValues } from "@/lib/reports/form";
import classes from "./conversion-panel.module.css";
import { ConversionScale } from "./conversion-scale";
import type { Preview } from "./preview";
import { previewOf } from "./preview";
import { useReport } from "./report-context";
import { useWeights } from "./use-weights";

/** What the typed lines weigh, by the factors of the current conversion set, before anything is submitted. */
export function ConversionPanel({ rows }: { rows: readonly LineValues[] }) {
  const { data } = useReport();
  const t = useTranslations("reports.conversion");
  const previews = rows.flatMap((row) => previewOf(row, data.substances, data.set) ?? []);
  return (
    <section className={classes.panel} aria-label={t("title")}>
      <h3 className={classes.title}>{t("title")}</h3>
      {previews.length === 0 && <p className={classes.note}>{t("empty")}</p>}
      <ul>
        {previews.map((preview) => (
          <LinePreview key={preview.row.key} preview={preview} />
        ))}
      </ul>
      {previews.some(({ mass }) => mass.basis !== "unknown") && (
        <p className={classes.note}>{t("set", { name: data.set.name })}</p>
      )}
    </section>
  );
}

const signs: Record<string, string> = { about: "≈\u2009", "at-least": "≥\u2009", "at-most": "≤\u2009" };

function LinePreview({ preview }: { preview: Preview }) {
  const { locale } = useReport();
  const t = useTranslations("reports.conversion");
  const units = useTranslations("codes.unitShort");
  const qualifiers = useTranslations("codes.qualifier");
  const { weight, reasons, isStated } = useWeights();
  const { row, substance, quantity, unit, mass } = preview;
  const { low, central, high, basis, factor } = mass;
  return (
    <li className={classes.line}>
      <p className={classes.equation}>
        {substance && <SubstanceMark series={seriesOf(substance.slug, substance.family)} />}
        <span className="visually-hidden">{substance ? nameIn(substance, locale) : row.asReported}: </span>
        {quantity === null || unit === null ? (
          <em>{qualifiers("unknown")}</em>
        ) : (
          <span>
            {signs[row.qualifier]}
            <strong>{formatNumber(quantity, locale)}</strong> {units(unit, { count: Number(quantity) })}
          </span>
        )}
        {isStated(preview) && <span className={classes.aside}>{t("stated")}</span>}
        {central !== null && !isStated(preview) && (
          <>
            <span aria-hidden="true">→</span>
            <span className={classes.derived}>
              {basis === "factor" && "≈\u2009"}
              {weight(central)}
            </span>
          </>
        )}
      </p>
      {central !== null && basis === "factor" && <ConversionScale range={{ low, central, high }} />}
      <div className={classes.note}>
        {reasons(preview)}{" "}
        {factor && (
          <details className={classes.source}>
            <summary>{t("source")}</summary>
            {factor.source} {factor.note}
          </details>
        )}
      </div>
    </li>
  );
}

/** The same in one line under its row, where the panel is out of sight: on a narrow screen. */
export function LineWeight({ row }: { row: LineValues }) {
  const { data } = useReport();
  const { weight, reasons, isStated } = useWeights();
  const preview = previewOf(row, data.substances, data.set);
  if (!preview || preview.mass.central === null || isStated(preview)) return null;
  return (
    <p className={classes.beneath}>
      <span className={classes.derived}>
        {preview.mass.basis === "factor" && "≈\u2009"}
        {weight(preview.mass.central)}
      </span>{" "}
      {reasons(preview)}
    </p>
  );
}
