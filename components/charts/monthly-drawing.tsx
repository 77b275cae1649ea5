"use client";

import type { MouseEvent } from "react";
import { useId } from "react";
import type { BarShapeProps } from "recharts";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis, ZIndexLayer } from "recharts";
import type { ChartModel, ChartMonth } from "@/lib/charts/chart-model";
import { frame, headOf } from "@/lib/charts/chart-model";
import type { Look } from "@/lib/charts/colours";
import { seriesColour, shapeOf } from "@/lib/charts/colours";
import { markAt, markFits, shapePaths } from "@/lib/charts/shapes";
import classes from "./monthly-chart.module.css";
import { AxisUnit, Gaps, Markers, MonthTicks, Provisional, Ranges, Totals } from "./monthly-layers";

type Row = Record<string, string | number>;

/** Missing is absent, not 0: the key is left out, so that nothing is drawn and the line breaks. */
function rowOf(month: ChartMonth): Row {
  const row: Row = { month: month.month };
  for (const { series, value } of month.segments) if (value !== null) row[series] = value;
  if (month.yearBefore !== null) row.yearBefore = month.yearBefore.value;
  return row;
}

/** The drawing alone: it decides nothing, and says nothing that is not in the model. */
export function MonthlyDrawing({
  model,
  follow,
}: {
  model: ChartModel;
  follow: (event: MouseEvent, href: string) => void;
}) {
  const hatch = useId().replaceAll(":", "");
  const head = headOf(model);
  const height = head + frame.plot + frame.bottom;
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1024, height }}>
      <ComposedChart
        data={model.months.map(rowOf)}
        margin={{ top: head, right: frame.right, bottom: 0, left: 0 }}
        barCategoryGap="22%"
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
          dataKey="month"
          scale="band"
          height={frame.bottom}
          interval={0}
          tick={false}
          tickLine={false}
          axisLine={{ stroke: "var(--ink2)" }}
        />
        <YAxis
          width={frame.left}
          ticks={[...model.ticks]}
          domain={[0, model.ticks.at(-1) ?? 1]}
          interval={0}
          allowDecimals
          axisLine={false}
          tickLine={false}
          tick={{ fontSize: 12, fill: "var(--ink2)" }}
        />
        {model.series.map(({ code, look }) => (
          <Bar
            key={code}
            dataKey={code}
            stackId="cases"
            maxBarSize={56}
            isAnimationActive={false}
            activeBar={false}
            shape={(bar: BarShapeProps) => (
              <Segment
                bar={bar}
                month={model.months[bar.index]}
                series={code}
                look={look}
                hatch={hatch}
                follow={follow}
              />
            )}
          />
        ))}
        {model.withYearBefore && (
          <Line
            dataKey="yearBefore"
            stroke="var(--surface)"
            strokeWidth={4.5}
            dot={false}
            activeDot={false}
            connectNulls={false}
            isAnimationActive={false}
            className={classes.through}
          />
        )}
        {model.withYearBefore && (
          <Line
            dataKey="yearBefore"
            stroke="var(--ink)"
            strokeWidth={1.4}
            dot={{ r: 2.6, fill: "var(--surface)", stroke: "var(--ink)", strokeWidth: 1.4 }}
            activeDot={false}
            connectNulls={false}
            isAnimationActive={false}
            className={classes.through}
          />
        )}
        <ZIndexLayer zIndex={500}>
          <g className={classes.through}>
            <AxisUnit model={model} />
            <MonthTicks model={model} />
            <Gaps model={model} fill={`url(#${hatch}-gap)`} />
            <Provisional model={model} />
            <Ranges model={model} />
            <Totals model={model} />
            <Markers model={model} />
          </g>
        </ZIndexLayer>
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function fillOf(look: Look, provisional: boolean, hatch: string): string {
  if (provisional) return `url(#${hatch}-${look})`;
  return look === "mixed" ? `url(#${hatch}-checked)` : seriesColour(look);
}

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

/** One segment, a link of its own. A hairline of surface divides it from its neighbours; a provisional one is hatched and outlined. */
function Segment({
  bar: { x, y, width, height },
  month,
  series,
  look,
  hatch,
  follow,
}: {
  bar: BarShapeProps;
  month: ChartMonth | undefined;
  series: string;
  look: Look;
  hatch: string;
  follow: (event: MouseEvent, href: string) => void;
}) {
  const segment = month?.segments.find((s) => s.series === series);
  if (!month || !segment || height <= 0) return <g />;
  const colour = seriesColour(look);
  const inset = month.provisional ? 0.5 : 0;
  return (
    <a
      href={segment.href}
      tabIndex={-1}
      className={classes.segment}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => follow(event, segment.href)}
    >
      <rect
        x={x + inset}
        y={y + inset + (height > 3 ? 1 : 0)}
        width={Math.max(0.8, width - 2 * inset)}
        height={Math.max(0.8, height - 2 * inset - (height > 3 ? 1 : 0))}
        fill={fillOf(look, month.provisional, hatch)}
        stroke={month.provisional ? colour : undefined}
      />
      {markFits(width, height) && (
        <path
          className={classes.printed}
          transform={markAt(x + width / 2, y + height / 2)}
          d={shapePaths[shapeOf(look)]}
          fillRule="evenodd"
          fill="var(--surface)"
          stroke={colour}
          strokeWidth={0.6}
        />
      )}
    </a>
  );
}
