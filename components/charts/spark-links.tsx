"use client";

import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import { ownHref } from "@/lib/charts/spark";
import classes from "./spark-links.module.css";
import { useFollow } from "./use-follow";

/** A period as all small charts of a page share it: `July 2010`, and the address of its cases at every point. */
export type SparkPeriod = Readonly<{ name: string; href: string }>;

/**
 * A small chart whose bars are links, one stop of the tab key: the pointer or the arrow keys choose a period, a press or Enter opens its
 * cases; with a finger the first press shows, the second opens. One link, whose address goes along: there are dozens of charts on a page.
 * @param label what the chart shows as a whole @param periods of all charts, so that they are sent once @param counts cases of each, null
 * where nothing is known @param only the query that makes a period's cases this chart's own, such as `point=tumen`
 */
export function SparkLinks({
  label,
  periods,
  counts,
  provisional,
  only,
  words,
  children,
}: {
  label: string;
  periods: readonly SparkPeriod[];
  counts: readonly (number | null)[];
  /** the first period that may still grow; none: the number of periods */
  provisional: number;
  only: string;
  words: Readonly<{ gap: string; provisional: string; locale: string }>;
  /** the drawing */
  children: ReactNode;
}) {
  const follow = useFollow();
  const box = useRef<HTMLDivElement>(null);
  const touched = useRef<{ shown: number | null } | null>(null);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      counts.findLastIndex((count) => (count ?? 0) > 0),
    ),
  );
  const [shown, setShown] = useState(false);
  const count = counts[at] ?? null;
  const href = count === null ? undefined : ownHref(periods[at]?.href ?? "", only);
  const said = `${periods[at]?.name ?? ""}: ${
    count === null ? words.gap : new Intl.NumberFormat(words.locale, { numberingSystem: "latn" }).format(count)
  }${count !== null && at >= provisional ? ` (${words.provisional})` : ""}`;
  const middle = (at + 0.5) / periods.length;

  function choose({ clientX }: PointerEvent) {
    const { left = 0, width = 0 } = box.current?.getBoundingClientRect() ?? {};
    if (width > 0)
      setAt(Math.min(periods.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * periods.length))));
    setShown(true);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setShown(false);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: periods.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setAt(Math.min(periods.length - 1, Math.max(0, to)));
    setShown(true);
  }
  return (
    <div ref={box} className={classes.box}>
      {shown && (
        <span
          className={classes.column}
          style={{ left: `${(at / periods.length) * 100}%`, width: `${100 / periods.length}%` }}
        />
      )}
      {children}
      {/* A period of which nothing is known is no link, but it can be reached and is said. */}
      <a
        href={href}
        className={classes.link}
        aria-disabled={href === undefined || undefined}
        role={href === undefined ? "link" : undefined}
        tabIndex={0}
        onPointerDown={(event) => {
          touched.current = event.pointerType === "touch" ? { shown: shown ? at : null } : null;
          choose(event);
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== "touch") choose(event);
        }}
        onPointerLeave={(event) => {
          if (event.pointerType !== "touch") setShown(false);
        }}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (href === undefined || (touched.current && touched.current.shown !== at)) event.preventDefault();
          else follow(event, href);
        }}
      >
        <span className="visually-hidden">
          {label} {said}
        </span>
      </a>
      {shown && (
        <span
          className={classes.said}
          data-side={middle > 0.5 ? "before" : "after"}
          style={{ left: `${middle * 100}%` }}
        >
          {said}
        </span>
      )}
    </div>
  );
}
