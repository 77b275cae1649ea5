import { IconCheck, IconMinus } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Tick } from "@/lib/filter/selection";
import classes from "./facet-line.module.css";

/**
 * One choice of a facet: a tick box that is a link, so that it works without JavaScript and opens in a new tab. Inside `FilterLinks` the
 * press is a soft navigation, and the space bar presses it too.
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
    >
      <span className={classes.box} data-tick={tick} aria-hidden="true">
        <IconCheck className={classes.check} size={12} stroke={3} />
        <IconMinus className={classes.minus} size={12} stroke={3} />
      </span>
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
