import { useTranslations } from "next-intl";
import { FilterBar } from "@/components/filters/filter-bar";
import { FilterPanel } from "@/components/filters/filter-panel";
import { NothingMatches } from "@/components/filters/nothing-matches";
import type { FilterPlace } from "@/components/filters/place";
import { ProblemList } from "@/components/filters/problem-list";
import { EmptyState } from "@/components/ui/empty-state";
import { today } from "@/lib/dates/calendar";
import { monthNumber } from "@/lib/filter/period";
import { viewQuery } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import { MarkerList } from "./marker-list";
import { MonthlyFigure } from "./monthly-figure";
import { MonthlyTable } from "./monthly-table";
import { PointTable } from "./point-table";
import { SeriesLegend } from "./series-legend";
import classes from "./trends.module.css";
import { TrendsControls } from "./trends-controls";
import { TrendsHeading } from "./trends-heading";
import { HowToRead, TrendsSummary } from "./trends-notes";

/** The trends of the filter: the chart or its table twin, what it leaves out, the points beside it, the events. */
export function TrendsView({ page, timeZone }: { page: TrendsPage; timeZone: string }) {
  const { filter, view, facets, model, range, points, problems, asOf } = page;
  const place: FilterPlace = { path: "/trends", keep: viewQuery(view) };
  // Gaps alone are a chart too, as long as there are cases elsewhere.
  const drawable = model.months.length > 0 && (model.all.cases > 0 || model.months.some((month) => month.total));
  return (
    <>
      <FilterBar filter={filter} names={page} place={place} />
      <FilterPanel filter={filter} facets={facets} names={page} place={place} />
      <ProblemList problems={problems} />
      <div className={classes.page}>
        <div className={classes.head}>
          <TrendsHeading filter={filter} points={points} range={range} />
          {model.months.length > 0 && <TrendsControls page={page} present={monthNumber(today(timeZone, asOf))} />}
        </div>
        {drawable ? (
          <>
            <SeriesLegend model={model} chart={view.show === "chart"} />
            {view.show === "chart" ? <MonthlyFigure model={model} range={range} /> : <MonthlyTable model={model} />}
          </>
        ) : (
          <NothingToDraw {...page} />
        )}
        {model.all.cases > 0 && <TrendsSummary page={page} />}
        {model.all.cases === 0 && facets.register > 0 && (
          <NothingMatches filter={filter} lift={page.lift} names={page} place={place} />
        )}
        {drawable && <HowToRead page={page} timeZone={timeZone} />}
        <div className={classes.parts}>
          <div>
            <PointTable page={page} />
          </div>
          <div>{drawable && <MarkerList markers={model.markers} />}</div>
        </div>
      </div>
    </>
  );
}

/** Why there is no axis. A failure never comes this way. */
function NothingToDraw({ facets, model }: TrendsPage) {
  const t = useTranslations("trends.empty");
  if (facets.register === 0) return <EmptyState title={t("register")} text={t("registerHint")} />;
  return model.months.length === 0 ? <EmptyState title={t("noMonths")} text={t("noMonthsHint")} /> : null;
}
