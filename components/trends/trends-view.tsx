import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MonthlyChart } from "@/components/charts/monthly-chart";
import { FilterBar } from "@/components/filters/filter-bar";
import { FilterPanel } from "@/components/filters/filter-panel";
import { NothingMatches } from "@/components/filters/nothing-matches";
import type { FilterPlace } from "@/components/filters/place";
import { ProblemList } from "@/components/filters/problem-list";
import { ConversionNotice } from "@/components/ui/conversion-notice";
import { EmptyState } from "@/components/ui/empty-state";
import { today } from "@/lib/dates/calendar";
import { monthNumber } from "@/lib/filter/period";
import { trendsHref, viewQuery } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import { ChartOut, PrintedAbout } from "./chart-out";
import { AssessmentList, ContextPanel } from "./context-panel";
import { MarkerList } from "./marker-list";
import { Method, NoCoverage } from "./method";
import { MonthlyTable } from "./monthly-table";
import { PointsBeside } from "./points-beside";
import { SeriesLegend } from "./series-legend";
import classes from "./trends.module.css";
import { TrendsControls, UnitChoice } from "./trends-controls";
import { TrendsHeading } from "./trends-heading";
import { EffectOfSet, TrendsSummary } from "./trends-notes";
import { useChartModel } from "./use-chart-model";

/** The trends of the filter: the chart or its table twin, what it leaves out, the points beside it, the events. */
export function TrendsView({
  page,
  timeZone,
  views,
}: {
  page: TrendsPage;
  timeZone: string;
  /** saved views: the menu in the filter bar, and their section in the panel */
  views: { menu: ReactNode; section: ReactNode };
}) {
  const { filter, view, facets, model, problems, asOf, unit, conversion } = page;
  // One and the same object for the screen and for the picture: it is sent once.
  const chart = useChartModel(model, unit);
  const place: FilterPlace = { path: "/trends", keep: viewQuery(view) };
  // Gaps alone are a chart too, as long as there are cases elsewhere.
  const drawable = model.months.length > 0 && (model.all.cases > 0 || model.months.some((month) => month.total));
  return (
    <>
      <FilterBar filter={filter} names={page} place={place} lead={views.menu} />
      <FilterPanel filter={filter} facets={facets} names={page} place={place} lead={views.section} />
      <ProblemList problems={problems} />
      <div className={classes.page}>
        <div className={classes.head}>
          <TrendsHeading page={page} />
          {model.months.length > 0 && (
            <div className={classes.tools}>
              <TrendsControls page={page} present={monthNumber(today(timeZone, asOf))} />
              {drawable && <ChartOut page={page} chart={chart} timeZone={timeZone} />}
            </div>
          )}
        </div>
        <div className={classes.busy} aria-hidden="true" />
        <ConversionNotice conversion={conversion} href={trendsHref(filter, { ...view, set: null })} />
        {drawable && <PrintedAbout page={page} timeZone={timeZone} />}
        {drawable ? (
          <>
            <UnitChoice page={page} />
            <SeriesLegend model={model} unit={unit} chart={view.show === "chart"} />
            {view.show === "chart" ? (
              <MonthlyChart model={chart} />
            ) : (
              <MonthlyTable model={model} unit={unit} effect={page.effect} />
            )}
          </>
        ) : (
          <NothingToDraw {...page} />
        )}
        {model.all.cases > 0 && <TrendsSummary page={page} />}
        <EffectOfSet page={page} />
        {facets.total === 0 && facets.register > 0 && (
          <NothingMatches filter={filter} lift={page.lift} names={page} place={place} />
        )}
        {drawable ? <Method page={page} timeZone={timeZone} /> : <NoCoverage page={page} />}
        <div className={classes.parts}>
          {drawable && <PointsBeside page={page} />}
          {drawable && <ContextPanel page={page} />}
          {drawable && <MarkerList markers={model.markers} />}
          {drawable && <AssessmentList page={page} />}
        </div>
      </div>
    </>
  );
}

/** Why there is no axis. A failure never comes this way. */
function NothingToDraw({ facets, model, view }: TrendsPage) {
  const t = useTranslations("trends.empty");
  if (facets.total > 0 && model.all.cases === 0 && view.measure === "units")
    return <EmptyState title={t("noUnit")} text={t("noUnitHint")} />;
  if (facets.register === 0) return <EmptyState title={t("register")} text={t("registerHint")} />;
  return model.months.length === 0 ? <EmptyState title={t("noMonths")} text={t("noMonthsHint")} /> : null;
}
