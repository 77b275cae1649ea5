"use client";

import { usePlotArea } from "recharts";
import type { ChartModel } from "@/lib/charts/chart-model";
import { frame, headOf, markerTexts, runsOf } from "@/lib/charts/chart-model";
import { placeLabels } from "@/lib/charts/marker-labels";
import { periodTicks, totalsFit } from "@/lib/charts/ticks";
import classes from "./monthly-chart.module.css";

type Layer = { model: ChartModel };

/** The plot's corners, px per month, and the height of a value; null before the chart is measured. */
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
    heightAt: (value: number) => plot.y + plot.height * (1 - value / max),
  };
}

/** Months below the axis, as many as fit, and their years. */
export function MonthTicks({ model }: Layer) {
  const plot = usePlot(model);
  if (!plot) return null;
  const names = model.step === 3 ? model.words.quarters : model.words.months;
  return periodTicks(model.first, model.step, model.months.length, plot.band).map(({ at, month, year }) => (
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
  const room = plot.x + plot.width - x;
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
        x={room > 76 ? x + 5 : x - 5}
        y={plot.y - headOf({ ...model, markers: [] }) + 10}
        textAnchor={room > 76 ? "start" : "end"}
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
  return model.months.map(({ month, total, label, range, largest, yearBefore }, at) => {
    if (!total) return null;
    const top = Math.max(total.value ?? 0, range?.high ?? range?.low ?? 0);
    // Clear of the arrow of a bar without an upper bound, and of the year before's dot where both figures are the same.
    const clear = range !== null && range.high === null ? 13 : yearBefore && yearBefore.value === top ? 8 : 5;
    const y = plot.heightAt(top) - clear;
    return (
      <g key={month}>
        <text
          x={plot.middle(at)}
          y={y}
          textAnchor="middle"
          className={total.cases === 0 ? classes.word : classes.total}
        >
          {label}
        </text>
        {largest !== null && totalsFit(plot.band, largest.length) && (
          <text x={plot.middle(at)} y={y - 14} textAnchor="middle" className={classes.share}>
            {largest}
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
  return model.months.map(({ month, range, total, part }, at) => {
    const x = plot.middle(at);
    const cap = Math.min(5, plot.band * 0.22);
    const open = range !== null && range.high === null;
    const top =
      range === null ? 0 : open ? plot.heightAt(total?.value ?? range.low) - 9 : plot.heightAt(range.high ?? 0);
    const d = range && `M${x} ${plot.heightAt(range.low)}V${top}M${x - cap} ${plot.heightAt(range.low)}h${2 * cap}`;
    return (
      <g key={month}>
        {d && (
          <>
            <path
              d={`${d}M${x - cap} ${open ? top + 5 : top}${open ? `L${x} ${top}l${cap} 5` : `h${2 * cap}`}`}
              className={classes.rangeHalo}
            />
            <path
              d={`${d}M${x - cap} ${open ? top + 5 : top}${open ? `L${x} ${top}l${cap} 5` : `h${2 * cap}`}`}
              className={classes.range}
            />
          </>
        )}
        {part && <path d={`M${x - plot.band / 2 + 1} ${plot.floor + 3}h${plot.band - 2}`} className={classes.part} />}
      </g>
    );
  });
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
