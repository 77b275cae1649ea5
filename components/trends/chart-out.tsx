import { useTranslations } from "next-intl";
import { TakeOut } from "@/components/charts/take-out";
import type { ChartModel } from "@/lib/charts/chart-model";
import { monthOfNumber } from "@/lib/filter/period";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useAbout } from "./use-about";

/** The menu that takes the chart out. */
export function ChartOut({ page, chart, timeZone }: { page: TrendsPage; chart: ChartModel; timeZone: string }) {
  const t = useTranslations("trends.out");
  const { sheet, link, ...about } = useAbout(page, timeZone);
  const { range, handling, synthetic } = page;
  const mark = handling === null ? "" : `-TLP-${handling.toUpperCase()}`;
  return (
    <TakeOut
      model={chart}
      about={about}
      sheet={sheet}
      link={link}
      name={`weir-${synthetic ? "synthetic-" : ""}trends-${monthOfNumber(range.first)}-${monthOfNumber(range.last)}${mark}`}
      words={{
        open: t("open"),
        png: t("png"),
        svg: t("svg"),
        csv: t("csv"),
        copy: t("copy"),
        link: t("link"),
        print: t("print"),
        note: t("noteOut"),
        done: t("done"),
        copied: t("copied"),
        failed: t("failed"),
      }}
    />
  );
}

/** On paper only: what a picture carries stands on the page too. */
export function PrintedAbout({ page, timeZone }: { page: TrendsPage; timeZone: string }) {
  const { filter, note, handling, synthetic } = useAbout(page, timeZone);
  return (
    <div className={classes.printed}>
      {[synthetic, handling, note, filter].map((line) => line && <p key={line}>{line}</p>)}
    </div>
  );
}
