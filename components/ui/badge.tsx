import type { ReactNode } from "react";
import classes from "./badge.module.css";

/** A short word in an outline. @param tone colour of trouble only; @param dashed for what cannot be judged */
export function Badge({
  children,
  tone = "plain",
  dashed = false,
  title,
}: {
  children: ReactNode;
  tone?: "plain" | "warn" | "danger";
  dashed?: boolean;
  title?: string;
}) {
  return (
    <span className={classes.badge} data-tone={tone} data-dashed={dashed || undefined} title={title}>
      {children}
    </span>
  );
}
