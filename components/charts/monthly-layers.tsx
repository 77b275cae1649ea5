"use client";

import { usePlotArea } from "recharts";
import { placeLabels } from "@/lib/charts/marker-labels";
import { monthTicks, totalsFit } from "@/lib/charts/ticks";
import type { ChartModel, ChartMonth } from "./chart-month";
import { frame } from "./chart-month";
import classes from "./monthly-chart.module.css";

type Layer = { model: ChartModel };

/** The plot's corners, px per month, and the height of a number of cases; null before the chart is measured. */
function usePlot({ months, ticks }: ChartModel) {
  const plot = usePlotArea();
  if (!plot || months.length === 0) return null;
  const band = plot.width / months.length;
  const max = ticks.at(-1) ?? 1;
  return {
    ...plot,
    band,
    floor: plot.y + plot.height,
    middle: (at: number) => plot.x + (at + 0.5) * band,
    heightAt: (cases: number) => plot.y + plot.height * (1 - cases / max),
  };
}

/** Months below the axis, as many as fit, and their years. */
export function MonthTicks({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  return monthTicks(model.first, model.months.length, plot.band).map(({ at, month, year }) => (
    <text key={at} x={plot.middle(at)} y={plot.floor + 16} textAnchor="middle" className={classes.tick}>
      {month !== null && <tspan x={plot.middle(at)}>{model.words.months[month - 1]}</tspan>}
      {year !== null && (
        <tspan x={plot.middle(at)} dy={month === null ? 0 : 15} className={classes.year}>
          {year}
        </tspan>
      )}
    </text>
  ));
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
  const room = plot.x + plot.width - x;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.y - 6} y2={plot.floor} className={classes.divider} />
      <text
        x={room > 76 ? x + 5 : x - 5}
        y={plot.y + 8}
        textAnchor={room > 76 ? "start" : "end"}
        className={classes.word}
      >
        {model.words.provisional}
      </text>
    </g>
  );
}

/** The total above each bar, and 0 on the axis where a month was covered, where numbers fit. */
export function Totals({ model }: Layer) {
  const plot = usePlot(model);
  const digits = String(model.ticks.at(-1) ?? 1).length;
  if (!plot || !totalsFit(plot.band, digits)) return null;
  return model.months.map(({ month, total, yearBefore }, at) =>
    total ? (
      <text
        key={month}
        x={plot.middle(at)}
        // Clear of the year before's dot where both figures are the same.
        y={plot.heightAt(total.cases) - (yearBefore === total.cases ? 8 : 5)}
        textAnchor="middle"
        className={total.cases === 0 ? classes.word : classes.total}
      >
        {total.cases}
      </text>
    ) : null,
  );
}

/** Dated events: a line from its words down to the bar, never across it; a month or a year is a bracket as long as it is. */
export function Markers({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  const places = model.markers.map(({ start, end, date, text, source }) => ({
    x: ((start + end) / 2) * plot.band,
    texts: [`${date} ${text} ${source}`.trim(), `${date} ${clip(text, 56)}`, `${date} ${clip(text, 24)}`, date],
  }));
  const lanes = Math.min(model.markers.length, frame.lanes);
  const labels = placeLabels(places, plot.width, lanes);
  const top = plot.y - frame.head - lanes * frame.lane;
  return model.markers.map(({ start, end, date, text }, i) => {
    const label = labels[i] ?? null;
    const x = plot.x + (places[i]?.x ?? 0);
    const y = top + (label?.lane ?? lanes) * frame.lane;
    const under = model.months[Math.min(model.months.length - 1, Math.floor((start + end) / 2))];
    const foot = plot.heightAt(under?.total?.cases ?? 0) - (under?.total ? 20 : 8);
    const bracket = plot.y - frame.head + 2;
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

/** A text cut at a word, so that it takes about so many Latin letters or half as many full-width ones. */
function clip(text: string, letters: number): string {
  let width = 0;
  let cut = 0;
  for (const char of text) {
    width += char > "\u1100" ? 2 : 1;
    if (width > letters) return `${text.slice(0, cut).replace(/\s+\S*$/, "")}…`;
    cut += char.length;
  }
  return text;
}

/** First and last place of each run of months that a test holds for. */
function runsOf(months: readonly ChartMonth[], test: (month: ChartMonth) => boolean): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  months.forEach((month, at) => {
    if (!test(month)) return;
    const last = runs.at(-1);
    if (last && last.to === at - 1) last.to = at;
    else runs.push({ from: at, to: at });
  });
  return runs;
}
