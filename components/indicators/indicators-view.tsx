import { IconPlus } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Spark } from "@/components/charts/spark";
import { ButtonLink } from "@/components/ui/button";
import { EdtfDate } from "@/components/ui/edtf-date";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { PlainTable } from "@/components/ui/plain-table";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { IndicatorsPage, SeriesRow } from "@/lib/indicators/types";
import classes from "./indicators.module.css";
import { TextList } from "./text-list";
import { useFigureWords, useUnitWords } from "./words";

/** What stands beside the cases: indicators by place, the events that charts mark, and what sources think. */
export function IndicatorsView({ page }: { page: IndicatorsPage }) {
  const t = useTranslations("indicators");
  const { series, markers, assessments, choices, rights } = page;
  return (
    <div className={classes.page}>
      <PageHeading
        title={t("title")}
        actions={
          rights !== "read" && (
            <ButtonLink href={"/indicators/new" as Route} look="primary">
              <IconPlus size={15} stroke={2} aria-hidden="true" />
              {rights === "keep" ? t("form.add") : t("form.propose")}
            </ButtonLink>
          )
        }
      />
      <p className={classes.lead}>{t("lead")}</p>
      {series.length === 0 ? <EmptyState title={t("none")} text={t("noneText")} /> : <SeriesTable series={series} />}
      <Section title={t("marker.title")} count={markers.length}>
        <p className={classes.lead}>{t("marker.lead")}</p>
        <TextList of="marker" rows={markers} choices={choices} rights={rights} />
      </Section>
      <Section title={t("assessment.title")} count={assessments.length}>
        <p className={classes.lead}>{t("assessment.lead")}</p>
        <TextList of="assessment" rows={assessments} choices={choices} rights={rights} />
      </Section>
    </div>
  );
}

/** Two values are no course. */
const hasCourse = ({ course }: Pick<SeriesRow, "course">) => course.filter(({ value }) => value !== null).length > 2;

function SeriesTable({ series }: { series: readonly SeriesRow[] }) {
  const t = useTranslations("indicators");
  const locale = useLocale();
  const figure = useFigureWords();
  const unit = useUnitWords();
  return (
    <PlainTable
      label={t("title")}
      columns={[
        { key: "name", header: t("column.indicator") },
        { key: "place", header: t("column.place") },
        { key: "latest", header: t("column.latest"), kind: "numeric" },
        { key: "unit", header: t("column.unit") },
        { key: "period", header: t("column.period"), kind: "narrow" },
        ...(series.some(hasCourse) ? [{ key: "course", header: t("column.course") }] : []),
        { key: "values", header: t("column.values"), kind: "numeric" },
      ]}
      rows={series.map(({ indicator, place, latest, values, course }) => ({
        key: `${indicator.slug} ${place?.code ?? ""}`,
        cells: {
          name: (
            <Link
              href={`/indicators/${indicator.slug}${place ? `?place=${encodeURIComponent(place.code)}` : ""}` as Route}
              prefetch={false}
            >
              {nameIn(indicator, locale)}
            </Link>
          ),
          place: place ? nameIn(place, locale) : <span className={classes.quiet}>{t("noValue")}</span>,
          latest: latest && figure(latest),
          unit: unit(indicator.unit),
          period: latest && <EdtfDate edtf={latest.edtf} />,
          course: hasCourse({ course }) && <Spark values={course} />,
          values: formatNumber(values, locale),
        },
      }))}
    />
  );
}
