"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { useId, useRef, useState } from "react";
import type { ChartModel } from "@/lib/charts/chart-model";
import { frame, headOf } from "@/lib/charts/chart-model";
import { ChartTooltip } from "./chart-tooltip";
import classes from "./monthly-chart.module.css";
import type { Largest } from "./use-largest";

const MonthlyDrawing = dynamic(
  () =>
    import("./monthly-drawing").then(
      (module) => module.MonthlyDrawing,
      () => Failed,
    ),
  { ssr: false },
);

/** The drawing's code did not arrive: the months behind it are links all the same. */
function Failed({ model }: { model: ChartModel }) {
  return <p className={classes.failed}>{model.words.failed}</p>;
}

/**
 * Stacked bars per period. The months are links on a grid behind the drawing, there before it is: one stop of the tab key, arrow keys from
 * month to month, Enter opens a month's cases. A press on a segment opens the segment; with a finger the first press shows, the second opens.
 */
export function MonthlyChart({ model }: { model: ChartModel }) {
  const { months, words } = model;
  const keys = useId();
  const details = useId();
  const router = useRouter();
  const grid = useRef<HTMLOListElement>(null);
  /** What was shown when a finger came down; null for a mouse. The finger's own focus comes before its click. */
  const touched = useRef<{ shown: number | null } | null>(null);
  const [known] = useState(() => new Map<string, Largest>());
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState(() =>
    Math.max(
      0,
      months.findLastIndex((month) => month.segments.length > 0),
    ),
  );
  const shown = active === null ? undefined : months[active];
  const head = headOf(model);
  const gridHead = headOf({ ...model, markers: [] });

  function columnAt(event: MouseEvent): number | null {
    const box = grid.current?.getBoundingClientRect();
    if (!box || event.clientX < box.left || event.clientX >= box.right) return null;
    return Math.floor(((event.clientX - box.left) / box.width) * months.length);
  }

  /** Enter opens a period; the digits 1 to 9 open its parts, from the bottom of the stack up. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setActive(null);
    const part = /^[1-9]$/.test(event.key) ? months[stop]?.segments[Number(event.key) - 1] : undefined;
    if (part && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      router.push(part.href as Route);
      return;
    }
    const to = { ArrowLeft: stop - 1, ArrowRight: stop + 1, Home: 0, End: months.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(months.length - 1, Math.max(0, to));
    setStop(next);
    grid.current?.children[next]?.querySelector<HTMLElement>("[data-month]")?.focus();
  }

  /** Follows a link without loading the page anew; what the browser does with other presses of a link stays its own. */
  function follow(event: MouseEvent, href: string) {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    router.push(href as Route);
  }

  function onClickCapture(event: MouseEvent) {
    const column = columnAt(event);
    if (!touched.current || column === null || column === touched.current.shown || isIn(event.target, details)) return;
    event.preventDefault();
    event.stopPropagation();
    setActive(column);
  }

  return (
    <fieldset
      className={classes.chart}
      aria-label={words.label}
      aria-describedby={keys}
      style={{ height: head + frame.plot + frame.bottom }}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent) => {
        touched.current = event.pointerType === "touch" ? { shown: active } : null;
      }}
      onPointerMove={(event: PointerEvent) => {
        if (event.pointerType !== "touch" && !isIn(event.target, details)) setActive(columnAt(event));
      }}
      onPointerLeave={(event: PointerEvent) => {
        if (event.pointerType !== "touch") setActive(null);
      }}
      onClickCapture={onClickCapture}
    >
      <p id={keys} className="visually-hidden">
        {words.keys}
      </p>
      <ol
        ref={grid}
        className={classes.grid}
        style={{ left: frame.left, right: frame.right, top: head - gridHead, bottom: frame.bottom }}
      >
        {months.map((month, at) => (
          <li key={month.month} className={classes.column} data-active={at === active || undefined}>
            {month.total ? (
              <a
                data-month={month.month}
                className={classes.month}
                href={month.total.href}
                aria-describedby={at === active && month.total.cases > 0 ? `${details}-largest` : undefined}
                tabIndex={at === stop ? 0 : -1}
                onFocus={() => focusOn(at)}
                onBlur={leave}
                onClick={(event) => month.total && follow(event, month.total.href)}
              >
                <span className="visually-hidden">{month.sentence}</span>
              </a>
            ) : (
              <span
                data-month={month.month}
                className={classes.month}
                role="img"
                aria-label={month.sentence}
                tabIndex={at === stop ? 0 : -1}
                onFocus={() => focusOn(at)}
                onBlur={leave}
              />
            )}
          </li>
        ))}
      </ol>
      <div className={classes.drawing} aria-hidden="true">
        <MonthlyDrawing model={model} follow={follow} />
      </div>
      {shown && active !== null && (
        <ChartTooltip
          id={details}
          month={shown}
          model={model}
          column={{ from: active / months.length, to: (active + 1) / months.length }}
          top={head}
          known={known}
        />
      )}
    </fieldset>
  );

  /** What is shown stays while one of its links is pressed. */
  function leave({ relatedTarget }: FocusEvent) {
    if (relatedTarget === null || !isIn(relatedTarget, details)) setActive(null);
  }

  function focusOn(at: number) {
    setStop(at);
    setActive(at);
  }
}

function isIn(target: EventTarget, id: string): boolean {
  return target instanceof Element && target.closest(`[id="${id}"]`) !== null;
}
