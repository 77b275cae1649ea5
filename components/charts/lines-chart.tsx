"use client";

import dynamic from "next/dynamic";
import type { CSSProperties, KeyboardEvent } from "react";
import { memo, useRef, useState } from "react";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { Look } from "@/lib/charts/colours";
import { endRoom, periodAt, placeOf } from "@/lib/charts/lines";
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
  ticks: readonly number[];
  periods: readonly string[];
  lines: readonly DrawnLine[];
  /** the first period that may still grow, -1 where none may, and the word for it */
  provisional: { from: number; word: string };
};

/** Not drawn anew for what is pointed at. */
const LinesDrawing = memo(
  dynamic(
    () =>
      import("./lines-drawing").then(
        (module) => module.LinesDrawing,
        () => Failed,
      ),
    { ssr: false },
  ),
);

function Failed({ failed }: LinesChartProps) {
  return <p className={classes.failed}>{failed}</p>;
}

/**
 * Points on one chart, a line and a shape each; broken where nothing is known. The pointer, a finger or the arrow keys choose a period, whose
 * figures are then said.
 */
export function LinesChart(props: LinesChartProps) {
  const { label, periods, lines } = props;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(periods.length - 1);
  /** width of the drawing while a period is shown */
  const [width, setWidth] = useState<number | null>(null);
  const names = lines.map(({ name }) => name);
  const measure = () => box.current?.getBoundingClientRect() ?? { left: 0, width: 0 };
  function point(clientX: number) {
    const { left, width: wide } = measure();
    setAt(periodAt(clientX - left, wide, endRoom(wide, names), periods.length));
    setWidth(wide);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setWidth(null);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: periods.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setAt(Math.min(periods.length - 1, Math.max(0, to)));
    setWidth(measure().width);
  }
  const x = width === null ? 0 : placeOf(at, width, endRoom(width, names), periods.length);
  const said = lines.map(({ name, texts }) => `${name} ${texts[at] ?? "–"}`).join("; ");
  return (
    <figure className={classes.lines} aria-label={label}>
      <div className={classes.drawn} aria-hidden="true">
        <LinesDrawing {...props} />
      </div>
      <div
        ref={box}
        className={classes.pointed}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, periods.length - 1)}
        aria-valuenow={at}
        aria-valuetext={`${periods[at] ?? ""}: ${said}`}
        onPointerDown={(event) => point(event.clientX)}
        onPointerMove={(event) => point(event.clientX)}
        onPointerLeave={(event) => {
          if (event.pointerType !== "touch") setWidth(null);
        }}
        onFocus={() => setWidth(measure().width)}
        onBlur={() => setWidth(null)}
        onKeyDown={onKeyDown}
      />
      {width !== null && (
        <>
          <div className={classes.cursor} style={{ left: x }} />
          <div
            className={classes.linesTooltip}
            data-side={x > width / 2 ? "before" : "after"}
            style={{ "--left": `${x}px` } as CSSProperties}
          >
            <strong>{periods[at]}</strong>
            {lines.map(({ code, look, name, texts }) => (
              <div key={code}>
                <SubstanceMark series={look} /> {name} <span>{texts[at] ?? "–"}</span>
              </div>
            ))}
          </div>
        </>
      )}
    </figure>
  );
}
