"use client";

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { Look } from "@/lib/charts/colours";
import { seriesColour, shapeOf } from "@/lib/charts/colours";
import { shapePaths } from "@/lib/charts/shapes";
import type { LinesChartProps } from "./lines-chart";
import classes from "./monthly-chart.module.css";

/** Only the drawing: the figures stand in the table. */
export function LinesDrawing({ periods, lines, ticks }: LinesChartProps) {
  const data = periods.map((period, at) => ({
    period,
    ...Object.fromEntries(lines.flatMap(({ code, values }) => (values[at] == null ? [] : [[code, values[at]]]))),
  }));
  return (
    <ResponsiveContainer width="100%" height={240} initialDimension={{ width: 1024, height: 240 }}>
      <LineChart data={data} margin={{ top: 10, right: 12, bottom: 0, left: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="period"
          minTickGap={24}
          tickLine={false}
          axisLine={{ stroke: "var(--ink2)" }}
          tick={{ fontSize: 12, fill: "var(--ink2)" }}
        />
        <YAxis
          width={40}
          ticks={[...ticks]}
          domain={[0, ticks.at(-1) ?? 1]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={{ fontSize: 12, fill: "var(--ink2)" }}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, label }) => {
            const at = periods.indexOf(String(label));
            if (!active || at < 0) return null;
            return (
              <div className={classes.linesTooltip}>
                <strong>{label}</strong>
                {lines.map(({ code, look, name, texts }) => (
                  <div key={code}>
                    <SubstanceMark series={look} /> {name} <span>{texts[at] ?? "–"}</span>
                  </div>
                ))}
              </div>
            );
          }}
        />
        {lines.map(({ code, look, name }) => (
          <Line
            key={code}
            dataKey={code}
            name={name}
            stroke={seriesColour(look)}
            strokeWidth={1.8}
            connectNulls={false}
            isAnimationActive={false}
            activeDot={false}
            dot={({ key, cx, cy, value }) =>
              value == null ? <g key={key} /> : <Dot key={key} x={cx} y={cy} look={look} />
            }
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
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
