import { IconChartBar, IconTable } from "@tabler/icons-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { monthOfNumber } from "@/lib/filter/period";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage, TrendsView } from "@/lib/trends/types";
import { monthChoices } from "@/lib/trends/types";
import classes from "./trends.module.css";

/** How long the axis is, where it ends, and whether the figures stand as a chart or as a table: all of it in the address. */
export function TrendsControls({ page, present }: { page: TrendsPage; present: number }) {
  const t = useTranslations("trends.controls");
  const { filter, view, model, endsEarly } = page;
  const to = (change: Partial<TrendsView>) => trendsHref(filter, { ...view, ...change }) as Route;
  const chosen = view.months ?? (model.earlier.cases === 0 ? "all" : null);
  return (
    <div className={classes.controls} data-print="hide">
      <Segmented
        label={t("months")}
        segments={monthChoices.map((choice) => ({
          key: choice,
          label: choice === "all" ? t("every") : t("lastMonths", { count: Number(choice) }),
          href: to({ months: choice }),
          current: choice === chosen,
        }))}
      />
      {(endsEarly || view.toPresent) && filter.to === null && (
        <ButtonLink look="quiet" href={to({ toPresent: !view.toPresent })}>
          {view.toPresent ? t("toNewest") : t("toPresent", { month: monthOfNumber(present) })}
        </ButtonLink>
      )}
      <Segmented
        label={t("show")}
        segments={[
          { key: "chart", icon: IconChartBar },
          { key: "table", icon: IconTable },
        ].map(({ key, icon: Icon }) => ({
          key,
          label: (
            <>
              <Icon size={15} stroke={1.75} aria-hidden="true" />
              {t(key === "chart" ? "chart" : "table")}
            </>
          ),
          href: to({ show: key === "chart" ? "chart" : "table" }),
          current: view.show === key,
        }))}
      />
    </div>
  );
}
