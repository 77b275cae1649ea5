"use client";

import { usePlotArea } from "recharts";
import type { ChartModel } from "@/lib/charts/chart-model";
import { frame, headOf, markerTexts, runsOf } from "@/lib/charts/chart-model";
import type { Look } from "@/lib/charts/colours";
import { seriesColour, shapeOf } from "@/lib/charts/colours";
import { placeLabels, textWidth } from "@/lib/charts/marker-labels";
import { markAt, markFits, shapePaths } from "@/lib/charts/shapes";
import type { Column } from "@/lib/charts/stack";
import { barWidth, coursePath, fillsOf, labelAt, rangePath, stackOf } from "@/lib/charts/stack";
import { periodTicks, totalsFit } from "@/lib/charts/ticks";
import classes from "./monthly-chart.module.css";

type Layer = { model: ChartModel };

/** The plot's corners, px per month, and the height of a value; null before the chart is measured. */
function usePlot({ months, ticks }: ChartModel) {
  const plot = usePlotArea();
  if (!plot || months.length === 0) return null;
  const band = plot.width / months.length;
  const max = ticks.at(-1) ?? 1;
  const bar = barWidth(band);
  const middle = (at: number) => plot.x + (at + 0.5) * band;
  const heightAt = (value: number) => plot.y + plot.height * (1 - value / max);
  return {
    ...plot,
    band,
    floor: plot.y + plot.height,
    middle,
    heightAt,
    columnOf: (at: number): Column => ({ x: middle(at), bar, heightAt }),
  };
}

/** The bars, one path for all that look alike. A hairline of surface divides segments; provisional ones are hatched and outlined. */
export function Bars({ model, fillOf }: Layer & { fillOf: (look: Look, provisional: boolean) => string }) {
  const plot = usePlot(model);
  if (!plot) return null;
  return (
    <>
      {fillsOf(model, plot.columnOf).map(({ look, provisional, d }) => (
        <path
          key={`${look} ${provisional}`}
          data-fill={look}
          d={d}
          fill={fillOf(look, provisional)}
          stroke={provisional ? seriesColour(look) : undefined}
        />
      ))}
      {model.months.flatMap((month, at) =>
        stackOf(model.series, month, plot.columnOf(at)).map(
          ({ series, look, x, y, width, height }) =>
            markFits(width, height) && (
              <path
                key={`${month.month} ${series}`}
                className={classes.printed}
                transform={markAt(x + width / 2, y + height / 2)}
                d={shapePaths[shapeOf(look)]}
                fillRule="evenodd"
                fill="var(--surface)"
                stroke={seriesColour(look)}
                strokeWidth={0.6}
              />
            ),
        ),
      )}
    </>
  );
}

/** The same periods of the year before: a line with a dot at each, on a rim of surface. */
export function YearBefore({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot || !model.withYearBefore) return null;
  const { line, dots } = coursePath(model.months, plot.columnOf);
  const [d, r] = [plot.band < 8 ? 1.2 : 2.6, plot.band < 8 ? 0.8 : 1.4];
  return (
    <g>
      <path d={line} className={classes.courseRim} />
      <path d={line} className={classes.course} />
      <path
        d={dots.map(({ x, y }) => `M${x - d} ${y}a${d} ${d} 0 1 1 ${2 * d} 0a${d} ${d} 0 1 1 ${-2 * d} 0z`).join("")}
        className={classes.dots}
        strokeWidth={r}
      />
    </g>
  );
}

/** Months below the axis, as many as fit, and their years. */
export function MonthTicks({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  const names = model.step === 3 ? model.words.quarters : model.words.months;
  return periodTicks(model.first, model.step, model.months.length, plot.band, names).map(({ at, month, year }) => (
    <text key={at} x={plot.middle(at)} y={plot.floor + 16} textAnchor="middle" className={classes.tick}>
      {month !== null && <tspan x={plot.middle(at)}>{names[month - 1]}</tspan>}
      {year !== null && (
        <tspan x={plot.middle(at)} dy={month === null ? 0 : 15} className={classes.year}>
          {year}
        </tspan>
      )}
    </text>
  ));
}

/** What the vertical axis is in. */
export function AxisUnit({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot || model.words.axis === "") return null;
  return (
    <text x={plot.x - 8} y={plot.y - 9} textAnchor="end" className={classes.tick}>
      {model.words.axis}
    </text>
  );
}

/** A dotted strip on the axis where nothing is known, and the words where they fit. */
export function Gaps({ model, fill }: Layer & { fill: string }) {
  const plot = usePlot(model);
  if (!plot) return null;
  return runsOf(model.months, (month) => month.gap).map(({ from, to }) => {
    const width = (to - from + 1) * plot.band;
    const inset = Math.min(4, plot.band * 0.11);
    return (
      <g key={from}>
        <rect
          x={plot.x + from * plot.band + inset}
          y={plot.floor - 6}
          width={width - 2 * inset}
          height={5}
          fill={fill}
        />
        {width > 90 && (
          <text
            x={plot.x + from * plot.band + width / 2}
            y={plot.floor - 12}
            textAnchor="middle"
            className={classes.word}
          >
            {model.words.uncovered}
          </text>
        )}
      </g>
    );
  });
}

/** A dashed line before the months that may still grow. */
export function Provisional({ model }: Layer) {
  const plot = usePlot(model);
  const first = model.months.findIndex((month) => month.provisional);
  if (!plot || first < 0) return null;
  const x = plot.x + first * plot.band;
  const fits = plot.x + plot.width - x > textWidth(model.words.provisional) + 6;
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={plot.y - headOf({ ...model, markers: [] }) + 2}
        y2={plot.floor}
        className={classes.divider}
      />
      <text
        x={fits ? x + 5 : x - 5}
        y={plot.y - headOf({ ...model, markers: [] }) + frame.word}
        textAnchor={fits ? "start" : "end"}
        className={classes.word}
      >
        {model.words.provisional}
      </text>
    </g>
  );
}

/** The total above each bar, and 0 on the axis where a month was covered, where numbers fit; above it the largest case's share. */
export function Totals({ model }: Layer) {
  const plot = usePlot(model);
  const longest = Math.max(1, ...model.months.map(({ label }) => label.length));
  if (!plot || !totalsFit(plot.band, longest)) return null;
  return model.months.map((month, at) => {
    if (!month.total) return null;
    const share = month.largest !== null && totalsFit(plot.band, month.largest.length) ? month.largest : null;
    const y = labelAt(month, plot.heightAt, share !== null);
    return (
      <g key={month.month}>
        <text
          x={plot.middle(at)}
          y={y}
          textAnchor="middle"
          className={month.total.cases === 0 ? classes.word : classes.total}
        >
          {month.label}
        </text>
        {share !== null && (
          <text x={plot.middle(at)} y={y - 14} textAnchor="middle" className={classes.share}>
            {share}
          </text>
        )}
      </g>
    );
  });
}

/** From low to high around the top of each bar, an arrow where there is no upper bound; a dashed edge where a part of a period is counted. */
export function Ranges({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  const { months } = model;
  const d = months.map((month, at) => rangePath(month, plot.columnOf(at), plot.band)).join("");
  const parts = months
    .map(({ part }, at) => (part ? `M${plot.middle(at) - plot.band / 2 + 1} ${plot.floor + 3}h${plot.band - 2}` : ""))
    .join("");
  return (
    <g>
      {d && <path d={d} className={classes.rangeHalo} />}
      {d && <path d={d} className={classes.range} />}
      {parts && <path d={parts} className={classes.part} />}
    </g>
  );
}

/** Dated events: a line from its words down to the bar, never across it; a month or a year is a bracket as long as it is. */
export function Markers({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  const places = model.markers.map((marker) => ({
    x: ((marker.start + marker.end) / 2) * plot.band,
    texts: markerTexts(marker),
  }));
  const head = headOf({ ...model, markers: [] });
  const lanes = Math.min(model.markers.length, frame.lanes);
  const labels = placeLabels(places, plot.width, lanes);
  const top = plot.y - head - lanes * frame.lane;
  return model.markers.map(({ start, end, date, text }, i) => {
    const label = labels[i] ?? null;
    const x = plot.x + (places[i]?.x ?? 0);
    const y = top + (label?.lane ?? lanes) * frame.lane;
    const under = model.months[Math.min(model.months.length - 1, Math.floor((start + end) / 2))];
    const peak = Math.max(under?.total?.value ?? 0, under?.range?.high ?? 0);
    const foot = plot.heightAt(peak) - (under?.total ? (under.largest === null ? 20 : 34) : 8);
    const bracket = plot.y - head + 2;
    return (
      <g key={`${date} ${text}`}>
        {end > start ? (
          <path
            className={classes.marker}
            d={`M${plot.x + start * plot.band + 0.5} ${bracket + 5}v-5H${plot.x + end * plot.band - 0.5}v5M${x} ${bracket}V${y + 3}`}
          />
        ) : (
          <line className={classes.marker} x1={x} x2={x} y1={y + 3} y2={Math.max(bracket, foot)} />
        )}
        {label && (
          <text
            x={label.side === "before" ? x - 5 : x + 5}
            y={y + 13}
            textAnchor={label.side === "before" ? "end" : "start"}
            className={classes.event}
          >
            <tspan className={classes.date}>{date}</tspan>
            {label.text.slice(date.length)}
          </text>
        )}
      </g>
    );
  });
}
