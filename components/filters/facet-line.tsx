"use client";

import { IconCheck, IconMinus } from "@tabler/icons-react";
import type { Route } from "next";
import Link, { useLinkStatus } from "next/link";
import type { KeyboardEvent, ReactNode } from "react";
import type { Tick } from "@/lib/filter/selection";
import classes from "./facet-line.module.css";

/**
 * One choice of a facet: a tick box that is a link, so that it works without JavaScript and opens in a new tab. The space bar presses it.
 * @param href the address with the choice turned round; @param count in the reader's digits
 */
export function FacetLine({
  href,
  tick,
  count,
  countWords,
  depth = 0,
  title,
  children,
}: {
  href: Route;
  tick: Tick;
  count: string;
  countWords: string;
  depth?: number;
  /** the whole name, where it may be cut */
  title?: string;
  children: ReactNode;
}) {
  function onKeyDown(event: KeyboardEvent<HTMLAnchorElement>) {
    if (event.key !== " ") return;
    event.preventDefault();
    event.currentTarget.click();
  }
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      role="checkbox"
      aria-checked={tick === "mixed" ? "mixed" : tick === "on"}
      className={classes.line}
      data-none={(count === "0" && tick === "off") || undefined}
      style={depth > 0 ? { paddingInlineStart: depth * 18 } : undefined}
      onKeyDown={onKeyDown}
    >
      <Box tick={tick} />
      <span className={classes.name} title={title}>
        {children}
      </span>
      <span className={classes.count} aria-hidden="true">
        {count}
      </span>
      <span className="visually-hidden">{countWords}</span>
    </Link>
  );
}

/** Turns round at once when pressed; the page follows. */
function Box({ tick }: { tick: Tick }) {
  const { pending } = useLinkStatus();
  const shown = pending ? (tick === "on" ? "off" : "on") : tick;
  return (
    <span className={classes.box} data-tick={shown} data-pending={pending || undefined} aria-hidden="true">
      {shown === "on" && <IconCheck size={12} stroke={3} />}
      {shown === "mixed" && <IconMinus size={12} stroke={3} />}
    </span>
  );
}
