"use client";

import type { FocusEvent, MouseEvent, Ref } from "react";
import { memo } from "react";
import type { ChartMonth } from "@/lib/charts/chart-model";
import classes from "./monthly-chart.module.css";

/** What the links of the grid tell the chart; the same functions for as long as the chart stands. */
export type GridEvents = {
  focusOn: (at: number) => void;
  leave: (event: FocusEvent) => void;
  follow: (event: MouseEvent, href: string) => void;
};

/**
 * The periods as links, one of them a stop of the tab key. Drawn anew only when that changes: there are hundreds of them, and a pointer that
 * passes over them changes none.
 * @param stop the one that the tab key reaches @param described the id of what is shown of it, while it has the focus
 */
export const MonthGrid = memo(function MonthGrid({
  months,
  stop,
  described,
  events,
  frame,
  ref,
}: {
  months: readonly ChartMonth[];
  stop: number;
  described: string | null;
  events: GridEvents;
  frame: { left: number; right: number; top: number; bottom: number };
  ref: Ref<HTMLOListElement>;
}) {
  return (
    <ol ref={ref} className={classes.grid} style={frame}>
      {months.map((month, at) => (
        <Period
          key={month.month}
          month={month}
          at={at}
          reached={at === stop}
          described={at === stop && month.total && month.total.cases > 0 ? described : null}
          events={events}
        />
      ))}
    </ol>
  );
});

const Period = memo(function Period({
  month,
  at,
  reached,
  described,
  events: { focusOn, leave, follow },
}: {
  month: ChartMonth;
  at: number;
  reached: boolean;
  described: string | null;
  events: GridEvents;
}) {
  const { total } = month;
  return (
    <li className={classes.column}>
      {total ? (
        <a
          data-month={month.month}
          className={classes.month}
          href={total.href}
          aria-describedby={described ?? undefined}
          tabIndex={reached ? 0 : -1}
          onFocus={() => focusOn(at)}
          onBlur={leave}
          onClick={(event) => follow(event, total.href)}
        >
          <span className="visually-hidden">{month.sentence}</span>
        </a>
      ) : (
        <span
          data-month={month.month}
          className={classes.month}
          role="img"
          aria-label={month.sentence}
          tabIndex={reached ? 0 : -1}
          onFocus={() => focusOn(at)}
          onBlur={leave}
        />
      )}
    </li>
  );
});
