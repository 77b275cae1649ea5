"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { memo, useCallback, useId, useMemo, useRef, useState } from "react";
import type { ChartModel } from "@/lib/charts/chart-model";
import { frame, headOf } from "@/lib/charts/chart-model";
import { ChartTooltip } from "./chart-tooltip";
import { MonthGrid } from "./month-grid";
import classes from "./monthly-chart.module.css";
import { SegmentLinks } from "./segment-links";
import { useFollow } from "./use-follow";
import type { Largest } from "./use-largest";

/** Not drawn anew for what is pointed at: a chart of forty years has thousands of parts. */
const MonthlyDrawing = memo(
  dynamic(
    () =>
      import("./monthly-drawing").then(
        (module) => module.MonthlyDrawing,
        () => Failed,
      ),
    { ssr: false },
  ),
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
  const follow = useFollow();
  const grid = useRef<HTMLOListElement>(null);
  /** What was shown when a finger came down; null for a mouse. The finger's own focus comes before its click. */
  const touched = useRef<{ shown: number | null } | null>(null);
  const [known] = useState(() => new Map<string, Largest>());
  const [active, setActive] = useState<number | null>(null);
  /** one of the periods has the focus of the keyboard */
  const [focused, setFocused] = useState(false);
  const [stop, setStop] = useState(() =>
    Math.max(
      0,
      months.findLastIndex((month) => month.segments.length > 0),
    ),
  );
  const shown = active === null ? undefined : months[active];
  const head = headOf(model);
  const gridHead = headOf({ ...model, markers: [] });
  const place = useMemo(
    () => ({ left: frame.left, right: frame.right, top: head - gridHead, bottom: frame.bottom }),
    [head, gridHead],
  );
  const focusOn = useCallback((at: number) => {
    setStop(at);
    setActive(at);
    setFocused(true);
  }, []);
  /** What is shown stays while one of its links is pressed. */
  const leave = useCallback(
    ({ relatedTarget }: FocusEvent) => {
      setFocused(false);
      if (relatedTarget === null || !isIn(relatedTarget, details)) setActive(null);
    },
    [details],
  );
  const events = useMemo(() => ({ focusOn, leave, follow }), [focusOn, leave, follow]);

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
      {/* There always, and not `hidden`: what comes and goes among the parts of a chart costs all of them a new style. */}
      <div
        className={classes.under}
        style={{
          visibility: active === null ? "hidden" : undefined,
          left: leftAt((active ?? 0) / months.length),
          width: widthOf(1 / months.length),
          ...under(place),
        }}
      />
      <MonthGrid
        ref={grid}
        months={months}
        stop={stop}
        described={focused && active === stop ? `${details}-largest` : null}
        events={events}
        frame={place}
      />
      <div className={classes.drawing} aria-hidden="true">
        <MonthlyDrawing model={model} />
      </div>
      <div>
        {shown && active !== null && (
          <SegmentLinks
            month={shown}
            model={model}
            left={leftAt(active / months.length)}
            width={widthOf(1 / months.length)}
            top={head}
            follow={follow}
          />
        )}
      </div>
      <div>
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
      </div>
    </fieldset>
  );
}

const under = ({ top, bottom }: { top: number; bottom: number }) => ({ top, bottom });
/** Of the plot's width, in CSS. */
const widthOf = (share: number) => `calc((100% - ${frame.left + frame.right}px) * ${share})`;
const leftAt = (share: number) => `calc(${frame.left}px + (100% - ${frame.left + frame.right}px) * ${share})`;

function isIn(target: EventTarget, id: string): boolean {
  return target instanceof Element && target.closest(`[id="${id}"]`) !== null;
}
