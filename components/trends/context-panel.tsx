import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { EdtfDate } from "@/components/ui/edtf-date";
import { Section } from "@/components/ui/section";
import { placeContext } from "@/lib/charts/context";
import { yearMarks } from "@/lib/charts/spark";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./context.module.css";

type Series = TrendsPage["context"]["series"][number];

/** Indicators of the months drawn, each on an axis of its own below the chart: beside the cases, never among them. */
export function ContextPanel({ page: { context, model } }: { page: TrendsPage }) {
  const t = useTranslations("trends.context");
  const locale = useLocale();
  const last = model.months.at(-1)?.last;
  if (context.series.length === 0 || last === undefined) return null;
  return (
    <Section title={t("title")} note={t("note")} id="context">
      <ul className={classes.series}>
        {context.series.map((series) => (
          <li key={`${series.indicator.slug} ${series.place.code}`}>
            <p className={classes.name}>
              <strong>{nameIn(series.indicator, locale)}</strong> {nameIn(series.place, locale)}
            </p>
            <Course series={series} axis={{ first: model.start, last }} />
            <Years first={model.start} months={last - model.start + 1} />
            <Values series={series} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Px of the narrowest panel. */
const narrowest = 300;

function Years({ first, months }: { first: number; months: number }) {
  return (
    <div className={classes.years} aria-hidden="true">
      {yearMarks(first, 1, months, narrowest).map(({ year, at }) => (
        <span key={year} style={{ left: `${at * 100}%` }}>
          {year}
        </span>
      ))}
    </div>
  );
}

const height = 56;

function Course({ series: { values }, axis }: { series: Series; axis: { first: number; last: number } }) {
  const { placed } = placeContext(values, axis);
  const y = (share: number) => height - 2 - share * (height - 6);
  return (
    <svg className={classes.course} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1={0} x2={1000} y1={height - 1} y2={height - 1} className={classes.floor} />
      {placed.map(({ start, end, at, low, high }, i) => {
        const [from, to] = [start * 1000, Math.max(end * 1000, start * 1000 + 4)];
        const key = `${values[i]?.edtf} ${values[i]?.value}`;
        if (at === null && low === null && high === null) return null;
        return (
          <g key={key}>
            {low !== null && high !== null && low !== high && (
              <rect
                x={from}
                width={to - from}
                y={y(high)}
                height={Math.max(1, y(low) - y(high))}
                className={classes.range}
              />
            )}
            {at !== null && <line x1={from} x2={to} y1={y(at)} y2={y(at)} className={classes.value} />}
          </g>
        );
      })}
    </svg>
  );
}

const signs = { exact: "", about: "~\u2009", "at-least": "≥\u2009", "at-most": "≤\u2009", unknown: "" };

/** The same in words, the newest first. */
function Values({ series: { values, indicator } }: { series: Series }) {
  const t = useTranslations("trends.context");
  const units = useTranslations("indicators.unit");
  const codes = useTranslations("codes.unit");
  const locale = useLocale();
  const unitOf = (unit: string) => {
    const own = unit as Parameters<typeof units>[0];
    const code = unit as Parameters<typeof codes>[0];
    return units.has(own) ? units(own) : codes.has(code) ? codes(code) : unit;
  };
  const shown = values.toReversed().slice(0, 6);
  return (
    <ul className={classes.values}>
      {shown.map(({ edtf, value, low, high, qualifier, words }) => (
        <li key={`${edtf} ${value} ${words}`}>
          <EdtfDate edtf={edtf} />{" "}
          {value !== null
            ? `${signs[qualifier]}${formatNumber(value, locale)} ${unitOf(indicator.unit)}`
            : low !== null && high !== null
              ? `${formatNumber(low, locale)}–${formatNumber(high, locale)} ${unitOf(indicator.unit)}`
              : (words ?? t("notStated"))}
        </li>
      ))}
      {values.length > shown.length && <li>{t("more", { count: values.length - shown.length })}</li>}
    </ul>
  );
}

/** What sources think of the time drawn: at its dates, marked as no fact, drawn from nothing. */
export function AssessmentList({ page: { context } }: { page: TrendsPage }) {
  const t = useTranslations("trends.context");
  const locale = useLocale();
  if (context.assessments.length === 0) return null;
  return (
    <Section title={t("assessments")} note={t("assessmentsNote")}>
      <ul className={classes.texts}>
        {context.assessments.map(({ id, edtf, source, ...text }) => (
          <li key={id}>
            <EdtfDate edtf={edtf} />
            <span>
              <Badge dashed>{t("assessment")}</Badge>{" "}
              <em>{nameIn({ nameEn: text.textEn, nameZh: text.textZh, nameKo: text.textKo }, locale)}</em>
              {source && (
                <cite className={classes.source}>
                  {source.number === null ? source.title : t("source", { number: source.number, title: source.title })}
                </cite>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
