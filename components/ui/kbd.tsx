import type { ReactNode } from "react";
import classes from "./kbd.module.css";

/** A key to press. @param tone `accent` on a filled button */
export function Kbd({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "accent" }) {
  return (
    <kbd className={classes.key} data-tone={tone}>
      {children}
    </kbd>
  );
}
