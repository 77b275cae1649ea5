"use client";

import type { MouseEvent } from "react";
import type { ChartModel, ChartMonth } from "@/lib/charts/chart-model";
import { frame } from "@/lib/charts/chart-model";
import { stackOf } from "@/lib/charts/stack";
import classes from "./monthly-chart.module.css";

/**
 * The parts of the bar that is looked at, as links over the drawing: only of that one, for a chart may have thousands. The keyboard has the
 * digits for them, and a screen reader the table.
 * @param left and @param width of the period, in CSS @param top of the plot in px
 */
export function SegmentLinks({
  month,
  model: { series, ticks },
  left,
  width,
  top,
  follow,
}: {
  month: ChartMonth;
  model: ChartModel;
  left: string;
  width: string;
  top: number;
  follow: (event: MouseEvent, href: string) => void;
}) {
  const heightAt = (value: number) => frame.plot * (1 - value / (ticks.at(-1) ?? 1));
  return (
    <div className={classes.segments} style={{ left, width, top }} aria-hidden="true">
      {stackOf(series, month, { x: 0, bar: 0, heightAt }).map(({ series: code, name, text, href, y, height }) => (
        <a
          key={code}
          data-segment={code}
          href={href}
          tabIndex={-1}
          className={classes.segment}
          style={{ top: y, height }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => follow(event, href)}
        >
          <span className="visually-hidden">
            {name} {text}
          </span>
        </a>
      ))}
    </div>
  );
}
