"use client";

import dynamic from "next/dynamic";
import type { Look } from "@/lib/charts/colours";
import classes from "./monthly-chart.module.css";

export type DrawnLine = {
  code: string;
  look: Look;
  name: string;
  values: readonly (number | null)[];
  texts: readonly (string | null)[];
};
export type LinesChartProps = {
  /** what it shows, for a screen reader; the table below has the figures */
  label: string;
  failed: string;
  /** first month of the axis, year * 12 + month - 1 */
  first: number;
  step: 1 | 3 | 12;
  months: readonly string[];
  ticks: readonly number[];
  periods: readonly string[];
  lines: readonly DrawnLine[];
  /** the first period that may still grow, -1 where none may, and the word for it */
  provisional: { from: number; word: string };
};

const LinesDrawing = dynamic(
  () =>
    import("./lines-drawing").then(
      (module) => module.LinesDrawing,
      () => Failed,
    ),
  { ssr: false },
);

function Failed({ failed }: LinesChartProps) {
  return <p className={classes.failed}>{failed}</p>;
}

/** Points on one chart, a line and a shape each; broken where nothing is known. */
export function LinesChart(props: LinesChartProps) {
  return (
    <figure className={classes.lines} aria-label={props.label}>
      <LinesDrawing {...props} />
    </figure>
  );
}
