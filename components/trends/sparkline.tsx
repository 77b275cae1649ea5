import { useLocale, useTranslations } from "next-intl";
import type { SparkPeriod } from "@/components/charts/spark-links";
import { SparkLinks } from "@/components/charts/spark-links";
import { nameIn } from "@/lib/i18n/names";
import { pointsQuery } from "@/lib/trends/rules";
import type { PointRow } from "@/lib/trends/types";
import classes from "./points.module.css";

/** A point's small chart, its bars links to exactly their cases. @param periods of all small charts, made once */
export function PointSpark({
  row,
  periods,
  label,
  ...drawn
}: {
  row: PointRow;
  periods: readonly SparkPeriod[];
  height: number;
  top: number;
  label: string;
}) {
  const t = useTranslations("trends.chart");
  const locale = useLocale();
  const grows = row.months.findIndex(({ provisional }) => provisional);
  return (
    <SparkLinks
      label={`${nameIn(row.point, locale)}. ${label}`}
      periods={periods}
      counts={row.months.map(({ cases }) => cases)}
      provisional={grows < 0 ? row.months.length : grows}
      only={pointsQuery(row.values)}
      words={{ gap: t("uncovered"), provisional: t("provisional"), locale }}
    >
      <Sparkline row={row} {...drawn} />
    </SparkLinks>
  );
}

/**
 * Bars of a point's periods, as wide as there is room: gaps dotted, provisional ones hatched, zeros a tick. One path for all of a kind: there
 * are dozens of these on a page. @param top what is as high as the drawing
 */
function Sparkline({
  row: { point, months },
  height,
  top,
}: {
  row: Pick<PointRow, "point" | "months">;
  height: number;
  top: number;
}) {
  const width = Math.max(1, months.length * 10);
  const hatch = `spark-${point.slug}-${height}`;
  const paths = { bar: "", provisional: "", nought: "", gap: "" };
  months.forEach(({ cases, provisional }, at) => {
    const x = at * 10 + 1;
    if (cases === null) paths.gap += `M${x} ${height - 2.5}h8`;
    else if (cases === 0) paths.nought += `M${x} ${height - 1}v-1h8v1z`;
    else {
      const bar = Math.max(2, Math.round((cases / top) * (height - 3) * 10) / 10);
      paths[provisional ? "provisional" : "bar"] += `M${x} ${height - 1}v-${bar}h8v${bar}z`;
    }
  });
  return (
    <svg
      className={classes.spark}
      style={{ height }}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {paths.gap && <path d={paths.gap} className={classes.gap} />}
      {paths.nought && <path d={paths.nought} className={classes.nought} />}
      {paths.bar && <path d={paths.bar} className={classes.bar} />}
      {paths.provisional && (
        <>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="4" className={classes.bar} />
          </pattern>
          <path d={paths.provisional} className={classes.provisional} style={{ fill: `url(#${hatch})` }} />
        </>
      )}
      <path d={`M0 ${height - 0.5}h${width}`} className={classes.floor} />
    </svg>
  );
}
