"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { useId, useRef, useState, useTransition } from "react";
import type { Bar } from "@/lib/filter/bars";
import classes from "./range-bars.module.css";

/** A bar with what it says. */
export type SaidBar = Bar & Readonly<{ words: string }>;

/**
 * A small histogram that is a way to choose a range: each bar is a link to its own cases, dragging over bars (or Shift with a press) takes all
 * from one to the other. One tab stop, arrow keys between bars.
 * @param href the address with the range set: `lowPlace` and `highPlace` stand for its ends; @param keys the range's own keys in it
 */
export function RangeBars({
  bars,
  keys,
  href,
  label,
  hint,
  ends,
}: {
  bars: readonly SaidBar[];
  keys: readonly [low: string, high: string];
  href: string;
  label: string;
  hint: string;
  ends: readonly [string, string];
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const described = useId();
  const list = useRef<HTMLOListElement>(null);
  const chosen = bars.findIndex((bar) => bar.on);
  const [stop, setStop] = useState(chosen);
  const [drag, setDrag] = useState<readonly [from: number, to: number] | null>(null);
  const most = bars.reduce((n, bar) => Math.max(n, bar.count), 1);
  const focusable = stop >= 0 && stop < bars.length ? stop : Math.max(0, chosen);

  const isBetween = (at: number, [a, b]: readonly [number, number]) => at >= Math.min(a, b) && at <= Math.max(a, b);
  const hrefOf = (from: number, to: number) =>
    rangeHref(href, keys, bars[Math.min(from, to)]?.low ?? null, bars[Math.max(from, to)]?.high ?? null);
  const go = (from: number, to: number) => start(() => router.push(hrefOf(from, to), { scroll: false }));
  const barAt = (event: { clientX: number }): number => {
    const box = list.current?.getBoundingClientRect();
    if (!box) return 0;
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, at));
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && drag) return setDrag(null);
    const to = { ArrowLeft: focusable - 1, ArrowRight: focusable + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bars.length - 1, to));
    setStop(next);
    list.current?.querySelectorAll<HTMLElement>("a")[next]?.focus();
  }

  /** The keyboard's press, and the pointer's with Shift: that takes all from what is chosen, or from the first bar, to the pressed one. */
  function onClick(event: MouseEvent, at: number) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    // What a pointer did without Shift was answered when it was lifted.
    if (event.detail > 0 && !event.shiftKey) return;
    const last = bars.findLastIndex((bar) => bar.on);
    if (!event.shiftKey) go(at, at);
    else if (chosen < 0) go(focusable, at);
    else go(Math.min(chosen, at), Math.max(last, at));
  }

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || event.shiftKey || event.metaKey || event.ctrlKey || event.altKey) return;
    setDrag([barAt(event), barAt(event)]);
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent) {
    if (!drag) return;
    const at = barAt(event);
    if (at !== drag[1]) setDrag([drag[0], at]);
  }
  function onPointerUp() {
    if (!drag) return;
    const [from, to] = drag;
    setDrag(null);
    go(from, to);
  }

  return (
    <div className={classes.figure} data-pending={pending || undefined}>
      <p id={described} className="visually-hidden">
        {hint}
      </p>
      <ol
        ref={list}
        className={classes.bars}
        aria-label={label}
        aria-describedby={described}
        title={hint}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
      >
        {bars.map((bar, at) => (
          <li key={bar.low ?? "first"} className={classes.column}>
            <a
              href={hrefOf(at, at)}
              className={classes.bar}
              tabIndex={at === focusable ? 0 : -1}
              aria-current={bar.on ? "true" : undefined}
              data-on={(drag ? isBetween(at, drag) : bar.on) || undefined}
              draggable={false}
              onFocus={() => setStop(at)}
              onClick={(event) => onClick(event, at)}
            >
              <span className="visually-hidden">{bar.words}</span>
              <span className={classes.fill} style={{ height: `${barHeight(bar.count, most)}%` }} title={bar.words} />
            </a>
          </li>
        ))}
      </ol>
      <p className={classes.ends} aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  );
}

/** In per cent; one case is still seen beside ten thousand. */
const barHeight = (count: number, most: number) => (count === 0 ? 0 : Math.max(6, (count / most) * 100));

/** An end that is open takes its key along. */
function rangeHref(
  href: string,
  [low, high]: readonly [string, string],
  from: string | null,
  to: string | null,
): Route {
  const [path = "", query = ""] = href.split("?");
  const parts = query.split("&").flatMap((part) => {
    const end = part.startsWith(`${low}=`)
      ? { key: low, value: from }
      : part.startsWith(`${high}=`)
        ? { key: high, value: to }
        : null;
    if (!end) return [part];
    return end.value === null ? [] : [`${end.key}=${end.value}`];
  });
  return (parts.length > 0 ? `${path}?${parts.join("&")}` : path) as Route;
}
