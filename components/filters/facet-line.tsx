import type { Route } from "next";
import type { ReactNode } from "react";
import type { Tick } from "@/lib/filter/selection";
import classes from "./facet-line.module.css";

/** A role of a link on purpose: an input would have no address. */
const tickBox = (tick: Tick) =>
  ({ role: "checkbox", "aria-checked": tick === "mixed" ? "mixed" : tick === "on" }) as const;

/**
 * One choice of a facet: a tick box that is a link, so that it works without JavaScript and opens in a new tab. Inside `FilterLinks` the
 * press is a soft navigation, and the space bar presses it too.
 * @param href the address with the choice turned round; @param count in the reader's digits; null where it is not counted
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
  count: string | null;
  countWords: string | null;
  depth?: number;
  /** the whole name, where it may be cut */
  title?: string;
  children: ReactNode;
}) {
  return (
    <a
      href={href}
      {...tickBox(tick)}
      className={classes.line}
      data-none={(count === "0" && tick === "off") || undefined}
      style={depth > 0 ? { paddingInlineStart: depth * 18 } : undefined}
    >
      <span className={classes.box} data-tick={tick} aria-hidden="true" />
      <span className={classes.name} title={title}>
        {children}
      </span>
      {count !== null && (
        <>
          <span className={classes.count} aria-hidden="true">
            {count}
          </span>
          <span className="visually-hidden">{countWords}</span>
        </>
      )}
    </a>
  );
}
