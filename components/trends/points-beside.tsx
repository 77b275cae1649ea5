import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage, TrendsView } from "@/lib/trends/types";
import { pointOrders } from "@/lib/trends/types";
import { PointLines } from "./point-lines";
import { PointMultiples } from "./point-multiples";
import { PointTable } from "./point-table";
import classes from "./points.module.css";
import { usePeriodName } from "./words";

/** The points of the filter beside each other: small charts, chosen ones on one chart, a table. */
export function PointsBeside({ page }: { page: TrendsPage }) {
  const t = useTranslations("trends.points");
  const { filter, view, beside, model } = page;
  const to = (change: Partial<TrendsView>) => trendsHref(filter, { ...view, ...change }) as Route;
  const nameOf = usePeriodName();
  if (beside.rows.length === 0) return null;
  // One and the same list for every small chart: it is sent once.
  const periods = beside.periods.map((href, at) => ({ name: nameOf(model.months[at]?.month ?? "", model.step), href }));
  return (
    <Section title={t("title")} note={t("note")} id="points">
      <div className={classes.controls} data-print="hide">
        <Segmented
          label={t("order")}
          segments={pointOrders.map((order) => ({
            key: order,
            label: t(`orders.${order}`),
            href: to({ order }),
            current: view.order === order,
          }))}
        />
        <Segmented
          label={t("scale")}
          segments={(["same", "own"] as const).map((scale) => ({
            key: scale,
            label: t(`scales.${scale}`),
            href: to({ scale: scale === "own" ? "own" : null }),
            current: (view.scale ?? "same") === scale,
          }))}
        />
        {filter.point.length > 0 && (
          <Link href={trendsHref({ ...filter, point: [] }, view) as Route} prefetch={false}>
            {t("everyPoint")}
          </Link>
        )}
      </div>
      <PointMultiples page={page} periods={periods} />
      <PointLines page={page} />
      <PointTable page={page} periods={periods} />
    </Section>
  );
}
