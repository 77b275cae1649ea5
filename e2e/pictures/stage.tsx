import "@/app/fonts.css";
import "@/app/tokens.css";
import "@/app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import { createRoot } from "react-dom/client";
import { MonthlyChart } from "@/components/charts/monthly-chart";
import { PointLines } from "@/components/trends/point-lines";
import { PointMultiples } from "@/components/trends/point-multiples";
import { SeriesLegend } from "@/components/trends/series-legend";
import { useChartModel } from "@/components/trends/use-chart-model";
import type { MonthlyModel } from "@/lib/charts/monthly";
import codes from "@/lib/i18n/messages/en/codes.json";
import trends from "@/lib/i18n/messages/en/trends.json";
import { besideEachOther, scenes } from "./scenes";

/** The product's own charts with figures that never change, one of them on a page of its own: see e2e/chart-pictures.spec.ts. */
function Chart({ model }: { model: MonthlyModel }) {
  return (
    <>
      <SeriesLegend model={model} unit={null} chart />
      <MonthlyChart model={useChartModel(model, null)} />
    </>
  );
}

const periods = besideEachOther.beside.periods.map((href, at) => ({
  name: besideEachOther.model.months[at]?.month ?? "",
  href,
}));

const stages = {
  ...Object.fromEntries(Object.entries(scenes).map(([name, model]) => [name, <Chart key={name} model={model} />])),
  multiples: <PointMultiples page={besideEachOther} periods={periods} />,
  compared: <PointLines page={besideEachOther} />,
};

const root = document.getElementById("stage");
const scene = stages[root?.dataset.scene as keyof typeof stages];
if (root && scene)
  createRoot(root).render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ codes, trends }}>
      {scene}
    </NextIntlClientProvider>,
  );
