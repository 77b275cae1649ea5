"use client";

import { useLocale } from "next-intl";
import { memo, useState } from "react";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, usePlotArea, XAxis, YAxis } from "recharts";
import type { Look } from "@/lib/charts/colours";
import { dashOf, seriesColour, shapeOf } from "@/lib/charts/colours";
import { endName, endRoom, linesFrame, placeEnds } from "@/lib/charts/lines";
import { textWidth } from "@/lib/charts/marker-labels";
import { shapePaths } from "@/lib/charts/shapes";
import { formatTick, tickLook } from "@/lib/charts/ticks";
import type { DrawnLine, LinesChartProps } from "./lines-chart";
import classes from "./monthly-chart.module.css";

/** Px between two shapes of a line. */
const apart = 26;

/** Only the drawing: the figures stand in the table. Each line has a colour, a stroke and a shape of its own, and its name where there is room. */
export const LinesDrawing = memo(function LinesDrawing({ periods, lines, ticks, provisional }: LinesChartProps) {
  const [width, setWidth] = useState(0);
  const locale = useLocale();
  const { fontSize, tickSize } = tickLook(ticks.at(-1) ?? 0, locale);
  const data = periods.map((period, at) => ({
    period,
    ...Object.fromEntries(lines.flatMap(({ code, values }) => (values[at] == null ? [] : [[code, values[at]]]))),
  }));
  const right = endRoom(
    width,
    lines.map(({ name }) => name),
  );
  return (
    <ResponsiveContainer
      width="100%"
      height={linesFrame.height}
      initialDimension={{ width: 1024, height: linesFrame.height }}
      onResize={(size) => setWidth(size)}
    >
      <LineChart data={data} margin={{ top: linesFrame.top, right, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="period"
          minTickGap={24}
          tickLine={false}
          axisLine={{ stroke: "var(--ink2)" }}
          tick={{ fontSize: 12, fill: "var(--ink2)" }}
        />
        <YAxis
          width={linesFrame.left}
          ticks={[...ticks]}
          domain={[0, ticks.at(-1) ?? 1]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tickFormatter={(value: number) => formatTick(value, locale)}
          tickSize={tickSize}
          tick={{ fontSize, fill: "var(--ink2)" }}
        />
        {lines.map(({ code, look, name }) => (
          <Line
            key={code}
            dataKey={code}
            name={name}
            stroke={seriesColour(look)}
            strokeWidth={1.8}
            strokeDasharray={dashOf(look)}
            connectNulls={false}
            isAnimationActive={false}
            activeDot={false}
            dot={false}
          />
        ))}
        <Marks lines={lines} ticks={ticks} periods={periods.length} />
        <Provisional {...provisional} periods={periods.length} />
        {width >= linesFrame.roomy && <Names lines={lines} ticks={ticks} periods={periods.length} />}
      </LineChart>
    </ResponsiveContainer>
  );
});

/** Shapes stand apart, those of one line not above those of another; a value between two gaps would not be seen without one. */
function isMarked(values: DrawnLine["values"], at: number, every: number, line: number): boolean {
  if ((at + line * Math.ceil(every / 6)) % every === 0) return true;
  return (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
}

/** Shapes on the lines, as many as stand apart: the line itself has none, for there may be thousands of periods. */
function Marks({ lines, ticks, periods }: { lines: readonly DrawnLine[]; ticks: readonly number[]; periods: number }) {
  const plot = usePlotArea();
  if (!plot) return null;
  const every = Math.max(1, Math.ceil((apart * periods) / Math.max(1, plot.width)));
  const xOf = (at: number) => plot.x + (periods === 1 ? plot.width / 2 : (plot.width * at) / (periods - 1));
  const yOf = (value: number) => plot.y + plot.height * (1 - value / (ticks.at(-1) ?? 1));
  return (
    <g className={classes.through}>
      {lines.map(({ code, look, values }, line) =>
        values.map((value, at) =>
          value === null || !isMarked(values, at, every, line) ? null : (
            <Dot key={`${code} ${xOf(at)}`} x={xOf(at)} y={yOf(value)} look={look} />
          ),
        ),
      )}
    </g>
  );
}

/** A dashed line before the periods that may still grow: the fall of a month that is not over is no fall. */
function Provisional({ from, word, periods }: LinesChartProps["provisional"] & { periods: number }) {
  const plot = usePlotArea();
  if (!plot || from < 0) return null;
  const x = plot.x + (plot.width * Math.max(0, from - 0.5)) / Math.max(1, periods - 1);
  const fits = plot.x + plot.width - x > textWidth(word) + 6;
  return (
    <g className={classes.through}>
      <line x1={x} x2={x} y1={plot.y - 16} y2={plot.y + plot.height} className={classes.divider} />
      <text
        x={fits ? x + 5 : x - 5}
        y={plot.y - 6}
        textAnchor={fits ? "start" : "end"}
        fontSize={12}
        className={classes.word}
      >
        {word}
      </text>
    </g>
  );
}

/** The name of each line beside its end, so that nobody has to go by colour. */
function Names({ lines, ticks, periods }: { lines: readonly DrawnLine[]; ticks: readonly number[]; periods: number }) {
  const plot = usePlotArea();
  if (!plot) return null;
  return placeEnds({ lines, ticks }, plot.height, 14).map(({ code, at, y }) => {
    const line = lines.find((one) => one.code === code);
    if (!line) return null;
    const end = plot.y + plot.height * (1 - (line.values[at] ?? 0) / (ticks.at(-1) ?? 1));
    const to = { x: plot.x + plot.width + 8, y: plot.y + y };
    return (
      <g key={code} className={classes.through}>
        {/* Over the edge of the plot alone: across it, it would look like a course. */}
        {at === periods - 1 && (
          <path d={`M${to.x - 7} ${end}L${to.x - 1} ${to.y}`} stroke="var(--line2)" strokeWidth={1} fill="none" />
        )}
        <Dot x={to.x + 4} y={to.y} look={line.look} />
        <text x={to.x + 12} y={to.y + 4} fontSize={12} fill="var(--ink)">
          {endName(line.name)}
        </text>
      </g>
    );
  });
}

function Dot({ x, y, look }: { x?: number; y?: number; look: Look }) {
  if (x === undefined || y === undefined) return null;
  return (
    <path
      transform={`translate(${x - 4} ${y - 4}) scale(.8)`}
      d={shapePaths[shapeOf(look)]}
      fillRule="evenodd"
      fill={seriesColour(look)}
      stroke="var(--surface)"
      strokeWidth={1}
    />
  );
}
