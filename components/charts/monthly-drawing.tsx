"use client";

import { useLocale } from "next-intl";
import { useId } from "react";
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis, ZIndexLayer } from "recharts";
import type { ChartModel } from "@/lib/charts/chart-model";
import { frame, headOf } from "@/lib/charts/chart-model";
import { seriesColour } from "@/lib/charts/colours";
import { formatTick, tickLook } from "@/lib/charts/ticks";
import { AxisUnit, Bars, Gaps, Markers, MonthTicks, Provisional, Ranges, Totals, YearBefore } from "./monthly-layers";

/**
 * The drawing alone: it decides nothing, and says nothing that is not in the model. The chart gives size, grid and axis; what stands in the
 * periods is drawn in layers of a few paths each, for there may be thousands of bars.
 */
export function MonthlyDrawing({ model }: { model: ChartModel }) {
  const hatch = useId().replaceAll(":", "");
  const locale = useLocale();
  const { fontSize, tickSize } = tickLook(model.ticks.at(-1) ?? 0, locale);
  const head = headOf(model);
  const height = head + frame.plot + frame.bottom;
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1024, height }}>
      <ComposedChart
        data={noData}
        margin={{ top: head, right: frame.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <defs>
          {model.series.map(({ look }) => (
            <Hatch key={look} id={`${hatch}-${look}`} colour={seriesColour(look)} crossed={look === "mixed"} />
          ))}
          {/* Two or more substances: neutral like "other", so its texture tells it apart. */}
          <pattern id={`${hatch}-checked`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill={seriesColour("mixed")} />
            <path d="M0 0h3v3H0zM3 3h3v3H3z" fill="var(--bar)" />
          </pattern>
          <pattern id={`${hatch}-gap`} width="3" height="3" patternUnits="userSpaceOnUse">
            <rect width="1.2" height="1.2" fill="var(--ink3)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          type="number"
          domain={[0, 1]}
          allowDataOverflow
          height={frame.bottom}
          tick={false}
          tickLine={false}
          axisLine={{ stroke: "var(--ink2)" }}
        />
        <YAxis
          width={frame.left}
          ticks={[...model.ticks]}
          domain={[0, model.ticks.at(-1) ?? 1]}
          allowDataOverflow
          interval={0}
          allowDecimals
          axisLine={false}
          tickLine={false}
          tickFormatter={(value: number) => formatTick(value, locale)}
          tickSize={tickSize}
          tick={{ fontSize, fill: "var(--ink2)" }}
        />
        <ZIndexLayer zIndex={300}>
          <Bars
            model={model}
            fillOf={(look, provisional) =>
              provisional ? `url(#${hatch}-${look})` : look === "mixed" ? `url(#${hatch}-checked)` : seriesColour(look)
            }
          />
        </ZIndexLayer>
        <ZIndexLayer zIndex={500}>
          <YearBefore model={model} />
          <AxisUnit model={model} />
          <MonthTicks model={model} />
          <Gaps model={model} fill={`url(#${hatch}-gap)`} />
          <Provisional model={model} />
          <Ranges model={model} />
          <Totals model={model} />
          <Markers model={model} />
        </ZIndexLayer>
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** The layers know the figures; the chart needs none. */
const noData: [] = [];

/** Stripes of a colour on the surface, at 45 degrees; crossed, in both directions. */
function Hatch({ id, colour, crossed }: { id: string; colour: string; crossed: boolean }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--surface)" />
      <rect width={crossed ? 2 : 3.4} height="6" fill={colour} />
      {crossed && <rect width="6" height="2" fill={colour} />}
    </pattern>
  );
}
